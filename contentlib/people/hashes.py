"""What is kept of a secret that somebody else holds: never itself.

SHA-256 is enough for 256 random bits, which nobody can guess; a password needs :mod:`contentlib.people.scrypt`.
"""

from __future__ import annotations

import hashlib
import hmac

TOKEN_BYTES = 32


def hash_token(token: str) -> str:
    """What is kept of a secret of 256 random bits."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def hash_name(email: str) -> str:
    """What is kept of an address that somebody tried: people type passwords into that field too."""
    return hmac.new(b"contentlib sign-in", email.strip().lower().encode(), hashlib.sha256).hexdigest()
