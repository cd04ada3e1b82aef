"""Web pages: what a reader came for, without navigation, scripts, forms and banners."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup, CData, NavigableString, Tag, XMLParsedAsHTMLWarning

from contentlib.model import Properties, Reading, Section
from indexer.extract.alt_texts import says_something
from indexer.extract.outline import Outline
from indexer.extract.raw_text import decode, one_line, row, tidy
from indexer.extract.web.panels import attribute, is_hidden, open_panels
from indexer.extract.written_values import parse_time, split_keywords

_DROPPED = {
    "script", "style", "noscript", "template", "nav", "footer", "aside", "iframe", "canvas", "object", "embed",
    "head", "del", "select", "button", "input", "textarea", "dialog", "map", "audio", "video",
}  # fmt: skip
_DROPPED_ROLES = {"navigation", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar", "complementary"}
_BLOCKS = {
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "form", "header", "hr", "html", "legend", "li", "main", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "br",
}  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BANNER = re.compile(r"cookie|consent|gdpr|onetrust|cybot", re.IGNORECASE)
# Names that page builders give to what stands around a text.
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|footer|masthead|sidebar|header|topbar|related|pagination"
    r"|share|sharing|social|newsletter|subscribe|skip-?link)(?:$|[\s_-])",
    re.IGNORECASE,
)
_MOSTLY = 0.4
_IMPRINT = re.compile(r"©|\(c\) (?:19|20)\d\d|copyright|all rights reserved|alle rechte vorbehalten", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_LONGEST_BANNER = 3000
# Browsers look for it in the first kilobyte, but programs put scripts before it.
_HEAD_BYTES = 512 * 1024
_WIDE = {"utf-16", "utf-16le", "utf-16be", "utf-32"}


def read_html(data: bytes) -> Reading:
    return read_markup(decode_page(data))


def read_markup(markup: str) -> Reading:
    """A page that is text already, for example the HTML part of a mail."""
    soup = _parse(markup)
    facts = _Facts.of(soup)
    open_panels(soup)
    outline = Outline()
    _Walk(outline, soup).through(soup)
    sections = [*outline.sections(), *facts.answers()]
    return Reading("html", tuple(sections), facts.properties())


def decode_page(data: bytes) -> str:
    """A page as text. What a page says about its encoding is believed only where the bytes agree."""
    said = _CHARSET.search(data[:_HEAD_BYTES])
    name = said[1].decode("ascii", errors="replace").lower() if said else ""
    if name and name not in _WIDE and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        # The standard for browsers reads Latin-1 as Windows-1252; Python does not.
        name = "cp1252" if name in ("iso-8859-1", "latin1", "latin-1", "ascii", "us-ascii") else name
        if name.startswith(("cp125", "windows-125")) and _is_utf8(data):
            name = "utf-8"
        try:
            text = data.decode(name)
            return text if isinstance(text, str) else decode(data)
        except (LookupError, UnicodeError):
            pass
    return decode(data)


def _is_utf8(data: bytes) -> bool:
    """Whether letters beyond ASCII are there and fit together as UTF-8, which those of a narrow encoding hardly do."""
    try:
        return not data.isascii() and bool(data.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _parse(markup: str) -> BeautifulSoup:
    with warnings.catch_warnings():
        # XHTML begins like XML, and the HTML parser is the right one for it all the same.
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        return BeautifulSoup(markup.replace("\x00", ""), "lxml")


class _Walk:
    """Goes through a page once, without recursion: pages may nest twenty thousand deep."""

    def __init__(self, outline: Outline, soup: BeautifulSoup) -> None:
        self._outline = outline
        self._layouts = _layout_tables(soup)
        self._line: list[str] = []

    def through(self, soup: BeautifulSoup) -> None:
        stack: list[tuple[Tag | NavigableString, bool]] = [(soup, False)]
        while stack:
            node, leaving = stack.pop()
            if leaving:
                self._break()
            elif isinstance(node, Tag):
                stack.extend(self._enter(node))
            elif type(node) in (NavigableString, CData):
                self._line.append(_inline(node))
        self._break()

    def _enter(self, tag: Tag) -> list[tuple[Tag | NavigableString, bool]]:
        if _is_dropped(tag):
            return []
        if tag.name == "img":
            self._line.append(f" {says_something(attribute(tag, 'alt'))} ")
            return []
        if tag.name == "svg":
            self._line.append(f" {_drawn_words(tag)} ")
            return []
        if tag.name in _HEADINGS:
            self._break()
            self._outline.heading(_HEADINGS[tag.name], _visible(tag))
            return []
        if tag.name == "table" and id(tag) not in self._layouts:
            self._break()
            self._table(tag)
            return []
        if tag.name == "pre":
            self._break()
            self._outline.add(_visible(tag))
            return []
        block = tag.name in _BLOCKS
        if block:
            self._break()
        children = [(child, False) for child in reversed(tag.contents) if isinstance(child, (Tag, NavigableString))]
        return [(tag, True), *children] if block else children

    def _table(self, table: Tag) -> None:
        for line in table.find_all(["tr", "caption"]):
            cells = line.find_all(["td", "th"]) if line.name == "tr" else [line]
            self._outline.add(row([_visible(cell) for cell in cells]))

    def _break(self) -> None:
        line = "".join(self._line).strip()
        self._line.clear()
        if line:
            self._outline.add(line)


def _inline(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _visible(tag: Tag) -> str:
    """All text beneath a tag, without what is dropped; blocks inside keep apart."""
    parts: list[str] = []
    stack: list[object] = [*reversed(tag.contents)]
    keeps_lines = tag.name == "pre"
    while stack:
        node = stack.pop()
        if isinstance(node, Tag) and node.name == "svg":
            parts.append(f" {_drawn_words(node)} ")
        elif isinstance(node, Tag) and not _is_dropped(node):
            if node.name == "img":
                parts.append(f" {says_something(attribute(node, 'alt'))} ")
            if node.name in _BLOCKS or node.name in _HEADINGS:
                parts.append("\n")
                stack.append("\n")
            stack.extend(reversed(node.contents))
        elif type(node) in (NavigableString, CData, str):
            parts.append(str(node) if keeps_lines or node == "\n" else _inline(str(node)))
    return tidy("".join(parts))


def _drawn_words(drawing: Tag) -> str:
    """The labels of a drawn chart. The title of an icon is none."""
    return one_line(" ".join(label.get_text(" ") for label in drawing.find_all("text", limit=200)))


def _layout_tables(soup: BeautifulSoup) -> set[int]:
    """The ids of tables that only lay out a page: those that hold tables or headings."""
    found: set[int] = set()
    for tag in soup.find_all(["table", *_HEADINGS]):
        for parent in tag.parents:
            # Whoever holds a table that is known is known too.
            if id(parent) in found:
                break
            if parent.name == "table":
                found.add(id(parent))
    return found


def _is_dropped(tag: Tag) -> bool:
    if tag.name in _DROPPED or is_hidden(tag) or attribute(tag, "role").lower() in _DROPPED_ROLES:
        return True
    if tag.name == "form" or (tag.name == "header" and tag.find_parent(["article", "main"]) is None):
        # Some pages are one big form, and some headers hold the title: those are the page proper.
        return tag.find(["h1", "h2", "article", "main"]) is None
    if tag.name not in ("div", "section", "p", "ul", "ol", "span"):
        return False
    marks = f"{attribute(tag, 'id')} {attribute(tag, 'class')}"
    if not (_BANNER.search(marks) or _FURNITURE.search(marks)) or tag.find(["h1", "article", "main"]) is not None:
        return False
    text = tag.get_text()
    return len(text) < _LONGEST_BANNER and (bool(_BANNER.search(marks)) or _is_links(tag, text))


def _is_links(tag: Tag, text: str) -> bool:
    """Whether most of it leads elsewhere, or it is an imprint: what is called a footer may hold the text itself."""
    linked = sum(len(link.get_text().strip()) for link in tag.find_all("a"))
    return linked >= _MOSTLY * len(text.strip()) or bool(_IMPRINT.search(text[:200]))


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the head of a page says: meta tags by name, and JSON-LD objects."""

    title: str
    language: str
    meta: dict[str, str]
    linked: tuple[dict[str, object], ...]

    @classmethod
    def of(cls, soup: BeautifulSoup) -> _Facts:
        meta: dict[str, str] = {}
        for tag in soup.find_all("meta"):
            key = (attribute(tag, "name") or attribute(tag, "property")).lower()
            meta.setdefault(key, one_line(attribute(tag, "content")))
        title = soup.title.get_text() if soup.title else ""
        language = attribute(soup.html, "lang") if soup.html else ""
        return cls(one_line(title), language.split("-")[0].lower(), meta, tuple(_linked_data(soup)))

    def properties(self) -> Properties:
        return Properties(
            title=self.meta.get("og:title") or self.title or self._linked("headline", "name"),
            author=self.meta.get("author") or self._linked("author"),
            subject=self.meta.get("description") or self.meta.get("og:description") or self._linked("description"),
            keywords=split_keywords(self.meta.get("keywords", "")),
            language=self.language,
            created_at=parse_time(self.meta.get("article:published_time") or self._linked("datePublished")),
            modified_at=parse_time(self.meta.get("article:modified_time") or self._linked("dateModified")),
        )

    def answers(self) -> list[Section]:
        """Questions and answers that a page tells machines."""
        lines = [line for fact in self.linked if fact.get("@type") == "Question" for line in _question(fact)]
        return [Section("questions and answers", "", "\n".join(lines))] if lines else []

    def _linked(self, *names: str) -> str:
        for fact in self.linked:
            for name in names:
                value = fact.get(name)
                value = value.get("name") if isinstance(value, dict) else value
                if isinstance(value, str) and value.strip():
                    return one_line(value)
        return ""


def _question(fact: dict[str, object]) -> list[str]:
    accepted = fact.get("acceptedAnswer")
    answer = accepted.get("text") if isinstance(accepted, dict) else ""
    return [one_line(re.sub(r"<[^<>]*>", " ", str(part))) for part in (fact.get("name"), answer) if part]


def _linked_data(soup: BeautifulSoup) -> Iterator[dict[str, object]]:
    for script in soup.find_all("script", type="application/ld+json"):
        try:
            waiting: list[object] = [json.loads(script.get_text())]
        except (ValueError, RecursionError):
            continue
        while waiting:
            fact = waiting.pop(0)
            if isinstance(fact, list):
                waiting.extend(fact)
            elif isinstance(fact, dict):
                yield fact
                waiting.extend(fact.get(key) for key in ("@graph", "mainEntity"))
