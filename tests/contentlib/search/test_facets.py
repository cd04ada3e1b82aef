"""Facets tell how many, under the other filters; freshness is judged in SQL as the report judges it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contentlib.catalog.assets import count_assets, list_assets
from contentlib.catalog.trust import Freshness, list_standings
from contentlib.library.opened import Library
from contentlib.model import Filters
from contentlib.reports.freshness import State, Verification, find_due, judge
from contentlib.search.facets import FIELDS, Facet, count_considered, count_listed, facets_to_json
from contentlib.search.find import find_assets
from contentlib.storage.database import open_database, to_text
from contentlib.storage.store import Store
from tests.builders import NOON, build_library

FILES = {
    "Decks/2026/price.md": "---\nobjections: [price]\nkind: deck\nindustry: Banking\n---\n# Price\n\nA licence.\n",
    "Decks/old/price.md": "---\nobjections: [price, trust]\nkind: deck\n---\n# Old price\n\nThe licence was dear.\n",
    "Stories/harbour.md": (
        "---\nobjections: [trust]\nkind: case_study\nindustry: banking\n---\n# Harbour\n\nThe licence closed books.\n"
    ),
    "top.md": "---\nkind: blog\nexpires_at: 2020-01-01\n---\n# Top\n\nThe licence of everything.\n",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return build_library(tmp_path_factory.mktemp("facets"), FILES)


def counted(facets: tuple[Facet, ...], name: str) -> dict[str, int]:
    return facets_to_json(facets).get(name, {})


def search(library: Library, filters: Filters = Filters()) -> tuple[Facet, ...]:
    return count_considered(library, find_assets(library, "licence", filters=filters), now=NOON)


def test_a_search_counts_every_asset_it_considered_not_only_the_shown(library: Library) -> None:
    answer = find_assets(library, "licence", limit=1)
    assert len(answer.results) == 1
    assert counted(count_considered(library, answer, now=NOON), "kind") == {"deck": 2, "case_study": 1, "blog": 1}


def test_a_group_with_a_choice_is_counted_as_if_it_were_not_made(library: Library) -> None:
    facets = search(library, Filters(kinds=("deck",)))
    assert counted(facets, "kind") == {"deck": 2, "case_study": 1, "blog": 1}
    assert counted(facets, "objection")["trust"] == 1, "other groups are counted under it"


def test_the_commonest_come_first_and_what_no_asset_has_is_left_out(library: Library) -> None:
    kinds = next(facet for facet in search(library) if facet.name == "kind")
    assert [value.value for value in kinds.values] == ["deck", "blog", "case_study"]
    assert "pricing" not in counted(search(library), "kind")


def test_a_chosen_value_stays_though_no_asset_has_it(library: Library) -> None:
    kinds = next(facet for facet in search(library, Filters(kinds=("pricing",))) if facet.name == "kind")
    assert [(value.value, value.count) for value in kinds.values if value.chosen] == [("pricing", 0)]


def test_spellings_of_one_industry_are_one_value(library: Library) -> None:
    assert list(counted(search(library), "industry").values()) == [2]


def test_folders_are_walked_down_step_by_step(library: Library) -> None:
    assert counted(search(library), "folder") == {"Decks": 2, "Stories": 1}
    assert counted(search(library, Filters(folder="Decks")), "folder") == {"Decks/2026": 1, "Decks/old": 1}


def test_freshness_is_counted_and_filters(library: Library) -> None:
    assert counted(search(library), "freshness")[Freshness.EXPIRED] == 1
    assert [asset.title for asset in list_assets(library.db, filters=Filters(freshness=("expired",)))] == ["Top"]


@pytest.mark.parametrize("name", sorted(set(FIELDS) - {"folder", "audience"}))
def test_a_list_counts_what_choosing_the_value_will_show(library: Library, name: str) -> None:
    facet = next((one for one in count_listed(library.db, Filters(), now=datetime.now(UTC)) if one.name == name), None)
    for value in facet.values if facet else ():
        chosen: Any = value.value if name == "drive" else (value.value,)
        assert count_assets(library.db, filters=replace(Filters(), **{FIELDS[name]: chosen})) == value.count


# --- freshness, judged twice ----------------------------------------------------------------------------------------

FIRST = datetime(2023, 1, 1, tzinfo=UTC)
days = st.integers(0, 5 * 365 * 24 * 60).map(lambda minutes: FIRST + timedelta(minutes=minutes))


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Store:
    library = build_library(tmp_path_factory.mktemp("one"), {"a.md": "# A\n\nWords enough to be read.\n"})
    return library.db


@settings(max_examples=150, deadline=None)
@given(
    changed=days, review_by=st.none() | days, expires=st.none() | days, looked=st.none() | days,
    months=st.integers(1, 30), now=days,
)  # fmt: skip
def test_sql_judges_freshness_as_the_report_does(
    one: Store, changed: datetime, review_by: datetime | None, expires: datetime | None, looked: datetime | None,
    months: int, now: datetime,
) -> None:  # fmt: skip
    one.execute(
        "UPDATE assets SET kind = 'deck', modified_at = ?, review_by = ?, expires_at = ? WHERE id = 1",
        [to_text(moment) for moment in (changed, review_by, expires)],
    )
    one.execute("DELETE FROM verifications")
    if looked:
        one.execute(
            "INSERT INTO verifications (asset_id, verified_by, verified_at) VALUES (1, '', ?)", [to_text(looked)]
        )
    one.execute("INSERT OR REPLACE INTO review_periods (kind, months) VALUES ('deck', ?)", [months])
    asset = list_assets(one)[0]
    due_at = find_due(asset, review_by, Verification("", looked) if looked else None, months)
    state = judge(due_at, expires, now)
    # SQLite counts days as a real number: a second's difference is beyond it.
    if due_at and abs(due_at - now) < timedelta(seconds=2):
        return
    plain = {State.EXPIRED: Freshness.EXPIRED, State.OVERDUE: Freshness.DUE}.get(state, Freshness.FRESH)
    assert list_standings(one, [1], now=now)[1] is plain


def test_a_day_that_is_none_is_never_past(one: Store) -> None:
    one.execute("UPDATE assets SET review_by = '1st of May', expires_at = 'soon', modified_at = ?", [to_text(NOON)])
    one.execute("DELETE FROM verifications")
    assert list_standings(one, [1], now=NOON + timedelta(days=20))[1] is Freshness.FRESH


def test_an_empty_library_has_no_facets(tmp_path: Path) -> None:
    assert count_listed(open_database(tmp_path / "x.db", create=True), Filters(), now=NOON) == ()
