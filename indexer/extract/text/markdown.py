"""Markdown as the text a reader sees, under the path of its headings; front matter as fields."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from contentlib.model import Properties, Reading, Section
from indexer.extract.alt_texts import says_something
from indexer.extract.outline import Outline
from indexer.extract.raw_text import decode, one_line, row
from indexer.extract.written_values import parse_time
from indexer.metadata import front_matter

_FENCE = re.compile(r"^ {0,3}(?:>\s?)*(`{3,}|~{3,})([^`]*)$")
_ATX = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]+|$)(.*)$")
_CLOSING = re.compile(r"[ \t]+#+[ \t]*$")
_SETEXT = re.compile(r"^ {0,3}(=+|-+)[ \t]*$")
_RULE = re.compile(r"^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_QUOTE = re.compile(r"^(?:[ \t]*>)+[ \t]?")
_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_TABLE_RULE = re.compile(r"^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\[\]]{1,200}\]:[ \t]*\S+")
_DIRECTIVE = re.compile(
    r"^[ \t]*(?::::.*|\[TOC\]|\{[%:].*[%}]\}?|\[!(?:NOTE|TIP|WARNING|IMPORTANT|CAUTION)\])[ \t]*$", re.I
)
_NOT_CODE = r"(?P<code>(?P<ticks>`+)[^\n]{1,500}?(?P=ticks))|"
_UNSEEN = re.compile(_NOT_CODE + r"<!--.*?(?:-->|\Z)|<(?P<raw>script|style|svg)\b.*?(?:</(?P=raw)\s*>|\Z)", re.S | re.I)
_TAG = re.compile(_NOT_CODE + r"<(?P<end>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9-]*)(?P<more>(?:\s[^<>]*)?)/?>")
_LINE_TAGS = {"p", "div", "br", "li", "ul", "ol", "tr", "table", "section", "details", "summary", "hr", "pre", "center"}
_ALT = re.compile(r"\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.I)
_IMAGE = re.compile(
    r"!\[([^\[\]]{0,500})\](?:\([^()\n]{0,2000}(?:\([^()\n]{0,500}\)[^()\n]{0,500})?\)|\[[^\[\]]{0,200}\])?"
)
_LINK = re.compile(
    r"\[([^\[\]]{1,1000})\](?:\([^()\n]{0,2000}(?:\([^()\n]{0,500}\)[^()\n]{0,500})?\)|\[[^\[\]]{0,200}\])"
)
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]{1,60}\]:?")
_AUTOLINK = re.compile(r"<((?:https?|mailto|ftp):[^<>\s]{1,2000})>")
_CODE_SPAN = re.compile(r"(`+)([^\n]{1,500}?)\1")
_OPENING = re.compile(r"(?<![\w\\*_~])(?:\*{1,3}|_{1,3}|~~)(?=[^\s*_~])")
_ENDING = re.compile(r"(?<=[^\s\\*_~])(?:\*{1,3}|_{1,3}|~~)(?![\w*_~])")
_STRONG_INSIDE = re.compile(r"(?<=\S)\*\*(?=\S)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
# A picture that stands in the text itself, as letters that no reader should see.
_EMBEDDED = re.compile(r"data:[\w.+-]{1,40}/[\w.+-]{1,80}(?:;[\w.=+-]{1,80}){0,4};base64,[A-Za-z0-9+/=%_-]*")
_HEADING_TAGS = {f"h{level}": level for level in range(1, 7)}
_MARKED = re.compile(r"^\x02([1-6])\x02(.*)$")


def read_md(data: bytes) -> Reading:
    return read_text(decode(data))


def read_text(text: str) -> Reading:
    """Markdown that is text already, for example the cells of a notebook."""
    text = _EMBEDDED.sub("data:", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x02", ""))
    matter = front_matter(text)
    outline = outline_of(text[matter.length :])
    fields = matter.fields.values
    properties = Properties(
        title=first(fields.get("title")),
        author=matter.author,
        subject=matter.description,
        keywords=matter.keywords,
        language=first(fields.get("language")),
        modified_at=parse_time(matter.date),
        fields=fields,
    )
    sections = outline.sections()
    if not sections and matter.description:
        # Some sites keep a whole teaser in the front matter and nothing beneath it.
        sections = [Section("", properties.title, matter.description)]
    return Reading("md", tuple(sections), properties, matter.fields.warnings)


def first(values: tuple[str, ...] | None) -> str:
    return values[0] if values else ""


def outline_of(text: str) -> Outline:
    """The headings of a Markdown text, and beneath them its lines without marks."""
    outline = Outline()
    for block in _blocks(text):
        if block.is_code:
            outline.add(block.text)
        else:
            _prose(_without_tags(block.text), outline)
    return outline


@dataclass(frozen=True, slots=True)
class _Block:
    text: str
    is_code: bool


def _blocks(text: str) -> Iterator[_Block]:
    """The text cut into prose and the insides of code fences."""
    lines: list[str] = []
    fence = ""
    for line in text.split("\n"):
        found = _FENCE.match(line)
        opens = found is not None and not fence
        closes = found is not None and fence and found[1].startswith(fence) and not found[2].strip()
        if not opens and not closes:
            lines.append(line)
            continue
        yield _Block("\n".join(lines), is_code=bool(fence))
        lines = []
        fence = found[1] if opens and found is not None else ""
    yield _Block("\n".join(lines), is_code=bool(fence))


def _prose(text: str, outline: Outline) -> None:
    waiting = ""
    for line in text.split("\n"):
        heading = _heading_of(line, waiting)
        if heading is not None and heading[0] > 0:
            _flush("" if _SETEXT.match(line) else waiting, outline)
            outline.heading(heading[0], inline(heading[1]))
            waiting = ""
            continue
        _flush(waiting, outline)
        waiting = line
    _flush(waiting, outline)


def _heading_of(line: str, before: str) -> tuple[int, str] | None:
    marked = _MARKED.match(line)
    if marked:
        return int(marked[1]), marked[2]
    found = _ATX.match(line)
    if found:
        return len(found[1]), _CLOSING.sub("", found[2])
    underlined = _SETEXT.match(line)
    if underlined and _can_be_underlined(before):
        return (1 if underlined[1].startswith("=") else 2), before
    return None


def _can_be_underlined(line: str) -> bool:
    plain = bool(line.strip()) and "|" not in line and len(line) < 200
    return plain and not any(pattern.match(line) for pattern in (_ITEM, _QUOTE, _ATX, _RULE, _MARKED))


def _flush(line: str, outline: Outline) -> None:
    outline.add(_line(line))


def _line(line: str) -> str:
    quoted = _QUOTE.sub("", line)
    if any(pattern.match(quoted) for pattern in (_RULE, _DEFINITION, _DIRECTIVE)):
        return ""
    if "|" in quoted and _TABLE_RULE.match(quoted):
        return ""
    if quoted.lstrip().startswith("|") and quoted.rstrip().endswith("|"):
        return row([inline(cell) for cell in re.split(r"(?<!\\)\|", quoted.strip().strip("|"))])
    found = _ATX.match(quoted)
    if found and quoted != line:
        quoted = _CLOSING.sub("", found[2])
    while (item := _ITEM.match(quoted)) and item.end() < len(quoted):
        quoted = quoted[item.end() :]
        # A line such as "- - - - word" is cut to its word at once; deeper marks are not worth a loop of their own.
        quoted = quoted.lstrip("-*+ \t") if quoted[:1] in "-*+" and quoted[1:2] in " \t" else quoted
    return inline(quoted)


def inline(text: str) -> str:
    """A line without inline marks: links keep their words, pictures their alternative text.

    >>> inline("**Save** 20 % with [the plan](https://x.example/a_(b)) and `--flag`, not snake_case")
    'Save 20 % with the plan and --flag, not snake_case'
    """
    if len(text) > 20_000:
        return html.unescape(text)
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found[2].strip() or found[2])
        return f"\x01{len(kept) - 1}\x01"

    text = _CODE_SPAN.sub(keep, text.replace("\x01", ""))
    text = _IMAGE.sub(lambda found: says_something(found[1]), text)
    text = _LINK.sub(r"\1", text)
    text = _AUTOLINK.sub(r"\1", _FOOTNOTE.sub("", text))
    text = _ENDING.sub("", _OPENING.sub("", _STRONG_INSIDE.sub("", text)))
    text = html.unescape(_ESCAPED.sub(r"\1", text))
    return re.sub(r"\x01(\d+)\x01", lambda found: kept[int(found[1])], text).replace("\x02", "")


def _without_tags(text: str) -> str:
    """Prose without HTML: comments and scripts go, headings are marked for later, blocks become lines."""
    if "<" not in text:
        return text
    text = _UNSEEN.sub(lambda found: found["code"] or "", text)
    return _join_marked(_TAG.sub(_replace_tag, text))


def _replace_tag(found: re.Match[str]) -> str:
    if found["code"]:
        return found["code"]
    tag = found["tag"].lower()
    if tag == "img":
        alt = _ALT.search(found["more"])
        return f" {says_something(alt[1] or alt[2] or '')} " if alt else ""
    if tag in _HEADING_TAGS:
        return "\x03\n" if found["end"] else f"\n\x02{_HEADING_TAGS[tag]}\x02"
    if tag in ("td", "th"):
        return " | " if found["end"] else ""
    return "\n" if tag in _LINE_TAGS else ""


def _join_marked(text: str) -> str:
    """A heading tag may run over several lines; its text becomes one."""
    parts = text.split("\x03")
    joined = []
    for part in parts[:-1]:
        at = part.rfind("\x02")
        joined.append(part[: at + 1] + one_line(part[at + 1 :]) if at >= 0 else part)
    return "".join([*joined, parts[-1]])
