"""A kind is asked for by its names, but not by one that stands for something else in this library."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from contentlib.language import read_vocabulary
from contentlib.search.asked_kinds import find_asked, stands_for
from tests.builders import build_library

KINDS = read_vocabulary().kinds


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("otterly battlecard", {"battle_card"}), ("battle card", {"battle_card"}), ("cfo persona", {"persona"}),
        ("otterly pricing", {"pricing"}), ("case study on a bank that moved", {"case_study"}),
        ("Outreach: what it costs", set()), ("outreach pricing model of rivals", set()),
        ("we met no persona there at all and the deal is lost", set()), ("it is too expensive", set()),
    ],
)  # fmt: skip
def test_a_kind_is_asked_for_by_its_own_word_among_a_few(query: str, kinds: set[str]) -> None:
    assert find_asked(query, KINDS, stands_for=lambda *_: True) == kinds


def test_a_name_that_the_library_has_for_something_else_asks_for_no_kind(tmp_path: Path) -> None:
    files: Mapping[str, str] = {
        f"Product/Platform {one}.md": f"# Platform {one}\n\nOur platform does call recording and {one} of calls.\n"
        for one in ("consent", "storage", "search", "export")
    }
    library = build_library(tmp_path, files)
    assert not stands_for(library.db, "call recording", "transcript")
    assert stands_for(library.db, "call notes", "transcript")
