"""Markdown as the text a reader sees, under the path of its headings; front matter as fields. No link's address."""

from __future__ import annotations

import re

from contentlib.model import Properties, Reading, Section
from indexer.extract.raw_text import decode
from indexer.extract.text.addresses import without_addresses
from indexer.extract.text.copyist import Copyist
from indexer.extract.written_values import parse_time
from indexer.metadata import front_matter

# A picture that stands in the text itself, as letters that no reader should see.
_EMBEDDED = re.compile(r"data:[\w.+-]{1,40}/[\w.+-]{1,80}(?:;[\w.=+-]{1,80}){0,4};base64,[A-Za-z0-9+/=%_-]*")


def read_md(data: bytes) -> Reading:
    return read_text(decode(data))


def read_text(text: str) -> Reading:
    """Markdown that is text already, for example the cells of a notebook."""
    text = _EMBEDDED.sub("data:", text.replace("\r\n", "\n").replace("\r", "\n"))
    matter = front_matter(text)
    copyist = Copyist(text[matter.length :])
    sections = copyist.outline().sections()
    fields = dict(matter.fields.values)
    if "title" in fields:
        fields["title"] = tuple(without_addresses(title) for title in fields["title"])
    properties = Properties(
        title=_first(fields.get("title")),
        author=matter.author,
        subject=without_addresses(matter.description),
        keywords=matter.keywords,
        language=_first(fields.get("language")),
        modified_at=parse_time(matter.date),
        fields=fields,
    )
    if not sections and properties.subject:
        # Some sites keep a whole teaser in the front matter and nothing beneath it.
        sections = [Section("", properties.title, properties.subject)]
    return Reading("md", tuple(sections), properties, (*matter.fields.warnings, *copyist.warnings()))


def _first(values: tuple[str, ...] | None) -> str:
    return values[0] if values else ""
