"""Letters are read as they stand on the page: without prompts nobody filled in, words without readings."""

from __future__ import annotations

import pytest

from indexer.extract import read_bytes
from tests.indexer.extract import builders
from tests.indexer.extract.office.word_builder import letter, paragraph


def control(content: str, said: str = "<w:showingPlcHdr/>") -> str:
    return f"<w:sdt><w:sdtPr>{said}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


RUN = "<w:r><w:t>Click here to enter text.</w:t></w:r>"
CELL = f"<w:tc><w:p>{RUN}</w:p></w:tc>"
PROMPTS = {
    "round a paragraph": control(paragraph("Click here to enter text.")) + paragraph("Words"),
    "in a line": f"<w:p><w:r><w:t>Words</w:t></w:r>{control(RUN)}</w:p>",
    "round a cell": f"<w:tbl><w:tr>{control(CELL)}<w:tc>{paragraph('Words')}</w:tc></w:tr></w:tbl>",
    "round a row": f"<w:tbl>{control(f'<w:tr>{CELL}</w:tr>')}</w:tbl>" + paragraph("Words"),
    "in a control": control(control(paragraph("Click here to enter text."), "")) + paragraph("Words"),
}  # fmt: skip


@pytest.mark.parametrize("name", PROMPTS)
def test_the_prompt_of_an_empty_control_is_left_out(name: str) -> None:
    text = read_bytes(letter(PROMPTS[name]), "a.docx").sections[0].text
    assert text.strip(" |") == "Words"


@pytest.mark.parametrize("said", ["", '<w:showingPlcHdr w:val="0"/>'])
def test_what_somebody_filled_in_is_read(said: str) -> None:
    assert read_bytes(letter(control(paragraph("Coral Ltd"), said)), "a.docx").sections[0].text == "Coral Ltd"


def test_a_word_is_read_without_its_reading() -> None:
    ruby = (
        "<w:p><w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>とうきょう</w:t></w:r></w:rt><w:rubyBase><w:r>"
        "<w:t>東京</w:t></w:r></w:rubyBase></w:ruby></w:r><w:r><w:t>支社</w:t></w:r></w:p>"
    )
    assert read_bytes(letter(ruby), "a.docx").sections[0].text == "東京支社"
    open_ruby = (
        "<text:p><text:ruby><text:ruby-base>東京</text:ruby-base><text:ruby-text>とうきょう</text:ruby-text>"
        "</text:ruby>支社<text:placeholder>&lt;Name&gt;</text:placeholder></text:p>"
    )
    assert read_bytes(builders.open_document("text", open_ruby), "a.odt").sections[0].text == "東京支社"


def test_the_prompts_of_a_deck_are_left_out() -> None:
    prompt = '<draw:frame presentation:class="title" presentation:placeholder="true">{}</draw:frame>'
    box = "<draw:text-box><text:p>{}</text:p></draw:text-box>"
    shapes = prompt.format(box.format("Click to add Title")) + f"<draw:frame>{box.format('Words')}</draw:frame>"
    page = f"<draw:page>{shapes}</draw:page>"
    (slide,) = read_bytes(builders.open_document("presentation", page), "a.odp").sections
    assert (slide.heading, slide.text) == ("", "Words")
