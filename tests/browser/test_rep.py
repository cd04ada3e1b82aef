"""What a rep does, in a true browser: by mouse, by keyboard, without JavaScript, on a phone."""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import Watched

expect = pytest.importorskip("playwright.sync_api", reason="no playwright; get it with: pip install playwright").expect

pytestmark = pytest.mark.browser

PAGES = ("/", "/?q=too+expensive", "/assets", "/assets/1?hit=page+2", "/assets/4", "/assets/1/send", "/sends",
         "/reports/unused", "/status", "/assets/99")  # fmt: skip

# Relative luminance by WCAG 2; the least contrast of any text on the page against what lies behind it.
CONTRAST = """() => {
  const parse = (c) => (c.match(/[\\d.]+/g) || []).map(Number);
  const part = (v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  const behind = (e) => { for (; e; e = e.parentElement) {
    const c = parse(getComputedStyle(e).backgroundColor);
    if (c.length === 3 || c[3] > 0) return c; }
    return [255, 255, 255]; };
  let worst = [99, ""];
  for (const e of document.querySelectorAll("body *")) {
    if (![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) || !e.getClientRects().length) continue;
    if (e.matches("option, datalist *, .unseen, .skip")) continue;
    const [a, b] = [light(parse(getComputedStyle(e).color)), light(behind(e))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < worst[0]) worst = [ratio, e.outerHTML.slice(0, 120)];
  }
  return worst;
}"""


def test_a_rep_finds_looks_sends_and_sees_the_record(watched: Watched) -> None:
    page = watched.open("/")
    page.get_by_label("What did the buyer say?").fill("this is too expensive")
    page.get_by_role("button", name="Find").click()
    expect(page).to_have_url(re.compile(r"\?q=this\+is\+too\+expensive$|\?q=this%20is%20too%20expensive$"))
    page.get_by_role("link", name="Worth the price").first.click()
    expect(page.locator(".section.hit h3")).to_contain_text("page 2")
    expect(page.locator(".section.hit")).to_be_in_viewport()
    page.get_by_role("link", name="Send", exact=True).first.click()
    page.get_by_label("To whom").fill("ann@buyer.example")
    page.get_by_label("Deal").fill("Harbour 2026")
    page.get_by_label("How").select_option(label="Shown in a meeting")
    page.get_by_role("button", name="Record the send").click()
    expect(page.get_by_role("status")).to_contain_text("Recorded: “Worth the price” to ann@buyer.example.")
    expect(page.get_by_role("row", name="Worth the price")).to_contain_text("Harbour 2026")
    assert watched.complaints == []


def test_results_change_in_place_and_the_count_is_said(watched: Watched) -> None:
    page = watched.open("/?q=too+expensive")
    page.evaluate("window.stayed = true")
    page.locator("#facet-kind-at-one_pager").click()
    expect(page.locator(".chip")).to_contain_text("One-pager")
    expect(page).to_have_url(re.compile(r"/\?q=too\+expensive&kind=one_pager$"))
    expect(page.locator("#count")).to_contain_text("1 asset")
    expect(page.locator("#facet-kind-at-one_pager")).to_be_focused()
    assert page.evaluate("window.stayed"), "no reload"
    page.get_by_label("What did the buyer say?").fill("savings table")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"q=savings(\+|%20)table&kind=one_pager$"))
    page.locator(".chip").click()
    expect(page).to_have_url(re.compile(r"q=savings(\+|%20)table$"))
    page.go_back()
    expect(page.locator(".chip")).to_have_count(1)
    assert watched.complaints == []


def test_suggestions_follow_what_is_typed_and_the_keys(watched: Watched) -> None:
    page = watched.open("/")
    field = page.get_by_role("combobox", name="What did the buyer say?")
    expect(field).to_be_focused()
    page.keyboard.type("worth")
    expect(page.get_by_role("option")).not_to_have_count(0)
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    chosen = page.get_by_role("option", selected=True)
    expect(chosen).to_have_count(1)
    expect(field).to_have_attribute("aria-activedescendant", str(chosen.get_attribute("id")))
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).to_have_value("worth")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.type(" the")
    expect(page.get_by_role("option", name="Worth the price")).to_be_visible()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Worth the price")
    assert watched.complaints == []


def test_what_a_buyer_says_is_asked_with_a_click(watched: Watched) -> None:
    page = watched.open("/")
    page.keyboard.type("expens")
    page.get_by_role("option").filter(has_text="what buyers say").first.click()
    expect(page.locator(".result").first).to_contain_text("Worth the price")
    assert watched.complaints == []


def test_the_arrows_walk_the_results_and_s_sends_what_may_be_sent(watched: Watched) -> None:
    page = watched.open("/?q=quillbooks+close+a+month+books")
    page.locator("body").press("ArrowDown")
    expect(page.locator(".result").first.locator("a.open")).to_be_focused()
    expect(page.locator(".result").first).to_contain_text("Against Quillbooks")
    page.keyboard.press("s")
    expect(page.locator("#said")).to_have_text("“Against Quillbooks” is internal and never leaves the company.")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("s")
    expect(page.locator("#q")).to_have_value("s")
    page.goto(watched.base + "/?q=too+expensive")
    page.locator("body").press("ArrowDown")
    page.keyboard.press("s")
    expect(page).to_have_url(re.compile("/assets/1/send"))
    assert watched.complaints == []


def test_the_keys_are_told_and_can_be_turned_off(watched: Watched) -> None:
    page = watched.open("/assets")
    page.locator("body").press("?")
    expect(page.get_by_role("dialog")).to_contain_text("to the search box")
    page.get_by_label("Single keys work").uncheck()
    page.get_by_role("button", name="Close").click()
    page.locator("body").press("/")
    expect(page).to_have_url(watched.base + "/assets")
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Single keys work").check()
    page.keyboard.press("Escape")
    page.locator("body").press("/")
    expect(page.locator("#q")).to_be_focused()
    assert watched.complaints == []


def test_a_search_is_saved_and_asked_again(watched: Watched) -> None:
    page = watched.open("/?q=too+expensive")
    page.locator("summary", has_text="Save this search").click()
    page.get_by_label("Name").fill("Price talk")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("Saved as “Price talk”")
    watched.open("/").get_by_role("link", name="Price talk").click()
    expect(page.locator(".result").first).to_contain_text("Worth the price")
    watched.open("/").get_by_role("button", name="Remove Price talk").click()
    expect(page.get_by_role("link", name="Price talk")).to_have_count(0)
    assert watched.complaints == []


def test_an_asset_is_retired_and_restored_where_it_is_looked_at(watched: Watched) -> None:
    page = watched.open("/assets/1")
    page.locator("summary", has_text="Retire it").click()
    page.get_by_label("Why", exact=True).fill("replaced")
    page.get_by_role("button", name="Retire", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("is retired")
    watched.open("/?q=too+expensive")
    expect(page.get_by_role("link", name="Worth the price")).to_have_count(0)
    watched.open("/assets/1").get_by_role("button", name="Restore").click()
    expect(page.get_by_role("link", name="Send", exact=True).first).to_be_visible()
    assert watched.complaints == []


def test_a_contact_who_had_it_already_is_pointed_out_while_typing(watched: Watched) -> None:
    page = watched.open("/assets/1/send")
    page.get_by_label("To whom").fill("ann@buyer.example")
    page.get_by_role("button", name="Make the link").click()
    expect(page.get_by_text("Recorded: “Worth the price”")).to_be_visible()
    watched.open("/assets/1/send")
    page.get_by_label("To whom").fill("ann@buyer.example")
    page.get_by_label("Deal").focus()
    expect(page.get_by_text("ann@buyer.example had this on")).to_be_visible()
    assert watched.complaints == []


def test_a_rep_needs_only_the_keyboard(watched: Watched) -> None:
    page = watched.open("/assets")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.goto(watched.base + "/?q=books")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("too expensive")
    page.keyboard.press("Enter")
    expect(page.locator(".result").first).to_contain_text("Worth the price")
    page.locator("body").click()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('h2') !== null"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Worth the price")
    assert watched.complaints == []


def test_all_of_it_works_without_javascript(plain: Watched) -> None:
    page = plain.open("/")
    page.get_by_label("What did the buyer say?").fill("too expensive")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="May be sent to a buyer").click()
    expect(page.locator(".chip")).to_have_count(1)
    expect(page.locator(".result").first).to_contain_text("Worth the price")
    page.get_by_role("link", name="Send Worth the price").click()
    page.get_by_label("To whom").fill("ann@buyer.example")
    page.get_by_role("button", name="Make the link").click()
    expect(page.get_by_text("Recorded: “Worth the price”")).to_be_visible()
    plain.open("/sends")
    expect(page.get_by_role("row", name="Worth the price")).to_be_visible()
    assert plain.complaints == []


def test_a_form_refused_keeps_what_was_typed(plain: Watched) -> None:
    page = plain.open("/assets/1/send")
    page.get_by_label("To whom").fill("ann@buyer")
    page.locator("summary", has_text="From ines@ours.example").click()
    page.get_by_label("Your email address").fill("a@b@c")
    page.locator("form.record").evaluate("form => form.noValidate = true")
    page.get_by_role("button", name="Make the link").click()
    expect(page.locator("#problem-rep")).to_contain_text("is no e-mail address")
    expect(page.get_by_label("To whom")).to_have_value("ann@buyer")


@pytest.mark.parametrize("address", PAGES)
def test_a_phone_never_scrolls_sideways_and_text_stands_out(phone: Watched, address: str) -> None:
    page = phone.open(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    ratio, where = page.evaluate(CONTRAST)
    assert ratio >= 4.5, where


@pytest.mark.parametrize("address", PAGES)
def test_every_page_can_be_read_by_a_screen_reader(watched: Watched, address: str) -> None:
    page = watched.open(address)
    assert page.locator("h1").count() == 1
    assert page.locator("main").count() == 1
    assert page.locator("html").get_attribute("lang") == "en"
    nameless = "e => e.type !== 'hidden' && !e.labels.length && !e.getAttribute('aria-label')"
    assert page.evaluate(f"[...document.querySelectorAll('input, select, textarea')].filter({nameless}).length") == 0
    assert page.evaluate("[...document.querySelectorAll('table')].every(t => t.querySelector('th[scope=col]'))")
    assert page.evaluate("[...document.querySelectorAll('a')].every(a => a.textContent.trim() && a.href)")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))
