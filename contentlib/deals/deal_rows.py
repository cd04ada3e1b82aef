"""Deals, accounts and contacts: who buys, what is in progress, how it ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contentlib.model import Deal, Outcome
from contentlib.storage import Store, begin_pattern, folded, is_like, same_text, same_value


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
        f"LEFT JOIN accounts a ON a.id = d.account_id ORDER BY d.outcome != 'open', {folded('d.name')}, d.id"
    )
    return tuple(Deal(row[0], row[1], row[2], Outcome(row[3]), *row[4:]) for row in rows)


def list_contacts(db: Store) -> tuple[Contact, ...]:
    """All contacts, by account and name."""
    rows = db.execute(
        "SELECT c.id, c.name, c.email, c.title, coalesce(a.name, '') FROM contacts c "
        f"LEFT JOIN accounts a ON a.id = c.account_id ORDER BY {folded('a.name')}, {folded('c.name')}, c.id"
    )
    return tuple(Contact(*row) for row in rows)


def match_contacts(db: Store, typed: str, *, limit: int = 8) -> tuple[Contact, ...]:
    """Contacts whose name, address or account has a word that begins so, those sent to last first."""
    rows = db.execute(
        "SELECT c.id, c.name, c.email, c.title, coalesce(a.name, '') FROM contacts c "
        "LEFT JOIN accounts a ON a.id = c.account_id "
        f"WHERE {is_like('c.email')} OR {_has_word('c.name')} OR {_has_word('a.name')} "
        f"ORDER BY (SELECT max(s.sent_at) FROM sends s WHERE s.contact_id = c.id) DESC, {folded('c.name')} LIMIT ?",
        [begin_pattern(typed), _word(typed), _word(typed), limit],
    )
    return tuple(Contact(*row) for row in rows)


THEIR_ACCOUNT = "(SELECT c.account_id FROM contacts c WHERE c.email = ? AND c.account_id IS NOT NULL)"


def match_deals(db: Store, typed: str, *, contact: str = "", limit: int = 8) -> tuple[Deal, ...]:
    """Deals whose name or account has a word that begins so: those of the contact's account first, then open ones."""
    rows = db.execute(
        "SELECT d.id, d.name, coalesce(a.name, ''), d.outcome, d.pipeline_stage, d.amount, d.currency FROM deals d "
        f"LEFT JOIN accounts a ON a.id = d.account_id WHERE {_has_word('d.name')} OR {_has_word('a.name')} "
        f"ORDER BY NOT ({same_value('d.account_id', THEIR_ACCOUNT)}), d.outcome != 'open', {folded('d.name')} LIMIT ?",
        [_word(typed), _word(typed), contact, limit],
    )
    return tuple(Deal(row[0], row[1], row[2], Outcome(row[3]), *row[4:]) for row in rows)


def _has_word(text: str) -> str:
    return is_like(f"' ' || {text}")


def _word(typed: str) -> str:
    """What a text is like that has a word which begins as typed."""
    return begin_pattern(f" {typed}", anywhere=True)


def find_names(db: Store, emails: Sequence[str]) -> dict[str, str]:
    """The names of these contacts by address in lower case; who has none is left out."""
    marks = ", ".join("?" * len(emails))
    rows = db.execute(f"SELECT email, name FROM contacts WHERE name != '' AND email IN ({marks})", list(emails))
    return {email.lower(): name for email, name in rows}


def list_account_names(db: Store) -> tuple[str, ...]:
    """The names of all accounts, longest first."""
    return tuple(row[0] for row in db.execute("SELECT name FROM accounts ORDER BY length(name) DESC, name"))


def find_accounts_of(db: Store, contact: str, deal: str) -> tuple[str, ...]:
    """The accounts of a contact (an e-mail address) and of a deal (its name), as far as they are known."""
    rows = db.execute(
        "SELECT a.name FROM contacts c JOIN accounts a ON a.id = c.account_id WHERE c.email = ? "
        f"UNION SELECT a.name FROM deals d JOIN accounts a ON a.id = d.account_id WHERE {same_text('d.name', '?')}",
        [contact, deal],
    )
    return tuple(row[0] for row in rows)


def find_or_add_contact(db: Store, email: str) -> int:
    """The id of the contact with this address; one not known yet is added, without an account."""
    row = db.execute("SELECT id FROM contacts WHERE email = ?", [email]).fetchone()
    return int(row[0] if row else db.insert("contacts", {"email": email, "name": ""}))


def find_or_add_deal(db: Store, name: str, *, person_id: int) -> int:
    """The id of the deal of this name, open ones before ended ones; one not known yet is added as open."""
    row = db.execute(
        f"SELECT id FROM deals WHERE {same_text('name', '?')} ORDER BY outcome != 'open', id LIMIT 1", [name]
    ).fetchone()
    return int(row[0] if row else db.insert("deals", {"name": name, "person_id": person_id}))
