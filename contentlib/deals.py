"""Deals, accounts and contacts: who buys, what is in progress, how it ended."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from contentlib.model import Deal, Outcome


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody at a buyer's."""

    id: int
    name: str
    email: str
    title: str
    account: str


def list_deals(db: Database) -> tuple[Deal, ...]:
    """All deals, open ones first, then by name."""
    rows = db.execute(
        "SELECT d.id, d.name, coalesce(a.name, ''), d.outcome, d.pipeline_stage, d.amount, d.currency FROM deals d "
        "LEFT JOIN accounts a ON a.id = d.account_id ORDER BY d.outcome != 'open', d.name COLLATE NOCASE, d.id"
    )
    return tuple(Deal(row[0], row[1], row[2], Outcome(row[3]), *row[4:]) for row in rows)


def list_contacts(db: Database) -> tuple[Contact, ...]:
    """All contacts, by account and name."""
    rows = db.execute(
        "SELECT c.id, c.name, c.email, c.title, coalesce(a.name, '') FROM contacts c "
        "LEFT JOIN accounts a ON a.id = c.account_id ORDER BY a.name COLLATE NOCASE, c.name COLLATE NOCASE, c.id"
    )
    return tuple(Contact(*row) for row in rows)


def find_or_add_contact(db: Database, email: str) -> int:
    """The id of the contact with this address; one not known yet is added, without an account."""
    row = db.execute("SELECT id FROM contacts WHERE email = ?", [email]).fetchone()
    return int(row[0] if row else db.table("contacts").insert({"email": email, "name": ""}).last_pk)


def find_or_add_deal(db: Database, name: str, *, person_id: int) -> int:
    """The id of the deal of this name, open ones before ended ones; one not known yet is added as open."""
    row = db.execute(
        "SELECT id FROM deals WHERE name = ? COLLATE NOCASE ORDER BY outcome != 'open', id LIMIT 1", [name]
    ).fetchone()
    return int(row[0] if row else db.table("deals").insert({"name": name, "person_id": person_id}).last_pk)
