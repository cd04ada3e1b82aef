"""Commands for sends: what a mailbox shows to have been sent, and what was."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from contentlib.cli.front import as_json, main, more, open_here, print_json, say
from contentlib.settings import Settings

if TYPE_CHECKING:
    from contentlib.sending import MailedFile


@main.group(epilog=more("send"))
def sends() -> None:
    """What was sent to whom."""


@sends.command()
@click.argument("mailbox", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Print what would be recorded, and write nothing.")
@as_json
@click.pass_obj
def match(settings: Settings, mailbox: Path, dry_run: bool, as_json: bool) -> None:
    """Record the sends in MAILBOX (an mbox file, an .eml file or a folder of them) whose attachments are assets."""
    from contentlib.cli.terminal import make_console, print_table
    from contentlib.sending import is_recorded, record_mailed
    from indexer.mailbox import match_mailbox

    library = open_here(settings)
    did: list[tuple[MailedFile, str]] = []
    for found in match_mailbox(library.db, settings, mailbox):
        known = is_recorded(library.db, found) if dry_run else not record_mailed(library.db, found)
        did.append((found, "known already" if known else "would be recorded" if dry_run else "recorded"))
    library.close()
    if as_json:
        print_json([asdict(found) | {"sent_at": found.sent_at.isoformat(), "did": what} for found, what in did])
        return
    rows = [
        (f"{found.sent_at:%Y-%m-%d}", found.contact, found.title[:50], f"{found.how} ({found.alike:.0%})", what)
        for found, what in did
    ]
    print_table(make_console(), ("sent", "to", "asset", "recognised as", "did"), rows)
    say(", ".join(f"{count} {what}" for what, count in Counter(what for _, what in did).items()) or "Nothing matched.")
    for title, count in Counter(found.title for found, _ in did if found.internal).items():
        say(f"“{title}” is internal and went out {count} times: look who sent it, or correct its audience.")
