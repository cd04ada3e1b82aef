"""What makes a password; how it is kept is said in :mod:`contentlib.people.scrypt`.

Length counts, composition does not (NIST SP 800-63B, section 3.1.1.2); what everybody tries first is refused.
"""

from __future__ import annotations

import re
from itertools import pairwise

from contentlib.errors import BadInput

LENGTHS = range(12, 201)
FEWEST_SIGNS = 5

# What the lists of stolen passwords begin with, once numbers, signs and repetition are taken away.
COMMON = frozenset(
    """password passwort passw0rd p4ssword qwerty qwertz azerty qwertyuiop qwertzuiop asdfghjkl zxcvbnm letmein
    welcome willkommen iloveyou admin administrator login master monkey dragon football baseball basketball superman
    batman princess sunshine shadow michael jennifer jordan trustno starwars whatever changeme secret default guest
    test testing hello freedom abc abcdef abcdefgh abcdefghijkl company summer winter spring autumn january february
    march april june july august september october november december contentlib sales salesforce marketing""".split()
)
ROWS = ("abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm")
REPEATED = re.compile(r"(.{1,10}?)\1+.{0,7}")
TRIMMINGS = re.compile(r"^[\W\d_]+|[\W\d_]+$")
DISGUISES = str.maketrans("@$013457", "asoleast")
# A piece of the address shorter than this is in too many words.
TELLING = 4


def check_password(password: str, *, email: str = "", name: str = "") -> None:
    """Refuse what is short or tried first.

    Raises:
        BadInput: says what to choose instead; names the field.

    >>> check_password("a lamp under seven stairs", email="ines@ours.example")
    """
    if len(password) < LENGTHS.start:
        raise BadInput(
            f"The field password takes at least {LENGTHS.start} characters: four or five words that nobody would put "
            "together. Spaces are welcome, digits and signs are not asked for."
        )
    if len(password) not in LENGTHS:
        raise BadInput(f"The field password takes at most {LENGTHS.stop - 1} characters. Choose a shorter one.")
    if is_common(password):
        raise BadInput("This is one of the first that anybody would try, in the field password. Choose another.")
    if any(piece in password.lower() for piece in _pieces(email, name)):
        raise BadInput("Your name or address is in the field password. Choose a password that tells nothing of you.")


def is_common(password: str) -> bool:
    """Whether it is a common word with trimmings, a run of keys, or the same again and again.

    >>> [is_common(text) for text in ("Password2026!!", "123456789012", "aaaaaaaaaaaa", "welcomewelcome")]
    [True, True, True, True]
    >>> is_common("a lamp under seven stairs")
    False
    """
    low = password.lower()
    if len(set(low)) < FEWEST_SIGNS or REPEATED.fullmatch(low):
        return True
    if not any(sign.isalpha() for sign in low):
        return _runs([int(sign) for sign in low if sign.isdecimal()])
    if any(low in row or low[::-1] in row for row in ROWS):
        return True
    return bool({_bare(low), re.sub(TRIMMINGS, "", low).translate(DISGUISES)} & COMMON)


def _bare(text: str) -> str:
    """Its letters, without what is put around a word to make it look like none."""
    return re.sub(r"[\W\d_]+", "", text)


def _runs(digits: list[int]) -> bool:
    """Whether most digits are the one before or stand beside it.

    >>> _runs([1, 2, 3, 4, 5, 5]), _runs([2, 7, 1, 8, 2, 8])
    (True, False)
    """
    steps = [abs(after - before) in (0, 1, 9) for before, after in pairwise(digits)]
    return sum(steps) > len(steps) * 0.7


def _pieces(email: str, name: str) -> set[str]:
    """The words of an address and a name that a password must not hold."""
    words = re.split(
        r"[\W_]+", f"{email.partition('@')[0]} {email.partition('@')[2].rpartition('.')[0]} {name}".lower()
    )
    return {word for word in words if len(word) >= TELLING}
