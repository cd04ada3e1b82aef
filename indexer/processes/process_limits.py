"""What a process that reads strangers' files may use, and how it ties its own hands. The only module that knows prctl.

Everything is applied by the process to itself before it sees a file, and none of it can be undone from within.
"""

from __future__ import annotations

import ctypes
import math
import os
import pwd
import resource
import signal
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

MB = 1024 * 1024

_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_PR_SET_NO_NEW_PRIVS = 38

# Above what systems give to people and services, below what they give to containers.
STRANGERS = range(65_300, 65_400)
# The open file that tells of our memory, where one is kept.
_status: list[int] = []


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost. ``memory`` comes on top of what a worker needs before it reads anything.

    ``answer`` bounds what a worker may send back; ``files`` is how many it reads before a fresh one takes over, so that
    nothing a library forgets to free adds up.
    """

    seconds: float = 60.0
    memory: int = 1024 * MB
    file_bytes: int = 256 * MB
    text: int = 5_000_000
    answer: int = 64 * MB
    files: int = 500


def cut_off_network() -> str:
    """Leave the network for good; returns how: ``namespace`` (the kernel sees to it) or ``hook`` (Python does).

    Call before any thread is started: the kernel refuses a new user namespace to a process with several.
    """
    if _leave_network():
        return "namespace"
    sys.addaudithook(_refuse_network)
    return "hook"


def limit_process() -> None:
    """Be no trouble to the machine: low priority, no core dumps, no big files, few open ones, no new privileges."""
    os.nice(10)
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_NOFILE, 256)
    _lower(resource.RLIMIT_FSIZE, 64 * MB)
    control(_PR_SET_NO_NEW_PRIVS, 1)


def limit_reader(seconds: float) -> None:
    """Less still, for a process that only reads what it is handed: no file written, few open, some time to count."""
    _lower(resource.RLIMIT_NOFILE, 64)
    _lower(resource.RLIMIT_FSIZE, 0)
    limit_time(seconds)


def limit_time(seconds: float) -> None:
    """Let this process, and whatever it starts, each count for so many seconds and no more."""
    _lower(resource.RLIMIT_CPU, math.ceil(seconds))


def stay_alone() -> None:
    """Start no process; holds for who is not root."""
    _lower(resource.RLIMIT_NPROC, 0)


def keep_watch() -> int:
    """Keep what tells of this process's memory open, to be asked when nothing can be opened any more; the descriptor.

    -1 where there is none.
    """
    with suppress(OSError):
        _status[:] = [os.open("/proc/self/status", os.O_RDONLY | os.O_CLOEXEC)]
    return _status[0] if _status else -1


def hide() -> None:
    """Let no other process of the same user look into this one."""
    control(_PR_SET_DUMPABLE, 0)


def find_stranger() -> int:
    """A user's number that nobody has, to do what strangers' files need; 0 where we are not root anyway."""
    if os.geteuid() != 0:
        return 0
    return next((number for number in STRANGERS if not _is_known(number)), 0)


def become(user: int) -> bool:
    """Be this user for good, with no group and none of root's powers; whether it is so."""
    try:
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
    except OSError:  # a container may have no such user
        return False
    return os.geteuid() == user


def _is_known(number: int) -> bool:
    try:
        pwd.getpwuid(number)
    except KeyError:
        return False
    return True


def limit_memory(extra: int) -> None:
    """Let this process grow by ``extra`` bytes of address space and no more."""
    _lower(resource.RLIMIT_AS, _memory("VmSize") + extra)


def end_with_parent(parent: int) -> None:
    """Be killed by the kernel when the process ``parent`` is gone, however it went."""
    control(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it went before the line above
        os._exit(1)


def end_child(pid: int) -> int:
    """Kill a child and what it started; returns its wait status, -1 where it will not go."""
    for kill in (os.killpg, os.kill):
        with suppress(OSError):  # not in a group of its own yet, or gone already
            kill(pid, signal.SIGKILL)
    for _ in range(200):
        try:
            done, status = os.waitpid(pid, os.WNOHANG)
        except ChildProcessError:
            return -1
        if done:
            return status
        time.sleep(0.01)
    return -1  # it hangs in the kernel, on a network drive that does not answer


def met_memory_limit() -> bool:
    """Whether this process came within 5 % of its limit; C libraries tell of it as a syntax error, or not at all."""
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    return limit != resource.RLIM_INFINITY and _memory("VmPeak") > 0.95 * limit


def grown_beyond(size: int) -> bool:
    """Whether this process has ever held more than ``size`` bytes of real memory."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit > size


def _leave_network() -> bool:
    if sys.platform != "linux":
        return False
    if _unshare(_CLONE_NEWNET):
        return True
    # Root in a container may own its files only by a capability, which a user namespace would take away.
    if os.geteuid() == 0:
        return False
    return _leave_network_as_user(os.getuid(), os.getgid())


def _leave_network_as_user(user: int, group: int) -> bool:
    if not _unshare(_CLONE_NEWUSER | _CLONE_NEWNET):
        return False
    # Without a name for itself the process can write no temporary files; few readers do, so it may go on without.
    with suppress(OSError):
        _write("/proc/self/setgroups", "deny")
        _write("/proc/self/uid_map", f"{user} {user} 1")
        _write("/proc/self/gid_map", f"{group} {group} 1")
    return True


def _refuse_network(event: str, _arguments: tuple[object, ...]) -> None:
    if event in {"socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"}:
        raise PermissionError(f"A file reader may not use the network ({event}).")


def _write(path: str, text: str) -> None:
    Path(path).write_text(text, encoding="utf-8")


def _lower(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (value, value))


def _memory(field: str) -> int:
    """A line of /proc/self/status in bytes; 0 where there is none."""
    try:
        told = os.pread(_status[0], 1 << 16, 0) if _status else Path("/proc/self/status").read_bytes()
    except OSError:
        return 0
    lines = told.decode("utf-8", "replace").splitlines()
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(field + ":")), 0)


def _unshare(flags: int) -> bool:
    return bool(ctypes.CDLL(None, use_errno=True).unshare(flags) == 0)


def control(option: int, value: int, address: int = 0) -> int:
    """Ask the kernel to treat this process otherwise; 0 where it does."""
    if sys.platform != "linux":
        return -1
    return int(ctypes.CDLL(None, use_errno=True).prctl(option, value, ctypes.c_void_p(address), 0, 0))


def memory_sentence(limits: Limits) -> tuple[str, str]:
    """Why a file that needed too much memory was given up, and what to do."""
    reason = f"needed more than {limits.memory // MB:,} MB of memory to be read."
    return reason, "Split it, take out large pictures, or raise the memory limit."
