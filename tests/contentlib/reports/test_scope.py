"""Reports narrowed to some assets, added up by effort, and told month by month; and that a busy library stops none."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from contentlib.errors import BadInput
from contentlib.library.opened import Library
from contentlib.model import Audience, Axis
from contentlib.reports.adoption import report_adoption
from contentlib.reports.coverage import report_coverage
from contentlib.reports.freshness import report_freshness
from contentlib.reports.gaps import report_gaps
from contentlib.reports.scope import Scope, check_scope, list_folders
from contentlib.reports.scorecard import report_scorecard
from contentlib.reports.unused import Cause, Effort, find_effort, group_unused, report_unused
from contentlib.search.demand import embed_queries, understand
from tests.builders import NOON
from tests.contentlib.market import (
    CARD,
    INES,
    OLA,
    PLAIN,
    PRICE,
    SINCE,
    TRUST,
    UNTIL,
    ask,
    deal,
    number,
    open_market,
    send,
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_market(tmp_path)
    yield opened
    opened.close()


def own(library: Library, path: str, owner: str) -> None:
    library.db.execute("UPDATE assets SET owner = ? WHERE id = ?", [owner, number(library, path)])


SCOPES = {
    "owner": (Scope(owner="petra@ours.example"), {PRICE}),
    "nobody": (Scope(owner="nobody"), {TRUST, CARD, PLAIN}),
    "audience": (Scope(audience="internal"), {CARD}),
    "kind": (Scope(kind="battle_card"), set()),
    "drive": (Scope(drive="drive"), {PRICE, TRUST, CARD, PLAIN}),
    "folder": (Scope(folder="elsewhere"), set()),
    "a beginning of a name is no folder": (Scope(folder="pri"), set()),
}


@pytest.mark.parametrize("name", SCOPES)
def test_a_report_narrowed_to_some_assets_adds_up_to_those(library: Library, name: str) -> None:
    own(library, PRICE, "petra@ours.example")
    scope, paths = SCOPES[name]
    made = report_unused(library.db, since=SINCE, until=UNTIL, scope=scope)
    assert {row.asset.path for row in made.rows} == paths
    assert sum(made.totals.values()) == len(paths)
    stale = report_freshness(library.db, library.vocabulary, since=SINCE, until=UNTIL, scope=scope)
    assert {row.asset.path for row in stale.rows} == paths
    assert sum(stale.totals.values()) == len(paths)


def test_a_scorecard_is_narrowed_and_its_base_stays_the_librarys(library: Library) -> None:
    won = deal(library, "Won", "won", closed_at=NOON + timedelta(hours=1))
    send(library, PRICE, deal_id=won)
    send(library, TRUST, deal_id=won)
    own(library, PRICE, "petra@ours.example")
    made = report_scorecard(library.db, since=SINCE, until=UNTIL, scope=Scope(owner="petra@ours.example"))
    assert [card.asset.path for card in made.rows] == [PRICE]
    assert made.base == report_scorecard(library.db, since=SINCE, until=UNTIL).base


def test_a_scope_that_cannot_be_meant_is_refused(library: Library) -> None:
    with pytest.raises(BadInput, match="“poem” is no kind"):
        check_scope(Scope(kind="poem"), library.vocabulary.labels)
    with pytest.raises(BadInput, match="“all” is no audience"):
        check_scope(Scope(audience="all"), library.vocabulary.labels)


def test_folders_are_offered_two_deep(tmp_path: Path) -> None:
    from tests.builders import build_library

    opened = build_library(
        tmp_path, {"a/b/c/x.md": "# One\n\nword", "a/y.md": "# Two\n\nword", "z.md": "# Three\n\nword"}
    )
    assert list_folders(opened.db) == ("a", "a/b")
    opened.close()


@pytest.mark.parametrize(
    ("cause", "audience", "sections", "effort"),
    [
        (Cause.NEVER_SURFACED, Audience.EXTERNAL, 400, Effort.MINUTES),
        (Cause.OPENED_NOT_SENT, Audience.EXTERNAL, 5, Effort.HOUR),
        (Cause.OPENED_NOT_SENT, Audience.EXTERNAL, 6, Effort.DAY),
        (Cause.OPENED_NOT_SENT, Audience.EXTERNAL, 21, Effort.DAYS),
        (Cause.SENT_NOT_READ, Audience.EXTERNAL, 99, Effort.MINUTES),
        (Cause.READ, Audience.EXTERNAL, 3, Effort.NONE),
        (Cause.OPENED_NOT_SENT, Audience.INTERNAL, 99, Effort.NONE),
        (Cause.NEVER_SURFACED, Audience.INTERNAL, 99, Effort.MINUTES),
    ],
)
def test_the_size_of_effort_follows_the_fix(cause: Cause, audience: Audience, sections: int, effort: Effort) -> None:
    assert find_effort(cause, audience, sections) is effort


def test_effort_adds_up_to_the_library(library: Library) -> None:
    made = report_unused(library.db, since=SINCE, until=UNTIL)
    assert sum(one.assets for one in group_unused(made, "effort")) == len(made.rows)


def test_a_month_of_the_scorecard_counts_each_thing_once(library: Library) -> None:
    ask(library, "payback", shown=(PRICE, TRUST), opened=PRICE)
    won = deal(library, "Won", "won", closed_at=NOON + timedelta(hours=1))
    send(library, PRICE, deal_id=won)
    send(library, TRUST, deal_id=won)
    months = report_scorecard(library.db, since=SINCE, until=UNTIL).months
    assert len(months) == len({month.month for month in months}) == 7
    last = months[-1]
    assert (last.month, last.impressions, last.opens, last.sends, last.won) == ("2026-03", 2, 1, 2, 1)
    narrowed = report_scorecard(library.db, since=SINCE, until=UNTIL, scope=Scope(audience="internal")).months[-1]
    assert (narrowed.impressions, narrowed.sends, narrowed.won) == (0, 0, 0)


def test_adoption_over_time_is_everybodys_a_teams_or_a_reps(library: Library) -> None:
    ask(library, "payback", rep=INES, shown=(PRICE,), opened=PRICE)
    send(library, PRICE, rep=OLA)
    library.db.execute("UPDATE people SET team = 'North' WHERE email = ?", [OLA])
    last = report_adoption(library.db, since=SINCE, until=UNTIL).months[-1]
    assert (last.people, last.searches, last.opens, last.sends) == (2, 1, 1, 1)
    north = report_adoption(library.db, since=SINCE, until=UNTIL, team="North")
    assert (north.months[-1].people, north.months[-1].searches, north.months[-1].sends) == (1, 0, 1)
    assert [rep.email for rep in north.reps] == [OLA]
    ines = report_adoption(library.db, since=SINCE, until=UNTIL, rep=INES).months[-1]
    assert (ines.people, ines.searches, ines.sends) == (1, 1, 0)


def test_reports_that_read_new_queries_go_on_while_the_library_is_being_written(library: Library) -> None:
    ask(library, "payback and price", shown=(PRICE,))
    ask(library, "a query nobody read before")
    writer = sqlite3.connect(library.path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    try:
        gaps = report_gaps(library, since=SINCE, until=UNTIL)
        mapped = report_coverage(library, since=SINCE, until=UNTIL, axis=Axis.OBJECTION)
        voiced = understand(library, ["payback and price"])
        assert embed_queries(library, ["payback and price"]).shape[0] == 1
    finally:
        writer.execute("ROLLBACK")
        writer.close()
    assert gaps.searches == mapped.searches == 2
    assert understand(library, ["payback and price"]) == voiced, "kept now, and the same"
