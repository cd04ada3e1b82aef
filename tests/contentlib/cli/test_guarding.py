"""Groups, limits and tokens from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from contentlib.library.opened import Library
from contentlib.people.hashes import hash_token
from contentlib.people.persons import find_or_add_person
from tests.builders import build_library, index


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = build_library(tmp_path, {"Board/plan.md": "# Plan\n\nBuy.", "Public/price.md": "# Price\n\nPaid."})
    find_or_add_person(library.db, "ida@ours.example")
    return library


def run(library: Library, *words: str) -> Result:
    from contentlib.cli import main

    return CliRunner().invoke(main, ["--library", str(library.path), *words])


def test_a_folder_is_limited_listed_and_opened_again(library: Library) -> None:
    assert run(library, "groups", "add", "Inner circle", "ida@ours.example").exit_code == 0
    limited = run(library, "groups", "limit", "drive", "Board", "--to", "inner circle", "--json")
    assert json.loads(limited.stdout)["files"] == 1
    listed = json.loads(run(library, "groups", "list", "--json").stdout)
    assert listed["groups"][0]["people"] == ["ida@ours.example"]
    assert listed["limits"][0] | {"id": 0} == {
        "id": 0, "drive": "drive", "folder": "Board", "groups": ["Inner circle"], "files": 1,
    }  # fmt: skip
    assert run(library, "groups", "unlimit", "drive", "Board").exit_code == 0
    assert run(library, "groups", "remove", "Inner circle").exit_code == 0
    assert json.loads(run(library, "groups", "list", "--json").stdout) == {"groups": [], "limits": []}
    actions = [row[0] for row in library.db.execute("SELECT action FROM audit ORDER BY id")]
    assert actions == ["people added to group", "folder limited", "limit lifted", "group removed"]


def test_a_folder_without_files_is_limited_with_a_word_of_warning(library: Library) -> None:
    told = run(library, "groups", "limit", "drive", "Bord")
    assert told.exit_code == 0
    assert "the limit holds nothing today. Did you mean “Board”?" in told.stderr
    told = run(library, "groups", "limit", "drive", "./board/", "--json")
    assert json.loads(told.stdout) | {"id": 0} == {
        "id": 0, "drive": "drive", "folder": "Board", "groups": [], "files": 1,
    }  # fmt: skip


def test_what_left_a_limited_folder_is_listed_kept_and_opened(library: Library) -> None:
    run(library, "groups", "limit", "drive", "Board")
    root = library.path.parent / "drive"
    (old,) = (root / "Board").iterdir()
    old.rename(root / "Public" / "picnic.md")
    index(library, root)
    (waiting,) = json.loads(run(library, "groups", "moved", "--json").stdout)
    assert (waiting["path"], waiting["how"]) == ("Public/picnic.md", "held")
    assert "1 places are limited since files moved" in run(library, "status").stdout
    assert run(library, "groups", "keep", "drive", "Public/picnic.md").exit_code == 0
    assert "Nothing waits" in run(library, "groups", "moved").stdout
    assert run(library, "groups", "open", "drive", "Public/picnic.md").exit_code == 0
    again = run(library, "groups", "open", "drive", "Public/picnic.md")
    assert "No limit went along" in again.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("groups", "add", "Board", "nobody@x.example"), "Nobody has the address"),
        (("groups", "limit", "none", "x"), "There is no drive “none”"),
        (("groups", "unlimit", "drive", "Public"), "has no limit of its own"),
        (("tokens", "add", "x", "--scope", "fly"), "“fly” in the field scope"),
        (("tokens", "add", "x", "--scope", "external-only"), "allows nothing yet"),
        (("tokens", "revoke", "7"), "No token has the number 7"),
    ],
    ids=["nobody", "no drive", "no limit", "no scope", "nothing allowed", "no token"],
)
def test_what_cannot_be_is_said_and_nothing_is_done(library: Library, words: tuple[str, ...], says: str) -> None:
    told = run(library, *words)
    assert told.exit_code == 2
    assert says in told.stderr
    assert library.db.execute("SELECT count(*) FROM groups").fetchone() == (0,)


def test_a_tokens_secret_is_printed_once_and_kept_as_a_hash(library: Library) -> None:
    secret = run(library, "tokens", "add", "CRM", "--scope", "read:search").stdout.strip()
    assert library.db.execute("SELECT hash FROM tokens").fetchone() == (hash_token(secret),)
    listed = run(library, "tokens", "list", "--json").stdout
    assert secret not in listed
    assert json.loads(listed)[0]["scopes"] == ["read:search"]
    assert run(library, "tokens", "revoke", "1").exit_code == 0
    assert json.loads(run(library, "tokens", "list", "--json").stdout)[0]["revoked_at"]
