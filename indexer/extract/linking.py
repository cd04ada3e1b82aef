"""The links on the pages of a file, told by who knows its format; for a process that reads what a stranger made."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from contentlib.formats import FORMATS
from contentlib.model import PageLink

# Opened before a worker locks itself in.
LINKERS: dict[str, Callable[[bytes], tuple[PageLink, ...]]] = {
    name: getattr(import_module(f"indexer.extract.{form.linker}"), f"list_links_{name}")
    for name, form in FORMATS.items()
    if form.linker
}


def read_page_links(data: bytes, form: str) -> tuple[PageLink, ...]:
    """What can be clicked in a file of this format. Never fails: a file without links is read all the same."""
    linker = LINKERS.get(form)
    if linker is None:
        return ()
    try:
        return linker(data)
    except Exception:  # noqa: BLE001  a stranger's file meets outside parsers; its words were read, and that counts
        return ()
