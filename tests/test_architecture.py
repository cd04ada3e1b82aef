"""The direction of imports, read from the syntax trees: web -> contentlib <- indexer, and one home for each library."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("contentlib", "indexer", "web")

# Who may import what of our own. The front door, contentlib/cli/, may open the others, inside a function only.
MAY_IMPORT = {"contentlib": {"contentlib"}, "indexer": {"contentlib", "indexer"}, "web": {"contentlib", "web"}}
FRONT_DOORS = ("contentlib/cli/", "contentlib/cli/demo.py")

# An outside library and the only places that know it.
HOMES = {
    "authlib": ("web/signin/oidc.py",),
    "faiss": ("contentlib/models/vectors/",),
    "sentence_transformers": ("contentlib/models/embedding.py", "contentlib/search/rerank.py"),
    "onnxruntime": ("contentlib/models/embedding.py",),
    "openvino": ("contentlib/models/embedding.py",),
    "tokenizers": ("contentlib/models/embedding.py",),
    "torch": ("contentlib/models/embedding.py",),
    "flask": ("web/",),
    "bs4": ("indexer/extract/",),
    "python_calamine": ("indexer/extract/",),
    "olefile": ("indexer/extract/office/compound.py",),
    "waitress": ("web/server.py",),
    "prometheus_client": ("web/health.py",),
    "pypdfium2": ("indexer/extract/pdf/pdf_pages.py", "indexer/extract/pdf/filled.py", "indexer/extract/pdf/scans.py",
                  "indexer/drawing/"),
    "PIL": ("indexer/drawing/", "indexer/extract/pictures/images.py"),
    "platformdirs": ("contentlib/settings.py",),
}  # fmt: skip

# The nouns and what everybody stands on know nobody above them.
FLOOR = {
    "contentlib/model.py": set(),
    "contentlib/errors.py": set(),
    "contentlib/settings.py": {"contentlib.errors"},
    "contentlib/language/vocabulary.py": {"contentlib.errors", "contentlib.model"},
    "contentlib/language/words.py": {"contentlib.model"},
    "contentlib/search/ranking.py": set(),
}


def modules() -> list[Path]:
    return sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Every imported module with its line; those under ``if TYPE_CHECKING`` do not run and do not count."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in _running(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} imports relatively"
            yield node.module or "", node.lineno


def _running(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test):
            continue
        yield from _running(child)


def at_module_level(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = set()
    for node in tree.body:
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_the_right_way(path: Path) -> None:
    name = str(path.relative_to(ROOT))
    package = path.relative_to(ROOT).parts[0]
    lazily = {"indexer", "web"} if name.startswith(FRONT_DOORS) else set()
    for module, line in imports(path):
        top = module.split(".")[0]
        if top in PACKAGES:
            assert top in MAY_IMPORT[package] | lazily, f"{name}:{line} must not import {module}"
    for module in at_module_level(path):
        assert module.split(".")[0] in {*MAY_IMPORT[package]} or module.split(".")[0] not in PACKAGES


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_each_outside_library_has_one_home(path: Path) -> None:
    name = str(path.relative_to(ROOT))
    for module, line in imports(path):
        homes = HOMES.get(module.split(".")[0])
        assert homes is None or name.startswith(homes), f"{name}:{line} imports {module}, whose home is {homes}"


@pytest.mark.parametrize("name", sorted(FLOOR))
def test_the_floor_knows_nobody_above_it(name: str) -> None:
    ours = {module for module, _ in imports(ROOT / name) if module.split(".")[0] in PACKAGES}
    assert ours <= FLOOR[name]


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_sql_is_written_in_the_library_only(path: Path) -> None:
    if path.relative_to(ROOT).parts[0] == "contentlib":
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [
        node.func.attr for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]
    assert "executemany" not in calls
    assert not [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.startswith(("SELECT ", "INSERT "))
    ]


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_heavy_libraries_are_never_loaded_at_module_level() -> None:
    """A cold search must not pay for torch or sentence-transformers; a plain report not even for FAISS."""
    for path in modules():
        assert not {"torch", "sentence_transformers", "transformers", "onnxruntime"} & at_module_level(path), path
