"""The same fact told differently: what is compared, and what is another fact though it looks alike."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from contentlib.library.opened import Library
from contentlib.reports.claims import ClaimsReport, find_claims, list_claims, report_claims
from tests.builders import build_library
from tests.contentlib.market import SINCE, UNTIL, send

HEAD = "---\naudience: external\nkind: one_pager\n---\n"
FILES: dict[str, str | bytes] = {
    "now.md": f"{HEAD}# Overview\n\nWe have 640 customers.\n\nAvailability: 99.95 % over two years.",
    "also.md": f"{HEAD}# Security\n\nUsed by 640 customers every day.",
    "Archive/old.md": f"{HEAD}# Overview of 2024\n\nWe have 410 customers.\n\n99.9 % availability.",
    "card.md": "---\naudience: internal\nkind: battle_card\n---\n# Rival\n\nThey have 90 customers.",
    "prices.md": f"{HEAD}# Prices 2026\n\nEssentials: EUR 1,600 per month\n\nSetup: EUR 900",
    "Archive/prices.md": f"{HEAD}# Prices 2024\n\nEssentials: EUR 1,450 per month\n\nSetup: EUR 900",
}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = build_library(tmp_path, FILES)
    yield opened
    opened.close()


def report(library: Library) -> ClaimsReport:
    return report_claims(library.db, library.vocabulary, since=SINCE, until=UNTIL)


def test_a_fact_told_in_two_ways_is_shown_with_both_quotes_and_places(library: Library) -> None:
    facts = {one.label: one for one in report(library).disagreements}
    assert set(facts) == {"Availability", "Customers", "Price: essentials per month in EUR"}
    most, rest = facts["Customers"].tellings
    assert (most.value, {claim.asset.path for claim in most.claims}) == ("640", {"now.md", "also.md"})
    (claim,) = rest.claims
    assert (rest.value, claim.quote, claim.archived) == ("410", "We have 410 customers.", True)
    assert report(library).agreed == 1, "the setup costs the same in both"


def test_what_was_sent_with_the_odd_number_comes_first(library: Library) -> None:
    send(library, "Archive/prices.md")
    first = report(library).disagreements[0]
    assert (first.label, first.sends) == ("Price: essentials per month in EUR", 1)


def test_the_table_has_a_line_for_each_claim(library: Library) -> None:
    rows = [row for row in list_claims(report(library)) if row["fact"] == "Customers"]
    assert [(row["value"], row["most_say_so"]) for row in rows] == [("640", True), ("640", True), ("410", False)]


ANOTHER = {
    "a sample": "The median of 118 customers measured in 2025",
    "a sample, named after": "118 customers, measured",
    "some of them": "18 customers left in March",
    "too few to be all": "a beta with 3 customers",
    "a rival's": "Quillbooks has 90 customers",
    "no availability": "20 % availability discount",
}


@pytest.mark.parametrize("name", ANOTHER)
def test_what_only_looks_alike_is_another_fact(name: str) -> None:
    assert list(find_claims(ANOTHER[name], ("Quillbooks",))) == []


@pytest.mark.parametrize(
    ("text", "fact", "number"),
    [
        ("99,95 % Verfügbarkeit", "uptime", 99.95),
        ("Disponibilité : 99,9 % sur un an", "uptime", 99.9),
        ("1,200 customers", "customers", 1200.0),
        ("1.200 Kunden", "customers", 1200.0),
        ("640 customers in 19 countries", "countries", 19.0),
        ("310 employees", "employees", 310.0),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, fact: str, number: float) -> None:
    assert (fact, number) in [(one, value) for one, _, value, _ in find_claims(text)]
