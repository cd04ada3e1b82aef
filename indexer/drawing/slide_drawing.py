"""Draws the slides of a PowerPoint deck. The only module that knows betteroffice-pptx.

Drawn from the clean copy of the deck, so that a picture holds no hidden slide or shape, nothing beside the slide, no
notes and no comments. For a drawing process: it reads what a stranger made, and what draws is young. A slide that
fails is told by its number, and the others are drawn.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from contextlib import suppress
from html import unescape
from itertools import islice

import betteroffice_pptx as betteroffice
from PIL import Image

from contentlib.errors import Unreadable
from contentlib.formats import Drawer, list_drawn
from contentlib.model import Reading, Section
from contentlib.pictures import MOST_PAGES
from indexer.drawing.font_files import read_font
from indexer.drawing.page_packing import TALLEST, WIDEST, pack_missing, pack_page
from indexer.drawing.slide_boxes import find_fault, find_slide_boxes
from indexer.drawing.slide_fonts import PLAIN, choose_family, list_faces
from indexer.drawing.slide_letters import Supplied, supply_letters
from indexer.extract import list_shown, make_clean

(FORMAT,) = list_drawn(Drawer.BETTEROFFICE)
# A slide that names itself ten miles wide is drawn small, and a stamp is not blown up without end.
MOST_SCALE = 8.0
MOST_NAMES = 60
_NAMED = re.compile(rb'typeface="([^"]{1,80})"')


def draw_slides(data: bytes, _name: str) -> Reading:
    """The slides that an audience sees, each under its own number.

    Raises:
        Unreadable: it has too many slides, or cannot be cleaned or opened.
    """
    numbers = list_shown(data, FORMAT)
    if len(numbers) > MOST_PAGES:
        raise Unreadable(f"has {len(numbers)} slides; {MOST_PAGES} are drawn at most.", "Its words are shown instead.")
    deck = _open(supply_letters(make_clean(data, FORMAT)))
    if len(deck) != len(numbers):
        raise Unreadable("has other slides than its clean copy.", "Its words are shown instead.")
    return Reading("webp", tuple(_draw(deck, at, number) for at, number in enumerate(numbers)))


def _open(supplied: Supplied) -> betteroffice.Presentation:
    try:
        deck = betteroffice.Presentation.open(supplied.data)
        # The first family stands in for any name that is not registered.
        for name in (PLAIN, *_list_names(supplied.data)):
            for face in list_faces(name):
                deck.register_font(name, face.file.read_bytes(), bold=face.bold, italic=face.italic)
        for name, file in supplied.fonts.items():
            # One of the machine's that is of no use leaves its letters lacking.
            with suppress(betteroffice.PptxError, OSError, struct.error):
                deck.register_font(name, read_font(file))
    except betteroffice.PptxError as error:
        raise Unreadable(f"could not be drawn ({error}).", "Its words are shown instead.") from error
    return deck


def _list_names(data: bytes) -> tuple[str, ...]:
    """The fonts that the deck names, but for those that any other name is drawn with."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = (package.read(name) for name in package.namelist() if name.endswith(".xml"))
        named = {found.decode("utf-8", "replace") for part in parts for found in _NAMED.findall(part)}
    others = (unescape(name) for name in sorted(named) if choose_family(unescape(name)) != PLAIN)
    return tuple(islice(others, MOST_NAMES))


def _draw(deck: betteroffice.Presentation, at: int, number: int) -> Section:
    try:
        laid_out = deck.render_slide(at).to_dict()
        scale = min(WIDEST / max(laid_out["width"], 1), TALLEST / max(laid_out["height"], 1), MOST_SCALE)
        if fault := find_fault(laid_out):
            return pack_missing(number, fault)
        image = _look(deck.render_png(at, scale=scale).bytes)
        boxes = find_slide_boxes(laid_out)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001  what draws panics, and a panic is no Exception
        why = " ".join(str(error).split()) or type(error).__name__
        return pack_missing(number, f"could not be drawn ({why})")
    return pack_page(number, image, boxes)


def _look(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data), formats=("PNG",)) as drawn:
        return drawn.convert("RGB")
