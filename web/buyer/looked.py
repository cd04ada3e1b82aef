"""What a buyer's page tells of its readers: each request noted and judged, never at the price of the page."""

from __future__ import annotations

import secrets
import time
from datetime import timedelta

import structlog
from flask import request, session

from contentlib.errors import LibraryError
from contentlib.sending import SharedAsset, Why, find_machine, record_download, record_request
from web.buyer.door import find_visitor, is_verified, views
from web.once import now
from web.visit import library

log = structlog.get_logger()


def count_request(shared: SharedAsset) -> str:
    """Note that the page was asked for; returns the word by which its script can say more, empty if it need not.

    A rep who looks at the own link is no reader: the rep's browser has a session, a buyer's never has.
    """
    if session or not views().take(shared.link.id, time.monotonic()):
        return ""
    view = secrets.token_urlsafe(16)
    try:
        record_request(
            library().db, shared.send_id, nonce=view, agent=_agent(), why=judge_request(shared), requested_at=now(),
            visitor=find_visitor(shared), verified=is_verified(shared),
        )  # fmt: skip
    except LibraryError as error:
        # The library is busy being written: a count is not worth a page.
        log.warning("not_counted", endpoint=request.endpoint, error=str(error))
        return ""
    return view


def count_download(shared: SharedAsset) -> None:
    """Note that the file was taken along; a count is not worth the file."""
    if session or not views().take(("file", shared.link.id), time.monotonic()):
        return
    try:
        record_download(
            library().db, shared.send_id, agent=_agent(), why=judge_request(shared), visitor=find_visitor(shared),
            verified=is_verified(shared), downloaded_at=now(),
        )  # fmt: skip
    except LibraryError as error:
        log.warning("not_counted", endpoint=request.endpoint, error=str(error))


def judge_request(shared: SharedAsset) -> Why | None:
    """What gives this request away as a machine's."""
    ahead = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    after = max(now() - shared.sent_at, timedelta())
    return find_machine(method=request.method, agent=_agent(), prefetch="prefetch" in ahead, after=after)


def _agent() -> str:
    return request.headers.get("User-Agent", "")
