"""A file's bytes find their reader, which makes sections of them that a person can point at; each format has one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from importlib import import_module
from types import ModuleType
from typing import TypeAlias

from contentlib.errors import NoDocument, Unreadable
from contentlib.formats import FORMATS, Format, Locator, OwnParts, find_by_suffix
from contentlib.model import Properties, Reading, Section
from indexer.extract.examining import examine, find_examiner
from indexer.extract.linking import read_page_links
from indexer.extract.prose import tell_data, tell_other
from indexer.extract.raw_text import one_line, plain, tidy
from indexer.extract.signature import find_format
from indexer.metadata import choose_language

# A reader takes the bytes; some may be given more by name: who reads pictures, how deep a mail lies in mails.
Reader: TypeAlias = Callable[..., Reading]


def find_reader(form: Format) -> Reader:
    """The reader of a format: the function ``read_<name>`` of the module that its declaration names."""
    reader: Reader = getattr(_open_module(form), f"read_{form.name}")
    return reader


def _open_module(form: Format) -> ModuleType:
    return import_module(f"indexer.extract.{form.reader}")


# All of them at once, so that a nursery has every reader before it forks its workers.
READERS: dict[str, Reader] = {name: find_reader(form) for name, form in FORMATS.items()}
# And every examiner: a worker that is locked in may not be able to open another module.
EXAMINED = frozenset(name for name in FORMATS if find_examiner(name))

# The formats that anything made of letters is taken for.
_TOLD_BY_LINES = frozenset({"txt", "json"})
_SLIDES_ARE_PICTURES = "no text: the slides are pictures; put the text into notes or alternative texts"
_NOTHING_TO_FIND = "no text: there is nothing to find in this file"


def read_bytes(data: bytes, name: str, readers: Mapping[str, Reader] = READERS) -> Reading:
    """A file read by the reader of its format. ``name`` is its file name, whose ending counts only for text formats.

    Sections come tidied, the empty ones left out, their locators all different. Raises Unreadable, and nothing else,
    for what cannot be read.
    """
    found = detect_format(data, name)
    try:
        reading = _finished(readers[found](data))
    except Unreadable:
        raise
    except RecursionError as error:
        raise Unreadable("is nested too deeply to be read.", "Save it again in a simpler form.") from error
    except Exception as error:
        # A stranger's file meets four outside parsers; whatever they raise, the file is at fault and the pass goes on.
        raise Unreadable(
            f"could not be read as {found}: {_sentence(error)}", "Open it in its own program and save it again."
        ) from error
    named = find_by_suffix(name)
    _refuse_other(reading, is_named=named is not None and not isinstance(named.signature, OwnParts))
    return reading


def _refuse_other(reading: Reading, *, is_named: bool) -> None:
    """A text that nobody wrote for people is no asset, whatever ending it bears."""
    if reading.format not in _TOLD_BY_LINES or not reading.sections:
        return
    text = "\n".join(section.text for section in reading.sections)
    other = tell_data(text) if reading.format == "json" else tell_other(text, is_named=is_named)
    if other:
        raise NoDocument(other.value)


def read_examined(data: bytes, name: str) -> Reading:
    """A file that was read, and what it carries besides, whatever was read of it. Raises as :func:`read_bytes` does."""
    reading = read_bytes(data, name)
    return replace(reading, inside=examine(data, reading.format), links=read_page_links(data, reading.format))


def detect_format(data: bytes, name: str) -> str:
    """The format of a file by its first bytes, then by its ending. Raises Unreadable where there is no reader.

    >>> detect_format(b"%PDF-1.7", "plan.docx"), detect_format(b"# Plan", "plan.md")
    ('pdf', 'md')
    """
    return find_format(data, find_by_suffix(name)).name


def list_shown(data: bytes, name: str) -> tuple[int, ...]:
    """The numbers of a deck's slides that are not hidden; nothing for a format that has no slides."""
    form = FORMATS[name]
    if form.locator is not Locator.SLIDE:
        return ()
    shown: tuple[int, ...] = getattr(_open_module(form), f"list_shown_{name}")(data)
    return shown


def _sentence(error: Exception) -> str:
    text = one_line(str(error))[:200] or type(error).__name__
    return text if text.endswith(".") else f"{text}."


def _finished(reading: Reading) -> Reading:
    sections = tuple(_distinct(_kept(reading.sections)))
    properties = _tidied(reading.properties)
    properties = replace(properties, language=choose_language(properties, sections))
    warnings = tuple(one_line(warning) for warning in reading.warnings)
    if not sections and not any(warning.startswith("no text:") for warning in warnings):
        has_slides = FORMATS[reading.format].locator is Locator.SLIDE
        warnings += (_SLIDES_ARE_PICTURES if has_slides else _NOTHING_TO_FIND,)
    return replace(reading, sections=sections, properties=properties, warnings=warnings)


def _kept(sections: Iterable[Section]) -> Iterable[Section]:
    """Sections that say something. One with nothing but a heading has that as its text, or no search would find it."""
    for section in sections:
        heading, text, notes = one_line(section.heading), tidy(section.text), tidy(section.notes)
        if heading or text or notes:
            yield Section(one_line(section.locator), heading, text or heading, notes)


def _distinct(sections: Iterable[Section]) -> Iterable[Section]:
    taken: set[str] = set()
    counts: dict[str, int] = {}
    for section in sections:
        locator = section.locator
        while locator and locator in taken:
            counts[section.locator] = counts.get(section.locator, 1) + 1
            locator = f"{section.locator} ({counts[section.locator]})"
        taken.add(locator)
        yield replace(section, locator=locator)


def _tidied(properties: Properties) -> Properties:
    return replace(
        properties,
        title=one_line(properties.title)[:300],
        author=one_line(properties.author)[:200],
        subject=one_line(properties.subject)[:1000],
        keywords=tuple(plain(word)[:100] for word in properties.keywords[:50]),
        language=one_line(properties.language)[:20],
        # A plain dict, since a reading travels between processes and a mapping proxy cannot.
        fields=dict(properties.fields),
    )
