"""A file that a password locks is told from one that is damaged, in every format that can be locked."""

from __future__ import annotations

import struct
from io import BytesIO

import openpyxl
import pytest

from contentlib.errors import Unreadable
from indexer.extract import read_bytes
from tests.indexer.extract import builders
from tests.indexer.extract.mail.outlook_files import write_compound

LOCK = struct.pack("<HH", 0x002F, 6) + bytes(6)
BEGIN = struct.pack("<HHHHHHII", 0x809, 16, 0x0600, 5, 0, 0, 0, 0)
MANIFEST = "<manifest><file-entry full-path='content.xml'><encryption-data/></file-entry></manifest>"
ODT = builders.zipped({
    "mimetype": "application/vnd.oasis.opendocument.text", "META-INF/manifest.xml": MANIFEST, "content.xml": b"\7\3",
})  # fmt: skip
SEALED = builders.zipped({
    "mimetype": "application/vnd.oasis.opendocument.text", "META-INF/manifest.xml": MANIFEST,
    "encrypted-package": b"\7",
})  # fmt: skip


def locked_zip(data: bytes) -> bytes:
    """The switch of each part in a zip file that says that it is encrypted."""
    out = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = out.find(mark)
        while start >= 0:
            out[start + at] |= 1
            start = out.find(mark, start + 4)
    return bytes(out)


LOCKED = {
    "a.xls": write_compound({"Workbook": (BEGIN + LOCK).ljust(5000, b"\1")}),
    "five.xls": write_compound({"Book": (BEGIN + LOCK).ljust(5000, b"\1")}),
    "a.doc": write_compound({"WordDocument": struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0, 0, 0x0100).ljust(5000, b"\1")}),
    "a.ppt": write_compound({
        "PowerPoint Document": bytes(5000), "Current User": bytes(12) + struct.pack("<I", 0xF3D1C4DF) + bytes(20),
    }),
    "new.docx": write_compound({"EncryptedPackage": bytes(5000), "EncryptionInfo": bytes(100)}),
    "new.xlsx": write_compound({"EncryptedPackage": bytes(5000), "EncryptionInfo": bytes(100)}),
    "new.pptx": write_compound({"EncryptedPackage": bytes(5000), "EncryptionInfo": bytes(100)}),
    "a.odt": ODT,
    "whole.odt": SEALED,
    "a.pdf": builders.pdf([["x"]], password="letmein"),
    "a.zip": locked_zip(builders.zipped({"plan.txt": "hello"})),
    "zipped.docx": locked_zip(builders.word_file()),
    "zipped.xlsx": locked_zip(builders.workbook()),
}  # fmt: skip
DAMAGED = {
    "a.xls": write_compound({"Workbook": BEGIN.ljust(5000, b"\1")}),
    "a.docx": builders.word_file()[:3000],
    "a.odt": builders.open_document("text", "")[:100],
    "a.pdf": builders.pdf([["x"]])[:60],
}


@pytest.mark.parametrize("name", LOCKED)
def test_what_is_locked_says_so(name: str) -> None:
    with pytest.raises(Unreadable, match="is protected by a password") as caught:
        read_bytes(LOCKED[name], name)
    assert "without the password" in caught.value.advice


@pytest.mark.parametrize("name", DAMAGED)
def test_what_is_damaged_says_so(name: str) -> None:
    with pytest.raises(Unreadable, match="is damaged"):
        read_bytes(DAMAGED[name], name)


def test_a_workbook_that_only_forbids_changes_is_read() -> None:
    book = openpyxl.load_workbook(BytesIO(builders.workbook()))
    book["Prices"].protection.set_password("x")
    out = BytesIO()
    book.save(out)
    assert "Small | 12" in read_bytes(out.getvalue(), "a.xlsx").sections[0].text
