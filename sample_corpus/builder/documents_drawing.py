"""Blocks as Word paragraphs and tables, with real heading and list styles. Knows python-docx, not the files."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.table import CT_Row
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from sample_corpus.builder.company import BRAND
from sample_corpus.builder.papers_markup import (
    Block,
    Chart,
    Figures,
    Grid,
    Heading,
    Items,
    NextPage,
    Note,
    Quote,
    Text,
    TextBox,
)

LIST_STYLES = {"bullet": "List Bullet", "step": "List Number", "box": "List Paragraph"}
INLINE = re.compile(r"(\*\*.+?\*\*|\*.+?\*|\^\[.+?\])")
TEXT_BOX = """
<w:p {names} xmlns:v="urn:schemas-microsoft-com:vml"><w:r><w:pict>
<v:shape style="width:{width}pt;height:{height}pt" fillcolor="#{paper}" strokecolor="#{accent}" path="m,l,21600r21600,l21600,xe"
 coordsize="21600,21600"><v:textbox inset="8pt,6pt,8pt,6pt"><w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p>
</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>
"""


@dataclass(slots=True)
class Page:
    """The Word document under the pen: its text width in centimetres and the footnotes written so far."""

    document: Document
    width: float
    footnotes: list[str] = field(default_factory=list)


def draw_blocks(page: Page, blocks: Iterable[Block]) -> None:
    for block in blocks:
        DRAW[type(block)](page, block)


def _heading(page: Page, block: Heading) -> None:
    write_inline(page, page.document.add_heading(level=block.level), block.text)


def _text(page: Page, block: Text) -> None:
    paragraph = page.document.add_paragraph()
    write_inline(page, paragraph, block.text)
    if block.small:
        for run in paragraph.runs:
            run.font.size, run.font.color.rgb = Pt(8), RGBColor.from_string(BRAND["grey"])


def _items(page: Page, block: Items) -> None:
    number = _restart_numbering(page.document, block.start) if block.mark == "step" else None
    for item in block.items:
        paragraph = page.document.add_paragraph(style=LIST_STYLES[block.mark])
        write_inline(page, paragraph, f"\u2610 {item}" if block.mark == "box" else item)
        if number is not None:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = number


def _restart_numbering(document: Document, start: int) -> int:
    """A new numbering like that of the style List Number, which otherwise would count through the whole document."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element
    like = int(style.pPr.numPr.numId.val)
    number = numbering.add_num(numbering.num_having_numId(like).abstractNumId.val)
    number.add_lvlOverride(ilvl=0).add_startOverride(start)
    return int(number.numId)


def _quote(page: Page, block: Quote) -> None:
    paragraph = page.document.add_paragraph(style="Intense Quote")
    write_inline(page, paragraph, f"\u201c{block.text}\u201d")
    if block.who:
        paragraph.add_run().add_break()
        paragraph.add_run(block.who).italic = False


def _grid(page: Page, block: Grid) -> None:
    table = page.document.add_table(rows=len(block.rows), cols=len(block.rows[0]), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    widths = column_widths(block.rows, page.width)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for place, texts in enumerate(block.rows):
        for cell, text, width in zip(table.rows[place].cells, texts, widths, strict=True):
            cell.width = Cm(width)
            _fill_cell(page, cell, text, head=place == 0)
    _repeat_header(table.rows[0]._tr)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    page.document.add_paragraph()


def column_widths(rows: Sequence[Sequence[str]], width: float) -> list[float]:
    """Column widths in centimetres, wider for wordy columns and never narrower than the longest word."""
    columns = range(len(rows[0]))
    wordy = [max(sum(len(row[column]) for row in rows) / len(rows), 5) ** 0.6 for column in columns]
    floors = [
        0.19 * max(len(word) for row in rows for word in (row[column].split() or ["x"])) + 0.6 for column in columns
    ]
    spare = max(width - sum(floors), 0)
    return [floor + spare * weight / sum(wordy) for floor, weight in zip(floors, wordy, strict=True)]


def _fill_cell(page: Page, cell: _Cell, text: str, *, head: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    paragraph.paragraph_format.keep_with_next = head
    write_inline(page, paragraph, text)
    for run in paragraph.runs:
        run.font.size = Pt(9)
        if head:
            run.font.bold, run.font.color.rgb = True, RGBColor(255, 255, 255)
    if head:
        shade(cell, BRAND["ink"])


def shade(cell: _Cell, color: str) -> None:
    cell._tc.get_or_add_tcPr().append(
        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{color}"/>')
    )


def _repeat_header(row: CT_Row) -> None:
    row.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _figures(page: Page, block: Figures) -> None:
    table = page.document.add_table(rows=1, cols=len(block.figures))
    for cell, (number, label) in zip(table.rows[0].cells, block.figures, strict=True):
        shade(cell, BRAND["paper"])
        big = cell.paragraphs[0].add_run(number)
        big.font.bold, big.font.size, big.font.color.rgb = True, Pt(17), RGBColor.from_string(BRAND["accent"])
        cell.add_paragraph(label).runs[0].font.size = Pt(8.5)
    page.document.add_paragraph()


def _chart(page: Page, block: Chart) -> None:
    rows = ((block.title, ""), *((label, f"{value:,g}") for label, value in block.values))
    _grid(page, Grid(rows))


def _note(page: Page, block: Note) -> None:
    table = page.document.add_table(rows=1, cols=1, style="Table Grid")
    cell = table.rows[0].cells[0]
    shade(cell, BRAND["paper"])
    cell.paragraphs[0].add_run(block.title).bold = True
    write_inline(page, cell.add_paragraph(), block.text)
    page.document.add_paragraph()


def _text_box(page: Page, block: TextBox) -> None:
    points = page.width * 28.35
    shape = TEXT_BOX.format(
        names=nsdecls("w"),
        width=round(points - 8),
        height=22 + 14 * (len(block.text) // int(points / 5.6) + 1),
        paper=BRAND["paper"],
        accent=BRAND["accent"],
        text=block.text.replace("&", "&amp;"),
    )
    page.document.add_paragraph()._p.addnext(parse_xml(shape))


def _next_page(page: Page, _block: NextPage) -> None:
    page.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def write_inline(page: Page, paragraph: Paragraph, text: str) -> None:
    """Write the text into the paragraph with its bold, italic and footnoted pieces as runs."""
    for piece in INLINE.split(text):
        if piece.startswith("**"):
            paragraph.add_run(piece[2:-2]).bold = True
        elif piece.startswith("^["):
            _refer(page, paragraph, piece[2:-1])
        elif piece.startswith("*") and len(piece) > 2:
            paragraph.add_run(piece[1:-1]).italic = True
        elif piece:
            paragraph.add_run(piece)


def _refer(page: Page, paragraph: Paragraph, note: str) -> None:
    page.footnotes.append(note)
    run = paragraph.add_run()
    run.font.superscript = True
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(len(page.footnotes)))
    run._r.append(reference)


DRAW: dict[type[Block], Callable[..., None]] = {
    Heading: _heading,
    Text: _text,
    Items: _items,
    Quote: _quote,
    Grid: _grid,
    Figures: _figures,
    Chart: _chart,
    Note: _note,
    TextBox: _text_box,
    NextPage: _next_page,
}
