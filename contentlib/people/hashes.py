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
    return hash_tried("sign-in", email.strip().lower())


def hash_tried(kind: str, value: str) -> str:
    """What is kept of a name or network address by which tries of one kind are counted."""
    return hmac.new(f"contentlib {kind}".encode(), value.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
