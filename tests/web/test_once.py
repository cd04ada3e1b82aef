"""A search is counted once a person, words and ten minutes; what nobody asked is not counted at all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from contentlib.library.opened import Library
from contentlib.model import Filters
from contentlib.people.persons import Role
from contentlib.reports.gaps import report_gaps
from contentlib.search import find_assets, record_open, record_search
from tests.web.shelf import PRICE
from tests.web.team import enter, gather
from web import create_app

ASKED = "/?q=too+expensive"
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
CLICKED = {
    "Sec-Fetch-Site": "same-origin",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-User": "?1",
    "Sec-Fetch-Dest": "document",
}
STEPPED = {name: value for name, value in CLICKED.items() if name != "Sec-Fetch-User"}


def count(library: Library) -> int:
    return int(library.db.rows("SELECT count(*) FROM searches")[0][0])


def age(library: Library, client: FlaskClient, minutes: int = 20) -> None:
    """Let all that was seen and counted be so many minutes ago."""
    for table, column in (("searches", "searched_at"), ("opens", "opened_at")):
        for number, at in library.db.rows(f"SELECT id, {column} FROM {table}"):
            earlier = datetime.fromisoformat(at) - timedelta(minutes=minutes)
            library.db.update(table, number, {column: earlier.isoformat(timespec="microseconds")})
    with client.session_transaction() as session:
        session["seen"] = {sight: [number, at - 60 * minutes] for sight, (number, at) in session["seen"].items()}


def test_reloads_and_a_click_in_the_gaps_add_nothing(client: FlaskClient, library: Library) -> None:
    for _ in range(4):
        client.get(ASKED)
    client.get(ASKED, headers={"Referer": "http://localhost/reports/gaps"})
    now = datetime.now(UTC)
    report = report_gaps(library, since=now - timedelta(days=1), until=now + timedelta(days=1))
    assert (report.searches, report.passed_over + report.unanswered) == (1, 1)


def test_browsers_that_keep_no_cookie_count_once_too(app: Flask, library: Library) -> None:
    for words in ("too+expensive", "Too+EXPENSIVE+", "too+expensive&audience=external", "too+expensive&show=20"):
        app.test_client().get(f"/?q={words}")
    assert count(library) == 1
    app.test_client().get("/?q=too+cheap")
    assert count(library) == 2


def test_each_person_counts_and_each_after_ten_minutes(library: Library) -> None:
    answer = find_assets(library, "too expensive", filters=Filters())
    first = record_search(library.db, answer, person="ann@ours.example", searched_at=NOON)
    assert record_search(library.db, answer, person="ann@ours.example", searched_at=NOON, door="mcp") == first
    again = record_search(
        library.db, answer, person="ANN@ours.example", searched_at=NOON + timedelta(minutes=9, seconds=59)
    )
    assert again == first
    others = [
        record_search(library.db, answer, person="bob@ours.example", searched_at=NOON),
        record_search(library.db, answer, person="", searched_at=NOON),
        record_search(library.db, answer, person="ann@ours.example", searched_at=NOON + timedelta(minutes=10)),
    ]
    assert len({first, *others}) == 4


def test_an_asset_is_opened_once_from_each_search(library: Library) -> None:
    answer = find_assets(library, "too expensive", filters=Filters())
    search = record_search(library.db, answer, person="ann@ours.example", searched_at=NOON)
    for search_id in (search, search, None, None):
        record_open(library.db, PRICE, person="ann@ours.example", opened_at=NOON, search_id=search_id)
    record_open(library.db, PRICE, person="bob@ours.example", opened_at=NOON, search_id=search)
    record_open(library.db, PRICE, person="ann@ours.example", opened_at=NOON + timedelta(minutes=11), search_id=search)
    assert library.db.rows("SELECT count(*) FROM opens") == [(4,)]


@pytest.mark.parametrize(
    "headers",
    [CLICKED | {"Cache-Control": "max-age=0"}, CLICKED | {"Cache-Control": "no-cache"}, STEPPED],
    ids=["reload", "reload past the cache", "back"],
)
def test_what_a_browser_shows_again_later_is_no_search(
    client: FlaskClient, library: Library, headers: dict[str, str]
) -> None:
    client.get(ASKED, headers=CLICKED)
    age(library, client)
    client.get(ASKED, headers=headers)
    assert count(library) == 1
    client.get(ASKED, headers=CLICKED)
    assert count(library) == 2


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Purpose": "prefetch"},
        {"Sec-Purpose": "prefetch;prerender"},
        {"Purpose": "prefetch"},
        {"X-Purpose": "preview"},
        {"X-Moz": "prefetch"},
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"User-Agent": "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)"},
        {"User-Agent": "Mozilla/5.0 (Windows NT 6.1) SkypeUriPreview Preview/0.5"},
        {"User-Agent": "facebookexternalhit/1.1"},
        {"User-Agent": "WhatsApp/2.23.20.0"},
        {"User-Agent": "LinkedInBot/1.0"},
        {"HX-History-Restore-Request": "true"},
        {"Referer": "http://localhost/reports/gaps?since=365d"},
        {"Referer": "http://localhost/reports/scorecard/1"},
        {"Referer": "http://localhost/reports/first"},
        {"Referer": "http://localhost/requests"},
        {"Referer": "http://localhost/tags/review?page=2"},
        {"Referer": "http://localhost/admin/audit"},
    ],
    ids=str,
)
@pytest.mark.parametrize("address", [ASKED, "/assets/1"])
def test_what_nobody_asked_is_not_counted(
    client: FlaskClient, library: Library, headers: dict[str, str], address: str
) -> None:
    assert client.get(address, headers=headers).status_code == 200
    assert count(library) == 0
    assert library.db.rows("SELECT count(*) FROM opens") == [(0,)]


def test_what_is_narrowed_after_a_reports_link_is_still_looking(client: FlaskClient, library: Library) -> None:
    client.get(ASKED, headers={"Referer": "http://localhost/reports/gaps"})
    client.get(f"{ASKED}&audience=external", headers={"Referer": f"http://localhost{ASKED}"})
    client.get(ASKED, headers={"Cache-Control": "max-age=0"})
    assert count(library) == 0


@pytest.mark.parametrize(
    "before",
    [
        "http://localhost/?q=x",
        "http://localhost/assets/1",
        "",
        "nonsense",
        "http://localhost/nowhere",
    ],
)
def test_whoever_comes_from_elsewhere_asks(client: FlaskClient, library: Library, before: str) -> None:
    client.get(ASKED, headers={"Referer": before})
    assert count(library) == 1


def test_a_call_of_a_program_and_a_page_of_its_person_are_one_search(library: Library) -> None:
    team = gather(library)
    client = enter(create_app(library=library), team[Role.REP])
    client.get(ASKED)
    client.get("/api/v1/search?q=too+expensive")
    assert count(library) == 1
