"""Gives letters that our faces lack to a font that has them: ours for signs, else one of the machine's.

What lays slides out takes one font for a run of text, and draws an empty box for a letter that it lacks. So a run is
cut where its letters need another font, and says which.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from lxml import etree

from indexer.drawing.font_files import choose_fonts, read_letters_of
from indexer.drawing.slide_fonts import FOLDER, PLAIN

_PART = re.compile(r"ppt/(?:slides|slideLayouts|slideMasters|diagrams|charts)/[^/]+\.xml")
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_BEFORE = ("latin", "ea", "cs", "sym", "hlinkClick", "hlinkMouseOver", "rtl", "extLst")
# What is drawn as nothing, and letters that only a font of signs knows.
_NO_LETTERS = re.compile(
    r"[\s\u0000-\u001f\u007f-\u00a0\u200b-\u200f\u2028-\u202f\u2060-\u206f\ue000-\uf8ff\ufe0f\ufeff]"
)
OURS = ("sans", "serif", "mono", "humanist")


@dataclass(frozen=True, slots=True)
class Supplied:
    """A deck whose runs name fonts that have their letters, and the files of those that it did not name before."""

    data: bytes
    fonts: dict[str, Path] = field(default_factory=dict)


def supply_letters(data: bytes) -> Supplied:
    """The deck with runs cut by their letters; the same where our faces have them all.

    ``data`` is a clean copy, which is written by ourselves.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist() if _PART.fullmatch(name)}
    rare = {name: found for name, part in parts.items() if (found := _find_rare(part))}
    families = _choose_families(frozenset().union(*rare.values()))
    if not families:
        return Supplied(data)
    cut = {name: _cut_runs(parts[name], families) for name, found in rare.items() if found & families.keys()}
    files = dict(families.values())
    return Supplied(_replace_parts(data, cut), files)


def _find_rare(part: bytes) -> frozenset[str]:
    letters = set(part.decode("utf-8", "replace")) - _list_common()
    return frozenset(letter for letter in letters if not _NO_LETTERS.match(letter))


@lru_cache(maxsize=1)
def _list_common() -> frozenset[str]:
    """The letters that each of our faces for text has."""
    sets = [read_letters_of(FOLDER / f"{family}-regular.ttf") for family in OURS]
    return sets[0].intersection(*sets[1:])


def _choose_families(letters: frozenset[str]) -> dict[str, tuple[str, Path]]:
    """For each letter a name and the file of a font that has it."""
    chosen: dict[str, tuple[str, Path]] = {}
    for family in (PLAIN, "symbols"):
        path = FOLDER / f"{family}-regular.ttf"
        chosen = dict.fromkeys(letters & read_letters_of(path), (f"contentlib {family}", path)) | chosen
    others = choose_fonts(letters - chosen.keys())
    return chosen | {letter: (f"contentlib {path.name}", path) for letter, path in others.items()}


def _cut_runs(part: bytes, families: Mapping[str, tuple[str, Path]]) -> bytes:
    root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    for run in list(root.iter(f"{{{_DRAWING}}}r", f"{{{_DRAWING}}}fld")):
        text = run.find(f"{{{_DRAWING}}}t")
        if text is not None and any(letter in families for letter in text.text or ""):
            _cut(run, text.text, families)
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made


def _cut(run: Any, text: str, families: Mapping[str, tuple[str, Path]]) -> None:
    parent, at = run.getparent(), run.getparent().index(run)
    for number, (name, piece) in enumerate(_split(text, families)):
        copy = deepcopy(run)
        copy.tail = None
        copy.find(f"{{{_DRAWING}}}t").text = piece
        if name:
            _name_font(copy, name)
        parent.insert(at + number, copy)
    parent.remove(run)


def _split(text: str, families: Mapping[str, tuple[str, Path]]) -> Iterator[tuple[str, str]]:
    """The pieces of a text, each with the name of the font it needs; empty for the run's own."""
    for name, letters in groupby(text, key=lambda letter: families[letter][0] if letter in families else ""):
        yield name, "".join(letters)


def _name_font(run: Any, name: str) -> None:
    properties = run.find(f"{{{_DRAWING}}}rPr")
    if properties is None:
        properties = etree.Element(f"{{{_DRAWING}}}rPr")
        run.insert(0, properties)
    for old in properties.findall(f"{{{_DRAWING}}}latin"):
        properties.remove(old)
    after = [at for at, one in enumerate(properties) if etree.QName(one).localname in _BEFORE]
    properties.insert(after[0] if after else len(properties), etree.Element(f"{{{_DRAWING}}}latin", typeface=name))


def _replace_parts(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(written, "w") as made:
        for name in package.namelist():
            made.writestr(name, parts.get(name) or package.read(name))
    return written.getvalue()
