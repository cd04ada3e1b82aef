"""Reading what was typed; and the examples in the modules' own words."""

from __future__ import annotations

import doctest
import importlib
from datetime import UTC, datetime

import pytest
from werkzeug.datastructures import MultiDict

from contentlib.language.vocabulary import read_vocabulary
from contentlib.model import Audience
from web.forms import read_page, read_search_form, read_window

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "name", ["assets.asset_pages", "error_pages", "forms", "security", "sending.send_pages", "wording"]
)
def test_the_examples_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(f"web.{name}")).failed == 0


def test_a_search_is_read_from_its_address() -> None:
    typed = MultiDict([("q", " too \n dear "), ("stage", "decision"), ("stage", "decision"), ("stage", "awareness")])
    typed.update({"audience": "external", "folder": "/a/b/", "until": "2026-05-01", "drive": ""})
    form = read_search_form(typed, read_vocabulary(), lambda _: ())
    assert form.query == "too dear"
    assert form.filters.stages == ("decision", "awareness")
    assert form.filters.audience is Audience.EXTERNAL
    assert form.filters.folder == "a/b"
    assert form.filters.until == datetime(2026, 5, 1, 23, 59, 59, 999999, tzinfo=UTC)
    assert form.without("stage", "decision")["stage"] == ["awareness"]
    assert "audience" not in form.without("audience", "external")


@pytest.mark.parametrize(("text", "page"), [("", 1), ("3", 3), ("0", 1), ("-2", 1), ("x", 1), ("9" * 15, 100_000)])
def test_a_page_is_always_a_page(text: str, page: int) -> None:
    assert read_page(MultiDict({"page": text})) == page


def test_a_window_in_days_ends_now() -> None:
    window = read_window(MultiDict({"since": "30d"}), NOW)
    assert (window.since.date().isoformat(), window.until) == ("2026-05-02", NOW)


def test_a_window_of_one_day_is_the_whole_day() -> None:
    window = read_window(MultiDict({"since": "2026-05-02", "until": "2026-05-02"}), NOW)
    assert not window.problems
    assert window.since < window.until
