"""E-books (EPUB): web pages in a zip package, read in the order of the book."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote

from contentlib.errors import Unreadable
from contentlib.model import Properties, Reading, Section
from indexer.extract.office.package import Element, Package, local_name, plain_name
from indexer.extract.raw_text import one_line
from indexer.extract.web import decode_page, read_markup
from indexer.extract.written_values import parse_time

MAX_CHAPTERS = 2000
_CHAPTERS = {"application/xhtml+xml", "text/html", "text/x-oeb1-document"}
_CONTAINER, _ENCRYPTED = "META-INF/container.xml", "META-INF/encryption.xml"
_ADVICE = "Open it in its own program, save it again, or get another copy."
# On a web page an aside leads elsewhere; in a book it is a box or a footnote.
_ASIDE = re.compile(r"<(/?)aside\b", re.IGNORECASE)


def read_epub(data: bytes) -> Reading:
    package = Package(data)
    place = _find_book(package)
    book = package.xml(place)
    chapters = list(_list_chapters(book, posixpath.dirname(place)))
    _refuse_locked(package, chapters)
    properties = _properties(book)
    sections: list[Section] = []
    warnings: list[str] = []
    if len(chapters) > MAX_CHAPTERS:
        warnings.append(f"only the first {MAX_CHAPTERS:,} of {len(chapters):,} chapters were read")
    for part in chapters[:MAX_CHAPTERS]:
        try:
            sections += _read_chapter(package.read(part), properties.title)
        except Unreadable as error:
            warnings.append(f"chapter “{posixpath.basename(part)}” could not be read: it {error.reason}")
    if warnings and not sections:
        raise Unreadable("is damaged: no chapter could be read.", _ADVICE)
    return Reading("epub", tuple(sections), properties, tuple(warnings))


def _find_book(package: Package) -> str:
    """The part that lists what the book is made of."""
    roots = package.xml(_CONTAINER).iter("{*}rootfile") if _CONTAINER in package.names else ()
    named = [root.get("full-path", "") for root in roots]
    found = next((name for name in (*named, *sorted(package.names)) if name in package.names and _is_list(name)), "")
    if not found:
        raise Unreadable("has no book inside.", _ADVICE)
    return found


def _is_list(name: str) -> bool:
    return name.lower().endswith(".opf")


def _list_chapters(book: Element, folder: str) -> Iterator[str]:
    """The parts with text, in reading order, each once."""
    items = {item.get("id", ""): item for item in book.iter("{*}item")}
    read = dict.fromkeys(one.get("idref", "") for one in book.iter("{*}itemref"))
    for item in (items[name] for name in read if name in items):
        if item.get("media-type", "").lower() in _CHAPTERS:
            yield posixpath.normpath(posixpath.join(folder, unquote(item.get("href", "").partition("#")[0])))


def _refuse_locked(package: Package, chapters: list[str]) -> None:
    """Raises Unreadable where the text is encrypted; often only the fonts are, which are not read anyway."""
    if _ENCRYPTED not in package.names:
        return
    uris = (one.get("URI", "") for one in package.xml(_ENCRYPTED).iter("{*}CipherReference"))
    if {plain_name(uri) for uri in uris} & {plain_name(chapter) for chapter in chapters}:
        raise Unreadable("is protected against copying (DRM).", "Get a copy without the protection.")


def _read_chapter(data: bytes, book_title: str) -> Iterator[Section]:
    """The chapter's sections; text before its first heading goes by the title of its page, if it has one of its own."""
    page = read_markup(_ASIDE.sub(r"<\1div", decode_page(data)))
    title = page.properties.title if page.properties.title != book_title else ""
    for section in page.sections:
        yield section if section.locator else replace(section, locator=title, heading=title)


def _properties(book: Element) -> Properties:
    """The Dublin Core fields of the book's list."""
    said: defaultdict[str, list[str]] = defaultdict(list)
    for element in (each for part in book.iter("{*}metadata") for each in part.iter("*")):
        # What has no element of its own is a meta element that names its property: dcterms:modified.
        name = element.get("property", "").rpartition(":")[2] or local_name(element)
        said[name.lower()] += filter(None, [one_line(element.text or "")])
    first = {name: values[0] for name, values in said.items() if values}
    return Properties(
        title=first.get("title", ""),
        author=", ".join(said["creator"][:5]),
        subject=first.get("description", ""),
        keywords=tuple(said["subject"]),
        language=first.get("language", "").lower(),
        created_at=parse_time(first.get("date", "")),
        modified_at=parse_time(first.get("modified", "")),
    )
