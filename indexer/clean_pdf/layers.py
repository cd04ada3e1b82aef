"""Which layers of a PDF are switched off when it is opened on a screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

_DEEPEST = 20


class Layers:
    """The optional content of one document, by its default configuration."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._off: set[tuple[int, int]] = set()
        told = pdf.Root.get("/OCProperties")
        self.any = isinstance(told, pikepdf.Dictionary)
        if isinstance(told, pikepdf.Dictionary):
            self._read(told)

    def _read(self, told: Any) -> None:
        default = told.get("/D")
        default = default if isinstance(default, pikepdf.Dictionary) else pikepdf.Dictionary()
        groups = list(list_references(told.get("/OCGs")))
        if default.get("/BaseState") == pikepdf.Name.OFF:
            self._off = {group.objgen for group in groups}
        self._off |= {group.objgen for group in list_references(default.get("/OFF"))}
        self._off -= {group.objgen for group in list_references(default.get("/ON"))}
        for event in _entries(default.get("/AS")):
            if isinstance(event, pikepdf.Dictionary) and event.get("/Event") == pikepdf.Name.View:
                self._switch(event)

    def _switch(self, event: Any) -> None:
        """Some layers are switched by what they say they are for."""
        for group in list_references(event.get("/OCGs")):
            usage = group.get("/Usage")
            view = usage.get("/View") if isinstance(usage, pikepdf.Dictionary) else None
            state = view.get("/ViewState") if isinstance(view, pikepdf.Dictionary) else None
            if state == pikepdf.Name.OFF:
                self._off.add(group.objgen)
            if state == pikepdf.Name.ON:
                self._off.discard(group.objgen)

    @property
    def any_off(self) -> bool:
        return bool(self._off)

    def is_off(self, layer: Any, depth: int = 0) -> bool:
        """Whether what belongs to this group, or to this combination of groups, is not shown."""
        if not isinstance(layer, pikepdf.Dictionary) or depth > _DEEPEST:
            return False
        if layer.get("/Type") != pikepdf.Name.OCMD:
            return layer.objgen in self._off
        wanted = layer.get("/VE")
        if isinstance(wanted, pikepdf.Array) and len(wanted):
            return not self._holds(wanted, depth)
        return not self._any_or_all(layer, depth)

    def _any_or_all(self, layer: Any, depth: int) -> bool:
        groups = layer.get("/OCGs")
        members = [groups] if isinstance(groups, pikepdf.Dictionary) else list(_entries(groups))
        shown = [not self.is_off(group, depth + 1) for group in members if isinstance(group, pikepdf.Dictionary)]
        policy = str(layer.get("/P", "/AnyOn"))
        if not shown:
            return True
        if policy == "/AllOn":
            return all(shown)
        if policy == "/AnyOff":
            return not all(shown)
        return not any(shown) if policy == "/AllOff" else any(shown)

    def _holds(self, wanted: Any, depth: int) -> bool:
        """A visibility expression: [/And …], [/Or …], [/Not …] of groups and expressions."""
        if depth > _DEEPEST:
            return False
        kind, *parts = _entries(wanted)
        held = [
            self._holds(part, depth + 1) if isinstance(part, pikepdf.Array) else not self.is_off(part, depth + 1)
            for part in parts
        ]
        if str(kind) == "/Not":
            return not any(held)
        return any(held) if str(kind) == "/Or" else all(held)


def _entries(found: Any) -> Iterator[Any]:
    if isinstance(found, pikepdf.Array):
        yield from iter(found)


def list_references(found: Any) -> Iterator[Any]:
    """The dictionaries in a list that are objects of their own."""
    for entry in _entries(found):
        if isinstance(entry, pikepdf.Dictionary) and entry.is_indirect:
            yield entry
