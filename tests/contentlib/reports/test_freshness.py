"""Freshness: whose date counts, and what a verification does; and what reps say back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from contentlib.errors import BadInput, UnknownAsset
from contentlib.library.opened import Library
from contentlib.reports.freshness import (
    FreshnessReport,
    FreshRow,
    State,
    add_months,
    find_standing,
    list_periods,
    record_verification,
    replace_periods,
    report_freshness,
)
from contentlib.requests.feedback_words import list_feedback, record_answer, record_feedback
from tests.builders import NOON
from tests.contentlib.market import INES, OLA, PRICE, SINCE, TRUST, UNTIL, number, open_market, send


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_market(tmp_path)
    opened.db.execute("UPDATE assets SET modified_at = ?", [NOON.isoformat()])
    yield opened
    opened.close()


def report(library: Library, days: int = 0) -> FreshnessReport:
    later = timedelta(days=days)
    return report_freshness(library.db, library.vocabulary, since=SINCE + later, until=UNTIL + later)


def row(library: Library, title: str, days: int = 0) -> FreshRow:
    return next(one for one in report(library, days).rows if one.asset.title == title)


def put(library: Library, path: str, column: str, value: str) -> None:
    library.db.table("assets").update(number(library, path), {column: value})


def test_an_asset_is_trusted_for_its_kinds_months_after_its_last_change(library: Library) -> None:
    assert row(library, "Payback").state is State.FRESH
    assert row(library, "Payback").due_at == add_months(NOON, 12)
    replace_periods(library.db, library.vocabulary, {"deck": 1})
    assert row(library, "Payback", days=15).state is State.DUE_SOON
    assert row(library, "Payback", days=40).state is State.OVERDUE


def test_a_day_that_the_file_names_goes_first_until_somebody_looked(library: Library) -> None:
    put(library, PRICE, "review_by", "2026-02-20")
    assert row(library, "Payback").state is State.OVERDUE
    record_verification(library.db, number(library, PRICE), verified_by=INES, verified_at=NOON)
    found = row(library, "Payback")
    assert found.state is State.FRESH
    assert found.verified is not None
    assert (found.verified.verified_by, found.verified.verified_at) == (INES, NOON)


def test_a_look_long_before_the_day_does_not_settle_it(library: Library) -> None:
    put(library, PRICE, "review_by", "2026-06-20")
    record_verification(library.db, number(library, PRICE), verified_by=INES, verified_at=NOON)
    assert row(library, "Payback", days=120).state is State.OVERDUE


def test_an_expired_asset_stays_expired_though_verified(library: Library) -> None:
    put(library, PRICE, "expires_at", "2026-03-01")
    record_verification(library.db, number(library, PRICE), verified_by=INES, verified_at=NOON)
    assert row(library, "Payback").state is State.EXPIRED


def test_what_is_stale_and_used_comes_first_and_the_totals_add_up(library: Library) -> None:
    for path in (PRICE, TRUST):
        put(library, path, "review_by", "2026-02-20")
    send(library, TRUST)
    made = report(library)
    assert [one.asset.title for one in made.rows[:2]] == ["References", "Payback"]
    assert [one.asset.title for one in made.used] == ["References"]
    assert sum(made.totals.values()) == len(made.rows) == 4


def test_one_asset_stands_as_in_the_report(library: Library) -> None:
    put(library, PRICE, "review_by", "2026-02-20")
    found = row(library, "Payback")
    standing = find_standing(library.db, library.vocabulary, found.asset, now=UNTIL)
    assert (standing.state, standing.due_at) == (found.state, found.due_at)
    assert standing.label == "Overdue"
    unknown = replace(found.asset, modified_at=None, added_at=None, id=number(library, TRUST))
    assert find_standing(library.db, library.vocabulary, unknown, now=UNTIL).state is State.FRESH


def test_periods_are_of_known_kinds_and_of_whole_months(library: Library) -> None:
    with pytest.raises(BadInput, match="“spoon” is not one of the kinds"):
        replace_periods(library.db, library.vocabulary, {"spoon": 3})
    with pytest.raises(BadInput, match="0 months for deck"):
        replace_periods(library.db, library.vocabulary, {"deck": 0})
    assert list_periods(library.db, library.vocabulary)["deck"] == 12


def test_what_cannot_be_found_cannot_be_verified(library: Library) -> None:
    with pytest.raises(UnknownAsset):
        record_verification(library.db, 99, verified_by=INES, verified_at=NOON)


# --- feedback -----------------------------------------------------------------------------------------------------


def say(library: Library, path: str, verdict: str, note: str = "", rep: str = INES) -> int:
    return record_feedback(
        library.db, number(library, path), verdict=verdict, note=note, rep=rep, said_at=NOON, search_id=77
    )


def test_the_inbox_has_words_about_the_most_sent_assets_first(library: Library) -> None:
    send(library, TRUST)
    say(library, PRICE, "outdated", "The price is of last year.")
    say(library, TRUST, "wrong", "That customer left.", rep=OLA)
    waiting = list_feedback(library.db, waiting=True)
    assert [(one.asset_title, one.rep, one.sends) for one in waiting] == [("References", OLA, 1), ("Payback", INES, 0)]


def test_useful_without_a_word_needs_no_answer(library: Library) -> None:
    say(library, PRICE, "useful")
    assert not list_feedback(library.db, waiting=True)
    assert len(list_feedback(library.db)) == 1


def test_an_answer_closes_a_word_once(library: Library) -> None:
    said = say(library, PRICE, "change", "Shorter.")
    found = record_answer(library.db, said, answer="Done in version 2.", answered_by=OLA, closed_at=NOON)
    assert (found.answer, found.answered_by, found.closed_at) == ("Done in version 2.", OLA, NOON)
    with pytest.raises(BadInput, match="closed already"):
        record_answer(library.db, said, answer="Again.", answered_by=OLA, closed_at=NOON)


@pytest.mark.parametrize(
    ("verdict", "note", "rep", "sentence"),
    [
        ("lovely", "", INES, "“lovely” in the field verdict"),
        ("change", " ", INES, "The field note is empty"),
        ("wrong", "x" * 2001, INES, "The field note has 2,001 characters"),
        ("wrong", "", "ines", "is no e-mail address"),
    ],
)
def test_a_word_that_cannot_be_used_names_its_field(
    library: Library, verdict: str, note: str, rep: str, sentence: str
) -> None:
    with pytest.raises(BadInput, match=sentence):
        say(library, PRICE, verdict, note, rep)
    assert list_feedback(library.db) == ()
