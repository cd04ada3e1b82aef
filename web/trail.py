"""Writes the audit log: one line of a table says for every writing endpoint what is noted.

Only what the table names is taken from a form, so that no password, passcode, message or contact gets into a line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

import structlog
from flask import Flask, Response, g, request

from contentlib.errors import LibraryError
from contentlib.people import record_audit
from web.access import ADMITTED
from web.auth import API, visitor
from web.connection import connect
from web.forms import clean
from web.once import now
from web.origin import caller

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Noted:
    """What is noted of an endpoint: the act, and which fields of its form."""

    action: str
    fields: tuple[str, ...] = ()


ACTS: Mapping[str, Noted] = {
    "assets.correct_tag": Noted("tag corrected", ("choice", "say")),
    "assets.correct_chosen": Noted("tags corrected", ("choice", "say", "asset", "wish")),
    "assets.judge_tags": Noted("tags judged", ("say", "wish")),
    "assets.take_back": Noted("correction undone"),
    "assets.take_back_together": Noted("corrections undone together"),
    "assets.switch_tag_rule": Noted("learned rule switched", ("rule", "on")),
    "sending.create": Noted("sent", ("channel",)),
    "sending.note_sent": Noted("sent elsewhere", ("channel",)),
    "sending.followed": Noted("followed up"),
    "sending.revoke": Noted("link revoked"),
    "sending.unpause": Noted("passcode pause lifted"),
    "sending.extend": Noted("link extended", ("expires",)),
    "sending.change_settings": Noted("look of links changed", ("company", "address", "days")),
    "reports.make_request": Noted("request made"),
    "reports.ask": Noted("content asked for"),
    "reports.update_request": Noted("request changed", ("status", "assignee", "asset")),
    "assets.give_feedback": Noted("feedback given", ("verdict",)),
    "assets.answer_feedback": Noted("feedback answered"),
    "api.record": Noted("sent"),
    "api.ask": Noted("content asked for"),
    "api.judge": Noted("feedback given"),
    "reports.verify": Noted("asset verified"),
    "assets.retire": Noted("asset retired", ("reason",)),
    "assets.restore": Noted("asset restored"),
    "assets.look_after": Noted("owner and review changed", ("owner", "review_by")),
    "reports.set_periods": Noted("review periods changed"),
}
# These write their own lines, which say more than a form could.
OWN_LINES = frozenset(
    """
    signin.enter signin.enter_code signin.add_second_step signin.renew_recovery signin.drop_second_step
    signin.leave signin.join signin.change signin.leave_elsewhere
    admin.invite admin.change admin.disable admin.enable admin.reset admin.sign_out admin.reset_second_step admin.begin
    admin.make_token admin.end_token
    admin.make_group admin.join_group admin.leave_group admin.end_group admin.limit admin.lift
    admin.decide_moved signin.farewell
    admin.exclude_activity admin.include_activity
    """.split()
)
# These change nothing that is anybody else's: a buyer's reading, a bookmark of one's own, a form filled in once more,
# news that was read. That a link was asked for by mail is noted with the mail.
SILENT = frozenset(
    """
    buyer.seen buyer.elsewhere buyer.unlock search.save search.forget sending.refill reports.seen api.nowhere
    signin.send_reset
    """.split()
)
EXPORTED = Noted("exported")
REDIRECTS = (HTTPStatus.FOUND, HTTPStatus.SEE_OTHER)
# What is taken out: the answer is the file itself.
TAKEN: Mapping[str, Noted] = {
    "assets.file": Noted("file taken"),
    "sending.copy_file": Noted("copy taken"),
    "sending.pages_file": Noted("pages taken", ("pages",)),
}


def attach(app: Flask) -> None:
    """Note what is done by ``app``."""
    app.after_request(note_act)


def note(action: str, *, about: str = "", detail: str = "", who: str = "") -> None:
    """Add a line about what the visitor does; where somebody else's name is tried, say whose as ``who``."""
    asking = visitor()
    record_audit(
        connect().db,
        who or asking.email,
        action,
        about=about,
        detail=detail,
        via=asking.via,
        address=caller(),
        at=now(),
    )


def note_act(response: Response) -> Response:
    """After a write or an export that went well."""
    noted = _find_noted()
    if noted is None or not _is_done(response):
        return response
    try:
        note(noted.action, about=_about(), detail=_detail(noted.fields))
    except LibraryError as error:
        # It is done; to answer that it failed would have it done twice.
        log.error("not_audited", action=noted.action, about=_about(), error=str(error))
    return response


def _is_done(response: Response) -> bool:
    """Whether the act took place: who asks was let in, and a form led on to the next page.

    A form that answers with a page of its own was refused, or asks once more whether that is meant.
    """
    if not g.get(ADMITTED) or response.status_code >= HTTPStatus.BAD_REQUEST:
        return False
    leads_on = response.status_code in REDIRECTS or request.endpoint in TAKEN
    return request.method == "GET" or request.blueprint == API or leads_on


def _find_noted() -> Noted | None:
    endpoint = request.endpoint or ""
    if request.method == "GET":
        return EXPORTED if endpoint.endswith("_csv") else TAKEN.get(endpoint)
    return ACTS.get(endpoint) or TAKEN.get(endpoint)


def _about() -> str:
    """The thing in the address: “asset 7”; of a report its name."""
    named = [f"{name.removesuffix('_id')} {value}" for name, value in (request.view_args or {}).items()]
    endpoint = request.endpoint or ""
    return ", ".join(named) or (endpoint.partition(".")[2].removesuffix("_csv") if endpoint.endswith("_csv") else "")


def _detail(fields: tuple[str, ...]) -> str:
    """The named fields of the form or the address, as typed."""
    told = ((name, [value for value in map(clean, request.values.getlist(name)) if value]) for name in fields)
    return "; ".join(f"{name}: {', '.join(values)}" for name, values in told if values)
