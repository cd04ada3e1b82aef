"""What a query names: rivals, customers and products, told by their capitals or by being no English word. Pure.

Whether anybody has it is for the library to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from contentlib.language import STOP_WORDS, WORD, content_words

_NAME = re.compile(rf"{WORD.pattern}(?:-{WORD.pattern})*")
_OWNER = re.compile(r"['’]s$", re.IGNORECASE)
_SENTENCE_START = re.compile(r"(?:^|[.!?:;…]\s)[\s\"“„'(]*$")
SHORTEST, SHORTEST_UNKNOWN = 2, 5
# Where so much is named that nobody has, it is another language or a slip of the keyboard.
MOST = 3


def list_named(text: str, *, is_english: Callable[[str], bool]) -> list[str]:
    """The names in a text, as typed, each once; none where there are more than a few.

    A capital tells a name but at the start of a sentence, or where all is in capitals.

    >>> def plain(word):
    ...     return word in {"battlecard", "our", "pricing", "against", "fathom", "they", "use", "is", "better"}
    >>> list_named("Fathom battlecard", is_english=plain), list_named("they use Fathom", is_english=plain)
    (['Fathom'], ['Fathom'])
    >>> list_named("pricing against zoominfo", is_english=plain), list_named("Pricing is better", is_english=plain)
    (['zoominfo'], [])
    >>> list_named("they use Kuehne-Bach's pricing", is_english=plain)
    ['Kuehne-Bach']
    """
    found = list(dict.fromkeys(_list_names(text, is_english)))
    return found if len(found) <= MOST else []


def _list_names(text: str, is_english: Callable[[str], bool]) -> Iterator[str]:
    shouted = text.isupper()
    # A few words without any that only joins them are no sentence: their first capital means something.
    listed = not any(word in STOP_WORDS for word in map(str.lower, text.split())) and len(content_words(text)) <= MOST
    for one in _NAME.finditer(text):
        word = _OWNER.sub("", one.group())
        plain = word.lower()
        if not any(map(str.isalpha, word)) or plain in STOP_WORDS or len(word) < SHORTEST:
            continue
        starts = bool(_SENTENCE_START.search(text[: one.start()]))
        is_capital = word[0].isupper() and not shouted and (listed or not starts)
        if is_capital or (
            len(word) >= SHORTEST_UNKNOWN and word.isascii() and not all(map(is_english, plain.split("-")))
        ):
            yield word
