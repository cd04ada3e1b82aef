"""What a deck says, apart from how it is drawn: one small value per kind of slide."""

from dataclasses import dataclass
from datetime import UTC, datetime

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """What every slide has. In all texts `**so**` means bold."""

    title: str
    notes: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover(Slide):
    subtitle: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Divider(Slide):
    """A dark slide between two parts."""

    line: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Points(Slide):
    """Bullets in the body placeholder; a point that starts with "- " is one level deeper."""

    points: tuple[str, ...]
    lead: str = ""
    aside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Panel:
    head: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Panels(Slide):
    """Two to four cards beside each other, or in two rows when there are more."""

    panels: tuple[Panel, ...]
    foot: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps(Slide):
    """Process arrows: (label, text) from left to right."""

    steps: tuple[tuple[str, str], ...]
    foot: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats(Slide):
    """Boxes of (number, caption), then running text."""

    stats: tuple[tuple[str, str], ...]
    text: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid(Slide):
    """A native table; the first row is its header. Widths are shares of the line."""

    rows: Rows
    widths: tuple[float, ...]
    foot: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph(Slide):
    """A native chart: kind is column, bar, line, stacked or doughnut."""

    kind: str
    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[float, ...]], ...]
    takeaways: tuple[str, ...]
    unit: str = "General"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Slide):
    words: str
    who: str
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt(Slide):
    """One objection: what the buyer says, what is behind it, what to ask, answer and show."""

    says: tuple[str, ...]
    behind: str
    ask: str
    answer: str
    show: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow(Slide):
    """An architecture: columns of boxes with arrows between, and bands beneath all of them."""

    columns: tuple[Panel, ...]
    bands: tuple[str, ...]
    foot: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a plan: periods are counted from 0, the end is not included."""

    label: str
    start: float
    end: float
    words: str = ""
    warm: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(Slide):
    periods: tuple[str, ...]
    bars: tuple[Bar, ...]
    foot: str = ""


def at(moment: str) -> datetime:
    """A time of the office clock, taken as UTC.

    >>> at("2026-03-24 09:14").isoformat()
    '2026-03-24T09:14:00+00:00'
    """
    return datetime.fromisoformat(moment).replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Properties:
    """The file properties; empty means that the office left them empty."""

    title: str = ""
    author: str = ""
    subject: str = ""
    keywords: str = ""
    comments: str = ""
    created: datetime
    modified: datetime
    modified_by: str = ""
    revision: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """One file. The ribbon is printed at the top right of every slide, the footer at its foot."""

    path: str
    properties: Properties
    slides: tuple[Slide, ...]
    footer: str = "Ledgerlark · Invoices in, approvals out, nothing retyped."
    ribbon: str = ""
