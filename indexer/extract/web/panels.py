"""What a click opens on a page: the answers of an accordion, the panels of tabs, and the buttons that name them.

A reader who clicks sees them, so they are part of the page. What nothing on the page opens stays hidden, and so do
dialogs and menus.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from bs4 import BeautifulSoup, Tag

HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_OPENERS = ("button", "a", "label", "summary", "h1", "h2", "h3", "h4", "h5", "h6", "dt")
_POINTERS = ("aria-controls", "data-bs-target", "data-target", "data-controls", "for")
_IS_SET = re.compile(r"accordion|faq|collaps|expand|toggle|\btabs?\b|tab-|disclosure|question", re.IGNORECASE)
_IS_LAID_OVER = re.compile(
    r"modal|dialog|pop-?up|popover|off-?canvas|drop-?down|menu|tooltip|lightbox|drawer|overlay|cookie|consent|toast",
    re.IGNORECASE,
)
_LAID_OVER_ROLES = {"dialog", "alertdialog", "menu", "menubar", "tooltip", "listbox", "alert", "status", "search"}
_HEADINGS = {f"h{level}" for level in range(1, 7)}
# What a button has to say to be a question or the name of a panel where nothing else tells that it is one.
_FEWEST_WORDS = 2
_FAR = 4
# No page that people wrote has more of either; what lies deeper stays as it is.
MAX_OPENERS, MAX_DEPTH = 3000, 200


def open_panels(soup: BeautifulSoup) -> None:
    """Show what a click opens, and make text of the buttons that open it or stand in a heading."""
    named = {attribute(tag, "id"): tag for tag in soup.find_all(id=True) if _is_panel(tag)}
    for opener in soup.find_all(_is_opener, limit=MAX_OPENERS):
        if _is_concealed(opener):
            continue
        opened = list(_list_opened(opener, named))
        for panel in opened:
            _show(panel)
        is_heading = any(parent.name in _HEADINGS for parent in islice(opener.parents, _FAR))
        if opener.name == "button" and (opened or is_heading):
            opener.name = "span" if is_heading else "p"
    for panel in soup.find_all(hidden="until-found"):
        _show(panel)


def _is_opener(tag: Tag) -> bool:
    return tag.name in _OPENERS or attribute(tag, "role") in ("tab", "button") or tag.has_attr("onclick")


def _is_panel(tag: Tag) -> bool:
    """Whether it is a part of the page in its place, not something that is laid over it."""
    marks = f"{attribute(tag, 'id')} {attribute(tag, 'class')}"
    is_over = bool(_IS_LAID_OVER.search(marks)) or tag.has_attr("aria-modal")
    return not is_over and attribute(tag, "role").lower() not in _LAID_OVER_ROLES and tag.name not in ("form", "nav")


def _list_opened(opener: Tag, named: dict[str, Tag]) -> Iterator[Tag]:
    for name in _pointed_at(opener):
        if name in named:
            yield named[name]
    # Without a pointer, it opens what stands behind it: itself, or the heading that it stands in.
    after = _next_tag(opener)
    if after is None and opener.parent is not None and opener.parent.name in {*_HEADINGS, "dt"}:
        after = _next_tag(opener.parent)
    if after is not None and is_hidden(after) and _is_panel(after) and _names_a_panel(opener, after):
        yield after


def _pointed_at(opener: Tag) -> Iterator[str]:
    pointers = [attribute(opener, name) for name in _POINTERS]
    toggles = attribute(opener, "data-bs-toggle") or attribute(opener, "data-toggle") or attribute(opener, "role")
    if toggles or _is_in_set(opener):
        pointers.append(attribute(opener, "href"))
    for pointer in pointers:
        yield from pointer.replace("#", " ").split()


def _names_a_panel(opener: Tag, after: Tag) -> bool:
    said = opener.get_text(" ").split()
    if opener.name == "button" and opener.parent is not None and opener.parent.name in _HEADINGS:
        return bool(said)
    if opener.name in ("button", "label") or opener.has_attr("onclick") or attribute(opener, "role") == "button":
        is_form = opener.find_parent("form") is not None or attribute(opener, "type").lower() == "submit"
        return not is_form and (len(said) >= _FEWEST_WORDS or opener.has_attr("aria-expanded") or _is_in_set(after))
    return bool(said) and _is_in_set(after)


def _is_in_set(tag: Tag) -> bool:
    near = [tag, *(parent for parent in islice(tag.parents, _FAR) if parent.name != "body")]
    return any(_IS_SET.search(f"{attribute(one, 'id')} {attribute(one, 'class')}") for one in near)


def _next_tag(tag: Tag) -> Tag | None:
    found = tag.find_next_sibling()
    return found if isinstance(found, Tag) else None


def is_hidden(tag: Tag) -> bool:
    return tag.has_attr("hidden") or bool(HIDDEN.search(attribute(tag, "style")))


def _is_concealed(tag: Tag) -> bool:
    """Whether nobody can click it: it is hidden itself, or stands in what is no part of the page."""
    around = list(islice(tag.parents, MAX_DEPTH))
    return len(around) == MAX_DEPTH or any(
        (is_hidden(one) and attribute(one, "role") != "tabpanel") or one.name in ("template", "dialog", "noscript")
        for one in (tag, *around)
    )


def _show(panel: Tag) -> None:
    panel.attrs.pop("hidden", None)
    if HIDDEN.search(attribute(panel, "style")):
        panel.attrs.pop("style", None)


def attribute(tag: Tag, name: str) -> str:
    """What a tag says of itself; what has several values gives them all."""
    value = tag.get(name)
    return " ".join(value) if isinstance(value, list) else value or ""
