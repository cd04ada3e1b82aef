"""Competitors are learned from what battle cards are named after; what merely looks like a name is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from contentlib.catalog.assets import find_asset_by_path
from contentlib.language.vocabulary import read_vocabulary
from contentlib.library.opened import Library
from contentlib.model import Axis, Source
from contentlib.tagging.competitors import Competitor, RivalFile, find_names
from contentlib.tagging.rivals import list_competitors
from tests.builders import build_library, index, write_files

CARD = (
    "# How to win\n\nINTERNAL. Quillbooks is cheap. Unlike Quillbooks we close in a day. "
    "Buyers who left Quillbooks name its support."
)
FILES: dict[str, str | bytes] = {
    "Battle Cards/quillbooks card v3.md": CARD,
    "stories/harbour.md": "# Harbour\n\nThe harbour left Quillbooks last year. Quillbooks had lost two invoices.",
    "stories/once.md": "# Mill\n\n" + "The mill grinds corn by the river. " * 60 + "Somebody once saw Quillbooks.",
    "plain.md": "# Zebra\n\nStripes and again stripes.",
}


def learn(*files: tuple[str, str, str]) -> list[str]:
    return list(find_names([RivalFile(*one) for one in files]))


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("Battle Cards/Quillbooks.pptx", "How to win"),
        ("x/BC Quillbooks - suite vs specialist.pptx", "How to win"),
        ("Competitors/quillbooks/deck.pptx", "Quillbooks at a glance"),
        ("x/We vs Quillbooks.docx", "Comparison"),
        ("x/story.html", "Harbour: leaving Quillbooks"),
        ("x/Alternatives to Quillbooks.pdf", "What else there is"),
    ],
)
def test_a_file_named_after_a_rival_gives_its_name(path: str, title: str) -> None:
    assert learn((path, title, CARD)) == ["Quillbooks"]


@pytest.mark.parametrize(
    ("path", "title", "text"),
    [
        pytest.param("Battle Cards/suite.pptx", "Suite", "A suite is slow. Unlike a suite we are fast.", id="a word"),
        pytest.param("Battle Cards/DACH.pptx", "DACH", "Sold in DACH, for DACH and others.", id="a region"),
        pytest.param("stories/Harbour.md", "Harbour leaves", CARD.replace("Quillbooks", "Harbour"), id="a customer"),
        pytest.param("Battle Cards/Orion.pptx", "Orion", "We met with Orion in May.", id="named once in passing"),
        pytest.param("Battle Cards/Q3 2026.pptx", "Q3", "In Q3 we won. Unlike Q3 before, Q3 is good.", id="a quarter"),
    ],
)  # fmt: skip
def test_what_is_no_rivals_name_is_left(path: str, title: str, text: str) -> None:
    assert learn((path, title, text)) == []


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return build_library(tmp_path, FILES)


def rivals_of(library: Library, path: str) -> list[str]:
    return [tag.value for tag in find_asset_by_path(library.db, path).tags_on(Axis.COMPETITOR)]


def test_a_pass_learns_competitors_and_tags_what_speaks_of_them(library: Library) -> None:
    assert [one.name for one in list_competitors(library.db, library.vocabulary)] == ["Quillbooks"]
    assert rivals_of(library, "Battle Cards/quillbooks card v3.md") == ["Quillbooks"]
    (tag,) = find_asset_by_path(library.db, "stories/harbour.md").tags_on(Axis.COMPETITOR)
    assert (tag.evidence, tag.source) == ("The harbour left Quillbooks last year.", Source.MODEL)
    library.close()


def test_one_mention_in_passing_is_no_tag(library: Library) -> None:
    assert rivals_of(library, "stories/once.md") == []
    library.close()


def test_a_new_battle_card_tags_older_assets_anew(tmp_path: Path) -> None:
    card = "Battle Cards/quillbooks card v3.md"
    library = build_library(tmp_path, {path: text for path, text in FILES.items() if path != card})
    assert rivals_of(library, "stories/harbour.md") == []
    write_files(tmp_path / "drive", {card: FILES[card]})
    assert index(library, tmp_path / "drive").tagged == 3
    assert rivals_of(library, "stories/harbour.md") == ["Quillbooks"]
    library.close()


def test_a_vocabulary_names_competitors_and_silences_others(library: Library, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    source = Path(read_vocabulary.__code__.co_filename).with_name("vocabulary.toml").read_text(encoding="utf-8")
    added = '\n[competitors.orion]\nlabel = "Orion"\ncues = ["Orion Suite"]\n'
    own.write_text(f'{source}{added}[competitors.q]\nlabel = "Quillbooks"\nignore = true\n', encoding="utf-8")
    assert list_competitors(library.db, read_vocabulary(own)) == (Competitor("Orion", ("Orion Suite",)),)
    library.close()


def test_our_own_name_in_everything_is_no_competitor(tmp_path: Path) -> None:
    card = CARD + " Ledger is better than others. Ledger has support. Choose Ledger."
    many: dict[str, str | bytes] = {f"{n}.md": f"# Page {n}\n\nThis is Ledger on page {n}." for n in range(8)}
    library = build_library(tmp_path, many | {"Battle Cards/Ledger against quillbooks.md": card})
    assert [one.name for one in list_competitors(library.db, library.vocabulary)] == ["Quillbooks"]
    library.close()
