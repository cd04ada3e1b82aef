"""What a Word document carries that its reader never sees, and the document without it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contentlib.model import Cargo
from indexer.extract.office.hidden_words import HidingStyles, list_unread, list_unshown_margins, read_hiding
from indexer.extract.office.office_parts import remove, unwrap
from indexer.extract.office.package import Element, local_name, text_of
from indexer.extract.office.stripping import Stripping

_BODIES = ("officeDocument", "header", "footer", "footnotes", "endnotes")
# Words that were taken out or moved away, and rows and cells that were.
_TAKEN_OUT = frozenset({"del", "moveFrom"})
_PUT_IN = frozenset({"ins", "moveTo"})
_CHANGED = re.compile(r"Change$|^(?:moveFrom|moveTo|customXml(?:Ins|Del|MoveFrom|MoveTo))Range(?:Start|End)$|"
                      r"^cell(?:Ins|Del|Merge)$")  # fmt: skip
_MARKS = frozenset({"commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef"})
_PROGRAM = frozenset({"smartTagPr", "customXmlPr", "dataBinding", "tag", "alias"})
_WRAPPERS = frozenset({"smartTag", "customXml"})
_SETTINGS = frozenset({"docVars", "mailMerge", "attachedTemplate", "schemaLibrary", "smartTagType", "attachedSchema",
                       "saveThroughXslt", "writeProtection"})  # fmt: skip
# Fields whose code says no more than their result; of any other only the result stays.
_FIELD = re.compile(
    r"^\s*(?:PAGE|NUMPAGES|SECTIONPAGES|SECTION|PAGEREF|NOTEREF|REF|TOC|SEQ|DATE|TIME|STYLEREF|EQ|FORMTEXT|"
    r"FORMCHECKBOX|FORMDROPDOWN|HYPERLINK(?=\s+(?:\\l|\"https?:|\"mailto:)))\b",
    re.IGNORECASE,
)


def strip_document(this: Stripping) -> None:
    """Take out tracked changes, hidden words and shapes, comments' marks, and what only programs read."""
    hiding = HidingStyles()
    for _, root in this.of_kind("styles"):
        hiding = read_hiding(root)
    roots = [root for _, root in this.of_kind(*_BODIES)]
    for root in roots:
        _settle_changes(this, root)
        _drop_program_marks(this, root)
        _drop_fields(this, root)
        _drop_hidden(this, root, hiding)
    _drop_unread_notes(this, roots)
    for kind in ("styles", "settings", "numbering"):
        for _, root in this.of_kind(kind):
            _settle_changes(this, root)
            _drop_settings(this, root)
    for root in [this.main.root] if this.main.root is not None else []:
        _drop_unshown_margins(this, root)


# --- tracked changes -----------------------------------------------------------------------------------------------


def _settle_changes(this: Stripping, root: Element) -> None:
    """As if every change had been accepted."""
    for element in list(root.iter("*")):
        kind = local_name(element)
        parent = element.getparent()
        if parent is None or not (kind in _TAKEN_OUT | _PUT_IN or _CHANGED.search(kind)):
            continue
        if kind in ("ins", "del") and local_name(parent) in ("mathPr", "ctrlPr"):
            remove(element)
            continue
        by = text_of(element.attrib, "author")
        this.note(Cargo.TRACKED, 1, [by] if by else [])
        if local_name(parent) == "trPr" and kind == "del":
            row = parent.getparent()
            remove(row if row is not None else element)
        elif kind in _PUT_IN and local_name(parent) not in ("rPr", "trPr", "numPr"):
            unwrap(element)
        else:
            remove(element)


def _drop_program_marks(this: Stripping, root: Element) -> None:
    for element in list(root.iter("*")):
        kind, parent = local_name(element), element.getparent()
        if parent is None:
            continue
        if kind in _MARKS:
            this.note(Cargo.COMMENTS, kind == "commentReference")
            remove(element)
            if local_name(parent) == "r" and not any(local_name(one) != "rPr" for one in parent):
                remove(parent)
        elif kind in _PROGRAM and local_name(parent) in ("sdtPr", "smartTag", "customXml"):
            this.note(Cargo.PROGRAM_DATA)
            remove(element)
        elif kind in _WRAPPERS:
            this.note(Cargo.PROGRAM_DATA)
            for said in list(element.iterchildren("{*}smartTagPr", "{*}customXmlPr")):
                remove(said)
            unwrap(element)


# --- fields --------------------------------------------------------------------------------------------------------


def _drop_fields(this: Stripping, root: Element) -> None:
    """Of a field whose code could say more than its result, only the result stays."""
    for field in list(root.iter("{*}fldSimple")):
        if not _FIELD.match(text_of(field.attrib, "instr")):
            this.note(Cargo.PROGRAM_DATA)
            unwrap(field)
    for marks, code in list(_complex_fields(root)):
        if code.strip() and not _FIELD.match(code):
            this.note(Cargo.PROGRAM_DATA)
            for mark in marks:
                remove(mark)
    for data in list(root.iter("{*}fldData")):
        this.note(Cargo.PROGRAM_DATA)
        remove(data)


def _complex_fields(root: Element) -> Iterator[tuple[list[Element], str]]:
    """The marks and code of each field, and its code; fields may stand in fields."""
    stack: list[tuple[list[Element], list[str]]] = []
    for element in root.iter("{*}fldChar", "{*}instrText", "{*}delInstrText"):
        kind, what = local_name(element), text_of(element.attrib, "fldCharType")
        if what == "begin":
            stack.append(([], []))
        if not stack:
            if kind != "fldChar":
                # Code that belongs to no field is shown nowhere.
                yield [element], (element.text or "") + "?"
            continue
        stack[-1][0].append(element)
        if kind != "fldChar":
            stack[-1][1].append(element.text or "")
        if what == "end":
            marks, code = stack.pop()
            yield marks, "".join(code)


# --- what is hidden ------------------------------------------------------------------------------------------------


def _drop_hidden(this: Stripping, root: Element, hiding: HidingStyles) -> None:
    for element, cargo in list(list_unread(root, hiding)):
        if element.getparent() is not None:
            this.note(cargo, cargo is not Cargo.HIDDEN_TEXT or _holds_something(element))
            remove(element)


def _holds_something(run: Element) -> bool:
    return any(local_name(one) != "rPr" for one in run)


def _drop_unread_notes(this: Stripping, roots: list[Element]) -> None:
    """Foot- and endnotes that no text points at any more."""
    for kind in ("footnote", "endnote"):
        used = {text_of(one.attrib, "id") for root in roots for one in root.iter(f"{{*}}{kind}Reference")}
        for _, root in this.of_kind(f"{kind}s"):
            for note in list(root.iterchildren(f"{{*}}{kind}")):
                is_rule = text_of(note.attrib, "type") not in ("", "normal")
                if not is_rule and text_of(note.attrib, "id") not in used:
                    this.note(Cargo.HIDDEN_TEXT)
                    remove(note)


def _drop_unshown_margins(this: Stripping, root: Element) -> None:
    settings = next((one for _, one in this.of_kind("settings")), None)
    for one in list(list_unshown_margins(root, settings)):
        this.note(Cargo.HIDDEN_TEXT)
        remove(one)


def _drop_settings(this: Stripping, root: Element) -> None:
    for element in list(root.iter("*")):
        if local_name(element) in _SETTINGS and element.getparent() is not None:
            this.note(Cargo.PROGRAM_DATA)
            remove(element)
