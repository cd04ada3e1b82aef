"""Which test holds each module that has no test of its name: measured, kept in ``tests/data/covered_by.tsv``.

``python -m tests.covered DATA`` writes the table from what a run of the whole suite left behind
(``pytest --cov --cov-context=test`` with ``COVERAGE_FILE=DATA``): for a module, the test file that runs most lines of
its functions. Of files that run about as many, the one that lies where the module lies is taken, then the one that
runs the fewest other modules. Modules that are run in processes of their own, or hold names alone, stay as they were
written by hand.
"""

from __future__ import annotations

import ast
import csv
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import takewhile, zip_longest
from pathlib import Path

from coverage import CoverageData

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("contentlib", "indexer", "web")
TABLE = ROOT / "tests" / "data" / "covered_by.tsv"
# A file that runs at least this share of what the best one runs is about as good.
ABOUT = 0.8
# Below this share of its lines a module is not held by that test; somebody writes one, or says which.
HELD = 0.5


def modules() -> list[str]:
    """Every module but doors and ``__main__``, as paths from the root."""
    paths = (path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    return sorted(path.relative_to(ROOT).as_posix() for path in paths if not path.name.startswith("__"))


def list_tests() -> list[str]:
    return sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("test_*.py"))


def lacking() -> list[str]:
    """The modules that have no test of their name."""
    named = {Path(path).stem.removeprefix("test_") for path in list_tests()}
    return [path for path in modules() if Path(path).stem not in named]


def read_table() -> dict[str, str]:
    """The test file of each module that has none of its name."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["module"]: row["test"] for row in csv.DictReader(file, delimiter="\t")}


def body_lines(module: str) -> set[int]:
    """The lines that run when a function of a module is called."""
    tree = ast.parse((ROOT / module).read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return {
        inner.lineno for one in functions for part in one.body for inner in ast.walk(part) if hasattr(inner, "lineno")
    }


def count_lines(data: CoverageData) -> Iterator[tuple[str, str, float]]:
    """Module, test file and the share of the module's function lines that the test file runs."""
    measured = {Path(path).as_posix(): path for path in data.measured_files()}
    for module in modules():
        path = next((full for seen, full in measured.items() if seen.endswith("/" + module)), None)
        wanted = body_lines(module)
        ran: dict[str, set[int]] = defaultdict(set)
        for line, contexts in (data.contexts_by_lineno(path) if path else {}).items():
            for context in contexts if line in wanted else ():
                ran[context.partition("::")[0]].add(line)
        every = set().union(*ran.values())
        for test, lines in ran.items():
            if test.startswith("tests/"):
                yield module, test, len(lines) / len(every)


def choose(shares: Mapping[str, Mapping[str, float]]) -> Iterator[tuple[str, str, float]]:
    """For each module that lacks a test of its name: the test file that holds it, and the share it runs."""
    breadth: dict[str, float] = defaultdict(float)
    for by_test in shares.values():
        for test, share in by_test.items():
            breadth[test] += share
    for module in lacking():
        by_test = shares.get(module, {})
        best = max(by_test.values(), default=0.0)
        near = [test for test, share in by_test.items() if share >= ABOUT * best]
        if best >= HELD:
            test = min(near, key=lambda one: (-common(module, one), breadth[one]))
            yield module, test, by_test[test]


def common(module: str, test: str) -> int:
    """How many folders of a module's path its test lies in, too."""
    pairs = zip_longest(Path(module).parent.parts, Path(test).parent.parts[1:])
    return len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))


def main(path: str) -> None:
    data = CoverageData(path)
    data.read()
    shares: dict[str, dict[str, float]] = defaultdict(dict)
    for module, test, share in count_lines(data):
        shares[module][test] = share
    chosen = {module: (test, share) for module, test, share in choose(shares)}
    known = read_table() if TABLE.exists() else {}
    rows = [(module, *chosen.get(module, (known.get(module, ""), 0.0))) for module in lacking()]
    with TABLE.open("w", encoding="utf-8") as file:
        file.write("module\ttest\n" + "".join(f"{module}\t{test}\n" for module, test, _ in rows))
    for module, test, share in rows:
        print(f"{share:4.0%}  {module}  {test or '(nobody)'}")


if __name__ == "__main__":
    main(sys.argv[1])
