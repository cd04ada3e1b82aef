"""The guide in a terminal: set where it is one, plain in a pipe, searched, and without any library."""

from __future__ import annotations

import io

from click.testing import CliRunner, Result
from rich.console import Console

from contentlib.cli import main
from contentlib.cli.explaining import READABLE, show_topic
from contentlib.guide import find_topic, read_guide


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["help", *arguments])


def test_without_a_topic_all_are_listed() -> None:
    told = run().stdout
    assert not [topic.name for topic in read_guide().values() if topic.name not in told or topic.title not in told]


def test_in_a_pipe_a_topic_is_its_markdown() -> None:
    told = run("settings").stdout
    assert told.startswith("# Settings\n")
    assert "| `port` | `8000` |" in told
    assert "\x1b" not in told


def test_on_a_terminal_a_topic_is_set_and_no_line_is_too_long_to_read() -> None:
    screen = io.StringIO()
    show_topic(Console(file=screen, force_terminal=True, color_system=None, width=200), find_topic("drives"))
    told = screen.getvalue()
    assert "Read a shared drive" in told
    assert "## " not in told
    assert "contentlib help formats" in told
    assert max(map(len, told.splitlines())) <= READABLE


def test_words_are_looked_up_with_the_topic_that_tells() -> None:
    told = run("--search", "forgotten password").stdout
    assert "A forgotten password  contentlib help admin" in told


def test_words_that_are_nowhere_are_said_to_be() -> None:
    assert "nothing about “zebra”" in run("--search", "zebra").stdout


def test_an_unknown_topic_is_bad_input_with_those_that_there_are() -> None:
    refused = run("nope")
    assert refused.exit_code == 2
    assert "Choose from: find, send" in refused.stderr


def test_a_topic_and_words_at_once_are_refused() -> None:
    refused = run("find", "--search", "x")
    assert refused.exit_code == 2
    assert "Give either a TOPIC or --search WORDS." in refused.stderr
