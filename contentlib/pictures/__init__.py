"""Pages and slides as pictures and cut-outs: where they are kept, and where words stand on them."""

from contentlib.pictures.chosen_pages import check_pages, read_pages, write_pages
from contentlib.pictures.cut_outs import CannotCut, can_cut, check_can_bind, cut_pages, cuts_folder
from contentlib.pictures.forgetting import find_named, list_drawn_of, remove_drawn
from contentlib.pictures.link_spots import place_on_words
from contentlib.pictures.own_programs import ask_own, keep_latest
from contentlib.pictures.page_pictures import (
    MOST_PAGES,
    Picture,
    Undrawn,
    find_fingerprint,
    find_fingerprints,
    find_picture,
    list_boxes,
    list_pictures,
    list_undrawn,
    match_sections,
    page_of,
    put_pictures,
    sweep_half_made,
)
from contentlib.pictures.word_boxes import MOST_WORDS, WHOLE, Box, is_on_page, read_boxes, write_boxes

__all__ = [
    "MOST_PAGES", "MOST_WORDS", "WHOLE", "Box", "CannotCut", "Picture", "Undrawn", "ask_own", "can_cut",
    "check_can_bind", "check_pages", "cut_pages", "cuts_folder", "find_fingerprint", "find_fingerprints", "find_named",
    "find_picture", "is_on_page", "keep_latest", "list_boxes", "list_drawn_of", "list_pictures", "list_undrawn",
    "match_sections", "page_of", "place_on_words", "put_pictures", "read_boxes", "read_pages", "remove_drawn",
    "sweep_half_made", "write_boxes", "write_pages",
]  # fmt: skip
