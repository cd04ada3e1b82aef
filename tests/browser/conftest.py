"""The app served on a free port, and a true Chromium that notes what goes wrong on a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.serving import serve_app
from tests.web.shelf import fill_library
from web import create_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Request

CHROMIUM = Path("/usr/bin/chromium")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass
class Watched:
    """A page and what it complained about or asked of others."""

    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)

    def note_message(self, text: str) -> None:
        # Somebody was at a field before the page had put them there, which is as well.
        if not text.startswith("Autofocus processing was blocked"):
            self.complaints.append(text)

    def note_request(self, request: Request) -> None:
        if not request.url.startswith((self.base, "data:")):
            self.complaints.append(f"asked {request.url}")

    def open(self, address: str) -> Page:
        self.page.goto(self.base + address)
        return self.page


@pytest.fixture
def base(tmp_path: Path) -> Iterator[str]:
    library = fill_library(tmp_path, person="ines@ours.example")
    with serve_app(create_app(library=library)) as address:
        yield address
    library.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    playwright = pytest.importorskip("playwright.sync_api", reason="no playwright; get it with: pip install playwright")
    if not CHROMIUM.exists():
        pytest.skip(f"no Chromium at {CHROMIUM}; install it with: apt-get install chromium")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=str(CHROMIUM), args=list(QUIET))
        yield opened
        opened.close()


def watch(context: BrowserContext, base: str) -> Watched:
    """A page of ``context`` that notes complaints."""
    context.set_default_timeout(10_000)
    watched = Watched(context.new_page(), base)
    watched.page.on("console", lambda message: watched.note_message(message.text))
    watched.page.on("pageerror", lambda error: watched.complaints.append(str(error)))
    watched.page.on("request", watched.note_request)
    return watched


@pytest.fixture
def watched(browser: Browser, base: str) -> Iterator[Watched]:
    context = browser.new_context()
    yield watch(context, base)
    context.close()


@pytest.fixture
def plain(browser: Browser, base: str) -> Iterator[Watched]:
    """Without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    yield watch(context, base)
    context.close()


@pytest.fixture(params=["light", "dark"])
def phone(browser: Browser, base: str, request: pytest.FixtureRequest) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme=request.param)
    yield watch(context, base)
    context.close()
