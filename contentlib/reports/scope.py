"""Which assets a report is about: of a kind, an owner, a drive, a folder, an audience. Empty means the library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from contentlib.errors import BadInput
from contentlib.model import Asset, Audience
from contentlib.storage import Store

NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Scope:
    """``folder`` is a prefix of the path on its drive; ``owner`` whom the file names, else its author, or “nobody”."""

    kind: str = ""
    owner: str = ""
    drive: str = ""
    folder: str = ""
    audience: str = ""

    def __bool__(self) -> bool:
        return self != Scope()

    @property
    def typed(self) -> dict[str, str]:
        """What was chosen, as an address has it."""
        return {one.name: value for one in fields(self) if (value := getattr(self, one.name))}

    def covers(self, asset: Asset, owner: str) -> bool:
        """Whether the report is about this asset."""
        folder = self.folder.strip("/")
        return (
            self.kind in ("", asset.kind)
            and self.owner in ("", owner or NOBODY)
            and self.drive in ("", asset.drive)
            and self.audience in ("", asset.audience.value)
            and (not folder or f"{asset.path}/".startswith(f"{folder}/"))
        )


def check_scope(scope: Scope, kinds: Mapping[str, str]) -> Scope:
    """The scope, if it can be meant. An owner or folder that nothing has is an empty report, not a mistake.

    Raises:
        BadInput: an unknown kind or audience.
    """
    if scope.kind and scope.kind not in kinds:
        raise BadInput(f"“{scope.kind}” is no kind. Choose from: {', '.join(kinds)}.")
    if scope.audience and scope.audience not in set(Audience):
        raise BadInput(f"“{scope.audience}” is no audience. Choose internal or external.")
    return scope


def list_owners(db: Store) -> dict[int, str]:
    """Who looks after each asset: whom the file names, else its author; empty where neither is known."""
    return dict(db.execute("SELECT id, coalesce(nullif(owner, ''), author) FROM assets").fetchall())


def list_folders(db: Store) -> tuple[str, ...]:
    """The top folders of all drives, and those below them."""
    rows = db.execute("SELECT DISTINCT path FROM locations WHERE gone_at IS NULL")
    # A library has few folders and many files in each.
    parts = (folder.split("/") for folder in {row[0].rpartition("/")[0] for row in rows} if folder)
    return tuple(sorted({"/".join(part[:depth]) for part in parts for depth in (1, 2) if len(part) >= depth}))
