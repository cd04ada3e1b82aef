"""Every report that is declared has every door: page, files, command, call, tool, navigation, help."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient

from contentlib.cli import main
from contentlib.cli.assistant import Assistant, answer_line
from contentlib.errors import BadInput
from contentlib.library.opened import Library
from contentlib.people import add_token, find_or_add_person
from contentlib.reports import REPORTS, Question, Report, find_report
from contentlib.reports.export import columns_of
from tests.builders import NOON, build_library
from web import create_app

ALL = [pytest.param(one, id=one.name) for one in REPORTS.values()]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library in which nothing has happened yet: every report is empty."""
    opened = build_library(tmp_path_factory.mktemp("reports"), {"Stories/a.md": "# Harbour\n\nPayback in nine months."})
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def app(library: Library) -> Flask:
    made = create_app(library=library)
    made.config.update(TESTING=True)
    return made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def path_of(app: Flask, endpoint: str) -> str:
    with app.test_request_context():
        from flask import url_for

        return url_for(endpoint)


@pytest.mark.parametrize("report", ALL)
def test_it_has_a_page_that_the_navigation_names(app: Flask, client: FlaskClient, report: Report) -> None:
    page = client.get(path_of(app, report.endpoint))
    assert page.status_code == 200
    assert f">{report.title}</a>" in page.text
    assert report.asks in page.text


@pytest.mark.parametrize("report", ALL)
def test_its_csv_has_a_header_even_when_it_is_empty(app: Flask, client: FlaskClient, report: Report) -> None:
    told = client.get(path_of(app, f"{report.endpoint}_csv"))
    assert told.status_code == 200
    assert next(csv.reader(io.StringIO(told.text)))


@pytest.mark.parametrize("report", ALL)
def test_its_header_is_the_same_with_and_without_rows(library: Library, report: Report) -> None:
    question = Question(NOON - timedelta(days=90), NOON + timedelta(days=1), choices=report.read_choices({}))
    rows = list(report.rows(report.data(library, question), question))
    header = next(csv.reader(io.StringIO(report.csv(report.data(library, question), question))))
    declared = columns_of(report.row)
    # A value that no row has is one empty column.
    assert not rows or all(any(f"{one}_".startswith(f"{name}_") for one in declared) for name in header)


@pytest.mark.parametrize("report", ALL)
def test_its_json_is_the_same_on_the_page_and_in_the_api(app: Flask, client: FlaskClient, report: Report) -> None:
    on_page = client.get(path_of(app, f"{report.endpoint}_json"))
    in_api = client.get(f"/api/v1/reports/{report.name}")
    assert (on_page.status_code, in_api.status_code) == (200, 200)
    assert type(on_page.json) is type(in_api.json)


@pytest.mark.parametrize("report", ALL)
def test_openapi_tells_what_it_takes(client: FlaskClient, report: Report) -> None:
    described = client.get("/api/v1/openapi.json").json
    assert described is not None
    call = described["paths"][f"/reports/{report.name}"]["get"]
    taken = {one["name"] for one in call["parameters"]}
    assert {one.name for one in report.choices} <= taken
    assert ({"since", "until"} <= taken) == report.has_window
    assert ({"owner", "folder"} <= taken) == report.has_scope
    assert call["summary"] == report.asks


@pytest.mark.parametrize("report", ALL)
def test_a_token_reads_it_with_its_scope_only(app: Flask, library: Library, report: Report) -> None:
    person = find_or_add_person(library.db, "ines@ours.example")
    for number, (scope, status) in enumerate((("read:reports", 200), ("read:search", 403))):
        secret = f"{report.name:x<42}{number}"
        add_token(library.db, person, report.name, (scope,), secret=secret, made_at=datetime.now(UTC))
        headers = {"Authorization": f"Bearer {secret}"}
        assert app.test_client().get(f"/api/v1/reports/{report.name}", headers=headers).status_code == status


@pytest.mark.parametrize("report", ALL)
def test_it_is_a_command(library: Library, report: Report, fake_model: None) -> None:
    where = ["--library", str(library.path), "report", report.name]
    helped = CliRunner().invoke(main, [*where, "--help"]).stdout
    assert report.asks.split(":")[0].split(",")[0] in " ".join(helped.split())
    assert all(f"--{one.name}" in helped for one in report.choices)
    assert json.loads(CliRunner().invoke(main, [*where, "--json"], catch_exceptions=False).stdout) is not None
    assert CliRunner().invoke(main, [*where, "--csv"], catch_exceptions=False).stdout
    assert CliRunner().invoke(main, where, catch_exceptions=False).exit_code == 0


@pytest.mark.parametrize("report", ALL)
def test_an_assistant_reads_it_if_it_may_know_what_is_internal(library: Library, report: Report) -> None:
    asked = {"jsonrpc": "2.0", "id": 1, "method": "tools/call"}
    line = json.dumps(asked | {"params": {"name": "report", "arguments": {"name": report.name}}})
    told = answer_line(Assistant(library, "", external_only=False), line)
    assert told is not None
    assert told["result"]["structuredContent"]["asks"] == report.asks
    refused = answer_line(Assistant(library, "", external_only=True), line)
    assert refused is not None
    assert "error" in refused


def test_a_report_that_there_is_not_is_told_with_those_that_there_are() -> None:
    with pytest.raises(BadInput, match="unused"):
        find_report("unsed")


@pytest.mark.parametrize("report", ALL)
def test_what_is_nothing_to_choose_is_refused(report: Report) -> None:
    for one in report.choices:
        if one.values:
            with pytest.raises(BadInput, match=one.name):
                report.read_choices({one.name: "nonsense"})
