"""Whom a text says it was made for: “Prepared for Weidinger Handel”, in the languages of the glossary. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from contentlib.language.words import STOP_WORDS

_LEADS = (
    r"(?:prepared|written|drawn up|tailored|proposal|offer|quote|quotation|statement of work|business case|tender)"
    r"(?: exclusively)? (?:for|to)",
    r"(?:erstellt|vorbereitet|ausgearbeitet|angebot|offerte|vorschlag|kostenvoranschlag) (?:für|fuer|an)",
    r"(?:préparée?|établie?|rédigée?|proposition|offre|devis)(?: commerciale?)? (?:pour|à l[’'])",
    r"(?:preparad[oa]|elaborad[oa]|propuesta|oferta|presupuesto)(?: comercial)? para",
    r"(?:preparat[oa]|redatt[oa]|proposta|offerta|preventivo)(?: commerciale)? per",
    r"(?:opgesteld|voorbereid|gemaakt|voorstel|offerte|aanbod) voor",
)
_LABELS = r"(?:customer|client|prospect|account|kunde|cliente|klant|prepared for|erstellt für)\s*:"
_PART = r"[^\W\d_a-zß-öø-ÿ][\w&.’'+-]*"
_JOIN = r"(?:&|\+|and|und|et|y|e|en|of|de|del|du|der|den|van|von|la|le)"
_NAME = re.compile(rf"\s*(?:the |die |der |das |den |la |le |les |de )?({_PART}(?: (?:{_JOIN} )?{_PART}){{0,5}})")
_SAID = rf"\b(?:{'|'.join(_LEADS)})\s*:?"
# With what a form has before a name, and without: a story names its customer, and was not made for them.
_LEAD = {True: re.compile(rf"{_SAID}|\b{_LABELS}", re.IGNORECASE), False: re.compile(_SAID, re.IGNORECASE)}
_BEGINS = {
    labels: re.compile(rf"^\W{{0,3}}(?:{lead.pattern})", re.IGNORECASE) for labels, lead in _LEAD.items()
}  # fmt: skip
# What the law calls a company: where it stands, there is a name.
_FORM = re.compile(r"\b(?:GmbH|AG|KG|SE|Ltd|Limited|LLP|LLC|Inc|Corp|plc|SA|SAS|SARL|SpA|BV|NV|AB|AS|Oy|Group)\b\.?")
_PLACEHOLDER = re.compile(
    r"^\s*[\[<{(_“\"]|^\s*(?:your|our|ihr|unser|votre|notre|name|company|customer|xx)\b", re.IGNORECASE
)
LONGEST_NAME = 80


def find_addressed(
    title: str, *, is_common: Callable[[str], bool] = lambda _: False, labels: bool = True
) -> tuple[str, str]:
    """The name that a title, or a file's name, says it was made for, and the words that say so; both empty for none.

    ``is_common`` knows words that are no names, in lower case. Without ``labels`` a “Customer:” before a name says
    nothing.

    >>> find_addressed("Proposal for Weidinger Handel")
    ('Weidinger Handel', 'Proposal for Weidinger Handel')
    >>> find_addressed("Angebot für Möbel Krause GmbH, Stand Mai")[0], find_addressed("Proposal for [Customer]")[0]
    ('Möbel Krause GmbH', '')
    """
    return next(_find(title, _LEAD[labels], is_common), ("", ""))


def find_addressed_line(
    text: str, *, is_common: Callable[[str], bool] = lambda _: False, labels: bool = True
) -> tuple[str, str]:
    """The same of a text, where a line begins so: in the middle of a sentence it tells of somebody, not to them.

    >>> find_addressed_line("Terms\\nPrepared for: Astley & Sons Ltd\\nMay")[0]
    'Astley & Sons Ltd'
    >>> find_addressed_line("We made an offer to Astley last year.")
    ('', '')
    >>> find_addressed_line("Customer: Haldane Civil", labels=False)
    ('', '')
    """
    lines = (line for line in text.splitlines() if len(line) <= 200)
    return next((found for line in lines for found in _find(line, _BEGINS[labels], is_common)), ("", ""))


def _find(text: str, lead: re.Pattern[str], is_common: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    for found in lead.finditer(text.replace("_", " ")):
        rest = text.replace("_", " ")[found.end() :]
        name = _NAME.match(rest)
        if _PLACEHOLDER.match(rest) or not name:
            continue
        words = name[1].rstrip(".,;:-–’' ")[:LONGEST_NAME]
        if _FORM.search(words) or _is_name(words, is_common):
            yield words, f"{found[0].strip()} {words}"


def _is_name(words: str, is_common: Callable[[str], bool]) -> bool:
    """Whether any of its words is none that anybody uses."""
    parts = [part.strip(".’'").casefold() for part in words.split()]
    return any(len(part) > 2 and part not in STOP_WORDS and not is_common(part) for part in parts)


def letters_of(name: str) -> str:
    """What is compared of a company's name: its letters, without what the law calls it.

    >>> letters_of("Möbel-Krause GmbH & Co. KG"), letters_of("Möbel Krause")
    ('möbelkrause', 'möbelkrause')
    """
    bare = _FORM.sub(" ", re.sub(r"&\s*Co\b\.?", " ", name))
    return "".join(letter for letter in bare.casefold() if letter.isalnum())


def is_same_company(one: str, other: str) -> bool:
    """Whether two names, or a name and the front of a mail domain, are of the same company, as far as one can tell.

    >>> is_same_company("Weidinger Handel GmbH", "weidinger-handel"), is_same_company("Astley", "Karsten")
    (True, False)
    """
    first, second = sorted((letters_of(one), letters_of(other)), key=len)
    return first == second or (len(first) >= 4 and first in second)
