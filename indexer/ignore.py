"""Which paths a team asked to leave out: ``.contentlibignore``. The only module that knows pathspec."""

from __future__ import annotations

from dataclasses import dataclass

from pathspec import GitIgnoreSpec

IGNORE_FILE = ".contentlibignore"

# An ignore file lies on the drive, so anybody may write it. Each star in a pattern multiplies the work of matching a
# long name; five are plenty for a person and too few to hold up a pass.
MAX_STARS = 5
MAX_LINES = 2_000
MAX_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class Rules:
    """The patterns of one folder. ``folder`` is relative to the drive and ends in ``/``, or is empty for its top."""

    folder: str
    spec: GitIgnoreSpec

    def verdict(self, path: str) -> bool | None:
        """True: leave out. False: a ``!`` line brings it back. None: these rules say nothing."""
        return self.spec.check_file(path.removeprefix(self.folder)).include


def read_rules(folder: str, text: str) -> tuple[Rules, tuple[int, ...]]:
    """The rules in an ignore file and the numbers of the lines that cannot be used.

    >>> rules, bad = read_rules("", "*.bak\\n!keep.bak\\n")
    >>> rules.verdict("old.bak"), rules.verdict("keep.bak"), rules.verdict("deck.pptx"), bad
    (True, False, None, ())
    """
    lines = text.splitlines()
    good = [line for line in lines[:MAX_LINES] if _is_usable(line)]
    bad = tuple(number for number, line in enumerate(lines, 1) if number > MAX_LINES or not _is_usable(line))
    return Rules(folder, GitIgnoreSpec.from_lines(good)), bad


def is_ignored(rules: tuple[Rules, ...], path: str) -> bool:
    """Whether the rules from the top of the drive down to the path's folder leave it out; the nearest folder decides.

    A folder's path ends in ``/``.
    """
    verdicts = (each.verdict(path) for each in reversed(rules))
    return next((verdict for verdict in verdicts if verdict is not None), False)


def _is_usable(line: str) -> bool:
    if line.replace("**/", "").replace("/**", "").count("*") > MAX_STARS:
        return False
    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True
