"""What a PDF carries beside its pages: reps find it or are told, and no buyer sees it."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, BooleanObject, DictionaryObject, NameObject, StreamObject, TextStringObject

from indexer.extract import read_bytes
from tests.indexer.extract.builders import pdf

COVER = pdf([["Cover", "Open this in another program.", "It holds what you asked for."]])
STORY = pdf([["Story", "The mill saved 31 percent.", "It took two weeks."]])
TEMPLATE = """<template><subform><draw><value><text>Order form for seats</text></value></draw>
<field name="n"><caption><value><exData contentType="text/html"><p>Number of <b>seats</b></p></exData></value>
</caption></field></subform></template>"""


def carrying(files: Mapping[str, bytes], *, is_portfolio: bool) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(COVER)))
    for name, data in files.items():
        writer.add_attachment(name, data)
    if is_portfolio:
        writer.root_object[NameObject("/Collection")] = DictionaryObject({NameObject("/View"): NameObject("/D")})
    return written(writer)


def form(packets: Mapping[str, str], *, is_dynamic: bool) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(COVER)))
    parts = ArrayObject()
    for name, text in packets.items():
        stream = StreamObject()
        stream.set_data(text.encode())
        parts += [TextStringObject(name), writer._add_object(stream)]
    fields = {NameObject("/Fields"): ArrayObject(), NameObject("/XFA"): parts}
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject(fields)
    writer.root_object[NameObject("/NeedsRendering")] = BooleanObject(is_dynamic)
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_the_files_of_a_portfolio_are_found_by_reps_and_not_shown() -> None:
    files = {"story.pdf": STORY, "note.txt": "Ask for the décor plan.".encode("cp1252"), "junk.bin": b"\0\1\2\3" * 90}
    reading = read_bytes(carrying(files, is_portfolio=True), "pack.pdf")
    notes = {section.locator: section.notes for section in reading.sections}
    assert "31 percent" in notes["attachment story.pdf > page 1"]
    assert "décor plan" in notes["attachment note.txt"]
    assert "31 percent" not in " ".join(section.text for section in reading.sections)
    assert any("portfolio of 3 files" in warning for warning in reading.warnings)
    assert any("“junk.bin” in it was not read" in warning for warning in reading.warnings)


def test_portfolios_in_portfolios_are_followed_to_a_limit() -> None:
    data = STORY
    for depth in range(5):
        data = carrying({f"{depth}.pdf": data}, is_portfolio=True)
    reading = read_bytes(data, "pack.pdf")
    assert any("1 file" in warning for warning in reading.warnings)
    assert "31 percent" not in " ".join(section.notes for section in reading.sections)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["prices.xlsx"], "a file is attached that was not read: “prices.xlsx”"),
        (
            ["a.txt", "b.txt", "c.txt", "d.txt"],
            "4 files are attached that were not read: “a.txt”, “b.txt”, “c.txt” and 1",
        ),
    ],
)
def test_other_attached_files_are_named(names: list[str], said: str) -> None:
    reading = read_bytes(carrying(dict.fromkeys(names, b"words"), is_portfolio=False), "offer.pdf")
    assert said in reading.warnings[0]
    assert "words" not in repr(reading.sections)


def test_a_dynamic_form_says_so_and_its_words_are_found() -> None:
    data = form({"template": TEMPLATE, "datasets": "<d><n>Forty &amp; two</n></d>"}, is_dynamic=True)
    reading = read_bytes(data, "order.pdf")
    assert reading.sections[-1].notes == "Order form for seats\nNumber of seats\nForty & two"
    assert "dynamic XFA form" in reading.warnings[0]
    assert "seats" not in " ".join(section.text for section in reading.sections)


def test_a_form_with_pages_of_its_own_is_read_by_these() -> None:
    reading = read_bytes(form({"template": TEMPLATE}, is_dynamic=False), "order.pdf")
    assert (len(reading.sections), reading.warnings) == (1, ())


def test_a_damaged_form_is_said_to_be_unread() -> None:
    reading = read_bytes(form({"template": "<text>never closed"}, is_dynamic=True), "order.pdf")
    assert "could not be read" in reading.warnings[0]
