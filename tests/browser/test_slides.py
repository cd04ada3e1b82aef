"""A deck as a buyer sees it in a browser: slides as pictures, links on them, and the click that the rep is told of."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageDraw

from contentlib.catalog import record_links
from contentlib.library.opened import Library
from contentlib.model import PageLink
from contentlib.pictures import Box, Picture, find_fingerprint, put_pictures
from tests.browser.conftest import Watched, watch
from tests.browser.serving import serve_app
from tests.browser.test_axe import examine
from tests.browser.test_buyer import CHROME, PHONE, give_link
from tests.browser.test_rep import CONTRAST
from tests.web.shelf import PRICE, fill_library
from web import create_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser

expect = pytest.importorskip("playwright.sync_api", reason="no playwright; get it with: pip install playwright").expect

pytestmark = pytest.mark.browser

SITE = "https://pricing.example.com/plans"
LINKS = (
    PageLink(1, 1000, 2000, 5000, 2000, SITE, "See our plans"),
    PageLink(2, 1000, 1000, 2000, 1000, "mailto:sales@ours.example"),
)


def slide(words: str) -> bytes:
    image, packed = Image.new("RGB", (900, 506), "#e8eef0"), io.BytesIO()
    ImageDraw.Draw(image).text((100, 110), words, fill="#123", font_size=40)
    image.save(packed, "WEBP")
    return packed.getvalue()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = fill_library(tmp_path, person="ines@ours.example")
    yield opened
    opened.close()


@pytest.fixture
def base(library: Library) -> Iterator[str]:
    (version,) = library.db.execute("SELECT id FROM versions WHERE asset_id = ?", [PRICE]).fetchone()
    record_links(library.db, version, LINKS)
    drawn = [(Picture(page, 900, 506), slide(words)) for page, words in ((1, "See our plans"), (2, "Write to us"))]
    boxes = [[Box("See", 1100, 2100, 700, 800), Box("plans", 2700, 2100, 1000, 800)], []]
    put_pictures(library.settings, find_fingerprint(library.db, version), drawn, boxes)
    with serve_app(create_app(library=library)) as address:
        yield address


@pytest.fixture
def buyer(browser: Browser, base: str) -> Iterator[Watched]:
    """A buyer with a phone, whom nothing leads out of this machine."""
    context = browser.new_context(user_agent=CHROME, viewport={"width": 390, "height": 844})
    context.route("**pricing.example.com**", lambda route: route.fulfill(body="our plans"))
    yield watch(context, base)
    context.close()


def test_a_buyer_on_a_phone_sees_slides_one_below_the_other(watched: Watched, buyer: Watched) -> None:
    page = buyer.open(give_link(watched))
    pictures = page.locator("main.pictures img")
    expect(pictures).to_have_count(2)
    first, second = (pictures.nth(place).bounding_box() for place in (0, 1))
    assert first
    assert second
    assert first["width"] > PHONE["width"] * 0.9
    assert second["y"] > first["y"] + first["height"]
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    expect(page.get_by_text("No hidden fees.")).to_be_hidden()
    page.get_by_text("Page 1 as text").click()
    expect(page.get_by_text("No hidden fees.")).to_be_visible()
    ratio, where = page.evaluate(CONTRAST)
    assert ratio >= 4.5, where


def test_a_click_on_a_slide_opens_the_page_and_is_told_to_the_rep(
    watched: Watched, buyer: Watched, library: Library
) -> None:
    path = give_link(watched)
    # Whoever opens a link before a mail can be read is a scanner.
    library.db.execute("UPDATE sends SET sent_at = '2026-05-04T09:30:00.000000+00:00'")
    page = buyer.open(path)
    area, picture = (page.locator(name).first.bounding_box() for name in (".areas a", "main img"))
    assert area
    assert picture
    assert area["x"] - picture["x"] == pytest.approx(picture["width"] * 0.11, abs=3)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="See our plans").click()
    expect(opened.value.get_by_text("our plans")).to_be_visible()
    assert opened.value.evaluate("document.referrer") == ""
    timeline = watched.open("/sends/1").locator(".timeline")
    expect(timeline).to_contain_text("Clicked pricing.example.com/plans on page 1")


def test_without_a_script_the_links_lead_there_all_the_same(watched: Watched, plain: Watched) -> None:
    page = plain.open(give_link(watched))
    expect(page.get_by_role("link", name="See our plans")).to_have_attribute("href", SITE)
    expect(page.locator("main.pictures img")).to_have_count(2)


def test_a_rep_sees_and_follows_the_links_on_the_asset(watched: Watched) -> None:
    page = watched.open("/assets/1")
    expect(page.locator("figure .areas a").first).to_have_attribute("href", SITE)
    assert watched.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_slides_with_links(watched: Watched, browser: Browser, scheme: str) -> None:
    path = give_link(watched)
    context = browser.new_context(user_agent=CHROME, color_scheme="dark" if scheme == "dark" else "light")
    assert examine(context.new_page(), watched.base + path) == []
    context.close()
