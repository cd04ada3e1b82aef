"""Formulas of Word and PowerPoint (Office Math) in a line, as somebody would type them."""

from __future__ import annotations

from collections.abc import Iterator

from indexer.extract.office.package import Element, local_name, text_of

# How the parts of a construct are joined: a fraction by a stroke, a power by a caret.
_BETWEEN = {"f": "/", "sSup": "^", "sSub": "_"}
_LOOKS = "Pr"
_DEEPEST = 60


def formula_text(formula: Element) -> str:
    """What a formula says, in a line."""
    return "".join(_pieces(formula, 0))


def _pieces(element: Element, depth: int) -> Iterator[str]:
    for child in element.iterchildren("*"):
        kind = local_name(child)
        if kind == "t":
            yield child.text or ""
        elif kind == "nary":
            sign = child.find("./{*}naryPr/{*}chr")
            yield " " + (text_of(sign.attrib, "val") if sign is not None else "∫") + " "
            yield from _pieces(child, depth + 1)
        elif kind in _BETWEEN and depth < _DEEPEST:
            yield _BETWEEN[kind].join(_grouped("".join(_pieces(part, depth + 1))) for part in _parts(child))
        elif kind == "rad":
            yield "√" + _grouped("".join("".join(_pieces(part, depth + 1)) for part in child.iterchildren("{*}e")))
        elif not kind.endswith(_LOOKS) and depth < _DEEPEST:
            yield from _pieces(child, depth + 1)


def _parts(construct: Element) -> list[Element]:
    return [part for part in construct.iterchildren("*") if not local_name(part).endswith(_LOOKS)]


def _grouped(text: str) -> str:
    """In brackets where it is more than a word.

    >>> _grouped("gain"), _grouped("gain - cost")
    ('gain', '(gain - cost)')
    """
    text = text.strip()
    return text if text.replace(".", "").replace(",", "").isalnum() else f"({text})"
