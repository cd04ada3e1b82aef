"""Commands for who looks after a team's accounts: people, audit."""

from __future__ import annotations

import secrets
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import rich_click as click

from contentlib.cli.front import as_json, main, more, open_here, print_json, read_since
from contentlib.errors import BadInput
from contentlib.settings import Settings

if TYPE_CHECKING:
    from contentlib.people import Account
    from contentlib.storage import Store

VIA = "command line"
ROLE_WORDS = ("viewer", "rep", "marketer", "admin")
role_option = click.option(
    "--role", type=click.Choice(ROLE_WORDS), default="rep", show_default=True, help="What they may do."
)

mail_option = click.option("--mail", "mailed", is_flag=True, help="Mail the link to them instead of printing it.")


@main.group(epilog=more("admin"))
def people() -> None:
    """Invite people, give them roles, keep them out. Without accounts the app serves this machine only."""


@people.command(name="list")
@as_json
@click.pass_obj
def list_(settings: Settings, as_json: bool) -> None:
    """List who may sign in."""
    from contentlib.cli.terminal import make_console, print_table
    from contentlib.people import list_accounts

    accounts = list_accounts(open_here(settings).db)
    if as_json:
        print_json([_plain(account) for account in accounts])
        return
    console = make_console()
    if not accounts:
        console.print("There are no accounts: the app serves this machine only, and trusts whoever sits at it.")
        return
    rows = [(one.email, one.name, one.role.word, one.state, _day(one.entered_at)) for one in accounts]
    print_table(console, ("address", "name", "role", "state", "last came in"), rows)


def _plain(account: Account) -> dict[str, Any]:
    times = {name: value.isoformat() for name, value in asdict(account).items() if isinstance(value, datetime)}
    return asdict(account) | times | {"role": account.role.word, "state": account.state}


def _day(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment else "not yet"


@people.command()
@click.argument("email")
@role_option
@click.option("--name", default="", help="Their name.")
@mail_option
@as_json
@click.pass_obj
def invite(settings: Settings, email: str, role: str, name: str, mailed: bool, as_json: bool) -> None:
    """Make an account for EMAIL and print the link by which they choose a password; the first must be an admin's."""
    from contentlib.people import add_account, read_role

    library = open_here(settings)
    account = add_account(library.db, email, read_role(role), name=name, added_at=_now())
    _note(library.db, "invited", account.email, f"role: {role}")
    _pass_on(settings, library.db, account, mailed=mailed, as_json=as_json)


@people.command()
@click.argument("email")
@mail_option
@as_json
@click.pass_obj
def reset(settings: Settings, email: str, mailed: bool, as_json: bool) -> None:
    """Print a new link, by which EMAIL chooses another password; also after too many wrong ones."""
    from contentlib.people import need_account

    library = open_here(settings)
    account = need_account(library.db, email)
    _note(library.db, "reset", account.email)
    _pass_on(settings, library.db, account, mailed=mailed, as_json=as_json)


def _pass_on(settings: Settings, db: Store, account: Account, *, mailed: bool, as_json: bool) -> None:
    """Mail the link where that is asked for, else print it."""
    if mailed:
        _mail_link(settings, db, account)
    else:
        _print_link(settings, db, account, as_json=as_json)


def _mail_link(settings: Settings, db: Store, account: Account) -> None:
    from contentlib.sending import has_mail_server, mail_account_link, read_sharing

    if not has_mail_server(settings):
        raise BadInput(f"There is no mail server: set smtp_host, or get the link for {account.email} without --mail.")
    link, until = _make_link(settings, db, account)
    company = read_sharing(db, company=settings.company).company
    mail_account_link(
        settings, account, link, until=until, company=company, by=settings.person, number=secrets.token_hex(16),
        written_at=_now(),
    )  # fmt: skip
    click.echo(f"Mailed to {account.email}; it works once, until {until:%Y-%m-%d %H:%M} UTC.")


def _make_link(settings: Settings, db: Store, account: Account) -> tuple[str, datetime]:
    from contentlib.people import TOKEN_BYTES, record_invitation

    token = secrets.token_urlsafe(TOKEN_BYTES)
    until = record_invitation(db, account.person_id, token=token, made_at=_now())
    start = settings.public_url.rstrip("/") or f"http://{settings.host}:{settings.port}"
    return f"{start}/join/{token}", until


def _print_link(settings: Settings, db: Store, account: Account, *, as_json: bool) -> None:
    link, until = _make_link(settings, db, account)
    if as_json:
        print_json({"email": account.email, "role": account.role.word, "link": link, "until": until.isoformat()})
        return
    click.echo(link)
    click.echo(
        f"{account.email} chooses a password there, once, until {until:%Y-%m-%d %H:%M} UTC. It is shown only now; "
        "pass it on to nobody else.",
        err=True,
    )


@people.command()
@click.argument("email")
@click.pass_obj
def reset_second_step(settings: Settings, email: str) -> None:
    """Ask EMAIL for no second step any more, who has lost the phone; they are signed out everywhere."""
    from contentlib.people import end_other_sessions, end_second_step, need_account

    library = open_here(settings)
    account = need_account(library.db, email)
    had = end_second_step(library.db, account.person_id)
    end_other_sessions(library.db, account.person_id)
    _note(library.db, "second step reset", account.email)
    told = "signs in without a second step until they set up another" if had else "had no second step"
    click.echo(f"{account.email} {told}.")


@people.command()
@click.argument("email")
@click.argument("role", type=click.Choice(ROLE_WORDS))
@click.pass_obj
def role(settings: Settings, email: str, role: str) -> None:
    """Give EMAIL another ROLE; it holds from their next page."""
    from contentlib.people import change_role, need_account, read_role

    library = open_here(settings)
    before = need_account(library.db, email)
    account = change_role(library.db, before.person_id, read_role(role))
    _note(library.db, "role changed", account.email, f"{before.role.word} → {role}")
    click.echo(f"{account.email} is {role} now.")


@people.command()
@click.argument("email")
@click.pass_obj
def disable(settings: Settings, email: str) -> None:
    """Keep EMAIL out from now on; what they did stays."""
    from contentlib.people import disable_account, need_account

    library = open_here(settings)
    account = disable_account(library.db, need_account(library.db, email).person_id, disabled_at=_now())
    _note(library.db, "disabled", account.email)
    click.echo(f"{account.email} is signed out everywhere and cannot come in any more.")


@people.command()
@click.argument("email")
@as_json
@click.pass_obj
def enable(settings: Settings, email: str, as_json: bool) -> None:
    """Let EMAIL in again, with a new link for a new password."""
    from contentlib.people import enable_account, need_account

    library = open_here(settings)
    account = enable_account(library.db, need_account(library.db, email).person_id)
    _note(library.db, "enabled", account.email)
    _print_link(settings, library.db, account, as_json=as_json)


def _now() -> datetime:
    return datetime.now(UTC)


def _note(db: Store, action: str, about: str, detail: str = "") -> None:
    from contentlib.people import record_audit

    record_audit(db, "", action, about=about, detail=detail, via=VIA, at=_now())


@main.command(epilog=more("admin"))
@click.option("--since", default="30d", show_default=True, help="How far back: 30d, 12w, or a day like 2026-01-31.")
@click.option("--who", default="", help="Only what this address did.")
@click.option("--action", default="", help="Only this act, like “signed in”.")
@as_json
@click.pass_obj
def audit(settings: Settings, since: str, who: str, action: str, as_json: bool) -> None:
    """Show who did what, when, from where; newest first."""
    from contentlib.cli.terminal import make_console, print_table
    from contentlib.people import AuditQuery, list_audit

    wanted = AuditQuery(who=who, action=action, since=read_since(since, _now()))
    lines = list_audit(open_here(settings).db, wanted)
    if as_json:
        print_json([asdict(line) | {"at": line.at.isoformat()} for line in lines])
        return
    rows = [
        (
            _day(line.at),
            line.who,
            line.action,
            f"{line.about} {line.detail}".strip(),
            f"{line.address} {line.via}".strip(),
        )
        for line in lines
    ]
    print_table(make_console(), ("when", "who", "did", "about", "from"), rows)
