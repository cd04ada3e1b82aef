"""The guide's Markdown: read into tokens, and set as HTML. Of the guide's modules only this one knows markdown-it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


def parse(source: str) -> Sequence[Token]:
    """The tokens of a page."""
    return _make_reader().parse(source)


def _make_reader() -> MarkdownIt:
    # A command that prints something else must not wait for it.
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    reader.add_render_rule("fence", _set_fence)
    return reader


def list_headings(tokens: Sequence[Token]) -> list[int]:
    """Where headings begin; the inline token of each comes next."""
    return [at for at, token in enumerate(tokens) if token.type == "heading_open"]


def plain(token: Token) -> str:
    """The words of a token, without marks; empty for one that only opens or closes."""
    if token.type == "inline":
        return "".join(" " if child.type == "softbreak" else child.content for child in token.children or ())
    return token.content if token.type == "fence" else ""


def to_html(source: str, anchors: Sequence[str], address: Callable[[str], str]) -> str:
    """A page as HTML, without its title. Each further heading gets the id that ``anchors`` has for it.

    ``address`` says where the page of a topic is, for the links that name one.
    """
    reader = _make_reader()
    tokens = reader.parse(source)
    title, *headings = list_headings(tokens)
    for at, anchor in zip(headings, anchors, strict=True):
        tokens[at].attrSet("id", anchor)
    for token in tokens:
        _lead_on(token, address)
    _set_tables(tokens)
    below = title + len(("heading_open", "inline", "heading_close"))
    return str(reader.renderer.render(tokens[below:], reader.options, {}))


def _lead_on(token: Token, address: Callable[[str], str]) -> None:
    for child in token.children or ():
        name, ending, anchor = str(child.attrs.get("href", "")).partition(".md")
        if child.type == "link_open" and ending:
            child.attrSet("href", f"{address(name)}{anchor}")


def _set_tables(tokens: Sequence[Token]) -> None:
    """The first cell of a row is its head, and every other one names its column, for where rows become cards."""
    columns: list[str] = []
    place = 0
    for at, token in enumerate(tokens):
        if token.type == "table_open":
            token.attrSet("class", "stack")
            columns = []
        elif token.type == "th_open":
            token.attrSet("scope", "col")
            columns.append(plain(tokens[at + 1]))
        elif token.type == "tr_open":
            place = 0
        elif token.type == "td_open":
            _set_cell(tokens[at], tokens[at + 2], columns[place], first=place == 0)
            place += 1


def _set_cell(opening: Token, closing: Token, column: str, *, first: bool) -> None:
    if first:
        opening.tag = closing.tag = "th"
        opening.attrSet("scope", "row")
    elif column:
        opening.attrSet("data-label", column)


def _set_fence(_renderer: Any, tokens: Sequence[Token], at: int, _options: Any, _environment: Mapping[str, Any]) -> str:
    """Something to copy. What is wider than its box is scrolled, by the keyboard too."""
    from markdown_it.common.utils import escapeHtml

    return f'<pre class="sample" tabindex="0"><code>{escapeHtml(tokens[at].content)}</code></pre>\n'
