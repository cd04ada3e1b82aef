"""A forgotten password: a link by mail, for who has an account. The page tells nobody who has one.

Whatever depends on the account happens after the answer, so that no time tells it either.
"""

from __future__ import annotations

import secrets
from datetime import datetime

import structlog
from flask import render_template, request, url_for

from contentlib.errors import BadInput, MailRefused
from contentlib.library import Library
from contentlib.people import TOKEN_BYTES, may_ask_for_reset, record_audit, record_reset
from contentlib.sending import has_mail_server, mail_account_link, read_sharing
from web.connection import settings
from web.forms import clean
from web.once import now
from web.origin import caller
from web.posting import post_later
from web.signin.signin_pages import pages

log = structlog.get_logger()

SOMEBODY = "somebody unknown"


@pages.get("/sign-in/forgotten")
def forgotten() -> str:
    """The form that asks for a link."""
    return _show("")


def _show(asked: str) -> str:
    return render_template("signin/forgotten.html", has_mail=has_mail_server(settings()), asked=asked)


@pages.post("/sign-in/forgotten")
def send_reset() -> str:
    """The same answer to everybody; a mail to who has an account with a password."""
    email = clean(request.form.get("email", ""))[:254]
    if has_mail_server(settings()) and email:
        token, start, where, moment = secrets.token_urlsafe(TOKEN_BYTES), link_start(), caller(), now()
        link = start + url_for("signin.invited", token=token)
        post_later(lambda opened: _send(opened, email, token, link, where, moment))
    return _show(email)


def link_start() -> str:
    """Where the links of accounts begin: the address of the settings, else the one that was asked, which is ours."""
    return settings().public_url.rstrip("/") or request.host_url.rstrip("/")


def _send(opened: Library, email: str, token: str, link: str, where: str, at: datetime) -> None:
    if not may_ask_for_reset(opened.db, email, address=where, at=at):
        return
    made = record_reset(opened.db, email, token=token, made_at=at)
    if made is None:
        return
    account, until = made
    record_audit(opened.db, SOMEBODY, "reset asked for", about=account.email, address=where, at=at)
    company = read_sharing(opened.db, company=opened.settings.company).company
    try:
        mail_account_link(
            opened.settings, account, link, until=until, company=company, number=secrets.token_hex(16), written_at=at
        )
    except (MailRefused, BadInput) as error:
        log.error("reset_not_mailed", error=str(error))
