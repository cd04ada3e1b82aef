"""For monitors: alive, ready, and figures for Prometheus. The only module that knows its client.

Whoever asks may know that we are alive and ready, and no more. The figures are for admins, for programs with an admin's
token, and while there are no accounts for this machine.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from http import HTTPStatus

import structlog
from flask import Blueprint, Flask, Response, abort, current_app, g, jsonify, request
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from contentlib.catalog import count_assets
from contentlib.errors import ContentlibError
from contentlib.library import Library, index_path
from contentlib.reports import Figures, count_figures
from web.auth import visitor
from web.connection import connect

pages = Blueprint("health", __name__)
log = structlog.get_logger()

KEY = "figures"
# From a page out of the memory to a report over years.
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
NOWHERE = "nowhere"
COUNTED = {
    "contentlib_searches": ("searches", "Searches, from pages, programs and imports."),
    "contentlib_nothing_fits": ("nothing_fits", "Searches that nothing fitted."),
    "contentlib_sends": ("sends", "Sends recorded."),
    "contentlib_views": ("views", "Readings by people; scanners are not counted."),
}
MEASURED = {
    "contentlib_assets": ("assets", "Living assets."),
    "contentlib_chunks": ("chunks", "Chunks that can be found."),
    "contentlib_unembedded_chunks": ("unembedded", "Chunks that are found by words only as yet."),
    "contentlib_unreadable_files": ("unreadable", "Files that could not be read."),
}


class Seen:
    """What this process counts of its requests."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.answers = Counter(
            "contentlib_requests", "Requests answered.", ["endpoint", "method", "status"], registry=self.registry
        )
        self.seconds = Histogram(
            "contentlib_request_seconds", "How long requests took.", ["endpoint"], buckets=SECONDS,
            registry=self.registry,
        )  # fmt: skip


class Kept:
    """What the library itself counts, read when it is asked for, so that a restart loses nothing."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def collect(self) -> Iterator[Metric]:
        index = index_path(self.library.settings)
        figures = count_figures(self.library.db, model=self.library.model)
        for name, (field, says) in COUNTED.items():
            yield CounterMetricFamily(name, says, value=getattr(figures, field))
        for name, (field, says) in MEASURED.items():
            yield GaugeMetricFamily(name, says, value=getattr(figures, field))
        yield from _tell_passes(figures)
        size = sum(path.stat().st_size for path in (self.library.path, index) if path.exists())
        yield GaugeMetricFamily("contentlib_library_bytes", "Library and vector index on disk.", value=size)


def _tell_passes(figures: Figures) -> Iterator[Metric]:
    age = GaugeMetricFamily(
        "contentlib_last_pass_age_seconds", "Since a drive's last whole pass ended.", labels=["drive"]
    )
    for drive, finished_at in figures.passes.items():
        age.add_metric([drive], (datetime.now(UTC) - finished_at).total_seconds())
    yield age


def attach(app: Flask) -> None:
    """Count and time what ``app`` answers."""
    app.extensions[KEY] = Seen()
    app.before_request(begin)
    app.after_request(count)


def begin() -> None:
    """From here on it takes time."""
    g.asked_at = time.perf_counter()


def count(response: Response) -> Response:
    """One more answer. By endpoint, never by address: there are few of those, and no secrets in them."""
    seen: Seen = current_app.extensions[KEY]
    endpoint = request.endpoint or NOWHERE
    seen.answers.labels(endpoint, _method(), str(response.status_code)).inc()
    if "asked_at" in g:
        seen.seconds.labels(endpoint).observe(time.perf_counter() - g.asked_at)
    return response


def _method() -> str:
    known = ("GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE")
    return request.method if request.method in known else "other"


@pages.get("/healthz")
def alive() -> Response:
    """That the process answers."""
    return jsonify(status="alive")


@pages.get("/readyz")
def ready() -> tuple[Response, int]:
    """That it can answer a search: the library opens, and model and index are in memory."""
    try:
        opened = connect()
        count_assets(opened.db)
        opened.vectors  # noqa: B018 - loads the model and the index, or says why it cannot
    except ContentlibError as error:
        # The reason names paths: it is for the log, not for whoever asks.
        log.error("not_ready", error=str(error))
        return jsonify(status="not ready"), HTTPStatus.SERVICE_UNAVAILABLE
    return jsonify(status="ready"), HTTPStatus.OK


@pages.get("/health")
def readable() -> Response:
    """That the library can be read, and nothing of what it holds."""
    count_assets(connect().db)
    return jsonify(status="ok")


@pages.get("/metrics")
def metrics() -> Response:
    """All figures, as Prometheus reads them."""
    who = visitor()
    if who.via == "token" and "admin" not in who.scopes:
        abort(HTTPStatus.FORBIDDEN, "This token may not read figures. That takes the scope admin.")
    seen: Seen = current_app.extensions[KEY]
    kept = CollectorRegistry()
    kept.register(Kept(connect()))
    text = generate_latest(seen.registry) + generate_latest(kept)
    return Response(text, content_type=CONTENT_TYPE_PLAIN_0_0_4)
