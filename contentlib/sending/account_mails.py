"""Mails to colleagues with the link by which they choose a password: an invitation, or another one."""

from __future__ import annotations

from datetime import datetime

from contentlib.people import Account
from contentlib.sending.mailer import OutgoingMail, compose, mail_server, post
from contentlib.settings import Settings

INVITED = """{by} invites you to contentlib{company}, where sales content is found and sent.

Choose your password here, once, until {until} UTC:

{link}

Pass the link on to nobody: whoever opens it has your account.
"""
RESET = """Choose another password for contentlib{company} here, once, until {until} UTC:

{link}

You did not ask for it? Then leave this mail alone; your password stays as it is.
"""


def mail_account_link(
    settings: Settings,
    account: Account,
    link: str,
    *,
    until: datetime,
    company: str,
    by: str = "",
    number: str,
    written_at: datetime,
) -> None:
    """Mail the link to whose account it is. ``number`` must be new; ``by`` is who invites.

    Raises:
        MailRefused: the mail server is not there, or does not take it.
        BadInput: the mail cannot be written.
    """
    text, subject = (RESET, "Another password") if account.joined_at else (INVITED, "Your account")
    message = text.format(
        by=by or "A colleague", company=f" at {company}" if company else "", until=f"{until:%Y-%m-%d %H:%M}", link=link
    )
    sender = settings.smtp_from or settings.person
    letter = OutgoingMail(account.email, f"{subject} at contentlib", message, by or sender)
    mail = compose(letter, sender=sender, company=company, number=f"{number}.contentlib", written_at=written_at)
    with mail_server(settings) as server:
        post(server, mail)
