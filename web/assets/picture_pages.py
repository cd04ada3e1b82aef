"""Pictures of pages for the people of the company. Served as they lie in the cache; nothing is drawn here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from flask import Response, abort, request, send_file

from contentlib.catalog import find_asset, list_page_links
from contentlib.formats import PAGED
from contentlib.language import stem
from contentlib.library import Library
from contentlib.model import Asset, Hit, PageLink, Section
from contentlib.pictures import (
    MOST_PAGES,
    WHOLE,
    Picture,
    find_fingerprint,
    find_fingerprints,
    find_picture,
    list_boxes,
    list_pictures,
    page_of,
    place_on_words,
)
from web.assets.asset_pages import Place, pages
from web.typeset import count_open
from web.visit import ASSET, library

KIND = "image/webp"


@dataclass(frozen=True, slots=True)
class Strip:
    """The pictures of an asset's pages. ``aligned``: picture n shows slide or page n of the text."""

    pictures: tuple[Picture, ...] = ()
    aligned: bool = False
    fingerprint: str = ""

    def at(self, locator: str) -> Picture | None:
        """The picture of the place a locator points at."""
        page = page_of(locator)
        return next((each for each in self.pictures if self.aligned and each.page == page), None)


@dataclass(frozen=True, slots=True)
class WordMark:
    """A rectangle around a word, in the picture's own pixels."""

    left: float
    top: float
    width: float
    height: float


@pages.get(f"/assets/{ASSET}/pictures/<int(max={MOST_PAGES}):page>")
def picture(asset_id: int, page: int) -> Response:
    """The picture of one page of an asset's current version; the small one, for lists, where ``small`` is asked."""
    opened, small = library(), bool(request.args.get("small"))
    asset = find_asset(opened.db, asset_id)
    path = find_picture(opened.settings, find_fingerprint(opened.db, asset.version_id), page, small=small)
    if path is None:
        abort(404)
    answer = send_file(path, mimetype=KIND, max_age=0)
    answer.cache_control.private = True
    return answer


@pages.app_context_processor
def _offer() -> dict[str, object]:
    return {
        "strips": strips, "strip_of": strip_of, "marks_on": marks_on, "stems_of": stems_of, "by_page": by_page,
        "areas_of": areas_of, "count_sections": count_sections,
    }  # fmt: skip


def strips(assets: Iterable[Asset]) -> dict[int, Strip]:
    """The pictures of these assets, by asset id; asked for once a page, not once a result."""
    listed = list(assets)
    opened = library()
    named = find_fingerprints(opened.db, [asset.version_id for asset in listed])
    return {asset.id: _strip(opened, asset, named.get(asset.version_id, "")) for asset in listed}


def strip_of(asset: Asset) -> Strip:
    """The pictures of one asset."""
    return strips((asset,))[asset.id]


def _strip(opened: Library, asset: Asset, fingerprint: str) -> Strip:
    pictures: Sequence[Picture] = list_pictures(opened.settings, fingerprint)
    return Strip(tuple(pictures), aligned=asset.format in PAGED, fingerprint=fingerprint)


def by_page(places: Sequence[Place]) -> dict[int, Place]:
    """The places of an asset's text by the number of the page that each is."""
    return {page: place for place in places if (page := page_of(place.section.locator))}


def count_sections(sections: Iterable[Section], strip: Strip) -> int:
    """How many sections a page shows before its fold."""
    return count_open(None if strip.at(section.locator) else section.text for section in sections)


@pages.app_template_global()
def first_picture(asset: Asset) -> Picture | None:
    """The picture of an asset's first page, to know it by in a list; none where nothing was drawn."""
    return next(iter(strip_of(asset).pictures), None)


def areas_of(asset: Asset, strip: Strip) -> dict[int, list[tuple[int, PageLink]]]:
    """The links on an asset's pages, by page, where it is known which picture shows which; each with its number."""
    found = list_page_links(library().db, asset.version_id) if strip.aligned or asset.format == "pdf" else ()
    areas: dict[int, list[tuple[int, PageLink]]] = {}
    for number, link in enumerate(place_on_words(library().settings, strip.fingerprint, found)):
        areas.setdefault(link.page, []).append((number, link))
    return areas


def marks_on(strip: Strip, picture: Picture, stems: AbstractSet[str]) -> tuple[WordMark, ...]:
    """Where the picture of a page shows words with these stems."""
    if not stems:
        return ()
    boxes = list_boxes(library().settings, strip.fingerprint, picture.page, stems)
    across, down = picture.width / WHOLE, picture.height / WHOLE
    return tuple(
        WordMark(
            *(round(size, 1) for size in (box.left * across, box.top * down, box.width * across, box.height * down))
        )
        for box in boxes
    )


def stems_of(hit: Hit) -> frozenset[str]:
    """The stems of the words that a hit's snippet marks, as they were searched: typing errors are put right there."""
    return frozenset(stem(span.text) for span in hit.snippet if span.marked)
