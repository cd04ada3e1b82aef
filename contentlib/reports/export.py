"""Values as data: the documented JSON shapes of assets and answers, and every report as CSV and JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from types import UnionType
from typing import Any, get_args, get_type_hints

from contentlib.language import disarm
from contentlib.model import Answer, Asset, Axis, Hit, Result, Send, Tag
from contentlib.storage import to_text

# The axes of which an asset may have several values, each a list of its own.
SEVERAL = tuple(axis for axis in Axis if not axis.is_single)


def answer_to_json(answer: Answer, *, query_id: str | None = None) -> dict[str, Any]:
    """A search line, as the guide documents it."""
    named = {} if query_id is None else {"query_id": query_id}
    return named | {
        "query": answer.query,
        "confidence": answer.confidence,
        "fits": answer.fits,
        "understood": list(answer.objections),
        "notice": answer.notice,
        "missing": list(answer.missing),
        "seconds": round(answer.seconds, 4),
        "results": [_result_to_json(result) for result in answer.results],
    }


def _result_to_json(result: Result) -> dict[str, Any]:
    asset = result.asset
    return {
        "id": asset.id, "path": asset.path, "drive": asset.drive, "title": asset.title, "kind": asset.kind,
        "format": asset.format, "audience": asset.audience.value,
        **{axis.column: [tag.value for tag in asset.tags_on(axis)] for axis in SEVERAL},
        "score": result.score, "reasons": list(result.reasons), "more_like_it": list(result.more_like_it),
        "hits": [_hit_to_json(hit) for hit in result.hits],
    }  # fmt: skip


def _hit_to_json(hit: Hit) -> dict[str, Any]:
    return {
        "locator": hit.locator, "heading": hit.heading, "snippet": hit.text, "score": hit.score, "words": hit.words,
        "meaning": hit.meaning, "notes": hit.notes,
    }  # fmt: skip


def asset_to_json(asset: Asset, *, sends: int = 0, last_sent_at: datetime | None = None) -> dict[str, Any]:
    """An asset line, as the guide documents it."""
    return {
        "id": asset.id, "path": asset.path, "drive": asset.drive, "title": asset.title, "kind": asset.kind,
        "format": asset.format, "audience": asset.audience.value, "author": asset.author, "language": asset.language,
        "modified_at": to_text(asset.modified_at), "sections": asset.sections,
        **{axis.column: [_tag_to_json(tag) for tag in asset.tags_on(axis)] for axis in SEVERAL},
        "sends": sends, "last_sent_at": to_text(last_sent_at),
    }  # fmt: skip


def _tag_to_json(tag: Tag) -> dict[str, Any]:
    return {
        "value": tag.value, "confidence": tag.confidence, "evidence": tag.evidence, "locator": tag.locator,
        "source": tag.source.value,
    }  # fmt: skip


def send_to_json(send: Send) -> dict[str, Any]:
    """A send; its token stays inside, since who has it can read the asset."""
    return {
        "id": send.id, "asset_id": send.asset_id, "title": send.asset_title, "rep": send.rep, "contact": send.contact,
        "deal": send.deal, "channel": send.channel.value, "note": send.note, "sent_at": to_text(send.sent_at),
        "views": send.views,
    }  # fmt: skip


def to_plain(value: Any) -> Any:
    """A report as JSON knows it: values become objects of their fields, times ISO 8601, an asset its short card."""
    if isinstance(value, Asset):
        return _to_card(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(to_plain(key)): to_plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [to_plain(one) for one in (sorted(value) if isinstance(value, set | frozenset) else value)]
    if isinstance(value, datetime):
        return to_text(value)
    return value.value if isinstance(value, Enum) else value


# What a report tells of an asset.
CARD = ("id", "path", "drive", "title", "kind", "audience")


def _to_card(asset: Asset) -> dict[str, Any]:
    return {name: getattr(asset, name) for name in CARD} | {"audience": asset.audience.value}


def rows_to_csv(rows: Iterable[Any], columns: Sequence[str] = ()) -> str:
    """The rows of a report as CSV: a value inside becomes columns with its name before theirs, a list one cell.

    ``columns`` are the header where there are no rows.
    """
    flat = [flatten(row) for row in rows]
    if not flat:
        return to_csv((), columns)
    names = dict.fromkeys(name for row in flat for name in row)
    # A value that one row lacks and another has is columns; the row that lacks it has them empty.
    values = {name for name in names if any(other.startswith(f"{name}_") for other in names)}
    empty = {name for name in values if all(row.get(name) is None for row in flat)}
    return to_csv({name: row.get(name) for name in names if name not in empty} for row in flat)


def columns_of(row: type | tuple[str, ...], before: str = "") -> tuple[str, ...]:
    """The columns that rows of this dataclass have, as :func:`flatten` names them.

    >>> columns_of(("fact", "value"))
    ('fact', 'value')
    """
    if isinstance(row, tuple):
        return row
    if row is Asset:
        return tuple(before + name for name in CARD)
    named = ((name, _find_dataclass(hint)) for name, hint in get_type_hints(row).items())
    return tuple(
        column for name, inside in named
        for column in (columns_of(inside, f"{before}{name}_") if inside else (before + name,))
    )  # fmt: skip


def _find_dataclass(hint: Any) -> type | None:
    """The dataclass that a field holds, alone or instead of none."""
    held = get_args(hint) if isinstance(hint, UnionType) else (hint,)
    return next((one for one in held if is_dataclass(one) and isinstance(one, type)), None)


def flatten(row: Any, before: str = "") -> dict[str, Any]:
    """A row without values inside.

    >>> flatten({"queries": ["a", "b"], "amount": {"EUR": 5.0}, "sends": 3})
    {'queries': 'a | b', 'amount': 'EUR 5.0', 'sends': 3}
    """
    flat: dict[str, Any] = {}
    for name, value in _list_fields(row):
        if isinstance(value, Asset) or is_dataclass(value):
            flat |= flatten(value, f"{before}{name}_")
        else:
            flat[before + name] = _to_cell(to_plain(value))
    return flat


def _list_fields(row: Any) -> Iterable[tuple[str, Any]]:
    if isinstance(row, Asset):
        return _to_card(row).items()
    if isinstance(row, Mapping):
        return row.items()
    return ((field.name, getattr(row, field.name)) for field in fields(row))


def _to_cell(value: Any) -> Any:
    if isinstance(value, Mapping):
        return " | ".join(f"{name} {one}" for name, one in value.items())
    if isinstance(value, list):
        return " | ".join(", ".join(map(str, one.values())) if isinstance(one, Mapping) else str(one) for one in value)
    return value


def to_csv(rows: Iterable[Mapping[str, Any]], columns: Sequence[str] = ()) -> str:
    """Rows of like keys as CSV with a header, which is ``columns`` when there are none. No cell is run as a formula.

    >>> to_csv([{"title": "=1+1", "sends": 3}])
    "title,sends\\r\\n'=1+1,3\\r\\n"
    """
    listed = list(rows)
    out = io.StringIO()
    names = list(listed[0]) if listed else list(columns)
    if names:
        writer = csv.DictWriter(out, fieldnames=names)
        writer.writeheader()
        writer.writerows({name: disarm(value) for name, value in row.items()} for row in listed)
    return out.getvalue()
