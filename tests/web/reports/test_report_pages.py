"""The unused report as page, CSV and JSON, and the status page."""

from __future__ import annotations

import csv
import io
import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from contentlib.catalog.left_out import record_unreadable
from contentlib.catalog.locations import Sighting
from contentlib.library.opened import Library
from tests.web.sending.test_send_pages import send
from tests.web.shelf import AT, PRICE


def test_an_asset_nobody_found_is_unused_with_its_cause_and_fix(client: FlaskClient) -> None:
    page = client.get("/reports/unused").get_data(as_text=True)
    assert "3 of 3 external assets never sent, 1 of 1 internal ones never opened" in page
    assert "Never surfaced" in page
    assert "or retire it." in page


def test_the_cause_follows_what_reps_did(client: FlaskClient) -> None:
    client.get("/?q=too+expensive")
    client.get(f"/assets/{PRICE}?search=1")
    causes = {row["title"]: row["cause"] for row in client.get("/reports/unused.json").get_json()["rows"]}
    assert causes["Worth the price"] == "opened_not_sent"
    send(client)
    totals = client.get("/reports/unused.json").get_json()["totals"]
    assert totals["sent_not_read"] == 1


def test_one_cause_can_be_looked_at_alone(client: FlaskClient) -> None:
    send(client)
    page = client.get("/reports/unused?cause=sent_not_read&since=30d").get_data(as_text=True)
    assert "Worth the price" in page
    assert "Harbour" not in page


def test_the_csv_has_the_rows_of_the_page(client: FlaskClient) -> None:
    answer = client.get("/reports/unused.csv?since=30d")
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    rows = list(csv.DictReader(io.StringIO(answer.get_data(as_text=True))))
    assert len(rows) == 4
    assert {row["cause"] for row in rows} == {"never_surfaced"}


def test_the_csv_of_one_cause_has_only_its_rows_and_the_page_links_to_it(client: FlaskClient) -> None:
    send(client)
    page = client.get("/reports/unused?cause=sent_not_read&since=30d").get_data(as_text=True)
    (address,) = re.findall(r'href="(/reports/unused\.csv[^"]*)"', page)
    rows = list(csv.DictReader(io.StringIO(client.get(unescape(address)).get_data(as_text=True))))
    assert [row["title"] for row in rows] == ["Worth the price"]
    assert client.get("/reports/unused.csv?cause=moon").status_code == 400


@pytest.mark.parametrize(
    ("arguments", "field"),
    [("since=soon", "since"), ("until=2026-13-01", "until"), ("since=2026-02-01&until=2026-01-01", "since")],
)
def test_bad_dates_are_named_by_page_csv_and_json(client: FlaskClient, arguments: str, field: str) -> None:
    page = client.get(f"/reports/unused?{arguments}")
    assert page.status_code == 400
    assert f'id="problem-{field}"' in page.get_data(as_text=True)
    data = client.get(f"/reports/unused.json?{arguments}")
    assert data.status_code == 400
    assert data.get_json()["error"].startswith(f"{field}: ")
    assert client.get(f"/reports/unused.csv?{arguments}").status_code == 400


@pytest.mark.parametrize("arguments", ["since=365d", "since=2026-01-01&until=2026-06-30", "since=0d", "page=77"])
def test_a_window_is_days_or_dates(client: FlaskClient, arguments: str) -> None:
    expected = 400 if arguments == "since=0d" else 200
    assert client.get(f"/reports/unused?{arguments}").status_code == expected


def test_the_status_page_lists_what_could_not_be_read(client: FlaskClient, library: Library) -> None:
    reason = {"reason": "is protected by a password.", "advice": "Save a copy without it."}
    record_unreadable(library.db, 1, Sighting("x/<locked>.pdf", 9, 0), since_at=AT, **reason)
    page = client.get("/status").get_data(as_text=True)
    assert "x/&lt;locked&gt;.pdf" in page
    assert "Save a copy without it." in page
    assert "100 % of 6 chunks embedded" in page


def test_health_is_one_word_for_a_monitor(client: FlaskClient) -> None:
    assert client.get("/health").get_json() == {"status": "ok"}
