"""Mails, however they were stored: a letter's own words, then what is attached, each read by its own reader."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import TypeAlias

from contentlib.errors import Unreadable
from contentlib.formats import FORMATS, Locator, is_picture
from contentlib.model import Reading, Section
from indexer.extract.pictures import is_page_sized

MAX_DEPTH = 5
MAX_ATTACHMENTS = 100
# What a mail carries that is no text to be found: recordings, seals, invitations.
FURNITURE = ("audio/", "video/", "application/pkcs7", "application/pgp", "text/calendar", "application/ics")
# Pictures that no reader reads at all.
_DRAWINGS = {".gif", ".svg", ".ico", ".emf", ".wmf"}

# A plain part that says more than this is no stub; one that says less than this share of what the page says may be.
_LONGEST_STUB, _SHARE_SAID, _FEWEST_UNSAID = 200, 0.5, 5
_ADDRESS = re.compile(r"\S*(?:://|www\.)\S*")
_WORD = re.compile(r"\w+")

Readers: TypeAlias = Mapping[str, Callable[..., Reading]]


@dataclass(frozen=True, slots=True)
class AttachedPart:
    """Something that is attached. ``open`` gives its bytes, or the letter that it is, when its turn comes."""

    name: str
    open: Callable[[], bytes | Letter]


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail. ``head`` are lines such as ``From: Ann``."""

    subject: str
    head: tuple[str, ...]
    body: str
    attached: Sequence[AttachedPart]


@dataclass(slots=True)
class Told:
    """What a person should know of a mail besides its words. ``pictured`` counts pages that are pictures."""

    warnings: list[str] = field(default_factory=list)
    pictured: int = 0


def choose_body(words: str, page: Callable[[], str]) -> str:
    """A mail's own words: its plain part, since its page says the same with furniture; the page where the plain part
    says little of it, as one does that only tells readers to look elsewhere.

    >>> choose_body("See our site: https://a.example", lambda: "The importer reads nine formats from April on.")
    'The importer reads nine formats from April on.'
    """
    said = _WORD.findall(_ADDRESS.sub(" ", words).casefold())
    if len(said) > _LONGEST_STUB:
        return words
    shown = page()
    on_page = set(_WORD.findall(_ADDRESS.sub(" ", shown).casefold()))
    unsaid = on_page - set(said)
    is_stub = len(unsaid) >= _FEWEST_UNSAID and len(on_page) - len(unsaid) < _SHARE_SAID * len(on_page)
    if not said or (is_stub and len(on_page) > len(set(said) - on_page)):
        return shown
    return words


def read_letter(letter: Letter, told: Told, *, depth: int = 0, readers: Readers | None = None) -> Iterator[Section]:
    """The letter, then every section of its attachments. ``told`` hears of those that were not read.

    ``readers`` are used for the attachments in place of the usual ones; ``depth`` is how many mails it lies in.
    """
    yield Section("", letter.subject, "\n".join([*letter.head, "", letter.body]))
    for one in letter.attached[:MAX_ATTACHMENTS]:
        yield from _read_one(one, depth, told, readers)
    if len(letter.attached) > MAX_ATTACHMENTS:
        told.warnings.append(f"only the first {MAX_ATTACHMENTS} of {len(letter.attached)} attachments were read")


def _read_one(attached: AttachedPart, depth: int, told: Told, readers: Readers | None) -> Iterator[Section]:
    if depth + 1 >= MAX_DEPTH:
        told.warnings.append(f"attachment “{attached.name}” was not read: mails are followed {MAX_DEPTH} deep")
        return
    try:
        found = _sections_of(attached, depth, told, readers)
    except Unreadable as error:
        told.warnings.append(f"attachment “{attached.name}” was not read: it {error.reason}")
        return
    step = f"attachment {attached.name}"
    for section in found:
        yield replace(section, locator=f"{step} > {section.locator}" if section.locator else step)


def _sections_of(attached: AttachedPart, depth: int, told: Told, readers: Readers | None) -> Sequence[Section]:
    inner = attached.open()
    if isinstance(inner, Letter):
        return list(read_letter(inner, told, depth=depth + 1, readers=readers))
    if (is_picture(attached.name) or PurePath(attached.name).suffix.lower() in _DRAWINGS) and not is_page_sized(inner):
        # Logos and icons of signatures.
        return ()
    reading = _read_bytes(inner, attached.name, depth, readers)
    told.warnings.extend(f"attachment “{attached.name}”: {warning}" for warning in reading.warnings)
    told.pictured += reading.pictured
    return reading.sections


def _read_bytes(data: bytes, name: str, depth: int, readers: Readers | None) -> Reading:
    # The readers know this one, so it cannot know them before it runs.
    from indexer.extract.readers import READERS, detect_format, read_bytes

    found = detect_format(data, name)
    if FORMATS[found].locator is Locator.ATTACHMENT:
        return READERS[found](data, depth=depth + 1, readers=readers)
    return read_bytes(data, name, readers or READERS)
