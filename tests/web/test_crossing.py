"""Other sites' pages: they may lead here, and neither load, show nor count anything."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from contentlib.library.opened import Library
from contentlib.people.persons import Role
from tests.web.team import enter, gather
from web import create_app

PARTS = ("image", "script", "style", "iframe", "frame", "embed", "object", "font", "audio", "video", "track", "worker",
         "manifest", "empty", "report", "xslt", "fencedframe")  # fmt: skip
LED_HERE = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
PAGES = ("/?q=price", "/assets/1", "/assets/1/file", "/api/v1/search?q=price", "/reports/unused.csv", "/static/app.js")


@pytest.mark.parametrize("dest", PARTS)
@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_no_page_elsewhere_gets_anything_of_ours_as_a_part_of_itself(
    client: FlaskClient, library: Library, dest: str, site: str
) -> None:
    mode = "navigate" if "frame" in dest else "no-cors"
    for path in PAGES:
        headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Dest": dest, "Sec-Fetch-Mode": mode}
        with client.get(path, headers=headers) as answer:
            assert answer.status_code == 403, path
    assert count(library) == (0, 0)


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_link_elsewhere_leads_here_and_counts_nothing(client: FlaskClient, library: Library, site: str) -> None:
    for path in ("/?q=price", "/assets/1"):
        assert client.get(path, headers=LED_HERE | {"Sec-Fetch-Site": site}).status_code == 200
    assert count(library) == (0, 0)


@pytest.mark.parametrize("site", ["none", "same-origin", ""])
def test_what_somebody_asks_for_here_counts(client: FlaskClient, library: Library, site: str) -> None:
    for path in ("/?q=price", "/assets/1"):
        client.get(path, headers=LED_HERE | ({"Sec-Fetch-Site": site} if site else {}))
    assert count(library) == (1, 1)


def test_the_step_that_brings_the_cookie_along_does_not_make_it_count(library: Library) -> None:
    """A page that leads on by itself makes the request after it one of our own."""
    app = create_app(library=library)
    rep = enter(app, gather(library)[Role.REP])
    kept = rep.get_cookie("contentlib")
    assert kept
    rep.delete_cookie("contentlib")
    assert rep.get("/?q=price", headers=LED_HERE | {"Sec-Fetch-Site": "cross-site"}).status_code == 401
    rep.set_cookie("contentlib", kept.value)
    assert rep.get("/?q=price", headers=LED_HERE | {"Sec-Fetch-Site": "same-origin"}).status_code == 200
    assert count(library) == (0, 0)
    rep.get("/?q=discount", headers=LED_HERE | {"Sec-Fetch-Site": "same-origin"})
    assert count(library) == (1, 0)


def test_a_program_elsewhere_that_shows_a_token_is_answered_by_its_token(app: Flask) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"}
    answer = app.test_client().get("/api/v1/assets/1", headers=headers | {"Authorization": "Bearer ctl_made-up"})
    assert answer.status_code in (401, 403)
    assert "part of itself" not in answer.get_data(as_text=True)


def count(library: Library) -> tuple[int, int]:
    """Searches and opens."""
    searches, opens = (
        library.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("searches", "opens")
    )
    return searches, opens
