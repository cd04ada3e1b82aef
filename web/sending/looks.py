"""How links and mails look, for everybody who sends: company, picture, colour, address, and the usual mail."""

from __future__ import annotations

from dataclasses import replace

from flask import flash, redirect, render_template, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from contentlib.errors import BadInput
from contentlib.sending import Sharing, read_logo, read_sharing, replace_sharing
from web.forms import HTTP_BAD, Typed, clean, place_problem, read_number
from web.sending.send_pages import pages
from web.visit import library


@pages.get("/sends/settings")
def settings() -> str:
    """How the buyer's page and the mail look."""
    opened = library()
    sharing = read_sharing(opened.db, company=opened.settings.company)
    return render_template("sending/settings.html", sharing=sharing, problems={})


@pages.post("/sends/settings")
def change_settings() -> Response | tuple[str, int]:
    """Keep how they shall look."""
    before = read_sharing(library().db)
    sharing = read_sharing_form(request.form)
    try:
        replace_sharing(library().db, replace(sharing, logo=_choose_logo(before.logo)))
    except BadInput as error:
        return render_template("sending/settings.html", sharing=sharing, problems=place_problem(str(error))), HTTP_BAD
    flash("Kept. Links that are out already look like this now.")
    return redirect(url_for("sending.settings"), 303)


def _choose_logo(before: str) -> str:
    """The picture that was sent along; none where it shall go; else the one there was."""
    given: FileStorage | None = request.files.get("logo")
    if given and given.filename:
        return read_logo(given.read())
    return "" if "no_logo" in request.form else before


def read_sharing_form(typed: Typed) -> Sharing:
    """How links shall look, as typed; the library judges it."""
    days = read_number(clean(typed.get("days", "")))
    return Sharing(
        company=clean(typed.get("company", "")),
        colour=clean(typed.get("colour", "")),
        address=clean(typed.get("address", "")).rstrip("/"),
        days=-1 if days is None else days,
        subject=clean(typed.get("subject", "")),
        message=clean(typed.get("message", ""), keep_lines=True),
    )
