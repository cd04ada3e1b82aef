"""A reader that was taken over: it tries what a hostile file would have it try, and tells what came of it."""

from __future__ import annotations

import ctypes
import json
import os
import signal
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

from contentlib.model import Reading, Section

LIBC = ctypes.CDLL(None, use_errno=True)
GOT_THROUGH = "got through"


def read_and_break_out(data: bytes, _name: str) -> Reading:
    """Try what the file says: a name of ``TRIES`` and what it is tried on."""
    name, *given = json.loads(data)
    try:
        told = TRIES[name](*given)
    except (OSError, subprocess.SubprocessError, RuntimeError) as error:
        told = f"refused: {error}"
    return Reading("text", (Section("", "", told or GOT_THROUGH),))


def _call(number: int, *arguments: int) -> str:
    """A call of the kernel by its number, as injected code would make it."""
    if LIBC.syscall(ctypes.c_long(number), *map(ctypes.c_long, arguments)) < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return ""


def _read(path: str) -> str:
    return Path(path).read_bytes()[:0].decode()


def _write(path: str) -> str:
    return str(Path(path, "planted").write_bytes(b"x"))[:0]


def _list(path: str) -> str:
    return "".join(map(str, Path(path).iterdir()))[:0]


def _append(path: str) -> str:
    with Path(path).open("ab") as file:
        return str(file.write(b"x"))[:0]


def _delete(path: str) -> str:
    Path(path).unlink()
    return ""


def _open_up(path: str) -> str:
    Path(path).chmod(0o777)
    return ""


def _connect(address: str | list[object]) -> str:
    family = socket.AF_UNIX if isinstance(address, str) else socket.AF_INET
    with socket.socket(family) as one:
        one.connect(address if isinstance(address, str) else tuple(address))
    return ""


def _run(program: str) -> str:
    subprocess.run([program], check=True)
    return ""


def _become(program: str) -> str:
    os.execv(program, [program])


def _fork(times: int) -> str:
    for _ in range(times):
        if os.fork() == 0:
            os._exit(0)
    return ""


def _signal_parent() -> str:
    os.kill(os.getppid(), 0)
    return ""


def _attach_to_parent() -> str:
    return _call(101, 16, os.getppid(), 0, 0)  # ptrace(PTRACE_ATTACH)


def _read_parents_memory() -> str:
    return _call(310, os.getppid(), 0, 0, 0, 0, 0)  # process_vm_readv


def _read_of_parent(what: str) -> str:
    return _read(f"/proc/{os.getppid()}/{what}")


def _tell_environment() -> str:
    """What is left of the environment, in Python's eyes and in C's."""
    LIBC.getenv.restype = ctypes.c_char_p
    names = [*os.environ, *(name for name in ("HOME", "PATH", "PYTHONPATH") if LIBC.getenv(name.encode()))]
    return f"left: {sorted(set(names))}"


def _tell_descriptors() -> str:
    """What is open: nothing, twice a socket, and what tells of our memory."""
    kinds = []
    for number in range(3, 256):
        try:
            kinds.append((os.fstat(number).st_mode & 0o170000, os.fstat(number).st_ino > 0))
        except OSError:
            continue
    return f"open: {[oct(kind) for kind, _ in kinds]}"


def _be_root() -> str:
    os.setuid(0)
    return ""


def _outlive() -> str:
    """Ignore what ends a reader that takes too long."""
    signal.setitimer(signal.ITIMER_REAL, 0)
    while True:
        pass


TRIES: dict[str, Callable[..., str]] = {
    "read": _read, "list": _list, "write": _write, "append": _append, "delete": _delete, "open up": _open_up,
    "connect": _connect, "run": _run, "become": _become, "fork": _fork, "signal parent": _signal_parent,
    "attach to parent": _attach_to_parent, "read memory of parent": _read_parents_memory,
    "read of parent": _read_of_parent, "environment": _tell_environment, "descriptors": _tell_descriptors,
    "be root": _be_root, "call": _call, "outlive": _outlive,
}  # fmt: skip
