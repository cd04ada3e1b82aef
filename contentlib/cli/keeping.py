"""Commands for who looks after the library: status, unreadable, import, pictures, retire, restore."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from contentlib.cli.front import as_json, main, more, open_here, print_json
from contentlib.settings import Settings

if TYPE_CHECKING:
    from contentlib.model import Asset


@main.command()
@as_json
@click.pass_obj
def status(settings: Settings, as_json: bool) -> None:
    """Show drives, counts, last passes, model, index and size on disk."""
    from contentlib.cli.terminal import make_console, print_table
    from contentlib.library import index_path
    from contentlib.reports import report_status

    library = open_here(settings)
    made = report_status(
        library.db, library.vocabulary, library=settings.library, index=index_path(settings), model=library.model,
        next_model=library.next_model,
    )  # fmt: skip
    notice = library.check_model()
    if as_json:
        drives = [asdict(d) | {"last_pass_at": _iso(d.last_pass_at)} for d in made.drives]
        print_json(asdict(made) | {"drives": drives, "notice": notice})
        return
    console = make_console()
    figures = asdict(made)
    figures["embedded"] = f"{made.embedded:.1%} of texts"
    figures["bytes_on_disk"] = f"{made.bytes_on_disk / 1e6:,.1f} MB"
    figures["next_embedded"] = f"{made.next_embedded:.1%} of texts; it answers as soon as it has them all"
    figures["readers"] = ", ".join(made.readers) or "no file was read yet"
    told = {"drives", "vocabulary", "limits_moved", "readers_lack"}
    left_out = told if made.next_model else told | {"next_model", "next_embedded"}
    print_table(console, ("", ""), [(n.replace("_", " "), v) for n, v in figures.items() if n not in left_out])
    moved = f"{made.limits_moved:,} places are limited since files moved there: contentlib groups moved"
    for line in filter(None, (notice, made.vocabulary, moved if made.limits_moved else "", *made.readers_lack)):
        console.print(line, markup=False)
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
    """List the files that could not be read, why, what to do, since when; and assets with too little or much text."""
    from contentlib.cli.terminal import make_console, print_table
    from contentlib.reports import list_overfull, list_thin, list_unreadable

    library = open_here(settings)
    files, thin, overfull = list_unreadable(library.db), list_thin(library.db), list_overfull(library.db)
    if as_json:
        print_json({
            "unreadable": [asdict(file) | {"since_at": file.since_at.isoformat()} for file in files],
            "thin": [asdict(asset) for asset in thin],
            "too_much": [asdict(asset) for asset in overfull],
        })  # fmt: skip
        return
    console = make_console()
    if not files and not thin and not overfull:
        console.print("Every file was read, and every asset has text.")
    if files:
        rows = [(f.path, f"{f.reason}. {f.advice}", f"{f.since_at:%Y-%m-%d}") for f in files]
        print_table(console, ("could not be read", "why, and what to do", "since"), rows)
    if thin:
        told = [(t.path, t.words, t.warning or "hardly any text") for t in thin]
        print_table(console, ("thin: hardly any text", "words", "why"), told)
    if overfull:
        print_table(
            console, ("too much text", "words", "what is read"), [(o.path, o.words, o.warning) for o in overfull]
        )


@main.command(name="import", epilog=more("drives"))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--source", default="", help="Which system it comes from, such as hubspot: its ids are its own. Else crm."
)
@click.option("--dry-run", "rehearse", is_flag=True, help="Tell what would change, and change nothing.")
@as_json
@click.pass_obj
def import_(settings: Settings, folder: Path, source: str, rehearse: bool, as_json: bool) -> None:
    """Take in a CRM's export: reps, accounts, contacts, deals, sends, views and searches as CSV files in FOLDER."""
    from contentlib.cli.terminal import make_console, print_intake, show_reading_ahead
    from contentlib.exchange import import_activity

    library = open_here(settings)
    intake = import_activity(library.db, folder, source=source, rehearse=rehearse)
    if not rehearse:
        show_reading_ahead(library)
    if as_json:
        print_json(intake.to_json())
        return
    print_intake(make_console(), intake, rehearsed=rehearse)


@main.command(epilog=more("drives"))
@click.option("--office", is_flag=True, help="Fail where LibreOffice is not there, which draws documents, odp and ppt.")
@click.pass_obj
def pictures(settings: Settings, office: bool) -> None:
    """Draw pages and slides, so that results show the very page and links open as pictures."""
    from contentlib.cli.terminal import make_console, make_progress, print_table
    from indexer.drawing import count_undrawn, draw_library, tell_undrawn

    library = open_here(settings)
    with make_progress() as progress:
        progress.start("Drawing pages", count_undrawn(library, office=office))
        drawn = []
        for each in draw_library(library, office=office):
            drawn.append(each)
            progress.advance(1, each.title)
    console = make_console()
    failed = [(each.title, tell_undrawn(each)) for each in drawn if each.reason or each.missing]
    console.print(
        f"{sum(each.pages for each in drawn):,} pages of {sum(not each.reason for each in drawn):,} files drawn."
    )
    if failed:
        print_table(console, ("without pictures", "why"), failed)


@main.command()
@click.argument("path")
@click.option("--reason", default="", help="Why, for whoever looks at it later.")
@as_json
@click.pass_obj
def retire(settings: Settings, path: str, reason: str, as_json: bool) -> None:
    """Take the asset at PATH out: no search finds it and links to it end, until it is restored."""
    from contentlib.catalog import find_asset_by_path, retire_asset

    library = open_here(settings)
    asset = retire_asset(
        library.db, find_asset_by_path(library.db, path).id, reason=reason, retired_by=settings.person,
        retired_at=datetime.now(UTC),
    )  # fmt: skip
    _tell_standing(asset, as_json, f"“{asset.title}” is retired. Undo with: contentlib restore '{path}'")


@main.command()
@click.argument("path")
@as_json
@click.pass_obj
def restore(settings: Settings, path: str, as_json: bool) -> None:
    """Let the asset at PATH, which a person retired, back in."""
    from contentlib.catalog import find_asset_by_path, restore_asset

    library = open_here(settings)
    asset_id = find_asset_by_path(library.db, path).id
    asset = restore_asset(library.db, asset_id, restored_by=settings.person, restored_at=datetime.now(UTC))
    where = "stays away until its file is back on a drive" if asset.retired_at else "is found again"
    _tell_standing(asset, as_json, f"“{asset.title}” {where}.")


def _tell_standing(asset: Asset, as_json: bool, sentence: str) -> None:
    if as_json:
        print_json({"id": asset.id, "title": asset.title, "path": asset.path, "retired_at": _iso(asset.retired_at)})
        return
    click.echo(sentence)
