"""What makes a password; how it is kept is said in :mod:`contentlib.people.scrypt`. The only module that knows zxcvbn.

Length counts, composition does not (NIST SP 800-63B, section 3.1.1.2); what is tried first is refused. How many guesses
a password takes is estimated as in D. L. Wheeler, “zxcvbn: Low-Budget Password Strength Estimation” (USENIX Security
2016), with words of more languages than it knows, and without what people put around a word.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from contentlib.errors import BadInput
from contentlib.people.key_walks import is_key_walk

if TYPE_CHECKING:
    from zxcvbn_rs_py import Entropy

LENGTHS = range(12, 201)
TRIED_FIRST = Path(__file__).with_name("tried_first.toml")
PRODUCT = "contentlib"
# 10^8 guesses and more: “safely unguessable” to zxcvbn where a try is as slow as ours.
LEAST_SCORE = 3
# What is strong in its beginning is strong. The time grows with more than the square of the length: of 40 signs the
# worst that was found takes 0.2 s, of 72 a whole second, in which nobody else is answered.
MEASURED = 40
# Years, “1!” and “123” stand in every guesser's rules: the words are worth something without them, or nothing is.
YEARS = re.compile(r"(?<!\d)(?:(?:19|20)\d\d)+(?!\d)")
TRIMMINGS = re.compile(r"^[\W\d_]*|[\W\d_]*$")
MOST_TRIMMINGS = 10
# Of 10 the power that says how many guesses are left then.
LEAST_CORE = 6.0
# The same of a passcode, at which nobody has more than a few hundred tries.
LEAST_PASSCODE = 3.5
# Longer runs of letters may be several words.
LONGEST_WORD = 12
# Some languages put words together; what can be spoken so long without a gap is one of those.
LONGEST_COMPOUND = 16
LEAST_VOWELS = 0.3
VOWELS = frozenset("aeiouyаеиоуыэюяё")
ONE_SOUND = re.compile("sch|ch|ck|ph|th|tz|ll|mm|nn|pp|rr|ss|tt")
UNSPEAKABLE = re.compile(r"[bcdfghjklmnpqrstvwxz]{5}")
DISGUISES = str.maketrans("@$013457", "asoleast")
FILLERS = re.compile(r"[\s\-_.,]+")
# A piece of the address shorter than this is in too many words.
TELLING = 4

INSTEAD = "Choose four or five words that nobody would put together."
KEYS = "runs along the keys of a keyboard"
REPEATS = "says the same again and again"
KNOWN = "is one of the first that anybody would try"
DATES = "leans on a year or a date"
NAMES = "leans on a common name"
ONE_WORD = "is hardly more than one word; digits and signs around it add little"
TRIED = "is made of what is tried first: well-known words and phrases, names and years"
CLOSE = "leans on your name, your address or your company"
# What zxcvbn warns of, in our words.
WARNINGS = {
    "StraightRowsOfKeysAreEasyToGuess": KEYS,
    "ShortKeyboardPatternsAreEasyToGuess": KEYS,
    "RepeatsLikeAaaAreEasyToGuess": REPEATS,
    "RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess": REPEATS,
    "ThisIsATop10Password": KNOWN,
    "ThisIsATop100Password": KNOWN,
    "ThisIsACommonPassword": KNOWN,
    "ThisIsSimilarToACommonlyUsedPassword": "is a well-known password with little added",
    "SequencesLikeAbcAreEasyToGuess": "counts up or down, like abc or 6543",
    "RecentYearsAreEasyToGuess": DATES,
    "AWordByItselfIsEasyToGuess": "is one word",
    "DatesAreOftenEasyToGuess": DATES,
    "NamesAndSurnamesByThemselvesAreEasyToGuess": NAMES,
    "CommonNamesAndSurnamesAreEasyToGuess": NAMES,
}


def check_password(password: str, *, email: str = "", name: str = "", company: str = "") -> None:
    """Refuse what is short or tried first.

    Raises:
        BadInput: says what is weak and what to choose instead; names the field.

    >>> check_password("a lamp under seven stairs", email="ines@ours.example")
    """
    if len(password) < LENGTHS.start:
        raise BadInput(
            f"The field password takes at least {LENGTHS.start} characters: four or five words that nobody would put "
            "together. Spaces are welcome, digits and signs are not asked for."
        )
    if len(password) not in LENGTHS:
        raise BadInput(f"The field password takes at most {LENGTHS.stop - 1} characters. Choose a shorter one.")
    pieces = _pieces(email, name)
    if any(piece in password.lower() for piece in pieces):
        raise BadInput("Your name or address is in the field password. Choose a password that tells nothing of you.")
    if weakness := find_weakness(password, close=sorted(pieces | _pieces("", company))):
        raise BadInput(f"The field password {weakness}. {INSTEAD}")


def find_weakness(password: str, *, close: Collection[str] = ()) -> str:
    """What is weak about it, as the end of a sentence; nothing where it is strong. ``close`` are words near the person.

    >>> find_weakness("Sommer2026!!")
    'is hardly more than one word; digits and signs around it add little'
    >>> find_weakness("nine quiet lamps by the door")
    ''
    """
    whole = unicodedata.normalize("NFC", password).encode("utf-8", "replace").decode("utf-8")
    text = whole[:MEASURED]
    # A known phrase is known however it is written. Capitals and fillers are where everybody puts them.
    plain = FILLERS.sub("", text).lower()
    measured = _measure(plain, close)
    is_weak = int(measured.score) < LEAST_SCORE
    if is_weak and (warning := _read_warning(measured)):
        return warning
    if is_key_walk(FILLERS.sub("", whole)):
        return KEYS
    once = _find_repeated(whole)
    if once != whole and find_weakness(once, close=close):
        return REPEATS
    if _is_one_word(_trim(text)):
        return ONE_WORD
    core = _find_core(plain, close)
    if not is_weak and (core == plain or _measure(core, close).guesses_log10 >= LEAST_CORE):
        return ""
    return CLOSE if any(word in plain for word in close) else TRIED


def is_tried_first(passcode: str) -> bool:
    """Whether a short secret, of which few are tried, is among those few.

    >>> [is_tried_first(passcode) for passcode in ("123456", "aaaaaa", "112233", "abc123", "839204", "tulip7")]
    [True, True, True, True, False, False]
    """
    return bool(_measure(passcode[:MEASURED].lower(), ()).guesses_log10 < LEAST_PASSCODE)


def _measure(plain: str, close: Collection[str]) -> Entropy:
    from zxcvbn_rs_py import zxcvbn

    return zxcvbn(plain, [*close, PRODUCT, *_tried_first()])


@cache
def _tried_first() -> tuple[str, ...]:
    tables = tomllib.loads(TRIED_FIRST.read_text(encoding="utf-8"))
    words = [word for table in tables.values() for line in table.values() for word in line.split()]
    return tuple(dict.fromkeys([*words, *map(_without_accents, words)]))


def _without_accents(word: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))


def _read_warning(measured: Entropy) -> str:
    feedback = measured.feedback
    # The warnings cannot be keys of a dict; their names can.
    return WARNINGS.get(repr(feedback.warning).rpartition(".")[2], "") if feedback else ""


def _is_one_word(core: str) -> bool:
    """Whether it may be a word of whatever language, perhaps with a digit for a letter.

    >>> [_is_one_word(core) for core in ("Schokolade", "Sch0kol4de", "ПРИВЕТ", "Kaffeemaschine", "Bildschirm")]
    [True, True, True, True, True]
    >>> [_is_one_word(core) for core in ("MotDePasse", "kt9vv", "qzkvxwp", "tigertrumpetladdercloud")]
    [False, False, False, False]
    """
    bare = _without_accents(core.translate(DISGUISES))
    sounds = ONE_SOUND.sub("s", bare.lower())
    if not bare.isalpha() or len(bare) > LONGEST_COMPOUND or UNSPEAKABLE.search(sounds):
        return False
    if len(bare) > LONGEST_WORD and sum(sign in VOWELS for sign in sounds) < LEAST_VOWELS * len(sounds):
        return False
    return bare[1:].islower() or bare[1:].isupper()


def _find_repeated(text: str) -> str:
    """What is said again and again, once; the text itself where nothing is.

    >>> _find_repeated("Kaffee1!Kaffee1!Kaffee"), _find_repeated("tulip")
    ('Kaffee1!', 'tulip')
    """
    lengths = range(1, len(text) // 2 + 1)
    return next((text[:size] for size in lengths if text[size:] == text[:-size]), text)


def _find_core(plain: str, close: Iterable[str]) -> str:
    """What is left without years, words that are close, and what stands around it.

    >>> _find_core("sommer2026northwind!!", ["northwind"])
    'sommer'
    """
    left = YEARS.sub("", plain)
    for word in close:
        left = left.replace(word, "")
    return _trim(left)


def _trim(text: str) -> str:
    """Without what stands around a word; so many digits that they are none of it any more stay.

    >>> _trim("!!tulip26"), _trim("tulip839201748392")
    ('tulip', 'tulip839201748392')
    """
    core = TRIMMINGS.sub("", text)
    return core if len(text) - len(core) <= MOST_TRIMMINGS else text


def _pieces(email: str, name: str) -> set[str]:
    """The words of an address and a name that are long enough to tell."""
    local, _, domain = email.partition("@")
    words = re.split(r"[\W_]+", f"{local} {domain.rpartition('.')[0]} {name}".lower())
    return {word for word in words if len(word) >= TELLING}
