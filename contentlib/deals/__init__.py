"""Accounts, contacts and deals: the rows alone."""

from contentlib.deals.deal_rows import (
    find_names,
    find_or_add_contact,
    find_or_add_deal,
    list_contacts,
    list_deals,
    match_contacts,
    match_deals,
)

__all__ = [
    "find_names", "find_or_add_contact", "find_or_add_deal", "list_contacts", "list_deals", "match_contacts",
    "match_deals",
]  # fmt: skip
