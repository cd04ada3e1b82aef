"""Places in a workbook where its reader never looks."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from tests.canaries.package_edit import Edit, R
from tests.canaries.plant import Plant

_MAIN, _SHEET = "xl/workbook.xml", "xl/worksheets/sheet1.xml"
_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DRAWING = (
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor><xdr:from><xdr:col>5</xdr:col>'
    "<xdr:row>{row}</xdr:row></xdr:from><xdr:to><xdr:col>7</xdr:col><xdr:row>{row}</xdr:row></xdr:to><xdr:sp>"
    '<xdr:nvSpPr><xdr:cNvPr id="2" name="Box"{hidden}/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr/><xdr:txBody><a:p><a:r>'
    "<a:t>{word}</a:t></a:r></a:p></xdr:txBody></xdr:sp><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"
)


def _by_library(change: Callable[[Worksheet, str], None]) -> Callable[[bytes, str], bytes]:
    def put(data: bytes, word: str) -> bytes:
        book = openpyxl.load_workbook(BytesIO(data))
        change(book.worksheets[0], word)
        out = BytesIO()
        book.save(out)
        return out.getvalue()

    return put


def _by_hand(change: Callable[[Edit, str], object]) -> Callable[[bytes, str], bytes]:
    def put(data: bytes, word: str) -> bytes:
        edit = Edit(data)
        change(edit, word)
        return edit.data()

    return put


def _book_of(sheet: Worksheet) -> openpyxl.Workbook:
    assert sheet.parent is not None
    return sheet.parent


def _sheet(state: str) -> Callable[[Worksheet, str], None]:
    def change(sheet: Worksheet, word: str) -> None:
        book = _book_of(sheet)
        hidden = book.create_sheet("Margins", 0)
        hidden.append([word, 40])
        hidden.sheet_state = state
        book.active = 1

    return change


def _name_of_hidden_sheet(sheet: Worksheet, word: str) -> None:
    hidden = _book_of(sheet).create_sheet(word)
    hidden["A1"] = 7
    hidden.sheet_state = "hidden"
    sheet["E2"] = f"={word}!A1"


def _row(sheet: Worksheet, word: str) -> None:
    sheet["A9"] = word
    sheet.row_dimensions[9].hidden = True


def _low_row(edit: Edit, word: str) -> None:
    row = f'<row r="9" ht="0" customHeight="1"><c r="A9" t="inlineStr"><is><t>{word}</t></is></c></row>'
    edit.before(_SHEET, "</sheetData>", row)


def _column(sheet: Worksheet, word: str) -> None:
    sheet["F1"] = word
    sheet.column_dimensions["F"].hidden = True


def _format(sheet: Worksheet, word: str) -> None:
    sheet["G2"] = word
    sheet["G2"].number_format = ";;;"


def _far_cell(sheet: Worksheet, word: str) -> None:
    _sheet("hidden")(sheet, word)
    sheet.cell(1_048_576, 1).font = Font(bold=True)


def _name(text: str, *, hidden: bool) -> Callable[[Worksheet, str], None]:
    def change(sheet: Worksheet, word: str) -> None:
        _book_of(sheet).defined_names["Floor"] = DefinedName("Floor", attr_text=text.format(word), hidden=hidden)

    return change


def _comment(sheet: Worksheet, word: str) -> None:
    sheet["B2"].comment = Comment(word, "Ann")


def _comment_author(sheet: Worksheet, word: str) -> None:
    sheet["B2"].comment = Comment("ask first", word)


def _formula(sheet: Worksheet, word: str) -> None:
    sheet["B5"] = f'=B2+N("{word}")'


def _remark_of_filter(sheet: Worksheet, word: str) -> None:
    sheet["A9"] = word
    sheet.auto_filter.ref = "A1:C9"
    sheet.auto_filter.add_filter_column(0, ["Large"])
    sheet.row_dimensions[9].hidden = True


def _threaded(edit: Edit, word: str) -> None:
    edit.add("xl/threadedComments/threadedComment1.xml", '<ThreadedComments xmlns="http://schemas.microsoft.com/office/'
             f'spreadsheetml/2018/threadedcomments"><threadedComment ref="A1" id="{{1}}"><text>{word}</text>'
             "</threadedComment></ThreadedComments>", "application/vnd.ms-excel.threadedcomments+xml")  # fmt: skip
    edit.relate(_SHEET, "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment",
                "xl/threadedComments/threadedComment1.xml")  # fmt: skip


def _person(edit: Edit, word: str) -> None:
    edit.add("xl/persons/person.xml", '<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/'
             f'threadedcomments"><person displayName="{word}" id="{{1}}"/></personList>',
             "application/vnd.ms-excel.person+xml")  # fmt: skip
    edit.relate(_MAIN, "http://schemas.microsoft.com/office/2017/10/relationships/person", "xl/persons/person.xml")


def _outside_book(edit: Edit, word: str) -> None:
    edit.add("xl/externalLinks/externalLink1.xml", f'<externalLink {_S}><externalBook><sheetDataSet><sheetData>'
             f"<row><cell><v>{word}</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>",
             f"{_TYPE}.externalLink+xml")  # fmt: skip
    number = edit.relate(_MAIN, "externalLink", "xl/externalLinks/externalLink1.xml")
    edit.before(
        _MAIN, "</workbook>", f'<externalReferences><externalReference {R} r:id="{number}"/></externalReferences>'
    )


def _part(kind: str, name: str, content: str, source: str = _MAIN) -> Callable[[Edit, str], None]:
    def change(edit: Edit, word: str) -> None:
        edit.add(f"xl/{name}.xml", content.format(word), f"{_TYPE}.{kind}+xml")
        edit.relate(source, kind, f"xl/{name}.xml")

    return change


def _drawn(*, hidden: str, row: int) -> Callable[[Edit, str], None]:
    def change(edit: Edit, word: str) -> None:
        edit.add("xl/drawings/drawing7.xml", _DRAWING.format(row=row, hidden=hidden, word=word),
                 "application/vnd.openxmlformats-officedocument.drawing+xml")  # fmt: skip
        number = edit.relate(_SHEET, "drawing", "xl/drawings/drawing7.xml")
        edit.before(_SHEET, "</worksheet>", f'<drawing {R} r:id="{number}"/>')
        if row > 10:
            edit.before(_SHEET, "</sheetData>", f'<row r="{row + 1}" hidden="1"/>')

    return change


def _unused_text(edit: Edit, word: str) -> None:
    edit.parts.pop("xl/sharedStrings.xml", None)
    edit.add("xl/sharedStrings.xml", f"<sst {_S}><si><t>{word}</t></si></sst>", f"{_TYPE}.sharedStrings+xml")
    edit.relate(_MAIN, "sharedStrings", "xl/sharedStrings.xml")


def _path(edit: Edit, word: str) -> None:
    edit.before(_MAIN, "</workbook>", '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-'
                'compatibility/2006"><mc:Choice Requires="x15"><x15ac:absPath xmlns:x15ac="http://schemas.microsoft.com/'
                f'office/spreadsheetml/2010/11/ac" url="C:\\{word}\\"/></mc:Choice></mc:AlternateContent>')  # fmt: skip


_BY_LIBRARY = {
    "hidden sheet": _sheet("hidden"), "very hidden sheet": _sheet("veryHidden"),
    "name of a hidden sheet": _name_of_hidden_sheet, "hidden row": _row,
    "hidden column": _column, "format that shows nothing": _format, "hidden sheet and a far cell": _far_cell,
    "hidden name": _name("Prices!$A$1:{}", hidden=True), "text of a name": _name('"{}"', hidden=False),
    "comment": _comment, "author of a comment": _comment_author, "remark in a formula": _formula,
    "row that a filter hides": _remark_of_filter,
}  # fmt: skip
_BY_HAND: dict[str, Callable[[Edit, str], object]] = {
    "row without height": _low_row, "threaded comment": _threaded, "person": _person, "outside workbook": _outside_book,
    "pivot cache": _part(
        "pivotCacheDefinition", "pivotCache1", f"<pivotCacheDefinition {_S}><s v='{{}}'/></pivotCacheDefinition>"),
    "connection": _part("connections", "connections", f"<connections {_S}><connection name='{{}}'/></connections>"),
    "settings of a printer": _part("printerSettings", "printer", "<p>{}</p>", _SHEET),
    "hidden box": _drawn(hidden=' hidden="1"', row=2), "box in a hidden row": _drawn(hidden="", row=30),
    "text of no cell": _unused_text, "path of the author": _path,
    "scenario": lambda edit, word: edit.before(
        _SHEET, "</worksheet>", f'<scenarios><scenario name="{word}"/></scenarios>'),
    "who reserved it": lambda edit, word: edit.change(
        _MAIN, r"<workbookPr", f'<fileSharing userName="{word}"/><workbookPr'),
}  # fmt: skip
BOOK_PLANTS = (
    *(Plant(name, "xlsx", _by_library(change)) for name, change in _BY_LIBRARY.items()),
    *(Plant(name, "xlsx", _by_hand(change), turn=1) for name, change in _BY_HAND.items()),
)
