"""A rep gives a link, a buyer opens it in a browser of their own, and the rep sees what was read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import Watched, watch
from tests.browser.test_rep import CONTRAST

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

expect = pytest.importorskip("playwright.sync_api", reason="no playwright; get it with: pip install playwright").expect

pytestmark = pytest.mark.browser

CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36"
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def buyer(browser: Browser, base: str) -> Iterator[Watched]:
    """Somebody else's browser, which says what it is."""
    context = browser.new_context(user_agent=CHROME)
    yield watch(context, base)
    context.close()


def give_link(rep: Watched, *, asset: int = 1, passcode: str = "") -> str:
    """Fill in the form as a rep does; returns the link's path."""
    page = rep.open(f"/assets/{asset}/send")
    page.get_by_label("To whom").fill("ann@buyer.example")
    page.get_by_label("How").select_option(label="As a link")
    page.get_by_label("Message").fill("As promised.\n\n{title}\n{link}")
    page.get_by_label("Passcode").fill(passcode)
    page.get_by_role("button", name="Make the link").click()
    address = page.get_by_label("Link", exact=True).input_value()
    assert re.fullmatch(rf"{rep.base}/s/[\w-]{{32}}", address)
    return address.removeprefix(rep.base)


def read(buyer: Watched, path: str) -> None:
    """Open the link, stay on it with a hand on the mouse, and go."""
    page = buyer.open(path)
    for step in range(20):
        page.mouse.move(100 + step, 200)
        page.wait_for_timeout(500)
    page.goto("about:blank")


def test_a_link_is_given_read_and_seen_to_be_read(watched: Watched, buyer: Watched) -> None:
    path = give_link(watched)
    expect(watched.page.get_by_label("Message")).to_have_value(re.compile(rf"As promised\.[\s\S]+{path}"))
    read(buyer, path)
    page = watched.open("/sends")
    expect(page.get_by_role("row", name="Worth the price")).to_contain_text("1 time")
    page.get_by_role("link", name="Worth the price").click()
    expect(page.locator(".figures")).to_contain_text("Readers")
    expect(page.locator(".timeline")).to_contain_text("Reader 1, Chrome on a computer")
    expect(page.locator("svg.pagebars")).to_be_visible()
    assert watched.complaints == []
    assert buyer.complaints == []


def test_a_browser_without_a_head_is_a_scanner_even_if_it_stays(watched: Watched, browser: Browser) -> None:
    path = give_link(watched)
    context = browser.new_context()
    read(watch(context, watched.base), path)
    context.close()
    page = watched.open("/sends/1")
    expect(page.get_by_text("Nobody has read it yet.")).to_be_visible()
    expect(page.get_by_role("heading", name="Scanners, not counted")).to_be_visible()


def test_without_a_script_the_page_reads_as_well_and_is_not_counted(watched: Watched, plain: Watched) -> None:
    path = give_link(watched)
    page = plain.open(path)
    expect(page.get_by_text("paid back in nine months")).to_be_visible()
    expect(watched.open("/sends/1").get_by_text("Nobody has read it yet.")).to_be_visible()


def test_a_rep_revokes_and_the_buyer_finds_a_closed_door(watched: Watched, buyer: Watched) -> None:
    path = give_link(watched)
    expect(buyer.open(path).get_by_role("heading", name="Worth the price")).to_be_visible()
    watched.page.get_by_role("button", name="Revoke the link").click()
    expect(watched.page.get_by_text("This link is closed.")).to_be_visible()
    expect(buyer.open(path).get_by_role("heading", name="This is no longer available")).to_be_visible()


def test_a_passcode_is_asked_once(watched: Watched, buyer: Watched) -> None:
    path = give_link(watched, passcode="tulip field")
    page = buyer.open(path)
    page.get_by_label("The person who sent you").fill("rose")
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_role("alert")).to_contain_text("That is not the passcode")
    page.get_by_label("The person who sent you").fill("tulip field")
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_role("heading", name="Worth the price")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Worth the price")).to_be_visible()


def test_the_link_is_copied_and_the_mail_follows_what_is_typed(watched: Watched) -> None:
    watched.page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=watched.base)
    path = give_link(watched)
    page = watched.page
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == watched.base + path
    page.get_by_label("Subject").fill("Fifty & more")
    start = re.compile(r"^mailto:ann@buyer\.example\?subject=Fifty%20%26%20more&body=")
    expect(page.locator("#mailto")).to_have_attribute("href", start)


def test_the_terms_of_a_link_show_for_a_link_only(watched: Watched) -> None:
    page = watched.open("/assets/1/send")
    expect(page.get_by_label("Passcode")).to_be_visible()
    page.get_by_label("How").select_option(label="Shown in a meeting")
    expect(page.get_by_label("Passcode")).to_be_hidden()
    expect(page.get_by_label("Subject")).to_be_hidden()


def test_contacts_are_completed_by_keyboard_and_a_message_is_chosen(watched: Watched) -> None:
    give_link(watched)
    page = watched.open("/assets/3/send")
    field = page.get_by_role("combobox", name="To whom")
    field.press_sequentially("ann")
    expect(page.locator("#contact-list").get_by_role("option")).to_have_count(1)
    field.press("ArrowDown")
    field.press("Enter")
    expect(field).to_have_value("ann@buyer.example, ")
    page.get_by_label("Begin with").select_option(label="How others did it")
    page.get_by_role("button", name="Use it").click()
    expect(page.get_by_label("Subject")).to_have_value("How others did it: Harbour closes in two days")
    expect(field).to_have_value("ann@buyer.example, ")
    assert watched.complaints == []


def test_a_buyer_of_chosen_pages_says_who_they_are_and_is_named(watched: Watched, buyer: Watched) -> None:
    page = watched.open("/assets/1/send")
    page.get_by_label("To whom").fill("ann@buyer.example")
    page.get_by_text("Only some pages").click()
    page.get_by_label("2 Answer to").check()
    page.get_by_label("Who opens it").select_option(label="Yes, with any email address")
    page.get_by_role("button", name="Make the link").click()
    path = page.get_by_label("Link", exact=True).input_value().removeprefix(watched.base)
    door = buyer.open(path)
    door.get_by_label("Your email address").fill("carl@elsewhere.example")
    door.get_by_role("button", name="Open").click()
    expect(door.get_by_text("Show the savings table")).to_be_visible()
    expect(door.get_by_text("paid back")).to_have_count(0)
    read(buyer, path)
    expect(watched.open("/sends/1").locator(".timeline")).to_contain_text("carl@elsewhere.example")
    assert watched.complaints == []
    assert buyer.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_buyer_reads_it_on_a_phone(watched: Watched, browser: Browser, scheme: str) -> None:
    paths = (give_link(watched, asset=4), give_link(watched, passcode="tulip field"), "/s/nothing")
    context: BrowserContext = browser.new_context(
        viewport={"width": 390, "height": 844}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    for path in paths:
        page.goto(watched.base + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert page.locator("h1").count() == page.locator("main").count() == 1
        ratio, where = page.evaluate(CONTRAST)
        assert ratio >= 4.5, where
    context.close()


@pytest.mark.parametrize("address", ["/sends", "/sends/1", "/sends/settings", "/assets/1/send?channel=link"])
def test_the_reps_pages_of_a_link_fit_a_phone(phone: Watched, address: str) -> None:
    give = phone.open("/assets/1/send")
    give.get_by_label("To whom").fill("a.very.long.name.of.somebody@a-buyer-with-a-very-long-domain.example")
    give.get_by_label("How").select_option(label="As a link")
    give.get_by_role("button", name="Make the link").click()
    page = phone.open(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    ratio, where = page.evaluate(CONTRAST)
    assert ratio >= 4.5, where
    nameless = "e => e.type !== 'hidden' && !e.labels.length && !e.getAttribute('aria-label')"
    assert page.evaluate(f"[...document.querySelectorAll('input, select, textarea')].filter({nameless}).length") == 0
    assert phone.complaints == []
