"""What reps asked to be made, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from contentlib.reports.report import Brief, Labels, Question, Report
from contentlib.requests import STATUSES, ContentRequest, list_requests


def _brief(requests: Sequence[ContentRequest], _question: Question, _labels: Labels) -> Brief:
    """The requests, those that wait first."""
    rows = tuple(
        (one.id, one.title, STATUSES[one.status], len(one.reps), one.assignee or "nobody", one.asset_title)
        for one in requests
    )
    waiting = sum(one.closed_at is None for one in requests)
    columns = ("no.", "request", "status", "reps", "in work with", "answered by")
    return Brief(f"{waiting} of {len(requests)} content requests wait.", columns, rows)


REPORT = Report(
    name="requests",
    title="Content requests",
    asks="What reps asked to be made, and what became of it.",
    order=40,
    run=lambda library, _: list_requests(library.db),
    rows=lambda requests, _: requests,
    row=ContentRequest,
    brief=_brief,
    has_window=False,
    page="reports.requests",
)
