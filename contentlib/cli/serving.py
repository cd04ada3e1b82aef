"""Commands that serve the app: serve, demo."""

from __future__ import annotations

import secrets
from dataclasses import replace
from pathlib import Path

import rich_click as click

from contentlib.cli.front import main, more, open_here, say
from contentlib.errors import BadInput
from contentlib.settings import Settings


@main.command(epilog=more("admin"))
@click.option("--host", help="Where to listen; elsewhere than loopback is refused as long as nobody must sign in.")
@click.option("--port", type=click.IntRange(1, 65535), help="The port to listen on.")
@click.option("--processes", type=click.IntRange(1, 64), help="How many processes answer; a team is given one a core.")
@click.option("--one-browser", is_flag=True, help="Print a link that lets in one browser; for a machine of several.")
@click.pass_obj
def serve(settings: Settings, host: str | None, port: int | None, processes: int | None, one_browser: bool) -> None:
    """Serve the app for reps and marketers: on this machine, or with accounts to a team."""
    from contentlib.people import TOKEN_BYTES, in_use
    from web.serve import check_exposure, check_port
    from web.serve import serve as serve_app

    settings = replace(settings, host=host or settings.host, port=port or settings.port)
    settings = replace(settings, processes=processes or settings.processes)
    check_port(settings.host, settings.port)
    library = open_here(settings)
    check_exposure(settings, library.db, settings.host)
    has_accounts = in_use(library.db)
    library.close()
    if one_browser and has_accounts:
        raise BadInput("--one-browser is for a machine without accounts. Here everybody signs in: leave it out.")
    secret = secrets.token_urlsafe(TOKEN_BYTES) if one_browser else ""
    address = settings.public_url or f"http://{settings.host}:{settings.port}"
    say(f"Serving {settings.library} on {address} (stop with Ctrl-C)")
    if not has_accounts:
        say(_tell_trust(f"http://{settings.host}:{settings.port}", secret))
    serve_app(settings, settings.host, settings.port, only_browser=secret)


def _tell_trust(address: str, secret: str) -> str:
    """Whom the pages trust as long as there are no accounts, and how to tell that nobody else comes in."""
    if secret:
        return f"Open this in your browser; it works once, and no other browser is let in:\n{address}/let-in/{secret}"
    return (
        "There are no accounts: whoever opens it on this machine may do everything. Open it from another computer, "
        "too: if that shows anything but a refusal, a proxy hides who asks, and the library is open to all. Then make "
        "accounts: contentlib people invite NAME@COMPANY --role admin"
    )


@main.command()
@click.option("--corpus", type=click.Path(file_okay=False, path_type=Path), help="The folder of the sample company.")
@click.option("--port", type=click.IntRange(1, 65535), help="The port to listen on.")
@click.option("--serve/--no-serve", "serving", default=True, help="Serve the app at the end.")
@click.pass_context
def demo(ctx: click.Context, corpus: Path | None, port: int | None, serving: bool) -> None:
    """Index the sample company's drive, take in its year, search, report, and serve the app."""
    from contentlib.cli.demo import run_demo

    settings: Settings = ctx.obj
    if ctx.parent and ctx.parent.params.get("library") is None:
        settings = replace(settings, library=Path(".demo") / "library.db")
    if serving:
        from web.serve import check_port

        check_port(settings.host, port or settings.port)
    run_demo(settings, corpus, open_library=open_here)
    if serving:
        ctx.obj = settings
        ctx.invoke(serve, host=None, port=port, processes=None, one_browser=False)
