"""The guide in a browser: every topic is reachable, a search leads to the heading, and everybody signed in may read."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from contentlib.guide import read_guide
from contentlib.library import Library
from contentlib.people import Role
from tests.web.team import enter, gather
from web import create_app


def read(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.get_data(as_text=True)


def test_every_topic_can_be_reached_from_the_index(client: FlaskClient) -> None:
    linked = re.findall(r'href="/help/([\w-]+)"', read(client, "/help"))
    assert sorted(linked) == sorted(read_guide())
    for name, topic in read_guide().items():
        assert topic.title in read(client, f"/help/{name}")


def test_every_page_leads_to_the_guide(client: FlaskClient) -> None:
    for address in ("/", "/assets", "/sends", "/reports/first", "/admin/status"):
        answer = client.get(address, follow_redirects=True)
        assert 'href="/help"' in answer.get_data(as_text=True), address


@pytest.mark.parametrize("name", list(read_guide()))
def test_every_link_on_a_topic_leads_to_a_heading_that_is_there(client: FlaskClient, name: str) -> None:
    page = read(client, f"/help/{name}")
    for topic, anchor in re.findall(r'href="(?:/help/([\w-]+))?(?:#([\w-]+))?"', page):
        if anchor and anchor != "main":
            assert f'id="{anchor}"' in read(client, f"/help/{topic or name}"), f"{topic}#{anchor}"


def test_a_search_leads_to_the_heading_with_the_words_marked(client: FlaskClient) -> None:
    page = read(client, "/help?q=forgotten+passwords")
    assert 'href="/help/admin#a-forgotten-password"' in page
    assert "<mark>password</mark>" in page
    assert 'value="forgotten passwords"' in page


def test_a_search_for_what_is_nowhere_says_so_and_shows_the_topics(client: FlaskClient) -> None:
    page = read(client, "/help?q=<b>zebra")
    assert "The guide has nothing about “&lt;b&gt;zebra”" in page
    assert "/help/find" in page


def test_an_unknown_topic_is_not_found_and_says_what_there_is(client: FlaskClient) -> None:
    answer = client.get("/help/nope")
    assert answer.status_code == 404
    assert "Choose from: find, send" in answer.get_data(as_text=True)


def test_what_is_wider_than_its_box_can_be_reached_by_the_keyboard(client: FlaskClient) -> None:
    page = read(client, "/help/find")
    assert page.count("<pre") == page.count('<pre class="sample" tabindex="0">')


@pytest.fixture
def team_app(library: Library) -> Flask:
    gather(library)
    return create_app(library=library)


def test_everybody_who_is_signed_in_may_read_it(team_app: Flask, library: Library) -> None:
    from contentlib.people import list_accounts

    viewer = next(account for account in list_accounts(library.db) if account.role is Role.VIEWER)
    assert "Find what answers a buyer" in read(enter(team_app, viewer), "/help/find")


def test_a_stranger_is_asked_who_they_are(team_app: Flask) -> None:
    assert team_app.test_client().get("/help").headers["Location"].startswith("/sign-in")
