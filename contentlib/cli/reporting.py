"""The command of every report, made from its declaration: in short, as CSV and as JSON."""

from __future__ import annotations

from collections.abc import MutableMapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import rich_click as click

from contentlib.cli.front import (
    Command,
    CommandGroup,
    as_json,
    as_table,
    main,
    more,
    open_here,
    print_brief,
    print_json,
    read_since,
    since_option,
)
from contentlib.errors import BadInput
from contentlib.language import show_controls

if TYPE_CHECKING:
    from contentlib.library import Library
    from contentlib.reports import Question, Report, Scope

SCOPE = (
    click.option("--kind", default="", help="Only this kind, such as case_study."),
    click.option("--owner", default="", help="Only what this person looks after; “nobody” for what has no owner."),
    click.option("--drive", default="", help="Only this drive."),
    click.option("--folder", default="", help="Only below this folder of a drive."),
)
SCOPED = ("kind", "owner", "drive", "folder")


class ReportGroup(CommandGroup):
    """The reports as commands, looked up when one is asked for: nobody else waits for them to be imported."""

    _is_set_up = False

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._is_set_up = True

    @property
    def commands(self) -> MutableMapping[str, click.Command]:  # made when asked for
        if not self._is_set_up:
            return {}
        from contentlib.reports import REPORTS

        return {name: make_command(report) for name, report in REPORTS.items()}

    @commands.setter
    def commands(self, _nothing: Any) -> None:
        """Click begins with no commands; ours are the declarations."""


@main.group(cls=ReportGroup, epilog=more("reports"))
def report() -> None:
    """Reports for marketers; each is also CSV and JSON."""


def make_command(declared: Report) -> click.Command:
    """A report's command: its stretch of time, its scope and its choices as options."""

    @click.pass_obj
    def run(settings: Any, /, as_csv: bool, as_json: bool, **typed: str) -> None:
        if as_csv and as_json:
            raise BadInput("Choose one of --csv and --json.")
        library = open_here(settings)
        question = _read_question(library, declared, typed)
        made = declared.data(library, question)
        if as_json:
            print_json(declared.plain(made))
        elif as_csv:
            click.echo(show_controls(declared.csv(made, question)), nl=False)
        else:
            print_brief(declared.brief(made, question, library.vocabulary.labels))

    choices = [
        click.option(
            f"--{one.name}",
            type=click.Choice([value for value in one.values if value]) if one.values else str,
            default=one.default or None,
            show_default=bool(one.default),
            help=one.says,
        )
        for one in declared.choices
    ]
    scope = SCOPE if declared.has_scope else ()
    for option in reversed(((since_option,) if declared.has_window else ()) + (*choices, *scope, as_table, as_json)):
        run = option(run)
    return click.command(name=declared.name, cls=Command, help=declared.asks)(run)


def _read_question(library: Library, declared: Report, typed: dict[str, Any]) -> Question:
    from contentlib.reports import Question

    until = datetime.now(UTC)
    since = read_since(typed["since"], until) if declared.has_window else until
    choices = declared.read_choices({one.name: typed[one.name] or "" for one in declared.choices})
    return Question(since, until, read_scope(library, typed), choices)


def read_scope(library: Library, typed: dict[str, Any]) -> Scope:
    """The assets that the options name."""
    from contentlib.reports import Scope, check_scope

    return check_scope(Scope(**{name: typed.get(name, "") for name in SCOPED}), library.vocabulary.labels)
