"""The things that one stream of content draws with, under names of our own."""

from __future__ import annotations

from typing import Any

from pikepdf import Dictionary, Name, Stream

DEFAULTS = ("DefaultGray", "DefaultRGB", "DefaultCMYK")


class Resources:
    """``source`` is what a page or a form names; ``made`` is what its copy needs of that, and nothing else."""

    def __init__(self, source: Any) -> None:
        self.source = source if isinstance(source, Dictionary) else Dictionary()
        self._made: dict[str, dict[str, Any]] = {}
        self._named: dict[tuple[str, Any], Name] = {}

    def find(self, kind: str, name: Any) -> Any:
        """What the source calls by this name; None where it calls nothing so."""
        group = self.source.get(f"/{kind}")
        found = group.get(str(name)) if isinstance(group, Dictionary) else None
        return found if isinstance(found, Dictionary | Stream) or found is not None else None

    def named(self, kind: str, key: Any) -> Name | None:
        return self._named.get((kind, key))

    def add(self, kind: str, key: Any, thing: Any) -> Name:
        """A name for the copy of something."""
        group = self._made.setdefault(kind, {})
        name = f"/{kind[0]}{len(group)}"
        group[name] = thing
        self._named[kind, key] = Name(name)
        return self._named[kind, key]

    def add_default(self, name: str, space: Any) -> None:
        self._made.setdefault("ColorSpace", {})[f"/{name}"] = space

    def write(self) -> Dictionary:
        return Dictionary({f"/{kind}": Dictionary(group) for kind, group in self._made.items()})
