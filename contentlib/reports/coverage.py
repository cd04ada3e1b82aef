"""Where demand meets supply: a map of objections (or competitors, industries and the like) by buyer stage."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from contentlib.catalog import load_assets
from contentlib.errors import BadInput
from contentlib.language import find_named as values_named
from contentlib.library import Library
from contentlib.model import MAPPED, Asset, Audience, Axis
from contentlib.reports.report import Brief, Labels, Question, Report, ReportChoice
from contentlib.search import list_asked, same_words, understand
from contentlib.storage import Store, folded, to_text

ANY = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of the map: what we have, what reps asked, and what came of it. ``stage`` is empty for all stages.

    ``external`` and ``internal`` count living assets that have not expired; ``won`` the won deals on which one of them
    was sent before the deal closed. ``lack`` says what reps asked for and cannot have; empty where nothing lacks.
    """

    stage: str
    external: int
    internal: int
    searches: int
    sends: int
    won: int
    lack: str


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One value of the side of the map: a cell for each stage, and ``whole`` for any stage or none."""

    value: str
    label: str
    cells: tuple[Cell, ...]
    whole: Cell


@dataclass(frozen=True, slots=True)
class CoverageReport:
    """The map, its most wanted rows first. ``searches`` are all of the window; ``voiced`` those that found a row."""

    since: datetime
    until: datetime
    axis: Axis
    stages: tuple[str, ...]
    rows: tuple[CoverageRow, ...]
    searches: int
    voiced: int

    @property
    def lacking(self) -> tuple[CoverageRow, ...]:
        """The rows that reps asked for and that have nothing to send."""
        return tuple(row for row in self.rows if row.whole.lack)


@dataclass(frozen=True, slots=True)
class CellAsset:
    """An asset of one field, how often it was sent, and on how many deals that were won."""

    asset: Asset
    sends: int
    won: int


@dataclass(frozen=True, slots=True)
class CellReport:
    """One field of the map laid open: its assets, most sent first, and what reps asked, most frequent first."""

    since: datetime
    until: datetime
    axis: Axis
    value: str
    label: str
    stage: str
    cell: Cell
    assets: tuple[CellAsset, ...]
    queries: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class WantedSearch:
    """One search, as the map counts it."""

    query: str
    values: frozenset[str]
    stages: frozenset[str]


@dataclass(frozen=True, slots=True)
class Supply:
    """What the library has and what came of it, by asset id; ``tagged`` and ``staged`` by value."""

    audience: Mapping[int, Audience]
    tagged: Mapping[str, set[int]]
    staged: Mapping[str, set[int]]
    sends: Mapping[int, int]
    won: Mapping[int, set[int]]

    def count(self, stage: str, assets: set[int], searches: int) -> Cell:
        external = sum(self.audience[asset_id] is Audience.EXTERNAL for asset_id in assets)
        internal = len(assets) - external
        return Cell(
            stage=stage, external=external, internal=internal, searches=searches,
            sends=sum(self.sends.get(asset_id, 0) for asset_id in assets),
            won=len(set().union(*(self.won.get(asset_id, set()) for asset_id in assets))),
            lack=name_lack(searches, external, internal),
        )  # fmt: skip

    def find(self, value: str, stage: str) -> set[int]:
        return self.tagged.get(value, set()) & self.staged.get(stage, set()) if stage else self.tagged.get(value, set())


def name_lack(searches: int, external: int, internal: int) -> str:
    """What lacks where reps asked, in words.

    >>> name_lack(3, 0, 2), name_lack(0, 0, 0)
    ('nothing to send', '')
    """
    if not searches or external:
        return ""
    return "nothing to send" if internal else "nothing at all"


def report_coverage(
    library: Library, *, since: datetime, until: datetime, axis: Axis = Axis.OBJECTION
) -> CoverageReport:
    """The map for one side. Reads queries that were not read before, so the first call may take a while.

    Raises:
        BadInput: nothing can be mapped by this axis.
    """
    labels = list_values(library, axis)
    supply = _load_supply(library.db, axis, since=since, until=until)
    wanted = tuple(_list_wanted(library, axis, labels, since=since, until=until))
    stages = tuple(label.value for label in library.vocabulary.stages)
    rows = [_make_row(value, label, stages, supply, wanted) for value, label in labels.items()]
    rows.sort(key=lambda row: (-row.whole.searches, -(row.whole.external + row.whole.internal), row.label.casefold()))
    voiced = sum(bool(one.values) for one in wanted)
    return CoverageReport(since, until, axis, stages, tuple(rows), len(wanted), voiced)


CELL = ("value", "label", "stage", "external", "internal", "searches", "sends", "won", "lack")


def list_cells(report: CoverageReport) -> Iterator[dict[str, object]]:
    """The map as rows of a table, one field each; the stage of a whole row is “any”."""
    for row in report.rows:
        for cell in (*row.cells, row.whole):
            yield {
                "value": row.value, "label": row.label, "stage": cell.stage or "any", "external": cell.external,
                "internal": cell.internal, "searches": cell.searches, "sends": cell.sends, "won": cell.won,
                "lack": cell.lack,
            }  # fmt: skip


def report_cell(
    library: Library, *, since: datetime, until: datetime, axis: Axis, value: str, stage: str
) -> CellReport:
    """One field of the map with its assets and searches.

    Raises:
        BadInput: the map has no such field.
    """
    labels = list_values(library, axis)
    if value not in labels:
        raise BadInput(f"“{value}” is no {axis.value} of this library. Choose from: {', '.join(labels) or 'none yet'}.")
    library.vocabulary.check(Axis.STAGE, (stage,) if stage else ())
    supply = _load_supply(library.db, axis, since=since, until=until)
    wanted = [
        one for one in _list_wanted(library, axis, labels, since=since, until=until)
        if value in one.values and (not stage or stage in one.stages)
    ]  # fmt: skip
    ids = supply.find(value, stage)
    assets = [
        CellAsset(asset, supply.sends.get(asset.id, 0), len(supply.won.get(asset.id, ())))
        for asset in load_assets(library.db, sorted(ids)).values()
    ]
    assets.sort(key=lambda one: (-one.sends, one.asset.title.casefold()))
    return CellReport(
        since, until, axis, value, labels[value], stage, supply.count(stage, ids, len(wanted)), tuple(assets),
        tuple(Counter(one.query for one in wanted).most_common()),
    )  # fmt: skip


def list_values(library: Library, axis: Axis) -> dict[str, str]:
    """The values of an axis with their labels: the closed list, or what the files themselves name.

    Raises:
        BadInput: nothing can be mapped by this axis.
    """
    if axis not in MAPPED:
        raise BadInput(f"The map has no side “{axis.value}”. Choose from: {', '.join(MAPPED)}.")
    if axis.traits.is_closed:
        return {label.value: label.label for label in library.vocabulary.list_labels(axis)}
    rows = library.db.execute(
        "SELECT DISTINCT t.value FROM winning_tags t JOIN assets a ON a.id = t.asset_id "
        f"WHERE t.axis = ? AND a.retired_at IS NULL ORDER BY {folded('t.value')}",
        [axis.value],
    )
    return {row[0]: library.vocabulary.labels.get(row[0], row[0]) for row in rows}


def _make_row(
    value: str, label: str, stages: Iterable[str], supply: Supply, wanted: Iterable[WantedSearch]
) -> CoverageRow:
    mine = [one for one in wanted if value in one.values]
    cells = tuple(
        supply.count(stage, supply.find(value, stage), sum(stage in one.stages for one in mine)) for stage in stages
    )
    return CoverageRow(value, label, cells, supply.count(ANY, supply.find(value, ANY), len(mine)))


def _list_wanted(
    library: Library, axis: Axis, labels: Mapping[str, str], *, since: datetime, until: datetime
) -> Iterator[WantedSearch]:
    asked = list_asked(library.db, since=since, until=until)
    voiced = understand(library, (one.query for one in asked))
    # The same words are asked again and again: each is looked at once.
    read: dict[tuple[str, frozenset[tuple[Axis, str]]], WantedSearch] = {}
    for one in asked:
        words = same_words(one.query)
        found = read.get((words, one.chosen))
        if found is None:
            found = _read_wanted(library, axis, labels, one.query, voiced[words] | one.chosen)
            read[words, one.chosen] = found
        yield found


def _read_wanted(
    library: Library, axis: Axis, labels: Mapping[str, str], query: str, said: frozenset[tuple[Axis, str]]
) -> WantedSearch:
    values = frozenset(value for found, value in said if found is axis)
    if not axis.is_voiced:
        # A query names an industry by any of its cues (“hospital”), a competitor by its name.
        cued = values_named(query, library.vocabulary.list_labels(axis))
        values |= {*find_named(query, labels), *cued} & labels.keys()
    return WantedSearch(query, values, frozenset(value for found, value in said if found is Axis.STAGE))


def find_named(query: str, values: Iterable[str]) -> Iterator[str]:
    """The values that a query names word for word, without regard to case.

    >>> list(find_named("how do we beat quillbooks?", ["Quillbooks", "Books"]))
    ['Quillbooks']
    """
    return (value for value in values if re.search(rf"\b{re.escape(value)}\b", query, re.IGNORECASE))


def _load_supply(db: Store, axis: Axis, *, since: datetime, until: datetime) -> Supply:
    audience = {
        asset_id: Audience(said)
        for asset_id, said in db.execute(
            "SELECT id, audience FROM assets WHERE retired_at IS NULL AND (expires_at IS NULL OR expires_at > ?)",
            [to_text(until)],
        )
    }
    window = [to_text(since), to_text(until)]
    sends = db.execute(
        "SELECT asset_id, count(*) FROM counted_sends WHERE sent_at >= ? AND sent_at < ? GROUP BY 1", window
    )
    won: dict[int, set[int]] = defaultdict(set)
    for asset_id, deal_id in db.execute(
        "SELECT s.asset_id, d.id FROM counted_sends s JOIN deals d ON d.id = s.deal_id WHERE d.outcome = 'won' "
        "AND s.sent_at >= ? AND s.sent_at < ? AND (d.closed_at IS NULL OR s.sent_at <= d.closed_at)",
        window,
    ):
        won[asset_id].add(deal_id)
    return Supply(audience, _list_tagged(db, axis, audience), _list_tagged(db, Axis.STAGE, audience),
                  dict(sends.fetchall()), won)  # fmt: skip


def _list_tagged(db: Store, axis: Axis, among: Mapping[int, Audience]) -> dict[str, set[int]]:
    tagged: dict[str, set[int]] = defaultdict(set)
    for value, asset_id in db.execute("SELECT value, asset_id FROM winning_tags WHERE axis = ?", [axis.value]):
        if asset_id in among:
            tagged[value].add(asset_id)
    return tagged


# --- the report -----------------------------------------------------------------------------------------------------


def _brief(report: CoverageReport, _question: Question, labels: Labels) -> Brief:
    """External assets / searches in each field; ``▲`` where reps asked and there is nothing to send."""
    lacking = ", ".join(row.label for row in report.lacking)
    says = f"{report.voiced:,} of {report.searches:,} searches voiced one of these. " + (
        f"Nothing to send for: {lacking}." if lacking else "There is something to send for each that was asked for."
    )
    columns = (report.axis.value, *(labels.get(stage, stage) for stage in report.stages), "any stage")
    rows = tuple(
        (row.label, *(f"{'▲ ' if c.lack else ''}{c.external} / {c.searches} asked" for c in (*row.cells, row.whole)))
        for row in report.rows
    )
    return Brief(says, columns, rows)


def _run(library: Library, question: Question) -> CoverageReport:
    return report_coverage(library, since=question.since, until=question.until, axis=Axis(question.choices["by"]))


REPORT = Report(
    name="coverage",
    title="Coverage map",
    asks="Where demand meets supply: what reps asked, by buyer stage, against the assets that answer it.",
    order=20,
    run=_run,
    rows=lambda report, _: list_cells(report),
    row=CELL,
    brief=_brief,
    choices=(
        ReportChoice(
            "by",
            "What stands at the side of the map.",
            {axis.value: axis.value for axis in MAPPED},
            Axis.OBJECTION.value,
        ),
    ),
)
