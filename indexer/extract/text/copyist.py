"""From Markdown's blocks to the words a reader sees: rows, code, raw HTML, labels of links without their addresses."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Any

from markdown_it.token import Token

from indexer.extract.alt_texts import says_something
from indexer.extract.outline import Outline
from indexer.extract.text.addresses import address_at, host_of, with_hosts, without_addresses
from indexer.extract.text.dialect import DEEPEST, TOO_DEEP, blocks_of, blocks_within, cells_of, words_of
from indexer.extract.text.faircopy import FairCopy, name_of, stand_in, turns

# markdown-it needs some ten microseconds a letter where a text is made of marks alone, and half a kilobyte for each.
MAX_LETTERS = 1_000_000
MAX_BRACKETS = 50_000
# A longer paragraph above a line of hyphens is no heading: a rule was meant.
_LONGEST_HEADING = 200
_LEAVES = {"paragraph_open", "heading_open", "table_open", "fence", "code_block", "html_block"}
_MARKUP = re.compile(
    r"<!--.*?(?:-->|\Z)|<\?[^<>]*>|<!\[CDATA\[|\]\]>|<![A-Za-z][^<>]*>"
    r"|</?[A-Za-z][\w.:-]*(?:(?:[^<>\"']|\"[^<\"]*\"|'[^<']*')*+>|[^<>]*>)",
    re.DOTALL,
)
# What is left of strong words where a mark was set that CommonMark does not take for one.
_STARS = re.compile(r"(?<!\*)\*{2,3}(?=[^\s*])|(?<=[^\s*])\*{2,3}(?!\*)")
_TEXT = ("text", "text_special")
# Without one of these a text has nothing to parse.
_MARKS = re.compile(r"[\\`*_\[\]<>&~{]|://|www\.", re.IGNORECASE)
_LINKED = re.compile(r"\]\(|\]:|://|www\.|<")


class Copyist:
    """Goes through the blocks of a text in order and copies their words fair.

    >>> copyist = Copyist("# Plan\\n\\nSee [the sheet](/internal?token=1).")
    >>> [(section.heading, section.text) for section in copyist.outline().sections()]
    [('Plan', 'See the sheet.')]
    """

    def __init__(self, text: str) -> None:
        self._text, self._rest = _cut(text)
        self._copy = FairCopy(self._text)
        self._known: dict[str, Any] = {}
        self._brackets = MAX_BRACKETS
        self._is_verbatim = False

    def outline(self) -> Outline:
        self._blocks(blocks_of(self._text, self._known), self._text)
        self._copy.end()
        if self._rest:
            self._copy.code(_roughly(self._rest))
        return self._copy.outline

    def warnings(self) -> Iterator[str]:
        """What a person should know, once the outline was asked for."""
        if self._rest:
            yield f"only the first {MAX_LETTERS:,} letters were read as Markdown, the rest as plain lines"
        if TOO_DEEP in self._known:
            yield f"what is nested more than {DEEPEST // 2} lists deep was read as plain lines"
        if self._brackets < 0:
            yield f"only the first {MAX_BRACKETS:,} brackets were read as links"

    def _blocks(self, tokens: list[Token], source: str) -> None:
        lines = source.split("\n")
        read = line = 0
        for before, token in pairwise([Token("", "", 0), *tokens]):
            if token.type in _LEAVES and token.map:
                if token.map[0] > read:
                    self._copy.gap()
                read = token.map[1]
            match token.type:
                case "inline":
                    self._words(token.content)
                    self._end(before, token.content)
                case "tr_open":
                    self._copy.begin_row()
                    line = token.map[0] if token.map else 0
                case "tr_close":
                    self._more_cells(lines[line])
                    self._copy.end_row()
                case "fence":
                    self._copy.code(token.content)
                case "code_block":
                    self._indented(token.content)
                case "html_block":
                    self._raw(token.content)

    def _end(self, opening: Token, content: str) -> None:
        if opening.type in ("th_open", "td_open"):
            self._copy.end_cell()
        elif opening.type == "heading_open" and opening.level == 0 and not _is_ruled_off(opening, content):
            self._copy.heading(int(opening.tag[1]))
        else:
            self._copy.end_block()

    def _more_cells(self, line: str) -> None:
        """Cells beyond the last column are shown by nobody, but they are there to be found."""
        for cell in cells_of(line)[self._copy.cells :]:
            self._words(cell)
            self._copy.end_cell()

    def _indented(self, content: str) -> None:
        """Code by its indent, or a text that somebody moved to the right: where it has links, it is for readers."""
        if not _LINKED.search(content):
            self._copy.code(content)
            return
        self._words(content)
        self._copy.end_block()

    def _raw(self, content: str) -> None:
        """HTML between blocks. What stands between its tags is Markdown again."""
        waiting: list[str] = []
        at = 0
        for found in _MARKUP.finditer(content):
            waiting.append(content[at : found.start()])
            at = found.end()
            name = name_of(found[0])
            if turns(found[0]) or name == "pre":
                self._within("".join(waiting))
                waiting.clear()
                self._copy.tag(found[0], is_closed=self._copy.closes(name))
                self._is_verbatim = found[0].lower().startswith("<pre")
            else:
                _add_stand_in(waiting, stand_in(found[0]))
        self._within("".join([*waiting, content[at:]]))
        self._is_verbatim = False

    def _within(self, source: str) -> None:
        if self._is_verbatim:
            self._copy.code(html.unescape(source))
        elif self._copy.is_in_heading:
            self._words(" ".join(source.split()))
            self._copy.end_block()
        else:
            source = "\n".join(line.strip() for line in source.split("\n"))
            self._blocks(blocks_within(source, self._known), source)

    def _words(self, content: str) -> None:
        if not _MARKS.search(content):
            self._copy.say(content)
            return
        self._brackets -= content.count("[")
        if self._brackets < 0:
            self._copy.say(_roughly(content))
            return
        tokens = words_of(content, self._known)
        last = {name_of(one.content): at for at, one in enumerate(tokens) if one.content.startswith("</")}
        address = ""
        for is_text, run in groupby(enumerate(tokens), lambda numbered: numbered[1].type in _TEXT):
            if is_text:
                self._copy.say(_shown("".join(_typed(token) for _, token in run), address))
                continue
            for at, token in run:
                address = str(token.attrs.get("href", "")) if token.type in ("link_open", "link_close") else address
                self._mark(token, is_closed=last.get(name_of(token.content), -1) > at)

    def _mark(self, token: Token, *, is_closed: bool) -> None:
        if token.type in ("softbreak", "hardbreak"):
            self._copy.say("\n")
        elif token.type == "code_inline":
            self._copy.say(_code(token.content.strip()))
        elif token.type == "image":
            self._copy.picture(with_hosts(says_something(_alt(token))))
        elif token.type == "html_inline":
            # A comment may end in a later block.
            self._copy.tag(token.content, is_closed=is_closed or self._copy.ends_comment(token.content))


def _cut(text: str) -> tuple[str, str]:
    """What is read as Markdown, and the rest. Few texts are as long as a shelf of books."""
    if len(text) <= MAX_LETTERS:
        return text, ""
    end = text.rfind("\n", 0, MAX_LETTERS) + 1 or MAX_LETTERS
    return text[:end], text[end:]


def _roughly(text: str) -> str:
    """A text without what looks like marks, where parsing it would take too long."""
    return _STARS.sub("", html.unescape(without_addresses(_MARKUP.sub(lambda found: stand_in(found[0]), text))))


def _is_ruled_off(opening: Token, content: str) -> bool:
    return opening.markup in ("-", "=") and len(content) > _LONGEST_HEADING


def _typed(token: Token) -> str:
    """A text as its author sees it. Marks that were escaped are meant."""
    return _STARS.sub("", token.content) if token.type == "text" else token.content


def _shown(text: str, address: str) -> str:
    """A text as a reader sees it; where it is the address of its own link, what may be shown of that."""
    if "." in text and re.search(r"[/?]", text) and text in address:
        return host_of(address) if "://" in address else text.partition("?")[0]
    return with_hosts(text)


def _code(text: str) -> str:
    """Code stays as it is. An address that was set like code is one all the same."""
    shown = address_at(text, 0)
    return shown.host if shown and shown.end == len(text) else text


def _alt(image: Token) -> str:
    return "".join(_alt(one) if one.children else _alt_word(one) for one in image.children or ())


def _alt_word(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak", "html_inline"):
        return " "
    return _typed(token)


def _add_stand_in(waiting: list[str], left: str) -> None:
    """One end of a line is enough where a block ends and the next begins; the last cell of a row needs no bar."""
    while left == "\n" and waiting and not waiting[-1].strip(" \t|"):
        waiting.pop()
    if left != "\n" or not waiting or not waiting[-1].rstrip(" \t").endswith("\n"):
        waiting.append(left)
