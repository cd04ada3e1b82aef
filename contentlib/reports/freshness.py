"""Which assets are due for a look: dates their files name, else a period for each kind; what is used comes first."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from contentlib.catalog import find_asset
from contentlib.errors import BadInput
from contentlib.language import Vocabulary
from contentlib.library import Library
from contentlib.model import Asset, Axis
from contentlib.reports.ground import Ground, read_ground
from contentlib.reports.report import MOST_ROWS, Brief, Labels, Question, Report, ReportChoice
from contentlib.reports.scope import Scope
from contentlib.storage import Store, to_text

# How long an asset is trusted where nobody said otherwise, in months.
USUAL_MONTHS = 12
LONGEST_MONTHS = 120
SOON = timedelta(days=30)


class State(StrEnum):
    """How an asset stands to its dates; the order is that of the page."""

    EXPIRED = "expired"
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    FRESH = "fresh"


STATES = {
    State.EXPIRED: ("Expired", "The file says that it must not be sent any more."),
    State.OVERDUE: ("Overdue", "Nobody looked at it in time."),
    State.DUE_SOON: ("Due soon", "Its date comes within 30 days."),
    State.FRESH: ("Fresh", "It was changed or verified in time."),
}


@dataclass(frozen=True, slots=True)
class Verification:
    """Somebody looked at an asset and found it right."""

    verified_by: str
    verified_at: datetime


@dataclass(frozen=True, slots=True)
class FreshRow:
    """One asset and its dates. ``due_at`` is when the next look is due; sends and opens are those of the window."""

    asset: Asset
    state: State
    owner: str
    due_at: datetime | None
    review_by: datetime | None
    expires_at: datetime | None
    verified: Verification | None
    sends: int
    opens: int


@dataclass(frozen=True, slots=True)
class FreshnessReport:
    """Every living asset: the worst state first, in it the most used. ``periods`` are months by kind."""

    since: datetime
    until: datetime
    totals: Mapping[State, int]
    periods: Mapping[str, int]
    rows: tuple[FreshRow, ...]
    scope: Scope = Scope()

    @property
    def stale(self) -> tuple[FreshRow, ...]:
        """The expired and the overdue."""
        return tuple(row for row in self.rows if row.state in (State.EXPIRED, State.OVERDUE))

    @property
    def used(self) -> tuple[FreshRow, ...]:
        """Stale, and sent in the window all the same."""
        return tuple(row for row in self.stale if row.sends)


def report_freshness(
    db: Store, vocabulary: Vocabulary, *, since: datetime, until: datetime, scope: Scope = Scope(),
    ground: Ground | None = None,
) -> FreshnessReport:  # fmt: skip
    """Where every living asset of the scope stands at ``until``. ``ground``: that of the window, if read already."""
    ground = ground or read_ground(db, since=since, until=until)
    periods, verified, dates = list_periods(db, vocabulary), list_verified(db), _list_dates(db)
    rows = []
    for asset, owner in ground.within(scope):
        _, review_by, expires_at = dates[asset.id]
        did = ground.count(asset.id)
        last = verified.get(asset.id)
        due_at = find_due(asset, review_by, last, periods.get(asset.kind, USUAL_MONTHS))
        rows.append(
            FreshRow(
                asset, judge(due_at, expires_at, until), owner, due_at, review_by, expires_at, last,
                did.sends, did.opens,
            )
        )  # fmt: skip
    order = {state: place for place, state in enumerate(State)}
    rows.sort(key=lambda row: (order[row.state], -row.sends, -row.opens, row.asset.title.casefold()))
    counts = Counter(row.state for row in rows)
    totals = {state: counts.get(state, 0) for state in State}
    return FreshnessReport(since, until, totals, periods, tuple(rows), scope)


@dataclass(frozen=True, slots=True)
class FreshnessRow:
    """How one asset stands today."""

    state: State
    due_at: datetime | None
    verified: Verification | None

    @property
    def label(self) -> str:
        return STATES[self.state][0]


def find_standing(db: Store, vocabulary: Vocabulary, asset: Asset, *, now: datetime) -> FreshnessRow:
    """How one asset stands to its dates."""
    _, review_by, expires_at = _list_dates(db, asset.id)[asset.id]
    last = list_verified(db, asset.id).get(asset.id)
    due_at = find_due(asset, review_by, last, list_periods(db, vocabulary).get(asset.kind, USUAL_MONTHS))
    return FreshnessRow(judge(due_at, expires_at, now), due_at, last)


def find_due(asset: Asset, review_by: datetime | None, verified: Verification | None, months: int) -> datetime | None:
    """When the next look is due: on the day its file names, unless somebody looked since (or in the 30 days before).

    Else ``months`` after it was last changed or verified; never, where neither is known.
    """
    looked = verified.verified_at if verified else None
    if review_by and (looked is None or looked < review_by - SOON):
        return review_by
    last = max((moment for moment in (asset.modified_at or asset.added_at, looked) if moment), default=None)
    return add_months(last, months) if last else None


def add_months(moment: datetime, months: int) -> datetime:
    """The same day some months later, or the last day of that month.

    >>> add_months(datetime(2025, 11, 30), 3).date().isoformat()
    '2026-02-28'
    """
    number = moment.year * 12 + moment.month - 1 + months
    year, month = number // 12, number % 12 + 1
    return moment.replace(year=year, month=month, day=min(moment.day, calendar.monthrange(year, month)[1]))


def judge(due_at: datetime | None, expires_at: datetime | None, now: datetime) -> State:
    """How an asset with these dates stands.

    >>> day = datetime(2026, 3, 1, tzinfo=UTC)
    >>> judge(day, None, day + timedelta(days=1)).value, judge(None, day, day).value
    ('overdue', 'expired')
    """
    if expires_at and expires_at <= now:
        return State.EXPIRED
    nearest = min((moment for moment in (due_at, expires_at) if moment), default=None)
    if nearest is None or nearest > now + SOON:
        return State.FRESH
    return State.OVERDUE if due_at and due_at <= now else State.DUE_SOON


def _list_dates(db: Store, asset_id: int | None = None) -> dict[int, tuple[str, datetime | None, datetime | None]]:
    rows = db.execute(
        "SELECT id, coalesce(nullif(owner, ''), author), review_by, expires_at FROM assets WHERE ? IS NULL OR id = ?",
        [asset_id, asset_id],
    )
    return {row[0]: (row[1], _read_day(row[2]), _read_day(row[3])) for row in rows}


def _read_day(text: str | None) -> datetime | None:
    """A day as a file says it; what is no day is none."""
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


# --- verifying ----------------------------------------------------------------------------------------------------


def record_verification(db: Store, asset_id: int, *, verified_by: str, verified_at: datetime) -> Asset:
    """Somebody looked at the asset and found it right.

    Raises:
        UnknownAsset: there is none of this number.
    """
    asset = find_asset(db, asset_id)
    values = {"asset_id": asset_id, "verified_by": verified_by, "verified_at": to_text(verified_at)}
    db.insert("verifications", values)
    return asset


def list_verified(db: Store, asset_id: int | None = None) -> dict[int, Verification]:
    """The last verification of each asset that has one, or of one asset."""
    rows = db.execute(
        "SELECT asset_id, verified_by, verified_at FROM verifications WHERE ? IS NULL OR asset_id = ? "
        "ORDER BY verified_at, id",
        [asset_id, asset_id],
    )
    return {row[0]: Verification(row[1], datetime.fromisoformat(row[2])) for row in rows}


def list_periods(db: Store, vocabulary: Vocabulary) -> dict[str, int]:
    """For each kind, how many months an asset of it is trusted."""
    chosen = dict(db.execute("SELECT kind, months FROM review_periods").fetchall())
    return {label.value: chosen.get(label.value, USUAL_MONTHS) for label in vocabulary.kinds}


def replace_periods(db: Store, vocabulary: Vocabulary, periods: Mapping[str, int]) -> None:
    """Set the months of these kinds.

    Raises:
        BadInput: an unknown kind, or months that are none.
    """
    vocabulary.check(Axis.KIND, periods)
    for kind, months in periods.items():
        if not 0 < months <= LONGEST_MONTHS:
            raise BadInput(f"{months} months for {kind}: choose from 1 to {LONGEST_MONTHS}.")
    with db.atomic():
        rows = [{"kind": kind, "months": months} for kind, months in periods.items()]
        db.insert_many("review_periods", rows, replace=True)


# --- the report -----------------------------------------------------------------------------------------------------


def _brief(report: FreshnessReport, _question: Question, _labels: Labels) -> Brief:
    """The stale assets, used ones first."""
    totals = ", ".join(f"{count} {STATES[state][0].lower()}" for state, count in report.totals.items())
    rows = tuple(
        (row.asset.title[:60], row.asset.kind, STATES[row.state][0], f"{row.due_at:%Y-%m-%d}" if row.due_at else "",
         row.owner or "nobody", row.sends, row.opens)
        for row in report.stale[:MOST_ROWS]
    )  # fmt: skip
    columns = ("asset", "kind", "stands", "look due", "owner", "sent", "opened")
    return Brief(f"{totals}. {len(report.used)} stale ones were sent.", columns, rows)


def _run(library: Library, question: Question) -> FreshnessReport:
    return report_freshness(
        library.db, library.vocabulary, since=question.since, until=question.until, scope=question.scope
    )


REPORT = Report(
    name="freshness",
    title="Freshness",
    asks="Which assets are due for a look, those that are used all the same first.",
    order=70,
    run=_run,
    rows=lambda report, question: (row for row in report.rows if question.choices["state"] in ("", row.state)),
    row=FreshRow,
    brief=_brief,
    has_scope=True,
    choices=(
        ReportChoice("state", "Only what stands so.", {state.value: label for state, (label, _) in STATES.items()}),
    ),
)
