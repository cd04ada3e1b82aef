"""What an admin leaves out is counted by no report, whichever, and is counted again when that is undone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from contentlib.cli import main
from contentlib.errors import BadInput, UnknownRecord
from contentlib.library.opened import Library
from contentlib.model import Channel, Filters
from contentlib.people import exclude, include, list_audit, list_exclusions, persons
from contentlib.reports import REPORTS, Question, to_plain
from contentlib.reports.scorecard import report_asset
from contentlib.requests import ask_for, record_feedback
from contentlib.search import find_assets, record_open, record_search
from contentlib.sending import record_send, record_view
from tests.web.conftest import read_form
from tests.web.shelf import PRICE, STORY, fill_library
from web import create_app

ROOT = Path(__file__).parents[3]
REP, TESTER = "rep@ours.example", "tester@ours.example"
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
WINDOW = Question(datetime(2026, 10, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC))
ALL: dict[str, Any] = {"made_by": "ada@ours.example", "made_at": NOON}
# These tell how much the library holds, which an exclusion leaves there.
NOT_ABOUT_ACTIVITY = ("library_status.py", "monitor_figures.py")


def live(library: Library, who: str, at: datetime) -> None:
    """Everything that anybody can do, done once on one day."""
    db = library.db
    asset = PRICE if who == REP else STORY
    if not db.rows("SELECT 1 FROM people WHERE email = ?", [who]):
        persons.find_or_add_person(db, who)
    for number, query in enumerate(("too expensive", "purple hippopotamus")):
        moment = at + timedelta(hours=number)
        search = record_search(
            db, find_assets(library, f"{query} {who[:3]}", filters=Filters()), person=who, searched_at=moment
        )
    record_open(db, asset, person=who, opened_at=at, search_id=search)
    deal, ends = f"Deal of {who} {at:%d}", at + timedelta(days=3)
    row = {"name": deal, "outcome": "won", "amount": 9.0, "opened_at": at.isoformat(), "closed_at": ends.isoformat()}
    db.insert("deals", row)
    sent = record_send(
        db, asset, rep=who, contact=f"buyer.{who[:3]}{at:%d}@b.example", deal=deal, channel=Channel.EMAIL, note="",
        token=f"{who}{at}", sent_at=at,
    )  # fmt: skip
    record_view(db, sent.id, viewed_at=at + timedelta(hours=2), seconds=40, pages=1, agent="", human=True)
    ask_for(db, f"a story about {who[:3]} {at:%d}", rep=who, asked_at=at)
    record_feedback(db, asset, verdict="outdated", note=f"old, says {who}", rep=who, said_at=at)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = fill_library(tmp_path)
    yield opened
    opened.close()


def read(library: Library) -> dict[str, str]:
    """Every report as data and as CSV, without the numbers that the library gives."""
    told: dict[str, Any] = {}
    for name, declared in REPORTS.items():
        question = Question(WINDOW.since, WINDOW.until, choices=declared.read_choices({}))
        made = declared.data(library, question)
        told[name] = (
            declared.plain(made),
            declared.csv(made, question),
            declared.brief(made, question, library.vocabulary.labels),
        )
        made = declared.run(library, question)
        told[f"{name} page"] = to_plain(made)
    for asset in (PRICE, STORY):
        told[f"asset {asset}"] = to_plain(report_asset(library.db, asset, since=WINDOW.since, until=WINDOW.until))
    return {
        name: re.sub(r"'(?:id|request_id|send_id|deal_id)': \d+|datetime\.datetime\([^)]*\)", "", repr(one))
        for name, one in told.items()
    }


def test_a_person_who_is_left_out_is_in_no_report_and_back_in_all_when_it_is_undone(library: Library) -> None:
    live(library, REP, NOON)
    before = read(library)
    live(library, TESTER, NOON)
    with_both = read(library)
    differing = {name for name in before if with_both[name] != before[name]}
    assert {
        "gaps",
        "unused",
        "scorecard",
        "adoption",
        "requests",
        "feedback",
        "coverage",
        "first",
        f"asset {STORY}",
    } <= differing
    made = exclude(library.db, person=TESTER, **ALL)
    left = read(library)
    assert {name for name in left if left[name] != before[name]} == set()
    assert "tes" not in left["gaps"]
    include(library.db, made.id, undone_by="", undone_at=NOON)
    assert read(library) == with_both


def test_a_span_of_time_is_left_out_for_everybody(library: Library) -> None:
    live(library, REP, NOON)
    live(library, TESTER, NOON + timedelta(days=1))
    before = read(library)
    live(library, REP, NOON + timedelta(days=10))
    with_training = read(library)
    assert with_training != before
    made = exclude(library.db, since=NOON + timedelta(days=9), until=NOON + timedelta(days=12), **ALL)
    assert read(library) == before
    include(library.db, made.id, undone_by="", undone_at=NOON)
    assert read(library) == with_training


def test_a_person_is_left_out_for_a_time_alone(library: Library) -> None:
    live(library, REP, NOON)
    live(library, TESTER, NOON)
    before = read(library)
    live(library, TESTER, NOON + timedelta(days=10))
    exclude(library.db, person=TESTER, since=NOON + timedelta(days=9), **ALL)
    assert read(library) == before


def test_no_report_reads_what_happened_from_the_tables_themselves() -> None:
    tables = r"\b(?:FROM|JOIN|FOR_EACH\}) (?:searches|opens|sends|views|asks|feedback)\b"
    modules = [*(ROOT / "contentlib/reports").glob("*.py"), ROOT / "contentlib/search/demand.py"]
    texts = {path.name: path.read_text(encoding="utf-8") for path in modules}
    reading = {name for name, text in texts.items() if re.search(tables, text) and name not in NOT_ABOUT_ACTIVITY}
    # Which queries are still to be read for what they voice is no report.
    assert reading == {"demand.py"}
    assert len(re.findall(tables, texts["demand.py"])) == 1


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "The field person is empty"),
        ({"person": "nobody@ours.example"}, "Nobody with the address"),
        ({"person": "x"}, "no e-mail address"),
        ({"since": NOON, "until": NOON}, "until lies before"),
    ],
)
def test_what_cannot_be_left_out_is_told(library: Library, given: dict[str, Any], says: str) -> None:
    with pytest.raises(BadInput, match=says):
        exclude(library.db, **given, **ALL)
    assert not list_exclusions(library.db)
    with pytest.raises(UnknownRecord):
        include(library.db, 7, undone_by="", undone_at=NOON)


def test_the_page_leaves_out_and_undoes_and_both_are_in_the_audit_log(library: Library) -> None:
    live(library, TESTER, NOON)
    client: FlaskClient = create_app(library=library).test_client()
    form = read_form(client, "/admin/exclusions")
    wrong = client.post("/admin/exclusions", data=form | {"person": "x"})
    assert wrong.status_code == 400
    given = {"person": TESTER, "since": "2026-11-01", "until": "2026-11-02", "reason": "tries things out"}
    assert client.post("/admin/exclusions", data=form | given).status_code == 303
    (made,) = list_exclusions(library.db)
    assert (made.person, made.until) == (TESTER, datetime(2026, 11, 2, 23, 59, 59, 999999, tzinfo=UTC))
    assert "Of 0 searches" in client.get("/reports/gaps").get_data(as_text=True)
    undone = client.post("/admin/exclusions/undo", data=form | {"number": "1"}, follow_redirects=True)
    assert "counted again" in undone.get_data(as_text=True)
    assert client.post("/admin/exclusions/undo", data=form | {"number": "1"}).status_code == 404
    acts = [line.action for line in list_audit(library.db)]
    assert {"left out of reports", "counted in reports again"} <= set(acts)


def test_the_command_does_the_same(library: Library) -> None:
    live(library, TESTER, NOON)

    def run(*arguments: str) -> str:
        done = CliRunner().invoke(main, ["--library", str(library.path), "exclusions", *arguments])
        assert done.exit_code == 0, done.output
        return done.output

    assert "Undo with: contentlib exclusions undo 1" in run("add", "--person", TESTER, "--since", "2026-11-01")
    assert TESTER in run("list", "--json")
    assert "again" in run("undo", "1")
    assert "counted again" in run("list")
    assert len([line for line in list_audit(library.db) if line.via == "command line"]) == 2
