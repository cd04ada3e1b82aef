"""Where the plain links of a PDF are on its pages as they are shown, turned and cut."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import pikepdf

from contentlib.model import MOST_LINKS, PageLink, place_link
from indexer.clean_pdf.layers import Layers
from indexer.clean_pdf.opening_pdf import open_pdf
from indexer.clean_pdf.page_copying import find_frame, find_inherited, list_links
from indexer.clean_pdf.plane import Frame


def list_link_places(data: bytes) -> tuple[PageLink, ...]:
    """The links that can be seen, page by page: those in a layer that is off, or beside the page, are none.

    Raises whatever pikepdf does for what it cannot open.
    """
    with open_pdf(data) as pdf:
        return tuple(islice(_list(pdf), MOST_LINKS))


def _list(pdf: pikepdf.Pdf) -> Iterator[PageLink]:
    layers = Layers(pdf)
    for number, page in enumerate(pdf.pages, start=1):
        if "/Annots" not in page:
            continue
        frame, turned = find_frame(page), find_inherited(page, "/Rotate")
        turn = turned % 360 if isinstance(turned, int) else 0
        for target, spot in list_links(page, frame, layers):
            link = place_link(number, _as_shown(spot, frame, turn), target)
            if link:
                yield link


def _as_shown(spot: Frame, frame: Frame, turn: int) -> Frame:
    """A place in shares of the page as it is shown, from its upper left corner: left, top, right, bottom.

    >>> _as_shown((0, 90, 10, 100), (0, 0, 100, 100), 0), _as_shown((0, 90, 10, 100), (0, 0, 100, 100), 90)
    ((0.0, 0.0, 0.1, 0.1), (0.9, 0.0, 1.0, 0.1))
    """
    across, up = frame[2] - frame[0], frame[3] - frame[1]
    left, right = (spot[0] - frame[0]) / across, (spot[2] - frame[0]) / across
    top, bottom = (frame[3] - spot[3]) / up, (frame[3] - spot[1]) / up
    if turn == 90:
        return 1 - bottom, left, 1 - top, right
    if turn == 180:
        return 1 - right, 1 - bottom, 1 - left, 1 - top
    if turn == 270:
        return top, 1 - right, bottom, 1 - left
    return left, top, right, bottom
