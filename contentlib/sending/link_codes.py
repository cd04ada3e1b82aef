"""Codes by mail, by which a reader shows that an address is theirs; and which addresses a link lets in.

Who is not on a link's list is asked, counted and answered like anybody else: only the mail does not go out.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from contentlib.errors import BadInput
from contentlib.people import FOR_PASSCODES, Tally, check_email, fits_secret, hash_secret, hash_tried, note_attempt
from contentlib.sending.link_guesses import NOTHING, GuessLimit, PasscodeGuess, try_secret
from contentlib.sending.links import Link, SharedAsset
from contentlib.storage import Store, to_text

CODE_LASTS = timedelta(minutes=10)
CODE_TRIES = 5
ASKED = GuessLimit(5, timedelta(hours=1))
ASKED_FROM = GuessLimit(20, timedelta(hours=1))
# From wherever and for whomever: who holds a link to a whole domain must not flood it with mails.
ASKED_IN_ALL = GuessLimit(60, timedelta(hours=1))
MOST_ALLOWED = 50
DOMAIN = re.compile(r"(?!-)[\w-]{1,63}(?:\.(?!-)[\w-]{1,63})+")


def read_allowed(text: str) -> tuple[str, ...]:
    """The addresses and domains that a person typed, with commas, semicolons, spaces or lines between them.

    Raises:
        BadInput: one is neither, or there are too many; names the field.

    >>> read_allowed("Bo@Buyer.example; @harbour.example, bo@buyer.example")
    ('bo@buyer.example', 'harbour.example')
    """
    found = tuple(dict.fromkeys(_read_one(one) for one in re.split(r"[,;\s]+", text.lower()) if one))
    if len(found) > MOST_ALLOWED:
        raise BadInput(f"The field allowed has {len(found)} entries; {MOST_ALLOWED} are the most. Allow a domain.")
    return found


def _read_one(text: str) -> str:
    if DOMAIN.fullmatch(text.removeprefix("@")):
        return text.removeprefix("@")
    return check_email(text, field="allowed")


def may_read(shared: SharedAsset, visitor: str) -> bool:
    """Whether a link lets this address in: the one it was sent to, and those on its list."""
    asked = visitor.lower()
    allowed = {shared.contact.lower(), *shared.link.terms.allowed}
    return asked in allowed or asked.rpartition("@")[2] in allowed


def record_code(
    db: Store, link: Link, visitor: str, code: str, *, salt: bytes, address: str, at: datetime
) -> timedelta:
    """Let ``visitor`` show this code within ten minutes, and none from before; returns how long to wait instead.

    Kept by scrypt: to try all that six digits can be takes longer than the ten minutes.
    """
    who = _name(link, visitor)
    name = Tally(hash_tried("code asked for", who), ASKED.wait)
    near = Tally(address and hash_tried("code asked for from", address), ASKED_FROM.wait)
    in_all = Tally(hash_tried("codes of link", str(link.id)), ASKED_IN_ALL.wait)
    kept = hash_secret(code, salt=salt, cost=FOR_PASSCODES)
    with db.atomic():
        wait = note_attempt(db, name=name, address=near, window=ASKED.window, at=at).wait
        wait = wait or note_attempt(db, name=in_all, address=NOTHING, window=ASKED.window, at=at).wait
        if wait:
            return wait
        db.execute("DELETE FROM link_codes WHERE visitor = ? OR expires_at <= ?", [who, to_text(at)])
        row = {"link_id": link.id, "visitor": who, "code": kept, "expires_at": to_text(at + CODE_LASTS)}
        db.insert("link_codes", row)
    return wait


def try_mailed_code(db: Store, link: Link, visitor: str, typed: str, *, address: str, at: datetime) -> PasscodeGuess:
    """Look at a code and count it, in one: five tries a code, and wrong ones pause the link as passcodes do."""
    return try_secret(db, link, lambda: _use(db, _name(link, visitor), typed, at), address=address, at=at)


def _use(db: Store, who: str, typed: str, at: datetime) -> bool:
    with db.atomic():
        rows = db.rows(
            "UPDATE link_codes SET tries = tries + 1 WHERE visitor = ? AND tries < ? AND expires_at > ? "
            "RETURNING id, code",
            [who, CODE_TRIES, to_text(at)],
        )
    if not rows or not fits_secret(rows[0][1], "".join(typed.split())):
        return False
    # Of two that show it at once, the second finds it used.
    return bool(db.execute("DELETE FROM link_codes WHERE id = ?", [rows[0][0]]).rowcount)


def _name(link: Link, visitor: str) -> str:
    """Who was sent a code, as it is kept: no address of a reader who never came in."""
    return hash_tried("reader of link", f"{link.id} {visitor.lower()}")
