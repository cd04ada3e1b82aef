"""The guide and the code say the same: what is made from the code, what is named by hand, and every way it points."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from contentlib.cli import main as cli
from contentlib.cli.assistant import TOOLS
from contentlib.guide import SHELVES, read_guide
from contentlib.model import FILTERS_BY_NAME, Asset, Audience, Axis, Filters, Source, Tag
from contentlib.people import ROLES
from contentlib.reports import REPORTS, asset_to_json
from indexer.summary import PathOutcome
from tests.guide import BLOCKS, PAGES, README, ROOT, find_block, help_of, list_commands, page
from web.api.calls import WHICH
from web.wording import FACETS

TEXTS = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in [README, *PAGES.glob("*.md")]}
GUIDE = {Path(name).stem: text for name, text in TEXTS.items() if name != "README.md"}
FENCED = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`(contentlib [^`]+)`")
# In these, bold is for the figures and thoughts that matter; in all others it is for what stands on a page.
NOT_LABELS = ("figures", "how-it-works")


# --- what is made from the code -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(BLOCKS))
def test_a_block_is_what_the_code_says(name: str) -> None:
    topic, make = BLOCKS[name]
    assert find_block(GUIDE[topic], name) == make().strip(), "run: python -m tests.guide"


def test_no_word_of_the_commands_is_cut_by_a_line_that_ended() -> None:
    assert "stage|objection|kind|audience|competitor|industry|persona" in GUIDE["commands"]


def test_every_command_and_option_is_told() -> None:
    for name, command in list_commands():
        told = GUIDE["commands"].split(f"## contentlib {name}\n")[1].split("\n## ")[0]
        named = (opt for one in command.params if isinstance(one, click.Option) and one.help for opt in one.opts)
        assert not [opt for opt in named if opt != "--json" and f"`{opt}`" not in told and f"`{opt}," not in told], name


def test_a_filter_has_the_same_name_wherever_it_is_used() -> None:
    names = [one.name for one in WHICH]
    options = {opt for one in cli.commands["search"].params if isinstance(one, click.Option) for opt in one.opts}
    assert sorted(names) == sorted(FACETS) == sorted(FILTERS_BY_NAME)
    assert {f"--{name}" for name in names} <= options
    assert len(names) == len(Filters.__dataclass_fields__)


# --- what is named by hand ----------------------------------------------------------------------------------------


def test_every_report_is_told_with_its_command() -> None:
    headings = re.findall(r"^## (.+)$", GUIDE["reports"], re.MULTILINE)
    assert {one.title for one in REPORTS.values()} <= set(headings)
    commands = cli.commands["report"]
    assert isinstance(commands, click.Group)
    assert not [name for name in commands.commands if f"`contentlib report {name}`" not in GUIDE["reports"]]


def test_the_exit_codes_are_told_by_the_command_line_and_the_guide() -> None:
    told = re.findall(r"(\d+) [a-z]", help_of().split("Exit codes")[1])
    assert told
    assert not [code for code in told if f"| {code} |" not in GUIDE["drives"]]


def test_every_outcome_of_a_file_is_told() -> None:
    assert not [one.value for one in PathOutcome if one.value not in GUIDE["drives"]]


def test_every_role_is_told() -> None:
    assert not [role.word for role in ROLES if f"| {role.word} |" not in GUIDE["admin"]]


def test_every_tool_of_an_assistant_is_told() -> None:
    assert not [name for name in TOOLS if f"`{name}`" not in GUIDE["api"]]


def test_the_documented_asset_line_is_the_one_that_is_printed() -> None:
    documented = json.loads(re.search(r"An asset, by.*?```json\n(.*?)```", GUIDE["api"], re.DOTALL)[1])  # type: ignore[index]
    tag = Tag(Axis.STAGE, "decision", 0.9, "evidence", "slide 1", Source.MODEL)
    objection = Tag(Axis.OBJECTION, "price", 0.9, "evidence", "slide 1", Source.MODEL)
    asset = Asset(1, "Title", "deck", "pptx", Audience.EXTERNAL, "drive", "a.pptx", tags=(tag, objection))
    made = asset_to_json(asset)
    assert documented.keys() == made.keys()
    assert documented["stages"][0].keys() == made["stages"][0].keys()


def test_what_the_guide_calls_by_its_label_stands_on_a_page() -> None:
    """Who renames a button hears which page of the guide tells of it."""
    shown = "\n".join(path.read_text(encoding="utf-8") for path in _sources()).replace("’", "'")
    missing = [
        f"{topic}: {label}"
        for topic, text in GUIDE.items()
        if topic not in NOT_LABELS
        for bold in re.findall(r"\*\*(.+?)\*\*", text.replace("’", "'"), re.DOTALL)
        for label in " ".join(bold.split()).split(" › ")
        if label not in shown
    ]
    assert not missing


def _sources() -> Iterator[Path]:
    for folder, ending in (("web", "*.html"), ("web", "*.py"), ("contentlib/reports", "*.py")):
        yield from (ROOT / folder).rglob(ending)


# --- what can be typed --------------------------------------------------------------------------------------------


def command_lines() -> list[tuple[str, str]]:
    """Each command line that stands as one to copy, with its page."""
    return [
        (name, line)
        for name, text in TEXTS.items()
        for block in FENCED.findall(text)
        for line in block.splitlines()
        if line.startswith("contentlib ")
    ]


@pytest.mark.parametrize(("name", "line"), command_lines())
def test_a_command_line_can_be_typed(name: str, line: str) -> None:
    words = shlex.split(re.split(r"\s[>|]", line)[0], comments=True)[1:]
    command, rest = descend(words)
    command.make_context(name, rest).close()


@pytest.mark.parametrize("line", sorted({line for text in TEXTS.values() for line in INLINE.findall(text)}))
def test_a_command_that_is_named_exists_with_its_options(line: str) -> None:
    words = line.split()[1:]
    if words[0].startswith("-"):
        assert {word for word in words if word.startswith("-")} <= options_of(cli)
        return
    command, rest = descend(words)
    assert {word for word in rest if word.startswith("--")} <= options_of(command) | {"--help"}


def descend(words: list[str]) -> tuple[click.Command, list[str]]:
    """The command that words name, and what else they say."""
    command: click.Command = cli
    while isinstance(command, click.Group) and words:
        assert words[0] in command.commands, f"There is no {words[0]}."
        command, words = command.commands[words[0]], words[1:]
    return command, words


def options_of(command: click.Command) -> set[str]:
    return {opt for one in command.params for opt in (*one.opts, *one.secondary_opts)}


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_where_a_command_points_into_the_guide_there_is_a_topic(name: str) -> None:
    pointed = re.findall(r"contentlib help ([\w-]+)", cli.commands[name].epilog or "")
    assert set(pointed) <= set(GUIDE)


def test_most_commands_point_into_the_guide() -> None:
    pointing = {name for name, command in cli.commands.items() if "contentlib help" in (command.epilog or "")}
    assert {"index", "search", "report", "sends", "tags", "people", "tokens", "serve"} <= pointing


# --- where it points ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_every_link_and_picture_leads_somewhere(name: str) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", FENCED.sub("", TEXTS[name])):
        path, _, anchor = target.partition("#")
        file = (ROOT / name).parent / path if path else ROOT / name
        assert file.exists(), target
        if anchor:
            assert anchor in {part.anchor for part in read_guide()[file.stem].parts}, target


def test_every_page_is_on_a_shelf_and_no_shelf_has_one_that_is_not_there() -> None:
    listed = [name for names in SHELVES.values() for name in names]
    assert sorted(listed) == sorted(GUIDE)


@pytest.mark.parametrize("name", sorted(GUIDE))
def test_a_page_points_to_pages_only(name: str) -> None:
    """In the product there is nothing else beside it."""
    targets = re.findall(r"\]\(([^)#]+)", FENCED.sub("", GUIDE[name]))
    assert {Path(target).name for target in targets} <= {path.name for path in PAGES.glob("*.md")}
    assert page(name).parent == PAGES


def test_the_guide_travels_with_the_package() -> None:
    built = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    data: dict[str, list[str]] = built["package-data"]
    for path in PAGES.glob("*.md"):
        inside = path.relative_to(ROOT / "contentlib").as_posix()
        assert any(fnmatch(inside, pattern) for pattern in data["contentlib"]), inside


def test_a_command_shows_its_help_without_a_library() -> None:
    assert CliRunner().invoke(cli, ["help"]).exit_code == 0
