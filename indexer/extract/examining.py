"""What a file carries that a buyer must not get, told by the examiner of its format; and a copy without it.

An examiner goes by what the file holds, never by what was read of it, and fails closed: what it does not know to be
harmless it tells, and what nobody could look through counts as not looked through. For a process of its own: both
look into what a stranger made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from contentlib.errors import Unreadable
from contentlib.formats import FORMATS
from contentlib.model import Inside

NO_EXAMINER = "is of a format that nobody here can look through"
_LEFT = "could not be cleaned: {} stayed in the copy."
_SAVE_AS = "Take it out in its own program, or save it as PDF and send that."


@dataclass(frozen=True, slots=True)
class Examiner:
    """How the files of some formats are looked through, and rewritten without what is inside. Both take the bytes and
    the name of the format; without ``clean`` nothing can be taken out.

    Raises Unreadable, or whatever their libraries raise, for what they cannot open.
    """

    look: Callable[[bytes, str], Inside]
    clean: Callable[[bytes, str], bytes] | None = None


def find_examiner(form: str) -> Examiner | None:
    """The examiner of a format; none where it has none."""
    declared = FORMATS[form].examiner if form in FORMATS else ""
    if not declared:
        return None
    found: Examiner = import_module(f"indexer.extract.{declared}").EXAMINER
    return found


def examine(data: bytes, form: str) -> Inside:
    """What is in a file of this format. Never fails: what cannot be opened is told as not examined."""
    examiner = find_examiner(form)
    if examiner is None:
        return Inside(unexamined=NO_EXAMINER)
    try:
        return examiner.look(data, form)
    except Unreadable as error:
        return Inside(unexamined=error.reason.rstrip("."))
    except Exception as error:  # noqa: BLE001  a stranger's file meets outside parsers; whatever they raise, it stays here
        return Inside(unexamined=f"could not be looked through ({type(error).__name__})")


def make_clean(data: bytes, form: str) -> bytes:
    """A copy without what a buyer must not get, looked through once more: the same bytes for the same file.

    Raises:
        Unreadable: it cannot be cleaned, or something stayed in the copy; says what to do.
    """
    examiner = find_examiner(form)
    if examiner is None or examiner.clean is None:
        raise Unreadable("cannot be cleaned: its format is not one of those that can be.", _SAVE_AS)
    made = examiner.clean(data, form)
    left = examine(made, form)
    if not left.is_clean:
        raise Unreadable(_LEFT.format(left.tell()), _SAVE_AS)
    return made
