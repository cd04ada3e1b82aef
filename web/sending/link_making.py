"""What a rep gives a link along with: its terms, its whole address, and the mail that carries it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote

from flask import request

from contentlib.errors import BadInput
from contentlib.language import read_day
from contentlib.library import Library
from contentlib.model import Send
from contentlib.sending import MAILED, Gate, Link, Terms, hash_passcode, read_allowed, read_sharing, write_mail
from web.forms import Typed, clean
from web.once import now

SALT_BYTES = 16
DAY_ENDS = timedelta(days=1, microseconds=-1)


@dataclass(frozen=True, slots=True)
class LinkForm:
    """On what terms a rep gives a link, as typed."""

    expires: str = ""
    passcode: str = ""
    pinned: bool = False
    download: bool = False
    gate: str = ""
    allowed: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A mail to the buyer, ready to be looked over. ``link`` is the address in it, empty where there is none."""

    subject: str
    message: str
    mailto: str
    link: str


def propose_terms(opened: Library) -> LinkForm:
    """The terms that the team proposes for a link."""
    days = read_sharing(opened.db).days
    return LinkForm(expires=f"{now() + timedelta(days=days):%Y-%m-%d}" if days else "")


def read_link_form(typed: Typed) -> LinkForm:
    """The terms as typed."""
    return LinkForm(
        expires=clean(typed.get("expires", "")),
        passcode=clean(typed.get("passcode", "")),
        pinned=typed.get("version") == "pinned",
        download="download" in typed,
        gate=clean(typed.get("gate", "")),
        allowed=clean(typed.get("allowed", "")),
    )


def to_terms(form: LinkForm) -> Terms:
    """The terms as values.

    Raises:
        BadInput: a day that is none, a passcode too short, a list of readers that nobody is asked for.
    """
    gate, allowed = _read_gate(form.gate), read_allowed(form.allowed)
    if allowed and gate is not Gate.CODE:
        raise BadInput("Who stands in the field allowed is asked for a code. Choose that, or empty the field.")
    return Terms(
        expires_at=read_expiry(form.expires),
        passcode=hash_passcode(form.passcode, salt=secrets.token_bytes(SALT_BYTES)),
        pinned=form.pinned,
        download=form.download,
        gate=gate,
        allowed=allowed,
    )


def _read_gate(text: str) -> Gate:
    try:
        return Gate(text)
    except ValueError as error:
        raise BadInput(f"“{text}” in the field gate is no choice. Choose one from the list.") from error


def read_expiry(text: str) -> datetime | None:
    """The last moment of a day, UTC; none for nothing.

    Raises:
        BadInput: it is no date; names the field.
    """
    try:
        day = read_day(text)
    except BadInput as error:
        raise BadInput(f"{error} It is asked for in the field expires.") from error
    return day + DAY_ENDS if day else None


def link_start(opened: Library) -> str:
    """Where buyers reach the links: as the team set it, else where the pages are reached."""
    return read_sharing(opened.db).address or opened.settings.public_url.rstrip("/") or request.host_url.rstrip("/")


def link_address(opened: Library, link: Link) -> str:
    """The whole address that the buyer gets; empty where the library's key is lost."""
    return f"{link_start(opened)}/s/{link.token}" if link.token else ""


def has_draft(send: Send) -> bool:
    """Whether a mail goes with it that a rep may want to look over or send once more."""
    return send.channel in MAILED


def write_draft(opened: Library, send: Send, link: Link | None) -> Draft:
    """The mail of this send, for the rep's own mail program."""
    sharing = read_sharing(opened.db, company=opened.settings.company)
    mail = write_mail(opened, send, link, sharing=sharing, address=link_start(opened))
    # Line ends as RFC 6068 has them in a mailto address.
    body = quote(mail.message.replace("\n", "\r\n"))
    mailto = f"mailto:{quote(send.contact, safe='@')}?subject={quote(mail.subject)}&body={body}"
    return Draft(mail.subject, mail.message, mailto, mail.link)
