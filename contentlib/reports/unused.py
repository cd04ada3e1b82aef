"""What was not sent in a window, and why: never surfaced, surfaced but not opened, opened but not sent."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from contentlib.library import Library
from contentlib.model import Asset, Audience
from contentlib.reports.export import to_plain
from contentlib.reports.ground import SHOWN, read_ground
from contentlib.reports.report import MOST_ROWS, Brief, Labels, Question, Report, ReportChoice
from contentlib.reports.scope import Scope
from contentlib.storage import Store, among, folded, listed, to_text, to_time

QUERIES = 3


class Cause(StrEnum):
    """How far an asset came on its way to a buyer. The first three are unused."""

    NEVER_SURFACED = "never_surfaced"
    SURFACED_NOT_OPENED = "surfaced_not_opened"
    OPENED_NOT_SENT = "opened_not_sent"
    SENT_NOT_READ = "sent_not_read"
    READ = "read"


CAUSES = {
    Cause.NEVER_SURFACED: ("Never surfaced", "No search showed it."),
    Cause.SURFACED_NOT_OPENED: ("Surfaced, not opened", "Searches showed it; nobody opened it."),
    Cause.OPENED_NOT_SENT: ("Opened, not sent", "Reps looked at it and did not send it."),
    Cause.SENT_NOT_READ: ("Sent, not read", "It was sent; no buyer was seen reading it."),
    Cause.READ: ("Sent and read", "It was sent and read."),
}
FIXES = {
    Cause.NEVER_SURFACED: "Say in its title and first lines what buyers ask, or retire it.",
    Cause.SURFACED_NOT_OPENED: "Give it a title and an opening that promise an answer to the searches beside it.",
    Cause.OPENED_NOT_SENT: "Ask a rep who opened it what is missing; shorten it or bring it up to date.",
    Cause.SENT_NOT_READ: "Send the one page that answers, with a line on why it is worth a minute.",
    Cause.READ: "Keep it as it is.",
}
# An internal asset is never sent; it has done its work when a rep opens it.
INTERNAL_FIXES = {
    Cause.NEVER_SURFACED: "Name the competitor or objection in its title so that reps find it, or retire it.",
    Cause.SURFACED_NOT_OPENED: "Give it a title that tells reps what they can say with it.",
}


class Effort(StrEnum):
    """How much work the fix takes: a title is quick whatever its length, a text is as long as it is."""

    NONE = "nothing to do"
    MINUTES = "minutes"
    HOUR = "an hour or two"
    DAY = "a day"
    DAYS = "several days"


# Up to so many pages, slides or headings are looked over and rewritten in that time.
SIZES = ((5, Effort.HOUR), (20, Effort.DAY))


def find_effort(cause: Cause, audience: Audience, sections: int) -> Effort:
    """How much work an asset asks for.

    >>> find_effort(Cause.OPENED_NOT_SENT, Audience.EXTERNAL, 12).value
    'a day'
    """
    if cause is Cause.READ or (audience is Audience.INTERNAL and cause not in INTERNAL_FIXES):
        return Effort.NONE
    if cause is not Cause.OPENED_NOT_SENT:
        return Effort.MINUTES
    return next((effort for most, effort in SIZES if sections <= most), Effort.DAYS)


@dataclass(frozen=True, slots=True)
class UnusedRow:
    """One asset, how far it came, and the evidence. ``queries`` are searches that showed it, most frequent first.

    ``owner`` is who the file says keeps it right, else its author.
    """

    asset: Asset
    cause: Cause
    impressions: int
    opens: int
    sends: int
    views: int
    best_rank: int | None
    last_sent_at: datetime | None
    queries: tuple[str, ...]
    owner: str = ""

    @property
    def unused(self) -> bool:
        """Never sent in the window; for an internal asset, never opened."""
        if self.asset.audience is Audience.INTERNAL:
            return self.cause in INTERNAL_FIXES
        return self.cause in (Cause.NEVER_SURFACED, Cause.SURFACED_NOT_OPENED, Cause.OPENED_NOT_SENT)

    @property
    def effort(self) -> Effort:
        return find_effort(self.cause, self.asset.audience, self.asset.sections)

    @property
    def fix(self) -> str:
        if self.asset.audience is Audience.INTERNAL:
            return INTERNAL_FIXES.get(self.cause, "Reps use it. Keep it as it is.")
        return FIXES[self.cause]


@dataclass(frozen=True, slots=True)
class UnusedReport:
    """Every living asset of the scope with its cause, where ``since`` ≤ time < ``until``; ``totals`` add up to it."""

    since: datetime
    until: datetime
    rows: tuple[UnusedRow, ...]
    totals: Mapping[Cause, int]
    scope: Scope = Scope()

    @property
    def unused(self) -> tuple[UnusedRow, ...]:
        return tuple(row for row in self.rows if row.unused)

    @property
    def external(self) -> tuple[UnusedRow, ...]:
        """Every asset that may be sent."""
        return tuple(row for row in self.rows if row.asset.audience is Audience.EXTERNAL)

    @property
    def internal(self) -> tuple[UnusedRow, ...]:
        """Every asset that reps only read."""
        return tuple(row for row in self.rows if row.asset.audience is Audience.INTERNAL)

    @property
    def unsent(self) -> tuple[UnusedRow, ...]:
        """The external assets that were not sent."""
        return tuple(row for row in self.external if row.unused)

    @property
    def unopened(self) -> tuple[UnusedRow, ...]:
        """The internal assets that no rep opened."""
        return tuple(row for row in self.internal if row.unused)


def report_unused(db: Store, *, since: datetime, until: datetime, scope: Scope = Scope()) -> UnusedReport:
    """Each living asset with its cause and queries; unused ones first, those most often shown on top."""
    report = report_causes(db, since=since, until=until, scope=scope)
    return replace(report, rows=quote_queries(db, report.rows, since=since, until=until))


def report_causes(db: Store, *, since: datetime, until: datetime, scope: Scope = Scope()) -> UnusedReport:
    """The same without the queries: what a page needs, that quotes those of the few rows it shows."""
    ground = read_ground(db, since=since, until=until)
    last = dict(
        db.execute(
            "SELECT asset_id, max(sent_at) FROM counted_sends WHERE sent_at < ? GROUP BY 1", [to_text(until)]
        ).fetchall()
    )
    rows = []
    for asset, owner in ground.within(scope):
        did = ground.count(asset.id)
        rows.append(
            UnusedRow(
                asset=asset, cause=find_cause(did.impressions, did.opens, did.sends, did.views),
                impressions=did.impressions, opens=did.opens, sends=did.sends, views=did.views,
                best_rank=ground.ranks.get(asset.id), last_sent_at=to_time(last.get(asset.id)),
                queries=(), owner=owner,
            )
        )  # fmt: skip
    order = {cause: place for place, cause in enumerate(Cause)}
    rows.sort(key=lambda row: (not row.unused, order[row.cause], -row.impressions, row.asset.title.casefold()))
    found = Counter(row.cause for row in rows)
    return UnusedReport(since, until, tuple(rows), {cause: found.get(cause, 0) for cause in Cause}, scope)


def find_cause(impressions: int, opens: int, sends: int, views: int) -> Cause:
    """How far it came. What was sent or opened from outside a search counts for what it is.

    >>> find_cause(12, 3, 0, 0)
    <Cause.OPENED_NOT_SENT: 'opened_not_sent'>
    """
    if views:
        return Cause.READ
    if sends:
        return Cause.SENT_NOT_READ
    if opens:
        return Cause.OPENED_NOT_SENT
    return Cause.SURFACED_NOT_OPENED if impressions else Cause.NEVER_SURFACED


def quote_queries(db: Store, rows: Sequence[UnusedRow], *, since: datetime, until: datetime) -> tuple[UnusedRow, ...]:
    """The rows with the searches that showed each most often in the window."""
    shown = listed(row.asset.id for row in rows if row.impressions)
    found: dict[int, list[str]] = defaultdict(list)
    for asset_id, query in db.execute(
        f"SELECT i.asset_id, min(s.query) {SHOWN} AND {among('i.asset_id')} "
        f"GROUP BY i.asset_id, {folded('s.query')} ORDER BY count(*) DESC, 2",
        [to_text(since), to_text(until), shown],
    ):
        if len(found[asset_id]) < QUERIES:
            found[asset_id].append(query)
    return tuple(replace(row, queries=tuple(found.get(row.asset.id, ()))) for row in rows)


# --- subtotals ----------------------------------------------------------------------------------------------------

AGES = ((90, "under 3 months"), (365, "3 to 12 months"), (730, "1 to 2 years"))
OLDEST = "over 2 years"
UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Subtotal:
    """The assets that have one thing in common, and how far they came. Over all groups it adds up to the library.

    The ``name`` is empty where several groups were put together.
    """

    name: str
    assets: int
    unused: int
    totals: Mapping[Cause, int]

    @property
    def share(self) -> float:
        """The unused part (0-1)."""
        return self.unused / self.assets


def name_age(modified_at: datetime | None, now: datetime) -> str:
    """How old an asset is, as one of a few ages.

    >>> from datetime import UTC
    >>> name_age(datetime(2025, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC))
    '1 to 2 years'
    """
    if modified_at is None:
        return UNKNOWN
    days = (now - modified_at).days
    return next((name for most, name in AGES if days < most), OLDEST)


GROUPS: Mapping[str, Callable[[UnusedRow, datetime], str]] = {
    "owner": lambda row, _: row.owner or UNKNOWN,
    "kind": lambda row, _: row.asset.kind,
    "folder": lambda row, _: row.asset.path.rpartition("/")[0] or "(top of the drive)",
    "age": lambda row, now: name_age(row.asset.modified_at, now),
    "effort": lambda row, _: row.effort.value,
}


def group_unused(report: UnusedReport, by: str) -> tuple[Subtotal, ...]:
    """Subtotals by ``owner``, ``kind``, ``folder``, ``age`` or ``effort``, those with the most unused assets first."""
    rows: dict[str, list[UnusedRow]] = defaultdict(list)
    for row in report.rows:
        rows[GROUPS[by](row, report.until)].append(row)
    found = [_add_up(name, some) for name, some in rows.items()]
    return tuple(sorted(found, key=lambda one: (-one.unused, -one.assets, one.name.casefold())))


def join_subtotals(groups: Sequence[Subtotal]) -> Subtotal:
    """Several groups as one without a name of its own."""
    totals = {cause: sum(one.totals[cause] for one in groups) for cause in Cause}
    return Subtotal("", sum(one.assets for one in groups), sum(one.unused for one in groups), totals)


def _add_up(name: str, rows: Sequence[UnusedRow]) -> Subtotal:
    counts = Counter(row.cause for row in rows)
    return Subtotal(name, len(rows), sum(row.unused for row in rows), {cause: counts.get(cause, 0) for cause in Cause})


# --- the report -----------------------------------------------------------------------------------------------------


def unused_to_json(report: UnusedReport) -> dict[str, Any]:
    """The unused report with all assets, so that the totals add up."""
    return {
        "since": to_text(report.since), "until": to_text(report.until), "assets": len(report.rows),
        "unused": len(report.unused), "external": len(report.external), "unsent": len(report.unsent),
        "internal": len(report.internal), "unopened": len(report.unopened),
        "totals": {cause.value: count for cause, count in report.totals.items()},
        "groups": {by: to_plain(group_unused(report, by)) for by in GROUPS},
        "rows": [unused_to_line(row) for row in report.rows],
    }  # fmt: skip


# What a line tells of an asset, in this order.
LINE = (
    "path", "drive", "title", "kind", "audience", "cause", "unused", "impressions", "opens", "sends", "views", "owner",
    "modified_at", "effort", "best_rank", "last_sent_at", "fix", "queries",
)  # fmt: skip


def unused_to_line(row: UnusedRow) -> dict[str, Any]:
    """One asset a line, with the searches that showed it."""
    asset = row.asset
    return {
        "path": asset.path, "drive": asset.drive, "title": asset.title, "kind": asset.kind,
        "audience": asset.audience.value, "cause": row.cause.value, "unused": row.unused,
        "impressions": row.impressions, "opens": row.opens, "sends": row.sends, "views": row.views,
        "owner": row.owner, "modified_at": to_text(row.asset.modified_at),
        "effort": row.effort.value, "best_rank": row.best_rank, "last_sent_at": to_text(row.last_sent_at),
        "fix": row.fix, "queries": list(row.queries),
    }  # fmt: skip


def list_part(report: UnusedReport, question: Question) -> Iterator[UnusedRow]:
    """The assets of one cause and one group, as chosen; every unused one where nothing is."""
    cause, by, group = (question.choices.get(name, "") for name in ("cause", "by", "group"))
    for row in [one for one in report.rows if one.cause == cause] if cause else report.unused:
        if not (by and group) or GROUPS[by](row, report.until) == group:
            yield row


def _brief(report: UnusedReport, question: Question, _labels: Labels) -> Brief:
    """The whole library with its causes, or added up by what was chosen; the last line is all together."""
    by = question.choices.get("by", "")
    if by:
        rows = [(one.name, one.assets, one.unused, *one.totals.values()) for one in group_unused(report, by)]
        rows.append(("together", len(report.rows), len(report.unused), *report.totals.values()))
        return Brief(
            f"By {by}:", (by, "assets", "unused", *(CAUSES[cause][0].lower() for cause in report.totals)), tuple(rows)
        )
    share = len(report.unsent) / len(report.external) if report.external else 0.0
    says = (
        f"{len(report.unsent)} of {len(report.external)} external assets ({share:.0%}) were never sent, and "
        f"{len(report.unopened)} of {len(report.internal)} internal ones never opened, "
        f"from {report.since:%Y-%m-%d} to {report.until:%Y-%m-%d}."
    )
    listed = [row for row in report.unused if row.impressions] or list(report.unused)
    return Brief(
        says,
        ("asset", "kind", "cause", "shown", "opened", "asked for"),
        tuple(
            (row.asset.title[:60], row.asset.kind, CAUSES[row.cause][0], row.impressions, row.opens,
             "; ".join(row.queries[:1])[:50])
            for row in listed[:MOST_ROWS]
        ),
    )  # fmt: skip


def _run(library: Library, question: Question) -> UnusedReport:
    return report_causes(library.db, since=question.since, until=question.until, scope=question.scope)


def _run_data(library: Library, question: Question) -> UnusedReport:
    return report_unused(library.db, since=question.since, until=question.until, scope=question.scope)


REPORT = Report(
    name="unused",
    title="Unused content",
    asks="What was not sent, and why: never surfaced, not opened, or opened but not sent.",
    order=50,
    run=_run,
    run_data=_run_data,
    rows=lambda report, question: (unused_to_line(row) for row in list_part(report, question)),
    row=LINE,
    brief=_brief,
    has_scope=True,
    choices=(
        ReportChoice(
            "cause",
            "Only what is unused for this reason.",
            {cause.value: label for cause, (label, _) in CAUSES.items()},
        ),
        ReportChoice("by", "Add up by this, too.", {by: by for by in GROUPS}),
        ReportChoice("group", "Only this group of what it is added up by."),
    ),
    plain=unused_to_json,
)
