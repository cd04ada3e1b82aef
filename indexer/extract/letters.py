"""Mails, however they were stored: a letter's own words, then what is attached, each read by its own reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from contentlib.errors import Unreadable
from contentlib.model import Reading, Section

MAX_DEPTH = 5
MAX_ATTACHMENTS = 100
# What a mail carries that is no text to be found: pictures in signatures, seals, invitations.
FURNITURE = ("image/", "audio/", "video/", "application/pkcs7", "application/pgp", "text/calendar", "application/ics")


@dataclass(frozen=True, slots=True)
class Attached:
    """Something that is attached. ``open`` gives its bytes, or the letter that it is, when its turn comes."""

    name: str
    open: Callable[[], bytes | Letter]


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail. ``head`` are lines such as ``From: Ann``."""

    subject: str
    head: tuple[str, ...]
    body: str
    attached: Sequence[Attached]


def read_letter(letter: Letter, warnings: list[str], *, depth: int = 0) -> Iterator[Section]:
    """The letter, then every section of its attachments. ``warnings`` is told of those that were not read."""
    yield Section("", letter.subject, "\n".join([*letter.head, "", letter.body]))
    for one in letter.attached[:MAX_ATTACHMENTS]:
        yield from _read_one(one, depth, warnings)
    if len(letter.attached) > MAX_ATTACHMENTS:
        warnings.append(f"only the first {MAX_ATTACHMENTS} of {len(letter.attached)} attachments were read")


def _read_one(attached: Attached, depth: int, warnings: list[str]) -> Iterator[Section]:
    if depth + 1 >= MAX_DEPTH:
        warnings.append(f"attachment “{attached.name}” was not read: mails are followed {MAX_DEPTH} deep")
        return
    try:
        found = _sections_of(attached, depth, warnings)
    except Unreadable as error:
        warnings.append(f"attachment “{attached.name}” was not read: it {error.reason}")
        return
    step = f"attachment {attached.name}"
    for section in found:
        yield replace(section, locator=f"{step} > {section.locator}" if section.locator else step)


def _sections_of(attached: Attached, depth: int, warnings: list[str]) -> Sequence[Section]:
    inner = attached.open()
    if isinstance(inner, Letter):
        return list(read_letter(inner, warnings, depth=depth + 1))
    reading = _read_bytes(inner, attached.name, depth)
    warnings.extend(f"attachment “{attached.name}”: {warning}" for warning in reading.warnings)
    return reading.sections


def _read_bytes(data: bytes, name: str, depth: int) -> Reading:
    # The readers know this one, so it cannot know them before it runs.
    from indexer.extract import detect_format, read_bytes
    from indexer.extract.mail import read_eml
    from indexer.extract.outlook import read_msg

    found = detect_format(data, name)
    if found == "eml":
        return read_eml(data, depth=depth + 1)
    if found == "msg":
        return read_msg(data, depth=depth + 1)
    return read_bytes(data, name)
