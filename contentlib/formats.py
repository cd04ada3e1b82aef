"""The formats that can be read, each declared once: what any part of the product knows of a format stands here.

Everything else is derived from it, so a new format is its line here, its reader in the indexer, and its test.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field
from enum import Enum, StrEnum
from pathlib import PurePath
from typing import TypeAlias


class Locator(StrEnum):
    """How the sections of a format are pointed at; the value is an example."""

    SLIDE = "slide 4"
    PAGE = "page 12"
    HEADING = "Pricing > Discounts"
    SHEET = "sheet Prices"
    ROWS = "rows 2-51"
    CUE = "00:12:30"
    ATTACHMENT = "attachment plan.pdf > page 2"
    NONE = "(none)"


class Drawer(Enum):
    """Who turns the pages of a file into pictures, and into the PDF of a few of them."""

    NOBODY = "nobody"
    PDFIUM = "pdfium, always there"
    BETTEROFFICE = "betteroffice, always there; LibreOffice for a PDF, and where it fails"
    LIBREOFFICE = "LibreOffice, where it is installed"

    @property
    def is_printed(self) -> bool:
        """Whether LibreOffice makes the PDF of it."""
        return self in (Drawer.BETTEROFFICE, Drawer.LIBREOFFICE)


# --- how a format is told from its bytes ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FirstBytes:
    """It begins like this. What is ``quotable`` may stand in a text too, whose ending then is believed."""

    pattern: re.Pattern[bytes]
    quotable: bool = False


@dataclass(frozen=True, slots=True)
class OfficePart:
    """A zip package of Microsoft's whose main part begins like this, wherever it lies; where that tells nothing, one
    with this part; with a / at its end a folder of parts.
    """

    name: str
    main: re.Pattern[bytes]


@dataclass(frozen=True, slots=True)
class MimePart:
    """A zip package whose part ``mimetype`` says the MIME type of the format."""


@dataclass(frozen=True, slots=True)
class OwnParts:
    """A zip package that its reader knows by its parts. Other files bear its endings too, which tell nothing alone."""


@dataclass(frozen=True, slots=True)
class OleStream:
    """A compound file of the nineties with one of these streams at its top; or XML of 2003 that ``xml`` begins, which
    Office has saved under the same endings.
    """

    names: tuple[str, ...]
    xml: re.Pattern[bytes] | None = None


@dataclass(frozen=True, slots=True)
class TextLike:
    """Text, which is known by its ending. ``begins`` tells it by its beginning too, whatever ending it bears; but a
    ``firm`` ending is believed however the text begins.
    """

    begins: re.Pattern[bytes] | None = None
    firm: bool = False


Signature: TypeAlias = FirstBytes | OfficePart | MimePart | OwnParts | OleStream | TextLike


# --- a format ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Format:
    """What is known of a format.

    ``name`` is what assets bear and people read. ``suffixes`` are its endings, lower case, and ``mime`` is its MIME
    type; ``mimes`` are those of endings that have one of their own. ``reader`` is the module below ``indexer.extract``
    that reads it, by a function ``read_<name>``; that of slides has ``list_shown_<name>`` too. ``what`` is read of it.
    ``linker`` is the module below ``indexer.extract`` whose ``list_links_<name>`` tells where links are on its pages.
    ``kept_aside`` is kept with the notes, where no buyer sees it; a format without holds no such thing. ``examiner`` is
    the module below ``indexer.extract`` whose ``EXAMINER`` tells what else a file carries; a file of a format without
    never leaves as it is; where it ``is_cleaned`` a copy without that can be made. The pictures of pages of one that
    ``is_bound`` make a PDF. ``asked_as`` are the words by which people ask for it, and ``roles`` the roles of kinds it
    hints at, in steps of log-odds. ``edition`` is its reader's: bump it when the reader finds more, and files that an
    older one read are read again.
    """

    name: str
    suffixes: tuple[str, ...]
    mime: str
    reader: str
    locator: Locator
    what: str
    _: KW_ONLY
    signature: Signature = TextLike()
    kept_aside: str = ""
    examiner: str = ""
    is_cleaned: bool = False
    linker: str = ""
    drawer: Drawer = Drawer.NOBODY
    is_bound: bool = False
    asked_as: str = ""
    roles: Mapping[str, float] = field(default_factory=dict)
    is_picture: bool = False
    edition: int = 1
    mimes: Mapping[str, str] = field(default_factory=dict)


_DECK = "deck decks slides presentation powerpoint pptx ppt odp Präsentation Folien présentation"
_DOCUMENT, _MAIL, _CAPTIONS = "word docx doc odt", "mail email eml", "captions subtitles vtt srt"
_SHEET = "spreadsheet excel xlsx xls ods sheet csv Tabelle tableur"
_DECK_ASIDE, _SHEET_ASIDE = "speaker notes, hidden slides or shapes", "hidden sheets, rows or columns"
_FILES_ASIDE = "embedded workbooks and files"
_MAIL_ASIDE = "notes or hidden parts in its attachments"
_ROWS = "every sheet, a line a row"
_ROWS_AND_MORE = f"{_ROWS}; text boxes, charts and SmartArt over it"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"

_PDF = re.compile(rb".{0,1019}?%PDF-", re.DOTALL)
# Two letters may begin an honest sentence: "BM" counts only where a bitmap's empty bytes follow.
_PICTURE = re.compile(rb"\x89PNG\r\n|\xff\xd8\xff|II\*\0|MM\0\*|BM.{4}\0{4}|RIFF.{4}WEBP", re.DOTALL)
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<\?xml[^>]*\?>|<!--.{0,2000}?-->)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_BEFORE = rb"(?:\xef\xbb\xbf)?(?:\s|<\?.{0,400}?\?>|<!--.{0,2000}?-->)*<(?:[\w.-]+:)?"


def _root(name: bytes, namespace: bytes = b"") -> re.Pattern[bytes]:
    """The beginning of XML whose root is of this name, in a namespace that ends so."""
    told = rb"[^<>]{0,8000}?" + namespace + rb"[\"']" if namespace else b""
    return re.compile(_BEFORE + name + rb"(?=[\s/>])" + told, re.DOTALL)


_BOOK_OF_2003 = _root(b"Workbook", b"urn:schemas-microsoft-com:office:spreadsheet")
_WORD_AS_XML = _root(b"(?:wordDocument|package)", b"(?:/word/2003/wordml|/2006/xmlPackage)")

# In the order of the guide. Of old Office files the first whose stream is found counts: a mail may carry any of them.
_DECLARED = (
    Format(
        "pptx", (".pptx", ".potx", ".ppsx", ".pptm", ".ppsm", ".potm"), f"{_OFFICE}.presentationml.presentation",
        "office.slides", Locator.SLIDE,
        "titles, text in reading order, tables, groups, charts, SmartArt, alternative texts, speaker notes; "
        "slides that are pictures, where Tesseract is installed",
        signature=OfficePart("ppt/", _root(b"presentation")), kept_aside=f"{_DECK_ASIDE}, {_FILES_ASIDE}",
        asked_as=_DECK, drawer=Drawer.BETTEROFFICE, examiner="office.office_inside", is_cleaned=True,
        linker="office.slide_links", is_bound=True,
        roles={"slides": 3.8},
        edition=2,
    ),
    Format(
        "pdf", (".pdf",), "application/pdf", "pdf.pdf_pages", Locator.PAGE,
        "the text layer, bookmarks; words cut at line ends are joined; scanned pages, where Tesseract is installed",
        # A PDF may begin with something else, but so may a mail that carries one.
        signature=FirstBytes(_PDF, quotable=True), drawer=Drawer.PDFIUM, asked_as="pdf",
        kept_aside="words that its pages do not show", examiner="pdf.pdf_inside", is_cleaned=True,
        linker="pdf.pdf_links",
        edition=2,
    ),
    Format(
        "docx", (".docx", ".dotx", ".docm", ".dotm"), f"{_OFFICE}.wordprocessingml.document",
        "office.word", Locator.HEADING,
        "headings, text, lists, tables, text boxes, foot- and endnotes, headers and footers once",
        signature=OfficePart("word/", _root(b"document")), kept_aside=_FILES_ASIDE,
        drawer=Drawer.LIBREOFFICE, asked_as=_DOCUMENT, examiner="office.office_inside", is_cleaned=True,
        edition=2,
    ),
    Format(
        "xlsx", (".xlsx", ".xlsm", ".xltx", ".xltm"), f"{_OFFICE}.spreadsheetml.sheet",
        "office.workbook", Locator.SHEET, _ROWS_AND_MORE,
        signature=OfficePart("xl/", _root(b"workbook")), kept_aside=f"{_SHEET_ASIDE}, {_FILES_ASIDE}", asked_as=_SHEET,
        examiner="office.office_inside", is_cleaned=True,
        roles={"priced": 0.6, "anything_else": 1.0},
        edition=2,
    ),
    Format(
        "xlsb", (".xlsb",), "application/vnd.ms-excel.sheet.binary.macroEnabled.12",
        "office.workbook", Locator.SHEET, _ROWS_AND_MORE,
        signature=OfficePart("xl/workbook.bin", re.compile(rb"\x83\x01")), kept_aside=_SHEET_ASIDE, asked_as=_SHEET,
        edition=2,
    ),
    Format(
        "odt", (".odt", ".ott"), f"{_OPEN}.text", "office.opendocument", Locator.HEADING,
        "headings, text, tables, text boxes, notes",
        signature=MimePart(), kept_aside=_FILES_ASIDE, drawer=Drawer.LIBREOFFICE, asked_as=_DOCUMENT,
        examiner="office.opendocument_inside", is_cleaned=True,
        edition=2,
    ),
    Format(
        "odp", (".odp", ".otp"), f"{_OPEN}.presentation", "office.opendocument", Locator.SLIDE,
        "titles, text, tables, alternative texts, speaker notes",
        signature=MimePart(), kept_aside=f"{_DECK_ASIDE}, {_FILES_ASIDE}", drawer=Drawer.LIBREOFFICE, asked_as=_DECK,
        roles={"slides": 3.8},
        examiner="office.opendocument_inside", is_cleaned=True,
        edition=2,
    ),
    Format(
        "ods", (".ods", ".ots"), f"{_OPEN}.spreadsheet", "office.opendocument", Locator.SHEET, _ROWS,
        signature=MimePart(), kept_aside=f"{_SHEET_ASIDE}, {_FILES_ASIDE}", asked_as=_SHEET,
        examiner="office.opendocument_inside", is_cleaned=True, roles={"anything_else": 1.0},
        edition=2,
    ),
    Format(
        "epub", (".epub",), "application/epub+zip", "office.ebook", Locator.HEADING,
        "the chapters in the order of the book; its title, authors and language",
        signature=MimePart(), asked_as="ebook epub", roles={"read_at_length": 1.0},
    ),
    Format(
        "iwork", (".key", ".pages", ".numbers"), "application/vnd.apple.iwork", "pdf.iwork", Locator.PAGE,
        "the PDF preview that Keynote, Pages and Numbers may keep inside", signature=OwnParts(), asked_as="iwork",
        kept_aside="words that its pages do not show",
        mimes={
            ".key": "application/vnd.apple.keynote", ".pages": "application/vnd.apple.pages",
            ".numbers": "application/vnd.apple.numbers",
        },
    ),
    Format(
        "vsdx", (".vsdx", ".vsdm", ".vstx", ".vstm"), "application/vnd.ms-visio.drawing", "office.vsdx",
        Locator.PAGE,
        "the text of every shape, from the top of a page to its foot; the names of pages",
        signature=OfficePart("visio/", _root(b"VisioDocument")), kept_aside="hidden pages, layers and texts",
        asked_as="visio vsdx",
    ),
    Format(
        "html", (".html", ".htm", ".xhtml"), "text/html", "web.webpage", Locator.HEADING,
        "the page without navigation, forms, scripts and banners; its meta tags and JSON-LD",
        signature=TextLike(_PAGE), asked_as="webpage html", roles={"web_page": 0.7, "article": 0.5},
        edition=2,
    ),
    Format(
        "md", (".md", ".markdown", ".mdown", ".mkd", ".mdx"), "text/markdown", "text.markdown", Locator.HEADING,
        "text without marks, tables, code, front matter; of a link its words, of a typed address its host",
        signature=TextLike(firm=True), asked_as="markdown",
        examiner="text.text_inside",
        edition=3,
    ),
    Format(
        "txt", (".txt", ".text"), "text/plain", "text.plain", Locator.NONE,
        "text in any usual encoding; code, logs, settings and keys are no assets",
        asked_as="txt",
        examiner="text.text_inside",
        edition=2,
    ),
    Format(
        "csv", (".csv",), "text/csv", "text.tabular", Locator.ROWS, "each value with the name of its column",
        asked_as=_SHEET, roles={"anything_else": 1.5},
        examiner="text.text_inside",
        edition=2,
    ),
    Format(
        "tsv", (".tsv", ".tab"), "text/tab-separated-values", "text.tabular", Locator.ROWS,
        "each value with the name of its column", asked_as=_SHEET,
        examiner="text.text_inside",
    ),
    Format(
        "rtf", (".rtf",), "application/rtf", "text.richtext", Locator.NONE, "text and tables",
        signature=FirstBytes(re.compile(rb"\{\\rtf")), asked_as=_DOCUMENT,
        edition=2,
    ),
    Format(
        "eml", (".eml", ".mht", ".mhtml"), "message/rfc822", "mail.eml", Locator.ATTACHMENT,
        "sender, receivers, date, text, attachments",
        signature=TextLike(firm=True), kept_aside=_MAIL_ASIDE, asked_as=_MAIL, roles={"mailed": 2.0},
        edition=2,
    ),
    Format(
        "msg", (".msg", ".oft"), "application/vnd.ms-outlook", "mail.outlook", Locator.ATTACHMENT,
        "sender, receivers, date, text, attachments, categories",
        signature=OleStream(("__properties_version1.0",)), kept_aside=_MAIL_ASIDE, asked_as=_MAIL,
        roles={"mailed": 2.0},
        edition=2,
    ),
    Format(
        "tnef", (".tnef",), "application/vnd.ms-tnef", "mail.tnef", Locator.ATTACHMENT,
        "the text and the attachments that Outlook packed into a winmail.dat",
        signature=FirstBytes(re.compile(rb"\x78\x9f\x3e\x22")), kept_aside=_MAIL_ASIDE, asked_as=_MAIL,
        roles={"mailed": 2.0},
    ),
    Format(
        "vtt", (".vtt",), "text/vtt", "text.captions", Locator.CUE,
        "what is said and by whom, about 45 seconds together",
        signature=TextLike(re.compile(rb"(?:\xef\xbb\xbf)?WEBVTT")), asked_as=_CAPTIONS, roles={"transcribed": 4.0},
        examiner="text.text_inside",
    ),
    Format(
        "srt", (".srt",), "application/x-subrip", "text.captions", Locator.CUE,
        "what is said, about 45 seconds together", asked_as=_CAPTIONS, roles={"transcribed": 4.0},
        examiner="text.text_inside",
    ),
    Format(
        "ipynb", (".ipynb",), "application/x-ipynb+json", "text.notebook", Locator.HEADING,
        "text and code of the cells", signature=TextLike(firm=True), asked_as="ipynb jupyter",
    ),
    Format(
        "json", (".json",), "application/json", "text.plain", Locator.NONE,
        "the text as it stands, where sentences stand in it; the data of programs is no asset",
        signature=TextLike(firm=True), asked_as="json",
        examiner="text.text_inside",
    ),
    Format(
        "image", (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".bmp"), "image/png", "pictures.images",
        Locator.PAGE, "the words in it, where Tesseract is installed; a picture without words is no asset",
        signature=FirstBytes(_PICTURE), is_picture=True, asked_as="png jpg screenshot",
        mimes={
            ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".tif": "image/tiff", ".tiff": "image/tiff",
            ".webp": "image/webp", ".bmp": "image/bmp",
        },
        examiner="pictures.picture_inside", is_cleaned=True,
    ),
    Format(
        "doc", (".doc", ".dot"), "application/msword", "office.legacy", Locator.HEADING,
        "as docx, where LibreOffice is installed; XML of Word without it", kept_aside=_FILES_ASIDE,
        signature=OleStream(("WordDocument",), _WORD_AS_XML), drawer=Drawer.LIBREOFFICE, asked_as=_DOCUMENT,
        edition=2,
    ),
    Format(
        "ppt", (".ppt", ".pps", ".pot"), "application/vnd.ms-powerpoint", "office.legacy", Locator.SLIDE,
        "as pptx, where LibreOffice is installed",
        signature=OleStream(("PowerPoint Document",)), kept_aside=_DECK_ASIDE, drawer=Drawer.LIBREOFFICE,
        asked_as=_DECK, roles={"slides": 3.8},
        edition=2,
    ),
    Format(
        "xls", (".xls", ".xlt"), "application/vnd.ms-excel", "office.workbook", Locator.SHEET, _ROWS,
        signature=OleStream(("Workbook", "Book"), _BOOK_OF_2003), kept_aside=_SHEET_ASIDE, asked_as=_SHEET,
        roles={"anything_else": 1.0},
        edition=2,
    ),
)  # fmt: skip


# --- what follows from it ------------------------------------------------------------------------------------------

FORMATS: dict[str, Format] = {one.name: one for one in _DECLARED}
# Grows whenever any reader gets better or a format is added: what could not be read before is tried again then.
READERS_EDITION = sum(one.edition for one in _DECLARED)
SUFFIXES: dict[str, Format] = {suffix: one for one in _DECLARED for suffix in one.suffixes}
# What any other text is.
PLAIN = FORMATS["txt"]
# Formats whose sections are the pages that are drawn; only there can a picture stand for a section.
PAGED = frozenset(
    one.name for one in _DECLARED if one.drawer is not Drawer.NOBODY and one.locator in (Locator.SLIDE, Locator.PAGE)
)
PICTURE_SUFFIXES = tuple(suffix for suffix, one in SUFFIXES.items() if one.is_picture)
# The formats that each word asks for, in lower case.
ASKED_AS: dict[str, frozenset[str]] = {
    word.casefold(): frozenset(other.name for other in _DECLARED if word in other.asked_as.split())
    for one in _DECLARED
    for word in one.asked_as.split()
}
UNKNOWN_MIME = "application/octet-stream"


def find_by_suffix(name: str) -> Format | None:
    """The format that a file's ending stands for; none for an ending that no format has.

    >>> found = find_by_suffix("Pricing/List.PPTM")
    >>> found and found.name, find_by_suffix("pptx")
    ('pptx', None)
    """
    return SUFFIXES.get(PurePath(name).suffix.lower())


def is_picture(name: str) -> bool:
    """Whether a file is a picture by its ending.

    >>> is_picture("scans/Offer.PNG"), is_picture("png")
    (True, False)
    """
    return name.lower().endswith(PICTURE_SUFFIXES)


def find_mime(name: str) -> str:
    """The MIME type of a file by its ending.

    >>> find_mime("deck.PPTX").rpartition(".")[2], find_mime("scan.jpg"), find_mime("setup.exe")
    ('presentation', 'image/jpeg', 'application/octet-stream')
    """
    found = find_by_suffix(name)
    return found.mimes.get(PurePath(name).suffix.lower(), found.mime) if found else UNKNOWN_MIME


def is_cleaned(name: str) -> bool:
    """Whether copies of this format can be made without what a buyer must not get.

    >>> is_cleaned("pptx"), is_cleaned("xls")
    (True, False)
    """
    return name in FORMATS and FORMATS[name].is_cleaned


def clean_suffix(name: str, suffix: str) -> str:
    """The ending of a clean copy: without macros a file is no macro file any more; a picture stays what it is.

    >>> clean_suffix("pptx", ".pptm"), clean_suffix("image", ".JPG")
    ('.pptx', '.jpg')
    """
    form = FORMATS[name]
    return suffix.lower() if form.mimes else form.suffixes[0]


def list_linked() -> tuple[str, ...]:
    """The names of the formats whose pages can have links.

    >>> list_linked()
    ('pptx', 'pdf')
    """
    return tuple(one.name for one in _DECLARED if one.linker)


def is_bound(name: str) -> bool:
    """Whether the pictures of its pages make the PDF of a file of this format.

    >>> is_bound("pptx"), is_bound("docx")
    (True, False)
    """
    return name in FORMATS and FORMATS[name].is_bound


def find_drawer(name: str) -> Drawer:
    """Who draws the format of this name; nobody for one that is not declared."""
    return FORMATS[name].drawer if name in FORMATS else Drawer.NOBODY


def list_drawn(drawer: Drawer) -> tuple[str, ...]:
    """The names of the formats that are drawn by it.

    >>> list_drawn(Drawer.PDFIUM)
    ('pdf',)
    """
    return tuple(one.name for one in _DECLARED if one.drawer is drawer)


def formats_table() -> str:
    """The formats as a Markdown table, for the guide."""
    head = ["| format | endings | pointed at as | what is read | kept from buyers |", "|---|---|---|---|---|"]
    lines = [
        f"| {one.name} | {' '.join(one.suffixes)} | {one.locator} | {one.what} | {one.kept_aside or 'nothing'} |"
        for one in _DECLARED
    ]
    return "\n".join([*head, *lines])
