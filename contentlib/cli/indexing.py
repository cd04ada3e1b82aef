"""Commands for who fills the library: index, split."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from contentlib.cli.front import EXIT_UNREADABLE, as_json, main, more, open_here, print_json, say
from contentlib.errors import BadInput
from contentlib.settings import Settings

if TYPE_CHECKING:
    from contentlib.library import Library
    from indexer.summary import RunSummary

# So many files that are shown as words are named after a pass.
SAID = 5


@main.command(epilog=more("drives"))
@click.argument("drives", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="DRIVE…")
@click.option("--dry-run", is_flag=True, help="Print what a pass would do, and write nothing.")
@click.option("--watch", is_flag=True, help="Go on: another pass whenever a drive has changed, until Ctrl-C.")
@click.option("--every", default="60s", show_default=True, help="With --watch: how often to look, like 30s, 5m or 1h.")
@click.option("--allow-mass-retire", is_flag=True, help="Retire assets even if most of a drive is gone.")
@click.option("--retry", is_flag=True, help="Try unreadable files and scans again though they have not changed.")
@click.option("--deep", is_flag=True, help="Compare every file byte for byte, for edits that kept size and date.")
@click.option("--no-pictures", is_flag=True, help="Leave the pages undrawn; contentlib pictures draws them later.")
@click.option("--as-user", default="", metavar="NAME", help="For root: go on as this user of the machine.")
@as_json
@click.pass_obj
def index(
    settings: Settings, /, drives: tuple[Path, ...], dry_run: bool, watch: bool, every: str, no_pictures: bool,
    as_user: str, as_json: bool, **how: bool,
) -> None:  # fmt: skip
    """Bring the library in step with one or more shared drives."""
    from indexer.walk import check_drive

    _choose_user(as_user)
    if dry_run and watch:
        raise BadInput("Choose one of --dry-run and --watch.")
    interval = _read_interval(every)
    settings = replace(settings, pictures=_check_pictures("none" if no_pictures or dry_run else settings.pictures))
    for drive in drives:
        check_drive(drive)
    if watch:
        _watch_drives(open_here(settings, create=True), drives, interval, as_json=as_json, **how)
        return
    make_pass = _preview if dry_run else _follow
    library = _open_for_preview(settings) if dry_run else open_here(settings, create=True)
    summaries = []
    for drive in drives:
        summaries.append(make_pass(library, drive, **how))
        if not as_json:
            _print_summary(summaries[-1], dry_run=dry_run)
    if as_json:
        print_json({"library": str(settings.library), "drives": [summary.to_json() for summary in summaries]})
    try:
        draw_pictures(library)
    except KeyboardInterrupt:
        # The pass is done and told, so its exit code stands.
        say("Stopped drawing pages. The library is complete; contentlib pictures draws the rest.")
    if any(summary.unreadable for summary in summaries):
        raise SystemExit(EXIT_UNREADABLE)


def _choose_user(name: str) -> None:
    from contentlib.cli.other_user import AS_ROOT, go_on_as, is_root

    if name:
        go_on_as(name)
    if is_root():
        say(AS_ROOT)


def _follow(library: Library, drive: Path, **how: Any) -> RunSummary:
    from contentlib.cli.terminal import make_progress
    from indexer.run import run_pass

    with make_progress() as progress:
        return run_pass(library, drive, progress=progress, **how)


def _check_pictures(chosen: str) -> str:
    # “all” is an older word for the same as “auto”.
    if chosen not in ("auto", "all", "pdf", "none"):
        raise BadInput(f"The setting pictures is “{chosen}”. Write auto, pdf or none.")
    return chosen


def draw_pictures(library: Library) -> None:
    """Draw what is new, when everything is stored and told."""
    chosen = library.settings.pictures
    if chosen == "none":
        return
    from contentlib.cli.terminal import make_progress
    from indexer.drawing import count_undrawn, draw_library, tell_undrawn

    waiting = count_undrawn(library)
    if not waiting:
        return
    with make_progress() as progress:
        progress.start("Drawing pages", waiting)
        undrawn = []
        for drawn in draw_library(library):
            progress.advance(1, drawn.title)
            undrawn += [(drawn.title, tell_undrawn(drawn))] if drawn.reason or drawn.missing else []
    _say_undrawn(undrawn)


def _say_undrawn(undrawn: Sequence[tuple[str, str]]) -> None:
    """Which files are shown as words, wholly or in part, and why: said once, when it was tried."""
    for title, why in undrawn[:SAID]:
        say(f"Shown as words: “{title}”, {why}")
    if len(undrawn) > SAID:
        say(f"Shown as words: {len(undrawn) - SAID:,} more.")


def _preview(library: Library, drive: Path, **how: Any) -> RunSummary:
    from contentlib.cli.terminal import make_progress
    from indexer.preview import preview_pass

    with make_progress() as progress:
        return preview_pass(library, drive, progress=progress, **how)


def _open_for_preview(settings: Settings) -> Library:
    """The library, or an empty one in memory where there is none yet."""
    exists = settings.library.exists()
    return open_here(settings if exists else replace(settings, library=Path(":memory:")), create=not exists)


def _read_interval(text: str) -> float:
    from indexer.watch import read_interval

    try:
        seconds = read_interval(text)
    except ValueError as error:
        raise BadInput(f"“{text}” is no span of time. Write 30s, 5m or 1h.") from error
    if seconds <= 0:
        raise BadInput(f"“{text}” is too short to wait. Write 30s, 5m or 1h.")
    return seconds


def _watch_drives(library: Library, drives: Iterable[Path], every: float, *, as_json: bool, **how: bool) -> None:
    import time

    from indexer.watch import Watch

    def run(drive: Path) -> None:
        summary = _follow(library, drive, **how)
        if as_json:
            click.echo(json.dumps(summary.to_json(), ensure_ascii=False))
        else:
            _print_summary(summary)
        draw_pictures(library)

    say(f"Watching {', '.join(map(str, drives))}; stop with Ctrl-C.")
    try:
        Watch(tuple(drives), every=every, run=run, say=say, sleep=time.sleep).go_on_for_ever()
    except KeyboardInterrupt:
        say("Stopped watching. What was done is kept.")
    finally:
        library.close()


@main.command()
@click.argument("path")
@as_json
@click.pass_obj
def split(settings: Settings, path: str, as_json: bool) -> None:
    """Undo a wrong match: make the file at PATH, which a pass took for a revision, an asset of its own."""
    from contentlib.catalog import split_asset
    from indexer.intake import follow_current

    library = open_here(settings)
    parted = split_asset(library.db, path, at=datetime.now(UTC))
    for asset_id in (parted.kept, parted.parted):
        follow_current(library, asset_id)
    if as_json:
        print_json(asdict(parted))
        return
    click.echo(
        f"“{path}” is an asset of its own now (number {parted.parted}); number {parted.kept} keeps the history. "
        "The next pass tags it."
    )


def _print_summary(summary: RunSummary, *, dry_run: bool = False) -> None:
    from contentlib.cli.terminal import SHOWN_CHANGES, make_console, print_table

    console = make_console()
    counts = {name: value for name, value in summary.to_json().items() if isinstance(value, int) and value}
    order = ("new", "changed", "moved", "revised", "copied", "returned", "retired", "unreadable", "unchanged")
    outcomes = ", ".join(f"{counts[name]:,} {name}" for name in order if name in counts) or "nothing to do"
    would = "; a pass would see" if dry_run else ""
    console.print(f"{summary.drive}: {summary.found:,} files{would}: {outcomes}.", style="bold", markup=False)
    if not dry_run:
        seconds = summary.seconds.get("total", 0.0)
        done = f"{summary.chunks:,} chunks read for meaning, {summary.tagged:,} assets tagged"
        if summary.recognised:
            done += f", {summary.recognised:,} scanned file{'s' * (summary.recognised > 1)} recognised"
        if summary.compared:
            done += f", {summary.compared:,} unchanged file{'s' * (summary.compared > 1)} compared byte for byte"
        if summary.reread:
            done += f", {summary.reread:,} read better than before"
        console.print(f"{done}, in {seconds:.1f} s.")
    for reason, count in summary.skipped.most_common():
        console.print(f"  skipped {count:,}: {reason}", style="dim", markup=False)
    told_one_by_one = [c for c in summary.changes if c.outcome.value not in ("new", "unreadable")]
    if told_one_by_one:
        rows = [(c.outcome.value, c.path, c.detail) for c in told_one_by_one[:SHOWN_CHANGES]]
        print_table(console, ("what", "path", "from / same as"), rows)
    if len(told_one_by_one) > SHOWN_CHANGES:
        console.print(f"  … and {len(told_one_by_one) - SHOWN_CHANGES:,} more (--json lists all)")
    unreadable = [(c.path, c.detail) for c in summary.changes if c.outcome.value == "unreadable"]
    if unreadable or summary.problems:
        told = [*unreadable, *((c.path, c.detail) for c in summary.problems)]
        print_table(console, ("could not be read", "why, and what to do"), told[:SHOWN_CHANGES])
    if summary.unreadable:
        console.print(f"{summary.unreadable:,} files could not be read. All of them: contentlib unreadable")
    if summary.pointers:
        shown = list(summary.pointers.items())[:SHOWN_CHANGES]
        print_table(console, ("only a pointer", "leads to; bring the document itself onto the drive"), shown)
    for notice in summary.notices:
        console.print(notice, style="yellow", markup=False)
