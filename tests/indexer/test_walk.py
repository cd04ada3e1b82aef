"""Which files of a drive are found, and what is said of the others."""

from __future__ import annotations

import os
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentlib.errors import DriveError, Unreadable
from contentlib.opening import read_inside, spell_odd_names
from indexer.other_files import OtherFile
from indexer.processes.drive_file import DriveFile
from indexer.walk import Reason, Skipped, check_drive, walk

needs_permissions = pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")


def write(root: Path, *paths: str, text: str = "text") -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)


def found(root: Path) -> list[str]:
    return [item.path for item in walk(root) if isinstance(item, DriveFile)]


def skipped(root: Path) -> dict[str, Reason | OtherFile]:
    return {item.path: item.reason for item in walk(root) if isinstance(item, Skipped)}


def test_files_come_sorted_with_those_of_a_folder_before_those_below_it(tmp_path: Path) -> None:
    write(tmp_path, "z.md", "b/two.md", "b/one.md", "a/deep/er.md", "a/top.md", "B.md")

    assert found(tmp_path) == ["B.md", "z.md", "a/top.md", "a/deep/er.md", "b/one.md", "b/two.md"]
    assert list(walk(tmp_path)) == list(walk(tmp_path))


def test_a_file_tells_its_size_and_the_time_it_was_modified(tmp_path: Path) -> None:
    write(tmp_path, "deck.pptx", text="12345")
    os.utime(tmp_path / "deck.pptx", ns=(-86_400_000_000_000, -86_400_000_000_000))

    assert list(walk(tmp_path)) == [DriveFile("deck.pptx", 5, -86_400_000_000_000)]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("~$deck.pptx", Reason.LOCK_FILE),
        (".~lock.deck.odp#", Reason.LOCK_FILE),
        ("~WRL0071.tmp", Reason.TEMPORARY),
        ("deck.pptx.crdownload", Reason.TEMPORARY),
        ("deck.pptx.part", Reason.TEMPORARY),
        ("notes.txt~", Reason.TEMPORARY),
        ("Thumbs.db", Reason.LEFTOVER),
        ("desktop.ini", Reason.LEFTOVER),
        (".DS_Store", Reason.LEFTOVER),
        (".secret.md", Reason.HIDDEN),
        ("demo.MP4", OtherFile.FOREIGN),
        ("logo.gif", OtherFile.FOREIGN),
        ("setup.exe", OtherFile.FOREIGN),
        ("all.zip", OtherFile.FOREIGN),
    ],
)
def test_a_file_that_is_not_content_is_skipped_with_its_reason(
    tmp_path: Path, name: str, reason: Reason | OtherFile
) -> None:
    write(tmp_path, name)

    assert list(walk(tmp_path)) == [Skipped(name, reason)]
    assert not reason.is_problem


@pytest.mark.parametrize(
    ("name", "reason"),
    [("__MACOSX", Reason.LEFTOVER), (".git", Reason.HIDDEN), ("$RECYCLE.BIN", Reason.LEFTOVER)],
)
def test_a_folder_that_is_not_content_is_one_row_and_is_not_entered(tmp_path: Path, name: str, reason: Reason) -> None:
    write(tmp_path, f"{name}/inside.md", f"{name}/more/inside.md")

    assert set(skipped(tmp_path).values()) == {reason}
    assert len(list(walk(tmp_path))) == 1


@pytest.mark.parametrize("name", ["deck.pptx", "no ending", "x.unknown", "-rf 1.md", 'a"b<c>&.md', "two\nlines.md"])
def test_any_other_file_is_found_whatever_its_name(tmp_path: Path, name: str) -> None:
    write(tmp_path, name)

    assert found(tmp_path) == [name]


def _place_odd(folder: Path, name: bytes, text: str) -> None:
    target = Path(os.fsdecode(os.fsencode(folder) + b"/" + name))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text)


def test_a_name_that_is_not_utf8_is_spelled_as_it_was_meant(tmp_path: Path) -> None:
    for name in (b"caf\xe9.md", b"caf\xe9.md.meta.toml", b"M\xfcnchen/K\x94ln.md", b"A \x96 B.md", b"cut\xc3.md"):
        _place_odd(tmp_path, name, "x")
    found = {one.path: one for one in walk(tmp_path) if isinstance(one, DriveFile)}
    assert found.keys() == {"caf\u00e9.md", "M\u00fcnchen/K\u00f6ln.md", "A \u2013 B.md", "cut\u00c3.md"}
    assert found["caf\u00e9.md"].sidecar == "caf\u00e9.md.meta.toml"
    assert all(read_inside(tmp_path, path, max_bytes=9).data == b"x" for path in found)


def test_a_name_that_is_not_utf8_is_told_where_another_file_is_called_so(tmp_path: Path) -> None:
    (tmp_path / "caf\u00e9.md").write_text("the other")
    _place_odd(tmp_path, b"caf\xe9.md", "x")
    file, item = walk(tmp_path)
    assert item == Skipped("caf\\xe9.md", Reason.BAD_NAME)
    assert isinstance(file, DriveFile)
    assert read_inside(tmp_path, file.path, max_bytes=9).data == b"the other"


def test_a_file_behind_an_odd_name_can_be_ignored_and_its_link_is_not_followed(tmp_path: Path) -> None:
    _place_odd(tmp_path, b"\xe4rger/plan.md", "x")
    (tmp_path / ".contentlibignore").write_text("\u00e4rger/\n")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/l\xe9.md")).symlink_to("/etc/passwd")
    assert {(one.path, one.reason) for one in walk(tmp_path) if isinstance(one, Skipped)} == {
        (".contentlibignore", Reason.IGNORE_FILE), ("\u00e4rger/", Reason.IGNORED), ("l\u00e9.md", Reason.LINK_OUTSIDE),
    }  # fmt: skip
    with pytest.raises(Unreadable, match="is a link"):
        read_inside(tmp_path, "l\u00e9.md", max_bytes=9)


@given(st.lists(st.binary(min_size=1, max_size=6).filter(lambda name: not {0, 47} & {*name}), max_size=6))
def test_every_odd_name_is_spelled_once_in_letters_that_can_be_stored(names: list[bytes]) -> None:
    listed = list({os.fsdecode(name) for name in names})
    spelled = spell_odd_names(listed)
    assert all(name.encode() for name in spelled)
    assert not spelled.keys() & {*listed}
    assert len({*spelled.values()}) == len(spelled)


def test_a_file_above_the_limit_is_reported(tmp_path: Path) -> None:
    write(tmp_path, "big.md", "small.md", text="x" * 100)
    write(tmp_path, "big.md", text="x" * 101)

    assert [item.path for item in walk(tmp_path, max_bytes=100) if isinstance(item, DriveFile)] == ["small.md"]
    assert Skipped("big.md", Reason.TOO_LARGE) in list(walk(tmp_path, max_bytes=100))


def test_no_link_is_followed_and_each_says_where_it_leads(tmp_path: Path) -> None:
    drive = tmp_path / "drive"
    write(tmp_path, "drive/inner/real.md", "outside.md")
    (drive / "inner" / "up").symlink_to("..")
    (drive / "inner" / "copy.md").symlink_to("real.md")
    (drive / "self").symlink_to("self")
    (drive / "dangling.md").symlink_to("nowhere.md")
    (drive / "out.md").symlink_to(tmp_path / "outside.md")

    assert found(drive) == ["inner/real.md"]
    assert skipped(drive) == {
        "inner/up": Reason.LINK_INSIDE,
        "inner/copy.md": Reason.LINK_INSIDE,
        "self": Reason.LINK_BROKEN,
        "dangling.md": Reason.LINK_BROKEN,
        "out.md": Reason.LINK_OUTSIDE,
    }


def test_a_drive_may_itself_be_named_by_a_link(tmp_path: Path) -> None:
    write(tmp_path, "drive/deck.md")
    (tmp_path / "link").symlink_to("drive")

    assert found(tmp_path / "link") == ["deck.md"]


def test_pipes_and_sockets_are_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    os.mkfifo(tmp_path / ".contentlibignore")
    monkeypatch.chdir(tmp_path)  # a socket's path may only be 107 bytes long
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.md")
        reasons = skipped(tmp_path)

    assert reasons == {
        "pipe.md": Reason.NOT_A_FILE,
        "socket.md": Reason.NOT_A_FILE,
        ".contentlibignore": Reason.BAD_IGNORE_LINES,
    }


def test_ignore_files_hold_for_their_folder_and_the_nearest_one_decides(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "old.md", "drafts/x.md", "team/old.md", "team/keep/old.md", "team/new.md")
    write(tmp_path, ".contentlibignore", text="# ours\nold.md\ndrafts/\n")
    write(tmp_path, "team/keep/.contentlibignore", text="!old.md\n")

    assert found(tmp_path) == ["a.md", "team/new.md", "team/keep/old.md"]
    assert skipped(tmp_path) == {
        ".contentlibignore": Reason.IGNORE_FILE,
        "old.md": Reason.IGNORED,
        "drafts/": Reason.IGNORED,
        "team/old.md": Reason.IGNORED,
        "team/keep/.contentlibignore": Reason.IGNORE_FILE,
    }


def test_a_pattern_with_a_slash_is_anchored_to_the_folder_of_its_file(tmp_path: Path) -> None:
    write(tmp_path, "team/a/x.md", "team/b/a/x.md", "a/x.md")
    write(tmp_path, "team/.contentlibignore", text="/a\n")

    assert found(tmp_path) == ["a/x.md", "team/b/a/x.md"]


def test_a_line_that_cannot_be_used_is_reported_and_the_others_hold(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "b.md", "a" * 200 + ".md")
    write(tmp_path, ".contentlibignore", text="a.md\n" + "*a" * 30 + "b\n!\n")

    assert Skipped(".contentlibignore", Reason.BAD_IGNORE_LINES, "line 2, 3") in list(walk(tmp_path))
    assert found(tmp_path) == ["a" * 200 + ".md", "b.md"]


def test_a_sidecar_belongs_to_the_file_it_is_named_after(tmp_path: Path) -> None:
    write(tmp_path, "deck.pptx", "deck.pptx.meta.toml", "gone.pptx.meta.toml", "plain.md")
    os.utime(tmp_path / "deck.pptx.meta.toml", ns=(5, 5))
    by_path = {item.path: item for item in walk(tmp_path)}

    deck = by_path["deck.pptx"]
    assert isinstance(deck, DriveFile)
    assert (deck.sidecar, deck.sidecar_mtime_ns) == ("deck.pptx.meta.toml", 5)
    assert by_path["deck.pptx.meta.toml"] == Skipped("deck.pptx.meta.toml", Reason.SIDECAR)
    assert by_path["gone.pptx.meta.toml"] == Skipped("gone.pptx.meta.toml", Reason.LONELY_SIDECAR)
    plain = by_path["plain.md"]
    assert isinstance(plain, DriveFile)
    assert plain.sidecar is None


def test_a_link_is_no_sidecar(tmp_path: Path) -> None:
    write(tmp_path, "deck.pptx")
    (tmp_path / "deck.pptx.meta.toml").symlink_to("/etc/passwd")

    assert [item.sidecar for item in walk(tmp_path) if isinstance(item, DriveFile)] == [None]


@needs_permissions
def test_what_may_not_be_read_is_reported_and_the_walk_goes_on(tmp_path: Path) -> None:
    write(tmp_path, "closed/inside.md", "secret.md", "z/open.md")
    (tmp_path / "closed").chmod(0)
    (tmp_path / "secret.md").chmod(0)
    try:
        assert found(tmp_path) == ["z/open.md"]
        assert skipped(tmp_path) == {"closed/": Reason.NO_PERMISSION, "secret.md": Reason.NO_PERMISSION}
    finally:
        (tmp_path / "closed").chmod(0o700)


def test_only_what_could_not_be_looked_at_may_still_be_there() -> None:
    assert {reason for reason in Reason if reason.leaves_unknown} == {Reason.NO_PERMISSION, Reason.UNREACHABLE}
    assert all(reason.is_problem for reason in Reason if reason.leaves_unknown)


@pytest.fixture
def deep_drive() -> Iterator[Path]:
    """A drive with a file behind a path that is longer than the system takes in one piece."""
    with tempfile.TemporaryDirectory() as name:
        here = os.open(name, os.O_RDONLY)
        for _ in range(60):
            os.mkdir("d" * 90, dir_fd=here)
            here, old = os.open("d" * 90, os.O_RDONLY, dir_fd=here), here
            os.close(old)
        os.close(os.open("leaf.md", os.O_CREAT | os.O_WRONLY, dir_fd=here))
        os.close(here)
        yield Path(name)


def test_a_path_that_no_program_could_open_is_reported(deep_drive: Path) -> None:
    (item,) = walk(deep_drive)

    assert isinstance(item, Skipped)
    assert item.reason is Reason.PATH_TOO_LONG


def test_a_file_that_goes_during_the_walk_is_no_row(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "b.md", "c/d.md")
    items = walk(tmp_path)
    first = next(items)
    (tmp_path / "b.md").unlink()
    (tmp_path / "c" / "d.md").unlink()
    (tmp_path / "c").rmdir()

    assert [first.path, *(item.path for item in items)] == ["a.md"]


def test_a_folder_is_looked_into_only_when_its_turn_comes(tmp_path: Path) -> None:
    write(tmp_path, "a/1.md", "b/1.md")
    items = walk(tmp_path)
    first = next(items)
    write(tmp_path, "b/2.md")

    assert [first.path, *(item.path for item in items)] == ["a/1.md", "b/1.md", "b/2.md"]


def test_a_drive_that_is_not_there_is_an_error_that_says_so(tmp_path: Path) -> None:
    with pytest.raises(DriveError, match=r"There is no folder .*missing.*mounted"):
        check_drive(tmp_path / "missing")


def test_a_file_is_no_drive(tmp_path: Path) -> None:
    write(tmp_path, "deck.md")
    with pytest.raises(DriveError, match="is a file"):
        check_drive(tmp_path / "deck.md")


@needs_permissions
def test_a_drive_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    tmp_path.chmod(0)
    try:
        with pytest.raises(DriveError, match="cannot be read"):
            check_drive(tmp_path)
    finally:
        tmp_path.chmod(0o700)


def test_an_empty_drive_is_for_the_caller_to_judge(tmp_path: Path) -> None:
    check_drive(tmp_path)
    assert list(walk(tmp_path)) == []
