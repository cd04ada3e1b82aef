"""Nobody who was forgotten comes back by an import; a colleague who writes to them anew makes a new contact."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from contentlib.deals.forgotten_contacts import add_nobody, is_forgotten, know_again, note_forgotten
from contentlib.exchange.crm_import import import_activity
from contentlib.exchange.forget import forget_contact
from contentlib.library.opened import Library
from contentlib.model import Channel
from contentlib.sending.mailbox_sends import MailedFile, record_mailed
from contentlib.sending.sends import record_send
from tests.builders import NOON, build_library

ANN, BOB = "ann@buyer.example", "bob@buyer.example"
REP = "rep@ours.example"
EXPORT = {
    "accounts.csv": "account_id,name,industry,employees,country\n1,Buyer AG,retail,9,DE\n",
    "contacts.csv": f"account_id,name,email,title\n1,Ann Almond,{ANN},CFO\n1,Bob Burr,{BOB},CIO\n",
    "sends.csv": "send_id,sent_at,path,rep_email,contact_email,deal_id,channel,note\n"
    + "".join(f"{n},2026-03-0{n}T10:00:00+00:00,price.md,{REP},{who},,attached,\n" for n, who in ((1, ANN), (2, BOB))),
}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = build_library(tmp_path / "lib", {"price.md": "# Price\n\nIt is not too expensive."})
    opened.db.execute("UPDATE assets SET audience = 'external'")
    yield opened
    opened.close()


@pytest.fixture
def export(tmp_path: Path) -> Path:
    folder = tmp_path / "crm"
    folder.mkdir()
    for name, text in EXPORT.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def addresses(library: Library) -> set[str]:
    return {email for (email,) in library.db.rows("SELECT email FROM contacts")}


def test_the_same_export_taken_in_again_leaves_who_was_forgotten_away(library: Library, export: Path) -> None:
    assert not import_activity(library.db, export).refused
    forget_contact(library.db, ANN, at=NOON)
    again = import_activity(library.db, export)
    assert again.forgotten == {"contacts": 1}
    assert not again.refused
    assert not again.counts
    assert not again.changes
    assert ANN not in addresses(library)
    assert BOB in addresses(library)
    assert "Almond" not in str(library.db.rows("SELECT * FROM contacts"))


def test_what_an_older_system_sent_them_counts_as_sent_to_nobody(library: Library, export: Path) -> None:
    import_activity(library.db, export)
    forget_contact(library.db, ANN, at=NOON)
    older = import_activity(library.db, export, source="portal")
    assert older.forgotten == {"contacts": 1, "sends": 1}
    assert older.counts["sends"] == 2
    assert ANN not in addresses(library)
    told = import_activity(library.db, export, source="portal")
    assert not told.counts
    assert not told.refused


def test_a_mailbox_does_not_bring_them_back_either(library: Library, export: Path) -> None:
    import_activity(library.db, export)
    forget_contact(library.db, ANN, at=NOON)
    ((asset_id, version_id),) = library.db.rows("SELECT asset_id, id FROM versions")
    found = MailedFile(
        mail="<1@mail>", rep=REP, contact=ANN, sent_at=NOON, file="price.md", asset_id=asset_id, title="Price",
        version_id=version_id, alike=1.0, internal=False,
    )  # fmt: skip
    assert record_mailed(library.db, found)
    assert not record_mailed(library.db, found)
    assert ANN not in addresses(library)


def test_a_colleague_who_sends_to_them_again_makes_a_new_contact(library: Library, export: Path) -> None:
    import_activity(library.db, export)
    forget_contact(library.db, ANN, at=NOON)
    record_send(
        library.db, 1, rep=REP, contact=ANN, deal="", channel=Channel.LINK, note="", token="t" * 30, sent_at=NOON
    )
    assert ANN in addresses(library)
    assert not import_activity(library.db, export).forgotten


def test_a_mark_holds_in_any_spelling_and_tells_nobody_who_it_was(library: Library) -> None:
    assert not is_forgotten(library.db, ANN)
    note_forgotten(library.db, ANN.upper(), at=NOON)
    note_forgotten(library.db, ANN, at=NOON)
    assert is_forgotten(library.db, ANN)
    assert not is_forgotten(library.db, BOB)
    assert library.db.rows("SELECT count(*) FROM forgotten_contacts") == [(1,)]
    assert "ann" not in str(library.db.rows("SELECT mark FROM forgotten_contacts"))
    know_again(library.db, ANN)
    assert not is_forgotten(library.db, ANN)


def test_nobodies_are_told_apart(library: Library) -> None:
    first, second = add_nobody(library.db), add_nobody(library.db)
    assert first != second
    assert len(addresses(library)) == 2
