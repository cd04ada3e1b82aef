"""Tokens by which programs come in: what each may do, whose it is, and until when. The secret is shown once.

A token may do what its scopes say, and never more than its person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from contentlib.errors import BadInput, UnknownRecord
from contentlib.language import check_text
from contentlib.people.hashes import hash_token
from contentlib.storage import Store, same_value, to_text, to_time

# What every secret begins with, so that a scanner for leaked secrets knows one when it sees it.
MARK = "ctl_"
SHOWN = len(MARK) + 6
LONGEST_NAME = 100
# When a token was last used is told to the minute; a busy program must not write with every call.
USE_NOTED_EVERY = timedelta(minutes=1)

EXTERNAL_ONLY = "external-only"
SCOPES: Mapping[str, str] = {
    "read:search": "search, and read assets",
    "read:sends": "see sends and what was read of them",
    "write:sends": "record sends and make links",
    "read:reports": "read the marketers' reports",
    "write:requests": "ask for content and say what is wrong with an asset",
    "admin": "what only admins may: status and metrics",
    EXTERNAL_ONLY: "see nothing but what buyers may have: no internal asset, no speaker notes",
}


@dataclass(frozen=True, slots=True)
class Token:
    """A token without its secret. ``shown`` is how that begins; ``email`` whose it is, empty for the machine's."""

    id: int
    person_id: int | None
    email: str
    name: str
    shown: str
    scopes: frozenset[str]
    made_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    revoked_at: datetime | None

    def is_alive(self, at: datetime) -> bool:
        """Whether it opens anything at this time."""
        return self.revoked_at is None and (self.expires_at is None or at < self.expires_at)


def add_token(
    db: Store,
    person_id: int | None,
    name: str,
    scopes: Iterable[str],
    *,
    secret: str,
    made_at: datetime,
    expires_at: datetime | None = None,
) -> Token:
    """Keep a new token; ``secret`` must be random and new (``MARK`` and 32 random bytes), and is kept as a hash only.

    Raises:
        BadInput: no name, no or an unknown scope, or an end that is over.
    """
    name = check_text(" ".join(name.split()), "name", LONGEST_NAME, needed=True)
    if expires_at and expires_at <= made_at:
        raise BadInput("The day in the field expires is over. Choose a later one, or none.")
    row = {
        "person_id": person_id, "name": name, "shown": secret[:SHOWN], "hash": hash_token(secret),
        "scopes": " ".join(check_scopes(scopes)), "made_at": to_text(made_at), "expires_at": to_text(expires_at),
    }  # fmt: skip
    return _find(db, int(db.insert("tokens", row)))


def check_scopes(scopes: Iterable[str]) -> tuple[str, ...]:
    """The scopes, each once, in the order of the list.

    Raises:
        BadInput: there is none that allows anything, or one is unknown.

    >>> check_scopes(["external-only", "read:search", "read:search"])
    ('read:search', 'external-only')
    """
    wanted = set(scopes)
    for unknown in sorted(wanted - SCOPES.keys()):
        raise BadInput(f"“{unknown[:40]}” in the field scope is none. Choose from: {', '.join(SCOPES)}.")
    if not wanted - {EXTERNAL_ONLY}:
        raise BadInput("The field scope allows nothing yet. Choose at least one, such as read:search.")
    return tuple(scope for scope in SCOPES if scope in wanted)


def find_token(db: Store, secret: str, *, at: datetime) -> Token | None:
    """The token that this secret opens now, and that it was used; none where it is unknown, revoked or has run out."""
    row = db.execute(f"{LISTED} WHERE t.hash = ?", [hash_token(secret)]).fetchone()
    token = _to_token(row) if row else None
    if token is None or not token.is_alive(at):
        return None
    if token.last_used_at is None or at - token.last_used_at >= USE_NOTED_EVERY:
        db.execute("UPDATE tokens SET last_used_at = ? WHERE id = ?", [to_text(at), token.id])
    return token


def list_tokens(db: Store, *, person_id: int | None = None, everybody: bool = False) -> tuple[Token, ...]:
    """The tokens of a person (None: of the machine itself), or of everybody, newest first."""
    theirs = same_value("t.person_id", "?")
    rows = db.execute(f"{LISTED} WHERE ? OR {theirs} ORDER BY t.id DESC", [everybody, person_id])
    return tuple(map(_to_token, rows))


def revoke_token(db: Store, token_id: int, *, revoked_at: datetime) -> Token:
    """Close a token for good, at once. Closing it twice keeps the first time.

    Raises:
        UnknownRecord: there is none of this number.
    """
    db.execute("UPDATE tokens SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?", [to_text(revoked_at), token_id])
    return _find(db, token_id)


LISTED = """SELECT t.id, t.person_id, coalesce(p.email, ''), t.name, t.shown, t.scopes, t.made_at, t.expires_at,
    t.last_used_at, t.revoked_at FROM tokens t LEFT JOIN people p ON p.id = t.person_id"""


def _find(db: Store, token_id: int) -> Token:
    row = db.execute(f"{LISTED} WHERE t.id = ?", [token_id]).fetchone()
    if row is None:
        raise UnknownRecord(f"No token has the number {token_id}. See them all: contentlib tokens list")
    return _to_token(row)


def _to_token(row: tuple[object, ...]) -> Token:
    number, person_id, email, name, shown, scopes, made_at, *ends = row
    expires_at, last_used_at, revoked_at = (to_time(str(end)) if end else None for end in ends)
    return Token(
        id=int(str(number)), person_id=None if person_id is None else int(str(person_id)), email=str(email),
        name=str(name), shown=str(shown), scopes=frozenset(str(scopes).split()),
        made_at=datetime.fromisoformat(str(made_at)), expires_at=expires_at, last_used_at=last_used_at,
        revoked_at=revoked_at,
    )  # fmt: skip
