"""What is suggested while typing, what is kept to ask again, what is alike, and what became of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from contentlib.catalog.assets import find_asset, list_assets
from contentlib.catalog.retirement import retire_asset
from contentlib.errors import BadInput
from contentlib.library.opened import Library
from contentlib.model import Axis, Channel
from contentlib.search.activity import record_search
from contentlib.search.find import find_assets
from contentlib.search.saved_searches import forget_saved, list_saved, save_search
from contentlib.search.similar import find_similar
from contentlib.search.suggestions import Sort, suggest
from contentlib.search.usage import Usage, count_usage
from contentlib.sending.sends import record_send
from tests.builders import NOON, build_library

FILES = {
    "price.md": (
        "---\ncompetitor: Quillbooks\naudience: external\n---\n# Café price list\n\n"
        "The harbour licence pays back in nine months.\n"
    ),
    "price two.md": "# Harbour licence sheet\n\nThe harbour licence pays back in nine months, or in ten months.\n",
    "bread.md": "# Bread\n\nDough, flour, yeast and an oven make a loaf each morning.\n",
}  # fmt: skip
PRICE = "Café price list"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return build_library(tmp_path, FILES)


def offered(library: Library, typed: str, *, person: str = "") -> list[tuple[Sort | Axis, str]]:
    return [(one.sort, one.text) for one in suggest(library.db, library.vocabulary, typed, person=person)]


def number(library: Library, title: str) -> int:
    return next(asset.id for asset in list_assets(library.db) if asset.title == title)


def ask(library: Library, query: str, person: str) -> None:
    record_search(library.db, find_assets(library, query), person=person, searched_at=NOON)


@pytest.mark.parametrize("typed", ["price li", "PRICE", "list pri", "caf"])
def test_words_may_be_half_and_in_any_order(library: Library, typed: str) -> None:
    assert (Sort.ASSET, PRICE) in offered(library, typed)


@pytest.mark.parametrize("typed", ["rice", "price bread", "", " ", "%", "_", "'", '"'])
def test_what_does_not_hold_what_was_typed_is_not_suggested(library: Library, typed: str) -> None:
    assert (Sort.ASSET, PRICE) not in offered(library, typed)


def test_an_objection_is_offered_in_the_buyers_words_by_its_name_too(library: Library) -> None:
    said = [text for sort, text in offered(library, "price") if sort is Sort.SAID]
    assert said
    assert not all("price" in text.lower() for text in said)


def test_a_competitor_of_the_library_is_offered(library: Library) -> None:
    assert (Axis.COMPETITOR, "Quillbooks") in offered(library, "quill")


def test_own_searches_are_offered_to_their_owner_only(library: Library) -> None:
    ask(library, "zebra crossing", "ann@ours.example")
    assert (Sort.RECENT, "zebra crossing") in offered(library, "zeb", person="ann@ours.example")
    assert offered(library, "zeb", person="bob@ours.example") == []
    assert offered(library, "zeb") == []


def test_the_same_words_are_offered_once(library: Library) -> None:
    ask(library, PRICE, "ann@ours.example")
    texts = [text for _, text in offered(library, "price", person="ann@ours.example")]
    assert len(texts) == len(set(texts))


def test_a_retired_asset_is_not_offered(library: Library) -> None:
    retire_asset(library.db, number(library, PRICE), reason="", retired_by="", retired_at=NOON)
    assert (Sort.ASSET, PRICE) not in offered(library, "price")


# --- saved --------------------------------------------------------------------------------------------------------


def test_a_saved_search_is_replaced_by_one_of_the_same_name(library: Library) -> None:
    for query in ("old", "new"):
        save_search(library.db, "Price", {"q": [query]}, person="ann@ours.example", saved_at=NOON)
    kept = list_saved(library.db, person="ann@ours.example")
    assert [one.arguments["q"] for one in kept] == [["new"]]
    assert list_saved(library.db, person="") == ()


@pytest.mark.parametrize(
    ("name", "arguments"), [("", {"q": ["x"]}), ("n", {}), ("n", {"q": ["x" * 5000]}), ("n" * 81, {"q": ["x"]})]
)
def test_a_search_that_cannot_be_kept_is_refused(library: Library, name: str, arguments: dict[str, list[str]]) -> None:
    with pytest.raises(BadInput):
        save_search(library.db, name, arguments, person="", saved_at=NOON)


def test_nobody_removes_what_another_keeps(library: Library) -> None:
    save_search(library.db, "Mine", {"q": ["x"]}, person="ann@ours.example", saved_at=NOON)
    saved_id = list_saved(library.db, person="ann@ours.example")[0].id
    with pytest.raises(BadInput):
        forget_saved(library.db, saved_id, person="")
    assert forget_saved(library.db, saved_id, person="ann@ours.example") == "Mine"


# --- alike, and used ------------------------------------------------------------------------------------------------


def test_assets_on_the_same_matter_are_alike_and_others_are_not(library: Library) -> None:
    alike = find_similar(library, find_asset(library.db, number(library, PRICE)))
    assert [asset.title for asset in alike] == ["Harbour licence sheet"]


def test_a_retired_asset_is_alike_to_nothing(library: Library) -> None:
    asset_id = number(library, PRICE)
    retire_asset(library.db, asset_id, reason="", retired_by="", retired_at=NOON)
    assert find_similar(library, find_asset(library.db, asset_id)) == ()
    assert find_similar(library, find_asset(library.db, number(library, "Harbour licence sheet"))) == ()


def test_usage_counts_sends_reads_and_won_deals_once(library: Library) -> None:
    asset_id = number(library, PRICE)
    for token, deal in (("a" * 8, "Harbour"), ("b" * 8, "Harbour"), ("c" * 8, "")):
        record_send(
            library.db, asset_id, rep="ann@ours.example", contact="cfo@harbour.example", deal=deal,
            channel=Channel.ATTACHED, note="", token=token, sent_at=NOON,
        )  # fmt: skip
    library.db.execute("UPDATE deals SET outcome = 'won'")
    library.db.execute(
        "INSERT INTO views (send_id, viewed_at, human) VALUES (1, '2026-03-03', 1), (2, '2026-03-03', 0)"
    )
    other = number(library, "Bread")
    assert count_usage(library.db, [asset_id, other]) == {asset_id: Usage(sent=3, read=1, won=1), other: Usage()}
