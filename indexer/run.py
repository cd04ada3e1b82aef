"""One pass over a drive, resumable at any point; returns a RunSummary.

Words first: a file is findable by its words as soon as it is read; vectors are made meanwhile, and tags follow them.
What is left is always asked of the library, never remembered, so a pass killed anywhere is continued by the next.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Protocol

from contentlib.catalog import (
    Drive,
    Stored,
    add_drive,
    adopt_asset,
    clear_unreadable,
    count_unembedded,
    count_untagged,
    end_locations,
    find_asset,
    find_drive,
    finish_pass,
    first_unfinished,
    hash_text,
    is_complete,
    list_newcomers,
    list_stored,
    list_touched,
    list_unchunked,
    list_unembedded_of,
    list_unreadable_paths,
    living_locations,
    move_drive,
    prune_vectors,
    read_text,
    record_complete,
    respell_words,
    settle_assets,
    start_pass,
)
from contentlib.errors import DriveError
from contentlib.library import Library, index_path
from contentlib.people import follow_moves, keep_closed
from contentlib.storage import Store, hold_library
from contentlib.tagging import follow_neighbours, follow_rules
from indexer.catching_up import look_through_rest
from indexer.content_check import ContentCheck
from indexer.copy_finding import find_copies
from indexer.hard_links import tell_hard_links
from indexer.identity import Match, Text, cut_shingles, match_revisions, recognise_drive
from indexer.intake import MB, Intake, follow_current, rechunk
from indexer.left_alone import find_where_it_leads, leave_known
from indexer.limits import keep_limits, note_limits, tell_limits
from indexer.meaning import PAGE, Meaning
from indexer.other_files import OtherFile
from indexer.picture_files import Album
from indexer.plan import Plan, is_mass_retirement, make_plan
from indexer.processes import DriveFile
from indexer.recognise import Recognition, find_languages, name_recogniser
from indexer.rereading import Rereading
from indexer.summary import PathOutcome, RunSummary
from indexer.tag_assets import follow_backdrop, list_backdrop_assets, name_tagger, tag_due
from indexer.walk import check_drive, walk

# How long the pass waits for vectors before it looks whether there is something else to do.
PATIENCE = 0.5


class Progress(Protocol):
    """Who watches a pass. ``total`` may be None where nobody knows yet."""

    def start(self, stage: str, total: int | None) -> None: ...
    def advance(self, amount: int, current: str) -> None: ...


class Unwatched:
    """Nobody watches."""

    def start(self, stage: str, total: int | None) -> None: ...
    def advance(self, amount: int, current: str) -> None: ...


@dataclass(slots=True)
class _Pass:
    """What the steps of one pass share."""

    library: Library
    drive: Drive
    root: Path
    summary: RunSummary
    progress: Progress
    now: Callable[[], datetime]
    since: datetime

    def count_embedded(self, count: int) -> None:
        self.summary.chunks += count
        self.progress.advance(count, "")

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        started = time.perf_counter()
        try:
            yield
        finally:
            self.summary.seconds[stage] = self.summary.seconds.get(stage, 0.0) + time.perf_counter() - started


def run_pass(
    library: Library,
    root: Path,
    *,
    progress: Progress | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    allow_mass_retire: bool = False,
    retry: bool = False,
    deep: bool = False,
) -> RunSummary:
    """Bring the library in step with the drive at ``root``. One bad file never stops it.

    ``deep``: compare the bytes of every file that looks unchanged.

    Raises:
        DriveError: the drive is not there, cannot be read, or is empty and was never indexed.
        LockedLibrary: another pass is running.
    """
    root = root.resolve()
    check_drive(root)
    # Whichever model answers queries meanwhile, a pass makes the vectors of the one that the settings name.
    library = library.for_pass()
    with hold_library(library.path):
        started_at = now()
        drive, notices = _find_drive(library, root, at=started_at)
        summary = RunSummary(drive.name, notices=notices)
        pass_id = start_pass(library.db, drive.id, started_at=started_at)
        since = first_unfinished(library.db, drive.id) or started_at
        this = _Pass(library, drive, root, summary, progress or Unwatched(), now, since)
        with this.timed("total"), Meaning(library) as meaning:
            _respell(this)
            check = ContentCheck(library, drive, deep=deep)
            intake = _follow_drive(this, meaning, check, allow_mass_retire=allow_mass_retire, retry=retry)
            _understand(this, meaning)
            _read_again(this, intake)
            _recognise(this, intake, retry=retry)
        with this.timed("copies"):
            find_copies(library.db, this.progress)
        with this.timed("examine"):
            look_through_rest(library, drive, root, this.progress)
        finish_pass(library.db, pass_id, summary=summary.to_json(), finished_at=now())
    return summary


def _respell(this: _Pass) -> None:
    if count := respell_words(this.library.db):
        this.summary.notices.append(
            f"The words of {count:,} asset{'s' * (count != 1)} were indexed anew: letters that are written in several "
            "ways, and languages without blanks between words, are now found."
        )


def _find_drive(library: Library, root: Path, *, at: datetime) -> tuple[Drive, list[str]]:
    known = find_drive(library.db, root)
    if known:
        return known, []
    moved = recognise_drive(library.db, root)
    if moved is None:
        return add_drive(library.db, root, added_at=at), []
    notice = f"This is the drive “{moved.name}”, which lay at {moved.root} and is followed at {root} from now on."
    return move_drive(library.db, moved.id, root), [notice]


# --- files --------------------------------------------------------------------------------------------------------


def _follow_drive(
    this: _Pass, meaning: Meaning, check: ContentCheck, *, allow_mass_retire: bool, retry: bool
) -> Intake:
    with this.timed("walk"):
        plan = look_at_drive(this.library, this.drive, this.root, this.summary, this.progress, check, retry=retry)
        if not allow_mass_retire:
            refuse_emptied(plan, this.root)
        check.record(this.library.db, at=this.now())
    started_at = this.now()
    keep_limits(this.library, this.drive, plan, at=started_at)
    with this.timed("read"):
        intake = _take_in(this, meaning, plan)
    with this.timed("settle"):
        gone = _match_revised(this, plan, intake)
        _end_what_is_gone(this, plan, intake, gone, allow_mass_retire=allow_mass_retire)
        follow_moves(this.library.db, since=started_at, at=this.now())
        note_limits(this.library.db, since=started_at, at=this.now())
        this.summary.notices.extend(tell_limits(this.library.db, plan, since=started_at))
    return intake


def look_at_drive(
    library: Library,
    drive: Drive | None,
    root: Path,
    summary: RunSummary,
    progress: Progress,
    check: ContentCheck,
    *,
    retry: bool = False,
) -> Plan:
    """What a pass would do; ``drive`` is None where the library has never seen it. Writes nothing.

    Raises:
        DriveError: nothing is there, and never was.
    """
    unknown: list[str] = []
    found = tell_hard_links(_walk(root, library.settings.file_mb * MB, summary, progress, unknown), summary)
    stored = list_stored(library.db, drive.id) if drive else {}
    album = Album(library, drive, lambda: name_recogniser(find_languages(library.settings)[0]), again=retry)
    found = album.sort_out(leave_known(library, drive, found, summary, again=retry), stored, summary)
    unreadable = list_unreadable_paths(library.db, drive.id) if drive else {}
    found = check.look(root, found, stored)
    plan = make_plan(found, stored, unreadable, unknown=unknown, edited=check.edited, retry=retry)
    check.tell(summary)
    if not plan.found and not stored:
        raise DriveError(f"“{root}” holds no file that can be read. Check the path, or that the drive is mounted.")
    summary.found, summary.unchanged, summary.still_unreadable = plan.found, plan.unchanged, plan.waiting
    return plan


def refuse_emptied(plan: Plan, root: Path) -> None:
    """Raise DriveError where nothing is left of a drive that held something: more likely it is not mounted."""
    if plan.living and not plan.found:
        raise DriveError(
            f"“{root}” is empty, and held {plan.living:,} files that the library knows: nothing was changed. Check "
            "that the drive is mounted; if it was emptied on purpose, run again with --allow-mass-retire."
        )


def _walk(
    root: Path, max_bytes: int, summary: RunSummary, progress: Progress, unknown: list[str]
) -> Iterator[DriveFile]:
    progress.start("Looking through the drive", None)
    for number, item in enumerate(walk(root, max_bytes=max_bytes)):
        if isinstance(item, DriveFile):
            if number % 100 == 0:
                progress.advance(100, item.path)
            yield item
            continue
        summary.note_skipped(item.path, item.reason.value, item.detail, is_problem=item.reason.is_problem)
        if item.reason is OtherFile.POINTER:
            summary.pointers[item.path] = find_where_it_leads(root, item.path)
        if item.reason.leaves_unknown:
            unknown.append(item.path)


def _take_in(this: _Pass, meaning: Meaning, plan: Plan) -> Intake:
    intake = Intake(this.library, this.drive, this.root, plan, this.summary, this.now)
    this.progress.start("Reading files", len(plan.read))
    meaning.expect(len(plan.read))
    for path in intake.read_all():
        this.progress.advance(1, path)
        this.summary.chunks += meaning.go_on()
    return intake


def _match_revised(this: _Pass, plan: Plan, intake: Intake) -> dict[str, Stored]:
    """Files that were moved and edited at once take their asset along; returns the paths that are truly gone."""
    gone = {path: one for path, one in plan.gone.items() if path not in intake.explained}
    vanished = {one.asset_id: path for path, one in gone.items() if _lies_nowhere(this, one.asset_id, plan)}
    if not vanished:
        return gone
    listed = list_newcomers(this.library.db, this.drive.id, since=this.since)
    newcomers = {asset_id: path for asset_id, path in listed if asset_id not in vanished}
    texts = partial(_text_of, this.library.db)
    for match in match_revisions(map(texts, vanished), map(texts, newcomers)):
        old = vanished[match.vanished]
        where = newcomers[match.newcomer]
        keep_closed(this.library.db, match.vanished, this.drive.id, where, leaving=plan.gone, at=this.now())
        _adopt(this, match, gone.pop(old))
        detail = f"{old} ({match.alike:.0%} of the text is the same; if it is not the same asset: contentlib split)"
        this.summary.replace(newcomers[match.newcomer], PathOutcome.REVISED, detail)
    return gone


def _lies_nowhere(this: _Pass, asset_id: int, plan: Plan) -> bool:
    ended = {one.location_id for one in plan.gone.values() if one.asset_id == asset_id}
    return ended.issuperset(living_locations(this.library.db, asset_id))


def _text_of(db: Store, asset_id: int) -> Text:
    asset = find_asset(db, asset_id)
    return Text(asset_id, asset.format, cut_shingles(read_text(db, asset.version_id)))


def _adopt(this: _Pass, match: Match, was: Stored) -> None:
    with this.library.db.atomic():
        adopt_asset(this.library.db, match.vanished, match.newcomer)
        end_locations(this.library.db, [was.location_id], gone_at=this.now())
        rechunk(this.library, match.vanished)


def _end_what_is_gone(
    this: _Pass, plan: Plan, intake: Intake, gone: Mapping[str, Stored], *, allow_mass_retire: bool
) -> None:
    db, share = this.library.db, this.library.settings.mass_retire
    if not allow_mass_retire and is_mass_retirement(len(gone), plan.living, share, found=plan.found):
        this.summary.notices.append(
            f"{len(gone)} of {plan.living} files are gone, which looks like an unmounted or emptied drive: nothing was "
            "retired. Check the drive; if this is meant, run again with --allow-mass-retire."
        )
        gone = {}
    ended = [*gone.values(), *(plan.gone[path] for path in intake.explained)]
    with db.atomic():
        affected = list_touched(db, [one.location_id for one in ended], intake.affected)
        end_locations(db, [one.location_id for one in ended], gone_at=this.now())
        clear_unreadable(db, this.drive.id, plan.settled)
        intake.lost.update(settle_assets(db, affected, at=this.now())[0])
        for asset_id in affected:
            follow_current(this.library, asset_id)
    _record_retired(this, intake.lost, {one.asset_id: path for path, one in gone.items()})


def _record_retired(this: _Pass, lost: Iterable[int], places: Mapping[int, str]) -> None:
    for asset_id in sorted(lost):
        asset = find_asset(this.library.db, asset_id)
        if asset.retired_at:
            this.summary.record(PathOutcome.RETIRED, places.get(asset_id, ""), asset.title)


# --- vectors and tags ---------------------------------------------------------------------------------------------


def _understand(this: _Pass, meaning: Meaning) -> None:
    library = this.library
    if is_complete(library.db, name_tagger(library, library.model)) and index_path(library.settings).exists():
        _follow_rules(this)
        return
    for asset_id in list_unchunked(library.db):
        follow_current(library, asset_id)
    meaning.finish()
    with this.timed("embed"):
        due = _embed(this, meaning)
    with this.timed("tag"):
        _tag(this, due)
        _follow_rules(this)
    prune_vectors(library.db, set(map(hash_text, library.vocabulary.list_sentences())), now=this.now())
    with this.timed("index"):
        library.settle()
    record_complete(library.db, name_tagger(library, library.model))


def _read_again(this: _Pass, intake: Intake) -> None:
    """What an older reader read comes when everything new is understood, since a library may be full of it."""
    rereading = Rereading(intake)
    if not rereading.due:
        return
    before = this.summary.reread
    with this.timed("reread"):
        this.progress.start("Reading again what can be read better now", rereading.due)
        for path, is_other in rereading.go_through():
            this.summary.reread += is_other
            this.progress.advance(1, path)
    _record_retired(this, rereading.lost, rereading.lost)
    if this.summary.reread > before:
        with Meaning(this.library) as meaning:
            _understand(this, meaning)


def _recognise(this: _Pass, intake: Intake, *, retry: bool) -> None:
    """Scanned pages come last, since one takes seconds; what they say is then understood like everything else."""
    recognition = Recognition(intake, again=retry)
    if recognition.notice:
        this.summary.notices.append(recognition.notice)
    if not recognition.due:
        return
    with this.timed("recognise"):
        this.progress.start("Recognising scanned pages", recognition.due)
        for path, is_more in recognition.go_through():
            this.summary.recognised += is_more
            this.progress.advance(1, path)
    with Meaning(this.library) as meaning:
        _understand(this, meaning)


def _embed(this: _Pass, meaning: Meaning) -> Iterator[str]:
    """Wait for the vectors, and tag meanwhile what has all of its own; returns the tagging that is not done yet."""
    library, listed = this.library, 0
    due: Iterator[str] = iter(())
    # What a library says everywhere is measured first, since every asset's tags depend on it.
    first = list_backdrop_assets(library)
    meaning.hurry(first)
    this.progress.start("Reading for meaning", count_unembedded(library.db, meaning.model))
    while not meaning.is_done:
        this.count_embedded(meaning.go_on())
        if next(due, None) is not None:
            this.summary.tagged += 1
            continue
        if meaning.stored - listed >= PAGE // 2:
            listed = meaning.stored
            if first and not list_unembedded_of(library.db, meaning.model, first):
                follow_backdrop(library)
                first = []
            due = iter(()) if first else tag_due(library, now=this.now)
        meaning.wait(PATIENCE)
    return due


def _follow_rules(this: _Pass) -> None:
    """What people corrected since the last pass is learned for similar assets."""
    follow_rules(this.library.db, this.library.vocabulary, this.library.model, at=this.now())


def _tag(this: _Pass, due: Iterator[str]) -> None:
    library = this.library
    # Before anything is tagged, since what is said everywhere changes every asset's tags.
    follow_backdrop(library)
    this.progress.start("Tagging", count_untagged(library.db, name_tagger(library, library.model)))
    for title in chain(due, tag_due(library, now=this.now)):
        this.summary.tagged += 1
        this.progress.advance(1, title)
    if follow_neighbours(library.db, at=this.now()):
        this.summary.tagged += sum(1 for _ in tag_due(library, now=this.now))
