"""What a pass writes: drives, versions, locations, sections, chunks, vectors.

Each function is one transaction, or a part of its caller's.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from contentlib.assets import CURRENT_VERSION, Drive
from contentlib.database import atomic, to_text, to_time
from contentlib.lexicon import follow_places, forget_words, index_words
from contentlib.model import Chunk, Properties, Reading, Section
from contentlib.places import untidiness

HASH_BYTES = 16


@dataclass(frozen=True, slots=True)
class Stored:
    """What the library knows of one path of a drive: the file as last seen, and whose bytes they were."""

    location_id: int
    asset_id: int
    version_id: int
    size: int
    mtime_ns: int
    sidecar_mtime_ns: int | None
    gone: bool


@dataclass(frozen=True, slots=True)
class Sighting:
    """A file as a pass found it: ``path`` relative to its drive, ``size`` in bytes."""

    path: str
    size: int
    mtime_ns: int
    sidecar_mtime_ns: int | None = None


# --- drives ------------------------------------------------------------------------------------------------------


def add_drive(db: Database, root: Path, *, added_at: datetime) -> Drive:
    """The drive with this root, added when new. Its name is the folder's, with a number where that is taken."""
    known = find_drive(db, root)
    if known:
        return known
    with atomic(db):
        taken = {name for (name,) in db.execute("SELECT name FROM drives")}
        base = root.name or "drive"
        name = next(name for name in _numbered(base) if name not in taken)
        drive_id = db.table("drives").insert({"name": name, "root": str(root), "added_at": to_text(added_at)}).last_pk
    return Drive(int(drive_id), name, str(root))


def find_drive(db: Database, root: Path) -> Drive | None:
    """The drive with this root, if the library has it."""
    row = db.execute("SELECT id, name, root FROM drives WHERE root = ?", [str(root)]).fetchone()
    return None if row is None else Drive(*row)


def move_drive(db: Database, drive_id: int, root: Path) -> Drive:
    """The same drive, which now lies at ``root``; it keeps its name and all that is known of it."""
    db.execute("UPDATE drives SET root = ? WHERE id = ?", [str(root), drive_id])
    return Drive(*db.execute("SELECT id, name, root FROM drives WHERE id = ?", [drive_id]).fetchone())


def _numbered(base: str) -> Iterator[str]:
    yield base
    number = 2
    while True:
        yield f"{base} {number}"
        number += 1


def list_stored(db: Database, drive_id: int) -> dict[str, Stored]:
    """What the library knows of the drive, by path, gone files too."""
    rows = db.execute(
        "SELECT l.path, l.id, v.asset_id, v.id, l.size, l.mtime_ns, l.sidecar_mtime_ns, "
        "l.gone_at IS NOT NULL FROM locations l JOIN versions v ON v.id = l.version_id WHERE l.drive_id = ?",
        [drive_id],
    )
    return {row[0]: Stored(row[1], row[2], row[3], row[4], row[5], row[6], bool(row[7])) for row in rows}


# --- versions and locations --------------------------------------------------------------------------------------


def find_version(db: Database, fingerprint: str) -> tuple[int, int] | None:
    """``(version_id, asset_id)`` of these bytes, wherever they lie or lay."""
    row = db.execute("SELECT id, asset_id FROM versions WHERE fingerprint = ?", [fingerprint]).fetchone()
    return None if row is None else (row[0], row[1])


def list_sizes(db: Database) -> set[int]:
    """The sizes in bytes that versions have: a file of another size holds bytes the library has never seen."""
    return {row[0] for row in db.execute("SELECT DISTINCT size FROM versions")}


def living_locations(db: Database, asset_id: int) -> list[int]:
    """The ids of the places where a version of the asset lies."""
    rows = db.execute(
        "SELECT l.id FROM locations l JOIN versions v ON v.id = l.version_id "
        "WHERE v.asset_id = ? AND l.gone_at IS NULL",
        [asset_id],
    )
    return [row[0] for row in rows]


def is_first_place(db: Database, location_id: int, asset_id: int) -> bool:
    """Whether no other place has a better claim to the asset: of its newest living version, the place that is shown."""
    rows = db.execute(
        "SELECT l.id, l.path, v.number FROM locations l JOIN versions v ON v.id = l.version_id "
        "WHERE v.asset_id = ? AND l.gone_at IS NULL",
        [asset_id],
    ).fetchall()
    first = min(rows, key=lambda row: (-row[2], untidiness(row[1]), row[0]), default=(location_id,))
    return bool(first[0] == location_id)


def add_asset(db: Database, *, title: str, reading: Reading, added_at: datetime) -> int:
    """A new asset, with no version yet; returns its id."""
    row = {"title": title, "format": reading.format, "added_at": to_text(added_at)}
    return int(db.table("assets").insert(row).last_pk)


def add_version(
    db: Database, asset_id: int, *, fingerprint: str, size: int, title: str, reading: Reading, read_at: datetime
) -> int:
    """A new version with its sections; the asset takes over its title and properties. Returns the version's id."""
    with atomic(db):
        (number,) = db.execute(
            "SELECT coalesce(max(number), 0) + 1 FROM versions WHERE asset_id = ?", [asset_id]
        ).fetchone()
        words = sum(len(section.text.split()) + len(section.notes.split()) for section in reading.sections)
        version_id = int(
            db.table("versions")
            .insert(
                {
                    "asset_id": asset_id, "number": number, "fingerprint": fingerprint, "size": size, "words": words,
                    "properties": json.dumps(_to_plain(reading.properties), ensure_ascii=False),
                    "warnings": json.dumps(reading.warnings, ensure_ascii=False), "read_at": to_text(read_at),
                }
            )
            .last_pk
        )  # fmt: skip
        _insert_sections(db, version_id, reading.sections)
        db.table("assets").update(asset_id, {"format": reading.format})
        take_over(db, asset_id, title, reading.properties)
    return version_id


def _insert_sections(db: Database, version_id: int, sections: Sequence[Section]) -> None:
    rows = (
        (version_id, position, section.locator, section.heading, section.text, section.notes)
        for position, section in enumerate(sections)
    )
    db.conn.executemany(
        "INSERT INTO sections (version_id, position, locator, heading, text, notes) VALUES (?, ?, ?, ?, ?, ?)", rows
    )


def take_over(db: Database, asset_id: int, title: str, properties: Properties) -> None:
    """The asset is what its current version says it is; it is tagged anew."""

    def said(name: str) -> str:
        return next(iter(properties.fields.get(name, ())), "")

    db.table("assets").update(
        asset_id,
        {
            "title": title, "author": properties.author, "language": properties.language,
            "created_at": to_text(properties.created_at), "modified_at": to_text(properties.modified_at),
            "owner": said("owner"), "review_by": said("review_by") or None, "expires_at": said("expires_at") or None,
            "tagged_with": "",
        },
    )  # fmt: skip


def _to_plain(properties: Properties) -> dict[str, Any]:
    return {
        "title": properties.title, "author": properties.author, "subject": properties.subject,
        "keywords": list(properties.keywords), "language": properties.language,
        "created_at": to_text(properties.created_at), "modified_at": to_text(properties.modified_at),
        "fields": {name: list(values) for name, values in properties.fields.items()},
    }  # fmt: skip


def load_properties(db: Database, asset_id: int) -> Properties:
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


def has_sidecar(db: Database, version_id: int) -> bool:
    """Whether a sidecar lies beside this version anywhere."""
    row = db.execute(
        "SELECT 1 FROM locations WHERE version_id = ? AND gone_at IS NULL AND sidecar_mtime_ns IS NOT NULL LIMIT 1",
        [version_id],
    ).fetchone()
    return row is not None


def record_sidecar(db: Database, version_id: int, fields: Mapping[str, tuple[str, ...]]) -> None:
    """What the sidecar beside a version says; its asset is tagged anew. It wins over the file's own fields."""
    text = json.dumps({name: list(values) for name, values in fields.items()}, ensure_ascii=False)
    with atomic(db):
        changed = db.execute("UPDATE versions SET sidecar = ? WHERE id = ? AND sidecar != ?", [text, version_id, text])
        if not changed.rowcount:
            return
        db.execute(
            "UPDATE assets SET tagged_with = '' WHERE id = (SELECT asset_id FROM versions WHERE id = ?)", [version_id]
        )


def put_location(db: Database, drive_id: int, sighting: Sighting, version_id: int, *, seen_at: datetime) -> None:
    """This version lies at this path now. The path keeps the time it was first seen."""
    db.execute(
        "INSERT INTO locations (drive_id, path, version_id, size, mtime_ns, sidecar_mtime_ns, first_seen_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (drive_id, path) DO UPDATE SET version_id = excluded.version_id, "
        "size = excluded.size, mtime_ns = excluded.mtime_ns, sidecar_mtime_ns = excluded.sidecar_mtime_ns, "
        "gone_at = NULL",
        [
            drive_id, sighting.path, version_id, sighting.size, sighting.mtime_ns, sighting.sidecar_mtime_ns,
            to_text(seen_at),
        ],
    )  # fmt: skip


def end_locations(db: Database, location_ids: Iterable[int], *, gone_at: datetime) -> None:
    """Nothing lies at these paths any more; the rows stay as history."""
    db.conn.executemany(
        "UPDATE locations SET gone_at = ? WHERE id = ?", [(to_text(gone_at), row_id) for row_id in location_ids]
    )


def settle_assets(db: Database, asset_ids: Iterable[int], *, at: datetime) -> tuple[list[int], list[int]]:
    """Retire the assets that lie nowhere any more, bring back those that lie somewhere again.

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
        if lies_somewhere and was_retired:
            returned.append(asset_id)
            db.execute("UPDATE assets SET retired_at = NULL WHERE id = ?", [asset_id])
        if not lies_somewhere and not was_retired:
            retired.append(asset_id)
            db.execute("UPDATE assets SET retired_at = ? WHERE id = ?", [to_text(at), asset_id])
            delete_chunks(db, asset_id)
        if lies_somewhere:
            follow_places(db, asset_id)
    return retired, returned


# --- chunks and vectors ------------------------------------------------------------------------------------------


def to_embed(title: str, heading: str, text: str) -> str:
    """What the model reads: a chunk alone has often lost its subject, so title and heading stand before it.

    >>> to_embed("Price list 2026", "Discounts", "Above 12 % ask the director.")
    'Price list 2026. Discounts. Above 12 % ask the director.'
    """
    return ". ".join(part for part in (title, heading if heading != title else "", text) if part)


def hash_text(text: str) -> bytes:
    """The name of a text's vector: 16 bytes."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=HASH_BYTES).digest()


def current_sections(db: Database, asset_id: int) -> tuple[tuple[int, Section], ...]:
    """The sections of the current version with their ids, in order."""
    rows = db.execute(
        "SELECT id, locator, heading, text, notes FROM sections WHERE version_id = "
        f"(SELECT {CURRENT_VERSION} FROM assets WHERE id = ?) ORDER BY position",
        [asset_id],
    )
    return tuple((row[0], Section(*row[1:])) for row in rows)


def replace_chunks(
    db: Database, asset_id: int, title: str, sections: Sequence[tuple[int, Section]], chunks: Sequence[Chunk]
) -> None:
    """Put the asset's chunks, and the words they are found by, in place of its earlier ones."""
    with atomic(db):
        delete_chunks(db, asset_id)
        (next_id,) = db.execute(
            "SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = 'chunks'"
        ).fetchone()
        rows = []
        for chunk_id, chunk in enumerate(chunks, start=next_id):
            section_id, section = sections[chunk.section]
            named = hash_text(to_embed(title, section.heading, chunk.text))
            rows.append((chunk_id, asset_id, section_id, chunk.position, int(chunk.notes), chunk.text, named))
        db.conn.executemany(
            "INSERT INTO chunks (id, asset_id, section_id, position, notes, text, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
        findable = {chunk.section for chunk in chunks}
        index_words(db, asset_id, title, [one for number, one in enumerate(sections) if number in findable])
        touch(db)


def delete_chunks(db: Database, asset_id: int) -> None:
    """Make the asset unfindable. Its sections stay, so that it can come back without being read again."""
    with atomic(db):
        forget_words(db, asset_id)
        db.execute("DELETE FROM chunks WHERE asset_id = ?", [asset_id])
        touch(db)


def last_chunk(db: Database) -> int:
    """The highest chunk id ever given."""
    return int(db.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'chunks'").fetchone()[0])


def count_unembedded(db: Database, model: str) -> int:
    """How many different texts have no vector of this model yet."""
    return int(
        db.execute(
            "SELECT count(DISTINCT c.hash) FROM chunks c LEFT JOIN vectors v ON v.hash = c.hash AND v.model = ? "
            "WHERE v.hash IS NULL",
            [model],
        ).fetchone()[0]
    )


def list_unembedded(db: Database, model: str, *, limit: int) -> list[tuple[bytes, str]]:
    """Up to ``limit`` texts without a vector of this model, as ``(hash, text for the model)``, shortest first."""
    return page_unembedded(db, model, after=0, limit=limit)[0]


def page_unembedded(db: Database, model: str, *, after: int, limit: int) -> tuple[list[tuple[bytes, str]], int]:
    """The texts without a vector of this model among the chunks behind the id ``after``, and the last id looked at.

    At most ``limit`` texts, as ``(hash, text for the model)``, shortest first: texts of like length make batches with
    little padding.
    """
    rows = db.execute(
        "SELECT c.id, c.hash, a.title, s.heading, c.text FROM chunks c JOIN assets a ON a.id = c.asset_id "
        "JOIN sections s ON s.id = c.section_id WHERE c.id > ? "
        "AND NOT EXISTS (SELECT 1 FROM vectors v WHERE v.hash = c.hash AND v.model = ?) ORDER BY c.id LIMIT ?",
        [after, model, limit],
    ).fetchall()
    texts = {named: to_embed(title, heading, text) for _, named, title, heading, text in rows}
    return sorted(texts.items(), key=lambda pair: len(pair[1])), rows[-1][0] if rows else after


def add_vectors(db: Database, model: str, hashes: Sequence[bytes], vectors: NDArray[np.float32]) -> None:
    """Store one vector for each hash. ``vectors``: unit rows, shape (len(hashes), dimension); kept as float16."""
    halves = vectors.astype(np.float16)
    with atomic(db):
        db.conn.executemany(
            "INSERT OR IGNORE INTO vectors (hash, model, vector) VALUES (?, ?, ?)",
            [(named, model, row.tobytes()) for named, row in zip(hashes, halves, strict=True)],
        )
        touch(db)


def find_vectors(db: Database, model: str, hashes: Sequence[bytes]) -> dict[bytes, NDArray[np.float32]]:
    """The vectors of these texts that were made before."""
    found: dict[bytes, NDArray[np.float32]] = {}
    for start in range(0, len(hashes), 500):
        some = hashes[start : start + 500]
        rows = db.execute(
            f"SELECT hash, vector FROM vectors WHERE model = ? AND hash IN ({', '.join('?' * len(some))})",
            [model, *some],
        )
        found |= {named: np.frombuffer(vector, dtype=np.float16).astype(np.float32) for named, vector in rows}
    return found


def load_vectors(db: Database, model: str, asset_id: int) -> dict[tuple[int, int, bool], NDArray[np.float32]]:
    """The vectors of an asset's chunks by ``(section_id, position, notes)``; those not embedded yet are missing."""
    rows = db.execute(
        "SELECT c.section_id, c.position, c.notes, v.vector FROM chunks c "
        "JOIN vectors v ON v.hash = c.hash AND v.model = ? WHERE c.asset_id = ?",
        [model, asset_id],
    )
    return {
        (section_id, position, bool(notes)): np.frombuffer(vector, dtype=np.float16).astype(np.float32)
        for section_id, position, notes, vector in rows
    }


# --- state, passes, unreadable files -----------------------------------------------------------------------------


def touch(db: Database) -> None:
    """Count up the library's state, by which caches know that they are behind."""
    db.execute(
        "INSERT INTO meta (key, value) VALUES ('state', '1') "
        "ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1"
    )


def read_state(db: Database) -> int:
    """The library's state: a number that grows with every change to chunks or vectors."""
    row = db.execute("SELECT value FROM meta WHERE key = 'state'").fetchone()
    return int(row[0]) if row else 0


def record_unreadable(
    db: Database, drive_id: int, sighting: Sighting, *, reason: str, advice: str, since_at: datetime
) -> None:
    """This file could not be read. It keeps the time since when."""
    db.execute(
        "INSERT INTO unreadable (drive_id, path, size, mtime_ns, reason, advice, since_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (drive_id, path) DO UPDATE SET size = excluded.size, mtime_ns = excluded.mtime_ns, "
        "reason = excluded.reason, advice = excluded.advice",
        [drive_id, sighting.path, sighting.size, sighting.mtime_ns, reason, advice, to_text(since_at)],
    )


def clear_unreadable(db: Database, drive_id: int, paths: Iterable[str]) -> None:
    """These files are read, or gone."""
    db.conn.executemany("DELETE FROM unreadable WHERE drive_id = ? AND path = ?", [(drive_id, path) for path in paths])


def list_unreadable_paths(db: Database, drive_id: int) -> dict[str, tuple[int, int]]:
    """Path to ``(size, mtime_ns)`` of the drive's unreadable files, so that they are not tried again unchanged."""
    rows = db.execute("SELECT path, size, mtime_ns FROM unreadable WHERE drive_id = ?", [drive_id])
    return {path: (size, mtime_ns) for path, size, mtime_ns in rows}


def start_pass(db: Database, drive_id: int, *, started_at: datetime) -> int:
    """A pass begins; returns its id."""
    return int(db.table("passes").insert({"drive_id": drive_id, "started_at": to_text(started_at)}).last_pk)


def finish_pass(db: Database, pass_id: int, *, summary: dict[str, Any], finished_at: datetime) -> None:
    """A pass ends with its summary."""
    db.table("passes").update(
        pass_id, {"finished_at": to_text(finished_at), "summary": json.dumps(summary, ensure_ascii=False)}
    )


def first_unfinished(db: Database, drive_id: int) -> datetime | None:
    """When the first pass over this drive began that no finished one came after: what is newer is unsettled."""
    row = db.execute(
        "SELECT min(started_at) FROM passes WHERE drive_id = ? AND id > "
        "coalesce((SELECT max(id) FROM passes WHERE drive_id = ? AND finished_at IS NOT NULL), 0)",
        [drive_id, drive_id],
    ).fetchone()
    return to_time(row[0])


def record_complete(db: Database, made_with: str) -> None:
    """In its present state the library has every chunk, vector and tag that this vocabulary and model can give it."""
    db.execute(
        "INSERT INTO meta (key, value) VALUES ('complete', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        [f"{read_state(db)} {made_with}"],
    )


def is_complete(db: Database, made_with: str) -> bool:
    """Whether nothing was left undone when the library was last settled, and nothing has changed since."""
    row = db.execute("SELECT value FROM meta WHERE key = 'complete'").fetchone()
    return bool(row and row[0] == f"{read_state(db)} {made_with}") and not count_untagged(db, made_with)


def count_untagged(db: Database, made_with: str) -> int:
    """How many living assets are to be tagged with this vocabulary and model."""
    row = db.execute("SELECT count(*) FROM assets WHERE retired_at IS NULL AND tagged_with != ?", [made_with])
    return int(row.fetchone()[0])


def list_untagged(db: Database, made_with: str, model: str) -> list[int]:
    """The living assets not tagged with this vocabulary and model whose every chunk has its vector."""
    rows = db.execute(
        "SELECT id FROM assets WHERE retired_at IS NULL AND tagged_with != ? AND NOT EXISTS (SELECT 1 FROM chunks c "
        "WHERE c.asset_id = assets.id AND NOT EXISTS (SELECT 1 FROM vectors v WHERE v.hash = c.hash AND v.model = ?)) "
        "ORDER BY id",
        [made_with, model],
    )
    return [row[0] for row in rows]


def drop_other_models(db: Database, model: str) -> int:
    """Delete the vectors of all other models, once this one has a vector for every text; returns how many."""
    return int(db.execute("DELETE FROM vectors WHERE model != ?", [model]).rowcount)


# Of the assets named "now" with their "current" version: those whose chunks are not that version's.
_UNCHUNKED = f"""SELECT id FROM (SELECT id, {CURRENT_VERSION} AS current FROM assets WHERE retired_at IS NULL) now
    WHERE NOT EXISTS (SELECT 1 FROM chunks c JOIN sections s ON s.id = c.section_id
    WHERE c.asset_id = now.id AND s.version_id = now.current)
    AND EXISTS (SELECT 1 FROM sections s
        WHERE s.version_id = now.current AND trim(s.text || s.notes || s.heading) != '')"""


def list_unchunked(db: Database) -> list[int]:
    """The living assets whose chunks are not those of their current version: it has none yet, or they are another's."""
    return [row[0] for row in db.execute(_UNCHUNKED)]


def is_chunked(db: Database, asset_id: int) -> bool:
    """Whether the asset's chunks are those of its current version."""
    return db.execute(f"SELECT 1 FROM ({_UNCHUNKED}) WHERE id = ?", [asset_id]).fetchone() is None
