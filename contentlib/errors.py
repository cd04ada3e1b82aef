"""Every failure a person can meet, drawn as a tree. Each message names the thing and the next step."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches


class ContentlibError(Exception):
    """Base of all failures that are told to a person in one sentence. ``exit_code`` is the command line's."""

    exit_code = 1


class BadInput(ContentlibError):
    """What was typed cannot be used: an unknown filter value, an empty query, a bad date."""

    exit_code = 2


class UnknownArgument(BadInput):
    """Something is asked for by a name that nobody knows: left alone, it would be an answer to another question."""


def refuse_unknown(given: Iterable[str], known: Collection[str], *, sort: str = "a filter") -> None:
    """Refuse the first name that is not known, with the nearest that is. ``sort`` is what such names are here.

    Raises:
        UnknownArgument: there is one.

    >>> refuse_unknown(["personna"], ["persona", "kind"])
    Traceback (most recent call last):
    contentlib.errors.UnknownArgument: “personna” is not a filter here; did you mean “persona”?
    """
    for name in given:
        if name not in known:
            nearest = get_close_matches(name[:40], known, n=1)
            known_ones = f"Known are: {', '.join(known)}." if known else "There is none."
            advice = f"; did you mean “{nearest[0]}”?" if nearest else f". {known_ones}"
            raise UnknownArgument(f"“{name[:40]}” is not {sort} here{advice}")


class UnknownAsset(BadInput):
    """No asset has this id or path."""


class UnknownRecord(BadInput):
    """No send, request or word of feedback has this number."""


class UnknownTopic(BadInput):
    """The guide has no topic of this name."""


class NotSendable(BadInput):
    """An internal or retired asset was about to reach a buyer."""


class AlreadySent(BadInput):
    """This very send is recorded: the same form twice, a double click."""


class MailRefused(ContentlibError):
    """The mail server is not there, lets us not in, or refuses a mail; nothing was recorded as sent."""


class DriveError(ContentlibError):
    """A drive is not there, cannot be read, or is suddenly empty."""

    exit_code = 4


class LibraryError(ContentlibError):
    """The library file cannot be used."""

    exit_code = 5


class NoLibrary(LibraryError):
    """There is no library file yet."""


class NewerLibrary(LibraryError):
    """The library was written by a newer version of contentlib."""


class LockedLibrary(LibraryError):
    """Another pass is writing, or another program holds the file."""


class ModelError(ContentlibError):
    """The embedding model is missing, damaged or not the one expected."""

    exit_code = 6


class PortTaken(ContentlibError):
    """The web app's port is in use."""

    exit_code = 7


class Unreadable(ContentlibError):
    """A file could not be read. ``reason`` says why, ``advice`` what to do; recorded, never fatal to a pass."""

    exit_code = 3

    def __init__(self, reason: str, advice: str = "") -> None:
        super().__init__(f"{reason} {advice}".strip())
        self.reason = reason
        self.advice = advice

    def __reduce__(self) -> tuple[type[Unreadable], tuple[str, str]]:
        return (type(self), (self.reason, self.advice))


class NoDocument(Unreadable):
    """A file that is none of the documents people look for. ``kind`` says what it is; it is counted and left alone."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"is no document: {kind}.")
        self.kind = kind

    def __reduce__(self) -> tuple[type[NoDocument], tuple[str]]:  # type: ignore[override]
        return (type(self), (self.kind,))
