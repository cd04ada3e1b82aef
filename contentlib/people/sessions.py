"""The browsers that are signed in, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from contentlib.errors import BadInput
from contentlib.people.accounts import Account, find_account
from contentlib.people.hashes import hash_token
from contentlib.storage import Store, to_text

# A session is written to at most this often; a page must not wait for a write.
SEEN_EVERY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Lifetime:
    """How long a session lasts: unused, at most, and at most where a provider said who it is."""

    idle: timedelta
    most: timedelta
    by_provider: timedelta = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that is signed in. ``via`` is password, oidc or proxy."""

    id: int
    account: Account
    via: str
    agent: str
    started_at: datetime
    seen_at: datetime


LASTS = "seen_at >= ? AND started_at >= CASE WHEN via = 'oidc' THEN ? ELSE ? END"


def _since(at: datetime, lifetime: Lifetime) -> list[str | None]:
    longest = (lifetime.idle, min(lifetime.by_provider, lifetime.most), lifetime.most)
    return [to_text(at - one) for one in longest]


def start_session(
    db: Store,
    person_id: int,
    *,
    token: str,
    via: str,
    agent: str = "",
    at: datetime,
    lifetime: Lifetime,
    provider_session: str = "",
) -> None:
    """Note that a browser is signed in with ``token``; those that ran out are swept away.

    ``provider_session`` is what a single sign-on calls its own session.
    """
    with db.atomic():
        db.execute(f"DELETE FROM login_sessions WHERE NOT ({LASTS})", _since(at, lifetime))
        db.execute(
            "INSERT INTO login_sessions (token_hash, person_id, via, agent, started_at, seen_at, provider_session) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                hash_token(token), person_id, via, agent[:200], to_text(at), to_text(at),
                hash_token(provider_session) if provider_session else "",
            ],
        )  # fmt: skip
        db.execute(
            "UPDATE logins SET entered_at = ?, joined_at = coalesce(joined_at, ?) WHERE person_id = ?",
            [to_text(at), to_text(at), person_id],
        )


def find_session(db: Store, token: str, *, at: datetime, lifetime: Lifetime) -> Session | None:
    """The session that ``token`` names, if it has not run out and its person may still come in."""
    row = db.execute(
        f"SELECT id, person_id, via, agent, started_at, seen_at FROM login_sessions WHERE token_hash = ? AND {LASTS}",
        [hash_token(token), *_since(at, lifetime)],
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
        f"WHERE person_id = ? AND {LASTS} ORDER BY seen_at DESC, id DESC",
        [account.person_id, *_since(at, lifetime)],
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


# --- with the provider's own ---------------------------------------------------------------------------------------

OF_PROVIDER = """SELECT s.id, p.email FROM login_sessions s JOIN logins l ON l.person_id = s.person_id
    JOIN people p ON p.id = s.person_id WHERE s.via = 'oidc'"""


def end_at_provider(
    db: Store, subject: str, *, session: str = "", token: str, at: datetime, until: datetime
) -> tuple[str, ...]:
    """Somebody signed out at the provider: their sessions here end; returns their addresses.

    ``subject`` is the provider's issuer and subject, ``session`` what it calls its own; either may be empty. Where no
    session here is of that one, all of the subject's end. ``token`` is the number of the message, which works once
    until then.

    Raises:
        BadInput: the message came before.
    """
    with db.atomic():
        db.execute("DELETE FROM provider_logouts WHERE ends_at < ?", [to_text(at)])
        if db.execute("SELECT 1 FROM provider_logouts WHERE token = ?", [hash_token(token)]).fetchone():
            raise BadInput("This logout token was used already.")
        gone = hash_token(session) if session else ""
        # What was signed out stays so, should an answer of that session still be on its way.
        longest = until + timedelta(days=1) if gone else until
        db.insert("provider_logouts", {"token": hash_token(token), "session": gone, "ends_at": to_text(longest)})
        found = db.rows(
            f"{OF_PROVIDER} AND s.provider_session = ? AND s.provider_session != '' AND (? = '' OR l.subject = ?)",
            [gone, subject, subject],
        )
        if not found and subject:
            found = db.rows(f"{OF_PROVIDER} AND l.subject = ?", [subject])
        db.execute_many("DELETE FROM login_sessions WHERE id = ?", [(number,) for number, _ in found])
    return tuple(dict.fromkeys(email for _, email in found))


def has_left(db: Store, session: str) -> bool:
    """Whether the provider said of this session of its own that it is over."""
    found = db.execute("SELECT 1 FROM provider_logouts WHERE session = ?", [hash_token(session)])
    return found.fetchone() is not None
