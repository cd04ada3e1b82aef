"""Outlook messages (MSG): an OLE file with a stream for each property, named by its number and type (MS-OXMSG)."""

from __future__ import annotations

import mimetypes
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

from contentlib.errors import Unreadable
from contentlib.model import Properties, Reading
from indexer.extract.mail.letters import FURNITURE, AttachedPart, Letter, Readers, Told, choose_body, read_letter
from indexer.extract.mail.rtfpack import unpack_rtf
from indexer.extract.office import Compound, Folder, list_numbered, open_compound
from indexer.extract.raw_text import decode, one_line, tidy
from indexer.extract.text import read_rtf
from indexer.extract.web import decode_page, read_markup

# Numbers of properties, as the format's own documents call them.
_SUBJECT, _SENDER, _ON_BEHALF = 0x0037, 0x0C1A, 0x0042
_SENDER_ADDRESSES = (0x5D01, 0x0C1F, 0x5D02, 0x0065)
_SUBMITTED, _DELIVERED, _CREATED, _MODIFIED = 0x0039, 0x0E06, 0x3007, 0x3008
_BODY, _HTML, _RTF, _CODE_PAGES = 0x1000, 0x1013, 0x1009, (0x3FFD, 0x3FDE)
_NAME, _ADDRESSES, _RECIPIENT_KIND = 0x3001, (0x39FE, 0x3003), 0x0C15
_DATA, _LONG_NAME, _SHORT_NAME, _MIME, _IS_HIDDEN, _SHOWN_BY = 0x3701, 0x3707, 0x3704, 0x370E, 0x7FFE, 0x3712
_UNICODE, _NARROW, _BINARY, _OBJECT = "001F", "001E", "0102", "000D"
_TO, _CC = 1, 2
_SENT_TO, _SENT_CC = 0x0E04, 0x0E03

_PROPERTIES = "__properties_version1.0"
# What stands before the list of properties, at the top, in a message inside it, and in anything else.
_TOP, _INNER, _OTHER = 32, 24, 8
_ENTRY = struct.Struct("<HHI8s")
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_ENCODINGS = {
    65001: "utf-8", 20127: "ascii", 28591: "cp1252", 936: "gbk", 950: "big5", 20866: "koi8-r", 21866: "koi8-u",
    50220: "iso2022_jp", 50221: "iso2022_jp", 51932: "euc_jp", 51949: "euc_kr", 54936: "gb18030",
} | {28590 + part: f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 9, 13, 15)}  # fmt: skip
_MOST_KEYWORDS = 50


def read_msg(data: bytes, *, depth: int = 0, readers: Readers | None = None) -> Reading:
    """``depth``: how many mails it lies in; ``readers``: who reads its attachments, if not the usual ones."""
    told = Told()
    with open_compound(data) as compound:
        message = _Properties.of(compound, compound.root, _TOP)
        if not message.folder.streams:
            raise Unreadable("is damaged: it is not a mail with a sender, a subject or a date.", "Save the mail again.")
        sections = tuple(read_letter(_letter(message), told, depth=depth, readers=readers))
        properties = Properties(
            title=message.text(_SUBJECT),
            author=_sender(message),
            keywords=tuple(_keywords(message)),
            created_at=_sent_at(message),
            modified_at=_sent_at(message),
        )
    return Reading("msg", sections, properties, tuple(told.warnings), told.pictured)


@dataclass(frozen=True, slots=True)
class _Properties:
    """The properties of a message, a recipient or an attachment: short ones in one list, long ones a stream each."""

    compound: Compound
    folder: Folder
    short: dict[int, bytes]
    encoding: str

    @classmethod
    def of(cls, compound: Compound, folder: Folder, head: int, encoding: str = "") -> _Properties:
        listed = compound.read(folder, _PROPERTIES)[head:]
        whole = listed[: len(listed) - len(listed) % _ENTRY.size]
        short = {number: value for _, number, _, value in _ENTRY.iter_unpack(whole)}
        pages = (int.from_bytes(short[number][:4], "little") for number in _CODE_PAGES if number in short)
        found = next((_ENCODINGS.get(page, f"cp{page}") for page in pages), "")
        return cls(compound, folder, short, encoding or found)

    def binary(self, number: int, kind: str = _BINARY) -> bytes:
        return self.compound.read(self.folder, f"__substg1.0_{number:04X}{kind}")

    def raw_text(self, number: int, kinds: tuple[str, str] = (_UNICODE, _NARROW), item: str = "") -> str:
        wide = self.binary(number, kinds[0] + item)
        if wide:
            return wide.decode("utf-16-le", "replace").rstrip("\x00")
        return self._narrow(self.binary(number, kinds[1] + item)).rstrip("\x00")

    def text(self, number: int) -> str:
        return one_line(self.raw_text(number))

    def integer(self, number: int) -> int:
        return int.from_bytes(self.short.get(number, b"")[:4], "little")

    def time(self, number: int) -> datetime | None:
        ticks = int.from_bytes(self.short.get(number, b""), "little")
        try:
            return _EPOCH + timedelta(microseconds=ticks // 10) if ticks else None
        except OverflowError:
            return None

    def _narrow(self, data: bytes) -> str:
        if not data:
            return ""
        try:
            return data.decode(self.encoding or "utf-8")
        except (LookupError, UnicodeDecodeError):
            return decode(data)


# --- a message ----------------------------------------------------------------------------------------------------


def _letter(message: _Properties) -> Letter:
    sent_at = _sent_at(message)
    written = {
        "From": _sender(message),
        "To": _receivers(message, _TO) or message.text(_SENT_TO),
        "Cc": _receivers(message, _CC) or message.text(_SENT_CC),
        "Date": sent_at.date().isoformat() if sent_at else "",
    }
    head = tuple(f"{name}: {value}" for name, value in written.items() if value)
    return Letter(message.text(_SUBJECT), head, _body(message), list(_attachments(message)))


def _sender(message: _Properties) -> str:
    named = message.text(_SENDER) or message.text(_ON_BEHALF)
    return named or next(filter(None, map(message.text, _SENDER_ADDRESSES)), "")


def _sent_at(message: _Properties) -> datetime | None:
    return next(filter(None, map(message.time, (_SUBMITTED, _DELIVERED, _CREATED, _MODIFIED))), None)


def _receivers(message: _Properties, kind: int) -> str:
    folders = list_numbered(message.folder, "__recip_version1.0_#")
    receivers = (_Properties.of(message.compound, folder, _OTHER, message.encoding) for folder in folders)
    named = (next(filter(None, map(one.text, (_NAME, *_ADDRESSES))), "") for one in receivers if _is(one, kind))
    return ", ".join(filter(None, named))


def _is(receiver: _Properties, kind: int) -> bool:
    return receiver.integer(_RECIPIENT_KIND) == kind


def _body(message: _Properties) -> str:
    """The mail's own words: as plain text where it has that, since the others say the same with furniture."""
    return choose_body(message.raw_text(_BODY), lambda: _from_html(message)) or _from_rtf(message)


def _from_html(message: _Properties) -> str:
    markup = message.binary(_HTML)
    page = decode_page(markup) if markup else message.raw_text(_HTML)
    if not page.strip():
        return ""
    return tidy("\n".join(f"{section.heading}\n{section.text}" for section in read_markup(page).sections))


def _from_rtf(message: _Properties) -> str:
    packed = message.binary(_RTF)
    if not packed:
        return ""
    return "\n".join(section.text for section in read_rtf(unpack_rtf(packed)).sections)


def _keywords(message: _Properties) -> Iterator[str]:
    """The categories a person gave it, whose number is each message's own and is looked up by name."""
    number = _find_named(message, "Keywords")
    lengths = message.binary(number, "101F") or message.binary(number, "101E") if number else b""
    for item in range(min(len(lengths) // 4, _MOST_KEYWORDS)):
        word = one_line(message.raw_text(number, ("101F", "101E"), f"-{item:08X}"))
        if word:
            yield word


def _find_named(message: _Properties, name: str) -> int:
    names = message.folder.folders.get("__nameid_version1.0")
    if names is None:
        return 0
    listed = message.compound.read(names, "__substg1.0_00030102")
    strings = message.compound.read(names, "__substg1.0_00040102")
    wanted = name.encode("utf-16-le")
    for offset, guid_and_kind, index in struct.iter_unpack("<IHH", listed[: len(listed) // 8 * 8]):
        length = int.from_bytes(strings[offset : offset + 4], "little")
        if guid_and_kind & 1 and strings[offset + 4 : offset + 4 + length] == wanted:
            return int(0x8000 + index)
    return 0


# --- what is attached ---------------------------------------------------------------------------------------------


def _attachments(message: _Properties) -> Iterator[AttachedPart]:
    for folder in list_numbered(message.folder, "__attach_version1.0_#"):
        part = _Properties.of(message.compound, folder, _OTHER, message.encoding)
        named = next(filter(None, map(part.text, (_LONG_NAME, _SHORT_NAME, _NAME))), "")[:120]
        inner = folder.folders.get(f"__substg1.0_{_DATA:04X}{_OBJECT}".lower())
        if inner is not None and _PROPERTIES in inner.streams:
            yield AttachedPart(named or "mail", partial(_inner_letter, message, inner))
        elif inner is None and not _is_furniture(part, named):
            yield _file(part, named)


def _is_furniture(part: _Properties, named: str) -> bool:
    kind = part.text(_MIME).lower() or mimetypes.guess_type(named)[0] or ""
    is_shown = kind.startswith("image/") and bool(part.text(_SHOWN_BY))
    return kind.startswith(FURNITURE) or is_shown or bool(part.integer(_IS_HIDDEN))


def _file(part: _Properties, named: str) -> AttachedPart:
    # What is signed is a whole mail in the other format, under a name that says nothing.
    is_mail = part.text(_MIME).lower().startswith("multipart/")
    return AttachedPart("signed mail.eml" if is_mail else named or "file", partial(_bytes_of, part))


def _bytes_of(part: _Properties) -> bytes:
    data = part.binary(_DATA)
    if not data:
        raise Unreadable("lies elsewhere: the mail holds a link to it, or nothing.", "Save the file itself.")
    return data


def _inner_letter(message: _Properties, folder: Folder) -> Letter:
    return _letter(_Properties.of(message.compound, folder, _INNER, message.encoding))
