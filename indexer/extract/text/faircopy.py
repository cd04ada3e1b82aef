"""Words in reading order under their headings, and what HTML tags among them do: headings, lines, what is not shown."""

from __future__ import annotations

import html
import re
from collections import Counter

from indexer.extract.alt_texts import says_something
from indexer.extract.outline import Outline
from indexer.extract.raw_text import one_line, row
from indexer.extract.text.addresses import with_hosts

COMMENT = "!--"
_HIDING = {"script", "style", "svg", "template"}
_LINES = {
    "p", "div", "br", "li", "ul", "ol", "tr", "table", "section", "details", "summary", "hr", "pre", "center",
    "blockquote", "dt", "dd", "figcaption", "article", "header", "footer",
}  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LONGEST_HEADING = 300
_NAME = re.compile(r"</?([a-zA-Z][\w.:-]*)")
_CLOSING = re.compile(r"</(script|style|svg|template|h[1-6]|pre)\b|(--)>", re.IGNORECASE)
_ALT = re.compile(r"\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_TABLE_RULE = re.compile(r"[|:][ \t|:]*+-[ \t|:-]*+|-[ \t|:-]*+")
# Marks of admonitions, of definitions in a list of terms, of items moved too far right; tables of contents; imports.
_AROUND = re.compile(
    r"[ \t]*(?::{3,}[ \t]*\w*[ \t]*|[!?]{3}\+?[ \t]+\w+[ \t]*(?=\"|$)|:[ \t]+|(?:[-*+][ \t]+)+"
    r"|\[TOC\]$|\[\[_?TOC_?\]\]$|import[ \t](?:[^'\"]*[ \t]from[ \t]+)?(?:'[^']*'|\"[^\"]*\");?$)",
    re.IGNORECASE,
)


def name_of(markup: str) -> str:
    """The name of a tag in small letters; that of a comment is ``!--``."""
    if markup.startswith("<!--") or markup == "-->":
        return COMMENT
    found = _NAME.match(markup)
    return found[1].lower() if found else ""


class FairCopy:
    """Takes words, tags and headings in order; ``outline`` has what a reader sees of them.

    >>> copy = FairCopy("<h2>Plan</h2>")
    >>> for markup, words in (("<h2>", "Plan"), ("</h2>", "Sign")):
    ...     copy.tag(markup, is_closed=True)
    ...     copy.say(words)
    >>> copy.end_block()
    >>> [(section.locator, section.text) for section in copy.outline.sections()]
    [('Plan', 'Sign')]
    """

    def __init__(self, source: str) -> None:
        self.outline = Outline()
        self._words: list[str] = []
        self._row: list[str] | None = None
        self._level = 0
        self._hidden = ""
        self._is_behind_picture = False
        # How often each tag that changes what follows is still closed. Where it never is, it changes nothing.
        self._closings = Counter((one or COMMENT).lower() for one, _ in _CLOSING.findall(source))

    def closes(self, name: str) -> bool:
        return self._closings[name] > 0

    def ends_comment(self, markup: str) -> bool:
        return markup == "<!--" and self.closes(COMMENT)

    @property
    def is_in_heading(self) -> bool:
        return self._level > 0

    def say(self, words: str) -> None:
        # The end of a line behind a tag that ended it is no second one.
        if self._hidden or not words or (words == "\n" and self._words and self._words[-1] == "\n"):
            return
        if self._is_behind_picture and words[0].isalnum():
            self._words.append(" ")
        self._is_behind_picture = False
        self._words.append(words)

    def picture(self, words: str) -> None:
        """Words of a picture stand apart from those around it."""
        if words and self._words and self._words[-1][-1:].isalnum():
            self.say(" ")
        self.say(words)
        self._is_behind_picture = bool(words)

    def end_block(self) -> None:
        """What was said since the last block are lines of their own."""
        text = "".join(self._words)
        if not text:
            return
        if self._level and len(text) < _LONGEST_HEADING:
            self._words.append("\n")
            return
        self._level = 0
        self._words.clear()
        for line in text.split("\n"):
            self.outline.add(_plain_line(line))

    def end(self) -> None:
        """The end of the page ends a heading that nothing else has ended."""
        self._level = 0
        self.end_block()

    def code(self, text: str) -> None:
        """Lines that stay as they are."""
        if self._hidden and (ending := re.search("-->" if self._hidden == COMMENT else f"(?i)</{self._hidden}", text)):
            self._hidden, text = "", text[ending.end() :]
        if not self._hidden:
            self.end_block()
            self.outline.add(text.rstrip("\n"))

    def gap(self) -> None:
        if not self._hidden:
            self.outline.add("")

    def heading(self, level: int) -> None:
        """What was said since the last block is a heading."""
        if self._level:
            level = self._level
        title = one_line("".join(self._words))
        self._words.clear()
        self._level = 0
        self.outline.heading(level, title)

    def begin_row(self) -> None:
        self.end_block()
        self._row = []

    def end_cell(self) -> None:
        if self._row is not None:
            self._row.append("".join(self._words))
        self._words.clear()

    @property
    def cells(self) -> int:
        return len(self._row or ())

    def end_row(self) -> None:
        """A line; the only cell of a row keeps its lines, and a mark that closes what stood around is none."""
        cells = [cell for cell in self._row or () if not re.fullmatch(r"\s*:{3,}\s*", cell)]
        self.outline.add(row(cells) if len(cells) > 1 else "".join(cells))
        self._row = None

    def tag(self, markup: str, *, is_closed: bool) -> None:
        """A tag, a comment or an end of either. ``is_closed`` is whether its own closing tag follows."""
        name = name_of(markup)
        ends = markup.startswith("</") or markup.endswith("-->")
        self._closings[name] -= ends
        if self._hidden or (name in _HIDING | {COMMENT} and not (ends and markup != "-->")):
            self._hide(name, markup, is_closed=is_closed, ends=ends)
        elif name in _HEADINGS and self._row is None:
            self._raw_heading(_HEADINGS[name], ends=ends, is_closed=is_closed)
        else:
            self.say(stand_in(markup))

    def _hide(self, name: str, markup: str, *, is_closed: bool, ends: bool) -> None:
        if self._hidden:
            self._hidden = "" if ends and name == self._hidden else self._hidden
        elif markup == "-->":
            self.say(markup)
        else:
            self._hidden = name if is_closed and not markup.endswith("/>") else ""

    def _raw_heading(self, level: int, *, ends: bool, is_closed: bool) -> None:
        if ends and self._level:
            self.heading(self._level)
        elif not self._level:
            self.end_block()
            self._level = level if is_closed and not ends else 0


def turns(markup: str) -> bool:
    """Whether a tag changes what the words behind it are, beyond what stands in for it."""
    name = name_of(markup)
    return name in _HIDING or name in _HEADINGS or (name == COMMENT and not markup.endswith("-->"))


def stand_in(markup: str) -> str:
    """What a tag leaves in a text: a picture its alternative text, a cell a bar, a block the end of a line."""
    name = name_of(markup)
    if name == "img":
        alt = _ALT.search(markup)
        return f" {with_hosts(says_something(html.unescape(alt[1] or alt[2] or '')))} " if alt else ""
    if name in ("td", "th"):
        return " | " if markup.startswith("</") else ""
    return "\n" if name in _LINES else ""


def _plain_line(line: str) -> str:
    """A line without what stands around its words; one of bars is a row of a table.

    >>> _plain_line(":::note Read this"), _plain_line("| Plan | 12 € |"), _plain_line("|---|---|")
    ('Read this', 'Plan | 12 €', '')
    """
    line = _AROUND.sub("", line, count=1) if _AROUND.match(line) else line
    if "|" not in line:
        return line
    bare = line.strip()
    if _TABLE_RULE.fullmatch(bare):
        return ""
    if bare.startswith("|") and bare.endswith("|"):
        return row(bare.strip("|").split("|"))
    return line
