"""Sending an asset, and what became of it."""

from web.sending import looks
from web.sending.link_making import LinkForm, link_address, propose_terms, read_expiry, to_terms
from web.sending.send_form import TOKEN_BYTES, make_token
from web.sending.send_pages import EVERYONE, SEND, pages

# These add their pages to the blueprint when they are imported.
ADDED = (looks,)

__all__ = [
    "EVERYONE", "SEND", "TOKEN_BYTES", "LinkForm", "link_address", "make_token", "pages", "propose_terms",
    "read_expiry", "to_terms",
]  # fmt: skip
