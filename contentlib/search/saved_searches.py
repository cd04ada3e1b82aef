"""Searches that a person keeps under a name, to ask again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from contentlib.errors import BadInput
from contentlib.language import check_text
from contentlib.people import find_or_add_person
from contentlib.storage import Store, folded, to_text

LONGEST_NAME = 80
LONGEST_ARGUMENTS = 4000
MOST = 50
# Who sits at a machine without accounts, and said no name, has searches without a person.
OWN = "(? = '' AND person_id IS NULL OR person_id = (SELECT id FROM people WHERE email = ?))"


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search by its name. ``arguments`` are those of the search page's address."""

    id: int
    name: str
    arguments: Mapping[str, Sequence[str]]
    saved_at: datetime


def save_search(
    db: Store, name: str, arguments: Mapping[str, Sequence[str]], *, person: str, saved_at: datetime
) -> None:
    """Keep a search; one of the same name is replaced. ``person`` is an e-mail address or empty.

    Raises:
        BadInput: no name, nothing to search for, or too much of either.
    """
    name = check_text(name, "name", LONGEST_NAME, needed=True)
    text = json.dumps({key: list(values) for key, values in arguments.items()}, ensure_ascii=False)
    if not arguments or len(text) > LONGEST_ARGUMENTS:
        raise BadInput("This search cannot be kept: it asks for nothing, or for too much. Type a shorter one.")
    with db.atomic():
        mine = list_saved(db, person=person)
        for one in mine:
            if one.name.casefold() == name.casefold():
                db.execute("DELETE FROM saved_searches WHERE id = ?", [one.id])
        if len(mine) >= MOST:
            raise BadInput(f"{MOST} searches are kept already. Remove one first.")
        person_id = find_or_add_person(db, person) if person else None
        db.insert(
            "saved_searches", {"person_id": person_id, "name": name, "arguments": text, "saved_at": to_text(saved_at)}
        )


def list_saved(db: Store, *, person: str) -> tuple[SavedSearch, ...]:
    """The searches this person kept, by name."""
    rows = db.execute(
        f"SELECT id, name, arguments, saved_at FROM saved_searches WHERE {OWN} ORDER BY {folded('name')}, id",
        [person, person],
    )
    return tuple(SavedSearch(row[0], row[1], json.loads(row[2]), datetime.fromisoformat(row[3])) for row in rows)


def forget_saved(db: Store, saved_id: int, *, person: str) -> str:
    """Keep it no longer; only one's own. Its name.

    Raises:
        BadInput: there is none of this number among this person's.
    """
    for one in list_saved(db, person=person):
        if one.id == saved_id:
            db.execute("DELETE FROM saved_searches WHERE id = ?", [saved_id])
            return one.name
    raise BadInput("This search is not kept any more. Look at the list on the search page.")
