"""The words that every room speaks: assets, tags and their axes, queries and results, sends. Knows no other room."""

from contentlib.model.axes import AS_ASKED, MAPPED, Axis, AxisTraits, FoundBy
from contentlib.model.nouns import (
    NEAREST,
    RUNNING_HEADS,
    Answer,
    Asset,
    Audience,
    Channel,
    Chunk,
    Deal,
    Filters,
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
    "AS_ASKED", "MAPPED", "NEAREST", "RUNNING_HEADS", "Answer", "Asset", "Audience", "Axis", "AxisTraits", "Channel",
    "Chunk", "Deal", "Filters", "FoundBy", "Hit", "Outcome", "Properties", "Reading", "Result", "Section", "Send",
    "Source", "Span", "Tag",
]  # fmt: skip
