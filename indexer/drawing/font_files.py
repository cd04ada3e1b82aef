"""Which letters a font file has, and which font of the machine has those that ours lack."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import islice
from pathlib import Path

FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts")
MOST_FILES = 2_000
LARGEST = 64 * 1024 * 1024
_COLLECTION = b"ttcf"
_OUTLINES = (b"glyf", b"CFF ", b"CFF2")


def choose_fonts(letters: AbstractSet[str]) -> dict[str, Path]:
    """For each of the letters that some font of the machine has, that font: as few fonts as will do."""
    chosen: dict[str, Path] = {}
    left = set(letters)
    while left:
        held = {path: left & has for path, has in _list_fonts()}
        best = max(held, key=lambda path: len(held[path]), default=None)
        if best is None or not held[best]:
            break
        chosen |= dict.fromkeys(held[best], best)
        left -= held[best]
    return chosen


@lru_cache(maxsize=1)
def _list_fonts() -> tuple[tuple[Path, frozenset[str]], ...]:
    """The upright fonts of the machine and their letters, asked for once in a process."""
    paths = (path for folder in FOLDERS for path in sorted(Path(folder).rglob("*.[ot]t[fc]")) if _is_upright(path))
    return tuple((path, read_letters_of(path)) for path in islice(paths, MOST_FILES))


def _is_upright(path: Path) -> bool:
    return not any(word in path.stem.casefold() for word in ("bold", "italic", "oblique", "black", "light", "thin"))


@lru_cache(maxsize=MOST_FILES)
def read_letters_of(path: Path) -> frozenset[str]:
    """The letters that a font file draws; none for one that is damaged, or draws them in colors."""
    try:
        return find_letters(path.read_bytes() if path.stat().st_size <= LARGEST else b"")
    except OSError:
        return frozenset()


def find_letters(data: bytes) -> frozenset[str]:
    """The letters that a font draws, from its bytes."""
    try:
        tables = dict(_list_tables(data))
        if not any(name in tables for name in _OUTLINES):
            return frozenset()
        return frozenset(map(chr, _read_cmap(data[tables[b"cmap"] :])))
    except (struct.error, ValueError, KeyError, IndexError, OverflowError):
        return frozenset()


def read_font(path: Path) -> bytes:
    """The bytes of a font, by itself; of a collection of fonts the first."""
    data = path.read_bytes()
    if data[:4] != _COLLECTION:
        return data
    (start,) = struct.unpack_from(">I", data, 12)
    (count,) = struct.unpack_from(">H", data, start + 4)
    head, tables = bytearray(data[start : start + 12]), bytearray()
    for number in range(count):
        name, checksum, offset, length = struct.unpack_from(">4sIII", data, start + 12 + 16 * number)
        head += struct.pack(">4sIII", name, checksum, 12 + 16 * count + len(tables), length)
        # Tables begin at whole words.
        tables += data[offset : offset + length] + bytes(-length % 4)
    return bytes(head + tables)


def _list_tables(data: bytes) -> Iterator[tuple[bytes, int]]:
    """The tables of the file and where they begin; of a collection of fonts those of the first."""
    start = struct.unpack_from(">I", data, 12)[0] if data[:4] == _COLLECTION else 0
    (count,) = struct.unpack_from(">H", data, start + 4)
    for number in range(count):
        name, _, offset, _ = struct.unpack_from(">4sIII", data, start + 12 + 16 * number)
        yield name, offset


def _read_cmap(table: bytes) -> Iterator[int]:
    (count,) = struct.unpack_from(">H", table, 2)
    for number in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", table, 4 + 8 * number)
        if platform == 0 or (platform, encoding) in ((3, 1), (3, 10)):
            (kind,) = struct.unpack_from(">H", table, offset)
            if kind in _KINDS:
                yield from _KINDS[kind](table[offset:])


def _read_segments(table: bytes) -> Iterator[int]:
    half = struct.unpack_from(">H", table, 6)[0]
    ends = struct.unpack_from(f">{half // 2}H", table, 14)
    starts = struct.unpack_from(f">{half // 2}H", table, 16 + half)
    for first, last in zip(starts, ends, strict=True):
        yield from range(first, min(last, 0xFFFE) + 1)


def _read_groups(table: bytes) -> Iterator[int]:
    (count,) = struct.unpack_from(">I", table, 12)
    for number in range(min(count, 0xFFFF)):
        first, last = struct.unpack_from(">II", table, 16 + 12 * number)
        yield from range(first, min(last, 0x10FFFF, first + 0xFFFF) + 1)


_KINDS = {4: _read_segments, 12: _read_groups}
