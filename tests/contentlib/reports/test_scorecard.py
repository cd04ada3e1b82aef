"""Scorecards and adoption: what happened to each asset and by whom, and what the deals say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentlib.errors import UnknownAsset
from contentlib.library.opened import Library
from contentlib.reports.adoption import report_adoption
from contentlib.reports.scorecard import (
    FEWEST_DEALS,
    Scorecard,
    ScorecardReport,
    compare,
    measure_share,
    rank_by_share,
    report_asset,
    report_scorecard,
)
from contentlib.sending.views import record_view
from tests.builders import NOON
from tests.contentlib.market import INES, OLA, PRICE, SINCE, TRUST, UNTIL, ask, deal, number, open_market, send


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_market(tmp_path)
    yield opened
    opened.close()


def report(library: Library) -> ScorecardReport:
    return report_scorecard(library.db, since=SINCE, until=UNTIL)


def card(library: Library, title: str) -> Scorecard:
    return next(one for one in report(library).rows if one.asset.title == title)


def test_a_card_counts_the_way_to_the_buyer(library: Library) -> None:
    ask(library, "payback", shown=(PRICE, TRUST), opened=PRICE)
    sent = send(library, PRICE)
    record_view(library.db, sent, viewed_at=NOON, seconds=30, pages=2, agent="browser", human=True)
    record_view(library.db, sent, viewed_at=NOON, seconds=0, pages=1, agent="scanner", human=False)
    found = card(library, "Payback")
    assert (found.impressions, found.opens, found.sends, found.reads) == (1, 1, 1, 1)
    assert [one.asset.title for one in report(library).rows] == ["Payback", "References"]


def test_a_deal_counts_when_the_asset_was_sent_on_it_before_it_closed(library: Library) -> None:
    closed = NOON - timedelta(days=10)
    before, after = deal(library, "won", "won", closed_at=closed), deal(library, "late", "won", closed_at=closed)
    send(library, PRICE, deal_id=before, days=20)
    send(library, PRICE, deal_id=before, days=19)
    send(library, PRICE, deal_id=after, days=5)
    send(library, PRICE, deal_id=deal(library, "open", "open", amount=300))
    found = card(library, "Payback").deals
    assert (found.won, found.lost, found.open) == (1, 0, 1)
    assert (found.won_amount, found.open_amount) == ({"EUR": 1000}, {"EUR": 300})


def test_lost_deals_stand_beside_the_won_ones_and_the_base_counts_each_deal_once(library: Library) -> None:
    won, lost = deal(library, "won", "won", closed_at=NOON), deal(library, "lost", "lost", closed_at=NOON)
    for path in (PRICE, TRUST):
        send(library, path, deal_id=won, days=20)
        send(library, path, deal_id=lost, days=20)
    base = report(library).base
    assert base is not None
    assert (base.won, base.lost, base.share) == (1, 1, 0.5)


def test_a_small_sample_is_not_ranked(library: Library) -> None:
    for number_ in range(FEWEST_DEALS):
        assert rank_by_share(report(library).rows) == ()
        won = deal(library, f"won {number_}", "won", closed_at=NOON)
        send(library, PRICE, deal_id=won, days=20)
    assert [one.asset.title for one in rank_by_share(report(library).rows)] == ["Payback"]


@given(st.integers(0, 200), st.integers(0, 200))
def test_the_interval_holds_the_share_and_stays_between_nothing_and_all(won: int, lost: int) -> None:
    found = measure_share(won, lost)
    if found is None:
        assert won + lost == 0
        return
    assert 0 <= found.low <= found.share <= found.high <= 1


@pytest.mark.parametrize(
    ("won", "lost", "says"),
    [(20, 1, "above"), (1, 20, "below"), (5, 5, "no difference to tell"), (4, 0, "too few deals")],
)
def test_a_share_is_called_different_only_when_its_interval_leaves_out_the_base(won: int, lost: int, says: str) -> None:
    assert compare(measure_share(won, lost), measure_share(50, 50)) == says


def test_one_asset_has_its_months_its_searches_and_its_deals(library: Library) -> None:
    ask(library, "payback", shown=(PRICE,), opened=PRICE, days=40)
    ask(library, "Payback", shown=(PRICE,))
    send(library, PRICE, deal_id=deal(library, "open", "open"))
    made = report_asset(library.db, number(library, PRICE), since=SINCE, until=UNTIL)
    assert [(month.month, month.impressions, month.sends) for month in made.months if month.impressions] == [
        ("2026-01", 1, 0), ("2026-03", 1, 1),
    ]  # fmt: skip
    assert made.queries == (("Payback", 2, 1),)
    assert [one.name for one in made.deals] == ["open"]


def test_an_asset_that_is_not_there_is_named(library: Library) -> None:
    with pytest.raises(UnknownAsset, match="No asset has the number 99"):
        report_asset(library.db, 99, since=SINCE, until=UNTIL)


def test_adoption_counts_each_rep_and_adds_up_to_the_team(library: Library) -> None:
    ask(library, "payback", shown=(PRICE,), opened=PRICE, rep=INES)
    send(library, PRICE, rep=INES, days=3)
    ask(library, "payback", rep=OLA, days=9)
    library.db.execute("UPDATE people SET team = 'North'")
    made = report_adoption(library.db, since=SINCE, until=UNTIL)
    first, second = made.reps
    assert (first.email, first.activity.searches, first.activity.opens, first.activity.sends) == (INES, 1, 1, 1)
    assert second.activity.last_active_at == NOON - timedelta(days=9)
    (team,) = made.teams
    assert (team.people, team.active, team.activity.searches) == (2, 2, 2)


def test_who_did_nothing_is_listed_too(library: Library) -> None:
    ask(library, "payback", rep=INES, days=400)
    (rep,) = report_adoption(library.db, since=SINCE, until=UNTIL).reps
    assert not rep.active
