"""Content requests: asked for by a rep where nothing fitted, or made of a gap by marketing; answered with an asset."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, Response, flash, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as Redirect

from contentlib.assets import find_asset_by_path, list_assets
from contentlib.demand import list_asked, same_words
from contentlib.errors import BadInput
from contentlib.people import check_email, list_people
from contentlib.reports.export import rows_to_csv
from contentlib.requests import (
    STATUSES,
    Ask,
    Status,
    ask_for,
    find_request,
    list_requests,
    record_progress,
    record_request,
)
from web.forms import clean, read_number
from web.library import library, person
from web.once import now
from web.reports import as_csv, as_json

pages = Blueprint("requests", __name__)

NUMBER = "<int(max=9999999999):request_id>"
SUGGESTED = 500
# Whoever searched for it in the last year asked for it.
ASKED_WITHIN = timedelta(days=365)


@pages.get("/requests")
def index() -> str:
    """All requests, those that wait first."""
    return render_template("requests/index.html", requests=list_requests(library().db), statuses=STATUSES)


@pages.get("/requests.csv")
def index_csv() -> Response:
    """One request a line."""
    return as_csv("requests", rows_to_csv(list_requests(library().db)))


@pages.get("/requests.json")
def index_json() -> Response:
    """The same for a program."""
    return as_json(list_requests(library().db))


@pages.get(f"/requests/{NUMBER}")
def show(request_id: int) -> str:
    """One request, and the form by which marketing moves it on."""
    opened = library()
    return render_template(
        "requests/show.html",
        request_=find_request(opened.db, request_id),
        statuses=STATUSES,
        people=list_people(opened.db)[:SUGGESTED],
        assets=list_assets(opened.db, limit=SUGGESTED),
    )


@pages.post("/requests")
def create() -> Redirect:
    """A request made of a gap: its queries, and everybody who asked them."""
    opened = library()
    queries = [query for query in map(clean, request.form.getlist("query")) if query]
    if not queries:
        raise BadInput("A request needs at least one query. Start it from a gap, or from a search that found nothing.")
    wanted, at = {same_words(query) for query in queries}, now()
    asked = list_asked(opened.db, since=at - ASKED_WITHIN, until=at)
    asks = [Ask(one.query, one.rep, one.searched_at) for one in asked if same_words(one.query) in wanted]
    made = record_request(
        opened.db, clean(request.form.get("title", "")) or queries[0], asks or [Ask(queries[0], person(), at)],
        asked_at=at,
    )  # fmt: skip
    flash("The request is kept. Say who works on it.")
    return redirect(url_for("requests.show", request_id=made), 303)


@pages.post("/requests/ask")
def ask() -> Redirect:
    """A rep asks for what a search did not find."""
    rep = clean(request.form.get("rep", "")) or person()
    made = ask_for(library().db, clean(request.form.get("query", "")), rep=rep, asked_at=now())
    if rep:
        session["person"] = check_email(rep, field="rep")
    flash("Asked for. Whoever writes content sees your words, and this page says what became of them.")
    return redirect(url_for("requests.show", request_id=made), 303)


@pages.post(f"/requests/{NUMBER}")
def update(request_id: int) -> Redirect:
    """Who works on it, how far it is, what answers it."""
    typed = request.form
    record_progress(
        library().db,
        request_id,
        status=_read_status(clean(typed.get("status", ""))),
        assignee=clean(typed.get("assignee", "")),
        asset_id=_read_asset(clean(typed.get("asset", ""))),
        reply=clean(typed.get("reply", ""), keep_lines=True),
        at=now(),
    )
    flash("Kept.")
    return redirect(url_for("requests.show", request_id=request_id), 303)


def _read_status(text: str) -> Status:
    try:
        return Status(text)
    except ValueError as error:
        raise BadInput(f"“{text}” is no status of a request. Choose one from the list.") from error


def _read_asset(text: str) -> int | None:
    """The number of an asset that was typed as one, or by its path."""
    if not text:
        return None
    number = read_number(text)
    return number if number is not None else find_asset_by_path(library().db, text).id
