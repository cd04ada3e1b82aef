"""Each part of the pages is one folder, one blueprint and one folder of templates of the same name."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

import web
from contentlib.library.opened import Library
from contentlib.people.persons import Role
from contentlib.reports import REPORTS
from tests.web.team import enter, gather

HOUSE = Path(web.__file__).parent
TEMPLATES = HOUSE / "templates"
PARTS = {part.__name__.rpartition(".")[2]: part.pages for part in web.PARTS}
TEMPLATE = re.compile(r"[a-z_/]+\.html")
# The name of a page, in a module's or a template's own text.
ENDPOINT = re.compile(r"[\"']([a-z]+\.[a-z_]+)[\"']")
FILE = re.compile(r".*\.(html|js|css|svg|key)")


def texts_of(tree: ast.AST) -> Iterator[str]:
    """The texts that a module or a function holds."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def rendered_by(path: Path) -> set[str]:
    """The templates that a module or a template names."""
    if path.suffix == ".py":
        return {text for text in texts_of(ast.parse(path.read_text(encoding="utf-8"))) if TEMPLATE.fullmatch(text)}
    named = re.findall(r"{%\s*(?:extends|include|from|import)\s+\"([^\"]+)\"", path.read_text(encoding="utf-8"))
    return set(named)


def part_of(path: Path, start: Path) -> str:
    """The part in whose folder a file lies; empty for what lies beside the parts."""
    return path.relative_to(start).parent.as_posix().removeprefix(".")


def test_a_part_is_a_folder_a_blueprint_and_a_folder_of_templates() -> None:
    assert {name: pages.name for name, pages in PARTS.items()} == {name: name for name in PARTS}
    assert {path.parent.name for path in HOUSE.glob("*/__init__.py")} == {*PARTS}
    # The API has no pages, so it has no templates.
    assert {path.name for path in TEMPLATES.iterdir() if path.is_dir()} == {*PARTS} - {"api"}


def test_every_page_is_of_a_part_and_bears_the_name_of_its_function(app: Flask) -> None:
    named = {rule.endpoint: app.view_functions[rule.endpoint].__name__ for rule in app.url_map.iter_rules()}
    del named["static"]
    assert {endpoint: endpoint.partition(".")[2] for endpoint in named} == named
    assert {endpoint.partition(".")[0] for endpoint in named} == {*PARTS, "health"}


@pytest.mark.parametrize(
    "path", sorted([*HOUSE.rglob("*.py"), *TEMPLATES.rglob("*.html")]), ids=lambda path: str(path.relative_to(HOUSE))
)
def test_a_template_is_shown_by_its_own_part_or_lies_above_them_all(path: Path) -> None:
    own = part_of(path, HOUSE if path.suffix == ".py" else TEMPLATES)
    for name in rendered_by(path):
        assert (TEMPLATES / name).exists(), name
        assert part_of(TEMPLATES / name, TEMPLATES) in ("", own), f"{name} is a template of another part"


def test_a_page_that_shows_a_template_bears_its_name() -> None:
    """What a form of the page shows again is named after the page, not after the form's answer."""
    for path in HOUSE.rglob("*.py"):
        for view in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(view, ast.FunctionDef) and "pages.get(" in " ".join(map(ast.unparse, view.decorator_list)):
                shown = {text for text in texts_of(view) if TEMPLATE.fullmatch(text)}
                assert shown <= {f"{path.parent.name}/{view.name}.html"}, f"{path}: {view.name}"


def test_what_lies_above_them_all_is_shared() -> None:
    """A piece that one part alone shows lies with it."""
    users: dict[str, set[str]] = {}
    for path in [*HOUSE.rglob("*.py"), *TEMPLATES.rglob("*.html")]:
        for name in rendered_by(path):
            users.setdefault(name, set()).add(part_of(path, HOUSE if path.suffix == ".py" else TEMPLATES))
    above = {path.name: users.get(path.name, set()) for path in TEMPLATES.glob("*.html")}
    assert not {name for name, parts in above.items() if len(parts) == 1 and "" not in parts}


def test_no_template_is_unused() -> None:
    waiting = {name for path in HOUSE.rglob("*.py") for name in rendered_by(path)}
    # A report's page is its own template where it has one.
    waiting |= {f"reports/{name}.html" for name in REPORTS if (TEMPLATES / f"reports/{name}.html").exists()}
    used: set[str] = set()
    while waiting:
        used |= waiting
        waiting = {name for one in waiting for name in rendered_by(TEMPLATES / one)} - used
    assert used == {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html")}


def test_every_page_that_is_asked_for_by_name_is_there(app: Flask) -> None:
    there = {rule.endpoint for rule in app.url_map.iter_rules()}
    asked = {
        (path.name, name)
        for path in [*HOUSE.rglob("*.py"), *TEMPLATES.rglob("*.html")]
        for name in ENDPOINT.findall(path.read_text(encoding="utf-8"))
        if name.partition(".")[0] in {*PARTS, "health"} and not FILE.fullmatch(name)
    }
    assert not {(where, name) for where, name in asked if name not in there}


def test_the_navigation_has_feedback_and_tags_among_the_reports(app: Flask, library: Library) -> None:
    client = enter(app, gather(library)[Role.ADMIN])
    for address, line in (
        ("/feedback", "Reports"), ("/tags/bulk", "Reports"), ("/requests", "Reports"), ("/reports/gaps", "Reports"),
        ("/status", "Admin"), ("/admin/groups", "Admin"), ("/account/tokens", "Admin"), ("/account", ""),
    ):  # fmt: skip
        shown = client.get(address).get_data(as_text=True)
        assert "".join(re.findall(r'<summary class="here">(Reports|Admin)', shown)) == line, address
    assert 'href="/assets" aria-current="true"' in client.get("/assets/1").get_data(as_text=True)
