"""The guide that comes along, for whoever is signed in."""

from web.help.help_pages import pages

__all__ = ["pages"]
