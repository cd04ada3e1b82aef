"""What a file is, by its first bytes, whatever its name says; and in plain words what it is where it cannot be read."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

from contentlib.errors import Unreadable
from indexer.extract.office import SIGNATURE, list_roots, refuse_many_parts
from indexer.extract.raw_text import looks_binary

_PAGE = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:\s|<\?xml[^>]*\?>|<!--.{0,2000}?-->)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_MAILBOX = re.compile(rb"\AFrom \S+ .{10,80}\r?\n(?:[\w-]+: .*\r?\n(?:[ \t].*\r?\n)*){2}")
# Formats a web page or rich text may hide behind: those that people save pages as, and those that are no plain text.
_TEXT_FORMATS = {"md", "txt", "csv", "tsv", "json", "ipynb", "vtt", "srt", "eml", "html"}
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
    (b"SQLite format 3", "is a database, not a document.", "Export what is worth finding."),
)
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_PARTS = (("ppt/", "pptx"), ("word/", "docx"), ("xl/workbook.bin", "xlsb"), ("xl/", "xlsx"))
_MIMETYPES = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.presentation": "odp",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
_STREAMS = (
    ("__properties_version1.0", "msg"),
    ("WordDocument", "doc"),
    ("PowerPoint Document", "ppt"),
    ("Workbook", "xls"),
    ("Book", "xls"),
)
_PASSWORD = ("is protected by a password.", "Save a copy without the password.")


def format_of(data: bytes, named: str) -> str:
    """The format the bytes are in. ``named`` is the format the file's ending stands for, empty if unknown.

    Raises Unreadable where no reader fits, with what the file is instead.
    """
    if not data:
        raise Unreadable("is empty.", "Save it again, or remove it from the drive.")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_format(data, named)
    if data.startswith(SIGNATURE):
        return _ole_format(data, named)
    # A PDF may begin with something else, but so may a mail that carries one.
    if b"%PDF-" in data[:1024] and named not in _TEXT_FORMATS - {"html"}:
        return "pdf"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if _is_picture(data):
        return _picture_format(named)
    _refuse_strangers(data, named)
    if not named and _MAILBOX.match(data[:4096]):
        raise Unreadable("is a mailbox (mbox) of many mails.", "Save the mails that are worth finding as .eml files.")
    return _text_format(data, named)


def _text_format(data: bytes, named: str) -> str:
    if data.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT") and named in ("", "txt", "vtt", "srt"):
        return "vtt"
    if named not in ("md", "eml", "json", "ipynb") and _PAGE.match(data[:4096]):
        return "html"
    if named in _TEXT_FORMATS:
        return named
    if named == "image":
        raise Unreadable("is not a picture, although its name says so.", "Check it, or get another copy.")
    if named:
        raise Unreadable(f"is not a {named} file, although its name says so.", "Check it, or get another copy.")
    if looks_binary(data):
        raise Unreadable("is not a format that can be read.", "Save it as PDF, Word, PowerPoint, Excel or text.")
    return "txt"


def _picture_format(named: str) -> str:
    if named != "image":
        raise Unreadable("is a picture, although its name does not say so.", "Give it the ending of its format.")
    return named


def _is_picture(data: bytes) -> bool:
    # Two letters may begin an honest sentence: "BM" counts only where a bitmap's empty bytes follow.
    is_bitmap = data.startswith(b"BM") and data[6:10] == bytes(4)
    return data.startswith(_PICTURES) or is_bitmap or data[:4] + data[8:12] == b"RIFFWEBP"


def _refuse_strangers(data: bytes, named: str) -> None:
    for start, reason, advice in _STRANGERS:
        # Two letters may begin an honest sentence: "MZ" counts only where binary bytes follow.
        if data.startswith(start) and (looks_binary(data) or named not in _TEXT_FORMATS | {""}):
            raise Unreadable(reason, advice)
    if data[4:8] == b"ftyp":
        raise Unreadable("is a film or sound recording.", "Put its captions (.vtt or .srt) on the drive.")


def _zip_format(data: bytes, named: str) -> str:
    refuse_many_parts(data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            declared = archive.read("mimetype")[:200] if "mimetype" in names[:5] else b""
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError, EOFError) as error:
        if named in ("pptx", "docx", "xlsx", "odt", "odp", "ods", "xlsb"):
            raise Unreadable(
                "is damaged or incomplete: its zip directory cannot be read.",
                "Open it in its own program, save it again, or get another copy.",
            ) from error
        raise Unreadable("is a damaged archive.", "Get another copy, and unpack it on the drive.") from error
    for mimetype, found in _MIMETYPES.items():
        if declared.startswith(mimetype):
            return found
    if "[Content_Types].xml" in names:
        for start, found in _PARTS:
            if any(name.startswith(start) for name in names):
                return found
    raise _no_office_file(names, declared, named)


def _no_office_file(names: list[str], declared: bytes, named: str) -> Unreadable:
    if declared.startswith(b"application/epub"):
        return Unreadable("is an e-book (EPUB), which is not read.", "Save it as PDF.")
    if any(name.startswith("Index/") and name.endswith(".iwa") for name in names):
        return Unreadable("is a Keynote, Pages or Numbers file, which is not read.", "Export it as PDF or Office file.")
    if named in ("pptx", "docx", "xlsx"):
        return Unreadable(
            f"has no {named} document inside.", "Open it in its own program, save it again, or get another copy."
        )
    return Unreadable("is an archive (zip); archives are not opened.", "Unpack it on the drive.")


def _ole_format(data: bytes, named: str) -> str:
    has = _look_inside(data)
    if has("EncryptedPackage") or has("EncryptionInfo"):
        raise Unreadable(*_PASSWORD)
    for stream, found in _STREAMS:
        if has(stream):
            return found
    if named in {found for _, found in _STREAMS} and not list_roots(data):
        raise Unreadable("is damaged or incomplete: its directory cannot be read.", "Get another copy.")
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
