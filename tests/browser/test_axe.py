"""axe-core looks at every page: nothing serious by WCAG 2.2 AA; in the light, and in the dark on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.serving import serve_app
from tests.web.pages import list_addresses, open_everything, sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe: pip install axe-playwright-python")

pytestmark = pytest.mark.browser

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
GRAVE = ("serious", "critical")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str, list[str]]]:
    """Where the app is, an admin's cookie, and the address of every page."""
    app, library = open_everything(tmp_path_factory.mktemp("axe"))
    with serve_app(app) as address:
        yield address, sign_in(app), list_addresses(app)
    library.close()


def examine(page: Page, address: str) -> list[str]:
    """What axe finds grave on a page, each with where it is."""
    page.goto(address)
    # What is folded away is looked at too.
    page.evaluate("document.querySelectorAll('main details').forEach((fold) => { fold.open = true; })")
    found = axe.Axe().run(page, options=RULES).response["violations"]
    return [
        f"{address}: {one['id']} ({one['help']}) at {one['nodes'][0]['html'][:160]} [{one['nodes'][0]['target']}]"
        for one in found
        if one["impact"] in GRAVE
    ]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
def test_axe_finds_nothing_serious_on_any_page(
    browser: Browser, served: tuple[str, str, list[str]], scheme: str, width: int
) -> None:
    base, cookie, addresses = served
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    context.add_cookies([{"name": "contentlib", "value": cookie, "url": base}])
    page = context.new_page()
    found = [problem for address in addresses for problem in examine(page, base + address)]
    context.close()
    assert not found, "\n".join(found)
