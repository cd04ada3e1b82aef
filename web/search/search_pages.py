"""The search page: what the buyer said in, the assets and places that answer it out. All state is in the address."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answered

from contentlib.catalog import (
    Freshness,
    count_assets,
    count_retired,
    hold_values,
    list_standings,
)
from contentlib.errors import BadInput
from contentlib.language import Vocabulary
from contentlib.library import Library
from contentlib.model import Answer
from contentlib.search import (
    CONSIDERED,
    Sort,
    Suggestion,
    Usage,
    count_considered,
    count_usage,
    find_assets,
    forget_saved,
    list_saved,
    recent_queries,
    record_search,
    same_words,
    save_search,
    suggest,
)
from web.auth import visitor
from web.forms import (
    AS_TYPED,
    HTTP_BAD,
    SearchForm,
    clean,
    read_flag,
    read_number,
    read_search_address,
    read_search_form,
)
from web.once import now, once
from web.visit import library, person

pages = Blueprint("search", __name__)

SHOWN = 10
# As many as are considered, so that the list can show all that the facets count.
MOST = CONSIDERED
EXAMPLES = 8
RECENT = 6


@dataclass(frozen=True, slots=True)
class ResultFacts:
    """What else a result tells of an asset: how it stands to its dates, and what became of it."""

    standing: Freshness
    usage: Usage


@pages.get("/")
def index() -> tuple[str, int]:
    """Results for the query in the address, or how to begin."""
    opened = library()
    form = read_search_address(opened, request.args, beside=("show", AS_TYPED))
    form = replace(form, as_typed=read_flag(request.args, AS_TYPED))
    shown = min(max(read_number(request.args.get("show", "")) or SHOWN, SHOWN), MOST)
    form, answer = _ask(opened, form, shown)
    total = count_assets(opened.db)
    page = render_template(
        "search/index.html",
        form=form,
        answer=answer,
        facets=count_considered(opened, answer, now=now()) if answer and (answer.fits or form.chips) else (),
        known=know(opened, [result.asset.id for result in answer.shown]) if answer else {},
        search_id=_count(opened, form, answer) if answer else None,
        more=min(shown + SHOWN, MOST) if answer and len(answer.results) == shown < MOST else 0,
        examples=list_examples(opened.vocabulary),
        recent=() if form.query else recent_queries(opened.db, RECENT, person=person()),
        saved=list_saved(opened.db, person=owner()),
        total=total,
        retired=0 if total else count_retired(opened.db),
    )
    return page, HTTP_BAD if form.problems else 200


def _ask(opened: Library, form: SearchForm, shown: int) -> tuple[SearchForm, Answer | None]:
    if not form.asks:
        return form, None
    try:
        return form, find_assets(opened, form.query, filters=form.filters, limit=shown, as_typed=form.as_typed)
    except BadInput as error:
        return replace(form, problems={"q": str(error)}), None


def _count(opened: Library, form: SearchForm, answer: Answer) -> int | None:
    # "Show more" is the same search: the key leaves the length of the list out. Its words are what it is about.
    key, words = (hashlib.sha256(text.encode()).hexdigest()[:12] for text in _name(form))

    def record() -> int:
        return record_search(opened.db, answer, person=person(), searched_at=now())

    return once(f"search:{key}", record, matter=f"words:{words}")


def _name(form: SearchForm) -> tuple[str, str]:
    return repr(sorted(form.arguments.items())), same_words(form.query)


def know(opened: Library, asset_ids: Sequence[int]) -> dict[int, ResultFacts]:
    """What a list tells of these assets."""
    standings, usage = list_standings(opened.db, asset_ids, now=now()), count_usage(opened.db, asset_ids)
    return {asset_id: ResultFacts(standings[asset_id], usage[asset_id]) for asset_id in standings}


# --- while typing ---------------------------------------------------------------------------------------------------


@pages.get("/suggest")
def suggestions() -> Response:
    """What fits what was typed so far, each with the address it leads to."""
    opened = library()
    found = suggest(opened.db, opened.vocabulary, clean(request.args.get("q", "")), person=person(), owner=owner())
    saved = {one.id: one.arguments for one in list_saved(opened.db, person=owner())}
    told = [
        {"sort": one.sort.value, "text": one.text, "about": _tell(opened, one), "address": _lead(one, saved)}
        for one in found
    ]
    return jsonify(told)


def _tell(opened: Library, one: Suggestion) -> str:
    """What stands beside a suggestion; the kind of an asset in words."""
    return opened.vocabulary.labels.get(one.about, one.about) if one.sort is Sort.ASSET else one.about


def _lead(one: Suggestion, saved: Mapping[int, Mapping[str, Any]]) -> str:
    if one.sort is Sort.ASSET:
        return url_for("assets.show", asset_id=one.id)
    if one.sort is Sort.SAVED and one.id is not None:
        return address_of(saved[one.id])
    return url_for("search.index", q=one.text)


def address_of(arguments: Mapping[str, Any]) -> str:
    """Where a search is shown."""
    return url_for("search.index", **arguments)


def owner() -> str:
    """Whose the saved searches are; on a machine without accounts the machine's, whatever name is typed there."""
    return "" if visitor().via == "machine" else person()


# --- searches to keep -----------------------------------------------------------------------------------------------


@pages.post("/searches")
def save() -> Answered:
    """Keep a search under a name, and show it."""
    opened = library()
    form = read_search_form(request.form, opened.vocabulary, hold_values(opened.db))
    form = replace(form, as_typed=read_flag(request.form, AS_TYPED))
    # Only what the search page knows is kept, so that a saved search leads nowhere else.
    arguments = form.arguments
    name = clean(request.form.get("name", "")) or form.query
    save_search(opened.db, name, arguments, person=owner(), saved_at=now())
    flash(f"Saved as “{name}”. It stands on the search page, and its address can be bookmarked or shared.")
    return redirect(address_of(arguments), 303)


@pages.post("/searches/<int(max=9999999999):saved_id>/forget")
def forget(saved_id: int) -> Answered:
    """Keep it no longer."""
    name = forget_saved(library().db, saved_id, person=owner())
    flash(f"“{name}” is no longer saved.")
    return redirect(url_for("search.index"), 303)


def list_examples(words: Vocabulary) -> tuple[tuple[str, str], ...]:
    """What buyers say, each with the objection it voices."""
    said = ((label.says[0], label.label) for label in words.objections if label.says)
    return tuple(islice(said, EXAMPLES))
