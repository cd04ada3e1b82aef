"""Outlook messages: what a mail says, in whichever of its bodies, and what is attached; damage costs the file only."""

from __future__ import annotations

import struct
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contentlib.errors import Unreadable
from contentlib.model import Reading
from indexer.extract import detect_format, read_bytes
from indexer.extract.mail.rtfpack import unpack_rtf
from indexer.extract.office.compound import MAX_ENTRIES
from tests.indexer.extract import builders
from tests.indexer.extract.mail.outlook_files import Attachment, Message, write_compound, write_message

RTF = rb"{\rtf1\ansi\ansicpg1252 The {\b discount} ends in May.\par}"
# The examples of the format's own documents: one with references, one with a reference into what it is just writing.
PACKED = {
    "2d0000002b0000004c5a4675f1c5c7a703000a00726370673132354232"
    "0af32068656c090020627705b06c647d0a800fa0": b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n",
    "1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0": b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}",
}


def packed(code: bytes) -> bytes:
    """RTF code packed without repeating anything: every control byte says that eight letters follow."""
    body = b"".join(b"\0" + code[at : at + 8] for at in range(0, len(code), 8))
    return struct.pack("<IIII", len(body) + 12, len(code), 0x75465A4C, 0) + body


def read(message: Message, name: str = "mail.msg") -> Reading:
    return read_bytes(write_message(message), name)


def test_a_message_says_who_wrote_what_to_whom_and_when() -> None:
    reading = read(
        Message(cc=("Cem Çelik",), body="They ask for a discount.\r\nWe refuse.", keywords=("Pricing", "EU"))
    )
    assert reading.format == "msg"
    assert (reading.sections[0].locator, reading.sections[0].heading) == ("", "Offer")
    assert reading.sections[0].text == (
        "From: Ann Archer\nTo: Bob Brown\nCc: Cem Çelik\nDate: 2026-05-04\n\nThey ask for a discount.\nWe refuse."
    )
    properties = reading.properties
    assert (properties.title, properties.author, properties.keywords) == ("Offer", "Ann Archer", ("Pricing", "EU"))
    assert properties.modified_at == datetime(2026, 5, 4, 9, 30, tzinfo=UTC)


def test_a_message_from_before_unicode_is_read_in_its_own_code_page() -> None:
    reading = read(Message(subject="Предложение", sender="Анна", body="Слишком дорого", code_page=1251))
    assert reading.sections[0].heading == "Предложение"
    assert "Слишком дорого" in reading.sections[0].text


HTML = b"<html><head><meta charset=utf-8></head><body><h1>Terms</h1><p>Paid \xe2\x82\xac 12 monthly</p></body></html>"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ({"__substg1.0_10130102": HTML}, "Paid € 12 monthly"),
        ({"__substg1.0_1013001F": HTML.decode().encode("utf-16-le")}, "Paid € 12 monthly"),
        ({"__substg1.0_10090102": packed(RTF)}, "The discount ends in May."),
        ({"__substg1.0_10090102": struct.pack("<IIII", 0, len(RTF), 0x414C454D, 0) + RTF}, "The discount ends in May."),
        ({"__substg1.0_10130102": HTML, "__substg1.0_10090102": packed(RTF)}, "Paid € 12 monthly"),
    ],
    ids=["html as bytes", "html as text", "packed rich text", "plain rich text", "html before rich text"],
)
def test_a_message_without_plain_text_is_read_from_its_other_bodies(raw: dict[str, bytes], said: str) -> None:
    assert said in read(Message(raw=raw)).sections[0].text


def test_plain_text_is_preferred_to_what_says_the_same_with_furniture() -> None:
    text = read(Message(body="Plain words.", raw={"__substg1.0_10130102": HTML})).sections[0].text
    assert "Plain words." in text
    assert "monthly" not in text


@pytest.mark.parametrize("packed_up", PACKED)
def test_rich_text_that_repeats_itself_is_unpacked(packed_up: str) -> None:
    assert unpack_rtf(bytes.fromhex(packed_up)) == PACKED[packed_up]


def test_attachments_are_sections_of_their_own_at_their_own_locators() -> None:
    reading = read(
        Message(
            body="See attached.",
            attachments=[
                Attachment("plan.pdf", builders.pdf([["First"], ["Second page"]])),
                Attachment("prices.csv", b"Plan,Price\nS,12\n"),
                Attachment("logo.png", b"\x89PNG\r\n\x1a\n", mime="image/png"),
                Attachment("banner", b"\x89PNG\r\n\x1a\n", hidden=True),
                Attachment("virus.exe", b"MZ\x90\0\3\0\0\0"),
                Attachment("elsewhere.docx", b""),
            ],
        )
    )
    locators = [section.locator for section in reading.sections]
    assert locators == [
        "",
        "attachment plan.pdf > page 1",
        "attachment plan.pdf > page 2",
        "attachment prices.csv > rows 2-2",
    ]
    assert [warning.split(" was ")[0] for warning in reading.warnings] == [
        "attachment “virus.exe”",
        "attachment “elsewhere.docx”",
    ]


def test_messages_inside_messages_are_read_whichever_way_they_are_stored() -> None:
    inner = Message(subject="Inner", body="the inner words", attachments=[Attachment("note.md", b"# Deep\n\nnote")])
    as_file = write_message(Message(subject="As a file", body="words of a file"))
    as_mail = bytes(builders.mail("As a mail", "words of a mail"))
    outer = Message(
        attachments=[
            Attachment("", inner),
            Attachment("Saved.msg", as_file),
            Attachment("Saved.eml", as_mail),
            Attachment("smime.p7m", as_mail, mime="multipart/signed"),
        ]
    )
    found = {section.locator: section.text for section in read(outer).sections}
    assert "the inner words" in found["attachment mail"]
    assert found["attachment mail > attachment note.md > Deep"] == "note"
    assert "words of a file" in found["attachment Saved.msg"]
    assert "words of a mail" in found["attachment Saved.eml"]
    assert "words of a mail" in found["attachment signed mail.eml"]


def test_a_message_attached_to_a_mail_of_the_other_format_is_read() -> None:
    data = bytes(builders.mail("Outer", "text", attached={"inner.msg": write_message(Message(body="from Outlook"))}))
    assert "from Outlook" in "".join(section.text for section in read_bytes(data, "outer.eml").sections)


def test_messages_are_followed_to_a_limit() -> None:
    message = Message(subject="level 0", body="innermost")
    for level in range(1, 9):
        stored = message if level % 2 else write_message(message)
        message = Message(subject=f"level {level}", body=f"text {level}", attachments=[Attachment("next.msg", stored)])
    reading = read(message)
    said = "".join(section.text for section in reading.sections)
    assert "text 5" in said
    assert "innermost" not in said
    assert "mails are followed" in reading.warnings[0]


def test_only_so_many_attachments_are_read() -> None:
    reading = read(Message(attachments=[Attachment(f"{n}.txt", b"words enough") for n in range(120)]))
    assert len(reading.sections) == 101
    assert reading.warnings == ("only the first 100 of 120 attachments were read",)


def test_an_old_office_file_is_told_by_what_lies_at_its_top() -> None:
    """A message with a Word file inside is a message, a Word file with a message inside is a Word file."""
    word = write_compound({"WordDocument": b"x" * 5000})
    assert detect_format(word, "a.msg") == "doc"
    assert detect_format(write_message(Message(attachments=[Attachment("a.doc", word)])), "mail.doc") == "msg"
    holder = write_compound({"WordDocument": b"x", "ObjectPool": {"_1": {"__properties_version1.0": b"x" * 40}}})
    assert detect_format(holder, "a.doc") == "doc"
    assert detect_format(write_compound({"PowerPoint Document": b"x"}), "a") == "ppt"
    assert detect_format(write_compound({"Workbook": b"x"}), "a") == "xls"


WHOLE = write_message(
    Message(
        subject="Whole",
        raw={"__substg1.0_10090102": packed(RTF * 40)},
        attachments=[Attachment("inner", Message(body="x" * 5000)), Attachment("a.txt", b"words " * 900)],
    )
)


def test_the_builder_writes_what_an_independent_reader_accepts() -> None:
    import olefile

    with olefile.OleFileIO(WHOLE, raise_defects=olefile.DEFECT_INCORRECT) as ole:
        assert ole.exists("__attach_version1.0_#00000000/__substg1.0_3701000D/__substg1.0_1000001F")


@pytest.mark.parametrize("kept", [100, 600, 1536, 3000, len(WHOLE) // 2, len(WHOLE) - 700])
def test_a_message_that_is_cut_off_is_refused_or_read_in_part(kept: int) -> None:
    with suppress(Unreadable):
        assert read_bytes(WHOLE[:kept], "cut.msg").format == "msg"


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_damaged_message_raises_nothing_but_unreadable(data: st.DataObject) -> None:
    start = data.draw(st.integers(8, len(WHOLE) - 1))
    some = data.draw(st.binary(min_size=1, max_size=24))
    with suppress(Unreadable):
        read_bytes(WHOLE[:start] + some + WHOLE[start + len(some) :], "damaged.msg")


def test_a_chain_of_names_without_end_is_refused_not_followed() -> None:
    """Entries of a search tree that lean all to one side, deeper than any honest program writes them."""
    streams: dict[str, bytes] = {f"{n:06}": b"" for n in range(3000)}
    leaning = _leaning(write_compound({"__properties_version1.0": bytes(32), **streams}))
    with pytest.raises(Unreadable, match="damaged"):
        read_bytes(leaning, "deep.msg")


def _leaning(data: bytes) -> bytes:
    """The same file with every entry pointing right at the next one."""
    first = (1 + struct.unpack_from("<I", data, 48)[0]) * 512
    changed = bytearray(data)
    count = sum(changed[at + 66] in (1, 2) for at in range(first, len(data) - 128, 128))
    for number in range(1, count):
        struct.pack_into("<II", changed, first + number * 128 + 68, 0xFFFFFFFF, number + 1)
    struct.pack_into("<I", changed, first + 76, 1)
    return bytes(changed)


def test_a_message_with_more_parts_than_any_has_is_refused() -> None:
    streams: dict[str, bytes] = {f"{n:06}": b"" for n in range(MAX_ENTRIES + 1)}
    assert "damaged" in _refusal(write_compound({"__properties_version1.0": bytes(32), **streams}))


def test_a_small_body_that_claims_to_be_huge_is_refused() -> None:
    claim = struct.pack("<IIII", 100, 2**31, 0x75465A4C, 0) + bytes(88)
    assert "more than 64 MB" in _refusal(write_message(Message(raw={"__substg1.0_10090102": claim})))


@pytest.mark.parametrize("body", [b"", b"LZ", bytes(16), struct.pack("<IIII", 9, 9, 0x75465A4C, 0) + b"\xff\xff\xf0"])
def test_a_packed_body_that_makes_no_sense_is_refused_or_empty(body: bytes) -> None:
    with suppress(Unreadable):
        assert len(unpack_rtf(body)) <= 9


def test_a_message_about_nothing_is_read_as_thin() -> None:
    reading = read(Message(subject="", sender="", to=(), sent_at=None))
    assert reading.sections == ()
    assert reading.warnings == ("no text: there is nothing to find in this file",)


def test_a_date_beyond_all_calendars_is_no_date() -> None:
    odd = Message(
        sent_at=None, raw={"__properties_version1.0": bytes(32) + struct.pack("<HHIQ", 0x40, 0x39, 6, 2**64 - 1)}
    )
    assert read(odd).properties.modified_at is None


def _refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read_bytes(data, "a.msg")
    assert caught.value.advice.endswith(".")
    return caught.value.reason


SAMPLES = Path(__file__).parents[5] / "shared/dev/extract"


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample files are not there")
@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("markitdown/test_files/test_outlook_msg.msg", "This is the body of the test email message"),
        ("docling/email/sources/msg_simple.msg", "This is a simple email body."),
        ("docling/email/sources/msg_with_attachment.msg", "This is a test attachment file."),
    ],
)
def test_messages_that_outlook_wrote_are_read(path: str, said: str) -> None:
    reading = read_bytes((SAMPLES / path).read_bytes(), "mail.msg")
    assert said in "\n".join(section.text for section in reading.sections)
    assert replace(reading.properties, fields={}).author
