"""A file that hangs, crashes or eats memory costs that file only, and says which limit it met."""

from __future__ import annotations

import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from contentlib.errors import ContentlibError
from indexer.processes.drive_file import DriveFile
from indexer.processes.guard import Failed, Limits, Read, Reader, ReadOutcome
from indexer.walk import walk

READ = "tests.indexer.readers:read_by_order"
LIMITS = Limits(seconds=20.0, memory=200 * 1024 * 1024, text=10_000)
ROOT = Path(__file__).parents[3]

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="the kernel's part is written for Linux")


def drive(folder: Path, *orders: str) -> Iterator[DriveFile]:
    """A drive whose files, in order, say what their reader shall do."""
    for number, order in enumerate(orders):
        (folder / f"{number:04}.txt").write_text(order)
    return (item for item in walk(folder) if isinstance(item, DriveFile))


def read(folder: Path, *orders: str, limits: Limits = LIMITS, workers: int = 1) -> list[ReadOutcome]:
    files = drive(folder, *orders)
    with Reader(folder, limits, workers=workers, read=READ) as reader:
        return list(reader.read_all(files))


def text_of(outcome: ReadOutcome) -> str:
    assert isinstance(outcome, Read), outcome
    return outcome.reading.sections[0].text


def reason_of(outcome: ReadOutcome) -> str:
    assert isinstance(outcome, Failed), outcome
    assert outcome.advice
    return outcome.reason


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that is dead and only waits to be counted does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def gone_within(seconds: float, *pids: int) -> bool:
    until = time.monotonic() + seconds
    while any(map(is_alive, pids)) and time.monotonic() < until:
        time.sleep(0.02)
    return not any(map(is_alive, pids))


def test_a_file_comes_back_with_its_text_and_the_fingerprint_of_its_bytes(tmp_path: Path) -> None:
    (outcome,) = read(tmp_path, "the price is fair")

    assert text_of(outcome) == "the price is fair"
    assert isinstance(outcome, Read)
    assert outcome.fingerprint == hashlib.sha256(b"the price is fair").hexdigest()
    assert 0 < outcome.seconds < 1


def test_everything_a_reading_holds_arrives(tmp_path: Path) -> None:
    (outcome,) = read(tmp_path, "tell-all")

    assert isinstance(outcome, Read)
    reading = outcome.reading
    assert (reading.format, reading.warnings) == ("pptx", ("one",))
    assert (reading.sections[0].locator, reading.sections[0].notes) == ("slide 4", "note")
    assert reading.properties.fields["objections"] == ("price", "timing")
    assert reading.sections[0].text.encode()


@pytest.mark.parametrize(
    ("order", "reason"),
    [
        ("crash", "crashed its reader (SIGSEGV)."),
        ("eat", "needed more than 200 MB of memory to be read."),
        ("eat-and-wrap", "needed more than 200 MB of memory to be read."),
        ("dive", "is nested too deeply to be read."),
        ("quit", "made its reader stop without an answer."),
        ("refuse", "is protected by a password."),
        ("surprise", "could not be read (KeyError: 'no such part')."),
    ],
)
def test_a_bad_file_is_reported_and_the_rest_are_read(tmp_path: Path, order: str, reason: str) -> None:
    before, bad, *after = read(tmp_path, "before", f"{order} x", "after", "more", "still more", "the last")

    assert reason_of(bad) == reason
    assert text_of(before) == "before"
    assert [text_of(each) for each in after] == ["after", "more", "still more", "the last"]


@pytest.mark.parametrize("order", ["hang x", "hang-in-c x"])
def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path, order: str) -> None:
    before, bad, after = read(tmp_path, "before", order, "after", limits=Limits(seconds=1))

    assert reason_of(bad) == "took longer than 1 s to read."
    assert 0.9 < bad.seconds < 5
    assert (text_of(before), text_of(after)) == ("before", "after")


def test_bad_files_in_a_row_cost_only_themselves(tmp_path: Path) -> None:
    outcomes = read(tmp_path, "crash", "quit", "crash", "fine", "crash", "fine too", workers=2)

    assert [type(each) for each in outcomes] == [Failed, Failed, Failed, Read, Failed, Read]


def test_a_file_that_was_fingerprinted_before_it_failed_says_so(tmp_path: Path) -> None:
    (outcome,) = read(tmp_path, "refuse")

    assert isinstance(outcome, Failed)
    assert outcome.fingerprint == hashlib.sha256(b"refuse").hexdigest()


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_outcomes_come_in_the_order_of_the_files(tmp_path: Path, workers: int) -> None:
    orders = [f"text {number}" for number in range(40)]

    assert [text_of(each) for each in read(tmp_path, *orders, workers=workers)] == orders


def test_files_are_asked_for_only_a_few_ahead(tmp_path: Path) -> None:
    taken = []
    files = drive(tmp_path, *(f"text {number}" for number in range(100)))
    with Reader(tmp_path, LIMITS, read=READ) as reader:
        outcomes = reader.read_all(taken.append(each) or each for each in files)  # type: ignore[func-returns-value]
        for _ in range(3):
            next(outcomes)

    assert len(taken) < 10


def test_a_reader_can_be_left_halfway_and_used_again(tmp_path: Path) -> None:
    files = list(drive(tmp_path, "one", "two", "three", "four", "five"))
    with Reader(tmp_path, LIMITS, read=READ) as reader:
        for outcome in reader.read_all(files):
            assert text_of(outcome) == "one"
            break
        assert [text_of(each) for each in reader.read_all(reversed(files))] == ["five", "four", "three", "two", "one"]


def test_answers_larger_than_a_socket_holds_wait_for_the_pass(tmp_path: Path) -> None:
    orders = [str(number) * 400_000 for number in range(8)]

    assert [len(text_of(each)) for each in read(tmp_path, *orders, limits=Limits(), workers=2)] == [400_000] * 8


def test_text_above_the_limit_is_cut_and_the_reading_says_where(tmp_path: Path) -> None:
    (outcome,) = read(tmp_path, "many-headings 30")

    assert isinstance(outcome, Read)
    assert sum(len(each.text) + len(each.notes) for each in outcome.reading.sections) == 10_000
    assert outcome.reading.warnings == (
        "Only the first 10,000 characters of text were kept, up to part 9; that is the limit for one file.",
    )


def test_an_answer_that_is_too_large_is_reported(tmp_path: Path) -> None:
    (outcome,) = read(tmp_path, "many-headings 2000", limits=Limits(text=10**9, answer=1024 * 1024))

    assert reason_of(outcome).startswith("holds more than 1 MB")


def test_a_worker_is_replaced_after_its_share_of_files(tmp_path: Path) -> None:
    outcomes = read(tmp_path, *["look-around"] * 7, limits=Limits(files=3))

    assert len({text_of(each).split()[0] for each in outcomes}) == 3


def test_found_tells_what_was_read_where_the_file_changed_since_the_walk(tmp_path: Path) -> None:
    (found,) = drive(tmp_path, "short")
    (tmp_path / found.path).write_text("much longer")
    with Reader(tmp_path, LIMITS, read=READ) as reader:
        (outcome,) = reader.read_all([found])

    assert text_of(outcome) == "much longer"
    assert outcome.found.size == len("much longer")
    assert outcome.found.mtime_ns == (tmp_path / found.path).stat().st_mtime_ns


def test_a_file_that_is_gone_and_a_link_that_took_its_place_are_reported(tmp_path: Path) -> None:
    gone, link = drive(tmp_path, "one", "two")
    for found in (gone, link):
        (tmp_path / found.path).unlink()
    (tmp_path / link.path).symlink_to("/etc/passwd")
    with Reader(tmp_path, LIMITS, read=READ) as reader:
        outcomes = list(reader.read_all([gone, link]))

    assert [reason_of(each) for each in outcomes] == ["is gone.", "is a link or lies behind one."]


def test_workers_are_polite_hear_nothing_and_know_no_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONTENTLIB_MAIL_PASSWORD", "letmein")
    said, looked = read(tmp_path, "say hello", "look-around")

    assert text_of(said) == "b''"
    _, parent, niceness, *names = text_of(looked).splitlines()
    assert int(parent) != os.getpid()
    assert int(niceness) >= 10
    assert "CONTENTLIB_MAIL_PASSWORD" not in names


def test_a_worker_cannot_reach_the_network(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        (outcome,) = read(tmp_path, f"connect {server.getsockname()[1]}")

    assert text_of(outcome).startswith("refused")


NO_NETWORK = """
import os, socket, tempfile
from indexer.processes import process_limits as limits
if {drop} and os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
    limits.control(4, 1)  # PR_SET_DUMPABLE: a changed user hides /proc/self from itself until the next exec
if {hook}:
    import sys
    sys.addaudithook(limits._refuse_network)
    print("hook")
else:
    print(limits.cut_off_network())
tempfile.TemporaryFile().close()
try:
    socket.socket().connect(("127.0.0.1", {port}))
except OSError as error:
    print("refused")
"""


@pytest.mark.parametrize(("drop", "hook"), [(True, False), (False, True)], ids=["an ordinary user", "Python only"])
def test_the_network_is_cut_off_for(drop: bool, hook: bool) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        code = NO_NETWORK.format(drop=drop, hook=hook, port=server.getsockname()[1])
        ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert ended.stdout.split() in (["namespace", "refused"], ["hook", "refused"])


def test_a_worker_cannot_write_a_file(tmp_path: Path) -> None:
    target = tmp_path / "filled.bin"
    (outcome,) = read(tmp_path, f"fill-the-disk {target}", limits=Limits())

    assert "could not be read" in reason_of(outcome)
    assert not target.exists() or target.stat().st_size == 0


def are_sleeping(seconds: str) -> list[int]:
    return [one.pid for one in psutil.process_iter(["cmdline"]) if one.info["cmdline"] == ["sleep", seconds]]


@linux_only
def test_a_program_that_was_started_for_a_reader_ends_with_it(tmp_path: Path) -> None:
    (outcome,) = read(tmp_path, "have-a-child 61.7253", limits=Limits(seconds=1))

    assert reason_of(outcome) == "took longer than 1 s to read."
    assert gone_within(2, *are_sleeping("61.7253"))


def test_what_a_program_refuses_is_the_readers_word(tmp_path: Path) -> None:
    outcomes = read(tmp_path, "ask-outside is too old.", "text", "ask-outside is too new.")

    assert [getattr(each, "reason", "") for each in outcomes] == ["is too old.", "", "is too new."]


@linux_only
def test_no_process_is_left_when_the_reader_is_closed(tmp_path: Path) -> None:
    files = drive(tmp_path, "look-around", "hang", "hang", "hang")
    with Reader(tmp_path, Limits(), workers=2, read=READ) as reader:
        outcomes = reader.read_all(files)
        pid, nursery, *_ = text_of(next(outcomes)).split()

    assert gone_within(2, int(pid), int(nursery))


PASS = """
import sys
from pathlib import Path
from indexer.processes.guard import Reader
from indexer.walk import walk
with Reader(Path(sys.argv[1]), read={read!r}) as reader:
    for outcome in reader.read_all(walk(Path(sys.argv[1]))):
        print(*outcome.reading.sections[0].text.split()[:2], flush=True)
"""


@linux_only
@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_no_process_outlives_a_pass_that_was_ended(tmp_path: Path, sign: signal.Signals) -> None:
    drive(tmp_path, "look-around", "hang", "after")
    command = [sys.executable, "-c", PASS.format(read=READ), str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        pids = [int(each) for each in process.stdout.readline().split()]
        process.send_signal(sign)
        _, errors = process.communicate(timeout=10)

    assert len(pids) == 2
    assert gone_within(3, *pids)
    assert errors.count("Traceback") <= (sign is signal.SIGINT)  # the pass's own, never a worker's


@linux_only
def test_a_nursery_that_the_system_stopped_is_started_again(tmp_path: Path) -> None:
    files = drive(tmp_path, "look-around", *["text"] * 20)
    with Reader(tmp_path, LIMITS, read=READ) as reader:
        outcomes = reader.read_all(files)
        os.kill(int(text_of(next(outcomes)).split()[1]), signal.SIGKILL)
        rest = list(outcomes)

    # The file a worker was at when it was taken away may be lost to this pass, but no other.
    assert len(rest) == 20
    assert sum(isinstance(each, Read) for each in rest) >= 19


def test_readers_that_cannot_be_loaded_are_one_clear_error(tmp_path: Path) -> None:
    files = drive(tmp_path, "x")
    reader = Reader(tmp_path, LIMITS, read="tests.indexer.readers:no_such_function")
    with reader, pytest.raises(ContentlibError, match=r"could not be loaded .*no_such_function"):
        list(reader.read_all(files))


def test_the_way_to_a_worker_and_back_costs_under_a_millisecond(tmp_path: Path) -> None:
    files = list(drive(tmp_path, *["a few words"] * 500))
    with Reader(tmp_path, LIMITS, read=READ) as reader:
        assert reader.locks.network in {"namespace", "hook"}
        started = time.perf_counter()
        count = sum(1 for _ in reader.read_all(files))
        seconds = time.perf_counter() - started

    assert count == 500
    assert seconds / count < 0.005  # measured: 0.0001; the room is for a busy machine
