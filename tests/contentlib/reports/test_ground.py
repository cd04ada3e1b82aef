"""What the reports stand on: every report counts the same assets and the same events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from contentlib.catalog.assets import list_assets, list_plain_assets
from contentlib.library.opened import Library
from contentlib.reports.adoption import report_adoption
from contentlib.reports.freshness import report_freshness
from contentlib.reports.ground import count_one, read_ground
from contentlib.reports.scorecard import report_asset, report_scorecard
from contentlib.reports.unused import report_causes, report_unused
from contentlib.sending.views import record_view
from indexer.run import run_pass
from tests.builders import NOON, write_files
from tests.contentlib.market import PRICE, SINCE, TRUST, UNTIL, ask, number, open_market, send


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_market(tmp_path)
    yield opened
    opened.close()


def live(library: Library) -> None:
    """Two sends, one read in the window and one that is read after it; one was sent before it and is read in it."""
    ask(library, "payback", shown=(PRICE, TRUST), opened=PRICE)
    for days, read_after in ((5, 1), (1, 9), (400, 395)):
        read_at = NOON - timedelta(days=days - read_after)
        record_view(
            library.db, send(library, PRICE, days=days), viewed_at=read_at, seconds=40, pages=3, agent="", human=True
        )


def test_plain_assets_are_the_assets_without_their_tags(library: Library, tmp_path: Path) -> None:
    drive = tmp_path / "drive"
    write_files(
        drive, {"Archive/price.md": (drive / PRICE).read_bytes(), "Copy of trust.md": (drive / TRUST).read_bytes()}
    )
    (drive / "plain.md").write_text("# Zebra\n\nSpots.", encoding="utf-8")
    run_pass(library, drive)
    (drive / TRUST).unlink()
    run_pass(library, drive)
    assert list_plain_assets(library.db) == tuple(replace(asset, tags=()) for asset in list_assets(library.db))


def test_all_reports_count_alike(library: Library) -> None:
    live(library)
    window: dict[str, Any] = {"since": SINCE, "until": UNTIL}
    unused = {row.asset.id: row for row in report_unused(library.db, **window).rows}[number(library, PRICE)]
    scores = report_scorecard(library.db, **window)
    one = report_asset(library.db, number(library, PRICE), **window)
    counted = (unused.impressions, unused.opens, unused.sends, unused.views)
    card = next(card for card in scores.rows if card.asset.id == unused.asset.id)
    assert counted == (1, 1, 2, 2) == (card.impressions, card.opens, card.sends, card.reads)
    assert replace(one.card, asset=card.asset) == card
    did = count_one(library.db, unused.asset.id, **window)
    assert counted == (did.impressions, did.opens, did.sends, did.views)
    (rep,) = [rep for rep in report_adoption(library.db, **window).reps if rep.activity.sends]
    assert (rep.activity.sends, rep.activity.reads) == (2, 2)
    fresh = {row.asset.id: row for row in report_freshness(library.db, library.vocabulary, **window).rows}
    assert (fresh[card.asset.id].sends, fresh[card.asset.id].opens) == (2, 1)


def test_the_months_add_up_to_the_window(library: Library) -> None:
    live(library)
    window: dict[str, Any] = {"since": SINCE, "until": UNTIL}
    scores, team = report_scorecard(library.db, **window), report_adoption(library.db, **window)
    for name in ("impressions", "opens", "sends", "reads"):
        assert sum(getattr(month, name) for month in scores.months) == sum(getattr(one, name) for one in scores.rows)
    for name in ("opens", "sends", "reads"):
        assert sum(getattr(month, name) for month in team.months) == sum(
            getattr(one.activity, name) for one in team.reps
        ) + getattr(team.unnamed, name)


def test_a_report_without_its_queries_is_else_the_same(library: Library) -> None:
    live(library)
    whole, causes = (make(library.db, since=SINCE, until=UNTIL) for make in (report_unused, report_causes))
    assert any(row.queries for row in whole.rows)
    assert causes == replace(whole, rows=tuple(replace(row, queries=()) for row in whole.rows))


def test_an_empty_window_has_every_asset_and_no_event(library: Library) -> None:
    live(library)
    ground = read_ground(library.db, since=UNTIL, until=UNTIL)
    assert len(ground.assets) == 4
    assert not any(ground.count(asset.id).happened for asset in ground.assets)
