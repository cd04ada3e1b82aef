"""Two systems that give the same ids: each keeps its own rows, and what an import changes it tells."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from contentlib.cli import main
from contentlib.errors import BadInput
from contentlib.exchange import CrmIntake, export_library, import_activity
from contentlib.exchange.crm_import import TABLES
from contentlib.library.opened import Library
from contentlib.storage.database import open_database
from contentlib.storage.migrations import MIGRATIONS, m025_names_of_other_systems_are_their_own
from contentlib.storage.store import Store
from tests.builders import build_library

AT = "2026-02-01T10:00:00+00:00"
FILES = {"price.md": "---\naudience: external\n---\n# Price\n\nToo expensive? Paid back in seven months."}
Rows = Mapping[str, Any]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return build_library(tmp_path, FILES)


def write(folder: Path, rows: Rows) -> Path:
    folder.mkdir(exist_ok=True)
    for name, listed in rows.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([TABLES[name][0], *listed])
    return folder


def system(firm: str, person: str, *, amount: str = "5000", stage: str = "open", deal: str = "") -> Rows:
    """What a CRM exports whose ids begin at 1, like everybody's."""
    rep, mail = "rae@ours.example", f"{person}@{firm.split()[0].lower()}.example"
    return {
        "reps": [("Rae", rep, "North", "rep")],
        "accounts": [("1", firm, "banking", "40", "CH")],
        "contacts": [("1", person, mail, "CFO")],
        "deals": [("1001", "1", deal or f"{firm} 2026", rep, amount, "EUR", "proposal", stage, AT, "", "")],
        "sends": [("1", AT, "price.md", rep, mail, "1001", "email", "")],
        "views": [("1", "1", "2026-02-02T10:00:00+00:00", "40", "2", "Firefox")],
        "searches": [("1", AT, rep, f"is it too expensive for {firm}?", "price.md", "price.md")],
    }  # fmt: skip


def look(db: Store) -> list[tuple[Any, ...]]:
    """Each deal with whose it is, and what was sent and read on it."""
    return db.rows(
        "SELECT d.source, d.external_id, d.name, a.name, (SELECT c.email FROM contacts c WHERE c.account_id = a.id), "
        "(SELECT count(*) FROM sends s JOIN views v ON v.send_id = s.id WHERE s.deal_id = d.id) "
        "FROM deals d JOIN accounts a ON a.id = d.account_id ORDER BY d.id"
    )


FIRST = ("one", "1001", "Alpha AG 2026", "Alpha AG", "ann@alpha.example", 1)
SECOND = ("two", "1001", "Beta Inc 2026", "Beta Inc", "bo@beta.example", 1)


def test_two_systems_with_the_same_ids_keep_their_own_rows(library: Library, tmp_path: Path) -> None:
    one, two = write(tmp_path / "one", system("Alpha AG", "ann")), write(tmp_path / "two", system("Beta Inc", "bo"))
    for folder, source in ((one, "one"), (two, "two"), (one, "one"), (two, "TWO")):
        assert not import_activity(library.db, folder, source=source).refused
    assert look(library.db) == [FIRST, SECOND]
    assert library.db.rows("SELECT count(*) FROM searches") == [(2,)]


def test_a_second_system_that_nobody_named_is_refused_row_by_row_and_changes_nothing(
    library: Library, tmp_path: Path
) -> None:
    import_activity(library.db, write(tmp_path / "one", system("Alpha AG", "ann")))
    before = look(library.db)
    intake = import_activity(library.db, write(tmp_path / "two", system("Beta Inc", "bo")))
    assert look(library.db) == before
    assert len(intake.refused) == 6
    assert (
        "account 1 is “Alpha AG” here, and “Beta Inc” there. If this export is of another system" in intake.refused[0]
    )
    assert all("--source NAME" in line or "something else here" in line for line in intake.refused)
    named = import_activity(library.db, tmp_path / "two", source="beta-crm")
    assert not named.refused
    assert [row[2:] for row in look(library.db)] == [FIRST[2:], SECOND[2:]]


def test_a_deal_of_an_unnamed_system_does_not_hang_on_anothers_account(library: Library, tmp_path: Path) -> None:
    import_activity(library.db, write(tmp_path / "one", system("Alpha AG", "ann")))
    other = {name: rows for name, rows in system("Beta Inc", "bo").items() if name in ("accounts", "deals")}
    deals = [("2002", *other["deals"][0][1:])]
    intake = import_activity(library.db, write(tmp_path / "two", {**other, "deals": deals}))
    assert len(intake.refused) == 2
    assert len(look(library.db)) == 1


def test_two_accounts_of_one_name_are_two(library: Library, tmp_path: Path) -> None:
    rows = {"accounts": [("1", "Acme", "banking", "4", "CH"), ("2", "ACME", "retail", "5", "DE")]}
    assert import_activity(library.db, write(tmp_path / "one", rows)).counts["accounts"] == 2
    assert import_activity(library.db, tmp_path / "one", source="other").counts["accounts"] == 2
    assert not import_activity(library.db, tmp_path / "one").counts


def test_a_person_whom_two_systems_know_stays_as_the_first_one_has_them(library: Library, tmp_path: Path) -> None:
    import_activity(
        library.db,
        write(
            tmp_path / "one",
            {"accounts": [("1", "Alpha AG", "", "", "")], "contacts": [("1", "Ann", "ann@a.example", "")]},
        ),
        source="one",
    )
    theirs = {"accounts": [("1", "Beta Inc", "", "", "")], "contacts": [("1", "Anna", "ann@a.example", "CFO")]}
    intake = import_activity(library.db, write(tmp_path / "two", theirs), source="two")
    row = library.db.rows(
        "SELECT c.name, c.title, c.source, a.name FROM contacts c JOIN accounts a ON a.id = c.account_id"
    )
    assert row == [("Ann", "CFO", "one", "Alpha AG")]
    assert intake.kept == ["ann@a.example stays as one has them; two has another account, name or title."]
    assert intake.changes[0].fields == {"title": ("", "CFO")}


# --- what changed ---------------------------------------------------------------------------------------------------


def test_what_a_second_export_changes_is_told_row_by_row(library: Library, tmp_path: Path) -> None:
    import_activity(library.db, write(tmp_path / "one", system("Alpha AG", "ann")))
    later = system("Alpha AG", "ann", amount="6500", stage="won")
    intake = import_activity(library.db, write(tmp_path / "one", later))
    assert (intake.counts.total(), intake.changed.total(), intake.unchanged.total()) == (0, 1, 6)
    (change,) = intake.changes
    assert change.fields == {"amount": (5000.0, 6500.0), "outcome": ("open", "won")}
    assert str(change) == "deal 1001 (deals.csv, line 2): amount 5,000 → 6,500; outcome “open” → “won”"
    assert not import_activity(library.db, tmp_path / "one").changes


def test_an_account_is_brought_up_to_date_and_whom_a_number_stands_for_is_told(
    library: Library, tmp_path: Path
) -> None:
    import_activity(library.db, write(tmp_path / "one", system("Alpha AG", "ann")), source="crm")
    rows = {
        "accounts": [("1", "Alpha Group", "banking", "41", "CH"), ("2", "Gamma", "", "", "")],
        "deals": [("1001", "2", "Alpha AG 2026", "ray@ours.example", "5000", "EUR", "proposal", "open", AT, "", "")],
    }
    intake = import_activity(library.db, write(tmp_path / "two", rows), source="crm")
    told = {one.what: dict(one.fields) for one in intake.changes}
    assert told == {
        "account 1": {"name": ("Alpha AG", "Alpha Group"), "employees": (40, 41)},
        "deal 1001": {"account_id": ("Alpha Group", "Gamma"), "person_id": ("rae@ours.example", "ray@ours.example")},
    }


def test_a_rehearsal_tells_the_same_and_changes_nothing(library: Library, tmp_path: Path) -> None:
    import_activity(library.db, write(tmp_path / "one", system("Alpha AG", "ann")))
    write(tmp_path / "one", system("Alpha AG", "ann", amount="1"))
    before = list(library.db.connection.iterdump())
    rehearsed = import_activity(library.db, tmp_path / "one", rehearse=True)
    assert list(library.db.connection.iterdump()) == before
    assert rehearsed == import_activity(library.db, tmp_path / "one")


def test_an_event_that_is_about_somebody_else_is_another_event(library: Library, tmp_path: Path) -> None:
    import_activity(library.db, write(tmp_path / "one", system("Alpha AG", "ann")), source="crm")
    rows = {"sends": [("1", AT, "price.md", "rae@ours.example", "zoe@zeta.example", "", "email", "")]}
    intake = import_activity(library.db, write(tmp_path / "two", rows), source="crm")
    assert "send 1 is of “ann@alpha.example” here, and of “zoe@zeta.example” there" in intake.refused[0]
    assert library.db.rows("SELECT count(*) FROM sends") == [(1,)]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["one", "two", ""]),
            st.sampled_from(["1", "2"]),
            st.sampled_from(["Alpha", "Beta"]),
            st.integers(0, 3),
        ),
        max_size=8,
    )
)
def test_whatever_is_taken_in_whatever_order_every_source_ends_as_it_last_said(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str, int]]
) -> None:
    folder = tmp_path_factory.mktemp("systems")
    db = open_database(":memory:")
    last: dict[tuple[str, str], tuple[str, int]] = {}
    for source, number, name, employees in rows:
        intake: CrmIntake = import_activity(
            db, write(folder, {"accounts": [(number, name, "", str(employees), "")]}), source=source
        )
        known = last.get((source or "crm", number))
        if source or known is None or known[0] == name:
            assert not intake.refused
            last[source or "crm", number] = (name, employees)
        else:
            assert intake.refused
    kept = {
        (row[0], row[1]): (row[2], row[3])
        for row in db.rows("SELECT source, external_id, name, employees FROM accounts")
    }
    assert kept == last
    db.close()


@pytest.mark.parametrize("name", ["", " ", "a/b", "'; DROP", "x" * 50, "ü"])
def test_a_source_has_a_name_or_is_refused(library: Library, tmp_path: Path, name: str) -> None:
    folder = write(tmp_path / "one", system("Alpha AG", "ann"))
    if name:
        with pytest.raises(BadInput, match="is no name of a source"):
            import_activity(library.db, folder, source=name)
    assert not library.db.rows("SELECT 1 FROM deals")


def test_two_systems_come_back_apart_from_our_own_export(library: Library, tmp_path: Path) -> None:
    for firm, person, source in (("Alpha AG", "ann", "one"), ("Beta Inc", "bo", "two")):
        import_activity(library.db, write(tmp_path / source, system(firm, person)), source=source)
    export_library(library.db, tmp_path / "out")
    (tmp_path / "again").mkdir()
    again = build_library(tmp_path / "again", FILES)
    assert not import_activity(again.db, tmp_path / "out").refused
    assert look(again.db) == [FIRST, SECOND]
    assert not import_activity(again.db, tmp_path / "one", source="one").counts


def test_the_command_takes_a_source_rehearses_and_tells_what_changed(library: Library, tmp_path: Path) -> None:
    folder = write(tmp_path / "one", system("Alpha AG", "ann"))
    library.close()

    def run(*arguments: str) -> str:
        done = CliRunner().invoke(main, ["--library", str(library.path), "import", str(folder), *arguments])
        assert done.exit_code == 0, done.output
        return done.output

    run("--source", "hubspot")
    write(folder, system("Alpha AG", "ann", amount="7"))
    assert "nothing was changed" in run("--source", "hubspot", "--dry-run")
    told = run("--source", "hubspot")
    assert "Changed: 1 deals. As before: 1 reps, 1 accounts" in told
    assert "deal 1001 (deals.csv, line 2): amount 5,000 → 7" in told
    made = json.loads(run("--source", "hubspot", "--json"))
    assert (made["changes"], made["unchanged"]["deals"]) == ([], 1)


# --- a library from before ------------------------------------------------------------------------------------------


def test_a_library_from_before_keeps_its_history_under_the_usual_source(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    db = Store(sqlite3.connect(path, isolation_level=None))
    before = MIGRATIONS.index(m025_names_of_other_systems_are_their_own)
    for migration in MIGRATIONS[:before]:
        migration(db)
    db.insert("people", {"name": "Rae", "email": "rae@ours.example"})
    db.insert("accounts", {"name": "Alpha AG", "external_id": "1"})
    db.insert("contacts", {"account_id": 1, "email": "ann@alpha.example"})
    db.insert("deals", {"account_id": 1, "name": "Alpha AG 2026", "external_id": "1001"})
    db.insert("deals", {"account_id": 1, "name": "Ours"})
    db.insert("assets", {"title": "Price", "format": "md", "added_at": AT})
    db.insert("versions", {"asset_id": 1, "number": 1, "fingerprint": "f", "size": 1, "read_at": AT})
    for number, outside in enumerate(("1", "mail:m1:ann@alpha.example:1", None)):
        send = {"asset_id": 1, "version_id": 1, "person_id": 1, "contact_id": 1, "deal_id": 1, "channel": "email",
                "token": f"t{number}", "sent_at": AT, "external_id": outside}  # fmt: skip
        db.insert("sends", send)
    db.insert("views", {"send_id": 1, "viewed_at": AT, "external_id": "1"})
    tables = ("accounts", "deals", "sends", "views", "searches")
    indexes = (
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN (?, ?, ?, ?, ?)"
    )
    had = {table: db.rows(f"SELECT * FROM {table}") for table in tables}
    named = set(db.rows(indexes, tables))
    db.execute(f"PRAGMA user_version = {before}")
    db.close()

    db = open_database(path)
    assert {table: [row[:-1] for row in db.rows(f"SELECT * FROM {table}")] for table in tables} == had
    assert named < set(db.rows(indexes, tables))
    assert db.rows("SELECT source FROM sends ORDER BY id") == [("crm",), ("mailbox",), ("",)]
    assert db.rows("SELECT source, external_id FROM deals ORDER BY id") == [("crm", "1001"), ("", None)]
    assert db.rows("PRAGMA foreign_keys") == [(1,)]
    assert not db.rows("PRAGMA foreign_key_check")
    assert {row[2] for row in db.rows("PRAGMA foreign_key_list(views)")} == {"sends"}
    db.close()
