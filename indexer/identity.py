"""Is this the same thing as before? Judged by text, for a file that was moved and edited; by files, for a whole drive.

A file that was only moved or copied is known by its bytes and never comes here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from contentlib.catalog import Drive, find_version, list_drives, list_stored
from contentlib.errors import Unreadable
from contentlib.language import split_words
from contentlib.opening import hash_inside
from contentlib.storage import Store
from indexer.processes import DriveFile
from indexer.walk import walk

# Words of a shingle, and how many of a text's shingles are kept to look for likely partners.
SHINGLE, SKETCH = 3, 128
# A shorter text says too little to be recognised by.
FEWEST_SHINGLES = 12
# On the drives this was tried on, revisions of a text share 0.49 to 1 of their shingles, other texts hardly ever 0.15.
# Siblings filled into one template reach 0.87, which nothing tells from a revision: so it is said, and can be undone.
ALIKE = 0.45
PARTNERS = 5
# Of a drive's files, the share that must lie at the new root for it to be the same drive, and how many are compared.
SAME_DRIVE, COMPARED = 0.5, 8

Shingles = frozenset[int]


@dataclass(frozen=True, slots=True)
class Text:
    """What is compared: ``key`` is the asset's id."""

    key: int
    format: str
    shingles: Shingles


@dataclass(frozen=True, slots=True)
class Match:
    """``newcomer`` is ``vanished``, moved and edited; ``alike`` is the share (0-1) of shingles they have in common."""

    vanished: int
    newcomer: int
    alike: float


def cut_shingles(text: str) -> Shingles:
    """The runs of three words of a text, as numbers.

    >>> cut_shingles("The price is fair.") == cut_shingles("the PRICE is fair")
    True
    """
    words = [crc32(word.encode("utf-8", "replace")) for word in split_words(text)]
    return frozenset(hash(tuple(words[i : i + SHINGLE])) for i in range(len(words) - SHINGLE + 1))


def measure_likeness(one: Shingles, other: Shingles) -> float:
    """What two texts have in common, as a share (0-1) of all they say (Jaccard).

    >>> measure_likeness(frozenset({1, 2, 3}), frozenset({2, 3, 4}))
    0.5
    """
    return len(one & other) / max(1, len(one | other))


def match_revisions(vanished: Iterable[Text], newcomers: Iterable[Text]) -> list[Match]:
    """Who of the newcomers is one of the vanished, each at most once, the likest pairs first."""
    gone = {text.key: text for text in vanished if len(text.shingles) >= FEWEST_SHINGLES}
    holders: dict[int, list[int]] = defaultdict(list)
    for text in gone.values():
        for shingle in _sketch(text.shingles):
            holders[shingle].append(text.key)
    pairs = [match for text in newcomers for match in _partners(text, gone, holders)]
    return list(_each_once(sorted(pairs, key=lambda match: -match.alike)))


def _sketch(shingles: Shingles) -> list[int]:
    """The smallest numbers: two texts that are alike have many of them in common, so few pairs are compared in full."""
    return sorted(shingles)[:SKETCH]


def _partners(text: Text, gone: Mapping[int, Text], holders: Mapping[int, list[int]]) -> Iterator[Match]:
    shared = Counter(key for shingle in _sketch(text.shingles) for key in holders.get(shingle, ()))
    for key, _ in shared.most_common(PARTNERS):
        other = gone[key]
        alike = measure_likeness(text.shingles, other.shingles)
        if alike >= ALIKE and text.format == other.format:
            yield Match(key, text.key, alike)


def _each_once(matches: Iterable[Match]) -> Iterator[Match]:
    taken: set[tuple[str, int]] = set()
    for match in matches:
        names = {("vanished", match.vanished), ("newcomer", match.newcomer)}
        if not names & taken:
            taken |= names
            yield match


# --- drives -------------------------------------------------------------------------------------------------------


def recognise_drive(db: Store, root: Path) -> Drive | None:
    """The drive whose old root is gone and most of whose files lie below ``root``: it is mounted elsewhere now."""
    lost = [drive for drive in list_drives(db) if _is_lost(Path(drive.root))]
    if not lost:
        return None
    found = {item.path: item for item in walk(root) if isinstance(item, DriveFile)}
    return next((drive for drive in lost if _is_same_drive(db, drive, root, found)), None)


def _is_lost(root: Path) -> bool:
    """Whether nothing is there any more; the empty folder of an unmounted drive counts as nothing."""
    try:
        return not any(root.iterdir())
    except OSError:
        return True


def _is_same_drive(db: Store, drive: Drive, root: Path, found: Mapping[str, DriveFile]) -> bool:
    living = {path: one for path, one in list_stored(db, drive.id).items() if not one.gone}
    same = [path for path, one in living.items() if path in found and found[path].size == one.size]
    if len(same) < SAME_DRIVE * max(len(living), len(found), 1):
        return False
    some = same[:: max(1, len(same) // COMPARED)][:COMPARED]
    agreed = sum(_has_bytes_of(db, root, found[path], living[path].version_id) for path in some)
    return agreed > len(some) / 2


def _has_bytes_of(db: Store, root: Path, found: DriveFile, version_id: int) -> bool:
    fingerprint = fingerprint_of(root, found.path, max_bytes=found.size)
    version = find_version(db, fingerprint) if fingerprint else None
    return version is not None and version[0] == version_id


def fingerprint_of(root: Path, path: str, *, max_bytes: int) -> str:
    """The SHA-256 of a file; empty where it can't be read, which the reader will then explain."""
    try:
        return hash_inside(root, path, max_bytes=max_bytes)
    except Unreadable:
        return ""


def claim(places: Mapping[int, list[str]], asset_id: int, taken: Collection[str]) -> str:
    """A path where the asset lay and lies no more, that no other move has been explained by; empty where none is."""
    return next((path for path in places.get(asset_id, ()) if path not in taken), "")
