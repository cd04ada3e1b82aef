"""Secrets that must be read again: encrypted under the key beside the library. The only module that knows cryptography.

A stolen library file without its key opens nothing by them; neither does a backup, which leaves the key out.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from contentlib.errors import BadInput

if TYPE_CHECKING:
    from cryptography.fernet import Fernet


def seal(secret: str, *, key: str, purpose: str) -> str:
    """The secret as it is kept; ``purpose`` keeps what one thing seals from being opened as another.

    >>> sealed = seal("tulip", key="k" * 64, purpose="test")
    >>> "tulip" in sealed, unseal(sealed, key="k" * 64, purpose="test")
    (False, 'tulip')
    """
    return _box(key, purpose).encrypt(secret.encode()).decode("ascii")


def unseal(sealed: str, *, key: str, purpose: str) -> str:
    """The secret that was sealed.

    Raises:
        BadInput: it was sealed with another key, or bent.
    """
    from cryptography.fernet import InvalidToken

    try:
        return _box(key, purpose).decrypt(sealed.encode("ascii")).decode()
    except (InvalidToken, ValueError) as error:
        raise BadInput(
            "This was kept under another key than the one that lies beside the library now. Use a recovery code, or "
            "ask an admin to reset your second step."
        ) from error


def _box(key: str, purpose: str) -> Fernet:
    from cryptography.fernet import Fernet
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    derived = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=f"contentlib {purpose}".encode())
    return Fernet(base64.urlsafe_b64encode(derived.derive(key.encode())))
