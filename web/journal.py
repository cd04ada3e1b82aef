"""What is written to the log: a line a request, in JSON where no person watches, and never a secret.

An address is written as its rule (``/s/<token>``), without what was asked for, so that no buyer's link, invitation or
query stands in a log; what other lines say passes the same mask.
"""

from __future__ import annotations

import logging
import re
import secrets
import sys
import time
from collections.abc import Mapping, MutableMapping
from typing import Any, TextIO

import structlog
from flask import Flask, Response, g, request

from web.auth import visitor

log = structlog.get_logger()

MASK = "…"
# Links of buyers, invitations, tokens of programs, and whatever calls itself a secret in an address.
SECRETS = re.compile(
    r"(?P<before>/(?:s|join|let-in)/|\bctl_|\bBearer\s+|[?&](?:token|code|state|key|passcode|password|secret|q)=)"
    r"[^\s/?&#\"'<>]+",
    re.IGNORECASE,
)
QUIET = frozenset({"static", "health.alive", "health.ready", "health.metrics"})
REQUEST_BYTES = 6
HEADER = "X-Request-Id"


def set_up_log(stream: TextIO | None = None) -> None:
    """Only what went wrong where a person watches; elsewhere every request, in JSON for programs; on standard error."""
    watched = (stream or sys.stderr).isatty()
    shape: list[Any] = (
        [
            structlog.processors.format_exc_info,
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
        ]
        if watched
        # Without the values of variables, which could be anybody's secret.
        else [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
    )
    shape.insert(1, mask_line)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *shape,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING if watched else logging.INFO),
        # Asked for with every event, so that standard error may be redirected later.
        # A line is one write, so that two threads' lines never run into each other.
        logger_factory=lambda *_: structlog.WriteLogger(stream or sys.stderr),
    )
    if not watched:
        _speak_alike(shape)


def _speak_alike(shape: list[Any]) -> None:
    """Let what libraries log (a full queue, a broken connection) come out in the same form."""
    added: list[Any] = [structlog.stdlib.add_log_level, structlog.processors.TimeStamper(fmt="iso", utc=True)]
    formatter = structlog.stdlib.ProcessorFormatter(
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *shape], foreign_pre_chain=added
    )
    for handler in logging.getLogger().handlers:
        if isinstance(handler, logging.StreamHandler) and handler.stream is sys.stderr:
            handler.setFormatter(formatter)


def mask(text: str) -> str:
    """A text without what opens something.

    >>> mask("GET /s/AbC-12/picture/3"), mask("/join/xyz?next=/"), mask("Bearer ctl_abc")
    ('GET /s/…/picture/3', '/join/…?next=/', 'Bearer …')
    """
    return SECRETS.sub(lambda found: found["before"] + MASK, text)


def mask_line(_logger: Any, _method: str, line: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Every text of a line, masked."""
    for name, value in line.items():
        if isinstance(value, str):
            line[name] = mask(value)
    return line


def attach(app: Flask) -> None:
    """Write a line for each request of ``app``, and give it a name that errors can be found by."""
    app.before_request(begin)
    app.after_request(end)


def begin() -> None:
    """From here on the request has a name and a time."""
    g.begun, g.request_id = time.perf_counter(), secrets.token_hex(REQUEST_BYTES)
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request=g.request_id)


def end(response: Response) -> Response:
    """What was asked, by whom (a number, no address), and how it went."""
    response.headers[HEADER] = g.get("request_id", "")
    if request.endpoint in QUIET or not structlog.is_configured():
        return response
    # Asked for only where it is known already: a log line must not open the library.
    person = visitor().person_id if "visitor" in g else None
    log.info(
        "answered",
        method=request.method,
        rule=request.url_rule.rule if request.url_rule else mask(request.path[:200]),
        status=response.status_code,
        ms=round((time.perf_counter() - g.get("begun", time.perf_counter())) * 1000, 1),
        person=person,
    )
    return response
