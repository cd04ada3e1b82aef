"""How things look in a terminal: progress, summaries, results, tables. Plain lines where it is not a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import Console, ConsoleOptions, ConsoleRenderable, RenderHook, RenderResult
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.segment import Segment
from rich.table import Table

from contentlib.exchange import CrmIntake
from contentlib.language import Vocabulary, show_controls
from contentlib.model import Answer, Axis, Hit, Result
from contentlib.reports import CAUSES, UnusedReport

if TYPE_CHECKING:
    from contentlib.library import Library

SECONDS_BETWEEN_LINES = 10.0
SHOWN_CHANGES = 12
# The width of a table that is not on a terminal, in characters.
WIDE = 160


@dataclass(frozen=True, slots=True)
class _Shown:
    """Something to print, with a visible sign for what would steer the terminal."""

    inner: ConsoleRenderable

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for segment in console.render(self.inner, options):
            yield segment if segment.control else Segment(show_controls(segment.text), segment.style)


class _Harmless(RenderHook):
    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        return [_Shown(one) for one in renderables]


def make_console(*, err: bool = False) -> Console:
    """A console that neither guesses at paths nor colours numbers; in a pipe, lines may be long."""
    stream = sys.stderr if err else sys.stdout
    console = Console(stderr=err, highlight=False, soft_wrap=True, width=None if stream.isatty() else WIDE)
    console.push_render_hook(_Harmless())
    return console


def print_intake(console: Console, intake: CrmIntake, *, rehearsed: bool = False) -> None:
    """What a CRM's export brought or would bring, what it changed and how, and what to look into."""
    if rehearsed:
        console.print("A rehearsal: nothing was changed. It would be:")
    console.print(f"Taken in: {_count(intake.counts) or 'nothing that was not here before'}.")
    if intake.changed or intake.unchanged:
        console.print(
            f"Changed: {_count(intake.changed) or 'nothing'}. As before: {_count(intake.unchanged) or 'nothing'}."
        )
    for change in intake.changes[:SHOWN_CHANGES]:
        console.print(f"  {show_controls(str(change))}", markup=False)
    if len(intake.changes) > SHOWN_CHANGES:
        console.print(f"  … and {len(intake.changes) - SHOWN_CHANGES:,} more (contentlib import --json lists all)")
    for line in intake.kept[:SHOWN_CHANGES]:
        console.print(f"  {show_controls(line)}", markup=False)
    for line in intake.refused[:SHOWN_CHANGES]:
        console.print(f"  not taken in: {line}", markup=False)
    if len(intake.refused) > SHOWN_CHANGES:
        console.print(f"  … and {len(intake.refused) - SHOWN_CHANGES:,} more (contentlib import --json lists all)")
    if intake.forgotten:
        console.print(f"Left as they are, since a contact asked to be forgotten: {_count(intake.forgotten)}.")
    for path, count in intake.unknown_paths.most_common(SHOWN_CHANGES):
        console.print(f"  {count} times a file the library has never seen: {path}", markup=False)
    for title, count in intake.internal_sends.most_common(SHOWN_CHANGES):
        console.print(f"  {count} times sent though it is internal: {title}", markup=False)


def _count(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in counts.items() if count)


class BarProgress:
    """Progress on a terminal: bar, count, rate, time left, and the file at hand."""

    def __init__(self) -> None:
        self._bars = Progress(
            SpinnerColumn(), TextColumn("{task.description:<26}"), BarColumn(bar_width=28), MofNCompleteColumn(),
            TextColumn("{task.fields[rate]:>8}"), TimeRemainingColumn(compact=True),
            TextColumn("[dim]{task.fields[current]}[/dim]"), console=make_console(err=True), transient=False,
        )  # fmt: skip
        self._task: TaskID | None = None
        self._started = 0.0

    def __enter__(self) -> BarProgress:
        self._bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._finish()
        self._bars.stop()

    def start(self, stage: str, total: int | None) -> None:
        self._finish()
        self._started = time.monotonic()
        self._task = self._bars.add_task(stage, total=total, rate="", current="", visible=total != 0)

    def advance(self, amount: int, current: str) -> None:
        if self._task is None:
            return
        done = self._bars.tasks[self._task].completed + amount
        rate = done / max(time.monotonic() - self._started, 0.001)
        self._bars.update(
            self._task, advance=amount, rate=f"{rate:,.0f}/s", current=escape(_tail(show_controls(current), 48))
        )

    def _finish(self) -> None:
        if self._task is not None:
            done = self._bars.tasks[self._task].completed
            self._bars.update(self._task, total=done, current="")
            self._bars.stop_task(self._task)
        self._task = None


class LineProgress:
    """Progress in a log: a line when a stage begins, and then one every ten seconds."""

    def __init__(self) -> None:
        self._stage, self._total, self._done = "", 0, 0
        self._started = self._said = 0.0

    def __enter__(self) -> LineProgress:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def start(self, stage: str, total: int | None) -> None:
        self._stage, self._total, self._done = stage, total or 0, 0
        self._started = self._said = time.monotonic()
        if total != 0:
            _say(f"{stage}{f': {total:,}' if total else ''} …")

    def advance(self, amount: int, current: str) -> None:
        self._done += amount
        now = time.monotonic()
        if now - self._said < SECONDS_BETWEEN_LINES:
            return
        self._said = now
        rate = self._done / (now - self._started)
        left = f", about {(self._total - self._done) / rate:,.0f} s left" if self._total and rate else ""
        of = f" of {self._total:,}" if self._total else ""
        _say(f"{self._stage}: {self._done:,}{of} ({rate:,.0f}/s{left}) {current}".rstrip())


def show_reading_ahead(library: Library) -> None:
    """Read what was searched for, and show how far it is; the first report would take that time else."""
    # Most commands print something and read nothing for its meaning.
    from contentlib.search import count_unread, read_ahead

    with make_progress() as progress:
        progress.start("Understanding what was searched for", count_unread(library))
        for count in read_ahead(library):
            progress.advance(count, "")


def make_progress() -> BarProgress | LineProgress:
    """A bar on a terminal, lines elsewhere; both on standard error, so that output can be piped."""
    return BarProgress() if sys.stderr.isatty() else LineProgress()


def _say(line: str) -> None:
    sys.stderr.write(f"{show_controls(line)}\n")
    sys.stderr.flush()


def _tail(text: str, width: int) -> str:
    return text if len(text) <= width else "…" + text[-width + 1 :]


# --- results ------------------------------------------------------------------------------------------------------


def print_answer(console: Console, answer: Answer, vocabulary: Vocabulary) -> None:
    """A search answered for a person."""
    understood = [vocabulary.labels.get(value, value) for value in answer.objections]
    console.print(
        f"[bold]“{escape(answer.query)}”[/bold]" + (f"  understood as: {', '.join(understood)}" if understood else "")
    )
    if answer.notice:
        console.print(escape(answer.notice))
    if answer.mended:
        console.print("[dim]To search for the words as you typed them: --as-typed[/dim]")
    if answer.missing:
        console.print(f"Nothing on {escape(', '.join(answer.missing))}.{' The nearest:' if answer.fits else ''}")
    if not answer.fits:
        nearest = " The nearest:" if answer.results else ""
        console.print(f"{answer.match.value}: nothing in the library fits.{nearest}")
    for number, result in enumerate(answer.shown, start=1):
        _print_result(console, number, result, vocabulary)
    console.print(f"[dim]{answer.match.value}, {len(answer.shown)} results in {answer.seconds * 1000:.0f} ms[/dim]\n")


def _print_result(console: Console, number: int, result: Result, vocabulary: Vocabulary) -> None:
    asset = result.asset
    badge = " [black on yellow] INTERNAL [/]" if asset.audience.value == "internal" else ""
    tags = " · ".join(
        vocabulary.labels.get(tag.value, tag.value)
        for axis in (Axis.STAGE, Axis.OBJECTION)
        for tag in asset.tags_on(axis)
    )
    kind = vocabulary.labels.get(asset.kind, asset.kind)
    console.print(
        f"{number:>2}. [bold cyan]{escape(asset.title)}[/bold cyan]{badge}  [dim]{kind} · {asset.format}[/dim]"
    )
    console.print(f"    [dim]{escape(asset.path)}[/dim]")
    if tags:
        console.print(f"    [dim]{escape(tags)}[/dim]")
    for hit in result.hits[: 2 if number <= 3 else 1]:
        _print_hit(console, hit)
    if result.more_like_it:
        console.print(f"    [dim]{len(result.more_like_it)} more like it[/dim]")


def _print_hit(console: Console, hit: Hit) -> None:
    words = "".join(f"[bold]{escape(span.text)}[/bold]" if span.marked else escape(span.text) for span in hit.snippet)
    place = " ".join(part for part in (hit.locator, "(notes)" if hit.notes else "") if part)
    console.print(f"    [green]{escape(place or 'text')}[/green]  {words}")


def print_table(console: Console, columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str = "") -> None:
    """A table of texts; nothing in them is taken for markup."""
    table = Table(title=title or None, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(escape(str(cell)) for cell in row))
    console.print(table, soft_wrap=False)


def print_unused(console: Console, report: UnusedReport, *, rows: int = 15) -> None:
    """The unused report for a person: totals with their causes, then the assets most often passed over."""
    share = len(report.unsent) / len(report.external) if report.external else 0.0
    console.print(
        f"[bold]{len(report.unsent)} of {len(report.external)} external assets ({share:.0%}) were never sent[/bold], "
        f"and {len(report.unopened)} of {len(report.internal)} internal ones never opened, "
        f"from {report.since:%Y-%m-%d} to {report.until:%Y-%m-%d}."
    )
    print_table(
        console, ("cause", "assets", "meaning"), [(CAUSES[c][0], n, CAUSES[c][1]) for c, n in report.totals.items()]
    )
    console.print()
    listed = [row for row in report.unused if row.impressions][:rows] or list(report.unused[:rows])
    print_table(
        console,
        ("asset", "kind", "cause", "shown", "opened", "asked for"),
        [
            (row.asset.title[:60], row.asset.kind, CAUSES[row.cause][0], row.impressions, row.opens,
             "; ".join(row.queries[:1])[:50])
            for row in listed
        ],
        title="Shown to reps and not used, most often first",
    )  # fmt: skip
