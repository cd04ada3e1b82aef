"""What a PDF carries beside its pages: the files of a portfolio, others that are attached, and the text of XFA forms.

No clean copy has any of it and no page shows it, so it is kept with the notes, where reps find it and no buyer does.
"""

from __future__ import annotations

import ctypes
import html
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pypdfium2 as pdfium
from pypdfium2 import raw

from contentlib.errors import Unreadable
from contentlib.model import Reading, Section
from indexer.clean_pdf import is_portfolio
from indexer.extract.raw_text import decode, one_line, set_aside

MAX_FILES, MAX_BYTES, MAX_DEPTH = 100, 128 * 2**20, 3
_NAMED = 3
_XFA_BYTES = 8 * 2**20
# What a form's template shows, and what was filled in.
_SHOWN = re.compile(r"<(text|exData)\b[^>]*>(.*?)</\1>", re.DOTALL)
_FILLED = re.compile(r">([^<>]+)</")
_MARKUP = re.compile(r"<[^<>]*>")


def read_carried(document: pdfium.PdfDocument, data: bytes, depth: int) -> tuple[list[Section], list[str]]:
    """Sections of it, and what a person should know of it. ``depth``: how many portfolios it lies in itself."""
    sections, warnings = _read_form(document)
    count = document.count_attachments()
    if not count:
        return sections, warnings
    if depth >= MAX_DEPTH or not is_portfolio(data):
        return sections, [*warnings, _tell_attached(document, count)]
    files = "1 file" if count == 1 else f"{count} files"
    warnings.append(f"it is a portfolio of {files}; buyers see its cover alone: put the files on the drive as well")
    for name, inner in _list_files(document, warnings):
        sections += _read_file(name, inner, depth, warnings)
    return sections, warnings


def _tell_attached(document: pdfium.PdfDocument, count: int) -> str:
    names = [_name(document, number) for number in range(min(count, _NAMED))]
    more = f" and {count - _NAMED} more" if count > _NAMED else ""
    what = "a file is attached that was" if count == 1 else f"{count} files are attached that were"
    return f"{what} not read: {', '.join(f'“{name}”' for name in names)}{more}"


def _name(document: pdfium.PdfDocument, number: int) -> str:
    try:
        return one_line(document.get_attachment(number).get_name())[:120] or "file"
    except (pdfium.PdfiumError, UnicodeDecodeError):
        return "file"


def _list_files(document: pdfium.PdfDocument, warnings: list[str]) -> Iterator[tuple[str, bytes]]:
    count, left = document.count_attachments(), MAX_BYTES
    for number in range(min(count, MAX_FILES)):
        name = _name(document, number)
        try:
            data = bytes(document.get_attachment(number).get_data())
        except pdfium.PdfiumError:
            data = b""
        left -= len(data)
        if left < 0:
            warnings.append(f"“{name}” and what follows it in the portfolio were not read: they are too large")
            return
        yield name, data
    if count > MAX_FILES:
        warnings.append(f"only the first {MAX_FILES} of {count} files in it were read")


def _read_file(name: str, data: bytes, depth: int, warnings: list[str]) -> Iterator[Section]:
    try:
        reading = _read(name, data, depth)
    except Unreadable as error:
        warnings.append(f"“{name}” in it was not read: it {error.reason}")
        return
    warnings += [f"“{name}” in it: {warning}" for warning in reading.warnings]
    for section in reading.sections:
        step = f"attachment {name}"
        yield set_aside(replace(section, locator=f"{step} > {section.locator}" if section.locator else step))


def _read(name: str, data: bytes, depth: int) -> Reading:
    # The readers know this family, so it cannot know them before it runs.
    from indexer.extract.pdf.pdf_pages import read_pdf
    from indexer.extract.readers import READERS, read_bytes

    return read_bytes(data, name, {**READERS, "pdf": partial(read_pdf, depth=depth + 1)})


# --- forms --------------------------------------------------------------------------------------------------------


def _read_form(document: pdfium.PdfDocument) -> tuple[list[Section], list[str]]:
    """The words of a form whose pages only Adobe's programs draw; others show a page that says so."""
    if raw.FPDF_GetFormType(document) != raw.FORMTYPE_XFA_FULL:
        return [], []
    words = list(dict.fromkeys(line for packet in _list_packets(document) for line in packet if line))
    read = "its words were read from the form itself" if words else "its words could not be read"
    warning = f"it is a dynamic XFA form, which only Adobe's programs show: {read}; print it to a PDF for buyers"
    return ([Section("form", "", "", "\n".join(words))] if words else []), [warning]


def _list_packets(document: pdfium.PdfDocument) -> Iterator[list[str]]:
    left = _XFA_BYTES
    for number in range(max(raw.FPDF_GetXFAPacketCount(document), 0)):
        name, size = _packet_name(document, number), _packet(document, number, None, 0)
        left -= size
        if left < 0:
            return
        if name not in ("template", "datasets"):
            continue
        buffer = ctypes.create_string_buffer(size)
        _packet(document, number, buffer, size)
        yield list(_list_words(decode(buffer.raw or b" "), name))


def _packet_name(document: pdfium.PdfDocument, number: int) -> str:
    size = min(raw.FPDF_GetXFAPacketName(document, number, None, 0), 1000)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDF_GetXFAPacketName(document, number, buffer, size)
    return buffer.value.decode("utf-8", "replace")


def _packet(document: pdfium.PdfDocument, number: int, buffer: ctypes.Array[ctypes.c_char] | None, size: int) -> int:
    needed = ctypes.c_ulong()
    raw.FPDF_GetXFAPacketContent(document, number, buffer, size, ctypes.byref(needed))
    return needed.value


def _list_words(packet: str, name: str) -> Iterator[str]:
    if name == "datasets":
        found = (match[1] for match in _FILLED.finditer(packet))
    else:
        found = (match[2] for match in _SHOWN.finditer(packet))
    for markup in found:
        yield one_line(html.unescape(_MARKUP.sub(" ", html.unescape(markup) if "&lt;" in markup else markup)))
