"""Files that cannot be read: each says what it is and what to do, and nothing but Unreadable comes out."""

from __future__ import annotations

import re
import tracemalloc
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contentlib.errors import Unreadable
from contentlib.formats import FORMATS, SUFFIXES
from indexer.extract import read_bytes
from tests.indexer.extract import builders
from tests.indexer.extract.cases import list_samples
from tests.indexer.extract.mail.outlook_files import write_compound

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512
BOMB = builders.zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": b" " * (300 * 2**20)})
ENTITIES = '<!DOCTYPE a [<!ENTITY b "ha">]><a>&b;</a>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
# The type that an OpenDocument file tells of itself, packed so that nobody can unpack it.
SPOILT = builders.open_document("text", "")
SPOILT = SPOILT[:38] + b"\xff" * 8 + SPOILT[46:]


def _lock(data: bytes) -> bytes:
    """The zip with every part marked as encrypted, as programs that zip with a password mark them."""
    marked = re.sub(rb"PK\x03\x04..\0\0", lambda found: found[0][:6] + b"\1\0", data, flags=re.DOTALL)
    return re.sub(rb"PK\x01\x02....\0\0", lambda found: found[0][:8] + b"\1\0", marked, flags=re.DOTALL)


LOCKED = _lock(builders.zipped({"mimetype": "application/epub+zip", "META-INF/container.xml": "<container/>"}))

CASES = {
    "empty.pdf": (b"", "is empty"),
    "picture.pptx": (b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "is a picture"),
    "program.docx": (b"MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff", "is a program"),
    "noise.docx": (bytes(range(256)) * 4, "is not a docx file"),
    "noise.bin": (bytes(range(256)) * 4, "not a format that can be read"),
    "film.mp4": (b"\0\0\0\x18ftypmp42" + b"\0" * 64, "is a film"),
    "things.zip": (builders.zipped({"note.txt": "hello"}), "is an archive"),
    "spoilt.odt": (SPOILT, "is damaged or incomplete"),
    "drawing.odg": (
        builders.zipped({"mimetype": "application/vnd.oasis.opendocument.graphics"}),
        "is a file of the type",
    ),
    "cut.pptx": (builders.deck()[:2000], "is damaged or incomplete"),
    "cut.pdf": (b"%PDF-1.4\n1 0 obj", "is damaged or incomplete"),
    "hollow.docx": (builders.zipped({"[Content_Types].xml": "<Types/>"}), "has no docx document inside"),
    "secret.pdf": (builders.pdf([["x"]], password="letmein"), "is protected by a password"),
    "secret.docx": (OLE + "EncryptedPackage\0".encode("utf-16-le"), "is protected by a password"),
    "mail.msg": (OLE + "__properties_version1.0\0".encode("utf-16-le"), "is damaged or incomplete"),
    "bomb.docx": (BOMB, "is too large when unpacked: 300 MB"),
    "laughs.docx": (builders.minimal_word(ENTITIES), "declares XML entities"),
    "outside.docx": (builders.minimal_word(OUTSIDE), "declares XML entities"),
    "deep.docx": (builders.minimal_word("<a>" * 5000 + "</a>" * 5000), "is nested too deeply"),
    "plan.ipynb": (b"{", "is not well-formed JSON"),
    "flow.vsd": (write_compound({"VisioDocument": b"x" * 5000}), "is an old Visio drawing"),
    "flyer.pub": (write_compound({"Quill": b"x" * 5000, "Contents": b"x"}), "is a Publisher document"),
    "plan.mpp": (write_compound({"   114": b"x" * 5000}), "is a Microsoft Project plan"),
    "notes.one": (b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d\xae\xb1\x53\x78\xd0\x29\x96\xd3" + b"\0" * 99, "OneNote"),
    "offer.wpd": (b"\xffWPC\x10\0\0\0\x01\x0a" + b"\0" * 64, "is a WordPerfect document"),
    "offer.xps": (builders.zipped({"[Content_Types].xml": "<Types/>", "FixedDocSeq.fdseq": "<a/>"}), "is an XPS"),
    "locked.epub": (LOCKED, "is protected by a password"),
    "cut.epub": (LOCKED[:60], "is damaged or incomplete"),
    "lfs.txt": (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "Git LFS"),
}
# Old Word and PowerPoint files start LibreOffice, which is too slow to be tried a hundred times.
SAMPLES = [sample for name, sample in list_samples().items() if FORMATS[name].reader != "office.legacy"]
NAMES = sorted(f"a{suffix}" for suffix, form in SUFFIXES.items() if form.reader != "office.legacy")
QUIET = settings(
    deadline=None,
    max_examples=250,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@pytest.mark.parametrize("name", CASES)
def test_what_cannot_be_read_says_why_and_what_to_do(name: str) -> None:
    data, reason = CASES[name]
    with pytest.raises(Unreadable, match=reason) as caught:
        read_bytes(data, name)
    assert caught.value.advice.endswith(".")


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    tracemalloc.start()
    with pytest.raises(Unreadable):
        read_bytes(BOMB, "bomb.docx")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20 * 2**20


@pytest.mark.usefixtures("short_of_memory")
@QUIET
@given(st.binary(max_size=400), st.sampled_from(NAMES))
def test_arbitrary_bytes_raise_nothing_but_unreadable(data: bytes, name: str) -> None:
    _read_or_refuse(data, name)


@pytest.mark.usefixtures("short_of_memory")
@QUIET
@given(st.sampled_from(SAMPLES), st.data())
def test_damaged_files_raise_nothing_but_unreadable(sample: tuple[str, bytes], data: st.DataObject) -> None:
    name, whole = sample
    start = data.draw(st.integers(0, len(whole) - 1))
    end = data.draw(st.integers(start, min(len(whole), start + 64)))
    _read_or_refuse(whole[:start] + data.draw(st.binary(max_size=32)) + whole[end:], name)


@pytest.mark.usefixtures("short_of_memory")
@QUIET
@given(st.text(max_size=300))
def test_arbitrary_text_raises_nothing_but_unreadable_as_any_text_format(text: str) -> None:
    for name in ("a.md", "a.html", "a.csv", "a.eml", "a.vtt", "a.rtf", "a.json"):
        _read_or_refuse(text.encode("utf-8", errors="surrogatepass"), name)


def _read_or_refuse(data: bytes, name: str) -> None:
    with suppress(Unreadable):
        read_bytes(data, name)
