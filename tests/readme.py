"""The blocks of the README that are made from the code: ``python -m tests.readme`` writes them, a test compares."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import click
from click.testing import CliRunner

from contentlib.cli import main as cli
from contentlib.language.vocabulary import read_vocabulary
from contentlib.settings import Settings
from indexer.extract import formats_table

README = Path(__file__).parents[1] / "README.md"


def command_block() -> str:
    """Every command with its first sentence, then its options."""
    lines = []
    for name, command in _commands(cli):
        context = click.Context(command, info_name=f"contentlib {name}")
        usage = command.get_usage(context).removeprefix("Usage: ").replace(" [OPTIONS]", "")
        lines.append(f"{' '.join(usage.split())}\n    {command.get_short_help_str(limit=200)}")
        lines += [f"    {', '.join(option.opts):<24}{option.help}" for option in _options(command)]
    return "```\n" + "\n".join(lines) + "\n```"


def _commands(group: click.Command, before: str = "") -> list[tuple[str, click.Command]]:
    if not isinstance(group, click.Group):
        return [(before.strip(), group)]
    return [found for name, one in group.commands.items() for found in _commands(one, f"{before} {name}")]


def _options(command: click.Command) -> list[click.Option]:
    return [one for one in command.params if isinstance(one, click.Option) and one.help and "--json" not in one.opts]


def settings_block() -> str:
    """The settings with their defaults."""
    rows = []
    for one in fields(Settings):
        default = one.metadata["shown"]
        rows.append(f"| `{one.name}` | {f'`{default}`' if default else ''} | {one.metadata['says']} |")
    return "\n".join(["| setting | default | meaning |", "|---|---|---|", *rows])


def vocabulary_block() -> str:
    """The closed lists, as labels and values."""
    vocabulary = read_vocabulary()
    lists = {
        "Buyer stages": vocabulary.stages, "Objections": vocabulary.objections, "Kinds": vocabulary.kinds,
        "Industries": vocabulary.industries, "Personas": vocabulary.personas,
    }  # fmt: skip
    return "\n".join(
        f"- **{name}**: {', '.join(f'`{label.value}`' for label in labels)}" for name, labels in lists.items()
    )


BLOCKS: dict[str, Callable[[], str]] = {
    "commands": command_block,
    "formats": formats_table,
    "settings": settings_block,
    "vocabulary": vocabulary_block,
}


def find_block(text: str, name: str) -> str:
    """What the README has between the marks of a block."""
    found = re.search(rf"<!-- {name} -->\n(.*?)<!-- /{name} -->", text, re.DOTALL)
    assert found, f"The README has no block “{name}”."
    return found[1].strip()


def write_blocks() -> None:
    """Put the blocks made from the code in their places."""
    text = README.read_text(encoding="utf-8")
    for name, make in BLOCKS.items():
        head, _, rest = text.partition(f"<!-- {name} -->\n")
        text = f"{head}<!-- {name} -->\n\n{make().strip()}\n\n<!-- /{name} -->{rest.partition(f'<!-- /{name} -->')[2]}"
    README.write_text(text, encoding="utf-8")


def help_of(*arguments: str) -> str:
    """What ``contentlib … --help`` prints."""
    return CliRunner().invoke(cli, [*arguments, "--help"]).stdout


if __name__ == "__main__":
    write_blocks()
