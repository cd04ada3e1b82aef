"""No address of ours takes what nobody knows: every route is asked, and says so in a sentence."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from tests.web.shelf import fill_library
from web import create_app
from web.taken_arguments import ANYTHING, ANYTHING_PARTS, BY_ITSELF, TAKES


def _list_rules() -> list[tuple[str, str, str]]:
    """Each endpoint with a method and an address."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        library = fill_library(Path(folder))
        app = create_app(library=library)
        found = [
            (rule.endpoint, method, _fill(rule))
            for rule in app.url_map.iter_rules() for method in sorted(rule.methods or ()) if method in ("GET", "POST")
        ]  # fmt: skip
        library.close()
    return found


def _fill(rule: Rule) -> str:
    return re.sub(r"<(?:[^:<>]*(?:\([^)]*\))?:)?\w+>", "1", rule.rule)


RULES = _list_rules()
# Whatever is asked there: there is nothing at this address.
NOTHING_THERE = ("api.nowhere",)


def is_open_to_anything(endpoint: str) -> bool:
    return endpoint in ANYTHING or endpoint.partition(".")[0] in ANYTHING_PARTS or endpoint in NOTHING_THERE


@pytest.mark.parametrize(("endpoint", "method", "address"), RULES, ids=[f"{rule[1]} {rule[0]}" for rule in RULES])
def test_an_unknown_argument_is_refused_with_a_sentence(
    app: Flask, client: FlaskClient, endpoint: str, method: str, address: str
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    body: dict[str, str] | None = {} if endpoint.startswith("api.") and method == "POST" else None
    answer = client.open(f"{address}?zanzibar=1", method=method, json=body)
    if is_open_to_anything(endpoint):
        assert "zanzibar" not in answer.get_data(as_text=True)
        return
    assert answer.status_code == 400
    assert "“zanzibar” is not" in (
        answer.get_data(as_text=True) if not answer.is_json else json.dumps(answer.get_json(), ensure_ascii=False)
    )


@pytest.mark.parametrize(
    "address", ["/assets/1", "/sends", "/status", "/healthz", "/feedback", "/tags/rules", "/requests"]
)
def test_marks_of_where_somebody_came_from_are_let_through(client: FlaskClient, address: str) -> None:
    assert client.get(f"{address}?utm_source=mail&fbclid=x").status_code == 200


def test_a_typing_error_is_told_with_what_was_meant(client: FlaskClient) -> None:
    page = client.get("/assets/1?serach=3").get_data(as_text=True)
    assert "“serach” is not an argument here; did you mean “search”?" in page


def test_the_table_names_pages_that_there_are(app: Flask) -> None:
    there = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert {*TAKES, *BY_ITSELF, *ANYTHING} <= there
    assert not {*TAKES} & (BY_ITSELF | ANYTHING)


def test_every_argument_that_a_page_reads_is_in_its_table() -> None:
    """What the code asks of an address is told of some page, so that none is refused what it needs."""
    known = {name for names in TAKES.values() for name in names.split()}
    read = {
        name for path in (Path(__file__).parents[2] / "web").rglob("*.py")
        for name in re.findall(r'request\.args\.get(?:list)?\("(\w+)"', path.read_text(encoding="utf-8"))
    }  # fmt: skip
    assert read - known <= {"show", "limit", "value", "stage", "since", "until", "iss"}


def test_no_link_of_any_page_is_refused(client: FlaskClient) -> None:
    """Follow what the pages lead to, until no page is led to with an argument that it was not led to with before."""
    todo = ["/", "/?q=too+expensive", "/assets", "/assets/1", "/sends?by=everyone", "/reports/first", "/admin/audit"]
    seen: set[tuple[str, str]] = set()
    while todo:
        address = todo.pop()
        path, _, asked = address.partition("?")
        sorts = {(re.sub(r"\d+", "N", path), part.partition("=")[0]) for part in asked.split("&")}
        if sorts <= seen:
            continue
        seen |= sorts
        with client.get(address) as answer:
            page = answer.get_data(as_text=True)
        assert not re.search("” is not an? [a-z]+ here", page), address
        if answer.mimetype == "text/html":
            found = re.findall(r'(?:href|data-suggest|data-complete)="(/[^"]*)', page)
            links = (html.unescape(link).partition("#")[0] for link in found)
            todo += [link for link in links if not link.startswith(("/static", "/s/"))]
    assert len(seen) > 60
