"""How good search and tags are on judged queries and tagged files, as one table.

    python -m tests.bench.relevance [--folder FOLDER] [--only sample,dev,dev2,invented,mtrag] [--held] [--masked]

Our own queries on the sample drive, and documents of invented sellers of which only tags are measured; where they lie
beside the repository, two development drives, of five and of fifteen sellers, and a public retrieval collection. Their
libraries are kept in FOLDER, so that only the first run embeds. Four rows each: either leg alone, both by a plain
weighted sum of chunks, and search as it is shipped. Of what nothing answers, near misses name something the drive
speaks around; "fits" is the share that is said to fit all the same, "missed" the share of answerable queries that are
told nothing fits.

With ``--masked`` tags are read a second time on a copy of each drive whose folders and files bear names that say
nothing: a figure that falls there rests on names.
"""

from __future__ import annotations

import argparse
import csv
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console

from contentlib.catalog.assets import find_asset_by_path
from contentlib.catalog.chunks import current_sections, replace_chunks
from contentlib.catalog.drives import add_drive
from contentlib.catalog.locations import Sighting, put_location
from contentlib.catalog.vector_store import add_vectors, page_unembedded
from contentlib.catalog.versions import add_asset, add_version
from contentlib.cli.terminal import print_table
from contentlib.errors import UnknownAsset
from contentlib.evaluation.search_quality import (
    Judged,
    Query,
    Search,
    judge,
    read_judgements,
    read_queries,
    search_with,
    summarise,
)
from contentlib.evaluation.tag_quality import Gold, evaluate_tags, read_gold
from contentlib.library.opened import Library, open_library
from contentlib.model import Asset, Axis, Properties, Reading, Section
from contentlib.search.confidence import THRESHOLD
from contentlib.search.legs import open_legs
from contentlib.settings import Settings, read_settings
from indexer.chunk import chunk_sections
from indexer.run import run_pass
from tests.bench.fit_tags import ALSO
from tests.bench.unnamed import hash_path, name_files

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data"
SAMPLE = ROOT / "sample_corpus" / "drive"
DEV = ROOT.parent / "shared" / "dev"
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
DEEP = 200
COLLECTIONS = ("sample", "dev", "dev2", "invented", "mtrag")
MEANING = 0.6


@dataclass(frozen=True, slots=True)
class Collection:
    """A library with judged queries and, where given, tagged files: rows of a TSV file, and gold of the markets."""

    name: str
    library: Library
    queries: Sequence[Query]
    judgements: Mapping[str, Mapping[str, int]]
    tagged: Sequence[Mapping[str, str]] = ()
    markets: Sequence[Gold] = ()


# --- collections --------------------------------------------------------------------------------------------------


def open_collections(
    folder: Path, *, only: Sequence[str] = ("sample", "dev", "dev2", "invented", "mtrag")
) -> Iterator[Collection]:
    """The collections that are there; libraries that ``folder`` lacks are made."""
    if "sample" in only:
        yield open_sample(folder)
    if "dev" in only and (DEV / "relevance").is_dir():
        yield open_dev(folder)
    if "dev2" in only and (DEV / "relevance_2").is_dir():
        yield open_dev2(folder)
    if "invented" in only:
        yield open_invented(folder)
    if "mtrag" in only and (DEV / "ir" / "mtrag").is_dir():
        yield open_mtrag(folder)


def open_sample(folder: Path) -> Collection:
    """Our own queries on the sample drive."""
    library = _index(folder / "sample.db", SAMPLE)
    return Collection(
        "sample", library, read_queries(DATA / "golden_queries.jsonl"), read_judgements(DATA / "golden_qrels.tsv"),
        _read_rows(DATA / "sample_tags.tsv"), read_gold(DATA / "sample_markets.tsv", library.vocabulary),
    )  # fmt: skip


def open_dev(folder: Path) -> Collection:
    """The development drive and its queries."""
    library = _index(folder / "dev.db", DEV / "drive")
    named = name_files(DATA / "dev_markets.tsv", DEV / "drive", folder / "dev_markets.tsv")
    return _read_set("dev", library, DEV / "relevance", markets=read_gold(named, library.vocabulary))


def open_dev2(folder: Path) -> Collection:
    """The development drive of many sellers, with queries in reported voices."""
    return _read_set("dev2", _index(folder / "dev2.db", DEV / "drive_2"), DEV / "relevance_2")


def open_invented(folder: Path) -> Collection:
    """Documents of some seventy invented sellers, each known by its words alone: no name of a file says a thing."""
    rows = _read_lines(DATA / "invented_assets.jsonl")
    sellers = list(dict.fromkeys(row["seller"] for row in rows))
    tagged: list[dict[str, str]] = []
    for number, row in enumerate(rows):
        path = f"{sellers.index(row['seller'])}/{number}.md"
        lists = {"buyer_stages": ",".join(row["stages"]), "objections": ",".join(row["objections"])}
        tagged.append({"path": path, "kind": row["kind"], "audience": row["audience"], **lists})
        (folder / "invented" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "invented" / path).write_text(f"# {row['title']}\n\n{row['text']}\n", encoding="utf-8")
    return Collection("invented", _index(folder / "invented.db", folder / "invented"), (), {}, tagged)


def _read_set(name: str, library: Library, judged: Path, *, markets: Sequence[Gold] = ()) -> Collection:
    queries = [*read_queries(judged / "queries.jsonl"), *read_queries(judged / "nothing.jsonl")]
    grades = read_judgements(judged / "qrels.tsv")
    return Collection(name, library, queries, grades, _read_rows(judged / "tags.tsv"), markets)


def open_mtrag(folder: Path) -> Collection:
    """A public collection of passages: not about sales, with many more queries."""
    source = DEV / "ir" / "mtrag"
    queries = [Query(row["_id"], row["text"]) for row in _read_lines(source / "queries.jsonl")]
    grades: dict[str, dict[str, int]] = {}
    for row in _read_rows(source / "qrels.tsv"):
        grades.setdefault(row["query-id"], {})[row["corpus-id"]] = int(row["score"])
    is_new = not (folder / "mtrag.db").exists()
    library = _open(folder / "mtrag.db")
    if is_new:
        _add_passages(library, [(row["_id"], row["text"]) for row in _read_lines(source / "corpus.jsonl")])
    return Collection("mtrag", library, [query for query in queries if query.id in grades], grades)


def _open(path: Path) -> Library:
    path.parent.mkdir(parents=True, exist_ok=True)
    return open_library(Settings(library=path, cache=read_settings().cache), create=True)


def _index(path: Path, drive: Path) -> Library:
    library = _open(path)
    run_pass(library, drive)
    return library


def _add_passages(library: Library, passages: Sequence[tuple[str, str]]) -> None:
    """Each passage as an asset of one section, without a title or a file."""
    db = library.db
    drive = add_drive(db, Path("/passages"), added_at=NOON)
    for name, text in passages:
        reading = Reading("md", (Section("", "", text),), Properties())
        asset_id = add_asset(db, title="", reading=reading, added_at=NOON)
        version_id = add_version(
            db, asset_id, fingerprint=name, size=len(text), title="", reading=reading, read_at=NOON
        )
        put_location(db, drive.id, Sighting(name, len(text), 0), version_id, seen_at=NOON)
        sections = current_sections(db, asset_id)
        replace_chunks(db, asset_id, "", sections, chunk_sections([section for _, section in sections]))
    while texts := page_unembedded(db, library.model, after=0, limit=1024)[0]:
        vectors = library.embedder.embed([text for _, text in texts])
        add_vectors(db, library.model, [named for named, _ in texts], vectors)


def _read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


# --- searches -----------------------------------------------------------------------------------------------------


def list_searches(library: Library) -> dict[str, Search]:
    """What is compared: name to search."""
    return {
        "words only": lambda text: _by_asset(library, _words(library, text)),
        "vectors only": lambda text: _by_asset(library, _vectors(library, text)),
        "plain sum": lambda text: _by_asset(library, _sum(_words(library, text), _vectors(library, text))),
        "as shipped": search_with(library),
    }


def _words(library: Library, text: str) -> dict[int, float]:
    return open_legs(library).rank_words(text, limit=DEEP)


def _vectors(library: Library, text: str) -> dict[int, float]:
    return dict(library.vectors.search(library.embedder.embed([text])[0], limit=DEEP))


def _sum(words: Mapping[int, float], vectors: Mapping[int, float]) -> dict[int, float]:
    most_words, most_vectors = max(words.values(), default=1.0), max(vectors.values(), default=1.0)
    return {
        chunk: (1 - MEANING) * words.get(chunk, 0.0) / most_words + MEANING * vectors.get(chunk, 0.0) / most_vectors
        for chunk in {**words, **vectors}
    }


def _by_asset(library: Library, chunks: Mapping[int, float]) -> tuple[list[int], float]:
    owners = dict(library.db.execute("SELECT id, asset_id FROM chunks").fetchall())
    best: dict[int, float] = {}
    for chunk, score in chunks.items():
        best[owners[chunk]] = max(score, best.get(owners[chunk], 0.0))
    return sorted(best, key=lambda asset: -best[asset]), max(best.values(), default=0.0)


def measure(collection: Collection, search: Search) -> list[Judged]:
    """Each query's outcome with this search."""
    return judge(collection.queries, collection.judgements, collection.library.db, search)


# --- tags ---------------------------------------------------------------------------------------------------------


def score_tags(collection: Collection) -> dict[str, float]:
    """Micro-F1 of stages, objections and markets, and the share of kinds and audiences that are right."""
    found = [(row, asset) for row in collection.tagged if (asset := _find(collection.library, row["path"]))]
    right = [asset.kind in ALSO.get(row["kind"], {row["kind"]}) for row, asset in found]
    heard = [asset.audience.value == row["audience"] for row, asset in found]
    return {
        "stages, F1": _score_axis(found, "buyer_stages", Axis.STAGE),
        "objections, F1": _score_axis(found, "objections", Axis.OBJECTION),
        "kind, right": sum(right) / max(1, len(right)),
        "audience, right": sum(heard) / max(1, len(heard)),
        "internal called external": sum(row["audience"] == "internal" != asset.audience.value for row, asset in found)
        / max(1, sum(row["audience"] == "internal" for row, _ in found)),
        **_score_markets(collection),
    }


def _score_markets(collection: Collection) -> dict[str, float]:
    """Competitors, industries and personas, where they were judged."""
    scores = evaluate_tags(collection.library, collection.markets).axes if collection.markets else ()
    return {f"{one.axis.value}, F1": one.micro.f1 for one in scores}


def _find(library: Library, path: str) -> Asset | None:
    try:
        return find_asset_by_path(library.db, path)
    except UnknownAsset:
        return None


def _score_axis(found: Sequence[tuple[Mapping[str, str], Asset]], column: str, axis: Axis) -> float:
    hits = said = true = 0
    for row, asset in found:
        wanted = {value for value in row[column].split(",") if value}
        got = {tag.value for tag in asset.tags if tag.axis is axis}
        hits, said, true = hits + len(wanted & got), said + len(got), true + len(wanted)
    return 2 * hits / max(1, said + true)


# --- the table ----------------------------------------------------------------------------------------------------


def _make_row(name: str, search: str, outcomes: Sequence[Judged]) -> tuple[str, ...]:
    scores = summarise(outcomes)
    figures = (scores.ndcg, scores.first, scores.among_three, scores.reciprocal)
    sure = "" if scores.auroc is None else f"{scores.auroc:.3f}"
    return (name, search, str(scores.queries), *(f"{figure:.3f}" for figure in figures), sure, *_tell_fits(outcomes))


def _tell_fits(outcomes: Sequence[Judged]) -> tuple[str, ...]:
    """AUROC on near misses alone, and how many are wrongly said to fit, or not to; for a confidence from 0 to 1."""
    answered = [one for one in outcomes if one.answerable]
    nothing = [one for one in outcomes if not one.answerable]
    if not answered or not nothing or max(one.confidence for one in outcomes) > 1:
        return ("", "", "")
    near = summarise([*answered, *(one for one in nothing if one.query.kind == "near")]).auroc
    fits = sum(one.confidence >= THRESHOLD for one in nothing) / len(nothing)
    missed = sum(one.confidence < THRESHOLD for one in answered) / len(answered)
    return ("" if near is None else f"{near:.3f}", f"{fits:.2f}", f"{missed:.2f}")


def _list_rows(collection: Collection, *, held: bool) -> Iterator[tuple[str, ...]]:
    for name, search in list_searches(collection.library).items():
        outcomes = measure(collection, search)
        yield _make_row(collection.name, name, outcomes)
        if held and name == "as shipped" and any(one.query.held for one in outcomes):
            yield _make_row(collection.name, f"{name}, held out", [one for one in outcomes if one.query.held])
    kinds = dict.fromkeys(one.query.kind for one in outcomes if one.answerable and one.query.kind)
    for kind in kinds:
        yield _make_row("", f"… {kind}", [one for one in outcomes if one.query.kind == kind])


def _list_tags(collection: Collection, folder: Path | None) -> Iterator[tuple[str, ...]]:
    masked = score_tags(_mask(collection, folder)) if folder and collection.queries else {}
    for name, figure in score_tags(collection).items():
        yield (collection.name, name, f"{figure:.3f}", f"{masked[name]:.3f}" if name in masked else "")


def _mask(collection: Collection, folder: Path) -> Collection:
    """The collection on a copy of its drive in which no folder or file bears a name that says anything."""
    (root,) = next(iter(collection.library.db.execute("SELECT root FROM drives")))
    source = Path(root)
    target = folder / f"{collection.name}_masked"
    masked = {path.relative_to(source).as_posix(): _mask_path(path.relative_to(source)) for path in list_files(source)}
    for path, name in masked.items():
        if not (target / name).exists():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source / path, target / name)
    library = _index(folder / f"{collection.name}_masked.db", target)
    tagged = [{**row, "path": masked.get(row["path"], "")} for row in collection.tagged]
    return Collection(collection.name, library, (), {}, tagged)


def list_files(drive: Path) -> Iterator[Path]:
    return (path for path in sorted(drive.rglob("*")) if path.is_file() and not path.is_symlink())


def _mask_path(path: Path) -> str:
    """The same depth and ending; parts that were equal stay equal.

    >>> _mask_path(Path("Battle Cards/one.md"))
    '74ca67f3/c8e62edc.md'
    """
    *folders, name = path.parts
    hidden = [hash_path(part)[:8] for part in folders]
    return "/".join([*hidden, hash_path(name)[:8] + "".join(Path(name).suffixes[-1:])])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=read_settings().cache / "relevance")
    parser.add_argument("--only", default=",".join(COLLECTIONS), help="collections, separated by commas")
    parser.add_argument("--held", action="store_true", help="queries that nothing was fitted on in a row of their own")
    parser.add_argument("--masked", action="store_true", help="tags once more where the names of files say nothing")
    args = parser.parse_args()
    console = Console(width=140)
    columns = (
        "collection", "search", "queries", "nDCG@10", "success@1", "success@3", "MRR@10", "AUROC", "near", "fits",
        "missed",
    )  # fmt: skip
    rows: list[tuple[str, ...]] = []
    tags: list[tuple[str, ...]] = []
    for collection in open_collections(args.folder, only=args.only.split(",")):
        rows += _list_rows(collection, held=args.held) if collection.queries else ()
        if collection.tagged:
            tags += _list_tags(collection, args.folder if args.masked else None)
    print_table(console, columns, rows)
    console.print()
    print_table(console, ("collection", "tags", "score", "names masked"), tags)


if __name__ == "__main__":
    main()
