"""What every command shares: its group, its failures as one sentence, the library it opens, how it prints."""

from __future__ import annotations

import errno
import json
import logging
import os
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click
from click.exceptions import Abort, Exit

from contentlib.errors import BadInput, ContentlibError, LibraryError
from contentlib.language import show_controls
from contentlib.settings import Settings, read_settings

if TYPE_CHECKING:
    from contentlib.library import Library
    from contentlib.reports import Brief


EXIT_UNREADABLE = 3
EXIT_INTERRUPTED = 130
EXIT_CODES = """
Exit codes: 0 all well · 1 failure · 2 bad input · 3 finished, some files could not be read · 4 a drive cannot be
used · 5 the library cannot be used · 6 the model cannot be used · 7 the port is taken · 130 interrupted
"""
click.rich_click.MAX_WIDTH = 100


def more(topic: str) -> str:
    """The last line of a command's help: where the guide tells how it is used."""
    return f"More: contentlib help {topic}"


def _use_library(ctx: click.Context, _parameter: click.Parameter, path: Path | None) -> None:
    """Take the library that was named, for this command and whatever tells of its failures."""
    here: click.Context | None = ctx
    while path and here and here.obj:
        here.obj = replace(here.obj, library=path)
        here = here.parent


def library_option() -> click.Option:
    """``--library``, which stands as well behind a command as before it."""
    file = click.Path(dir_okay=False, path_type=Path)
    return click.RichOption(
        ["--library"], type=file, expose_value=False, callback=_use_library, help="The library file."
    )


class Command(click.RichCommand):
    """A command that takes ``--library`` behind its name, too."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        *own, last = super().get_params(ctx)
        return [*own, library_option(), last]


class CommandGroup(click.RichGroup):
    """Turns every failure a person can meet into one sentence and an exit code, in one place."""

    command_class = Command
    group_class = type

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ContentlibError as error:
            logging.getLogger(__name__).debug("failed", exc_info=True)
            _fail(str(error), error.exit_code)
        except KeyboardInterrupt:
            _fail("Interrupted. What was done is kept; run the same command again to go on.", EXIT_INTERRUPTED)
        except BrokenPipeError:
            # The reader (head, less) has what it wanted; nothing more may be flushed into the closed pipe.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(0) from None
        except (click.ClickException, Exit, Abort):
            raise
        except Exception as error:
            logging.getLogger(__name__).info("unexpected", exc_info=True)
            if isinstance(error, OSError) and error.errno == errno.ENOSPC:
                _fail("The disk is full; what was stored is whole. Make room, then go on.", LibraryError.exit_code)
            _fail(
                f"An unexpected failure: {type(error).__name__}: {error}. What was stored is whole. "
                "Run it again as contentlib -v … for details.",
                1,
            )


def _fail(message: str, code: int) -> None:
    click.echo(f"contentlib: {show_controls(message)}", err=True)
    raise SystemExit(code)


def print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def say(line: str) -> None:
    click.echo(show_controls(line), err=True)


def open_here(settings: Settings, *, create: bool = False) -> Library:
    """The library that a command is about; it is closed when the command ends, so that its file is whole."""
    from contentlib.library import open_library
    from contentlib.models import open_embedder

    opened = open_library(settings, create=create, say=say, make_embedder=lambda s: open_embedder(s, say=say))
    if command := click.get_current_context(silent=True):
        command.call_on_close(opened.close)
    return opened


as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
# How far back a report looks where nobody says.
USUAL_SINCE = "90d"
since_option = click.option(
    "--since", default=USUAL_SINCE, show_default=True, help="How far back: 90d, 12w, or a day like 2026-01-31."
)
as_table = click.option("--csv", "as_csv", is_flag=True, help="Print CSV for a spreadsheet.")


def print_brief(brief: Brief) -> None:
    from contentlib.cli.terminal import make_console, print_table

    console = make_console()
    console.print(brief.says, style="bold", markup=False)
    print_table(console, brief.columns, brief.rows)


def read_since(text: str, now: datetime) -> datetime:
    """``90d``, ``12w``, ``24h`` before ``now``, or a day.

    >>> read_since("1w", datetime(2026, 1, 8, tzinfo=UTC)).isoformat()
    '2026-01-01T00:00:00+00:00'
    """
    units = {"h": "hours", "d": "days", "w": "weeks"}
    try:
        if text and text[-1] in units:
            return now - timedelta(**{units[text[-1]]: int(text[:-1])})
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except (ValueError, OverflowError) as error:
        raise BadInput(f"“{text}” is no time span. Write 90d, 12w, or a day like 2026-01-31.") from error


@click.group(cls=CommandGroup, epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--library", type=click.Path(dir_okay=False, path_type=Path), help="The library file.")
@click.option("-v", "--verbose", is_flag=True, help="Log what happens, with details of failures.")
@click.version_option(package_name="contentlib")
@click.pass_context
def main(ctx: click.Context, library: Path | None, verbose: bool) -> None:
    """Find the slide that answers the buyer, send it, and learn which content is really used."""
    logging.basicConfig(
        level=logging.DEBUG if verbose else logging.WARNING, format="%(levelname)s %(name)s: %(message)s"
    )
    settings = read_settings()
    ctx.obj = replace(settings, library=library) if library else settings
