"""Signing in and out, choosing a password by a link, and one's own account. Answers tell nobody who has an account."""

from __future__ import annotations

import math
from http import HTTPStatus

from flask import Blueprint, abort, flash, make_response, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from contentlib.errors import BadInput
from contentlib.people import (
    LENGTHS,
    Account,
    accept_invitation,
    begin_attempt,
    change_password,
    check_password,
    end_other_sessions,
    find_account,
    find_account_by_email,
    find_by_password,
    find_invited,
    find_second_step,
    forgive,
    in_use,
    list_sessions,
)
from contentlib.sending import has_mail_server, read_sharing
from web.access import home, read_next
from web.auth import SESSION, lifetime, sign_in, sign_out, visitor
from web.connection import connect, settings
from web.enrolling import has_provider
from web.forms import clean, place_problem
from web.once import now
from web.one_browser import let_in
from web.origin import caller, is_from_here
from web.signin import known, oidc
from web.signin.admitting import admit
from web.trail import note

pages = Blueprint("signin", __name__)

TOKEN = "<string(maxlength=64):token>"  # noqa: S105  a part of an address
WRONG = "This address and this password do not go together. Try again, or ask an admin for a new link."
WAIT = "There were too many tries. Wait {minutes}, then try again, or ask an admin for a new link."
LET_IN_ALREADY = "This link was used already, or is not right. Start contentlib serve again for a new one."
USED_UP = "This link was used already or is too old. Ask an admin for a new one."


@pages.app_template_filter("agent")
def name_agent(agent: str) -> str:
    """A browser and its system, as a person would say it.

    >>> name_agent("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36")
    'Chrome on Linux'
    """
    browsers = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrom": "Chrome", "Safari": "Safari"}
    systems = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows", "Mac OS": "macOS"}
    browser = next((name for sign, name in browsers.items() if sign in agent), agent[:40])
    system = next((name for sign, name in systems.items() if sign in agent), "Linux" if "Linux" in agent else "")
    return f"{browser} on {system}" if system else browser


@pages.app_context_processor
def offered() -> dict[str, object]:
    """What the pages around signing in say of passwords."""
    return {"shortest_password": LENGTHS.start}


# --- in and out -----------------------------------------------------------------------------------------------------


@pages.get("/sign-in")
def ask() -> Response | str:
    """The form; whoever is in already goes on."""
    if not in_use(connect().db):
        return redirect(url_for("search.index"), HTTPStatus.SEE_OTHER)
    target = read_next(request.args.get("next", ""))
    if visitor().is_signed_in:
        return redirect(target or home(), HTTPStatus.SEE_OTHER)
    return _form(target)


def _form(target: str, email: str = "", problem: str = "") -> str:
    return render_template(
        "signin/ask.html",
        target=target,
        email=email,
        problem=problem,
        has_sso=has_provider(settings()),
        has_mail=has_mail_server(settings()),
    )


@pages.post("/sign-in")
def enter() -> Response:
    """Let in whoever has the password."""
    email, target = clean(request.form.get("email", "")), read_next(request.form.get("next", ""))
    db, browser = connect().db, known.find_known(email)
    wait = begin_attempt(db, email, address=caller(), browser=browser, at=now())
    if wait:
        # Not noted: whoever has to wait could fill the log, which nothing is ever taken out of.
        minutes = math.ceil(wait.total_seconds() / 60)
        said = WAIT.format(minutes="a minute" if minutes == 1 else f"{minutes} minutes")
        response = make_response(_form(target, email, said), HTTPStatus.TOO_MANY_REQUESTS)
        response.headers["Retry-After"] = str(math.ceil(wait.total_seconds()))
        return response
    found = find_by_password(db, email, request.form.get("password", ""))
    if found is None:
        note("sign-in failed", who=_known(email))
        return make_response(_form(target, email, WRONG), HTTPStatus.FORBIDDEN)
    forgive(db, email, browser=browser)
    return admit(found, target)


def _known(email: str) -> str:
    """The address as it may stand in the log: people type passwords into the field above theirs."""
    found = find_account_by_email(connect().db, email)
    return found.email if found else "somebody unknown"


@pages.post("/sign-out")
def leave() -> Response:
    """End this browser's session."""
    if visitor().is_signed_in:
        note("signed out")
    sign_out()
    flash("You are signed out.")
    return redirect(url_for("signin.ask"), HTTPStatus.SEE_OTHER)


@pages.get(f"/let-in/{TOKEN}")
def one_browser(token: str) -> Response:
    """Let in the one browser that the pages were started for."""
    response = redirect(url_for("search.index"), HTTPStatus.SEE_OTHER)
    if not is_from_here() or not let_in(token, response):
        abort(HTTPStatus.NOT_FOUND, LET_IN_ALREADY)
    return response


# --- by a link --------------------------------------------------------------------------------------------------------


@pages.get(f"/join/{TOKEN}")
def invited(token: str) -> str:
    """The form by which a person chooses a password."""
    return _join_form(_find_invited(token))


def _find_invited(token: str) -> Account:
    found = find_invited(connect().db, token, now=now())
    if found is None:
        abort(HTTPStatus.NOT_FOUND, USED_UP)
    return found


def _join_form(account: Account, name: str | None = None, problems: dict[str, str] | None = None) -> str:
    typed = account.name if name is None else name
    return render_template("signin/join.html", account=account, name=typed, problems=problems or {})


@pages.post(f"/join/{TOKEN}")
def join(token: str) -> Response | tuple[str, int]:
    """Keep the password, and let the person in."""
    found = _find_invited(token)
    name = clean(request.form.get("name", ""))
    try:
        account = accept_invitation(
            connect().db, token, request.form.get("password", ""), name=name, company=_company(), at=now()
        )
    except BadInput as error:
        return _join_form(found, name, place_problem(str(error))), HTTPStatus.BAD_REQUEST
    note("password chosen", who=account.email, about=account.email)
    flash("Your password is kept.")
    return admit(account, "")


def _company() -> str:
    """Whose name a password here must not lean on."""
    return read_sharing(connect().db, company=settings().company).company


# --- single sign-on ---------------------------------------------------------------------------------------------------


@pages.get("/sign-in/sso")
def sso() -> Response:
    """To the company's own sign-in page."""
    session["next"] = read_next(request.args.get("next", ""))
    return oidc.ask_provider(url_for("signin.sso_back", _external=True))


@pages.get("/sign-in/sso/back")
def sso_back() -> Response:
    """Back from there, with word of who it is."""
    target = read_next(str(session.get("next", "")))
    try:
        found = oidc.read_answer(connect().db, settings(), at=now())
    except BadInput as error:
        note("sign-in failed", who="somebody unknown", detail=str(error))
        return make_response(_form(target, problem=str(error)), HTTPStatus.FORBIDDEN)
    sign_in(found.account, "oidc", provider_session=found.session)
    note("signed in")
    if found.role:
        note("role kept" if " kept, " in found.role else "role changed", about=found.account.email, detail=found.role)
    return redirect(target or home(), HTTPStatus.SEE_OTHER)


# --- one's own account ------------------------------------------------------------------------------------------------


@pages.get("/account")
def account() -> Response | str:
    """Who one is here, where one is signed in, and another password."""
    return _account_page({})


def _account_page(problems: dict[str, str]) -> Response | str:
    db, who = connect().db, visitor()
    found = find_account(db, who.person_id) if who.person_id else None
    if found is None:
        return redirect(url_for("admin.people"), HTTPStatus.SEE_OTHER)
    sessions = list_sessions(db, found, at=now(), lifetime=lifetime())
    step = find_second_step(db, found.person_id)
    return render_template("signin/account.html", account=found, sessions_listed=sessions, problems=problems, step=step)


@pages.post("/account/password")
def change() -> Response | tuple[Response | str, int]:
    """Another password, for who knows the one before."""
    who = visitor()
    if who.person_id is None:
        raise BadInput("There are no accounts here, so there is no password to change.")
    browser = str(session.get(SESSION, ""))
    try:
        # First, and without being counted as a guess: who tries out easy passwords knows the old one.
        check_password(request.form.get("password", ""), email=who.email, name=who.name, company=_company())
        # By this session: a stranger who guesses keeps nobody from changing the password.
        if begin_attempt(connect().db, who.email, address=caller(), browser=browser, at=now()):
            raise BadInput("There were too many tries, in the field old. Wait a few minutes, then try again.")
        typed = request.form
        change_password(
            connect().db,
            who.person_id,
            old=typed.get("old", ""),
            new=typed.get("password", ""),
            company=_company(),
            keep_session=browser,
            at=now(),
        )
    except BadInput as error:
        return _account_page(place_problem(str(error))), HTTPStatus.BAD_REQUEST
    forgive(connect().db, who.email, browser=browser)
    note("password changed", about=who.email)
    flash("Your password is changed. Other browsers are signed out.")
    return redirect(url_for("signin.account"), HTTPStatus.SEE_OTHER)


@pages.post("/account/sign-out-elsewhere")
def leave_elsewhere() -> Response:
    """End all sessions but this one."""
    who = visitor()
    ended = end_other_sessions(connect().db, who.person_id or 0, str(session.get(SESSION, "")))
    note("signed out elsewhere", about=who.email, detail=f"{ended} sessions")
    flash("Every other browser is signed out." if ended else "You were signed in nowhere else.")
    return redirect(url_for("signin.account"), HTTPStatus.SEE_OTHER)
