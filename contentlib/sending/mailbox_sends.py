"""Sends that happened in a mailbox: kept once for each mail, contact and asset, however often the mailbox is read."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from contentlib.catalog import CURRENT_VERSION
from contentlib.deals import add_nobody, find_or_add_contact, is_forgotten
from contentlib.model import Audience, Channel
from contentlib.people import find_or_add_person
from contentlib.storage import Store, days_between, joined_texts, to_text

# Under which the mails of mailboxes are known, as those of a CRM under its name.
SOURCE = "mailbox"


@dataclass(frozen=True, slots=True)
class KnownVersion:
    """A version of an asset to compare attachments with, and how it would be told."""

    asset_id: int
    version_id: int
    title: str
    internal: bool


@dataclass(frozen=True, slots=True)
class MailedFile:
    """An attachment that is one of our assets, and where it went. ``alike`` (0-1) is 1 for the very same bytes."""

    mail: str
    rep: str
    contact: str
    sent_at: datetime
    file: str
    asset_id: int
    title: str
    version_id: int
    alike: float
    internal: bool

    @property
    def how(self) -> str:
        """How it was recognised, in words."""
        return "same file" if self.alike == 1.0 else "edited copy"

    @property
    def external_id(self) -> str:
        """What it is known by, so that it is counted once."""
        return f"mail:{self.mail}:{self.contact.lower()}:{self.asset_id}"


def find_known(db: Store, fingerprint: str) -> KnownVersion | None:
    """The version of these very bytes, of whatever age."""
    row = db.execute(
        "SELECT a.id, v.id, a.title, a.audience FROM versions v JOIN assets a ON a.id = v.asset_id "
        "WHERE v.fingerprint = ?",
        [fingerprint],
    ).fetchone()
    return KnownVersion(row[0], row[1], row[2], row[3] == Audience.INTERNAL) if row else None


SAID = joined_texts("s.heading || ' ' || s.text", "' '")


def list_known(db: Store) -> Iterator[tuple[KnownVersion, str]]:
    """Every asset's current version with all that it says, retired ones too: they were sent when they lived."""
    for row in db.execute(
        f"SELECT assets.id, v.id, assets.title, assets.audience, {SAID} "
        f"FROM assets JOIN versions v ON v.id = {CURRENT_VERSION} JOIN sections s ON s.version_id = v.id "
        "GROUP BY assets.id, v.id"
    ):
        yield KnownVersion(row[0], row[1], row[2], row[3] == Audience.INTERNAL), row[4]


def is_recorded(db: Store, found: MailedFile) -> bool:
    """Whether this send is known already: from this mailbox, or noted by the rep on the same day."""
    row = db.execute(
        "SELECT 1 FROM sends s JOIN contacts c ON c.id = s.contact_id WHERE s.source = ? AND s.external_id = ? "
        "OR (s.asset_id = ? "
        f"AND c.email = ? AND abs({days_between('?', 's.sent_at')}) < 1)",
        [SOURCE, found.external_id, found.asset_id, found.contact, to_text(found.sent_at)],
    ).fetchone()
    return row is not None


def record_mailed(db: Store, found: MailedFile) -> bool:
    """Keep the send, on the contact's one open deal where there is just one; false where it is known already.

    It happened, so it is history even where the asset is internal; whoever runs this is told.
    """
    with db.atomic():
        if is_recorded(db, found):
            return False
        is_gone = is_forgotten(db, found.contact)
        contact_id = add_nobody(db) if is_gone else find_or_add_contact(db, found.contact)
        db.insert("sends",
            {
                "asset_id": found.asset_id, "version_id": found.version_id,
                "person_id": find_or_add_person(db, found.rep), "contact_id": contact_id,
                "deal_id": _only_deal(db, contact_id), "channel": Channel.ATTACHED.value,
                "note": "" if found.alike == 1.0 else f"an edited copy, {found.alike:.0%} alike: {found.file}",
                "token": secrets.token_urlsafe(24), "sent_at": to_text(found.sent_at), "source": SOURCE,
                "external_id": found.external_id,
            }
        )  # fmt: skip
    return True


def _only_deal(db: Store, contact_id: int) -> int | None:
    rows = db.execute(
        "SELECT d.id FROM deals d JOIN contacts c ON c.account_id = d.account_id "
        "WHERE c.id = ? AND d.outcome = 'open' LIMIT 2",
        [contact_id],
    ).fetchall()
    return int(rows[0][0]) if len(rows) == 1 else None
