"""Which words name a person: an address, a name however it is written, and the family name alone. Pure."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from contentlib.language import spell_query

GONE = "(forgotten)"
# What comes behind a name and is none.
SUFFIXES = {"jr", "sr", "ii", "iii", "iv", "phd", "mba", "md", "esq", "msc", "bsc", "cfa", "cpa"}
# What stands before the @ of an address that is nobody's.
SHARED = {"info", "sales", "office", "contact", "team", "support", "mail", "hello", "admin", "service", "accounts",
          "billing", "finance", "marketing", "noreply", "reply", "post", "kontakt", "buero"}  # fmt: skip
SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Naming:
    """What names a person. ``family`` is empty where there is none, or others bear it, too."""

    address: str
    name: str = ""
    family: str = ""

    def pattern(self) -> re.Pattern[str]:
        """Finds them, in whatever case; the longer ways of naming first."""
        words = self.name.split()
        given = [word for word in words if word.casefold() not in self.family.casefold().split()]
        turned = [f"{self.family}, {' '.join(given)}"] if self.family and given else []
        whole = [self.name] if len(words) > 1 else []
        ways = list(dict.fromkeys(filter(None, [self.address, *turned, *whole, self.family])))
        # The full text has them as it spells words.
        ways = list(dict.fromkeys([*ways, *(" ".join(spell_query(way).split()) for way in ways)]))
        return re.compile("|".join(_spell(way) for way in ways), re.IGNORECASE)


def name_person(address: str, name: str, others: Iterable[str]) -> Naming:
    """What names the person with this address and name, where the ``others`` bear these names.

    >>> name_person("a.zimmerli@firm.example", "Ann Zimmerli", ["Bob Berg"]).family
    'Zimmerli'
    >>> name_person("a.zimmerli@firm.example", "Ann Zimmerli", ["Bob Zimmerli"]).family
    ''
    """
    name = " ".join(name.split())
    family = find_family(name) or _family_of(address)
    taken = {find_family(other).casefold() for other in others if other.casefold() != name.casefold()}
    return Naming(address, _in_order(name), "" if family.casefold() in taken else family)


def find_family(name: str) -> str:
    """The family name in a whole name, with what belongs before it; empty for a name of one word.

    >>> [find_family(name) for name in ("Ann Zimmerli", "Jan van der Berg, PhD", "Zimmerli, Ann", "Ann")]
    ['Zimmerli', 'van der Berg', 'Zimmerli', '']
    """
    words = _without_suffixes(_in_order(name))
    if len(words) < 2 or len(words[-1]) < SHORTEST:
        return ""
    start = len(words) - 1
    while start > 1 and words[start - 1].islower():
        start -= 1
    return " ".join(words[start:])


def _in_order(name: str) -> str:
    before, comma, after = name.partition(",")
    is_turned = comma and after.split() and after.split()[0].casefold().strip(".") not in SUFFIXES
    return f"{after.strip()} {before.strip()}" if is_turned else name


def _without_suffixes(name: str) -> list[str]:
    words = name.replace(",", " ").split()
    while words and words[-1].casefold().strip(".") in SUFFIXES:
        words.pop()
    return words


def _family_of(address: str) -> str:
    """The last part of what stands before the @, where it looks like a name behind another: ann.zimmerli@…"""
    parts = re.split(r"[._-]", address.partition("@")[0])
    last = parts[-1]
    return last if len(parts) > 1 and last.isalpha() and len(last) > SHORTEST and last.casefold() not in SHARED else ""


def _spell(way: str) -> str:
    """A way of naming somebody as it may be written: with other spaces, letters in two parts, or escaped in JSON."""
    spellings = {unicodedata.normalize(form, way) for form in ("NFC", "NFD")}
    escaped = {json.dumps(each)[1:-1] for each in spellings}
    return "|".join(_bounded(each) for each in sorted(spellings | escaped))


def _bounded(text: str) -> str:
    words = r"[\s_]+".join(map(re.escape, text.split()))
    # In a file's name there may be a stroke before it, in JSON the letter of an escaped line end; behind it an s.
    return rf"(?:(?<![^\W_])|(?<=\\[nrtbf])){words}s?(?![^\W_])"
