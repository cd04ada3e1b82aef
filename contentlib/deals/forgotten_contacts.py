"""Who asked to be forgotten: kept as a mark made with the library's key, so that no import brings them back.

The mark tells nobody who it was; only whoever has an address and the key can ask whether it is one of them. What else
is known of such a contact is a row without a name, which what was sent still hangs on.
"""

from __future__ import annotations

from datetime import datetime

from contentlib.storage import Store, mark_text

# Nobody can have an address there (RFC 2606).
NOBODYS = "forgotten-{}@contact.invalid"
PURPOSE = "forgotten contact"


def note_forgotten(db: Store, address: str, *, at: datetime) -> None:
    """From now on no import takes in the contact with this address."""
    db.execute(
        "INSERT INTO forgotten_contacts (mark, forgotten_on) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [_mark(db, address), f"{at:%Y-%m-%d}"],
    )


def is_forgotten(db: Store, address: str) -> bool:
    """Whether the contact with this address was forgotten, and nobody of ours wrote to them since."""
    return _is_any(db) and bool(db.rows("SELECT 1 FROM forgotten_contacts WHERE mark = ?", [_mark(db, address)]))


def know_again(db: Store, address: str) -> None:
    """A colleague sends to them anew, which is a new acquaintance: imports may take them in again."""
    if _is_any(db):
        db.execute("DELETE FROM forgotten_contacts WHERE mark = ?", [_mark(db, address)])


def add_nobody(db: Store) -> int:
    """A contact about nobody, for what was sent to somebody who was forgotten."""
    contact_id = db.insert("contacts", {"email": NOBODYS.format("new"), "name": ""})
    db.execute("UPDATE contacts SET email = ? WHERE id = ?", [NOBODYS.format(contact_id), contact_id])
    return contact_id


def _is_any(db: Store) -> bool:
    """Where nobody was forgotten, no key is asked for."""
    return bool(db.rows("SELECT 1 FROM forgotten_contacts LIMIT 1"))


def _mark(db: Store, address: str) -> str:
    return mark_text(db, address.casefold(), purpose=PURPOSE)
