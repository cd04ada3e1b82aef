"""Rich Text Format: codes and groups, read in one go without recursion, since files nest a million deep."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from contentlib.errors import Unreadable
from contentlib.model import Properties, Reading, Section
from indexer.extract.alt_texts import says_something
from indexer.extract.office import as_signs, is_symbol_font
from indexer.extract.outline import Outline
from indexer.extract.raw_text import one_line, row, tidy
from indexer.extract.written_values import split_keywords

MAX_BYTES = 64 * 2**20
_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z'])"
    r"|(?P<brace>[{}])|[\r\n\x00]+|(?P<text>[^\\{}\r\n\x00]+)|\\'?",
    re.DOTALL,
)
# Pictures are long runs of hexadecimal digits; without them a file of 20 MB is a few pages.
_PICTURE = re.compile(r"(?:[0-9a-fA-F]{32,}\s*)+")
_TIME = re.compile(r"\\(creatim|revtim)\\yr(\d{4})\\mo(\d\d?)\\dy(\d\d?)(?:\\hr(\d\d?))?(?:\\min(\d\d?))?")

# What a group is for. Its words go nowhere, unless it is one of those below.
_UNSEEN = {
    "colortbl", "pict", "objdata", "themedata", "datastore", "latentstyles", "listtable", "listoverridetable",
    "rsidtbl", "generator", "xmlnstbl", "mmathPr", "fldinst", "bkmkstart", "bkmkend", "annotation", "atnid",
    "atnauthor", "atrfstart", "atrfend", "nonshppict", "listtext", "pntext", "pnseclvl", "filetbl", "revtbl", "xe",
    "tc", "template", "operator", "company", "manager", "doccomm", "hlinkbase", "objclass", "objname", "userprops",
}  # fmt: skip
_MARGINS = {"header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"}
_FACTS = {"title", "author", "subject", "keywords"}
# Groups that are marked as ones an older program may pass over, and have words all the same.
_WELCOME = {"shppict", "picprop", "shpinst", "shptxt", "sn", "sv", "footnote", "fldrslt", "moMath", "mmath", "mr"}
_BREAKS = {"line": "\n", "tab": "\t", "nestrow": "\n", "nestcell": " ", "lbr": "\n", "column": "\n", "mden": "/"}
_SIGNS = {
    "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
_PLAIN = {"~": " ", "_": "-", "{": "{", "}": "}", "\\": "\\"}
_CHARSETS = {
    128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255",
    178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 77: "mac_roman",
}  # fmt: skip
_MATH_LOOKS = re.compile(r"^m\w*(?:Pr|Pict)$")
_DEEPEST_HEADING = 8
_HEADING = re.compile(r"^heading ([1-9])$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _State:
    """What holds inside a group. ``into`` names where its words go, empty for nowhere."""

    into: str = "body"
    font: int = -1
    after_unicode: int = 1
    hidden: bool = False
    deleted: bool = False
    doubled: bool = False


@dataclass(slots=True)
class _Font:
    name: str = ""
    encoding: str = ""


@dataclass(slots=True)
class _Paragraph:
    style: int = 0
    level: int = -1
    in_table: bool = False


@dataclass(slots=True)
class _Sink:
    """Where words go. ``raw`` are letters whose encoding is still to be applied."""

    parts: list[str] = field(default_factory=list)
    raw: bytearray = field(default_factory=bytearray)


def read_rtf(data: bytes) -> Reading:
    """Headings as Word and LibreOffice mark them, text, tables, text boxes, notes, headers and footers once."""
    if len(data) > MAX_BYTES:
        raise Unreadable(
            f"is larger than {MAX_BYTES >> 20} MB, which is too much for an RTF file.", "Save it as .docx."
        )
    source = _PICTURE.sub("", data.decode("latin-1"))
    reader = _Reader()
    reader.read(source)
    times = {found[1]: _time(found) for found in _TIME.finditer(source[:100_000])}
    properties = Properties(
        title=reader.facts.get("title", ""),
        author=reader.facts.get("author", ""),
        subject=reader.facts.get("subject", ""),
        keywords=split_keywords(reader.facts.get("keywords", "")),
        created_at=times.get("creatim"),
        modified_at=times.get("revtim"),
    )
    return Reading("rtf", tuple(reader.sections()), properties)


def _time(found: re.Match[str]) -> datetime | None:
    year, month, day, hour, minute = (int(part or 0) for part in found.groups()[1:])
    try:
        return datetime(year, month, day, hour, minute, tzinfo=UTC)
    except ValueError:
        return None


class _Reader:
    """Goes through the codes once. ``facts`` is what the file says of itself."""

    def __init__(self) -> None:
        self.facts: dict[str, str] = {}
        self._outline = Outline()
        self._state = _State()
        self._stack: list[_State] = []
        self._sinks: dict[str, _Sink] = {}
        self._paragraph = _Paragraph()
        self._cells: list[str] = []
        self._beside: list[str] = []
        self._margins: dict[str, None] = {}
        self._fonts: dict[int, _Font] = {}
        self._levels: dict[int, int] = {}
        self._encoding = "cp1252"
        self._to_pass = 0
        self._may_pass = self._is_first = False
        self._words: dict[str, Callable[[int | None], None]] = {
            "par": self._end_paragraph, "sect": self._end_paragraph, "page": self._end_paragraph,
            "cell": self._end_cell, "row": self._end_row, "pard": self._new_paragraph, "plain": self._plain,
            "intbl": self._enter_table, "s": self._style, "outlinelevel": self._level, "f": self._font,
            "fcharset": self._charset, "u": self._unicode, "uc": self._after_unicode, "ansicpg": self._code_page,
            "v": self._hide, "deleted": self._delete, "htmlrtf": self._double, "mac": self._mac,
        }  # fmt: skip

    def read(self, source: str) -> None:
        at = 0
        while found := _TOKEN.match(source, at):
            at = found.end()
            if found["text"]:
                self._add_raw(found["text"].encode("latin-1"))
            elif found["hex"]:
                self._add_raw(bytes.fromhex(found["hex"]))
            elif found["word"] == "bin":
                # What claims to be longer than the file is no reason to lose the rest of it.
                length = max(0, int(found["number"] or 0))
                at += length if at + length <= len(source) else 0
            elif found["word"]:
                self._word(found["word"], found["number"])
            elif found["brace"]:
                self._open() if found["brace"] == "{" else self._close()
            elif found["sign"]:
                self._sign(found["sign"])
        # What a damaged file leaves open ends here.
        self._settle()
        self._state = _State()
        self._paragraph.in_table = False
        self._end_paragraph(None)
        self._end_row(None)

    def sections(self) -> list[Section]:
        margins = [Section("headers and footers", "", "\n".join(self._margins))] if self._margins else []
        return [*self._outline.sections(), *margins]

    # --- groups ---

    def _open(self) -> None:
        self._settle()
        self._stack.append(self._state)
        self._is_first, self._may_pass, self._to_pass = True, False, 0

    def _close(self) -> None:
        self._settle()
        inner, self._state = self._state, self._stack.pop() if self._stack else self._state
        self._is_first, self._may_pass, self._to_pass = False, False, 0
        if inner.into not in (self._state.into, "", "body"):
            sink = self._sinks.pop(inner.into, _Sink())
            self._finish(inner.into, _whole(sink.parts))

    def _finish(self, what: str, text: str) -> None:
        """A group of its own is over: a note, a text box, a header, a fact."""
        if what in _FACTS:
            self.facts.setdefault(what, one_line(text))
        elif what in _MARGINS:
            lines = (line for line in tidy(text).split("\n") if re.search(r"[^\W\d_]{3}", line))
            self._margins |= dict.fromkeys(lines)
        elif what == "sn":
            self._sinks["name"] = _Sink([one_line(text)])
        elif what == "sv" and self._sinks.get("name", _Sink()).parts == ["wzDescription"]:
            self._beside.append(says_something(text))
        elif what == "stylesheet":
            self._paragraph = _Paragraph()
        elif what in ("footnote", "shptxt"):
            self._beside.append(tidy(text))

    def _word(self, word: str, number: str | None) -> None:
        is_first, self._is_first = self._is_first, False
        if word in ("uc", "u") or word not in _SIGNS:
            self._settle()
        if is_first or self._may_pass:
            self._enter(word)
        self._may_pass = False
        if word in self._words:
            self._words[word](None if number is None else int(number))
        elif word in _BREAKS or word in _SIGNS:
            self._put(_BREAKS.get(word) or _SIGNS[word])

    def _enter(self, word: str) -> None:
        """The first word of a group says what the group is for."""
        if not self._state.into:
            return
        if word in ("fonttbl", "stylesheet", "info") or (word in _FACTS and self._state.into == "info"):
            self._state = replace(self._state, into=word)
        elif word in _MARGINS or word in ("footnote", "shptxt", "sn", "sv"):
            self._state = replace(self._state, into=word, hidden=False)
        elif word in ("shpinst", "picprop"):
            self._state = replace(self._state, into="shape")
        elif word in _UNSEEN or _MATH_LOOKS.match(word) or (self._may_pass and word not in _WELCOME):
            self._state = replace(self._state, into="")

    # --- words ---

    def _add_raw(self, data: bytes) -> None:
        if self._to_pass:
            passed = min(self._to_pass, len(data))
            self._to_pass -= passed
            data = data[passed:]
        self._is_first = self._may_pass = False
        state = self._state
        if data and state.into and not (state.hidden or state.deleted or state.doubled):
            self._sink().raw += data

    def _sink(self) -> _Sink:
        return self._sinks.setdefault(self._state.into, _Sink())

    def _put(self, text: str) -> None:
        state = self._state
        if state.into and not (state.hidden or state.deleted or state.doubled):
            self._settle()
            self._sink().parts.append(text)

    def _settle(self) -> None:
        """Letters that were waiting get their encoding, which may change with the next code."""
        sink = self._sinks.get(self._state.into)
        if sink is None or not sink.raw:
            return
        font = self._fonts.get(self._state.font, _Font())
        text = bytes(sink.raw).decode(font.encoding or self._encoding, "replace").replace("\ufffd", " ")
        if is_symbol_font(font.name):
            text = as_signs(bytes(sink.raw).decode("latin-1"), font.name)
        sink.raw.clear()
        sink.parts.append(text)
        if ";" in text and self._state.into in ("fonttbl", "stylesheet"):
            name = one_line("".join(sink.parts)).rstrip(";").strip()
            self._name_font(name) if self._state.into == "fonttbl" else self._name_style(name)
            sink.parts.clear()

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._may_pass = self._is_first
            return
        self._is_first = False
        if sign in "\r\n":
            self._end_paragraph(None)
        elif sign in _PLAIN:
            self._put(_PLAIN[sign])

    def _unicode(self, number: int | None) -> None:
        code = (number or 0) & 0xFFFF
        font = self._fonts.get(self._state.font, _Font())
        self._put(as_signs(chr(code), font.name) if is_symbol_font(font.name) and code >= 0xF000 else chr(code))
        self._to_pass = self._state.after_unicode

    def _after_unicode(self, number: int | None) -> None:
        self._state = replace(self._state, after_unicode=max(0, min(number or 0, 10)))

    # --- how words look ---

    def _plain(self, _: int | None) -> None:
        self._state = replace(self._state, hidden=False, deleted=False)

    def _hide(self, number: int | None) -> None:
        self._state = replace(self._state, hidden=number != 0)

    def _delete(self, number: int | None) -> None:
        self._state = replace(self._state, deleted=number != 0)

    def _double(self, number: int | None) -> None:
        """Outlook keeps a page in its rich text; what only repeats it is marked."""
        self._state = replace(self._state, doubled=number != 0)

    def _font(self, number: int | None) -> None:
        if not self._state.into:
            return
        self._state = replace(self._state, font=number or 0)
        if self._state.into == "fonttbl":
            self._fonts.setdefault(number or 0, _Font())

    def _charset(self, number: int | None) -> None:
        if self._state.into == "fonttbl":
            self._fonts.setdefault(self._state.font, _Font()).encoding = _CHARSETS.get(number or 0, "")

    def _name_font(self, name: str) -> None:
        if self._state.font in self._fonts and name:
            self._fonts[self._state.font].name = name

    def _name_style(self, name: str) -> None:
        """Styles for headings have a level, or at least the name that every program gives them."""
        found = _HEADING.match(name)
        if found:
            self._levels.setdefault(self._paragraph.style, int(found[1]) - 1)

    def _code_page(self, number: int | None) -> None:
        try:
            self._encoding = codecs.lookup(f"cp{number}").name
        except LookupError:
            self._encoding = "utf-8" if number == 65001 else "cp1252"

    def _mac(self, _: int | None) -> None:
        self._encoding = "mac_roman"

    # --- paragraphs and tables ---

    def _new_paragraph(self, _: int | None) -> None:
        self._paragraph = _Paragraph()

    def _enter_table(self, _: int | None) -> None:
        self._paragraph.in_table = True

    def _style(self, number: int | None) -> None:
        self._paragraph.style = number or 0

    def _level(self, number: int | None) -> None:
        level = number if number is not None and 0 <= number <= _DEEPEST_HEADING else -1
        if self._state.into == "stylesheet":
            self._levels[self._paragraph.style] = level
        else:
            self._paragraph.level = level

    def _end_paragraph(self, _: int | None) -> None:
        if self._state.into != "body" or self._paragraph.in_table:
            self._put("\n")
            return
        self._tell(self._taken())

    def _tell(self, text: str) -> None:
        own = self._paragraph.level
        level = own if own >= 0 else self._levels.get(self._paragraph.style, -1)
        if level >= 0 and text.strip() and len(text) < 400:
            self._outline.heading(level + 1, text)
        else:
            self._outline.add(text)
        for extra in self._beside:
            self._outline.add(extra)
        self._beside.clear()

    def _end_cell(self, _: int | None) -> None:
        if self._state.into != "body":
            self._put(" | ")
            return
        self._cells.append(self._taken())

    def _end_row(self, _: int | None) -> None:
        if self._state.into != "body":
            self._put("\n")
            return
        if self._cells:
            self._outline.add(row(self._cells))
            self._cells.clear()

    def _taken(self) -> str:
        self._settle()
        return _whole(self._sinks.pop("body", _Sink()).parts)


def _whole(parts: list[str]) -> str:
    """Text in one piece. Letters beyond the first 65,536 are written in two halves."""
    return "".join(parts).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").replace("\ufffd", " ")
