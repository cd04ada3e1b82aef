"""What buyers hold that is out of date: sent after its end, sent though a newer version was there, or revised since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from contentlib.catalog import load_assets
from contentlib.library import Library
from contentlib.model import Asset
from contentlib.reports.report import MOST_ROWS, Brief, Labels, Question, Report, ReportChoice
from contentlib.reports.scope import list_owners
from contentlib.storage import Store, to_text, to_time


class Stale(StrEnum):
    """Why what a buyer holds is out of date; the worst first."""

    EXPIRED = "expired"
    REPLACED = "replaced"
    REVISED = "revised"


WHY = {
    Stale.EXPIRED: "Sent after it expired",
    Stale.REPLACED: "Sent though a newer version was there",
    Stale.REVISED: "Revised since it was sent",
}
# A link that is not locked to its version shows the newest one, so only what left as a file can fall behind.
SENT = """SELECT s.id, s.asset_id, p.email, c.email, coalesce(d.name, ''), s.sent_at, a.expires_at,
    (SELECT min(n.read_at) FROM versions n WHERE n.asset_id = s.asset_id AND n.number > v.number)
    FROM counted_sends s JOIN assets a ON a.id = s.asset_id JOIN versions v ON v.id = s.version_id
    JOIN people p ON p.id = s.person_id JOIN contacts c ON c.id = s.contact_id
    LEFT JOIN deals d ON d.id = s.deal_id LEFT JOIN links l ON l.send_id = s.id
    WHERE s.sent_at >= ? AND s.sent_at < ? AND (l.id IS NULL OR l.pinned = 1)
    AND coalesce(d.outcome, 'open') = 'open' ORDER BY s.sent_at DESC, s.id DESC"""


@dataclass(frozen=True, slots=True)
class StaleSend:
    """A send of which the buyer has an old version, on an open deal or on none; times are aware UTC."""

    send_id: int
    asset: Asset
    why: Stale
    rep: str
    contact: str
    deal: str
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class ResendReport:
    """What to send again, newest first. ``sends`` are all of the window that left as a file."""

    since: datetime
    until: datetime
    sends: int
    rows: tuple[StaleSend, ...]


def report_resend(db: Store, question: Question) -> ResendReport:
    """Every send of the window whose buyer has something older than what we would send today."""
    rows = db.rows(SENT, [to_text(question.since), to_text(question.until)])
    assets = load_assets(db, sorted({row[1] for row in rows}))
    owners = list_owners(db)
    made = []
    for send_id, asset_id, rep, contact, deal, sent, expires, newer in rows:
        sent_at = to_time(sent)
        why = judge_send(sent, expires=expires or "", newer=newer or "")
        asset = assets.get(asset_id)
        if why and asset and sent_at and question.scope.covers(asset, owners.get(asset_id, "")):
            made.append(StaleSend(send_id, asset, why, rep, contact, deal, sent_at))
    return ResendReport(question.since, question.until, len(rows), tuple(made))


def judge_send(sent: str, *, expires: str, newer: str) -> Stale | None:
    """Why a send is out of date, if it is; times as ISO 8601, empty where there is none.

    >>> judge_send("2026-03-02", expires="", newer="2026-03-01")
    <Stale.REPLACED: 'replaced'>
    """
    if expires and expires <= sent:
        return Stale.EXPIRED
    if newer:
        return Stale.REPLACED if newer <= sent else Stale.REVISED
    return None


def _brief(report: ResendReport, _question: Question, _labels: Labels) -> Brief:
    rows = tuple(
        (one.asset.title[:60], WHY[one.why], one.contact, one.deal or "none", one.rep, f"{one.sent_at:%Y-%m-%d}")
        for one in report.rows[:MOST_ROWS]
    )
    says = f"Of {report.sends:,} sends as a file, {len(report.rows):,} are out of date and worth sending again."
    return Brief(says, ("asset", "why", "buyer", "open deal", "rep", "sent"), rows)


def _run(library: Library, question: Question) -> ResendReport:
    return report_resend(library.db, question)


REPORT = Report(
    name="resend",
    title="Send again",
    asks="What buyers hold that is out of date, on open deals: expired, replaced or revised since it was sent.",
    order=75,
    run=_run,
    rows=lambda report, question: (row for row in report.rows if question.choices["why"] in ("", row.why)),
    row=StaleSend,
    brief=_brief,
    has_scope=True,
    choices=(ReportChoice("why", "Only for this reason.", {why.value: label for why, label in WHY.items()}),),
)
