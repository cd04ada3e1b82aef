"""What a pass would do, without doing it: nothing is written, not even a lock."""

from __future__ import annotations

from pathlib import Path

from contentlib.catalog import Stored, find_asset, find_drive, find_version, living_locations
from contentlib.formats import is_picture
from contentlib.library import Library
from indexer.content_check import ContentCheck
from indexer.identity import claim, fingerprint_of, recognise_drive
from indexer.intake import MB, paths_by_asset
from indexer.limits import foresee_limits
from indexer.plan import Candidate, Plan, is_mass_retirement
from indexer.run import Progress, Unwatched, look_at_drive, refuse_emptied
from indexer.summary import PathOutcome, RunSummary
from indexer.walk import Reason, check_drive


def preview_pass(
    library: Library,
    root: Path,
    *,
    progress: Progress | None = None,
    allow_mass_retire: bool = False,
    retry: bool = False,
    deep: bool = False,
) -> RunSummary:
    """The summary that a pass would give, as far as it can be told without reading texts.

    A file that would turn out to be unreadable is listed as new, and one that was moved and edited as new and retired.

    Raises:
        DriveError: the drive is not there, cannot be read, or is empty and was never indexed.
    """
    root = root.resolve()
    check_drive(root)
    drive = find_drive(library.db, root) or recognise_drive(library.db, root)
    summary = RunSummary(drive.name if drive else root.name)
    check = ContentCheck(library, drive, deep=deep)
    plan = look_at_drive(library, drive, root, summary, progress or Unwatched(), check, retry=retry)
    if not allow_mass_retire:
        refuse_emptied(plan, root)
    if drive and drive.root != str(root):
        summary.notices.append(f"This is the drive “{drive.name}”, which lay at {drive.root}.")
    if drive:
        summary.notices.extend(foresee_limits(library, drive, plan))
    _Preview(library, root, plan, summary).tell(allow_mass_retire=allow_mass_retire)
    return summary


class _Preview:
    def __init__(self, library: Library, root: Path, plan: Plan, summary: RunSummary) -> None:
        self._library, self._root, self._plan, self._summary = library, root, plan, summary
        self._left = paths_by_asset(plan)
        self._explained: set[str] = set()
        self._seen: dict[str, str] = {}

    def tell(self, *, allow_mass_retire: bool) -> None:
        for candidate in self._plan.read:
            self._tell_file(candidate)
        gone = {path: one for path, one in self._plan.gone.items() if path not in self._explained}
        plan, share = self._plan, self._library.settings.mass_retire
        if not allow_mass_retire and is_mass_retirement(len(gone), plan.living, share, found=plan.found):
            self._summary.notices.append(f"{len(gone)} of {plan.living} files are gone: nothing would be retired.")
            return
        for path, one in gone.items():
            if not set(living_locations(self._library.db, one.asset_id)) - self._ended(one.asset_id):
                self._summary.record(PathOutcome.RETIRED, path, find_asset(self._library.db, one.asset_id).title)

    def _ended(self, asset_id: int) -> set[int]:
        return {one.location_id for one in self._plan.gone.values() if one.asset_id == asset_id}

    def _tell_file(self, candidate: Candidate) -> None:
        found, before = candidate.found, candidate.before
        fingerprint = fingerprint_of(self._root, found.path, max_bytes=self._library.settings.file_mb * MB)
        version = find_version(self._library.db, fingerprint)
        if version is None and is_picture(found.path) and before is None:
            # Whether it is an asset shows only when somebody looks for words in it.
            self._summary.note_skipped(found.path, Reason.PICTURE.value, "", is_problem=False)
            return
        if version and before and before.version_id == version[0] and not before.gone:
            self._summary.unchanged += 1
            return
        outcome, detail = self._explain_known(version[1], before) if version else self._explain_new(fingerprint, before)
        self._seen.setdefault(fingerprint, found.path)
        self._summary.record(outcome, found.path, detail)

    def _explain_new(self, fingerprint: str, before: Stored | None) -> tuple[PathOutcome, str]:
        if fingerprint and fingerprint in self._seen:
            return PathOutcome.COPIED, self._seen[fingerprint]
        is_known = before and not before.gone
        return (PathOutcome.CHANGED if is_known else PathOutcome.NEW), ""

    def _explain_known(self, asset_id: int, before: Stored | None) -> tuple[PathOutcome, str]:
        asset = find_asset(self._library.db, asset_id)
        if before and not before.gone:
            return PathOutcome.CHANGED, f"now the same as “{asset.title}”"
        if asset.retired_at:
            return PathOutcome.RETURNED, asset.title
        left = claim(self._left, asset_id, self._explained)
        self._explained.add(left)
        return (PathOutcome.MOVED, left) if left else (PathOutcome.COPIED, asset.title)
