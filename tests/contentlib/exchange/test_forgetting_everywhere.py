"""Whoever is forgotten stands nowhere in the library any more: no table, no log, no picture, no byte of its files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from contentlib.catalog.assets import find_asset_by_path
from contentlib.errors import BadInput
from contentlib.exchange.forget import KEPT, forget_contact
from contentlib.exchange.naming import GONE, name_person
from contentlib.library.opened import Library
from contentlib.pictures.page_pictures import Picture, put_pictures
from contentlib.pictures.word_boxes import Box
from contentlib.search.find import find_assets
from contentlib.storage.full_text import COLUMNS
from contentlib.storage.rewriting import list_text_columns
from contentlib.storage.schema import list_tables
from contentlib.storage.store import Store
from tests.builders import NOON, build_library

ADDRESS, NAME, FAMILY = "quillon.vexmarsh@firm.example", "Quillon Vexmarsh", "Vexmarsh"
WAYS = (ADDRESS.upper(), NAME, f"{FAMILY}, Quillon", FAMILY, FAMILY.upper(), f"{FAMILY}'s", f"Offer_{FAMILY}_2",
        f"{FAMILY}s Angebot", f'["x\\n{NAME}"]')  # fmt: skip
FILES = {
    "notes.md": f"# Meeting\n\nQuillon Vexmarsh (write to {ADDRESS}) wants a lower price for the harbour.",
    "other.md": "# Price\n\nNobody is named here, and it is not too expensive.",
}
ANY_OF_THEM = re.compile(rb"vexmarsh", re.IGNORECASE)
KEPT_COLUMNS = {column for columns in KEPT.values() for column in columns}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = build_library(tmp_path, FILES)
    opened.db.insert("contacts", {"name": NAME, "email": ADDRESS, "title": "CFO"})
    yield opened
    opened.close()


def is_kept(table: str, column: str) -> bool:
    return bool({f"*.{column}", f"{table}.{column}"} & KEPT_COLUMNS)


def list_open_to_names(db: Store) -> list[tuple[str, str]]:
    """Every column that may hold a person."""
    return [
        (table, one) for table in list_tables(db) for one in list_text_columns(db, table) if not is_kept(table, one)
    ]


def plant(db: Store, table: str, column: str, text: str, number: int) -> None:
    """A row of this table with the text in this column; everything else in it is some value."""
    row: dict[str, Any] = {}
    for _, name, kind, must, default, key in db.execute(f"PRAGMA table_info({table})"):
        if name == column:
            row[name] = text
        elif (must and default is None) or (key and kind.upper() != "INTEGER"):
            row[name] = {"TEXT": f"some {number}", "BLOB": str(number).encode()}.get(kind.upper(), 1_000_000 + number)
    db.insert(table, row)


def plant_everywhere(db: Store) -> None:
    """Their name in every column that may hold one, in every way that it may be written."""
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("PRAGMA ignore_check_constraints = ON")
    number = 0
    # A second person of this family name is another test.
    for table, column in sorted({*list_open_to_names(db)} - {("people", "name"), ("contacts", "name")}):
        for way in WAYS:
            number += 1
            if (table, column) != ("contacts", "email") or "@" in way:
                plant(db, table, column, f"{way} {number}" if column != "email" else f"{number} {way}", number)
    for column in ("about", "detail"):
        for way in WAYS:
            db.insert("audit", {"at": "", "who": "", "action": "sent", column: f"to {way}"})
    for place, _ in enumerate(COLUMNS):
        texts = [f"{NAME} here" if place == at else "nothing" for at, _ in enumerate(COLUMNS)]
        db.execute(f"INSERT INTO section_words ({', '.join(COLUMNS)}) VALUES (?, ?, ?, ?, ?)", texts)
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA ignore_check_constraints = OFF")


def draw(library: Library, fingerprint: str, word: str) -> None:
    put_pictures(library.settings, fingerprint, [(Picture(1, 9, 9), b"picture")], [[Box(word, 1, 1, 9, 9)]])
    cuts = library.path.with_suffix(".cuts") / fingerprint[:2]
    cuts.mkdir(parents=True, exist_ok=True)
    (cuts / f"{fingerprint}-all.pdf").write_bytes(b"%PDF of " + word.encode())


def fingerprint_of(library: Library, path: str) -> str:
    version = find_asset_by_path(library.db, path).version_id
    (found,) = library.db.execute("SELECT fingerprint FROM versions WHERE id = ?", [version]).fetchone()
    return str(found)


def files_naming_them(folder: Path) -> list[str]:
    beside = (path for path in folder.rglob("*") if path.is_file() and not path.is_relative_to(folder / "drive"))
    return [str(path.relative_to(folder)) for path in beside if ANY_OF_THEM.search(path.read_bytes())]


def test_no_byte_that_a_library_keeps_names_whoever_was_forgotten(library: Library, tmp_path: Path) -> None:
    plant_everywhere(library.db)
    draw(library, fingerprint_of(library, "notes.md"), "meeting")
    draw(library, fingerprint_of(library, "other.md"), FAMILY)
    assert files_naming_them(tmp_path)

    made = forget_contact(library.db, ADDRESS, at=NOON)

    assert made.pictures == 4
    assert files_naming_them(tmp_path) == []
    library.close()
    assert files_naming_them(tmp_path) == []


def test_what_nobody_is_named_in_stays_as_it_was(library: Library) -> None:
    draw(library, fingerprint_of(library, "other.md"), "expensive")
    before = library.db.rows("SELECT text FROM sections WHERE text LIKE '%expensive%'")
    forget_contact(library.db, ADDRESS, at=NOON)
    assert library.db.rows("SELECT text FROM sections WHERE text LIKE '%expensive%'") == before
    assert list(library.path.with_suffix(".pictures").glob("*/*/1.webp"))
    assert find_assets(library, "too expensive").results
    assert not library.db.rows("SELECT 1 FROM section_words WHERE section_words MATCH 'vexmarsh'")


def test_a_column_is_left_out_for_a_reason_and_is_there(library: Library) -> None:
    """Every column is gone through or has its reason; no reason is left over."""
    there = {f"{table}.{one}" for table in list_tables(library.db) for one in list_text_columns(library.db, table)}
    left_over = [
        kept for kept in KEPT_COLUMNS
        if not (kept in there or (kept.startswith("*") and any(one.endswith(kept[1:]) for one in there)))
    ]  # fmt: skip
    assert left_over == []


def test_a_family_name_that_others_bear_is_left_where_it_stands_alone(library: Library) -> None:
    library.db.insert("contacts", {"name": f"Bea {FAMILY}", "email": "bea@other.example"})
    library.db.insert("searches", {"searched_at": "", "query": f"what {FAMILY} wants, and {NAME} too"})
    made = forget_contact(library.db, ADDRESS, at=NOON)
    assert made.shares_name
    assert library.db.execute("SELECT query FROM searches").fetchone() == (f"what {FAMILY} wants, and {GONE} too",)
    assert library.db.execute("SELECT name FROM contacts WHERE email = 'bea@other.example'").fetchone() == (
        f"Bea {FAMILY}",
    )


def test_accounts_whose_names_become_the_same_stay_two(library: Library) -> None:
    for name in (f"{FAMILY} GmbH", f"{NAME} GmbH"):
        library.db.insert("accounts", {"name": name})
    forget_contact(library.db, ADDRESS, at=NOON)
    names = [name for (name,) in library.db.rows("SELECT name FROM accounts ORDER BY id")]
    assert names[:2] == [f"{GONE} GmbH"] * 2


@pytest.mark.parametrize(
    ("address", "name", "text", "left"),
    [
        ("j.b@x.example", "Jörg Bärenfänger", "Für Ba\u0308renfa\u0308nger und BÄRENFÄNGER", f"Für {GONE} und {GONE}"),
        ("j.b@x.example", "Jörg Bärenfänger", json.dumps(["Bärenfänger"]), f'["{GONE}"]'),
        ("a@x.example", "Ann de Vries", "Ask de Vries, not Vriesland", f"Ask {GONE}, not Vriesland"),
        ("a@x.example", "Li, Bo", "Bo Li said so", f"{GONE} said so"),
        ("anna.bergstrom@x.example", "", "Bergstrom called", f"{GONE} called"),
        ("accounts.sales@x.example", "", "Sales called", "Sales called"),
        ("ann@x.example", "Ann", "Ann called", "Ann called"),
    ],
    ids=["letters in two parts", "escaped in JSON", "with what stands before it", "turned", "by the address alone",
         "an address that is nobody's", "a given name alone"],
)  # fmt: skip
def test_a_name_is_found_however_it_is_written(address: str, name: str, text: str, left: str) -> None:
    assert name_person(address, name, []).pattern().sub(GONE, text) == left


def test_who_is_in_no_table_is_told(library: Library) -> None:
    with pytest.raises(BadInput, match="knows nothing"):
        forget_contact(library.db, "nobody.atall@x.example", at=NOON)
