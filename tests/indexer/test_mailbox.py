"""Sends that happened in a mailbox: found by the bytes of an attachment, by its text, and counted once."""

from __future__ import annotations

import json
import mailbox
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from click.testing import CliRunner

from contentlib.cli import main
from contentlib.errors import BadInput
from contentlib.library.opened import Library
from contentlib.sending.discretion import OWNER
from contentlib.sending.mailbox_sends import MailedFile, record_mailed
from contentlib.sending.sends import list_sends
from indexer.mailbox import match_mailbox, read_mail
from tests.builders import build_library

STORY = (
    "The harbour of Northaven closed its books in nine days and now needs two. Every invoice arrives by mail, is read "
    "once, and finds its order without anybody typing. The controller signs what is left over on Friday afternoon, and "
    "the auditors take their sample from the same screen. Savings in the first year came to forty thousand euros, most "
    "of it from discounts that used to run out while a folder lay on a desk."
)
OTHER = (
    "Security is looked after by people who do nothing else. Data stays in two places in the Union, keys are turned "
    "every ninety days, and whoever leaves the company loses all access within the hour. Penetration tests are made "
    "twice a year by somebody new, and the summary is yours to read before you sign anything at all with us."
)
FILES: dict[str, str | bytes] = {
    "story.md": f"---\naudience: external\n---\n# Harbour\n\n{STORY}",
    "security.md": f"---\naudience: external\n---\n# Security\n\n{OTHER}",
    "card.md": "---\naudience: internal\n---\n# Rival card\n\nTheir weak side is the migration of old bills.",
}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = build_library(tmp_path, FILES)
    yield opened
    opened.close()


def write_mail(number: int = 1, **changes: str) -> EmailMessage:
    mail = EmailMessage()
    heads = {
        "From": "Ines <ines@ours.example>", "To": "Ann <ann@buyer.example>", "Cc": "ola@ours.example",
        "Date": "Mon, 02 Mar 2026 10:00:00 +0100", "Message-ID": f"<{number}@ours.example>", "Subject": "As promised",
    } | changes  # fmt: skip
    for name, value in heads.items():
        if value:
            mail[name] = value
    mail.set_content("Here it is.")
    return mail


def attach(mail: EmailMessage, name: str, text: str | bytes) -> EmailMessage:
    data = text.encode() if isinstance(text, str) else text
    mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail


def keep(folder: Path, *mails: EmailMessage) -> Path:
    path = folder / "sent.mbox"
    box = mailbox.mbox(path)
    for mail in mails:
        box.add(mail)
    box.flush()
    box.close()
    return path


def match(library: Library, path: Path) -> list[MailedFile]:
    return list(match_mailbox(library.db, library.settings, path))


def test_the_very_same_file_is_found_whatever_it_is_called(library: Library, tmp_path: Path) -> None:
    (found,) = match(library, keep(tmp_path, attach(write_mail(), "for Ann.md", FILES["story.md"])))
    assert (found.title, found.contact, found.how, found.alike) == ("Harbour", "ann@buyer.example", "same file", 1.0)
    assert found.sent_at.isoformat() == "2026-03-02T09:00:00+00:00"


EDITED = {
    "a few words changed": STORY.replace("forty thousand euros", "42,000 EUR").replace("Friday", "Monday"),
    "half of it": " ".join(STORY.split()[:45]),
    "with a greeting before it": f"Dear Ann, as we said on the phone, have a look at this. {STORY}",
}


@pytest.mark.parametrize("name", EDITED)
def test_an_edited_copy_is_found_by_its_text(library: Library, tmp_path: Path, name: str) -> None:
    (found,) = match(library, keep(tmp_path, attach(write_mail(), "copy.txt", EDITED[name])))
    assert (found.title, found.how) == ("Harbour", "edited copy")
    assert 0.6 <= found.alike < 1


OTHERS = {
    "another text": "An order confirmation for twelve chairs, brought to the back door on a Tuesday in May.",
    "a word of each": " ".join(f"{a} {b}" for a, b in zip(STORY.split(), OTHER.split(), strict=False)),
    "hardly anything": "The harbour of Northaven.",
    "nothing": " ",
}


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_not_ours_is_left_alone(library: Library, tmp_path: Path, name: str) -> None:
    assert match(library, keep(tmp_path, attach(write_mail(), "letter.txt", OTHERS[name]))) == []


def test_a_damaged_attachment_costs_itself_only(library: Library, tmp_path: Path) -> None:
    mail = attach(attach(write_mail(), "a.pdf", b"%PDF-1.7 broken"), "b.txt", STORY)
    (found,) = match(library, keep(tmp_path, mail))
    assert found.file == "b.txt"


UNTOLD = {
    "nobody outside": {"To": "ola@ours.example"},
    "no sender": {"From": ""},
    "no date": {"Date": ""},
    "a date that is none": {"Date": "soon"},
    "no address": {"To": "undisclosed-recipients:;", "Cc": ""},
}


@pytest.mark.parametrize("name", UNTOLD)
def test_a_mail_of_which_nobody_can_say_who_and_when_is_left_out(name: str) -> None:
    assert list(read_mail(bytes(attach(write_mail(1, **UNTOLD[name]), "story.md", FILES["story.md"])))) == []


def test_names_that_are_paths_stay_names() -> None:
    (attached,) = read_mail(bytes(attach(write_mail(), "..\\..\\etc/passwd.txt", STORY)))
    assert attached.name == "passwd.txt"


def test_a_mailbox_read_twice_counts_once_and_so_does_what_the_rep_noted(library: Library, tmp_path: Path) -> None:
    path = keep(tmp_path, attach(write_mail(), "story.md", FILES["story.md"]))
    assert [record_mailed(library.db, found) for found in match(library, path)] == [True]
    assert [record_mailed(library.db, found) for found in match(library, path)] == [False]
    again = keep(tmp_path / "drive", attach(write_mail(2), "story.md", FILES["story.md"]))
    assert [record_mailed(library.db, found) for found in match(library, again)] == [False], "noted on that day already"
    (send,) = list_sends(library.db, asking=OWNER)
    assert (send.contact, send.rep, send.channel) == ("ann@buyer.example", "ines@ours.example", "attached")


def test_a_send_goes_to_the_one_open_deal_of_the_contacts_account(library: Library, tmp_path: Path) -> None:
    account = library.db.table("accounts").insert({"name": "Buyer"}).last_pk
    library.db.table("contacts").insert({"email": "ann@buyer.example", "account_id": account})
    library.db.table("deals").insert_all(
        [
            {"name": "Now", "account_id": account, "outcome": "open"},
            {"name": "Then", "account_id": account, "outcome": "won"},
        ]
    )
    (found,) = match(library, keep(tmp_path, attach(write_mail(), "story.md", FILES["story.md"])))
    record_mailed(library.db, found)
    assert list_sends(library.db, asking=OWNER)[0].deal == "Now"


def run(library: Library, *arguments: str) -> tuple[int, str, str]:
    library_file = str(library.settings.library)
    result = CliRunner().invoke(main, ["--library", library_file, "sends", "match", *arguments], catch_exceptions=False)
    return result.exit_code, result.stdout, result.stderr


def test_the_command_tells_what_it_would_do_and_then_does_it(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "sent"
    folder.mkdir()
    (folder / "1.eml").write_bytes(bytes(attach(write_mail(1), "story.md", FILES["story.md"])))
    (folder / "2.eml").write_bytes(bytes(attach(write_mail(2), "card.md", FILES["card.md"])))
    code, out, told = run(library, str(folder), "--dry-run")
    assert (code, list_sends(library.db, asking=OWNER)) == (0, ())
    assert "2 would be recorded" in told
    assert "“Rival card” is internal and went out 1 times" in told
    code, out, told = run(library, str(folder), "--json")
    assert [one["did"] for one in json.loads(out)] == ["recorded", "recorded"]
    assert "2 known already" in run(library, str(folder))[2]
    assert len(list_sends(library.db, asking=OWNER)) == 2


def test_a_mailbox_that_is_not_there_is_told(library: Library, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="There is no mailbox at"):
        match(library, tmp_path / "nowhere.mbox")
