"""What the calls answer, as types: nothing is made of them but the schemas, and a test holds real answers to those."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, make_dataclass
from typing import Annotated, Any, get_type_hints

import msgspec
from msgspec import Meta

from contentlib.model import Audience, Axis, Channel, Section
from contentlib.reports import Report, to_plain

COMPONENTS = "#/components/schemas/{name}"
# The axes of which an asset may have several values, each a list of its own.
SEVERAL = tuple(axis for axis in Axis if not axis.is_single)
Moment = Annotated[str, Meta(extra_json_schema={"format": "date-time"})]


@dataclass(frozen=True, slots=True)
class AssetCard:
    """An asset in short."""

    id: int
    path: str
    drive: str
    title: str
    kind: str
    audience: Audience


@dataclass(frozen=True, slots=True)
class HitAnswer:
    """A place that answers. The figures are 0 to 1, and compare within one answer."""

    locator: str
    heading: str
    snippet: str
    score: float
    words: float
    meaning: float
    notes: bool


@dataclass(frozen=True)
class ResultCard(AssetCard):
    """A result without what it is tagged with; ``more_like_it`` are the ids of its near copies that were found, too."""

    format: str
    score: float
    reasons: list[str]
    more_like_it: list[int]
    hits: list[HitAnswer]


@dataclass(frozen=True, slots=True)
class TagAnswer:
    """A tag, how sure it is, and what earned it."""

    value: str
    confidence: float
    evidence: str
    locator: str
    source: str


@dataclass(frozen=True)
class AssetFacts(AssetCard):
    """An asset without what it is tagged with."""

    format: str
    author: str
    language: str
    modified_at: Moment | None
    sections: int
    sends: int
    last_sent_at: Moment | None


ResultAnswer: Any = make_dataclass(
    "ResultAnswer", [(axis.column, list[str]) for axis in SEVERAL], bases=(ResultCard,), frozen=True
)
AssetAnswer: Any = make_dataclass(
    "AssetAnswer", [(axis.column, list[TagAnswer]) for axis in SEVERAL], bases=(AssetFacts,), frozen=True
)


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """``confidence`` is the probability (0-1) that something in the library fits."""

    query: str
    confidence: float
    fits: bool
    understood: list[str]
    notice: str
    missing: list[str]
    seconds: float
    results: list[ResultAnswer]
    search_id: int | None


@dataclass(frozen=True, slots=True)
class AssetList:
    """A page of assets."""

    assets: list[AssetAnswer]
    total: int
    page: int
    per_page: int
    more: bool


@dataclass(frozen=True, slots=True)
class PlaceAnswer:
    """Where an asset lies."""

    drive: str
    path: str
    version: int


OneAsset: Any = make_dataclass(
    "OneAsset", [("retired_at", Moment | None), ("locations", list[PlaceAnswer])], bases=(AssetAnswer,), frozen=True
)


@dataclass(frozen=True, slots=True)
class SectionList:
    """A page of what an asset says."""

    sections: list[Section]
    total: int
    page: int
    per_page: int
    more: bool


@dataclass(frozen=True, kw_only=True)
class SendAnswer:
    """A send. ``link`` is told to who gave it alone; ``link_open`` where there is one."""

    id: int
    asset_id: int
    title: str
    rep: str
    contact: str
    deal: str
    channel: Channel
    note: str
    sent_at: Moment
    views: int
    link: str = ""
    link_open: bool = False


@dataclass(frozen=True, slots=True)
class SendList:
    """A page of sends."""

    sends: list[SendAnswer]
    page: int
    per_page: int
    more: bool


@dataclass(frozen=True, slots=True)
class PageRead:
    """How long a page was looked at."""

    page: int
    seconds: float


@dataclass(frozen=True, slots=True)
class ClickAnswer:
    """A link on a page that somebody followed."""

    page: int
    target: str
    clicked_at: Moment


@dataclass(frozen=True, slots=True)
class ReadingAnswer:
    """What was read of a send."""

    readers: int
    seconds: float
    last_read_at: Moment | None
    pages: list[PageRead]
    clicks: list[ClickAnswer]
    scanned: int


@dataclass(frozen=True, kw_only=True)
class OneSend(SendAnswer):
    """A send, and what was read of it."""

    reading: ReadingAnswer


@dataclass(frozen=True, slots=True)
class Numbered:
    """The number of what was made."""

    id: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not, in a sentence."""

    error: str
    status: int


@dataclass(frozen=True, slots=True)
class UnusedAnswer:
    """The report on unused content, with all assets, so that the totals add up."""

    since: Moment
    until: Moment
    assets: int
    unused: int
    external: int
    unsent: int
    internal: int
    unopened: int
    totals: Mapping[str, int]
    groups: Mapping[str, list[dict[str, Any]]]
    rows: list[dict[str, str | int | float | bool | list[str] | None]]


# Reports that tell programs something else than what was found.
OWN: Mapping[str, Any] = {"unused": UnusedAnswer}


def type_of(report: Report) -> Any:
    """What a report gives a program."""
    if report.plain is not to_plain:
        return OWN[report.name]
    made: Callable[..., Any] = report.run_data or report.run
    # A report that says no type of its own gives its rows.
    return get_type_hints(made).get("return") or list[report.row]  # type: ignore[name-defined]


def describe_types(types: list[Any]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The schemas of types, and what they refer to by name."""
    schemas, named = msgspec.json.schema_components([*types, AssetCard], ref_template=COMPONENTS)
    # What a report tells of an asset is its short card.
    if "Asset" in named:
        named["Asset"] = named["AssetCard"]
    for one in named.values():
        if one.get("type") == "object" and "properties" in one:
            one["additionalProperties"] = False
    return list(schemas[:-1]), named
