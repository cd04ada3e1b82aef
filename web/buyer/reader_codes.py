"""The code that shows that a reader's address is theirs: asked for, mailed to who may read, and tried."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from contentlib.errors import BadInput, MailRefused
from contentlib.library import Library
from contentlib.sending import (
    OWNER,
    OutgoingMail,
    Parcel,
    SharedAsset,
    compose,
    find_send,
    mail_server,
    may_read,
    post,
    read_sharing,
    record_code,
    record_failure,
    try_mailed_code,
)
from web.buyer.door import badge, caller
from web.forms import clean
from web.once import now
from web.posting import post_later
from web.visit import library

ASKED_SECONDS = 900
SALT_BYTES = 16
MAIL = """Your code is {code}

Type it on the page that you opened. It works for ten minutes, once.

It opens “{title}” from {company}. You did not ask for it? Then leave this mail alone: without the code nobody gets in.
"""


def ask_for_code(shared: SharedAsset, visitor: str) -> timedelta:
    """Make a code for whoever asks, and mail it to who may read; returns how long to wait instead."""
    code = f"{secrets.randbelow(10**6):06}"
    salt = secrets.token_bytes(SALT_BYTES)
    wait = record_code(library().db, shared.link, visitor, code, salt=salt, address=caller(), at=now())
    if not wait and may_read(shared, visitor):
        moment, number = now(), secrets.token_hex(16)
        post_later(lambda opened: _mail(opened, shared, visitor, code, number, moment))
    return wait


def _mail(opened: Library, shared: SharedAsset, visitor: str, code: str, number: str, at: datetime) -> None:
    send, sharing = (
        find_send(opened.db, shared.send_id, asking=OWNER),
        read_sharing(opened.db, company=opened.settings.company),
    )
    text = MAIL.format(code=code, company=sharing.company or send.rep, title=shared.title)
    letter = OutgoingMail(visitor, f"{code} is your code", text, send.rep)
    sender = opened.settings.smtp_from or opened.settings.person
    try:
        mail = compose(letter, sender=sender, company=sharing.company, number=f"{number}.contentlib", written_at=at)
        with mail_server(opened.settings) as server:
            post(server, mail)
    except (MailRefused, BadInput) as error:
        # The reader is told nothing, which would tell who is on the list; the sender is.
        reason = f"A reader's code was not mailed. {error}"
        record_failure(opened, Parcel(shared.asset_id, send.rep), visitor, reason, failed_at=at)


def sign_asked(shared: SharedAsset, visitor: str) -> str:
    """What the form of the code carries: who asked, and that they knew the passcode where there is one."""
    return str(_signer().dumps([badge(shared), visitor]))


def read_asked(shared: SharedAsset) -> str:
    """Who asked for the code that the form brings; empty where it is no form of ours, or too old."""
    try:
        shown, visitor = _signer().loads(request.form.get("asked", ""), max_age=ASKED_SECONDS)
    except (BadSignature, ValueError, TypeError):
        return ""
    return str(visitor) if shown == badge(shared) else ""


def try_typed(shared: SharedAsset, visitor: str) -> tuple[bool, timedelta]:
    """Whether the code in the form is right, or how long to wait."""
    typed = clean(request.form.get("code", ""))[:40]
    tried = try_mailed_code(library().db, shared.link, visitor, typed, address=caller(), at=now())
    return tried.is_right, tried.wait


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.config["SECRET_KEY"]), salt="reader's code")
