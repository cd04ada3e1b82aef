"""Against whom an asset is: competitors' names, learned from what battle cards and comparisons call themselves.

A wrong competitor is worse than none, so a name counts only where a battle card or a comparison is named after it,
where it is written as names are, and where the texts speak of it as of a rival.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from contentlib.arrays import Table, np
from contentlib.language import LONGEST_QUOTE, Label, shorten, spell_out_name, split_sentences
from contentlib.model import Axis, Source, Tag
from contentlib.tagging.label_signals import (
    Subject,
    weigh,
)

SIGNALS = ("in the name or title", "in a heading", "mentions", "mentions for its length", "one of several")
# How files say that they are about a rival; and words after which a rival is named, in the names of other files too.
RIVAL_FILE = re.compile(
    r"\b(battle ?cards?|bc|kill ?sheets?|competit(?:ors?|ive|ion)|quick ?cards?|displac(?:e|ing|ement)|landmines?"
    r"|wettbewerb(?:er)?|concurrents?)\b",
    re.IGNORECASE,
)
BEFORE_RIVAL = re.compile(
    r"\b(?:versus|vs\.?|compared (?:to|with)|alternatives? to|leaving|replac(?:e|es|ing)|switch(?:ed|ing)? from"
    r"|migrat(?:e|ed|ing) from|against)\s+(?:the )?([^\W\d_][\w&]{2,})",
    re.IGNORECASE,
)
# Phrases in which a name is a rival's; “NAME” stands for the name.
CONTEXTS = (
    r"\b(?i:vs\.?|versus|against|leaving|left|replac(?:e|ed|es|ing)|displac(?:e|ed|ing)|than|beat(?:s|ing)?|unlike"
    r"|compared (?:to|with)|alternatives? to|switch(?:ed|ing)? from|migrat(?:e|ed|ing) from|instead of|from|chose|uses?"
    r"|looked at|offer from|we have|already have|owns?)\s+(?:the )?NAME\b",
    r"\bNAME(?:'s|’s)\b",
    r"\bNAME\s+(?:is|are|was|has|have|had|does|do|did|offers?|charges?|costs?|claims?|says?|said|wins?|lost|loses?|sends?"
    r"|keeps?|stops?|shows? up|comes?|pays?|reads?|needs?|sells?|contract|customers?|users?|project|price|alternative"
    r"|shop|admin|demo|consultant|cannot|can|will|wants?|battle ?card|displacement|card)\b",
)
# So often must the texts of such files speak of a name as of a rival, and so small a share of them write it as a word.
FEWEST_CONTEXTS, MOST_AS_WORD = 2, 0.1
# A name that so many of all assets have is our own, or one that everybody uses.
TOO_COMMON, FEWEST_ASSETS = 0.3, 4
# The least words an asset is counted to have, so that one mention in a note does not fill it.
FEWEST_WORDS = 100
SEVERAL = 3
# Words that stand beside a rival's name in the names of such files; lower case.
NOT_NAMES = frozenset(
    (
        "a an and the of for in on to with our your we us how why what when not is are or by at from battle card "
        "cards battlecard battlecards quick sheet sheets kill play plays playbook displacement competitor "
        "competitors competitive competition comparison compare compared feature features matrix alternative "
        "alternatives external internal confidential draft final copy new old version overview product products "
        "customer customers story stories case study studies q1 q2 q3 q4 fy ai suite specialist price pricing free "
        "card deck slides talk track landmines traps end support leaving replace versus vs market analysis win "
        "loss sales team en de fr es it uk us eu dach emea nordics benelux apac north south east west america "
        "europe january february march april may june july august september october november december"
    ).split()
)


@dataclass(frozen=True)
class Competitor:
    """A rival by its name, with other spellings; ``evidence`` is the file that named it, empty for the vocabulary's."""

    name: str
    spellings: tuple[str, ...] = ()
    evidence: str = ""

    @cached_property
    def written(self) -> re.Pattern[str]:
        """The name as a text writes it, with its capitals."""
        return re.compile(rf"(?<![\w-])(?:{_alternatives((self.name, *self.spellings))})(?![\w])")

    @cached_property
    def anyhow(self) -> re.Pattern[str]:
        """The name as file names write it, however."""
        return re.compile(rf"(?<!\w)(?:{_alternatives((self.name, *self.spellings))})(?!\w)", re.IGNORECASE)


def _alternatives(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class RivalFile:
    """A file that says in its name that it is about a rival: what it is called, and its whole text."""

    path: str
    title: str
    text: str


# --- which names are rivals' ----------------------------------------------------------------------------------------


def is_rival_file(path: str, title: str) -> bool:
    """Whether a file or its folder says that it is about a rival.

    >>> is_rival_file("Battle Cards/x.pptx", ""), is_rival_file("a/Leaving Acme.html", ""), is_rival_file("a/b.md", "")
    (True, True, False)
    """
    spelled = spell_out_name(path)
    return bool(RIVAL_FILE.search(spelled) or any(BEFORE_RIVAL.search(called) for called in (spelled, title)))


def find_names(files: Sequence[RivalFile]) -> dict[str, str]:
    """The names that these files are about, each with the file that is named after it, in order of the files.

    >>> text = "Unlike Quillbooks we close in a day. Quillbooks is slow."
    >>> find_names([RivalFile("x/battlecard quillbooks.md", "How to win", text)])
    {'Quillbooks': 'x/battlecard quillbooks.md'}
    """
    everything = "\n".join(one.text for one in files)
    found: dict[str, str] = {}
    for one in files:
        for name in _list_candidates(one):
            if name not in found and _is_written_as_name(name, everything) and _is_rival(name, everything):
                found[name] = one.path
    return found


def _list_candidates(one: RivalFile) -> Iterator[str]:
    """Words of the file's name and title that its text writes as a name."""
    wholly = RIVAL_FILE.search(spell_out_name(one.path))
    for called in (spell_out_name(PurePosixPath(one.path).stem), one.title):
        # A customer's story is named after the customer; there only what was left or compared is a rival.
        words = re.findall(r"[^\W\d_][\w&]{2,}", called) if wholly else BEFORE_RIVAL.findall(called)
        for word in dict.fromkeys(words):
            if word.lower() not in NOT_NAMES and (name := _find_as_written(word, one.text)):
                yield name


def _find_as_written(word: str, text: str) -> str:
    """How the text writes a word of its file's name, where it writes it with a capital."""
    near = Counter(re.findall(rf"(?<![\w-])({re.escape(word)})(?!\w)", text, re.IGNORECASE))
    capital = [(count, one) for one, count in near.items() if one[:1].isupper()]
    return max(capital)[1] if capital else ""


def _is_written_as_name(name: str, text: str) -> bool:
    """Names keep their capital in the middle of a sentence; words have it at its beginning only."""
    as_name = len(re.findall(rf"(?<=[\w,;:] ){re.escape(name)}(?!\w)", text))
    as_word = len(re.findall(rf"(?<!\w){re.escape(name.lower())}(?!\w)", text)) if name != name.lower() else 0
    return as_name >= 1 and as_word <= MOST_AS_WORD * (as_name + as_word)


def _is_rival(name: str, text: str) -> bool:
    return sum(len(_speak_of(name, pattern).findall(text)) for pattern in CONTEXTS) >= FEWEST_CONTEXTS


def _speak_of(name: str, pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("NAME", re.escape(name)))


def is_too_common(assets: int, of: int) -> bool:
    """Whether so many of all assets name it that it is our own name, or no rival's.

    >>> is_too_common(60, 117), is_too_common(2, 3)
    (True, False)
    """
    return assets >= FEWEST_ASSETS and assets > TOO_COMMON * of


def list_given(labels: Iterable[Label]) -> tuple[Competitor, ...]:
    """The competitors that a team's vocabulary names."""
    return tuple(Competitor(one.label, one.cues) for one in labels if not one.ignore)


# --- which assets speak of them --------------------------------------------------------------------------------------


def measure_competitors(subject: Subject, competitors: Sequence[Competitor]) -> Table:
    """One row a competitor, one column a signal (``SIGNALS``)."""
    called = (f"{subject.title} | {spell_out_name(subject.path)}", f"{subject.title} | {subject.path}")
    headings = tuple({passage.heading for passage in subject.passages})
    words = max(sum(len(passage.text.split()) for passage in subject.passages), FEWEST_WORDS)
    counts = np.array([_count(one, subject) for one in competitors], dtype=float).reshape(-1)
    return np.column_stack(
        [
            [float(any(one.anyhow.search(name) for name in called)) for one in competitors],
            [float(any(one.written.search(heading) for heading in headings)) for one in competitors],
            np.log1p(counts),
            np.log1p(1000 * counts / words),
            (counts > 0) * float((counts > 0).sum() >= SEVERAL),
        ]
    )


def _count(one: Competitor, subject: Subject) -> int:
    return sum(len(one.written.findall(passage.text)) for passage in subject.passages)


def is_named(subject: Subject, one: Competitor) -> bool:
    """Whether an asset names a competitor anywhere."""
    names = (subject.title, subject.path, spell_out_name(subject.path))
    return any(one.anyhow.search(name) for name in names) or _count(one, subject) > 0


def find_competitors(subject: Subject, competitors: Sequence[Competitor], weights: Mapping[str, Any]) -> Iterator[Tag]:
    """The competitors that an asset is about, surest first."""
    named = [one for one in competitors if is_named(subject, one)]
    if not named:
        return
    chances = weigh(measure_competitors(subject, named), weights)
    for place in np.argsort(-chances, kind="stable"):
        if chances[place] >= weights["threshold"]:
            yield _quote(subject, named[place], float(chances[place]))


def _quote(subject: Subject, one: Competitor, confidence: float) -> Tag:
    """The tag, with the sentence that speaks most clearly of the competitor, or else the name of the file."""
    sentences = [(text, passage.locator) for passage in subject.passages for text in split_sentences(passage.text)]
    best, locator = max(sentences, key=lambda pair: _weigh_sentence(one, pair[0]), default=("", ""))
    if not _weigh_sentence(one, best):
        best, locator = PurePosixPath(subject.path).name, ""
    return Tag(Axis.COMPETITOR, one.name, round(confidence, 3), shorten(best), locator, Source.MODEL)


def _weigh_sentence(one: Competitor, sentence: str) -> float:
    """A sentence that names it, better one that speaks of it as of a rival, better one of some length."""
    if not one.written.search(sentence):
        return 0.0
    rival = any(_speak_of(one.name, pattern).search(sentence) for pattern in CONTEXTS)
    return 1.0 + rival + min(len(sentence), LONGEST_QUOTE) / (2 * LONGEST_QUOTE)
