"""The second step of signing in: a code of an app on the person's phone (TOTP, RFC 6238), or a recovery code.

The only module that knows pyotp. A code opens once, though it is shown for half a minute and taken a little longer.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from contentlib.errors import BadInput
from contentlib.people.attempts import NO_WAIT
from contentlib.people.hashes import hash_token
from contentlib.people.lockout import begin_code, forgive_codes
from contentlib.storage import Store, seal, to_text, unseal

STEP_SECONDS = 30
# A phone's clock may be off by so many steps.
DRIFT = 1
SECRET_BYTES = 20
RECOVERY_CODES = 10
RECOVERY_BYTES = 10
PURPOSE = "second step"
OTHER_KEY = (
    "Your second step was set up under another key than the one that lies beside the library now. Use a recovery "
    "code, or ask an admin to reset it."
)
WRONG_CODE = "This is not the code that your app shows now, in the field code. Wait for the next one and type that."


@dataclass(frozen=True, slots=True)
class SecondStep:
    """That a person has one, since when, and how many recovery codes are left."""

    person_id: int
    since_at: datetime
    recovery_left: int


@dataclass(frozen=True, slots=True)
class CodeTry:
    """What came of a code: right, wrong, or not looked at for so long; ``is_recovery`` where one was used up."""

    is_right: bool
    wait: timedelta = NO_WAIT
    is_recovery: bool = False


def to_base32(secret: bytes) -> str:
    """A secret of 20 random bytes as apps take it when it is typed; a recovery code is made of 10.

    >>> to_base32(bytes(20)), to_base32(bytes(10))
    ('AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', 'AAAAAAAAAAAAAAAA')
    """
    return base64.b32encode(secret).decode("ascii")


def write_recovery(code: bytes) -> str:
    """A recovery code as a person writes it down.

    >>> write_recovery(bytes(10))
    'aaaa-aaaa-aaaa-aaaa'
    """
    return "-".join(re.findall("....", to_base32(code).lower()))


def write_app_address(secret: str, *, email: str, issuer: str) -> str:
    """The address that an app reads out of the QR code."""
    from pyotp import TOTP

    return str(TOTP(secret, interval=STEP_SECONDS).provisioning_uri(name=email, issuer_name=issuer))


def find_second_step(db: Store, person_id: int) -> SecondStep | None:
    """The second step that a person set up, if they did."""
    row = db.execute(
        "SELECT since_at, (SELECT count(*) FROM recovery_codes r WHERE r.person_id = s.person_id) "
        "FROM second_steps s WHERE s.person_id = ?",
        [person_id],
    ).fetchone()
    return SecondStep(person_id, datetime.fromisoformat(row[0]), row[1]) if row else None


def set_up_second_step(
    db: Store, person_id: int, secret: str, code: str, *, recovery: Iterable[str], at: datetime
) -> None:
    """Ask for a second step from now on, of whoever showed by a code that their app has the ``secret``.

    Raises:
        BadInput: the code is not the app's, or the person has a second step already.
    """
    step = _find_step(secret, code, at)
    if step is None:
        raise BadInput(WRONG_CODE)
    sealed = seal(db, secret, purpose=PURPOSE)
    with db.atomic():
        if find_second_step(db, person_id):
            raise BadInput("You have a second step already. End it first, then set up another.")
        row = {"person_id": person_id, "secret": sealed, "last_step": step, "since_at": to_text(at)}
        db.insert("second_steps", row)
        replace_recovery(db, person_id, recovery)


def replace_recovery(db: Store, person_id: int, codes: Iterable[str]) -> None:
    """Let these recovery codes do, and none from before."""
    with db.atomic():
        db.execute("DELETE FROM recovery_codes WHERE person_id = ?", [person_id])
        db.insert_many(
            "recovery_codes", [{"code_hash": _hash_recovery(person_id, code), "person_id": person_id} for code in codes]
        )


def end_second_step(db: Store, person_id: int) -> bool:
    """Ask for none any more; returns whether there was one."""
    with db.atomic():
        db.execute("DELETE FROM recovery_codes WHERE person_id = ?", [person_id])
        return bool(db.execute("DELETE FROM second_steps WHERE person_id = ?", [person_id]).rowcount)


def try_code(db: Store, person_id: int, typed: str, *, address: str, at: datetime) -> CodeTry:
    """Look at a code and count it, in one. What was right is used up in the same moment.

    Raises:
        BadInput: the secret was kept under another key.
    """
    wait = begin_code(db, person_id, address=address, at=at)
    if wait:
        return CodeTry(False, wait)
    code = re.sub(r"[\s-]", "", typed).lower()
    is_recovery = not code.isdigit()
    is_right = _use_recovery(db, person_id, code) if is_recovery else _use_code(db, person_id, code, at=at)
    if is_right:
        forgive_codes(db, person_id)
    return CodeTry(is_right, is_recovery=is_recovery and is_right)


def _use_code(db: Store, person_id: int, code: str, *, at: datetime) -> bool:
    row = db.execute("SELECT secret FROM second_steps WHERE person_id = ?", [person_id]).fetchone()
    secret = unseal(db, row[0], purpose=PURPOSE) if row else ""
    if row and not secret:
        raise BadInput(OTHER_KEY)
    step = _find_step(secret, code, at) if secret else None
    if step is None:
        return False
    # Of two that show the same code at once, the second finds it used.
    used = db.execute(
        "UPDATE second_steps SET last_step = ? WHERE person_id = ? AND last_step < ?", [step, person_id, step]
    )
    return bool(used.rowcount)


def _find_step(secret: str, code: str, at: datetime) -> int | None:
    """The step that shows this code, among those that may; of which all are compared, in the same time."""
    from pyotp import TOTP

    clock, now = TOTP(secret, interval=STEP_SECONDS), int(at.timestamp()) // STEP_SECONDS
    steps = range(now - DRIFT, now + DRIFT + 1)
    fitting = [step for step in steps if clock.verify(code.strip(), for_time=step * STEP_SECONDS)]
    return fitting[0] if fitting else None


def _use_recovery(db: Store, person_id: int, code: str) -> bool:
    gone = db.execute(
        "DELETE FROM recovery_codes WHERE code_hash = ? AND person_id = ?", [_hash_recovery(person_id, code), person_id]
    )
    return bool(gone.rowcount)


def _hash_recovery(person_id: int, code: str) -> str:
    # 80 random bits: no slow hash is needed.
    return hash_token(f"recovery {person_id} {code.replace('-', '')}")
