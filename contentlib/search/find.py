"""A query and its filters to results; the one door for the pages, the command line and programs."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import cache

from contentlib.catalog import check_filters, hold_values, load_facts
from contentlib.errors import BadInput, ModelError
from contentlib.library import Library
from contentlib.model import Answer, Axis, Filters
from contentlib.search.confidence import OF_ITS_KIND, THRESHOLD, estimate
from contentlib.search.evidence import gather_evidence
from contentlib.search.folding import Folded, fold_copies
from contentlib.search.intent import Intent, read_intent
from contentlib.search.learned_from_use import NOTHING, History, no_history, recall
from contentlib.search.legs import Legs, open_legs
from contentlib.search.ranking import Gathered, Weighed, fuse, gather, nearest_chunk, put_in_order, weigh, weigh_meaning
from contentlib.search.rarity import bound_score
from contentlib.search.rerank import DEPTH, open_reranker
from contentlib.search.results import Findings, load_passages, make_results
from contentlib.search.signals import Considered, check_names
from contentlib.search.typed_query import Bounds, find_bounds, join_filters, take_apart

MAX_CHARACTERS = 2000
# How many sections and chunks the legs bring, and how many assets are looked at closely.
SECTIONS, CHUNKS = 100, 200
CONSIDERED = 60
# For how many results the likeness to the query is looked up: more are seldom looked at.
SHOWN = 20


def find_assets(
    library: Library, query: str, *, filters: Filters = Filters(), limit: int = 10, without: Collection[str] = (),
    as_typed: bool = False, every_copy: bool = False,
) -> Answer:  # fmt: skip
    """The assets that answer ``query``, best first, or the honest word that nothing fits.

    ``without`` switches off ranking signals by name, to see what they are worth. ``as_typed`` takes every word as it
    is. Near copies are one result, unless ``every_copy`` is to have its own.

    Raises:
        BadInput: an empty query, or a filter value or signal that does not exist.
    """
    started = time.perf_counter()
    library = library.for_query()
    text, notice = read_text(query)
    typed, held = take_apart(text), hold_values(library.db)
    filters = check_filters(filters, library.vocabulary, held)
    filters = join_filters(filters, typed.chosen, library.vocabulary, held)
    bounds = find_bounds(library.db, typed)
    legs, history = open_legs(library, filters, bounds), recall(library)
    intent = read_intent(library, legs, typed.words, as_typed=as_typed)
    with library.db.at_one_moment():
        found = _find(library, legs, intent, history, check_names(without), every_copy=every_copy)
        results = make_results(library.db, library.vocabulary, found, limit=limit)
    notices = (notice, bounds.notice, _tell_spelling(found.intent), found.notice, library.notice)
    return Answer(
        query=text, filters=filters, confidence=round(found.confidence, 4),
        fits=found.confidence >= THRESHOLD, results=results,
        objections=tuple(one.value for one in found.intent.understood if one.axis is Axis.OBJECTION),
        notice=" ".join(part for part in notices if part),
        mended=bool(found.intent.spelled.changes), missing=found.intent.missing,
        seconds=time.perf_counter() - started, considered=found.considered, as_typed=as_typed,
    )  # fmt: skip


def ask_again(library: Library, answer: Answer) -> Callable[[Filters], tuple[int, ...]]:
    """What the same question considers under other filters, as ids of assets, best first.

    Its words, quotes and exclusions stay as they were typed; it is read when it is first asked, and once.
    """

    @cache
    def read() -> tuple[Bounds, Intent]:
        typed = take_apart(answer.query)
        bounds = find_bounds(library.db, typed)
        legs = open_legs(library, answer.filters, bounds)
        return bounds, read_intent(library, legs, typed.words, as_typed=answer.as_typed)

    def consider(filters: Filters) -> tuple[int, ...]:
        bounds, intent = read()
        return _list_ids(rank(library, open_legs(library, filters, bounds), intent))

    return consider


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
    return f"Searched for {changes}." if changes else ""


# --- finding ------------------------------------------------------------------------------------------------------


def _find(
    library: Library, legs: Legs, intent: Intent, history: History, without: frozenset[str], *, every_copy: bool
) -> Findings:
    ranked = rank(library, legs, intent, history=history, without=without)
    ranked, places, notice = _read_again(library, intent, ranked, without)
    folded = Folded(ranked, {}) if every_copy else fold_copies(library.db, ranked)
    likeness = legs.compare(intent.vector, [nearest_chunk(one) for one in folded.ranked[:SHOWN]])
    # How sure it is was fitted where each copy had a place of its own.
    confidence = _estimate(legs, intent, ranked)
    return Findings(intent, folded.ranked, likeness, confidence, places, notice, folded.more, _list_ids(ranked))


def _list_ids(ranked: Sequence[Weighed]) -> tuple[int, ...]:
    return tuple(one.asset_id for one in ranked)


def _estimate(legs: Legs, intent: Intent, ranked: Sequence[Weighed]) -> float:
    """How sure it is that something fits. Who asks for a kind and nothing else is answered by any asset of it."""
    sure = estimate(gather_evidence(legs, intent, ranked))
    is_of_kind = bool(ranked) and ranked[0].known.facts.kind == intent.only_kind
    return max(sure, OF_ITS_KIND) if is_of_kind else sure


def rank(
    library: Library,
    legs: Legs,
    intent: Intent,
    *,
    history: History | None = None,
    without: frozenset[str] = frozenset(),
) -> list[Weighed]:
    """The assets that both legs bring, by all there is to say for them, best first."""
    wholes = [one for writings in intent.spelled.wholes for one in writings]
    words = legs.rank_words(intent.spelled.words, limit=SECTIONS, wholes=wholes)
    meaning = legs.rank_meaning(intent.aim, limit=CHUNKS)
    meaning |= legs.compare(intent.aim, words.keys() - meaning.keys())
    # The index may be a moment ahead of or behind the tables; what has no asset is left out.
    owners = legs.find_owners({**words, **meaning}.keys())
    weight, bound = weigh_meaning(intent.plain), bound_score(intent.rarity)
    fused = [one for one in fuse(words, meaning, weight=weight, bound=bound) if one.chunk_id in owners]
    considered = gather(fused, owners, weight=weight)[:CONSIDERED]
    known = _consult(library, considered, intent, history or no_history())
    return put_in_order(weigh(one, known[one.asset_id], without=without) for one in considered if one.asset_id in known)


def _consult(
    library: Library, considered: Sequence[Gathered], intent: Intent, history: History
) -> dict[int, Considered]:
    """All that is known of these assets, by id."""
    ids = [one.asset_id for one in considered]
    facts, learned, roles = load_facts(library.db, ids), history.learn(intent, ids), library.vocabulary.kind_roles
    share = weigh_meaning(intent.plain)
    return {
        one.asset_id: Considered(
            intent=intent, facts=its, words=one.words, meaning=one.meaning, share=share,
            roles=roles.get(its.kind, frozenset()), learned=learned.get(one.asset_id, NOTHING),
        )
        for one in considered
        if (its := facts.get(one.asset_id))
    }  # fmt: skip


# --- reading again ------------------------------------------------------------------------------------------------


def _read_again(
    library: Library, intent: Intent, ranked: list[Weighed], without: frozenset[str]
) -> tuple[list[Weighed], dict[int, int], str]:
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
        weigh(one, replace(one.known, reread=(number - lowest) / spread), without=without)
        for one, number in zip(first, scores, strict=True)
    ]
    places = {first[i].asset_id: place for place, i in enumerate(order, start=1)}
    return [*put_in_order(read), *ranked[DEPTH:]], places, ""
