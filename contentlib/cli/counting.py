"""Commands for what the reports leave out: exclusions list, add, undo."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import rich_click as click

from contentlib.cli.front import as_json, main, more, open_here, print_json
from contentlib.settings import Settings


@main.group(epilog=more("reports"))
def exclusions() -> None:
    """Leave somebody's activity or a stretch of time out of all reports, and undo it."""


@exclusions.command("list")
@as_json
@click.pass_obj
def list_left_out(settings: Settings, as_json: bool) -> None:
    """List what is left out, and what was."""
    from contentlib.cli.terminal import make_console, print_table
    from contentlib.people import list_exclusions
    from contentlib.reports import to_plain

    found = list_exclusions(open_here(settings).db)
    if as_json:
        print_json([to_plain(asdict(one)) for one in found])
        return
    rows = [(one.id, one.says, one.reason, "counted again" if one.undone_at else "left out") for one in found]
    print_table(make_console(), ("no.", "what", "why", "now"), rows)


@exclusions.command("add")
@click.option("--person", default="", help="Whose activity, by address; else everybody's.")
@click.option("--since", default="", help="The first day, like 2026-03-02; else from the beginning.")
@click.option("--until", default="", help="The last day; else from then on.")
@click.option("--reason", default="", help="Why, for whoever wonders later.")
@click.pass_obj
def add(settings: Settings, person: str, since: str, until: str, reason: str) -> None:
    """Count it in no report any more. Nothing is erased."""
    from contentlib.language import end_of_day, read_day
    from contentlib.people import exclude

    db, last = open_here(settings).db, read_day(until)
    made = exclude(
        db, person=person, since=read_day(since), until=end_of_day(last) if last else None, reason=reason,
        made_by=settings.person, made_at=datetime.now(UTC),
    )  # fmt: skip
    _note(db, "left out of reports", made.id, f"{made.says}: {made.reason}" if made.reason else made.says)
    click.echo(f"No report counts {made.says} any more. Undo with: contentlib exclusions undo {made.id}")


@exclusions.command("undo")
@click.argument("number", type=click.IntRange(1, 2**63 - 1))
@click.pass_obj
def undo(settings: Settings, number: int) -> None:
    """Count what is left out under this NUMBER again."""
    from contentlib.people import include

    db = open_here(settings).db
    made = include(db, number, undone_by=settings.person, undone_at=datetime.now(UTC))
    _note(db, "counted in reports again", made.id, made.says)
    click.echo(f"Every report counts {made.says} again.")


def _note(db: Any, action: str, number: int, detail: str) -> None:
    from contentlib.people import record_audit

    about = f"exclusion {number}"
    record_audit(db, "", action, about=about, detail=detail, via="command line", at=datetime.now(UTC))
