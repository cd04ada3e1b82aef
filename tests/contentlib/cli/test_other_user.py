"""A pass that root starts goes on as somebody who may do less, or says why it should."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from contentlib.cli import main
from contentlib.cli.other_user import AS_ROOT, may_run

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="root alone can be somebody else")


def run(tmp_path: Path, *options: str) -> tuple[int, str]:
    (tmp_path / "drive").mkdir()
    (tmp_path / "drive/a.md").write_text("# Price")
    where = ["--library", str(tmp_path / "library.db"), "index", str(tmp_path / "drive"), "--dry-run", *options]
    done = CliRunner().invoke(main, where)
    return done.exit_code, done.stderr


@as_root
def test_root_is_told_what_would_be_better(tmp_path: Path) -> None:
    code, said = run(tmp_path)
    assert code == 0
    assert AS_ROOT in said


@as_root
@pytest.mark.parametrize(
    ("name", "says"), [("nobody-of-this-name", "has no user"), ("root", "is root, too")], ids=["unknown", "root"]
)
def test_whom_a_pass_cannot_go_on_as_is_told(tmp_path: Path, name: str, says: str) -> None:
    code, said = run(tmp_path, "--as-user", name)
    assert code == 2
    assert says in said


@as_root
def test_a_user_who_may_not_run_this_python_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    (closed / "python").symlink_to(sys.executable)
    monkeypatch.setattr(sys, "executable", str(closed / "python"))
    code, said = run(tmp_path, "--as-user", "nobody")
    assert code == 2
    assert "may not run" in said


@as_root
def test_whether_somebody_may_run_it_is_asked_as_them() -> None:
    assert may_run(0, 0)


@pytest.mark.skipif(os.geteuid() == 0, reason="for whoever is not root")
def test_nobody_but_root_goes_on_as_somebody_else(tmp_path: Path) -> None:
    assert run(tmp_path, "--as-user", "nobody")[0] == 2
