"""What a page of another site gets of ours in a true browser: nothing as a part of itself, and nothing is counted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from contentlib.storage.database import open_database
from tests.browser.conftest import watch
from tests.browser.serving import serve_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser

expect = pytest.importorskip("playwright.sync_api", reason="no playwright; get it with: pip install playwright").expect

pytestmark = pytest.mark.browser

SEARCH, ASSET = "/?q=price", "/assets/1"


@pytest.fixture
def elsewhere(base: str) -> Iterator[str]:
    """A site of another name, whose page loads, frames and links what is ours."""
    site = Flask("elsewhere")
    parts = "".join(
        f'<img src="{base}{path}"><iframe src="{base}{path}"></iframe><script src="{base}{path}"></script>'
        for path in (SEARCH, ASSET)
    )
    page = f'<!doctype html><title>Elsewhere</title>{parts}<a href="{base}{SEARCH}">There</a>'
    site.add_url_rule("/", view_func=lambda: page, endpoint="page")
    with serve_app(site, name="localhost") as address:
        yield address


def test_neither_parts_nor_links_of_another_site_count(
    browser: Browser, base: str, elsewhere: str, tmp_path: Path
) -> None:
    context = browser.new_context()
    watched = watch(context, base)
    answers: dict[str, set[int]] = {}
    watched.page.on("response", lambda one: answers.setdefault(one.url.removeprefix(base), set()).add(one.status))
    page = watched.page
    page.goto(elsewhere, wait_until="networkidle")
    assert answers[SEARCH] == answers[ASSET] == {403}
    page.get_by_role("link", name="There").click()
    expect(page.locator("input[name=q]").first).to_have_value("price")
    db = open_database(tmp_path / "library.db")
    counted = [db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("searches", "opens")]
    assert counted == [0, 0]
    page.goto(base + "/?q=discount")
    expect(page.locator("input[name=q]").first).to_have_value("discount")
    assert db.execute("SELECT count(*) FROM searches").fetchone()[0] == 1
    db.close()
    context.close()
