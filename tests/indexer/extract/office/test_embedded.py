"""What is embedded is found by the team and by no buyer; what Word shows as part of a letter is part of it."""

from __future__ import annotations

import struct

import pytest

from contentlib.model import Cargo, Reading
from indexer.extract import examine, make_clean, read_bytes
from tests.canaries.package_edit import Edit, R, holds
from tests.indexer.extract import builders
from tests.indexer.extract.mail.outlook_files import write_compound
from tests.indexer.extract.office.word_builder import letter, paragraph

BOOK = builders.workbook()
HOSTS = {
    "docx": (builders.word_file(), "word/document.xml", "word/embeddings"),
    "pptx": (builders.deck(), "ppt/slides/slide1.xml", "ppt/embeddings"),
    "xlsx": (builders.workbook(), "xl/worksheets/sheet1.xml", "xl/embeddings"),
}
EVERY = pytest.mark.parametrize("form", sorted(HOSTS))


def host(form: str, data: bytes, *, name: str = "book1.xlsx", kind: str = "package") -> bytes:
    whole, part, folder = HOSTS[form]
    edit = Edit(whole).add(f"{folder}/{name}", data, "application/octet-stream")
    edit.relate(part, kind, f"{folder}/{name}")
    return edit.data()


def native(name: str, data: bytes) -> bytes:
    """A file as it is, in the object that Windows makes of it."""
    named = b"\2\0" + name.encode() + b"\0C:\\" + name.encode() + b"\0" + bytes(4)
    body = named + struct.pack("<I", 4) + b"tmp\0" + struct.pack("<I", len(data)) + data
    return write_compound({"\x01Ole10Native": (struct.pack("<I", len(body)) + body).ljust(5000, b"\0")})


OBJECTS = {
    "a workbook": (BOOK, "book1.xlsx", "package", "Small | 12"),
    "a workbook without a name": (BOOK, "oleObject1.bin", "oleObject", "Small | 12"),
    "a workbook in an object": (write_compound({"Package": BOOK}), "oleObject1.bin", "oleObject", "Small | 12"),
    "an old workbook": (builders.old_workbook(), "oleObject1.bin", "oleObject", "15 %"),
    "a binary workbook": (builders.binary_workbook(), "book1.xlsb", "package", "Small | 12 €"),
    "a deck": (builders.deck(), "deck1.pptx", "package", "top left"),
    "a file as it is": (native("plan.txt", b"It takes six weeks.\n"), "oleObject1.bin", "oleObject", "six weeks"),
}  # fmt: skip


def text_and_notes(reading: Reading) -> tuple[str, str]:
    said = [(f"{one.heading}\n{one.text}", one.notes) for one in reading.sections]
    return "\n".join(one for one, _ in said), "\n".join(other for _, other in said)


@pytest.mark.parametrize("name", OBJECTS)
@pytest.mark.parametrize("form", ["docx", "pptx"])
def test_what_is_embedded_is_kept_with_the_notes(form: str, name: str) -> None:
    data, file, kind, words = OBJECTS[name]
    reading = read_bytes(host(form, data, name=file, kind=kind), f"a.{form}")
    text, notes = text_and_notes(reading)
    assert words in notes
    assert text.strip() == text_and_notes(read_bytes(HOSTS[form][0], f"a.{form}"))[0].strip()
    assert reading.warnings == ()


@EVERY
def test_what_is_embedded_leaves_with_no_file(form: str) -> None:
    floor = Edit(BOOK)
    floor.parts["xl/worksheets/sheet1.xml"] = floor.parts["xl/worksheets/sheet1.xml"].replace(b"Small", b"Floorplan")
    whole = host(form, floor.data())
    assert "Floorplan" in text_and_notes(read_bytes(whole, f"a.{form}"))[1]
    assert Cargo.ATTACHED in {one.cargo for one in examine(whole, form).carried}
    assert not holds(make_clean(whole, form), "Floorplan")


@EVERY
@pytest.mark.parametrize("data", [b"\1\2\3" * 400, write_compound({"Contents": bytes(5000)}), BOOK[:900]])
def test_what_cannot_be_read_is_told(form: str, data: bytes) -> None:
    reading = read_bytes(host(form, data), f"a.{form}")
    assert [one for one in reading.warnings if one.startswith("the embedded file “book1.xlsx” was not read: it ")]


def test_an_equation_is_nothing_to_tell_of() -> None:
    data = write_compound({"Equation Native": bytes(5000)})
    assert read_bytes(host("docx", data, name="oleObject1.bin", kind="oleObject"), "a.docx").warnings == ()


def test_files_in_files_in_files_are_told() -> None:
    deep = host("docx", host("docx", host("docx", BOOK), name="b.docx"), name="a.docx")
    reading = read_bytes(deep, "a.docx")
    assert any("more than 2 files deep" in one for one in reading.warnings)


PAGE = (
    "<html><body><h1>Renewal</h1><p>Coral Ltd renews at 4,200 euros.</p><p style='display:none'>floor</p></body></html>"
)
MHT = f"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n{PAGE}"
PIECES = {
    "page.html": PAGE.encode(),
    "page.dat": f"<p>{PAGE}</p>".encode(),
    "page.mht": MHT.encode(),
    "page.bin": MHT.encode(),
    "text.txt": b"Coral Ltd renews at 4,200 euros.\n",
    "letter.docx": letter(paragraph("Coral Ltd renews at 4,200 euros.")),
    "letter.rtf": rb"{\rtf1\ansi Coral Ltd renews at 4,200 euros.\par}",
}


PLACES = (
    "{}",
    "<w:tbl><w:tr><w:tc>{}<w:p/></w:tc></w:tr></w:tbl>",
    "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
)


@pytest.mark.parametrize("name", PIECES)
@pytest.mark.parametrize("place", PLACES)
def test_a_piece_that_word_puts_in_is_read_in_its_place(name: str, place: str) -> None:
    chunk = place.format('<w:altChunk r:id="r0"/>')
    whole = letter(paragraph("Before.") + chunk + paragraph("After."), parts={name: ("aFChunk", PIECES[name])})
    text, _ = text_and_notes(read_bytes(whole, "a.docx"))
    assert text.index("Before.") < text.index("Coral Ltd renews at 4,200 euros.") < text.index("After.")
    assert "floor" not in text


def test_a_piece_that_cannot_be_read_is_told() -> None:
    noise = bytes(range(256)) * 4
    whole = letter(paragraph("Before.") + '<w:altChunk r:id="r0"/>', parts={"a.bin": ("aFChunk", noise)})
    (told,) = read_bytes(whole, "a.docx").warnings
    assert told.startswith("a piece of the text could not be read: it ")


def test_a_piece_leaves_with_no_clean_copy() -> None:
    edit = Edit(builders.word_file()).add("word/a.html", PAGE, "text/html")
    number = edit.relate("word/document.xml", "aFChunk", "word/a.html")
    whole = edit.before("word/document.xml", "<w:sectPr", f'<w:altChunk {R} r:id="{number}"/>').data()
    assert Cargo.ATTACHED in {one.cargo for one in examine(whole, "docx").carried}
    assert not holds(make_clean(whole, "docx"), "Coral")


def opened(kind: str, inner: str, parts: dict[str, bytes]) -> Reading:
    """An OpenDocument file with an object in a frame."""
    frame = f"<draw:frame>{inner.replace('href', 'xlink:href')}</draw:frame>"
    body = {"text": f"<text:p>Words{frame}</text:p>", "presentation": f"<draw:page>{frame}</draw:page>"}[kind]
    edit = Edit(builders.open_document(kind, body))
    space = '<office:document-content xmlns:xlink="http://www.w3.org/1999/xlink"'
    edit.change("content.xml", "<office:document-content", space)
    edit.parts |= parts
    return read_bytes(edit.data(), "a.odt" if kind == "text" else "a.odp")


@pytest.mark.parametrize("kind", ["text", "presentation"])
def test_a_whole_sheet_inside_an_open_document_is_kept_with_the_notes(kind: str) -> None:
    table = '<table:table table:name="A"><table:table-row><table:table-cell><text:p>Floor</text:p></table:table-cell>'
    table += "<table:table-cell><text:p>12 %</text:p></table:table-cell></table:table-row></table:table>"
    content = Edit(builders.open_document("spreadsheet", table)).parts["content.xml"]
    reading = opened(kind, '<draw:object href="./Object 1"/>', {"Object 1/content.xml": content})
    text, notes = text_and_notes(reading)
    assert "Floor | 12 %" in notes
    assert "Floor" not in text


@pytest.mark.parametrize("kind", ["text", "presentation"])
def test_an_object_of_another_program_is_read_or_told(kind: str) -> None:
    inner = '<draw:object-ole href="./Object 1"/>'
    assert "Small | 12" in text_and_notes(opened(kind, inner, {"Object 1": BOOK}))[1]
    (told,) = (one for one in opened(kind, inner, {"Object 1": b"\1\2\3" * 400}).warnings if "no text" not in one)
    assert told.startswith("the embedded file “Object 1” was not read: it ")
