"""The people who use the library: reps, marketers, admins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from contentlib.errors import BadInput
from contentlib.storage import Store

EMAIL = re.compile(r"[^@\s<>()\[\],;:\"\\]+@[^@\s<>()\[\],;:\"\\.]+(?:\.[^@\s<>()\[\],;:\"\\.]+)*")
LONGEST_EMAIL = 254


class Role(IntEnum):
    """What somebody may do here; each may do what those before it may. Nobody is who has not signed in.

    >>> Role.ADMIN > Role.REP, Role.MARKETER.word
    (True, 'marketer')
    """

    NOBODY = 0
    VIEWER = 1
    REP = 2
    MARKETER = 3
    ADMIN = 4

    @property
    def word(self) -> str:
        """The role as it is written and kept."""
        return self.name.lower()


# Those that a person can have.
ROLES = tuple(role for role in Role if role)


def read_role(word: str) -> Role:
    """The role that ``word`` names.

    Raises:
        BadInput: none is called so.

    >>> read_role("rep")
    <Role.REP: 2>
    """
    for role in ROLES:
        if role.word == word.strip().lower():
            return role
    raise BadInput(f"“{word[:40]}” is no role. Choose one of: {', '.join(role.word for role in ROLES)}.")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of our company. ``role`` is the work they do, as the CRM has it; what they may do here is a Role."""

    id: int
    name: str
    email: str
    role: str
    team: str


def check_email(address: str, *, field: str) -> str:
    """The address, trimmed.

    Raises:
        BadInput: it is no e-mail address; names the field.

    >>> check_email(" ines@ledgerlark.example ", field="rep")
    'ines@ledgerlark.example'
    """
    tidy = address.strip()
    if len(tidy) > LONGEST_EMAIL or not EMAIL.fullmatch(tidy) or not tidy.isprintable():
        raise BadInput(f"“{tidy[:80]}” in the field {field} is no e-mail address. Write it like name@company.com.")
    return tidy


def list_people(db: Store) -> tuple[Person, ...]:
    """Everybody, by name."""
    return tuple(Person(*row) for row in db.execute("SELECT id, name, email, role, team FROM people ORDER BY name, id"))


def find_or_add_person(db: Store, email: str, *, name: str = "") -> int:
    """The id of the person with this address; a person not known yet is added."""
    row = db.execute("SELECT id FROM people WHERE email = ?", [email]).fetchone()
    return int(row[0] if row else db.insert("people", {"name": name or email.split("@")[0], "email": email}))
