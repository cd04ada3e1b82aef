"""Links on the buyer's page: where they can be clicked, and that a click is told to the rep, a machine's to nobody."""

from __future__ import annotations

import json
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from contentlib.catalog import record_links
from contentlib.library.opened import Library
from contentlib.model import PageLink
from contentlib.pictures import Box, Picture, find_fingerprint, put_pictures
from contentlib.sending.clicks import MOST_OF_ONE_VIEW, list_clicks
from contentlib.sending.links import Gate, Terms
from tests.web.buyer.test_buyer_pages import CHROME, READER, TOKEN, draw, give, open_page
from tests.web.shelf import PRICE

PLANS, MAIL = "https://pricing.example.com/plans?from=deck", "mailto:sales@ours.example"
LINKS = (
    PageLink(1, 1000, 2000, 5000, 2000, PLANS, "See our plans"),
    PageLink(2, 0, 0, 500, 500, MAIL),
)
BOT = {"User-Agent": "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)"}


def link(library: Library, links: tuple[PageLink, ...] = LINKS) -> int:
    """The links of the asset's version; returns its id."""
    (version,) = library.db.execute("SELECT id FROM versions WHERE asset_id = ?", [PRICE]).fetchone()
    record_links(library.db, version, links)
    return int(version)


def click(client: FlaskClient, page: str, *numbers: object, hand: bool = True, agent: dict[str, str] = CHROME) -> int:
    """What the page's script says when these links are clicked."""
    view = re.search(r'data-view="([^"]+)"', page)
    reader = READER if agent is CHROME else "b" * 32
    told: dict[str, object] = {
        "nonce": view[1] if view else "",
        "reader": reader,
        "hand": hand,
        "pages": {},
        "clicks": list(numbers),
    }
    return client.post(f"/s/{TOKEN}/seen", data=json.dumps(told), headers=agent).status_code


def targets(library: Library) -> list[tuple[int, str]]:
    return [(one.page, one.target) for one in list_clicks(library.db, 1)]


def test_links_are_areas_on_the_pictures_of_their_pages(client: FlaskClient, library: Library) -> None:
    give(library)
    link(library)
    draw(library, PRICE, 2)
    page = open_page(client).get_data(as_text=True)
    first, second = page.split('data-page="2"')
    assert '<rect x="1000" y="2000" width="5000" height="2000"/>' in first
    assert f'href="{PLANS}" data-link="0" rel="noopener noreferrer nofollow" target="_blank"' in first
    assert 'aria-label="See our plans (opens pricing.example.com/plans)"' in first
    assert f'href="{MAIL}" data-link="1" rel="noopener noreferrer nofollow" aria-label' in second


def test_a_link_of_words_lies_on_the_words_where_their_places_are_known(client: FlaskClient, library: Library) -> None:
    give(library)
    fingerprint = find_fingerprint(library.db, link(library))
    drawn = [(Picture(page, 900, 506), b"RIFF picture") for page in (1, 2)]
    said = [Box("See", 1100, 2100, 300, 200), Box("plans", 1800, 2100, 400, 200)]
    put_pictures(library.settings, fingerprint, drawn, [said, []])
    page = open_page(client).get_data(as_text=True)
    assert '<rect x="1100" y="2100" width="1100" height="200"/>' in page


def test_pages_without_pictures_name_their_links_below(client: FlaskClient, library: Library) -> None:
    give(library)
    link(library)
    page = open_page(client).get_data(as_text=True)
    assert '<ul class="targets"><li><a href="https://pricing.example.com/plans' in page


def test_where_no_words_tell_which_picture_is_which_slide_there_are_no_links(
    client: FlaskClient, library: Library
) -> None:
    library.db.execute("UPDATE assets SET format = 'pptx' WHERE id = ?", [PRICE])
    library.db.execute("UPDATE sections SET heading = '', text = ''")
    give(library)
    link(library)
    draw(library, PRICE, 1)
    assert "data-link=" not in open_page(client).get_data(as_text=True)


def test_links_of_other_pages_than_the_chosen_ones_are_not_told(client: FlaskClient, library: Library) -> None:
    send = give(library)
    link(library)
    library.db.execute("UPDATE sends SET pages = '2' WHERE id = ?", [send])
    page = open_page(client).get_data(as_text=True)
    assert "pricing.example.com" not in page
    assert MAIL in page
    click(client, page, 0, 1)
    assert targets(library) == [(2, MAIL)]


def test_a_click_is_told_to_the_rep_with_its_page(app: Flask, client: FlaskClient, library: Library) -> None:
    give(library)
    link(library)
    assert click(app.test_client(), open_page(app.test_client()).get_data(as_text=True), 0) == 204
    assert targets(library) == [(1, PLANS)]
    page = client.get("/sends/1").get_data(as_text=True)
    assert 'Clicked <span class="path">pricing.example.com/plans</span> on page 1' in page


@pytest.mark.parametrize("numbers", [(7,), (-1,), ("https://evil.example",), (None,), ({},)])
def test_what_the_version_does_not_hold_cannot_be_clicked(
    client: FlaskClient, library: Library, numbers: tuple[object, ...]
) -> None:
    give(library)
    link(library)
    assert click(client, open_page(client).get_data(as_text=True), *numbers) == 204
    assert targets(library) == []


def test_clicks_of_machines_of_no_hand_and_of_no_view_are_not_told(client: FlaskClient, library: Library) -> None:
    give(library)
    link(library)
    page = open_page(client).get_data(as_text=True)
    click(client, page, 0, hand=False)
    click(client, "no view", 0)
    click(client, client.get(f"/s/{TOKEN}", headers=BOT).get_data(as_text=True), 0, agent=BOT)
    assert targets(library) == []


def test_nobody_clicks_for_who_was_not_let_in(client: FlaskClient, library: Library) -> None:
    give(library, PRICE, Terms(gate=Gate.EMAIL))
    link(library)
    assert click(client, "", 0) == 204
    assert targets(library) == []


def test_one_view_clicks_no_more_than_a_person_does(client: FlaskClient, library: Library) -> None:
    give(library)
    link(library)
    page = open_page(client).get_data(as_text=True)
    for _ in range(MOST_OF_ONE_VIEW // 40):
        click(client, page, *[0] * 45)
    assert len(targets(library)) == MOST_OF_ONE_VIEW


def test_the_page_sends_nobody_elsewhere_itself(client: FlaskClient, library: Library) -> None:
    give(library)
    link(library)
    for address in (f"/s/{TOKEN}/out?to=https://evil.example", f"/s/{TOKEN}/pages/1?to=//evil.example"):
        assert client.get(address, headers=CHROME).status_code == 404


def test_a_chat_that_previews_a_link_gets_no_picture_of_its_pages(client: FlaskClient, library: Library) -> None:
    """What a chat has copied stays there when the link is revoked, and is shown to whoever reads the chat."""
    give(library)
    draw(library, PRICE, 2)
    page = client.get(f"/s/{TOKEN}", headers=BOT).get_data(as_text=True)
    assert "og:" not in page
    assert "twitter:" not in page
