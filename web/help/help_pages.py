"""The guide as pages: its topics by what somebody wants to do, one of them, and where it speaks of some words."""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for
from markupsafe import Markup

from contentlib.guide import SHELVES, find_topic, look_up, read_guide
from web.forms import clean

pages = Blueprint("help", __name__, url_prefix="/help")

LONGEST = 200


@pages.get("")
def index() -> str:
    """All topics; or, where words are asked for, the parts of the guide that have them."""
    words = clean(request.args.get("q", ""))[:LONGEST]
    guide = read_guide()
    return render_template(
        "help/index.html",
        words=words,
        hits=look_up(words) if words else (),
        shelves={shelf: [guide[name] for name in names] for shelf, names in SHELVES.items()},
    )


@pages.get("/<topic>")
def show(topic: str) -> str:
    """One topic."""
    found = find_topic(topic)
    # The guide is ours, and its reader lets no HTML of a page through.
    told = Markup(found.to_html(_address))  # noqa: S704
    return render_template("help/show.html", topic=found, told=told)


def _address(name: str) -> str:
    return url_for("help.show", topic=name)
