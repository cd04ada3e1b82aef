"""No page offers what its reader would be refused: every link and every form is followed by the table of roles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException

from contentlib.library.opened import Library, open_library
from contentlib.people.persons import Role
from contentlib.settings import Settings
from tests.fakes import WordEmbedder
from tests.web.pages import NO_PAGES, list_addresses, open_everything
from tests.web.team import enter, gather
from web import create_app
from web.access import least

OFFERED = re.compile(r'<a\b[^>]*?\bhref="(/[^"]*)"|<(?:form|button)\b[^>]*?\b(?:form)?action="(/[^"]*)"')


def open_empty(folder: Path) -> tuple[Flask, Library]:
    """The app before anything was read, whose pages say what to do next."""
    settings = Settings(library=folder / "library.db", cache=folder / "cache")
    library = open_library(settings, create=True, make_embedder=lambda _: WordEmbedder())
    return create_app(library=library), library


@pytest.mark.parametrize("opened", [open_everything, open_empty], ids=["a full library", "an empty one"])
def test_nobody_is_offered_what_the_role_does_not_open(
    tmp_path: Path, opened: Callable[[Path], tuple[Flask, Library]]
) -> None:
    app, library = opened(tmp_path)
    team, refused = gather(library), set()
    for role in (Role.VIEWER, Role.REP, Role.MARKETER):
        for address, offered in read_offers(app, enter(app, team[role])):
            for target, endpoint in offered:
                with app.app_context():
                    needed = least(endpoint)
                if needed is None or needed > role:
                    refused.add((role.word, address, target, endpoint))
    assert not refused


def test_the_offers_of_a_page_are_seen(tmp_path: Path) -> None:
    app, library = open_everything(tmp_path)
    shown = enter(app, gather(library)[Role.ADMIN]).get("/assets/1").get_data(as_text=True)
    offered = {link or form for link, form in OFFERED.findall(shown)}
    assert any(one.startswith("/assets/1/send") for one in offered)
    assert any(one.endswith("/tags") for one in offered)


def read_offers(app: Flask, client: FlaskClient) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Each page with what it offers, as addresses and endpoints: all there are, and each sort of link on from them."""
    waiting, seen = list_addresses(app), set()
    while waiting:
        address = waiting.pop()
        answer = client.get(address)
        if answer.status_code != 200:
            continue
        offered = list(name_offers(app, answer.get_data(as_text=True)))
        yield address, [(target, endpoint) for target, endpoint, _ in offered]
        for target, endpoint, is_link in offered:
            sort = (endpoint, *sorted(parse_qs(urlsplit(target).query)))
            if is_link and sort not in seen and not NO_PAGES.fullmatch(endpoint):
                seen.add(sort)
                waiting.append(target)


def name_offers(app: Flask, shown: str) -> Iterator[tuple[str, str, bool]]:
    """The address and the endpoint of each link and form of a page, and whether it is a link."""
    adapter = app.url_map.bind("localhost")
    for link, form in OFFERED.findall(shown):
        target = unescape(link or form)
        try:
            endpoint, _ = adapter.match(urlsplit(target).path, method="GET" if link else "POST")
        except HTTPException:
            # A button without an action of its own, or a page that only the other method knows.
            continue
        yield target, endpoint, bool(link)
