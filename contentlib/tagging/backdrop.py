"""What a library says everywhere of each objection, so that only what stands out earns a tag.

Who sells invoicing says “price” on every page and answers no doubt by it. Half of what the average asset shows for an
objection is taken off each asset. Kept in the table ``meta``; measured again when the library has grown or shrunk by a
quarter, since every asset is tagged anew then.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property

from contentlib.catalog import CURRENT_VERSION
from contentlib.storage import Store

# In a smaller library what is said everywhere is what a few assets are about.
FEWEST_ASSETS = 20
# So many assets tell what all of them say.
MOST_ASSETS = 300
CHANGED = 0.25
# An objection that the average asset shows so much more of than of the others is spoken of everywhere.
MARKED, MOST_MARKED = 1.0, 3


@dataclass(frozen=True)
class Backdrop:
    """What the average asset shows for each objection: its cues, and how near it comes by meaning.

    ``assets`` is how many there were; ``made_with`` names the vocabulary and the model.
    """

    made_with: str
    assets: int
    cues: Mapping[str, float]
    near: Mapping[str, float]

    @cached_property
    def name(self) -> str:
        """Changes with every figure, so that tags tell which backdrop they were made before."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()[:8]

    def list_spoken_everywhere(self) -> tuple[str, ...]:
        """The objections that this library speaks of on nearly every page, the most first.

        >>> flat = {"price": 0.9, "timing": 0.1, "trust": 0.1, "security": 0.1}
        >>> Backdrop("", 40, flat, dict.fromkeys(flat, 0.0)).list_spoken_everywhere()
        ('price',)
        """
        both = {value: self.cues[value] + self.near[value] for value in self.cues}
        mean = sum(both.values()) / max(1, len(both))
        spread = (sum((one - mean) ** 2 for one in both.values()) / max(1, len(both))) ** 0.5
        marked = [value for value in both if both[value] > mean + MARKED * spread]
        return tuple(sorted(marked, key=lambda value: -both[value])[:MOST_MARKED])


def read_backdrop(db: Store, made_with: str = "") -> Backdrop | None:
    """The library's backdrop, if it was made with this vocabulary and model, or with whichever."""
    row = db.execute("SELECT value FROM meta WHERE key = 'backdrop'").fetchone()
    found = Backdrop(**json.loads(row[0])) if row and row[0] else None
    return found if found and made_with in ("", found.made_with) else None


def keep_backdrop(db: Store, backdrop: Backdrop | None) -> None:
    """Put this in the place of what was measured before; with none, forget it."""
    db.execute(
        "INSERT INTO meta (key, value) VALUES ('backdrop', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        [json.dumps(asdict(backdrop)) if backdrop else ""],
    )


def is_outgrown(backdrop: Backdrop | None, assets: int) -> bool:
    """Whether a library of so many assets needs another backdrop, or none any more.

    >>> fifty = Backdrop("", 50, {}, {})
    >>> is_outgrown(None, 10), is_outgrown(None, 50)
    (False, True)
    >>> is_outgrown(fifty, 55), is_outgrown(fifty, 70), is_outgrown(fifty, 5)
    (False, True, True)
    """
    if backdrop is None or assets < FEWEST_ASSETS:
        return (backdrop is None) is (assets >= FEWEST_ASSETS)
    return abs(assets - backdrop.assets) > CHANGED * backdrop.assets


def count_assets(db: Store) -> int:
    """How many living assets the library has."""
    return int(db.execute("SELECT count(*) FROM assets WHERE retired_at IS NULL").fetchone()[0])


def choose_assets(db: Store) -> list[int]:
    """Assets that stand for all, drawn by their bytes: the same ones in whatever order a drive was read."""
    rows = db.execute(
        f"SELECT a.id FROM (SELECT id, {CURRENT_VERSION} AS current FROM assets WHERE retired_at IS NULL) a "
        "JOIN versions v ON v.id = a.current ORDER BY v.fingerprint LIMIT ?",
        [MOST_ASSETS],
    )
    return [row[0] for row in rows]


def tell_backdrop(db: Store, labels: Mapping[str, str]) -> str:
    """What stands out less because the whole library speaks of it, in a sentence; empty where nothing does.

    ``labels`` are the words that a person reads for a value.
    """
    backdrop = read_backdrop(db)
    named = [f"“{labels[value]}”" for value in backdrop.list_spoken_everywhere() if value in labels] if backdrop else []
    if not named:
        return ""
    together = " and ".join((", ".join(named[:-1]), named[-1]) if len(named) > 1 else named)
    return f"Nearly everything here speaks of {together}; to be tagged so, an asset must do it more than the others."
