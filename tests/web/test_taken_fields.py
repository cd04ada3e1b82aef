"""No form of ours takes a field that nobody reads: every route is posted to, and says so in a sentence."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.test_taken_arguments import RULES
from web.buyer.buyer_pages import DOOR
from web.taken_fields import ANY_FORM, ANY_FORM_PARTS, FIELDS, OWN_WORDS

POSTED = [(endpoint, address) for endpoint, method, address in RULES if method == "POST"]
TEMPLATES = Path(__file__).parents[2] / "web" / "templates"
FORM = re.compile(r'<form\b[^>]*?method="post"[^>]*?action="\{\{ url_for\("([\w.]+)"[^>]*>(.*?)</form>', re.DOTALL)


def takes_any(endpoint: str) -> bool:
    return endpoint in ANY_FORM or endpoint.partition(".")[0] in ANY_FORM_PARTS


@pytest.mark.parametrize(("endpoint", "address"), POSTED, ids=[endpoint for endpoint, _ in POSTED])
def test_an_unknown_field_is_refused_with_a_sentence(
    app: Flask, client: FlaskClient, endpoint: str, address: str
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    answer = client.post(address, data={"zanzibar": "1"})
    if takes_any(endpoint):
        assert "zanzibar" not in answer.get_data(as_text=True)
        return
    assert answer.status_code == 400
    assert "“zanzibar” is not a field here" in answer.get_data(as_text=True)


def test_a_file_in_an_unknown_field_is_refused_too(app: Flask, client: FlaskClient) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    answer = client.post("/sends/settings", data={"logoo": (BytesIO(b"x"), "x.png")})
    assert answer.status_code == 400
    assert "“logoo” is not a field here; did you mean “logo”?" in answer.get_data(as_text=True)


def test_the_table_names_forms_that_there_are() -> None:
    there = {endpoint for endpoint, _ in POSTED}
    assert {*FIELDS, *OWN_WORDS, *ANY_FORM} <= there
    assert not {*FIELDS} & ANY_FORM


def test_every_field_of_every_form_is_taken_by_its_page() -> None:
    """What stands in a template's form is known where it is posted to."""
    found = 0
    for path in sorted(TEMPLATES.rglob("*.html")):
        for first, inside in FORM.findall(path.read_text(encoding="utf-8")):
            names = {*re.findall(r'\bname="([\w-]+)"', inside)} - {"csrf_token"}
            found += len(names)
            # A button may post its form elsewhere.
            for endpoint in (first, *re.findall(r'formaction="\{\{ url_for\("([\w.]+)"', inside)):
                known = {*FIELDS.get(endpoint, "").split()}
                assert endpoint in OWN_WORDS or names - {"refill"} <= known, f"{path.name}: {endpoint}"
    assert found > 50


def test_what_the_code_reads_of_a_form_is_taken_by_some_page() -> None:
    known = {name for names in FIELDS.values() for name in names.split()}
    read = {
        name for path in (TEMPLATES.parent).rglob("*.py")
        for name in re.findall(r'request\.form\.get(?:list)?\("(\w+)"', path.read_text(encoding="utf-8"))
    }  # fmt: skip
    assert read - known <= {"logout_token", *DOOR}
