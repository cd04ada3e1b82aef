"""Markdown as people write it: CommonMark with tables, and beyond it footnotes, template marks and broken links.

CommonMark shows a link that is not well formed letter by letter, with its address; here it keeps its label alone.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.reference import reference
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from indexer.extract.text.addresses import address_at, host_of

# Lists count twice, as list and as item. What is nested deeper is read as lines.
DEEPEST = 28
TOO_DEEP = "too deep"

_BEGINS_ADDRESS = r"(?:[a-z][a-z0-9+.-]{0,31}:|www\.|\.{0,2}/|[#?\\]|\{\{|\{%)"
_LIKE_ADDRESS = re.compile(r"[/\\?#=%&@]|:|\.\w")
_INSIDE = r"(?P<address>[^()]{0,3000}(?:\([^()]{0,500}\)[^()]{0,500}){0,5})"
_BROKEN_LINK = re.compile(r"\[(?P<label>[^\[\]]{0,1000})\](?P<between>[ \t]?\n?[ \t]*)\(" + _INSIDE + r"\)")
# No link of CommonMark's, since neither a title nor the end stands behind the blank; its label alone may be one.
_CUT_LINK = re.compile(r"!?\[[^\[\]]{0,1000}\]\(\s*(?:<[^<>\n]*\n|[^\s<>()]+\s+(?![\"'()\s]))")
_LABEL_ALONE = re.compile(r"\[(?P<label>[^\[\]]{0,1000})\](?:(?=\{:?[ ]?[:.#][A-Za-z])|(?P<name>\[[^\[\]]{1,100}\]))")
_STRAY_ADDRESS = re.compile(r"\]\(" + _INSIDE + r"\)")
_APART = re.compile(rf"\s*{_BEGINS_ADDRESS}\S*\s*", re.IGNORECASE)
_NOTE = re.compile(r"\[\^[^\[\]\s]{1,60}\](?::[ \t]*)?")
_CALLOUT = re.compile(r"\[![A-Za-z]{2,20}\][-+]?[ \t]*")
_DEFINITION = re.compile(rf"\[[^\[\]\n]{{1,200}}\]:[ \t]*+\n?[ \t]*+<?{_BEGINS_ADDRESS}[^\n]*", re.IGNORECASE)
_ANGLE = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}):([^<>]{0,3000})>")
_COMPONENT = re.compile(r"</?(?:[A-Z][\w.:-]*(?:\s[^<>]*)?|[a-z][\w.:-]*\s[^<>=]*=[^<>]*)/?>")
_TEMPLATE = re.compile(
    r"\{\{[<%][^{}]{0,2000}[%>]\}\}|\{%[^{}]{0,500}%\}|\{/\*[^*]{0,2000}\*/\}"
    r"|(?<!\{)\{(?:[:.#]|:[ ]?[.#])[A-Za-z ][^{}\n]{0,500}\}|(?<=[)\]])\{\w+=[^{}\n]{0,200}\}"
    r"|\{\{\w{1,40}[ \t]*`(?=\n)|`\}\}"
)
_CAPTION = re.compile(r"\b(?:alt|caption|title)\s*=\s*\"([^\"]*)\"")
_NEAR = 2_000
_SCHEME_BEFORE = re.compile(r"[a-z][a-z0-9+.-]*$", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"(?<![\w.@/-])www\.[^\s<>()\[\]]*$", re.IGNORECASE)
_QUOTES_AND_ITEMS = re.compile(r"(?m)^(?:[ \t>]+|[-*+][ \t]+|\d{1,9}[.)][ \t]+)+")


def blocks_of(text: str, known: MutableMapping[str, Any]) -> list[Token]:
    """The blocks of a text, their words still unread. The definitions of links go to ``known``."""
    tokens: list[Token] = []
    _parser().block.parse(text, _parser(), known, tokens)
    return tokens


def blocks_within(text: str, known: MutableMapping[str, Any]) -> list[Token]:
    """The blocks of what stood between HTML tags: no HTML again, and no code by its indent."""
    tokens: list[Token] = []
    _inner_parser().block.parse(text, _inner_parser(), known, tokens)
    return tokens


def words_of(text: str, known: MutableMapping[str, Any]) -> list[Token]:
    """The words and marks of a paragraph, a heading or a cell."""
    return _parser().inline.parse(text, _parser(), known, [])


def cells_of(line: str) -> list[str]:
    """The cells of a row of a table, also those beyond its last column, which markdown-it leaves out."""
    return [cell.strip() for cell in escapedSplit(line.strip().lstrip("> ").strip("|"))]


class _Dialect(MarkdownIt):
    """Takes every address for one: none is ever shown or followed, so none needs to be harmless."""

    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002 - named by markdown-it
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url


@cache
def _parser() -> _Dialect:
    parser = _Dialect("commonmark", {"maxNesting": DEEPEST + 2, "tasklists": True})
    parser.enable(["table", "strikethrough"])
    parser.block.ruler.before("table", TOO_DEEP, _too_deep)
    parser.block.ruler.at("reference", _definition)
    words = parser.inline.ruler
    words.after("text", "typed address", _typed_address)
    words.before("link", "cut link", _cut_link)
    words.before("link", "aside", _aside)
    words.after("image", "broken link", _broken_link)
    words.before("autolink", "angle", _angle)
    words.after("html_inline", "component", _component)
    words.before("backticks", "template", _template)
    return parser


@cache
def _inner_parser() -> _Dialect:
    parser = _Dialect("commonmark", {"maxNesting": DEEPEST + 2, "tasklists": True})
    parser.enable("table")
    parser.disable(["html_block", "code"])
    parser.block.ruler.before("table", TOO_DEEP, _too_deep)
    parser.block.ruler.at("reference", _definition)
    return parser


# --- blocks ------------------------------------------------------------------------------------------------------


def _too_deep(state: StateBlock, first: int, end: int, _silent: bool) -> bool:
    """Lines as one paragraph where markdown-it would leave them out."""
    if state.level < DEEPEST:
        return False
    line = first + 1
    while line < end and (state.isEmpty(line) or state.sCount[line] >= state.blkIndent):
        line += 1
    lines = state.getLines(first, line, state.blkIndent, False)
    state.push("paragraph_open", "p", 1).map = [first, line]
    state.push("inline", "", 0).content = _QUOTES_AND_ITEMS.sub("", lines)
    state.push("paragraph_close", "p", -1)
    state.line = line
    state.env[TOO_DEEP] = True
    return True


def _definition(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """The definition of a link, to the end of its address; that of a footnote is a text."""
    if state.src.startswith("[^", state.bMarks[first] + state.tShift[first]):
        return False
    if not reference(state, first, end, silent):
        return False
    if state.line < end and _carries_on(state.src[state.bMarks[state.line] : state.eMarks[state.line]].strip()):
        state.line += 1
    return True


def _carries_on(line: str) -> bool:
    """Whether it is more of an address: one that was cut by a program that breaks lines."""
    return not re.search(r"\s|://", line) and re.search(r"[/?=&%]\w", line) is not None


# --- words -------------------------------------------------------------------------------------------------------


def _typed_address(state: StateInline, silent: bool) -> bool:
    """An address as typed becomes its host, before a ``_`` or ``*`` within it can cut it."""
    start = _start_of_address(state.src, state.pos)
    shown = address_at(state.src, start, state.posMax) if start >= 0 else None
    if shown is None or shown.end <= state.pos:
        return False
    if not silent:
        typed = state.src[start : state.pos]
        if not state.pending.endswith(typed):
            return False
        state.pending = state.pending[: len(state.pending) - len(typed)]
        state.push("text", "", 0).content = shown.host
    state.pos = shown.end
    return True


def _start_of_address(text: str, at: int) -> int:
    if text.startswith("://", at):
        found = _SCHEME_BEFORE.search(text, max(0, at - 32), at)
    elif text.rfind("ww.", max(0, at - 100), at) > 0:
        found = _WORD_BEFORE.search(text, max(0, at - 101), at)
    else:
        return -1
    return found.start() if found else -1


def _aside(state: StateInline, _silent: bool) -> bool:
    """Marks of footnotes and callouts, and definitions of links in the midst of a paragraph."""
    if state.src[state.pos] != "[":
        return False
    found = _NOTE.match(state.src, state.pos, state.posMax)
    if not found and state.pos == 0:
        found = _CALLOUT.match(state.src)
    if not found and _begins_line(state.src, state.pos):
        found = _DEFINITION.match(state.src, state.pos, state.posMax)
    state.pos = found.end() if found else state.pos
    return found is not None


def _begins_line(text: str, at: int) -> bool:
    before = text[max(0, at - 12) : at]
    return not before.rpartition("\n")[2].strip(" \t>") and ("\n" in before or at <= len(before))


def _broken_link(state: StateInline, silent: bool) -> bool:
    """A link or picture that CommonMark does not take for one: a blank or a line break in its address, or before it."""
    mark = state.src[state.pos]
    if mark == "]":
        stray = _STRAY_ADDRESS.match(state.src, state.pos, state.posMax)
        if not stray or not _is_address(stray["address"], apart=False):
            return False
        if not silent:
            state.append_pending("]")
        state.pos = stray.end()
        return True
    link = _broken_link_at(state, state.pos + (mark == "!")) if mark in "![" else None
    if not link:
        return False
    if not silent:
        _say_label(state, link, is_picture=mark == "!")
    state.pos = link.end()
    return True


def _cut_link(state: StateInline, silent: bool) -> bool:
    """A link with a blank in its address, before its label is taken for a link that is defined elsewhere."""
    return bool(_CUT_LINK.match(state.src, state.pos, state.posMax)) and _broken_link(state, silent)


def _broken_link_at(state: StateInline, start: int) -> re.Match[str] | None:
    found = _BROKEN_LINK.match(state.src, start, state.posMax)
    if found and _is_address(found["address"], apart=bool(found["between"])):
        return found
    alone = _LABEL_ALONE.match(state.src, start, state.posMax)
    return alone if alone and _names_a_link(state.src, alone) else None


def _names_a_link(text: str, label: re.Match[str]) -> bool:
    """Whether what stands behind a label is the number of a link, or a name that the same paragraph defines."""
    name = label["name"]
    if not name or (re.fullmatch(r"\[\d{1,4}\]", name) and not label["label"].isdigit()):
        return True
    return text.find(f"\n{name}:", label.end(), label.end() + _NEAR) >= 0


def _is_address(text: str, *, apart: bool) -> bool:
    """Whether what stands in parentheses is one. Apart from the label it must begin like one and have no blanks."""
    return bool(_APART.fullmatch(text) if apart else _LIKE_ADDRESS.search(text))


def _say_label(state: StateInline, link: re.Match[str], *, is_picture: bool) -> None:
    if is_picture:
        picture = state.push("image", "img", 0)
        picture.children = words_of(link["label"], state.env)
        return
    end = state.posMax
    state.pos, state.posMax = link.start("label"), link.end("label")
    state.md.inline.tokenize(state)
    state.posMax = end


def _angle(state: StateInline, silent: bool) -> bool:
    """An address between ``<`` and ``>``, also one with a line break in it."""
    found = _ANGLE.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "<" else None
    if not found or (not found[2].startswith("//") and re.search(r"\s", found[2])):
        return False
    if not silent:
        state.append_pending(_shown(found[1], found[2]))
    state.pos = found.end()
    return True


def _shown(scheme: str, rest: str) -> str:
    if rest.startswith("//"):
        return host_of(f"{scheme}:{rest}")
    if scheme.lower() in ("mailto", "tel", "sms"):
        return rest.partition("?")[0]
    # Not everything between angles is an address: std::string is none.
    return f"{scheme}:{rest}" if re.fullmatch(r"[\w:]+", rest) else ""


def _component(state: StateInline, silent: bool) -> bool:
    """A tag that is not quite HTML, as JSX has them, and a comment that ends in another paragraph."""
    src, pos = state.src, state.pos
    if src.startswith("-->", pos):
        markup = "-->"
    elif src.startswith("<!--", pos):
        markup = "<!--"
    else:
        found = _COMPONENT.match(src, pos, state.posMax) if src[pos] == "<" else None
        markup = found[0] if found else ""
    if markup and not silent:
        state.push("html_inline", "", 0).content = markup
    state.pos += len(markup)
    return bool(markup)


def _template(state: StateInline, silent: bool) -> bool:
    """Marks of template engines, but for captions, and attributes behind a heading or a link."""
    found = _TEMPLATE.match(state.src, state.pos, state.posMax) if state.src[state.pos] in "{`" else None
    if not found:
        return False
    if not silent:
        state.append_pending(" ".join(_CAPTION.findall(found[0])))
    state.pos = found.end()
    return True
