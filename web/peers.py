"""Which user of this machine runs the program at the other end of a connection, where the system tells (Linux).

A proxy can leave out all that gives it away but not who it runs as: a user of its own. So does a colleague's browser.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

TABLES = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))
ROOT = 0
# Below are services; people come after them (login.defs), up to “nobody”.
FIRST_PERSON, NOBODYS = 1000, 65_534


def find_other_user(port: int, our_port: int) -> str:
    """The user who asks from ``port`` of this machine, if that is neither ours nor the machine's own; else nothing.

    Nothing too where the system does not tell.
    """
    own = os.geteuid() if hasattr(os, "geteuid") else ROOT
    found = next(_find_users(port, our_port), None)
    return "" if found is None or may_be_ours(own, found) else _name(found)


def may_be_ours(own: int, other: int) -> bool:
    """Whether whoever runs as ``other`` may be the person who started us as ``own``.

    >>> [may_be_ours(1000, other) for other in (1000, 0, 1001, 33, 65_534)]
    [True, True, False, False, False]
    >>> [may_be_ours(0, other) for other in (0, 1000, 33)], [may_be_ours(998, other) for other in (998, 1000, 33)]
    ([True, True, False], [True, True, False])
    """
    if other in (own, ROOT):
        return True
    # A service is used by whoever works at the machine; a person's program by that person.
    return own < FIRST_PERSON <= other and other != NOBODYS


def _find_users(port: int, our_port: int) -> Iterator[int]:
    for table in TABLES:
        try:
            lines = table.read_text(encoding="ascii").splitlines()[1:]
        except OSError:
            continue
        yield from find_in_table(lines, port, our_port)


def find_in_table(lines: list[str], port: int, our_port: int) -> Iterator[int]:
    """The users of sockets that lead from ``port`` to ``our_port``, in lines of the kernel's table.

    >>> line = "0: 0100007F:D431 0100007F:1F40 01 00000000:00000000 00:00000000 00000000  33  0 12345 1 0 20"
    >>> list(find_in_table([line], 0xD431, 8000)), list(find_in_table([line, "cut"], 8000, 0xD431))
    ([33], [])
    """
    ends = f":{port:04X}", f":{our_port:04X}"
    for line in lines:
        parts = line.split()
        if len(parts) > 7 and (parts[1][-5:], parts[2][-5:]) == ends:
            yield int(parts[7])


def _name(user: int) -> str:
    import pwd  # where there is no such table, nobody comes so far

    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)
