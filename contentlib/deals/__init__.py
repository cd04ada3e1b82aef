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

__all__ = [
    "find_accounts_of", "find_names", "find_or_add_contact", "find_or_add_deal", "list_account_names",
    "list_contacts", "list_deals", "match_contacts", "match_deals",
]  # fmt: skip
