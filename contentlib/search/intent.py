"""What a query asks for beyond its words: the objection it voices, the kind and format it names, its true direction.

Buyers' sentences have much in common that no asset answers ("we", "can't", "why should I"): their mean direction is
taken off the query's vector.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from contentlib.arrays import Vectors, np
from contentlib.catalog import Spelled, find_wholes, is_known, is_made_of, mend_spelling
from contentlib.formats import ASKED_AS
from contentlib.language import STOP_WORDS, find_stems, put_into_english, split_words
from contentlib.library import Library
from contentlib.model import Axis
from contentlib.models import OWN_MODEL, Embedder, list_known_words
from contentlib.search.asked_kinds import find_asked, stands_for
from contentlib.search.keywords import search_words
from contentlib.search.legs import Legs
from contentlib.search.missing_names import list_named
from contentlib.search.rarity import weigh_rarity
from contentlib.tagging import Prototypes, Understood, hear_buyer, read_query, weigh_objections

# How much of what all buyers' sentences have in common is taken off a query.
COMMON_COUNTS = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Intent:
    """A query, read.

    ``spelled`` is the text as searched. ``vector`` is its unit vector, ``aim`` the vector less what all buyers say.
    ``objections`` are the chances of all objections, ``understood`` those sure enough to be told; ``voiced`` (0-1) is
    how sure it is that a buyer objects. ``kinds``, ``formats`` and ``markets`` (industries and the like) are those it
    names, ``only_kind`` the one that it names and nothing else, or empty. ``plain`` (0-1) is the share of words that
    carry no meaning: high in a sentence, 0 in a list of keywords. ``rarity`` tells how rare its words are, ``missing``
    what it names that nobody has.
    """

    spelled: Spelled
    vector: Vectors
    aim: Vectors
    objections: Mapping[str, float]
    understood: tuple[Understood, ...]
    voiced: float
    kinds: frozenset[str]
    only_kind: str
    formats: frozenset[str]
    markets: frozenset[str]
    plain: float
    rarity: Mapping[str, float]
    missing: tuple[str, ...]


def read_intent(library: Library, legs: Legs, text: str, *, as_typed: bool = False) -> Intent:
    """What ``text`` asks for; typing errors are mended first, or another language is put into English.

    ``as_typed`` leaves the words as they are.
    """
    spelled = Spelled(text, wholes=find_wholes(library.db, text)) if as_typed else read_spelling(library, text)
    vector = find_direction(library.embedder, spelled.sense)
    prototypes = library.prototypes
    understood = read_query(spelled.sense, vector, prototypes)
    words = split_words(spelled.text)
    kinds = find_asked(spelled.words, prototypes.kinds.labels, stands_for=partial(stands_for, library.db))
    return Intent(
        spelled=spelled, vector=vector, aim=vector - COMMON_COUNTS * find_common(prototypes),
        objections=_weigh_objections(spelled.sense, vector, prototypes), understood=understood,
        voiced=_hear_objection(vector, prototypes.model, understood),
        kinds=kinds,
        only_kind=_find_only_kind(words, prototypes), formats=find_formats(words),
        markets=find_markets(spelled.words, prototypes),
        plain=sum(word in STOP_WORDS for word in words) / len(words) if words else 0.0,
        rarity=weigh_rarity(legs.count_words(search_words(spelled.sense)), total=legs.count_chunks()),
        missing=() if spelled.english else find_missing(library, spelled.text),
    )  # fmt: skip


# A page with filters asks twice, and who narrows, goes back or shows more asks the same again.
@lru_cache(maxsize=256)
def find_direction(embedder: Embedder, text: str) -> Vectors:
    """The unit vector of a query, not to be written to; shape (dimension,)."""
    vector: Vectors = embedder.embed([text])[0]
    vector.flags.writeable = False
    return vector


def read_spelling(library: Library, text: str) -> Spelled:
    """The text as it is searched: with typing errors mended, or with what it says in English."""
    # A model of a team's own may well read other languages; the one that comes along does not.
    english = put_into_english(text) if library.model == OWN_MODEL else ""
    if english:
        return Spelled(text, english=english, wholes=find_wholes(library.db, text))
    return mend_spelling(library.db, text, english=partial(know_english, library))


def know_english(library: Library) -> Mapping[str, int]:
    """The words that the model has whole, commoner ones with lower numbers; none where it is a team's own."""
    return library.once("known words", lambda: list_known_words(library.embedder))


def find_missing(library: Library, text: str) -> tuple[str, ...]:
    """The names in a text that no asset has, in any form, as typed."""
    english = know_english(library)
    named = list_named(text, is_english=lambda word: not english or is_made_of(word, english))
    return tuple(one for one in named if not _is_of_ours(one, library.prototypes) and not is_known(library.db, one))


def _is_of_ours(word: str, prototypes: Prototypes) -> bool:
    """Whether a word names a format, a kind, or for whom something is."""
    asks = word.lower() in ASKED_AS or prototypes.names.weigh(word).any()
    return bool(asks or find_markets(word, prototypes))


# Taken anew where the model or the vocabulary has changed.
@lru_cache(maxsize=2)
def find_common(prototypes: Prototypes) -> Vectors:
    """The mean of what buyers say in every stage and for every objection; shorter than a unit vector."""
    said = np.vstack([prototypes.objections.says.vectors, prototypes.stages.says.vectors])
    return np.asarray(said.mean(axis=0), dtype=np.float32)


def find_formats(words: list[str]) -> frozenset[str]:
    """The formats that these words ask for.

    >>> sorted(find_formats(["price", "list", "excel"]))
    ['csv', 'ods', 'tsv', 'xls', 'xlsb', 'xlsx']
    """
    return frozenset(one for word in words for one in ASKED_AS.get(word, ()))


def _weigh_objections(text: str, vector: Vectors, prototypes: Prototypes) -> dict[str, float]:
    chances = weigh_objections(text, vector, prototypes)
    return dict(zip(prototypes.objections.values, chances.tolist(), strict=True))


def _hear_objection(vector: Vectors, model: str, understood: Sequence[Understood]) -> float:
    """By the voice where the model is one whose voices are known, else by the objections that were understood."""
    voice = hear_buyer(vector, model)
    if voice is not None:
        return voice
    return min(1.0, sum(one.confidence for one in understood if one.axis is Axis.OBJECTION))


def find_markets(text: str, prototypes: Prototypes) -> frozenset[str]:
    """For whom, such as which industry or persona, a query names by a cue."""
    stems = find_stems(text)
    lists = (labels for axis, labels in prototypes.lists.items() if axis.is_market)
    return frozenset(one.values[label] for one in lists for _, label, _ in one.cues.find(stems))


def _find_only_kind(words: Sequence[str], prototypes: Prototypes) -> str:
    """The kind whose name is all that the words say, in two words or written as one."""
    asked = find_stems(" ".join(word for word in words if word not in STOP_WORDS))
    names = ((label.value, name) for label in prototypes.kinds.labels for name in label.names)
    return next((kind for kind, name in names if asked in (find_stems(name), find_stems(name.replace(" ", "")))), "")
