"""Brings one asset to several contacts: each gets a link or a file of their own, and a mail where a server is set.

A mail that is refused leaves no send behind: what the library says was sent, was sent.
"""

from __future__ import annotations

import re
import smtplib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from contentlib.catalog import find_asset, open_original
from contentlib.deals import find_names
from contentlib.errors import AlreadySent, BadInput, MailRefused
from contentlib.formats import find_mime
from contentlib.library import Library
from contentlib.model import Asset, Channel, Send
from contentlib.people import check_email, find_or_add_person, list_people
from contentlib.pictures import check_can_bind, check_pages, write_pages
from contentlib.sending.file_asking import look_through
from contentlib.sending.handing_out import Way, find_handing_out, write_handed
from contentlib.sending.link_looks import Sharing
from contentlib.sending.links import Gate, Link, Terms, list_choosable, send_link
from contentlib.sending.mailer import Attachment, OutgoingMail, check_size, compose, has_mail_server, mail_server, post
from contentlib.sending.messages import fill_fields, first_name
from contentlib.sending.named_customer import check_customer
from contentlib.sending.sends import (
    MailText,
    check_not_expired,
    check_sendable,
    find_send_by_token,
    record_send,
)
from contentlib.storage import to_text

MOST_RECIPIENTS = 25
MAILED = (Channel.LINK, Channel.ATTACHED, Channel.EMAIL)


@dataclass(frozen=True, slots=True)
class Parcel:
    """What a rep sends, and how. ``subject`` and ``message`` hold their fields; ``mailed`` sends it from here.

    ``other_customer`` says that it is meant where what was made for one customer goes to another.
    """

    asset_id: int
    rep: str
    deal: str = ""
    channel: Channel = Channel.ATTACHED
    note: str = ""
    pages: tuple[int, ...] = ()
    terms: Terms = Terms()
    subject: str = ""
    message: str = ""
    mailed: bool = False
    search_id: int | None = None
    other_customer: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """The words by which a contact's part of a delivery is known. All random and new but ``token``, the form's."""

    token: str
    link: str
    mail: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came of it: the sends that were recorded, and for each contact who got nothing the reason."""

    sends: tuple[Send, ...]
    refused: tuple[tuple[str, str], ...] = ()


def read_recipients(text: str) -> tuple[str, ...]:
    """The addresses in what a person typed or pasted: with commas, semicolons, lines, or as “Ann <ann@buyer.example>”.

    Raises:
        BadInput: one is no address, there are none, or there are too many; names the field.

    >>> read_recipients("Ann <ann@a.example>; bob@b.example, ann@a.example")
    ('ann@a.example', 'bob@b.example')
    """
    pieces = (re.sub(r"^.*<([^<>]*)>$", r"\1", piece.strip()) for piece in re.split(r"[,;\n]", text))
    found = tuple(dict.fromkeys(check_email(piece, field="contact") for piece in pieces if piece))
    if not found:
        check_email("", field="contact")
    if len(found) > MOST_RECIPIENTS:
        raise BadInput(
            f"The field contact has {len(found)} addresses; {MOST_RECIPIENTS} are the most. Send it in parts."
        )
    return found


def deliver(
    library: Library,
    parcel: Parcel,
    contacts: Sequence[tuple[str, Names]],
    *,
    sharing: Sharing,
    address: str,
    sent_at: datetime,
) -> Delivery:
    """Give every contact their send. ``address`` is the start of the links, such as ``https://share.company.com``.

    Without a mail only records are made: all of them or none. With mails each contact is a step of its own.

    Raises:
        NotSendable: the asset is internal or retired, or has run out and would go out from here.
        BadInput: a field that cannot be used, named; nothing is recorded.
        AlreadySent: this very form was sent before.
        MailRefused: the mail server is not there or lets us not in; nothing is recorded.
    """
    asset = find_asset(library.db, parcel.asset_id)
    check_sendable(asset)
    if parcel.terms.gate is Gate.CODE and not has_mail_server(library.settings):
        raise BadInput(
            "The choice in the field gate mails a code, and there is no mail server. Set smtp_host, or choose another."
        )
    addresses = tuple(contact for contact, _ in contacts)
    check_customer(library, asset, addresses, deal=parcel.deal, is_meant=parcel.other_customer)
    parcel = replace(parcel, pages=check_pages(parcel.pages, _numbers(library, asset) if parcel.pages else ()))
    if parcel.channel is Channel.LINK and parcel.terms.download:
        # Before anything is written: it may take some seconds where nobody looked yet.
        look_through(library.db, library.settings, asset.version_id)
        if parcel.pages:
            check_can_bind(library.db, library.settings, asset.version_id)
    if not parcel.mailed:
        with library.db.atomic():
            return Delivery(tuple(_record(library, parcel, to, names, sent_at)[0] for to, names in contacts))
    if parcel.channel not in MAILED or not has_mail_server(library.settings):
        raise BadInput(
            "The field mailed asks for a mail, and there is none to send. Choose how it goes in the field channel."
        )
    check_not_expired(library.db, asset, now=sent_at)
    attachment = prepare_attachment(library, asset, parcel)
    return _mail_all(library, parcel, contacts, attachment, sharing=sharing, address=address, sent_at=sent_at)


def _numbers(library: Library, asset: Asset) -> list[int]:
    return [page.number for page in list_choosable(library.db, library.settings, asset)]


def prepare_attachment(library: Library, asset: Asset, parcel: Parcel) -> Attachment | None:
    """The file that goes along, as the gate lets it: as it is, as a clean copy, or as a PDF.

    Raises:
        BadInput: it may not leave, cannot be made, is not there any more, or is larger than mails may be.
    """
    if parcel.channel is not Channel.ATTACHED:
        return None
    word = find_handing_out(library.db, library.settings, asset, parcel.pages)
    if not word.is_allowed:
        raise BadInput(f"The field channel cannot be “attached” for “{asset.title}”. {word.reason}")
    if word.way is not Way.AS_IT_IS:
        path = write_handed(library.db, library.settings, asset.version_id, word, parcel.pages)
        name = name_file(asset.title, parcel.pages, path.suffix)
        made = Attachment(name, path.read_bytes(), find_mime(path.name))
    else:
        made = _attach_original(library, asset)
    check_size([made])
    return made


def _attach_original(library: Library, asset: Asset) -> Attachment:
    found = open_original(library.db, asset.version_id)
    if found is None:
        raise BadInput(f"The file of “{asset.title}” is not as it was read. Run the indexer, then send it.")
    with found.copy as file:
        return Attachment(name_file(asset.title, (), PurePosixPath(found.name).suffix), file.read())


def name_file(title: str, pages: Sequence[int], suffix: str) -> str:
    """A name for a file that says nothing about where it lies with us.

    >>> name_file("Worth the price? 20 % / less", (), ".PDF"), name_file("Deck", (2, 3, 4), ".pdf")
    ('Worth the price 20 less.pdf', 'Deck, pages 2-4.pdf')
    """
    words = " ".join(re.findall(r"\w+(?:[-.']\w+)*", title))[:80] or "document"
    part = f", page{'' if len(pages) == 1 else 's'} {write_pages(pages)}" if pages else ""
    return f"{words}{part}{suffix.lower() if re.fullmatch(r'[.][A-Za-z0-9]{1,8}', suffix) else ''}"


# --- one contact after the other -----------------------------------------------------------------------------------


def _record(
    library: Library, parcel: Parcel, contact: str, names: Names, sent_at: datetime, mailed_at: datetime | None = None
) -> tuple[Send, Link | None]:
    send: dict[str, Any] = {
        "rep": parcel.rep, "contact": contact, "deal": parcel.deal, "note": parcel.note, "token": names.token,
        "sent_at": sent_at, "search_id": parcel.search_id, "pages": parcel.pages,
        "letter": MailText(parcel.subject, parcel.message, mailed_at),
    }  # fmt: skip
    if parcel.channel is Channel.LINK:
        return send_link(library.db, parcel.asset_id, terms=parcel.terms, link_token=names.link, **send)
    return record_send(library.db, parcel.asset_id, channel=parcel.channel, **send), None


def _mail_all(
    library: Library,
    parcel: Parcel,
    contacts: Sequence[tuple[str, Names]],
    attachment: Attachment | None,
    *,
    sharing: Sharing,
    address: str,
    sent_at: datetime,
) -> Delivery:
    sends: list[Send] = []
    refused: list[tuple[str, str]] = []
    with _one_server(library, parcel, contacts, sent_at) as server:
        for contact, names in contacts:
            if find_send_by_token(library.db, names.token):
                raise AlreadySent("This send is already recorded. Open the form again to send it once more.")
            # Recorded first, so that the link works when the mail arrives; taken back if the mail is refused.
            send, link = _record(library, parcel, contact, names, sent_at, mailed_at=sent_at)
            try:
                written = write_mail(library, send, link, sharing=sharing, address=address)
                mail = replace(written, attachment=attachment)
                sender = library.settings.smtp_from
                number = f"{names.mail}.contentlib"
                post(server, compose(mail, sender=sender, company=sharing.company, number=number, written_at=sent_at))
            except (MailRefused, BadInput) as error:
                _take_back(library, send.id)
                record_failure(library, parcel, contact, str(error), failed_at=sent_at)
                refused.append((contact, str(error)))
            else:
                sends.append(send)
    return Delivery(tuple(sends), tuple(refused))


@contextmanager
def _one_server(
    library: Library, parcel: Parcel, contacts: Sequence[tuple[str, Names]], at: datetime
) -> Iterator[smtplib.SMTP]:
    try:
        with mail_server(library.settings) as server:
            yield server
    except MailRefused as error:
        for contact, names in contacts:
            if find_send_by_token(library.db, names.token) is None:
                record_failure(library, parcel, contact, str(error), failed_at=at)
        raise


def write_mail(library: Library, send: Send, link: Link | None, *, sharing: Sharing, address: str) -> OutgoingMail:
    """The mail of a send with its fields filled in; the link stands at its end where the message has no place."""
    rep_name = next((one.name for one in list_people(library.db) if one.email.lower() == send.rep.lower()), "")
    whole = f"{address}/s/{link.token}" if link and link.token else ""
    values = {
        "first_name": first_name(find_names(library.db, [send.contact]).get(send.contact.lower(), "")),
        "title": send.asset_title,
        "pages": f" (page{'' if len(send.pages) == 1 else 's'} {write_pages(send.pages)})" if send.pages else "",
        "link": whole,
        "company": sharing.company,
        "rep": rep_name,
        "words": link.terms.words if link else "",
    }
    template = send.message or sharing.message
    if link and "{link}" not in template:
        template += "\n\n{link}"
    subject = " ".join(fill_fields(send.subject or sharing.subject, values).split())
    return OutgoingMail(
        send.contact, subject, fill_fields(template, values), send.rep, rep_name, whole, send.asset_title
    )


OF_VIEWS = ("clicks", "view_pages")


def _take_back(library: Library, send_id: int) -> None:
    with library.db.atomic():
        for table in ("passcode_tries", "link_codes"):
            where = "link_id IN (SELECT id FROM links WHERE send_id = ?)"
            library.db.execute(f"DELETE FROM {table} WHERE {where}", [send_id])
        for table in ("clicks", "view_pages", "views", "downloads", "links", "followed_up"):
            where = "view_id IN (SELECT id FROM views WHERE send_id = ?)" if table in OF_VIEWS else "send_id = ?"
            library.db.execute(f"DELETE FROM {table} WHERE {where}", [send_id])
        library.db.execute("DELETE FROM sends WHERE id = ?", [send_id])


# --- mails that did not go out -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Failure:
    """A mail that no server took. ``address`` is the contact's."""

    asset_id: int
    asset_title: str
    address: str
    reason: str
    failed_at: datetime


def record_failure(library: Library, parcel: Parcel, contact: str, reason: str, *, failed_at: datetime) -> None:
    """Keep that a mail was refused, so that the rep sees it later too."""
    with library.db.atomic():
        library.db.insert("mail_failures",
            {
                "asset_id": parcel.asset_id, "person_id": find_or_add_person(library.db, parcel.rep),
                "address": contact, "reason": reason[:500], "failed_at": to_text(failed_at),
            }
        )  # fmt: skip


def list_failures(library: Library, rep: str, *, since: datetime) -> tuple[Failure, ...]:
    """The mails of a rep (or of all) that were refused and were not sent to the same contact since, latest first."""
    rows = library.db.execute(
        "SELECT f.asset_id, a.title, f.address, f.reason, f.failed_at FROM mail_failures f "
        "JOIN assets a ON a.id = f.asset_id LEFT JOIN people p ON p.id = f.person_id "
        "WHERE f.failed_at > ? AND (? = '' OR p.email = ?) AND NOT EXISTS (SELECT 1 FROM sends s "
        "JOIN contacts c ON c.id = s.contact_id WHERE s.asset_id = f.asset_id AND c.email = f.address "
        "AND s.sent_at >= f.failed_at) ORDER BY f.failed_at DESC, f.id DESC",
        [to_text(since), rep, rep],
    )
    last: dict[tuple[int, str], Failure] = {}
    for row in rows:
        last.setdefault((row[0], row[2]), Failure(row[0], row[1], row[2], row[3], datetime.fromisoformat(row[4])))
    return tuple(last.values())
