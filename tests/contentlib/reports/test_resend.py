"""What is to be sent again: what left as a file and is older than what we would send today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from contentlib.library.opened import Library
from contentlib.reports.report import Question
from contentlib.reports.resend import Stale, report_resend
from contentlib.reports.scope import Scope
from contentlib.storage import to_text
from tests.builders import NOON, index, open_empty, write_files
from tests.contentlib.market import SINCE, UNTIL, deal, send

HEAD = "---\naudience: external\nkind: one_pager\n---\n"
PRICES, STORY = "prices.md", "story.md"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_empty(tmp_path)
    files: dict[str, str | bytes] = {PRICES: f"{HEAD}# Prices\n\nEUR 900", STORY: f"{HEAD}# Harbour\n\nNine months."}
    index(opened, write_files(tmp_path / "drive", files))
    yield opened
    opened.close()


def revise(library: Library, folder: Path) -> None:
    write_files(folder / "drive", {PRICES: f"{HEAD}# Prices\n\nEUR 950 from now on."})
    index(library, folder / "drive")


def list_stale(library: Library, scope: Scope = Scope()) -> list[tuple[str, Stale]]:
    report = report_resend(library.db, Question(SINCE, UNTIL, scope))
    return [(row.asset.path, row.why) for row in report.rows]


def test_what_was_revised_since_it_was_sent_is_to_be_sent_again(library: Library, tmp_path: Path) -> None:
    send(library, PRICES, days=3)
    send(library, STORY, days=3)
    assert list_stale(library) == []
    revise(library, tmp_path)
    assert list_stale(library) == [(PRICES, Stale.REVISED)]


def test_what_was_sent_though_a_newer_version_was_there_is_told_apart(library: Library, tmp_path: Path) -> None:
    send_id = send(library, PRICES)
    revise(library, tmp_path)
    library.db.update("sends", send_id, {"sent_at": to_text(NOON + timedelta(hours=5))})
    assert list_stale(library) == [(PRICES, Stale.REPLACED)]


def test_what_was_sent_after_its_end_comes_first_of_all_reasons(library: Library, tmp_path: Path) -> None:
    send(library, PRICES, days=3)
    revise(library, tmp_path)
    library.db.execute("UPDATE assets SET expires_at = ?", [to_text(NOON - timedelta(days=5))])
    assert list_stale(library) == [(PRICES, Stale.EXPIRED)]


def test_a_link_that_follows_the_newest_version_is_never_out_of_date(library: Library, tmp_path: Path) -> None:
    send_id = send(library, PRICES, days=3)
    link = {"send_id": send_id, "sealed": "t", "token_hash": "h", "created_at": to_text(NOON), "pinned": 0}
    link_id = library.db.insert("links", link)
    revise(library, tmp_path)
    assert list_stale(library) == []
    library.db.update("links", link_id, {"pinned": 1})
    assert list_stale(library) == [(PRICES, Stale.REVISED)]


def test_a_deal_that_is_decided_needs_nothing_again(library: Library, tmp_path: Path) -> None:
    send(library, PRICES, deal_id=deal(library, "Harbour", "won", closed_at=NOON), days=3)
    send(library, PRICES, deal_id=deal(library, "Lark", "open"), days=3)
    revise(library, tmp_path)
    (row,) = report_resend(library.db, Question(SINCE, UNTIL)).rows
    assert row.deal == "Lark"


def test_it_can_be_narrowed(library: Library, tmp_path: Path) -> None:
    send(library, PRICES, days=3)
    revise(library, tmp_path)
    assert list_stale(library, Scope(kind="deck")) == []
    assert list_stale(library, Scope(kind="one_pager")) == [(PRICES, Stale.REVISED)]
