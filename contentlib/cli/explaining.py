"""The command that shows the guide in the terminal: help."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import rich_click as click

from contentlib.cli.front import main
from contentlib.errors import BadInput

if TYPE_CHECKING:
    from rich.console import Console

    from contentlib.guide import GuideHit, Topic

# Longer lines are hard to read, however wide a terminal is.
READABLE = 100


@main.command(name="help")
@click.argument("topic", required=False)
@click.option("--search", "words", default="", metavar="WORDS", help="Where the guide speaks of these words.")
def help_(topic: str | None, words: str) -> None:
    """Read the guide: its topics, one TOPIC, or what it says of some words."""
    from contentlib.cli.terminal import make_console
    from contentlib.guide import find_topic

    if topic and words:
        raise BadInput("Give either a TOPIC or --search WORDS.")
    console = make_console()
    if topic:
        show_topic(console, find_topic(topic))
    elif words:
        _show_hits(console, words)
    else:
        _list_topics(console)


def show_topic(console: Console, topic: Topic) -> None:
    """A topic set for a terminal; where it is none, the Markdown as it stands."""
    if not console.is_terminal:
        sys.stdout.write(topic.for_terminal())
        return
    from rich.markdown import Markdown

    console.print(Markdown(topic.for_terminal()), width=min(console.width, READABLE), soft_wrap=False)


def _list_topics(console: Console) -> None:
    from contentlib.guide import SHELVES, read_guide

    guide = read_guide()
    for shelf, names in SHELVES.items():
        console.print(f"\n{shelf}", style="bold")
        for name in names:
            console.print(f"  {name:<14}{guide[name].title}", markup=False)
    console.print("\nRead one: contentlib help TOPIC. Look something up: contentlib help --search WORDS.")


def _show_hits(console: Console, words: str) -> None:
    from contentlib.guide import look_up

    hits = look_up(words)
    if not hits:
        console.print(f"The guide has nothing about “{words}”. Its topics: contentlib help", markup=False)
    for hit in hits:
        _show_hit(console, hit)


def _show_hit(console: Console, hit: GuideHit) -> None:
    from rich.text import Text

    console.print(Text.assemble((hit.part.heading, "bold"), (f"  contentlib help {hit.topic.name}", "dim")))
    marked = Text.assemble(*((span.text, "bold" if span.marked else "") for span in hit.snippet))
    console.print(marked, width=min(console.width, READABLE), soft_wrap=False, end="\n\n")
