"""For the admin: groups of people, and the drives and folders that are limited to them."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from contentlib.catalog import list_drives, list_folders
from contentlib.errors import BadInput
from contentlib.people import (
    add_group,
    add_to_group,
    limit_folder,
    list_groups,
    list_limits,
    list_people,
    remove_from_group,
    remove_group,
    unlimit_folder,
)
from web.admin.people_pages import pages
from web.forms import HTTP_BAD, Typed, clean, place_problem
from web.once import now
from web.trail import note
from web.visit import library

Answer = Response | tuple[str, int]
SUGGESTED = 250


@pages.get("/admin/groups")
def groups() -> str:
    """The limits and the groups, each with its form."""
    return show_groups()


def show_groups(typed: Typed | None = None, problems: dict[str, str] | None = None) -> str:
    """The page, with a form as it was typed."""
    db = library().db
    return render_template(
        "admin/groups.html",
        groups=list_groups(db),
        limits=list_limits(db),
        drives=list_drives(db),
        folders=list_folders(db),
        people=list_people(db)[:SUGGESTED],
        typed=typed or {},
        chosen=typed.getlist("group") if typed else (),
        problems=problems or {},
    )


def _back(sentence: str) -> Response:
    flash(sentence)
    return redirect(url_for("admin.groups"), 303)


def _show_again(error: BadInput) -> tuple[str, int]:
    return show_groups(request.form, place_problem(str(error))), HTTP_BAD


@pages.post("/admin/groups")
def make_group() -> Answer:
    """A new group."""
    name = clean(request.form.get("name", ""))
    try:
        add_group(library().db, name, made_at=now())
    except BadInput as error:
        return _show_again(error)
    note("group made", about=name)
    return _back(f"There is a group “{name}” now. Take people into it, and limit folders to it.")


@pages.post("/admin/groups/people")
def join_group() -> Answer:
    """Take somebody into a group."""
    group, person = clean(request.form.get("to", "")), clean(request.form.get("person", ""))
    try:
        add_to_group(library().db, group, person)
    except BadInput as error:
        return _show_again(error)
    note("people added to group", about=group, detail=person)
    return _back(f"{person} is in “{group}” now, and sees what it sees from the next page on.")


@pages.post("/admin/groups/people/out")
def leave_group() -> Response:
    """Take somebody out of a group."""
    group, person = clean(request.form.get("to", "")), clean(request.form.get("person", ""))
    remove_from_group(library().db, group, person)
    note("people taken out of group", about=group, detail=person)
    return _back(f"{person} is out of “{group}”.")


@pages.post("/admin/groups/remove")
def end_group() -> Response:
    """No such group any more."""
    group = clean(request.form.get("to", ""))
    remove_group(library().db, group)
    note("group removed", about=group)
    return _back(f"The group “{group}” is no more. What was limited to it alone is for admins only.")


@pages.post("/admin/groups/limits")
def limit() -> Answer:
    """Limit a folder, or a whole drive."""
    drive, folder = clean(request.form.get("drive", "")), clean(request.form.get("folder", ""))
    names = tuple(filter(None, map(clean, request.form.getlist("group"))))
    try:
        made = limit_folder(library().db, drive, folder, names, made_at=now())
    except BadInput as error:
        return _show_again(error)
    seen_by = ", ".join(made.groups) or "admins only"
    note("folder limited", about=f"{made.drive}/{made.folder}", detail=seen_by)
    warning = "" if made.files else " Nothing lies there yet: if something should, check the name and its capitals."
    return _back(f"{made.drive}/{made.folder} is seen by {seen_by}: {made.files:,} files.{warning}")


@pages.post("/admin/groups/limits/lift")
def lift() -> Response:
    """Let everybody see it again."""
    drive, folder = clean(request.form.get("drive", "")), clean(request.form.get("folder", ""))
    unlimit_folder(library().db, drive, folder)
    note("limit lifted", about=f"{drive}/{folder}")
    return _back(f"{drive}/{folder} has no limit of its own any more.")
