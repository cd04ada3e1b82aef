"""Who did what, when, from where. Lines are added and never changed or taken out; no secret and no password is in one.

A contact is named nowhere in it: a send is “send 12”, so that forgetting a contact leaves the log whole.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from contentlib.storage import Store, holds_text, same_text, to_text

LONGEST = 400
MOST = 100_000
MACHINE = "this machine"
FORGOTTEN = "(forgotten)"


@dataclass(frozen=True, slots=True)
class AuditLine:
    """``who`` is an address, or “this machine” where nobody signed in. ``via`` is how they came in, or “command line”.

    ``about`` is what it was done to, like “asset 7” or a person's address; ``address`` is where the request came from.
    """

    id: int
    at: datetime
    who: str
    action: str
    about: str
    detail: str
    via: str
    address: str


@dataclass(frozen=True, slots=True)
class AuditQuery:
    """Which lines to list. Empty means any; ``text`` is looked for in what it is about and in the detail."""

    who: str = ""
    action: str = ""
    text: str = ""
    since: datetime | None = None
    until: datetime | None = None


def record_audit(
    db: Store,
    who: str,
    action: str,
    *,
    about: str = "",
    detail: str = "",
    via: str = "",
    address: str = "",
    at: datetime,
) -> int:
    """Add a line; returns its number. Long texts are cut."""
    row = {
        "at": to_text(at), "who": who or MACHINE, "action": action, "about": about[:LONGEST],
        "detail": detail[:LONGEST], "via": via, "address": address[:LONGEST],
    }  # fmt: skip
    return int(db.insert("audit", row))


def list_audit(
    db: Store, wanted: AuditQuery | None = None, *, limit: int = MOST, offset: int = 0
) -> tuple[AuditLine, ...]:
    """The lines that are wanted, newest first."""
    where, values = _conditions(wanted or AuditQuery())
    rows = db.execute(
        f"SELECT id, at, who, action, about, detail, via, address FROM audit {where} ORDER BY id DESC LIMIT ? OFFSET ?",
        [*values, limit, offset],
    )
    return tuple(AuditLine(number, datetime.fromisoformat(at), *rest) for number, at, *rest in rows)


def count_audit(db: Store, wanted: AuditQuery | None = None) -> int:
    """How many lines are wanted."""
    where, values = _conditions(wanted or AuditQuery())
    return int(db.execute(f"SELECT count(*) FROM audit {where}", values).fetchone()[0])


def list_actions(db: Store) -> tuple[str, ...]:
    """What was done at least once, by name."""
    return tuple(row[0] for row in db.execute("SELECT DISTINCT action FROM audit ORDER BY action"))


def _conditions(wanted: AuditQuery) -> tuple[str, Sequence[str | None]]:
    parts: list[tuple[str, tuple[str | None, ...]]] = []
    if wanted.who:
        parts.append((same_text("who", "?"), (wanted.who,)))
    if wanted.action:
        parts.append(("action = ?", (wanted.action,)))
    if wanted.text:
        parts.append((f"({holds_text('about', '?')} OR {holds_text('detail', '?')})", (wanted.text, wanted.text)))
    if wanted.since:
        parts.append(("at >= ?", (to_text(wanted.since),)))
    if wanted.until:
        parts.append(("at <= ?", (to_text(wanted.until),)))
    where = "WHERE " + " AND ".join(condition for condition, _ in parts) if parts else ""
    return where, [value for _, values in parts for value in values]


def forget_in_audit(db: Store, names: Callable[[str], bool]) -> int:
    """Take what names somebody out of what lines are about and of their details; returns of how many.

    The lines stay.
    """
    lines = db.rows("SELECT id, about, detail FROM audit")
    found = [("about", number) for number, about, _ in lines if names(about)]
    found += [("detail", number) for number, _, detail in lines if names(detail)]
    for column, number in found:
        db.execute(f"UPDATE audit SET {column} = ? WHERE id = ?", [FORGOTTEN, number])
    return len(found)
