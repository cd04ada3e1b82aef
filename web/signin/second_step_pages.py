"""The pages of the second step: a code, setting it up, recovery codes. The only module that knows segno."""

from __future__ import annotations

import math
import secrets
from dataclasses import dataclass
from http import HTTPStatus

import segno
from flask import current_app, flash, make_response, redirect, render_template, request, session, url_for
from itsdangerous import BadSignature, URLSafeTimedSerializer
from markupsafe import Markup
from werkzeug.wrappers import Response

from contentlib.errors import BadInput
from contentlib.people import (
    RECOVERY_BYTES,
    RECOVERY_CODES,
    SECRET_BYTES,
    Account,
    end_other_sessions,
    end_second_step,
    find_account,
    find_second_step,
    replace_recovery,
    set_up_second_step,
    to_base32,
    try_code,
    write_app_address,
    write_recovery,
)
from web.access import read_next
from web.auth import SESSION, visitor
from web.connection import connect, settings
from web.forms import HTTP_BAD, clean
from web.half_way import find_half, is_required
from web.once import now
from web.origin import caller
from web.signin.admitting import let_through
from web.signin.signin_pages import pages
from web.trail import note

OFFERED_SECONDS = 1800
WRONG = "This code is not right, or was used already. Type the one that your app shows now, or a recovery code."
WAIT = "There were too many wrong codes. Wait {minutes}, then try again, or ask an admin to reset your second step."
FEW = 3


@dataclass(frozen=True, slots=True)
class CodeRefusal:
    """Why a code did not do. ``wait`` is in seconds."""

    sentence: str
    status: int
    wait: int = 0


# --- signing in -------------------------------------------------------------------------------------------------------


@pages.get("/sign-in/code")
def code() -> Response | str:
    """The form for the code; whoever has not shown the password begins there."""
    target = read_next(request.args.get("next", ""))
    if find_half() is None:
        return redirect(url_for("signin.ask", next=target or None), HTTPStatus.SEE_OTHER)
    return render_template("signin/code.html", target=target, problem="")


@pages.post("/sign-in/code")
def enter_code() -> Response:
    """Let in whoever shows the right code."""
    target, found = read_next(request.form.get("next", "")), find_half()
    if found is None:
        flash("That took too long. Sign in once more.")
        return redirect(url_for("signin.ask", next=target or None), HTTPStatus.SEE_OTHER)
    refusal = refuse_code(found)
    if refusal:
        page = render_template("signin/code.html", target=target, problem=refusal.sentence)
        return _answer(page, refusal)
    return let_through(found, target)


def refuse_code(account: Account) -> CodeRefusal | None:
    """Why the code in the form does not do; none where it does. A recovery code is gone then."""
    typed = clean(request.form.get("code", ""))[:40]
    try:
        tried = try_code(connect().db, account.person_id, typed, address=caller(), at=now())
    except BadInput as error:
        return CodeRefusal(str(error), HTTPStatus.FORBIDDEN)
    if tried.wait:
        minutes = math.ceil(tried.wait.total_seconds() / 60)
        said = WAIT.format(minutes="a minute" if minutes == 1 else f"{minutes} minutes")
        return CodeRefusal(said, HTTPStatus.TOO_MANY_REQUESTS, math.ceil(tried.wait.total_seconds()))
    if not tried.is_right:
        note("second step failed", who=account.email)
        return CodeRefusal(WRONG, HTTPStatus.FORBIDDEN)
    if tried.is_recovery:
        _tell_recovery(account)
    return None


def _tell_recovery(account: Account) -> None:
    step = find_second_step(connect().db, account.person_id)
    left = step.recovery_left if step else 0
    note("recovery code used", who=account.email, detail=f"{left} left")
    flash(f"That recovery code is used up; {left} are left." + (" Make new ones soon." if left < FEW else ""))


def _answer(page: str, refusal: CodeRefusal) -> Response:
    response = make_response(page, refusal.status)
    if refusal.wait:
        response.headers["Retry-After"] = str(refusal.wait)
    return response


# --- one's own second step --------------------------------------------------------------------------------------------


@pages.get("/account/second-step")
def second_step() -> Response | str:
    """What there is, and the form that sets one up or ends it."""
    account = _find_self()
    return _show(account) if account else redirect(url_for("signin.account"), HTTPStatus.SEE_OTHER)


def _find_self() -> Account | None:
    """Whoever asks, if it is here that they show who they are: a provider has a second step of its own."""
    who = visitor()
    return find_account(connect().db, who.person_id) if who.person_id and who.via == "password" else None


def _show(account: Account, problem: str = "", offered: str = "") -> str:
    step, secret = find_second_step(connect().db, account.person_id), ""
    if step is None:
        secret = _read_offer(account, offered) or to_base32(secrets.token_bytes(SECRET_BYTES))
    return render_template(
        "signin/second_step.html",
        account=account,
        step=step,
        secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        offered=_signer().dumps([account.person_id, secret]) if secret else "",
        picture=_draw(write_app_address(secret, email=account.email, issuer=_issuer())) if secret else "",
        is_required=is_required(account.role),
        problem=problem,
    )


def _issuer() -> str:
    return f"contentlib {settings().company}".strip()


def _draw(address: str) -> Markup:
    # Black on white whatever the theme is: apps do not read the reverse.
    drawn = segno.make(address, error="m", micro=False).svg_inline(scale=5, dark="#000", light="#fff", omitsize=True)
    return Markup(drawn)  # noqa: S704  of our own making


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.config["SECRET_KEY"]), salt="second step offered")


def _read_offer(account: Account, offered: str) -> str:
    """The secret that the form was shown with; nothing where it was for another person, or long ago."""
    try:
        person_id, secret = _signer().loads(offered, max_age=OFFERED_SECONDS)
    except (BadSignature, ValueError, TypeError):
        return ""
    return str(secret) if person_id == account.person_id else ""


@pages.post("/account/second-step")
def add_second_step() -> Response | tuple[str, int] | str:
    """Ask for it from now on; the recovery codes are shown this once."""
    account, offered = _find_self(), request.form.get("offered", "")
    if account is None:
        return redirect(url_for("signin.account"), HTTPStatus.SEE_OTHER)
    codes = _make_recovery()
    try:
        secret = _read_offer(account, offered)
        if not secret:
            raise BadInput("This form was opened too long ago. Scan the picture below instead.")
        typed = "".join(request.form.get("code", "").split())[:40]
        set_up_second_step(connect().db, account.person_id, secret, typed, recovery=codes, at=now())
    except BadInput as error:
        return _show(account, str(error), offered), HTTP_BAD
    # Other browsers came in without it.
    end_other_sessions(connect().db, account.person_id, str(session.get(SESSION, "")))
    note("second step set up", about=account.email)
    return _show_recovery(codes)


def _make_recovery() -> list[str]:
    return [write_recovery(secrets.token_bytes(RECOVERY_BYTES)) for _ in range(RECOVERY_CODES)]


def _show_recovery(codes: list[str]) -> str:
    """A page of its own, and no redirect: they stand nowhere but here."""
    return render_template("signin/recovery.html", codes=codes)


@pages.post("/account/second-step/recovery")
def renew_recovery() -> Response | str:
    """Other recovery codes, for who shows a right code."""
    account = _find_self()
    refusal = refuse_code(account) if account else None
    if account is None or refusal:
        return _refuse_self(account, refusal)
    codes = _make_recovery()
    replace_recovery(connect().db, account.person_id, codes)
    note("recovery codes renewed", about=account.email)
    return _show_recovery(codes)


@pages.post("/account/second-step/end")
def drop_second_step() -> Response:
    """Ask for it no more, where it is not required and the person shows a right code."""
    account = _find_self()
    refusal = refuse_code(account) if account else None
    if account is None or refusal:
        return _refuse_self(account, refusal)
    end_second_step(connect().db, account.person_id)
    note("second step ended", about=account.email)
    flash(
        "The second step is off." + (" You need one as an admin: set up another." if is_required(account.role) else "")
    )
    return redirect(url_for("signin.second_step"), HTTPStatus.SEE_OTHER)


def _refuse_self(account: Account | None, refusal: CodeRefusal | None) -> Response:
    if account is None or refusal is None or find_second_step(connect().db, account.person_id) is None:
        return redirect(url_for("signin.second_step"), HTTPStatus.SEE_OTHER)
    return _answer(_show(account, refusal.sentence), refusal)
