"""For the admin: who may come in and as what, who did what, and how people sign in."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from contentlib.errors import BadInput, MailRefused, UnknownRecord
from contentlib.language import end_of_day, read_day
from contentlib.people import (
    ROLES,
    TOKEN_BYTES,
    Account,
    AuditQuery,
    Role,
    add_account,
    change_role,
    count_audit,
    disable_account,
    enable_account,
    end_other_sessions,
    end_second_step,
    find_account,
    find_second_step,
    in_use,
    list_accounts,
    list_actions,
    list_audit,
    list_sessions,
    read_role,
    record_invitation,
)
from contentlib.reports import rows_to_csv
from contentlib.sending import has_mail_server, mail_account_link, read_sharing
from contentlib.settings import Settings
from web.auth import lifetime, visitor
from web.connection import settings
from web.enrolling import default_role, has_provider
from web.forms import HTTP_BAD, Typed, clean, place_problem, read_page
from web.half_way import is_reachable
from web.once import now
from web.origin import our_names, read_list
from web.signin import link_start
from web.tables import as_csv
from web.trail import note
from web.visit import library, person

pages = Blueprint("admin", __name__)

PERSON = f"<int(max={2**63 - 1}):person_id>"
PAGE_SIZE = 50

ROLE_SAYS = {
    Role.VIEWER: "sees the reports, nothing else",
    Role.REP: "finds and sends, asks for content, sees the reports",
    Role.MARKETER: "does what a rep does, corrects tags, retires, answers reps, decides how links look",
    Role.ADMIN: "does what a marketer does, invites people, gives roles, sees the audit log and the status",
}


@dataclass(frozen=True, slots=True)
class Offered:
    """A link that was just made and is mailed, or shown this once."""

    account: Account
    address: str
    until: datetime


@pages.app_context_processor
def offered() -> dict[str, object]:
    """The roles, on whatever page they are chosen."""
    return {"roles": ROLES, "role_says": ROLE_SAYS}


# --- people -----------------------------------------------------------------------------------------------------------


@pages.get("/admin/people")
def people() -> str:
    """Everybody who may come in, and the form that invites another."""
    return show_people()


def show_people(typed: Typed | None = None, problems: dict[str, str] | None = None) -> str:
    """The list, with the form as it was typed."""
    return render_template(
        "admin/people.html",
        accounts=list_accounts(library().db),
        has_mail=has_mail_server(settings()),
        typed=typed or {"email": person() if not in_use(library().db) else "", "role": ""},
        problems=problems or {},
    )


@pages.post("/admin/people/begin")
def begin() -> Answer | tuple[str, int]:
    """The first account: an admin, who goes on at once to choose a password."""
    if in_use(library().db):
        raise BadInput("There are accounts already. Invite people from the list.")
    try:
        account = _add(Role.ADMIN)
    except BadInput as error:
        return show_people(request.form, place_problem(str(error))), HTTP_BAD
    token = secrets.token_urlsafe(TOKEN_BYTES)
    record_invitation(library().db, account.person_id, token=token, made_at=now())
    return redirect(url_for("signin.invited", token=token), 303)


@pages.post("/admin/people")
def invite() -> Answer | str | tuple[str, int]:
    """Make an account and show the link once."""
    try:
        account = _add(read_role(clean(request.form.get("role", ""))))
    except BadInput as error:
        return show_people(request.form, place_problem(str(error))), HTTP_BAD
    return _show_link(account)


def _add(role: Role) -> Account:
    email, name = clean(request.form.get("email", "")), clean(request.form.get("name", ""))
    account = add_account(library().db, email, role, name=name, added_at=now())
    note("invited", about=account.email, detail=f"role: {role.word}")
    return account


def _show_link(account: Account) -> str:
    """A page of its own, and no redirect: a link that is not mailed stands nowhere but here."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    until = record_invitation(library().db, account.person_id, token=token, made_at=now())
    offered, problem = Offered(account, link_start() + url_for("signin.invited", token=token), until), ""
    is_mailed = has_mail_server(settings()) and "show" not in request.form
    try:
        if is_mailed:
            _mail(offered)
    except (MailRefused, BadInput) as error:
        is_mailed, problem = False, str(error)
    return render_template("admin/link.html", offered=offered, is_mailed=is_mailed, problem=problem)


def _mail(offered: Offered) -> None:
    company = read_sharing(library().db, company=settings().company).company
    mail_account_link(
        settings(), offered.account, offered.address, until=offered.until, company=company, by=visitor().email,
        number=secrets.token_hex(16), written_at=now(),
    )  # fmt: skip


@pages.get(f"/admin/people/{PERSON}")
def one_person(person_id: int) -> str:
    """One account and what can be done about it."""
    account = _find(person_id)
    db = library().db
    return render_template(
        "admin/one_person.html",
        account=account,
        sessions_listed=list_sessions(db, account, at=now(), lifetime=lifetime()),
        lines=list_audit(db, AuditQuery(who=account.email), limit=10),
        second_step=find_second_step(db, person_id),
        is_self=account.person_id == visitor().person_id,
    )


def _find(person_id: int) -> Account:
    found = find_account(library().db, person_id)
    if found is None:
        raise UnknownRecord(f"No account has the number {person_id}. Choose one from the list of people.")
    return found


@pages.post(f"/admin/people/{PERSON}/role")
def change(person_id: int) -> Answer:
    """Another role."""
    before = _find(person_id)
    account = change_role(library().db, person_id, read_role(clean(request.form.get("role", ""))))
    note("role changed", about=account.email, detail=f"{before.role.word} → {account.role.word}")
    flash(f"{account.email} is {account.role.word} now.")
    return _back(person_id)


@pages.post(f"/admin/people/{PERSON}/disable")
def disable(person_id: int) -> Answer:
    """In no more, at once."""
    account = disable_account(library().db, person_id, disabled_at=now())
    note("disabled", about=account.email)
    flash(f"{account.email} is signed out everywhere and cannot come in any more.")
    return _back(person_id)


@pages.post(f"/admin/people/{PERSON}/enable")
def enable(person_id: int) -> str:
    """In again, with a new link."""
    account = enable_account(library().db, person_id)
    note("enabled", about=account.email)
    return _show_link(account)


@pages.post(f"/admin/people/{PERSON}/reset")
def reset(person_id: int) -> str:
    """A new link, by which the person chooses another password."""
    account = _find(person_id)
    note("reset", about=account.email)
    return _show_link(account)


@pages.post(f"/admin/people/{PERSON}/sign-out")
def sign_out(person_id: int) -> Answer:
    """Out of every browser."""
    account = _find(person_id)
    ended = end_other_sessions(library().db, person_id)
    note("signed out by an admin", about=account.email)
    flash(f"{account.email} is signed out of {ended} browsers." if ended else f"{account.email} was not signed in.")
    return _back(person_id)


@pages.post(f"/admin/people/{PERSON}/second-step")
def reset_second_step(person_id: int) -> Answer:
    """Ask a colleague for no second step any more, who has lost it; whoever was signed in is not."""
    account = _find(person_id)
    had = end_second_step(library().db, person_id)
    end_other_sessions(library().db, person_id)
    note("second step reset", about=account.email)
    flash(f"{account.email} signs in without a second step until they set up another." if had else "There was none.")
    return _back(person_id)


def _back(person_id: int) -> Answer:
    if visitor().person_id == person_id:  # who has just taken the own role away must be asked anew who they are
        return redirect(url_for("signin.account"), 303)
    return redirect(url_for("admin.one_person", person_id=person_id), 303)


# --- who did what -----------------------------------------------------------------------------------------------------


@pages.get("/admin/audit")
def audit() -> str:
    """The log, newest first."""
    page, wanted = read_page(request.args), read_wanted(request.args)
    total = count_audit(library().db, wanted)
    return render_template(
        "admin/audit.html",
        lines=list_audit(library().db, wanted, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE),
        total=total,
        page=page,
        pages=-(-total // PAGE_SIZE),
        typed={name: value for name, value in request.args.items() if name != "page" and value},
        actions=list_actions(library().db),
    )


@pages.get("/admin/audit.csv")
def audit_csv() -> Response:
    """One line a line."""
    return as_csv("audit", rows_to_csv(list_audit(library().db, read_wanted(request.args))))


def read_wanted(typed: Typed) -> AuditQuery:
    """The filters in an address.

    Raises:
        BadInput: a day that is none.
    """
    until = read_day(clean(typed.get("until", "")))
    return AuditQuery(
        who=clean(typed.get("who", "")),
        action=clean(typed.get("action", "")),
        text=clean(typed.get("text", "")),
        since=read_day(clean(typed.get("since", ""))),
        until=end_of_day(until) if until else None,
    )


# --- how people sign in -----------------------------------------------------------------------------------------------


@pages.get("/admin/sign-in")
def entrance() -> str:
    """The settings that decide who comes in, and what is wrong with them."""
    chosen = settings()
    return render_template(
        "admin/entrance.html",
        settings=chosen,
        has_accounts=in_use(library().db),
        has_sso=has_provider(chosen),
        reachable=is_reachable(chosen),
        names=sorted(our_names(chosen)),
        domains=read_list(chosen.sso_domains),
        networks=read_list(chosen.proxy_addresses),
        back=chosen.public_url.rstrip("/") + url_for("signin.sso_back"),
        problems=list_problems(chosen),
    )


def list_problems(chosen: Settings) -> tuple[str, ...]:
    """What in the settings does not go together.

    >>> list_problems(Settings())
    ()
    >>> list_problems(Settings(public_url="http://content.example"))
    ('public_url is not https: passwords and assets cross the network in the clear. Put a TLS proxy before it.',)
    """
    found = []
    if chosen.public_url.startswith("http://"):
        found.append(
            "public_url is not https: passwords and assets cross the network in the clear. Put a TLS proxy before it."
        )
    if (chosen.oidc_issuer and not chosen.oidc_client) or (chosen.oidc_client and not chosen.oidc_issuer):
        found.append("Single sign-on needs both oidc_issuer and oidc_client.")
    if chosen.proxy_header and not chosen.proxy_addresses:
        found.append("proxy_header is believed from nobody as long as proxy_addresses is empty.")
    try:
        default_role(chosen)
    except BadInput as error:
        found.append(str(error))
    return tuple(found)
