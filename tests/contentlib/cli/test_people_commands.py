"""Accounts and the audit log on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from contentlib.cli import main
from contentlib.people.accounts import list_accounts
from contentlib.people.invitations import accept_invitation
from contentlib.storage.database import open_database
from tests.builders import NOON

Run = Callable[..., Result]
PASSWORD = "a lamp under seven stairs"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    open_database(tmp_path / "library.db", create=True).close()
    return tmp_path / "library.db"


@pytest.fixture
def run(path: Path) -> Run:
    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["--library", str(path), *arguments])

    return invoke


def join(path: Path, run: Run, email: str, *more: str) -> None:
    """Invite somebody, who chooses a password by the link."""
    link = json.loads(run("people", "invite", email, *more, "--json").stdout)["link"]
    db = open_database(path)
    # The link was made now; nothing here asks how long ago that is.
    db.execute("UPDATE invitations SET expires_at = '2999-01-01T00:00:00+00:00'")
    accept_invitation(db, link.rpartition("/")[2], PASSWORD, at=NOON)
    db.close()


def test_without_accounts_it_says_what_that_means(run: Run) -> None:
    assert "serves this machine only" in run("people", "list").output
    assert json.loads(run("people", "list", "--json").stdout) == []


def test_the_first_is_an_admin(run: Run) -> None:
    refused = run("people", "invite", "rita@ours.example")
    assert refused.exit_code == 2
    assert "The first account must be an admin's" in refused.output
    made = run("people", "invite", "ada@ours.example", "--role", "admin", "--name", "Ada")
    assert made.exit_code == 0
    assert made.stdout.startswith("http://127.0.0.1:8000/join/")
    assert "It is shown only now" in made.stderr


def test_an_invited_person_is_listed_without_any_secret(path: Path, run: Run) -> None:
    join(path, run, "ada@ours.example", "--role", "admin")
    run("people", "invite", "rita@ours.example")
    listed = json.loads(run("people", "list", "--json").stdout)
    assert [(one["email"], one["role"], one["state"]) for one in listed] == [
        ("ada@ours.example", "admin", "in use"),
        ("rita@ours.example", "rep", "invited"),
    ]
    assert "scrypt" not in json.dumps(listed)


def test_roles_change_people_are_kept_out_and_let_in(path: Path, run: Run) -> None:
    join(path, run, "ada@ours.example", "--role", "admin")
    join(path, run, "rita@ours.example")
    assert "is marketer now" in run("people", "role", "rita@ours.example", "marketer").output
    assert run("people", "disable", "RITA@ours.example").exit_code == 0
    assert run("people", "reset", "rita@ours.example").exit_code == 2
    assert "/join/" in run("people", "enable", "rita@ours.example").stdout
    db = open_database(path)
    assert [(one.role.word, one.state) for one in list_accounts(db)] == [("admin", "in use"), ("marketer", "in use")]
    db.close()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("role", "ada@ours.example", "rep"), "is the last admin"),
        (("disable", "ada@ours.example"), "is the last admin"),
        (("disable", "nobody@ours.example"), "has an account"),
        (("invite", "no address"), "is no e-mail address"),
    ],
    ids=["demote the last", "disable the last", "nobody", "no address"],
)
def test_what_cannot_be_is_refused_by_name(path: Path, run: Run, arguments: tuple[str, ...], sentence: str) -> None:
    join(path, run, "ada@ours.example", "--role", "admin")
    refused = run("people", *arguments)
    assert refused.exit_code == 2
    assert sentence in refused.output


def test_what_was_done_here_is_in_the_log(path: Path, run: Run) -> None:
    join(path, run, "ada@ours.example", "--role", "admin")
    run("people", "reset", "ada@ours.example")
    lines = json.loads(run("audit", "--json").stdout)
    assert [(line["action"], line["about"], line["via"]) for line in lines] == [
        ("reset", "ada@ours.example", "command line"),
        ("invited", "ada@ours.example", "command line"),
    ]
    assert "role: admin" in run("audit", "--action", "invited").output
    assert json.loads(run("audit", "--who", "eve@ours.example", "--json").stdout) == []
    assert run("audit", "--since", "yesterday").exit_code == 2


def test_serving_others_is_refused_until_people_sign_in(run: Run) -> None:
    refused = run("serve", "--host", "0.0.0.0", "--port", "18462")
    assert refused.exit_code == 2
    assert "contentlib people invite" in refused.output
