"""The same fact told differently by two assets: how available we are, how many customers, what something costs.

Only what can be read for certain is compared: a number beside the word it counts, in the assets' own text. What a
sentence says of a named competitor, or of a measured sample, is another fact and left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from contentlib.catalog import is_superseded, list_plain_assets
from contentlib.language import KindRole, Vocabulary
from contentlib.library import Library
from contentlib.model import Asset, Axis
from contentlib.reports.report import MOST_ROWS, Brief, Labels, Question, Report
from contentlib.reports.scope import Scope, list_owners
from contentlib.storage import Beginning, Store, among, any_of, list_having, listed, to_text

NUMBER = r"(?P<number>\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+|\d+(?:[.,]\d+)?)"
# Words that make a number of customers a sample and not the whole.
SAMPLE = r"(?<!of )(?<!at )(?<!with )(?<!measured )(?<!from )(?<!among )(?<!between )(?<!our )(?<![\d.,] )(?<![\d.,])"
UP = r"(?:uptime|availab\w+|verfügbar\w*|disponib\w+)"
OTHER_NUMBER = NUMBER.replace("number", "other")
NOT_ALL = r"(?!,?\s(?:measured|left|who|whom|that|live))"
FACTS = {
    "uptime": (
        "Availability",
        re.compile(rf"{UP}[^.!?\n\d%]{{0,40}}{NUMBER}\s?%|{OTHER_NUMBER}\s?%[^.!?\n\d%]{{0,12}}{UP}", re.IGNORECASE),
    ),
    "customers": (
        "Customers",
        re.compile(rf"{SAMPLE}{NUMBER}\s(?:paying\s|active\s)?(?:customers|clients|Kunden)\b{NOT_ALL}", re.IGNORECASE),
    ),
    "countries": (
        "Countries",
        re.compile(rf"(?:customers|clients|offices|people) in {NUMBER} countries", re.IGNORECASE),
    ),
    "employees": (
        "Employees",
        re.compile(rf"{SAMPLE}{NUMBER}\s(?:employees|colleagues|Mitarbeiter\w*)\b", re.IGNORECASE),
    ),
}
# Before a number: it counts somebody else's (“companies with over 2,000 employees”), or is an example.
NOT_OURS = re.compile(
    r"(?:\b(?:companies|organi[sz]ations|firms|businesses|enterprises|Unternehmen|Firmen)\b[^.!?\n]{0,40}"
    r"\b(?:with|of|mit|ab)\b[^.!?\n]{0,16}"
    r"|(?:\be\.g\.|\bfor (?:example|instance)|\bsuch as|\bz\.\s?B\.),?[^.!?\n]{0,16}|\d\s?[-–]\s?)$",
    re.IGNORECASE,
)
# The words around which a fact is told. A text is looked through for them once, and the patterns near them alone: a
# pattern that may begin at any letter is a hundred times slower.
GIVEAWAYS = {
    "uptime": ("uptime", "availab", "verfügbar", "disponib"),
    "customers": ("customers", "clients", "kunden"),
    "countries": ("countries",),
    "employees": ("employees", "colleagues", "mitarbeiter"),
}
# Longer than any number and the words between it and what it counts.
NEAR = 100
# Between which numbers a claim is one: “a 20 % availability” is a sentence about something else.
PLAUSIBLE = {"uptime": (90.0, 100.0), "customers": (10.0, 1e9), "countries": (2.0, 200.0), "employees": (10.0, 1e7)}
PRICE = re.compile(
    rf"^(?P<what>[A-Z][\w&+ ]{{2,40}}?)\s*[:|,–-]?\s*(?P<currency>EUR|USD|GBP|CHF|€|\$|£)\s?{NUMBER}"
    r"(?P<unit>\s(?:per|a|/)\s?(?:month|year|user|invoice)[\w ]{0,12})?",
    re.MULTILINE,
)
AMOUNT = re.compile(r"(?:EUR|USD|GBP|CHF|€|\$|£)\s?\d")
WORDS = any_of(
    (
        "uptime", Beginning("availab"), Beginning("disponib"), "customers", "clients", "kunden", "countries",
        "employees", "eur", "usd", "gbp",
    ),
    columns=("heading", "body"),
)  # fmt: skip
LONGEST_QUOTE = 180
PRICES = "price"
# A sum for a year is no other price than one for a month.
FURTHEST = 3.0


@dataclass(frozen=True, slots=True)
class Claim:
    """One asset's word on a fact. ``archived``: its path says that a newer one is elsewhere."""

    asset: Asset
    locator: str
    quote: str
    number: float
    archived: bool
    sends: int


@dataclass(frozen=True, slots=True)
class Telling:
    """A value, and who says so, the most sent first."""

    value: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A fact that is told in more than one way; what most assets say comes first."""

    fact: str
    label: str
    tellings: tuple[Telling, ...]

    @property
    def sends(self) -> int:
        """How often something was sent that says otherwise than most."""
        return sum(claim.sends for telling in self.tellings[1:] for claim in telling.claims)


@dataclass(frozen=True, slots=True)
class ClaimsReport:
    """``agreed`` counts facts that several assets tell alike."""

    since: datetime
    until: datetime
    disagreements: tuple[Disagreement, ...]
    agreed: int
    scope: Scope = Scope()


def report_claims(
    db: Store, vocabulary: Vocabulary, *, since: datetime, until: datetime, scope: Scope = Scope()
) -> ClaimsReport:
    """Facts that the living assets of the scope tell differently, those most often sent wrongly first."""
    owners = list_owners(db)
    # Who else speaks there: buyers in a call, a customer of its own company, somebody invented.
    of_others = vocabulary.kinds_with(KindRole.TELLS_OF_OTHERS)
    assets = {
        asset.id: asset for asset in list_plain_assets(db)
        if asset.kind not in of_others and scope.covers(asset, owners.get(asset.id, ""))
    }  # fmt: skip
    sends = dict(
        db.execute(
            "SELECT asset_id, count(*) FROM counted_sends WHERE sent_at >= ? AND sent_at < ? GROUP BY 1",
            [to_text(since), to_text(until)],
        ).fetchall()
    )
    rivals = _list_rivals(db)
    told: dict[tuple[str, str], dict[float, dict[int, Claim]]] = defaultdict(lambda: defaultdict(dict))
    for asset_id, locator, text in _list_sections(db):
        asset = assets.get(asset_id)
        if asset is None:
            continue
        for fact, label, number, quote in find_claims(text, rivals):
            claim = Claim(asset, locator, quote, number, is_superseded(asset.path), sends.get(asset_id, 0))
            told[fact, label][number].setdefault(asset_id, claim)
    for key, values in told.items():
        told[key] = _comparable(values) if key[0].startswith(PRICES) else values
    several = {
        key: values for key, values in told.items() if len({one for some in values.values() for one in some}) > 1
    }
    found = [_make(fact, label, values) for (fact, label), values in several.items() if len(values) > 1]
    found.sort(key=lambda one: (-one.sends, -sum(len(telling.claims) for telling in one.tellings), one.label))
    return ClaimsReport(since, until, tuple(found), len(several) - len(found), scope)


def find_claims(text: str, rivals: Iterable[str] = ()) -> Iterator[tuple[str, str, float, str]]:
    """What a text claims: (fact, its label, the number, the sentence). ``rivals`` are competitors' names.

    >>> [(fact, number) for fact, _, number, _ in find_claims("99.95 % availability for 640 customers.")]
    [('uptime', 99.95), ('customers', 640.0)]
    >>> list(find_claims("The median of 118 customers measured in 2025"))
    []
    >>> list(find_claims("20 % of companies with more than 2,000 employees; targets, e.g. 99.9 % uptime"))
    []
    """
    for fact, start, end in _find_places(text):
        label, pattern = FACTS[fact]
        low, high = PLAUSIBLE[fact]
        for found in pattern.finditer(text, start, end):
            quote = quote_line(text, found.start(), found.end())
            number = read_number(found["number"] or found.groupdict().get("other") or "")
            if NOT_OURS.search(text, max(found.start() - NEAR, 0), found.start()):
                continue
            if low <= number <= high and not any(rival.lower() in quote.lower() for rival in rivals):
                yield fact, label, number, quote
    for found in _find_prices(text):
        what = " ".join(found["what"].split()).lower()
        label = f"Price: {what}{' '.join(['', *(found['unit'] or '').split()])} in {found['currency']}"
        yield (
            f"price {label.lower()}",
            label,
            read_number(found["number"]),
            quote_line(text, found.start(), found.end()),
        )


def _find_places(text: str) -> Iterator[tuple[str, int, int]]:
    """The stretches of a text that may tell a fact, each once."""
    lower = text.lower()
    for fact, words in GIVEAWAYS.items():
        spans: list[list[int]] = []
        for at in sorted(at for word in words for at in _find_all(lower, word)):
            if spans and at - NEAR <= spans[-1][1]:
                spans[-1][1] = at + NEAR
            else:
                spans.append([max(at - NEAR, 0), at + NEAR])
        yield from ((fact, start, end) for start, end in spans)


def _find_all(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _find_prices(text: str) -> Iterator[re.Match[str]]:
    """Each line that begins with what costs so much; the amount may stand on the next one."""
    end = 0
    for amount in AMOUNT.finditer(text):
        line = text.rfind("\n", 0, amount.start()) + 1
        before = text.rfind("\n", 0, max(line - 1, 0)) + 1
        found = next((found for start in (before, line) if start >= end and (found := PRICE.match(text, start))), None)
        if found:
            end = found.end()
            yield found


def read_number(text: str) -> float:
    """A number as people write it on either side of an ocean.

    >>> read_number("1,450"), read_number("1.450"), read_number("99,95"), read_number("12 000")
    (1450.0, 1450.0, 99.95, 12000.0)
    """
    if re.fullmatch(r"\d{1,3}(?:[.,\s]\d{3})+", text):
        return float(re.sub(r"\D", "", text))
    return float(text.replace(",", "."))


def quote_line(text: str, start: int, end: int) -> str:
    """The line around a place in a text, shortened."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    line = " ".join(text[first : last if last >= 0 else len(text)].split())
    if len(line) <= LONGEST_QUOTE:
        return line
    at = max(0, start - first - LONGEST_QUOTE // 3)
    return f"…{line[at : at + LONGEST_QUOTE]}…"


def _list_sections(db: Store) -> Iterator[tuple[int, str, str]]:
    rows = db.execute(
        "SELECT v.asset_id, s.locator, s.heading, s.text FROM sections s JOIN versions v ON v.id = s.version_id "
        f"WHERE {among('s.id')} ORDER BY v.asset_id, s.position",
        [listed(list_having(db, WORDS))],
    )
    for asset_id, locator, heading, text in rows:
        yield asset_id, locator, f"{heading}\n{text}"


def _list_rivals(db: Store) -> tuple[str, ...]:
    rows = db.execute("SELECT DISTINCT value FROM winning_tags WHERE axis = ?", [Axis.COMPETITOR.value])
    return tuple(row[0] for row in rows)


def _comparable(values: dict[float, dict[int, Claim]]) -> dict[float, dict[int, Claim]]:
    """The values near the one that most assets tell; the others are sums of something else."""
    usual = max(values, key=lambda number: (len(values[number]), -number))
    return {
        number: claims for number, claims in values.items()
        if usual and number and 1 / FURTHEST <= number / usual <= FURTHEST
    }  # fmt: skip


def _make(fact: str, label: str, values: dict[float, dict[int, Claim]]) -> Disagreement:
    tellings = [
        Telling(f"{number:,.10g}", tuple(sorted(claims.values(), key=lambda claim: -claim.sends)))
        for number, claims in values.items()
    ]
    # What an archive says is not what most say, however many old papers lie there.
    tellings.sort(key=lambda one: (-sum(not claim.archived for claim in one.claims), -len(one.claims)))
    return Disagreement(fact, label, tuple(tellings))


CLAIM = (
    "fact", "value", "most_say_so", "asset_id", "path", "title", "locator", "quote", "archived", "sends",
)  # fmt: skip


def list_claims(report: ClaimsReport) -> Iterator[dict[str, object]]:
    """The report as rows of a table, one claim each."""
    for one in report.disagreements:
        for place, telling in enumerate(one.tellings):
            for claim in telling.claims:
                yield {
                    "fact": one.label, "value": telling.value, "most_say_so": place == 0, "asset_id": claim.asset.id,
                    "path": claim.asset.path, "title": claim.asset.title, "locator": claim.locator,
                    "quote": claim.quote, "archived": claim.archived, "sends": claim.sends,
                }  # fmt: skip


# --- the report -----------------------------------------------------------------------------------------------------


def _brief(report: ClaimsReport, _question: Question, _labels: Labels) -> Brief:
    """Each fact that is told in more than one way, with who says what."""
    rows = tuple(
        (one.label, telling.value, claim.asset.title[:50], claim.locator, claim.quote[:70], claim.sends)
        for one in report.disagreements[:MOST_ROWS]
        for telling in one.tellings
        for claim in telling.claims
    )
    says = f"{len(report.disagreements)} facts are told in more than one way, {report.agreed} by several assets alike."
    return Brief(says, ("fact", "value", "asset", "where", "in these words", "sent"), rows)


def _run(library: Library, question: Question) -> ClaimsReport:
    return report_claims(
        library.db, library.vocabulary, since=question.since, until=question.until, scope=question.scope
    )


REPORT = Report(
    name="claims",
    title="Claims",
    asks="The same fact told differently by two assets: availability, customers, prices.",
    order=80,
    run=_run,
    rows=lambda report, _: list_claims(report),
    row=CLAIM,
    brief=_brief,
    has_scope=True,
)
