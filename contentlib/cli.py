"""The command line: the front door. Opens the indexer and the web app lazily, so that a search starts fast."""

from __future__ import annotations

import json
import logging
import os
import sqlite3
import sys
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click
from click.exceptions import Abort, Exit

from contentlib.errors import BadInput, ContentlibError
from contentlib.settings import Settings, read_settings

if TYPE_CHECKING:
    from contentlib.library import Library
    from contentlib.model import Tag
    from contentlib.reports.briefs import Brief
    from indexer.summary import RunSummary

EXIT_UNREADABLE = 3
EXIT_INTERRUPTED = 130
EXIT_CODES = """
Exit codes: 0 all well · 1 failure · 2 bad input · 3 finished, some files could not be read · 4 a drive cannot be
used · 5 the library cannot be used · 6 the model cannot be used · 7 the port is taken · 130 interrupted
"""
click.rich_click.MAX_WIDTH = 100


class Group(click.RichGroup):
    """Turns every failure a person can meet into one sentence and an exit code, in one place."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ContentlibError as error:
            _fail(str(error), error.exit_code)
        except sqlite3.Error as error:
            from contentlib.database import explain

            logging.getLogger(__name__).debug("the library failed", exc_info=True)
            told = explain(error, ctx.obj.library if ctx.obj else "")
            _fail(str(told), told.exit_code)
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
            _fail(
                f"An unexpected failure: {type(error).__name__}: {error}. What was stored is whole. "
                "Run it again as contentlib -v … for details.",
                1,
            )


def _fail(message: str, code: int) -> None:
    click.echo(f"contentlib: {message}", err=True)
    raise SystemExit(code)


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _say(line: str) -> None:
    click.echo(line, err=True)


def _open(settings: Settings, *, create: bool = False) -> Library:
    from contentlib.embedding import open_embedder
    from contentlib.library import open_library

    return open_library(settings, create=create, say=_say, make_embedder=lambda s: open_embedder(s, say=_say))


as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")


@click.group(cls=Group, epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"]})
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


# --- index --------------------------------------------------------------------------------------------------------


@main.command()
@click.argument("drives", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="DRIVE…")
@click.option("--dry-run", is_flag=True, help="Print what a pass would do, and write nothing.")
@click.option("--watch", is_flag=True, help="Go on: another pass whenever a drive has changed, until Ctrl-C.")
@click.option("--every", default="60s", show_default=True, help="With --watch: how often to look, like 30s, 5m or 1h.")
@click.option("--allow-mass-retire", is_flag=True, help="Retire assets even if most of a drive is gone.")
@click.option("--retry", is_flag=True, help="Try unreadable files again though they have not changed.")
@as_json
@click.pass_obj
def index(
    settings: Settings, /, drives: tuple[Path, ...], dry_run: bool, watch: bool, every: str, as_json: bool, **how: bool
) -> None:
    """Bring the library in step with one or more shared drives."""
    from indexer.walk import check_drive

    if dry_run and watch:
        raise BadInput("Choose one of --dry-run and --watch.")
    interval = _read_interval(every)
    for drive in drives:
        check_drive(drive)
    if watch:
        _watch_drives(_open(settings, create=True), drives, interval, as_json=as_json, **how)
        return
    make_pass = _preview if dry_run else _follow
    library = _open_for_preview(settings) if dry_run else _open(settings, create=True)
    summaries = []
    for drive in drives:
        summaries.append(make_pass(library, drive, **how))
        if not as_json:
            _print_summary(summaries[-1], dry_run=dry_run)
    if as_json:
        _print_json({"library": str(settings.library), "drives": [summary.to_json() for summary in summaries]})
    if any(summary.unreadable for summary in summaries):
        raise SystemExit(EXIT_UNREADABLE)


def _follow(library: Library, drive: Path, **how: Any) -> RunSummary:
    from contentlib.terminal import make_progress
    from indexer.run import run_pass

    with make_progress() as progress:
        return run_pass(library, drive, progress=progress, **how)


def _preview(library: Library, drive: Path, **how: Any) -> RunSummary:
    from contentlib.terminal import make_progress
    from indexer.preview import preview_pass

    with make_progress() as progress:
        return preview_pass(library, drive, progress=progress, **how)


def _open_for_preview(settings: Settings) -> Library:
    """The library, or an empty one in memory where there is none yet."""
    exists = settings.library.exists()
    return _open(settings if exists else replace(settings, library=Path(":memory:")), create=not exists)


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

    _say(f"Watching {', '.join(map(str, drives))}; stop with Ctrl-C.")
    try:
        Watch(tuple(drives), every=every, run=run, say=_say, sleep=time.sleep).go_on_for_ever()
    except KeyboardInterrupt:
        _say("Stopped watching. What was done is kept.")
    finally:
        library.close()


@main.command()
@click.argument("path")
@as_json
@click.pass_obj
def split(settings: Settings, path: str, as_json: bool) -> None:
    """Undo a wrong match: make the file at PATH, which a pass took for a revision, an asset of its own."""
    from contentlib.lineage import split_asset
    from indexer.intake import follow_current

    library = _open(settings)
    parted = split_asset(library.db, path, at=datetime.now(UTC))
    for asset_id in (parted.kept, parted.parted):
        follow_current(library, asset_id)
    if as_json:
        _print_json(asdict(parted))
        return
    click.echo(
        f"“{path}” is an asset of its own now (number {parted.parted}); number {parted.kept} keeps the history. "
        "The next pass tags it."
    )


def _print_summary(summary: RunSummary, *, dry_run: bool = False) -> None:
    from contentlib.terminal import SHOWN_CHANGES, make_console, print_table

    console = make_console()
    counts = {name: value for name, value in summary.to_json().items() if isinstance(value, int) and value}
    order = ("new", "changed", "moved", "revised", "copied", "returned", "retired", "unreadable", "unchanged")
    outcomes = ", ".join(f"{counts[name]:,} {name}" for name in order if name in counts) or "nothing to do"
    would = "; a pass would see" if dry_run else ""
    console.print(f"{summary.drive}: {summary.found:,} files{would}: {outcomes}.", style="bold", markup=False)
    if not dry_run:
        seconds = summary.seconds.get("total", 0.0)
        done = f"{summary.chunks:,} chunks read for meaning, {summary.tagged:,} assets tagged"
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
    for notice in summary.notices:
        console.print(notice, style="yellow", markup=False)


# --- search -------------------------------------------------------------------------------------------------------


@main.command()
@click.argument("query", required=False)
@click.option("--stage", "stages", multiple=True, metavar="S", help="Only this buyer stage; can be given again.")
@click.option("--objection", "objections", multiple=True, metavar="O", help="Only assets that answer this objection.")
@click.option("--kind", "kinds", multiple=True, metavar="K", help="Only this kind, such as case_study.")
@click.option("--format", "formats", multiple=True, metavar="F", help="Only this format, such as pptx.")
@click.option("--audience", type=click.Choice(["internal", "external"]), help="external: only what may be sent.")
@click.option("--drive", default="", help="Only this drive.")
@click.option("--folder", default="", help="Only below this folder of a drive.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Only what was changed on or after this day.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Only what was changed on or before this day.")
@click.option("-n", "limit", type=click.IntRange(1, 100), default=10, show_default=True, help="How many results.")
@click.option("--batch", type=click.Path(dir_okay=False, path_type=Path), help="Queries, one JSON object a line.")
@as_json
@click.pass_obj
def search(
    settings: Settings, /, query: str | None, limit: int, batch: Path | None, as_json: bool, **chosen: Any
) -> None:
    """Find what answers QUERY, in the buyer's own words, at the slide.

    With --batch each line of the file is {"query_id" or "_id": …, "text": …} and is answered by one line of JSON.
    """
    from contentlib.reports.export import answer_to_json
    from contentlib.search import find_assets
    from contentlib.terminal import make_console, print_answer

    if (query is None) == (batch is None):
        raise BadInput("Give either a QUERY or --batch FILE.")
    filters = _read_filters(**chosen)
    library = _open(settings)
    if batch:
        for query_id, text in _read_batch(batch):
            answer = _answer_or_nothing(library, text, filters, limit)
            click.echo(json.dumps(answer_to_json(answer, query_id=query_id), ensure_ascii=False))
        return
    answer = find_assets(library, query or "", filters=filters, limit=limit)
    if as_json:
        _print_json(answer_to_json(answer))
        return
    print_answer(make_console(), answer, library.vocabulary)


def _answer_or_nothing(library: Library, text: str, filters: Any, limit: int) -> Any:
    """A line of a batch without words is answered with nothing and a notice; the lines after it go on."""
    from contentlib.model import Answer
    from contentlib.search import find_assets

    try:
        return find_assets(library, text, filters=filters, limit=limit)
    except BadInput as error:
        if text.strip():
            raise
        return Answer(text, filters, confidence=0.0, fits=False, results=(), notice=str(error))


def _read_filters(
    *, stages: tuple[str, ...], objections: tuple[str, ...], kinds: tuple[str, ...], formats: tuple[str, ...],
    audience: str | None, drive: str, folder: str, since: datetime | None, until: datetime | None,
) -> Any:  # fmt: skip
    from contentlib.model import Audience, Filters

    day = timedelta(days=1, microseconds=-1)
    return Filters(
        stages=stages, objections=objections, kinds=kinds, formats=formats,
        audience=Audience(audience) if audience else None, drive=drive, folder=folder,
        since=since.replace(tzinfo=UTC) if since else None,
        until=until.replace(tzinfo=UTC) + day if until else None,
    )  # fmt: skip


def _read_batch(path: Path) -> Iterable[tuple[str, str]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"The batch {path} cannot be read: {error}. It must be a UTF-8 text file.") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _read_batch_line(line, f"{path}, line {number}")


def _read_batch_line(line: str, where: str) -> tuple[str, str]:
    try:
        data = json.loads(line)
        return str(data.get("query_id") or data["_id"]), str(data["text"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInput(f'{where} is not like {{"query_id": "q1", "text": "too expensive"}}. Mend that line.') from error


@main.command()
@click.argument("queries", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("qrels", type=click.Path(dir_okay=False, path_type=Path))
@as_json
@click.pass_obj
def evaluate(settings: Settings, queries: Path, qrels: Path, as_json: bool) -> None:
    """Measure search on your own judged queries: QUERIES (JSON lines) and QRELS (query_id, path, grade 0-3)."""
    from contentlib.evaluation import evaluate as measure
    from contentlib.terminal import make_console, print_table

    scores = measure(_open(settings), queries, qrels)
    if as_json:
        _print_json({name: asdict(one) for name, one in scores.items()})
        return
    columns = ("queries", "answered", "nothing", "nDCG@10", "success@1", "success@3", "MRR@10", "AUROC")
    rows = [
        (name, one.queries, one.nothing, *(f"{v:.3f}" for v in (one.ndcg, one.first, one.among_three, one.reciprocal)),
         "" if one.auroc is None else f"{one.auroc:.3f}")
        for name, one in scores.items()
    ]  # fmt: skip
    print_table(make_console(), columns, rows)


# --- lists and reports --------------------------------------------------------------------------------------------


@main.command()
@as_json
@click.pass_obj
def assets(settings: Settings, as_json: bool) -> None:
    """List every asset with its kind, audience, stages, objections and last send."""
    from contentlib.assets import list_assets
    from contentlib.reports.export import asset_to_json
    from contentlib.sends import last_sends
    from contentlib.terminal import make_console, print_table

    library = _open(settings)
    listed, sent = list_assets(library.db), last_sends(library.db)
    if as_json:
        # One asset a line, so that a long library can be read as it comes.
        for asset in listed:
            count, last = sent.get(asset.id, (0, None))
            click.echo(json.dumps(asset_to_json(asset, sends=count, last_sent_at=last), ensure_ascii=False))
        return
    rows = [
        (asset.title, asset.kind, asset.audience.value, _values(asset.stages), _values(asset.objections),
         f"{sent[asset.id][1]:%Y-%m-%d}" if asset.id in sent else "never", asset.path)
        for asset in listed
    ]  # fmt: skip
    print_table(make_console(), ("title", "kind", "audience", "stages", "objections", "last sent", "path"), rows)


def _values(tags: Iterable[Tag]) -> str:
    return ", ".join(tag.value for tag in tags)


@main.group()
def report() -> None:
    """Reports for marketers; each is also CSV and JSON."""


@report.command()
@click.option("--since", default="90d", show_default=True, help="How far back: 90d, 12w, or a day like 2026-01-31.")
@click.option("--by", type=click.Choice(["owner", "kind", "folder", "age"]), help="Add up by this, too.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, one unused asset a line.")
@as_json
@click.pass_obj
def unused(settings: Settings, since: str, by: str | None, as_csv: bool, as_json: bool) -> None:
    """What was not sent, and why: never surfaced, not opened, or opened but not sent."""
    from contentlib.reports.briefs import brief_groups
    from contentlib.reports.export import unused_to_csv, unused_to_json
    from contentlib.reports.unused import report_unused
    from contentlib.terminal import make_console, print_unused

    if as_csv and as_json:
        raise BadInput("Choose one of --csv and --json.")
    now = datetime.now(UTC)
    made = report_unused(_open(settings).db, since=read_since(since, now), until=now)
    if as_json:
        _print_json(unused_to_json(made))
    elif as_csv:
        click.echo(unused_to_csv(made), nl=False)
    else:
        print_unused(make_console(), made)
        if by:
            _print_brief(brief_groups(made, by))


since_option = click.option(
    "--since", default="90d", show_default=True, help="How far back: 90d, 12w, or a day like 2026-01-31."
)
as_table = click.option("--csv", "as_csv", is_flag=True, help="Print CSV for a spreadsheet.")


@report.command()
@since_option
@as_table
@as_json
@click.pass_obj
def first(settings: Settings, since: str, as_csv: bool, as_json: bool) -> None:
    """What to do first: make, fix, promote and retire, each with its evidence."""
    from contentlib.reports.briefs import brief_shortlist
    from contentlib.reports.shortlist import report_shortlist

    now = datetime.now(UTC)
    made = report_shortlist(_open(settings), since=read_since(since, now), until=now)
    _tell(made, made.steps, brief_shortlist(made), as_csv=as_csv, as_json=as_json)


@report.command()
@since_option
@click.option("--by", default="objection", show_default=True, help="objection, competitor, industry or persona.")
@as_table
@as_json
@click.pass_obj
def coverage(settings: Settings, since: str, by: str, as_csv: bool, as_json: bool) -> None:
    """Where demand meets supply: what reps asked, by buyer stage, against the assets that answer it."""
    from contentlib.model import Axis
    from contentlib.reports.briefs import brief_coverage
    from contentlib.reports.coverage import AXES, list_cells, report_coverage

    if by not in AXES:
        raise BadInput(f"The map has no side “{by}”. Choose from: {', '.join(AXES)}.")
    library, now = _open(settings), datetime.now(UTC)
    made = report_coverage(library, since=read_since(since, now), until=now, axis=Axis(by))
    _tell(made, list_cells(made), brief_coverage(made, library.vocabulary.labels), as_csv=as_csv, as_json=as_json)


@report.command()
@since_option
@as_table
@as_json
@click.pass_obj
def gaps(settings: Settings, since: str, as_csv: bool, as_json: bool) -> None:
    """What reps searched for in vain, grouped by meaning, with the open deals behind it."""
    from contentlib.reports.briefs import brief_gaps
    from contentlib.reports.gaps import report_gaps

    now = datetime.now(UTC)
    made = report_gaps(_open(settings), since=read_since(since, now), until=now)
    _tell(made, made.gaps, brief_gaps(made), as_csv=as_csv, as_json=as_json)


@report.command(name="requests")
@as_table
@as_json
@click.pass_obj
def requests_(settings: Settings, as_csv: bool, as_json: bool) -> None:
    """What reps asked to be made, and what became of it."""
    from contentlib.reports.briefs import brief_requests
    from contentlib.requests import list_requests

    made = list_requests(_open(settings).db)
    _tell(made, made, brief_requests(made), as_csv=as_csv, as_json=as_json)


@report.command()
@since_option
@as_table
@as_json
@click.pass_obj
def scorecard(settings: Settings, since: str, as_csv: bool, as_json: bool) -> None:
    """How each asset fares: shown, opened, sent, read, and the deals it was sent on."""
    from contentlib.reports.briefs import brief_scorecard
    from contentlib.reports.scorecard import report_scorecard

    now = datetime.now(UTC)
    made = report_scorecard(_open(settings).db, since=read_since(since, now), until=now)
    _tell(made, made.rows, brief_scorecard(made), as_csv=as_csv, as_json=as_json)


@report.command()
@since_option
@as_table
@as_json
@click.pass_obj
def freshness(settings: Settings, since: str, as_csv: bool, as_json: bool) -> None:
    """Which assets are due for a look, those that are used all the same first."""
    from contentlib.reports.briefs import brief_freshness
    from contentlib.reports.freshness import report_freshness

    library, now = _open(settings), datetime.now(UTC)
    made = report_freshness(library.db, library.vocabulary, since=read_since(since, now), until=now)
    _tell(made, made.rows, brief_freshness(made), as_csv=as_csv, as_json=as_json)


@report.command()
@since_option
@as_table
@as_json
@click.pass_obj
def adoption(settings: Settings, since: str, as_csv: bool, as_json: bool) -> None:
    """Who uses the library: searches, opens and sends by rep, and what buyers read of it."""
    from contentlib.reports.adoption import report_adoption
    from contentlib.reports.briefs import brief_adoption

    now = datetime.now(UTC)
    made = report_adoption(_open(settings).db, since=read_since(since, now), until=now)
    _tell(made, made.reps, brief_adoption(made), as_csv=as_csv, as_json=as_json)


def _tell(made: Any, rows: Iterable[Any], brief: Brief, *, as_csv: bool, as_json: bool) -> None:
    """A report as JSON, as CSV with a line for each row, or in short for a person."""
    from contentlib.reports.export import rows_to_csv, to_plain

    if as_csv and as_json:
        raise BadInput("Choose one of --csv and --json.")
    if as_json:
        _print_json(to_plain(made))
    elif as_csv:
        click.echo(rows_to_csv(rows), nl=False)
    else:
        _print_brief(brief)


def _print_brief(brief: Brief) -> None:
    from contentlib.terminal import make_console, print_table

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


@main.command()
@as_json
@click.pass_obj
def status(settings: Settings, as_json: bool) -> None:
    """Show drives, counts, last passes, model, index and size on disk."""
    from contentlib.library import index_path
    from contentlib.reports.status import report_status
    from contentlib.terminal import make_console, print_table

    library = _open(settings)
    made = report_status(library.db, library=settings.library, index=index_path(settings), model=library.model)
    if as_json:
        _print_json(
            asdict(made) | {"drives": [asdict(d) | {"last_pass_at": _iso(d.last_pass_at)} for d in made.drives]}
        )
        return
    console = make_console()
    figures = asdict(made)
    figures["embedded"] = f"{made.embedded:.1%} of texts"
    figures["bytes_on_disk"] = f"{made.bytes_on_disk / 1e6:,.1f} MB"
    print_table(console, ("", ""), [(n.replace("_", " "), v) for n, v in figures.items() if n != "drives"])
    rows = [
        (d.name, d.assets, d.locations, d.unreadable, _ago(d.last_pass_at, d.finished), d.root) for d in made.drives
    ]
    print_table(console, ("drive", "assets", "files", "unreadable", "last pass", "root"), rows)


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _ago(moment: datetime | None, finished: bool) -> str:
    if moment is None:
        return "never"
    return f"{moment:%Y-%m-%d %H:%M} UTC" + ("" if finished else ", not finished: run it again")


@main.command()
@as_json
@click.pass_obj
def unreadable(settings: Settings, as_json: bool) -> None:
    """List the files that could not be read, why, what to do, and since when; and assets with hardly any text."""
    from contentlib.reports.status import list_thin, list_unreadable
    from contentlib.terminal import make_console, print_table

    library = _open(settings)
    files, thin = list_unreadable(library.db), list_thin(library.db)
    if as_json:
        _print_json({
            "unreadable": [asdict(file) | {"since_at": file.since_at.isoformat()} for file in files],
            "thin": [asdict(asset) for asset in thin],
        })  # fmt: skip
        return
    console = make_console()
    if not files and not thin:
        console.print("Every file was read, and every asset has text.")
    if files:
        rows = [(f.path, f"{f.reason}. {f.advice}", f"{f.since_at:%Y-%m-%d}") for f in files]
        print_table(console, ("could not be read", "why, and what to do", "since"), rows)
    if thin:
        told = [(t.path, t.words, t.warning or "hardly any text") for t in thin]
        print_table(console, ("thin: hardly any text", "words", "why"), told)


# --- everything else ----------------------------------------------------------------------------------------------


@main.command(name="import")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@as_json
@click.pass_obj
def import_(settings: Settings, folder: Path, as_json: bool) -> None:
    """Take in a CRM's export: reps, accounts, contacts, deals, sends, views and searches as CSV files in FOLDER."""
    from contentlib.crm import import_activity
    from contentlib.terminal import make_console, print_intake

    intake = import_activity(_open(settings).db, folder)
    if as_json:
        _print_json({
            "added": dict(intake.counts), "refused": intake.refused,
            "internal_sends": dict(intake.internal_sends), "unknown_paths": dict(intake.unknown_paths),
        })  # fmt: skip
        return
    print_intake(make_console(), intake)


@main.command()
@click.option("--office", is_flag=True, help="Decks and documents too, through LibreOffice, where it is installed.")
@click.pass_obj
def pictures(settings: Settings, office: bool) -> None:
    """Draw the pages of PDFs, so that results show the very page and links open as pictures."""
    from contentlib.terminal import make_console, make_progress, print_table
    from indexer.pictures import count_undrawn, draw_library

    library = _open(settings)
    with make_progress() as progress:
        progress.start("Drawing pages", count_undrawn(library, office=office))
        drawn = []
        for each in draw_library(library, office=office):
            drawn.append(each)
            progress.advance(1, each.title)
    console = make_console()
    failed = [(each.title, each.reason) for each in drawn if each.reason]
    console.print(f"{sum(each.pages for each in drawn):,} pages of {len(drawn) - len(failed):,} files drawn.")
    if failed:
        print_table(console, ("without pictures", "why"), failed)


@main.command()
@click.option("--host", help="Where to listen; elsewhere than loopback is refused, since there are no accounts yet.")
@click.option("--port", type=click.IntRange(1, 65535), help="The port to listen on.")
@click.pass_obj
def serve(settings: Settings, host: str | None, port: int | None) -> None:
    """Serve the app for reps and marketers on this machine."""
    from web.serve import check_loopback, check_port
    from web.serve import serve as serve_app

    settings = replace(settings, host=host or settings.host, port=port or settings.port)
    check_loopback(settings.host)
    check_port(settings.host, settings.port)
    _open(settings).close()
    _say(f"Serving {settings.library} on http://{settings.host}:{settings.port} (stop with Ctrl-C)")
    serve_app(settings, settings.host, settings.port)


@main.command()
@click.option("--corpus", type=click.Path(file_okay=False, path_type=Path), help="The folder of the sample company.")
@click.option("--port", type=click.IntRange(1, 65535), help="The port to listen on.")
@click.option("--serve/--no-serve", "serving", default=True, help="Serve the app at the end.")
@click.pass_context
def demo(ctx: click.Context, corpus: Path | None, port: int | None, serving: bool) -> None:
    """Index the sample company's drive, take in its year, search, report, and serve the app."""
    from contentlib.demo import run_demo

    settings: Settings = ctx.obj
    if ctx.parent and ctx.parent.params.get("library") is None:
        settings = replace(settings, library=Path(".demo") / "library.db")
    if serving:
        from web.serve import check_port

        check_port(settings.host, port or settings.port)
    run_demo(settings, corpus, open_library=_open)
    if serving:
        ctx.obj = settings
        ctx.invoke(serve, host=None, port=port)
