"""The search page: what the buyer said in, the assets and places that answer it out. All state is in the address."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from itertools import islice

from flask import Blueprint, render_template, request

from contentlib.activity import recent_queries, record_search
from contentlib.assets import count_assets, list_drives, list_folders, list_formats
from contentlib.errors import BadInput
from contentlib.library import Library
from contentlib.model import Answer
from contentlib.search import find_assets
from contentlib.vocabulary import Vocabulary
from web.forms import SearchForm, read_number, read_search_form
from web.library import library, person
from web.once import now, once

pages = Blueprint("search", __name__)

SHOWN = 10
MOST = 50
EXAMPLES = 8
RECENT = 6
HTTP_BAD = 400


@pages.get("/")
def index() -> tuple[str, int]:
    """Results for the query in the address, or how to begin."""
    opened = library()
    form = read_search_form(request.args, opened.vocabulary, list_formats(opened.db))
    shown = min(max(read_number(request.args.get("show", "")) or SHOWN, SHOWN), MOST)
    form, answer = _ask(opened, form, shown)
    page = render_template(
        "search/index.html",
        form=form,
        answer=answer,
        search_id=_count(opened, form, answer) if answer else None,
        more=min(shown + SHOWN, MOST) if answer and len(answer.results) == shown < MOST else 0,
        choices=list_choices(opened),
        examples=list_examples(opened.vocabulary),
        recent=() if form.query else recent_queries(opened.db, RECENT),
        total=count_assets(opened.db),
    )
    return page, HTTP_BAD if form.problems else 200


def _ask(opened: Library, form: SearchForm, shown: int) -> tuple[SearchForm, Answer | None]:
    if not form.asks:
        return form, None
    try:
        return form, find_assets(opened, form.query, filters=form.filters, limit=shown)
    except BadInput as error:
        return replace(form, problems={"q": str(error)}), None


def _count(opened: Library, form: SearchForm, answer: Answer) -> int | None:
    # "Show more" is the same search: the key leaves the length of the list out.
    key = hashlib.sha256(repr(sorted(form.arguments.items())).encode()).hexdigest()[:12]
    return once(f"search:{key}", lambda: record_search(opened.db, answer, person=person(), searched_at=now()))


def list_choices(opened: Library) -> dict[str, tuple[tuple[str, str], ...]]:
    """What each filter offers: values with their labels."""
    words = opened.vocabulary
    return {
        "stage": tuple((label.value, label.label) for label in words.stages),
        "objection": tuple((label.value, label.label) for label in words.objections),
        "kind": tuple((label.value, label.label) for label in words.kinds),
        "format": tuple((name, name) for name in list_formats(opened.db)),
        "drive": tuple((drive.name, drive.name) for drive in list_drives(opened.db)),
        "folder": tuple((folder, folder) for folder in list_folders(opened.db)),
    }


def list_examples(words: Vocabulary) -> tuple[tuple[str, str], ...]:
    """What buyers say, each with the objection it voices."""
    said = ((label.says[0], label.label) for label in words.objections if label.says)
    return tuple(islice(said, EXAMPLES))
