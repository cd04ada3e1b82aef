"""Words that a PDF cuts at the end of a line."""

from __future__ import annotations

import pytest

from indexer.extract.pdf.line_ends import WordsSeen, joined

NOTHING = WordsSeen.of([])


def test_words_cut_at_line_ends_are_joined_and_compounds_keep_their_hyphen() -> None:
    text = "develop\ufffement, low-\ncost and as-a-\nservice"
    assert joined(text, WordsSeen.of(["A low-cost plan"])) == "development, low-cost and as-a-service"


@pytest.mark.parametrize(
    "compound",
    "decision-makers cost-effective price-determining data-driven long-term user-friendly cloud-based".split(),
)
def test_compounds_that_are_written_with_a_hyphen_keep_it(compound: str) -> None:
    assert joined(compound.replace("-", "\ufffe"), NOTHING) == compound


@pytest.mark.parametrize(
    "word",
    "nego-tiation port-folio stake-holders break-through over-priced cor-related work-based Einfüh-rung Kunden-dienst "
    "Vertriebs-leitung al-ready".split(),
)
def test_words_that_are_written_without_are_made_whole(word: str) -> None:
    assert joined(word.replace("-", "\ufffe"), NOTHING) == word.replace("-", "")


@pytest.mark.parametrize("text", ["Vertriebs- und Marketingteams", "Ein- oder Zweijahre", "short- or long-term"])
def test_a_hyphen_that_stands_for_the_rest_of_a_word_stays(text: str) -> None:
    assert joined(text.replace("- ", "\ufffe"), NOTHING) == text


def test_a_document_that_writes_the_word_elsewhere_decides() -> None:
    seen = WordsSeen.of(["The marketdriven plan. A port-folio. Thousand"])
    assert joined("market\ufffedriven port\ufffefolio thous\ufffeand", seen) == "marketdriven port-folio thousand"


def test_two_words_of_a_document_that_stand_together_only_there_are_a_compound() -> None:
    seen = WordsSeen.of(["Every vendor and every partner. Der Kunde zahlt für den Dienst."])
    assert joined("vendor\ufffepartner Kunde\ufffedienst", seen) == "vendor-partner Kundedienst"
