"""The deals of twelve months and what was sent on each: better proof in the buyer's hands, better odds."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random

from sample_corpus.builder.activity_assets import (
    DISCOVERY,
    EVALUATION,
    NEGOTIATION,
    POST_SALE,
    PROPOSAL,
    PUBLISHED,
    SENDABLES,
    Sendable,
)
from sample_corpus.builder.activity_calendar import ENDS_AT, STARTS_AT, working_moment
from sample_corpus.builder.activity_people import Account, Contact
from sample_corpus.builder.company import REPS

PHASES = (DISCOVERY, EVALUATION, PROPOSAL, NEGOTIATION)
# How often a rep wins before any proof is counted, and how much they send.
HABITS = {
    "rep-01": (0.16, 1.2),
    "rep-02": (0.12, 1.0),
    "rep-03": (0.14, 1.1),
    "rep-04": (0.08, 0.8),
    "rep-05": (0.16, 1.0),
    "rep-06": (0.06, 0.8),
    "rep-07": (0.12, 1.0),
    "rep-08": (0.04, 0.7),
}
SENDS_BY_PHASE = {DISCOVERY: 2.2, EVALUATION: 2.9, PROPOSAL: 2.0, NEGOTIATION: 1.4, POST_SALE: 2.2}
LOST_REASONS = (
    "price",
    "price",
    "no decision",
    "no decision",
    "timing: budget frozen",
    "timing: ERP migration first",
    "competitor: Billmoor",
    "competitor: Veltrapay",
    "competitor: Quillstone",
    "competitor: Orsavo",
    "stayed with SumLedger",
    "security review not passed in time",
    "builds in house",
)
NOTES = (
    "", "", "", "", "", "asked for after the demo", "CFO wants numbers", "for IT", "for their CISO", "they compare with SumLedger",
    "price came up again", "for the board meeting", "as promised on the phone", "resent, link had expired", "champion forwards it",
)  # fmt: skip
CHANNELS = (
    "link",
    "link",
    "link",
    "link",
    "link",
    "email",
    "email",
    "email",
    "attached",
    "attached",
    "meeting",
    "copied",
)


@dataclass(frozen=True, slots=True)
class Deal:
    deal_id: str
    account: Account
    name: str
    rep_id: str
    amount: int
    currency: str
    pipeline_stage: str
    outcome: str
    opened_at: datetime
    closed_at: datetime | None
    lost_reason: str = ""


@dataclass(frozen=True, slots=True)
class Send:
    """One asset to one contact; the deal is None for mail to existing customers."""

    sent_at: datetime
    asset: Sendable
    rep_id: str
    contact: Contact
    deal: Deal | None
    channel: str
    note: str


# Deals the call transcripts and the discount matrix speak of: account, name, opened, closed, amount, outcome, reason.
_KNOWN_DEALS = (
    ("Nordhaven Ferries", "Professional, two entities", "2025-11-26", "2026-02-24", 66_050, "won", ""),
    ("Quernstone Breweries", "Replace Quillstone", "2025-12-08", "2026-04-20", 78_400, "won", ""),
    (
        "Pellworth Catering",
        "AP automation kitchens",
        "2026-02-03",
        "2026-04-28",
        38_400,
        "lost",
        "competitor: Veltrapay",
    ),
    ("Vantmoor Clinics", "Enterprise, six sites", "2026-01-19", "2026-06-30", 118_000, "won", ""),
    ("Ombertree Tools", "Replace SumLedger", "2026-02-26", "2026-06-29", 45_980, "won", ""),
    ("Halverstad Energi", "Enterprise with own key", "2026-03-16", "2026-07-24", 96_600, "won", ""),
    ("Brennan & Doyle Foods", "Expansion Carrowmore, Enterprise", "2026-07-14", "2026-09-18", 104_000, "won", ""),
    (
        "Lindqvale Paper",
        "Professional",
        "2026-04-22",
        "2026-09-28",
        38_400,
        "lost",
        "terms: most-favoured-customer clause",
    ),
)
_CUSTOMERS = frozenset(
    ("Brennan & Doyle Foods", "Tidemark Cloud", "Karsten Antriebe", "St. Aldric Hospital Group", "Norrvik Freight", "Maribelle Hotels", "Corvane Mutual")
)  # fmt: skip
_DEAL_COUNT = 72


def make_deals_and_sends(
    rng: Random, accounts: list[Account], contacts: list[Contact]
) -> tuple[list[Deal], list[Send]]:
    """All deals in the order they were opened, and all sends in the order of time."""
    people: dict[str, list[Contact]] = {}
    for contact in contacts:
        people.setdefault(contact.account_id, []).append(contact)
    sends: list[Send] = []
    deals: list[Deal] = []
    for planned in _plan_deals(rng, accounts):
        material = _sends_on_deal(rng, planned, people[planned.account.account_id])
        deal = _with_outcome(rng, planned, material)
        deals.append(deal)
        sends += [replace(send, deal=deal) for send in material]
        if deal.outcome == "won" and deal.closed_at:
            sends += _sends_after_sale(rng, deal.account, people, since=deal.closed_at)
    for account in accounts:
        if account.name in _CUSTOMERS:
            sends += _sends_after_sale(rng, account, people, since=STARTS_AT, factor=2.0)
    return deals, sorted(sends, key=lambda send: (send.sent_at, send.asset.key, send.contact.contact_id))


def _plan_deals(rng: Random, accounts: list[Account]) -> list[Deal]:
    by_name = {account.name: account for account in accounts}
    plans = [_known_deal(by_name[known[0]], known) for known in _KNOWN_DEALS]
    taken = {plan.account.name for plan in plans}
    prospects = [account for account in accounts if account.name not in taken | _CUSTOMERS]
    for number in range(_DEAL_COUNT - len(plans)):
        plans.append(_new_deal(rng, prospects[number % len(prospects)], second=number >= len(prospects)))
    plans.sort(key=lambda plan: (plan.opened_at, plan.account.account_id))
    return [replace(plan, deal_id=f"deal-{number:03d}") for number, plan in enumerate(plans, start=1)]


def _known_deal(account: Account, known: tuple[str, str, str, str, int, str, str]) -> Deal:
    _, title, opened, closed, amount, outcome, reason = known
    opened_at = datetime.fromisoformat(f"{opened}T09:15:00+00:00").astimezone(UTC)
    closed_at = datetime.fromisoformat(f"{closed}T14:30:00+00:00").astimezone(UTC)
    name = f"{account.name} – {title}"
    return Deal("", account, name, account.territory, amount, "EUR", "closed", outcome, opened_at, closed_at, reason)


def _new_deal(rng: Random, account: Account, *, second: bool) -> Deal:
    """A deal without an outcome yet; closed_at is when it would be decided."""
    plan, amount = _plan_and_amount(rng, account)
    opened_at = working_moment(rng, after=STARTS_AT - timedelta(days=75), before=ENDS_AT - timedelta(days=20))
    decided_at = working_moment(rng, after=opened_at + timedelta(days=45), before=opened_at + timedelta(days=175))
    currency = "GBP" if account.country == "United Kingdom" else "EUR"
    name = f"{account.name} – {plan}{', second entity' if second else ''}"
    return Deal("", account, name, account.territory, amount, currency, "", "", opened_at, decided_at)


def _plan_and_amount(rng: Random, account: Account) -> tuple[str, int]:
    setup = rng.choice((0, 9_500, 9_500))
    discount = rng.choice((0, 0, 0.05, 0.08, 0.12))
    if account.employees < 650:
        return "Essentials", round(19_200 * (1 - discount)) + setup
    if account.employees < 2000:
        return "Professional", round(38_400 * (1 - discount)) + setup
    return "Enterprise", round(rng.choice((73_200, 88_000, 112_000, 146_000)) * (1 - discount)) + setup


def _sends_on_deal(rng: Random, deal: Deal, people: list[Contact]) -> list[Send]:
    """What the rep sends, phase by phase, up to today."""
    assert deal.closed_at
    length = (deal.closed_at - deal.opened_at) / len(PHASES)
    sends: list[Send] = []
    for number, phase in enumerate(PHASES):
        begins = deal.opened_at + number * length
        count = _count(rng, SENDS_BY_PHASE[phase] * HABITS[deal.rep_id][1])
        for asset in _pick(rng, phase, count, deal.account.industry):
            sent_at = working_moment(rng, after=begins, before=begins + length)
            if max(STARTS_AT, PUBLISHED.get(asset.key, STARTS_AT)) <= sent_at <= ENDS_AT:
                sends.append(_send(rng, sent_at, asset, deal.rep_id, rng.choice(people)))
    return sends


def _sends_after_sale(
    rng: Random, account: Account, people: dict[str, list[Contact]], *, since: datetime, factor: float = 1.0
) -> list[Send]:
    """Kick-off decks, newsletters, renewal notices: no deal, and often from the same rep."""
    if since >= ENDS_AT - timedelta(days=10):
        return []
    count = _count(rng, SENDS_BY_PHASE[POST_SALE] * factor)
    assets = _pick(rng, POST_SALE, count, account.industry)
    begins = [max(since + timedelta(days=3), PUBLISHED.get(asset.key, since)) for asset in assets]
    moments = [working_moment(rng, after=begin, before=ENDS_AT) for begin in begins]
    contacts = people[account.account_id]
    return [
        _send(rng, when, asset, account.territory, rng.choice(contacts))
        for when, asset in zip(moments, assets, strict=True)
    ]


def _send(rng: Random, sent_at: datetime, asset: Sendable, rep_id: str, contact: Contact) -> Send:
    channel = "copied" if asset.path.endswith(".eml") else rng.choice(CHANNELS)
    return Send(
        sent_at, asset, rep_id, contact, None, channel, rng.choice(NOTES) if channel != "meeting" else "shown on screen"
    )


def _pick(rng: Random, phase: str, count: int, industry: str) -> list[Sendable]:
    """Different assets of a phase; a case study of the buyer's own industry is four times as likely."""
    pool = [asset for asset in SENDABLES if asset.phase == phase]
    picked: list[Sendable] = []
    for _ in range(min(count, len(pool))):
        weights = [asset.weight * (4 if industry in asset.industries else 1) for asset in pool]
        (asset,) = rng.choices(pool, weights)
        picked.append(asset)
        pool.remove(asset)
    return picked


def _with_outcome(rng: Random, deal: Deal, sends: list[Send]) -> Deal:
    assert deal.closed_at
    if deal.outcome:
        return deal
    if deal.closed_at > ENDS_AT:
        elapsed = (ENDS_AT - deal.opened_at) / (deal.closed_at - deal.opened_at)
        return replace(deal, pipeline_stage=PHASES[min(3, int(elapsed * 4))], outcome="open", closed_at=None)
    won = rng.random() < _odds(deal, sends)
    reason = "" if won else rng.choice(LOST_REASONS)
    return replace(deal, pipeline_stage="closed", outcome="won" if won else "lost", lost_reason=reason)


def _odds(deal: Deal, sends: list[Send]) -> float:
    proofs = {send.asset.key for send in sends if send.asset.proof}
    own_industry = any(deal.account.industry in send.asset.industries for send in sends)
    outdated = any(send.asset.outdated for send in sends)
    odds = HABITS[deal.rep_id][0] + 0.09 * len(proofs) + 0.18 * own_industry - 0.18 * outdated
    return min(0.9, max(0.05, odds))


def _count(rng: Random, mean: float) -> int:
    return int(mean) + (rng.random() < mean % 1) + rng.choice((-1, 0, 0, 1))


def rep_emails() -> dict[str, str]:
    """Mail address by rep id."""
    return {rep_id: email for rep_id, _, email, _, _ in REPS}
