"""What came of taking in a CRM's export: what is new, what is another now and how, what was refused or left alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from contentlib.errors import BadInput

# Where everything comes from that nobody named.
USUAL_SOURCE = "crm"
SOURCE = re.compile(r"[a-z0-9][a-z0-9 ._-]{0,39}")


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that was here and is another now. ``fields`` are its columns, each as it was and as it is."""

    file: str
    line: int
    what: str
    fields: Mapping[str, tuple[Any, Any]]

    def __str__(self) -> str:
        told = "; ".join(f"{name} {_show(old)} → {_show(new)}" for name, (old, new) in self.fields.items())
        return f"{self.what} ({self.file}, line {self.line}): {told}"


@dataclass(slots=True)
class CrmIntake:
    """What was taken in, by file: ``counts`` are new rows, ``changed`` and ``unchanged`` those that were here.

    ``changes`` tells each change; ``refused`` each row that was not taken in, with the reason; ``kept`` what stayed as
    another source has it. ``internal_sends`` counts sends of assets that are internal, by title: they happened, so
    they are history, but either the asset went out by mistake or it is tagged wrongly. ``unknown_paths`` counts files
    the library never saw, and ``forgotten`` rows, by file, about contacts who were forgotten: none is taken in again,
    and what was sent to them is about nobody.
    """

    counts: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    changes: list[RowChange] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    internal_sends: Counter[str] = field(default_factory=Counter)
    unknown_paths: Counter[str] = field(default_factory=Counter)
    forgotten: Counter[str] = field(default_factory=Counter)

    def to_json(self) -> dict[str, Any]:
        """All of it, for programs."""
        changes = [
            {"file": one.file, "line": one.line, "what": one.what,
             "fields": {name: {"old": old, "new": new} for name, (old, new) in one.fields.items()}}
            for one in self.changes
        ]  # fmt: skip
        return {
            "added": dict(self.counts), "changed": dict(self.changed), "unchanged": dict(self.unchanged),
            "changes": changes, "kept": self.kept, "refused": self.refused,
            "internal_sends": dict(self.internal_sends), "unknown_paths": dict(self.unknown_paths),
            "forgotten": dict(self.forgotten),
        }  # fmt: skip


def check_source(typed: str) -> str:
    """The name of a source as it is kept; upper and lower case are one.

    Raises:
        BadInput: it is none.

    >>> check_source(" HubSpot ")
    'hubspot'
    """
    name = typed.strip().lower()
    if not SOURCE.fullmatch(name):
        raise BadInput(f"“{typed[:40]}” is no name of a source. Use letters and digits, such as hubspot or crm-emea.")
    return name


def _show(value: Any) -> str:
    if value in (None, ""):
        return "nothing"
    return f"{value:,.15g}" if isinstance(value, float) else f"“{value}”" if isinstance(value, str) else str(value)
