"""Seccomp: the kernel refuses the calls that a process has no use for, before it looks at them.

The only module that writes its filters: a few lines of the kernel's own little language, for x86-64 and for ARM of 64
bits; other machines go without. A call that is refused fails with "not permitted", and its library copes or the file
is reported.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import sys
from collections.abc import Mapping
from typing import TypeAlias

from indexer.processes.process_limits import control

_PR_SET_SECCOMP, _FILTER = 22, 2
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
# Where the kernel puts what it tells of a call: its number, the machine it is of, its first argument.
_NUMBER, _MACHINE, _FIRST = 0, 4, 16
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000
# Calls of the 32-bit sister of x86-64 have this bit.
_X32 = 0x40000000
# A call by its name: its number on each of the two machines, where it has one.
Calls: TypeAlias = Mapping[str, tuple[int | None, int | None]]
_MACHINES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}

# What a reader needs: to read and map what is open, to open what Landlock leaves it, memory, time, and to answer. Not
# there, and so refused: to start a process or program, open a socket, look into or signal another process, change
# permissions or owners, delete, mount, or load anything into the kernel. Numbers on x86-64 and on ARM.
READING: Calls = {
    "read": (0, 63), "write": (1, 64), "readv": (19, 65), "writev": (20, 66), "pread64": (17, 67), "close": (3, 57),
    "lseek": (8, 62), "openat": (257, 56), "open": (2, None), "stat": (4, None), "lstat": (6, None), "fstat": (5, 80),
    "newfstatat": (262, 79), "statx": (332, 291), "access": (21, None), "faccessat": (269, 48),
    "faccessat2": (439, 439), "readlink": (89, None), "readlinkat": (267, 78), "getdents64": (217, 61),
    "getcwd": (79, 17), "fcntl": (72, 25), "dup": (32, 23), "poll": (7, None), "ppoll": (271, 73),
    "select": (23, None), "pselect6": (270, 72), "mmap": (9, 222), "mprotect": (10, 226), "munmap": (11, 215),
    "mremap": (25, 216), "brk": (12, 214), "madvise": (28, 233), "fadvise64": (221, 223), "sendto": (44, 206),
    "recvfrom": (45, 207), "sendmsg": (46, 211), "recvmsg": (47, 212), "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139), "sigaltstack": (131, 132), "restart_syscall": (219, 128),
    "getitimer": (36, 102), "setitimer": (38, 103), "nanosleep": (35, 101), "clock_nanosleep": (230, 115),
    "clock_gettime": (228, 113), "clock_getres": (229, 114), "gettimeofday": (96, 169), "time": (201, None),
    "times": (100, 153), "futex": (202, 98), "set_robust_list": (273, 99), "rseq": (334, 293),
    "membarrier": (324, 283), "sched_yield": (24, 124), "sched_getaffinity": (204, 123), "getcpu": (309, 168),
    "getpid": (39, 172), "getppid": (110, 173), "gettid": (186, 178), "getuid": (102, 174), "geteuid": (107, 175),
    "getgid": (104, 176), "getegid": (108, 177), "getpriority": (140, 141), "getrlimit": (97, 163),
    "prlimit64": (302, 261), "getrusage": (98, 165), "sysinfo": (99, 179), "uname": (63, 160),
    "getrandom": (318, 278), "exit": (60, 93), "exit_group": (231, 94),
}  # fmt: skip
# A process that aborts signals itself; nobody else.
_SIGNALS: Calls = {"kill": (62, 129), "tkill": (200, 130), "tgkill": (234, 131)}
# A C library asks by the older call where this one is "not there", and takes a refusal for the last word.
_CLONE3 = 435

# What a program that we start has no use for, though it must start others and open files of its own.
PEERING: Calls = {
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "pidfd_getfd": (438, 438),
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282), "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426), "io_uring_register": (427, 427), "unshare": (272, 97), "setns": (308, 268),
    "mount": (165, 40), "umount2": (166, 39), "keyctl": (250, 219), "add_key": (248, 217), "request_key": (249, 218),
    "open_by_handle_at": (304, 265),
}  # fmt: skip
_SOCKETS: Calls = {"socket": (41, 198), "connect": (42, 203), "bind": (49, 200), "listen": (50, 201)}


class _Step(ctypes.Structure):
    _fields_ = (("code", ctypes.c_uint16), ("yes", ctypes.c_uint8), ("no", ctypes.c_uint8), ("value", ctypes.c_uint32))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("steps", ctypes.POINTER(_Step)))


def allow_reading() -> bool:
    """Let this process, which must have given up new privileges, only read and answer from now on; whether it is so."""
    known = _find_machine()
    if known is None:
        return False
    machine, column = known
    tests = [(number, "allow") for number in _numbers(READING, column)]
    tests += [(_CLONE3, "not there"), *((number, "own") for number in _numbers(_SIGNALS, column))]
    return _load(_assemble(machine, tests, otherwise="refuse"))


def refuse_peering(*, sockets: bool) -> bool:
    """Keep this process and what it starts out of other processes and the kernel; with ``sockets`` it may have those
    of this machine, which some programs talk to themselves by.
    """
    known = _find_machine()
    if known is None:
        return False
    machine, column = known
    listed = [*_numbers(PEERING, column), *(() if sockets else _numbers(_SOCKETS, column))]
    return _load(_assemble(machine, [(number, "refuse") for number in listed], otherwise="allow"))


def _find_machine() -> tuple[int, int] | None:
    return _MACHINES.get(platform.machine()) if sys.platform == "linux" else None


def _numbers(calls: Calls, column: int) -> list[int]:
    return [number for numbers in calls.values() if (number := numbers[column]) is not None]


def _assemble(machine: int, tests: list[tuple[int, str]], *, otherwise: str) -> list[_Step]:
    """The filter: whose machine is it, which call is it, and where that leads."""
    ends = (
        ("allow", [(_RETURN, 0, 0, _ALLOW)]),
        ("refuse", [(_RETURN, 0, 0, _REFUSE | errno.EPERM)]),
        ("not there", [(_RETURN, 0, 0, _REFUSE | errno.ENOSYS)]),
        ("own", [
            (_LOAD, 0, 0, _FIRST), (_EQUAL, 0, 1, os.getpid()), (_RETURN, 0, 0, _ALLOW),
            (_RETURN, 0, 0, _REFUSE | errno.EPERM),
        ]),
    )  # fmt: skip
    head = [(_LOAD, 0, 0, _MACHINE), (_EQUAL, 1, 0, machine), (_RETURN, 0, 0, _REFUSE | errno.EPERM)]
    body = [(_AT_LEAST, "refuse", _X32), *((_EQUAL, target, number) for number, target in tests)]
    # The last step of the body falls through to the first end but for one jump, which says where "otherwise" is.
    places, at = {}, len(head) + 1 + len(body) + 1
    for name, steps in ends:
        places[name] = at
        at += len(steps)
    made = [*head, (_LOAD, 0, 0, _NUMBER)]
    for code, target, value in body:
        made.append((code, places[target] - len(made) - 1, 0, value))
    made.append((_AT_LEAST, places[otherwise] - len(made) - 1, places[otherwise] - len(made) - 1, 0))
    return [_Step(*step) for step in [*made, *(step for _, steps in ends for step in steps)]]


def _load(steps: list[_Step]) -> bool:
    program = _Program(len(steps), (_Step * len(steps))(*steps))
    return control(_PR_SET_SECCOMP, _FILTER, ctypes.addressof(program)) == 0
