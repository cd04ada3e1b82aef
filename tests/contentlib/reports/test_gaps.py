"""Content gaps and the requests that come of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentlib.errors import BadInput, UnknownAsset
from contentlib.library.opened import Library
from contentlib.reports.gaps import Gap, GapsReport, group_by_meaning, report_gaps
from contentlib.requests.content_requests import (
    Ask,
    RequestStatus,
    ask_for,
    find_request,
    list_requests,
    record_progress,
    record_request,
)
from tests.builders import NOON
from tests.contentlib.market import INES, OLA, PRICE, SINCE, TRUST, UNTIL, ask, deal, number, open_market, send


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_market(tmp_path)
    yield opened
    opened.close()


def report(library: Library) -> GapsReport:
    return report_gaps(library, since=SINCE, until=UNTIL)


def only(library: Library) -> Gap:
    (gap,) = report(library).gaps
    return gap


def test_a_search_that_led_somewhere_is_no_gap(library: Library) -> None:
    ask(library, "payback", shown=(PRICE,), opened=PRICE)
    assert report(library).gaps == ()
    assert report(library).searches == 1


def test_what_the_same_rep_sent_within_a_day_was_found(library: Library) -> None:
    ask(library, "payback", shown=(PRICE,), days=2)
    send(library, PRICE, days=1)
    ask(library, "references", shown=(TRUST,), days=9)
    send(library, TRUST, days=1)
    assert only(library).title == "references"


def test_nothing_fitted_and_passed_over_are_told_apart(library: Library) -> None:
    ask(library, "blockchain")
    ask(library, "blockchain", shown=(PRICE, TRUST))
    gap = only(library)
    assert (gap.unanswered, gap.passed_over, gap.searches) == (1, 1, 2)
    assert gap.nearest is not None
    assert gap.nearest.title == "Payback"


def test_queries_that_mean_the_same_are_one_gap_named_by_the_most_frequent(library: Library) -> None:
    for query in ("blockchain invoices", "Blockchain  Invoices", "invoices blockchain", "submarine"):
        ask(library, query)
    first, second = report(library).gaps
    assert first.title == "blockchain invoices"
    assert [query.unanswered for query in first.queries] == [2, 1]
    assert second.title == "submarine"


def test_gaps_are_ranked_by_reps_then_by_the_open_deals_behind_them(library: Library) -> None:
    deal(library, "big", "open", rep=OLA, amount=9000)
    deal(library, "ended", "lost", rep=INES, amount=70000, closed_at=NOON)
    ask(library, "submarine", rep=INES)
    ask(library, "submarine", rep=OLA)
    ask(library, "torpedo", rep=OLA)
    ask(library, "xylophone", rep=INES)
    ask(library, "xylophone", rep=INES)
    made = report(library).gaps
    assert [gap.title for gap in made] == ["submarine", "torpedo", "xylophone"]
    assert made[1].value == {"EUR": 9000}
    assert made[2].deals == 0


@given(st.lists(st.lists(st.floats(-1, 1), min_size=3, max_size=3).filter(any), max_size=12))
def test_every_query_is_in_exactly_one_group(rows: list[list[float]]) -> None:
    vectors = np.array(rows, dtype=np.float32).reshape(-1, 3)
    groups = group_by_meaning(vectors, 0.6)
    assert sorted(number for group in groups for number in group) == list(range(len(rows)))


def test_a_rep_asks_and_others_join_the_request_that_waits(library: Library) -> None:
    first = ask_for(library.db, "Hosting in the US", rep=INES, asked_at=NOON)
    assert ask_for(library.db, "hosting in the us", rep=OLA, asked_at=NOON) == first
    assert ask_for(library.db, "hosting in the us", rep=OLA, asked_at=NOON) == first
    made = find_request(library.db, first)
    assert made.reps == (INES, OLA)
    assert made.queries == ("Hosting in the US",)
    assert len(made.asks) == 2


def test_a_gap_knows_the_request_that_waits_for_it(library: Library) -> None:
    ask(library, "hosting")
    assert only(library).request_id is None
    made = ask_for(library.db, "Hosting", rep=INES, asked_at=NOON)
    assert only(library).request_id == made
    record_progress(library.db, made, status=RequestStatus.DECLINED, assignee="", asset_id=None, reply="no", at=NOON)
    assert only(library).request_id is None


def test_a_request_is_answered_with_an_asset(library: Library) -> None:
    made = record_request(library.db, "Hosting", [Ask("hosting", INES, NOON)], asked_at=NOON)
    with pytest.raises(BadInput, match="name the asset that answers"):
        record_progress(library.db, made, status=RequestStatus.ANSWERED, assignee="", asset_id=None, reply="", at=NOON)
    with pytest.raises(UnknownAsset):
        record_progress(library.db, made, status=RequestStatus.ANSWERED, assignee="", asset_id=99, reply="", at=NOON)
    asset_id = number(library, PRICE)
    record_progress(
        library.db, made, status=RequestStatus.ANSWERED, assignee=OLA, asset_id=asset_id, reply="Here.", at=NOON
    )
    found = find_request(library.db, made)
    assert (found.asset_title, found.assignee, found.closed_at) == ("Payback", OLA, NOON)


def test_requests_that_wait_come_first_the_most_wanted_on_top(library: Library) -> None:
    one = ask_for(library.db, "one", rep=INES, asked_at=NOON)
    two = record_request(library.db, "two", [Ask("two", INES, NOON), Ask("too", OLA, NOON)], asked_at=NOON)
    done = ask_for(library.db, "done", rep=INES, asked_at=NOON)
    record_progress(library.db, done, status=RequestStatus.DECLINED, assignee="", asset_id=None, reply="", at=NOON)
    assert [found.id for found in list_requests(library.db)] == [two, one, done]


def test_a_request_needs_a_title_and_exists(library: Library) -> None:
    with pytest.raises(BadInput, match="field title is empty"):
        record_request(library.db, "  ", [], asked_at=NOON)
    with pytest.raises(BadInput, match="No content request has the number 9"):
        find_request(library.db, 9)
