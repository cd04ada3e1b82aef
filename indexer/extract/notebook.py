"""Jupyter notebooks: the words and the code of their cells, not what the code printed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from contentlib.errors import Unreadable
from contentlib.model import Reading
from indexer.extract.markdown import read_text
from indexer.extract.text import decode

_ADVICE = "Open it in Jupyter and save it again."


def read_ipynb(data: bytes) -> Reading:
    try:
        notebook = json.loads(decode(data))
    except (ValueError, RecursionError) as error:
        raise Unreadable("is damaged: it is not well-formed JSON.", _ADVICE) from error
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise Unreadable("has no notebook cells inside.", _ADVICE)
    return replace(read_text("\n\n".join(_cells(notebook["cells"]))), format="ipynb")


def _cells(cells: list[object]) -> Iterator[str]:
    for cell in cells:
        if not isinstance(cell, dict):
            continue
        source = cell.get("source", "")
        text = "".join(str(line) for line in source) if isinstance(source, list) else str(source)
        # A fence of code may stand in the code itself; one of tildes this long will not.
        yield text if cell.get("cell_type") == "markdown" else f"~~~~~~~~\n{text}\n~~~~~~~~"
