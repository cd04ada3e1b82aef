"""The coverage map: supply, demand and what came of it, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from contentlib.errors import BadInput
from contentlib.library.opened import Library
from contentlib.model import Axis
from contentlib.reports.coverage import Cell, CoverageReport, CoverageRow, list_cells, report_cell, report_coverage
from contentlib.search.demand import count_unread, read_ahead, understand
from tests.builders import NOON
from tests.contentlib.market import CARD, PRICE, SINCE, UNTIL, ask, deal, number, open_market, send

TOO_EXPENSIVE = '{"objections": ["price"], "stages": ["decision"]}'


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_market(tmp_path)
    yield opened
    opened.close()


def report(library: Library, axis: Axis = Axis.OBJECTION) -> CoverageReport:
    return report_coverage(library, since=SINCE, until=UNTIL, axis=axis)


def row(made: CoverageReport, value: str) -> CoverageRow:
    return next(one for one in made.rows if one.value == value)


def field(library: Library, value: str, stage: str) -> Cell:
    return next(cell for cell in row(report(library), value).cells if cell.stage == stage)


def test_a_field_counts_the_assets_with_both_tags_by_audience(library: Library) -> None:
    assert (field(library, "price", "decision").external, field(library, "price", "awareness").external) == (1, 0)
    whole = row(report(library), "competitor").whole
    assert (whole.external, whole.internal) == (0, 1)


def test_what_a_rep_chose_as_a_filter_counts_as_said(library: Library) -> None:
    ask(library, "xylophone", filters=TOO_EXPENSIVE)
    assert field(library, "price", "decision").searches == 1
    assert row(report(library), "price").whole.searches == 1


def test_demand_without_anything_to_send_is_named(library: Library) -> None:
    ask(library, "xylophone", filters='{"objections": ["competitor"]}')
    ask(library, "xylophone", filters='{"objections": ["timing"]}')
    lacks = {one.value: one.whole.lack for one in report(library).lacking}
    assert lacks == {"competitor": "nothing to send", "timing": "nothing at all"}


def test_a_won_deal_counts_once_and_only_when_the_asset_was_sent_before_it_closed(library: Library) -> None:
    won = deal(library, "won", "won", closed_at=NOON - timedelta(days=5))
    send(library, PRICE, deal_id=won, days=10)
    send(library, PRICE, deal_id=won, days=9)
    send(library, PRICE, deal_id=deal(library, "late", "won", closed_at=NOON - timedelta(days=5)), days=1)
    whole = row(report(library), "price").whole
    assert (whole.sends, whole.won) == (3, 1)


def test_expired_and_retired_assets_are_no_supply(library: Library) -> None:
    library.db.execute("UPDATE assets SET expires_at = '2020-01-01' WHERE id = ?", [number(library, PRICE)])
    library.db.execute("UPDATE assets SET retired_at = '2020-01-01' WHERE id = ?", [number(library, CARD)])
    made = report(library)
    assert row(made, "price").whole.external == 0
    assert row(made, "competitor").whole.internal == 0


def test_a_competitor_is_wanted_when_a_query_names_it(library: Library) -> None:
    ask(library, "how do we beat QUILLBOOKS?")
    ask(library, "quillbooksy")
    made = report(library, Axis.COMPETITOR)
    assert [(one.value, one.whole.searches, one.whole.internal) for one in made.rows] == [("Quillbooks", 1, 1)]


def test_a_side_nobody_names_is_empty(library: Library) -> None:
    assert report(library, Axis.INDUSTRY).rows == ()


def test_the_map_has_no_other_sides(library: Library) -> None:
    with pytest.raises(BadInput, match="no side “kind”"):
        report(library, Axis.KIND)


def test_searches_outside_the_window_do_not_count(library: Library) -> None:
    ask(library, "xylophone", filters=TOO_EXPENSIVE, days=400)
    assert report(library).searches == 0


def test_a_field_laid_open_lists_its_assets_and_its_queries(library: Library) -> None:
    ask(library, "xylophone", filters=TOO_EXPENSIVE)
    ask(library, "xylophone", filters=TOO_EXPENSIVE)
    made = report_cell(library, since=SINCE, until=UNTIL, axis=Axis.OBJECTION, value="price", stage="decision")
    assert [one.asset.title for one in made.assets] == ["Payback"]
    assert made.queries == (("xylophone", 2),)
    assert made.cell == field(library, "price", "decision")


@pytest.mark.parametrize(("value", "stage"), [("moon", ""), ("price", "noon")])
def test_a_field_that_is_not_on_the_map_is_refused(library: Library, value: str, stage: str) -> None:
    with pytest.raises(BadInput, match=r"“(moon|noon)”"):
        report_cell(library, since=SINCE, until=UNTIL, axis=Axis.OBJECTION, value=value, stage=stage)


def test_the_rows_of_the_table_are_the_fields_of_the_map(library: Library) -> None:
    made = report(library)
    assert len(list(list_cells(made))) == len(made.rows) * (len(made.stages) + 1)


def test_a_query_is_read_once_for_what_it_voices(library: Library) -> None:
    first = understand(library, ["Too expensive!", "too  expensive!"])
    seen = library.embedder.texts_seen  # type: ignore[attr-defined]
    assert understand(library, ["TOO EXPENSIVE!"]) == first
    assert len(first) == 1
    assert library.embedder.texts_seen == seen  # type: ignore[attr-defined]


def test_after_reading_ahead_no_report_has_to_read(library: Library) -> None:
    for query in ("too expensive", "Too  Expensive", "our CISO", "who else"):
        ask(library, query)
    assert count_unread(library) == 3
    assert sum(read_ahead(library)) == 3
    seen = library.embedder.texts_seen  # type: ignore[attr-defined]
    report(library)
    assert (count_unread(library), library.embedder.texts_seen) == (0, seen)  # type: ignore[attr-defined]


def test_a_query_is_read_again_when_the_vocabulary_changed(library: Library) -> None:
    understand(library, ["too expensive"])
    library.db.execute("UPDATE read_queries SET read_with = 'an older one'")
    library.db.execute("DELETE FROM understood")
    before = understand(library, ["too expensive"])
    library.db.execute("UPDATE read_queries SET read_with = 'an older one'")
    assert understand(library, ["too expensive"]) == before
