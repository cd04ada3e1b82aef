"""For the admin: what the reports leave out, such as a tester's searches or the week of a training; and undoing it."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from contentlib.errors import BadInput
from contentlib.language import end_of_day, read_day
from contentlib.people import exclude, include, list_exclusions, list_people
from web.admin.people_pages import pages
from web.forms import HTTP_BAD, Typed, clean, place_problem, read_number
from web.once import now
from web.trail import note
from web.visit import library, person

SUGGESTED = 250
FIELDS = ("person", "since", "until", "reason")


@pages.get("/admin/exclusions")
def exclusions() -> str:
    """What is left out, with the form for more."""
    return show_exclusions()


def show_exclusions(typed: Typed | None = None, problems: dict[str, str] | None = None) -> str:
    """The page, with the form as it was typed."""
    db = library().db
    return render_template(
        "admin/exclusions.html",
        exclusions=list_exclusions(db),
        people=list_people(db)[:SUGGESTED],
        typed=typed or {},
        problems=problems or {},
    )


@pages.post("/admin/exclusions")
def exclude_activity() -> Response | tuple[str, int]:
    """Leave something out of all reports."""
    typed = {name: clean(request.form.get(name, "")) for name in FIELDS}
    try:
        until = read_day(typed["until"])
        made = exclude(
            library().db, person=typed["person"], since=read_day(typed["since"]),
            until=end_of_day(until) if until else None, reason=typed["reason"], made_by=person(), made_at=now(),
        )  # fmt: skip
    except BadInput as error:
        return show_exclusions(request.form, place_problem(str(error))), HTTP_BAD
    note("left out of reports", about=f"exclusion {made.id}", detail=_tell(made.says, made.reason))
    flash(f"No report counts {made.says} any more.")
    return redirect(url_for("admin.exclusions"), 303)


@pages.post("/admin/exclusions/undo")
def include_activity() -> Response:
    """Count it again."""
    made = include(library().db, read_number(request.form.get("number", "")) or 0, undone_by=person(), undone_at=now())
    note("counted in reports again", about=f"exclusion {made.id}", detail=made.says)
    flash(f"Every report counts {made.says} again.")
    return redirect(url_for("admin.exclusions"), 303)


def _tell(says: str, reason: str) -> str:
    return f"{says}: {reason}" if reason else says
