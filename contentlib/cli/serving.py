"""Commands that serve the app: serve, demo."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import rich_click as click

from contentlib.cli.front import main, more, open_here, say
from contentlib.settings import Settings


@main.command(epilog=more("admin"))
@click.option("--host", help="Where to listen; elsewhere than loopback is refused as long as nobody must sign in.")
@click.option("--port", type=click.IntRange(1, 65535), help="The port to listen on.")
@click.pass_obj
def serve(settings: Settings, host: str | None, port: int | None) -> None:
    """Serve the app for reps and marketers: on this machine, or with accounts to a team."""
    from web.serve import check_exposure, check_port
    from web.serve import serve as serve_app

    settings = replace(settings, host=host or settings.host, port=port or settings.port)
    check_port(settings.host, settings.port)
    library = open_here(settings)
    check_exposure(settings, library.db, settings.host)
    library.close()
    address = settings.public_url or f"http://{settings.host}:{settings.port}"
    say(f"Serving {settings.library} on {address} (stop with Ctrl-C)")
    serve_app(settings, settings.host, settings.port)


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
        ctx.invoke(serve, host=None, port=port)
