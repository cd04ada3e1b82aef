"""An asset's own page, the list of all, and the file as it lies on its drive."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Response, flash, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response as Answered

from contentlib.catalog import (
    Location,
    count_assets,
    count_retired,
    find_asset,
    find_care,
    list_assets,
    list_locations,
    list_near_copies,
    list_retirements,
    list_sections,
    list_versions,
    load_properties,
    open_original,
    record_care,
    restore_asset,
    retire_asset,
)
from contentlib.errors import DriveError, UnknownAsset
from contentlib.formats import find_mime
from contentlib.library import Library
from contentlib.model import Section
from contentlib.people import check_email
from contentlib.search import count_listed, find_query, find_query_stems, find_similar, read_spelling, record_open
from contentlib.sending import count_sends, find_named_customer, list_sends
from web.access import read_back
from web.forms import HTTP_BAD, clean, read_number, read_page, read_search_address
from web.once import now, once
from web.search import know
from web.visit import ASSET, acting, confidant, library, person
from web.wording import anchor, anchors

pages = Blueprint("assets", __name__)

PAGE_SIZE = 40
ROOM = 30_000  # characters of text on one page, which keeps it under 150 KB
LATEST_SENDS = 5
# How many near copies are listed.
MOST_COPIES = 50


@dataclass(frozen=True, slots=True)
class Place:
    """A section on its page: its id there, the part it is in, and whether it is what the search found."""

    section: Section
    id: str
    part: int
    hit: bool


@pages.get("/assets")
def index() -> tuple[str, int]:
    """The living assets that meet the filters, by title."""
    opened = library()
    form = read_search_address(opened, request.args, beside=("page",))
    page = read_page(request.args)
    total = 0 if form.problems else count_assets(opened.db, filters=form.filters)
    start = (page - 1) * PAGE_SIZE
    assets = list_assets(opened.db, filters=form.filters, limit=PAGE_SIZE, offset=start) if start < total else ()
    shown = render_template(
        "assets/index.html",
        form=form,
        assets=assets,
        known=know(opened, [asset.id for asset in assets]),
        facets=() if form.problems else count_listed(opened.db, form.filters, now=now()),
        total=total,
        retired=0 if total or form.filters else count_retired(opened.db),
        page=page,
        pages=-(-total // PAGE_SIZE),
    )
    return shown, HTTP_BAD if form.problems else 200


def find_stems_of(opened: Library, search_id: int | None) -> frozenset[str]:
    """The stems of the words of the search that led here, to mark them; none where no search did."""
    query = find_query(opened.db, search_id) if search_id is not None else ""
    # As the search read it: a typing error stands in no text.
    return find_query_stems(read_spelling(opened, query).words) if query else frozenset()


@pages.get(f"/assets/{ASSET}")
def show(asset_id: int) -> str:
    """What an asset says and where, why it has its tags, where it lies, and what became of it."""
    opened = library()
    asset = find_asset(opened.db, asset_id)
    search_id = read_number(request.args.get("search", ""))
    places = place_sections(list_sections(opened.db, asset_id), clean(request.args.get("hit", "")))
    part = read_number(request.args.get("part", "")) or next((place.part for place in places if place.hit), 1)
    _count(opened, asset_id, search_id)
    copies = () if asset.retired_at else list_near_copies(opened.db, asset)
    return render_template(
        "assets/show.html",
        asset=asset,
        places=places,
        part=part,
        room=ROOM,
        parts=max((place.part for place in places), default=1),
        stems=find_stems_of(opened, search_id),
        versions=list_versions(opened.db, asset_id),
        locations=list_locations(opened.db, asset_id),
        known=know(opened, [asset_id])[asset_id],
        care=find_care(opened.db, asset_id),
        retirements=list_retirements(opened.db, asset_id),
        copies=copies,
        most_copies=MOST_COPIES,
        similar=[one for one in find_similar(opened, asset) if one not in copies],
        sends=list_sends(opened.db, asking=confidant(), asset_id=asset_id, limit=LATEST_SENDS),
        send_count=count_sends(opened.db, asset_id),
        search_id=search_id,
        named=find_named_customer(opened, asset),
    )


def _count(opened: Library, asset_id: int, search_id: int | None) -> None:
    def record() -> int:
        record_open(opened.db, asset_id, person=person(), opened_at=now(), search_id=search_id)
        return asset_id

    once(f"open:{asset_id}:{search_id or ''}", record)


# --- what a marketer does with it -----------------------------------------------------------------------------------


@pages.post(f"/assets/{ASSET}/retire")
def retire(asset_id: int) -> Answered:
    """Take it out: nothing finds it any more, and links to it end."""
    with _whole(asset_id) as opened:
        reason = clean(request.form.get("reason", ""))
        asset = retire_asset(opened.db, asset_id, reason=reason, retired_by=_who(), retired_at=now())
    flash(f"“{asset.title}” is retired: no search finds it and it cannot be sent. Restore it here if that was wrong.")
    return redirect(read_back(url_for("assets.show", asset_id=asset_id)), 303)


@pages.post(f"/assets/{ASSET}/restore")
def restore(asset_id: int) -> Answered:
    """Let it back in."""
    with _whole(asset_id) as opened:
        asset = restore_asset(opened.db, asset_id, restored_by=_who(), restored_at=now())
    flash(
        f"“{asset.title}” stays away until its file is back on a drive."
        if asset.retired_at
        else f"“{asset.title}” is back: searches find it again."
    )
    return redirect(read_back(url_for("assets.show", asset_id=asset_id)), 303)


@pages.post(f"/assets/{ASSET}/care")
def look_after(asset_id: int) -> Answered:
    """Say who looks after it, and by when it is looked at next."""
    with _whole(asset_id) as opened:
        record_care(
            opened.db, asset_id, owner=clean(request.form.get("owner", "")),
            review_by=clean(request.form.get("review_by", "")), filed=load_properties(opened.db, asset_id),
            said_by=_who(), said_at=now(),
        )  # fmt: skip
    flash("Kept. What you say beats what the file says; leave a field empty to go by the file again.")
    return redirect(url_for("assets.show", asset_id=asset_id, _anchor="lies"), 303)


@contextmanager
def _whole(asset_id: int) -> Iterator[Library]:
    """The library without what narrows it, once it is sure that whoever asks may see the asset.

    A narrowed connection has views in place of the tables, and cannot write to them.
    """
    find_asset(library().db, asset_id)
    opened = library().for_thread()
    try:
        yield opened
    finally:
        opened.close()


def _who() -> str:
    """Who says so: the address typed here where nobody is signed in, else theirs; empty when nobody said."""
    typed = clean(request.form.get("rep", ""))
    return acting(check_email(typed, field="rep") if typed else "")


# --- the file -------------------------------------------------------------------------------------------------------


@pages.get(f"/assets/{ASSET}/file")
def file(asset_id: int) -> Response:
    """The current file. A browser may only save it, never run it here; the type is for the program that opens it."""
    opened = library()
    asset = find_asset(opened.db, asset_id)
    found = open_original(opened.db, asset.version_id)
    if found is None:
        raise explain_missing(asset.title, list_locations(opened.db, asset_id))
    return send_file(
        found.copy,
        mimetype=find_mime(found.name),
        as_attachment=True,
        download_name=clean(found.name.encode(errors="replace").decode()) or f"asset-{asset_id}",
        max_age=0,
    )


def explain_missing(title: str, locations: Sequence[Location]) -> UnknownAsset | DriveError:
    """Why there is no file to give out: it lies nowhere, its drive is away, it is gone, or it is another by now."""
    living = [location for location in locations if location.gone_at is None]
    if not living:
        return UnknownAsset(f"“{title}” is retired: it lies on no drive any more. Its history is kept on its page.")
    first = living[0]
    if not Path(first.root).is_dir():
        return DriveError(f"The drive “{first.drive}” is not at {first.root}. Connect it, then try again.")
    if not os.path.lexists(Path(first.root, first.path)):
        return UnknownAsset(f"“{first.path}” is not on the drive “{first.drive}” any more. {_FOLLOW}")
    return UnknownAsset(f"“{first.path}” on the drive “{first.drive}” is not what was read any more. {_FOLLOW}")


_FOLLOW = "Run the indexer to follow it."


def place_sections(sections: Sequence[Section], hit: str) -> tuple[Place, ...]:
    """The sections with their ids and parts; ``hit`` is the locator that a search pointed at."""
    ids = anchors(section.locator or section.heading for section in sections)
    parts = divide([len(section.text) + len(section.notes) for section in sections], ROOM)
    wanted = anchor(hit) if hit else ""
    return tuple(
        Place(section, id=id_, part=part, hit=id_ == wanted)
        for section, id_, part in zip(sections, ids, parts, strict=True)
    )


def divide(lengths: Sequence[int], room: int) -> list[int]:
    """The part each section is in, from 1, so that no part but a single long section is longer than ``room``.

    >>> divide([4, 4, 4, 20, 1], 10)
    [1, 1, 2, 3, 4]
    """
    parts: list[int] = []
    part, used = 1, 0
    for length in lengths:
        if used and used + length > room:
            part, used = part + 1, 0
        used += length
        parts.append(part)
    return parts
