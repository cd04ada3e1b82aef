"""What an Excel workbook carries that its reader never sees, and the workbook without it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contentlib.model import Cargo
from indexer.extract.office.cells import column_number
from indexer.extract.office.office_parts import OfficePiece, remove
from indexer.extract.office.package import Element, local_name, text_of
from indexer.extract.office.sheet_places import HiddenCells, list_unseen_anchors, read_hidden, shows_nothing
from indexer.extract.office.stripping import Stripping

_YES = frozenset({"1", "true", "on"})
_PLACE = re.compile(r"^([A-Z]{1,3})(\d{1,7})$")
# Formulas that say something to their author alone, or lead out of the file.
_TELLING = re.compile(r"\bN\(\s*\"|\[")
_PROGRAM = frozenset(
    "scenarios customSheetViews customWorkbookViews smartTagPr smartTags smartTagTypes webPublishItems webPublishing "
    "webPublishObjects fileRecoveryPr cellWatches".split()
)
_FORMULAS = frozenset({"formula", "formula1", "formula2"})


def strip_book(this: Stripping) -> None:
    """Take out hidden sheets, what stands in hidden rows and columns, hidden names and shapes; and with any of it the
    formulas, whose results stay: they would be worked out anew without it.
    """
    book = this.main.root
    if book is None:
        return
    used_before = _used_texts(this)
    gone = _drop_sheets(this, book)
    _drop_leftovers(this, book)
    blank = _blank_styles(this)
    is_cut = bool(gone)
    for piece, root in this.of_kind("worksheet"):
        hidden = read_hidden(root)
        is_cut |= _drop_cells(this, root, hidden, blank)
        _drop_leftovers(this, root)
        _drop_shapes(this, piece, hidden)
    is_cut |= _drop_names(this, book, gone)
    is_cut |= _tells_in_formulas(this)
    if is_cut:
        _forget_formulas(this, gone)
    _blank_unused_texts(this, used_before)


# --- sheets and names ----------------------------------------------------------------------------------------------


def _drop_sheets(this: Stripping, book: Element) -> list[str]:
    """Takes hidden sheets out; returns the names of all that went."""
    gone: list[str] = []
    kept: list[int] = []
    for at, sheet in enumerate(list(book.iter("{*}sheet"))):
        keys = {key: value for key, value in sheet.attrib.items() if key.startswith("{")}
        piece = this.target(this.main, text_of(keys, "id"))
        is_hidden = sheet.get("state", "visible") not in ("visible", "")
        if piece is not None and not is_hidden:
            kept.append(at)
            continue
        this.note(Cargo.HIDDEN_SHEETS, is_hidden)
        gone.append(sheet.get("name", ""))
        remove(sheet)
        if piece is not None:
            this.drop_part(piece.name)
    if gone:
        _renumber(book, kept)
    listed = {value for sheet in book.iter("{*}sheet") for key, value in sheet.attrib.items() if key.startswith("{")}
    for relation in [one for one in this.main.relations.values() if one.kind in ("worksheet", "chartsheet")]:
        if relation.id not in listed:
            this.drop_part(relation.target)
    return gone


def _renumber(book: Element, kept: list[int]) -> None:
    """Names and windows point at sheets by their number."""
    places = {str(before): str(now) for now, before in enumerate(kept)}
    for name in list(book.iter("{*}definedName")):
        number = name.get("localSheetId")
        if number in places:
            name.set("localSheetId", places[number])
        elif number is not None:
            remove(name)
    for view in book.iter("{*}workbookView"):
        for key in ("activeTab", "firstSheet"):
            view.attrib.pop(key, None)


def _drop_names(this: Stripping, book: Element, gone: list[str]) -> bool:
    """Hidden names, those of what went, and those that hold a text instead of a place; true where any went."""
    found = False
    for name in list(book.iter("{*}definedName")):
        if name.attrib.pop("comment", None) or name.attrib.pop("description", None):
            this.note(Cargo.HIDDEN_NAMES)
        is_filter = name.get("name", "").startswith("_xlnm._FilterDatabase")
        is_hidden = name.get("hidden", "").lower() in _YES and not is_filter
        text = name.text or ""
        if is_hidden or '"' in text or "[" in text:
            this.note(Cargo.HIDDEN_NAMES)
        elif not _mentions(text, gone) and "#REF!" not in text:
            continue
        found = True
        remove(name)
    for names in list(book.iter("{*}definedNames")):
        if not len(names):
            remove(names)
    return found


def _mentions(text: str, sheets: list[str]) -> bool:
    """Whether a formula points at one of these sheets."""
    lower = text.lower()
    return any(f"{name.lower()}!" in lower or f"{name.lower()}'!" in lower for name in sheets if name)


def _drop_leftovers(this: Stripping, root: Element) -> None:
    for element in list(root.iterchildren("*")):
        kind = local_name(element)
        if kind in _PROGRAM:
            this.note(Cargo.PROGRAM_DATA)
            remove(element)
        elif kind == "fileSharing":
            this.note(Cargo.PROPERTIES, by=filter(None, [element.get("userName", "")]))
            remove(element)
        elif kind == "AlternateContent" and next(element.iter("{*}absPath"), None) is not None:
            this.note(Cargo.PROPERTIES)
            remove(element)


# --- cells ---------------------------------------------------------------------------------------------------------


def _drop_cells(this: Stripping, sheet: Element, hidden: HiddenCells, blank: set[str]) -> bool:
    """Takes what stands in hidden rows and columns out, and what is shown as nothing; true where anything did."""
    data = sheet.find("{*}sheetData")
    rows: set[int] = set()
    columns: set[int] = set()
    unshown = 0
    for line, column, cell in _cells(data) if data is not None else ():
        if not _is_filled(cell):
            continue
        if line in hidden.rows:
            rows.add(line)
        elif column in hidden.columns:
            columns.add(column)
        elif cell.get("s", "0") in blank:
            unshown += 1
        else:
            continue
        for child in list(cell):
            cell.remove(child)
        cell.attrib.pop("t", None)
    this.note(Cargo.HIDDEN_CELLS, len(rows) + len(columns))
    this.note(Cargo.HIDDEN_TEXT, unshown)
    return bool(rows or columns or unshown)


def _cells(data: Element) -> Iterator[tuple[int, int, Element]]:
    line = 0
    for row in data.iterchildren("{*}row"):
        number = row.get("r", "")
        line = int(number) if number.isdecimal() else line + 1
        column = 0
        for cell in row.iterchildren("{*}c"):
            place = _PLACE.match(cell.get("r", ""))
            column = column_number(place[1].encode()) if place else column + 1
            yield line, column, cell


def _is_filled(cell: Element) -> bool:
    return any((one.text or "").strip() for one in cell.iter("*")) or next(cell.iter("{*}f"), None) is not None


def _blank_styles(this: Stripping) -> set[str]:
    """The styles of cells that show nothing of any value."""
    found: set[str] = set()
    for _, root in this.of_kind("styles"):
        listed = list(root.iter("{*}numFmt"))
        formats = {one.get("numFmtId", "") for one in listed if shows_nothing(one.get("formatCode", ""))}
        styles = root.find("{*}cellXfs")
        for at, style in enumerate(styles.iterchildren("{*}xf") if styles is not None else ()):
            if style.get("numFmtId", "") in formats:
                found.add(str(at))
    return found


# --- formulas and texts --------------------------------------------------------------------------------------------


def _tells_in_formulas(this: Stripping) -> bool:
    count = sum(
        bool(_TELLING.search(one.text or "")) for _, root in this.of_kind("worksheet") for one in root.iter("{*}f")
    )
    this.note(Cargo.HIDDEN_TEXT, count)
    return bool(count)


def _forget_formulas(this: Stripping, gone: list[str]) -> None:
    """Of every formula only its result stays; and what lists the values of rows that may be gone goes along."""
    for piece, root in this.of_kind("worksheet"):
        for formula in list(root.iter("{*}f")):
            if local_name(formula.getparent()) == "c":
                remove(formula)
        for rule in [one for one in root.iter("*") if local_name(one) in _FORMULAS and _mentions(one.text or "", gone)]:
            holder = rule.getparent()
            remove(holder if holder is not None else rule)
        for one in list(root.iter("{*}filterColumn", "{*}tableParts", "{*}sortState")):
            remove(one)
        piece.relations = {key: one for key, one in piece.relations.items() if one.kind != "table"}
    for _, root in this.of_kind("chart"):
        for place in root.iter("{*}f"):
            place.text = "#REF!" if _mentions(place.text or "", gone) else place.text


def _used_texts(this: Stripping) -> set[int]:
    found: set[int] = set()
    for _, root in this.of_kind("worksheet"):
        for cell in root.iter("{*}c"):
            value = cell.find("{*}v")
            text = (value.text or "").strip() if value is not None else ""
            if cell.get("t") == "s" and text.isdecimal():
                found.add(int(text))
    return found


def _blank_unused_texts(this: Stripping, used_before: set[int]) -> None:
    """Texts of cells that went, and those that no cell ever had. Their numbers stay: cells point at texts by them."""
    used = _used_texts(this)
    for _, root in this.of_kind("sharedStrings"):
        for at, text in enumerate(root.iterchildren("{*}si")):
            if at in used or not any((one.text or "").strip() for one in text.iter("{*}t")):
                continue
            this.note(Cargo.HIDDEN_TEXT, at not in used_before)
            for child in list(text):
                text.remove(child)
            text.append(text.makeelement(text.tag.rpartition("}")[0] + "}t" if "}" in text.tag else "t"))


# --- shapes --------------------------------------------------------------------------------------------------------


def _drop_shapes(this: Stripping, sheet: OfficePiece, hidden: HiddenCells) -> None:
    for relation in [one for one in sheet.relations.values() if one.kind == "drawing"]:
        drawing = this.kept.get(relation.target)
        if drawing is None or drawing.root is None:
            continue
        for shape in list(list_unseen_anchors(drawing.root, hidden)):
            this.note(Cargo.HIDDEN_SHAPES)
            remove(shape)
        for shape in [one for one in drawing.root.iter("*") if one.get("macro")]:
            this.note(Cargo.SCRIPTS)
            shape.set("macro", "")
