"""Fits the head that tells kinds by what assets say, and how often kinds are then right where nobody fitted anything.

    python -m tests.bench.fit_kinds [--folder FOLDER] [--write]

Learns from tagged files of the collections of ``tests.bench.relevance``; no name of a file or folder is among its
columns, and of words it knows those of our own documents. Each source is left out as a whole: all files that one maker
wrote. Kinds are then told with the names that files and folders bear, and as if they bore none that says anything.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from contentlib.arrays import Table
from contentlib.settings import read_settings
from contentlib.tagging.classify import Prototypes, Subject
from contentlib.tagging.fitted_heads import pack
from contentlib.tagging.kind_head import WEIGHTS
from contentlib.tagging.kinds import weigh_signs
from contentlib.tagging.label_signals import StemmedText, read_subject
from indexer.tag_assets import make_subject
from tests.bench.fit_answered import name_source
from tests.bench.fit_tags import ALSO
from tests.bench.relevance import Collection, _find, open_collections

TAGGED, OURS = ("sample", "dev", "dev2", "invented"), ("sample", "invented")
RIDGE, COUNTS = 0.7, (0.0, 0.4, 0.5, 0.6, 0.7, 0.8)
# What blocks of columns weigh against each other, and how many words are known, which stand in so many documents.
OF_FORMAT, OF_VECTOR, OF_WORDS, OF_HEADINGS = 0.7, 3.0, 2.0, 1.5
MOST_WORDS, FEWEST, MOST_HEADINGS, FEWEST_HEADINGS = 3000, 4, 800, 3


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """A tagged file: where it is from, what it says, what it may be called, and what the other signs say of it."""

    drive: str
    source: str
    suffix: str
    mean: Table
    words: frozenset[str]
    headings: frozenset[str]
    right: frozenset[str]
    named: Table
    masked: Table


def read_made(collection: Collection) -> Iterator[Made]:
    library = collection.library
    prototypes = library.prototypes
    for row in collection.tagged:
        if asset := _find(library, row["path"]):
            subject = make_subject(library, asset.id)
            yield _read(collection.name, row, subject, read_subject(subject), prototypes)


def _read(drive: str, row: Mapping[str, str], subject: Subject, reading: StemmedText, prototypes: Prototypes) -> Made:
    suffix = PurePosixPath(subject.path).suffix
    nameless = replace(subject, path=f"{'x' * 8}/{'y' * 8}{suffix}", drive="z" * 8)
    return Made(
        drive, name_source(drive, row["path"]), subject.format,
        reading.vectors.astype(np.float64).mean(axis=0) if len(reading.vectors) else np.zeros(384),
        frozenset(stem for text in reading.texts for stem in text),
        frozenset(stem for text in reading.headings.values() for stem in text),
        frozenset(ALSO.get(row["kind"], {row["kind"]})),
        weigh_signs(subject, reading, prototypes.kinds, prototypes.names),
        weigh_signs(nameless, reading, prototypes.kinds, prototypes.names),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """What stands in which column: words, then words of headings, then formats, after the vector."""

    words: Sequence[str]
    headings: Sequence[str]
    formats: Sequence[str]

    def make(self, some: Sequence[Made]) -> csr_matrix:
        return hstack(
            [
                csr_matrix(OF_VECTOR * np.stack([one.mean for one in some])),
                OF_WORDS * _mark([one.words for one in some], self.words),
                OF_HEADINGS * _mark([one.headings for one in some], self.headings),
                OF_FORMAT * _mark([frozenset({one.suffix}) for one in some], self.formats),
            ]
        ).tocsr()


def _mark(found: Sequence[frozenset[str]], known: Sequence[str]) -> csr_matrix:
    """1 for each term that is there, each row as long as 1."""
    places = {term: place for place, term in enumerate(known)}
    rows, columns, values = [], [], []
    for row, terms in enumerate(found):
        here = [places[term] for term in terms if term in places]
        rows += [row] * len(here)
        columns += here
        values += [max(1, len(here)) ** -0.5] * len(here)
    return csr_matrix((values, (rows, columns)), shape=(len(found), len(known)))


def choose_columns(some: Sequence[Made]) -> Columns:
    """The words of our own documents that are frequent enough."""
    ours = [one for one in some if one.drive in OURS]
    words = Counter(word for one in ours for word in one.words)
    headings = Counter(word for one in ours for word in one.headings)
    return Columns(
        sorted(word for word, count in words.most_common(MOST_WORDS) if count >= FEWEST),
        sorted(word for word, count in headings.most_common(MOST_HEADINGS) if count >= FEWEST_HEADINGS),
        sorted({one.suffix for one in some}),
    )


def fit_head(some: Sequence[Made], columns: Columns, values: Sequence[str]) -> tuple[Table, Table]:
    """Weights, one column a kind, and biases; a kind that nothing is of is very unlikely."""
    wanted = [values.index(min(one.right)) for one in some]
    fitted = LogisticRegression(C=1 / RIDGE, max_iter=500).fit(columns.make(some), wanted)
    weights, bias = np.zeros((fitted.coef_.shape[1], len(values))), np.full(len(values), -20.0)
    weights[:, fitted.classes_], bias[fitted.classes_] = fitted.coef_.T, fitted.intercept_
    return weights, bias


def weigh_left_out(some: Sequence[Made], values: Sequence[str]) -> Table:
    """The log-odds that a head gives each file that knows nothing of its source."""
    likely = np.zeros((len(some), len(values)))
    for source in dict.fromkeys(one.source for one in some):
        kept = [one for one in some if one.source != source]
        columns = choose_columns(kept)
        weights, bias = fit_head(kept, columns, values)
        rows = [place for place, one in enumerate(some) if one.source == source]
        scores = columns.make([some[row] for row in rows]) @ weights + bias
        scores -= scores.max(axis=1, keepdims=True)
        likely[rows] = np.maximum(scores - np.log(np.exp(scores).sum(axis=1, keepdims=True)), -5.0)
    return likely


def tell(some: Sequence[Made], likely: Table, values: Sequence[str]) -> None:
    """The share of kinds that are right, by drive and by what the head is worth, with names and without."""
    drives = np.array([one.drive for one in some])
    for counts in COUNTS:
        for how in ("named", "masked"):
            signs = np.stack([getattr(one, how) for one in some])
            chosen = (signs + counts * likely).argmax(axis=1)
            right = np.array([values[kind] in one.right for kind, one in zip(chosen, some, strict=True)])
            shares = ", ".join(f"{drive} {right[drives == drive].mean():.3f}" for drive in dict.fromkeys(drives))
            print(f"{counts:.1f} {how:6} {shares}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=read_settings().cache / "relevance")
    parser.add_argument("--write", action="store_true", help="put the weights where the tagger reads them")
    parser.add_argument("--counts", type=float, default=0.6, help="what the head is worth beside the other signs")
    args = parser.parse_args()
    collections = list(open_collections(args.folder, only=TAGGED))
    some = [made for collection in collections for made in read_made(collection)]
    prototypes = collections[0].library.prototypes
    values = list(prototypes.kinds.values)
    tell(some, weigh_left_out(some, values), values)
    if args.write:
        write(some, values, prototypes.model, args.counts)


def write(some: Sequence[Made], values: Sequence[str], model: str, counts: float) -> None:
    columns = choose_columns(some)
    weights, bias = fit_head(some, columns, values)
    sizes = np.cumsum([len(some[0].mean), len(columns.words), len(columns.headings)])
    of_vector, of_words, of_headings, of_formats = np.split(weights, sizes)
    packed = {
        "model": model, "values": values, "counts": counts, "bias": [round(float(one), 4) for one in bias],
        "directions": pack(of_vector * OF_VECTOR), "words": columns.words, "of_words": pack(of_words * OF_WORDS),
        "headings": columns.headings, "of_headings": pack(of_headings * OF_HEADINGS),
        "formats": columns.formats, "of_formats": pack(of_formats * OF_FORMAT),
    }  # fmt: skip
    WEIGHTS.write_text(json.dumps(packed, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
