"""Who may open what: every endpoint stands in one table. One that does not is refused to all, so none is forgotten.

What a person may see of the library's content is not decided here but by :func:`web.visit.library`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, g, jsonify, make_response, redirect, render_template, request, url_for
from werkzeug.local import LocalProxy
from werkzeug.wrappers import Response

from contentlib.people import Role, in_use
from contentlib.reports import REPORTS
from web.auth import API, Visitor, visitor
from web.connection import connect
from web.crossing import mark_step
from web.half_way import SETTING_UP, lacks_step
from web.origin import find_stranger, host_name, is_our_host
from web.wording import NAVIGATION, Entry

KEY = "access"
# Set on a request that was let through; what was not let through did nothing.
ADMITTED = "admitted"

# The least role that may open each endpoint; a role may open what those before it may. The CSV and the JSON of a page
# (name_csv, name_json) are as open as the page.
TABLE: Mapping[Role, str] = {
    # Buyers, monitors, and who is about to sign in.
    Role.NOBODY: """
        static
        buyer.show buyer.unlock buyer.picture buyer.file buyer.seen buyer.elsewhere
        signin.ask signin.enter signin.leave signin.one_browser signin.code signin.enter_code
        signin.forgotten signin.send_reset signin.invited signin.join signin.sso signin.sso_back signin.farewell
        health.readable health.alive health.ready
    """,
    Role.VIEWER: """
        signin.account signin.change signin.leave_elsewhere
        signin.second_step signin.add_second_step signin.renew_recovery signin.drop_second_step
        reports.cell reports.scorecard_asset reports.one_request
        help.index help.show
        api.description api.nowhere
        admin.manual admin.tokens admin.make_token admin.end_token
    """,
    Role.REP: """
        search.index search.suggestions search.save search.forget
        assets.index assets.show assets.file assets.picture
        sending.new sending.create sending.refill sending.suggest sending.pages_file sending.copy_file
        sending.sent sending.note_sent sending.ready sending.followed sending.index sending.show sending.revoke
        sending.extend sending.unpause
        reports.ask reports.seen assets.give_feedback
        api.search api.assets api.asset api.sections api.sends api.send api.record api.ask api.judge
    """,
    Role.MARKETER: """
        assets.correct_tag assets.tag_bulk assets.correct_chosen assets.tag_review assets.judge_tags
        assets.tag_corrections assets.take_back assets.take_back_together
        assets.tag_rules assets.switch_tag_rule
        reports.make_request reports.update_request assets.answer_feedback
        reports.verify reports.set_periods
        assets.retire assets.restore assets.look_after
        sending.settings sending.change_settings
    """,
    Role.ADMIN: """
        admin.status api.status health.metrics
        admin.groups admin.make_group admin.join_group admin.leave_group admin.end_group admin.limit admin.lift
        admin.decide_moved
        admin.people admin.begin admin.invite admin.one_person admin.change admin.disable admin.enable admin.reset
        admin.sign_out admin.reset_second_step admin.audit admin.entrance
        admin.exclusions admin.exclude_activity admin.include_activity
    """,
}

UNLISTED = "Nobody may open this address yet: its endpoint {endpoint} stands in no line of web/access.py. Add it there."
NOT_ALLOWED = "Your role, {role}, does not open this page; it takes {needed}. Ask an admin, if you need it."
NO_ACCOUNTS = (
    "There are no accounts here yet, so only who sits at the machine itself is served. Whoever runs it makes the first "
    "with: contentlib people invite NAME@COMPANY --role admin"
)
ANOTHER_BROWSER = (
    "This was started for one browser, and this is not the one. Open the link that contentlib serve printed; it works "
    "once. After that, start it again for another."
)
SIGN_IN_FIRST = "Sign in first."
SECOND_STEP_FIRST = "As an admin you need a second step here. Set it up first, on your account’s page."


def attach(app: Flask) -> None:
    """Refuse what the table does not allow, and let templates of ``app`` ask what it does."""
    listed = {name: role for role, names in TABLE.items() for name in names.split()}
    app.extensions[KEY] = listed | dict.fromkeys(name_reports(), Role.VIEWER)
    app.before_request(check_access)
    app.jinja_env.globals.update(may=may, visitor=visitor, home=home, navigation=LocalProxy(open_navigation))


def name_reports() -> Iterator[str]:
    """Every report's page and call: whoever may come in at all may read them."""
    for report in REPORTS.values():
        yield from (report.endpoint, f"api.report_{report.name}")


def least(endpoint: str) -> Role | None:
    """The least role that opens an endpoint; none where it stands in no line."""
    table: Mapping[str, Role] = current_app.extensions[KEY]
    return table.get(endpoint, table.get(re.sub(r"_(csv|json)$", "", endpoint)))


def may(endpoint: str) -> bool:
    """Whether who asks may open an endpoint: a button that would be refused is not shown."""
    needed = least(endpoint)
    return needed is not None and visitor().role >= needed


def open_navigation() -> tuple[Entry, ...]:
    """The navigation without what would be refused."""
    return tuple(entry for entry in map(_open_entry, NAVIGATION) if entry)


def _open_entry(entry: Entry) -> Entry | None:
    if not may(entry.endpoint):
        return None
    inside = tuple(one for one in entry.entries if may(one.endpoint))
    return replace(entry, entries=inside)


def home() -> str:
    """Where somebody begins: the search, or for whoever may not search the reports, or for a stranger to sign in."""
    open_to = (name for name in ("search.index", "reports.first") if may(name))
    return url_for(next(open_to, "signin.ask"))


# --- refusing ---------------------------------------------------------------------------------------------------------


def check_access() -> Response | None:
    """Let the request through, ask who it is, or refuse it."""
    if request.endpoint is None:  # no such page, which is the same for everybody
        return None
    needed = least(request.endpoint)
    if needed is None:
        abort(HTTPStatus.FORBIDDEN, UNLISTED.format(endpoint=request.endpoint))
    if needed is not Role.NOBODY and request.endpoint not in SETTING_UP and lacks_step(visitor()):
        return lead_to_second_step()
    if needed is Role.NOBODY or visitor().role >= needed:
        setattr(g, ADMITTED, True)
        return None
    if visitor().role is Role.NOBODY:
        return ask_who()
    if request.endpoint == "search.index" and may("reports.first"):
        return redirect(home(), HTTPStatus.SEE_OTHER)
    return refuse(visitor(), needed)


def lead_to_second_step() -> Response:
    """An admin whom others can pretend to be from elsewhere sets up a second step before anything else."""
    if request.method != "GET" or wants_json() or request.blueprint == API or "HX-Request" in request.headers:
        abort(HTTPStatus.FORBIDDEN, SECOND_STEP_FIRST)
    return redirect(url_for("signin.second_step"), HTTPStatus.SEE_OTHER)


def refuse(who: Visitor, needed: Role) -> Response:
    """The visitor is known and may not."""
    abort(HTTPStatus.FORBIDDEN, NOT_ALLOWED.format(role=who.role.word, needed=needed.word))


def ask_who() -> Response:
    """The visitor is unknown: to the sign-in page and back here, or what a program understands."""
    if not in_use(connect().db):
        abort(HTTPStatus.FORBIDDEN, _tell_stranger())
    if request.blueprint == API or wants_json():
        return _answer_program()
    if "HX-Request" in request.headers:
        # A redirect would be followed unseen and put the sign-in page into a corner of this one.
        response = make_response("", HTTPStatus.UNAUTHORIZED)
        response.headers["HX-Redirect"] = url_for("signin.ask", next=page_before())
        return response
    if _comes_from_elsewhere():
        return mark_step(make_response(render_template("step.html"), HTTPStatus.UNAUTHORIZED))
    target = request.full_path.rstrip("?") if request.method == "GET" else page_before()
    return redirect(url_for("signin.ask", next=target), HTTPStatus.SEE_OTHER)


def _tell_stranger() -> str:
    """Why somebody is not taken for whoever sits at the machine."""
    sign = find_stranger()
    if sign:
        return f"{NO_ACCOUNTS} This request does not seem to be from there: see {sign}."
    return ANOTHER_BROWSER


def _answer_program() -> Response:
    response = jsonify(error=SIGN_IN_FIRST, status=401)
    response.status_code = HTTPStatus.UNAUTHORIZED
    if request.blueprint == API:
        response.headers["WWW-Authenticate"] = 'Bearer realm="contentlib"'
    return response


def wants_json() -> bool:
    """Whether a program asks, which could do nothing with a page."""
    accept = request.accept_mimetypes
    return request.path.endswith(".json") or accept.best_match(["text/html", "application/json"]) == "application/json"


def _comes_from_elsewhere() -> bool:
    """Whether a link on another site leads here, so that the browser kept the session's cookie back.

    One step on our own site, and it brings the cookie along.
    """
    return (
        request.method == "GET"
        and request.headers.get("Sec-Fetch-Site") == "cross-site"
        and current_app.session_interface.get_cookie_name(current_app) not in request.cookies
    )


# --- going back -------------------------------------------------------------------------------------------------------


def read_next(text: str) -> str:
    """Where to go after signing in, if that is a page of ours; else nothing.

    >>> read_next("/assets?kind=deck"), read_next("//evil.example"), read_next("https://evil.example/")
    ('/assets?kind=deck', '', '')
    >>> read_next("/\\\\evil.example"), read_next("/\\tx"), read_next("javascript:alert(1)"), read_next("/sign-in?x")
    ('', '', '', '')
    """
    if not re.fullmatch(r"/(?![/\\])[^\\\s\x00-\x1f\x7f]{0,1999}", text):
        return ""
    parts = urlsplit(text)
    own = not parts.scheme and not parts.netloc
    return text if own and not parts.path.startswith(("/sign-in", "/sign-out", "/join/")) else ""


def read_back(otherwise: str) -> str:
    """Where a form says that the person came from, if that is a page of ours."""
    back = request.form.get("back", "")
    return back if back.startswith("/") and not back.startswith(("//", "/\\")) else otherwise


def page_before() -> str:
    """The page of ours from which a form came."""
    parts = urlsplit(request.headers.get("Referer", ""))
    if not is_our_host(host_name(parts.netloc)):
        return ""
    return read_next(parts.path + (f"?{parts.query}" if parts.query else ""))
