"""The browsers that are signed in, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from contentlib.people.accounts import Account, find_account
from contentlib.people.hashes import hash_token
from contentlib.storage import Store, to_text

# A session is written to at most this often; a page must not wait for a write.
SEEN_EVERY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Lifetime:
    """How long a session lasts: unused, and at most."""

    idle: timedelta
    most: timedelta


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that is signed in. ``via`` is password, oidc or proxy."""

    id: int
    account: Account
    via: str
    agent: str
    started_at: datetime
    seen_at: datetime


def start_session(
    db: Store, person_id: int, *, token: str, via: str, agent: str = "", at: datetime, lifetime: Lifetime
) -> None:
    """Note that a browser is signed in with ``token``; those that ran out are swept away."""
    with db.atomic():
        db.execute(
            "DELETE FROM login_sessions WHERE seen_at < ? OR started_at < ?",
            [to_text(at - lifetime.idle), to_text(at - lifetime.most)],
        )
        db.execute(
            "INSERT INTO login_sessions (token_hash, person_id, via, agent, started_at, seen_at) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            [hash_token(token), person_id, via, agent[:200], to_text(at), to_text(at)],
        )
        db.execute(
            "UPDATE logins SET entered_at = ?, joined_at = coalesce(joined_at, ?) WHERE person_id = ?",
            [to_text(at), to_text(at), person_id],
        )


def find_session(db: Store, token: str, *, at: datetime, lifetime: Lifetime) -> Session | None:
    """The session that ``token`` names, if it has not run out and its person may still come in."""
    row = db.execute(
        "SELECT id, person_id, via, agent, started_at, seen_at FROM login_sessions "
        "WHERE token_hash = ? AND seen_at >= ? AND started_at >= ?",
        [hash_token(token), to_text(at - lifetime.idle), to_text(at - lifetime.most)],
    ).fetchone()
    account = find_account(db, row[1]) if row else None
    return None if account is None or account.disabled_at else _to_session(row, account)


def _to_session(row: tuple[int, int, str, str, str, str], account: Account) -> Session:
    number, _, via, agent, started, seen = row
    return Session(number, account, via, agent, datetime.fromisoformat(started), datetime.fromisoformat(seen))


def list_sessions(db: Store, account: Account, *, at: datetime, lifetime: Lifetime) -> tuple[Session, ...]:
    """The browsers in which a person is signed in, the latest first."""
    rows = db.execute(
        "SELECT id, person_id, via, agent, started_at, seen_at FROM login_sessions "
        "WHERE person_id = ? AND seen_at >= ? AND started_at >= ? ORDER BY seen_at DESC, id DESC",
        [account.person_id, to_text(at - lifetime.idle), to_text(at - lifetime.most)],
    )
    return tuple(_to_session(row, account) for row in rows)


def note_seen(db: Store, session: Session, *, at: datetime) -> bool:
    """Put off the end of an idle session; not with every request."""
    if at - session.seen_at < SEEN_EVERY:
        return False
    db.execute("UPDATE login_sessions SET seen_at = ? WHERE id = ?", [to_text(at), session.id])
    return True


def end_session(db: Store, token: str) -> None:
    """Sign this browser out."""
    db.execute("DELETE FROM login_sessions WHERE token_hash = ?", [hash_token(token)])


def end_other_sessions(db: Store, person_id: int, keep: str = "") -> int:
    """Sign a person out everywhere but in the browser that holds ``keep``; returns how many ended."""
    return int(
        db.execute(
            "DELETE FROM login_sessions WHERE person_id = ? AND token_hash != ?", [person_id, hash_token(keep)]
        ).rowcount
    )
