"""Workbooks and letters of one XML file are read under any ending, and what is hidden stays with the notes."""

from __future__ import annotations

import base64

import pytest

from contentlib.errors import NoDocument
from indexer.extract import examine, read_bytes
from tests.canaries.package_edit import Edit
from tests.indexer.extract import builders

SHEET = "urn:schemas-microsoft-com:office:spreadsheet"
WORD = "http://schemas.microsoft.com/office/word/2003/wordml"
FLAT = "http://schemas.microsoft.com/office/2006/xmlPackage"


def cell(value: str, kind: str = "String", said: str = "") -> str:
    return f'<Cell {said}><Data ss:Type="{kind}">{value}</Data></Cell>'


def book(rows: str, *, after: str = "", columns: str = "") -> bytes:
    styles = (
        '<Styles><Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style>'
        '<Style ss:ID="d"><NumberFormat ss:Format="yyyy\\-mm\\-dd"/></Style>'
        '<Style ss:ID="n"><NumberFormat ss:Format=";;;"/></Style></Styles>'
    )
    return (
        f'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="{SHEET}" '
        f'xmlns:ss="{SHEET}" '
        f'xmlns:h="http://www.w3.org/TR/REC-html40">{styles}<Worksheet ss:Name="Deals"><Table>{columns}{rows}</Table>'
        f"{after}</Worksheet></Workbook>"
    ).encode()


def letter(body: str) -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?><w:wordDocument '
        f'xmlns:w="{WORD}" xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" '
        'xmlns:aml="http://schemas.microsoft.com/aml/2001/core"><w:styles><w:style w:type="paragraph" w:styleId="H">'
        '<w:name w:val="heading 1"/></w:style></w:styles>'
        f"<w:body><wx:sect>{body}</wx:sect></w:body></w:wordDocument>"
    ).encode()


def paragraph(text: str, said: str = "") -> str:
    return f"<w:p>{said}<w:r><w:t>{text}</w:t></w:r></w:p>"


@pytest.mark.parametrize("name", ["deals.xls", "deals.xml", "deals.xlsx", "nameless"])
def test_a_workbook_is_read_under_any_name(name: str) -> None:
    rows = f"<Row>{cell('Coral Ltd')}{cell('4200', 'Number')}</Row>"
    reading = read_bytes(book(rows), name)
    assert [(one.locator, one.text) for one in reading.sections] == [("sheet Deals", "Coral Ltd | 4200")]
    assert examine(book(rows), reading.format).unexamined


def test_values_stand_as_their_formats_show_them_and_where_they_say() -> None:
    rows = (
        "<Row>"
        + cell("0.15", "Number", 'ss:StyleID="p"')
        + cell("2026-05-04T00:00:00.000", "DateTime", 'ss:StyleID="d"')
        + cell("1", "Boolean")
        + "</Row><Row>"
        + cell("far", said='ss:Index="3"')
        + "</Row><Row>"
        + cell("<h:B>bold</h:B> word")
        + cell("4711", "Number", 'ss:StyleID="n"')
        + "</Row>"
    )
    assert read_bytes(book(rows), "a.xls").sections[0].text.split("\n") == [
        "15.00% | 2026-05-04 | TRUE",
        "| | far",
        "bold word",
    ]


def test_hidden_rows_columns_and_sheets_stay_with_the_notes() -> None:
    rows = f"<Row>{cell('Plan')}{cell('Floor')}</Row><Row ss:Hidden='1'>{cell('Secret')}</Row>"
    shown = read_bytes(book(rows, columns='<Column ss:Index="2" ss:Hidden="1"/>'), "a.xls").sections[0]
    assert (shown.text, shown.notes) == ("Plan", "Plan | Floor\nSecret")
    after = "<WorksheetOptions><Visible>SheetVeryHidden</Visible></WorksheetOptions>"
    hidden = read_bytes(book(f"<Row>{cell('Floor')}</Row>", after=after), "a.xls").sections[0]
    assert "Floor" not in hidden.text
    assert "Floor" in hidden.notes


@pytest.mark.parametrize("name", ["offer.doc", "offer.xml"])
def test_a_letter_is_read_without_comments_and_what_was_taken_out(name: str) -> None:
    body = (
        paragraph("Pricing", '<w:pPr><w:pStyle w:val="H"/></w:pPr>')
        + paragraph("List price is 12 €.")
        + f'<aml:annotation aml:type="Word.Comment"><aml:content>{paragraph("Ask Ann")}</aml:content></aml:annotation>'
        + '<w:p><aml:annotation aml:type="Word.Deletion"><aml:content><w:r><w:delText>gone</w:delText></w:r>'
        "</aml:content></aml:annotation><w:r><w:rPr><w:vanish/></w:rPr><w:t>floor</w:t></w:r></w:p>"
    )
    reading = read_bytes(letter(body), name)
    assert reading.format == "doc"
    assert [(one.locator, one.text) for one in reading.sections] == [("Pricing", "List price is 12 €.")]


def test_a_package_in_one_file_is_read_as_the_package() -> None:
    def part(name: str, content: bytes) -> str:
        if name.endswith((".xml", ".rels")):
            inner = content.decode().partition("?>")[2] if content.startswith(b"<?xml") else content.decode()
            return f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{inner}</pkg:xmlData></pkg:part>'
        packed = base64.b64encode(content).decode()
        return f'<pkg:part pkg:name="/{name}"><pkg:binaryData>{packed}</pkg:binaryData></pkg:part>'

    parts = "".join(part(*one) for one in Edit(builders.word_file()).parts.items())
    flat = f'<?xml version="1.0"?><pkg:package xmlns:pkg="{FLAT}">{parts}</pkg:package>'.encode()
    assert read_bytes(flat, "a.xml").sections == read_bytes(builders.word_file(), "a.docx").sections
    assert examine(flat, "doc").unexamined


def test_other_xml_is_no_document() -> None:
    with pytest.raises(NoDocument):
        read_bytes(b"<?xml version='1.0'?><orders><order id='1'>A long order of words</order></orders>", "a.xml")
