"""What an asset is and which objections it answers; what people correct, and what is learned from that."""

from contentlib.tagging.audience import find_ground
from contentlib.tagging.backdrop import (
    FEWEST_ASSETS,
    choose_assets,
    count_assets,
    is_outgrown,
    keep_backdrop,
    read_backdrop,
    tell_backdrop,
)
from contentlib.tagging.classify import (
    EmbeddedPassage,
    Prototypes,
    Subject,
    Understood,
    measure_backdrop,
    prepare,
    read_query,
    set_apart,
    tag_asset,
    tag_sections,
    weigh_objections,
)
from contentlib.tagging.corrections import (
    Correction,
    Wish,
    check_wish,
    correct,
    correct_many,
    find_correction,
    list_corrections,
    list_doubts,
    undo,
    undo_together,
)
from contentlib.tagging.neighbours import follow_neighbours
from contentlib.tagging.rivals import learn_competitors, list_competitors
from contentlib.tagging.rule_store import Lesson, follow_rules, keep_vector, list_lessons, switch_rule
from contentlib.tagging.voice import hear_buyer

__all__ = [
    "FEWEST_ASSETS", "Correction", "EmbeddedPassage", "Lesson", "Prototypes", "Subject", "Understood", "Wish",
    "check_wish", "choose_assets", "correct", "correct_many", "count_assets", "find_correction", "find_ground",
    "follow_neighbours", "follow_rules",
    "hear_buyer", "is_outgrown", "keep_backdrop", "keep_vector", "learn_competitors", "list_competitors",
    "list_corrections", "list_doubts", "list_lessons", "measure_backdrop", "prepare", "read_backdrop", "read_query",
    "set_apart", "switch_rule", "tag_asset", "tag_sections", "tell_backdrop", "undo", "undo_together",
    "weigh_objections",
]  # fmt: skip
