"""Sending an asset, by link or otherwise, and what became of it. Internal assets are refused before and after."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import replace
from datetime import timedelta
from typing import Any

import structlog
from flask import Blueprint, current_app, flash, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from contentlib.assets import find_asset
from contentlib.deals import list_contacts, list_deals
from contentlib.errors import AlreadySent, BadInput, NotSendable
from contentlib.library import Library
from contentlib.links import (
    extend_link,
    find_links,
    find_shared_of,
    read_sharing,
    replace_sharing,
    revoke_link,
    send_link,
)
from contentlib.model import Asset, Channel, Send
from contentlib.people import list_people
from contentlib.sends import (
    check_sendable,
    find_cautions,
    find_send,
    find_send_by_token,
    list_sends,
    record_send,
)
from contentlib.views import Grade, Why, find_follow_up, list_followed, list_readings
from web.forms import SendForm, clean, read_channel, read_number, read_page, read_send_form
from web.library import ASSET, library, person
from web.once import known_search, now
from web.search import HTTP_BAD
from web.sharing import (
    LinkForm,
    link_address,
    propose_terms,
    read_expiry,
    read_link_form,
    read_sharing_form,
    to_terms,
    write_draft,
)

pages = Blueprint("sends", __name__)
log = structlog.get_logger()

PAGE_SIZE = 50
SUGGESTED = 250
FOLLOWED = 5
SEND = f"<int(max={2**63 - 1}):send_id>"
EVERYONE = "everyone"
TOKEN_BYTES = 24

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


# --- sending -------------------------------------------------------------------------------------------------------


@pages.get(f"/assets/{ASSET}/send")
def new(asset_id: int) -> str:
    """The form, with what the address already says about the send."""
    opened = library()
    asset = find_sendable(opened, asset_id)
    typed = read_send_form(request.args)
    form = replace(typed, rep=typed.rep or person(), channel=typed.channel or Channel.ATTACHED.value)
    return show_form(opened, asset, form, propose_terms(opened), {})


@pages.post(f"/assets/{ASSET}/send")
def create(asset_id: int) -> Response | tuple[str, int]:
    """Record the send; then show the link to pass on, or the record."""
    opened = library()
    asset = find_sendable(opened, asset_id)
    form, terms = read_send_form(request.form), read_link_form(request.form)
    try:
        sent: Send | None = record_form(opened, asset_id, form, terms)
    except NotSendable:
        raise
    except AlreadySent:
        # The same form twice has the same token: a double click is one send.
        log.info("sent_already", asset=asset_id)
        sent = find_send_by_token(opened.db, make_token(request.form.get("form", "")))
    except BadInput as error:
        return show_form(opened, asset, form, terms, place_problem(str(error))), HTTP_BAD
    session["person"] = form.rep
    flash(f"Recorded: “{asset.title}” to {form.contact}.")
    if sent and sent.channel is Channel.LINK:
        return redirect(url_for("sends.show", send_id=sent.id), 303)
    return redirect(url_for("sends.index"), 303)


def find_sendable(opened: Library, asset_id: int) -> Asset:
    """The asset, if a buyer may have it.

    Raises:
        UnknownAsset: there is none.
        NotSendable: it is internal or retired.
    """
    asset = find_asset(opened.db, asset_id)
    check_sendable(asset)
    return asset


def record_form(opened: Library, asset_id: int, form: SendForm, terms: LinkForm) -> Send:
    """Hand the form to the library, which judges it."""
    channel = read_channel(form.channel)
    send: dict[str, Any] = {
        "rep": form.rep,
        "contact": form.contact,
        "deal": form.deal,
        "note": form.note,
        "token": make_token(request.form.get("form", "")),
        "sent_at": now(),
        "search_id": known_search(request.form.get("search", "")),
    }
    if channel is not Channel.LINK:
        return record_send(opened.db, asset_id, channel=channel, **send)
    link_token = secrets.token_urlsafe(TOKEN_BYTES)
    return send_link(opened.db, asset_id, terms=to_terms(terms), link_token=link_token, **send)[0]


def show_form(opened: Library, asset: Asset, form: SendForm, terms: LinkForm, problems: dict[str, str]) -> str:
    """The form as typed, each problem beside its field."""
    return render_template(
        "sends/new.html",
        asset=asset,
        form=form,
        terms=terms,
        problems=problems,
        form_id=request.form.get("form") or secrets.token_urlsafe(12),
        search=read_number(request.values.get("search", "")),
        people=list_people(opened.db)[:SUGGESTED],
        contacts=list_contacts(opened.db)[:SUGGESTED],
        deals=list_deals(opened.db)[:SUGGESTED],
        cautions=find_cautions(opened.db, asset, form.contact, now=now()),
    )


def place_problem(sentence: str) -> dict[str, str]:
    """The field a refusal names.

    >>> place_problem("“ann” in the field contact is no e-mail address.")
    {'contact': '“ann” in the field contact is no e-mail address.'}
    >>> place_problem("The moon is full.")
    {'form': 'The moon is full.'}
    """
    named = re.search(r"the field (\w+)\b", sentence, re.IGNORECASE)
    return {named[1] if named else "form": sentence}


def make_token(form_id: str) -> str:
    """The send's name. The same form sent twice has the same one; the buyer's link has a random one of its own."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, form_id.encode(), hashlib.sha256).hexdigest()[:32]


# --- what became of it ------------------------------------------------------------------------------------------------


@pages.get("/sends")
def index() -> str:
    """What this rep sent, or everybody, newest first, with what was read of it."""
    opened, page = library(), read_page(request.args)
    rep = "" if request.args.get("by") == EVERYONE else person()
    sends = list_sends(opened.db, rep=rep, limit=PAGE_SIZE + 1, offset=(page - 1) * PAGE_SIZE)
    shown = sends[:PAGE_SIZE]
    followed = list_followed(opened.db, rep, now=now())[:FOLLOWED] if page == 1 else ()
    return render_template(
        "sends/index.html",
        sends=shown,
        rep=rep,
        page=page,
        more=len(sends) > PAGE_SIZE,
        readings=list_readings(opened.db, [send.id for send in shown]),
        links=find_links(opened.db, [send.id for send in shown]),
        followed=[(find_send(opened.db, send_id), found) for send_id, found in followed],
        moment_now=now(),
    )


@pages.get(f"/sends/{SEND}")
def show(send_id: int) -> str:
    """One send: its link and mail, what was read, page by page, and when."""
    opened = library()
    send = find_send(opened.db, send_id)
    link = find_links(opened.db, [send_id]).get(send_id)
    shared = find_shared_of(opened.db, send_id)
    reading = list_readings(opened.db, [send_id])[send_id]
    return render_template(
        "sends/show.html",
        send=send,
        asset=find_asset(opened.db, send.asset_id),
        link=link,
        shared=shared,
        is_open=bool(shared and link and link.is_open(now())),
        address=link_address(opened, link) if link else "",
        draft=write_draft(opened, send, link) if link else None,
        reading=reading,
        readers=number_readers([view.reader for view in reading.read]),
        follow_up=find_follow_up(reading.views, now=now()),
        grades=GRADES,
        whys=WHYS,
        tomorrow=f"{now() + timedelta(days=1):%Y-%m-%d}",
    )


@pages.post(f"/sends/{SEND}/revoke")
def revoke(send_id: int) -> Response:
    """Close the link, at once and for good."""
    find_send(library().db, send_id)
    revoke_link(library().db, send_id, revoked_at=now())
    flash("The link is closed. Whoever opens it is told that it is no longer available.")
    return redirect(url_for("sends.show", send_id=send_id), 303)


@pages.post(f"/sends/{SEND}/extend")
def extend(send_id: int) -> Response:
    """Give the link another last day."""
    find_send(library().db, send_id)
    until = read_expiry(clean(request.form.get("expires", "")))
    extend_link(library().db, send_id, expires_at=until, now=now())
    flash(f"The link now works until the end of {until:%Y-%m-%d}." if until else "The link now works without end.")
    return redirect(url_for("sends.show", send_id=send_id), 303)


def number_readers(readers: list[str]) -> dict[str, int]:
    """Readers in the order they first came, counted from 1.

    >>> number_readers(["b", "a", "b"])
    {'b': 1, 'a': 2}
    """
    return {reader: number for number, reader in enumerate(dict.fromkeys(readers), start=1)}


# --- how links look ---------------------------------------------------------------------------------------------------


@pages.get("/sends/settings")
def settings() -> str:
    """How the buyer's page and the mail look."""
    opened = library()
    return render_template(
        "sends/settings.html", sharing=read_sharing(opened.db, company=opened.settings.company), problems={}
    )


@pages.post("/sends/settings")
def change_settings() -> Response | tuple[str, int]:
    """Keep how they shall look."""
    sharing = read_sharing_form(request.form)
    try:
        replace_sharing(library().db, sharing)
    except BadInput as error:
        return render_template("sends/settings.html", sharing=sharing, problems=place_problem(str(error))), HTTP_BAD
    flash("Kept. Links that are out already look like this now.")
    return redirect(url_for("sends.settings"), 303)


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
