"""Directions of imports, read from the syntax trees: web -> contentlib <- indexer, rooms, doors, and one home each."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import Counter
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
    "cryptography": ("contentlib/storage/library_key.py",),
    "authlib": ("web/signin/oidc.py",),
    "joserfc": ("web/signin/oidc.py",),
    "pyotp": ("contentlib/people/second_step.py",),
    "segno": ("web/signin/second_step_pages.py",),
    "numpy": ("contentlib/arrays.py",),
    "faiss": ("contentlib/models/vectors/ladder.py",),
    "sentence_transformers": ("contentlib/models/prepare.py", "contentlib/models/torch_runtime.py",
                              "contentlib/search/rerank.py"),
    "onnxruntime": ("contentlib/models/onnx_runtime.py",),
    "openvino": ("contentlib/models/openvino_runtime.py",),
    "tokenizers": ("contentlib/models/token_batches.py",),
    "torch": ("contentlib/models/prepare.py",),
    "flask": ("web/",),
    "bs4": ("indexer/extract/web/webpage.py", "indexer/extract/web/panels.py"),
    "pathspec": ("indexer/ignore.py",),
    "python_calamine": ("indexer/extract/office/workbook.py",),
    "markdown_it": ("contentlib/guide/markup.py", "indexer/extract/text/dialect.py",
                    "indexer/extract/text/copyist.py"),
    "olefile": ("indexer/extract/office/compound.py",),
    "waitress": ("web/server.py", "web/incoming.py"),
    "prometheus_client": ("web/health.py",),
    "pypdfium2": ("indexer/extract/pdf/pdf_pages.py", "indexer/extract/pdf/filled.py", "indexer/extract/pdf/scans.py",
                  "indexer/extract/pdf/page_words.py", "indexer/extract/pdf/carried_files.py",
                  "indexer/extract/pdf/columns.py",
                  "indexer/drawing/", "indexer/clean_pdf/"),
    "betteroffice_pptx": ("indexer/drawing/slide_drawing.py",),
    "pikepdf": ("indexer/clean_pdf/",),
    "PIL": ("indexer/drawing/", "indexer/clean_pdf/", "indexer/extract/pictures/images.py"),
    "platformdirs": ("contentlib/settings.py",),
    "sqlite_utils": ("contentlib/storage/store.py",),
    "Stemmer": ("contentlib/language/stems.py",),
    "zxcvbn_rs_py": ("contentlib/people/passwords.py",),
    "sqlite3": ("contentlib/storage/",),
}  # fmt: skip

# What a module says that only it does, where that is no library: a mark that stands in no other module's code.
ONLY_THERE = {
    "contentlib/catalog/originals.py": r"\(max_size=IN_MEMORY\)",
    "contentlib/catalog/lineage.py": r"UPDATE (main\.)?versions SET asset_id",
    "contentlib/sending/discretion.py": r"asking\.email\.casefold",
    "contentlib/sending/links.py": r"k\.token_hash = \?",
    "contentlib/storage/database.py": r"PRAGMA journal_mode",
    "contentlib/storage/full_text.py": r"\bbm25\(",
    "contentlib/people/visibility.py": r"narrow\.hide\(",
    "indexer/extract/pdf/scans.py": r"--list-langs",
    "indexer/processes/process_limits.py": r"\.prctl\(",
    "indexer/processes/landlock.py": r"c_long\(number\)",
    "indexer/processes/seccomp.py": r"_PR_SET_SECCOMP",
}
CLAIM = re.compile(r"\b(?:only|one) (?:module|home|place|gate|package)\b")

# The rooms of contentlib: each imports only rooms before it.
ROOMS = (
    "arrays", "model", "errors", "opening", "settings", "formats",
    "storage", "language", "guide", "people", "catalog", "pictures", "models", "tagging", "library", "search",
    "evaluation", "deals", "sending", "requests", "reports", "exchange", "cli",
)  # fmt: skip
# The parts of the pages: each imports only parts before it; what lies beside them in web/ knows none of them.
PARTS = ("search", "assets", "sending", "buyer", "reports", "signin", "api", "admin", "help")
# The packages whose parts are entered by their doors only: what the __init__ of a part names.
DOORED = ("contentlib", "indexer", "web")


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
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            yield from ((str(one.value), node.lineno) for one in node.args[:1] if isinstance(one, ast.Constant))


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


def test_scrypt_is_called_in_one_module() -> None:
    callers = [path for path in modules() if "hashlib.scrypt" in path.read_text(encoding="utf-8")]
    assert callers == [ROOT / "contentlib/people/scrypt.py"]


def test_every_part_of_contentlib_is_a_room_of_the_list() -> None:
    found = {
        path.stem for path in (ROOT / "contentlib").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert found == {*ROOMS, "__init__", "__main__"}


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_room_knows_only_rooms_before_it(path: Path) -> None:
    package, room = path.relative_to(ROOT).with_suffix("").parts[:2]
    if package != "contentlib" or room not in ROOMS:
        return
    for module, line in imports(path):
        if module.startswith("contentlib."):
            other = module.split(".")[1]
            assert ROOMS.index(other) <= ROOMS.index(room), f"{path}:{line} looks up, to {module}"


def test_every_part_of_the_pages_is_on_the_list() -> None:
    assert {path.parent.name for path in (ROOT / "web").glob("*/__init__.py")} == {*PARTS}


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_part_of_the_pages_knows_only_parts_before_it(path: Path) -> None:
    package, part = path.relative_to(ROOT).with_suffix("").parts[:2]
    if package != "web" or part == "__init__":
        return
    before = {*PARTS[: PARTS.index(part) + 1]} if part in PARTS else set()
    assert not parts_known(path) - before


def parts_known(path: Path) -> set[str]:
    """The parts of web/ that a module imports: ``from web.search import know`` or ``from web import search``."""
    nodes = [node for node in _running(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.ImportFrom)]
    beside = {alias.name for node in nodes if node.module == "web" for alias in node.names}
    within = {module.split(".")[1] for module, _ in imports(path) if module.startswith("web.")}
    return (beside | within) & {*PARTS}


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_part_is_entered_by_its_door_only(path: Path) -> None:
    for module, line in imports(path):
        if module.split(".")[0] in DOORED:
            door = door_before(module, path)
            assert module == door, f"{path}:{line} imports from {module}; its door is {door}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_what_comes_out_of_a_door_is_named_there(path: Path) -> None:
    """A module is no name of a door: who needs it says which of its names."""
    for node in _running(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in DOORED:
            folder = ROOT.joinpath(*(node.module or "").split("."))
            if path.is_relative_to(folder) or not (folder / "__init__.py").exists():
                continue
            modules_there = {inside.stem for inside in folder.iterdir()}
            assert not modules_there & {alias.name for alias in node.names}, f"{path}:{node.lineno}"


def door_before(module: str, importer: Path) -> str:
    """Through which package ``module`` is to be imported: the outermost that ``importer`` does not lie in."""
    parts = module.split(".")
    for end in range(2, len(parts)):
        folder = ROOT.joinpath(*parts[:end])
        if folder.is_dir() and not importer.is_relative_to(folder):
            return ".".join(parts[:end])
    return module


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_heavy_libraries_are_never_loaded_at_module_level() -> None:
    """A cold search must not pay for torch or sentence-transformers; a plain report not even for FAISS."""
    heavy = {"torch", "sentence_transformers", "transformers", "onnxruntime", "openvino", "faiss", "sqlite_utils"}
    for path in modules():
        assert not heavy & at_module_level(path), path


def test_no_two_modules_bear_the_same_name() -> None:
    names = Counter(path.stem for path in modules() if path.stem not in ("__init__", "__main__"))
    assert not [name for name, count in names.items() if count > 1]


def test_no_two_classes_bear_the_same_name() -> None:
    """One word, one thing: who reads a name knows what it is without looking where it came from."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in modules())
    names = Counter(node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    assert not [name for name, count in names.items() if count > 1]


def claiming() -> list[Path]:
    """The modules whose first words say that they alone do something."""
    said = ((path, ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "") for path in modules())
    return [path for path, words in said if CLAIM.search(words.split("\n\n")[0])]


@pytest.mark.parametrize("path", claiming(), ids=lambda path: str(path.relative_to(ROOT)))
def test_what_says_that_it_is_the_only_one_is(path: Path) -> None:
    """A claim is held by the homes of libraries, or by a mark that stands in no other module."""
    name = path.relative_to(ROOT).as_posix()
    homes = [places for places in HOMES.values() if name.removesuffix("__init__.py") in places]
    if name not in ONLY_THERE:
        assert homes, f"{name} says that it is the only one. Add what tells to ONLY_THERE, or say it otherwise."
        assert all(len(places) == 1 for places in homes), f"{name} is one of several homes"
        return
    marked = [one for one in modules() if re.search(ONLY_THERE[name], one.read_text(encoding="utf-8"))]
    assert marked == [path]


def test_every_package_is_installed() -> None:
    """An editable install does not notice one that is missing from the list."""
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"]
    doors = (path for package in PACKAGES for path in (ROOT / package).rglob("__init__.py"))
    assert sorted(listed) == sorted(".".join(path.relative_to(ROOT).parent.parts) for path in doors)
