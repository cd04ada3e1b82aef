"""Words cut at the end of a line in a PDF: which were one word, and which had a hyphen all along."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

# pdfium writes U+FFFE where it has joined a word that was cut at the end of a line.
_CUT = re.compile(r"(\w+)(?:\ufffe|[-\u2010]\r?\n(?=[a-zà-ÿ]))(\w+)")
_COMPOUND = re.compile(r"\b\w+-\w+\b")
_WORD = re.compile(r"\w+")
# A hyphen before one of these stands for the rest of the word: "Vertriebs- und Marketingteams", "short- or long-term".
_SUSPENDED = frozenset("und oder bzw beziehungsweise sowie and or och og eller".split())
# Words that end English compounds written with a hyphen, and hardly any that are written without.
_ENDS = frozenset(
    """based driven led oriented related focused centric centered specific friendly ready aware proof minded
    effective efficient intensive critical sensitive dependent compliant neutral agnostic native only
    approved tested proven owned hosted managed defined designed built trained certified enabled assisted powered
    backed funded sized priced paid rated priority party grade class scale level term range depth quality standard
    maker makers making taker takers taking buyer buyers seller sellers owner owners user users rate rates
    saving savings consuming facing leading winning growing changing determining generating sharing setting tracking
    planning processing paying moving running selling buying lasting reaching standing performing
    cost costs value volume risk margin price pricing speed trust year month week hour minute page person seat
    step stage day side benefit effectiveness efficiency readiness""".split()
)
# What begins words that end like that, and is no word before a hyphen.
_BEGINNINGS = frozenset(
    """over under inter super counter trans after every some any with without mis dis non pre out fore ever hence birth
    week work home play pay sea lay bed rail road water wind wild news""".split()
)
_SHORT = frozenset("web tax day low top two one six ten new net far non key pay big per end b2b api roi".split())
# What ends words that are written without, though both of their parts are words.
_CLOSED = frozenset(
    """through place places board boards house houses ships holder holders paper papers point points sheet sheets frame
    frames thing things times where about light lights ground grounds lines quarters books stream streams shops flows
    forms works proof round rooms after making""".split()
)
_FEWEST = 4


@dataclass(frozen=True, slots=True)
class WordsSeen:
    """The words of a document, and the compounds, in small letters, that it writes with a hyphen inside a line."""

    words: frozenset[str]
    compounds: frozenset[str]

    @classmethod
    def of(cls, pages: Iterable[str]) -> WordsSeen:
        whole = [_CUT.sub(" ", page) for page in pages]
        words = (word for page in whole for word in _WORD.findall(page))
        return cls(frozenset(words), frozenset(found.lower() for page in whole for found in _COMPOUND.findall(page)))


def joined(text: str, seen: WordsSeen) -> str:
    """Words cut at line ends made whole. A hyphen stays where the document writes the same word with one elsewhere,
    where the rest of the word stands behind an "and", and in compounds that are written with one.

    >>> joined("develop-\\nment of low-\\ncost", WordsSeen.of(["a low-cost plan"]))
    'development of low-cost'
    >>> joined("Vertriebs-\\nund Marketingteams, decision-\\nmakers", WordsSeen.of([]))
    'Vertriebs- und Marketingteams, decision-makers'
    """

    def whole(found: re.Match[str]) -> str:
        # "as-a-" at a line end goes on as "as-a-service".
        is_chain = found.start() > 0 and text[found.start() - 1] == "-"
        return f"{found[1]}{'-' if is_chain else _between(found[1], found[2], seen)}{found[2]}"

    return _CUT.sub(whole, text)


def _between(before: str, after: str, seen: WordsSeen) -> str:
    """What stands between the two parts of a word that was cut."""
    if f"{before}-{after}".lower() in seen.compounds:
        return "-"
    whole = before + after
    if {whole, whole.lower(), whole.capitalize()} & seen.words:
        return ""
    if after in _SUSPENDED and (after != "or" or len(before) >= _FEWEST):
        return "- "
    return "-" if _is_compound(before, after, seen) else ""


def _is_compound(before: str, after: str, seen: WordsSeen) -> bool:
    small = before.lower()
    if small in _BEGINNINGS:
        return False
    # Two words that the document has apart, and that it never writes together; a noun of German begins with a capital.
    is_pair = min(len(before), len(after)) > _FEWEST and after in seen.words and {before, small} & seen.words
    if is_pair and after not in _CLOSED:
        return True
    return after in _ENDS and (len(before) >= _FEWEST or small in _SHORT)
