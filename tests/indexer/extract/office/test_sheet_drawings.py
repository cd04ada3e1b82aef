"""What lies over the cells is read in new and in binary workbooks, and what nobody sees of it stays with the notes."""

from __future__ import annotations

from io import BytesIO
from typing import Literal

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference

from contentlib.model import Section
from indexer.extract import read_bytes
from tests.canaries.package_edit import Edit, R
from tests.indexer.extract import builders

SPACE = (
    'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
SHEETS = {"xlsx": "xl/worksheets/sheet1.xml", "xlsb": "xl/worksheets/sheet1.bin"}
EVERY = pytest.mark.parametrize("form", sorted(SHEETS))


def box(text: str, said: str = "") -> str:
    return (
        f'<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="3" name="b" {said}/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:txBody><a:p><a:r>'
        f"<a:t>{text}</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
    )


def anchored(shape: str) -> str:
    place = '<xdr:pos x="0" y="0"/><xdr:ext cx="9" cy="9"/>'
    return f"<xdr:absoluteAnchor>{place}{shape}<xdr:clientData/></xdr:absoluteAnchor>"


def diagram(number: str) -> str:
    return (
        '<xdr:graphicFrame><xdr:nvGraphicFramePr><xdr:cNvPr id="4" name="d"/></xdr:nvGraphicFramePr><a:graphic>'
        f'<a:graphicData uri="x"><dgm:relIds {R} r:dm="{number}"/></a:graphicData></a:graphic></xdr:graphicFrame>'
    )


def drawn(form: str, shapes: str) -> Section:
    """The first sheet of a workbook with these over its cells; ``%s`` stands for a SmartArt of one step."""
    data = builders.workbook() if form == "xlsx" else builders.binary_workbook()
    edit = Edit(data).add("xl/drawings/drawing9.xml", "").add("xl/diagrams/data9.xml", (
        f'<dgm:dataModel {SPACE}><dgm:ptLst><dgm:pt><dgm:t><a:p><a:r><a:t>First step</a:t></a:r></a:p></dgm:t></dgm:pt>'
        "</dgm:ptLst></dgm:dataModel>"
    ))  # fmt: skip
    edit.relate(SHEETS[form], "drawing", "xl/drawings/drawing9.xml")
    number = edit.relate("xl/drawings/drawing9.xml", "diagramData", "xl/diagrams/data9.xml")
    edit.add("xl/drawings/drawing9.xml", f"<xdr:wsDr {SPACE}>{shapes.replace('%s', number)}</xdr:wsDr>")
    return read_bytes(edit.data(), f"a.{form}").sections[0]


@EVERY
def test_text_boxes_and_smartart_are_read(form: str) -> None:
    section = drawn(form, anchored(box("Ask for a quote")) + anchored(diagram("%s")))
    assert section.text.endswith("Ask for a quote\nFirst step")
    assert section.notes == ""


@EVERY
def test_what_is_hidden_or_shown_nowhere_stays_with_the_notes(form: str) -> None:
    section = drawn(form, anchored(box("Floor is 12 %", 'hidden="1"')))
    assert "Floor" not in section.text
    assert "First step" not in section.text
    assert section.notes == "First step\nFloor is 12 %"


@EVERY
def test_what_stands_there_for_older_programs_is_not_read(form: str) -> None:
    choice = f"<mc:Choice Requires='cx1'>{box('Seen')}</mc:Choice>"
    other = f"<mc:Fallback>{box('This program is too old')}</mc:Fallback>"
    section = drawn(form, anchored(f"<mc:AlternateContent>{choice}{other}</mc:AlternateContent>"))
    assert "Seen" in section.text
    assert "too old" not in section.text + section.notes


@pytest.mark.parametrize("state", ["visible", "hidden", "veryHidden"])
def test_a_sheet_that_is_a_chart_is_read_and_a_hidden_one_is_kept_aside(
    state: Literal["visible", "hidden", "veryHidden"],
) -> None:
    book = openpyxl.load_workbook(BytesIO(builders.workbook()))
    chart = BarChart()
    chart.title = "Churn by region"
    chart.add_data(Reference(book["Prices"], min_col=3, min_row=3), titles_from_data=False)
    sheet = book.create_chartsheet("Picture")
    sheet.add_chart(chart)
    sheet.sheet_state = state
    out = BytesIO()
    book.save(out)
    (section,) = (one for one in read_bytes(out.getvalue(), "a.xlsx").sections if one.locator == "sheet Picture")
    assert ("Churn by region" in section.text, "Churn by region" in section.notes) == (
        state == "visible",
        state != "visible",
    )
