"""Landlock: the kernel keeps a process, and all that it starts, to the folders that it names. Linux 5.13 and later.

The only module that knows its calls. What lies elsewhere cannot be opened, made, changed or run, whoever owns it; where
the kernel knows how (6.7 and 6.12), no TCP port is reached either, nor a process or abstract socket outside.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

# The same on every machine.
_CREATE, _ADD, _RESTRICT = 444, 445, 446
_ASK_VERSION, _BENEATH = 1, 1
# How many rights over files each version of the interface knows; the last number holds for those to come.
_RIGHTS = (0, 13, 14, 15, 15, 16)
_TCP_SINCE, _SCOPES_SINCE = 4, 6
_RUN, _WRITE, _READ, _LIST = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_CUT, _DEVICE = 1 << 14, 1 << 15
# To make a socket and to take it away.
_MEET = 1 << 9 | 1 << 5
# What may be said of a file that is no folder.
_OF_A_FILE = _RUN | _WRITE | _READ | _CUT | _DEVICE


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("ports", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


@dataclass(frozen=True, slots=True)
class Places:
    """What is left to a process: folders and files to read, also to run programs from, also to write; and folders in
    which processes only meet, by a socket that one of them puts there.
    """

    readable: tuple[Path, ...] = ()
    runnable: tuple[Path, ...] = ()
    writable: tuple[Path, ...] = ()
    meeting: tuple[Path, ...] = ()


def find_version() -> int:
    """The version of Landlock that this kernel speaks; 0 where it has none, or it is switched off."""
    if sys.platform != "linux":
        return 0
    return max(0, _call(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(_ASK_VERSION)))


def keep_to(places: Places) -> int:
    """Keep this process to these places for good; returns the version that sees to it, 0 for none.

    What is not there is left out. The process must have given up new privileges, or be root.
    """
    version = find_version()
    if not version:
        return 0
    everything = (1 << _RIGHTS[min(version, len(_RIGHTS) - 1)]) - 1
    ruleset = _create(version, everything)
    if ruleset < 0:
        return 0
    try:
        _allow(ruleset, places.readable, _READ | _LIST)
        _allow(ruleset, places.runnable, _READ | _LIST | _RUN)
        _allow(ruleset, places.writable, everything & ~_RUN)
        _allow(ruleset, places.meeting, _MEET)
        return version if _call(_RESTRICT, ctypes.c_int(ruleset), ctypes.c_uint32(0)) == 0 else 0
    finally:
        os.close(ruleset)


def _create(version: int, everything: int) -> int:
    ports, scopes = (3 if version >= _TCP_SINCE else 0), (3 if version >= _SCOPES_SINCE else 0)
    asked = _Ruleset(everything, ports, scopes)
    # A kernel refuses a longer question than it knows.
    size = 8 * (1 + bool(ports) + bool(scopes))
    return _call(_CREATE, ctypes.byref(asked), ctypes.c_size_t(size), ctypes.c_uint32(0))


def _allow(ruleset: int, paths: Iterable[Path], rights: int) -> None:
    for path in paths:
        with suppress(OSError):
            descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
            try:
                said = _PathBeneath(rights if path.is_dir() else rights & _OF_A_FILE, descriptor)
                _call(_ADD, ctypes.c_int(ruleset), ctypes.c_int(_BENEATH), ctypes.byref(said), ctypes.c_uint32(0))
            finally:
                os.close(descriptor)


def _call(number: int, *arguments: object) -> int:
    return int(ctypes.CDLL(None, use_errno=True).syscall(ctypes.c_long(number), *arguments))
