"""Where versions lie: paths as a pass saw them, and what becomes of assets that lie nowhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from contentlib.catalog.chunks import delete_chunks
from contentlib.catalog.lexicon import follow_places
from contentlib.catalog.places import untidiness
from contentlib.storage import Store, among, listed, to_text


class Stored(NamedTuple):
    """What the library knows of one path of a drive: the file as last seen, and whose bytes they were.

    No dataclass, since every pass makes one for each file of a drive, and these are made five times as fast.
    """

    location_id: int
    asset_id: int
    version_id: int
    size: int
    mtime_ns: int
    sidecar_mtime_ns: int | None
    gone: bool
    ctime_ns: int | None = None


@dataclass(frozen=True, slots=True)
class Sighting:
    """A file as a pass found it: ``path`` relative to its drive, ``size`` in bytes."""

    path: str
    size: int
    mtime_ns: int
    sidecar_mtime_ns: int | None = None
    ctime_ns: int | None = None


def list_stored(db: Store, drive_id: int) -> dict[str, Stored]:
    """What the library knows of the drive, by path, gone files too."""
    rows = db.execute(
        "SELECT l.id, v.asset_id, v.id, l.size, l.mtime_ns, l.sidecar_mtime_ns, l.gone_at IS NOT NULL, l.ctime_ns, "
        "l.path "
        "FROM locations l JOIN versions v ON v.id = l.version_id WHERE l.drive_id = ?",
        [drive_id],
    )
    make = Stored._make
    return {row[-1]: make(row[:-1]) for row in rows}


def living_locations(db: Store, asset_id: int) -> list[int]:
    """The ids of the places where a version of the asset lies."""
    rows = db.execute(
        "SELECT l.id FROM locations l JOIN versions v ON v.id = l.version_id "
        "WHERE v.asset_id = ? AND l.gone_at IS NULL",
        [asset_id],
    )
    return [row[0] for row in rows]


def is_first_place(db: Store, location_id: int, asset_id: int) -> bool:
    """Whether no other place has a better claim to the asset: of its newest living version, the place that is shown."""
    rows = db.execute(
        "SELECT l.id, l.path, v.number FROM locations l JOIN versions v ON v.id = l.version_id "
        "WHERE v.asset_id = ? AND l.gone_at IS NULL",
        [asset_id],
    ).fetchall()
    first = min(rows, key=lambda row: (-row[2], untidiness(row[1]), row[0]), default=(location_id,))
    return bool(first[0] == location_id)


def put_location(db: Store, drive_id: int, sighting: Sighting, version_id: int, *, seen_at: datetime) -> None:
    """This version lies at this path now. The path keeps the time it was first seen."""
    db.execute(
        "INSERT INTO locations (drive_id, path, version_id, size, mtime_ns, sidecar_mtime_ns, ctime_ns, first_seen_at, "
        "checked_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (drive_id, path) DO UPDATE SET "
        "version_id = excluded.version_id, size = excluded.size, mtime_ns = excluded.mtime_ns, "
        "sidecar_mtime_ns = excluded.sidecar_mtime_ns, ctime_ns = excluded.ctime_ns, checked_at = excluded.checked_at, "
        "gone_at = NULL",
        [
            drive_id, sighting.path, version_id, sighting.size, sighting.mtime_ns, sighting.sidecar_mtime_ns,
            sighting.ctime_ns, to_text(seen_at), to_text(seen_at),
        ],
    )  # fmt: skip


def list_longest_unchecked(db: Store, drive_id: int, limit: int) -> frozenset[int]:
    """The ids of the living places whose bytes were not looked at for the longest time."""
    rows = db.execute(
        "SELECT id FROM locations WHERE drive_id = ? AND gone_at IS NULL ORDER BY checked_at, id LIMIT ?",
        [drive_id, limit],
    )
    return frozenset(row[0] for row in rows)


def record_checked(db: Store, places: Iterable[tuple[int, int]], *, at: datetime | None) -> None:
    """What lies at these places, each ``(id, ctime_ns)``, looks like this; ``at``: and its bytes were the same then."""
    rows = [(ctime_ns, to_text(at), location_id) for location_id, ctime_ns in places]
    if rows:
        with db.atomic():
            db.execute_many(
                "UPDATE locations SET ctime_ns = ?, checked_at = coalesce(?, checked_at) WHERE id = ?", rows
            )


def end_locations(db: Store, location_ids: Iterable[int], *, gone_at: datetime) -> None:
    """Nothing lies at these paths any more; the rows stay as history."""
    db.execute_many(
        "UPDATE locations SET gone_at = ? WHERE id = ?", [(to_text(gone_at), row_id) for row_id in location_ids]
    )


def list_touched(db: Store, location_ids: Iterable[int], asset_ids: Iterable[int]) -> set[int]:
    """Whose these places are now, and those of the assets that there still are.

    Between two looks an asset may have been joined into another: its places are the other's then, and its id is gone.
    """
    there = db.rows(f"SELECT id FROM assets WHERE {among('id')}", [listed(asset_ids)])
    owning = db.rows(
        f"SELECT v.asset_id FROM locations l JOIN versions v ON v.id = l.version_id WHERE {among('l.id')}",
        [listed(location_ids)],
    )
    return {row[0] for row in (*there, *owning)}


def settle_assets(db: Store, asset_ids: Iterable[int], *, at: datetime) -> tuple[list[int], list[int]]:
    """Retire the assets that lie nowhere any more, bring back those that lie somewhere again.

    What a person took out stays out.

    Returns:
        The ids newly retired and the ids brought back.
    """
    retired, returned = [], []
    for asset_id in asset_ids:
        row = db.execute(
            "SELECT retired_at IS NOT NULL, EXISTS (SELECT 1 FROM locations l JOIN versions v ON v.id = l.version_id "
            "WHERE v.asset_id = assets.id AND l.gone_at IS NULL) FROM assets WHERE id = ?",
            [asset_id],
        ).fetchone()
        was_retired, lies_somewhere = row
        if lies_somewhere and was_retired and not is_taken_out(db, asset_id):
            returned.append(asset_id)
            db.execute("UPDATE assets SET retired_at = NULL WHERE id = ?", [asset_id])
        if not lies_somewhere and not was_retired:
            retired.append(asset_id)
            db.execute("UPDATE assets SET retired_at = ? WHERE id = ?", [to_text(at), asset_id])
            delete_chunks(db, asset_id)
        if lies_somewhere:
            follow_places(db, asset_id)
    return retired, returned


def is_taken_out(db: Store, asset_id: int) -> bool:
    """Whether a person took the asset out and nobody let it back in."""
    row = db.execute("SELECT 1 FROM retirements WHERE asset_id = ? AND restored_at IS NULL", [asset_id]).fetchone()
    return row is not None
