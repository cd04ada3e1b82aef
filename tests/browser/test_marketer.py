"""What a marketer does, in a true browser: by menu, by map, without JavaScript, on a phone."""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import Watched
from tests.browser.test_rep import CONTRAST

expect = pytest.importorskip("playwright.sync_api", reason="no playwright; get it with: pip install playwright").expect

pytestmark = pytest.mark.browser

PAGES = (
    "/reports/first", "/reports/coverage", "/reports/coverage/cell?value=price", "/reports/gaps", "/requests",
    "/requests/1", "/reports/unused?by=kind", "/reports/scorecard", "/reports/scorecard/1", "/reports/freshness",
    "/feedback", "/tags/review", "/tags/bulk", "/tags/corrections", "/reports/adoption",
)  # fmt: skip


def begin(watched: Watched) -> None:
    """A search in vain, a request, a send, a word and a correction, so that every page shows something."""
    page = watched.open("/reports/freshness")
    token = page.locator("input[name=csrf_token]").first.input_value()
    watched.open("/?q=too+expensive&objection=price")
    typed = {"csrf_token": token, "rep": "ines@ours.example"}
    for address, more in (
        ("/requests/ask", {"query": "submarine"}),
        ("/assets/1/send", {"deal": "Harbour", "channel": "email", "contact": "ann@buyer.example", "form": "f"}),
        ("/assets/1/feedback", {"verdict": "wrong", "note": "The table is old."}),
        ("/assets/1/tags", {"choice": "objection:timing"}),
    ):
        assert page.request.post(watched.base + address, form={**typed, **more}).status in (200, 303)


def test_a_marketer_goes_from_the_menu_to_a_field_of_the_map(watched: Watched) -> None:
    begin(watched)
    page = watched.open("/")
    page.locator("summary", has_text="Reports").click()
    page.get_by_role("link", name="Coverage map").click()
    page.get_by_role("link", name="Price, Any stage").click()
    expect(page.locator("h1")).to_have_text("Price")
    expect(page.get_by_role("row", name="Worth the price")).to_be_visible()
    expect(page.get_by_role("row", name="too expensive")).to_be_visible()
    assert watched.complaints == []


def test_the_menu_closes_with_escape_and_with_a_click_elsewhere(watched: Watched) -> None:
    page = watched.open("/status")
    menu, link = page.locator("summary", has_text="Reports"), page.get_by_role("link", name="Content gaps")
    menu.click()
    expect(link).to_be_visible()
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    menu.click()
    page.locator("h1").click()
    expect(link).to_be_hidden()


def test_a_gap_is_requested_and_answered_without_javascript(plain: Watched) -> None:
    plain.open("/?q=submarine+torpedo")
    page = plain.open("/reports/gaps")
    page.get_by_role("button", name="Request content for “submarine torpedo”").click()
    expect(page.get_by_role("status")).to_contain_text("The request is kept.")
    page.get_by_label("Status").select_option(label="Answered")
    page.get_by_label("Asset that answers it").fill("stories/Harbour.md")
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_text("Answered by Harbour closes in two days")).to_be_visible()
    assert plain.complaints == []


def test_a_tag_is_corrected_in_place_and_undone(plain: Watched) -> None:
    page = plain.open("/assets/1")
    page.get_by_role("button", name="Not so: Objection Price").click()
    expect(page.get_by_role("status")).to_contain_text("removed Price")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status")).to_contain_text("Undone")
    assert plain.complaints == []


def test_the_months_are_lines_with_the_table_folded_behind_them(watched: Watched) -> None:
    watched.open("/?q=price")
    page = watched.open("/reports/scorecard/1?since=365d")
    expect(page.locator(".plot canvas").first).to_be_visible()
    # Nothing was sent: a picture of that would be an empty one.
    expect(page.locator(".plot").last).to_be_hidden()
    expect(page.locator("#months-table")).to_be_hidden()
    page.locator("summary", has_text="As a table").click()
    expect(page.locator("#months-table")).to_be_visible()
    assert watched.complaints == []


def test_the_months_are_a_table_without_javascript(plain: Watched) -> None:
    page = plain.open("/reports/scorecard/1?since=365d")
    expect(page.locator("#months-table")).to_be_visible()
    expect(page.locator(".plot").first).to_be_hidden()


@pytest.mark.parametrize("address", PAGES)
def test_a_phone_never_scrolls_sideways_and_text_stands_out(phone: Watched, address: str) -> None:
    begin(phone)
    page = phone.open(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    ratio, where = page.evaluate(CONTRAST)
    assert ratio >= 4.5, where
    assert phone.complaints == []


@pytest.mark.parametrize("address", PAGES)
def test_every_page_can_be_read_by_a_screen_reader(watched: Watched, address: str) -> None:
    begin(watched)
    page = watched.open(address)
    assert page.locator("h1").count() == 1
    nameless = "e => e.type !== 'hidden' && !e.labels.length && !e.getAttribute('aria-label')"
    found = page.evaluate(
        f"[...document.querySelectorAll('input, select, textarea')].filter({nameless}).map(e => e.id)"
    )
    assert found == []
    assert page.evaluate(
        "[...document.querySelectorAll('main table:not(.u-legend)')].every(t => t.querySelector('th[scope=col]'))"
    )
    assert page.evaluate("[...document.querySelectorAll('a')].every(a => a.textContent.trim() && a.href)")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids)), sorted(one for one in ids if ids.count(one) > 1)
    assert not re.search(r"\sstyle=", page.content().split("<main", 1)[1].split('class="plot"')[0])
