"""The key beside a library, and what is sealed with it: of no use to whoever has the library's file alone.

``<library>.key`` is made when it is first asked for, mode 0600, and goes into no backup and no export. What was sealed
with a key that is lost cannot be read again. The only module that knows cryptography.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from pathlib import Path

from contentlib.errors import LibraryError
from contentlib.storage.store import Store

KEY_BYTES = 32
NONCE_BYTES = 12
SUFFIX = ".key"
# A library that lies in memory is gone with its process, and so is its key.
_MEMORYS = secrets.token_hex(KEY_BYTES)


def read_key(library: Path) -> str:
    """The key beside this library, made when it is first asked for; only its owner may read it.

    Raises:
        LibraryError: it cannot be read or made.
    """
    path = library.with_suffix(SUFFIX)
    try:
        with suppress(FileExistsError):
            # Written aside and linked, so that of two processes that start at once neither reads half a key.
            _write_aside(path)
        key = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise LibraryError(
            f"The key {path}, which signs sessions and seals links, cannot be used: {error}. Mend or delete it."
        ) from error
    if len(key) < KEY_BYTES:
        raise LibraryError(
            f"The key {path}, which signs sessions and seals links, is too short. Delete it; a new one is made."
        )
    return key


def _write_aside(path: Path) -> None:
    if path.exists():
        return
    aside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(KEY_BYTES) + "\n")
        path.hardlink_to(aside)
    finally:
        aside.unlink()


def seal(db: Store, text: str, *, purpose: str) -> str:
    """The text as it may be kept in the library (AES-256-GCM); what is sealed for one purpose opens for no other."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = AESGCM(_derive(db, purpose)).encrypt(nonce, text.encode(), None)
    return base64.urlsafe_b64encode(nonce + sealed).decode()


def unseal(db: Store, sealed: str, *, purpose: str) -> str:
    """What was sealed; empty where the key is another by now, or somebody changed what is kept."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        kept = base64.urlsafe_b64decode(sealed)
        return AESGCM(_derive(db, purpose)).decrypt(kept[:NONCE_BYTES], kept[NONCE_BYTES:], None).decode()
    except (InvalidTag, ValueError):
        return ""


def mark_text(db: Store, text: str, *, purpose: str) -> str:
    """A mark by which the same text is known again, and that tells nothing of it without the key (HMAC-SHA-256)."""
    return hmac.new(_derive(db, purpose), text.encode(), hashlib.sha256).hexdigest()


def _derive(db: Store, purpose: str) -> bytes:
    key = _MEMORYS if db.path.name in ("", ":memory:") else read_key(db.path)
    return hmac.new(key.encode(), f"contentlib {purpose}".encode(), hashlib.sha256).digest()
