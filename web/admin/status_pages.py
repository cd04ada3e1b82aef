"""Whether everything is well: what the library holds, and what the last pass could not read."""

from __future__ import annotations

from flask import render_template

from contentlib.library import index_path
from contentlib.people import in_use
from contentlib.reports import list_overfull, list_thin, list_unreadable, report_status
from web.admin.people_pages import pages
from web.one_browser import is_for_one
from web.origin import called_from
from web.visit import library

MOST = 150


@pages.get("/status")
def status() -> str:
    """What the library holds, and what the last pass could not read."""
    opened = library()
    report = report_status(
        opened.db, opened.vocabulary, library=opened.path, index=index_path(opened.settings), model=opened.model,
        next_model=opened.next_model,
    )  # fmt: skip
    unreadable, thin = list_unreadable(opened.db), list_thin(opened.db)
    return render_template(
        "admin/status.html", status=report, unreadable=unreadable, thin=thin, most=MOST, notice=opened.check_model(),
        overfull=list_overfull(opened.db), has_accounts=in_use(opened.db), for_one=is_for_one(), caller=called_from(),
    )  # fmt: skip
