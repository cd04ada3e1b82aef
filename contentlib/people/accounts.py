"""Who may sign in, and as what. Without any account the app trusts whoever sits at the machine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from contentlib.errors import BadInput, UnknownRecord
from contentlib.language import check_text
from contentlib.people.persons import Role, check_email, find_or_add_person, read_role
from contentlib.storage import Store, to_text, to_time

LONGEST_NAME = 120
EPOCH = datetime.fromtimestamp(0, UTC)

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


def in_use(db: Store) -> bool:
    """Whether there are accounts, so that nobody is trusted unasked."""
    return db.execute("SELECT 1 FROM logins LIMIT 1").fetchone() is not None


def list_accounts(db: Store) -> tuple[Account, ...]:
    """Everybody who may sign in or might again, admins first."""
    rows = db.execute(
        f"""SELECT {COLUMNS} FROM logins l JOIN people p ON p.id = l.person_id
            ORDER BY l.disabled_at IS NOT NULL,
                CASE l.role WHEN 'admin' THEN 0 WHEN 'marketer' THEN 1 WHEN 'rep' THEN 2 ELSE 3 END, p.name, p.id"""
    )
    return tuple(_to_account(row) for row in rows)


def find_account(db: Store, person_id: int) -> Account | None:
    """The account of a person, if there is one."""
    return _find(db, "l.person_id = ?", person_id)


def find_account_by_email(db: Store, email: str) -> Account | None:
    """The account with this address, whatever its case."""
    return _find(db, "p.email = ?", email.strip())


def find_account_by_subject(db: Store, subject: str) -> Account | None:
    """The account that a single sign-on knows under this name."""
    return _find(db, "l.subject = ?", subject)


def need_account(db: Store, email: str) -> Account:
    """The account with this address.

    Raises:
        UnknownRecord: there is none.
    """
    found = find_account_by_email(db, email)
    if found is None:
        raise UnknownRecord(f"Nobody with the address “{email[:120]}” has an account. Invite them first.")
    return found


def _find(db: Store, where: str, value: int | str) -> Account | None:
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


def add_account(db: Store, email: str, role: Role, *, name: str = "", added_at: datetime) -> Account:
    """An account for a person of ours or a new one, without a way in yet.

    Raises:
        BadInput: the address is none, has an account already, or is the first and no admin's.
    """
    address, tidy = check_email(email, field="email"), check_text(name, "name", LONGEST_NAME)
    with db.atomic():
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


def change_role(db: Store, person_id: int, role: Role, *, by_provider: bool = False) -> Account:
    """Give a person another role; it holds from their next request. ``by_provider``: as a single sign-on says.

    Raises:
        BadInput: nobody would be left who can invite people.
        UnknownRecord: the person has no account.
    """
    with db.atomic():
        _check_an_admin_stays(db, person_id, unless=role is Role.ADMIN)
        db.execute(
            "UPDATE logins SET role = ?, role_by_provider = ? WHERE person_id = ?",
            [role.word, int(by_provider), person_id],
        )
    return expect_account(db, person_id)


def is_given_by_provider(db: Store, person_id: int) -> bool:
    """Whether a single sign-on gave the person the role that they have."""
    row = db.execute("SELECT role_by_provider FROM logins WHERE person_id = ?", [person_id]).fetchone()
    return bool(row and row[0])


def disable_account(db: Store, person_id: int, *, disabled_at: datetime) -> Account:
    """Let a person in no more: sessions and open invitations end at once; what they did stays.

    Raises:
        BadInput: nobody would be left who can invite people.
        UnknownRecord: the person has no account.
    """
    with db.atomic():
        _check_an_admin_stays(db, person_id)
        db.execute(
            "UPDATE logins SET disabled_at = coalesce(disabled_at, ?), password = '' WHERE person_id = ?",
            [to_text(disabled_at), person_id],
        )
        end_everything(db, person_id)
    return expect_account(db, person_id)


def enable_account(db: Store, person_id: int) -> Account:
    """Let a person in again, who needs a new link for a new password.

    Raises:
        UnknownRecord: the person has no account.
    """
    db.execute("UPDATE logins SET disabled_at = NULL WHERE person_id = ?", [person_id])
    return expect_account(db, person_id)


def expect_account(db: Store, person_id: int) -> Account:
    """The account of a person.

    Raises:
        UnknownRecord: there is none.
    """
    found = find_account(db, person_id)
    if found is None:
        raise UnknownRecord(f"No account has the number {person_id}. Choose one from the list of people.")
    return found


def _check_an_admin_stays(db: Store, person_id: int, *, unless: bool = False) -> None:
    found = expect_account(db, person_id)
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


def end_everything(db: Store, person_id: int) -> None:
    """End a person's sessions and the links by which they could choose a password."""
    db.execute("DELETE FROM login_sessions WHERE person_id = ?", [person_id])
    db.execute("DELETE FROM invitations WHERE person_id = ?", [person_id])
