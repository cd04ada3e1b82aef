"""Passwords and passcodes as they are kept: scrypt, its figures, and a comparison in constant time.

Only this module calls scrypt. What is kept names the figures it was made with, so that they can grow.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScryptCost:
    """What one try costs: 128 · block · 2^exponent bytes of memory, and the time to fill them."""

    exponent: int
    block: int = 8
    parallel: int = 1


# 32 MB and about a tenth of a second a try, three times what OWASP asks for as the least at this size of memory.
FOR_PASSWORDS = ScryptCost(15)
# 16 MB and some 50 ms a try: nothing for a buyer, a lot for a list of words.
FOR_PASSCODES = ScryptCost(14)
MEMORY = 128 * 1024 * 1024
# Longer than any that is taken: what comes from a stranger is not hashed at whatever length.
LONGEST_TRIED = 201
# An attacker must not learn from the time of an answer who has an account: an unknown one is checked against this.
# Its last part is no password's: to find one would take 2**256 tries.
NOBODYS_PASSWORD = f"scrypt:{FOR_PASSWORDS.exponent}:8:1${'00' * 16}${'00' * 64}"


def hash_secret(secret: str, *, salt: bytes, cost: ScryptCost = FOR_PASSWORDS) -> str:
    """The secret as it is kept, with the figures it was made with; ``salt`` is at least 16 random bytes.

    >>> hash_secret("tulip", salt=bytes(16)).split("$")[0]
    'scrypt:15:8:1'
    """
    made = _scrypt(secret, salt, cost)
    return f"scrypt:{cost.exponent}:{cost.block}:{cost.parallel}${salt.hex()}${made.hex()}"


def fits_secret(kept: str, tried: str) -> bool:
    """Whether ``tried`` is the secret that was kept, in a time that does not tell.

    >>> kept = hash_secret("tulip", salt=bytes(16), cost=FOR_PASSCODES)
    >>> fits_secret(kept, "tulip"), fits_secret(kept, "rose")
    (True, False)
    """
    cost, salt, expected = _read(kept)
    return hmac.compare_digest(_scrypt(tried[:LONGEST_TRIED], salt, cost), expected)


def _read(kept: str) -> tuple[ScryptCost, bytes, bytes]:
    if "$" not in kept:
        # A passcode of 0.3.0 or before, which was kept without its figures.
        salt, _, made = kept.partition(":")
        return FOR_PASSCODES, bytes.fromhex(salt), bytes.fromhex(made)
    figures, salt, made = kept.split("$")
    return ScryptCost(*map(int, figures.split(":")[1:])), bytes.fromhex(salt), bytes.fromhex(made)


def _scrypt(secret: str, salt: bytes, cost: ScryptCost) -> bytes:
    return hashlib.scrypt(
        secret.encode("utf-8", "surrogatepass"),
        salt=salt,
        n=2**cost.exponent,
        r=cost.block,
        p=cost.parallel,
        maxmem=MEMORY,
    )
