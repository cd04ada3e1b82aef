"""Sending an asset, and the record of what was sent. An internal asset is refused before the form and after it."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets

import structlog
from flask import Blueprint, current_app, flash, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from contentlib.assets import find_asset
from contentlib.deals import list_contacts, list_deals
from contentlib.errors import AlreadySent, BadInput, NotSendable
from contentlib.library import Library
from contentlib.model import Asset
from contentlib.people import list_people
from contentlib.sends import check_sendable, list_sends, list_sends_to, record_send
from web.forms import SendForm, read_channel, read_number, read_page, read_send_form
from web.library import ASSET, library, person
from web.once import known_search, now
from web.search import HTTP_BAD

pages = Blueprint("sends", __name__)
log = structlog.get_logger()

PAGE_SIZE = 50
SUGGESTED = 250


@pages.get(f"/assets/{ASSET}/send")
def new(asset_id: int) -> str:
    """The form, with what the address already says about the send."""
    opened = library()
    asset = find_sendable(opened, asset_id)
    form = read_send_form(request.args)
    rep = form.rep or person()
    return show_form(opened, asset, SendForm(rep, form.contact, form.deal, form.channel or "attached", form.note), {})


@pages.post(f"/assets/{ASSET}/send")
def create(asset_id: int) -> Response | tuple[str, int]:
    """Record the send, then show the record."""
    opened = library()
    asset = find_sendable(opened, asset_id)
    form = read_send_form(request.form)
    try:
        record_form(opened, asset_id, form)
    except NotSendable:
        raise
    except AlreadySent:
        # The same form twice has the same token: a double click is one send.
        log.info("sent_already", asset=asset_id)
    except BadInput as error:
        return show_form(opened, asset, form, place_problem(str(error))), HTTP_BAD
    session["person"] = form.rep
    flash(f"Recorded: “{asset.title}” to {form.contact}.")
    return redirect(url_for("sends.index"), 303)


@pages.get("/sends")
def index() -> str:
    """What was sent, newest first."""
    page = read_page(request.args)
    sends = list_sends(library().db, limit=PAGE_SIZE + 1, offset=(page - 1) * PAGE_SIZE)
    return render_template("sends/index.html", sends=sends[:PAGE_SIZE], page=page, more=len(sends) > PAGE_SIZE)


def find_sendable(opened: Library, asset_id: int) -> Asset:
    """The asset, if a buyer may have it.

    Raises:
        UnknownAsset: there is none.
        NotSendable: it is internal or retired.
    """
    asset = find_asset(opened.db, asset_id)
    check_sendable(asset)
    return asset


def record_form(opened: Library, asset_id: int, form: SendForm) -> None:
    """Hand the form to the library, which judges it."""
    record_send(
        opened.db,
        asset_id,
        rep=form.rep,
        contact=form.contact,
        deal=form.deal,
        channel=read_channel(form.channel),
        note=form.note,
        token=make_token(request.form.get("form", "")),
        sent_at=now(),
        search_id=known_search(request.form.get("search", "")),
    )


def show_form(opened: Library, asset: Asset, form: SendForm, problems: dict[str, str]) -> str:
    """The form as typed, each problem beside its field."""
    return render_template(
        "sends/new.html",
        asset=asset,
        form=form,
        problems=problems,
        form_id=request.form.get("form") or secrets.token_urlsafe(12),
        search=read_number(request.values.get("search", "")),
        people=list_people(opened.db)[:SUGGESTED],
        contacts=list_contacts(opened.db)[:SUGGESTED],
        deals=list_deals(opened.db)[:SUGGESTED],
        earlier=list_sends_to(opened.db, asset.id, form.contact) if form.contact else (),
    )


def place_problem(sentence: str) -> dict[str, str]:
    """The field a refusal names.

    >>> place_problem("“ann” in the field contact is no e-mail address.")
    {'contact': '“ann” in the field contact is no e-mail address.'}
    >>> place_problem("The moon is full.")
    {'form': 'The moon is full.'}
    """
    named = re.search(r"the field (rep|contact|deal|channel|note)\b", sentence, re.IGNORECASE)
    return {named[1] if named else "form": sentence}


def make_token(form_id: str) -> str:
    """The send's token. The same form sent twice has the same one, and no one without our key can guess it."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, form_id.encode(), hashlib.sha256).hexdigest()[:32]
