"""For the admin: groups of people, and the drives and folders that are limited to them."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from contentlib.catalog import list_drives, list_folders_in
from contentlib.errors import BadInput
from contentlib.people import (
    Limit,
    add_group,
    add_to_group,
    find_drive_id,
    keep_limited,
    limit_folder,
    list_groups,
    list_limits,
    list_people,
    list_waiting,
    open_place,
    remove_from_group,
    remove_group,
    tidy_folder,
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
    db, drives = library().db, list_drives(library().db)
    chosen = clean(request.args.get("drive", ""))
    drive = next((one.name for one in drives if one.name == chosen), drives[0].name if drives else "")
    folder = tidy_folder(clean(request.args.get("folder", ""))) if drive == chosen else ""
    return render_template(
        "admin/groups.html",
        groups=list_groups(db),
        limits=list_limits(db),
        waiting=list_waiting(db),
        drives=drives,
        drive=drive,
        folder=folder,
        steps=list_steps(folder),
        folders=list_folders_in(db, drive, folder),
        people=list_people(db)[:SUGGESTED],
        typed=typed or {},
        chosen=typed.getlist("group") if typed else (),
        problems=problems or {},
    )


def list_steps(folder: str) -> list[tuple[str, str]]:
    """The folders on the way to one, each with its name.

    >>> list_steps("a/b")
    [('a', 'a'), ('b', 'a/b')]
    """
    names = folder.split("/") if folder else []
    return [(name, "/".join(names[: number + 1])) for number, name in enumerate(names)]


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
    drive, folder = clean(request.form.get("drive", "")), request.form.get("folder", "")
    names = tuple(filter(None, map(clean, request.form.getlist("group"))))
    try:
        if "folder" not in request.form:
            raise BadInput("Nothing is chosen in the field folder. Choose the folder to limit, or all of the drive.")
        with library().db.atomic():
            made = limit_folder(library().db, drive, folder, names, made_at=now())
            _check_holds(made)
    except BadInput as error:
        return _show_again(error)
    seen_by = ", ".join(made.groups) or "admins only"
    note("folder limited", about=f"{made.drive}/{made.folder}", detail=seen_by)
    return _back(f"{made.drive}/{made.folder} is seen by {seen_by}: {made.files:,} files.")


def _check_holds(made: Limit) -> None:
    if not made.files:
        raise BadInput(f"No file lies in “{made.folder}”, so nothing was limited. Choose a folder in the field folder.")


@pages.post("/admin/groups/limits/moved")
def decide_moved() -> Response:
    """Keep limited what a limit went along with, or open it."""
    drive, path = request.form.get("drive", ""), request.form.get("path", "")
    is_kept = request.form.get("say") != "open"
    db = library().db
    done = (keep_limited if is_kept else open_place)(db, find_drive_id(db, drive), path)
    if not done:
        return _back("Somebody decided that already.")
    note("limit kept" if is_kept else "limit opened", about=f"{drive}/{path}")
    return _back(
        f"{path or drive} stays limited." if is_kept else f"{path or drive} is open, unless another limit holds."
    )


@pages.post("/admin/groups/limits/lift")
def lift() -> Response:
    """Let everybody see it again."""
    drive, folder = clean(request.form.get("drive", "")), request.form.get("folder", "")
    unlimit_folder(library().db, drive, folder)
    note("limit lifted", about=f"{drive}/{folder}")
    return _back(f"{drive}/{folder} has no limit of its own any more.")
