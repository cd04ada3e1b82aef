"""Limited folders whose files move: what was closed stays so, at every moment of a pass, until an admin opens it."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contentlib.catalog.assets import list_drives
from contentlib.library.opened import Library
from contentlib.people.audit import list_audit
from contentlib.people.groups import add_group, add_to_group, limit_folder, list_limits, unlimit_folder
from contentlib.people.limit_places import How, keep_limited, list_waiting, open_place
from contentlib.people.persons import find_or_add_person
from contentlib.people.visibility import restrict
from contentlib.storage.narrowing import widen
from contentlib.storage.store import Store
from indexer.preview import preview_pass
from indexer.run import run_pass
from indexer.summary import RunSummary
from tests.builders import NOON, build_library, clock_of, index, open_empty, write_files

CANARY = "quetzalcoatl"


def secret(number: int) -> str:
    """A text of its own that says the word."""
    words = " ".join(f"word{number}{letter}" for letter in "abcdefghijklmnopqrst")
    return f"# Plan {number}\n\n{CANARY} number {number} buys {words} for {number} million."


def opened(number: int) -> str:
    return f"# Public {number}\n\nAnybody may read the price list number {number}, and send it."


SECRETS = {f"Board/plan {number}.md": secret(number) for number in range(4)} | {"Board/2026/budget.md": secret(9)}
FILES = SECRETS | {f"Public/price {number}.md": opened(number) for number in range(3)}


@dataclass(frozen=True)
class Room:
    """A library with a limited folder Board, and the drive that it follows."""

    library: Library
    root: Path

    def move(self, old: str, new: str) -> None:
        (self.root / new).parent.mkdir(parents=True, exist_ok=True)
        (self.root / old).rename(self.root / new)

    def index(self, root: Path | None = None, *, allow_mass_retire: bool = False) -> RunSummary:
        return index(self.library, root or self.root, allow_mass_retire=allow_mass_retire)


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return make_room(tmp_path)


def make_room(folder: Path, files: Mapping[str, str | bytes] = FILES, limited: str = "Board") -> Room:
    library = build_library(folder, files)
    add_group(library.db, "Board", made_at=NOON)
    find_or_add_person(library.db, "ida@ours.example")
    add_to_group(library.db, "Board", "ida@ours.example")
    limit_folder(library.db, "drive", limited, ("Board",), made_at=NOON)
    return Room(library, folder / "drive")


def told(db: Store, person: str = "olaf@ours.example") -> str:
    """Everything that somebody can see: titles, texts, places, files that could not be read."""
    restrict(db, find_or_add_person(db, person))
    tables = ("assets", "versions", "sections", "chunks", "locations", "unreadable", "tags")
    seen = str([row for table in tables for row in db.execute(f"SELECT * FROM {table}")])
    widen(db)
    return seen


@pytest.fixture(autouse=True)
def never_told(room: Room) -> None:
    """Before anything moves, the word is told to who is in the group, and to nobody else."""
    assert CANARY not in told(room.library.db)
    assert CANARY in told(room.library.db, "ida@ours.example")


def rename_folder(room: Room) -> None:
    room.move("Board", "Council")


def rename_and_edit(room: Room) -> None:
    room.move("Board", "Council")
    path = room.root / "Council/plan 1.md"
    path.write_text(path.read_text() + f"\n\nAnd {CANARY} again, with a word more.")


def rename_and_write_anew(room: Room) -> None:
    room.move("Board", "Council")
    write_files(room.root, {"Council/plan 2.md": f"# Something else\n\n{CANARY} nine.", "Council/new.md": secret(40)})


def rename_deep(room: Room) -> None:
    room.move("Board", "Archive/Old/Board of directors")


def rename_every_file(room: Room) -> None:
    for number in range(4):
        room.move(f"Board/plan {number}.md", f"Council/{number}-renamed.md")
    room.move("Board/2026/budget.md", "Council/b.md")


def move_into_an_open_folder(room: Room) -> None:
    room.move("Board/plan 1.md", "Public/plan 1.md")


def move_and_rename_into_an_open_folder(room: Room) -> None:
    room.move("Board/plan 1.md", "Public/summer picnic.md")


def move_over_an_open_file(room: Room) -> None:
    room.move("Board/plan 1.md", "Public/price 1.md")


def move_and_edit(room: Room) -> None:
    room.move("Board/plan 1.md", "Public/picnic.md")
    path = room.root / "Public/picnic.md"
    path.write_text(path.read_text() + "\n\nOne more line.")


def move_all_into_an_open_folder(room: Room) -> None:
    for number in range(4):
        room.move(f"Board/plan {number}.md", f"Public/plan {number}.md")


def move_a_folder_out(room: Room) -> None:
    room.move("Board/2026", "2026")


def move_to_the_top(room: Room) -> None:
    room.move("Board/plan 3.md", "plan 3.md")


def change_capitals(room: Room) -> None:
    room.move("Board", "Board.tmp")
    room.move("Board.tmp", "BOARD")


def split_in_two(room: Room) -> None:
    for number in range(4):
        room.move(f"Board/plan {number}.md", f"Part {number % 2}/plan {number}.md")


def copy_the_folder(room: Room) -> None:
    shutil.copytree(room.root / "Board", room.root / "Board (copy)")


def swap_with_an_open_folder(room: Room) -> None:
    room.move("Public", "Third")
    room.move("Board", "Public")
    write_files(room.root, {"Public/later.md": secret(60), "Third/price 9.md": opened(9)})


MOVES: tuple[Callable[[Room], None], ...] = (
    rename_folder, rename_and_edit, rename_and_write_anew, rename_deep, rename_every_file, move_into_an_open_folder,
    move_and_rename_into_an_open_folder, move_over_an_open_file, move_and_edit, move_all_into_an_open_folder,
    move_a_folder_out, move_to_the_top, change_capitals, split_in_two, copy_the_folder, swap_with_an_open_folder,
)  # fmt: skip
# Nothing waits for an admin where only capitals changed.
BY_ITSELF = (change_capitals,)


class Watcher:
    """Looks at every step of a pass, from a connection of its own, for what somebody outside can see."""

    def __init__(self, library: Library) -> None:
        self.db, self.leaks = library.for_thread().db, 0

    def start(self, stage: str, total: int | None) -> None:
        self.advance(0, stage)

    def advance(self, amount: int, current: str) -> None:
        self.leaks += CANARY in told(self.db)


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.__name__)
def test_what_was_limited_stays_so_wherever_it_goes(room: Room, move: Callable[[Room], None]) -> None:
    move(room)
    summary = room.index()
    assert CANARY not in told(room.library.db)
    assert CANARY in told(room.library.db, "ida@ours.example")
    assert "Anybody may read" in told(room.library.db)
    room.index()
    assert CANARY not in told(room.library.db)
    assert bool(list_waiting(room.library.db)) is (move not in BY_ITSELF)
    assert ("limit" in " ".join(summary.notices)) is (move not in BY_ITSELF)


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.__name__)
def test_at_no_moment_of_the_pass_is_it_open(room: Room, move: Callable[[Room], None]) -> None:
    move(room)
    watcher = Watcher(room.library)
    run_pass(room.library, room.root, progress=watcher, now=clock_of(room.library))
    assert watcher.leaks == 0


def test_what_only_looked_like_a_moved_file_is_open_after_the_pass(room: Room) -> None:
    (room.root / "Board/plan 1.md").unlink()
    write_files(room.root, {"Public/new.md": "# New\n\nAnybody may read the catalog of lamps, too."})
    room.index()
    assert "catalog of lamps" in told(room.library.db)
    assert not list_waiting(room.library.db)


def test_one_file_of_a_common_name_closes_no_other_drive(tmp_path: Path) -> None:
    room = make_room(tmp_path / "room", {"Board/README.md": secret(1), "Public/price.md": opened(1)})
    second = write_files(
        tmp_path / "second", {"README.md": secret(1).replace(CANARY, "aaaaaaaaaaaa"), "b.md": opened(2)}
    )
    room.index(second)
    assert "price list number 2" in told(room.library.db)


def test_the_limit_is_called_by_the_new_name_and_holds_for_what_comes_later(room: Room) -> None:
    rename_folder(room)
    (notice,) = [one for one in room.index().notices if "limit" in one]
    assert "“Board” lies in “Council” now" in notice
    (limit,) = list_limits(room.library.db)
    assert (limit.folder, limit.groups, limit.files) == ("Council", ("Board",), 5)
    write_files(room.root, {"Council/new.md": secret(20), "Board/again.md": secret(21)})
    room.index()
    assert CANARY not in told(room.library.db)


def test_a_limit_inside_another_follows_too_and_does_not_grow(room: Room) -> None:
    add_group(room.library.db, "Money", made_at=NOON)
    limit_folder(room.library.db, "drive", "Board/2026", ("Money",), made_at=NOON)
    rename_folder(room)
    room.index()
    assert {one.folder for one in list_limits(room.library.db)} == {"Council", "Council/2026"}
    seen = told(room.library.db, "ida@ours.example")
    assert "Plan 1" in seen
    assert "Plan 9" not in seen, "Ida is not in Money"


def test_a_file_that_was_moved_by_hand_waits_until_an_admin_decides(room: Room) -> None:
    move_into_an_open_folder(room)
    notices = " ".join(room.index().notices)
    assert "1 file left a limited folder: limited still, until an admin decides" in notices
    (line,) = list_audit(room.library.db)
    assert (line.action, line.about, line.via) == ("file stays limited", "drive/Public/plan 1.md", "pass")
    (waiting,) = list_waiting(room.library.db)
    assert (waiting.path, waiting.how, waiting.came_from) == ("Public/plan 1.md", How.HELD, "Board/plan 1.md")
    (drive,) = list_drives(room.library.db)
    assert keep_limited(room.library.db, drive.id, "Public/plan 1.md")
    assert not list_waiting(room.library.db)
    room.index()
    assert CANARY not in told(room.library.db)
    assert open_place(room.library.db, drive.id, "Public/plan 1.md")
    assert "number 1 buys" in told(room.library.db)
    # It stays open when it is edited, moved on, or the pass comes again.
    path = room.root / "Public/plan 1.md"
    path.write_text(path.read_text() + "\n\nOne more line.")
    room.index()
    room.move("Public/plan 1.md", "Public/plan one.md")
    room.index()
    assert "number 1 buys" in told(room.library.db)
    assert not list_waiting(room.library.db)


def test_a_copy_of_one_file_beside_its_original_is_somebodys_own_act(room: Room) -> None:
    shutil.copy(room.root / "Board/plan 1.md", room.root / "Public/plan one.md")
    room.index()
    assert "number 1 buys" in told(room.library.db)


def test_what_was_gone_for_a_while_comes_back_closed(room: Room, tmp_path: Path) -> None:
    shutil.move(room.root / "Board", tmp_path / "away")
    room.index(allow_mass_retire=True)
    shutil.move(tmp_path / "away", room.root / "Elsewhere")
    room.index()
    assert CANARY not in told(room.library.db)
    (limit,) = list_limits(room.library.db)
    assert limit.folder == "Elsewhere"
    write_files(room.root, {"Elsewhere/later.md": secret(30)})
    room.index()
    assert CANARY not in told(room.library.db)


def test_a_limit_that_holds_nothing_any_more_is_told(room: Room) -> None:
    shutil.rmtree(room.root / "Board")
    notices = " ".join(room.index(allow_mass_retire=True).notices)
    assert "The limit on “Board” holds no file any more" in notices


def test_a_folder_above_is_renamed_and_the_limit_stays_where_it_was(tmp_path: Path) -> None:
    files = {"Company/Board/plan.md": secret(1), "Company/Board/plan 2.md": secret(2), "Company/Public/a.md": opened(1)}
    room = make_room(tmp_path / "room", files, "Company/Board")
    room.move("Company", "Firm/Holding")
    room.index()
    seen = told(room.library.db)
    assert CANARY not in seen
    assert "price list number 1" in seen
    assert [one.folder for one in list_limits(room.library.db)] == ["Firm/Holding/Board"]


def test_lifting_a_limit_opens_all_that_it_followed_to(room: Room) -> None:
    rename_folder(room)
    room.index()
    unlimit_folder(room.library.db, "drive", "Council")
    assert CANARY in told(room.library.db)


# --- names ---------------------------------------------------------------------------------------------------------

NFC, NFD = (unicodedata.normalize(form, "Börse & Vorstände") for form in ("NFC", "NFD"))


@pytest.mark.parametrize(
    ("there", "typed"),
    [
        (NFD, NFC), (NFC, NFD), ("Board", "board"), ("BOARD", "Board"), ("Board", "/Board/"), ("Board", "\\Board\\"),
        ("Board", "./Board/."), ("Board", " Board "), ("A/Board", "A\\board"), ("A/Board", "./a//BOARD/"),
        ("Straße", "STRASSE"), ("Board ", "Board"), ("Board", "x/../Board"), (NFD + "/b", NFC.upper() + "/B"),
    ],
)  # fmt: skip
def test_a_folder_is_limited_however_its_name_is_typed(tmp_path: Path, there: str, typed: str) -> None:
    room = make_room(tmp_path / "room", {f"{there}/plan.md": secret(1), "Public/price.md": opened(1)}, typed)
    assert CANARY not in told(room.library.db)
    (limit,) = list_limits(room.library.db)
    assert limit.files == 1


def test_a_folder_that_reads_the_same_is_closed_when_it_comes_later(tmp_path: Path) -> None:
    room = make_room(tmp_path / "room", {f"{NFC}/plan.md": secret(1), "Public/price.md": opened(1)}, NFC)
    write_files(room.root, {f"{NFD}/new.md": secret(2), f"{NFC.lower()}/newer.md": secret(3)})
    room.index()
    assert CANARY not in told(room.library.db)


# --- drives ----------------------------------------------------------------------------------------------------------


def test_a_drive_that_lies_elsewhere_now_keeps_its_limits(room: Room, tmp_path: Path) -> None:
    room.root.rename(tmp_path / "mounted elsewhere")
    room.index(tmp_path / "mounted elsewhere")
    assert len(list_drives(room.library.db)) == 1
    assert CANARY not in told(room.library.db)


@pytest.mark.parametrize("shift", ["", "sales/", "up"], ids=["same root", "a folder above", "the folder itself"])
def test_a_drive_that_is_not_known_again_is_limited_as_it_was(room: Room, tmp_path: Path, shift: str) -> None:
    second = tmp_path / "second"
    if shift == "up":
        shutil.copytree(room.root / "Board", second)
    else:
        shutil.copytree(room.root, second / shift)
    place = next(second.rglob("plan 1.md"))
    place.write_text(place.read_text() + f"\n\nOf {CANARY} more is said here.")
    write_files(place.parent, {"later.md": secret(50)})
    watcher = Watcher(room.library)
    run_pass(room.library, second, progress=watcher, now=clock_of(room.library))
    assert watcher.leaks == 0
    assert CANARY not in told(room.library.db)


def test_a_file_that_went_to_another_drive_is_held_there(room: Room, tmp_path: Path) -> None:
    second = write_files(tmp_path / "second", {"open.md": opened(7)})
    room.index(second)
    shutil.move(room.root / "Board/plan 1.md", second / "picnic.md")
    room.index(second)
    assert CANARY not in told(room.library.db)
    room.index()
    assert CANARY not in told(room.library.db)


def test_a_whole_drive_that_is_limited_stays_so(tmp_path: Path) -> None:
    room = make_room(tmp_path / "room", {"plan.md": secret(1), "a/b.md": secret(2)}, "")
    second = write_files(tmp_path / "second", {"open.md": opened(7)})
    room.index(second)
    shutil.move(room.root / "plan.md", second / "plan.md")
    room.index(second)
    assert CANARY not in told(room.library.db)


# --- anything that people do with folders ----------------------------------------------------------------------------

NAMES = ("Board", "Council", "Public", "Public/New", "Council/2026", "")


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.lists(st.tuples(st.integers(0, 3), st.sampled_from(NAMES), st.booleans()), min_size=1, max_size=4),
        min_size=1, max_size=3,
    )
)  # fmt: skip
def test_no_way_of_moving_files_about_opens_one(
    tmp_path_factory: pytest.TempPathFactory, steps: list[list[tuple[int, str, bool]]]
) -> None:
    room = make_room(tmp_path_factory.mktemp("room"))
    where = {number: f"Board/plan {number}.md" for number in range(4)}
    for moves in steps:
        for number, folder, renamed in moves:
            name = f"other {number}.md" if renamed else f"plan {number}.md"
            target = f"{folder}/{name}".lstrip("/")
            if target != where[number]:
                room.move(where[number], target)
                where[number] = target
        room.index(allow_mass_retire=True)
        assert CANARY not in told(room.library.db)
    room.library.close()


def test_a_library_without_limits_is_asked_nothing(tmp_path: Path) -> None:
    library = open_empty(tmp_path / "plain")
    root = write_files(tmp_path / "plain drive", {"a.md": opened(1)})
    assert not [one for one in index(library, root).notices if "limit" in one]


def test_a_preview_tells_that_a_limit_would_go_along_and_closes_nothing(room: Room) -> None:
    room.move("Board", "Directors")
    before = list(room.library.db.rows("SELECT path, how FROM limit_places ORDER BY path"))

    notices = preview_pass(room.library, room.root).notices

    assert notices == [
        "The limit on “Board” would go along to “Directors”.",
        "The limit on “Board” would hold no file any more.",
    ]
    assert list(room.library.db.rows("SELECT path, how FROM limit_places ORDER BY path")) == before


def test_a_preview_tells_which_files_would_stay_limited(room: Room) -> None:
    room.move("Board/plan 1.md", "Public/plan 1.md")

    notices = preview_pass(room.library, room.root).notices

    assert notices == ["1 file left a limited folder and would stay limited until an admin decides: Public/plan 1.md."]


def test_a_preview_of_a_drive_on_which_nothing_moved_tells_nothing_of_limits(room: Room) -> None:
    assert preview_pass(room.library, room.root).notices == []
