"""Mails (EML, MHT): who wrote what to whom, and what is attached, each attachment read by its own reader."""

from __future__ import annotations

import email.errors
from collections.abc import Iterator
from datetime import UTC, datetime
from email.headerregistry import AddressHeader, DateHeader
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.policy import default
from functools import partial

from contentlib.errors import Unreadable
from contentlib.model import Properties, Reading
from indexer.extract.mail.letters import FURNITURE, AttachedPart, Letter, Readers, Told, choose_body, read_letter
from indexer.extract.mail.tnef import Unpacked, unpack_tnef
from indexer.extract.raw_text import decode, one_line
from indexer.extract.web import decode_page, read_markup
from indexer.extract.written_values import split_keywords

# A signed mail inside an Outlook message has no header but its type.
_HEADERS = ("from", "to", "subject", "date", "received", "mime-version", "content-type")
_LONGEST_HEADER = 20_000
_NOT_A_MAIL = Unreadable("is damaged: it is not a mail with a sender, a subject or a date.", "Save the mail again.")
_LEXICAL = (ValueError, LookupError, TypeError, AttributeError, IndexError, email.errors.MessageError)


def read_eml(data: bytes, *, depth: int = 0, readers: Readers | None = None) -> Reading:
    """``depth``: how many mails it lies in; ``readers``: who reads its attachments, if not the usual ones."""
    try:
        message = BytesParser(policy=default).parsebytes(data.lstrip(b"\r\n\xef\xbb\xbf"))
    except RecursionError as error:
        raise Unreadable("holds mails within mails too deep to be read.", "Save the inner mails as files.") from error
    if not any(_raw(message, name).strip() for name in _HEADERS):
        raise Unreadable(_NOT_A_MAIL.reason, _NOT_A_MAIL.advice)
    told = Told()
    sections = tuple(read_letter(_letter(message), told, depth=depth, readers=readers))
    return Reading("eml", sections, _properties(message), tuple(told.warnings), told.pictured)


def _letter(message: EmailMessage) -> Letter:
    head = [f"{name}: {value}" for name in ("From", "To", "Cc", "Date") if (value := _header(message, name))]
    body, parts = _body(message)
    packed = [unpacked for part in parts if _is_packed(part) and (unpacked := _unpack(part)) is not None]
    attached = [_attached(part) for part in parts if not _is_packed(part)]
    attached += [AttachedPart(one.name or "file", partial(bytes, one.data)) for each in packed for one in each.files]
    body = body if body.strip() else "\n".join(each.text for each in packed)
    return Letter(_header(message, "Subject"), tuple(head), body, attached)


def _is_packed(part: EmailMessage) -> bool:
    return part.get_content_type() in ("application/ms-tnef", "application/vnd.ms-tnef") or (
        _name(part).lower() == "winmail.dat"
    )


def _unpack(part: EmailMessage) -> Unpacked | None:
    try:
        return unpack_tnef(_payload(part))
    except Unreadable:
        return None


def _attached(part: EmailMessage) -> AttachedPart:
    if part.get_content_type() != "message/rfc822":
        return AttachedPart(_name(part) or part.get_content_type(), partial(_payload, part))
    return AttachedPart(_name(part) or "mail", partial(_inner_letter, part))


def _inner_letter(part: EmailMessage) -> Letter | bytes:
    inner = part.get_payload()
    found = next((one for one in inner if isinstance(one, EmailMessage)), None) if isinstance(inner, list) else None
    return b"" if found is None else _letter(found)


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
    if chosen.get_content_type() == "text/plain":
        text = choose_body(text, partial(_page_words, message))
    return text, attachments


def _page_words(message: EmailMessage) -> str:
    page = message.get_body(("html",))
    return _words(page) if isinstance(page, EmailMessage) else ""


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
    # A picture that the text shows has a number to be shown by; a scan has a name, and hangs on the mail.
    if kind.startswith(FURNITURE) or (kind.startswith("image/") and (part.get("Content-ID") or not _name(part))):
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
    # The named encoding is unknown or wrong; the bytes may still tell, and a page may name it itself.
    is_page = part.get_content_type() == "text/html"
    return (decode_page if is_page else decode)(_payload(part) or b" ")


def _payload(part: EmailMessage) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except _LEXICAL:
        return b""
    return payload if isinstance(payload, bytes) else b""


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
        if len(_raw(message, name)) > _LONGEST_HEADER:
            # To take a thousand receivers apart by the rules takes minutes.
            return one_line(_raw(message, name)[:_LONGEST_HEADER]) + " …"
        header = message.get(name)
        if isinstance(header, AddressHeader):
            return one_line(", ".join(one.display_name or one.addr_spec for one in header.addresses))
        if isinstance(header, DateHeader) and header.datetime:
            return header.datetime.date().isoformat()
        return one_line(str(header or ""))
    except _LEXICAL:
        return ""


def _raw(message: EmailMessage, name: str) -> str:
    return next((str(value) for known, value in message.raw_items() if known.lower() == name.lower()), "")


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
