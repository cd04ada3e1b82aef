"""The parts of the guide that are made from the code: ``python -m tests.guide`` writes them, a test compares."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from pathlib import Path

import click
from click.testing import CliRunner

from contentlib.cli import main as cli
from contentlib.exchange.crm_import import SOURCES, TABLES
from contentlib.formats import formats_table
from contentlib.language import read_vocabulary
from contentlib.model import Axis
from contentlib.people import SCOPES
from contentlib.search import SIGNALS
from contentlib.settings import Settings
from web.api.calls import WHICH
from web.api.endpoints import CALLS
from web.wording import FACETS

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
PAGES = ROOT / "contentlib" / "docs"


# --- commands -----------------------------------------------------------------------------------------------------


def command_block() -> str:
    """Every command under a heading of its own: how it is written, what it does, and its options."""
    return "\n\n".join(tell_command(name, command) for name, command in list_commands())


def list_commands(group: click.Command = cli, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """All commands with their names, those of groups among them, in the order of the command line's own help."""
    if not isinstance(group, click.Group):
        yield before.strip(), group
        return
    for name, one in group.commands.items():
        yield from list_commands(one, f"{before} {name}")


def tell_command(name: str, command: click.Command) -> str:
    """One command as a part of the guide."""
    # The pieces and not the usage line: that one is wrapped, wherever its width ends.
    pieces = command.collect_usage_pieces(click.Context(command, info_name=name))
    usage = " ".join(["contentlib", name, *(piece for piece in pieces if piece != "[OPTIONS]")])
    heading = f"contentlib {name}"
    written = f"`{usage}`" if usage != heading else ""
    told = (f"## {heading}", written, tell_help(command), options_table(command))
    return "\n\n".join(part for part in told if part)


def tell_help(command: click.Command) -> str:
    """What a command says of itself, a line a paragraph."""
    paragraphs = (command.help or "").strip().split("\n\n")
    return "\n\n".join(" ".join(one.split()) for one in paragraphs)


def options_table(command: click.Command) -> str:
    """The options of a command; nothing where it has none."""
    options = [one for one in command.params if isinstance(one, click.Option) and one.help and "--json" not in one.opts]
    rows = [(f"`{', '.join([*one.opts, *one.secondary_opts])}`", _tell_option(one)) for one in options]
    return table(("option", "what it does"), rows) if rows else ""


def _tell_option(option: click.Option) -> str:
    values = ", ".join(map(str, option.type.choices)) if isinstance(option.type, click.Choice) else ""
    choices = f" Choose from: {values}." if values else ""
    usual = f" Usually {option.default}." if option.show_default else ""
    return f"{option.help}{choices}{usual}"


# --- lists --------------------------------------------------------------------------------------------------------


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join(f"|{'|'.join(line)}|" if line[0] == "---" else f"| {' | '.join(line)} |" for line in lines)


def settings_block() -> str:
    """The settings with their defaults."""
    rows = []
    for one in fields(Settings):
        default = one.metadata["shown"]
        rows.append((f"`{one.name}`", f"`{default}`" if default else "", one.metadata["says"]))
    return table(("setting", "default", "meaning"), rows)


def vocabulary_block() -> str:
    """The closed lists, as labels and values."""
    vocabulary = read_vocabulary()
    return "\n".join(
        f"- {axis.traits.labels}: {', '.join(f'`{label.value}`' for label in labels)}"
        for axis in Axis
        if (labels := vocabulary.list_labels(axis))
    )


def signals_block() -> str:
    """What the ranking weighs: each signal with its weight, as its module says it."""
    rows = [(one.name, f"{one.weight:+g}".replace("-", "−"), one.says) for one in SIGNALS.values()]
    return table(("signal", "weight", "speaks where"), rows)


def filters_block() -> str:
    """What a search can be narrowed to, by its name on the page, in the terminal and in the API."""
    rows = [(FACETS[one.name], f"`--{one.name}`", f"`{one.name}`", one.says) for one in WHICH]
    return table(("on the page", "in the terminal", "in the API", "finds"), rows)


def columns_block() -> str:
    """The files of a CRM's export with their columns."""
    listed = {name: (*columns, *SOURCES.get(name, ())) for name, (columns, _) in TABLES.items()}
    rows = [(f"`{name}.csv`", ", ".join(f"`{column}`" for column in columns)) for name, columns in listed.items()]
    return table(("file", "columns"), rows)


def scopes_block() -> str:
    """What a token may do."""
    return table(("scope", "lets a program"), [(f"`{scope}`", says) for scope, says in SCOPES.items()])


def calls_block() -> str:
    """The calls of the API."""
    rows = [(f"`{one.method} /api/v1{one.plain_path}`", one.says, f"`{one.scope}`") for one in CALLS.values()]
    return table(("call", "what it does", "scope"), rows)


# --- in their places ----------------------------------------------------------------------------------------------

# Each made part and the page of the guide that has it.
BLOCKS: dict[str, tuple[str, Callable[[], str]]] = {
    "calls": ("api", calls_block),
    "columns": ("drives", columns_block),
    "commands": ("commands", command_block),
    "filters": ("find", filters_block),
    "formats": ("formats", formats_table),
    "scopes": ("api", scopes_block),
    "settings": ("settings", settings_block),
    "signals": ("how-it-works", signals_block),
    "vocabulary": ("tags", vocabulary_block),
}


def page(name: str) -> Path:
    """The file of a topic."""
    return PAGES / f"{name}.md"


def find_block(text: str, name: str) -> str:
    """What a page has between the marks of a block."""
    found = re.search(rf"<!-- {name} -->\n(.*?)<!-- /{name} -->", text, re.DOTALL)
    assert found, f"No page has the block “{name}”."
    return found[1].strip()


def write_blocks() -> None:
    """Put the blocks made from the code in their places."""
    for name, (topic, make) in BLOCKS.items():
        text = page(topic).read_text(encoding="utf-8")
        head, _, rest = text.partition(f"<!-- {name} -->\n")
        text = f"{head}<!-- {name} -->\n\n{make().strip()}\n\n<!-- /{name} -->{rest.partition(f'<!-- /{name} -->')[2]}"
        page(topic).write_text(text, encoding="utf-8")


def help_of(*arguments: str) -> str:
    """What ``contentlib … --help`` prints."""
    return CliRunner().invoke(cli, [*arguments, "--help"]).stdout


if __name__ == "__main__":
    write_blocks()
