"""Values as data: the documented JSON shapes of assets and answers, and every report as CSV and JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from contentlib.model import Answer, Asset, Axis, Hit, Result, Send, Tag
from contentlib.reports.unused import GROUPS, UnusedReport, UnusedRow, group_unused
from contentlib.storage import to_text

# The lists that say against whom and for whom an asset is.
MARKETS = {"competitors": Axis.COMPETITOR, "industries": Axis.INDUSTRY, "personas": Axis.PERSONA}
# A cell that begins so is run as a formula by spreadsheet programs.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def answer_to_json(answer: Answer, *, query_id: str | None = None) -> dict[str, Any]:
    """A search line, as the guide documents it."""
    named = {} if query_id is None else {"query_id": query_id}
    return named | {
        "query": answer.query,
        "confidence": answer.confidence,
        "fits": answer.fits,
        "understood": list(answer.objections),
        "notice": answer.notice,
        "seconds": round(answer.seconds, 4),
        "results": [_result_to_json(result) for result in answer.results],
    }


def _result_to_json(result: Result) -> dict[str, Any]:
    asset = result.asset
    return {
        "id": asset.id, "path": asset.path, "drive": asset.drive, "title": asset.title, "kind": asset.kind,
        "format": asset.format, "audience": asset.audience.value,
        "stages": [tag.value for tag in asset.stages], "objections": [tag.value for tag in asset.objections],
        **{name: [tag.value for tag in asset.tags_on(axis)] for name, axis in MARKETS.items()},
        "score": result.score, "reasons": list(result.reasons), "hits": [_hit_to_json(hit) for hit in result.hits],
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
        "stages": [_tag_to_json(tag) for tag in asset.stages],
        "objections": [_tag_to_json(tag) for tag in asset.objections],
        **{name: [_tag_to_json(tag) for tag in asset.tags_on(axis)] for name, axis in MARKETS.items()},
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


def unused_to_json(report: UnusedReport) -> dict[str, Any]:
    """The unused report with all assets, so that the totals add up."""
    return {
        "since": to_text(report.since), "until": to_text(report.until), "assets": len(report.rows),
        "unused": len(report.unused), "external": len(report.external), "unsent": len(report.unsent),
        "internal": len(report.internal), "unopened": len(report.unopened),
        "totals": {cause.value: count for cause, count in report.totals.items()},
        "groups": {by: to_plain(group_unused(report, by)) for by in GROUPS},
        "rows": [_unused_row(row) | {"queries": list(row.queries)} for row in report.rows],
    }  # fmt: skip


def unused_to_csv(rows: Iterable[UnusedRow]) -> str:
    """Rows of the unused report as CSV, one asset a line."""
    return to_csv(_unused_row(row) | {"queries": " | ".join(row.queries)} for row in rows)


def _unused_row(row: UnusedRow) -> dict[str, Any]:
    asset = row.asset
    return {
        "path": asset.path, "drive": asset.drive, "title": asset.title, "kind": asset.kind,
        "audience": asset.audience.value, "cause": row.cause.value, "unused": row.unused,
        "impressions": row.impressions, "opens": row.opens, "sends": row.sends, "views": row.views,
        "owner": row.owner, "modified_at": to_text(row.asset.modified_at),
        "effort": row.effort.value, "best_rank": row.best_rank, "last_sent_at": to_text(row.last_sent_at),
        "fix": row.fix,
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


def _to_card(asset: Asset) -> dict[str, Any]:
    return {
        "id": asset.id, "path": asset.path, "drive": asset.drive, "title": asset.title, "kind": asset.kind,
        "audience": asset.audience.value,
    }  # fmt: skip


def rows_to_csv(rows: Iterable[Any]) -> str:
    """The rows of a report as CSV: a value inside becomes columns with its name before theirs, a list one cell."""
    flat = [flatten(row) for row in rows]
    names = dict.fromkeys(name for row in flat for name in row)
    # A value that one row lacks and another has is columns; the row that lacks it has them empty.
    values = {name for name in names if any(other.startswith(f"{name}_") for other in names)}
    empty = {name for name in values if all(row.get(name) is None for row in flat)}
    return to_csv({name: row.get(name) for name in names if name not in empty} for row in flat)


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


def to_csv(rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows of like keys as CSV with a header; empty when there are none. Cells can't be run as formulas.

    >>> to_csv([{"title": "=1+1", "sends": 3}])
    "title,sends\\r\\n'=1+1,3\\r\\n"
    """
    listed = list(rows)
    out = io.StringIO()
    if listed:
        writer = csv.DictWriter(out, fieldnames=list(listed[0]))
        writer.writeheader()
        writer.writerows({name: disarm(value) for name, value in row.items()} for row in listed)
    return out.getvalue()


def disarm(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
