"""The topics of the guide: one Markdown file each, in the order in which they are listed, cut at their headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from contentlib.errors import UnknownTopic
from contentlib.guide.markup import list_headings, parse, plain, to_html

if TYPE_CHECKING:
    from markdown_it.token import Token

PAGES = Path(__file__).parents[1] / "docs"
# The topics by what somebody wants to do.
SHELVES: Mapping[str, tuple[str, ...]] = {
    "Every day": ("find", "send"),
    "What content does": ("reports", "tags"),
    "Running it": ("drives", "formats", "admin", "settings", "commands", "api"),
    "Behind it": ("how-it-works", "figures", "limits"),
}
# They stand around what is made from the code, and are for nobody to read.
MARKS = re.compile(r"^<!-- /?\w+ -->\n+", re.MULTILINE)
LINK = re.compile(r"\[([^\]]+)\]\(([\w-]+)\.md(?:#[\w-]+)?\)")


@dataclass(frozen=True, slots=True)
class TopicPart:
    """What stands under one heading, as plain text. ``anchor`` is empty for the beginning of a page."""

    heading: str
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Topic:
    """One page of the guide. ``lead`` is its first paragraph, ``source`` its Markdown; the first part has the title."""

    name: str
    title: str
    lead: str
    source: str
    parts: tuple[TopicPart, ...]

    def to_html(self, address: Callable[[str], str]) -> str:
        """The page without its title; a link to another topic leads where ``address`` says."""
        return to_html(self.source, [part.anchor for part in self.parts[1:]], address)

    def for_terminal(self) -> str:
        """The Markdown for where nothing can be clicked: a link is a command that can be typed."""
        return LINK.sub(r"\1 (`contentlib help \2`)", self.source)


@lru_cache(maxsize=1)
def read_guide() -> Mapping[str, Topic]:
    """Every topic by its name, in the order of the shelves."""
    return {name: _read_topic(name) for names in SHELVES.values() for name in names}


def find_topic(name: str) -> Topic:
    """The topic of this name, whatever its capitals.

    Raises:
        UnknownTopic: there is none; names those that there are.
    """
    guide = read_guide()
    if found := guide.get(name.strip().lower()):
        return found
    raise UnknownTopic(f"The guide has no topic “{name[:40]}”. Choose from: {', '.join(guide)}.")


def _read_topic(name: str) -> Topic:
    source = MARKS.sub("", (PAGES / f"{name}.md").read_text(encoding="utf-8"))
    tokens = parse(source)
    parts = tuple(_cut(tokens))
    return Topic(name, parts[0].heading, parts[0].text.partition("\n")[0], source, parts)


def _cut(tokens: Sequence[Token]) -> Iterator[TopicPart]:
    """The parts of a page, a heading each."""
    starts = list_headings(tokens)
    headings = [plain(tokens[start + 1]) for start in starts]
    ends = [*starts[1:], len(tokens)]
    for start, end, heading, anchor in zip(starts, ends, headings, make_anchors(headings), strict=True):
        told = [plain(token) for token in tokens[start + 2 : end]]
        yield TopicPart(heading, anchor if start else "", "\n".join(line for line in told if line))


def make_anchors(headings: Sequence[str]) -> list[str]:
    """The ids of headings, as GitHub makes them, so that a link to one works there, too.

    >>> make_anchors(["What's left out", "“Nothing fits” is an answer", "Links", "Links"])
    ['whats-left-out', 'nothing-fits-is-an-answer', 'links', 'links-1']
    """
    seen: Counter[str] = Counter()
    made = []
    for heading in headings:
        anchor = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        made.append(f"{anchor}-{seen[anchor]}" if seen[anchor] else anchor)
        seen[anchor] += 1
    return made
