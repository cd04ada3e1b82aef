"""Every signal that is declared moves an asset, says why or why not, can be switched off, and is told in the guide."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from contentlib.errors import BadInput
from contentlib.library.opened import Library
from contentlib.search.find import find_assets
from contentlib.search.signals import SIGNALS, Signal
from tests.guide import page
from tests.recorded_ranking import QUERIES, open_for, open_harbour

ALL = [pytest.param(one, id=one.name) for one in SIGNALS.values()]
TOLD = [pytest.param(one, id=one.name) for one in SIGNALS.values() if one.reason]


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = open_harbour(tmp_path_factory.mktemp("harbour"))
    yield library
    library.close()


@pytest.mark.parametrize("signal", ALL)
def test_it_says_what_it_is_and_what_it_tells(signal: Signal) -> None:
    assert signal.says.endswith(".")
    assert bool(signal.reason) != bool(signal.untold)
    assert f"| {signal.name} |" in page("how-it-works").read_text(encoding="utf-8")


def test_each_has_its_own_place_among_the_reasons() -> None:
    orders = [one.order for one in SIGNALS.values()]
    assert orders == sorted(set(orders))


@pytest.mark.parametrize("signal", ALL)
def test_it_moves_an_asset_of_a_small_library(harbour: Library, signal: Signal) -> None:
    assert any(_tell_scores(harbour, query) != _tell_scores(harbour, query, signal.name) for query in QUERIES)


def _tell_scores(library: Library, query: str, *without: str) -> dict[str, float]:
    found = find_assets(open_for(library, query), query, without=without)
    return {one.asset.path: one.score for one in found.results}


@pytest.mark.parametrize("signal", TOLD)
def test_what_it_tells_is_gone_where_it_is_switched_off(harbour: Library, signal: Signal) -> None:
    assert any(_tell_reasons(harbour, query) - _tell_reasons(harbour, query, signal.name) for query in QUERIES)


def _tell_reasons(library: Library, query: str, *without: str) -> set[tuple[str, str]]:
    found = find_assets(open_for(library, query), query, without=without)
    return {(one.asset.path, reason) for one in found.results for reason in one.reasons}


def test_a_name_of_no_signal_is_refused_with_those_that_there_are(harbour: Library) -> None:
    with pytest.raises(BadInput, match="old folder"):
        find_assets(harbour, "cranes", without=("old files",))
