"""What is there against what is stored: what must be read, what is as it was, what is gone. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from contentlib.store import Stored
from indexer.walk import Found


@dataclass(frozen=True, slots=True)
class Plan:
    """What a pass will do with a drive.

    ``read``: files that are new or look changed. ``unchanged``: how many look as they did, for the price of a stat.
    ``waiting``: unreadable before and unchanged since, so not tried again. ``gone``: stored paths with no file.
    ``settled``: paths once unreadable that are gone, or will be read.
    """

    read: tuple[Found, ...]
    unchanged: int
    waiting: tuple[str, ...]
    gone: Mapping[str, Stored]
    settled: tuple[str, ...]


def make_plan(
    found: Iterable[Found],
    stored: Mapping[str, Stored],
    unreadable: Mapping[str, tuple[int, int]],
    *,
    unknown: Collection[str] = (),
    retry: bool = False,
) -> Plan:
    """Compare a walk with the library.

    ``unreadable`` maps paths to ``(size, mtime_ns)``. ``unknown`` are paths that could not be looked at (folders end
    in ``/``): nothing at or below them is taken for gone. ``retry`` reads unreadable files again though unchanged.
    """
    read: list[Found] = []
    waiting: list[str] = []
    seen: set[str] = set()
    unchanged = 0
    for file in found:
        seen.add(file.path)
        if not retry and unreadable.get(file.path) == (file.size, file.mtime_ns):
            waiting.append(file.path)
        elif _is_as_stored(file, stored.get(file.path)):
            unchanged += 1
        else:
            read.append(file)
    gone = {
        path: one
        for path, one in stored.items()
        if not one.gone and path not in seen and not _is_unknown(path, unknown)
    }
    kept = seen.difference(file.path for file in read)
    settled = tuple(path for path in unreadable if path not in kept and not _is_unknown(path, unknown))
    return Plan(tuple(read), unchanged, tuple(waiting), gone, settled)


def _is_as_stored(file: Found, stored: Stored | None) -> bool:
    return (
        stored is not None
        and not stored.gone
        and (stored.size, stored.mtime_ns) == (file.size, file.mtime_ns)
        and (stored.sidecar_mtime_ns or 0) == file.sidecar_mtime_ns
    )


def _is_unknown(path: str, unknown: Collection[str]) -> bool:
    return any(path == place or (place.endswith("/") and path.startswith(place)) for place in unknown)


def is_mass_retirement(gone: int, living: int, share: float) -> bool:
    """Whether so much of a drive vanished that a person should say that this is meant.

    A handful of files may always go: small drives change a lot.

    >>> is_mass_retirement(60, 100, 0.5), is_mass_retirement(4, 6, 0.5), is_mass_retirement(3, 3, 0.5)
    (True, False, True)
    """
    return gone > 0 and (gone == living or (gone > 10 and gone > share * living))
