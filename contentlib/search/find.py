"""A query and its filters to results; the one door for the pages, the command line and programs."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace

from contentlib.catalog import Facts, check_filters, hold_values, load_facts
from contentlib.errors import BadInput, ModelError
from contentlib.language import KindRole
from contentlib.library import Library
from contentlib.model import Answer, Axis, Filters
from contentlib.search.confidence import THRESHOLD, estimate
from contentlib.search.evidence import gather_evidence
from contentlib.search.intent import Intent, read_intent
from contentlib.search.learned_from_use import EMPTY, NOTHING, History, Learned, recall
from contentlib.search.legs import Legs, open_legs
from contentlib.search.ranking import Gathered, Signals, fuse, gather, nearest_chunk, put_in_order, weigh_meaning
from contentlib.search.rarity import bound_score
from contentlib.search.rerank import DEPTH, open_reranker
from contentlib.search.results import Findings, load_passages, make_results

MAX_CHARACTERS = 2000
# How many sections and chunks the legs bring, and how many assets are looked at closely.
SECTIONS, CHUNKS = 100, 200
CONSIDERED = 60
# For how many results the likeness to the query is looked up: more are seldom looked at.
SHOWN = 20
# What reps send, or read, when a buyer doubts; send to somebody in a situation; and learn from themselves.
WELCOME, SENT, STUDIED = KindRole.ANSWERS_OBJECTIONS, KindRole.SENT_TO_SITUATIONS, KindRole.STUDIED_BY_REPS
# What is of use where a buyer doubts, and nowhere else.
HANDLING = KindRole.HANDLES_OBJECTIONS


def find_assets(library: Library, query: str, *, filters: Filters = Filters(), limit: int = 10) -> Answer:
    """The assets that answer ``query``, best first, or the honest word that nothing fits.

    Raises:
        BadInput: an empty query, or a filter value that does not exist.
    """
    started = time.perf_counter()
    library = library.for_query()
    text, notice = read_text(query)
    filters = check_filters(filters, library.vocabulary, hold_values(library.db))
    legs, history = open_legs(library, filters), recall(library)
    intent = read_intent(library, legs, text)
    with library.db.at_one_moment():
        found = _find(library, legs, text, intent, history)
        results = make_results(library.db, library.vocabulary, found, limit=limit)
    return Answer(
        query=text, filters=filters, confidence=round(found.confidence, 4),
        fits=found.confidence >= THRESHOLD, results=results,
        objections=tuple(one.value for one in found.intent.understood if one.axis is Axis.OBJECTION),
        notice=" ".join(part for part in (notice, _tell_spelling(found.intent), found.notice, library.notice) if part),
        seconds=time.perf_counter() - started, considered=tuple(one.asset_id for one in found.ranked),
    )  # fmt: skip


def consider(library: Library, intent: Intent, filters: Filters) -> tuple[int, ...]:
    """The ids of the assets that a search with this intent looks at closely under these filters, best first."""
    return tuple(one.asset_id for one in rank(library, open_legs(library, filters), intent))


def read_text(query: str) -> tuple[str, str]:
    """The query as it is searched, and a notice where that is not what was typed.

    Raises:
        BadInput: there is nothing to search for.
    """
    text = " ".join("".join(c if c.isprintable() else " " for c in query).split())
    if not text:
        raise BadInput("Type what the buyer said, for example “it's too expensive”.")
    if len(text) <= MAX_CHARACTERS:
        return text, ""
    return text[:MAX_CHARACTERS], f"Only the first {MAX_CHARACTERS:,} characters were searched."


def _tell_spelling(intent: Intent) -> str:
    changes = ", ".join(f"“{read}” for “{typed}”" for typed, read in intent.spelled.changes)
    if intent.spelled.english:
        return f"Also searched for “{intent.spelled.english}”."
    if intent.spelled.english:
        return f"Also searched for “{intent.spelled.english}”."
    return f"Searched for {changes}." if changes else ""


# --- finding ------------------------------------------------------------------------------------------------------


def _find(library: Library, legs: Legs, text: str, intent: Intent, history: History) -> Findings:
    ranked = rank(library, legs, intent, history=history)
    ranked, places, notice = _read_again(library, intent, ranked)
    likeness = legs.compare(intent.vector, [nearest_chunk(one) for one in ranked[:SHOWN]])
    confidence = estimate(gather_evidence(legs, text, intent, ranked, likeness))
    learned = history.learn(intent, [one.asset_id for one in ranked[:SHOWN]])
    return Findings(intent, ranked, likeness, confidence, learned, places, notice)


def rank(library: Library, legs: Legs, intent: Intent, *, history: History = EMPTY) -> list[Gathered]:
    """The assets that both legs bring, by all there is to say for them, best first."""
    words = legs.rank_words(intent.spelled.words, limit=SECTIONS)
    meaning = legs.rank_meaning(intent.aim, limit=CHUNKS)
    meaning |= legs.compare(intent.aim, words.keys() - meaning.keys())
    # The index may be a moment ahead of or behind the tables; what has no asset is left out.
    owners = legs.find_owners({**words, **meaning}.keys())
    weight, bound = weigh_meaning(intent.plain), bound_score(intent.rarity)
    fused = [one for one in fuse(words, meaning, weight=weight, bound=bound) if one.chunk_id in owners]
    return _weigh_again(library, gather(fused, owners, weight=weight)[:CONSIDERED], intent, history)


def _weigh_again(library: Library, considered: Sequence[Gathered], intent: Intent, history: History) -> list[Gathered]:
    """The same assets by all there is to say for them."""
    ids = [one.asset_id for one in considered]
    facts, learned, roles = load_facts(library.db, ids), history.learn(intent, ids), library.vocabulary.kind_roles
    known = [(one, facts[one.asset_id]) for one in considered if one.asset_id in facts]
    weighed = (_weigh_all(one, intent, its, roles.get(its.kind, frozenset()), learned) for one, its in known)
    return put_in_order(weighed, weight=weigh_meaning(intent.plain))


def _weigh_all(
    one: Gathered, intent: Intent, facts: Facts, roles: frozenset[KindRole], learned: Mapping[int, Learned]
) -> Gathered:
    # Who names a kind wants that one, whatever others would be sent or learned from.
    unvoiced = 0.0 if intent.kinds else 1 - intent.voiced
    signals = Signals(
        words=one.signals.words,
        meaning=one.signals.meaning,
        tagged=min(1.0, sum(intent.objections.get(name, 0.0) * sure for name, sure in facts.objections.items())),
        welcome=intent.voiced * (WELCOME in roles) + unvoiced * (SENT in roles),
        study=unvoiced * (STUDIED in roles),
        handling=(intent.voiced - unvoiced) * (HANDLING in roles),
        kind=float(facts.kind in intent.kinds),
        format=float(facts.format in intent.formats),
        market=max((sure for name, sure in facts.markets.items() if name in intent.markets), default=0.0),
        superseded=float(facts.superseded),
        learned=learned.get(one.asset_id, NOTHING).lift,
        chunks=facts.chunks,
    )
    return Gathered(one.asset_id, one.score, one.chunks, signals)


# --- reading again ------------------------------------------------------------------------------------------------


def _read_again(library: Library, intent: Intent, ranked: list[Gathered]) -> tuple[list[Gathered], dict[int, int], str]:
    """The assets with the first ones as the reranker of the settings puts them, their places, and a notice."""
    reranker, first = open_reranker(library), ranked[:DEPTH]
    if reranker is None or not first:
        return ranked, {}, ""
    try:
        scores = reranker.read(intent.spelled.sense, load_passages(library.db, first))
    except ModelError as error:
        return ranked, {}, str(error)
    order = sorted(range(len(first)), key=lambda i: (-scores[i], i))
    lowest, spread = min(scores), max(max(scores) - min(scores), 1e-9)
    read = [
        replace(one, signals=replace(one.signals, reranked=(number - lowest) / spread))
        for one, number in zip(first, scores, strict=True)
    ]
    places = {first[i].asset_id: place for place, i in enumerate(order, start=1)}
    return [*put_in_order(read, weight=weigh_meaning(intent.plain)), *ranked[DEPTH:]], places, ""
