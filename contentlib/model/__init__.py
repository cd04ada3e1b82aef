"""The words that every room speaks: assets, tags and their axes, queries and results, sends. Knows no other room."""

from contentlib.model.axes import AS_ASKED, MAPPED, Audience, Axis, AxisTraits, FoundBy
from contentlib.model.filters import FILTERS, FILTERS_BY_NAME, Allowed, Filters, FilterTraits, Takes
from contentlib.model.inside import EXAMINERS, Cargo, Carried, Inside, read_inside_json, sum_up
from contentlib.model.nouns import (
    NEAREST,
    RUNNING_HEADS,
    Answer,
    Asset,
    Channel,
    Chunk,
    Deal,
    Fit,
    Hit,
    Outcome,
    Properties,
    Reading,
    Result,
    Section,
    Send,
    Source,
    Span,
    Tag,
)
from contentlib.model.page_links import (
    LINK_READERS,
    MOST_LINKS,
    PAGE_PARTS,
    PageLink,
    is_plain_link,
    name_target,
    place_link,
    read_links,
    write_links,
)

__all__ = [
    "AS_ASKED", "EXAMINERS", "FILTERS", "FILTERS_BY_NAME", "LINK_READERS", "MAPPED", "MOST_LINKS", "NEAREST",
    "PAGE_PARTS", "RUNNING_HEADS", "Allowed", "Answer", "Asset", "Audience", "Axis", "AxisTraits", "Cargo",
    "Carried", "Channel", "Chunk", "Deal", "FilterTraits", "Filters", "Fit", "FoundBy", "Hit", "Inside",
    "Outcome", "PageLink", "Properties", "Reading", "Result", "Section", "Send", "Source", "Span", "Tag",
    "Takes", "is_plain_link", "name_target", "place_link", "read_inside_json", "read_links", "sum_up",
    "write_links",
]  # fmt: skip
