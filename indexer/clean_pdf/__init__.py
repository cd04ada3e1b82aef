"""A PDF made anew from what its pages show, and what of a page can be seen."""

from indexer.clean_pdf.bound_pictures import PicturePage, bind_pictures
from indexer.clean_pdf.comparing import draw_shown, drop_remarks, share_of_difference
from indexer.clean_pdf.link_places import list_link_places
from indexer.clean_pdf.opening_pdf import MOST_COPIED
from indexer.clean_pdf.seen import find_unseen
from indexer.clean_pdf.whole_copy import CleanCopy, copy_clean, is_portfolio, look_into, open_without_layers

__all__ = [
    "MOST_COPIED",
    "CleanCopy",
    "PicturePage",
    "bind_pictures",
    "copy_clean",
    "draw_shown",
    "drop_remarks",
    "find_unseen",
    "is_portfolio",
    "list_link_places",
    "look_into",
    "open_without_layers",
    "share_of_difference",
]
