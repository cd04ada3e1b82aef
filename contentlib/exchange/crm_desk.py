"""Where a row of a CRM's export meets the library: found by its source and id, added, or changed to what it is now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

from contentlib.catalog import find_asset_by_path
from contentlib.errors import BadInput, UnknownAsset
from contentlib.exchange.crm_intake import USUAL_SOURCE, CrmIntake, check_source
from contentlib.model import Asset
from contentlib.storage import Store, to_text

Row: TypeAlias = Mapping[str, str]
Fields: TypeAlias = dict[str, tuple[Any, Any]]

OTHER_SYSTEM = (
    "If this export is of another system, name it: contentlib import FOLDER --source NAME. "
    f"If it is the same one, say so: --source {USUAL_SOURCE}"
)
# How the row is told that a number stands for.
TOLD = {
    "account_id": "SELECT id, name FROM accounts WHERE id IN (?, ?)",
    "person_id": "SELECT id, email FROM people WHERE id IN (?, ?)",
}


@dataclass(frozen=True, slots=True)
class Took:
    """What became of a row: it is new, or was here and has these changes, which may be none."""

    what: str
    is_new: bool = False
    fields: Fields = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportDesk:
    """What the rows of one intake share: ``shift`` is added to every time.

    ``source`` is where rows come from that do not say it themselves; ``is_named`` whether a person said so.
    """

    db: Store
    shift: timedelta
    intake: CrmIntake
    source: str
    is_named: bool
    assets: dict[str, Asset | None] = field(default_factory=dict)
    # Ids that mean something else here than in this export: what hangs on them must not hang on ours.
    strange: set[tuple[str, str]] = field(default_factory=set)

    def time(self, text: str) -> str | None:
        return to_text(read_time(text) + self.shift) if text.strip() else None

    def asset(self, path: str) -> Asset | None:
        """The asset at this path; None, and counted, where the library never saw a file there."""
        if path not in self.assets:
            try:
                self.assets[path] = find_asset_by_path(self.db, path)
            except UnknownAsset:
                self.assets[path] = None
        if self.assets[path] is None:
            self.intake.unknown_paths[path] += 1
        return self.assets[path]

    def asset_ids(self, paths: str) -> list[int]:
        """The known assets of a list of paths joined by ``|``, each once."""
        found = [self.asset(path) for path in paths.split("|") if path]
        return list(dict.fromkeys(asset.id for asset in found if asset))

    def source_of(self, row: Row, column: str = "source") -> str:
        """Where a row, or what it refers to, comes from: it may say so itself, as our own exports do."""
        said = row.get(column, "").strip() or row.get("source", "").strip()
        return check_source(said) if said else self.source

    def find(self, table: str, source: str, external_id: str) -> int | None:
        found = self.db.rows(f"SELECT id FROM {table} WHERE source = ? AND external_id = ?", [source, external_id])
        return int(found[0][0]) if found else None

    def refer(self, table: str, row: Row, column: str) -> int | None:
        """The row of another table that a row names in a column; none where it names none.

        Raises:
            BadInput: there is no such row, or it is another system's.
        """
        external_id, source = row[column], self.source_of(row, column.replace("_id", "_source"))
        if not external_id:
            return None
        if (table, external_id) in self.strange:
            raise BadInput(f"{external_id} in {table} is something else here, and was not taken in")
        found = self.find(table, source, external_id)
        if found is None:
            raise BadInput(f"there is no row {external_id} in {table}")
        return found

    def put(self, table: str, row_id: int | None, what: str, values: dict[str, Any]) -> Took:
        """Add a row, or change the one that is there to what it is now."""
        if row_id is None:
            self.db.insert(table, values)
            return Took(what, is_new=True)
        changed = self.compare(table, row_id, values)
        if changed:
            self.db.update(table, row_id, {name: values[name] for name in changed})
        return Took(what, fields={name: self._tell(name, *pair) for name, pair in changed.items()})

    def compare(self, table: str, row_id: int, values: Mapping[str, Any]) -> Fields:
        """Each column that is another in ``values``, as it is and as it would be."""
        (had,) = self.db.rows(f"SELECT {', '.join(values)} FROM {table} WHERE id = ?", [row_id])
        pairs = zip(values.items(), had, strict=True)
        return {name: (old, new) for (name, new), old in pairs if old != new and (old or new)}

    def _tell(self, name: str, old: Any, new: Any) -> tuple[Any, Any]:
        """Whom or what a number stands for."""
        if name not in TOLD:
            return old, new
        names: dict[Any, Any] = dict(self.db.rows(TOLD[name], [old, new]))
        return names.get(old), names.get(new)


def read_time(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise BadInput(f"“{text}” is no time; write it like 2026-03-31T14:05:00+00:00") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
