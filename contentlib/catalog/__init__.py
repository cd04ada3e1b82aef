"""What a team has and where it lies: assets, versions, sections, chunks, tags, drives and their places."""

from contentlib.catalog.assets import (
    CURRENT_VERSION,
    Drive,
    Location,
    count_assets,
    find_asset,
    find_asset_by_path,
    list_assets,
    list_drives,
    list_folders,
    list_locations,
    list_plain_assets,
    list_sections,
    list_values_held,
    list_versions,
    load_assets,
    read_title,
)
from contentlib.catalog.care import find_care, record_care
from contentlib.catalog.chunks import (
    current_sections,
    hash_text,
    is_chunked,
    last_chunk,
    list_unchunked,
    replace_chunks,
)
from contentlib.catalog.conditions import CONDITIONS, Condition, to_condition
from contentlib.catalog.drives import add_drive, find_drive, move_drive
from contentlib.catalog.editions import Outdated, list_outdated, record_edition, replace_reading
from contentlib.catalog.facts import Facts, load_facts
from contentlib.catalog.filter_values import (
    MOST_IN_ALL,
    MOST_OF_ONE,
    Held,
    ReadFilters,
    check_filters,
    hold_values,
    read_filters,
)
from contentlib.catalog.folders import list_folders_in
from contentlib.catalog.insides import (
    Unexamined,
    find_inside,
    judge_kept,
    list_page_links,
    list_unexamined,
    record_inside,
    record_links,
)
from contentlib.catalog.left_out import (
    clear_unreadable,
    list_other,
    list_unreadable_paths,
    list_wordless,
    record_other,
    record_unreadable,
    record_wordless,
)
from contentlib.catalog.lexicon import (
    Spelled,
    find_wholes,
    follow_places,
    is_known,
    is_made_of,
    mend_spelling,
    respell_words,
)
from contentlib.catalog.lineage import adopt_asset, list_newcomers, read_text, split_asset
from contentlib.catalog.locations import (
    Sighting,
    Stored,
    end_locations,
    is_first_place,
    is_taken_out,
    list_longest_unchecked,
    list_stored,
    list_touched,
    living_locations,
    put_location,
    record_checked,
    settle_assets,
)
from contentlib.catalog.near_copies import (
    find_copies_among,
    group_copies,
    list_near_copies,
    list_unsketched,
    load_sketches,
    read_shown_text,
    record_sketches,
)
from contentlib.catalog.originals import Original, open_original
from contentlib.catalog.passes import (
    count_untagged,
    finish_pass,
    first_unfinished,
    is_complete,
    list_untagged,
    read_locks,
    record_complete,
    record_locks,
    start_pass,
)
from contentlib.catalog.places import is_superseded, untidiness
from contentlib.catalog.retirement import count_retired, list_retirements, restore_asset, retire_asset
from contentlib.catalog.sections import SectionTag, find_answering, list_section_tags, replace_section_tags
from contentlib.catalog.tags import (
    AudienceGround,
    forget_tagging,
    list_grounds,
    list_person_tags,
    list_single_tags,
    list_tags,
    put_model_tag,
    record_correction,
    replace_ground,
    replace_person_tags,
    replace_tags,
    settle,
)
from contentlib.catalog.trust import STANDING, STANDINGS, Freshness, list_standings
from contentlib.catalog.vector_store import (
    add_vectors,
    count_unembedded,
    drop_other_models,
    find_vectors,
    list_unembedded_of,
    load_embedded,
    page_unembedded,
    prune_vectors,
    read_served,
    record_served,
)
from contentlib.catalog.versions import (
    TOO_MUCH,
    Pictured,
    add_asset,
    add_version,
    find_version,
    has_pictured,
    has_sidecar,
    list_pictured,
    list_sizes,
    load_properties,
    record_recognised,
    record_sidecar,
    reread_version,
    take_over,
)

__all__ = [
    "CONDITIONS", "CURRENT_VERSION", "MOST_IN_ALL", "MOST_OF_ONE", "STANDING", "STANDINGS", "TOO_MUCH",
    "AudienceGround", "Condition", "Drive", "Facts", "Freshness", "Held", "Location", "Original", "Outdated",
    "Pictured", "ReadFilters", "SectionTag", "Sighting", "Spelled", "Stored", "Unexamined", "add_asset", "add_drive",
    "add_vectors", "add_version", "adopt_asset", "check_filters", "clear_unreadable", "count_assets", "count_retired",
    "count_unembedded", "count_untagged", "current_sections", "drop_other_models", "end_locations", "find_answering",
    "find_asset", "find_asset_by_path", "find_care", "find_copies_among", "find_drive", "find_inside", "find_vectors",
    "find_version", "find_wholes", "finish_pass", "first_unfinished", "follow_places", "forget_tagging", "group_copies",
    "has_pictured", "has_sidecar", "hash_text", "hold_values", "is_chunked", "is_complete", "is_first_place",
    "is_known", "is_made_of", "is_superseded", "is_taken_out", "judge_kept", "last_chunk", "list_assets", "list_drives",
    "list_folders", "list_folders_in", "list_grounds", "list_locations", "list_longest_unchecked", "list_near_copies",
    "list_newcomers", "list_other", "list_outdated", "list_page_links", "list_person_tags", "list_pictured",
    "list_plain_assets", "list_retirements", "list_section_tags", "list_sections", "list_single_tags", "list_sizes",
    "list_standings", "list_stored", "list_tags", "list_touched", "list_unchunked", "list_unembedded_of",
    "list_unexamined", "list_unreadable_paths", "list_unsketched", "list_untagged", "list_values_held", "list_versions",
    "list_wordless", "living_locations", "load_assets", "load_embedded", "load_facts", "load_properties",
    "load_sketches", "mend_spelling", "move_drive", "open_original", "page_unembedded", "prune_vectors", "put_location",
    "put_model_tag", "read_filters", "read_locks", "read_served", "read_shown_text", "read_text", "read_title",
    "record_care", "record_checked", "record_complete", "record_correction", "record_edition", "record_inside",
    "record_links", "record_locks", "record_other", "record_recognised", "record_served", "record_sidecar",
    "record_sketches", "record_unreadable", "record_wordless", "replace_chunks", "replace_ground",
    "replace_person_tags", "replace_reading", "replace_section_tags", "replace_tags", "reread_version", "respell_words",
    "restore_asset", "retire_asset", "settle", "settle_assets", "split_asset", "start_pass", "take_over",
    "to_condition", "untidiness",
]  # fmt: skip
