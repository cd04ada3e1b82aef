"""Whether an old Office file is locked by a password: what its own program would ask for is told from damage."""

from __future__ import annotations

from contentlib.errors import Unreadable
from indexer.extract.office.compound import Compound, open_compound

# Of a Word file (MS-DOC, FibBase): where its switches stand, and the one that says that the text is encrypted.
_SWITCHES, _IS_LOCKED_TEXT = 10, 0x0100
# Of a deck (MS-PPT, CurrentUserAtom): the token of one that is encrypted.
_LOCKED_DECK = 0xF3D1C4DF.to_bytes(4, "little")
# Of a workbook (MS-XLS): the record that says how it is encrypted. It stands near the beginning.
_FILE_PASS, _MOST_RECORDS = 0x002F, 40


def refuse_locked(data: bytes) -> None:
    """Raises Unreadable for an old file of Office that a password locks, or whose directory is damaged."""
    with open_compound(data) as compound:
        if _is_locked(compound):
            raise Unreadable("is protected by a password.", "Save a copy without the password.")


def _is_locked(compound: Compound) -> bool:
    root = compound.root
    text = compound.read(root, "WordDocument")[:12]
    if int.from_bytes(text[_SWITCHES:], "little") & _IS_LOCKED_TEXT:
        return True
    if compound.read(root, "Current User")[12:16] == _LOCKED_DECK or "encryptedsummary" in root.streams:
        return True
    return _is_locked_book(compound.read(root, "Workbook") or compound.read(root, "Book"))


def _is_locked_book(stream: bytes) -> bool:
    at = 0
    for _ in range(_MOST_RECORDS):
        kind, size = (int.from_bytes(stream[at + step : at + step + 2], "little") for step in (0, 2))
        if kind == _FILE_PASS and size:
            return True
        at += 4 + size
    return False
