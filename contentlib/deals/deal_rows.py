"""Deals, accounts and contacts: who buys, what is in progress, how it ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contentlib.model import Deal, Outcome
from contentlib.storage import Store


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody at a buyer's."""

    id: int
    name: str
    email: str
    title: str
    account: str


def list_deals(db: Store) -> tuple[Deal, ...]:
    """All deals, open ones first, then by name."""
    rows = db.execute(
        "SELECT d.id, d.name, coalesce(a.name, ''), d.outcome, d.pipeline_stage, d.amount, d.currency FROM deals d "
        "LEFT JOIN accounts a ON a.id = d.account_id ORDER BY d.outcome != 'open', d.name COLLATE NOCASE, d.id"
    )
    return tuple(Deal(row[0], row[1], row[2], Outcome(row[3]), *row[4:]) for row in rows)


def list_contacts(db: Store) -> tuple[Contact, ...]:
    """All contacts, by account and name."""
    rows = db.execute(
        "SELECT c.id, c.name, c.email, c.title, coalesce(a.name, '') FROM contacts c "
        "LEFT JOIN accounts a ON a.id = c.account_id ORDER BY a.name COLLATE NOCASE, c.name COLLATE NOCASE, c.id"
    )
    return tuple(Contact(*row) for row in rows)


def match_contacts(db: Store, typed: str, *, limit: int = 8) -> tuple[Contact, ...]:
    """Contacts whose name, address or account has a word that begins so, those sent to last first."""
    rows = db.execute(
        "SELECT c.id, c.name, c.email, c.title, coalesce(a.name, '') FROM contacts c "
        "LEFT JOIN accounts a ON a.id = c.account_id "
        "WHERE c.email LIKE ? ESCAPE '\\' OR ' ' || c.name LIKE ? ESCAPE '\\' OR ' ' || a.name LIKE ? ESCAPE '\\' "
        "ORDER BY (SELECT max(s.sent_at) FROM sends s WHERE s.contact_id = c.id) DESC, c.name COLLATE NOCASE LIMIT ?",
        [_begins(typed), _begins(f" {typed}", before="%"), _begins(f" {typed}", before="%"), limit],
    )
    return tuple(Contact(*row) for row in rows)


def match_deals(db: Store, typed: str, *, contact: str = "", limit: int = 8) -> tuple[Deal, ...]:
    """Deals whose name or account has a word that begins so: those of the contact's account first, then open ones."""
    rows = db.execute(
        "SELECT d.id, d.name, coalesce(a.name, ''), d.outcome, d.pipeline_stage, d.amount, d.currency FROM deals d "
        "LEFT JOIN accounts a ON a.id = d.account_id "
        "WHERE ' ' || d.name LIKE ? ESCAPE '\\' OR ' ' || a.name LIKE ? ESCAPE '\\' "
        "ORDER BY d.account_id IS NOT (SELECT c.account_id FROM contacts c WHERE c.email = ? "
        "AND c.account_id IS NOT NULL), d.outcome != 'open', d.name COLLATE NOCASE LIMIT ?",
        [_begins(f" {typed}", before="%"), _begins(f" {typed}", before="%"), contact, limit],
    )
    return tuple(Deal(row[0], row[1], row[2], Outcome(row[3]), *row[4:]) for row in rows)


def _begins(typed: str, *, before: str = "") -> str:
    """A pattern for what begins as typed, in which nothing typed is a pattern itself."""
    quoted = typed.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"{before}{quoted}%"


def find_names(db: Store, emails: Sequence[str]) -> dict[str, str]:
    """The names of these contacts by address in lower case; who has none is left out."""
    marks = ", ".join("?" * len(emails))
    rows = db.execute(f"SELECT email, name FROM contacts WHERE name != '' AND email IN ({marks})", list(emails))
    return {email.lower(): name for email, name in rows}


def find_or_add_contact(db: Store, email: str) -> int:
    """The id of the contact with this address; one not known yet is added, without an account."""
    row = db.execute("SELECT id FROM contacts WHERE email = ?", [email]).fetchone()
    return int(row[0] if row else db.insert("contacts", {"email": email, "name": ""}))


def find_or_add_deal(db: Store, name: str, *, person_id: int) -> int:
    """The id of the deal of this name, open ones before ended ones; one not known yet is added as open."""
    row = db.execute(
        "SELECT id FROM deals WHERE name = ? COLLATE NOCASE ORDER BY outcome != 'open', id LIMIT 1", [name]
    ).fetchone()
    return int(row[0] if row else db.insert("deals", {"name": name, "person_id": person_id}))
