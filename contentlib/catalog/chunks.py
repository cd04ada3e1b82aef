"""What is embedded and ranked: the chunks of each living asset's current version, and the words it is found by."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from contentlib.catalog.assets import CURRENT_VERSION
from contentlib.catalog.lexicon import forget_words, index_words
from contentlib.model import Chunk, Section
from contentlib.storage import Store, last_number, touch

HASH_BYTES = 16


def to_embed(title: str, heading: str, text: str) -> str:
    """What the model reads: a chunk alone has often lost its subject, so title and heading stand before it.

    >>> to_embed("Price list 2026", "Discounts", "Above 12 % ask the director.")
    'Price list 2026. Discounts. Above 12 % ask the director.'
    """
    return ". ".join(part for part in (title, heading if heading != title else "", text) if part)


def hash_text(text: str) -> bytes:
    """The name of a text's vector: 16 bytes."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=HASH_BYTES).digest()


def current_sections(db: Store, asset_id: int) -> tuple[tuple[int, Section], ...]:
    """The sections of the current version with their ids, in order."""
    rows = db.execute(
        "SELECT id, locator, heading, text, notes FROM sections WHERE version_id = "
        f"(SELECT {CURRENT_VERSION} FROM assets WHERE id = ?) ORDER BY position",
        [asset_id],
    )
    return tuple((row[0], Section(*row[1:])) for row in rows)


def replace_chunks(
    db: Store, asset_id: int, title: str, sections: Sequence[tuple[int, Section]], chunks: Sequence[Chunk]
) -> None:
    """Put the asset's chunks, and the words they are found by, in place of its earlier ones."""
    with db.atomic():
        delete_chunks(db, asset_id)
        rows = []
        for chunk_id, chunk in enumerate(chunks, start=last_chunk(db) + 1):
            section_id, section = sections[chunk.section]
            named = hash_text(to_embed(title, section.heading, chunk.text))
            rows.append((chunk_id, asset_id, section_id, chunk.position, int(chunk.notes), chunk.text, named))
        db.execute_many(
            "INSERT INTO chunks (id, asset_id, section_id, position, notes, text, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
        findable = {chunk.section for chunk in chunks}
        index_words(db, asset_id, title, [one for number, one in enumerate(sections) if number in findable])
        touch(db)


def delete_chunks(db: Store, asset_id: int) -> None:
    """Make the asset unfindable. Its sections stay, so that it can come back without being read again."""
    with db.atomic():
        forget_words(db, asset_id)
        db.execute("DELETE FROM chunks WHERE asset_id = ?", [asset_id])
        touch(db)


def last_chunk(db: Store) -> int:
    """The highest chunk id ever given."""
    return last_number(db, "chunks")


# Of the assets named "now" with their "current" version: those whose chunks are not that version's.
_UNCHUNKED = f"""SELECT id FROM (SELECT id, {CURRENT_VERSION} AS current FROM assets WHERE retired_at IS NULL) now
    WHERE NOT EXISTS (SELECT 1 FROM chunks c JOIN sections s ON s.id = c.section_id
    WHERE c.asset_id = now.id AND s.version_id = now.current)
    AND EXISTS (SELECT 1 FROM sections s
        WHERE s.version_id = now.current AND trim(s.text || s.notes || s.heading) != '')"""


def list_unchunked(db: Store) -> list[int]:
    """The living assets whose chunks are not those of their current version: it has none yet, or they are another's."""
    return [row[0] for row in db.execute(_UNCHUNKED)]


def is_chunked(db: Store, asset_id: int) -> bool:
    """Whether the asset's chunks are those of its current version."""
    return db.execute(f"SELECT 1 FROM ({_UNCHUNKED}) WHERE id = ?", [asset_id]).fetchone() is None
