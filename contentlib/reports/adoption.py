"""Who uses the library: each rep and team with searches, opens, sends, readings and the last sign of life."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from contentlib.errors import BadInput
from contentlib.library import Library
from contentlib.people import Person, list_people, list_uncounted
from contentlib.reports.months import name_months
from contentlib.reports.report import Brief, Labels, Question, Report, ReportChoice
from contentlib.storage import Store, to_text, to_time

NO_TEAM = "No team"

EVENTS = {
    "searches": "SELECT person_id, count(*), max(searched_at) FROM counted_searches "
    "WHERE searched_at >= ? AND searched_at < ? GROUP BY 1",
    "opens": "SELECT person_id, count(*), max(opened_at) FROM counted_opens "
    "WHERE opened_at >= ? AND opened_at < ? GROUP BY 1",
    "sends": "SELECT person_id, count(*), max(sent_at) FROM counted_sends "
    "WHERE sent_at >= ? AND sent_at < ? GROUP BY 1",
    # A buyer's reading is no sign of life of the rep.
    "reads": "SELECT s.person_id, count(*), NULL FROM counted_views v JOIN counted_sends s ON s.id = v.send_id "
    "WHERE v.human AND s.sent_at >= ? AND s.sent_at < ? GROUP BY 1",
}


@dataclass(frozen=True, slots=True)
class Activity:
    """What somebody did in a window. ``reads`` are buyers' readings of what they sent in it, as in every report."""

    searches: int
    opens: int
    sends: int
    reads: int
    last_active_at: datetime | None


@dataclass(frozen=True, slots=True)
class RepRow:
    """One person and what they did."""

    name: str
    email: str
    team: str
    activity: Activity

    @property
    def active(self) -> bool:
        return self.activity.last_active_at is not None


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team: how many of its people did anything, and what they did together."""

    team: str
    people: int
    active: int
    activity: Activity


@dataclass(frozen=True, slots=True)
class AdoptionMonth:
    """What was done in one month, as 2026-03, and by how many people."""

    month: str
    people: int
    searches: int
    opens: int
    sends: int
    reads: int


@dataclass(frozen=True, slots=True)
class AdoptionReport:
    """Teams by sends, reps by sends. ``unnamed`` is what nobody signed: searches and opens without a person."""

    since: datetime
    until: datetime
    teams: tuple[TeamRow, ...]
    reps: tuple[RepRow, ...]
    unnamed: Activity
    months: tuple[AdoptionMonth, ...] = ()
    team: str = ""
    rep: str = ""


def report_adoption(db: Store, *, since: datetime, until: datetime, team: str = "", rep: str = "") -> AdoptionReport:
    """Everybody the library knows, or one team, and what they did in the window.

    The months are those of the team, or of one ``rep`` (an e-mail address), where one is named; else of everybody,
    those who did not say who they are too.
    """
    counts = _count(db, to_text(since), to_text(until))
    left_out = list_uncounted(db)
    people = [person for person in list_people(db) if person.id not in left_out]
    reps = [_make_rep(person, counts.get(person.id, {})) for person in people]
    # A marketer who was never active is no rep who stays away.
    reps = [rep for rep, person in zip(reps, people, strict=True) if rep.active or person.role == "rep"]
    reps.sort(key=lambda rep: (-rep.activity.sends, -rep.activity.searches, rep.name.casefold()))
    teams = _group(reps)
    chosen = [one for one in reps if team in ("", one.team or NO_TEAM) and rep.lower() in ("", one.email.lower())]
    months = _count_months(db, [one.email for one in chosen] if team or rep else None, since=since, until=until)
    unnamed = _to_activity(counts.get(None, {}))
    shown = [one for one in reps if team in ("", one.team or NO_TEAM)]
    return AdoptionReport(since, until, teams, tuple(shown), unnamed, months, team, rep)


MONTHS = (
    "SELECT substr(searched_at, 1, 7), count(*), person_id FROM counted_searches "
    "WHERE searched_at >= ? AND searched_at < ? GROUP BY 1, 3",
    "SELECT substr(opened_at, 1, 7), count(*), person_id FROM counted_opens WHERE opened_at >= ? AND opened_at < ? "
    "GROUP BY 1, 3",
    "SELECT substr(sent_at, 1, 7), count(*), person_id FROM counted_sends "
    "WHERE sent_at >= ? AND sent_at < ? GROUP BY 1, 3",
    # By the month of the send: the months add up to the whole, and a share of what was read is one.
    "SELECT substr(s.sent_at, 1, 7), count(*), s.person_id FROM counted_views v "
    "JOIN counted_sends s ON s.id = v.send_id WHERE v.human AND s.sent_at >= ? AND s.sent_at < ? GROUP BY 1, 3",
)


def _count_months(
    db: Store, emails: list[str] | None, *, since: datetime, until: datetime
) -> tuple[AdoptionMonth, ...]:
    people = {person.id: person.email for person in list_people(db)}
    counted: list[dict[str, int]] = []
    active: dict[str, set[int]] = defaultdict(set)
    for sql in MONTHS:
        found: dict[str, int] = defaultdict(int)
        for month, count, person_id in db.execute(sql, [to_text(since), to_text(until)]):
            if emails is None or people.get(person_id) in emails:
                found[month] += count
                # A buyer's reading is no sign of life of the rep.
                active[month] |= {person_id} if person_id is not None and sql is not MONTHS[-1] else set()
        counted.append(found)
    return tuple(
        AdoptionMonth(month, len(active[month]), *(found.get(month, 0) for found in counted))
        for month in name_months(since, until)
    )


def _count(db: Store, since: str | None, until: str | None) -> dict[int | None, dict[str, tuple[int, str | None]]]:
    found: dict[int | None, dict[str, tuple[int, str | None]]] = defaultdict(dict)
    for name, sql in EVENTS.items():
        for person_id, count, last in db.execute(sql, [since, until]):
            found[person_id][name] = (count, last)
    return found


def _to_activity(counts: dict[str, tuple[int, str | None]]) -> Activity:
    last = max((last for _, last in counts.values() if last), default=None)
    return Activity(**{name: counts.get(name, (0, None))[0] for name in EVENTS}, last_active_at=to_time(last))


def _make_rep(person: Person, counts: dict[str, tuple[int, str | None]]) -> RepRow:
    return RepRow(person.name, person.email, person.team, _to_activity(counts))


def _group(reps: Iterable[RepRow]) -> tuple[TeamRow, ...]:
    teams: dict[str, list[RepRow]] = defaultdict(list)
    for rep in reps:
        teams[rep.team or NO_TEAM].append(rep)
    rows = [
        TeamRow(team, len(some), sum(rep.active for rep in some), add_up(rep.activity for rep in some))
        for team, some in teams.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.activity.sends, row.team.casefold())))


def add_up(activities: Iterable[Activity]) -> Activity:
    """The sums, and the latest sign of life."""
    listed = list(activities)
    return Activity(
        **{name: sum(getattr(one, name) for one in listed) for name in EVENTS},
        last_active_at=max((one.last_active_at for one in listed if one.last_active_at), default=None),
    )


# --- the report -----------------------------------------------------------------------------------------------------


def _brief(report: AdoptionReport, _question: Question, _labels: Labels) -> Brief:
    """Everybody, the most sends first."""
    active = sum(rep.active for rep in report.reps)
    rows = tuple(
        (rep.name, rep.team, did.searches, did.opens, did.sends, did.reads,
         f"{did.last_active_at:%Y-%m-%d}" if did.last_active_at else "not in this time")
        for rep in report.reps for did in (rep.activity,)
    )  # fmt: skip
    columns = ("name", "team", "searches", "opens", "sends", "read by buyers", "last active")
    return Brief(f"{active} of {len(report.reps)} people used the library.", columns, rows)


def _run(library: Library, question: Question) -> AdoptionReport:
    team, rep = question.choices["team"], question.choices["rep"]
    report = report_adoption(library.db, since=question.since, until=question.until, team=team, rep=rep)
    if team and not report.reps:
        raise BadInput(f"No team is called “{team[:80]}”. Choose one from team adoption.")
    if rep and rep.lower() not in (one.email.lower() for one in report.reps):
        raise BadInput(f"Nobody{' of this team' if team else ''} has the address “{rep[:120]}”. Choose a name.")
    return report


REPORT = Report(
    name="adoption",
    title="Team adoption",
    asks="Who uses the library: searches, opens and sends by rep, and what buyers read of it.",
    order=110,
    run=_run,
    rows=lambda report, _: report.reps,
    row=RepRow,
    brief=_brief,
    choices=(ReportChoice("team", "Only this team."), ReportChoice("rep", "Only this person, by address.")),
)
