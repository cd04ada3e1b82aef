"""What reps say back about assets, and what marketing answered."""

from __future__ import annotations

from collections.abc import Sequence

from contentlib.reports.report import MOST_ROWS, Brief, Labels, Question, Report
from contentlib.requests import VERDICTS, Feedback, list_feedback


def _brief(said: Sequence[Feedback], _question: Question, _labels: Labels) -> Brief:
    """What waits for an answer, about the most sent assets first."""
    waiting = sum(one.closed_at is None for one in said)
    rows = tuple(
        (one.asset_title[:60], VERDICTS[one.verdict], one.note[:70], one.rep, one.sends, one.answer[:40])
        for one in said[:MOST_ROWS]
    )
    says = f"{waiting} of {len(said)} lines of feedback wait for an answer."
    return Brief(says, ("asset", "verdict", "in these words", "rep", "sent", "answer"), rows)


REPORT = Report(
    name="feedback",
    title="Feedback",
    asks="What reps say back about assets, and what marketing answered.",
    order=90,
    run=lambda library, _: list_feedback(library.db),
    rows=lambda said, _: said,
    row=Feedback,
    brief=_brief,
    has_window=False,
    page="assets.feedback",
)
