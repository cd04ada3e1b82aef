"""SQL stands beside its question, in words that any engine knows; what only SQLite speaks is named in storage alone.

Read from the syntax trees: every string that is no docstring, f-strings too, with what they are made of filled in.
"""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.test_architecture import ROOT, modules

STORAGE = "contentlib/storage/"
STATEMENT = re.compile(
    r"\bSELECT\s+[\w*(:?'{]|\bINSERT\s+(OR\s+\w+\s+)?INTO\b|\bUPDATE\s+\S+\s+(AS\s+\w+\s+)?SET\b|\bDELETE\s+FROM\b"
    r"|\b(CREATE|DROP|ALTER)\s+(TEMP\s+)?(TABLE|VIEW|INDEX|TRIGGER)\b|\bWITH\s+\w+\s+AS\s*\(|\bPRAGMA\s+\w"
)
# A piece of a statement is known by one of these.
PIECE = re.compile(
    rf"{STATEMENT.pattern}|\b(WHERE|FROM|JOIN|VALUES|ORDER BY|GROUP BY|LIMIT|CASE WHEN|EXISTS|coalesce)\b|[=<>] \?"
)
# What SQLite spells in its own way, or has alone. Words that no other text has are looked for in every string.
UNMISTAKABLE = (
    r"\bMATCH\b", r"(?i)\b(fts\d|bm25|section_words|rowid|nocase)\b", r"(?i)\bsqlite_\w+", r"\bPRAGMA\b",
    r"\bCOLLATE\b",
    r"\bINSERT OR\b", r"\bUPDATE OR\b", r"\bREPLACE INTO\b", r"\bCROSS JOIN\b", r"\bINDEXED BY\b", r"\bGLOB\b",
    r"(?i)\bjson_(each|tree|set|extract|array|object|group_array)\b",
    r"(?i)\b(julianday|strftime|unixepoch|group_concat|ifnull|iif|instr|last_insert_rowid|total_changes|printf)\(",
)  # fmt: skip
# Others only in what is a piece of SQL.
MISTAKABLE = (
    r"\b(temp|main)\.\w", r"\bTEMP\b", r"\bIS (NOT )?[?:]", r"\bIS (NOT )?\(SELECT", r"\bLIMIT -1\b", r"\bLIKE\b",
    r"(?i)\b(random|changes)\(\)", r"(?i)\b(total|char|date|datetime|unicode|typeof|hex)\(",
    # The greater of two values, a count by adding up conditions, a column that is kept from its index.
    r"(?i)\b(max|min)\((?:[^()]|\([^()]*\))*,", r"(?i)\bsum\((?:EXISTS\b|(?:[^()]|\([^()]*\))* (?:=|!=|<|>|IN|IS) )",
    r"(?:[(,]|\b(?:AND|OR|WHERE|BY)) ?\+\w",
    # A table in the place of a list.
    r"\bIN [a-z_]+\b(?!\()",
)  # fmt: skip


# Who alone asks what of storage: a claim of their docstrings.
ASKED_BY = {
    ("narrow_to", "narrowed_to", "widen", "gathered", "hidden", "show_words", "stands"): ("people/visibility.py",),
    ("add_texts", "list_texts", "move_texts", "remove_texts"): ("catalog/lexicon.py",),
    ("rank_sections", "count_first", "list_held"): ("search/keywords.py",),
    ("count_all",): ("search/keywords.py", "search/terms.py"),
    ("find_sections", "count_readable", "find_held"): ("search/legs.py",),
}
AGGREGATE = re.compile(r"\b(count|sum|min|max|avg|group_concat)⟨(?![^⟩]*⟩ OVER)")


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def elsewhere() -> list[Path]:
    return [path for path in modules() if not name_of(path).startswith(STORAGE)]


def strings(path: Path, fill_in: Callable[[str], str]) -> Iterator[tuple[int, str]]:
    """The strings of a module with their lines, and what stands in the braces of an f-string filled in."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = list(ast.walk(tree))
    docs = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    parts = {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in nodes:
        if isinstance(node, ast.JoinedStr):
            yield node.lineno, "".join(read(part, fill_in) for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs | parts:
            yield node.lineno, node.value


def read(part: ast.expr, fill_in: Callable[[str], str]) -> str:
    return str(part.value) if isinstance(part, ast.Constant) else fill_in(ast.unparse(getattr(part, "value", part)))


def as_written(name: str) -> str:
    return f"{{{name}}}"


@pytest.mark.parametrize("path", elsewhere(), ids=name_of)
def test_what_only_sqlite_speaks_is_written_in_storage_alone(path: Path) -> None:
    for line, text in strings(path, as_written):
        words = (*UNMISTAKABLE, *MISTAKABLE) if PIECE.search(text) else UNMISTAKABLE
        assert not [word for word in words if re.search(word, re.sub(r"\{.*?\}", "{}", text))], f"{path}:{line}"


@pytest.mark.parametrize("path", elsewhere(), ids=name_of)
def test_sql_is_written_in_the_library_and_in_none_of_its_commands(path: Path) -> None:
    if name_of(path).startswith("contentlib/") and not name_of(path).startswith("contentlib/cli/"):
        return
    assert not [(line, text) for line, text in strings(path, as_written) if STATEMENT.search(text)]


@pytest.mark.parametrize("path", elsewhere(), ids=name_of)
def test_every_column_beside_a_sum_is_grouped_by(path: Path) -> None:
    """SQLite takes what stands there from some row; other engines refuse."""

    def constant(name: str) -> str:
        module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        return str(getattr(module, name)) if name.isupper() and hasattr(module, name) else as_written(name)

    for line, text in strings(path, constant):
        for query in queries(" ".join(text.split())):
            assert not list(list_bare(query)), f"{path}:{line} {query}"


def queries(text: str) -> Iterator[str]:
    """Every SELECT in a text, without those inside it, and with other brackets as ⟨⟩."""
    while inner := re.search(r"\(([^()]*)\)", text):
        said = inner[1]
        if said.startswith("SELECT "):
            yield from queries(said)
            said = "query"
        text = f"{text[: inner.start()]}⟨{said.replace(',', ';')}⟩{text[inner.end() :]}"
    yield from (one for one in re.split(r" (?:UNION ALL|UNION|EXCEPT) ", text) if one.startswith("SELECT "))


def list_bare(query: str) -> Iterator[str]:
    """What a query selects beside a sum that is neither grouped by nor of a row that is."""
    selected = re.match(r"SELECT (?:DISTINCT )?(.*?)(?: FROM |$)", query)
    by = re.search(r" GROUP BY (.*?)(?: HAVING | ORDER BY | LIMIT |$)", query)
    items = [item.partition(" AS ")[0] for item in selected[1].split(", ")] if selected else []
    if not by and not any(map(AGGREGATE.search, items)):
        return
    groups = set(by[1].split(", ")) if by else set()
    for place, item in enumerate(items, start=1):
        columns = set(re.findall(r"\b\w+\.\w+", item)) or ({item} if re.fullmatch(r"[a-z_]+", item) else set())
        keyed = {column for column in columns if f"{column.partition('.')[0]}.id" in groups}
        if not AGGREGATE.search(item) and not {item, str(place)} & groups:
            yield from columns - groups - keyed


def test_bare_columns_are_found() -> None:
    def bare(text: str) -> list[str]:
        return [column for query in queries(text) for column in list_bare(query)]

    assert bare("SELECT a.kind, max(a.at) FROM assets a") == ["a.kind"]
    assert bare("SELECT kind, coalesce(sum(at), 0) FROM assets GROUP BY 1") == []
    assert bare("SELECT 1 FROM (SELECT a.title, b.name, count(*) AS n FROM a, b GROUP BY a.id) x") == ["b.name"]
    assert bare("SELECT a.kind, (SELECT max(at) FROM b) FROM a UNION SELECT lower(a.kind), NULL FROM a") == []


@pytest.mark.parametrize("path", elsewhere(), ids=name_of)
def test_a_connection_is_touched_in_storage_alone(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    touched = (ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute))
    assert not [one for one in touched if re.search(r"\bdb\.connection\b", one)]


@pytest.mark.parametrize(("names", "askers"), ASKED_BY.items(), ids=lambda one: " ".join(one))
def test_a_question_of_storage_is_asked_by_whose_it_is(names: tuple[str, ...], askers: tuple[str, ...]) -> None:
    allowed = {f"contentlib/{one}" for one in askers}
    for path in elsewhere():
        if path.name != "__init__.py" and name_of(path) not in allowed:
            assert not set(names) & imported(path), path


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    froms = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    return {alias.name for node in froms for alias in node.names}


@pytest.mark.parametrize(
    ("words", "home"),
    [(r"\bMATCH\b|\bbm25\(|\bhighlight\(", "full_text.py"), (r"\btemp\.|\bTEMP\b", "narrowing.py")],
)
def test_in_storage_too_each_has_one_home(words: str, home: str) -> None:
    for path in (ROOT / STORAGE).glob("*.py"):
        if path.name != home:
            assert not [text for _, text in strings(path, as_written) if re.search(words, text)], path
