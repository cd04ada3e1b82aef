"""What to do first: each step with its evidence, none twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from contentlib.library.opened import Library
from contentlib.reports.shortlist import MOST, Do, NextStep, report_shortlist
from contentlib.requests.content_requests import ask_for
from contentlib.requests.feedback_words import record_feedback
from tests.builders import NOON
from tests.contentlib.market import INES, OLA, PRICE, SINCE, TRUST, UNTIL, ask, deal, number, open_market, send


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_market(tmp_path)
    opened.db.execute("UPDATE assets SET modified_at = ?", [NOON.isoformat()])
    yield opened
    opened.close()


def steps(library: Library, do: Do) -> tuple[NextStep, ...]:
    return report_shortlist(library, since=SINCE, until=UNTIL).of(do)


def test_make_what_several_reps_asked_for_and_nobody_requested(library: Library) -> None:
    ask(library, "submarine", rep=INES)
    assert steps(library, Do.MAKE) == ()
    ask(library, "submarine", rep=OLA)
    (step,) = steps(library, Do.MAKE)
    assert (step.title, step.evidence, step.asset_id) == ("submarine", "2 reps, 2 searches", None)
    ask_for(library.db, "submarine", rep=INES, asked_at=NOON)
    assert steps(library, Do.MAKE) == ()


def test_fix_what_a_rep_complains_about_and_what_is_stale_and_sent_each_once(library: Library) -> None:
    library.db.execute("UPDATE assets SET review_by = '2026-01-01'")
    send(library, PRICE)
    send(library, TRUST)
    record_feedback(library.db, number(library, PRICE), verdict="wrong", note="Old.", rep=INES, said_at=NOON)
    record_feedback(library.db, number(library, TRUST), verdict="useful", note="Nice.", rep=INES, said_at=NOON)
    assert [(step.title, step.evidence) for step in steps(library, Do.FIX)] == [
        ("Payback", "a rep says wrong: “Old.”; sent 1×"),
        ("References", "overdue since 1 Jan 2026, and sent 1×"),
    ]


def test_promote_only_what_stands_out_from_the_librarys_share(library: Library) -> None:
    for number_ in range(12):
        closed = NOON - timedelta(days=1)
        won = deal(library, f"won {number_}", "won", closed_at=closed)
        lost = deal(library, f"lost {number_}", "lost", closed_at=closed)
        send(library, PRICE, deal_id=won, days=9)
        send(library, TRUST, deal_id=lost, days=9)
    (step,) = steps(library, Do.PROMOTE)
    assert step.title == "Payback"
    assert step.evidence.startswith("12 of 12 decided deals won")
    assert "the library's share is 50%" in step.evidence


def test_retire_what_no_search_showed_and_keep_the_list_short(library: Library) -> None:
    ask(library, "payback", shown=(PRICE,))
    assert {step.title for step in steps(library, Do.RETIRE)} == {"References", "Rival", "Zebra"}
    made = report_shortlist(library, since=SINCE, until=UNTIL)
    assert all(len(made.of(do)) <= MOST for do in Do)
