"""Every page there is, at an address that shows something, on a library where something happened.

A page is found in the app itself, so that a new one cannot be forgotten: it is opened with the samples here, or stands
among those left out with the reason.
"""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

from flask import Flask

from contentlib.catalog.retirement import retire_asset
from contentlib.library.opened import Library
from contentlib.people.persons import Role
from contentlib.requests.content_requests import ask_for
from contentlib.requests.feedback_words import record_feedback
from contentlib.search.saved_searches import save_search
from contentlib.sending.links import Terms, send_link
from tests.web.shelf import HOSTILE, PRICE, RIVAL, fill_library
from tests.web.team import enter, gather
from web import create_app
from web.once import now

LINK = "link-" + "x" * 40
INVITED = "invited"
SAMPLES = {"asset_id": "1", "send_id": "1", "request_id": "1", "person_id": "1", "token": LINK, "topic": "find"}
# No pages of ours: data, files, and what has no content of its own.
NO_PAGES = re.compile(
    r"static|.*_(csv|json)$|api\..*|health\..*|assets\.picture|buyer\.(picture|file|elsewhere)"
    r"|assets\.file|sending\.copy_file|search\.suggestions|sending\.(suggest|pages_file|ready|sent)|signin\.(sso|sso_back|invited)"
)
# States of pages that their plain address does not show.
STATES = (
    "/?q=too+expensive",
    "/?q=too+expensive&kind=one_pager&audience=external",
    "/?q=zebra+crossing+at+night",
    "/?q=x&stage=nowhere",
    f"/assets/{PRICE}?hit=page+2",
    f"/assets/{RIVAL}",
    f"/assets/{HOSTILE}",
    "/assets?kind=pricing",
    "/assets/99",
    "/s/no-such-link",
    "/help?q=speaker+notes",
    "/help?q=zebra+crossing",
    "/help/commands",
    "/help/figures",
    "/help/how-it-works",
)


def open_everything(folder: Path) -> tuple[Flask, Library]:
    """The app on a library with a send, a link, a request, feedback, a saved search and a retired asset."""
    library = fill_library(folder)
    db, at = library.db, now() - timedelta(days=1)
    send_link(
        db, PRICE, terms=Terms(), link_token=LINK, rep="ines@ours.example", contact="ann@buyer.example",
        deal="Harbour 2026", note="as promised", token="the form", sent_at=at,
    )  # fmt: skip
    ask_for(db, "do you have a boat", rep="ines@ours.example", asked_at=at)
    record_feedback(db, PRICE, verdict="outdated", note="the table is old", rep="ines@ours.example", said_at=at)
    save_search(db, "Price talk", {"q": ["too expensive"]}, person="admin@ours.example", saved_at=at)
    retire_asset(db, HOSTILE, reason="replaced", retired_by="ines@ours.example", retired_at=at)
    return create_app(library=library), library


def list_addresses(app: Flask) -> list[str]:
    """The address of every page, and of the states that matter."""
    found = []
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and not NO_PAGES.fullmatch(rule.endpoint):
            missing = rule.arguments - SAMPLES.keys()
            assert not missing, f"{rule.endpoint} needs {missing}: add samples to tests/web/pages.py, or leave it out"
            found.append(re.sub(r"<(?:[^<>]*:)?(\w+)>", lambda match: SAMPLES[match[1]], rule.rule))
    return sorted({*found, *STATES})


def sign_in(app: Flask) -> str:
    """The cookie of an admin of a team that now has accounts."""
    library: Library = app.extensions["contentlib"]
    cookie = enter(app, gather(library)[Role.ADMIN]).get_cookie("contentlib")
    assert cookie is not None
    return cookie.value
