"""The nouns, frozen. Touches no disk and knows nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from contentlib.model.axes import Audience, Axis
from contentlib.model.filters import Filters
from contentlib.model.inside import Inside
from contentlib.model.page_links import PageLink


class Source(StrEnum):
    """Who said so. A person's word beats a file's, a file's beats the model's."""

    PERSON = "person"
    FILE = "file"
    MODEL = "model"


# --- what a reader finds in a file -------------------------------------------------------------------------------


# The locator of what stands on every page, as the readers of documents call it; no place a person would point at.
RUNNING_HEADS = "headers and footers"


@dataclass(frozen=True, slots=True)
class Section:
    """A slide, page, heading, sheet or cue a person can point at.

    ``locator`` is what a person would say: ``slide 4``, ``page 12``, ``Pricing > Discounts``, ``sheet Prices``,
    ``00:12:30``; empty for a file without parts. ``text`` has no markup; lines are kept. ``notes`` are a slide's
    speaker notes, kept apart because they are never shown to a buyer.
    """

    locator: str
    heading: str
    text: str
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file says about itself. Empty where it says nothing; times are aware UTC.

    ``fields`` holds what people wrote on purpose (front matter, sidecar): names as in ``indexer.metadata.KNOWN``, each
    a tuple of values, for example ``{"kind": ("battle_card",), "objections": ("price", "timing")}``.
    """

    title: str = ""
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    language: str = ""
    created_at: datetime | None = None
    modified_at: datetime | None = None
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """One file, read: its format by signature, its sections in order, its properties, and what a person should know.

    ``pictured`` counts pages that are pictures and say nothing yet. ``inside`` is what the file carries besides, none
    where nobody looked. ``links`` can be clicked on its pages.
    """

    format: str
    sections: tuple[Section, ...]
    properties: Properties = Properties()
    warnings: tuple[str, ...] = ()
    pictured: int = 0
    inside: Inside | None = None
    links: tuple[PageLink, ...] = ()


# --- what the library keeps --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of words inside one section; what is embedded and ranked. ``text`` is at most ~170 words."""

    section: int
    position: int
    text: str
    notes: bool = False


@dataclass(frozen=True, slots=True)
class Tag:
    """What an asset is about on one axis, how sure we are (0-1), and the words and locator that earned it."""

    axis: Axis
    value: str
    confidence: float
    evidence: str
    locator: str
    source: Source


@dataclass(frozen=True, slots=True)
class Asset:
    """One sendable thing. ``path``, relative to its drive, is the location to show; empty when retired."""

    id: int
    title: str
    kind: str
    format: str
    audience: Audience
    drive: str
    path: str
    author: str = ""
    language: str = ""
    modified_at: datetime | None = None
    added_at: datetime | None = None
    retired_at: datetime | None = None
    sections: int = 0
    version_id: int = 0
    tags: tuple[Tag, ...] = ()

    def tags_on(self, axis: Axis) -> tuple[Tag, ...]:
        """The tags of one axis, surest first."""
        return tuple(tag for tag in self.tags if tag.axis is axis)


# --- asking and answering ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a snippet; ``marked`` where it holds a word of the query."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk that answers. ``score`` and its legs ``words`` and ``meaning`` are 0-1, comparable within one answer."""

    chunk_id: int
    locator: str
    heading: str
    snippet: tuple[Span, ...]
    score: float
    words: float = 0.0
    meaning: float = 0.0
    notes: bool = False

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.snippet)


@dataclass(frozen=True, slots=True)
class Result:
    """An asset with its best hits, best first, and the reasons it is here, in words a rep reads.

    ``more_like_it`` are the ids of its near copies that were found, too, and have no result of their own.
    """

    asset: Asset
    score: float
    hits: tuple[Hit, ...]
    reasons: tuple[str, ...] = ()
    more_like_it: tuple[int, ...] = ()


# How many results are shown, as the nearest, where nothing fits.
NEAREST = 3


class Fit(StrEnum):
    """How sure a search is of its answer, in words a person reads; programs are given the probability."""

    STRONG = "Strong match"
    POSSIBLE = "Possible match"
    NONE = "No good match"


# From this probability on a match that fits is a strong one.
STRONG_FROM = 0.8


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search gives back. ``confidence`` is the probability (0-1) that something here fits.

    Where ``fits`` is false nothing in the library fits: ``results`` are the nearest, and a person is shown only
    ``shown``, the first few, as such.
    ``objections`` are those the query was understood to voice. ``seconds`` is the time it took. ``considered`` are the
    ids of all assets that were looked at closely, best first; ``results`` are the first of them, and near copies of a
    result are folded into it. ``mended`` tells whether words were read otherwise than typed, which can be had as they
    are. ``missing`` is what the query names and no asset has; ``as_typed`` that no word was to be mended.
    """

    query: str
    filters: Filters
    confidence: float
    fits: bool
    results: tuple[Result, ...]
    objections: tuple[str, ...] = ()
    notice: str = ""
    seconds: float = 0.0
    considered: tuple[int, ...] = ()
    mended: bool = False
    missing: tuple[str, ...] = ()
    as_typed: bool = False

    @property
    def match(self) -> Fit:
        """How sure it is, in three words."""
        if not self.fits:
            return Fit.NONE
        return Fit.STRONG if self.confidence >= STRONG_FROM else Fit.POSSIBLE

    @property
    def shown(self) -> tuple[Result, ...]:
        """What a person is shown: all results, or the nearest three where nothing fits."""
        return self.results if self.fits else self.results[:NEAREST]


# --- what happens to assets --------------------------------------------------------------------------------------


class Channel(StrEnum):
    """How an asset reached the buyer."""

    LINK = "link"
    EMAIL = "email"
    ATTACHED = "attached"
    MEETING = "meeting"
    COPIED = "copied"


class Outcome(StrEnum):
    """How a deal ended, or that it has not."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Deal:
    """A sale in progress. ``amount`` is in ``currency``, whole units."""

    id: int
    name: str
    account: str
    outcome: Outcome
    pipeline_stage: str = ""
    amount: float = 0.0
    currency: str = "EUR"


@dataclass(frozen=True, slots=True)
class Send:
    """One asset version to one contact on one deal. ``views`` counts human readings only.

    ``pages`` are those that were chosen (numbers from 1), empty for all. ``subject`` and ``message`` are what the mail
    said, with its fields unfilled; ``mailed_at`` is set where our own mail server took it.
    """

    id: int
    asset_id: int
    asset_title: str
    version_id: int
    rep: str
    contact: str
    deal: str
    channel: Channel
    note: str
    sent_at: datetime
    token: str
    views: int = 0
    pages: tuple[int, ...] = ()
    subject: str = ""
    message: str = ""
    mailed_at: datetime | None = None
    version: int = 1
