"""Commands for marketers: every report, in short, as CSV and as JSON."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import rich_click as click

from contentlib.cli.front import (
    as_json,
    as_table,
    main,
    more,
    open_here,
    print_brief,
    print_json,
    read_since,
    since_option,
    tell,
)
from contentlib.errors import BadInput
from contentlib.language import show_controls
from contentlib.settings import Settings

if TYPE_CHECKING:
    from contentlib.library import Library
    from contentlib.reports import Scope


Wrap = Callable[[Callable[..., Any]], Callable[..., Any]]

SCOPE = (
    click.option("--kind", default="", help="Only this kind, such as case_study."),
    click.option("--owner", default="", help="Only what this person looks after; “nobody” for what has no owner."),
    click.option("--drive", default="", help="Only this drive."),
    click.option("--folder", default="", help="Only below this folder of a drive."),
)


def scope_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that narrow a report to some assets."""
    for option in reversed(SCOPE):
        command = option(command)
    return command


def read_scope(library: Library, chosen: dict[str, str]) -> Scope:
    """The assets that the options name."""
    from contentlib.reports import Scope, check_scope

    return check_scope(Scope(**chosen), library.vocabulary.labels)


@main.group(epilog=more("reports"))
def report() -> None:
    """Reports for marketers; each is also CSV and JSON."""


def report_command(*options: Wrap, name: str | None = None) -> Wrap:
    """A report that is printed in short, as CSV or as JSON; ``options`` are its own, and come first."""

    inside_out: tuple[Wrap, ...] = (click.pass_obj, as_json, as_table, *reversed(options), report.command(name=name))

    def add(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in inside_out:
            command = option(command)
        return command

    return add


@report_command(
    since_option,
    click.option("--by", type=click.Choice(["owner", "kind", "folder", "age", "effort"]), help="Add up by this, too."),
    scope_options,
)
def unused(settings: Settings, /, since: str, by: str | None, as_csv: bool, as_json: bool, **scope: str) -> None:
    """What was not sent, and why: never surfaced, not opened, or opened but not sent."""
    from contentlib.cli.terminal import make_console, print_unused
    from contentlib.reports import brief_groups, report_unused, unused_to_csv, unused_to_json

    if as_csv and as_json:
        raise BadInput("Choose one of --csv and --json.")
    library, now = open_here(settings), datetime.now(UTC)
    made = report_unused(library.db, since=read_since(since, now), until=now, scope=read_scope(library, scope))
    if as_json:
        print_json(unused_to_json(made))
    elif as_csv:
        click.echo(show_controls(unused_to_csv(made.unused)), nl=False)
    else:
        print_unused(make_console(), made)
        if by:
            print_brief(brief_groups(made, by))


@report_command(since_option)
def first(settings: Settings, since: str, as_csv: bool, as_json: bool) -> None:
    """What to do first: make, fix, promote and retire, each with its evidence."""
    from contentlib.reports import brief_shortlist, report_shortlist

    now = datetime.now(UTC)
    made = report_shortlist(open_here(settings), since=read_since(since, now), until=now)
    tell(made, made.steps, brief_shortlist(made), as_csv=as_csv, as_json=as_json)


@report_command(
    since_option,
    click.option("--by", default="objection", show_default=True, help="objection, competitor, industry or persona."),
)
def coverage(settings: Settings, since: str, by: str, as_csv: bool, as_json: bool) -> None:
    """Where demand meets supply: what reps asked, by buyer stage, against the assets that answer it."""
    from contentlib.model import Axis
    from contentlib.reports import AXES, brief_coverage, list_cells, report_coverage

    if by not in AXES:
        raise BadInput(f"The map has no side “{by}”. Choose from: {', '.join(AXES)}.")
    library, now = open_here(settings), datetime.now(UTC)
    made = report_coverage(library, since=read_since(since, now), until=now, axis=Axis(by))
    tell(made, list_cells(made), brief_coverage(made, library.vocabulary.labels), as_csv=as_csv, as_json=as_json)


@report_command(since_option)
def gaps(settings: Settings, since: str, as_csv: bool, as_json: bool) -> None:
    """What reps searched for in vain, grouped by meaning, with the open deals behind it."""
    from contentlib.reports import brief_gaps, report_gaps

    now = datetime.now(UTC)
    made = report_gaps(open_here(settings), since=read_since(since, now), until=now)
    tell(made, made.gaps, brief_gaps(made), as_csv=as_csv, as_json=as_json)


@report_command(name="requests")
def requests_(settings: Settings, as_csv: bool, as_json: bool) -> None:
    """What reps asked to be made, and what became of it."""
    from contentlib.reports import brief_requests
    from contentlib.requests import list_requests

    made = list_requests(open_here(settings).db)
    tell(made, made, brief_requests(made), as_csv=as_csv, as_json=as_json)


@report_command(since_option, scope_options)
def scorecard(settings: Settings, /, since: str, as_csv: bool, as_json: bool, **scope: str) -> None:
    """How each asset fares: shown, opened, sent, read, and the deals it was sent on."""
    from contentlib.reports import brief_scorecard, report_scorecard

    library, now = open_here(settings), datetime.now(UTC)
    made = report_scorecard(library.db, since=read_since(since, now), until=now, scope=read_scope(library, scope))
    tell(made, made.rows, brief_scorecard(made), as_csv=as_csv, as_json=as_json)


@report_command(since_option, scope_options)
def freshness(settings: Settings, /, since: str, as_csv: bool, as_json: bool, **scope: str) -> None:
    """Which assets are due for a look, those that are used all the same first."""
    from contentlib.reports import brief_freshness, report_freshness

    library, now = open_here(settings), datetime.now(UTC)
    made = report_freshness(
        library.db, library.vocabulary, since=read_since(since, now), until=now, scope=read_scope(library, scope)
    )
    tell(made, made.rows, brief_freshness(made), as_csv=as_csv, as_json=as_json)


@report_command(since_option)
def adoption(settings: Settings, since: str, as_csv: bool, as_json: bool) -> None:
    """Who uses the library: searches, opens and sends by rep, and what buyers read of it."""
    from contentlib.reports import brief_adoption, report_adoption

    now = datetime.now(UTC)
    made = report_adoption(open_here(settings).db, since=read_since(since, now), until=now)
    tell(made, made.reps, brief_adoption(made), as_csv=as_csv, as_json=as_json)


@report_command(since_option, scope_options)
def claims(settings: Settings, /, since: str, as_csv: bool, as_json: bool, **scope: str) -> None:
    """The same fact told differently by two assets: availability, customers, prices."""
    from contentlib.reports import brief_claims, list_claims, report_claims

    library, now = open_here(settings), datetime.now(UTC)
    made = report_claims(library.db, since=read_since(since, now), until=now, scope=read_scope(library, scope))
    tell(made, list_claims(made), brief_claims(made), as_csv=as_csv, as_json=as_json)
