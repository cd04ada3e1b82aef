"""Jupyter notebooks: the words and the code of their cells, not what the code printed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from contentlib.errors import Unreadable
from contentlib.model import Reading
from indexer.extract.raw_text import decode, one_line
from indexer.extract.text.markdown import read_text

_ADVICE = "Open it in Jupyter and save it again."


def read_ipynb(data: bytes) -> Reading:
    try:
        notebook = json.loads(decode(data))
    except (ValueError, RecursionError) as error:
        raise Unreadable("is damaged: it is not well-formed JSON.", _ADVICE) from error
    cells = _all_cells(notebook)
    if cells is None:
        raise Unreadable("has no notebook cells inside.", _ADVICE)
    return replace(read_text("\n\n".join(_cells(cells))), format="ipynb")


def _all_cells(notebook: object) -> list[object] | None:
    """The cells of a notebook; those from before 2015 lie on sheets."""
    if not isinstance(notebook, dict):
        return None
    if isinstance(notebook.get("cells"), list):
        return list(notebook["cells"])
    sheets = notebook.get("worksheets")
    if not isinstance(sheets, list):
        return None
    lists = (sheet.get("cells") for sheet in sheets if isinstance(sheet, dict))
    return [cell for cells in lists if isinstance(cells, list) for cell in cells]


def _cells(cells: list[object]) -> Iterator[str]:
    for cell in cells:
        if not isinstance(cell, dict):
            continue
        source = cell.get("source", cell.get("input", ""))
        text = "".join(str(line) for line in source) if isinstance(source, list) else str(source)
        if cell.get("cell_type") == "heading":
            yield f"{'#' * min(max(_level(cell.get('level')), 1), 6)} {one_line(text)}"
            continue
        # A fence of code may stand in the code itself; one of tildes this long will not.
        yield text if cell.get("cell_type") == "markdown" else f"~~~~~~~~\n{text}\n~~~~~~~~"


def _level(value: object) -> int:
    return value if isinstance(value, int) else 1
