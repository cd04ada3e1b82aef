"""What documents say, on a phone: set within the screen, folded before it is long, and read by everybody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from contentlib.library.opened import Library
from contentlib.model import Section
from contentlib.sending.links import Terms, send_link
from tests.browser.conftest import Watched
from tests.browser.serving import serve_app
from tests.browser.test_axe import examine
from tests.web.shelf import AT, fill_library, shelve
from web import create_app

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

TABLE = "Module | Seats | Price\n" + "\n".join(
    f"Ledger {at} for growing companies | {at} | 1,200.50" for at in range(60)
)
PROSE = "\n".join("Nobody installs, nobody registers, nobody is trained, and it pays back. " * 5 for _ in range(14))
LISTS = (
    "Before you start:\n" + "\n".join(f"{at}. Ask the controller, then sign." for at in range(1, 40)) + "\n- one\n- two"
)
ROWS = "\n".join(
    f"Plan: Number {at} | Price: {at} € | Until: 2026-12-01 | Owner: somebody.long@ours.example" for at in range(50)
)
FILES = {
    "docx": tuple(Section(f"Part {at}", f"Part {at}", (PROSE, LISTS, TABLE)[at % 3]) for at in range(12)),
    "xlsx": tuple(Section(f"sheet Plan {at}", f"Plan {at}", TABLE) for at in range(6)),
    "md": tuple(Section(f"Step {at}", f"Step {at}", LISTS) for at in range(9)),
    "csv": tuple(Section(f"rows {at * 50 + 2}-{at * 50 + 51}", "", ROWS) for at in range(12)),
}
LINKS = [f"{at:032d}" for at in range(len(FILES))]


@pytest.fixture
def base(tmp_path: Path) -> Iterator[str]:
    """The app with a long file of each kind and a link to each."""
    library = fill_library(tmp_path, person="ines@ours.example")
    shelve_long(library, tmp_path / "drive")
    with serve_app(create_app(library=library)) as address:
        yield address
    library.close()


def shelve_long(library: Library, root: Path) -> None:
    first = int(library.db.execute("SELECT max(id) FROM assets").fetchone()[0]) + 1
    for at, (kind, sections) in enumerate(FILES.items()):
        shelve(library, root, f"long/Long.{kind}", f"A long {kind}", "external", "one_pager", sections, ())
        send_link(
            library.db, first + at, terms=Terms(), link_token=LINKS[at], rep="ines@ours.example",
            contact="ann@buyer.example", deal="", note="", token=LINKS[at], sent_at=AT,
        )  # fmt: skip


def addresses() -> list[str]:
    return [*(f"/s/{token}" for token in LINKS), *(f"/assets/{5 + at}" for at in range(len(FILES)))]


def find_height(page: Page) -> int:
    """How far down the fold of the whole document is, or the end of its part where the rest is on another page."""
    return int(page.locator(".rest > summary, .pager").first.evaluate("one => one.getBoundingClientRect().bottom"))


def test_long_documents_fit_a_phone_and_are_folded_before_they_are_long(phone: Watched) -> None:
    for address in addresses():
        page = phone.open(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, address
        assert find_height(page) <= 5000, (address, find_height(page))
        page.evaluate("document.querySelectorAll('main details').forEach((fold) => { fold.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, address
    assert phone.complaints == []


def test_axe_finds_nothing_grave_in_what_documents_say(phone: Watched) -> None:
    assert [
        problem for address in (f"/s/{LINKS[0]}", "/assets/5") for problem in examine(phone.page, phone.base + address)
    ] == []


def test_the_names_of_columns_stay_while_a_table_is_moved(watched: Watched) -> None:
    page = watched.open(f"/s/{LINKS[1]}")
    box = page.locator(".grid").first
    box.evaluate("one => { one.scrollTop = 900; }")
    head, top = box.locator("th").first.bounding_box(), box.bounding_box()
    assert head is not None
    assert top is not None
    assert abs(head["y"] - top["y"]) < 3


def test_a_link_to_a_folded_section_opens_the_fold(watched: Watched) -> None:
    page = watched.open("/assets/5")
    last = page.locator(".outline ol a[href^='#']").last
    last.click()
    assert page.locator(".rest").get_attribute("open") is not None


def test_everything_is_printed(watched: Watched) -> None:
    page = watched.open(f"/s/{LINKS[0]}")
    page.emulate_media(media="print")
    last = page.locator("section[data-page]").last
    assert last.evaluate("one => one.getBoundingClientRect().height") > 100
    assert page.locator(".grid").first.evaluate("one => one.scrollHeight - one.clientHeight") <= 2
