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

__all__ = [
    "AS_ASKED", "EXAMINERS", "FILTERS", "FILTERS_BY_NAME", "MAPPED", "NEAREST", "RUNNING_HEADS", "Allowed",
    "Answer", "Asset", "Audience", "Axis", "AxisTraits", "Cargo", "Carried", "Channel", "Chunk", "Deal",
    "FilterTraits", "Filters", "Fit", "FoundBy", "Hit", "Inside", "Outcome", "Properties", "Reading", "Result",
    "Section", "Send", "Source", "Span", "Tag", "Takes", "read_inside_json", "sum_up",
]  # fmt: skip
