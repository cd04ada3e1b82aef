"""What people write for a value (“Health care”, “CFO”, “Case Study”), as the vocabulary has it."""

from __future__ import annotations

from functools import lru_cache

from contentlib.language.cues import CueFinder, find_stems
from contentlib.language.labels import Label
from contentlib.language.vocabulary import Vocabulary
from contentlib.model import Audience, Axis, FoundBy


def find_value(axis: Axis, written: str, vocabulary: Vocabulary) -> str:
    """The value of a list that somebody wrote in their way; on an open list else what is written, on a closed list “”.

    >>> from contentlib.language.vocabulary import read_vocabulary
    >>> [find_value(Axis.INDUSTRY, one, read_vocabulary()) for one in ("Health care", "hospitals", "Beekeeping")]
    ['healthcare', 'healthcare', 'Beekeeping']

    A kind may be called by its other names, as other programs' fields do:

    >>> [find_value(Axis.KIND, one, read_vocabulary()) for one in ("sales-play", "value proposition", "beehive")]
    ['playbook', 'one_pager', '']
    """
    tidy = " ".join(written.split())
    if axis is Axis.AUDIENCE:
        return tidy.lower() if tidy.lower() in tuple(Audience) else ""
    wanted = _spell_alike(tidy)
    labels = vocabulary.list_labels(axis)
    alike = (one for one in labels if wanted in (_spell_alike(one.value), _spell_alike(one.label)))
    cued = (one for one in labels if not axis.traits.is_closed and wanted in map(_spell_alike, one.cues))
    named = (one for one in labels if axis is Axis.KIND and wanted in map(_spell_alike, one.names))
    found = next(alike, None) or next(cued, None) or next(named, None)
    if found is None:
        return "" if axis.traits.is_closed else tidy
    return found.label if axis.traits.found_by is FoundBy.NAME else found.value


def _spell_alike(text: str) -> str:
    return " ".join(find_stems(text.replace("_", " ")))


def find_named(text: str, labels: tuple[Label, ...]) -> frozenset[str]:
    """The values that a text names by a cue or by their label, for example an industry in a query.

    >>> from contentlib.language.vocabulary import read_vocabulary
    >>> sorted(find_named("CFO at a hospital", read_vocabulary().list_labels(Axis.INDUSTRY)))
    ['healthcare']
    """
    found = _make_finder(labels).find(find_stems(text))
    return frozenset(labels[label].value for _, label, _ in found)


@lru_cache(maxsize=8)
def _make_finder(labels: tuple[Label, ...]) -> CueFinder:
    return CueFinder([(label.label, *label.cues) for label in labels])
