"""A failure becomes a status code and a page once, here. The sentence is the error's own; internals stay in the log."""

from __future__ import annotations

import re
import secrets
from http import HTTPStatus

import structlog
from flask import Flask, Response, jsonify, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, TooManyRequests

from contentlib.errors import (
    BadInput,
    ContentlibError,
    DriveError,
    LibraryError,
    LockedLibrary,
    MailRefused,
    ModelError,
    NoLibrary,
    NotSendable,
    UnknownAsset,
    UnknownRecord,
    UnknownTopic,
)
from web.access import wants_json

log = structlog.get_logger()

STATUS: dict[type[ContentlibError], int] = {
    UnknownAsset: 404,
    UnknownRecord: 404,
    UnknownTopic: 404,
    NotSendable: 403,
    BadInput: 400,
    NoLibrary: 503,
    LockedLibrary: 503,
    LibraryError: 500,
    ModelError: 503,
    DriveError: 503,
    MailRefused: 502,
}

SENTENCES = {
    404: "There is no page at this address. Start from the search page, or check the address.",
    405: "This address does not take that kind of request. Start from the search page.",
    413: "That was too much text for one form. Shorten the note and send it again.",
}


def attach(app: Flask) -> None:
    """Answer every failure of ``app`` with a page, or with JSON where JSON was asked for."""
    app.register_error_handler(ContentlibError, answer_known)
    app.register_error_handler(CSRFError, answer_stale_form)
    app.register_error_handler(HTTPException, answer_http)
    app.register_error_handler(Exception, answer_unexpected)


def status_of(error: ContentlibError) -> int:
    """The status code of the nearest known ancestor.

    >>> status_of(UnknownAsset("")), status_of(ContentlibError(""))
    (404, 500)
    """
    return next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 500)


def answer_known(error: ContentlibError) -> Response:
    """A failure of the library, in its own words."""
    status = status_of(error)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        log.error("request_failed", path=shown_path(request.path), exc_info=error)
    return _answer(status, str(error))


def answer_stale_form(_error: CSRFError) -> Response:
    """A form without its token: another site's, or one from before a restart."""
    return _answer(400, "This form was opened before the app was restarted, or on another site. Open it again here.")


def answer_http(error: HTTPException) -> Response:
    """What Flask itself refuses."""
    status = error.code or 500
    if status < HTTPStatus.BAD_REQUEST:  # a redirect
        return make_response(error.get_response())
    response = _answer(status, _say(error, status))
    if isinstance(error, TooManyRequests) and error.retry_after:
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def _say(error: HTTPException, status: int) -> str:
    """Our own sentence where we gave one, else ours for the status, else Flask's."""
    given = error.description if error.description != type(error).description else None
    return given or SENTENCES.get(status) or error.description or HTTPStatus(status).phrase


def answer_unexpected(error: Exception) -> Response:
    """A mistake of ours: everything into the log, nothing onto the page but a word to find it by."""
    reference = secrets.token_hex(4)
    log.error("request_crashed", path=shown_path(request.path), reference=reference, exc_info=error)
    return _answer(500, f"Something went wrong here, not with what you did. Look for {reference} in the app's log.")


def shown_path(path: str) -> str:
    """A path as a log may have it: what opens a buyer's page or an account is left out.

    >>> shown_path("/s/dGhlIHNlY3JldA/file"), shown_path("/let-in/dGhlIHNlY3JldA"), shown_path("/assets/7")
    ('/s/…/file', '/let-in/…', '/assets/7')
    """
    return re.sub(r"^/(s|join|let-in)/[^/]+", r"/\1/…", path)


def _answer(status: int, sentence: str) -> Response:
    if wants_json():
        response = jsonify(error=sentence, status=status)
    else:
        phrase = HTTPStatus(status).phrase
        response = make_response(render_template("error.html", status=status, phrase=phrase, sentence=sentence))
    response.status_code = status
    return response
