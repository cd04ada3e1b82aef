"""Headings and the text beneath them as sections: a locator is the path of headings that leads to the text."""

from __future__ import annotations

from dataclasses import dataclass, field

from contentlib.model import Section
from indexer.extract.raw_text import one_line, tidy

_LONGEST_STEP = 120


@dataclass(slots=True)
class _OutlinePart:
    path: tuple[str, ...]
    lines: list[str] = field(default_factory=list)


class Outline:
    """Takes headings and text in reading order and gives sections.

    >>> outline = Outline()
    >>> outline.heading(1, "Pricing")
    >>> outline.heading(2, "Discounts")
    >>> outline.add("Ask your manager.")
    >>> [(section.locator, section.text) for section in outline.sections()]
    [('Pricing > Discounts', 'Ask your manager.')]
    """

    def __init__(self) -> None:
        self._path: list[tuple[int, str]] = []
        self._parts = [_OutlinePart(())]

    def heading(self, level: int, title: str) -> None:
        title = one_line(title)
        if not title:
            return
        while self._path and self._path[-1][0] >= level:
            self._path.pop()
        self._path.append((level, title))
        self._parts.append(_OutlinePart(tuple(step for _, step in self._path)))

    def add(self, text: str) -> None:
        self._parts[-1].lines.append(text)

    def sections(self) -> list[Section]:
        """Sections in order. A heading without text of its own stays only where no deeper heading carries it."""
        following = [*self._parts[1:], _OutlinePart(())]
        return [
            _section(part, text)
            for part, after in zip(self._parts, following, strict=True)
            if (text := tidy("\n".join(part.lines))) or (part.path and after.path[: len(part.path)] != part.path)
        ]


def _section(part: _OutlinePart, text: str) -> Section:
    locator = " > ".join(_step(title) for title in part.path)
    return Section(locator=locator, heading=part.path[-1] if part.path else "", text=text)


def _step(title: str) -> str:
    return title if len(title) <= _LONGEST_STEP else title[: _LONGEST_STEP - 1].rstrip() + "…"
