"""The ways in: a link by which a password is chosen, the password, a single sign-on's name for a person.

Secrets are told once, to whoever made them, and kept as hashes.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from contentlib.errors import BadInput
from contentlib.language import check_text
from contentlib.people.accounts import (
    LONGEST_NAME,
    Account,
    end_everything,
    expect_account,
    find_account,
    find_account_by_email,
)
from contentlib.people.hashes import hash_token
from contentlib.people.lockout import forgive
from contentlib.people.passwords import check_password
from contentlib.people.scrypt import NOBODYS_PASSWORD, fits_secret, hash_secret
from contentlib.people.sessions import end_other_sessions
from contentlib.storage import Store, to_text

INVITATION_LASTS = timedelta(days=7)
RESET_LASTS = timedelta(days=1)
# By mail, unasked by any admin.
MAILED_RESET_LASTS = timedelta(hours=1)


def record_invitation(db: Store, person_id: int, *, token: str, made_at: datetime) -> datetime:
    """Let whoever has ``token`` choose this person's password once; returns until when. Earlier links end.

    Raises:
        BadInput: the account is disabled.
        UnknownRecord: the person has no account.
    """
    found = expect_account(db, person_id)
    if found.disabled_at:
        raise BadInput(f"{found.email} is disabled. Enable the account first.")
    until = made_at + (RESET_LASTS if found.joined_at else INVITATION_LASTS)
    with db.atomic():
        db.execute("DELETE FROM invitations WHERE person_id = ?", [person_id])
        db.execute(
            "INSERT INTO invitations (token_hash, person_id, made_at, expires_at) VALUES (?, ?, ?, ?)",
            [hash_token(token), person_id, to_text(made_at), to_text(until)],
        )
        # An admin vouches for the person: whoever was kept out by somebody's guesses may try again.
        forgive(db, found.email)
    return until


def record_reset(db: Store, email: str, *, token: str, made_at: datetime) -> tuple[Account, datetime] | None:
    """Let whoever has ``token`` choose the password of this address once, and until when; none where it has none.

    Nobody vouches for who asked: earlier links stay, and so does a wait after wrong passwords.
    """
    found = find_account_by_email(db, email)
    if found is None or found.disabled_at or not found.has_password:
        return None
    until = made_at + MAILED_RESET_LASTS
    db.execute("DELETE FROM invitations WHERE expires_at <= ?", [to_text(made_at)])
    db.execute(
        "INSERT INTO invitations (token_hash, person_id, made_at, expires_at) VALUES (?, ?, ?, ?)",
        [hash_token(token), found.person_id, to_text(made_at), to_text(until)],
    )
    return found, until


def find_invited(db: Store, token: str, *, now: datetime) -> Account | None:
    """Whose password the token lets one choose now."""
    row = db.execute(
        "SELECT person_id FROM invitations WHERE token_hash = ? AND expires_at > ?", [hash_token(token), to_text(now)]
    ).fetchone()
    found = find_account(db, row[0]) if row else None
    return found if found and not found.disabled_at else None


def accept_invitation(
    db: Store, token: str, password: str, *, name: str = "", company: str = "", at: datetime
) -> Account:
    """Choose the password; the link is used up, and whoever was signed in is not any more.

    The password may not lean on the ``company`` or on the person's name, the one they chose just now included.

    Raises:
        BadInput: the link is used up or too old, or the password is too easy.
    """
    found = find_invited(db, token, now=at)
    if found is None:
        raise BadInput("This link was used already or is too old. Ask an admin for a new one.")
    check_password(password, email=found.email, name=f"{found.name} {name[:LONGEST_NAME]}", company=company)
    kept = hash_secret(password, salt=secrets.token_bytes(16))
    with db.atomic():
        # Of two browsers that hold the same link, the second finds it used.
        gone = db.execute("DELETE FROM invitations WHERE token_hash = ?", [hash_token(token)]).rowcount
        if not gone:
            raise BadInput("This link was used already or is too old. Ask an admin for a new one.")
        end_everything(db, found.person_id)
        _set_password(db, found.person_id, kept, at)
        if tidy := check_text(name, "name", LONGEST_NAME):
            db.execute("UPDATE people SET name = ? WHERE id = ?", [tidy, found.person_id])
    return expect_account(db, found.person_id)


def _set_password(db: Store, person_id: int, kept: str, at: datetime) -> None:
    db.execute(
        "UPDATE logins SET password = ?, joined_at = coalesce(joined_at, ?) WHERE person_id = ?",
        [kept, to_text(at), person_id],
    )


# --- passwords --------------------------------------------------------------------------------------------------------


def find_by_password(db: Store, email: str, password: str) -> Account | None:
    """Whoever has this address and this password and may come in; takes the same time whoever is asked for."""
    found = find_account_by_email(db, email)
    row = db.execute("SELECT password FROM logins WHERE person_id = ?", [found.person_id if found else 0]).fetchone()
    fits = fits_secret(row[0] if row and row[0] else NOBODYS_PASSWORD, password)
    return found if fits and found and found.has_password and not found.disabled_at else None


def name_password(db: Store, person_id: int) -> str:
    """A word that goes with the password a person has now, and with no other; it tells nothing of it."""
    row = db.execute("SELECT password FROM logins WHERE person_id = ?", [person_id]).fetchone()
    return hash_token(f"password {person_id} {row[0] if row else ''}")


def change_password(
    db: Store, person_id: int, *, old: str, new: str, company: str = "", keep_session: str = "", at: datetime
) -> Account:
    """Another password; all sessions but the one with the token ``keep_session`` end.

    Raises:
        BadInput: the old one is wrong, or the new one is too easy; names the field.
    """
    found = expect_account(db, person_id)
    if find_by_password(db, found.email, old) is None:
        raise BadInput("That is not your password, in the field old. Type the one that you signed in with.")
    check_password(new, email=found.email, name=found.name, company=company)
    kept = hash_secret(new, salt=secrets.token_bytes(16))
    with db.atomic():
        _set_password(db, person_id, kept, at)
        end_other_sessions(db, person_id, keep_session)
    return expect_account(db, person_id)


# --- single sign-on ---------------------------------------------------------------------------------------------------


def link_subject(db: Store, person_id: int, subject: str) -> None:
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
