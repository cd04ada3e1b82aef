"""Mails of our own, written so that nothing typed becomes a header, and handed to the team's server. Knows SMTP."""

from __future__ import annotations

import html
import re
import smtplib
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from contentlib.errors import BadInput, MailRefused
from contentlib.settings import Settings

TIMEOUT_SECONDS = 20
LARGEST_MB = 20
TLS = ("starttls", "tls", "none")
LOCAL = ("localhost", "127.0.0.1", "::1")
ADDRESS_IN_TEXT = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes along; ``type`` is a media type such as application/pdf."""

    name: str
    data: bytes
    type: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class OutgoingMail:
    """One mail to one person. ``link`` is the address in the text that is shown by ``title`` where mails can."""

    to: str
    subject: str
    message: str
    rep: str = ""
    rep_name: str = ""
    link: str = ""
    title: str = ""
    attachment: Attachment | None = None


def has_mail_server(settings: Settings) -> bool:
    """Whether mails can be sent from here."""
    return bool(settings.smtp_host and (settings.smtp_from or settings.person))


def compose(letter: OutgoingMail, *, sender: str, company: str, number: str, written_at: datetime) -> EmailMessage:
    """The mail as plain text and as HTML. ``sender`` is our own address, empty where the rep's own may be used.

    Mail that says it is from a rep but comes from our server is taken for forged, so the rep's name stands before our
    address, and the rep's address is where answers go. ``number`` makes the mail's own name and must be new.

    Raises:
        BadInput: the subject or an address cannot be used.
    """
    mail = EmailMessage(policy=SMTP)
    named = f"{letter.rep_name or letter.rep.partition('@')[0]}{f', {company}' if company else ''}"
    try:
        mail["From"] = Address(_one_line(named), addr_spec=sender or letter.rep)
        mail["To"] = Address(addr_spec=letter.to)
        if letter.rep and sender:
            mail["Reply-To"] = Address(_one_line(letter.rep_name), addr_spec=letter.rep)
        mail["Subject"] = _one_line(letter.subject)
        mail["Date"] = format_datetime(written_at)
        mail["Message-ID"] = f"<{number}@{(sender or letter.rep).partition('@')[2]}>"
    except (ValueError, IndexError, MessageError) as error:
        raise BadInput(
            f"The mail to {letter.to} cannot be written: {error}. Look at its subject and address."
        ) from error
    mail.set_content(letter.message + "\n")
    mail.add_alternative(to_html(letter.message, letter.link, letter.title), subtype="html")
    if letter.attachment:
        main, _, sub = letter.attachment.type.partition("/")
        mail.add_attachment(letter.attachment.data, maintype=main, subtype=sub, filename=letter.attachment.name)
    return mail


def to_html(message: str, link: str = "", title: str = "") -> str:
    """The message as mails show it: paragraphs, with the link under the asset's title.

    >>> to_html("See <b>\\nhttps://a.example/s/x.", "https://a.example/s/x", "The deck")
    '<p>See &lt;b&gt;<br><a href="https://a.example/s/x">The deck</a>.</p>'
    """
    paragraphs = (_paragraph(text, link, title) for text in re.split(r"\n{2,}", message.strip()))
    return "\n".join(f"<p>{text}</p>" for text in paragraphs)


def _paragraph(text: str, link: str, title: str) -> str:
    pieces, at = [], 0
    for found in ADDRESS_IN_TEXT.finditer(text):
        shown = title if title and found[0] == link else found[0]
        pieces += [html.escape(text[at : found.start()]), f'<a href="{html.escape(found[0])}">{html.escape(shown)}</a>']
        at = found.end()
    return "".join([*pieces, html.escape(text[at:])]).replace("\n", "<br>")


def _one_line(text: str) -> str:
    # A line end in a header would begin another header.
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


@contextmanager
def mail_server(settings: Settings) -> Iterator[smtplib.SMTP]:
    """The team's mail server, logged in.

    Raises:
        MailRefused: it cannot be reached, is not who it says, or does not let us in.
        BadInput: the settings cannot be used.
    """
    if settings.smtp_tls not in TLS:
        raise BadInput(f"“{settings.smtp_tls}” for the setting smtp_tls is none of {', '.join(TLS)}. Mend it.")
    if settings.smtp_password and settings.smtp_tls == "none" and settings.smtp_host not in LOCAL:
        raise BadInput("The setting smtp_tls is none: the password would be sent for all to read. Use starttls or tls.")
    try:
        with _connect(settings) as server:
            yield server
    except smtplib.SMTPAuthenticationError as error:
        raise MailRefused(
            f"The mail server {settings.smtp_host} did not let {settings.smtp_user or 'us'} in ({error.smtp_code}). "
            "Check smtp_user and CONTENTLIB_SMTP_PASSWORD; nothing was logged as sent."
        ) from error
    except (OSError, smtplib.SMTPException) as error:
        raise MailRefused(
            f"The mail server {settings.smtp_host}:{settings.smtp_port} could not be used ({_say(error)}). Check the "
            "smtp_ settings, or send it yourself from the draft; nothing was logged as sent."
        ) from error


def _connect(settings: Settings) -> smtplib.SMTP:
    trust = ssl.create_default_context(cafile=settings.smtp_ca or None)
    host, port = settings.smtp_host, settings.smtp_port
    if settings.smtp_tls == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=TIMEOUT_SECONDS, context=trust)
    else:
        server = smtplib.SMTP(host, port, timeout=TIMEOUT_SECONDS)
    try:
        if settings.smtp_tls == "starttls":
            server.starttls(context=trust)
        if settings.smtp_user:
            server.login(settings.smtp_user, settings.smtp_password)
    except BaseException:
        server.close()
        raise
    return server


def post(server: smtplib.SMTP, mail: EmailMessage) -> None:
    """Hand over one mail.

    Raises:
        MailRefused: the server does not take it; with its own words.
    """
    try:
        server.send_message(mail)
    except (smtplib.SMTPException, OSError) as error:
        raise MailRefused(
            f"The mail server refused the mail to {mail['To']}: {_say(error)}. Nothing was logged as sent to them."
        ) from error


def _say(error: Exception) -> str:
    """What a server said, in one line and without what it was not asked."""
    if isinstance(error, smtplib.SMTPRecipientsRefused) and error.recipients:
        code, said = next(iter(error.recipients.values()))
        return _word(code, said)
    if isinstance(error, smtplib.SMTPResponseException):
        return _word(error.smtp_code, error.smtp_error)
    return _one_line(str(error))[:200] or type(error).__name__


def _word(code: int, said: bytes | str) -> str:
    return f"{code} {_one_line(said.decode('utf-8', 'replace') if isinstance(said, bytes) else said)}"[:200]


def check_size(attachments: Sequence[Attachment]) -> None:
    """Refuse what mail servers refuse.

    Raises:
        BadInput: together they are larger than 20 MB.
    """
    size = sum(len(one.data) for one in attachments) / 2**20
    if size > LARGEST_MB:
        raise BadInput(f"The file has {size:.0f} MB; mails take {LARGEST_MB} MB. Send a link, or fewer pages.")
