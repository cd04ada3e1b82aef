"""Who may see an asset, by the marks and the wording that keep it inside the company. In doubt it stays inside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import compress
from pathlib import PurePosixPath

from contentlib.catalog import AudienceGround
from contentlib.language import CUE_WORD, CueFinder, find_stems, shorten, spell_out_name, split_sentences
from contentlib.model import Audience, Axis, Tag
from contentlib.tagging.kinds import Choice
from contentlib.tagging.label_signals import EmbeddedPassage, StemmedText, Subject

# Marks that keep an asset inside the company, in any sentence that is short enough to be a mark.
MARKS = (
    "internal only", "for internal use", "internal use only", "company confidential", "strictly confidential",
    "do not forward", "never forward", "don't forward", "not to be forwarded", "do not share", "never share",
    "don't share", "do not distribute", "not for distribution", "not for external", "do not send", "never send",
    "don't send it", "not for customers", "not for buyers", "not for prospects", "reps only", "sales only",
    "for the sales team", "for reps", "eyes only", "not customer facing", "nur intern",
    "nur für den internen gebrauch", "streng vertraulich", "usage interne", "ne pas diffuser", "uso interno",
)  # fmt: skip
LONGEST_MARK = 40
# Words that are marks in the name of a file or folder, and everyday words in running text.
NAME_MARKS = (
    "internal", "confidential", "intern", "internals", "enablement", "trainer", "facilitator", "sales team",
    "win loss", "deal desk", "draft", "sales training", "sales kickoff", "new hire", "new reps", "sales onboarding",
    "do not send", "do not share", "reps only", "talk track", "landmines", "battle card", "battlecard", "vertraulich",
)  # fmt: skip
HEADING_MARKS = (
    "talk track", "landmines", "battle card", "internal only", "internal use only", "where they win", "when we lose",
    "why we lose", "for reps", "trap questions", "discount authority", "do not send", "lines that worked",
    "walk away",
)  # fmt: skip
# Capitals on their own are a stamp.
STAMP = re.compile(r"(?<![\w-])(INTERNAL|CONFIDENTIAL|INTERN|VERTRAULICH|CONFIDENTIEL)(?![\w-])")
# Who speaks of the buyer in the third person speaks to colleagues.
SELLERS_WORDS = (
    "the buyer", "the prospect", "your prospect", "prospects", "the buyer says", "if the buyer", "when the buyer",
    "ask the buyer", "the rep", "reps", "account executive", "sales engineer", "the champion", "your champion",
    "economic buyer", "talk track", "landmine", "this deal", "the deal", "our deals", "deals", "quota", "win rate",
    "discovery call", "our margin", "discount approval", "discount authority", "walk away", "pipeline stage",
    "close date", "lost deal", "the objection", "objection handling",
)  # fmt: skip
# The evidence of an audience that rests on nothing.
UNTOLD = "nothing says that a buyer may have it"
# So many in a thousand words, counted as if there were at least a hundred; and so many different ones.
SELLERS_RATE, SELLERS_FEWEST_WORDS, SELLERS_DIFFERENT = 5.0, 100, 2
# Names by which people say that a buyer may have it.
OPEN_MARKS = (
    "external", "public", "customer facing", "for customers", "for buyers", "for prospects", "shareable",
    "customer version", "buyer version", "send to customer",
)  # fmt: skip

# What a text that was made for readers outside asks them to do.
INVITATIONS = (
    "contact us", "get in touch", "book a demo", "book a call", "request a demo", "request a quote", "schedule a demo",
    "start your free", "start a free", "free trial", "sign up", "learn more", "find out more", "visit us", "talk to us",
    "talk to sales", "talk to our", "read more", "get started", "subscribe to", "download our", "try it free",
    "kontaktieren sie", "sprechen sie uns", "sprechen sie mit uns", "jetzt testen", "mehr erfahren", "contactez nous",
    "en savoir plus", "essayez gratuitement", "contáctenos", "más información", "entre em contato", "saiba mais",
    "neem contact", "lees meer",
)  # fmt: skip

_MARKS, _NAME_MARKS, _HEADING_MARKS = CueFinder([MARKS]), CueFinder([NAME_MARKS]), CueFinder([HEADING_MARKS])
_INVITATIONS = CueFinder([INVITATIONS])
_OPEN_MARKS, _SELLERS = CueFinder([OPEN_MARKS]), CueFinder([SELLERS_WORDS])


def choose_audience(subject: Subject, reading: StemmedText, kind: Choice, default: Audience | None) -> Choice:
    """Internal where anything says so; external only where the kind is made for buyers, or the text speaks to them.

    A wrong “external” is the costly mistake, so what rests on nothing stays inside.
    """
    certain = _find_mark(subject, reading) or _find_open_mark(subject)
    if certain:
        return certain
    if default is Audience.INTERNAL:
        return Choice(Audience.INTERNAL, 0.6 + 0.35 * kind.confidence, kind.evidence, kind.locator)
    spoken = _find_sellers_words(subject, reading, enough=SELLERS_RATE if default else SELLERS_RATE / 2)
    if spoken:
        return spoken
    if default is None:
        return _find_invitation(subject, reading) or Choice(Audience.INTERNAL, 0.6, UNTOLD)
    return Choice(Audience.EXTERNAL, 0.6 + 0.3 * kind.confidence, kind.evidence, kind.locator)


def is_open_by_name(path: str, title: str) -> bool:
    """Whether people said by a file's name or title that a buyer may have it.

    >>> is_open_by_name("Internal/Overview - customer version.pptx", ""), is_open_by_name("External/notes.md", "")
    (True, False)
    """
    return any(_holds(_OPEN_MARKS, spell_out_name(name)) for name in (PurePosixPath(path).name, title))


def find_ground(tags: Sequence[Tag], path: str, title: str) -> AudienceGround:
    """On what the audience among these tags rests, which are all that the model says of an asset."""
    audience = next(tag for tag in tags if tag.axis is Axis.AUDIENCE)
    sureness = next((tag.confidence for tag in tags if tag.axis is Axis.KIND), 0.0)
    if audience.evidence == UNTOLD:
        return AudienceGround("nothing", sureness)
    return AudienceGround(audience.value, sureness, is_open_by_name(path, title))


def _find_invitation(subject: Subject, reading: StemmedText) -> Choice | None:
    for passage, stems in zip(subject.passages, reading.texts, strict=True):
        if not passage.notes and any(_INVITATIONS.find(stems)):
            told = next((one for one in split_sentences(passage.text) if _holds(_INVITATIONS, one)), passage.text)
            return Choice(Audience.EXTERNAL, 0.6, shorten(told), passage.locator)
    return None


def _find_mark(subject: Subject, reading: StemmedText) -> Choice | None:
    for name in (subject.path, subject.title):
        if _holds(_NAME_MARKS, spell_out_name(name)) or _holds(_MARKS, spell_out_name(name)):
            return Choice(Audience.INTERNAL, 0.95, shorten(name))
    for heading, stems in reading.headings.items():
        if any(_HEADING_MARKS.find(stems)):
            locator = next(passage.locator for passage in subject.passages if passage.heading == heading)
            return Choice(Audience.INTERNAL, 0.85, shorten(heading), locator)
    for passage, stems in zip(subject.passages, reading.texts, strict=True):
        if any(_MARKS.find(stems)) or STAMP.search(passage.text):
            sentence = _find_marked_sentence(passage)
            if sentence:
                return Choice(Audience.INTERNAL, 0.92, shorten(sentence), passage.locator)
    return None


def _find_marked_sentence(passage: EmbeddedPassage) -> str:
    return next((one for one in split_sentences(passage.text) if _is_mark(one, notes=passage.notes)), "")


def _is_mark(sentence: str, *, notes: bool) -> bool:
    """A sentence that says so word for word. In speaker notes a stamp is about the note, not about the deck."""
    words = f" {' '.join(CUE_WORD.findall(sentence.lower().replace('’', chr(39))))} "
    if len(words.split()) > LONGEST_MARK:
        return False
    return any(f" {mark} " in words for mark in MARKS) or (not notes and bool(STAMP.search(sentence)))


def _find_open_mark(subject: Subject) -> Choice | None:
    for name in (PurePosixPath(subject.path).name, subject.title):
        if _holds(_OPEN_MARKS, spell_out_name(name)):
            return Choice(Audience.EXTERNAL, 0.85, shorten(name))
    return None


def _find_sellers_words(subject: Subject, reading: StemmedText, *, enough: float) -> Choice | None:
    """A text that speaks of buyers. Speaker notes do so in every deck and don't count."""
    spoken = [not passage.notes for passage in subject.passages]
    texts = list(compress(reading.texts, spoken))
    found = [cue for text in texts for _, _, cue in _SELLERS.find(text)]
    rate = 1000 * len(found) / max(sum(map(len, texts)), SELLERS_FEWEST_WORDS)
    if len(set(found)) < SELLERS_DIFFERENT or rate < enough:
        return None
    for passage in compress(subject.passages, spoken):
        for sentence in split_sentences(passage.text):
            if _holds(_SELLERS, sentence):
                return Choice(Audience.INTERNAL, 0.75, shorten(sentence), passage.locator)
    return None


def _holds(finder: CueFinder, text: str) -> bool:
    return any(finder.find(find_stems(text)))
