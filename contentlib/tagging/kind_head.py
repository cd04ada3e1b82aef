"""How likely each kind is by what an asset says and how it is made, whatever it is called; pure.

A softmax regression on the format, the mean vector of the passages, and the words of the text and of the headings,
fitted by ``tests/bench/fit_kinds.py`` on documents that bear no names. It joins the signs set by hand in ``kinds.py``
as one more: a name still says more. It belongs to one model and to the kinds that come along; of another
model's vectors, and of a list that lacks one of these kinds, it says nothing; of a kind that a team added, that it is
as likely as any.
``contentlib/tagging/kind_head.md`` tells what it was fitted on and how well it does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from contentlib.arrays import Places, Table, Vectors, np
from contentlib.tagging.fitted_heads import open_head

WEIGHTS = Path(__file__).with_name("kind_head_weights.json")
# What counts for nothing: a kind can be as unlikely as this, in steps of log-odds.
LEAST = -5.0


@dataclass(frozen=True, slots=True, eq=False)
class KindHead:
    """The head for a list of kinds: ``known`` are the places in the list of those that it was fitted for.

    ``directions``, ``of_words``, ``of_headings`` and ``of_formats`` have one column a known kind; the mappings say
    which row of theirs a word or a format is. ``counts`` is what the head is worth beside the other signs.
    """

    known: Places
    directions: Table
    words: Mapping[str, int]
    of_words: Table
    headings: Mapping[str, int]
    of_headings: Table
    formats: Mapping[str, int]
    of_formats: Table
    bias: Table
    counts: float

    def weigh(self, kinds: int, suffix: str, vectors: Vectors, texts: Iterable[str], headings: Iterable[str]) -> Table:
        """What each of ``kinds`` is given, in steps of log-odds; texts and headings are stems."""
        scores = self.bias + add_words(texts, self.words, self.of_words)
        scores = scores + add_words(headings, self.headings, self.of_headings)
        if len(vectors):
            scores = scores + vectors.astype(np.float64).mean(axis=0) @ self.directions
        if suffix in self.formats:
            scores = scores + self.of_formats[self.formats[suffix]]
        scores = scores - scores.max()
        likely = np.full(kinds, -np.log(len(self.known)))
        likely[self.known] = scores - np.log(np.exp(scores).sum())
        return np.asarray(self.counts * np.maximum(likely, LEAST))


def add_words(stems: Iterable[str], places: Mapping[str, int], weights: Table) -> Table:
    """The weights of the different words that are known, as if they were one vector of length 1."""
    rows = sorted({places[stem] for stem in stems if stem in places})
    return np.asarray(weights[rows].sum(axis=0) / max(1, len(rows)) ** 0.5)


@cache
def find_kind_head(model: str, values: tuple[str, ...]) -> KindHead | None:
    """The head for a list of kinds; nothing for another model's vectors and for a list that lacks a kind it knows."""
    fitted = open_head(WEIGHTS, model, values)
    if fitted is None or len(fitted.known) < len(fitted.weights["values"]):
        return None
    return KindHead(
        known=fitted.known,
        directions=fitted.matrix("directions"),
        words=_number(fitted.weights["words"]),
        of_words=fitted.matrix("of_words"),
        headings=_number(fitted.weights["headings"]),
        of_headings=fitted.matrix("of_headings"),
        formats=_number(fitted.weights["formats"]),
        of_formats=fitted.matrix("of_formats"),
        bias=fitted.row("bias"),
        counts=float(fitted.weights["counts"]),
    )


def _number(terms: Sequence[str]) -> dict[str, int]:
    return {term: row for row, term in enumerate(terms)}
