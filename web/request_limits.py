"""How long an address may be: 414; how often one person may ask for what costs much: 429, with how long to wait.

Guesses at passwords, links and passcodes are counted in the library, by :mod:`contentlib.people.attempts`. Who sits
alone at the machine is not counted.
"""

from __future__ import annotations

import time

from flask import Flask, current_app, request
from werkzeug.exceptions import RequestURITooLarge, TooManyRequests

from contentlib.settings import Settings
from web.auth import visitor
from web.origin import caller
from web.pace import Pace

KEY = "limits"
MINUTE = 60
LONGEST_ADDRESS = 32 * 1024
# Signing in and joining by a link, by address.
DOORS = frozenset(
    """
    signin.enter signin.enter_code signin.send_reset signin.sso signin.sso_back signin.invited signin.join
    """.split()
)
DOORS_PER_MINUTE = 30
# A provider tells of a whole company's evening from one address.
PROVIDER = "signin.farewell"
PROVIDER_PER_MINUTE = 600
# Programs have a pace of their own, which web/api/endpoints.py keeps.
SEARCHES = frozenset({"search.index"})


def attach(app: Flask, settings: Settings) -> None:
    """Count what ``app`` is asked for."""
    app.extensions[KEY] = {
        "search": Pace(most=settings.searches_per_minute, seconds=MINUTE),
        "door": Pace(most=DOORS_PER_MINUTE, seconds=MINUTE),
        "provider": Pace(most=PROVIDER_PER_MINUTE, seconds=MINUTE),
    }
    app.before_request(check_address)
    app.before_request(check_limit)


def check_address() -> None:
    """Refuse an address that no page of ours has: whatever it asks, each link of an answer may repeat it."""
    if len(request.query_string) + len(request.path) > LONGEST_ADDRESS:
        raise RequestURITooLarge("This address is longer than any of ours. Start from the search page.")


def check_limit() -> None:
    """Refuse who asks too often."""
    if request.endpoint in DOORS:
        _count("door", caller(), "There were too many requests from where you are. Wait a minute, then try again.")
    if request.endpoint == PROVIDER:
        _count("provider", caller(), "There were too many messages from where you are. Send the rest in a minute.")
    if request.endpoint in SEARCHES and request.values.get("q") and visitor().via != "machine":
        who = visitor().email or caller()
        _count("search", who, "That were too many searches within a minute. Wait a moment, then search again.")


def _count(name: str, who: str, sentence: str) -> None:
    pace: Pace = current_app.extensions[KEY][name]
    if not pace.take(who, time.monotonic()):
        raise TooManyRequests(sentence, retry_after=MINUTE)
