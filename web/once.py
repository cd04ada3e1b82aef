"""Counts what a person saw once: not again on reload or on coming back, never for a browser that only looks ahead."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import structlog
from flask import request, session

from contentlib.errors import LibraryError
from web.crossing import was_led_here

log = structlog.get_logger()

SAME_SIGHT_SECONDS = 600
REMEMBERED = 12


def now() -> datetime:
    """The one clock of the pages."""
    return datetime.now(UTC)


def is_looked_at() -> bool:
    """Whether a person is looking, of their own: a GET that is no prefetch, and that no other site led to.

    Nor a page taken out of the browser's history.
    """
    ahead = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    again = "HX-History-Restore-Request" in request.headers
    return request.method == "GET" and "prefetch" not in ahead and not again and not was_led_here()


def once(sight: str, record: Callable[[], int]) -> int | None:
    """The id under which ``sight`` is recorded, recording it unless this browser saw the same within ten minutes.

    None where nobody is looking, or the library is busy being written: a count is not worth a page.
    """
    seen: dict[str, list[int]] = session.get("seen", {})
    moment = int(now().timestamp())
    if sight in seen and moment - seen[sight][1] < SAME_SIGHT_SECONDS:
        return seen[sight][0]
    if not is_looked_at():
        return None
    try:
        number = record()
    except LibraryError as error:
        log.warning("not_counted", path=request.path, error=str(error))
        return None
    # The cookie must stay small: the latest few are all that a reload or a step back can show again.
    latest = sorted((seen | {sight: [number, moment]}).items(), key=lambda item: item[1][1])[-REMEMBERED:]
    session["seen"] = dict(latest)
    return number


def known_search(text: str) -> int | None:
    """The id of a search, if it is one that this browser made."""
    made = {str(number) for sight, (number, _) in session.get("seen", {}).items() if sight.startswith("search:")}
    return int(text) if text in made else None
