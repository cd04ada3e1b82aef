"""Assets, their versions, locations and sections: found and listed. ``versions`` and ``locations`` write them."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from contentlib.catalog.conditions import to_condition
from contentlib.catalog.places import untidiness
from contentlib.catalog.tags import list_tags
from contentlib.errors import UnknownAsset
from contentlib.model import Asset, Audience, Filters, Section
from contentlib.storage import Store, folded, text_before, to_time

# The version people would get today: the newest that still lies somewhere, else the newest.
CURRENT_VERSION = """(SELECT v.id FROM versions v
    LEFT JOIN locations l ON l.version_id = v.id AND l.gone_at IS NULL
    WHERE v.asset_id = assets.id ORDER BY l.id IS NULL, v.number DESC LIMIT 1)"""
COLUMNS = f"""assets.id, assets.title, assets.kind, assets.format, assets.audience, assets.author, assets.language,
    assets.modified_at, assets.added_at, assets.retired_at, {CURRENT_VERSION}"""


@dataclass(frozen=True, slots=True)
class Drive:
    """A shared folder the indexer reads."""

    id: int
    name: str
    root: str


@dataclass(frozen=True, slots=True)
class Location:
    """A path on a drive where a version lies, or lay until ``gone_at``."""

    drive: str
    root: str
    path: str
    version_number: int
    first_seen_at: datetime
    gone_at: datetime | None


@dataclass(frozen=True, slots=True)
class Version:
    """The bytes of an asset at one time. ``size`` is in bytes; ``fingerprint`` is their SHA-256."""

    id: int
    number: int
    fingerprint: str
    size: int
    words: int
    warnings: tuple[str, ...]
    read_at: datetime


def find_asset(db: Store, asset_id: int) -> Asset:
    """The asset with this id, retired or not.

    Raises:
        UnknownAsset: there is none.
    """
    found = load_assets(db, [asset_id])
    if asset_id not in found:
        raise UnknownAsset(f"No asset has the number {asset_id}. It may be in another library; search for its title.")
    return found[asset_id]


def read_title(db: Store, asset_id: int) -> str:
    """What the asset is called; nothing else of it is looked up."""
    return str(db.execute("SELECT title FROM assets WHERE id = ?", [asset_id]).fetchone()[0])


def find_asset_by_path(db: Store, path: str) -> Asset:
    """The asset that lies, or last lay, at this path of any drive.

    Raises:
        UnknownAsset: nothing was ever seen there.
    """
    row = db.execute(
        "SELECT v.asset_id FROM locations l JOIN versions v ON v.id = l.version_id WHERE l.path = ? "
        "ORDER BY l.gone_at IS NOT NULL, l.id LIMIT 1",
        [path],
    ).fetchone()
    if row is None:
        raise UnknownAsset(f"No asset at “{path}”. Run the indexer, or check the path.")
    return find_asset(db, row[0])


def list_assets(
    db: Store, *, filters: Filters = Filters(), limit: int | None = None, offset: int = 0
) -> tuple[Asset, ...]:
    """The living assets that meet the filters, by title."""
    only = to_condition(filters)
    ids = [
        row[0]
        for row in db.execute(
            f"SELECT id FROM assets WHERE {only.sql} ORDER BY {folded('title')}, id LIMIT ? OFFSET ?",
            [*only.parameters, sys.maxsize if limit is None else limit, offset],
        )
    ]
    found = load_assets(db, ids)
    return tuple(found[asset_id] for asset_id in ids)


def list_plain_assets(db: Store) -> tuple[Asset, ...]:
    """All living assets by title, without their tags: for reports, which look at every asset and at no tag."""
    places = _find_all_places(db)
    counts = dict(db.execute("SELECT version_id, count(*) FROM sections GROUP BY 1").fetchall())
    rows = db.execute(
        "SELECT id, title, kind, format, audience, author, language, modified_at, added_at, retired_at FROM assets "
        f"WHERE retired_at IS NULL ORDER BY {folded('title')}, id"
    )
    listed = []
    for row in rows:
        version_id, drive, path = places.get(row[0], (0, "", ""))
        listed.append(_to_asset((*row, version_id), (drive, path), counts.get(version_id, 0), ()))
    return tuple(listed)


def _find_all_places(db: Store) -> dict[int, tuple[int, str, str]]:
    """For each asset its current version, and the drive and path to show; by the rules of the two below."""
    rows = db.execute(
        "SELECT v.asset_id, l.id IS NULL, -v.number, v.id, coalesce(d.name, ''), coalesce(l.path, '') FROM versions v "
        "LEFT JOIN locations l ON l.version_id = v.id AND l.gone_at IS NULL LEFT JOIN drives d ON d.id = l.drive_id"
    )
    best: dict[int, list[Any]] = {}
    for asset_id, *place in rows:
        known = best.get(asset_id)
        # Few assets lie in two places; how tidy a path is, is looked at for those alone.
        if known is None or (place[:2], _tidy(place)) < (known[:2], _tidy(known)):
            best[asset_id] = place
    return {asset_id: (place[2], place[3], place[4]) for asset_id, place in best.items()}


def _tidy(place: Sequence[Any]) -> tuple[Any, ...]:
    return untidiness(place[4]), place[3], place[4]


def count_assets(db: Store, *, filters: Filters = Filters()) -> int:
    """How many living assets meet the filters."""
    only = to_condition(filters)
    return int(db.execute(f"SELECT count(*) FROM assets WHERE {only.sql}", list(only.parameters)).fetchone()[0])


def load_assets(db: Store, asset_ids: Sequence[int]) -> dict[int, Asset]:
    """The assets with these ids, with tags and first living location; unknown ids are left out."""
    tags = list_tags(db, asset_ids)
    found: dict[int, Asset] = {}
    for start in range(0, len(asset_ids), 500):
        some = list(asset_ids[start : start + 500])
        marks = ", ".join("?" * len(some))
        places = _find_places(db, marks, some)
        counts = _count_sections(db, marks, some)
        for row in db.execute(f"SELECT {COLUMNS} FROM assets WHERE id IN ({marks})", some):
            found[row[0]] = _to_asset(row, places.get(row[0], ("", "")), counts.get(row[0], 0), tags[row[0]])
    return found


def _find_places(db: Store, marks: str, ids: list[int]) -> dict[int, tuple[str, str]]:
    rows = db.execute(
        "SELECT v.asset_id, v.number, d.name, l.path FROM locations l JOIN versions v ON v.id = l.version_id "
        f"JOIN drives d ON d.id = l.drive_id WHERE l.gone_at IS NULL AND v.asset_id IN ({marks})",
        ids,
    )
    best: dict[int, tuple[Any, ...]] = {}
    for asset_id, number, drive, path in rows:
        place = (-number, untidiness(path), drive, path)
        best[asset_id] = min(place, best.get(asset_id, place))
    return {asset_id: place[-2:] for asset_id, place in best.items()}


def _count_sections(db: Store, marks: str, ids: list[int]) -> dict[int, int]:
    rows = db.execute(
        f"SELECT assets.id, (SELECT count(*) FROM sections s WHERE s.version_id = {CURRENT_VERSION}) "
        f"FROM assets WHERE assets.id IN ({marks})",
        ids,
    )
    return dict(rows.fetchall())


def _to_asset(row: Sequence[Any], place: tuple[str, str], sections: int, tags: tuple[Any, ...]) -> Asset:
    return Asset(
        id=row[0], title=row[1], kind=row[2], format=row[3], audience=Audience(row[4]), drive=place[0], path=place[1],
        author=row[5], language=row[6], modified_at=to_time(row[7]), added_at=to_time(row[8]),
        retired_at=to_time(row[9]), sections=sections, version_id=row[10] or 0, tags=tags,
    )  # fmt: skip


def list_sections(db: Store, asset_id: int) -> tuple[Section, ...]:
    """The sections of the asset's current version, in order."""
    rows = db.execute(
        "SELECT locator, heading, text, notes FROM sections WHERE version_id = "
        f"(SELECT {CURRENT_VERSION} FROM assets WHERE id = ?) ORDER BY position",
        [asset_id],
    )
    return tuple(Section(*row) for row in rows)


def list_versions(db: Store, asset_id: int) -> tuple[Version, ...]:
    """All versions of the asset, newest first."""
    rows = db.execute(
        "SELECT id, number, fingerprint, size, words, warnings, read_at FROM versions WHERE asset_id = ? "
        "ORDER BY number DESC",
        [asset_id],
    )
    return tuple(
        Version(row[0], row[1], row[2], row[3], row[4], tuple(json.loads(row[5])), datetime.fromisoformat(row[6]))
        for row in rows
    )


def list_locations(db: Store, asset_id: int) -> tuple[Location, ...]:
    """Where the asset's versions lie, living ones first, then where they lay."""
    rows = db.execute(
        "SELECT d.name, d.root, l.path, v.number, l.first_seen_at, l.gone_at FROM locations l "
        "JOIN versions v ON v.id = l.version_id JOIN drives d ON d.id = l.drive_id WHERE v.asset_id = ? "
        "ORDER BY l.gone_at IS NOT NULL, v.number DESC, l.id",
        [asset_id],
    )
    return tuple(
        Location(row[0], row[1], row[2], row[3], datetime.fromisoformat(row[4]), to_time(row[5])) for row in rows
    )


def list_drives(db: Store) -> tuple[Drive, ...]:
    """The drives of the library, in the order they were added."""
    return tuple(Drive(*row) for row in db.execute("SELECT id, name, root FROM drives ORDER BY id"))


def list_values_held(db: Store, column: str) -> tuple[str, ...]:
    """What living assets have in a column, such as their formats. ``column`` is never a stranger's text."""
    rows = db.execute(
        f"SELECT DISTINCT {column} FROM assets WHERE retired_at IS NULL AND {column} != '' ORDER BY {column}"
    )
    return tuple(row[0] for row in rows)


FIRST_FOLDER = text_before("path", "'/'")


def list_folders(db: Store) -> tuple[str, ...]:
    """The first-level folders that living assets lie in."""
    rows = db.execute(
        f"SELECT DISTINCT {FIRST_FOLDER} AS folder FROM locations "
        f"WHERE gone_at IS NULL AND {FIRST_FOLDER} != '' ORDER BY folder"
    )
    return tuple(row[0] for row in rows)
