"""How each asset fares: shown, opened, sent, read, and what became of the deals it was sent on.

A deal counts for an asset when the asset was sent on it before it closed. That two things happened together does not
say that one caused the other: the lost deals stand beside the won ones, and the share has an interval.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from contentlib.catalog import load_assets
from contentlib.errors import UnknownAsset
from contentlib.library import Library
from contentlib.model import Asset, Deal, Outcome
from contentlib.reports.ground import SHOWN, Counted, Ground, count_one, read_ground
from contentlib.reports.money import add_up
from contentlib.reports.months import name_months
from contentlib.reports.report import MOST_ROWS, Brief, Labels, Question, Report, ReportChoice
from contentlib.reports.scope import Scope
from contentlib.storage import Store, among, folded, listed, to_text, unindexed

RULE = "A deal counts for an asset when the asset was sent on it before it closed."
# With fewer decided deals than this an asset is not ranked by them.
FEWEST_DEALS = 5
# The 97.5th percentile of the normal distribution: an interval that holds the true share in 95 of 100 cases.
Z = 1.959964


@dataclass(frozen=True, slots=True)
class Share:
    """Won deals among the decided ones, with the Wilson interval (0-1 each). None has no share."""

    won: int
    lost: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Deals by how they ended, with their amounts by currency."""

    won: int
    lost: int
    open: int
    won_amount: Mapping[str, float]
    lost_amount: Mapping[str, float]
    open_amount: Mapping[str, float]


NO_DEALS = Outcomes(0, 0, 0, {}, {}, {})


@dataclass(frozen=True, slots=True)
class Scorecard:
    """One asset in a window. ``against`` says how its share stands to the library's: above, below, or not to tell."""

    asset: Asset
    impressions: int
    opens: int
    sends: int
    reads: int
    deals: Outcomes
    share: Share | None
    against: str


@dataclass(frozen=True, slots=True)
class LibraryMonth:
    """What happened to all these assets in one month, as 2026-03; ``won`` are deals won then on which one was sent."""

    month: str
    impressions: int
    opens: int
    sends: int
    reads: int
    won: int


@dataclass(frozen=True, slots=True)
class ScorecardReport:
    """Every living asset that was shown, opened or sent, most sent first. ``base`` is over all deals with any send."""

    since: datetime
    until: datetime
    rule: str
    base: Share | None
    rows: tuple[Scorecard, ...]
    months: tuple[LibraryMonth, ...] = ()
    scope: Scope = Scope()


@dataclass(frozen=True, slots=True)
class Month:
    """What happened to one asset in one month, written 2026-03."""

    month: str
    impressions: int
    opens: int
    sends: int
    reads: int


@dataclass(frozen=True, slots=True)
class AssetReport:
    """One asset's card, its months, the searches that showed it (with how many opened it), and its deals."""

    since: datetime
    until: datetime
    rule: str
    base: Share | None
    card: Scorecard
    months: tuple[Month, ...]
    queries: tuple[tuple[str, int, int], ...]
    deals: tuple[Deal, ...]


def measure_share(won: int, lost: int) -> Share | None:
    """The share of won deals with its 95 % interval (Wilson, JASA 22:209-212, 1927); none without decided deals.

    >>> measure_share(0, 0)
    >>> share = measure_share(8, 2)
    >>> round(share.low, 2), share.share, round(share.high, 2)
    (0.49, 0.8, 0.94)
    """
    n = won + lost
    if not n:
        return None
    p = won / n
    middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
    reach = Z / (1 + Z * Z / n) * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    # At the ends the bound is the share itself; rounding would put it a hair beyond.
    return Share(won, lost, p, max(middle - reach, 0.0) if won else 0.0, min(middle + reach, 1.0) if lost else 1.0)


def compare(share: Share | None, base: Share | None) -> str:
    """How an asset's share stands to the library's.

    >>> compare(measure_share(9, 0), measure_share(30, 60))
    'above'
    >>> compare(measure_share(3, 1), measure_share(30, 60))
    'too few deals'
    """
    if share is None or base is None or share.won + share.lost < FEWEST_DEALS:
        return "too few deals"
    if share.low > base.share:
        return "above"
    return "below" if share.high < base.share else "no difference to tell"


def report_scorecard(
    db: Store, *, since: datetime, until: datetime, scope: Scope = Scope(), ground: Ground | None = None
) -> ScorecardReport:
    """The cards of all living assets of the scope that anything happened to. ``base`` is always the whole library's.

    ``ground``: that of the window, if it was read already.
    """
    ground = ground or read_ground(db, since=since, until=until)
    base = measure_base(db, since=since, until=until)
    cards = list_cards(db, ground, base, scope=scope)
    among = [asset.id for asset, _ in ground.within(scope)]
    months = count_months(db, among, since=since, until=until)
    return ScorecardReport(since, until, RULE, base, cards, months, scope)


def list_cards(db: Store, ground: Ground, base: Share | None, *, scope: Scope = Scope()) -> tuple[Scorecard, ...]:
    """The cards of the scope beside the library's share, the most sent first, without the months around them."""
    outcomes = _list_outcomes(db, since=ground.since, until=ground.until)
    cards = (
        _make_card(asset, did, outcomes.get(asset.id, NO_DEALS), base)
        for asset, _ in ground.within(scope)
        if (did := ground.count(asset.id)).happened
    )
    return tuple(sorted(cards, key=lambda card: (-card.sends, -card.opens, card.asset.title.casefold())))


def rank_by_share(cards: Iterable[Scorecard]) -> tuple[Scorecard, ...]:
    """The cards with enough decided deals, by the low end of their interval; small samples are left out."""
    enough = [card for card in cards if card.share and card.share.won + card.share.lost >= FEWEST_DEALS]
    return tuple(sorted(enough, key=lambda card: -(card.share.low if card.share else 0.0)))


def report_asset(db: Store, asset_id: int, *, since: datetime, until: datetime) -> AssetReport:
    """One asset, retired or not.

    Raises:
        UnknownAsset: there is none of this number.
    """
    asset = load_assets(db, [asset_id]).get(asset_id)
    if asset is None:
        raise UnknownAsset(f"No asset has the number {asset_id}. Choose one from the scorecards.")
    deals = _list_deals(db, asset_id, since=since, until=until)
    base = measure_base(db, since=since, until=until)
    card = _make_card(asset, count_one(db, asset_id, since=since, until=until), _sort_out(deals), base)
    return AssetReport(
        since, until, RULE, base, card, _list_months(db, asset_id, since=since, until=until),
        _list_queries(db, asset_id, since=since, until=until), deals,
    )  # fmt: skip


def _make_card(asset: Asset, did: Counted, deals: Outcomes, base: Share | None) -> Scorecard:
    share = measure_share(deals.won, deals.lost)
    against = compare(share, base)
    return Scorecard(asset, did.impressions, did.opens, did.sends, did.views, deals, share, against)


# The rule: an asset and each deal that counts for it, once.
COUNTING = """SELECT DISTINCT s.asset_id, d.id AS deal_id FROM counted_sends s JOIN deals d ON d.id = s.deal_id
    WHERE s.sent_at >= ? AND s.sent_at < ?
    AND (d.outcome = 'open' OR d.closed_at IS NULL OR s.sent_at <= d.closed_at)"""


def _list_deals(db: Store, asset_id: int, *, since: datetime, until: datetime) -> tuple[Deal, ...]:
    """The deals that count for an asset."""
    rows = db.execute(
        "SELECT d.id, d.name, coalesce(a.name, ''), d.outcome, d.pipeline_stage, d.amount, d.currency "
        f"FROM ({COUNTING} AND s.asset_id = ?) c JOIN deals d ON d.id = c.deal_id "
        "LEFT JOIN accounts a ON a.id = d.account_id ORDER BY d.outcome DESC, d.amount DESC, d.id",
        [to_text(since), to_text(until), asset_id],
    )
    return tuple(Deal(row[0], row[1], row[2], Outcome(row[3]), *row[4:]) for row in rows)


def _list_outcomes(db: Store, *, since: datetime, until: datetime) -> dict[int, Outcomes]:
    """How the deals ended that count for each asset. Each deal is made once, however many assets it counts for."""
    deals = {
        row[0]: Deal(row[0], "", "", Outcome(row[1]), amount=row[2], currency=row[3])
        for row in db.execute("SELECT id, outcome, amount, currency FROM deals")
    }
    found: dict[int, list[Deal]] = defaultdict(list)
    for asset_id, deal_id in db.execute(COUNTING, [to_text(since), to_text(until)]):
        found[asset_id].append(deals[deal_id])
    return {asset_id: _sort_out(some) for asset_id, some in found.items()}


def measure_base(db: Store, *, since: datetime, until: datetime) -> Share | None:
    """Over all deals that count for any asset, each once."""
    won, lost = db.execute(
        "SELECT count(CASE outcome WHEN 'won' THEN 1 END), count(CASE outcome WHEN 'lost' THEN 1 END) "
        f"FROM deals WHERE id IN (SELECT deal_id FROM ({COUNTING.replace('DISTINCT ', '')}))",
        [to_text(since), to_text(until)],
    ).fetchone()
    return measure_share(won, lost)


def _sort_out(deals: Iterable[Deal]) -> Outcomes:
    by: dict[Outcome, list[Deal]] = {outcome: [] for outcome in Outcome}
    for deal in deals:
        by[deal.outcome].append(deal)
    won, lost, still_open = by[Outcome.WON], by[Outcome.LOST], by[Outcome.OPEN]
    return Outcomes(len(won), len(lost), len(still_open), add_up(won), add_up(lost), add_up(still_open))


def _by_month(about: Callable[[str], str]) -> tuple[str, ...]:
    """What happened month by month in a window, of the assets that ``about`` says which, given the column."""
    return (
        f"SELECT substr(s.searched_at, 1, 7), count(*) {SHOWN} AND {about('i.asset_id')} GROUP BY 1",
        "SELECT substr(opened_at, 1, 7), count(*) FROM counted_opens WHERE opened_at >= ? AND opened_at < ? "
        f"AND {about('asset_id')} GROUP BY 1",
        "SELECT substr(sent_at, 1, 7), count(*) FROM counted_sends WHERE sent_at >= ? AND sent_at < ? "
        f"AND {about('asset_id')} GROUP BY 1",
        # By the month of the send, so that the months add up to the card.
        "SELECT substr(s.sent_at, 1, 7), count(*) FROM counted_views v JOIN counted_sends s ON s.id = v.send_id "
        f"WHERE v.human AND s.sent_at >= ? AND s.sent_at < ? AND {about('s.asset_id')} GROUP BY 1",
    )


def _among_unindexed(column: str) -> str:
    # To go through the window is quicker than to go through every asset.
    return among(unindexed(column))


OF_ONE = _by_month("{} = ?".format)
OF_SEVERAL = _by_month(_among_unindexed)
WON = (
    "SELECT substr(d.closed_at, 1, 7), count(DISTINCT d.id) FROM deals d JOIN counted_sends s ON s.deal_id = d.id "
    "WHERE d.outcome = 'won' AND d.closed_at >= ? AND d.closed_at < ? AND s.sent_at <= d.closed_at "
    f"AND {_among_unindexed('s.asset_id')} GROUP BY 1"
)


def _list_months(db: Store, asset_id: int, *, since: datetime, until: datetime) -> tuple[Month, ...]:
    counts = [dict(db.execute(sql, [to_text(since), to_text(until), asset_id]).fetchall()) for sql in OF_ONE]
    return tuple(Month(month, *(found.get(month, 0) for found in counts)) for month in name_months(since, until))


def count_months(db: Store, asset_ids: Sequence[int], *, since: datetime, until: datetime) -> tuple[LibraryMonth, ...]:
    """What happened to these assets, month by month, each month of the window once."""
    values = [to_text(since), to_text(until), listed(asset_ids)]
    counts = [dict(db.execute(sql, values).fetchall()) for sql in (*OF_SEVERAL, WON)]
    return tuple(LibraryMonth(month, *(found.get(month, 0) for found in counts)) for month in name_months(since, until))


def _list_queries(db: Store, asset_id: int, *, since: datetime, until: datetime) -> tuple[tuple[str, int, int], ...]:
    rows = db.execute(
        "SELECT min(s.query), count(*), count(CASE WHEN EXISTS (SELECT 1 FROM counted_opens o WHERE o.search_id = s.id "
        f"AND o.asset_id = i.asset_id) THEN 1 END) {SHOWN} AND i.asset_id = ? GROUP BY {folded('s.query')} "
        "ORDER BY 2 DESC, 3 DESC, 1 LIMIT 25",
        [to_text(since), to_text(until), asset_id],
    )
    return tuple((row[0], row[1], row[2]) for row in rows)


# --- the report -----------------------------------------------------------------------------------------------------


def _brief(report: ScorecardReport, _question: Question, _labels: Labels) -> Brief:
    """The most sent assets, with their deals."""
    rows = tuple(
        (card.asset.title[:60], card.impressions, card.opens, card.sends, card.reads,
         f"{card.deals.won} / {card.deals.lost} / {card.deals.open}", word_share(card.share, enough=FEWEST_DEALS))
        for card in report.rows[:MOST_ROWS]
    )  # fmt: skip
    columns = ("asset", "shown", "opened", "sent", "read", "deals won / lost / open", "won share")
    return Brief(f"{report.rule} Over all such deals: {word_share(report.base)} won.", columns, rows)


def word_share(share: Share | None, *, enough: int = 1) -> str:
    """A share with its interval, or that there are too few deals.

    >>> word_share(None)
    'too few deals'
    """
    if share is None or share.won + share.lost < enough:
        return "too few deals"
    return f"{share.share:.0%} ({share.low:.0%} to {share.high:.0%})"


def _run(library: Library, question: Question) -> ScorecardReport:
    return report_scorecard(library.db, since=question.since, until=question.until, scope=question.scope)


REPORT = Report(
    name="scorecard",
    title="Scorecards",
    asks="How each asset fares: shown, opened, sent, read, and the deals it was sent on.",
    order=60,
    run=_run,
    rows=lambda report, question: rank_by_share(report.rows) if question.choices["order"] else report.rows,
    row=Scorecard,
    brief=_brief,
    has_scope=True,
    choices=(ReportChoice("order", "In which order.", {"": "Most sent first", "share": "By won deals"}),),
)
