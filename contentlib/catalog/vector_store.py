"""Which texts have a vector and which wait for one. A vector belongs to a text, wherever that stands."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from contentlib.arrays import Floats, np
from contentlib.catalog.chunks import to_embed
from contentlib.storage import Store, to_text, touch


def count_unembedded(db: Store, model: str) -> int:
    """How many different texts have no vector of this model yet."""
    return int(
        db.execute(
            "SELECT count(DISTINCT c.hash) FROM chunks c LEFT JOIN vectors v ON v.hash = c.hash AND v.model = ? "
            "WHERE v.hash IS NULL",
            [model],
        ).fetchone()[0]
    )


def page_unembedded(db: Store, model: str, *, after: int, limit: int) -> tuple[list[tuple[bytes, str]], int]:
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


def list_unembedded_of(db: Store, model: str, asset_ids: Sequence[int]) -> list[tuple[bytes, str]]:
    """The texts of these assets without a vector of this model, as :func:`page_unembedded` gives them."""
    texts: dict[bytes, str] = {}
    for start in range(0, len(asset_ids), 500):
        some = asset_ids[start : start + 500]
        rows = db.execute(
            "SELECT c.hash, a.title, s.heading, c.text FROM chunks c JOIN assets a ON a.id = c.asset_id "
            f"JOIN sections s ON s.id = c.section_id WHERE c.asset_id IN ({', '.join('?' * len(some))}) "
            "AND NOT EXISTS (SELECT 1 FROM vectors v WHERE v.hash = c.hash AND v.model = ?) ORDER BY c.id",
            [*some, model],
        )
        texts |= {named: to_embed(title, heading, text) for named, title, heading, text in rows}
    return sorted(texts.items(), key=lambda pair: len(pair[1]))


def add_vectors(db: Store, model: str, hashes: Sequence[bytes], vectors: Floats) -> None:
    """Store one vector for each hash. ``vectors``: unit rows, shape (len(hashes), dimension); kept as float16."""
    halves = vectors.astype(np.float16)
    with db.atomic():
        db.execute_many(
            "INSERT INTO vectors (hash, model, vector) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            [(named, model, row.tobytes()) for named, row in zip(hashes, halves, strict=True)],
        )
        touch(db)


def find_vectors(db: Store, model: str, hashes: Sequence[bytes]) -> dict[bytes, Floats]:
    """The vectors of these texts that were made before."""
    found: dict[bytes, Floats] = {}
    for start in range(0, len(hashes), 500):
        some = hashes[start : start + 500]
        rows = db.execute(
            f"SELECT hash, vector FROM vectors WHERE model = ? AND hash IN ({', '.join('?' * len(some))})",
            [model, *some],
        )
        found |= {named: np.frombuffer(vector, dtype=np.float16).astype(np.float32) for named, vector in rows}
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Embedded:
    """A chunk with its vector, and the section it stands in."""

    section_id: int
    locator: str
    heading: str
    text: str
    notes: bool
    vector: Floats


def load_embedded(db: Store, model: str, asset_id: int) -> tuple[Embedded, ...]:
    """An asset's chunks that have a vector, in order: section by section, speaker notes after the text."""
    rows = db.execute(
        "SELECT c.section_id, s.locator, s.heading, c.text, c.notes, v.vector FROM chunks c "
        "JOIN sections s ON s.id = c.section_id JOIN vectors v ON v.hash = c.hash AND v.model = ? "
        "WHERE c.asset_id = ? ORDER BY s.position, c.notes, c.position",
        [model, asset_id],
    ).fetchall()
    # One conversion for all: the vectors are rows of one array.
    halves = np.frombuffer(b"".join(row[5] for row in rows), dtype=np.float16)
    vectors = halves.reshape(len(rows), -1).astype(np.float32) if rows else np.empty((0, 0), np.float32)
    return tuple(
        Embedded(row[0], row[1], row[2], row[3], bool(row[4]), vector)
        for row, vector in zip(rows, vectors, strict=True)
    )


def read_served(db: Store) -> str:
    """The model that answers queries: the last that had a vector for every text; empty where none has had yet."""
    row = db.execute("SELECT value FROM meta WHERE key = 'served_model'").fetchone()
    return str(row[0]) if row else ""


def record_served(db: Store, model: str) -> None:
    """This model has a vector for every text, and answers queries from now on."""
    db.execute(
        "INSERT INTO meta (key, value) VALUES ('served_model', ?) "
        "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        [model],
    )


def drop_other_models(db: Store, model: str) -> int:
    """Delete the vectors of all other models, once this one has a vector for every text; returns how many."""
    return int(db.execute("DELETE FROM vectors WHERE model != ?", [model]).rowcount)


# How long a vector is kept that no chunk needs. A file that is taken away and put back, a drive that is unmounted for
# a holiday or a paragraph that returns costs nothing; what was edited away for good does not stay for years.
IDLE_DAYS = 30


def prune_vectors(db: Store, keep: Collection[bytes], *, now: datetime) -> int:
    """Delete the vectors that no chunk has needed for 30 days; returns how many. ``keep``: needed by something else."""
    with db.atomic():
        _note_idle(db, keep, now)
        idle = [row[0] for row in db.execute(_IDLE_SINCE, [to_text(now - timedelta(days=IDLE_DAYS))])]
        db.execute_many("DELETE FROM vectors WHERE hash = ?", [(named,) for named in idle])
        db.execute_many("DELETE FROM idle_vectors WHERE hash = ?", [(named,) for named in idle])
    return len(idle)


_IDLE_SINCE = "SELECT hash FROM idle_vectors WHERE since_at <= ?"


def _note_idle(db: Store, keep: Collection[bytes], now: datetime) -> None:
    db.execute(
        "INSERT INTO idle_vectors (hash, since_at) SELECT DISTINCT hash, ? FROM vectors v "
        "WHERE NOT EXISTS (SELECT 1 FROM chunks c WHERE c.hash = v.hash) ON CONFLICT DO NOTHING",
        [to_text(now)],
    )
    db.execute("DELETE FROM idle_vectors WHERE EXISTS (SELECT 1 FROM chunks c WHERE c.hash = idle_vectors.hash)")
    db.execute_many("DELETE FROM idle_vectors WHERE hash = ?", [(named,) for named in keep])
