"""Counts what a person did once: not again on reload or on coming back, never for who looks ahead or reads reports.

The library itself takes the same words of the same person within ten minutes for one search. What is told here is what
only a request tells: that a browser shows again what it showed, or that a report's link led here.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urlsplit

import structlog
from flask import current_app, request, session
from werkzeug.exceptions import HTTPException

from contentlib.errors import LibraryError
from contentlib.sending import looks_ahead
from web.crossing import was_led_here
from web.origin import host_name, is_our_host

log = structlog.get_logger()

SAME_SIGHT_SECONDS = 600
REMEMBERED = 12
# Headers by which browsers say that nobody has asked yet, and words with which they do.
AHEAD_HEADERS = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
AHEAD = ("prefetch", "prerender", "preview")
# Pages that tell what others did: whoever comes from there looks into it, and searches for no buyer.
REPORTING = ("reports", "admin")
REPORTING_PAGES = frozenset(
    "assets.feedback assets.tag_bulk assets.tag_review assets.tag_corrections assets.tag_rules".split()
)
# What a browser has seen through a report's link, which is no search of anybody's.
NOT_ASKED = 0


def now() -> datetime:
    """The one clock of the pages."""
    return datetime.now(UTC)


def is_looked_at() -> bool:
    """Whether a person is looking, of their own: a GET that no other site led to, by no program that looks ahead.

    Nor a page taken out of the browser's history.
    """
    ahead = " ".join(request.headers.get(name, "") for name in AHEAD_HEADERS).lower()
    return (
        request.method == "GET"
        and not any(word in ahead for word in AHEAD)
        and "HX-History-Restore-Request" not in request.headers
        and not looks_ahead(request.headers.get("User-Agent", ""))
        and not was_led_here()
    )


def is_shown_again() -> bool:
    """Whether the browser says that it asks for what it had: a reload, or a step back or forward.

    Browsers mark what a person clicked or typed, and do not mark steps in their history; a reload asks for what is
    newer than nothing.
    """
    cache = request.headers.get("Cache-Control", "")
    steps = request.headers.get("Sec-Fetch-Mode") == "navigate" and "Sec-Fetch-User" not in request.headers
    return steps or "max-age=0" in cache or "no-cache" in cache


def is_from_a_report() -> bool:
    """Whether a link on a page that tells what others did led here."""
    try:
        parts = urlsplit(request.headers.get("Referer", ""))
        if not parts.netloc or not is_our_host(host_name(parts.netloc)):
            return False
        endpoint, _ = current_app.url_map.bind("localhost").match(parts.path, method="GET")
    except (HTTPException, ValueError):
        return False
    return endpoint.partition(".")[0] in REPORTING or endpoint in REPORTING_PAGES


def once(sight: str, record: Callable[[], int], *, matter: str = "") -> int | None:
    """The id under which ``sight`` is recorded, recording it unless this browser saw the same within ten minutes.

    None where nobody is looking, where a report led here, or where the library is busy being written: a count is not
    worth a page. To whatever ``matter`` a report led, other sights of the same matter are no asking either.
    """
    seen: dict[str, list[int]] = session.get("seen", {})
    moment = int(now().timestamp())
    known = sight if sight in seen else matter
    if known in seen and (moment - seen[known][1] < SAME_SIGHT_SECONDS or is_shown_again()):
        return seen[known][0] or None
    if not is_looked_at():
        return None
    led_here = is_from_a_report()
    number = NOT_ASKED if led_here else _record(record)
    if number is None:
        return None
    sight = matter if led_here and matter else sight
    # The cookie must stay small: the latest few are all that a reload or a step back can show again.
    latest = sorted((seen | {sight: [number, moment]}).items(), key=lambda item: item[1][1])[-REMEMBERED:]
    session["seen"] = dict(latest)
    return number or None


def _record(record: Callable[[], int]) -> int | None:
    try:
        return record()
    except LibraryError as error:
        log.warning("not_counted", path=request.path, error=str(error))
        return None


def known_search(text: str) -> int | None:
    """The id of a search, if it is one that this browser made."""
    made = {
        str(number) for sight, (number, _) in session.get("seen", {}).items() if number and sight.startswith("search:")
    }
    return int(text) if text in made else None
