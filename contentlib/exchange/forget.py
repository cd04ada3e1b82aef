"""Erases what the library knows of one contact. That something was sent and read stays, as counts about nobody.

What a team's own files say of them is taken out of what the library keeps of the files, too, and the pictures of those
pages go. The files themselves are changed on the drive: as long as one names the contact, a new reading brings it back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from contentlib.deals import NOBODYS, note_forgotten
from contentlib.errors import BadInput
from contentlib.exchange.naming import GONE, Naming, name_person
from contentlib.people import check_email, forget_in_audit
from contentlib.pictures import find_named, list_drawn_of, remove_drawn
from contentlib.storage import Store, erased, rewrite_texts, same_text, same_value, to_text

# Columns that no contact stands in, each with its reason; all others are gone through, also those to come.
KEPT: Mapping[str, tuple[str, ...]] = {
    "the name of a file on the drive, without which it could not be followed or opened; changed on the drive": (
        "drives.name", "drives.root", "locations.path", "unreadable.path", "other_files.path", "wordless_pictures.path",
        "limits.folder", "limit_places.path", "limit_places.came_from",
    ),
    "a time": (
        "*.added_at", "*.created_at", "*.modified_at", "*.review_by", "*.expires_at", "*.retired_at", "*.read_at",
        "*.first_seen_at", "*.gone_at", "*.said_at", "*.since_at", "*.started_at", "*.finished_at", "*.opened_at",
        "*.closed_at", "*.sent_at", "*.viewed_at", "*.last_at", "*.searched_at", "*.asked_at", "*.seen_at",
        "*.mailed_at", "*.downloaded_at", "*.followed_at", "*.failed_at", "*.made_at", "*.joined_at", "*.entered_at",
        "*.disabled_at", "*.last_used_at", "*.revoked_at", "*.saved_at", "*.restored_at", "*.undone_at",
        "*.learned_at", "*.verified_at", "*.tried_at", "*.clicked_at", "*.ends_at", "*.forgiven_at",
        "*.forgotten_on",
    ),
    "one of a fixed list of words": (
        "*.format", "*.kind", "*.audience", "*.language", "*.axis", "*.effect", "*.source", "*.status", "*.verdict",
        "*.outcome", "*.channel", "*.door", "*.gate", "*.grade", "*.role", "*.scopes", "*.currency", "sends.pages",
        "*.rests_on", "limit_places.how",
    ),
    "a value of the vocabulary, or the name of a rival that a battle card is about": (
        "tags.value", "section_tags.value", "corrections.value", "rules.value", "understood.value", "competitors.name",
        "rules.key", "rule_effects.key", "rules_off.key", "meta.key",
    ),
    "a hash, random, or sealed": (
        "*.mark", "*.fingerprint", "*.token_hash", "*.hash", "links.sealed", "sends.token", "tokens.shown",
        "*.passcode", "*.password", "attempts.name", "attempts.address", "views.nonce",
        "login_sessions.provider_session", "provider_logouts.token", "provider_logouts.session",
        "second_steps.secret", "recovery_codes.code_hash", "link_codes.visitor", "link_codes.code",
    ),
    "what a program calls itself": ("*.model", "*.recognised_with", "*.tagged_with", "*.read_with", "*.tried_with",
                                    "*.agent"),
    "only what a colleague is called who signs in here, and who is no contact": (
        "logins.subject", "login_sessions.via", "audit.at", "audit.who", "audit.action", "audit.via", "audit.address",
    ),
    "gone through by its own rule, since a trigger guards it": ("audit.about", "audit.detail"),
}  # fmt: skip
# What was read into a query is kept under its words, and is simply read again; so are the words of all files.
READ_AGAIN = ("understood", "read_queries", "query_vectors", "lexicon")


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was erased, or would be: rows of each sort.

    ``mentions`` counts texts by their table. ``in_files`` counts sections of the team's own files that name the contact
    and lie on a drive: those are changed there. ``pictures`` counts folders of pictures and cut-outs. ``shares_name``
    tells that others have the same family name, so that it was left where it stands alone.
    """

    address: str
    contacts: int
    sends: int
    links: int
    views: int
    downloads: int
    mails: int
    audit: int
    mentions: Mapping[str, int]
    in_files: int
    pictures: int = 0
    shares_name: bool = False

    @property
    def found(self) -> bool:
        """Whether the library knew anything of them."""
        rows = (self.contacts, self.views, self.downloads, self.mails, self.audit, self.pictures)
        return any((*rows, sum(self.mentions.values())))


class _Undo(Exception):
    """Takes a rehearsal back."""


def forget_contact(db: Store, address: str, *, at: datetime, rehearse: bool = False) -> Forgotten:
    """Erase everything about the contact with this address; a rehearsal counts it and changes nothing.

    Their links are closed, since a reading from now on would be about them again.

    Raises:
        BadInput: it is no address, a colleague's, or nothing is known of it.
    """
    address = check_email(address, field="contact")
    if db.execute("SELECT 1 FROM logins l JOIN people p ON p.id = l.person_id WHERE p.email = ?", [address]).fetchone():
        raise BadInput(f"{address} is a colleague who signs in here, no contact. See: contentlib people")
    made: Forgotten | None = None
    drawn: list[Path] = []
    with nullcontext() if rehearse else erased(db), suppress(_Undo), db.atomic():
        made, drawn = _forget(db, address, at)
        if rehearse:
            raise _Undo
    if made is None or not made.found:
        raise BadInput(
            f"The library knows nothing of {address}: no contact, no reader, no mention. Check the spelling."
        )
    if not rehearse:
        remove_drawn(drawn)
    return made


def _forget(db: Store, address: str, at: datetime) -> tuple[Forgotten, list[Path]]:
    row = db.execute("SELECT id, name FROM contacts WHERE email = ?", [address]).fetchone()
    contact_id, name = row or (None, "")
    naming, pattern = _name(db, address, name, contact_id)
    in_files, drawn = _count_sections(db, pattern), _find_drawn(db, pattern)
    rows = _forget_rows(db, address, contact_id, at)
    note_forgotten(db, address, at=at)
    audit = forget_in_audit(db, lambda text: bool(pattern.search(text)))
    kept = {column for columns in KEPT.values() for column in columns}
    mentions = rewrite_texts(db, lambda text: pattern.sub(GONE, text), kept=kept, dropped=READ_AGAIN)
    shares = bool(name_person(address, name, []).family) and not naming.family
    made = Forgotten(
        address=address, audit=audit, mentions=mentions, in_files=in_files, pictures=len(drawn), shares_name=shares,
        **rows,
    )  # fmt: skip
    return made, drawn


def _name(db: Store, address: str, name: str, contact_id: int | None) -> tuple[Naming, re.Pattern[str]]:
    others = db.rows(
        f"SELECT name FROM contacts WHERE NOT ({same_value('id', '?')}) UNION SELECT name FROM people WHERE email != ?",
        [contact_id, address],
    )
    naming = name_person(address, name, [other for (other,) in others])
    return naming, naming.pattern()


def _forget_rows(db: Store, address: str, contact_id: int | None, at: datetime) -> dict[str, int]:
    """What is about them as a whole: their links, readings, downloads, mails, the words of their sends, themselves."""
    theirs = "send_id IN (SELECT id FROM sends WHERE contact_id = ?)"
    links = _count(
        db,
        "UPDATE links SET revoked_at = coalesce(revoked_at, ?), words = '', passcode = '', allowed = '' "
        f"WHERE {theirs}",
        [to_text(at), contact_id],
    )
    views = _forget_views(db, f"{same_text('visitor', '?')} OR {theirs}", [address, contact_id])
    downloads = _count(
        db,
        f"UPDATE downloads SET visitor = '', agent = '' WHERE {same_text('visitor', '?')} OR {theirs}",
        [address, contact_id],
    )
    sends = _count(
        db,
        "UPDATE sends SET note = '', subject = '', message = '' WHERE contact_id = ?",
        [contact_id],
    )
    mails = _count(db, f"DELETE FROM mail_failures WHERE {same_text('address', '?')}", [address])
    contacts = _count(
        db,
        "UPDATE contacts SET name = '', title = '', account_id = NULL, email = ? WHERE id = ?",
        [NOBODYS.format(contact_id), contact_id],
    )
    return {
        "links": links, "views": views, "downloads": downloads, "sends": sends, "mails": mails, "contacts": contacts,
    }  # fmt: skip


def _count_sections(db: Store, pattern: re.Pattern[str]) -> int:
    """Sections of the versions that lie on a drive now."""
    rows = db.execute(
        "SELECT heading, text, notes FROM sections s WHERE EXISTS "
        "(SELECT 1 FROM locations l WHERE l.version_id = s.version_id AND l.gone_at IS NULL)"
    )
    return sum(1 for texts in rows if any(map(pattern.search, texts)))


def _find_drawn(db: Store, pattern: re.Pattern[str]) -> list[Path]:
    """What shows pages that name them: of versions whose texts do, and where the words on a picture do."""
    rows = db.execute(
        "SELECT v.fingerprint, a.title, v.properties, s.heading, s.text, s.notes FROM versions v "
        "JOIN assets a ON a.id = v.asset_id LEFT JOIN sections s ON s.version_id = v.id"
    )
    named = {fingerprint for fingerprint, *texts in rows if any(pattern.search(text or "") for text in texts)}
    return list_drawn_of(db.path, sorted(named | find_named(db.path, pattern))) if db.path.name else []


def _count(db: Store, sql: str, values: list[object]) -> int:
    return int(db.execute(sql, values).rowcount)


def _forget_views(db: Store, where: str, values: list[object]) -> int:
    """Different readers stay different: they are numbered anew, by nothing that a browser knows."""
    listed = db.execute(f"SELECT id, send_id, reader FROM views WHERE {where} ORDER BY id", values).fetchall()
    numbers: dict[tuple[int, str], int] = {}
    for view_id, send_id, reader in listed:
        number = numbers.setdefault((send_id, reader), len(numbers) + 1)
        db.execute(
            "UPDATE views SET reader = ?, visitor = '', agent = '', nonce = '' WHERE id = ?",
            [f"{GONE} {number}" if reader else "", view_id],
        )
    return len(listed)
