"""Rich Text Format. The only module that knows striprtf."""

from __future__ import annotations

import re

from striprtf.striprtf import rtf_to_text

from contentlib.errors import Unreadable
from contentlib.model import Properties, Reading, Section
from indexer.extract.text import one_line

MAX_BYTES = 64 * 2**20
_INFO = re.compile(r"\{\\(title|author|subject)\s([^{}]{1,500})\}")
# Pictures are long runs of hexadecimal digits; without them a file of 20 MB is a few pages.
_PICTURE = re.compile(r"(?:[0-9a-fA-F]{32,}\s*)+")


def read_rtf(data: bytes) -> Reading:
    if len(data) > MAX_BYTES:
        raise Unreadable(
            f"is larger than {MAX_BYTES >> 20} MB, which is too much for an RTF file.", "Save it as .docx."
        )
    source = _PICTURE.sub("", data.decode("latin-1"))
    info = {name: _plain(value) for name, value in _INFO.findall(source[:50_000])}
    properties = Properties(title=info.get("title", ""), author=info.get("author", ""), subject=info.get("subject", ""))
    return Reading("rtf", (Section("", "", _lines(_plain(source))),), properties)


def _plain(source: str) -> str:
    """RTF code without its codes; also a fragment of it."""
    whole = source if source.startswith("{\\rtf") else "{\\rtf1 " + source + "}"
    try:
        return str(rtf_to_text(whole, encoding="cp1252", errors="ignore"))
    except (ValueError, LookupError, IndexError, TypeError, AttributeError, OverflowError) as error:
        raise Unreadable("is damaged: its RTF codes make no sense.", "Save it again as .docx.") from error


def _lines(text: str) -> str:
    rows = (re.sub(r"\s*\|\s*$", "", line) for line in text.split("\n"))
    return "\n".join(
        line if "|" not in line else " | ".join(one_line(cell) for cell in line.split("|")) for line in rows
    )
