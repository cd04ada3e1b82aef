"""What was sent and what became of it: read by whom, page by page, and whom a word is due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from http import HTTPStatus

import structlog
from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from contentlib.catalog import find_asset
from contentlib.library import Library
from contentlib.model import Send
from contentlib.people import Role
from contentlib.pictures import write_pages
from contentlib.sending import (
    FOLLOW_UP,
    FollowUp,
    Grade,
    Why,
    extend_link,
    find_follow_up,
    find_links,
    find_send,
    find_shared_of,
    find_wrong_passcodes,
    forgive_passcodes,
    list_clicks,
    list_downloads,
    list_failures,
    list_followed,
    list_followed_up,
    list_readings,
    list_sends,
    may_have_link,
    record_followed_up,
    revoke_link,
    to_html,
)
from web.access import page_before
from web.auth import visitor
from web.forms import clean, read_number, read_page
from web.once import now
from web.sending.link_making import has_draft, link_address, read_expiry, write_draft
from web.trail import note
from web.visit import confidant, library, person

pages = Blueprint("sending", __name__)
log = structlog.get_logger()

PAGE_SIZE = 50
FOLLOWED = 5
MOST_READY = 25
SEND = f"<int(max={2**63 - 1}):send_id>"
EVERYONE = "everyone"
NOT_YOURS = "{rep} sent this, so only {rep}, a marketer or an admin may change it. Ask one of them."

GRADES = {
    Grade.REQUESTED: "Asked for; nothing shows that a person saw it",
    Grade.RENDERED: "Opened for a moment",
    Grade.STAYED: "Stayed on it",
    Grade.READ_ON: "Read on",
}
WHYS = {
    Why.HEAD: "asked without wanting the page, as scanners do",
    Why.AGENT: "says itself that it is a program",
    Why.PREFETCH: "loaded ahead by a program",
    Why.BURST: "came within seconds of the send, and nobody stayed",
    Why.SAID: "counted as a scanner by the system it was taken over from",
}


# --- what became of it ------------------------------------------------------------------------------------------------


@pages.get("/sends")
def index() -> str:
    """What this rep sent, or everybody, newest first, with what was read of it."""
    opened, page = library(), read_page(request.args)
    rep = "" if request.args.get("by") == EVERYONE else person()
    sends = list_sends(opened.db, asking=confidant(), rep=rep, limit=PAGE_SIZE + 1, offset=(page - 1) * PAGE_SIZE)
    shown = sends[:PAGE_SIZE]
    links = find_links(opened.db, [send.id for send in shown], asking=confidant())
    return render_template(
        "sending/index.html",
        sends=shown,
        rep=rep,
        page=page,
        more=len(sends) > PAGE_SIZE,
        readings=list_readings(opened.db, [send.id for send in shown]),
        links=links,
        guesses=find_wrong_passcodes(opened.db, list(links.values()), now=now()),
        followed=find_followed(opened, rep) if page == 1 else (),
        failures=list_failures(opened, rep, since=now() - FOLLOW_UP) if page == 1 else (),
        moment_now=now(),
    )


@pages.get(f"/sends/{SEND}")
def show(send_id: int) -> str:
    """One send: its link and mail where they are the visitor's, what was read, page by page, and when."""
    opened = library()
    send = find_send(opened.db, send_id, asking=confidant())
    link = find_links(opened.db, [send_id], asking=confidant()).get(send_id)
    shared = find_shared_of(opened.db, send_id, now=now())
    reading = list_readings(opened.db, [send_id])[send_id]
    follow_up, done_at = find_follow_up(reading.views, now=now()), list_followed_up(opened.db, [send_id]).get(send_id)
    is_own = may_have_link(send.rep, confidant())
    draft = write_draft(opened, send, link) if has_draft(send) and is_own else None
    return render_template(
        "sending/show.html",
        send=send,
        asset=find_asset(opened.db, send.asset_id),
        link=link,
        shared=shared,
        is_open=bool(shared and link and link.is_open(now())),
        is_own=is_own,
        address=link_address(opened, link) if link and is_own else "",
        guesses=find_wrong_passcodes(opened.db, [link] if link else [], now=now()).get(send_id),
        draft=draft,
        # Escaped piece by piece where it is made.
        rich=Markup(to_html(draft.message, draft.link, send.asset_title)) if draft else "",  # noqa: S704
        reading=reading,
        downloads=list_downloads(opened.db, send_id),
        clicks=list_clicks(opened.db, send_id),
        readers=number_readers([view.visitor or view.reader for view in reading.read]),
        follow_up=follow_up if not (follow_up and done_at and done_at >= follow_up.at) else None,
        done_at=done_at,
        grades=GRADES,
        whys=WHYS,
        tomorrow=f"{now() + timedelta(days=1):%Y-%m-%d}",
    )


@pages.get("/sends/ready")
def ready() -> str:
    """The links and drafts of one form that went to several contacts; a colleague's are not among them."""
    opened = library()
    numbers = [number for text in request.args.getlist("id") if (number := read_number(text)) is not None]
    found = [find_send(opened.db, number, asking=confidant()) for number in numbers[:MOST_READY]]
    sends = [send for send in found if may_have_link(send.rep, confidant())]
    links = find_links(opened.db, [send.id for send in sends], asking=confidant())
    return render_template(
        "sending/ready.html", ready=[(send, write_draft(opened, send, links.get(send.id))) for send in sends]
    )


@pages.post(f"/sends/{SEND}/followed")
def followed(send_id: int) -> Response:
    """The rep has had a word with the buyer."""
    send = find_changeable(send_id)
    record_followed_up(library().db, send_id, followed_at=now())
    flash(f"Done: {send.contact} is off the list until somebody reads it again.")
    return redirect(page_before() or url_for("sending.index"), 303)


@pages.post(f"/sends/{SEND}/revoke")
def revoke(send_id: int) -> Response:
    """Close the link, at once and for good."""
    find_changeable(send_id)
    revoke_link(library().db, send_id, revoked_at=now())
    flash("The link is closed. Whoever opens it is told that it is no longer available.")
    return redirect(url_for("sending.show", send_id=send_id), 303)


@pages.post(f"/sends/{SEND}/passcode")
def unpause(send_id: int) -> Response:
    """Let the passcode be tried again at once."""
    find_changeable(send_id)
    link = find_links(library().db, [send_id], asking=confidant()).get(send_id)
    if link:
        forgive_passcodes(library().db, link.id, at=now())
    flash("The passcode can be tried again.")
    return redirect(url_for("sending.show", send_id=send_id), 303)


@pages.post(f"/sends/{SEND}/extend")
def extend(send_id: int) -> Response:
    """Give the link another last day."""
    find_changeable(send_id)
    until = read_expiry(clean(request.form.get("expires", "")))
    extend_link(library().db, send_id, expires_at=until, now=now())
    flash(f"The link now works until the end of {until:%Y-%m-%d}." if until else "The link now works without end.")
    return redirect(url_for("sending.show", send_id=send_id), 303)


def find_followed(opened: Library, rep: str) -> Sequence[tuple[Send, FollowUp]]:
    """The sends of this rep, or of all, whose buyers came back, with what they did; the latest first."""
    found = list_followed(opened.db, rep, now=now())[:FOLLOWED]
    return [(find_send(opened.db, send_id, asking=confidant()), follow_up) for send_id, follow_up in found]


@pages.app_context_processor
def _offer() -> dict[str, object]:
    return {"followed_for_me": lambda: find_followed(library(), person()) if person() else ()}


def may_change(send: Send) -> bool:
    """Whether a send is the visitor's to change: who sent it, and whoever looks after everybody's."""
    who = visitor()
    return who.role >= Role.MARKETER or who.email.casefold() == send.rep.casefold()


def find_changeable(send_id: int) -> Send:
    """The send, if the visitor may change it; who tries a colleague's is refused, and that is noted."""
    send = find_send(library().db, send_id, asking=confidant())
    if not may_change(send):
        note("change of a colleague's send refused", about=f"send {send_id}", detail=f"sent by: {send.rep}")
        abort(HTTPStatus.FORBIDDEN, NOT_YOURS.format(rep=send.rep))
    return send


def number_readers(readers: list[str]) -> dict[str, int]:
    """Readers in the order they first came, counted from 1.

    >>> number_readers(["b", "a", "b"])
    {'b': 1, 'a': 2}
    """
    return {reader: number for number, reader in enumerate(dict.fromkeys(readers), start=1)}


pages.add_app_template_filter(write_pages, "pages")
pages.add_app_template_test(may_change, "changeable")


@pages.app_template_filter("duration")
def duration(seconds: float) -> str:
    """A stretch of time as a person says it.

    >>> duration(0.4), duration(41.2), duration(130), duration(3 * 3600 + 240)
    ('0 s', '41 s', '2 min 10 s', '3 h 4 min')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
