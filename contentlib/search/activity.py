"""Searches, impressions, opens: what reps asked, what they were shown, what they looked at."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime, timedelta

from contentlib.model import Answer, Filters
from contentlib.people import find_or_add_person
from contentlib.storage import Store, folded, own, same_value, to_text

# Whoever looks at the same again within this has not looked twice.
SAME_SIGHT = timedelta(minutes=10)


def same_words(query: str) -> str:
    """A query without regard to case and spaces, by which it is counted and kept.

    >>> same_words("  Too  Expensive ")
    'too expensive'
    """
    return " ".join(query.casefold().split())


def record_search(db: Store, answer: Answer, *, person: str, searched_at: datetime, door: str = "web") -> int:
    """Store a search and the assets it showed; returns its id. ``person`` is an e-mail address or empty.

    The same words of the same person within ten minutes are one search, by whatever door and with whatever filters:
    what else it showed is added to it.
    """
    with db.atomic():
        person_id = find_or_add_person(db, person) if person else None
        search_id = _find_same(db, person_id, answer.query, searched_at)
        if search_id is None:
            values = {
                "searched_at": to_text(searched_at), "query": answer.query, "filters": _to_json(answer.filters),
                "confidence": answer.confidence, "fits": int(answer.fits), "door": door, "person_id": person_id,
            }  # fmt: skip
            search_id = db.insert("searches", values)
        record_impressions(db, search_id, [result.asset.id for result in answer.shown])
    return search_id


def _find_same(db: Store, person_id: int | None, query: str, at: datetime) -> int | None:
    rows = db.execute(
        f"SELECT id, query FROM {own('searches')} WHERE {same_value('person_id', '?')} AND door != 'import' "
        "AND searched_at > ? AND searched_at <= ? ORDER BY searched_at DESC, id DESC",
        [person_id, to_text(at - SAME_SIGHT), to_text(at)],
    )
    return next((row[0] for row in rows if same_words(row[1]) == same_words(query)), None)


def record_impressions(db: Store, search_id: int, asset_ids: Sequence[int]) -> None:
    """These assets were shown by a search, in this order."""
    db.execute_many(
        "INSERT INTO impressions (search_id, asset_id, rank) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [(search_id, asset_id, rank) for rank, asset_id in enumerate(asset_ids, start=1)],
    )


def _to_json(filters: Filters) -> str:
    chosen = {one.name: getattr(filters, one.name) for one in fields(filters)}
    written = {name: to_text(value) if isinstance(value, datetime) else value for name, value in chosen.items()}
    return json.dumps({name: value for name, value in written.items() if value}, ensure_ascii=False)


def record_open(db: Store, asset_id: int, *, person: str, opened_at: datetime, search_id: int | None = None) -> None:
    """A rep looked at an asset's page; ``search_id`` names the search that led there, and is dropped where unknown.

    The same page, reached from the same search by the same person within ten minutes, was opened once.
    """
    with db.atomic():
        known = db.execute("SELECT 1 FROM searches WHERE id = ?", [search_id]).fetchone()
        values = {
            "asset_id": asset_id, "person_id": find_or_add_person(db, person) if person else None,
            "search_id": search_id if known else None,
        }  # fmt: skip
        alike = " AND ".join(same_value(name, "?") for name in values)
        before = db.execute(
            f"SELECT 1 FROM {own('opens')} WHERE {alike} AND opened_at > ? AND opened_at <= ?",
            [*values.values(), to_text(opened_at - SAME_SIGHT), to_text(opened_at)],
        ).fetchone()
        if before is None:
            db.insert("opens", {**values, "opened_at": to_text(opened_at)})


def recent_queries(db: Store, limit: int = 8, *, person: str) -> tuple[str, ...]:
    """The last different queries this person typed into the search page, newest first.

    ``person`` is an e-mail address; empty for who searched here without saying who they are.
    """
    rows = db.execute(
        "SELECT query FROM (SELECT query, searched_at, "
        f"row_number() OVER (PARTITION BY {folded('query')} ORDER BY searched_at DESC) AS number FROM searches "
        "WHERE door = 'web' AND (? = '' AND person_id IS NULL OR person_id = (SELECT id FROM people WHERE email = ?))"
        ") latest WHERE number = 1 ORDER BY searched_at DESC LIMIT ?",
        [person, person, limit],
    )
    return tuple(row[0] for row in rows)


def find_query(db: Store, search_id: int) -> str:
    """What was typed in a search; empty where there is none of this number."""
    row = db.execute("SELECT query FROM searches WHERE id = ?", [search_id]).fetchone()
    return str(row[0]) if row else ""
