"""Accounts, contacts and deals: the rows alone."""

from contentlib.deals.deal_rows import (
    find_accounts_of,
    find_names,
    find_or_add_contact,
    find_or_add_deal,
    list_account_names,
    list_contacts,
    list_deals,
    match_contacts,
    match_deals,
)
from contentlib.deals.forgotten_contacts import NOBODYS, add_nobody, is_forgotten, know_again, note_forgotten

__all__ = [
    "NOBODYS", "add_nobody", "find_accounts_of", "find_names", "find_or_add_contact", "find_or_add_deal",
    "is_forgotten", "know_again", "list_account_names", "list_contacts", "list_deals", "match_contacts",
    "match_deals", "note_forgotten",
]  # fmt: skip
