"""What each version's file carries that a buyer must not get, as the examiners of its format told when it was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from contentlib.formats import list_linked
from contentlib.model import EXAMINERS, LINK_READERS, Inside, PageLink, read_inside_json, read_links, write_links
from contentlib.storage import Store, among, listed, own


def inside_row(inside: Inside, links: Sequence[PageLink]) -> dict[str, Any]:
    """The columns of a version that keep it, and where its links are."""
    told = {"inside": inside.to_json(), "examined_with": EXAMINERS}
    return told | {"page_links": write_links(links), "linked_with": LINK_READERS}


def record_links(db: Store, version_id: int, links: Sequence[PageLink]) -> None:
    """Keep where the links of a version that was read earlier are."""
    db.execute(
        f"UPDATE {own('versions')} SET page_links = ?, linked_with = ? WHERE id = ?",
        [write_links(links), LINK_READERS, version_id],
    )


def list_page_links(db: Store, version_id: int) -> tuple[PageLink, ...]:
    """The links on the pages of a version; none where nobody looked for them yet."""
    row = db.execute("SELECT page_links FROM versions WHERE id = ?", [version_id]).fetchone()
    return read_links(row[0]) if row else ()


def record_inside(db: Store, version_id: int, inside: Inside) -> None:
    """Keep what a version's file carries, so that it is not looked through at every send."""
    # By the library's own table: whoever sends may see only a part of it.
    db.execute(
        f"UPDATE {own('versions')} SET inside = ?, examined_with = ? WHERE id = ?",
        [inside.to_json(), EXAMINERS, version_id],
    )


@dataclass(frozen=True, slots=True)
class Unexamined:
    """A version that no examiner or reader of links of today looked through, and a place where it lies."""

    version_id: int
    fingerprint: str
    path: str


def list_unexamined(db: Store, drive_id: int) -> tuple[Unexamined, ...]:
    """What lies on a drive and nobody looked through, or not for its links."""
    rows = db.execute(
        "SELECT v.id, v.fingerprint, min(l.path) FROM versions v JOIN locations l ON l.version_id = v.id "
        "AND l.gone_at IS NULL JOIN assets a ON a.id = v.asset_id WHERE l.drive_id = ? AND (v.examined_with != ? "
        f"OR v.linked_with != ? AND {among('a.format')}) "
        "AND a.retired_at IS NULL GROUP BY v.id, v.fingerprint ORDER BY v.id",
        [drive_id, EXAMINERS, LINK_READERS, listed(list_linked())],
    )
    return tuple(Unexamined(*row) for row in rows)


def judge_kept(text: str, examined_with: int) -> Inside | None:
    """What these columns of a version tell; see :func:`find_inside`."""
    return read_inside_json(text) if examined_with == EXAMINERS else None


def find_inside(db: Store, version_id: int) -> Inside | None:
    """What is kept; none where no examiner of today looked, which is no answer and least of all “nothing”."""
    row = db.execute("SELECT inside, examined_with FROM versions WHERE id = ?", [version_id]).fetchone()
    return judge_kept(row[0], row[1]) if row else None
