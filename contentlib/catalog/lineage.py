"""Joins and parts assets whose identity was judged by their text: the one place where a version changes its asset.

What points at an asset is found in the schema itself, so a table that a later migration adds is not forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from contentlib.catalog.assets import find_asset_by_path
from contentlib.catalog.care import obey_care
from contentlib.catalog.chunks import delete_chunks
from contentlib.catalog.locations import settle_assets
from contentlib.errors import BadInput
from contentlib.storage import Store, list_references, redirect, to_text, touch


@dataclass(frozen=True, slots=True)
class Parted:
    """What a split made: the asset that keeps the earlier versions, and the one that the version became."""

    kept: int
    parted: int
    title: str


def adopt_asset(db: Store, asset_id: int, newcomer_id: int) -> None:
    """The newcomer turns out to be the asset, revised: its versions become the asset's newest, itself it ends.

    Everything that points at the newcomer follows, searches and sends of the last minutes too.
    """
    with db.atomic():
        row = db.execute(
            "SELECT title, format, author, language, created_at, modified_at, owner, review_by, expires_at "
            "FROM assets WHERE id = ?",
            [newcomer_id],
        ).fetchone()
        delete_chunks(db, asset_id)
        _renumber(db, asset_id, newcomer_id)
        redirect(db, "assets", newcomer_id, asset_id)
        db.execute("DELETE FROM assets WHERE id = ?", [newcomer_id])
        db.execute(
            "UPDATE assets SET title = ?, format = ?, author = ?, language = ?, created_at = ?, modified_at = ?, "
            "owner = ?, review_by = ?, expires_at = ?, retired_at = NULL, tagged_with = '' WHERE id = ?",
            [*row, asset_id],
        )
        obey_care(db, asset_id)
        _keep_out(db, asset_id)
        touch(db)


def _keep_out(db: Store, asset_id: int) -> None:
    """What a person took out stays out, revised or not."""
    taken_out = "SELECT max(retired_at) FROM retirements WHERE asset_id = ? AND restored_at IS NULL"
    if (since := db.execute(taken_out, [asset_id]).fetchone()[0]) is not None:
        db.execute("UPDATE assets SET retired_at = ? WHERE id = ?", [since, asset_id])
        delete_chunks(db, asset_id)


def _renumber(db: Store, asset_id: int, newcomer_id: int) -> None:
    db.execute(
        "UPDATE versions SET number = number + (SELECT max(number) FROM versions WHERE asset_id = ?) "
        "WHERE asset_id = ?",
        [asset_id, newcomer_id],
    )


def split_asset(db: Store, path: str, *, at: datetime) -> Parted:
    """Undo a wrong match: the version at ``path`` becomes an asset of its own, with the sends made of it.

    The earlier asset keeps its id, its other versions and what people said of it; it is retired where they lie nowhere.

    Raises:
        UnknownAsset: nothing lies, or ever lay, there.
        BadInput: the asset has no other version.
    """
    asset = find_asset_by_path(db, path)
    (version_id,) = db.execute(
        "SELECT l.version_id FROM locations l JOIN versions v ON v.id = l.version_id "
        "WHERE l.path = ? AND v.asset_id = ? ORDER BY l.gone_at IS NOT NULL, l.id LIMIT 1",
        [path, asset.id],
    ).fetchone()
    (count,) = db.execute("SELECT count(*) FROM versions WHERE asset_id = ?", [asset.id]).fetchone()
    if count < 2:
        raise BadInput(f"“{path}” has only one version, so there is nothing to split. List its asset's versions first.")
    with db.atomic():
        parted = _new_asset_of(db, asset.id, at)
        db.execute("UPDATE versions SET asset_id = ?, number = 1 WHERE id = ?", [parted, version_id])
        for table, column in _versioned(db):
            db.execute(f"UPDATE {table} SET {column} = ? WHERE version_id = ?", [parted, version_id])
        for each in (asset.id, parted):
            delete_chunks(db, each)
        db.execute("UPDATE assets SET tagged_with = '' WHERE id = ?", [asset.id])
        settle_assets(db, [asset.id, parted], at=at)
    return Parted(asset.id, parted, asset.title)


def _new_asset_of(db: Store, asset_id: int, at: datetime) -> int:
    ((made,),) = db.rows(
        "INSERT INTO assets (title, format, author, language, created_at, modified_at, added_at) "
        "SELECT title, format, author, language, created_at, modified_at, ? FROM assets WHERE id = ? RETURNING id",
        [to_text(at), asset_id],
    )
    return int(made)


def _versioned(db: Store) -> Iterator[tuple[str, str]]:
    """The tables whose rows name both an asset and the version of it that they are about, such as sends."""
    with_version = {table for table, column in list_references(db, "versions") if column == "version_id"}
    return (
        (table, column)
        for table, column in list_references(db, "assets")
        if table in with_version and table != "versions"
    )


def list_newcomers(db: Store, drive_id: int, *, since: datetime) -> list[tuple[int, str]]:
    """The living assets with one version that this drive has got since then: ``(asset_id, path)``."""
    rows = db.execute(
        "SELECT a.id, min(l.path) FROM assets a JOIN versions v ON v.asset_id = a.id "
        "JOIN locations l ON l.version_id = v.id AND l.gone_at IS NULL "
        "WHERE a.retired_at IS NULL AND a.added_at >= ? AND l.drive_id = ? "
        "AND (SELECT count(*) FROM versions o WHERE o.asset_id = a.id) = 1 GROUP BY a.id ORDER BY a.id",
        [to_text(since), drive_id],
    )
    return [(row[0], row[1]) for row in rows]


def read_text(db: Store, version_id: int) -> str:
    """All words of a version: headings, text and notes."""
    rows = db.execute("SELECT heading, text, notes FROM sections WHERE version_id = ? ORDER BY position", [version_id])
    return "\n".join(part for row in rows for part in row if part)
