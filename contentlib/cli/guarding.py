"""Commands for who guards the library: groups and their folders, tokens of programs, forgetting, export, backup."""

from __future__ import annotations

import secrets
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from contentlib.cli.front import as_json, main, more, open_here, print_json, say
from contentlib.errors import BadInput
from contentlib.settings import Settings

if TYPE_CHECKING:
    from contentlib.exchange import Forgotten
    from contentlib.people import Limit, Token


@main.group(epilog=more("admin"))
def groups() -> None:
    """Limit drives and folders to groups of people."""


@groups.command("list")
@as_json
@click.pass_obj
def list_all(settings: Settings, as_json: bool) -> None:
    """List the groups with their people, and the folders that are limited to them."""
    from contentlib.cli.terminal import make_console, print_table
    from contentlib.people import count_waiting, list_groups, list_limits

    db = open_here(settings).db
    found, limits = list_groups(db), list_limits(db)
    if as_json:
        print_json({"groups": [asdict(one) for one in found], "limits": [_plain_limit(one) for one in limits]})
        return
    console = make_console()
    print_table(console, ("group", "people"), [(one.name, ", ".join(one.people) or "nobody yet") for one in found])
    rows = [(one.drive, one.folder or "all of it", _name_groups(one), one.files) for one in limits]
    print_table(console, ("drive", "folder", "seen by", "files"), rows)
    waiting = count_waiting(db)
    if waiting:
        console.print(f"{waiting:,} places are limited since files moved there: contentlib groups moved")


def _plain_limit(limit: Limit) -> dict[str, Any]:
    return {name: value for name, value in asdict(limit).items() if name != "places"}


def _name_groups(limit: Limit) -> str:
    return ", ".join(limit.groups) or "admins only"


@groups.command("add")
@click.argument("group")
@click.argument("people", nargs=-1)
@click.pass_obj
def add(settings: Settings, group: str, people: tuple[str, ...]) -> None:
    """Make GROUP, or take PEOPLE (their addresses) into it."""
    from contentlib.people import add_group, add_to_group, list_groups

    db = open_here(settings).db
    with db.atomic():
        if group.casefold() not in {one.name.casefold() for one in list_groups(db)}:
            add_group(db, group, made_at=datetime.now(UTC))
        for email in people:
            add_to_group(db, group, email)
    _note(db, "people added to group" if people else "group made", group, ", ".join(people))
    inside = next(one.people for one in list_groups(db) if one.name.casefold() == group.casefold())
    click.echo(f"In “{group}” now: {', '.join(inside) or 'nobody yet'}.")


@groups.command("remove")
@click.argument("group")
@click.argument("people", nargs=-1)
@click.pass_obj
def remove(settings: Settings, group: str, people: tuple[str, ...]) -> None:
    """Take PEOPLE out of GROUP; without PEOPLE the group itself. Its folders are then for admins only."""
    from contentlib.people import remove_from_group, remove_group

    db = open_here(settings).db
    with db.atomic():
        for email in people:
            remove_from_group(db, group, email)
        if not people:
            remove_group(db, group)
    _note(db, "people taken out of group" if people else "group removed", group, ", ".join(people))
    click.echo(f"Out of “{group}”: {', '.join(people)}." if people else f"The group “{group}” is no more.")


@groups.command("limit")
@click.argument("drive")
@click.argument("folder", default="")
@click.option("--to", "names", multiple=True, metavar="GROUP", help="Who may see it; can be given again. None: admins.")
@as_json
@click.pass_obj
def limit(settings: Settings, drive: str, folder: str, names: tuple[str, ...], as_json: bool) -> None:
    """Let only some see what lies below FOLDER of DRIVE, or all of DRIVE; in searches, reports, links and programs."""
    from contentlib.people import limit_folder

    db = open_here(settings).db
    made = limit_folder(db, drive, folder, names, made_at=datetime.now(UTC))
    _note(db, "folder limited", f"{made.drive}/{made.folder}", _name_groups(made))
    if not made.files:
        say(_tell_empty(db, drive, made.folder))
    if as_json:
        print_json(_plain_limit(made))
        return
    click.echo(f"{made.drive}/{made.folder}: {made.files:,} files, seen by {_name_groups(made)}.")


def _tell_empty(db: Any, drive: str, folder: str) -> str:
    from contentlib.catalog import list_folders_in

    above = folder.rpartition("/")[0]
    there = [one.name for one in list_folders_in(db, drive, above)]
    alike = get_close_matches(folder.rpartition("/")[2], there, n=1)
    hint = (
        f"Did you mean “{f'{above}/' if above else ''}{alike[0]}”?" if alike else f"There are: {', '.join(there[:9])}."
    )
    return (
        f"No file lies below “{folder}” on “{drive}”, so the limit holds nothing today. {hint if there else ''}".strip()
    )


@groups.command("moved")
@as_json
@click.pass_obj
def moved(settings: Settings, as_json: bool) -> None:
    """List the folders and files that stay limited since they left a limited folder, until you keep or open them."""
    from contentlib.cli.terminal import make_console, print_table
    from contentlib.people import list_waiting

    found = list_waiting(open_here(settings).db)
    if as_json:
        print_json([asdict(one) | {"since_at": one.since_at.isoformat()} for one in found])
        return
    if not found:
        click.echo("Nothing waits: no limit went along with anything that you have not looked at.")
        return
    rows = [(one.drive, one.path or "all of it", one.came_from or "all of it", one.files) for one in found]
    print_table(make_console(), ("drive", "lies now in", "came from", "files"), rows)


@groups.command("keep")
@click.argument("drive")
@click.argument("path")
@click.pass_obj
def keep(settings: Settings, drive: str, path: str) -> None:
    """Keep PATH of DRIVE limited, where a limit went along with it."""
    _decide(settings, drive, path, is_kept=True)


@groups.command("open")
@click.argument("drive")
@click.argument("path")
@click.pass_obj
def open_(settings: Settings, drive: str, path: str) -> None:
    """Open PATH of DRIVE to everybody, where a limit went along with it."""
    _decide(settings, drive, path, is_kept=False)


def _decide(settings: Settings, drive: str, path: str, *, is_kept: bool) -> None:
    from contentlib.people import find_drive_id, keep_limited, open_place

    db = open_here(settings).db
    done = (keep_limited if is_kept else open_place)(db, find_drive_id(db, drive), path)
    if not done:
        raise BadInput(f"No limit went along to “{path}” on “{drive}”. See what waits: contentlib groups moved")
    _note(db, "limit kept" if is_kept else "limit opened", f"{drive}/{path}")
    click.echo(f"{drive}/{path} stays limited." if is_kept else f"{drive}/{path} is open, unless another limit holds.")


@groups.command("unlimit")
@click.argument("drive")
@click.argument("folder", default="")
@click.pass_obj
def unlimit(settings: Settings, drive: str, folder: str) -> None:
    """Take a limit away again."""
    from contentlib.people import unlimit_folder

    db = open_here(settings).db
    unlimit_folder(db, drive, folder)
    _note(db, "limit lifted", f"{drive}/{folder}")
    click.echo(f"{drive}/{folder} is limited no more, unless a wider limit holds.")


def _note(db: Any, action: str, about: str, detail: str = "") -> None:
    from contentlib.people import record_audit

    record_audit(db, "", action, about=about, detail=detail, via="command line", at=datetime.now(UTC))


# --- tokens --------------------------------------------------------------------------------------------------------


@main.group(epilog=more("api"))
def tokens() -> None:
    """Let programs in: tokens for the API and for assistants."""


@tokens.command("add")
@click.argument("name")
@click.option(
    "--scope", "scopes", multiple=True, required=True, metavar="S", help="What it may do; can be given again."
)
@click.option("--person", default="", help="Whose it is, by address: it may do no more than they may.")
@click.option("--days", type=click.IntRange(1, 3650), default=365, show_default=True, help="How long it lives.")
@as_json
@click.pass_obj
def add_one(settings: Settings, name: str, scopes: tuple[str, ...], person: str, days: int, as_json: bool) -> None:
    """Make a token called NAME and print its secret, this once.

    Scopes: read:search, read:sends, write:sends, read:reports, write:requests, admin; external-only besides lets it
    see nothing but what buyers may have.
    """
    from contentlib.people import MARK, TOKEN_BYTES, add_token

    db, at = open_here(settings).db, datetime.now(UTC)
    secret = MARK + secrets.token_urlsafe(TOKEN_BYTES)
    person_id = _find_owner(db, person)
    made = add_token(db, person_id, name, scopes, secret=secret, made_at=at, expires_at=at + timedelta(days=days))
    _note(db, "token made", f"token {made.id}", f"{made.name} ({made.shown}…): {', '.join(sorted(made.scopes))}")
    if as_json:
        print_json(_token_to_json(made) | {"secret": secret})
        return
    say("Keep it now: it is shown this once.")
    click.echo(secret)


def _find_owner(db: Any, person: str) -> int | None:
    """Whose the token is; the machine's own where there are no accounts yet and nobody is named."""
    from contentlib.people import check_email, find_account_by_email, find_or_add_person, in_use

    if not in_use(db):
        return find_or_add_person(db, check_email(person, field="person")) if person else None
    account = find_account_by_email(db, person) if person else None
    if account is None:
        raise BadInput(f"Nobody signs in as “{person}” here. Name the owner: --person NAME@COMPANY (contentlib people)")
    return account.person_id


def _token_to_json(token: Token) -> dict[str, Any]:
    from contentlib.reports import to_plain

    plain: dict[str, Any] = to_plain(token)
    return plain


@tokens.command("list")
@as_json
@click.pass_obj
def list_some(settings: Settings, as_json: bool) -> None:
    """List all tokens: whose, what they may do, when last used. Never the secrets, which nobody has."""
    from contentlib.cli.terminal import make_console, print_table
    from contentlib.people import list_tokens

    found, now = list_tokens(open_here(settings).db, everybody=True), datetime.now(UTC)
    if as_json:
        print_json([_token_to_json(one) for one in found])
        return
    rows = [
        (one.id, one.name, f"{one.shown}…", one.email or "this machine", ", ".join(sorted(one.scopes)),
         f"{one.last_used_at:%Y-%m-%d %H:%M}" if one.last_used_at else "never", _tell_end(one, now))
        for one in found
    ]  # fmt: skip
    print_table(make_console(), ("no.", "name", "begins", "whose", "may", "last used", "ends"), rows)


def _tell_end(token: Token, now: datetime) -> str:
    if token.revoked_at:
        return f"revoked {token.revoked_at:%Y-%m-%d}"
    if not token.expires_at:
        return "never"
    return f"{token.expires_at:%Y-%m-%d}" if token.is_alive(now) else f"ended {token.expires_at:%Y-%m-%d}"


@tokens.command("revoke")
@click.argument("number", type=int)
@click.pass_obj
def revoke(settings: Settings, number: int) -> None:
    """Close token NUMBER for good, at once."""
    from contentlib.people import revoke_token

    db = open_here(settings).db
    closed = revoke_token(db, number, revoked_at=datetime.now(UTC))
    _note(db, "token revoked", f"token {number}", closed.name)
    click.echo(f"Revoked: {closed.name} ({closed.shown}…).")


# --- a person's data, and everybody's -------------------------------------------------------------------------------


@main.command(epilog=more("admin"))
@click.argument("contact")
@click.option("--dry-run", "rehearse", is_flag=True, help="Say what would be erased, and erase nothing.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@as_json
@click.pass_obj
def forget(settings: Settings, contact: str, rehearse: bool, yes: bool, as_json: bool) -> None:
    """Erase what is known of CONTACT (an address): name, readings, mails, mentions. Counts stay, about nobody."""
    from contentlib.exchange import forget_contact
    from contentlib.storage import has_traces

    db, at = open_here(settings).db, datetime.now(UTC)
    known = forget_contact(db, contact, at=at, rehearse=True)
    if not rehearse:
        if not yes:
            say(_tell_forgotten(known, "would be erased"))
            click.confirm("This cannot be undone. Erase it?", abort=True, err=True)
        known = forget_contact(db, contact, at=at)
        # Who was forgotten stands nowhere, the log included.
        _note(db, "contact forgotten", "a contact", f"{known.sends} sends, {known.views} views")
    if as_json:
        print_json(asdict(known) | {"done": not rehearse})
        return
    click.echo(_tell_forgotten(known, "would be erased" if rehearse else "erased"))
    if known.in_files:
        click.echo(f"{known.in_files} places of your own files name {known.address}: change those on the drive.")
    if known.shares_name:
        click.echo("Others have the same family name: where it stands alone it was left. Look for it yourself.")
    if not rehearse:
        click.echo("Earlier backups and exports still hold it, and so does the CRM; an import from it leaves them out.")
        if has_traces(db):
            click.echo("Another program reads the library: the last traces leave its file when it is opened next.")


def _tell_forgotten(known: Forgotten, done: str) -> str:
    parts = {
        "contact": known.contacts, "words of sends": known.sends, "links closed": known.links, "readings": known.views,
        "downloads": known.downloads, "refused mails": known.mails, "lines of the audit log": known.audit,
        "mentions in texts": sum(known.mentions.values()), "folders of pictures and cut-outs": known.pictures,
    }  # fmt: skip
    listed = ", ".join(f"{count} {name}" for name, count in parts.items() if count)
    return f"{known.address}, {done}: {listed or 'nothing but mentions'}."


@main.command(epilog=more("admin"))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@as_json
@click.pass_obj
def export(settings: Settings, folder: Path, as_json: bool) -> None:
    """Write everything the library knows into FOLDER as CSV: for import into another, and every table as it is."""
    from contentlib.exchange import export_library

    db = open_here(settings).db
    made = export_library(db, folder)
    _note(db, "exported", str(folder), f"{sum(made.rows.values())} rows")
    if as_json:
        print_json({"folder": str(made.folder), "rows": made.rows})
        return
    rows = sum(made.rows.values())
    click.echo(f"{rows:,} rows in {len(made.rows)} files below {folder}; {folder / 'README.txt'} says which is which.")


HUNDREDTHS = 100


class _Steps:
    """Turns the share that is done into the steps that a progress bar counts."""

    def __init__(self, progress: Any) -> None:
        self.progress, self.done = progress, 0

    def __call__(self, share: float) -> None:
        reached = int(share * HUNDREDTHS)
        if reached > self.done:
            self.progress.advance(reached - self.done, "")
            self.done = reached


@main.command(epilog=more("admin"))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@as_json
@click.pass_obj
def backup(settings: Settings, file: Path, as_json: bool) -> None:
    """Copy the library to FILE, whole and checked, while it is served and written. Never overwrites."""
    from contentlib.cli.terminal import make_progress
    from contentlib.exchange import back_up

    db = open_here(settings).db
    with make_progress() as progress:
        progress.start("Copying", HUNDREDTHS)
        made = back_up(db, file, tell=_Steps(progress))
    _note(db, "backed up", str(file))
    if as_json:
        print_json(asdict(made) | {"path": str(made.path)})
        return
    click.echo(f"{file}: {made.size / 1e6:,.1f} MB, {made.assets:,} assets, {made.sends:,} sends; checked, and whole.")


@main.command(epilog=more("api"))
@click.option("--internal", is_flag=True, help="Let it see internal assets and speaker notes too: never for replies.")
@click.option("--as", "acts_as", default="", metavar="ADDRESS", help="Let it see the limited folders that they see.")
@click.pass_obj
def mcp(settings: Settings, internal: bool, acts_as: str) -> None:
    """Serve an assistant on this machine over standard input and output (Model Context Protocol).

    It sees only what buyers may have, nothing of a folder that is limited to groups unless --as names somebody in them,
    and searches under that name, else yours (setting person).
    """
    import sys

    from contentlib.cli.assistant import Assistant, serve_assistant

    library = open_here(settings)
    made = Assistant(library, acts_as or settings.person, external_only=not internal, acts_as=acts_as)
    try:
        # A wrong address is told at once, not to the assistant.
        made.follow()
        # A line in another encoding is refused as a line; it does not end the conversation.
        asked = (line.decode("utf-8", "surrogateescape") for line in sys.stdin.buffer)
        serve_assistant(made, asked, sys.stdout)
    finally:
        library.close()
