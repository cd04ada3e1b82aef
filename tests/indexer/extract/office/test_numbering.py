"""Paragraphs and headings bear the numbers that Word shows before them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.extract import read_bytes
from indexer.extract.office.numbering import show_number
from tests.indexer.extract.office.word_builder import letter, paragraph


def level(at: int, form: str, text: str, more: str = "") -> str:
    said = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{at}">{said}</w:lvl>'


def numbering(*levels: str, more: str = "") -> str:
    shape = f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>'
    return f'{shape}<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>{more}'


def item(text: str, at: int = 0, number: int = 1, more: str = "") -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>{more}')


def lines(body: str, numbers: str, styles: str = "") -> list[str]:
    sections = read_bytes(letter(body, numbering=numbers, styles=styles), "a.docx").sections
    return [line for section in sections for line in section.text.split("\n")]


DECIMAL = numbering(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"), level(2, "lowerLetter", "(%3)"))
LEGAL = numbering(level(0, "upperRoman", "Article %1"), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
AGAIN = (
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="4"/></w:lvlOverride></w:num>'
)
CASES = {
    "one after the other": (item("Scope") + item("Terms"), DECIMAL, ["1. Scope", "2. Terms"]),
    "in levels that begin anew": (
        item("A") + item("B", 1) + item("C", 1) + item("D", 2) + item("E") + item("F", 1),
        DECIMAL,
        ["1. A", "1.1 B", "1.2 C", "(a) D", "2. E", "2.1 F"],
    ),
    "other paragraphs between": (item("A") + paragraph("Words") + item("B"), DECIMAL, ["1. A", "Words", "2. B"]),
    "articles in digits below": (
        item("A") + item("B") + item("C", 1) + item("D", 1), LEGAL, ["Article I A", "Article II B", "2.1 C", "2.2 D"],
    ),
    "begun elsewhere": (
        item("A") + item("B", number=2) + item("C", number=2) + item("D"),
        numbering(level(0, "decimal", "%1)"), more=AGAIN), ["1) A", "4) B", "5) C", "6) D"],
    ),
    "a level that never begins anew": (
        item("A") + item("B", 1) + item("C") + item("D", 1),
        numbering(level(0, "decimal", "%1."), level(1, "decimal", "§ %2", '<w:lvlRestart w:val="0"/>')),
        ["1. A", "§ 1 B", "2. C", "§ 2 D"],
    ),
    "a level below one that was not used": (item("A", 1), DECIMAL, ["1.1 A"]),
    "bullets": (item("A"), numbering(level(0, "bullet", "•")), ["A"]),
    "words without a number": (item("A"), numbering(level(0, "none", "Note:")), ["Note: A"]),
    "nothing between": (
        item("条"), numbering(level(0, "japaneseCounting", "第%1", '<w:suff w:val="nothing"/>')), ["第一条"],
    ),
    "switched off": (paragraph("A", '<w:numPr><w:numId w:val="0"/></w:numPr>'), DECIMAL, ["A"]),
    "no such list": (item("A", number=9), DECIMAL, ["A"]),
    "an empty paragraph counts and says nothing": (item("A") + item("") + item("B"), DECIMAL, ["1. A", "3. B"]),
    "a hidden paragraph is not counted": (
        item("A") + item("B", more="<w:rPr><w:vanish/></w:rPr>").replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")
        + item("C"),
        DECIMAL, ["1. A", "2. C"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_paragraph_bears_its_number(name: str) -> None:
    body, numbers, shown = CASES[name]
    assert [line for line in lines(body, numbers) if line] == shown


def test_headings_take_their_numbers_from_their_styles() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="H{at}"><w:name w:val="heading {at}"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for at in (1, 2)
    )
    numbers = numbering(
        level(0, "decimal", "%1", '<w:pStyle w:val="H1"/>'), level(1, "decimal", "%1.%2", '<w:pStyle w:val="H2"/>')
    )
    body = "".join(
        paragraph(text, f'<w:pStyle w:val="{style}"/>')
        for text, style in (("Scope", "H1"), ("Terms", "H1"), ("Payment", "H2"))
    )
    sections = read_bytes(letter(body, numbering=numbers, styles=styles), "a.docx").sections
    assert [one.locator for one in sections] == ["1 Scope", "2 Terms > 2.1 Payment"]


def test_a_list_in_the_cells_of_a_table_is_counted_on() -> None:
    cells = "".join(f"<w:tc>{item(text)}</w:tc>" for text in ("B", "C"))
    body = item("A") + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>" + item("D")
    assert lines(body, DECIMAL) == ["1. A", "2. B | 3. C", "4. D"]


@given(
    st.integers(-5, 10**6), st.sampled_from(["upperRoman", "lowerLetter", "ordinal", "japaneseCounting", "none", "?"])
)
def test_any_number_can_be_shown(number: int, form: str) -> None:
    assert len(show_number(number, form)) < 1200
