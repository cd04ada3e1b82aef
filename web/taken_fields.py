"""What each form may hold: every endpoint that takes one stands in one table; all else is refused, and told.

A field that nobody reads is a wish that nobody grants: whoever filled it in believes that it counted. Programs that
post to the pages, and pages of an older version in a browser's window, are told which field it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from flask import Flask, current_app, request

from contentlib.errors import refuse_unknown
from contentlib.library import Library
from contentlib.model import FILTERS_BY_NAME
from web.connection import KEY as LIBRARY

CSRF = "csrf_token"
SEND = (
    "form rep contact deal channel note pages template subject message mailed other_customer search "
    "allowed download expires gate passcode version"
)
# Endpoints and the fields of their forms, in the order of the pages. One that is missing has none but the token.
FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "search.save": " ".join(("q", "name", *FILTERS_BY_NAME)),
        "assets.give_feedback": "verdict note rep search",
        "assets.answer_feedback": "answer",
        "assets.correct_tag": "choice say evidence rep",
        "assets.correct_chosen": "all asset back choice confirm rep say value wish",
        "assets.judge_tags": "back confirm rep say wish",
        "assets.take_back": "back confirm wish",
        "assets.take_back_together": "back wish",
        "assets.switch_tag_rule": "rule on rep",
        "assets.retire": "reason rep back",
        "assets.restore": "back",
        "assets.look_after": "owner review_by back",
        "sending.create": SEND,
        # The same form, by another of its buttons.
        "sending.refill": f"{SEND} refill",
        "sending.pages_file": SEND,
        "sending.note_sent": "form rep contact deal channel to search note",
        "sending.extend": "expires",
        "sending.change_settings": "company address colour days subject message logo no_logo",
        "reports.verify": "back",
        "reports.make_request": "query title",
        "reports.ask": "query rep",
        "reports.update_request": "status assignee reply asset",
        "signin.enter": "email password next",
        "signin.enter_code": "code next",
        "signin.send_reset": "email",
        "signin.join": "name username password",
        "signin.change": "old username password",
        "signin.add_second_step": "code offered",
        "signin.drop_second_step": "code",
        "signin.renew_recovery": "code",
        "admin.begin": "email name",
        "admin.invite": "email name role",
        "admin.change": "role",
        "admin.reset": "show",
        "admin.make_token": "name scope expires",
        "admin.make_group": "name",
        "admin.join_group": "to person",
        "admin.leave_group": "to person",
        "admin.end_group": "to",
        "admin.limit": "drive folder group",
        "admin.decide_moved": "drive path say",
        "admin.lift": "drive folder",
        "admin.exclude_activity": "person since until reason",
        "admin.include_activity": "number",
    }
)
# Fields whose names are the team's own words.
OWN_WORDS: Mapping[str, Callable[[Library], Iterable[str]]] = MappingProxyType(
    {"reports.set_periods": lambda opened: (label.value for label in opened.vocabulary.kinds)}
)
# A provider posts what a later edition of its standard adds (OpenID Connect Back-Channel Logout, 2.5); mail programs
# and sniffers post whatever they like to what is no page. The API reads its bodies by their declaration.
ANY_FORM = frozenset("signin.farewell buyer.elsewhere buyer.seen buyer.unlock".split())
ANY_FORM_PARTS = frozenset(("api",))


def attach(app: Flask) -> None:
    """Refuse what no form of ``app`` holds."""

    def check() -> None:
        endpoint = request.endpoint or ""
        if request.method != "POST" or not endpoint or request.is_json or _takes_any(endpoint):
            return
        own = OWN_WORDS[endpoint](current_app.extensions[LIBRARY]) if endpoint in OWN_WORDS else ()
        known = (*FIELDS.get(endpoint, "").split(), *own)
        for typed in (request.form, request.files):
            refuse_unknown((name for name in typed if name != CSRF), known, sort="a field")

    app.before_request(check)


def _takes_any(endpoint: str) -> bool:
    return endpoint in ANY_FORM or endpoint.partition(".")[0] in ANY_FORM_PARTS
