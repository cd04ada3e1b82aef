"""Assets as their files tell them: each version's bytes, sections and properties, as a pass writes them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from contentlib.catalog.assets import CURRENT_VERSION
from contentlib.catalog.care import obey_care
from contentlib.catalog.insides import inside_row
from contentlib.catalog.near_copies import forget_sketch
from contentlib.formats import FORMATS
from contentlib.model import Properties, Reading, Section
from contentlib.storage import Store, json_with, to_text, to_time

# How a reading's warning begins that the file holds more than is read for meaning; who lists such files asks for it.
TOO_MUCH = "too much:"


def find_version(db: Store, fingerprint: str) -> tuple[int, int] | None:
    """``(version_id, asset_id)`` of these bytes, wherever they lie or lay."""
    row = db.execute("SELECT id, asset_id FROM versions WHERE fingerprint = ?", [fingerprint]).fetchone()
    return None if row is None else (row[0], row[1])


def list_sizes(db: Store) -> set[int]:
    """The sizes in bytes that versions have: a file of another size holds bytes the library has never seen."""
    return {row[0] for row in db.execute("SELECT DISTINCT size FROM versions")}


def add_asset(db: Store, *, title: str, reading: Reading, added_at: datetime) -> int:
    """A new asset, with no version yet; returns its id."""
    row = {"title": title, "format": reading.format, "added_at": to_text(added_at)}
    return db.insert("assets", row)


def add_version(
    db: Store, asset_id: int, *, fingerprint: str, size: int, title: str, reading: Reading, read_at: datetime
) -> int:
    """A new version with its sections; the asset takes over its title and properties. Returns the version's id."""
    with db.atomic():
        (number,) = db.execute(
            "SELECT coalesce(max(number), 0) + 1 FROM versions WHERE asset_id = ?", [asset_id]
        ).fetchone()
        row = {
            "asset_id": asset_id, "number": number, "fingerprint": fingerprint, "size": size,
            "properties": json.dumps(_to_plain(reading.properties), ensure_ascii=False),
            "read_at": to_text(read_at), "read_with": _edition_of(reading), **_tell(reading),
        }  # fmt: skip
        version_id = db.insert("versions", row)
        _insert_sections(db, version_id, reading.sections)
        db.update("assets", asset_id, {"format": reading.format})
        take_over(db, asset_id, title, reading.properties)
    return version_id


def _edition_of(reading: Reading) -> int:
    return FORMATS[reading.format].edition if reading.format in FORMATS else 1


def _tell(reading: Reading) -> dict[str, Any]:
    words = sum(len(section.text.split()) + len(section.notes.split()) for section in reading.sections)
    warnings = json.dumps(reading.warnings, ensure_ascii=False)
    told: dict[str, Any] = {"words": words, "warnings": warnings, "pictured": reading.pictured}
    # Who only read a file once more, for its scans, did not look through it: what is known of it stays.
    return told | (inside_row(reading.inside, reading.links) if reading.inside else {})


def _insert_sections(db: Store, version_id: int, sections: Sequence[Section]) -> None:
    rows = (
        (version_id, position, section.locator, section.heading, section.text, section.notes)
        for position, section in enumerate(sections)
    )
    db.execute_many(
        "INSERT INTO sections (version_id, position, locator, heading, text, notes) VALUES (?, ?, ?, ?, ?, ?)", rows
    )


@dataclass(frozen=True, slots=True)
class Pictured:
    """A current version with pages that are pictures, and a place where it lies. ``pages`` counts those unread."""

    version_id: int
    asset_id: int
    path: str
    size: int
    mtime_ns: int
    pages: int


def list_pictured(db: Store, drive_id: int, recognised_with: str, *, again: bool = False) -> tuple[Pictured, ...]:
    """What lies on a drive, has pages that are pictures, and was not tried with this; ``again``: even if it was."""
    rows = db.execute(
        "SELECT v.id, a.id, l.path, l.size, l.mtime_ns, v.pictured FROM versions v JOIN assets a "
        "ON a.id = v.asset_id JOIN locations l ON l.version_id = v.id AND l.gone_at IS NULL WHERE v.pictured > 0 "
        "AND l.drive_id = ? AND a.retired_at IS NULL AND (? OR v.recognised_with != ?) "
        f"AND v.id = (SELECT {CURRENT_VERSION} FROM assets WHERE id = a.id) ORDER BY l.path",
        [drive_id, again, recognised_with],
    )
    first: dict[int, Pictured] = {}
    for row in rows:
        first.setdefault(row[0], Pictured(*row))
    return tuple(first.values())


def has_pictured(db: Store) -> bool:
    """Whether any version has pages that are pictures and say nothing yet."""
    return bool(db.execute("SELECT EXISTS (SELECT 1 FROM versions WHERE pictured > 0)").fetchone()[0])


def reread_version(db: Store, version_id: int, reading: Reading) -> None:
    """The same bytes say more than was read before. Sections keep their ids, since much hangs on them."""
    with db.atomic():
        known = dict(db.execute("SELECT locator, id FROM sections WHERE version_id = ?", [version_id]).fetchall())
        # Positions are unique, so all step aside first.
        db.execute("UPDATE sections SET position = -1 - position WHERE version_id = ?", [version_id])
        for position, section in enumerate(reading.sections):
            if section.locator in known:
                db.execute(
                    "UPDATE sections SET position = ?, heading = ?, text = ?, notes = ? WHERE id = ?",
                    [position, section.heading, section.text, section.notes, known[section.locator]],
                )
                continue
            db.execute(
                "INSERT INTO sections (version_id, position, locator, heading, text, notes) VALUES (?, ?, ?, ?, ?, ?)",
                [version_id, position, section.locator, section.heading, section.text, section.notes],
            )
        db.update("versions", version_id, _tell(reading))
        forget_sketch(db, version_id)
        db.execute(
            f"UPDATE versions SET properties = {json_with('properties', 'language')} WHERE id = ?",
            [reading.properties.language, version_id],
        )


def record_properties(db: Store, version_id: int, properties: Properties) -> bool:
    """What the version's file says about itself, read once more; whether that is anything new."""
    told = _to_plain(properties)
    row = db.execute("SELECT properties FROM versions WHERE id = ?", [version_id]).fetchone()
    if json.loads(row[0]) == told:
        return False
    db.update("versions", version_id, {"properties": json.dumps(told, ensure_ascii=False)})
    return True


def record_recognised(db: Store, version_id: int, recognised_with: str, *, warning: str = "") -> None:
    """The pictures of its pages were tried with this; ``warning`` says why in vain, where it was."""
    with db.atomic():
        db.execute("UPDATE versions SET recognised_with = ? WHERE id = ?", [recognised_with, version_id])
        if warning:
            db.execute("UPDATE versions SET warnings = ? WHERE id = ?", [json.dumps([warning]), version_id])


def take_over(db: Store, asset_id: int, title: str, properties: Properties) -> None:
    """The asset is what its current version says it is; it is tagged anew."""

    def said(name: str) -> str:
        return next(iter(properties.fields.get(name, ())), "")

    row = {
        "title": title, "author": properties.author, "language": properties.language,
        "created_at": to_text(properties.created_at), "modified_at": to_text(properties.modified_at),
        "owner": said("owner"), "review_by": said("review_by") or None, "expires_at": said("expires_at") or None,
        "tagged_with": "",
    }  # fmt: skip
    db.update("assets", asset_id, row)
    obey_care(db, asset_id)


def _to_plain(properties: Properties) -> dict[str, Any]:
    return {
        "title": properties.title, "author": properties.author, "subject": properties.subject,
        "keywords": list(properties.keywords), "language": properties.language,
        "created_at": to_text(properties.created_at), "modified_at": to_text(properties.modified_at),
        "fields": {name: list(values) for name, values in properties.fields.items()},
    }  # fmt: skip


def load_properties(db: Store, asset_id: int) -> Properties:
    """What the current version's file said about itself."""
    row = db.execute(
        f"SELECT properties, sidecar FROM versions WHERE id = (SELECT {CURRENT_VERSION} FROM assets WHERE id = ?)",
        [asset_id],
    ).fetchone()
    data, sidecar = (json.loads(row[0]), json.loads(row[1])) if row else ({}, {})
    return Properties(
        title=data.get("title", ""), author=data.get("author", ""), subject=data.get("subject", ""),
        keywords=tuple(data.get("keywords", ())), language=data.get("language", ""),
        created_at=to_time(data.get("created_at")), modified_at=to_time(data.get("modified_at")),
        fields={name: tuple(values) for name, values in (data.get("fields", {}) | sidecar).items()},
    )  # fmt: skip


def has_sidecar(db: Store, version_id: int) -> bool:
    """Whether a sidecar lies beside this version anywhere."""
    row = db.execute(
        "SELECT 1 FROM locations WHERE version_id = ? AND gone_at IS NULL AND sidecar_mtime_ns IS NOT NULL LIMIT 1",
        [version_id],
    ).fetchone()
    return row is not None


def record_sidecar(db: Store, version_id: int, fields: Mapping[str, tuple[str, ...]]) -> None:
    """What the sidecar beside a version says; its asset is tagged anew. It wins over the file's own fields."""
    text = json.dumps({name: list(values) for name, values in fields.items()}, ensure_ascii=False)
    with db.atomic():
        changed = db.execute("UPDATE versions SET sidecar = ? WHERE id = ? AND sidecar != ?", [text, version_id, text])
        if not changed.rowcount:
            return
        db.execute(
            "UPDATE assets SET tagged_with = '' WHERE id = (SELECT asset_id FROM versions WHERE id = ?)", [version_id]
        )
