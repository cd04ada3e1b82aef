"""The main job on real files, in a terminal: index the sample drive, take in its year, search, report."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from contentlib.cli.terminal import (
    make_console,
    make_progress,
    print_answer,
    print_intake,
    print_unused,
    show_reading_ahead,
)
from contentlib.errors import BadInput
from contentlib.exchange import import_activity
from contentlib.library import Library
from contentlib.model import Filters
from contentlib.reports import report_unused
from contentlib.search import find_assets
from contentlib.settings import Settings

CORPUS = Path(__file__).resolve().parents[2] / "sample_corpus"
SEARCHES = (
    "they say we're too expensive",
    "our CISO won't sign off on where the data sits",
    "honestly, our own developers could build this",
)


def run_demo(settings: Settings, corpus: Path | None, *, open_library: Callable[..., Library]) -> None:
    """Make (or bring up to date) the demonstration library and show what it answers.

    Raises:
        BadInput: the sample corpus is not where it should be.
    """
    corpus = corpus or CORPUS
    if not (corpus / "drive").is_dir():
        raise BadInput(f"There is no sample drive in “{corpus}”. Run this from a checkout, or name it with --corpus.")
    library = open_library(settings, create=True)
    try:
        _index(library, corpus / "drive")
        _draw(library)
        _take_in(library, corpus / "activity")
        _show(library)
    finally:
        library.close()


def _index(library: Library, drive: Path) -> None:
    from indexer.run import run_pass
    from indexer.summary import PathOutcome

    with make_progress() as progress:
        summary = run_pass(library, drive, progress=progress)
    console = make_console()
    console.print(
        f"Indexed {summary.found} files: {len(summary.changes) - summary.count(PathOutcome.UNREADABLE)} taken in, "
        f"{summary.unchanged} unchanged, {summary.unreadable} could not be read (contentlib unreadable lists them), "
        f"in {summary.seconds['total']:.1f} s.\n"
    )


def _draw(library: Library) -> None:
    from indexer.drawing import draw_library

    pages = sum(drawn.pages for drawn in draw_library(library))
    make_console().print(f"Drew {pages} pages and slides as pictures.\n")


def _take_in(library: Library, folder: Path) -> None:
    # The year ends yesterday, whenever the demonstration is run.
    intake = import_activity(library.db, folder, until=datetime.now(UTC) - timedelta(days=1))
    show_reading_ahead(library)
    console = make_console()
    console.print("A year of the sample company, as its CRM exported it.")
    print_intake(console, intake)
    console.print()


def _show(library: Library) -> None:
    console = make_console()
    for query in SEARCHES:
        print_answer(console, find_assets(library, query, filters=Filters(), limit=3), library.vocabulary)
    now = datetime.now(UTC)
    print_unused(console, report_unused(library.db, since=now - timedelta(days=365), until=now), rows=8)
