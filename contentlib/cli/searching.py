"""Commands for who looks for something: search, evaluate, assets."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from contentlib.cli.front import as_json, main, more, open_here, print_json
from contentlib.errors import BadInput
from contentlib.model import FILTERS, Axis, Takes
from contentlib.settings import Settings

if TYPE_CHECKING:
    from contentlib.library import Library
    from contentlib.model import Filters, Tag


def filter_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """An option for each filter."""
    for one in reversed(FILTERS):
        option = click.option(
            f"--{one.name}", one.name, multiple=not one.is_single, help=f"Only {one.only}.",
            type=click.Choice(list(one.choices)) if one.choices else str,
            metavar=None if one.choices else "DAY" if one.takes is Takes.DAY else one.name.upper(),
        )  # fmt: skip
        command = option(command)
    return command


@main.command(epilog=more("find"))
@click.argument("words", nargs=-1, metavar="[QUERY]")
@filter_options
@click.option("-n", "limit", type=click.IntRange(1, 100), default=10, show_default=True, help="How many results.")
@click.option("--every-copy", is_flag=True, help="List near copies as results of their own, as --batch always does.")
@click.option("--batch", type=click.Path(dir_okay=False, path_type=Path), help="Queries, one JSON object a line.")
@click.option("--as-typed", is_flag=True, help="Take every word as it is; no typing error is mended.")
@as_json
@click.pass_obj
def search(
    settings: Settings, /, words: tuple[str, ...], limit: int, every_copy: bool, batch: Path | None, as_typed: bool,
    as_json: bool,
    **chosen: Any,
) -> None:  # fmt: skip
    """Find what answers QUERY, in the buyer's own words, at the slide. Quotes around it may be left out.

    A filter that is given twice takes either value.

    With --batch each line of the file is {"query_id" or "_id": …, "text": …} and is answered by one line of JSON.
    """
    from contentlib.cli.terminal import make_console, print_answer
    from contentlib.reports import answer_to_json
    from contentlib.search import count_considered, facets_to_json, find_assets

    query = " ".join(words)
    if bool(words) == bool(batch):
        raise BadInput("Give either a QUERY or --batch FILE.")
    library = open_here(settings)
    filters = _read_filters(library, chosen)
    if batch:
        for query_id, text in _read_batch(batch):
            answer = _answer_or_nothing(library, text, filters, limit, as_typed=as_typed)
            click.echo(json.dumps(answer_to_json(answer, query_id=query_id), ensure_ascii=False))
        return
    answer = find_assets(library, query, filters=filters, limit=limit, every_copy=every_copy, as_typed=as_typed)
    if as_json:
        found = count_considered(library, answer, now=datetime.now(UTC))
        print_json(answer_to_json(answer) | {"facets": facets_to_json(found)})
        return
    print_answer(make_console(), answer, library.vocabulary)


def _answer_or_nothing(library: Library, text: str, filters: Any, limit: int, *, as_typed: bool) -> Any:
    """A line of a batch without words is answered with nothing and a notice; the lines after it go on."""
    from contentlib.model import Answer
    from contentlib.search import find_assets

    try:
        # Who judges by path counts each copy.
        return find_assets(library, text, filters=filters, limit=limit, every_copy=True, as_typed=as_typed)
    except BadInput as error:
        if text.strip():
            raise
        return Answer(text, filters, confidence=0.0, fits=False, results=(), notice=str(error))


def _read_filters(library: Library, chosen: Mapping[str, Any]) -> Filters:
    from contentlib.catalog import hold_values, read_filters

    given = {name: value if isinstance(value, tuple) else (value,) for name, value in chosen.items() if value}
    return read_filters(given, library.vocabulary, hold_values(library.db)).usable()


def _read_batch(path: Path) -> Iterable[tuple[str, str]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"The batch {path} cannot be read: {error}. It must be a UTF-8 text file.") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _read_batch_line(line, f"{path}, line {number}")


def _read_batch_line(line: str, where: str) -> tuple[str, str]:
    from contentlib.language import read_json

    try:
        data = read_json(line)
        return str(data.get("query_id") or data["_id"]), str(data["text"])
    except (BadInput, KeyError, TypeError, AttributeError) as error:
        raise BadInput(f'{where} is not like {{"query_id": "q1", "text": "too expensive"}}. Mend that line.') from error


@main.command(epilog=more("find"))
@click.argument("queries", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("qrels", type=click.Path(dir_okay=False, path_type=Path))
@as_json
@click.pass_obj
def evaluate(settings: Settings, queries: Path, qrels: Path, as_json: bool) -> None:
    """Measure search on your own judged queries: QUERIES (JSON lines) and QRELS (query_id, path, grade 0-3)."""
    from contentlib.cli.terminal import make_console, print_table
    from contentlib.evaluation import evaluate as measure

    scores = measure(open_here(settings), queries, qrels)
    if as_json:
        print_json({name: asdict(one) for name, one in scores.items()})
        return
    columns = ("queries", "answered", "nothing", "nDCG@10", "success@1", "success@3", "MRR@10", "AUROC")
    rows = [
        (name, one.queries, one.nothing, *(f"{v:.3f}" for v in (one.ndcg, one.first, one.among_three, one.reciprocal)),
         "" if one.auroc is None else f"{one.auroc:.3f}")
        for name, one in scores.items()
    ]  # fmt: skip
    print_table(make_console(), columns, rows)


@main.command()
@as_json
@click.pass_obj
def assets(settings: Settings, as_json: bool) -> None:
    """List every asset with its kind, audience, stages, objections and last send."""
    from contentlib.catalog import list_assets
    from contentlib.cli.terminal import make_console, print_table
    from contentlib.reports import asset_to_json
    from contentlib.sending import last_sends

    library = open_here(settings)
    listed, sent = list_assets(library.db), last_sends(library.db)
    if as_json:
        # One asset a line, so that a long library can be read as it comes.
        for asset in listed:
            count, last = sent.get(asset.id, (0, None))
            click.echo(json.dumps(asset_to_json(asset, sends=count, last_sent_at=last), ensure_ascii=False))
        return
    rows = [
        (asset.title, asset.kind, asset.audience.value, _values(asset.tags_on(Axis.STAGE)),
         _values(asset.tags_on(Axis.OBJECTION)),
         f"{sent[asset.id][1]:%Y-%m-%d}" if asset.id in sent else "never", asset.path)
        for asset in listed
    ]  # fmt: skip
    print_table(make_console(), ("title", "kind", "audience", "stages", "objections", "last sent", "path"), rows)


def _values(tags: Iterable[Tag]) -> str:
    return ", ".join(tag.value for tag in tags)
