"""What a pass returns: every file by outcome, and what a person should act on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class PathOutcome(StrEnum):
    """What a pass did with a path. ``revised``: moved and edited at once, recognised by its text."""

    NEW = "new"
    CHANGED = "changed"
    MOVED = "moved"
    REVISED = "revised"
    COPIED = "copied"
    RETURNED = "returned"
    RETIRED = "retired"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class PathChange:
    """One path with its outcome. ``detail``: where it was moved from, what it copies, or why it is unreadable."""

    outcome: PathOutcome
    path: str
    detail: str = ""


@dataclass(slots=True)
class RunSummary:
    """One pass over one drive. Times are seconds; ``skipped`` counts paths by reason; ``chunks`` were embedded.

    ``recognised`` counts files whose pages are pictures that were read, ``reread`` those in which a better reader found
    something else than an older one, ``compared`` those that looked unchanged and whose bytes were compared.
    ``pointers`` are files that only lead to a document elsewhere: path to address, which is empty where none was found.
    """

    drive: str
    found: int = 0
    unchanged: int = 0
    still_unreadable: int = 0
    changes: list[PathChange] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    problems: list[PathChange] = field(default_factory=list)
    pointers: dict[str, str] = field(default_factory=dict)
    chunks: int = 0
    tagged: int = 0
    recognised: int = 0
    reread: int = 0
    compared: int = 0
    notices: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    def record(self, outcome: PathOutcome, path: str, detail: str = "") -> None:
        """Note one outcome."""
        self.changes.append(PathChange(outcome, path, detail))

    def replace(self, path: str, outcome: PathOutcome, detail: str) -> None:
        """Something more was found out about a path."""
        self.changes = [
            change for change in self.changes if change.path != path or change.outcome is PathOutcome.RETIRED
        ]
        self.record(outcome, path, detail)

    def note_skipped(self, path: str, reason: str, detail: str, *, is_problem: bool) -> None:
        """A path that was not read; a problem is one that a person should hear of."""
        self.skipped[reason] += 1
        if is_problem:
            self.problems.append(PathChange(PathOutcome.UNREADABLE, path, f"{reason} ({detail})" if detail else reason))

    def count(self, outcome: PathOutcome) -> int:
        """How many paths had this outcome."""
        return sum(change.outcome is outcome for change in self.changes)

    @property
    def unreadable(self) -> int:
        """Files that cannot be read, in this pass or before and unchanged since."""
        return self.count(PathOutcome.UNREADABLE) + self.still_unreadable

    def to_json(self) -> dict[str, Any]:
        """The summary as the guide documents it."""
        return {
            "drive": self.drive, "found": self.found, "unchanged": self.unchanged,
            **{outcome.value: self.count(outcome) for outcome in PathOutcome if outcome is not PathOutcome.UNREADABLE},
            "unreadable": self.unreadable, "skipped": dict(self.skipped), "chunks": self.chunks, "tagged": self.tagged,
            "recognised": self.recognised, "reread": self.reread, "compared": self.compared,
            "changes": [{"outcome": c.outcome.value, "path": c.path, "detail": c.detail} for c in self.changes],
            "problems": [{"path": c.path, "reason": c.detail} for c in self.problems],
            "pointers": [{"path": path, "leads_to": there} for path, there in self.pointers.items()],
            "notices": self.notices,
            "seconds": {name: round(seconds, 3) for name, seconds in self.seconds.items()},
        }  # fmt: skip
