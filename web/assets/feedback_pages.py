"""What reps say back: a word on a result or an asset's page, and marketing's inbox."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from flask import flash, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as Redirect

from contentlib.people import check_email
from contentlib.requests import VERDICTS, list_feedback, record_answer, record_feedback
from web.access import page_before
from web.assets.asset_pages import pages
from web.forms import clean
from web.once import known_search, now
from web.report_files import add_files
from web.tables import cut
from web.visit import ASSET, acting, library, person

PAGE_SIZE = 40
ANSWERED = 5


@pages.app_context_processor
def offered() -> dict[str, Any]:
    """What the form of a word needs, on whatever page it stands."""
    return {"verdicts": VERDICTS, "feedback_of": _list_waiting, "answered_of": _list_answered, "person": person}


def _list_waiting(asset_id: int) -> Sequence[Any]:
    return list_feedback(library().db, asset_id=asset_id, waiting=True)


def _list_answered(asset_id: int) -> Sequence[Any]:
    """What was answered lately, so that nobody asks the same again."""
    said = list_feedback(library().db, asset_id=asset_id, limit=50)
    return [one for one in said if one.closed_at and (one.answer or one.note)][:ANSWERED]


@pages.post(f"/assets/{ASSET}/feedback")
def give_feedback(asset_id: int) -> Redirect:
    """Keep a rep's word about an asset, and go back to where it was said: its page, or the search that showed it."""
    typed = request.form
    search_id = known_search(typed.get("search", ""))
    rep = acting(clean(typed.get("rep", "")))
    record_feedback(
        library().db,
        asset_id,
        verdict=clean(typed.get("verdict", "")),
        note=clean(typed.get("note", ""), keep_lines=True),
        rep=rep,
        said_at=now(),
        search_id=search_id,
    )
    if rep:
        session["person"] = check_email(rep, field="rep")
    flash("Thank you. Whoever looks after it sees your word.")
    before = page_before() if search_id is not None else ""
    if urlsplit(before).path == url_for("search.index"):
        return redirect(f"{before}#asset-{asset_id}", 303)
    return redirect(url_for("assets.show", asset_id=asset_id, _anchor="feedback"), 303)


@pages.get("/feedback")
def feedback() -> str:
    """The inbox: what waits, about the most sent assets first; then what was answered."""
    everything = request.args.get("all") == "yes"
    listed = cut(list_feedback(library().db, waiting=not everything), PAGE_SIZE)
    return render_template("assets/feedback.html", listed=listed, everything=everything)


add_files(pages, "feedback", "/feedback")


@pages.post("/feedback/<int(max=9999999999):feedback_id>")
def answer_feedback(feedback_id: int) -> Redirect:
    """Answer and close."""
    found = record_answer(
        library().db,
        feedback_id,
        answer=clean(request.form.get("answer", ""), keep_lines=True),
        answered_by=person(),
        closed_at=now(),
    )
    flash(f"Closed: {VERDICTS[found.verdict].lower()}, “{found.asset_title}”.")
    return redirect(url_for("assets.feedback"), 303)
