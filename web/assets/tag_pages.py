"""Tags put right by people: on the asset's page, one by one from a list of doubtful ones, or many at once.

Letting buyers see an asset is asked twice; taking it back in takes effect with the answer to this request.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from flask import Response, flash, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as Answer

from contentlib.catalog import SectionTag, count_assets, find_asset, list_assets, list_section_tags
from contentlib.errors import BadInput
from contentlib.library import Library
from contentlib.model import AS_ASKED, Asset, Audience, Axis
from contentlib.people import check_email
from contentlib.reports import rows_to_csv
from contentlib.search import count_listed
from contentlib.sending import count_sends
from contentlib.tagging import (
    Lesson,
    Wish,
    check_wish,
    correct_many,
    list_competitors,
    list_corrections,
    list_doubts,
    list_lessons,
    switch_rule,
    tell_backdrop,
    undo,
    undo_together,
)
from web.access import read_back
from web.assets.asset_pages import pages
from web.forms import HTTP_BAD, clean, read_number, read_page, read_search_address
from web.once import now
from web.tables import Listed, as_csv, as_json, cut
from web.visit import ASSET, acting, library

PAGE_SIZE = 40
MOST_AT_ONCE = 500
# How many assets stand on the page from which some are chosen; all that have a filter can be chosen unseen.
SHOWN_AT_ONCE = 100
# What is told of a section; for whom it is, is told of the whole.
OF_SECTIONS = tuple(axis for axis in AS_ASKED if axis.traits.on_section)


@pages.app_context_processor
def offered() -> dict[str, Any]:
    """What a form for tags offers, on whatever page it stands."""
    return {"tag_choices": list_tag_choices, "corrections_of": _list_of, "answers_of": list_answers}


def list_tag_choices() -> dict[Axis, tuple[tuple[str, str], ...]]:
    """The values of each list with their labels, and the competitors that are known by name."""
    return {axis: choices for axis in AS_ASKED if (choices := tuple(_list_choices(axis)))}


def _list_choices(axis: Axis) -> Iterator[tuple[str, str]]:
    opened = library()
    if axis is Axis.AUDIENCE:
        yield from ((Audience.EXTERNAL, "May be sent to a buyer"), (Audience.INTERNAL, "Internal only"))
    elif axis is Axis.COMPETITOR:
        yield from ((one.name, one.name) for one in list_competitors(opened.db, opened.vocabulary))
    else:
        yield from ((label.value, label.label) for label in opened.vocabulary.list_labels(axis))


def list_answers(asset_id: int) -> dict[str, tuple[SectionTag, ...]]:
    """What the sections of an asset answer by themselves, by locator: “slide 4” answers price."""
    found: dict[str, tuple[SectionTag, ...]] = {}
    tags = list_section_tags(library().db, [asset_id]).get(asset_id, ())
    for axis in OF_SECTIONS:
        for tag in (one for one in tags if one.axis is axis):
            found[tag.locator] = (*found.get(tag.locator, ()), tag)
    return found


def _list_of(asset_id: int) -> Sequence[Any]:
    return list_corrections(library().db, asset_id=asset_id, limit=10)


# --- one asset ----------------------------------------------------------------------------------------------------


@pages.post(f"/assets/{ASSET}/tags")
def correct_tag(asset_id: int) -> Answer | str:
    """Say what an asset has, or has not."""
    axis, value = _read_choice(request.form.get("choice", ""))
    wish = Wish(asset_id, axis, value, holds=_says_yes(), evidence=clean(request.form.get("evidence", "")))
    return _obey([wish], back=url_for("assets.show", asset_id=asset_id, _anchor="correct"))


def _read_choice(text: str) -> tuple[Axis, str]:
    """An axis and a value, written ``objection:price``."""
    name, _, value = clean(text).partition(":")
    try:
        return Axis(name), value.strip()
    except ValueError as error:
        raise BadInput(f"“{text}” is no tag. Choose one from the list.") from error


def _says_yes() -> bool:
    return request.form.get("say", "yes") != "no"


def _obey(wishes: Sequence[Wish], *, back: str) -> Answer | str:
    """Do as a person says, unless buyers would see more than before: then ask once more."""
    opened = library()
    if len(wishes) > MOST_AT_ONCE:
        raise BadInput(f"{len(wishes)} at once is too many; {MOST_AT_ONCE} is the most. Choose fewer.")
    if not wishes:
        raise BadInput("Nothing was chosen. Go back and choose at least one.")
    checked = [(check_wish(opened.db, opened.vocabulary, wish), wish) for wish in wishes]
    opening = [asset for asset, wish in checked if _opens(asset, wish)]
    if opening and request.form.get("confirm") != "yes":
        return render_template("assets/tag_confirm.html", wishes=wishes, assets=opening, back=back)
    made = correct_many(opened.db, opened.vocabulary, wishes, said_by=_who(), said_at=now())
    flash(_tell(len(made), made[0].asset_title, made[0].effect) + _tell_closed(wishes))
    return redirect(back, 303)


def _opens(asset: Asset, wish: Wish) -> bool:
    return wish.axis is Axis.AUDIENCE and wish.value == Audience.EXTERNAL and asset.audience is Audience.INTERNAL


def _who() -> str:
    """Who says so: whoever is signed in; else the address typed here, which the browser remembers, or the one known."""
    typed = clean(request.form.get("rep", ""))
    if typed:
        session["person"] = check_email(typed, field="rep")
    return acting(typed)


def _tell(count: int, title: str, effect: str) -> str:
    return (
        f"“{title}”: {effect}."
        if count == 1
        else f"{count} corrections are obeyed. Undo them together or one by one under Corrections."
    )


def _tell_closed(wishes: Iterable[Wish]) -> str:
    """That links which buyers hold are closed now."""
    closed = {wish.asset_id for wish in wishes if wish.axis is Axis.AUDIENCE and wish.value == Audience.INTERNAL}
    sends = sum(count_sends(library().db, asset_id) for asset_id in closed)
    return f" It can no longer be sent; it went out {sends} times before." if sends else ""


# --- many assets --------------------------------------------------------------------------------------------------


@pages.get("/tags/bulk")
def tag_bulk() -> tuple[str, int]:
    """A list to choose from, and one thing to say about all that are chosen."""
    opened = library()
    form = read_search_address(opened, request.args, beside=("page",))
    total = count_assets(opened.db, filters=form.filters) if not form.problems else 0
    number = read_page(request.args)
    start = (number - 1) * SHOWN_AT_ONCE
    listed = list_assets(opened.db, filters=form.filters, limit=SHOWN_AT_ONCE, offset=start) if start < total else ()
    facets = () if form.problems else count_listed(opened.db, form.filters, now=now())
    page = render_template(
        "assets/tag_bulk.html",
        form=form,
        listed=Listed(listed, total, number, -(-total // SHOWN_AT_ONCE)),
        facets=facets,
        most=MOST_AT_ONCE,
    )
    return page, HTTP_BAD if form.problems else 200


@pages.post("/tags/bulk")
def correct_chosen() -> Answer | str:
    """Say one thing about every chosen asset; or several things, where they come from the page that asks again."""
    ids = _read_chosen()
    wishes = [_read_wish(text) for text in request.form.getlist("wish")]
    if ids:
        axis, value = _read_choice(request.form.get("choice", ""))
        value = value or clean(request.form.get("value", ""))
        wishes += [Wish(asset_id, axis, value, holds=_says_yes()) for asset_id in ids]
    return _obey(wishes, back=read_back(url_for("assets.tag_bulk")))


def _read_chosen() -> list[int]:
    """The assets that are ticked, or all that meet the filters of the page, where that is ticked."""
    if request.form.get("all") != "yes":
        return [number for text in request.form.getlist("asset") if (number := read_number(text)) is not None]
    opened = library()
    form = read_search_address(opened, request.args, beside=("page",))
    if form.problems:
        raise BadInput(next(iter(form.problems.values())))
    return [asset.id for asset in list_assets(opened.db, filters=form.filters, limit=MOST_AT_ONCE + 1)]


def _read_wish(text: str) -> Wish:
    """A wish written ``7:yes:objection:price``."""
    number, _, rest = text.partition(":")
    said, _, choice = rest.partition(":")
    axis, value = _read_choice(choice)
    return Wish(read_number(number) or 0, axis, value, holds=said != "no")


# --- doubtful tags ------------------------------------------------------------------------------------------------


@pages.get("/tags/review")
def tag_review() -> str:
    """The model's unsure tags, those that touch the most sends first."""
    axis = _read_axis()
    opened = library()
    doubts = list_doubts(opened.db, axis=axis)
    choices = {"": "All", **{one.value: one.traits.labels for one in AS_ASKED}}
    told = tell_backdrop(opened.db, opened.vocabulary.labels) if axis in (None, Axis.OBJECTION) else ""
    return render_template(
        "assets/tag_review.html", listed=cut(doubts, PAGE_SIZE), axis=axis or "", told=told, choices=choices
    )


@pages.get("/tags/review.csv")
def tag_review_csv() -> Response:
    """One doubtful tag a line."""
    return as_csv("doubtful-tags", rows_to_csv(list_doubts(library().db, axis=_read_axis())))


@pages.get("/tags/review.json")
def tag_review_json() -> Response:
    """The same for a program."""
    return as_json(list_doubts(library().db, axis=_read_axis()))


@pages.post("/tags/review")
def judge_tags() -> Answer | str:
    """They are right, or they are wrong."""
    right = request.form.get("say") == "yes"
    found = [_read_wish(text) for text in request.form.getlist("wish")]
    return _obey([_turn(wish, right=right) for wish in found], back=read_back(url_for("assets.tag_bulk")))


def _turn(wish: Wish, *, right: bool) -> Wish:
    """A judged tag as a wish. Of an audience there are two: what is not the one is the other."""
    if right or wish.axis is not Axis.AUDIENCE:
        return Wish(wish.asset_id, wish.axis, wish.value, holds=right)
    other = Audience.INTERNAL if wish.value == Audience.EXTERNAL else Audience.EXTERNAL
    return Wish(wish.asset_id, Axis.AUDIENCE, other)


def _read_axis() -> Axis | None:
    text = clean(request.args.get("axis", ""))
    return Axis(text) if text in tuple(Axis) else None


# --- what was corrected -------------------------------------------------------------------------------------------


@pages.get("/tags/corrections")
def tag_corrections() -> str:
    """What people put right, newest first."""
    listed = cut(list_corrections(library().db), PAGE_SIZE)
    together = Counter((one.said_by, one.said_at) for one in listed.rows if one.can_undo)
    return render_template("assets/tag_corrections.html", listed=listed, together=together)


@pages.post("/tags/corrections/<int(max=9999999999):correction_id>/undo-together")
def take_back_together(correction_id: int) -> Answer:
    """Put back what was before, for all that was corrected in the same moment."""
    done = undo_together(library().db, correction_id, undone_by=_who(), undone_at=now())
    flash(f"Undone: {len(done)} corrections that were made together.")
    return redirect(url_for("assets.tag_corrections"), 303)


@pages.get("/tags/corrections.csv")
def tag_corrections_csv() -> Response:
    """One correction a line."""
    return as_csv("corrections", rows_to_csv(list_corrections(library().db)))


@pages.get("/tags/corrections.json")
def tag_corrections_json() -> Response:
    """The same for a program."""
    return as_json(list_corrections(library().db))


@pages.post("/tags/corrections/<int(max=9999999999):correction_id>/undo")
def take_back(correction_id: int) -> Answer | str:
    """Put back what was before; where that shows an asset to buyers, ask once more."""
    opened = library()
    found = next((one for one in list_corrections(opened.db) if one.id == correction_id), None)
    if found and found.axis is Axis.AUDIENCE and found.value == Audience.INTERNAL and not request.form.get("confirm"):
        asset = find_asset(opened.db, found.asset_id)
        return render_template(
            "assets/tag_confirm.html",
            wishes=(),
            assets=(asset,),
            back=read_back(url_for("assets.tag_bulk")),
            undo=found,
        )
    done = undo(opened.db, correction_id, undone_by=_who(), undone_at=now())
    flash(f"Undone: “{done.asset_title}”, {done.effect}.")
    return redirect(read_back(url_for("assets.tag_bulk")), 303)


# --- what is learned ----------------------------------------------------------------------------------------------


@pages.get("/tags/rules")
def tag_rules() -> str:
    """What corrections taught about similar assets, each rule with what it changes."""
    lessons = _list_lessons()
    return render_template(
        "assets/tag_rules.html",
        telling=[one for one in lessons if one.changes],
        silent=[one for one in lessons if not one.changes],
    )


@pages.get("/tags/rules.csv")
def tag_rules_csv() -> Response:
    """One change of a rule a line."""
    rows = [
        {"rule": one.key, "sentence": one.sentence, "standing": one.standing, "asset": change.asset.path,
         "likeness": change.likeness, "before": change.before, "after": change.after}
        for one in _list_lessons()
        for change in one.changes
    ]  # fmt: skip
    return as_csv("learned-rules", rows_to_csv(rows))


@pages.get("/tags/rules.json")
def tag_rules_json() -> Response:
    """The same for a program."""
    return as_json(_list_lessons())


@pages.post("/tags/rules/switch")
def switch_tag_rule() -> Answer:
    """Switch a rule off or on."""
    key, on = request.form.get("rule", ""), request.form.get("on") == "yes"
    if key not in {one.key for one in _list_lessons()}:
        raise BadInput("No rule is called so any more. Reload the page.")
    with _whole() as whole:
        rule = switch_rule(whole.db, whole.vocabulary, whole.model, key, on=on, said_by=_who(), said_at=now())
    flash(f"{'Switched on again' if on else 'Switched off'}: {rule.sentence}")
    return redirect(url_for("assets.tag_rules"), 303)


def _list_lessons() -> tuple[Lesson, ...]:
    """The rules that were learned from assets which whoever asks may see."""
    with _whole() as whole:
        return list_lessons(whole.db, whole.vocabulary, whole.model, seen=library().db)


@contextmanager
def _whole() -> Iterator[Library]:
    """The library without what narrows it: rules are made of all corrections, whoever looks at them."""
    opened = library().for_thread()
    try:
        yield opened
    finally:
        opened.close()
