"""What a file is, by its first bytes, whatever its name says; and in plain words what it is where it cannot be read."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Collection
from io import BytesIO

from contentlib.errors import Unreadable
from contentlib.formats import (
    FORMATS,
    PLAIN,
    FirstBytes,
    Format,
    MimePart,
    OfficePart,
    OleStream,
    OwnParts,
    TextLike,
)
from indexer.extract.false_names import tell_text
from indexer.extract.office import SIGNATURE, Package, list_roots, plain_name, refuse_many_parts
from indexer.extract.pdf import is_iwork, refuse_unseen
from indexer.extract.raw_text import looks_binary

_AS_PDF = "Save it as PDF from its own program, and put that beside it."
_MAILBOX = re.compile(rb"\AFrom \S+ .{10,80}\r?\n(?:[\w-]+: .*\r?\n(?:[ \t].*\r?\n)*){2}")
_MIME = re.compile(rb"[\w.+-]{1,40}/[\w.+-]{1,100}")
_STRANGERS: tuple[tuple[bytes, str, str], ...] = (
    (b"GIF8", "is a picture (GIF) without text.", "Put the text beside it, or export it as a PDF with text."),
    (b"MZ", "is a program, not a document.", "It was not opened. Remove it from the drive if nobody knows it."),
    (b"\x7fELF", "is a program, not a document.", "It was not opened. Remove it from the drive if nobody knows it."),
    (b"\x1f\x8b", "is an archive (gzip); archives are not opened.", "Unpack it on the drive."),
    (b"7z\xbc\xaf", "is an archive (7z); archives are not opened.", "Unpack it on the drive."),
    (b"Rar!", "is an archive (RAR); archives are not opened.", "Unpack it on the drive."),
    (b"ID3", "is a sound recording.", "Put its transcript (.vtt, .srt or .txt) on the drive."),
    (b"RIFF", "is a sound or film.", "Put its transcript or captions on the drive."),
    (b"\x1aE\xdf\xa3", "is a film.", "Put its captions (.vtt or .srt) on the drive."),
    (b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d", "is a section of a OneNote notebook, which is not read.", _AS_PDF),
    (b"\xa1\x2f\xff\x43\xd9\xef\x76\x4c", "is the list of a OneNote notebook, and holds no page.", _AS_PDF),
    (b"\xffWPC", "is a WordPerfect document, which is not read.", _AS_PDF),
    (b"AT&TFORM", "is a DjVu document, which is not read.", "Save it as PDF with its text."),
    (b"ITSF", "is a help file of Windows (CHM), which is not read.", "Save what is worth finding as PDF."),
    (b"SQLite format 3", "is a database, not a document.", "Export what is worth finding."),
)
_BY_BYTES = [(one, one.signature) for one in FORMATS.values() if isinstance(one.signature, FirstBytes)]
_BY_MIME = [one for one in FORMATS.values() if isinstance(one.signature, MimePart)]
_BY_STREAM = [(one, one.signature) for one in FORMATS.values() if isinstance(one.signature, OleStream)]
_BY_BEGINNING = [
    (one, one.signature.begins)
    for one in FORMATS.values()
    if isinstance(one.signature, TextLike) and one.signature.begins
]
# A part tells more than a folder: both kinds of new workbooks have the folder, one of them the part.
_BY_PART = sorted(
    ((one.signature, one) for one in FORMATS.values() if isinstance(one.signature, OfficePart)),
    key=lambda part: part[0].name.endswith("/"),
)
_BY_OWN_PARTS = next(one for one in FORMATS.values() if isinstance(one.signature, OwnParts))
_WIDE = (b"\xff\xfe", b"\xfe\xff")
# Old files of programs beside Word, Excel and PowerPoint, by a stream at their top.
_OLE_STRANGERS = {
    "VisioDocument": ("is an old Visio drawing (.vsd), which is not read.", "Save it as .vsdx or PDF."),
    "Quill": ("is a Publisher document, which is not read.", _AS_PDF),
    "HwpSummaryInformation": ("is a Hangul document (HWP), which is not read.", "Save it as .docx or PDF."),
    "\x05HwpSummaryInformation": ("is a Hangul document (HWP), which is not read.", "Save it as .docx or PDF."),
    "   114": ("is a Microsoft Project plan, which is not read.", _AS_PDF),
}
_XPS = "fixeddocseq.fdseq"
_TYPES = "[content_types].xml"
_PASSWORD = ("is protected by a password.", "Save a copy without the password.")


def find_format(data: bytes, named: Format | None) -> Format:
    """The format the bytes are in. ``named`` is the format the file's ending stands for.

    Raises Unreadable where no reader fits, with what the file is instead.
    """
    if not data:
        raise Unreadable("is empty.", "Save it again, or remove it from the drive.")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_format(data, named)
    if data.startswith(SIGNATURE):
        return _ole_format(data, named)
    if named is _BY_OWN_PARTS:
        # A private key is called like a deck of Keynote.
        named = None
    for one, first in _BY_BYTES:
        if first.pattern.match(data) and not (first.quotable and _may_quote(named)):
            return _check_picture(one, named)
    _refuse_strangers(data, named)
    if not named and _MAILBOX.match(data[:4096]):
        raise Unreadable("is a mailbox (mbox) of many mails.", "Save the mails that are worth finding as .eml files.")
    return _text_format(data, named)


def _may_quote(named: Format | None) -> bool:
    """Whether it is text by its ending alone: of what begins with a sign of its own, the sign is looked for."""
    return named is not None and isinstance(named.signature, TextLike) and not named.signature.begins


def _check_picture(found: Format, named: Format | None) -> Format:
    if found.is_picture and named is not found:
        raise Unreadable("is a picture, although its name does not say so.", "Give it the ending of its format.")
    return found


def _text_format(data: bytes, named: Format | None) -> Format:
    ending = named.signature if named and isinstance(named.signature, TextLike) else None
    if not (ending and ending.firm):
        for one, beginning in _BY_BEGINNING:
            if beginning.match(data[:4096]):
                return one
        start = data[:16_384] if data[:2] not in _WIDE else data[:32_768].decode("utf-16", "replace").encode()
        for one, stream in _BY_STREAM:
            if stream.xml and stream.xml.match(start):
                return one
    if named and not ending and (other := tell_text(data, named)):
        return other
    if named and ending:
        return named
    if named and named.is_picture:
        raise Unreadable("is not a picture, although its name says so.", "Check it, or get another copy.")
    if named:
        raise Unreadable(f"is not a {named.name} file, although its name says so.", "Check it, or get another copy.")
    if looks_binary(data):
        raise Unreadable("is not a format that can be read.", "Save it as PDF, Word, PowerPoint, Excel or text.")
    return PLAIN


def _refuse_strangers(data: bytes, named: Format | None) -> None:
    is_text = named is None or isinstance(named.signature, TextLike)
    for start, reason, advice in _STRANGERS:
        # Two letters may begin an honest sentence: "MZ" counts only where binary bytes follow.
        if data.startswith(start) and (looks_binary(data) or not is_text):
            raise Unreadable(reason, advice)
    if data[4:8] == b"ftyp":
        raise Unreadable("is a film or sound recording.", "Put its captions (.vtt or .srt) on the drive.")


def _zip_format(data: bytes, named: Format | None) -> Format:
    refuse_many_parts(data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = [plain_name(name) for name in archive.namelist()]
            locked = any(info.flag_bits & 1 for info in archive.infolist())
            declared = archive.read("mimetype")[:200] if "mimetype" in archive.namelist()[:5] and not locked else b""
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, NotImplementedError, RuntimeError, EOFError) as error:
        if named and isinstance(named.signature, (OfficePart, MimePart, OwnParts)):
            raise Unreadable(
                "is damaged or incomplete: its zip directory cannot be read.",
                "Open it in its own program, save it again, or get another copy.",
            ) from error
        raise Unreadable("is a damaged archive.", "Get another copy, and unpack it on the drive.") from error
    if locked:
        raise Unreadable(*_PASSWORD)
    for one in _BY_MIME:
        if declared.startswith(one.mime.encode()):
            return one
    loosely = {name.casefold() for name in names}
    found = _office_format(data, loosely) if _TYPES in loosely else None
    if found:
        return found
    if is_iwork(names):
        refuse_unseen(names)
        return _BY_OWN_PARTS
    if _XPS in loosely:
        raise Unreadable("is an XPS document, which is not read.", _AS_PDF)
    raise _no_office_file(declared, named)


def _office_format(data: bytes, names: Collection[str]) -> Format | None:
    """By the main part that the package names, so that no part beside it decides; else by the parts there are."""
    package = Package(data)
    main = package.first_related("", "officeDocument")
    beginning = package.begin(main) if main else b""
    by_main = (one for part, one in _BY_PART if part.main.match(beginning))
    by_name = (one for part, one in _BY_PART if any(name.startswith(part.name) for name in names))
    return next(by_main, None) or next(by_name, None)


def _no_office_file(declared: bytes, named: Format | None) -> Unreadable:
    if mime := _MIME.match(declared):
        return Unreadable(f"is a file of the type {mime[0].decode()}, which is not read.", "Save it as PDF.")
    if named is _BY_OWN_PARTS:
        return Unreadable("has no Keynote, Pages or Numbers document inside.", "Export it as PDF, or get another copy.")
    if named and isinstance(named.signature, OfficePart):
        return Unreadable(
            f"has no {named.name} document inside.", "Open it in its own program, save it again, or get another copy."
        )
    return Unreadable("is an archive (zip); archives are not opened.", "Unpack it on the drive.")


def _ole_format(data: bytes, named: Format | None) -> Format:
    has = _look_inside(data)
    if has("EncryptedPackage") or has("EncryptionInfo"):
        raise Unreadable(*_PASSWORD)
    for one, streams in _BY_STREAM:
        if any(has(stream) for stream in streams.names):
            return one
    if named and isinstance(named.signature, OleStream) and not list_roots(data):
        raise Unreadable("is damaged or incomplete: its directory cannot be read.", "Get another copy.")
    for stream, said in _OLE_STRANGERS.items():
        if has(stream):
            raise Unreadable(*said)
    raise Unreadable("is not a format that can be read: an old Office or Windows file.", "Save it as PDF or .docx.")


def _look_inside(data: bytes) -> Callable[[str], bool]:
    """What tells whether an OLE file has a stream: at its top, so that nothing that is embedded is taken for the file.

    Of a damaged one, whose directory cannot be read, any trace of the name will do: its reader says that it is damaged.
    """
    roots = list_roots(data)
    if roots:
        return lambda name: name.lower() in roots
    # Names in the directory of an OLE file are UTF-16 and end with a NUL.
    return lambda name: (name + "\x00").encode("utf-16-le") in data
