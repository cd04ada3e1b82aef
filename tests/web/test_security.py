"""What every answer carries and every request must pass; how failures look."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

import web
from contentlib.errors import LockedLibrary
from contentlib.library.opened import Library
from contentlib.people.persons import Role
from tests.web.team import reopen
from web import create_app

PAGES = ("/", "/?q=price", "/assets", "/assets/1", "/assets/1/send", "/sends", "/reports/unused", "/status", "/nowhere")


@pytest.mark.parametrize("address", PAGES)
def test_no_page_is_kept_framed_sniffed_or_scripted_by_others(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    policy = answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("address", PAGES)
def test_pages_have_no_inline_code_and_scripts_carry_the_word_of_the_day(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    page = answer.get_data(as_text=True)
    word = re.search(r"'nonce-([^']+)'", answer.headers["Content-Security-Policy"])
    assert word
    assert all(f'nonce="{word[1]}"' in tag for tag in re.findall(r"<script[^>]*>", page))
    assert not re.search(r"<style|<[^>]*\s(?:style|on\w+)=|javascript:", page)
    assert client.get(address).headers["Content-Security-Policy"] != answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("address", PAGES)
def test_pages_ask_no_other_server_and_stay_small(client: FlaskClient, address: str) -> None:
    page = client.get(address).get_data(as_text=True)
    assert not re.search(r"(?:src|href|action)=\"(?:https?:)?//", page)
    files = re.findall(r'(?:src|href)="(/static/[^"]+)"', page)
    total = len(page)
    for file in files:
        with client.get(file) as answer:
            assert answer.status_code == 200
            total += len(answer.data)
    assert total < 150_000


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST:1"])
def test_this_machine_is_served(client: FlaskClient, host: str) -> None:
    assert client.get("/health", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "192.168.1.9", ""]
)
def test_a_name_that_only_points_here_is_refused(client: FlaskClient, host: str) -> None:
    answer = client.get("/assets/1", headers={"Host": host})
    assert answer.status_code == 400
    assert "Worth the price" not in answer.get_data(as_text=True)


def test_the_session_cookie_stays_here(client: FlaskClient) -> None:
    cookie = client.get("/?q=price").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


def test_every_cookie_asks_in_one_place_whether_it_must_go_over_tls() -> None:
    calls = [
        call for path in Path(web.__path__[0]).rglob("*.py")
        for call in re.findall(r"set_cookie\(.*?\n    \)", path.read_text(encoding="utf-8"), re.DOTALL)
    ]  # fmt: skip
    assert len(calls) >= 2
    assert all("secure=is_over_tls()" in call for call in calls)


@pytest.mark.parametrize("address", ["/", "/nowhere", "/s/unknown", "/static/none.css", "/api/v1/search", "/healthz"])
def test_a_browser_that_came_by_https_comes_by_nothing_else(library: Library, address: str) -> None:
    by_https = create_app(library=reopen(library, public_url="HTTPS://content.example")).test_client()
    assert by_https.get(address).headers["Strict-Transport-Security"] == "max-age=31536000"
    plain = create_app(library=reopen(library, public_url="http://content.example")).test_client()
    assert "Strict-Transport-Security" not in plain.get(address).headers


def test_a_crash_is_logged_and_tells_nothing(app: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    def crash() -> str:
        raise RuntimeError("the secret inside")

    app.add_url_rule("/crash", view_func=crash)
    app.extensions["access"]["crash"] = Role.NOBODY
    answer = app.test_client().get("/crash")
    page = answer.get_data(as_text=True)
    reference = re.search(r"Look for (\w{8}) in", page)
    assert answer.status_code == 500
    assert reference
    assert "secret" not in page
    told = capsys.readouterr()
    assert reference[1] in told.out + told.err


def test_a_busy_library_is_told_as_such(app: Flask) -> None:
    def wait() -> str:
        raise LockedLibrary("Busy. Wait.")

    app.add_url_rule("/busy.json", view_func=wait)
    app.add_url_rule("/busy", view_func=wait)
    app.extensions["access"]["wait"] = Role.NOBODY
    client = app.test_client()
    assert client.get("/busy").status_code == 503
    answer = client.get("/busy.json")
    assert answer.status_code == 503
    assert answer.get_json()["status"] == 503


def test_a_program_gets_its_refusal_as_json(client: FlaskClient) -> None:
    answer = client.get("/assets/99", headers={"Accept": "application/json"})
    assert answer.status_code == 404
    assert "No asset has the number 99" in answer.get_json()["error"]


def test_writing_by_get_is_not_possible(client: FlaskClient) -> None:
    assert client.post("/sends").status_code in (400, 405)
    assert client.delete("/assets/1").status_code in (400, 405)


def test_a_form_too_large_is_refused(client: FlaskClient) -> None:
    answer = client.post("/assets/1/send", data={"note": "x" * 400_000})
    assert answer.status_code in (400, 413)
