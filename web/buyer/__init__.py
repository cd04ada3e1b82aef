"""What a buyer sees behind a tracked link."""

from web.buyer.buyer_pages import pages

__all__ = ["pages"]
