"""Content requests: asked for by a rep where nothing fitted, or made of a gap by marketing; answered with an asset."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import structlog
from flask import flash, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as Redirect

from contentlib.catalog import find_asset_by_path, list_assets
from contentlib.errors import BadInput, MailRefused
from contentlib.people import check_email, list_people
from contentlib.requests import (
    STATUSES,
    Ask,
    News,
    RequestStatus,
    ask_for,
    find_request,
    list_news,
    list_requests,
    mail_news,
    record_progress,
    record_request,
    record_seen,
)
from contentlib.search import list_asked, same_words
from contentlib.sending import read_sharing
from web.forms import clean, read_number
from web.once import now
from web.report_files import add_files
from web.reports.report_address import pages
from web.visit import acting, library, person

log = structlog.get_logger()

NUMBER = "<int(max=9999999999):request_id>"
SUGGESTED = 500
# Whoever searched for it in the last year asked for it.
ASKED_WITHIN = timedelta(days=365)


@pages.get("/requests")
def requests() -> str:
    """All requests, those that wait first."""
    return render_template("reports/requests.html", requests=list_requests(library().db), statuses=STATUSES)


add_files(pages, "requests", "/requests")


@pages.get(f"/requests/{NUMBER}")
def one_request(request_id: int) -> str:
    """One request, and the form by which marketing moves it on."""
    opened = library()
    return render_template(
        "reports/one_request.html",
        request_=find_request(opened.db, request_id),
        statuses=STATUSES,
        people=list_people(opened.db)[:SUGGESTED],
        assets=list_assets(opened.db, limit=SUGGESTED),
    )


@pages.post("/requests")
def make_request() -> Redirect:
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
    return redirect(url_for("reports.one_request", request_id=made), 303)


@pages.post("/requests/ask")
def ask() -> Redirect:
    """A rep asks for what a search did not find."""
    rep = acting(clean(request.form.get("rep", "")))
    made = ask_for(library().db, clean(request.form.get("query", "")), rep=rep, asked_at=now())
    if rep:
        session["person"] = check_email(rep, field="rep")
    flash("Asked for. Whoever writes content sees your words, and this page says what became of them.")
    return redirect(url_for("reports.one_request", request_id=made), 303)


@pages.post(f"/requests/{NUMBER}")
def update_request(request_id: int) -> Redirect:
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
    flash(f"Kept. {tell_asked(request_id)}".strip())
    return redirect(url_for("reports.one_request", request_id=request_id), 303)


def tell_asked(request_id: int) -> str:
    """Mail those who asked, where there is a mail server; says what came of it."""
    opened = library()
    company = read_sharing(opened.db, company=opened.settings.company).company
    address = opened.settings.public_url.rstrip("/") or request.host_url.rstrip("/")
    try:
        told = mail_news(opened, request_id, address=address, company=company, told_at=now())
    except MailRefused as error:
        log.warning("news_not_mailed", request=request_id, error=str(error))
        return "Those who asked see it on their start page; no mail could be sent."
    found = find_request(opened.db, request_id)
    if told:
        return f"Mailed to {', '.join(told)}."
    return "Those who asked see it on their start page." if found.closed_at and found.reps else ""


@pages.post(f"/requests/{NUMBER}/seen")
def seen(request_id: int) -> Redirect:
    """The rep has read what became of it; it leaves their start page."""
    record_seen(library().db, find_request(library().db, request_id).id, person(), seen_at=now())
    return redirect(url_for("search.index"), 303)


@pages.app_context_processor
def offered() -> dict[str, Any]:
    """What became of what the visitor asked for, on whatever page it stands."""
    return {"news_for_me": _list_news}


def _list_news() -> tuple[News, ...]:
    rep = person()
    return list_news(library().db, rep, now=now()) if rep else ()


def _read_status(text: str) -> RequestStatus:
    try:
        return RequestStatus(text)
    except ValueError as error:
        raise BadInput(f"“{text}” is no status of a request. Choose one from the list.") from error


def _read_asset(text: str) -> int | None:
    """The number of an asset that was typed as one, or by its path."""
    if not text:
        return None
    number = read_number(text)
    return number if number is not None else find_asset_by_path(library().db, text).id
