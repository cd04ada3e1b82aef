"""Pages of which a part cannot be read."""

from __future__ import annotations

from indexer.extract import read_bytes
from indexer.extract.pdf.garbled import is_garbled, without_garbled
from tests.indexer.extract.builders import pdf

GOOD = ["The quarterly offer explains how teams work.", "Setup costs 9,800 euros."]
BAD = "\x01\x04\x02\x03 " * 12


def test_a_block_that_cannot_be_read_is_left_out_and_the_rest_is_kept() -> None:
    assert without_garbled("\n".join([*GOOD, BAD, "xq zv", BAD])) == "\n".join(GOOD)


def test_a_page_of_which_hardly_a_word_can_be_read_is_left_out() -> None:
    assert without_garbled("\n".join(["Page 3", BAD, BAD])) == ""
    assert without_garbled("\n".join(["ĀāĂăĄąĆćĈĉĊċČč ĎďĐđĒēĔĕ"] * 3)) == ""


def test_a_page_with_bullets_of_a_symbol_font_is_kept_as_it_is() -> None:
    page = "\n".join(f"\uf0b7 the {word} of the plan is what buyers ask for" for word in ("cost", "term", "scope"))
    assert not is_garbled(page)
    assert without_garbled(page) == page


def test_a_sound_page_is_read_without_a_warning() -> None:
    reading = read_bytes(pdf([GOOD]), "offer.pdf")
    assert (reading.sections[0].text, reading.warnings) == ("\n".join(GOOD), ())
