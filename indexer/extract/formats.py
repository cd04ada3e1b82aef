"""Files into sections a person can point at. Here a file's bytes find their reader; each format has one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TypeAlias

from contentlib.errors import Unreadable
from contentlib.model import Properties, Reading, Section
from indexer.extract.mail import read_eml, read_msg
from indexer.extract.office import (
    as_pptx,
    list_shown_pages,
    list_shown_slides,
    read_doc,
    read_docx,
    read_odp,
    read_ods,
    read_odt,
    read_ppt,
    read_pptx,
    read_xls,
    read_xlsb,
    read_xlsx,
)
from indexer.extract.pdf import read_pdf
from indexer.extract.pictures import read_image
from indexer.extract.raw_text import one_line, plain, tidy
from indexer.extract.signature import format_of
from indexer.extract.text import (
    read_csv,
    read_ipynb,
    read_json,
    read_md,
    read_rtf,
    read_srt,
    read_tsv,
    read_txt,
    read_vtt,
)
from indexer.extract.web import read_html
from indexer.metadata import choose_language

Reader: TypeAlias = Callable[[bytes], Reading]


@dataclass(frozen=True, slots=True)
class Format:
    """A format that can be read: its name, its endings, how its sections are pointed at, and what is read of it."""

    name: str
    suffixes: tuple[str, ...]
    reader: Reader
    locator: str
    what: str


FORMATS = (
    Format("pptx", (".pptx", ".potx", ".ppsx", ".pptm", ".ppsm", ".potm"), read_pptx, "slide 4",
           "titles, text in reading order, tables, groups, charts, SmartArt, alternative texts, speaker notes; "
           "slides that are pictures, where Tesseract is installed"),
    Format("pdf", (".pdf",), read_pdf, "page 12", "the text layer, bookmarks; words cut at line ends are joined; "
           "scanned pages, where Tesseract is installed"),
    Format("docx", (".docx", ".dotx", ".docm", ".dotm"), read_docx, "Pricing > Discounts",
           "headings, text, lists, tables, text boxes, foot- and endnotes, headers and footers once"),
    Format("xlsx", (".xlsx", ".xlsm", ".xltx", ".xltm"), read_xlsx, "sheet Prices", "every sheet, a line a row"),
    Format("xlsb", (".xlsb",), read_xlsb, "sheet Prices", "every sheet, a line a row"),
    Format("xls", (".xls", ".xlt"), read_xls, "sheet Prices", "every sheet, a line a row"),
    Format("odt", (".odt", ".ott"), read_odt, "Pricing > Discounts", "headings, text, tables, text boxes, notes"),
    Format("odp", (".odp", ".otp"), read_odp, "slide 4", "titles, text, tables, alternative texts, speaker notes"),
    Format("ods", (".ods", ".ots"), read_ods, "sheet Prices", "every sheet, a line a row"),
    Format("html", (".html", ".htm", ".xhtml"), read_html, "Pricing > Discounts",
           "the page without navigation, forms, scripts and banners; its meta tags and JSON-LD"),
    Format("md", (".md", ".markdown", ".mdown", ".mkd", ".mdx"), read_md, "Pricing > Discounts",
           "text without marks, tables, code, front matter; of a link its words, of a typed address its host"),
    Format("txt", (".txt", ".text"), read_txt, "(none)", "text in any usual encoding"),
    Format("csv", (".csv",), read_csv, "rows 2-51", "each value with the name of its column"),
    Format("tsv", (".tsv", ".tab"), read_tsv, "rows 2-51", "each value with the name of its column"),
    Format("rtf", (".rtf",), read_rtf, "(none)", "text and tables"),
    Format("eml", (".eml", ".mht", ".mhtml"), read_eml, "attachment plan.pdf > page 2",
           "sender, receivers, date, text, attachments"),
    Format("msg", (".msg", ".oft"), read_msg, "attachment plan.pdf > page 2",
           "sender, receivers, date, text, attachments, categories"),
    Format("vtt", (".vtt",), read_vtt, "00:12:30", "what is said and by whom, about 45 seconds together"),
    Format("srt", (".srt",), read_srt, "00:12:30", "what is said, about 45 seconds together"),
    Format("ipynb", (".ipynb",), read_ipynb, "Pricing > Discounts", "text and code of the cells"),
    Format("json", (".json",), read_json, "(none)", "the text as it stands"),
    Format("image", (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".bmp"), read_image, "page 2",
           "the words in it, where Tesseract is installed; a picture without words is no asset"),
    Format("doc", (".doc", ".dot"), read_doc, "Pricing > Discounts", "as docx, where LibreOffice is installed"),
    Format("ppt", (".ppt", ".pps", ".pot"), read_ppt, "slide 4", "as pptx, where LibreOffice is installed"),
)  # fmt: skip
READERS: dict[str, Reader] = {one.name: one.reader for one in FORMATS}
SUFFIXES: dict[str, str] = {suffix: one.name for one in FORMATS for suffix in one.suffixes}

_NO_TEXT = {
    "pptx": "no text: the slides are pictures; put the text into notes or alternative texts",
}


def read_bytes(data: bytes, name: str, readers: Mapping[str, Reader] = READERS) -> Reading:
    """A file read by the reader of its format. ``name`` is its file name, whose ending counts only for text formats.

    Sections come tidied, the empty ones left out, their locators all different. Raises Unreadable, and nothing else,
    for what cannot be read.
    """
    found = detect_format(data, name)
    try:
        reading = readers[found](data)
        return _finished(reading)
    except Unreadable:
        raise
    except RecursionError as error:
        raise Unreadable("is nested too deeply to be read.", "Save it again in a simpler form.") from error
    except Exception as error:
        # A stranger's file meets four outside parsers; whatever they raise, the file is at fault and the pass goes on.
        raise Unreadable(
            f"could not be read as {found}: {_sentence(error)}", "Open it in its own program and save it again."
        ) from error


def detect_format(data: bytes, name: str) -> str:
    """The format of a file by its first bytes, then by its ending. Raises Unreadable where there is no reader.

    >>> detect_format(b"%PDF-1.7", "plan.docx"), detect_format(b"# Plan", "plan.md")
    ('pdf', 'md')
    """
    return format_of(data, SUFFIXES.get(PurePath(name).suffix.lower(), ""))


def list_shown(data: bytes, kind: str) -> tuple[int, ...]:
    """The numbers of a deck's slides that are not hidden; nothing for what has no slides."""
    if kind == "ppt":
        return list_shown_slides(as_pptx(data))
    if kind == "odp":
        return list_shown_pages(data)
    return list_shown_slides(data) if kind == "pptx" else ()


def formats_table() -> str:
    """The formats as a Markdown table, for the guide."""
    head = ["| format | endings | pointed at as | what is read |", "|---|---|---|---|"]
    lines = [f"| {one.name} | {' '.join(one.suffixes)} | {one.locator} | {one.what} |" for one in FORMATS]
    return "\n".join([*head, *lines])


def _sentence(error: Exception) -> str:
    text = one_line(str(error))[:200] or type(error).__name__
    return text if text.endswith(".") else f"{text}."


def _finished(reading: Reading) -> Reading:
    sections = tuple(_distinct(_kept(reading.sections)))
    properties = _tidied(reading.properties)
    properties = replace(properties, language=choose_language(properties, sections))
    warnings = tuple(one_line(warning) for warning in reading.warnings)
    if not sections and not any(warning.startswith("no text:") for warning in warnings):
        warnings += (_NO_TEXT.get(reading.format, "no text: there is nothing to find in this file"),)
    return replace(reading, sections=sections, properties=properties, warnings=warnings)


def _kept(sections: Iterable[Section]) -> Iterable[Section]:
    """Sections that say something. One with nothing but a heading has that as its text, or no search would find it."""
    for section in sections:
        heading, text, notes = one_line(section.heading), tidy(section.text), tidy(section.notes)
        if heading or text or notes:
            yield Section(one_line(section.locator), heading, text or heading, notes)


def _distinct(sections: Iterable[Section]) -> Iterable[Section]:
    taken: set[str] = set()
    counts: dict[str, int] = {}
    for section in sections:
        locator = section.locator
        while locator and locator in taken:
            counts[section.locator] = counts.get(section.locator, 1) + 1
            locator = f"{section.locator} ({counts[section.locator]})"
        taken.add(locator)
        yield replace(section, locator=locator)


def _tidied(properties: Properties) -> Properties:
    return replace(
        properties,
        title=one_line(properties.title)[:300],
        author=one_line(properties.author)[:200],
        subject=one_line(properties.subject)[:1000],
        keywords=tuple(plain(word)[:100] for word in properties.keywords[:50]),
        language=one_line(properties.language)[:20],
        # A plain dict, since a reading travels between processes and a mapping proxy cannot.
        fields=dict(properties.fields),
    )
