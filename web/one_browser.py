"""One browser of a machine that several people use: a secret link lets in who opens it first, and nobody else.

Kept in this process alone: with the next start there is another link.
"""

from __future__ import annotations

import hmac
import secrets
import threading
from dataclasses import dataclass, field

from flask import Flask, current_app, request
from werkzeug.wrappers import Response

from contentlib.people import TOKEN_BYTES, hash_token
from web.cookies import is_over_tls

KEY = "one browser"
COOKIE = "contentlib-browser"


@dataclass
class OneBrowser:
    """The link's secret, and then the browser's; only their hashes are kept.

    >>> door = OneBrowser(hash_token("link"))
    >>> door.knows("mine"), door.open("wrong", "mine"), door.open("link", "mine"), door.knows("mine")
    (False, False, True, True)
    >>> door.open("link", "another's"), door.knows("another's"), door.knows("mine")
    (False, False, True)
    """

    secret: str
    browser: str = ""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def open(self, tried: str, browser: str) -> bool:
        """Whether ``tried`` is the link's secret, and nobody used it before: from now on ``browser`` is let in."""
        with self._lock:
            fits = hmac.compare_digest(self.secret, hash_token(tried)) and not self.browser
            if fits:
                self.browser = hash_token(browser)
            return fits

    def knows(self, browser: str) -> bool:
        """Whether this is the browser that was let in."""
        return bool(self.browser) and hmac.compare_digest(self.browser, hash_token(browser))


def attach(app: Flask, secret: str) -> None:
    """As long as there are no accounts, let into ``app`` only the browser that opens the link with this ``secret``."""
    if secret:
        app.extensions[KEY] = OneBrowser(hash_token(secret))


def is_for_one() -> bool:
    """Whether the pages were started for one browser."""
    return KEY in current_app.extensions


def is_the_one() -> bool:
    """Whether this browser may be the machine's: any, or the one that opened the link."""
    found: OneBrowser | None = current_app.extensions.get(KEY)
    return found is None or found.knows(request.cookies.get(COOKIE, ""))


def let_in(tried: str, response: Response) -> bool:
    """Whether the link is right and new; ``response`` then carries what this browser is known by."""
    found: OneBrowser | None = current_app.extensions.get(KEY)
    browser = secrets.token_urlsafe(TOKEN_BYTES)
    if found is None or not found.open(tried, browser):
        return False
    response.set_cookie(
        COOKIE, browser, httponly=True, samesite="Strict", secure=is_over_tls()
    )  # fmt: skip
    return True
