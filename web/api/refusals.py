"""How the API refuses: JSON with the sentence that a person would read."""

from __future__ import annotations

from http import HTTPStatus

import structlog
from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import HTTPException

from contentlib.errors import ContentlibError
from web.error_pages import answer_unexpected, status_of

log = structlog.get_logger()


def refuse_in_json(pages: Blueprint) -> None:
    """Let whatever goes wrong in ``pages`` be answered here."""
    pages.register_error_handler(ContentlibError, refuse_known)
    pages.register_error_handler(HTTPException, refuse_http)
    pages.register_error_handler(Exception, refuse_unexpected)


def refuse_known(error: ContentlibError) -> Response:
    """The library's own words."""
    status = status_of(error)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        log.error("request_failed", path=request.path, exc_info=error)
    return _refuse(status, str(error))


def refuse_http(error: HTTPException) -> Response:
    """What was refused here, before or by Flask."""
    response = _refuse(error.code or 500, error.description or "This cannot be answered.")
    for name, value in error.get_headers():
        if name in ("Retry-After", "WWW-Authenticate", "Allow"):
            response.headers[name] = value
    return response


def refuse_unexpected(error: Exception) -> Response:
    """A mistake of ours, with a word to find it by."""
    page = answer_unexpected(error)
    told = page.get_json(silent=True) or {}
    return _refuse(500, told.get("error") or "Something went wrong here. Look in the app's log.")


def _refuse(status: int, sentence: str) -> Response:
    response = jsonify(error=sentence, status=status)
    response.status_code = status
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = 'Bearer realm="contentlib"'
    return response
