"""The unused report: every asset has one cause, and the totals add up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentlib.catalog.assets import find_asset_by_path
from contentlib.library.opened import Library
from contentlib.model import Channel, Filters
from contentlib.reports.export import to_csv
from contentlib.reports.report import Question
from contentlib.reports.unused import REPORT, Cause, UnusedReport, find_cause, report_unused, unused_to_json
from contentlib.search.activity import record_open, record_search
from contentlib.search.find import find_assets
from contentlib.sending.sends import record_send
from contentlib.sending.views import record_view
from tests.builders import NOON, build_library

REP = "ines@ours.example"
EXTERNAL = "---\naudience: external\n---\n"
FILES: dict[str, str | bytes] = {
    "read.md": f"{EXTERNAL}# Payback\n\nPayback in nine months.",
    "sent.md": f"{EXTERNAL}# Uptime\n\nUptime of the service.",
    "opened.md": f"{EXTERNAL}# Residency\n\nWhere the data lives.",
    "shown.md": f"{EXTERNAL}# Handover\n\nHow the handover goes.",
    "never.md": f"{EXTERNAL}# Zebra\n\nStripes.",
    "card.md": "---\naudience: internal\n---\n# Rival\n\nThe rival is cheap.",
}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = build_library(tmp_path, FILES)
    yield opened
    opened.close()


def to_csv_text(made: UnusedReport) -> str:
    return REPORT.csv(made, Question(made.since, made.until))


def shown(library: Library, query: str) -> int:
    answer = find_assets(library, query, filters=Filters(), limit=1)
    return record_search(library.db, answer, person=REP, searched_at=NOON)


def asset_id(library: Library, path: str) -> int:
    return find_asset_by_path(library.db, path).id


def sent(library: Library, path: str) -> int:
    return record_send(
        library.db, asset_id(library, path), rep=REP, contact="ann@buyer.example", deal="", channel=Channel.EMAIL,
        note="", token=path, sent_at=NOON,
    ).id  # fmt: skip


def report(library: Library) -> UnusedReport:
    return report_unused(library.db, since=NOON - timedelta(days=1), until=NOON + timedelta(days=1))


def test_each_asset_has_the_cause_that_its_history_says(library: Library) -> None:
    record_view(library.db, sent(library, "read.md"), viewed_at=NOON, seconds=40, pages=2, agent="browser", human=True)
    record_view(library.db, sent(library, "sent.md"), viewed_at=NOON, seconds=0, pages=0, agent="scanner", human=False)
    record_open(library.db, asset_id(library, "opened.md"), person=REP, opened_at=NOON)
    shown(library, "handover")
    causes = {row.asset.path: row.cause for row in report(library).rows}
    assert causes == {
        "read.md": Cause.READ,
        "sent.md": Cause.SENT_NOT_READ,
        "opened.md": Cause.OPENED_NOT_SENT,
        "shown.md": Cause.SURFACED_NOT_OPENED,
        "never.md": Cause.NEVER_SURFACED,
        "card.md": Cause.NEVER_SURFACED,
    }


def test_the_totals_add_up_to_the_library(library: Library) -> None:
    made = report(library)
    assert sum(made.totals.values()) == len(made.rows) == len(FILES)
    assert len(made.external) + len(made.internal) == len(made.rows)


def test_a_row_shows_the_searches_and_the_rank_that_surfaced_it(library: Library) -> None:
    shown(library, "handover")
    (row,) = [row for row in report(library).rows if row.asset.path == "shown.md"]
    assert (row.impressions, row.best_rank, row.queries) == (1, 1, ("handover",))
    assert row.fix


def test_an_internal_asset_has_done_its_work_when_it_is_opened(library: Library) -> None:
    record_open(library.db, asset_id(library, "card.md"), person=REP, opened_at=NOON)
    assert not report(library).unopened


def test_what_happened_outside_the_window_does_not_count(library: Library) -> None:
    sent(library, "sent.md")
    later = report_unused(library.db, since=NOON + timedelta(days=1), until=NOON + timedelta(days=2))
    (row,) = [row for row in later.rows if row.asset.path == "sent.md"]
    assert (row.cause, row.sends) == (Cause.NEVER_SURFACED, 0)
    assert row.last_sent_at == NOON


def test_csv_and_json_tell_the_same(library: Library) -> None:
    made = report(library)
    data = unused_to_json(made)
    assert data["unused"] == len(made.unused) == len(to_csv_text(made).splitlines()) - 1
    assert {row["cause"] for row in data["rows"]} <= {cause.value for cause in Cause}


def test_an_empty_library_has_an_empty_report(tmp_path: Path) -> None:
    from tests.builders import open_empty

    opened = open_empty(tmp_path)
    assert to_csv_text(report(opened)).startswith("path,drive,title")
    assert sum(report(opened).totals.values()) == 0
    opened.close()


@given(*[st.integers(0, 9)] * 4)
def test_a_cause_is_found_for_any_history(impressions: int, opens: int, sends: int, views: int) -> None:
    cause = find_cause(impressions, opens, sends, views)
    assert (cause is Cause.READ) == (views > 0)
    assert (cause is Cause.NEVER_SURFACED) == (impressions == opens == sends == views == 0)


@given(st.text())
def test_no_cell_of_a_csv_is_run_as_a_formula(text: str) -> None:
    cell = to_csv([{"title": text}]).removeprefix("title\r\n").lstrip('"')
    assert not cell.startswith(("=", "+", "-", "@", "\t"))
