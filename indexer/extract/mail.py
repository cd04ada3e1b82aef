"""Mails (EML, MHT): who wrote what to whom, and what is attached, each attachment read by its own reader."""

from __future__ import annotations

import email.errors
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email.headerregistry import AddressHeader, DateHeader
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.policy import default

from contentlib.errors import Unreadable
from contentlib.model import Properties, Reading, Section
from indexer.extract.package import split_keywords
from indexer.extract.text import decode, one_line
from indexer.extract.webpage import read_markup

MAX_DEPTH = 5
MAX_ATTACHMENTS = 100
_NOT_A_MAIL = Unreadable("is damaged: it is not a mail with a sender, a subject or a date.", "Save the mail again.")
_PICTURES = ("image/", "audio/", "video/", "application/pkcs7", "application/pgp", "text/calendar", "application/ics")
_LEXICAL = (ValueError, LookupError, TypeError, AttributeError, IndexError, email.errors.MessageError)


def read_eml(data: bytes) -> Reading:
    try:
        message = BytesParser(policy=default).parsebytes(data.lstrip(b"\r\n\xef\xbb\xbf"))
    except RecursionError as error:
        raise Unreadable("holds mails within mails too deep to be read.", "Save the inner mails as files.") from error
    if not any(message.get(name) for name in ("from", "to", "subject", "date", "received", "mime-version")):
        raise Unreadable(_NOT_A_MAIL.reason, _NOT_A_MAIL.advice)
    warnings: list[str] = []
    sections = tuple(_sections(message, 0, warnings))
    return Reading("eml", sections, _properties(message), tuple(warnings))


def _sections(message: EmailMessage, depth: int, warnings: list[str]) -> Iterator[Section]:
    head = [f"{name}: {value}" for name in ("From", "To", "Cc", "Date") if (value := _header(message, name))]
    body, parts = _body(message)
    yield Section("", _header(message, "Subject"), "\n".join([*head, "", body]))
    for count, part in enumerate(parts):
        if count == MAX_ATTACHMENTS:
            warnings.append(f"only the first {MAX_ATTACHMENTS} of {len(parts)} attachments were read")
            return
        yield from _attachment(part, depth, warnings)


def _body(message: EmailMessage) -> tuple[str, list[EmailMessage]]:
    """The mail's own words and its attachments. Plain text is preferred: the HTML part says the same with furniture."""
    try:
        chosen = message.get_body(("plain", "html"))
    except _LEXICAL:
        chosen = None
    attachments = [part for part in _leaves(message) if part is not chosen and _is_attachment(part)]
    if not isinstance(chosen, EmailMessage):
        return "", attachments
    text = _words(chosen)
    if not text.strip() and chosen.get_content_type() == "text/plain":
        other = message.get_body(("html",))
        text = _words(other) if isinstance(other, EmailMessage) else ""
    return text, attachments


def _leaves(message: Message) -> Iterator[EmailMessage]:
    """Every part that holds no other, a mail inside a mail counting as one."""
    waiting: list[Message] = [message]
    while waiting:
        part = waiting.pop(0)
        inner = part.get_payload() if part.get_content_maintype() == "multipart" else None
        if isinstance(inner, list):
            waiting = [one for one in inner if isinstance(one, Message)] + waiting
        elif isinstance(part, EmailMessage):
            yield part


def _is_attachment(part: EmailMessage) -> bool:
    kind = part.get_content_type()
    if kind.startswith(_PICTURES):
        return False
    return kind == "message/rfc822" or part.is_attachment() or bool(_name(part)) or not kind.startswith("text/")


def _words(part: EmailMessage) -> str:
    text = _content(part)
    if part.get_content_type() != "text/html":
        return text
    reading = read_markup(text)
    return "\n".join(f"{section.heading}\n{section.text}" for section in reading.sections)


def _content(part: EmailMessage) -> str:
    try:
        text = part.get_content()
    except _LEXICAL:
        text = None
    if isinstance(text, str) and "\ufffd" not in text:
        return text
    # The named encoding is unknown or wrong; the bytes may still tell.
    return decode(_payload(part) or b" ")


def _payload(part: EmailMessage) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except _LEXICAL:
        return b""
    return payload if isinstance(payload, bytes) else b""


def _attachment(part: EmailMessage, depth: int, warnings: list[str]) -> Iterator[Section]:
    name = _name(part) or ("mail" if part.get_content_type() == "message/rfc822" else part.get_content_type())
    if depth + 1 >= MAX_DEPTH:
        warnings.append(f"attachment “{name}” was not read: mails are followed {MAX_DEPTH} deep")
        return
    try:
        found = _read_attachment(part, name, depth, warnings)
    except Unreadable as error:
        warnings.append(f"attachment “{name}” was not read: it {error.reason}")
        return
    for section in found:
        step = f"attachment {name}"
        yield replace(section, locator=f"{step} > {section.locator}" if section.locator else step)


def _read_attachment(part: EmailMessage, name: str, depth: int, warnings: list[str]) -> list[Section]:
    # The readers know this one, so it cannot know them before it runs.
    from indexer.extract import detect_format, read_bytes

    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        messages = [one for one in inner if isinstance(one, EmailMessage)] if isinstance(inner, list) else []
        return [section for message in messages for section in _sections(message, depth + 1, warnings)]
    data = _payload(part)
    if detect_format(data, name) == "eml":
        message = BytesParser(policy=default).parsebytes(data)
        return list(_sections(message, depth + 1, warnings))
    reading = read_bytes(data, name)
    warnings.extend(f"attachment “{name}”: {warning}" for warning in reading.warnings)
    return list(reading.sections)


def _name(part: EmailMessage) -> str:
    try:
        name = one_line(part.get_filename() or "")
        if not name and part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            name = _header(inner[0], "Subject") if isinstance(inner, list) and inner else ""
    except _LEXICAL:
        return ""
    return name[:120]


def _header(message: object, name: str) -> str:
    """A header as text. A header that breaks the rules is no reason to lose the mail."""
    if not isinstance(message, EmailMessage):
        return ""
    try:
        header = message.get(name)
        if isinstance(header, AddressHeader):
            return one_line(", ".join(one.display_name or one.addr_spec for one in header.addresses))
        if isinstance(header, DateHeader) and header.datetime:
            return header.datetime.date().isoformat()
        return one_line(str(header or ""))
    except _LEXICAL:
        return ""


def _properties(message: EmailMessage) -> Properties:
    return Properties(
        title=_header(message, "Subject"),
        author=_header(message, "From"),
        keywords=split_keywords(_header(message, "Keywords")),
        created_at=_date(message),
        modified_at=_date(message),
    )


def _date(message: EmailMessage) -> datetime | None:
    try:
        header = message.get("Date")
        time = header.datetime if isinstance(header, DateHeader) else None
        return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC) if time else None
    except (*_LEXICAL, OverflowError):
        return None
