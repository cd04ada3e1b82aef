"""Filters hold inside both legs of a search and in the lists, and a wrong value is named."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from contentlib.catalog.assets import count_assets, list_assets
from contentlib.catalog.filter_values import check_filters
from contentlib.errors import BadInput
from contentlib.library.opened import Library
from contentlib.model import Audience, Filters
from contentlib.search.find import find_assets
from tests.builders import build_library


def page(title: str, **fields: str) -> str:
    head = "\n".join(f"{name}: {value}" for name, value in fields.items())
    return f"---\n{head}\n---\n# {title}\n\nThe price of {title} and what it pays back."


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    opened = build_library(
        tmp_path_factory.mktemp("filters"),
        {
            "2026/alpha.md": page(
                "Alpha", kind="case_study", audience="external", stages="decision", objections="price"
            ),
            "2026/beta.md": page(
                "Beta", kind="battle_card", audience="internal", stages="decision", objections="trust"
            ),
            "2026 old/gamma.md": page("Gamma", kind="case_study", audience="external", stages="awareness"),
            "delta.html": "<title>Delta</title><p>The price of Delta and what it pays back.</p>",
        },
    )
    yield opened
    opened.close()


CASES = {
    "kind": (Filters(kinds=("case_study",)), {"Alpha", "Gamma"}),
    "two kinds are alternatives": (Filters(kinds=("case_study", "battle_card")), {"Alpha", "Beta", "Gamma"}),
    "fields add up": (Filters(kinds=("case_study",), stages=("decision",)), {"Alpha"}),
    "audience": (Filters(audience=Audience.EXTERNAL), {"Alpha", "Gamma"}),
    "objection": (Filters(objections=("trust",)), {"Beta"}),
    "format": (Filters(formats=("html",)), {"Delta"}),
    "folder, not its neighbour": (Filters(folder="2026"), {"Alpha", "Beta"}),
    "folder with a slash": (Filters(folder="/2026 old/"), {"Gamma"}),
    "drive": (Filters(drive="drive"), {"Alpha", "Beta", "Gamma", "Delta"}),
    "another drive": (Filters(drive="other"), set()),
    "later than all": (Filters(since=datetime(2999, 1, 1, tzinfo=UTC)), set()),
    "a folder that is no pattern": (Filters(folder="2026%"), set()),
}


@pytest.mark.parametrize(("filters", "titles"), CASES.values(), ids=CASES.keys())
def test_a_search_and_a_list_keep_to_the_filters(library: Library, filters: Filters, titles: set[str]) -> None:
    found = find_assets(library, "price", filters=filters)
    assert {result.asset.title for result in found.results} == titles
    asked = check_filters(filters, library.vocabulary, lambda _: ("md", "html"))
    assert {asset.title for asset in list_assets(library.db, filters=asked)} == titles
    assert count_assets(library.db, filters=asked) == len(titles)


def test_dates_the_wrong_way_round_are_named(library: Library) -> None:
    wrong = Filters(since=datetime(2026, 2, 1, tzinfo=UTC), until=datetime(2026, 1, 1, tzinfo=UTC))
    with pytest.raises(BadInput, match="Swap them"):
        find_assets(library, "price", filters=wrong)


@pytest.mark.parametrize("filters", [Filters(stages=("x",)), Filters(objections=("x",)), Filters(kinds=("x",))])
def test_a_value_on_no_list_is_named_with_the_list(library: Library, filters: Filters) -> None:
    with pytest.raises(BadInput, match="Choose from"):
        find_assets(library, "price", filters=filters)
