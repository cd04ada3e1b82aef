"""The library for programs."""

from web.api.calls import ABOUT
from web.api.endpoints import CALLS, pages

__all__ = ["ABOUT", "CALLS", "pages"]
