"""Ten answers of a small library, recorded: ``python -m tests.recorded_ranking`` records anew, a test compares.

Recorded anew only where a ranking was meant to change, after it was measured.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from contentlib.catalog.tags import replace_tags
from contentlib.library.opened import Library, open_library
from contentlib.model import Axis, Source, Tag
from contentlib.search.find import find_assets, rank
from contentlib.search.intent import read_intent
from contentlib.search.learned_from_use import recall
from contentlib.search.legs import open_legs
from contentlib.search.rerank import open_reranker
from tests.builders import NOON, build_library
from tests.contentlib.market import ask, number
from tests.fakes import LengthReranker, WordEmbedder

RECORDED = Path(__file__).parent / "data" / "recorded_ranking.json"
RERANKED = "cranes of the harbour, read again"
QUERIES = (
    "a crane is too expensive, it costs too much",
    "idle cranes",
    "ferry timetable in winter",
    "case study of the harbour",
    "cranes for a hospital",
    "crane prices as a spreadsheet",
    "playbook for engineers on cranes",
    "why should we change anything, the cranes we have are good enough",
    "Does the ferry speak Peppol",
    RERANKED,
)
LONG = "\n\n".join(f"# Part {part}\n\nA crane of the harbour lifts load {part} in winter. " * 3 for part in range(30))
FILES = {
    "Stories/Harbour case study.md": "# The harbour\n\nThe cranes of the harbour stood idle on Sundays.\n",
    "Stories/Ferry.md": "# The ferry\n\nIslands are reached by ferry in winter.\n\n# Winter timetable\n\nTwo boats.\n",
    "Archive/Ferry.md": "# The ferry\n\nIslands are reached by ferry in winter and summer.\n\n# Table\n\nA boat.\n",
    "Talks/cranes.html": "<title>Cranes for engineers</title><h1>Cranes</h1><p>How cranes lift a harbour.</p>",
    "Prices/list.csv": "Crane,Price\nA crane by the month,nine thousand\n",
    "Objections/Too expensive.md": "# They find it dear\n\nA crane costs a lot. Say what idle cranes cost a month.\n",
    "Playbooks/Cranes playbook.md": "# Playbook\n\nHow reps speak with engineers of cranes, hospitals and ferries.\n",
    "README.md": "# Read me\n\nCranes, ferries and the harbour: where the files of this drive lie.\n",
    "Guides/Every load.md": LONG,
}
# What is said of some files, so that each signal has something to say.
KINDS = {
    "Stories/Harbour case study.md": "case_study",
    "Objections/Too expensive.md": "objection_handling",
    "Playbooks/Cranes playbook.md": "playbook",
}
TAGS = {
    "Objections/Too expensive.md": Tag(Axis.OBJECTION, "price", 0.8, "costs a lot", "", Source.MODEL),
    "Talks/cranes.html": Tag(Axis.INDUSTRY, "healthcare", 0.9, "hospitals", "", Source.MODEL),
}


@dataclass(frozen=True, slots=True)
class Recorded:
    """One answer: the unrounded scores by path, best first, and what the page says of each."""

    scores: dict[str, float]
    confidence: float
    reasons: dict[str, list[str]]


def open_harbour(folder: Path) -> Library:
    """The library of the recorded answers, in which something was opened and sent before."""
    library = build_library(folder, FILES)
    for path in FILES:
        said = [Tag(Axis.KIND, KINDS.get(path, "deck"), 1.0, "", "", Source.FILE)]
        said += [TAGS[path]] if path in TAGS else []
        replace_tags(library.db, number(library, path), said, made_with="test", said_at=NOON)
    listed = ("Stories/Harbour case study.md", "Talks/cranes.html")
    for days in range(3):
        ask(library, "idle cranes", shown=listed, opened="Talks/cranes.html", days=days)
    return library


def open_for(library: Library, query: str) -> Library:
    """The library as it is asked this: for ``RERANKED`` with a reranker that likes short passages."""
    if query != RERANKED:
        return library
    settings = replace(library.settings, reranker="short")
    again = open_library(settings, make_embedder=lambda _: WordEmbedder())
    reranker = open_reranker(again)
    assert reranker is not None
    reranker.model = LengthReranker()
    return again


def answer(library: Library, query: str) -> Recorded:
    """The answer as it is now."""
    library = open_for(library, query)
    paths = dict(
        library.db.execute("SELECT v.asset_id, l.path FROM locations l JOIN versions v ON v.id = l.version_id")
    )
    legs = open_legs(library)
    ranked = rank(library, legs, read_intent(library, legs, query), history=recall(library))
    found = find_assets(library, query, limit=20)
    return Recorded(
        scores={paths[one.asset_id]: one.score for one in ranked},
        confidence=found.confidence,
        reasons={one.asset.path: [f"{one.score}", *one.reasons] for one in found.results},
    )


def read_recorded() -> dict[str, Any]:
    """The recorded answers by query."""
    read: dict[str, Any] = json.loads(RECORDED.read_text(encoding="utf-8"))
    return read


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        library = open_harbour(Path(folder))
        found = {query: answer(library, query) for query in QUERIES}
    written = {
        query: {"scores": one.scores, "confidence": one.confidence, "reasons": one.reasons}
        for query, one in found.items()
    }
    RECORDED.write_text(json.dumps(written, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
