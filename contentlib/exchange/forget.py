"""Erases what the library knows of one contact. That something was sent and read stays, as counts about nobody.

What a team's own files say of them stays in the files: it is counted, and told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from datetime import datetime

from contentlib.errors import BadInput
from contentlib.people import check_email, forget_in_audit
from contentlib.storage import Store, erased, holds_text, same_text, to_text

GONE = "(forgotten)"
# Nobody can have an address there (RFC 2606).
NOBODYS = "forgotten-{}@contact.invalid"

# Texts that people typed and that may name somebody: table and columns.
SAID: Mapping[str, tuple[str, ...]] = {
    "searches": ("query", "filters"),
    "asks": ("query",),
    "requests": ("title", "reply"),
    "feedback": ("note", "answer"),
    "deals": ("name", "lost_reason"),
    "sends": ("note", "subject", "message"),
    "links": ("words",),
    "retirements": ("reason",),
    "saved_searches": ("name", "arguments"),
    "mail_failures": ("reason",),
}
# What was read into a query is kept under its words, and is simply read again.
READ_AGAIN = ("understood", "read_queries", "query_vectors")


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was erased, or would be: rows of each sort.

    ``mentions`` counts typed texts by their table. ``in_files`` counts sections of the team's own files that name the
    contact: those are changed on the drive, and followed by the next pass.
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

    @property
    def found(self) -> bool:
        """Whether the library knew anything of them."""
        rows = (self.contacts, self.views, self.downloads, self.mails, self.audit, sum(self.mentions.values()))
        return any(rows)


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
    with nullcontext() if rehearse else erased(db), suppress(_Undo), db.atomic():
        made = _forget(db, address, at)
        if rehearse:
            raise _Undo
    if made is None or not made.found:
        raise BadInput(
            f"The library knows nothing of {address}: no contact, no reader, no mention. Check the spelling."
        )
    return made


def _forget(db: Store, address: str, at: datetime) -> Forgotten:
    row = db.execute("SELECT id, name FROM contacts WHERE email = ?", [address]).fetchone()
    contact_id, name = row or (None, "")
    in_files = _count_sections(db, address)
    theirs = "send_id IN (SELECT id FROM sends WHERE contact_id = ?)"
    links = _count(
        db,
        f"UPDATE links SET revoked_at = coalesce(revoked_at, ?), words = '', passcode = '' WHERE {theirs}",
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
    return Forgotten(
        address=address, contacts=contacts, sends=sends, links=links, views=views, downloads=downloads, mails=mails,
        audit=forget_in_audit(db, address), mentions=_forget_mentions(db, address, name), in_files=in_files,
    )  # fmt: skip


def _count_sections(db: Store, address: str) -> int:
    rows = db.execute(f"SELECT count(*) FROM sections WHERE {holds_text('text || notes', '?')}", [address])
    return int(rows.fetchone()[0])


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


def _forget_mentions(db: Store, address: str, name: str) -> dict[str, int]:
    """Whatever people typed: the address, and a name of two words or more, are taken out of it."""
    needles = [address, *([name] if len(name.split()) > 1 else [])]
    for table in READ_AGAIN:
        for needle in needles:
            db.execute(f"DELETE FROM {table} WHERE {holds_text('query', '?')}", [needle])
    counts = {table: sum(_replace(db, table, columns, needles)) for table, columns in SAID.items()}
    return {table: count for table, count in counts.items() if count}


def _replace(db: Store, table: str, columns: tuple[str, ...], needles: list[str]) -> Iterator[int]:
    pattern = re.compile("|".join(map(re.escape, needles)), re.IGNORECASE)
    for column in columns:
        # The engine may fold ASCII only: a name with other letters is looked for by the pattern.
        rows = db.execute(f"SELECT id, {column} FROM {table} WHERE {column} != ''").fetchall()
        found = [(pattern.sub(GONE, text), row_id) for row_id, text in rows if pattern.search(text)]
        db.execute_many(f"UPDATE {table} SET {column} = ? WHERE id = ?", found)
        yield len(found)
