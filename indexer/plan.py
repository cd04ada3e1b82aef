"""What is there against what is stored: what must be read, what is as it was, what is gone. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from contentlib.catalog import Stored
from indexer.processes import DriveFile


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that is new or looks changed, and what was known of its path before."""

    found: DriveFile
    before: Stored | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a pass will do with a drive.

    ``read``: files that are new or look changed. ``unchanged``: how many look as they did, for the price of a stat.
    ``waiting``: how many were unreadable before and are unchanged since, so not tried again. ``gone``: stored paths
    with no file. ``settled``: paths once unreadable that are gone. ``found``: how many files there are; ``living``: how
    many the library knew of.
    """

    read: tuple[Candidate, ...]
    unchanged: int
    waiting: int
    gone: Mapping[str, Stored]
    settled: tuple[str, ...]
    found: int
    living: int


def make_plan(
    found: Iterable[DriveFile],
    stored: Mapping[str, Stored],
    unreadable: Mapping[str, tuple[int, int]],
    *,
    unknown: Collection[str] = (),
    edited: Collection[str] = (),
    retry: bool = False,
) -> Plan:
    """Compare a walk with the library; of the walk only what must be read is kept.

    ``unreadable`` maps paths to ``(size, mtime_ns)``. ``unknown`` are paths that could not be looked at (folders end
    in ``/``): nothing at or below them is taken for gone. ``edited`` look as they did
    and are not. Both may grow while ``found`` is gone through.
    ``retry`` reads unreadable files again though unchanged.
    """
    read: list[Candidate] = []
    unchanged = waiting = 0
    unseen = {path for path, one in stored.items() if not one.gone}
    living = len(unseen)
    settled = set(unreadable)
    for file in found:
        path = file.path
        before = stored.get(path)
        if before is not None:
            unseen.discard(path)
        if path in unreadable:
            settled.discard(path)
        if not retry and unreadable.get(path) == (file.size, file.mtime_ns):
            waiting += 1
        elif before is not None and path not in edited and is_as_stored(file, before):
            unchanged += 1
        else:
            read.append(Candidate(file, before))
    return Plan(
        read=tuple(read), unchanged=unchanged, waiting=waiting,
        gone={path: stored[path] for path in sorted(unseen) if not _is_unknown(path, unknown)},
        settled=tuple(path for path in sorted(settled) if not _is_unknown(path, unknown)),
        found=len(read) + unchanged + waiting, living=living,
    )  # fmt: skip


def is_as_stored(file: DriveFile, stored: Stored) -> bool:
    """Whether the file and its sidecar look as they did when they were last read."""
    return (
        not stored.gone
        and stored.size == file.size
        and stored.mtime_ns == file.mtime_ns
        and (stored.sidecar_mtime_ns or 0) == file.sidecar_mtime_ns
    )


def _is_unknown(path: str, unknown: Collection[str]) -> bool:
    return any(path == place or (place.endswith("/") and path.startswith(place)) for place in unknown)


def is_mass_retirement(gone: int, living: int, share: float, *, found: int) -> bool:
    """Whether so much of a drive vanished that a person should say that this is meant; ``found`` files are left on it.

    A handful of files may always go, unless nothing is left: small drives change a lot.

    >>> is_mass_retirement(60, 100, 0.5, found=40), is_mass_retirement(4, 6, 0.5, found=2)
    (True, False)
    >>> is_mass_retirement(3, 3, 0.5, found=0), is_mass_retirement(3, 3, 0.5, found=1)
    (True, False)
    """
    return gone > 0 and ((gone == living and not found) or (gone > 10 and gone > share * living))
