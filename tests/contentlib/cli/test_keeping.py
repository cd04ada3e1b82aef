"""A person's data erased, everything given back, and a copy that is whole: what an admin must be able to rely on."""

from __future__ import annotations

import csv
import json
import sqlite3
import stat
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from contentlib.cli import main
from contentlib.errors import BadInput
from contentlib.exchange.backup import back_up
from contentlib.exchange.crm_import import SOURCES, TABLES, import_activity
from contentlib.exchange.forget import forget_contact
from contentlib.exchange.naming import GONE
from contentlib.exchange.table_export import CLOSED, IMPORTABLE, WITHHELD, export_library, list_exported
from contentlib.library.opened import Library, open_library
from contentlib.model import Channel
from contentlib.people.audit import record_audit
from contentlib.reports.unused import report_unused
from contentlib.requests.content_requests import ask_for
from contentlib.search.find import find_assets
from contentlib.sending.links import Terms, find_shared, send_link
from contentlib.sending.sends import record_send
from contentlib.sending.views import record_request, record_seen
from contentlib.settings import Settings
from contentlib.storage.database import open_database
from tests.builders import NOON, build_library
from tests.fakes import WordEmbedder

ANN, NAME = "ann.buyer@firm.example", "Ann Zimmerli"
REP = "rep@ours.example"
FILES = {
    "price.md": "---\naudience: external\n---\n# Price\n\nPaid back in seven months, and not too expensive.",
    "trust.md": f"---\naudience: external\n---\n# References\n\nAsk {ANN} how it went.",
}
ACTIVITY = Path("sample_corpus/activity")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = build_library(tmp_path, FILES)
    db = library.db
    db.execute("INSERT INTO accounts (name, external_id) VALUES ('Firm', 'acc-1')")
    db.execute("INSERT INTO contacts (account_id, name, email, title) VALUES (1, ?, ?, 'CFO')", [NAME, ANN])
    for number, contact in enumerate((ANN, ANN, "bob@other.example")):
        sent, _ = send_link(
            db, 1, terms=Terms(words=f"Dear {NAME}"), link_token=f"link-{number}", rep=REP, contact=contact,
            deal="Firm", note=f"{NAME} asked for it", token=f"t{number}", sent_at=NOON,
        )  # fmt: skip
        record_request(
            db, sent.id, nonce=f"n{number}", agent="Firefox", why=None, requested_at=NOON + timedelta(hours=1)
        )
        record_seen(
            db, sent.id, f"n{number}", reader=f"{number}" * 32, hand=True, pages={1: 20.0}, page_count=2,
            seen_at=NOON + timedelta(hours=1, seconds=30),
        )  # fmt: skip
    # A link of Bob's that Ann opened, too, and said who she is.
    db.execute("UPDATE views SET visitor = ? WHERE send_id = 3", [ANN.upper()])
    ask_for(db, f"what did {ANN} want", rep=REP, asked_at=NOON)
    record_audit(db, REP, "sent", about="send 1", detail=f"to {ANN}", at=NOON)
    return library


def everything(library: Library, *, files: bool = False) -> str:
    """All texts of all tables that are not the words of files."""
    of_files = () if files else ("sections", "chunks", "section_words", "lexicon", "retirements")
    tables = [name for name in library.db.table_names() if not name.startswith(of_files or "\0")]
    return str([row for name in tables for row in library.db.execute(f"SELECT * FROM [{name}]")]).casefold()


# --- forgetting ----------------------------------------------------------------------------------------------------


def test_whoever_is_forgotten_stands_nowhere_but_in_the_teams_own_files(library: Library) -> None:
    made = forget_contact(library.db, ANN.upper(), at=NOON)
    assert (made.contacts, made.sends, made.links, made.views, made.audit, made.in_files) == (1, 2, 2, 3, 1, 1)
    assert ANN.casefold() not in everything(library)
    assert NAME.casefold() not in everything(library)
    assert "bob@other.example" in everything(library)


def test_counts_stay_and_are_about_nobody(library: Library) -> None:
    before = library.db.execute("SELECT count(*), count(DISTINCT send_id || reader), sum(human) FROM views").fetchone()
    forget_contact(library.db, ANN, at=NOON)
    after = library.db.execute("SELECT count(*), count(DISTINCT send_id || reader), sum(human) FROM views").fetchone()
    assert after == before
    assert library.db.execute("SELECT count(*) FROM sends").fetchone() == (3,)
    assert library.db.execute("SELECT query FROM asks").fetchone() == (f"what did {GONE} want",)


def test_their_links_are_closed_and_others_are_not(library: Library) -> None:
    later = NOON + timedelta(days=1)
    assert find_shared(library.db, "link-0", now=later)
    forget_contact(library.db, ANN, at=NOON)
    assert find_shared(library.db, "link-0", now=later) is None
    assert find_shared(library.db, "link-2", now=later)


def test_the_file_itself_holds_no_trace(library: Library, tmp_path: Path) -> None:
    forget_contact(library.db, ANN, at=NOON)
    library.close()
    raw = b"".join(path.read_bytes() for path in tmp_path.glob("library.db*"))
    assert NAME.encode() not in raw
    # The one place left is the team's own file, which says the address itself.
    assert raw.count(f"to {ANN}".encode()) == 0


def test_a_rehearsal_counts_the_same_and_changes_nothing(library: Library) -> None:
    before = everything(library)
    rehearsed = forget_contact(library.db, ANN, at=NOON, rehearse=True)
    assert everything(library) == before
    assert forget_contact(library.db, ANN, at=NOON) == rehearsed


@pytest.mark.parametrize(
    ("address", "says"),
    [("nobody@x.example", "knows nothing of nobody@x.example"), ("ann", "is no e-mail address")],
    ids=["unknown", "no address"],
)
def test_who_cannot_be_forgotten_is_told(library: Library, address: str, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        forget_contact(library.db, address, at=NOON)


def test_the_command_asks_first_and_tells_what_it_did(library: Library) -> None:
    run = CliRunner()
    base = ["--library", str(library.path), "forget", ANN]
    assert run.invoke(main, base, input="n\n").exit_code == 1
    assert ANN in everything(library)
    rehearsed = json.loads(run.invoke(main, [*base, "--dry-run", "--json"]).stdout)
    assert (rehearsed["views"], rehearsed["done"]) == (3, False)
    told = run.invoke(main, [*base, "--yes"])
    assert "1 contact" in told.stdout
    assert "CRM" in told.stdout
    assert ANN not in everything(library)


# --- giving everything back ----------------------------------------------------------------------------------------


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_files_for_import_have_the_columns_that_import_takes(library: Library, tmp_path: Path) -> None:
    export_library(library.db, tmp_path / "out")
    assert set(IMPORTABLE) == set(TABLES)
    for name, (columns, _) in TABLES.items():
        with (tmp_path / "out" / f"{name}.csv").open(encoding="utf-8") as file:
            assert tuple(next(csv.reader(file))) == (*columns, *SOURCES.get(name, ()))


def test_what_was_exported_comes_back_by_import(tmp_path: Path) -> None:
    library = build_library(tmp_path, FILES)
    first = import_some(library, tmp_path)
    export_library(library.db, tmp_path / "out")
    (tmp_path / "again").mkdir()
    again = build_library(tmp_path / "again", FILES)
    second = import_activity(again.db, tmp_path / "out")
    assert not second.refused
    assert second.counts == first
    (tmp_path / "third").mkdir()
    export_library(again.db, tmp_path / "third/out")
    for name in IMPORTABLE:
        assert read(tmp_path / f"third/out/{name}.csv") == read(tmp_path / f"out/{name}.csv"), name
    since, until = datetime(2025, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
    totals = [report_unused(one.db, since=since, until=until).totals for one in (library, again)]
    assert totals[0] == totals[1]


def import_some(library: Library, folder: Path) -> dict[str, int]:
    """A CRM's export with a formula for a note, taken in."""
    crm = folder / "crm"
    crm.mkdir()
    at = "2026-02-01T10:00:00+00:00"
    for name, row in {
        "reps": ("Rae", REP, "North", "rep"),
        "accounts": ("acc-1", "Firm", "banking", "40", "CH"),
        "contacts": ("acc-1", NAME, ANN, "CFO"),
        "deals": ("deal-1", "acc-1", "Firm 2026", REP, "5000.0", "CHF", "proposal", "open", at, "", ""),
        "sends": ("send-1", at, "price.md", REP, ANN, "deal-1", "email", "=HYPERLINK(1)"),
        "views": ("view-1", "send-1", "2026-02-02T10:00:00+00:00", "40", "2", "Firefox"),
        "searches": ("search-1", at, REP, "-- too expensive?", "price.md|trust.md", "price.md"),
    }.items():
        with (crm / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([TABLES[name][0], row])
    taken = import_activity(library.db, crm)
    assert not taken.refused
    return dict(taken.counts)


def test_a_spreadsheet_finds_no_formula_and_import_the_old_text(tmp_path: Path) -> None:
    library = build_library(tmp_path, FILES)
    import_some(library, tmp_path)
    export_library(library.db, tmp_path / "out")
    assert read(tmp_path / "out/sends.csv")[0]["note"] == "'=HYPERLINK(1)"
    (tmp_path / "again").mkdir()
    again = build_library(tmp_path / "again", FILES)
    import_activity(again.db, tmp_path / "out")
    assert again.db.execute("SELECT note FROM sends").fetchone() == ("=HYPERLINK(1)",)


def test_every_table_is_given_back_and_nothing_that_opens_something(library: Library, tmp_path: Path) -> None:
    made = export_library(library.db, tmp_path / "out")
    for table in list_exported(library.db):
        rows = library.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        assert table == "meta" or made.rows[f"tables/{table}.csv"] == rows
    text = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "out").rglob("*.csv"))
    assert not [token for token in ("link-0", "link-1", "link-2") if token in text]
    assert not [path for path in (tmp_path / "out/tables").iterdir() if path.stem in CLOSED]


def test_no_table_has_a_secret_column_that_is_not_withheld() -> None:
    db = open_database(":memory:", create=True)
    secret = {
        (table, column.name)
        for table in list_exported(db)
        for column in db.table(table).columns
        if any(word in column.name for word in ("token", "hash", "password", "secret", "passcode", "nonce", "sealed"))
    }
    assert secret <= {(table, name) for table, names in WITHHELD.items() for name in names}


def test_an_export_is_for_its_owner_and_overwrites_nothing(library: Library, tmp_path: Path) -> None:
    export_library(library.db, tmp_path / "out")
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "out").rglob("*.csv")} == {0o600}
    with pytest.raises(BadInput, match="There is something in"):
        export_library(library.db, tmp_path / "out")


# --- a copy that is whole -------------------------------------------------------------------------------------------


def test_a_backup_is_whole_while_others_write_and_answers_searches(library: Library, tmp_path: Path) -> None:
    over = threading.Event()

    def write() -> None:
        db = open_database(library.path)
        number = 0
        while not over.is_set():
            number += 1
            record_send(
                db, 1, rep=REP, contact="bob@other.example", deal="", channel=Channel.EMAIL, note="x" * 500,
                token=f"w{number}", sent_at=NOON,
            )  # fmt: skip
        db.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [back_up(library.db, tmp_path / f"{number}.db") for number in range(5)]
    finally:
        over.set()
        writer.join()
    assert [one.sends for one in made] == sorted(one.sends for one in made)
    settings = Settings(library=made[-1].path, cache=tmp_path / "cache")
    restored = open_library(settings, make_embedder=lambda _: WordEmbedder())
    assert restored.db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert restored.db.execute("SELECT count(*) FROM sends").fetchone()[0] == made[-1].sends
    assert find_assets(restored, "too expensive").results[0].asset.path == "price.md"


def test_a_backup_overwrites_nothing_and_is_for_its_owner(library: Library, tmp_path: Path) -> None:
    made = back_up(library.db, tmp_path / "copy.db")
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    with pytest.raises(BadInput, match="a backup never overwrites"):
        back_up(library.db, tmp_path / "copy.db")
    with pytest.raises(BadInput, match="There is no folder"):
        back_up(library.db, tmp_path / "nowhere/copy.db")
    assert [path.name for path in tmp_path.glob(".copy*")] == []


def test_progress_only_grows_and_ends_at_the_whole(library: Library, tmp_path: Path) -> None:
    told: list[float] = []
    back_up(library.db, tmp_path / "copy.db", tell=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_the_command_tells_what_it_copied(library: Library, tmp_path: Path) -> None:
    asked = ["--library", str(library.path), "backup", str(tmp_path / "copy.db"), "--json"]
    told = json.loads(CliRunner().invoke(main, asked).stdout)
    assert (told["assets"], told["sends"]) == (2, 3)
    assert sqlite3.connect(told["path"]).execute("SELECT count(*) FROM assets").fetchone() == (2,)
    assert CliRunner().invoke(main, asked).exit_code == 2
