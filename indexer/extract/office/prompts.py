"""What the content controls of a letter ask for while nobody has filled them in."""

from __future__ import annotations

from collections.abc import Iterator

from indexer.extract.office.package import Element, text_of

_NO = frozenset({"0", "false", "off"})


def list_prompts(root: Element) -> Iterator[Element]:
    """The runs that only say what to enter; cells and rows round them stay, so that tables keep their columns."""
    for control in root.iter("{*}sdt"):
        mark = control.find("./{*}sdtPr/{*}showingPlcHdr")
        if mark is not None and text_of(mark.attrib, "val").lower() not in _NO:
            yield from control.iterfind("./{*}sdtContent//{*}r")
