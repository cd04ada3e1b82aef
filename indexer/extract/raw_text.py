"""Raw text made plain: which letters stay, which blanks and lines stay, and which encoding the bytes are in."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from charset_normalizer import from_bytes

from contentlib.errors import Unreadable
from contentlib.model import Section
from indexer.extract.alphabets import guess_alphabet, reads_as_one_script

_SAMPLE = 32_768
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# Encodings that an office file saved as text is really in. A longer list makes short texts guess wrong.
_LIKELY = ["cp1252", "cp932", "euc_jp", "gb18030", "big5", "cp949", "cp1251"]
_CJK = {"cp932", "euc_jp", "gb18030", "big5", "cp949"}
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_INVISIBLE = [
    0xAD,
    0x200B,
    0x2060,
    0xFEFF,
    0xFFFE,
    0xFFFF,
    0x200E,
    0x200F,
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
]
_CONTROLS = [code for code in (*range(32), *range(0x7F, 0xA0)) if code not in (9, 10, 13)]
# Symbol fonts (Wingdings and its kin) put their bullets and arrows in this private range.
_SYMBOLS = dict.fromkeys(range(0xF000, 0xF100), " ") | dict.fromkeys((0xF0A7, 0xF0B7, 0xF0D8, 0xF0FC), "•")
_TERMINAL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_LINE_ENDS = {0: " ", 0x0B: "\n", 0x0C: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n"}
_LETTERS = dict.fromkeys([*_INVISIBLE, *_CONTROLS]) | _LIGATURES | _SYMBOLS | _LINE_ENDS
_BLANKS = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_SURROGATES = re.compile("[\ud800-\udfff]")


def plain(text: str) -> str:
    """Text without control, invisible and direction characters, in NFC. Ligatures become letters; lines stay.

    >>> plain("pri\\u00adce \\ufb01t\\x00s")
    'price fit s'
    """
    return unicodedata.normalize("NFC", _TERMINAL.sub("", _SURROGATES.sub("", text)).translate(_LETTERS))


def tidy(text: str) -> str:
    """Plain text with single blanks, no blanks at line ends, and at most one empty line in a row.

    >>> tidy("  a \\t b \\r\\n\\n\\n c ")
    'a b\\n\\nc'
    """
    lines: list[str] = []
    for line in re.split(r"\r\n|\r|\n", plain(text)):
        line = _BLANKS.sub(" ", line).strip(" ")
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).strip("\n")


def one_line(text: str) -> str:
    """Tidy text on one line.

    >>> one_line(" Price\\nlist ")
    'Price list'
    """
    return " ".join(tidy(text).split())


def row(cells: list[str]) -> str:
    """A table row as a line; an empty row is an empty string, empty cells at the end are left off.

    >>> row(["Plan", "", " 12 €", ""])
    'Plan |  | 12 €'
    """
    tidied = [one_line(cell) for cell in cells]
    while tidied and not tidied[-1]:
        tidied.pop()
    return " | ".join(tidied)


def decode(data: bytes) -> str:
    """Bytes of a text file as text: by its mark, else UTF-8, else the likeliest encoding. Never fails on text.

    Raises Unreadable where the bytes are no text at all.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace").replace("\ufffd", " ")
    wide = _unmarked_utf16(data)
    if wide:
        return data.decode(wide, errors="replace").replace("\ufffd", " ")
    if looks_binary(data):
        raise Unreadable("is not a format that can be read: the bytes are no text.", "Check that the ending is right.")
    return _decode_narrow(data)


def looks_binary(data: bytes) -> bool:
    """True where more than one byte in ten of the beginning is a control code and it is not UTF-16 or UTF-32."""
    sample = data[:_SAMPLE]
    if not sample or sample.startswith(tuple(mark for mark, _ in _MARKS)) or _unmarked_utf16(sample):
        return False
    text_bytes = bytes((*range(32, 256), 9, 10, 12, 13, 27))
    return len(sample.translate(None, text_bytes)) * 10 > len(sample)


def _unmarked_utf16(data: bytes) -> str:
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    if half < 8:
        return ""
    first, second = sample[0::2].count(0), sample[1::2].count(0)
    if first > 0.4 * half and second < 0.05 * half:
        return "utf-16-be"
    if second > 0.4 * half and first < 0.05 * half:
        return "utf-16-le"
    return _wide_alphabet(sample[: 2 * half])


def _wide_alphabet(sample: bytes) -> str:
    """UTF-16 of other scripts has few zeros: it is told by reading as one script, which no other bytes do."""
    if b"\0" not in sample and _is_utf8(sample):
        return ""
    return next((one for one in ("utf-16-le", "utf-16-be") if reads_as_one_script(sample.decode(one, "replace"))), "")


def _is_utf8(sample: bytes) -> bool:
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError as error:
        # A letter may be cut at the end.
        return error.start > len(sample) - 4
    return True


def _decode_narrow(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    lenient = data.decode("utf-8", errors="replace")
    # A UTF-8 file with a few broken places still has far more good letters beyond ASCII than broken ones.
    good = sum(1 for letter in lenient if "\x7f" < letter != "\ufffd")
    if good > lenient.count("\ufffd"):
        return lenient.replace("\ufffd", " ")
    return data.decode(_likeliest(data), errors="replace").replace("\ufffd", " ")


def _likeliest(data: bytes) -> str:
    found = from_bytes(_without_half_letters(data), cp_isolation=_LIKELY).best()
    encoding = found.encoding if found else "cp1252"
    # Western text with a few accents is now and then taken for Asian text; that reads as a row of rare signs.
    text = data[:_SAMPLE].decode(encoding, errors="replace")
    guess = guess_alphabet(data)
    if encoding in _CJK and _reads_as_cjk(text) and not (guess and guess.is_sure):
        return encoding
    return guess.encoding if guess else "cp1252"


def _without_half_letters(data: bytes) -> bytes:
    sample = data[:_SAMPLE]
    if len(data) <= _SAMPLE:
        return sample
    end = sample.rfind(b"\n")
    return sample[: end + 1] if end > 0 else sample


def _reads_as_cjk(text: str) -> bool:
    beyond = [letter for letter in text[:_SAMPLE] if letter > "\x7f"]
    usual = sum("\u3000" <= letter <= "\u30ff" or "\u4e00" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7a3"
                for letter in beyond)  # fmt: skip
    pairs = sum(a > "\x7f" and b > "\x7f" for a, b in pairwise(text[:_SAMPLE]))
    return usual > 0.7 * len(beyond) and pairs > 0.5 * len(beyond)


def set_aside(section: Section) -> Section:
    """A hidden slide or sheet: found by reps, but kept with the notes, since its author did not mean it to be shown.

    >>> set_aside(Section("slide 3", "Margins", "We make 40 %."))
    Section(locator='slide 3', heading='', text='', notes='Margins\\nWe make 40 %.')
    """
    told = (section.heading, section.text, section.notes)
    return Section(section.locator, heading="", text="", notes="\n".join(part for part in told if part))
