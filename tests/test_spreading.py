"""A test that brings its process down fails by name, and every other test is run all the same."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINES = "import os\ndef test_first(): pass\ndef test_second(): pass\ndef test_third(): pass\n"
FALLING = "def test_falls(): os.kill(os.getpid(), 9)\ndef test_after(): pass\n"
SPREAD = "from tests.conftest import pytest_xdist_make_scheduler as pytest_xdist_make_scheduler\n"


@pytest.mark.parametrize("names", ["abcdef", "f"], ids=["among others", "all alone"])
def test_a_process_that_falls_costs_its_own_test_and_no_other(tmp_path: Path, names: str) -> None:
    for name in names:
        (tmp_path / f"test_{name}.py").write_text(LINES + (FALLING if name == "f" else ""))
    (tmp_path / "conftest.py").write_text(SPREAD)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadfile", "-p", "no:cacheprovider"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    environment["PYTHONPATH"] = os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", "")))
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=400, check=False
    )

    assert done.returncode == 1
    assert "crashed while running 'test_f.py::test_falls'" in done.stdout
    assert f"1 failed, {3 * len(names) + 1} passed" in done.stdout
