"""Runs of the indexer: begun, finished, and what one of them left to be done."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from contentlib.storage import Store, read_state, to_text, to_time


def start_pass(db: Store, drive_id: int, *, started_at: datetime) -> int:
    """A pass begins; returns its id."""
    return int(db.insert("passes", {"drive_id": drive_id, "started_at": to_text(started_at)}))


def finish_pass(db: Store, pass_id: int, *, summary: dict[str, Any], finished_at: datetime) -> None:
    """A pass ends with its summary."""
    db.update(
        "passes", pass_id, {"finished_at": to_text(finished_at), "summary": json.dumps(summary, ensure_ascii=False)}
    )


def first_unfinished(db: Store, drive_id: int) -> datetime | None:
    """When the first pass over this drive began that no finished one came after: what is newer is unsettled."""
    row = db.execute(
        "SELECT min(started_at) FROM passes WHERE drive_id = ? AND id > "
        "coalesce((SELECT max(id) FROM passes WHERE drive_id = ? AND finished_at IS NOT NULL), 0)",
        [drive_id, drive_id],
    ).fetchone()
    return to_time(row[0])


def record_locks(db: Store, held: Sequence[str], lacking: Sequence[str]) -> None:
    """What kept the readers of strangers' files in, the last time that files were read here, and what did not."""
    told = json.dumps({"held": held, "lacking": lacking}, ensure_ascii=False)
    db.insert("meta", {"key": "locks", "value": told}, replace=True)


def read_locks(db: Store) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is held and what is lacking, as :func:`record_locks` was told; nothing where no file was read yet."""
    row = db.execute("SELECT value FROM meta WHERE key = 'locks'").fetchone()
    told = json.loads(row[0]) if row else {"held": [], "lacking": []}
    return tuple(told["held"]), tuple(told["lacking"])


def record_complete(db: Store, made_with: str) -> None:
    """In its present state the library has every chunk, vector and tag that this vocabulary and model can give it."""
    db.execute(
        "INSERT INTO meta (key, value) VALUES ('complete', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        [f"{read_state(db)} {made_with}"],
    )


def is_complete(db: Store, made_with: str) -> bool:
    """Whether nothing was left undone when the library was last settled, and nothing has changed since."""
    row = db.execute("SELECT value FROM meta WHERE key = 'complete'").fetchone()
    return bool(row and row[0] == f"{read_state(db)} {made_with}") and not count_untagged(db, made_with)


def count_untagged(db: Store, made_with: str) -> int:
    """How many living assets are to be tagged with this vocabulary and model."""
    row = db.execute("SELECT count(*) FROM assets WHERE retired_at IS NULL AND tagged_with != ?", [made_with])
    return int(row.fetchone()[0])


def list_untagged(db: Store, made_with: str, model: str) -> list[int]:
    """The living assets not tagged with this vocabulary and model whose every chunk has its vector."""
    rows = db.execute(
        "SELECT id FROM assets WHERE retired_at IS NULL AND tagged_with != ? AND NOT EXISTS (SELECT 1 FROM chunks c "
        "WHERE c.asset_id = assets.id AND NOT EXISTS (SELECT 1 FROM vectors v WHERE v.hash = c.hash AND v.model = ?)) "
        "ORDER BY id",
        [made_with, model],
    )
    return [row[0] for row in rows]
