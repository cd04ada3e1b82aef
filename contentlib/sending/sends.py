"""Sends: one asset version to one contact on one deal. Refuses what must not reach a buyer, warns of what might."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from contentlib.catalog import find_asset, load_assets
from contentlib.deals import find_or_add_contact, find_or_add_deal, know_again
from contentlib.errors import AlreadySent, NotSendable, UnknownRecord
from contentlib.language import check_text
from contentlib.model import Asset, Audience, Channel, Send
from contentlib.people import check_email, find_or_add_person
from contentlib.pictures import read_pages, write_pages
from contentlib.sending.discretion import STRANGER, Confidant, keep_back
from contentlib.sending.successors import same_but_newer
from contentlib.storage import Store, to_text, to_time

LONGEST_NOTE = 2000
LONGEST_DEAL = 200
LONGEST_SUBJECT = 300
LONGEST_MESSAGE = 4000


class UnknownSend(UnknownRecord):
    """No send has this id."""


@dataclass(frozen=True, slots=True)
class MailText:
    """What the mail says, with its fields unfilled, and when our own mail server took it, if it did."""

    subject: str = ""
    message: str = ""
    mailed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Cautions:
    """What to think of before sending. ``earlier`` are sends of this asset to these contacts, ``outdated`` those of
    them who have only an older version; ``version`` is the number of the current one. ``review_by`` and ``expired_at``
    are set where they are past. ``newer`` took this asset's place.
    """

    earlier: tuple[Send, ...] = ()
    outdated: tuple[str, ...] = ()
    version: int = 1
    review_by: datetime | None = None
    expired_at: datetime | None = None
    newer: Asset | None = None


LISTED = """SELECT s.id, s.asset_id, a.title, s.version_id, p.email, c.email, coalesce(d.name, ''), s.channel, s.note,
    s.sent_at, s.token, (SELECT count(*) FROM views v WHERE v.send_id = s.id AND v.human), s.pages, s.subject,
    s.message, s.mailed_at, (SELECT v.number FROM versions v WHERE v.id = s.version_id)
    FROM sends s JOIN assets a ON a.id = s.asset_id JOIN people p ON p.id = s.person_id
    JOIN contacts c ON c.id = s.contact_id LEFT JOIN deals d ON d.id = s.deal_id"""


def check_sendable(asset: Asset) -> None:
    """Refuse what must not reach a buyer.

    Raises:
        NotSendable: the asset is internal or retired.
    """
    if asset.audience is Audience.INTERNAL:
        raise NotSendable(f"“{asset.title}” is internal and cannot be sent to a buyer. Search with audience external.")
    if asset.retired_at:
        raise NotSendable(f"“{asset.title}” is retired and cannot be sent. Search for what took its place.")


def check_not_expired(db: Store, asset: Asset, *, now: datetime) -> None:
    """Refuse to hand out what has run out; that it was sent elsewhere may still be recorded.

    Raises:
        NotSendable: the asset's last day is over.
    """
    (expires_at,) = db.execute("SELECT expires_at FROM assets WHERE id = ?", [asset.id]).fetchone()
    over = _if_over(expires_at, now)
    if over:
        raise NotSendable(
            f"“{asset.title}” ran out on {over:%Y-%m-%d}, so no link is made and no mail sent. Ask its owner for a "
            "newer one."
        )


def record_send(
    db: Store,
    asset_id: int,
    *,
    rep: str,
    contact: str,
    deal: str,
    channel: Channel,
    note: str,
    token: str,
    sent_at: datetime,
    search_id: int | None = None,
    pages: tuple[int, ...] = (),
    letter: MailText = MailText(),
) -> Send:
    """Record that ``rep`` sent the asset's current version to ``contact`` (both e-mail addresses) on ``deal``.

    A contact or deal not known yet is added. ``token`` names the send and must be unguessable and new. ``search_id`` is
    the search that led here; one that does not exist is dropped. ``pages`` are those that were chosen, none for all.

    Raises:
        UnknownAsset: no such asset.
        NotSendable: the asset is internal or retired; nothing is stored.
        AlreadySent: a send with this token is recorded.
        BadInput: an address, deal or note that cannot be used, with the field named.
    """
    rep, contact = check_email(rep, field="rep"), check_email(contact, field="contact")
    deal, note = check_text(deal, "deal", LONGEST_DEAL), check_text(note, "note", LONGEST_NOTE)
    subject = check_text(letter.subject, "subject", LONGEST_SUBJECT)
    message = check_text(letter.message, "message", LONGEST_MESSAGE)
    with db.atomic():
        # Inside the transaction, so that nobody makes the asset internal between the look and the send.
        asset = find_asset(db, asset_id)
        check_sendable(asset)
        if db.execute("SELECT 1 FROM sends WHERE token = ?", [token]).fetchone():
            raise AlreadySent("This send is already recorded. Open the form again to send it once more.")
        known_search = db.execute("SELECT id FROM searches WHERE id = ?", [search_id]).fetchone()
        person_id = find_or_add_person(db, rep)
        know_again(db, contact)
        send_id = db.insert(
            "sends",
            {
                "asset_id": asset_id, "version_id": asset.version_id, "person_id": person_id,
                "contact_id": find_or_add_contact(db, contact),
                "deal_id": find_or_add_deal(db, deal, person_id=person_id) if deal else None,
                "channel": channel.value, "note": note, "token": token, "sent_at": to_text(sent_at),
                "search_id": known_search[0] if known_search else None, "pages": write_pages(pages),
                "subject": subject, "message": message, "mailed_at": to_text(letter.mailed_at),
            },
        )  # fmt: skip
    return _to_send(db.execute(f"{LISTED} WHERE s.id = ?", [send_id]).fetchone())


def list_sends(
    db: Store, *, asking: Confidant, asset_id: int | None = None, rep: str = "", limit: int = 100, offset: int = 0
) -> tuple[Send, ...]:
    """Sends, newest first, of one asset or of all, by one rep (an e-mail address) or by all.

    ``asking`` is told no more of each than :mod:`contentlib.sending.discretion` allows.
    """
    rows = db.execute(
        f"{LISTED} WHERE (? IS NULL OR s.asset_id = ?) AND (? = '' OR p.email = ?) "
        "ORDER BY s.sent_at DESC, s.id DESC LIMIT ? OFFSET ?",
        [asset_id, asset_id, rep, rep, limit, offset],
    )
    return tuple(keep_back(_to_send(row), asking) for row in rows)


def find_send(db: Store, send_id: int, *, asking: Confidant) -> Send:
    """The send with this id, as ``asking`` may know it.

    Raises:
        UnknownSend: there is none.
    """
    row = db.execute(f"{LISTED} WHERE s.id = ?", [send_id]).fetchone()
    if row is None:
        raise UnknownSend(f"No send has the number {send_id}. Look for it under Sends.")
    return keep_back(_to_send(row), asking)


def list_sends_to(db: Store, asset_id: int, contact: str) -> tuple[Send, ...]:
    """What this contact already got of this asset, newest first, as every colleague may know it."""
    rows = db.execute(
        f"{LISTED} WHERE s.asset_id = ? AND c.email = ? ORDER BY s.sent_at DESC", [asset_id, contact.strip()]
    )
    return tuple(keep_back(_to_send(row), STRANGER) for row in rows)


def find_send_by_token(db: Store, token: str) -> Send | None:
    """The send that a form with this token made, if it made one."""
    row = db.execute(f"{LISTED} WHERE s.token = ?", [token]).fetchone()
    return _to_send(row) if row else None


def find_cautions(db: Store, asset: Asset, contacts: Iterable[str], *, now: datetime) -> Cautions:
    """What a rep should know before this asset goes to these contacts (e-mail addresses, or none yet)."""
    by_contact = {contact: list_sends_to(db, asset.id, contact) for contact in dict.fromkeys(contacts) if contact}
    review_by, expires_at = db.execute("SELECT review_by, expires_at FROM assets WHERE id = ?", [asset.id]).fetchone()
    (version,) = db.execute("SELECT number FROM versions WHERE id = ?", [asset.version_id]).fetchone() or (1,)
    return Cautions(
        earlier=tuple(send for sends in by_contact.values() for send in sends),
        outdated=tuple(
            contact
            for contact, sends in by_contact.items()
            if sends and all(send.version_id != asset.version_id for send in sends)
        ),
        version=version,
        review_by=_if_over(review_by, now),
        expired_at=_if_over(expires_at, now),
        newer=find_newer(db, asset),
    )


def find_newer(db: Store, asset: Asset) -> Asset | None:
    """The asset that took this one's place: of its kind and audience, called the same but for a later date."""
    rows = db.execute(
        "SELECT id, title, modified_at FROM assets WHERE id != ? AND kind = ? AND audience = ? AND retired_at IS NULL",
        [asset.id, asset.kind, asset.audience.value],
    )
    newer = [row for row in rows if same_but_newer(asset.title, row[1])]
    best = max(newer, key=lambda row: (row[2] or "", row[0]), default=None)
    return load_assets(db, [best[0]]).get(best[0]) if best else None


def _if_over(text: str | None, now: datetime) -> datetime | None:
    """The time, if it is past; a date alone means its midnight UTC."""
    moment = datetime.fromisoformat(text) if text else None
    if moment is None:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware if aware <= now else None


def list_recent_contacts(db: Store, rep: str, *, limit: int = 8) -> tuple[tuple[str, str, str], ...]:
    """To whom this rep (or, without one, anybody) sent lately: (e-mail address, name, deal of the last send)."""
    rows = db.execute(
        "SELECT email, name, deal FROM (SELECT c.email, c.name, coalesce(d.name, '') AS deal, s.sent_at, "
        "row_number() OVER (PARTITION BY c.id ORDER BY s.sent_at DESC) AS number FROM sends s "
        "JOIN contacts c ON c.id = s.contact_id JOIN people p ON p.id = s.person_id "
        "LEFT JOIN deals d ON d.id = s.deal_id AND d.outcome = 'open' "
        "WHERE ? = '' OR p.email = ?) last WHERE number = 1 ORDER BY sent_at DESC LIMIT ?",
        [rep, rep, limit],
    )
    return tuple((row[0], row[1], row[2]) for row in rows)


def last_sends(db: Store) -> dict[int, tuple[int, datetime]]:
    """For each asset ever sent: how often, and when last."""
    rows = db.execute("SELECT asset_id, count(*), max(sent_at) FROM sends GROUP BY asset_id")
    return {asset_id: (count, datetime.fromisoformat(last)) for asset_id, count, last in rows}


def count_sends(db: Store, asset_id: int | None = None) -> int:
    """How often this asset, or any, was sent."""
    where, parameters = ("WHERE asset_id = ?", [asset_id]) if asset_id is not None else ("", [])
    return int(db.execute(f"SELECT count(*) FROM sends {where}", parameters).fetchone()[0])


def _to_send(row: Sequence[Any]) -> Send:
    return Send(
        id=row[0], asset_id=row[1], asset_title=row[2], version_id=row[3], rep=row[4], contact=row[5], deal=row[6],
        channel=Channel(row[7]), note=row[8], sent_at=datetime.fromisoformat(row[9]), token=row[10], views=row[11],
        pages=read_pages(row[12]), subject=row[13], message=row[14], mailed_at=to_time(row[15]), version=row[16] or 1,
    )  # fmt: skip
