"""What a pass decides to do, from a walk and from what the library knows; nothing is read for it."""

from __future__ import annotations

from contentlib.catalog.locations import Stored
from indexer.plan import Plan, is_mass_retirement, make_plan
from indexer.processes.drive_file import DriveFile

DECK = DriveFile("deck.pptx", 10, 100)


def stored(*, size: int = 10, mtime_ns: int = 100, sidecar: int | None = None, gone: bool = False) -> Stored:
    return Stored(1, 1, 1, size, mtime_ns, sidecar, gone)


def plan(found: list[DriveFile], known: dict[str, Stored], **more: object) -> Plan:
    unreadable = more.pop("unreadable", {})
    return make_plan(found, known, unreadable, **more)  # type: ignore[arg-type]  # a test names only what it is about


def test_a_file_that_looks_as_it_did_is_not_read() -> None:
    made = plan([DECK], {"deck.pptx": stored()})

    assert (made.read, made.unchanged, made.found, made.living) == ((), 1, 1, 1)


def test_a_file_of_another_size_or_time_or_with_another_sidecar_is_read() -> None:
    for before in (stored(size=11), stored(mtime_ns=99), stored(sidecar=5), stored(gone=True)):
        (candidate,) = plan([DECK], {"deck.pptx": before}).read
        assert (candidate.found, candidate.before) == (DECK, before)


def test_a_new_file_is_read_and_nothing_was_there_before() -> None:
    (candidate,) = plan([DECK], {}).read

    assert candidate.before is None


def test_what_is_stored_and_not_found_is_gone_once() -> None:
    known = {"deck.pptx": stored(), "left.pptx": stored(), "left long ago.pptx": stored(gone=True)}

    assert list(plan([DECK], known).gone) == ["left.pptx"]


def test_nothing_below_a_folder_that_could_not_be_looked_at_is_gone() -> None:
    known = {"closed/deck.pptx": stored(), "closed.pptx": stored(), "closed too.md": stored()}

    made = plan([], known, unknown=["closed/", "closed too.md"])

    assert list(made.gone) == ["closed.pptx"]


def test_an_unreadable_file_is_tried_again_when_it_changed_or_when_asked() -> None:
    as_it_was, changed = {"deck.pptx": (10, 100)}, {"deck.pptx": (10, 99)}

    assert plan([DECK], {}, unreadable=as_it_was).waiting == 1
    assert not plan([DECK], {}, unreadable=as_it_was).read
    assert plan([DECK], {}, unreadable=changed).read
    assert plan([DECK], {}, unreadable=as_it_was, retry=True).read


def test_an_unreadable_file_that_is_gone_is_settled_unless_nobody_could_look() -> None:
    unreadable = {"bad.pdf": (1, 1), "closed/bad.pdf": (1, 1)}

    assert plan([DECK], {}, unreadable=unreadable, unknown=["closed/"]).settled == ("bad.pdf",)


def test_many_files_at_once_may_not_go_without_a_word() -> None:
    assert is_mass_retirement(11, 20, 0.5, found=9)
    assert not is_mass_retirement(10, 20, 0.5, found=10)
    assert not is_mass_retirement(10, 12, 0.5, found=2)
    assert is_mass_retirement(1, 1, 0.5, found=0)
    assert not is_mass_retirement(0, 0, 0.5, found=0)
