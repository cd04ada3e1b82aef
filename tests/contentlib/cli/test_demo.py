"""The demonstration end to end on the sample drive, with the fake embedder; and what the sample drive promises."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from contentlib.catalog.assets import list_assets
from contentlib.cli.demo import CORPUS, run_demo
from contentlib.errors import BadInput
from contentlib.exchange.crm_import import import_activity
from contentlib.library.opened import Library, open_library
from contentlib.model import Audience
from contentlib.reports.library_status import list_thin, list_unreadable
from contentlib.reports.unused import report_unused
from contentlib.settings import Settings
from indexer.extract.pdf.scans import find_tesseract
from tests.builders import open_empty
from tests.fakes import WordEmbedder

DRIVE = CORPUS / "drive"


@dataclass(frozen=True, slots=True)
class Demo:
    """The library that the demonstration made, and what it printed."""

    library: Library
    printed: str


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    folder = tmp_path_factory.mktemp("demo")
    settings = Settings(library=folder / "library.db", cache=folder)

    def fake(settings: Settings, *, create: bool) -> Library:
        return open_library(settings, create=create, make_embedder=lambda _: WordEmbedder())

    with pytest.MonkeyPatch.context() as patch, (folder / "out.txt").open("w+") as out:
        patch.setattr("sys.stdout", out)
        run_demo(settings, CORPUS, open_library=fake)
        out.seek(0)
        printed = out.read()
    library = fake(settings, create=False)
    yield Demo(library, printed)
    library.close()


def test_the_demo_indexes_searches_and_reports(demo: Demo) -> None:
    assert "“they say we're too expensive”" in demo.printed
    assert demo.printed.count(" match") >= 3
    assert "external assets" in demo.printed
    assert "never sent" in demo.printed


def test_the_demo_can_be_run_again_without_counting_anything_twice(demo: Demo) -> None:
    before = _counts(demo.library)
    import_activity(demo.library.db, CORPUS / "activity")
    assert _counts(demo.library) == before


def _counts(library: Library) -> dict[str, int]:
    tables = ("people", "accounts", "contacts", "deals", "sends", "views", "searches", "impressions", "opens")
    return {name: library.db.table(name).count for name in tables}


def test_every_bad_file_of_the_sample_drive_is_told_with_its_reason(demo: Demo) -> None:
    told = {Path(file.path).name: file.reason for file in list_unreadable(demo.library.db)}
    assert "password" in told["Pen test summary (confidential).pdf"]
    assert "damaged" in told["CS_Maribelle_Hotels_draft.pptx"]
    assert "empty" in told["Untitled.docx"]
    assert len(told) == 3
    thin = {Path(asset.path).name for asset in list_thin(demo.library.db)}
    assert ("scan0003.pdf" in thin) is not bool(find_tesseract())


def test_copies_are_one_asset_shown_at_its_tidiest_place(demo: Demo) -> None:
    paths = {asset.path for asset in list_assets(demo.library.db)}
    assert "Pricing and ROI/Ledgerlark price list 2026.pdf" in paths
    assert not [path for path in paths if "Copy of" in path]


def test_a_third_to_a_half_of_what_may_be_sent_never_was(demo: Demo) -> None:
    (first, last) = demo.library.db.execute("SELECT min(sent_at), max(sent_at) FROM sends").fetchone()
    from datetime import datetime, timedelta

    report = report_unused(
        demo.library.db, since=datetime.fromisoformat(first), until=datetime.fromisoformat(last) + timedelta(days=1)
    )
    assert 1 / 4 <= len(report.unsent) / len(report.external) <= 1 / 2
    assert all(report.totals.values()), "every cause has something true to show"


def test_battle_cards_are_internal_and_case_studies_are_not(demo: Demo) -> None:
    for asset in list_assets(demo.library.db):
        if asset.path.startswith("Battle Cards (INTERNAL)/"):
            assert asset.audience is Audience.INTERNAL, asset.path


def test_the_sample_drive_is_as_large_and_mixed_as_it_promises() -> None:
    suffixes = Counter(path.suffix.lower() for path in DRIVE.rglob("*") if path.is_file())
    least = {".pptx": 16, ".pdf": 16, ".docx": 12, ".html": 10, ".md": 8, ".xlsx": 3, ".eml": 5, ".vtt": 4}
    assert sum(suffixes.values()) >= 70
    for suffix, count in least.items():
        assert suffixes[suffix] >= count, suffix


@pytest.mark.parametrize("name", ["sends", "searches"])
def test_the_activity_names_files_that_lie_on_the_drive(name: str) -> None:
    with (CORPUS / "activity" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for path in (row["path"],) if name == "sends" else (*row["shown"].split("|"), *row["opened"].split("|")):
                assert not path or (DRIVE / path).is_file(), path


def test_a_corpus_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no sample drive"):
        run_demo(Settings(), tmp_path, open_library=lambda settings, create: open_empty(tmp_path))
