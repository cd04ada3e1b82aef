"""The parts of a Word file around its text: styles, header, footer, footnotes, properties, and equal bytes each time."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from sample_corpus.builder.company import BRAND
from sample_corpus.builder.documents_drawing import Page, draw_blocks
from sample_corpus.builder.papers_markup import ENGLISH_QUOTES, GERMAN_QUOTES, read_blocks, typeset
from sample_corpus.builder.papers_properties import Properties, at_office_hours

ZIP_DATE = (2026, 1, 1, 0, 0, 0)
FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
FOOTNOTE = (
    '<w:footnote w:id="{number}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
    '<w:r><w:rPr><w:sz w:val="17"/></w:rPr><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
)


@dataclass(frozen=True, slots=True)
class WordDocument:
    """One Word file as it was written. `font` and `heading` are what its author chose; `wide` is landscape."""

    path: str
    title: str
    body: str
    properties: Properties
    header: str = ""
    footer: str = ""
    font: str = "Calibri"
    heading: str = BRAND["accent"]
    wide: bool = False
    language: str = "en-GB"

    @property
    def quotes(self) -> tuple[str, str]:
        return GERMAN_QUOTES if self.language.startswith("de") else ENGLISH_QUOTES


def write_document(drive: Path, wanted: WordDocument) -> Path:
    path = drive / wanted.path
    path.parent.mkdir(parents=True, exist_ok=True)
    document = docx.Document()
    _set_styles(document, wanted)
    _paint_styles(document)
    _set_page(document, wanted)
    page = Page(document, width=24.7 if wanted.wide else 16.5)
    document.add_paragraph(typeset(wanted.title, wanted.quotes), style="Title")
    draw_blocks(page, read_blocks(wanted.body, quotes=wanted.quotes))
    _add_footnotes(document, page.footnotes)
    _set_properties(document, wanted)
    path.write_bytes(_pack(document))
    return path


def _set_styles(document: Document, wanted: WordDocument) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = wanted.font, Pt(10.5)
    normal.paragraph_format.space_after = Pt(6)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), wanted.language)
    normal.element.get_or_add_rPr().append(language)
    for name, size in (("Title", 22), ("Heading 1", 15), ("Heading 2", 12)):
        style = document.styles[name]
        style.font.name, style.font.size = wanted.font, Pt(size)
        style.font.color.rgb = RGBColor.from_string(BRAND["ink"] if name == "Title" else wanted.heading)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(theme), None)


def _paint_styles(document: Document) -> None:
    """The brand's colours in place of the blue of python-docx's own template."""
    document.styles["Intense Quote"].font.color.rgb = RGBColor.from_string(BRAND["accent"])
    for name in ("Title", "Intense Quote"):
        for border in document.styles[name].element.iter(qn("w:bottom")):
            border.set(qn("w:color"), BRAND["warm"])


def _set_page(document: Document, wanted: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    if wanted.wide:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(2.25 if not wanted.wide else 2.5)
    section.top_margin = section.bottom_margin = Cm(2.2)
    _small(section.header.paragraphs[0], typeset(wanted.header, wanted.quotes))
    foot = section.footer.paragraphs[0]
    _small(foot, typeset(wanted.footer, wanted.quotes) + "\t\t")
    _add_page_number(foot)


def _small(paragraph: Paragraph, text: str) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.font.color.rgb = Pt(8), RGBColor.from_string(BRAND["grey"])


def _add_page_number(paragraph: Paragraph) -> None:
    run = paragraph.add_run()
    run.font.size = Pt(8)
    for kind in ("begin", "", "end"):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = "PAGE"
        run._r.append(element)


def _add_footnotes(document: Document, notes: list[str]) -> None:
    if not notes:
        return
    texts = (note.replace("&", "&amp;").replace("<", "&lt;") for note in notes)
    items = "".join(FOOTNOTE.format(number=number, text=text) for number, text in enumerate(texts, start=1))
    blob = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {nsdecls("w")}>{items}</w:footnotes>'
    part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES_TYPE, blob.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _set_properties(document: Document, wanted: WordDocument) -> None:
    said, core = wanted.properties, document.core_properties
    core.title, core.author, core.subject, core.keywords = said.title, said.author, said.subject, said.keywords
    core.last_modified_by, core.comments, core.language = said.author, "", wanted.language
    core.created, core.modified = at_office_hours(said.created), at_office_hours(said.modified)
    core.revision = 3


def _pack(document: Document) -> bytes:
    """The file with fixed entry dates, so that the same text always gives the same bytes."""
    saved, packed = BytesIO(), BytesIO()
    document.save(saved)
    with ZipFile(saved) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = ZipInfo(name, ZIP_DATE)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return packed.getvalue()
