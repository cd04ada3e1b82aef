"""What a rep gives a link along with: its terms, its whole address, and the mail that carries it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote

from flask import request

from contentlib.errors import BadInput
from contentlib.library import Library
from contentlib.links import Link, Sharing, Terms, fill_draft, hash_passcode, read_sharing
from contentlib.model import Send
from web.forms import Typed, clean, read_day, read_number
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
    words: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A mail to the buyer, ready to be looked over."""

    subject: str
    message: str
    mailto: str


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
        words=clean(typed.get("words", ""), keep_lines=True),
    )


def to_terms(form: LinkForm) -> Terms:
    """The terms as values.

    Raises:
        BadInput: a day that is none, a passcode too short.
    """
    return Terms(
        expires_at=read_expiry(form.expires),
        passcode=hash_passcode(form.passcode, salt=secrets.token_bytes(SALT_BYTES)),
        pinned=form.pinned,
        download=form.download,
        words=form.words,
    )


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


def link_address(opened: Library, link: Link) -> str:
    """The whole address that the buyer gets."""
    start = read_sharing(opened.db).address or request.host_url.rstrip("/")
    return f"{start}/s/{link.token}"


def write_draft(opened: Library, send: Send, link: Link) -> Draft:
    """The team's mail with this send's title, link and words."""
    sharing = read_sharing(opened.db, company=opened.settings.company)
    values = {
        "title": send.asset_title,
        "link": link_address(opened, link),
        "company": sharing.company,
        "words": link.terms.words,
    }
    subject = " ".join(fill_draft(sharing.subject, values).split())
    message = fill_draft(sharing.message, values)
    mailto = f"mailto:{quote(send.contact, safe='@')}?subject={quote(subject)}&body={quote(message)}"
    return Draft(subject, message, mailto)


def read_sharing_form(typed: Typed) -> Sharing:
    """How links shall look, as typed; the library judges it."""
    days = read_number(clean(typed.get("days", "")))
    return Sharing(
        company=clean(typed.get("company", "")),
        colour=clean(typed.get("colour", "")),
        address=clean(typed.get("address", "")).rstrip("/"),
        days=-1 if days is None else days,
        subject=clean(typed.get("subject", "")),
        message=clean(typed.get("message", ""), keep_lines=True),
    )
