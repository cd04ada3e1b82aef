"""What a query asks for beyond its words: the objection it voices, the kind and format it names, its true direction.

Buyers' sentences have much in common that no asset answers ("we", "can't", "why should I"): their mean direction is
taken off the query's vector.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from contentlib.classify import Prototypes, Understood, measure_query, read_query, weigh
from contentlib.embedding import Vectors
from contentlib.keywords import search_words
from contentlib.lexicon import Spelled, mend_spelling
from contentlib.library import Library
from contentlib.model import Axis
from contentlib.rarity import weigh_rarity
from contentlib.words import STOP_WORDS, split_words

# How much of what all buyers' sentences have in common is taken off a query.
COMMON_COUNTS = 0.5
# What a name of a kind must weigh to count as asked for: two words together, or one that is nearly all there is.
NAMED = 1.0
# Words that ask for a format, by the formats they ask for.
ASKED_FORMATS = {
    ("pptx", "ppt", "odp"): "deck decks slides presentation powerpoint pptx ppt odp Präsentation Folien présentation",
    ("docx", "doc", "odt", "rtf"): "word docx doc odt",
    ("pdf",): "pdf",
    ("xlsx", "xls", "ods", "csv"): "spreadsheet excel xlsx xls ods sheet csv Tabelle tableur",
    ("eml",): "mail email eml",
    ("html",): "webpage html",
}
FORMATS_OF = {
    word.casefold(): formats for formats, words in ASKED_FORMATS.items() for word in words.split()
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Intent:
    """A query, read.

    ``spelled`` is the text as searched. ``vector`` is its unit vector, ``aim`` the vector less what all buyers say.
    ``objections`` are the chances of all objections, ``understood`` those sure enough to be told; ``voiced`` (0-1) is
    how sure it is that any is. ``kinds`` and ``formats`` are those it names. ``plain`` (0-1) is the share of words that
    carry no meaning: high in a sentence, 0 in a list of keywords. ``rarity`` tells how rare its words are.
    """

    spelled: Spelled
    vector: Vectors
    aim: Vectors
    objections: Mapping[str, float]
    understood: tuple[Understood, ...]
    voiced: float
    kinds: frozenset[str]
    formats: frozenset[str]
    plain: float
    rarity: Mapping[str, float]


def read_intent(library: Library, text: str) -> Intent:
    """What ``text`` asks for; typing errors are mended first."""
    spelled = mend_spelling(library.db, text)
    vector = library.embedder.embed([spelled.text])[0]
    prototypes = library.prototypes
    understood = read_query(spelled.text, vector, prototypes)
    words = split_words(spelled.text)
    return Intent(
        spelled=spelled, vector=vector, aim=vector - COMMON_COUNTS * find_common(prototypes),
        objections=_weigh_objections(spelled.text, vector, prototypes), understood=understood,
        voiced=min(1.0, sum(one.confidence for one in understood if one.axis is Axis.OBJECTION)),
        kinds=_find_kinds(spelled.text, prototypes), formats=find_formats(words),
        plain=sum(word in STOP_WORDS for word in words) / len(words) if words else 0.0,
        rarity=weigh_rarity(library.db, search_words(spelled.text), total=len(library.vectors)),
    )  # fmt: skip


def find_common(prototypes: Prototypes) -> Vectors:
    """The mean of what buyers say in every stage and for every objection; shorter than a unit vector."""
    said = np.vstack([prototypes.objections.says.vectors, prototypes.stages.says.vectors])
    return np.asarray(said.mean(axis=0), dtype=np.float32)


def find_formats(words: list[str]) -> frozenset[str]:
    """The formats that these words ask for.

    >>> sorted(find_formats(["price", "list", "excel"]))
    ['csv', 'ods', 'xls', 'xlsx']
    """
    return frozenset(one for word in words for one in FORMATS_OF.get(word, ()))


def _weigh_objections(text: str, vector: Vectors, prototypes: Prototypes) -> dict[str, float]:
    chances = weigh(measure_query(text, vector, prototypes.objections), prototypes.weights["query_objections"])
    return dict(zip(prototypes.objections.values, chances.tolist(), strict=True))


def _find_kinds(text: str, prototypes: Prototypes) -> frozenset[str]:
    weights = prototypes.names.weigh(text)
    return frozenset(value for value, weight in zip(prototypes.kinds.values, weights, strict=True) if weight >= NAMED)
