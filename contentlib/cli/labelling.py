"""Commands on tags: evaluate, list, review, set, clear, corrections, undo, rules, competitors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from contentlib.cli.front import CommandGroup, as_json, main, more, open_here, print_json
from contentlib.errors import BadInput
from contentlib.model import Audience, Axis
from contentlib.settings import Settings

if TYPE_CHECKING:
    from contentlib.evaluation import AxisScores
    from contentlib.model import Asset
    from contentlib.tagging import Correction, Lesson

axis_choice = click.Choice([axis.value for axis in Axis])
by_option = click.option("--by", default="", metavar="EMAIL", help="Who says so; else the person of the settings.")


@main.group(cls=CommandGroup, epilog=more("tags"))
def tags() -> None:
    """See, judge and correct what assets are tagged with."""


@tags.command(name="evaluate")
@click.argument("gold", type=click.Path(dir_okay=False, path_type=Path))
@as_json
@click.pass_obj
def evaluate_(settings: Settings, gold: Path, as_json: bool) -> None:
    """Measure tags on your own judgements: GOLD is a TSV of path, stages, objections, kind, audience and so on.

    A cell has the right values separated by commas; empty means that none is right, “?” that nobody judged it.
    """
    from contentlib.evaluation import evaluate_tags, read_gold, scores_to_json

    library = open_here(settings)
    scores = evaluate_tags(library, read_gold(gold, library.vocabulary))
    if as_json:
        print_json(scores_to_json(scores))
        return
    _print_scores(scores.axes)
    for path in scores.unknown:
        click.echo(f"Left out: no asset at “{path}”. Run the indexer, or check the path.", err=True)


def _print_scores(axes: Sequence[AxisScores]) -> None:
    from contentlib.cli.terminal import make_console, print_table

    console = make_console()
    rows: list[tuple[object, ...]] = []
    for one in axes:
        rows.append((one.axis.value.upper(), *_show(one.micro), f"macro F1 {one.macro_f1:.2f}, {one.assets} assets"))
        rows += [(f"  {value}", *_show(rates), "") for value, rates in one.labels.items()]
    print_table(console, ("axis and label", "precision", "recall", "F1", "said", "true", ""), rows)
    sure = [
        (one.axis.value, f"{row.low:.1f} to {row.high:.1f}", row.tags, f"{row.confidence:.2f}", f"{row.right:.2f}")
        for one in axes
        for row in one.calibration
    ]
    print_table(console, ("contentlib's own", "confidence", "tags", "mean", "share that is right"), sure)


def _show(rates: Any) -> tuple[object, ...]:
    return (f"{rates.precision:.2f}", f"{rates.recall:.2f}", f"{rates.f1:.2f}", rates.said, rates.true)


@tags.command(name="list")
@click.option("--axis", type=axis_choice, help="Only this axis.")
@click.option("--value", default="", metavar="V", help="Only this value.")
@as_json
@click.pass_obj
def list_(settings: Settings, axis: str | None, value: str, as_json: bool) -> None:
    """List the tags that count, with their confidence, their words and who said so."""
    from contentlib.catalog import list_assets
    from contentlib.cli.terminal import make_console, print_table
    from contentlib.language import find_value

    library = open_here(settings)
    wanted = find_value(Axis(axis), value, library.vocabulary) if axis and value else value
    found = [
        (asset, tag)
        for asset in list_assets(library.db)
        for tag in asset.tags
        if axis in (None, tag.axis) and (not wanted or wanted.casefold() == tag.value.casefold())
    ]
    if as_json:
        print_json([{"id": asset.id, "path": asset.path, **asdict(tag)} for asset, tag in found])
        return
    rows = [(t.axis.value, t.value, f"{t.confidence:.2f}", t.source.value, a.title, t.evidence[:60]) for a, t in found]
    print_table(make_console(), ("axis", "value", "sure", "says", "asset", "words that earned it"), rows)


@tags.command()
@as_json
@click.pass_obj
def backdrop(settings: Settings, as_json: bool) -> None:
    """Show what the library says everywhere of each objection: half of it is taken off every asset."""
    from contentlib.cli.terminal import make_console, print_table
    from contentlib.tagging import read_backdrop, tell_backdrop

    library = open_here(settings)
    measured = read_backdrop(library.db)
    if as_json:
        print_json(asdict(measured) if measured else None)
        return
    if measured is None:
        click.echo("The library is too small to tell what it says everywhere; each asset is tagged by itself.")
        return
    told, labels = tell_backdrop(library.db, library.vocabulary.labels), library.vocabulary.labels
    by_weight = sorted(measured.cues, key=lambda value: -(measured.cues[value] + measured.near[value]))
    rows = [(labels.get(one, one), f"{measured.cues[one]:.2f}", f"{measured.near[one]:+.2f}") for one in by_weight]
    print_table(make_console(), ("objection", "cues a passage", "nearness"), rows)
    click.echo(f"Measured on {measured.assets} assets. {told}")


@tags.command()
@click.option("--axis", type=axis_choice, help="Only this axis.")
@click.option("-n", "limit", type=click.IntRange(1), default=40, show_default=True, help="How many.")
@as_json
@click.pass_obj
def review(settings: Settings, axis: str | None, limit: int, as_json: bool) -> None:
    """List the doubtful tags, those that touch the most sends first."""
    from contentlib.cli.terminal import make_console, print_table
    from contentlib.tagging import list_doubts

    doubts = list_doubts(open_here(settings).db, axis=Axis(axis) if axis else None)[:limit]
    if as_json:
        print_json([
            {"id": one.asset.id, "path": one.asset.path, "sends": one.sends, **asdict(one.tag)} for one in doubts
        ])  # fmt: skip
        return
    rows = [
        (
            one.sends,
            one.tag.axis.value,
            one.tag.value,
            f"{one.tag.confidence:.2f}",
            one.asset.path,
            one.tag.evidence[:60],
        )
        for one in doubts
    ]
    print_table(make_console(), ("sends", "axis", "value", "sure", "asset", "words that earned it"), rows)


# --- correcting -----------------------------------------------------------------------------------------------------


@tags.command(name="set")
@click.argument("asset")
@click.argument("axis", type=axis_choice)
@click.argument("value")
@click.option("--not", "denied", is_flag=True, help="Say that it has not this value.")
@click.option("--because", default="", metavar="TEXT", help="Why; shown beside the tag.")
@click.option("--let-buyers-see", is_flag=True, help="Needed where an internal asset becomes external.")
@by_option
@as_json
@click.pass_obj
def set_(
    settings: Settings, asset: str, axis: str, value: str, *, denied: bool, because: str, let_buyers_see: bool, by: str,
    as_json: bool,
) -> None:  # fmt: skip
    """Say what ASSET (its number or path) has; obeyed at once, and over what its file and contentlib say."""
    from contentlib.tagging import Wish, correct

    library = open_here(settings)
    found = _find(library.db, asset)
    opens = axis == Axis.AUDIENCE and value == Audience.EXTERNAL and found.audience is Audience.INTERNAL
    if opens and not let_buyers_see:
        raise BadInput(f"“{found.title}” would become external, so that buyers may see it. Add --let-buyers-see.")
    wish = Wish(found.id, Axis(axis), value, holds=not denied, evidence=because)
    made = correct(library.db, library.vocabulary, wish, said_by=_who(settings, by), said_at=datetime.now(UTC))
    _tell_corrections([made], as_json=as_json)


@tags.command()
@click.argument("asset")
@click.argument("axis", type=axis_choice)
@click.argument("value", default="")
@click.option("--let-buyers-see", is_flag=True, help="Needed where an internal asset becomes external.")
@by_option
@as_json
@click.pass_obj
def clear(
    settings: Settings, asset: str, axis: str, value: str, *, let_buyers_see: bool, by: str, as_json: bool
) -> None:
    """Take back what people said of ASSET on an axis, so that its file or contentlib is heard again."""
    from contentlib.tagging import list_corrections, undo

    library = open_here(settings)
    found = _find(library.db, asset)
    standing = [
        one
        for one in list_corrections(library.db, asset_id=found.id)
        if one.axis == axis and value in ("", one.value) and one.undone_at is None
    ]
    if not standing:
        raise BadInput(f"Nobody said anything of “{found.title}” on the axis {axis} that stands.")
    if any(one.value == Audience.INTERNAL for one in standing) and not let_buyers_see:
        raise BadInput(f"“{found.title}” may become external, so that buyers may see it. Add --let-buyers-see.")
    who, now = _who(settings, by), datetime.now(UTC)
    _tell_corrections([undo(library.db, one.id, undone_by=who, undone_at=now) for one in standing], as_json=as_json)


@tags.command(name="corrections")
@as_json
@click.pass_obj
def corrections_(settings: Settings, as_json: bool) -> None:
    """List what people corrected, newest first."""
    from contentlib.tagging import list_corrections

    _tell_corrections(list_corrections(open_here(settings).db), as_json=as_json)


@tags.command(name="undo")
@click.argument("number", type=click.IntRange(1))
@click.option("--let-buyers-see", is_flag=True, help="Needed where it was a word that an asset is internal.")
@by_option
@as_json
@click.pass_obj
def undo_(settings: Settings, number: int, *, let_buyers_see: bool, by: str, as_json: bool) -> None:
    """Undo correction NUMBER: what it took the place of counts again."""
    from contentlib.tagging import find_correction, undo

    library = open_here(settings)
    found = find_correction(library.db, number)
    if (found.axis, found.value) == (Axis.AUDIENCE, Audience.INTERNAL) and not let_buyers_see:
        raise BadInput(f"“{found.asset_title}” may become external, so that buyers may see it. Add --let-buyers-see.")
    done = undo(library.db, number, undone_by=_who(settings, by), undone_at=datetime.now(UTC))
    _tell_corrections([done], as_json=as_json)


def _find(db: Any, named: str) -> Asset:
    from contentlib.catalog import find_asset, find_asset_by_path

    return find_asset(db, int(named)) if named.isdecimal() else find_asset_by_path(db, named)


def _who(settings: Settings, by: str) -> str:
    from contentlib.people import check_email

    named = by or settings.person
    return check_email(named, field="by") if named else ""


def _tell_corrections(made: Iterable[Correction], *, as_json: bool) -> None:
    from contentlib.cli.terminal import make_console, print_table
    from contentlib.reports import to_plain

    listed = list(made)
    if as_json:
        print_json(to_plain(listed))
        return
    rows = [
        (one.id, one.asset_title, one.axis.value, one.effect, one.said_by, f"{one.said_at:%Y-%m-%d}",
         f"undone {one.undone_at:%Y-%m-%d}" if one.undone_at else "")
        for one in listed
    ]  # fmt: skip
    print_table(make_console(), ("number", "asset", "axis", "what changed", "who", "when", ""), rows)


# --- what is learned ------------------------------------------------------------------------------------------------


@tags.command(name="rules")
@as_json
@click.pass_obj
def rules_(settings: Settings, as_json: bool) -> None:
    """List what was learned from corrections, as rules with what each changes; the next pass puts new ones in force."""
    from contentlib.tagging import list_lessons

    library = open_here(settings)
    listed = list_lessons(library.db, library.vocabulary, library.model)
    if as_json:
        print_json([_lesson_to_json(one) for one in listed])
        return
    if not listed:
        click.echo("Nothing was corrected yet, so there are no rules.")
    for one in listed:
        click.echo(f"{one.sentence}\n    {one.standing.value} · {one.key}")
        for change in one.changes:
            click.echo(f"    {change.asset.path}: {change.before or 'nothing'} → {change.after or 'not this'}")


def _lesson_to_json(one: Lesson) -> dict[str, object]:
    return {
        "key": one.key, "axis": one.axis.value, "value": one.value, "holds": one.holds, "sentence": one.sentence,
        "standing": one.standing.value, "folder": one.folder, "people": list(one.people),
        "learned_from": [{"id": asset.id, "path": asset.path} for asset in one.learned_from],
        "changes": [
            {"id": change.asset.id, "path": change.asset.path, "likeness": change.likeness, "before": change.before,
             "after": change.after}
            for change in one.changes
        ],
    }  # fmt: skip


@tags.command(name="switch-off")
@click.argument("rule")
@by_option
@click.pass_obj
def switch_off(settings: Settings, rule: str, by: str) -> None:
    """Switch a learned RULE off: what it changed is as before, at once."""
    _switch(settings, rule, by, on=False)


@tags.command(name="switch-on")
@click.argument("rule")
@by_option
@click.pass_obj
def switch_on(settings: Settings, rule: str, by: str) -> None:
    """Switch a learned RULE on again, at once."""
    _switch(settings, rule, by, on=True)


def _switch(settings: Settings, key: str, by: str, *, on: bool) -> None:
    from contentlib.tagging import switch_rule

    library = open_here(settings)
    made = switch_rule(
        library.db, library.vocabulary, library.model, key, on=on, said_by=_who(settings, by), said_at=datetime.now(UTC)
    )
    click.echo(f"{'On' if on else 'Off'}: {made.sentence}")


@tags.command(name="competitors")
@as_json
@click.pass_obj
def competitors_(settings: Settings, as_json: bool) -> None:
    """List the competitors that are known, and the file that each was learned from."""
    from contentlib.cli.terminal import make_console, print_table
    from contentlib.tagging import list_competitors

    library = open_here(settings)
    listed = list_competitors(library.db, library.vocabulary)
    if as_json:
        print_json([
            {"name": one.name, "spellings": list(one.spellings), "learned_from": one.evidence} for one in listed
        ])  # fmt: skip
        return
    rows = [(one.name, ", ".join(one.spellings), one.evidence or "the vocabulary") for one in listed]
    print_table(make_console(), ("competitor", "also written", "learned from"), rows)
