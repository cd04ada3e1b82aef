"""How much of one file is read for meaning: a table of data by its first rows and a sample, anything else to a limit.

Words are not limited: a section that keeps one chunk is found by all of its words. Pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from contentlib.catalog import TOO_MUCH
from contentlib.formats import FORMATS, Locator
from contentlib.model import Chunk, Reading, Section
from indexer.chunk import chunk_sections

# How many chunks of a table of data are read for meaning; its rows say much the same, one after the other.
OF_A_TABLE = 200
# A cell with so many words is a sentence, and a table in which so many lines hold one is no mere data.
SENTENCE_WORDS, SENTENCE_SHARE = 9, 0.1
LINES_LOOKED_AT = 2_000


def limit_chunks(chunks: Sequence[Chunk], *, most: int) -> tuple[Chunk, ...]:
    """At most ``most`` chunks, yet one of every section at least, in their order.

    Each section gives its first ones, and then some of all its length.
    """
    if len(chunks) <= most:
        return tuple(chunks)
    groups: dict[tuple[int, bool], list[int]] = defaultdict(list)
    for at, chunk in enumerate(chunks):
        groups[chunk.section, chunk.notes].append(at)
    turns = sorted((rank, at) for group in groups.values() for rank, at in enumerate(_spread(group)))
    kept = {at for rank, at in turns[:most]} | {at for rank, at in turns if rank == 0}
    return tuple(chunk for at, chunk in enumerate(chunks) if at in kept)


def _spread(group: Sequence[int]) -> list[int]:
    """The first tenth, then the rest in steps that get finer, so that any beginning of it is spread evenly.

    >>> _spread([0, 1, 2, 3, 4, 5, 6, 7])
    [0, 1, 5, 3, 7, 2, 4, 6]
    """
    first = 1 + len(group) // 10
    rest = group[first:]
    order: dict[int, None] = {}
    step = 1 << max(0, len(rest) - 1).bit_length()
    while step:
        order |= dict.fromkeys(range(0, len(rest), step))
        step //= 2
    return [*group[:first], *(rest[at] for at in order)]


def choose_limit(format_name: str, sections: Sequence[Section], *, most: int) -> int:
    """How many chunks of a file are read for meaning."""
    form = FORMATS.get(format_name)
    is_table = form is not None and form.locator in (Locator.ROWS, Locator.SHEET)
    return min(most, OF_A_TABLE) if is_table and _is_data(sections) else most


def _is_data(sections: Sequence[Section]) -> bool:
    """Whether hardly a line holds a sentence: lists of answers to questions lie in tables, too, and say much."""
    lines = [line for section in sections for line in section.text.split("\n") if line.strip()]
    looked_at = lines[:: max(1, len(lines) // LINES_LOOKED_AT)]
    told = sum(any(cell.count(" ") >= SENTENCE_WORDS for cell in line.split(" | ")) for line in looked_at)
    return told < SENTENCE_SHARE * max(1, len(looked_at))


def tell_too_much(reading: Reading, *, most: int) -> str:
    """What a person should know of a file that is not read for meaning as a whole; empty where it is."""
    limit = choose_limit(reading.format, reading.sections, most=most)
    # Cutting takes time, and hardly any file is long.
    if sum(len(one.text) + len(one.notes) for one in reading.sections) < limit * 100:
        return ""
    chunks = chunk_sections(reading.sections)
    kept = len(limit_chunks(chunks, most=limit))
    if kept == len(chunks):
        return ""
    what = "a table of data, read for meaning by its first rows and a sample" if limit < most else "read in part"
    return f"{TOO_MUCH} {what}, {kept:,} of {len(chunks):,} passages; all of its words are found"
