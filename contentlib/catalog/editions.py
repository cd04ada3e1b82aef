"""Current versions that an older edition of their format's reader read, and what a better one finds in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from contentlib.catalog.assets import CURRENT_VERSION
from contentlib.catalog.chunks import current_sections, delete_chunks
from contentlib.catalog.versions import record_properties, reread_version
from contentlib.formats import FORMATS
from contentlib.model import Reading, Section
from contentlib.storage import Store, among, listed


@dataclass(frozen=True, slots=True)
class Outdated:
    """A current version that a better reader may find more in, and a place where it lies."""

    version_id: int
    asset_id: int
    location_id: int
    path: str
    size: int
    mtime_ns: int
    format: str
    was_recognised: bool


def list_outdated(db: Store, drive_id: int) -> tuple[Outdated, ...]:
    """What lies on a drive and was read by an older edition of its format's reader, newest first."""
    older = " OR ".join("a.format = ? AND v.read_with < ?" for _ in FORMATS)
    editions = [value for name, form in FORMATS.items() for value in (name, form.edition)]
    rows = db.execute(
        "SELECT v.id, a.id, l.id, l.path, l.size, l.mtime_ns, a.format, v.recognised_with != '' FROM versions v "
        "JOIN assets a ON a.id = v.asset_id JOIN locations l ON l.version_id = v.id AND l.gone_at IS NULL "
        f"WHERE ({older}) AND l.drive_id = ? AND a.retired_at IS NULL "
        f"AND v.id = (SELECT {CURRENT_VERSION} FROM assets WHERE id = a.id) ORDER BY a.modified_at DESC, l.id",
        [*editions, drive_id],
    )
    first: dict[int, Outdated] = {}
    for row in rows:
        first.setdefault(row[0], Outdated(*row))
    return tuple(first.values())


def replace_reading(db: Store, one: Outdated, reading: Reading) -> bool:
    """The same bytes, as the better reader reads them; whether it found anything else than was known.

    The asset, its version and the sections that are still there keep their ids. Who changes something has to cut the
    asset into chunks anew.
    """
    known = current_sections(db, one.asset_id)
    is_same = tuple(section for _, section in known) == reading.sections and reading.format == one.format
    with db.atomic():
        if not is_same:
            delete_chunks(db, one.asset_id)
            _drop_sections(db, {section_id for section_id, _ in known} - _staying(known, reading))
        reread_version(db, one.version_id, reading)
        says_other = record_properties(db, one.version_id, reading.properties)
        record_edition(db, one.version_id, reading.format)
        db.update("assets", one.asset_id, {"format": reading.format})
        if reading.pictured:
            # Its pages that are pictures say nothing again, so whoever recognises them has to come back.
            db.execute("UPDATE versions SET recognised_with = '' WHERE id = ?", [one.version_id])
    return says_other or not is_same


def _staying(known: Collection[tuple[int, Section]], reading: Reading) -> set[int]:
    """The sections that are told again by their locators; one locator may stand for several of a text without any."""
    before = Counter(section.locator for _, section in known)
    now = Counter(section.locator for section in reading.sections)
    return {section_id for section_id, one in known if before[one.locator] == now[one.locator] == 1}


def _drop_sections(db: Store, section_ids: Collection[int]) -> None:
    db.execute(f"DELETE FROM section_tags WHERE {among('section_id')}", [listed(section_ids)])
    db.execute(f"DELETE FROM sections WHERE {among('id')}", [listed(section_ids)])


def record_edition(db: Store, version_id: int, format_name: str) -> None:
    """The reader of today has seen this version, whatever came of it."""
    db.execute("UPDATE versions SET read_with = ? WHERE id = ?", [FORMATS[format_name].edition, version_id])
