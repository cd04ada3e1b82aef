"""Readers for the guard's tests: each misbehaves in the way its file asks for, as a broken library would."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from contentlib.errors import Unreadable
from contentlib.model import Properties, Reading, Section
from indexer.processes.errands import outside


def read_by_order(data: bytes, name: str) -> Reading:
    """Do what the first word of the file says; any other text is simply read."""
    order, _, rest = data.decode("utf-8", "replace").partition(" ")
    return _ORDERS.get(order, _read)(data.decode("utf-8", "replace") if order not in _ORDERS else rest)


def _read(text: str) -> Reading:
    return Reading("text", (Section("", "", text),))


def _hang(_: str) -> Reading:
    # Blocked alarms and handlers are what a library might leave behind; neither helps against the kernel's clock.
    while True:
        time.sleep(0.05)


def _hang_in_c(_: str) -> Reading:
    return _read(str(sum(range(10**12))))


def _crash(_: str) -> Reading:
    os.kill(os.getpid(), signal.SIGSEGV)
    return _hang("")


def _eat(_: str) -> Reading:
    eaten = []
    while True:
        eaten.append(bytearray(16 * 1024 * 1024))


def _eat_and_wrap(_: str) -> Reading:
    try:
        return _eat("")
    except MemoryError as error:
        raise Unreadable("is damaged.", "Save it again.") from error


def _dive(text: str) -> Reading:
    return _dive(text)


def _quit(_: str) -> Reading:
    os._exit(3)


def _say(text: str) -> Reading:
    sys.stdout.write(text)
    sys.stderr.write(text)
    return _read(str(os.read(0, 1)))


def _refuse(_: str) -> Reading:
    raise Unreadable("is protected by a password.", "Save a copy without it.")


def _surprise(_: str) -> Reading:
    raise KeyError("no such part")


def _connect(port: str) -> Reading:
    try:
        with socket.socket() as probe:
            probe.connect(("127.0.0.1", int(port)))
    except OSError as error:
        return _read(f"refused: {type(error).__name__}")
    return _read("connected")


def _look_around(_: str) -> Reading:
    return _read(
        "\n".join([*map(str, (os.getpid(), os.getppid(), os.getpriority(os.PRIO_PROCESS, 0))), *sorted(os.environ)])
    )


def _fill_the_disk(path: str) -> Reading:
    with Path(path).open("wb") as file:
        for _ in range(200):
            file.write(bytes(1024 * 1024))
    return _read("written")


@outside("sleep")
def start_sleeping(_data: bytes, seconds: str) -> bytes:
    """A program that goes on when what started it is done."""
    subprocess.Popen(["sleep", seconds])
    return b"started"


@outside("sleep")
def refuse_there(_data: bytes, reason: str) -> bytes:
    """What a program's refusal looks like to the reader."""
    raise Unreadable(reason, "Save it again.")


def _have_a_child(seconds: str) -> Reading:
    start_sleeping(b"", seconds)
    return _hang("")


def _ask_outside(reason: str) -> Reading:
    return _read(refuse_there(b"x" * 3_000_000, reason).decode())


def _tell_all(_: str) -> Reading:
    day = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    fields = {"kind": ("battle_card",), "objections": ("price", "timing")}
    properties = Properties("Title", "Ann", "Subject", ("a", "b"), "en", day, None, fields)
    return Reading("pptx", (Section("slide 4", "Price", "half \ud83d pair", "note"),), properties, ("one",))


def _many_headings(count: str) -> Reading:
    return Reading("text", tuple(Section(f"part {number}", "", "x" * 1000, "y") for number in range(int(count))))


_ORDERS: dict[str, Callable[[str], Reading]] = {
    "hang": _hang,
    "hang-in-c": _hang_in_c,
    "crash": _crash,
    "eat": _eat,
    "eat-and-wrap": _eat_and_wrap,
    "dive": _dive,
    "quit": _quit,
    "say": _say,
    "refuse": _refuse,
    "surprise": _surprise,
    "connect": _connect,
    "look-around": _look_around,
    "fill-the-disk": _fill_the_disk,
    "have-a-child": _have_a_child,
    "ask-outside": _ask_outside,
    "tell-all": _tell_all,
    "many-headings": _many_headings,
}
