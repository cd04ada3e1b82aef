"""The library for programs: the same searches, sends and reports as JSON, under /api/v1, by token.

Every call stands in :data:`CALLS`, from which its guard and its description come. A browser that is signed in may read
here but not write: a write needs a token, so that no page elsewhere can make one in somebody's name.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import structlog
from flask import Blueprint, Response, abort, current_app, jsonify, request
from flask.blueprints import BlueprintSetupState
from werkzeug.exceptions import TooManyRequests

from contentlib.catalog import count_assets, find_asset, list_assets, list_locations, list_sections
from contentlib.errors import AlreadySent, LibraryError, refuse_unknown
from contentlib.library import Library, index_path
from contentlib.model import Answer, Channel, Send
from contentlib.people import SCOPES
from contentlib.reports import (
    REPORTS,
    LibraryStatus,
    Report,
    answer_to_json,
    asset_to_json,
    report_status,
    send_to_json,
    to_plain,
)
from contentlib.requests import ContentRequest, ask_for, find_request, record_feedback
from contentlib.search import CONSIDERED, find_assets, record_search
from contentlib.sending import (
    OWNER,
    check_customer,
    check_not_expired,
    check_sendable,
    find_links,
    find_send,
    find_send_by_token,
    last_sends,
    list_clicks,
    list_readings,
    list_sends,
    look_through,
    record_send,
    send_link,
)
from web.api.answers import (
    AssetList,
    Numbered,
    OneAsset,
    OneSend,
    SearchAnswer,
    SectionList,
    SendAnswer,
    SendList,
    type_of,
)
from web.api.bodies import AskBody, JudgeBody, SendBody, list_fields, read_body
from web.api.calls import PAGING, SCOPE, WHICH, WINDOW, Call, CallField, describe_api
from web.api.parcels import read_count, read_filters
from web.api.refusals import refuse_in_json
from web.auth import API, visitor
from web.forms import AS_TYPED, read_flag, read_page
from web.once import now
from web.origin import caller
from web.pace import Pace
from web.report_files import answer_json
from web.sending import EVERYONE, SEND, TOKEN_BYTES, LinkForm, link_address, make_token, propose_terms, to_terms
from web.visit import ASSET, acting, confidant, library, person

pages = Blueprint(API, __name__, url_prefix="/api/v1")
refuse_in_json(pages)
log = structlog.get_logger()

CALLS: dict[str, Call] = {}
MOST_PER_PAGE = 100
PER_PAGE = 50
PER_MINUTE = 240
MINUTE = 60
DOOR = "api"
LIMIT = "api_calls"

View = Callable[..., Response | tuple[Response, int]]
Wrap = Callable[[View], View]


def call(method: str, path: str, **declared: Any) -> Wrap:
    """A view that is a call of the API, as :class:`Call` declares one: routed, guarded by its scope, and described."""

    def add(view: View) -> View:
        CALLS[view.__name__] = Call(view.__name__, method, path, **declared)
        pages.add_url_rule(path, view_func=view, methods=[method])
        return view

    return add


# --- finding -------------------------------------------------------------------------------------------------------


@call(
    "GET", "/search", scope="read:search", says="Find what answers a buyer's words, at the slide.",
    gives="confidence, whether anything fits, and the results with their hits, best first", answer=SearchAnswer,
    takes=(
        CallField("q", "what the buyer said", needed=True),
        *WHICH,
        CallField("limit", f"how many results, {CONSIDERED} at most", "integer"),
        CallField("as_typed", "1 takes every word as it is: no typing error is mended"),
    ),
)  # fmt: skip
def search() -> Response:
    opened = library()
    query, filters = read_filters(opened, request.args)
    limit = read_count("limit", 10, CONSIDERED)
    as_typed = read_flag(request.args, AS_TYPED)
    answer = find_assets(opened, query, filters=filters, limit=limit, as_typed=as_typed)
    return jsonify(answer_to_json(answer) | {"search_id": _count(opened, answer)})


def _count(opened: Library, answer: Answer) -> int | None:
    """The search's number, by which a send can name it; none where the library is busy being written."""
    try:
        return record_search(opened.db, answer, person=person(), searched_at=now(), door=DOOR)
    except LibraryError as error:
        log.warning("not_counted", path=request.path, error=str(error))
        return None


@call(
    "GET", "/assets", scope="read:search", says="List assets by title.", gives="assets, their total, and whether more",
    takes=(*WHICH, *PAGING), answer=AssetList,
)  # fmt: skip
def assets() -> Response:
    opened = library()
    _, filters = read_filters(opened, request.args)
    page, size = read_page(request.args), read_count("per_page", PER_PAGE, MOST_PER_PAGE)
    total = count_assets(opened.db, filters=filters)
    found = list_assets(opened.db, filters=filters, limit=size, offset=(page - 1) * size)
    sent = last_sends(opened.db)
    listed = []
    for asset in found:
        count, last = sent.get(asset.id, (0, None))
        listed.append(asset_to_json(asset, sends=count, last_sent_at=last))
    return jsonify(assets=listed, total=total, page=page, per_page=size, more=page * size < total)


@call(
    "GET", f"/assets/{ASSET}", scope="read:search", says="One asset, with its tags, evidence and places.",
    gives="the asset", answer=OneAsset,
)  # fmt: skip
def asset(asset_id: int) -> Response:
    opened = library()
    found = find_asset(opened.db, asset_id)
    count, last = last_sends(opened.db).get(asset_id, (0, None))
    places = [
        {"drive": one.drive, "path": one.path, "version": one.version_number}
        for one in list_locations(opened.db, asset_id)
        if one.gone_at is None
    ]
    retired = {"retired_at": to_plain(found.retired_at), "locations": places}
    return jsonify(asset_to_json(found, sends=count, last_sent_at=last) | retired)


@call(
    "GET", f"/assets/{ASSET}/sections", scope="read:search", says="What an asset says, slide by slide.",
    gives="sections with locator, heading, text and speaker notes", takes=PAGING,
    answer=SectionList,
)  # fmt: skip
def sections(asset_id: int) -> Response:
    opened = library()
    find_asset(opened.db, asset_id)
    found = list_sections(opened.db, asset_id)
    page, size = read_page(request.args), read_count("per_page", PER_PAGE, MOST_PER_PAGE)
    shown = found[(page - 1) * size : page * size]
    more = page * size < len(found)
    return jsonify(sections=to_plain(shown), total=len(found), page=page, per_page=size, more=more)


# --- sending -------------------------------------------------------------------------------------------------------


@call(
    "GET", "/sends", scope="read:sends", says="Sends, newest first: yours, or everybody's.",
    gives="sends, and whether there are more",
    takes=(CallField("by", "everyone: not only yours", choices=(EVERYONE,)), *PAGING), answer=SendList,
)  # fmt: skip
def sends() -> Response:
    opened = library()
    page, size = read_page(request.args), read_count("per_page", PER_PAGE, MOST_PER_PAGE)
    rep = "" if request.args.get("by") == EVERYONE else person()
    found = list_sends(opened.db, asking=confidant(), rep=rep, limit=size + 1, offset=(page - 1) * size)
    return jsonify(sends=[_tell(opened, one) for one in found[:size]], page=page, per_page=size, more=len(found) > size)


@call(
    "GET", f"/sends/{SEND}", scope="read:sends", says="One send, and what was read of it.",
    gives="the send, its link's state, and its readings", answer=OneSend,
)  # fmt: skip
def send(send_id: int) -> Response:
    opened = library()
    found = find_send(opened.db, send_id, asking=confidant())
    reading = list_readings(opened.db, [send_id])[send_id]
    read = {
        "readers": reading.readers, "seconds": reading.seconds, "last_read_at": to_plain(reading.last_at),
        "pages": [{"page": page, "seconds": seconds} for page, seconds in reading.pages],
        "clicks": [
            {"page": one.page, "target": one.target, "clicked_at": to_plain(one.at)}
            for one in list_clicks(opened.db, send_id)
        ],
        "scanned": len(reading.scanned),
    }  # fmt: skip
    return jsonify(_tell(opened, found) | {"reading": read})


@call(
    "POST", "/sends", scope="write:sends",
    says="Record a send. With the channel link a link for the buyer is made. Internal assets are refused.",
    gives="the send; with the channel link its address as “link”",
    takes=list_fields(SendBody), body=SendBody, answer=SendAnswer,
    again="the send that was recorded under this key before",
)  # fmt: skip
def record(**_: Any) -> tuple[Response, int]:
    opened, body = library(), read_body(SendBody)
    asset = find_asset(opened.db, body.asset_id)
    check_sendable(asset)
    check_customer(opened, asset, (body.contact,), deal=body.deal, is_meant=body.other_customer)
    token = make_token(f"{DOOR}:{person()}:{body.key}", 0) if body.key else secrets.token_hex(TOKEN_BYTES)
    try:
        sent = _send(opened, asset.id, body, token)
    except AlreadySent:
        earlier = find_send_by_token(opened.db, token)
        if earlier is None:
            raise
        return jsonify(_tell(opened, earlier, to_giver=True)), HTTPStatus.OK
    return jsonify(_tell(opened, sent, to_giver=True)), HTTPStatus.CREATED


def _send(opened: Library, asset_id: int, body: SendBody, token: str) -> Send:
    given: dict[str, Any] = {
        "rep": acting(body.rep), "contact": body.contact, "deal": body.deal, "note": body.note, "token": token,
        "sent_at": now(), "search_id": body.search_id,
    }  # fmt: skip
    if body.channel is not Channel.LINK:
        return record_send(opened.db, asset_id, channel=body.channel, **given)
    asset = find_asset(opened.db, asset_id)
    check_not_expired(opened.db, asset, now=now())
    if body.download:
        look_through(opened.db, opened.settings, asset.version_id)
    terms = LinkForm(
        expires=body.expires or propose_terms(opened).expires, passcode=body.passcode, pinned=body.pinned,
        download=body.download,
    )  # fmt: skip
    link_token = secrets.token_urlsafe(TOKEN_BYTES)
    return send_link(opened.db, asset_id, terms=to_terms(terms), link_token=link_token, **given)[0]


def _tell(opened: Library, one: Send, *, to_giver: bool = False) -> dict[str, Any]:
    link = find_links(opened.db, [one.id], asking=OWNER if to_giver else confidant()).get(one.id)
    told = send_to_json(one)
    if link and link.token:
        told["link"] = link_address(opened, link)
    if link:
        told["link_open"] = link.is_open(now())
    return told


# --- reports, requests, feedback, status ---------------------------------------------------------------------------


def _add_report(declared: Report) -> None:
    own = (CallField(one.name, one.says, choices=tuple(filter(None, one.values))) for one in declared.choices)
    scope = SCOPE if declared.has_scope else ()

    def view() -> Response:
        return answer_json(declared)

    view.__name__ = f"report_{declared.name}"
    call(
        "GET",
        f"/reports/{declared.name}",
        scope="read:reports",
        says=declared.asks,
        gives="the report, as under Reports",
        takes=(*(WINDOW if declared.has_window else ()), *own, *scope),
        answer=type_of(declared),
    )(view)


for _report in REPORTS.values():
    _add_report(_report)


@call(
    "POST", "/requests", scope="write:requests", says="Ask for content that a search did not find.",
    gives="the request",
    takes=list_fields(AskBody), body=AskBody, answer=ContentRequest,
)  # fmt: skip
def ask(**_: Any) -> tuple[Response, int]:
    opened, body = library(), read_body(AskBody)
    made = ask_for(opened.db, body.query, rep=acting(body.rep), asked_at=now())
    return jsonify(to_plain(find_request(opened.db, made))), HTTPStatus.CREATED


@call(
    "POST", f"/assets/{ASSET}/feedback", scope="write:requests", says="Say what you think of an asset.",
    gives="the number of the feedback",
    takes=list_fields(JudgeBody), body=JudgeBody, answer=Numbered,
)  # fmt: skip
def judge(asset_id: int) -> tuple[Response, int]:
    body = read_body(JudgeBody)
    said = record_feedback(
        library().db, asset_id, verdict=body.verdict.value, note=body.note, rep=acting(body.rep), said_at=now(),
        search_id=body.search_id,
    )  # fmt: skip
    return jsonify(id=said), HTTPStatus.CREATED


@call("GET", "/status", scope="admin", says="What the library holds, and how its last passes went.", gives="the status",
      answer=LibraryStatus)  # fmt: skip
def status() -> Response:
    opened = library()
    made = report_status(
        opened.db, opened.vocabulary, library=opened.path, index=index_path(opened.settings), model=opened.model
    )
    return jsonify(to_plain(made))


@pages.get("/openapi.json")
def description() -> Response:
    """What can be called, for programs that write programs."""
    address = f"{request.host_url.rstrip('/')}{pages.url_prefix}"
    return jsonify(describe_api(CALLS.values(), address=address))


@pages.route("/<path:rest>", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
def nowhere(rest: str) -> Response:
    """Whatever else is asked for."""
    abort(HTTPStatus.NOT_FOUND, f"There is no call {request.method} /{rest[:80]}. See them all at {pages.url_prefix}/")


# --- guarding ------------------------------------------------------------------------------------------------------


@pages.record_once
def _set_up(state: BlueprintSetupState) -> None:
    # Programs have no form to take a token from; every write that a page elsewhere could make is refused below.
    state.app.extensions["csrf"].exempt(pages)


@pages.before_request
def check_call() -> None:
    """Refuse what the token does not allow, and every write that a page elsewhere could have made."""
    who, made = visitor(), CALLS.get((request.endpoint or "").partition(".")[2])
    _check_pace(who.email or caller())
    if made is None:
        return
    if who.via == "token" and made.scope not in who.scopes:
        abort(
            HTTPStatus.FORBIDDEN,
            f"This token may not {SCOPES[made.scope]}. That takes the scope {made.scope}: make a token with it.",
        )
    refuse_unknown(request.args, () if made.writes else [field.name for field in made.takes], sort="a parameter")
    if not made.writes:
        return
    if who.is_signed_in:
        abort(HTTPStatus.FORBIDDEN, "A browser may only read here. Send a token that may write: make one at My tokens.")
    if not request.is_json:
        # A form of a page elsewhere can send other types unasked, but not this one.
        abort(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Send the body as JSON, with Content-Type: application/json.")


def _check_pace(who: str) -> None:
    pace: Pace = current_app.extensions.setdefault(LIMIT, Pace(most=PER_MINUTE, seconds=MINUTE))
    if not pace.take(who, time.monotonic()):
        raise TooManyRequests(f"More than {PER_MINUTE} calls within a minute. Wait, then go on.", retry_after=MINUTE)
