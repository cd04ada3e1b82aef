"""Whether everything is well: for an admin as a page, for a monitor as one word."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, render_template

from contentlib.catalog import count_assets
from contentlib.library import index_path
from contentlib.reports import list_thin, list_unreadable, report_status
from web.visit import library

pages = Blueprint("status", __name__)

MOST = 150


@pages.get("/status")
def index() -> str:
    """What the library holds, and what the last pass could not read."""
    opened = library()
    status = report_status(
        opened.db, library=opened.path, index=index_path(opened.settings), model=opened.model,
        next_model=opened.next_model,
    )  # fmt: skip
    unreadable, thin = list_unreadable(opened.db), list_thin(opened.db)
    return render_template(
        "status/index.html", status=status, unreadable=unreadable, thin=thin, most=MOST, notice=opened.check_model()
    )


@pages.get("/health")
def health() -> Response:
    """That the library can be read."""
    return jsonify(status="ok", assets=count_assets(library().db))
