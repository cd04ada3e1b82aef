"""A team in a true browser: an invitation is taken up, a role shows and opens what it may, signing out ends it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from contentlib.people.accounts import add_account
from contentlib.people.invitations import record_invitation
from contentlib.people.persons import Role
from tests.browser.conftest import watch
from tests.browser.serving import serve_app
from tests.web.shelf import fill_library
from tests.web.team import PASSWORD, address, gather, give_password
from web import create_app
from web.once import now

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

expect = pytest.importorskip("playwright.sync_api", reason="no playwright; get it with: pip install playwright").expect

pytestmark = pytest.mark.browser

INVITATION = "an invitation that nobody guesses"
NEW = "newcomer@ours.example"


@contextmanager
def serving(tmp_path: Path) -> Iterator[str]:
    """The app of a team with passwords, and an invitation that waits for a rep."""
    library = fill_library(tmp_path)
    for account in gather(library).values():
        give_password(library.db, account)
    newcomer = add_account(library.db, NEW, Role.REP, name="", added_at=now())
    record_invitation(library.db, newcomer.person_id, token=INVITATION, made_at=now())
    with closing(library), serve_app(create_app(library=library)) as base:
        yield base


@pytest.fixture
def base(tmp_path: Path) -> Iterator[str]:
    with serving(tmp_path) as address_:
        yield address_


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    page.locator("#email").fill(email)
    page.locator("#password").fill(password)
    page.locator("main form button").first.click()


def test_somebody_invited_joins_finds_and_is_kept_out_of_the_administration(browser: Browser, base: str) -> None:
    context = browser.new_context()
    watched = watch(context, base)
    page = watched.open(f"/join/{INVITATION.replace(' ', '%20')}")
    page.locator("#name").fill("Nora Newcomer")
    page.locator("#password").fill(PASSWORD)
    page.locator("main form button").first.click()
    page = watched.open("/?q=too+expensive")
    expect(page.get_by_role("link", name="Worth the price").first).to_be_visible()
    expect(page.locator("summary", has_text="Admin")).to_have_count(0)
    assert page.goto(f"{base}/admin/people").status == 403  # type: ignore[union-attr]  # it is no blank page
    expect(page.locator("main")).to_contain_text("admin")
    context.close()


def test_a_wrong_password_is_told_and_the_page_asked_for_comes_after_the_right_one(browser: Browser, base: str) -> None:
    context = browser.new_context()
    page = watch(context, base).open("/reports/unused")
    sign_in(page, address(Role.MARKETER), "not the one")
    expect(page.locator("#password")).to_be_visible()
    sign_in(page, address(Role.MARKETER))
    expect(page.locator("h1")).to_contain_text("Unused")
    context.close()


def test_signing_out_ends_the_session(browser: Browser, base: str) -> None:
    context = browser.new_context()
    page = watch(context, base).open("/")
    sign_in(page, address(Role.REP))
    expect(page.locator("input[name=q]")).to_be_visible()
    page.locator("summary").filter(has_text="rep").last.click()
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{base}/sends")
    expect(page.locator("#password")).to_be_visible()
    context.close()


def test_the_second_step_is_set_up_and_shown_on_a_phone_without_scripts(browser: Browser, base: str) -> None:
    from pyotp import TOTP

    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    watched = watch(context, base)
    page = watched.open("/sign-in")
    sign_in(page, address(Role.REP))
    page.goto(f"{base}/account")
    page.get_by_role("link", name="Set it up").click()
    picture = page.locator(".qr svg").bounding_box()
    assert picture
    assert (picture["x"] >= 0, picture["x"] + picture["width"] <= 360, picture["width"] >= 200) == (True, True, True)
    phone = TOTP((page.locator("code.key").text_content() or "").replace(" ", ""))
    page.get_by_label("The code, six digits").fill(phone.at(now() - timedelta(seconds=30)))
    page.get_by_role("button", name="Set it up").click()
    expect(page.locator("ul.codes li")).to_have_count(10)
    page.get_by_role("link", name="I have kept them").click()
    page.locator("details.who summary").click()
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, address(Role.REP))
    page.get_by_label("The code that your app shows now").fill(phone.now())
    page.get_by_role("button", name="Go in").click()
    expect(page.locator("input[name=q]").first).to_be_visible()
    assert page.locator("body").bounding_box()["width"] <= 360  # type: ignore[index]
    assert watched.complaints == []
    context.close()
