"""The people who use the library: reps, marketers, admins."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlite_utils import Database

from contentlib.errors import BadInput

EMAIL = re.compile(r"[^@\s<>()\[\],;:\"\\]+@[^@\s<>()\[\],;:\"\\.]+(?:\.[^@\s<>()\[\],;:\"\\.]+)*")
LONGEST_EMAIL = 254


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of our company."""

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


def list_people(db: Database) -> tuple[Person, ...]:
    """Everybody, by name."""
    return tuple(Person(*row) for row in db.execute("SELECT id, name, email, role, team FROM people ORDER BY name, id"))


def find_or_add_person(db: Database, email: str, *, name: str = "") -> int:
    """The id of the person with this address; a person not known yet is added."""
    row = db.execute("SELECT id FROM people WHERE email = ?", [email]).fetchone()
    return int(
        row[0] if row else db.table("people").insert({"name": name or email.split("@")[0], "email": email}).last_pk
    )
