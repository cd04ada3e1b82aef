"""Values as data: the documented JSON shapes of assets and answers, and every report as CSV and JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from contentlib.database import to_text
from contentlib.model import Answer, Asset, Hit, Result, Send, Tag
from contentlib.reports.unused import UnusedReport, UnusedRow

# A cell that begins so is run as a formula by spreadsheet programs.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def answer_to_json(answer: Answer, *, query_id: str | None = None) -> dict[str, Any]:
    """A search line, as the README documents it."""
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
        "score": result.score, "reasons": list(result.reasons), "hits": [_hit_to_json(hit) for hit in result.hits],
    }  # fmt: skip


def _hit_to_json(hit: Hit) -> dict[str, Any]:
    return {
        "locator": hit.locator, "heading": hit.heading, "snippet": hit.text, "score": hit.score, "words": hit.words,
        "meaning": hit.meaning, "notes": hit.notes,
    }  # fmt: skip


def asset_to_json(asset: Asset, *, sends: int = 0, last_sent_at: datetime | None = None) -> dict[str, Any]:
    """An asset line, as the README documents it."""
    return {
        "id": asset.id, "path": asset.path, "drive": asset.drive, "title": asset.title, "kind": asset.kind,
        "format": asset.format, "audience": asset.audience.value, "author": asset.author, "language": asset.language,
        "modified_at": to_text(asset.modified_at), "sections": asset.sections,
        "stages": [_tag_to_json(tag) for tag in asset.stages],
        "objections": [_tag_to_json(tag) for tag in asset.objections],
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
        "rows": [_unused_row(row) | {"queries": list(row.queries)} for row in report.rows],
    }  # fmt: skip


def unused_to_csv(report: UnusedReport) -> str:
    """The unused assets as CSV, one line each."""
    return to_csv(_unused_row(row) | {"queries": " | ".join(row.queries)} for row in report.unused)


def _unused_row(row: UnusedRow) -> dict[str, Any]:
    asset = row.asset
    return {
        "path": asset.path, "drive": asset.drive, "title": asset.title, "kind": asset.kind,
        "audience": asset.audience.value, "cause": row.cause.value, "unused": row.unused,
        "impressions": row.impressions, "opens": row.opens, "sends": row.sends, "views": row.views,
        "best_rank": row.best_rank, "last_sent_at": to_text(row.last_sent_at), "fix": row.fix,
    }  # fmt: skip


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
        writer.writerows({name: _disarm(value) for name, value in row.items()} for row in listed)
    return out.getvalue()


def _disarm(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
