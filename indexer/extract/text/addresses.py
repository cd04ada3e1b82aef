"""What may be shown of an address that stands in a text: its host. Its path may be internal, its query a key."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SCHEME = r"[a-z][a-z0-9+.-]{0,31}://"
_PLAIN = r"[!#$%'*+,\-./0-9:;=?@A-Z\\^_a-z{|}~\u00a1-\u00aa\u00ac-\u00ba\u00bc-\u04ff]|&(?![lg]t;)"
_PAIRED = r"\([^\s<>()]*+\)|\[[^\s<>\[\]]*+\](?![(\[])"
# Scripts without blanks run on right behind an address; they belong to it only where more of an address follows.
_OTHER_SCRIPT = (
    r"[\u0500-\u1fff\u3005-\u3007\u3040-\u318f\u3400-\u9fff\ua960-\ua97f\uac00-\ud7ff]++"
    r"(?=/|[^\s<>\"()\[\]?=&%#\u3000-\u3004\u3008-\u303f\uff00-\uffef]{0,200}+[?=&%#])"
)
_REST = rf"(?:{_PLAIN}|{_PAIRED}|{_OTHER_SCRIPT})*+"
_ADDRESS = re.compile(rf"(?P<start>{_SCHEME}|(?<![\w.@/-])www\.)(?P<rest>{_REST})", re.IGNORECASE)
_NEXT_LINE = re.compile(r"\n[ \t]*+(\S++)[ \t]*+(?=\n|\Z)")
_QUERY = re.compile(r"\?\w|\w=\w|%[0-9A-Fa-f]{2}")
_SENTENCE_MARKS = ".,;:!?'*_~|\\}"
_BEHIND_LABEL = re.compile(r"\]\((?:[^()]|\([^()]*\))*\)")


@dataclass(frozen=True, slots=True)
class Shown:
    """An address found in a text: its host, and where in the text it ends."""

    host: str
    end: int


def address_at(text: str, start: int, end: int | None = None) -> Shown | None:
    """The address that begins there, if one does. Marks that close the sentence around it are not part of it.

    >>> address_at("https://x.example/plan?key=1).", 0)
    Shown(host='x.example', end=28)
    """
    found = _ADDRESS.match(text, start, len(text) if end is None else end)
    if not found:
        return None
    rest = found["rest"].rstrip(_SENTENCE_MARKS)
    if not rest:
        return None
    stop = found.start("rest") + len(rest)
    return Shown(host_of(found["start"] + rest), stop + _carried_on(text, stop, len(text) if end is None else end))


def _carried_on(text: str, stop: int, end: int) -> int:
    """How much of the next line is more of the address: one that was cut by a program that breaks lines."""
    line = _NEXT_LINE.match(text, stop, end)
    return line.end() - stop if line and _QUERY.search(line[1]) and "://" not in line[1] else 0


def host_of(address: str) -> str:
    r"""The host of an address, without user, password and port; empty where it has none.

    >>> host_of("https://ann:secret@files.example:8443/internal?token=1"), host_of("file:///C:/plans")
    ('files.example', '')
    """
    behind = re.sub(r"\\([^\w\s])", r"\1", address).partition("://")[2] or ("" if "://" in address else address)
    authority = re.split(r"[/?#\\\s]", behind, maxsplit=1)[0]
    return re.sub(r":\d*$", "", authority.rpartition("@")[2])


def with_hosts(text: str) -> str:
    """The text with each typed address cut down to its host.

    >>> with_hosts("See https://x.example/a_(b)?token=1, or www.y.example/plan.")
    'See x.example, or www.y.example.'
    """
    if "://" not in text and "www." not in text.lower():
        return text
    parts: list[str] = []
    at = 0
    while found := _ADDRESS.search(text, at):
        shown = address_at(text, found.start())
        end = shown.end if shown else found.end()
        parts += [text[at : found.start()], shown.host if shown else found[0]]
        at = end
    return "".join([*parts, text[at:]])


def without_addresses(text: str) -> str:
    """A line that was not parsed, without what stands behind the label of a link, and with hosts for addresses.

    >>> without_addresses("[Plan](/internal/plan?token=1) at https://x.example/y")
    '[Plan] at x.example'
    """
    return with_hosts(_BEHIND_LABEL.sub("]", text))
