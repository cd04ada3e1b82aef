"""Who may sign in: accounts, links that make them, passwords, sessions. Only this module knows how each is kept.

Secrets are told once, to whoever made them, and kept as hashes: passwords by scrypt, links and sessions by SHA-256,
which is enough for 256 random bits. Without any account the app trusts whoever sits at the machine.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlite_utils import Database

from contentlib.database import atomic, to_text, to_time
from contentlib.errors import BadInput, UnknownRecord
from contentlib.passwords import check_password, fits_password, hash_password
from contentlib.people import Role, check_email, find_or_add_person, read_role
from contentlib.typed import check_text

TOKEN_BYTES = 32
INVITATION_LASTS = timedelta(days=7)
RESET_LASTS = timedelta(days=1)
# A session is written to at most this often; a page must not wait for a write.
SEEN_EVERY = timedelta(minutes=5)
LONGEST_NAME = 120
EPOCH = datetime.fromtimestamp(0, UTC)
# An attacker must not learn from the time of an answer who has an account: an unknown one is checked against this.
# Its last part is no password's: to find one would take 2**256 tries.
NOBODYS_PASSWORD = f"scrypt:15:8:1${'00' * 16}${'00' * 64}"

COLUMNS = """l.person_id, p.email, p.name, l.role, l.added_at, l.joined_at, l.entered_at, l.disabled_at,
    l.password != '', l.subject IS NOT NULL"""


@dataclass(frozen=True, slots=True)
class Account:
    """A person who may sign in. Who never did has no ``joined_at``."""

    person_id: int
    email: str
    name: str
    role: Role
    added_at: datetime
    joined_at: datetime | None
    entered_at: datetime | None
    disabled_at: datetime | None
    has_password: bool
    is_linked: bool

    @property
    def state(self) -> str:
        """``in use``, ``invited`` or ``disabled``."""
        if self.disabled_at:
            return "disabled"
        return "in use" if self.joined_at else "invited"


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


# --- accounts -------------------------------------------------------------------------------------------------------


def in_use(db: Database) -> bool:
    """Whether there are accounts, so that nobody is trusted unasked."""
    return db.execute("SELECT 1 FROM logins LIMIT 1").fetchone() is not None


def list_accounts(db: Database) -> tuple[Account, ...]:
    """Everybody who may sign in or might again, admins first."""
    rows = db.execute(
        f"""SELECT {COLUMNS} FROM logins l JOIN people p ON p.id = l.person_id
            ORDER BY l.disabled_at IS NOT NULL,
                CASE l.role WHEN 'admin' THEN 0 WHEN 'marketer' THEN 1 WHEN 'rep' THEN 2 ELSE 3 END, p.name, p.id"""
    )
    return tuple(_to_account(row) for row in rows)


def find_account(db: Database, person_id: int) -> Account | None:
    """The account of a person, if there is one."""
    return _find(db, "l.person_id = ?", person_id)


def find_account_by_email(db: Database, email: str) -> Account | None:
    """The account with this address, whatever its case."""
    return _find(db, "p.email = ?", email.strip())


def find_account_by_subject(db: Database, subject: str) -> Account | None:
    """The account that a single sign-on knows under this name."""
    return _find(db, "l.subject = ?", subject)


def need_account(db: Database, email: str) -> Account:
    """The account with this address.

    Raises:
        UnknownRecord: there is none.
    """
    found = find_account_by_email(db, email)
    if found is None:
        raise UnknownRecord(f"Nobody with the address “{email[:120]}” has an account. Invite them first.")
    return found


def _find(db: Database, where: str, value: int | str) -> Account | None:
    row = db.execute(
        f"SELECT {COLUMNS} FROM logins l JOIN people p ON p.id = l.person_id WHERE {where}", [value]
    ).fetchone()
    return _to_account(row) if row else None


def _to_account(row: tuple[object, ...]) -> Account:
    person_id, email, name, role, *times, has_password, is_linked = row
    added, joined, entered, disabled = (to_time(time) for time in times)  # type: ignore[arg-type]
    return Account(
        int(str(person_id)),
        str(email),
        str(name),
        read_role(str(role)),
        added or EPOCH,
        joined,
        entered,
        disabled,
        bool(has_password),
        bool(is_linked),
    )


def add_account(db: Database, email: str, role: Role, *, name: str = "", added_at: datetime) -> Account:
    """An account for a person of ours or a new one, without a way in yet.

    Raises:
        BadInput: the address is none, has an account already, or is the first and no admin's.
    """
    address, tidy = check_email(email, field="email"), check_text(name, "name", LONGEST_NAME)
    with atomic(db):
        if find_account_by_email(db, address):
            raise BadInput(f"{address} in the field email has an account already. Change its role, or reset it.")
        if role is not Role.ADMIN and not in_use(db):
            raise BadInput(
                "The first account must be an admin's: from then on everybody signs in, and somebody must be able to "
                "invite the others. Choose the role admin."
            )
        person_id = find_or_add_person(db, address, name=tidy)
        if tidy:
            db.execute("UPDATE people SET name = ? WHERE id = ?", [tidy, person_id])
        db.execute(
            "INSERT INTO logins (person_id, role, added_at) VALUES (?, ?, ?)",
            [person_id, role.word, to_text(added_at)],
        )
    return need_account(db, address)


def change_role(db: Database, person_id: int, role: Role) -> Account:
    """Give a person another role; it holds from their next request.

    Raises:
        BadInput: nobody would be left who can invite people.
        UnknownRecord: the person has no account.
    """
    with atomic(db):
        _check_an_admin_stays(db, person_id, unless=role is Role.ADMIN)
        db.execute("UPDATE logins SET role = ? WHERE person_id = ?", [role.word, person_id])
    return _need(db, person_id)


def disable_account(db: Database, person_id: int, *, disabled_at: datetime) -> Account:
    """Let a person in no more: sessions and open invitations end at once; what they did stays.

    Raises:
        BadInput: nobody would be left who can invite people.
        UnknownRecord: the person has no account.
    """
    with atomic(db):
        _check_an_admin_stays(db, person_id)
        db.execute(
            "UPDATE logins SET disabled_at = coalesce(disabled_at, ?), password = '' WHERE person_id = ?",
            [to_text(disabled_at), person_id],
        )
        _end_everything(db, person_id)
    return _need(db, person_id)


def enable_account(db: Database, person_id: int) -> Account:
    """Let a person in again, who needs a new link for a new password.

    Raises:
        UnknownRecord: the person has no account.
    """
    db.execute("UPDATE logins SET disabled_at = NULL WHERE person_id = ?", [person_id])
    return _need(db, person_id)


def _need(db: Database, person_id: int) -> Account:
    found = find_account(db, person_id)
    if found is None:
        raise UnknownRecord(f"No account has the number {person_id}. Choose one from the list of people.")
    return found


def _check_an_admin_stays(db: Database, person_id: int, *, unless: bool = False) -> None:
    found = _need(db, person_id)
    if unless or found.role is not Role.ADMIN or found.disabled_at:
        return
    # One who never came in may never come; the others would be without anybody.
    others = db.execute(
        "SELECT count(*) FROM logins WHERE role = 'admin' AND disabled_at IS NULL AND joined_at IS NOT NULL "
        "AND person_id != ?",
        [person_id],
    ).fetchone()[0]
    if not others:
        raise BadInput(
            f"{found.email} is the last admin. Make another person admin first, who has signed in at least once."
        )


def _end_everything(db: Database, person_id: int) -> None:
    db.execute("DELETE FROM login_sessions WHERE person_id = ?", [person_id])
    db.execute("DELETE FROM invitations WHERE person_id = ?", [person_id])


# --- links by which a password is chosen ------------------------------------------------------------------------------


def record_invitation(db: Database, person_id: int, *, token: str, made_at: datetime) -> datetime:
    """Let whoever has ``token`` choose this person's password once; returns until when. Earlier links end.

    Raises:
        BadInput: the account is disabled.
        UnknownRecord: the person has no account.
    """
    found = _need(db, person_id)
    if found.disabled_at:
        raise BadInput(f"{found.email} is disabled. Enable the account first.")
    until = made_at + (RESET_LASTS if found.joined_at else INVITATION_LASTS)
    with atomic(db):
        db.execute("DELETE FROM invitations WHERE person_id = ?", [person_id])
        db.execute(
            "INSERT INTO invitations (token_hash, person_id, made_at, expires_at) VALUES (?, ?, ?, ?)",
            [hash_token(token), person_id, to_text(made_at), to_text(until)],
        )
        # An admin vouches for the person: whoever was kept out by somebody's guesses may try again.
        db.execute("DELETE FROM login_attempts WHERE name = ?", [hash_name(found.email)])
    return until


def find_invited(db: Database, token: str, *, now: datetime) -> Account | None:
    """Whose password the token lets one choose now."""
    row = db.execute(
        "SELECT person_id FROM invitations WHERE token_hash = ? AND expires_at > ?", [hash_token(token), to_text(now)]
    ).fetchone()
    found = find_account(db, row[0]) if row else None
    return found if found and not found.disabled_at else None


def accept_invitation(db: Database, token: str, password: str, *, name: str = "", at: datetime) -> Account:
    """Choose the password; the link is used up, and whoever was signed in is not any more.

    Raises:
        BadInput: the link is used up or too old, or the password is too easy.
    """
    found = find_invited(db, token, now=at)
    if found is None:
        raise BadInput("This link was used already or is too old. Ask an admin for a new one.")
    check_password(password, email=found.email, name=found.name)
    kept = hash_password(password, salt=secrets.token_bytes(16))
    with atomic(db):
        # Of two browsers that hold the same link, the second finds it used.
        gone = db.execute("DELETE FROM invitations WHERE token_hash = ?", [hash_token(token)]).rowcount
        if not gone:
            raise BadInput("This link was used already or is too old. Ask an admin for a new one.")
        _end_everything(db, found.person_id)
        _set_password(db, found.person_id, kept, at)
        if tidy := check_text(name, "name", LONGEST_NAME):
            db.execute("UPDATE people SET name = ? WHERE id = ?", [tidy, found.person_id])
    return _need(db, found.person_id)


def _set_password(db: Database, person_id: int, kept: str, at: datetime) -> None:
    db.execute(
        "UPDATE logins SET password = ?, joined_at = coalesce(joined_at, ?) WHERE person_id = ?",
        [kept, to_text(at), person_id],
    )


# --- passwords --------------------------------------------------------------------------------------------------------


def find_by_password(db: Database, email: str, password: str) -> Account | None:
    """Whoever has this address and this password and may come in; takes the same time whoever is asked for."""
    found = find_account_by_email(db, email)
    row = db.execute("SELECT password FROM logins WHERE person_id = ?", [found.person_id if found else 0]).fetchone()
    fits = fits_password(row[0] if row and row[0] else NOBODYS_PASSWORD, password)
    return found if fits and found and found.has_password and not found.disabled_at else None


def change_password(
    db: Database, person_id: int, *, old: str, new: str, keep_session: str = "", at: datetime
) -> Account:
    """Another password; all sessions but the one with the token ``keep_session`` end.

    Raises:
        BadInput: the old one is wrong, or the new one is too easy; names the field.
    """
    found = _need(db, person_id)
    if find_by_password(db, found.email, old) is None:
        raise BadInput("That is not your password, in the field old. Type the one that you signed in with.")
    check_password(new, email=found.email, name=found.name)
    kept = hash_password(new, salt=secrets.token_bytes(16))
    with atomic(db):
        _set_password(db, person_id, kept, at)
        end_other_sessions(db, person_id, keep_session)
    return _need(db, person_id)


# --- single sign-on ---------------------------------------------------------------------------------------------------


def link_subject(db: Database, person_id: int, subject: str) -> None:
    """Know a person from now on by the name that the single sign-on gives them.

    Raises:
        BadInput: they are known by another name already.
    """
    done = db.execute(
        "UPDATE logins SET subject = ? WHERE person_id = ? AND (subject IS NULL OR subject = ?)",
        [subject, person_id, subject],
    ).rowcount
    if not done:
        raise BadInput(
            "This address belongs to an account that signs in as somebody else. Ask an admin to look into it."
        )


# --- sessions ---------------------------------------------------------------------------------------------------------


def start_session(
    db: Database, person_id: int, *, token: str, via: str, agent: str = "", at: datetime, lifetime: Lifetime
) -> None:
    """Note that a browser is signed in with ``token``; those that ran out are swept away."""
    with atomic(db):
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


def find_session(db: Database, token: str, *, at: datetime, lifetime: Lifetime) -> Session | None:
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


def list_sessions(db: Database, account: Account, *, at: datetime, lifetime: Lifetime) -> tuple[Session, ...]:
    """The browsers in which a person is signed in, the latest first."""
    rows = db.execute(
        "SELECT id, person_id, via, agent, started_at, seen_at FROM login_sessions "
        "WHERE person_id = ? AND seen_at >= ? AND started_at >= ? ORDER BY seen_at DESC, id DESC",
        [account.person_id, to_text(at - lifetime.idle), to_text(at - lifetime.most)],
    )
    return tuple(_to_session(row, account) for row in rows)


def note_seen(db: Database, session: Session, *, at: datetime) -> bool:
    """Put off the end of an idle session; not with every request."""
    if at - session.seen_at < SEEN_EVERY:
        return False
    db.execute("UPDATE login_sessions SET seen_at = ? WHERE id = ?", [to_text(at), session.id])
    return True


def end_session(db: Database, token: str) -> None:
    """Sign this browser out."""
    db.execute("DELETE FROM login_sessions WHERE token_hash = ?", [hash_token(token)])


def end_other_sessions(db: Database, person_id: int, keep: str = "") -> int:
    """Sign a person out everywhere but in the browser that holds ``keep``; returns how many ended."""
    return int(
        db.execute(
            "DELETE FROM login_sessions WHERE person_id = ? AND token_hash != ?", [person_id, hash_token(keep)]
        ).rowcount
    )


def hash_token(token: str) -> str:
    """What is kept of a secret of 256 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()


def hash_name(email: str) -> str:
    """What is kept of an address that somebody tried: people type passwords into that field too."""
    return hmac.new(b"contentlib sign-in", email.strip().lower().encode(), hashlib.sha256).hexdigest()
