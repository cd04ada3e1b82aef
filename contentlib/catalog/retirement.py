"""Assets that a person took out: they stay out, whatever lies on the drive, until a person lets them back in.

A pass retires what lies nowhere and brings back what lies somewhere; a person's word beats both. The chunks are parked
meanwhile, so that an asset let back in is found at once, without being read again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from contentlib.catalog.assets import find_asset
from contentlib.catalog.chunks import current_sections, delete_chunks, replace_chunks
from contentlib.errors import BadInput
from contentlib.language import check_text
from contentlib.model import Asset, Chunk
from contentlib.people import lifted
from contentlib.storage import Store, to_text, to_time

LONGEST_REASON = 400


@dataclass(frozen=True, slots=True)
class Retirement:
    """Somebody took an asset out, and perhaps somebody let it back in."""

    asset_id: int
    reason: str
    retired_by: str
    retired_at: datetime
    restored_by: str
    restored_at: datetime | None


def retire_asset(db: Store, asset_id: int, *, reason: str, retired_by: str, retired_at: datetime) -> Asset:
    """Take an asset out: nothing finds it and nobody sends it, and links to it end. Its history stays.

    Raises:
        UnknownAsset: there is none of this number.
        BadInput: it is out already, or the reason is too long.
    """
    reason = check_text(reason, "reason", LONGEST_REASON)
    find_asset(db, asset_id)
    # Whoever may see an asset may take it out; its words are then struck from tables that hold everybody's.
    with lifted(db), db.atomic():
        asset = find_asset(db, asset_id)
        if asset.retired_at:
            raise BadInput(f"“{asset.title}” is retired already. Restore it first, if it lies on a drive.")
        values = {
            "asset_id": asset_id, "reason": reason, "retired_by": retired_by, "retired_at": to_text(retired_at),
            "parked": _park(db, asset_id), "parked_of": asset.version_id,
        }  # fmt: skip
        db.insert("retirements", values)
        db.execute("UPDATE assets SET retired_at = ? WHERE id = ?", [to_text(retired_at), asset_id])
        delete_chunks(db, asset_id)
        return find_asset(db, asset_id)


def restore_asset(db: Store, asset_id: int, *, restored_by: str, restored_at: datetime) -> Asset:
    """Let an asset back in. Where its file is gone by now it stays retired, and returns with the file.

    Raises:
        UnknownAsset: there is none of this number.
        BadInput: no person took it out.
    """
    find_asset(db, asset_id)
    with lifted(db), db.atomic():
        asset = find_asset(db, asset_id)
        row = db.execute(
            "SELECT id, parked, parked_of FROM retirements WHERE asset_id = ? AND restored_at IS NULL", [asset_id]
        ).fetchone()
        if row is None:
            raise BadInput(f"Nobody took “{asset.title}” out, so there is nothing to restore. Look at where it lies.")
        db.update("retirements", row[0], {"restored_by": restored_by, "restored_at": to_text(restored_at)})
        db.execute("UPDATE retirements SET parked = '[]' WHERE id = ?", [row[0]])
        if asset.path:
            db.execute("UPDATE assets SET retired_at = NULL WHERE id = ?", [asset_id])
            # Another version lies there by now: the next pass cuts it into chunks, as it does with all that have none.
            if row[2] == asset.version_id:
                _unpark(db, asset, row[1])
        return find_asset(db, asset_id)


def count_retired(db: Store) -> int:
    """How many assets are retired."""
    return int(db.execute("SELECT count(*) FROM assets WHERE retired_at IS NOT NULL").fetchone()[0])


def list_retirements(db: Store, asset_id: int) -> tuple[Retirement, ...]:
    """When people took the asset out and let it back in, newest first."""
    rows = db.execute(
        "SELECT asset_id, reason, retired_by, retired_at, restored_by, restored_at FROM retirements "
        "WHERE asset_id = ? ORDER BY id DESC",
        [asset_id],
    )
    return tuple(
        Retirement(row[0], row[1], row[2], datetime.fromisoformat(row[3]), row[4], to_time(row[5])) for row in rows
    )


def _park(db: Store, asset_id: int) -> str:
    """The chunks of an asset as text, each with the number of its section."""
    numbers = {section_id: number for number, (section_id, _) in enumerate(current_sections(db, asset_id))}
    rows = db.execute("SELECT section_id, position, notes, text FROM chunks WHERE asset_id = ? ORDER BY id", [asset_id])
    return json.dumps([[numbers[row[0]], *row[1:]] for row in rows if row[0] in numbers], ensure_ascii=False)


def _unpark(db: Store, asset: Asset, parked: str) -> None:
    chunks = [Chunk(section, position, text, bool(notes)) for section, position, notes, text in json.loads(parked)]
    replace_chunks(db, asset.id, asset.title, current_sections(db, asset.id), chunks)
