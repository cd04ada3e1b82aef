"""The command line as an admin uses it: real files, real library, and the fake embedder in place of the model."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from contentlib.cli import main
from tests.builders import write_files

FILES: dict[str, str | bytes] = {
    "Case Studies/hospital.md": "# St. Aldric Hospital\n\nPayback in nine months: the price of an invoice fell.",
    "Objection Handling/price.md": "# Too expensive\n\nWhen it is too expensive for a buyer, ask: compared with what?",
    "Battle Cards (INTERNAL)/billmoor.md": "# Billmoor\n\nINTERNAL. Billmoor is cheap until you count the people.",
    "broken.pptx": b"PK\x03\x04 cut off",
}

pytestmark = pytest.mark.usefixtures("fake_model")

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def drive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_files(tmp_path_factory.mktemp("cli") / "drive", FILES)


@pytest.fixture(scope="module")
def first_pass(drive: Path) -> Path:
    """A folder with the library of one pass, to be copied."""
    folder = drive.parent / "indexed"
    CliRunner().invoke(main, ["--library", str(folder / "library.db"), "index", str(drive)], catch_exceptions=False)
    return folder


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CONTENTLIB_CACHE", str(tmp_path / "cache"))

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["--library", str(tmp_path / "library.db"), *arguments], catch_exceptions=False)

    return invoke


@pytest.fixture
def indexed(run: Run, first_pass: Path, tmp_path: Path) -> Run:
    shutil.copytree(first_pass, tmp_path, dirs_exist_ok=True)
    return run


def test_a_pass_reports_every_file_and_exits_3_where_one_could_not_be_read(run: Run, drive: Path) -> None:
    result = run("index", str(drive), "--json")
    assert result.exit_code == 3
    (summary,) = json.loads(result.stdout)["drives"]
    assert (summary["found"], summary["new"], summary["unreadable"]) == (4, 3, 1)
    (broken,) = [change for change in summary["changes"] if change["outcome"] == "unreadable"]
    assert broken["path"] == "broken.pptx"
    assert "damaged" in broken["detail"]


def test_a_files_name_does_not_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    named: dict[str, str | bytes] = {
        "\x1b]0;taken\x07\x1b[2J.md": "# Our rollout takes six weeks\n",
        "\x1b[31m.pptx": b"PK\x03\x04 broken",
    }
    drive = write_files(tmp_path / "drive", named)
    said = [
        run("index", str(drive)),
        run("search", "how long is the rollout"),
        run("unreadable"),
        run("search", "\x1b[2J"),
    ]
    said += [run("report", "unused", "--csv"), run("similar", "\x1b[31m"), run("unreadable", "--json")]
    shown = "".join(result.output for result in said)
    assert "␛[31m.pptx" in shown
    assert "␛]0;taken␇␛[2J.md" in shown
    assert "\x1b" not in shown


def test_the_summary_for_a_person_names_what_could_not_be_read_and_what_to_do(run: Run, drive: Path) -> None:
    result = run("index", str(drive))
    assert "3 new" in result.stdout
    assert "broken.pptx" in result.stdout
    assert "contentlib unreadable" in result.stdout


def test_a_second_pass_finds_nothing_to_do(indexed: Run, drive: Path) -> None:
    (summary,) = json.loads(indexed("index", str(drive), "--json").stdout)["drives"]
    assert (summary["unchanged"], summary["new"], summary["chunks"], summary["tagged"]) == (3, 0, 0, 0)


def test_a_search_has_the_documented_shape(indexed: Run) -> None:
    answer = json.loads(indexed("search", "too expensive", "--json").stdout)
    assert {"query", "confidence", "fits", "results"} <= answer.keys()
    assert 0 <= answer["confidence"] <= 1
    first = answer["results"][0]
    assert {"path", "title", "kind", "audience", "stages", "objections", "score", "hits"} <= first.keys()
    assert first["path"] == "Objection Handling/price.md"
    assert {"locator", "heading", "snippet"} <= first["hits"][0].keys()


def test_a_search_for_a_person_shows_the_place_and_the_words(indexed: Run) -> None:
    output = indexed("search", "too expensive").stdout
    assert "Too expensive" in output
    assert "Objection Handling/price.md" in output


def test_a_batch_answers_one_line_for_each_line_and_goes_on_after_an_empty_one(indexed: Run, tmp_path: Path) -> None:
    lines = [
        '{"_id": "a", "text": "too expensive"}',
        '{"query_id": "b", "text": "  "}',
        '{"_id": "c", "text": "Billmoor"}',
    ]
    (tmp_path / "queries.jsonl").write_text("\n".join(lines))
    answers = [json.loads(line) for line in indexed("search", "--batch", "queries.jsonl", "--json").stdout.splitlines()]
    assert [answer["query_id"] for answer in answers] == ["a", "b", "c"]
    assert answers[1]["results"] == []
    assert answers[1]["fits"] is False
    assert answers[2]["results"][0]["audience"] == "internal"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("search",), "Give either a QUERY or --batch FILE"),
        (("search", "   "), "Type what the buyer said"),
        (("search", "price", "--stage", "closing"), "“closing” is not one of the stages"),
        (("search", "price", "--objection", "cost"), "“cost” is not one of the objections"),
        (("search", "price", "--kind", "novel"), "“novel” is not one of the kinds"),
        (("search", "price", "--format", "exe"), "No asset has the format “exe”"),
        (("search", "--batch", "nowhere.jsonl"), "cannot be read"),
        (("report", "unused", "--since", "soon"), "“soon” is no time span"),
        (("report", "unused", "--csv", "--json"), "Choose one of"),
    ],
)
def test_bad_input_is_a_sentence_and_exit_code_2(indexed: Run, arguments: tuple[str, ...], says: str) -> None:
    result = indexed(*arguments)
    assert result.exit_code == 2
    assert says in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    "query", ['"gold', "C++", "AND", "price-lock", "NEAR(a b)", "😀", "x" * 10_000, "a*b:c^d", "'; DROP"]
)
def test_no_query_is_a_syntax_error(indexed: Run, query: str) -> None:
    result = indexed("search", query, "--json")
    assert result.exit_code == 0
    assert "results" in json.loads(result.stdout)


@pytest.mark.parametrize(
    ("make", "code", "says"),
    [
        (lambda folder: folder / "nowhere", 4, "There is no folder"),
        (lambda folder: write_files(folder, {"file.md": "x"}) / "file.md", 4, "is a file"),
        (lambda folder: _empty(folder / "empty"), 4, "holds no file that can be read"),
    ],
    ids=["missing", "a file", "empty"],
)
def test_a_drive_that_cannot_be_used_is_refused(
    run: Run, tmp_path: Path, make: Callable[[Path], Path], code: int, says: str
) -> None:
    result = run("index", str(make(tmp_path)))
    assert result.exit_code == code
    assert says in result.stderr


def _empty(folder: Path) -> Path:
    folder.mkdir()
    return folder


def test_a_drive_that_was_emptied_ends_with_exit_code_4_and_keeps_its_assets(run: Run, tmp_path: Path) -> None:
    drive = write_files(tmp_path / "mount", {"price.md": "# Too expensive\n\nAsk: compared with what?"})
    assert run("index", str(drive), "--no-pictures").exit_code == 0
    (drive / "price.md").unlink()
    for more in ((), ("--dry-run",)):
        refused = run("index", str(drive), "--no-pictures", *more)
        assert (refused.exit_code, "mounted" in refused.stderr) == (4, True)
    assert "Too expensive" in run("search", "too expensive").stdout
    assert run("index", str(drive), "--no-pictures", "--allow-mass-retire").exit_code == 0


def test_without_a_library_the_next_step_is_named(run: Run) -> None:
    result = run("search", "price")
    assert result.exit_code == 5
    assert "There is no library" in result.stderr
    assert "index DRIVE" in result.stderr


def test_a_file_that_is_no_library_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "library.db").write_bytes(b"this is not a database, only text of some length" * 40)
    result = run("search", "price")
    assert result.exit_code == 5
    assert "is not a library" in result.stderr


def test_a_library_of_a_newer_version_is_refused_and_left_alone(indexed: Run, tmp_path: Path) -> None:
    import sqlite3

    with sqlite3.connect(tmp_path / "library.db") as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    result = indexed("search", "price")
    assert result.exit_code == 5
    assert "newer contentlib" in result.stderr


def test_a_damaged_index_is_rebuilt_and_said_so(indexed: Run, tmp_path: Path) -> None:
    whole = (tmp_path / "library.faiss").read_bytes()
    (tmp_path / "library.faiss").write_bytes(whole[: len(whole) // 2])
    result = indexed("search", "too expensive", "--json")
    assert result.exit_code == 0
    assert "built again" in result.stderr
    assert json.loads(result.stdout)["results"][0]["path"] == "Objection Handling/price.md"


def test_an_asset_line_has_the_documented_shape(indexed: Run) -> None:
    assets = [json.loads(line) for line in indexed("assets", "--json").stdout.splitlines()]
    assert len(assets) == 3
    for asset in assets:
        assert {"path", "title", "kind", "audience", "stages", "objections"} <= asset.keys()
        for tag in (*asset["stages"], *asset["objections"]):
            assert tag.keys() == {"value", "confidence", "evidence", "locator", "source"}


def test_the_unused_report_is_the_same_as_text_csv_and_json(indexed: Run) -> None:
    data = json.loads(indexed("report", "unused", "--json").stdout)
    rows = list(csv.DictReader(io.StringIO(indexed("report", "unused", "--csv").stdout)))
    assert sum(data["totals"].values()) == data["assets"] == 3
    assert {row["path"] for row in rows} == {row["path"] for row in data["rows"] if row["unused"]}
    assert "never sent" in indexed("report", "unused").stdout


def test_unreadable_lists_the_file_its_reason_and_since_when(indexed: Run) -> None:
    (file,) = json.loads(indexed("unreadable", "--json").stdout)["unreadable"]
    assert file["path"] == "broken.pptx"
    assert file["reason"]
    assert file["since_at"].endswith("+00:00")


def test_status_tells_drives_counts_and_the_last_pass(indexed: Run) -> None:
    status: dict[str, Any] = json.loads(indexed("status", "--json").stdout)
    assert status["assets"] == 3
    assert status["embedded"] == 1.0
    assert status["drives"][0]["finished"] is True


def test_a_setting_that_does_not_exist_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "contentlib.toml").write_text('colour = "red"\n')
    result = run("status")
    assert result.exit_code == 2
    assert "Unknown setting “colour”" in result.stderr


def test_a_crm_export_is_taken_in_once(indexed: Run, tmp_path: Path) -> None:
    write_files(
        tmp_path / "crm",
        {
            "reps.csv": "rep_id,name,email,team,role\n1,Ines Marlow,ines@ours.example,DACH,rep\n",
            "accounts.csv": "account_id,name,industry,employees,country\na1,Harbour,retail,900,Austria\n",
            "contacts.csv": "contact_id,account_id,name,email,title\nc1,a1,Ann,ann@buyer.example,CFO\n",
            "deals.csv": "deal_id,account_id,name,rep_email,amount,currency,pipeline_stage,outcome,opened_at,closed_at,"
            "lost_reason\nd1,a1,Harbour 2026,ines@ours.example,40000,EUR,proposal,open,2026-01-05T09:00:00Z,,\n",
            "sends.csv": "send_id,sent_at,path,rep_email,contact_email,deal_id,channel,note\n"
            "s1,2026-02-01T10:00:00Z,Case Studies/hospital.md,ines@ours.example,ann@buyer.example,d1,email,\n"
            "s2,2026-02-01T10:00:00Z,nowhere.md,ines@ours.example,ann@buyer.example,d1,email,\n",
        },
    )
    first = json.loads(indexed("import", "crm", "--json").stdout)
    assert first["added"]["sends"] == 1
    assert "nowhere.md" in first["refused"][0]
    again = json.loads(indexed("import", "crm", "--json").stdout)
    assert not any(again["added"].values())
    (asset,) = [
        row for row in map(json.loads, indexed("assets", "--json").stdout.splitlines()) if "hospital" in row["path"]
    ]
    assert asset["sends"] == 1
    assert asset["last_sent_at"].startswith("2026-02-01")


def test_a_csv_without_a_column_is_refused_by_name(indexed: Run, tmp_path: Path) -> None:
    write_files(tmp_path / "crm", {"sends.csv": "id,when\n1,2026\n"})
    result = indexed("import", "crm")
    assert result.exit_code == 2
    assert "lacks the column" in result.stderr


def test_serving_elsewhere_than_loopback_is_refused_with_the_reason(indexed: Run) -> None:
    result = indexed("serve", "--host", "0.0.0.0")
    assert result.exit_code == 2
    assert "there are no accounts" in result.stderr


def list_commands(group: click.Group, *before: str) -> Iterator[tuple[str, ...]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from list_commands(command, *before, name)
        else:
            yield (*before, name)


@pytest.mark.parametrize("command", [*list_commands(main)], ids=" ".join)
def test_the_library_may_be_named_behind_every_command(command: tuple[str, ...], tmp_path: Path) -> None:
    told = CliRunner().invoke(main, [*command, "--library", str(tmp_path / "library.db"), "--help"])
    assert told.exit_code == 0
    assert "--library" in told.stdout


def test_the_library_named_last_is_the_one_that_is_asked(indexed: Run, tmp_path: Path) -> None:
    (tmp_path / "library.db").rename(tmp_path / "other.db")
    missing = indexed("search", "too expensive", "--json")
    assert missing.exit_code != 0
    assert "library.db" in missing.stderr
    found = indexed("search", "too expensive", "--json", "--library", str(tmp_path / "other.db"))
    assert json.loads(found.stdout)["results"]


def test_a_failure_names_the_library_that_was_named_last(run: Run, tmp_path: Path) -> None:
    (tmp_path / "torn.db").write_bytes(b"no library at all" * 100)
    told = run("status", "--library", str(tmp_path / "torn.db"))
    assert told.exit_code == 5
    assert "torn.db" in told.stderr


def test_words_without_quotes_are_one_query(indexed: Run) -> None:
    quoted, unquoted = (indexed("search", *words, "--json") for words in (["too expensive"], ["too", "expensive"]))
    assert json.loads(quoted.stdout)["query"] == json.loads(unquoted.stdout)["query"] == "too expensive"
    assert json.loads(quoted.stdout)["results"] == json.loads(unquoted.stdout)["results"]
