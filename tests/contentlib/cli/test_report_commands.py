"""The marketer's reports on the command line: text for a person, CSV and JSON for the rest."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from contentlib.cli import main
from contentlib.requests.content_requests import ask_for
from tests.builders import NOON
from tests.contentlib.market import INES, PRICE, TRUST, ask, deal, open_market, send

pytestmark = pytest.mark.usefixtures("fake_model")

Run = Callable[..., Result]
REPORTS = ("first", "unused", "coverage", "gaps", "requests", "scorecard", "freshness", "adoption", "claims")
SINCE = ("--since", "2025-06-01")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("market")
    opened = open_market(folder)
    ask(opened, "=submarine()", filters='{"objections": ["timing"]}')
    ask(opened, "payback", shown=(PRICE,), opened=PRICE)
    send(opened, PRICE, deal_id=deal(opened, "Harbour", "won", closed_at=NOON), days=3)
    send(opened, TRUST)
    ask_for(opened.db, "submarine", rep=INES, asked_at=NOON)
    opened.close()
    return lambda *arguments: _invoke(folder, *arguments)


def _invoke(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--library", str(folder / "library.db"), *arguments], catch_exceptions=False)


def ask_report(run: Run, name: str, *more: str) -> str:
    result = run("report", name, *(() if name == "requests" else SINCE), *more)
    assert result.exit_code == 0, result.output
    return str(result.stdout)


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_is_json(run: Run, name: str) -> None:
    assert json.loads(ask_report(run, name, "--json"))


# Of claims this market has none that disagree.
@pytest.mark.parametrize("name", REPORTS[:-1])
def test_every_report_is_csv_whose_cells_cannot_be_run(run: Run, name: str) -> None:
    rows = list(csv.DictReader(io.StringIO(ask_report(run, name, "--csv"))))
    assert rows
    assert not [cell for row in rows for cell in row.values() if cell and cell.startswith("=")]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("coverage", "Nothing to send for:"),
        ("first", "What to do first."),
        ("gaps", "nothing fitted 1"),
        ("requests", "1 of 1 content requests wait."),
        ("scorecard", "A deal counts for an asset when the asset was sent on it before it closed."),
        ("freshness", "overdue"),
        ("adoption", "1 of 1 people used the library."),
        ("claims", "0 facts are told in more than one way"),
    ],
)
def test_every_report_says_the_main_thing_first(run: Run, name: str, says: str) -> None:
    assert says in ask_report(run, name)


@pytest.mark.parametrize("by", ["owner", "kind", "folder", "age", "effort"])
def test_unused_content_is_added_up(run: Run, by: str) -> None:
    last = ask_report(run, "unused", "--by", by).rstrip().splitlines()[-1]
    assert last.split()[:2] == ["together", "4"]


@pytest.mark.parametrize("name", REPORTS)
def test_csv_and_json_together_are_refused(run: Run, name: str) -> None:
    assert run("report", name, "--csv", "--json").exit_code == 2


def test_the_map_by_what_it_has_not_is_refused(run: Run) -> None:
    assert run("report", "coverage", "--by", "moon").exit_code == 2
    assert json.loads(ask_report(run, "coverage", "--by", "persona", "--json"))["rows"][0]["value"] == "CFO"
