"""What each idea in the ranking is worth: search without it, against search as it is shipped, query by query.

    python -m tests.bench.ideas [--folder FOLDER] [--only sample,dev,mtrag] [--signal NAME]

Each ranking signal is one, by its name; others are parts of how the query is read and the legs are joined.

A negative figure says what is lost where the idea is taken out; the interval is a paired bootstrap over queries.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from rich.console import Console

from contentlib.catalog.lexicon import Spelled
from contentlib.cli.terminal import print_table
from contentlib.evaluation.search_quality import Judged, ScoreChange, compare, search_with
from contentlib.search import SIGNALS, intent, ranking
from contentlib.settings import read_settings
from contentlib.tagging import voice
from tests.bench.relevance import Collection, measure, open_collections


@dataclass(frozen=True, slots=True)
class Idea:
    """A part of the ranking, and the name in a module that takes it out when it is set to ``neutral``."""

    name: str
    module: ModuleType
    attribute: str
    neutral: Any

    @contextmanager
    def left_out(self) -> Iterator[None]:
        kept = getattr(self.module, self.attribute)
        setattr(self.module, self.attribute, self.neutral)
        try:
            yield
        finally:
            setattr(self.module, self.attribute, kept)


IDEAS = (
    Idea("legs measured against a perfect match", ranking, "PERFECT", 0.0),
    Idea("meaning counts more in sentences", ranking, "MEANING_IN_SENTENCES", 0.0),
    Idea("what all buyers say is taken off", intent, "COMMON_COUNTS", 0.0),
    Idea("whose words a query is", voice, "_read_weights", lambda: {"model": ""}),
    Idea("typing errors mended", intent, "mend_spelling", lambda db, text, english: Spelled(text)),
    Idea("other languages put into English", intent, "put_into_english", lambda text: ""),
)


def _list_rows(collection: Collection, signals: Sequence[str], ideas: Sequence[Idea]) -> Iterator[tuple[str, ...]]:
    shipped = _measure(collection)
    for name in signals:
        yield collection.name, name, *_tell(compare(shipped, _measure(collection, without=(name,))))
    for idea in ideas:
        with idea.left_out():
            changed = _measure(collection)
        yield collection.name, idea.name, *_tell(compare(shipped, changed))


def _tell(change: ScoreChange) -> tuple[str, str]:
    return f"{change.mean:+.3f}", f"{change.low:+.3f} … {change.high:+.3f}"


def _measure(collection: Collection, *, without: Sequence[str] = ()) -> list[float]:
    outcomes: Sequence[Judged] = measure(collection, search_with(collection.library, without=without))
    return [one.ndcg for one in outcomes if one.answerable]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=read_settings().cache / "relevance")
    parser.add_argument("--only", default="sample,dev,mtrag", help="collections, separated by commas")
    parser.add_argument("--signal", choices=SIGNALS, help="this signal alone")
    args = parser.parse_args()
    signals, ideas = ([args.signal], ()) if args.signal else (list(SIGNALS), IDEAS)
    opened = open_collections(args.folder, only=args.only.split(","))
    rows = [row for collection in opened for row in _list_rows(collection, signals, ideas)]
    print_table(Console(width=120), ("collection", "without", "nDCG@10", "95 % interval"), rows)


if __name__ == "__main__":
    main()
