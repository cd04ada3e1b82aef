"""Goes on as another user of the machine, so that a pass which root starts has the rights of who may read the drive."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from contentlib.errors import BadInput

OPTION = "--as-user"
# What tells a program where its user's things lie.
OF_A_USER = ("HOME", "USER", "LOGNAME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR")

AS_ROOT = (
    "You index as root. Files are read by processes that have none of its rights, but the pass itself has them all: "
    f"name whoever may read the drive and write the library with {OPTION}, or run it as them."
)


def is_root() -> bool:
    """Whether root's rights are at hand."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def go_on_as(name: str) -> NoReturn:
    """Run this very command once more as this user, with their home and groups; nothing of root's is left.

    Raises:
        BadInput: we are not root, there is no such user, or they may not run this Python.
    """
    import pwd

    if not is_root():
        raise BadInput(f"Only root can go on as somebody else. Leave {OPTION} out, or begin the command with sudo.")
    try:
        user = pwd.getpwnam(name)
    except KeyError:
        raise BadInput(f"This machine has no user “{name}”. Name one that it has behind {OPTION}.") from None
    if user.pw_uid == 0:
        raise BadInput(f"“{name}” is root, too. Name a user behind {OPTION} who may read the drive and no more.")
    kept = {key: value for key, value in os.environ.items() if key not in OF_A_USER}
    theirs = kept | {"HOME": user.pw_dir, "USER": name, "LOGNAME": name}
    if not may_run(user.pw_uid, user.pw_gid):
        raise BadInput(f"“{name}” may not run {sys.executable}. Install contentlib where they may, and try again.")
    os.initgroups(name, user.pw_gid)
    os.setresgid(user.pw_gid, user.pw_gid, user.pw_gid)
    os.setresuid(user.pw_uid, user.pw_uid, user.pw_uid)
    os.execve(sys.executable, [sys.executable, "-m", "contentlib", *without_option(sys.argv[1:])], theirs)  # noqa: S606


def may_run(user: int, group: int) -> bool:
    """Whether this user may run the Python that we are; asked by a child that is them."""
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            os.setgroups([])
            os.setresgid(group, group, group)
            os.setresuid(user, user, user)
            status = 0 if os.access(sys.executable, os.X_OK) and os.access(os.__file__, os.R_OK) else 1
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


def without_option(arguments: Sequence[str]) -> list[str]:
    """The arguments without the option and its value.

    >>> without_option(["index", "--as-user", "kim", "/drive", "--as-user=kim", "--retry"])
    ['index', '/drive', '--retry']
    """
    left, skip = [], False
    for each in arguments:
        if skip or each == OPTION:
            skip = each == OPTION and not skip
        elif not each.startswith(f"{OPTION}="):
            left.append(each)
    return left
