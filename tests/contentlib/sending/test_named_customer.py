"""What was made for one customer is told, and goes to another only where somebody says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from contentlib.catalog import find_asset
from contentlib.errors import BadInput
from contentlib.library.opened import Library
from contentlib.model import Section
from contentlib.sending.named_customer import check_customer, find_named_customer, find_other_contacts
from tests.web.shelf import PRICE, STORY, fill_library, shelve


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = fill_library(tmp_path)
    yield opened
    opened.close()


def put(library: Library, title: str, text: str = "Our offer.", *, path: str = "", kind: str = "deck") -> int:
    section = Section("slide 1", "", text)
    root = library.path.parent / "drive"
    return shelve(library, root, path or f"{title[:20]}.pptx", title, "external", kind, (section,), ())


def name_of(library: Library, asset_id: int) -> str:
    found = find_named_customer(library, find_asset(library.db, asset_id))
    return found.name if found else ""


@pytest.mark.parametrize(
    ("title", "text", "name"),
    [
        ("Proposal for Weidinger Handel", "x", "Weidinger Handel"),
        ("Angebot für Möbel Krause GmbH", "x", "Möbel Krause GmbH"),
        ("Proposition commerciale pour Lumière Hôtels", "x", "Lumière Hôtels"),
        ("Propuesta para Bodegas Ansúrez", "x", "Bodegas Ansúrez"),
        ("Proposta per Officine Brera", "x", "Officine Brera"),
        ("Voorstel voor Van Houtryve Logistiek", "x", "Van Houtryve Logistiek"),
        ("Commercial proposal 2026", "Terms\nPrepared for: Astley & Sons Ltd\nMay", "Astley & Sons Ltd"),
        ("Proposal for [Customer]", "Prepared for [name, role] by [rep], [date]", ""),
        ("Business case for accounts payable automation", "Prepared for your board", ""),
        ("Proposal for Finance Teams", "We made a proposal to Astley last year, and they signed.", ""),
    ],
)
def test_for_whom_it_was_made_is_read_from_titles_and_first_lines(
    library: Library, title: str, text: str, name: str
) -> None:
    assert name_of(library, put(library, title, text)) == name


def test_an_account_of_the_crm_counts_in_a_title_and_in_a_files_name(library: Library) -> None:
    library.db.insert("accounts", {"name": "Brightwater Foods"})
    assert name_of(library, put(library, "Rollout plan, Brightwater Foods, v3")) == "Brightwater Foods"
    assert name_of(library, put(library, "Rollout plan", path="QBR_brightwater-foods_2026.pptx")) == "Brightwater Foods"
    # A story is told about a customer, and to others.
    assert name_of(library, put(library, "How Brightwater Foods closes in two days", kind="case_study")) == ""
    assert name_of(library, PRICE) == name_of(library, STORY) == ""


@pytest.mark.parametrize(("kind", "name"), [("case_study", ""), ("blog", ""), ("deck", "Haldane Civil")])
def test_a_story_names_its_customer_and_was_not_made_for_them(library: Library, kind: str, name: str) -> None:
    facts = "Customer: Haldane Civil\nIndustry: construction\nResult: nine days to two"
    assert name_of(library, put(library, "Nine days to two", facts, kind=kind)) == name
    assert name_of(library, put(library, "A letter", "Prepared for Haldane Civil", kind=kind)) == "Haldane Civil"


def test_it_goes_to_another_customer_only_where_that_is_meant(library: Library) -> None:
    asset = find_asset(library.db, put(library, "Proposal for Weidinger Handel"))
    account = library.db.insert("accounts", {"name": "Weidinger Handel GmbH"})
    library.db.insert("contacts", {"email": "eva@gmx.example", "account_id": account})
    theirs = ("eva@gmx.example", "max@weidinger-handel.example")
    check_customer(library, asset, theirs, deal="", is_meant=False)
    with pytest.raises(BadInput, match="field other_customer"):
        check_customer(library, asset, (*theirs, "ann@buyer.example"), deal="", is_meant=False)
    check_customer(library, asset, ("ann@buyer.example",), deal="", is_meant=True)
    check_customer(library, asset, ("ann@buyer.example",), deal="Weidinger Handel rollout", is_meant=False)
    named = find_named_customer(library, asset)
    assert named
    assert find_other_contacts(library, named, ("ann@buyer.example", *theirs), "") == ["ann@buyer.example"]
