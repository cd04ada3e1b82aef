"""A query to its answer, and what searches, opens and use teach about the next one."""

from contentlib.search.activity import (
    find_query,
    recent_queries,
    record_impressions,
    record_open,
    record_search,
    same_words,
)
from contentlib.search.demand import Asked, count_unread, embed_queries, list_asked, read_ahead, understand
from contentlib.search.facets import count_considered, count_listed, facets_to_json
from contentlib.search.find import CONSIDERED, find_assets
from contentlib.search.intent import read_spelling
from contentlib.search.keywords import find_query_stems
from contentlib.search.saved_searches import forget_saved, list_saved, save_search
from contentlib.search.signals import SIGNALS
from contentlib.search.similar import find_similar
from contentlib.search.suggestions import Sort, Suggestion, suggest
from contentlib.search.typed_query import lift_filters, name_values, take_apart
from contentlib.search.usage import Usage, count_usage

__all__ = [
    "CONSIDERED", "SIGNALS", "Asked", "Sort", "Suggestion", "Usage", "count_considered", "count_listed", "count_unread",
    "count_usage", "embed_queries", "facets_to_json", "find_assets", "find_query", "find_query_stems", "find_similar",
    "forget_saved", "lift_filters", "list_asked", "list_saved", "name_values", "read_ahead", "read_spelling",
    "recent_queries", "record_impressions", "record_open", "record_search", "same_words", "save_search", "suggest",
    "take_apart", "understand",
]  # fmt: skip
