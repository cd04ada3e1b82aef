"""Sending an asset: to whom, how, which pages, with which words. Internal assets are refused before and after."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import structlog
from flask import current_app, flash, jsonify, redirect, render_template, request, send_file, session, url_for
from werkzeug.wrappers import Response

from contentlib.catalog import find_asset
from contentlib.deals import list_contacts, list_deals, match_contacts, match_deals
from contentlib.errors import AlreadySent, BadInput, MailRefused, NotSendable
from contentlib.formats import find_mime
from contentlib.library import Library
from contentlib.model import Asset, Channel
from contentlib.people import check_email, list_people
from contentlib.pictures import (
    can_cut,
    check_pages,
    cut_pages,
    find_fingerprint,
    list_pictures,
    match_sections,
    read_pages,
)
from contentlib.sending import (
    Delivery,
    Message,
    Names,
    Parcel,
    Way,
    check_sendable,
    deliver,
    fill_fields,
    find_cautions,
    find_handing_out,
    find_named_customer,
    find_other_contacts,
    find_send_by_token,
    has_mail_server,
    list_choosable,
    list_recent_contacts,
    name_file,
    read_messages,
    read_recipients,
    read_sharing,
    write_handed,
)
from web.forms import HTTP_BAD, SendForm, clean, place_problem, read_channel, read_number, read_send_form
from web.once import known_search, now
from web.sending.link_making import LinkForm, link_start, propose_terms, read_link_form, to_terms
from web.sending.send_pages import pages
from web.visit import ASSET, acting, library, person

log = structlog.get_logger()

SUGGESTED = 250
TOKEN_BYTES = 24
USUAL = Message("", "Our usual mail", "", "")
HTTP_REFUSED = 502


# --- the form ------------------------------------------------------------------------------------------------------


@pages.get(f"/assets/{ASSET}/send")
def new(asset_id: int) -> str:
    """The form, with what the address already says about the send."""
    opened = library()
    asset = find_sendable(opened, asset_id)
    typed = read_send_form(request.args)
    form = replace(
        begin_message(opened, asset, typed),
        rep=typed.rep or person(),
        channel=typed.channel or Channel.LINK.value,
        mailed=has_mail_server(opened.settings),
    )
    return show_form(opened, asset, form, propose_terms(opened), {})


@pages.post(f"/assets/{ASSET}/send/form")
def refill(asset_id: int) -> str:
    """The form as typed, with another message, or what there is to know of the contacts that were typed."""
    opened = library()
    asset = find_sendable(opened, asset_id)
    form = read_send_form(request.form)
    if "refill" in request.form:
        form = begin_message(opened, asset, replace(form, subject="", message=""))
    return show_form(opened, asset, form, read_link_form(request.form), {})


@pages.post(f"/assets/{ASSET}/send")
def create(asset_id: int) -> Response | tuple[str, int]:
    """Record the send, mail it where that was asked; then show what to pass on, or the record."""
    opened = library()
    asset = find_sendable(opened, asset_id)
    form, terms = read_send_form(request.form), read_link_form(request.form)
    again = partial(show_form, opened, asset, form, terms)
    try:
        done = deliver_form(opened, asset_id, form, terms)
    except NotSendable:
        raise
    except AlreadySent:
        # The same form twice has the same token: a double click is one send.
        log.info("sent_already", asset=asset_id)
        done = Delivery(tuple(filter(None, [find_send_by_token(opened.db, make_token(form_id(), 0))])))
    except BadInput as error:
        return again(place_problem(str(error))), HTTP_BAD
    except MailRefused as error:
        return again({"form": str(error)}), HTTP_REFUSED
    session["person"] = form.rep
    if done.refused:
        problem = " ".join(reason for _, reason in done.refused)
        if not done.sends:
            return again({"form": problem}), HTTP_REFUSED
        flash(problem)
    flash(tell(asset, done))
    return redirect(find_next(done), 303)


def tell(asset: Asset, done: Delivery) -> str:
    """What came of it, in a sentence."""
    did = "Mailed and recorded" if any(send.mailed_at for send in done.sends) else "Recorded"
    return f"{did}: “{asset.title}” to {', '.join(send.contact for send in done.sends)}."


def find_next(done: Delivery) -> str:
    """Where the rep goes on: to the one send with its link or draft, to all of them, or to the record."""
    if len(done.sends) > 1 and done.sends[0].channel in (Channel.LINK, Channel.EMAIL) and not done.sends[0].mailed_at:
        return url_for("sending.ready", id=[send.id for send in done.sends])
    if len(done.sends) == 1 and done.sends[0].channel in (Channel.LINK, Channel.EMAIL):
        return url_for("sending.show", send_id=done.sends[0].id)
    return url_for("sending.index")


def find_sendable(opened: Library, asset_id: int) -> Asset:
    """The asset, if a buyer may have it.

    Raises:
        UnknownAsset: there is none.
        NotSendable: it is internal or retired.
    """
    asset = find_asset(opened.db, asset_id)
    check_sendable(asset)
    return asset


def deliver_form(opened: Library, asset_id: int, form: SendForm, terms: LinkForm) -> Delivery:
    """Hand the form to the library, which judges it."""
    channel = read_channel(form.channel)
    check_email(acting(form.rep), field="rep")
    parcel = Parcel(
        asset_id=asset_id,
        rep=acting(form.rep),
        deal=form.deal,
        channel=channel,
        note=form.note,
        pages=read_pages(" ".join(form.pages)),
        terms=to_terms(terms),
        subject=form.subject,
        message=form.message,
        mailed=form.mailed and has_mail_server(opened.settings) and channel not in (Channel.MEETING, Channel.COPIED),
        search_id=known_search(request.form.get("search", "")),
        other_customer=form.other_customer,
    )
    contacts = [(to, make_names(number)) for number, to in enumerate(read_recipients(form.contact))]
    sharing = read_sharing(opened.db, company=opened.settings.company)
    return deliver(opened, parcel, contacts, sharing=sharing, address=link_start(opened), sent_at=now())


def form_id() -> str:
    """What tells one opened form from another."""
    return request.form.get("form", "")


def make_names(number: int) -> Names:
    """How the send to the contact of this number in the form is known."""
    return Names(make_token(form_id(), number), secrets.token_urlsafe(TOKEN_BYTES), secrets.token_hex(16))


def make_token(form: str, number: int) -> str:
    """The send's name. The same form sent twice has the same one; the buyer's link has a random one of its own."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, f"{form}:{number}".encode(), hashlib.sha256).hexdigest()[:32]


# --- what the form shows -------------------------------------------------------------------------------------------


def list_messages(opened: Library) -> tuple[Message, ...]:
    """What a mail may begin with: the team's usual one, then those of the settings."""
    sharing = read_sharing(opened.db)
    usual = replace(USUAL, subject=sharing.subject, body=sharing.message)
    return (usual, *read_messages(opened.settings.messages))


def begin_message(opened: Library, asset: Asset, form: SendForm) -> SendForm:
    """The form with the message that was chosen; what is typed already stays. Names and links differ by contact."""
    if form.subject or form.message:
        return form
    listed = list_messages(opened)
    chosen = next((one for one in listed if one.name == form.template), listed[0])
    company = read_sharing(opened.db, company=opened.settings.company).company
    values = {"title": asset.title, "company": company, "words": ""}
    return replace(
        form, subject=" ".join(fill_fields(chosen.subject, values).split()), message=fill_fields(chosen.body, values)
    )


def show_form(opened: Library, asset: Asset, form: SendForm, terms: LinkForm, problems: dict[str, str]) -> str:
    """The form as typed, each problem beside its field."""
    choosable = list_choosable(opened.db, opened.settings, asset)
    return render_template(
        "sending/new.html",
        asset=asset,
        form=form,
        terms=terms,
        problems=problems,
        form_id=form_id() or secrets.token_urlsafe(12),
        search=read_number(request.values.get("search", "")),
        people=list_people(opened.db)[:SUGGESTED],
        contacts=list_contacts(opened.db)[:SUGGESTED],
        deals=list_deals(opened.db)[:SUGGESTED],
        cautions=find_cautions(opened.db, asset, _read_typed(form.contact), now=now()),
        choosable=choosable,
        drawn=find_drawn(opened, asset, [page.number for page in choosable]),
        chosen={str(page) for page in _read_chosen(form)},
        messages=list_messages(opened),
        mail_server=opened.settings.smtp_host if has_mail_server(opened.settings) else "",
        cuttable=can_cut(asset.format),
        named=(named := find_named_customer(opened, asset)),
        others=find_other_contacts(opened, named, _read_typed(form.contact), form.deal) if named else [],
        leaves=find_handing_out(opened.db, opened.settings, asset),
    )


def find_drawn(opened: Library, asset: Asset, numbers: Sequence[int]) -> dict[int, int]:
    """For each page that can be chosen the picture that shows it, where the pictures are those of the pages."""
    pictures = list_pictures(opened.settings, find_fingerprint(opened.db, asset.version_id))
    same = match_sections([f"page {number}" for number in numbers], pictures)
    return {picture.page: picture.page for picture in pictures} if same else {}


def _read_typed(contacts: str) -> tuple[str, ...]:
    """The contacts so far; what cannot be read yet is judged when the form is sent."""
    try:
        return read_recipients(contacts) if contacts else ()
    except BadInput:
        return ()


def _read_chosen(form: SendForm) -> tuple[int, ...]:
    try:
        return read_pages(" ".join(form.pages))
    except BadInput:
        return ()


@pages.get("/sends/suggest")
def suggest() -> Response:
    """What a contact or deal may be that begins as typed, for the form's completion."""
    opened, typed = library(), clean(request.args.get("typed", ""))[:100]
    if request.args.get("field") == "deal":
        found = match_deals(opened.db, typed, contact=clean(request.args.get("contact", "")))
        return jsonify(
            [{"value": deal.name, "says": f"{deal.account or 'no account'}, {deal.outcome}"} for deal in found]
        )
    contacts = match_contacts(opened.db, typed) if typed else ()
    return jsonify([{"value": one.email, "says": ", ".join(filter(None, (one.name, one.account)))} for one in contacts])


@pages.route(f"/assets/{ASSET}/pages.pdf", methods=["GET", "POST"])
def pages_file(asset_id: int) -> Response:
    """The chosen pages as a PDF, for a rep to attach: without notes, and without what a deck hides."""
    opened = library()
    asset = find_sendable(opened, asset_id)
    there = [page.number for page in list_choosable(opened.db, opened.settings, asset)]
    typed = read_pages(" ".join(map(clean, request.values.getlist("pages"))))
    chosen = check_pages(typed, there) if typed else ()
    path = cut_pages(opened.db, opened.settings, asset.version_id, chosen)
    return send_file(
        path.absolute(), mimetype="application/pdf", as_attachment=True, max_age=0,
        download_name=name_file(asset.title, chosen, ".pdf"),
    )  # fmt: skip


@pages.get(f"/assets/{ASSET}/copy")
def copy_file(asset_id: int) -> Response:
    """The file as a buyer may have it: for a rep to look at, or to attach."""
    opened = library()
    asset = find_sendable(opened, asset_id)
    word = find_handing_out(opened.db, opened.settings, asset)
    if word.way is Way.AS_IT_IS:
        return redirect(url_for("assets.file", asset_id=asset_id))
    path = write_handed(opened.db, opened.settings, asset.version_id, word, ())
    return send_file(
        path.absolute(), mimetype=find_mime(path.name), as_attachment=True, max_age=0,
        download_name=name_file(asset.title, (), path.suffix),
    )  # fmt: skip


# --- what was sent elsewhere ---------------------------------------------------------------------------------------


@pages.get(f"/assets/{ASSET}/sent")
def sent(asset_id: int) -> str:
    """One click on whoever got it by another way: the contacts of this rep's last sends."""
    opened = library()
    return _show_sent(opened, find_sendable(opened, asset_id), read_send_form(request.args), {})


@pages.post(f"/assets/{ASSET}/sent")
def note_sent(asset_id: int) -> Response | tuple[str, int]:
    """Record it."""
    opened = library()
    asset = find_sendable(opened, asset_id)
    form = read_send_form(request.form)
    # A button of a recent contact holds their address and deal.
    contact, _, deal = clean(request.form.get("to", "")).partition(" ")
    # It has happened already, so nothing is asked.
    form = replace(
        form, contact=contact or form.contact, deal=deal or form.deal, mailed=False, message="", subject="",
        other_customer=True,
    )  # fmt: skip
    try:
        done = deliver_form(opened, asset_id, form, LinkForm())
    except AlreadySent:
        return redirect(url_for("sending.index"), 303)
    except NotSendable:
        raise
    except BadInput as error:
        return _show_sent(opened, asset, form, place_problem(str(error))), HTTP_BAD
    session["person"] = form.rep or person()
    flash(tell(asset, done))
    return redirect(url_for("sending.index"), 303)


def _show_sent(opened: Library, asset: Asset, form: SendForm, problems: dict[str, str]) -> str:
    return render_template(
        "sending/sent.html",
        asset=asset,
        form=replace(form, rep=form.rep or person(), channel=form.channel or Channel.ATTACHED.value),
        problems=problems,
        form_id=form_id() or secrets.token_urlsafe(12),
        search=read_number(request.values.get("search", "")),
        recent=list_recent_contacts(opened.db, person()) or list_recent_contacts(opened.db, ""),
        contacts=list_contacts(opened.db)[:SUGGESTED],
        deals=list_deals(opened.db)[:SUGGESTED],
    )
