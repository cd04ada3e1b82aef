"""What became of what reps asked for, told to those who asked: on their start page, and by mail where one can."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTP

from contentlib.errors import BadInput, MailRefused
from contentlib.library import Library
from contentlib.requests.content_requests import DONE, STATUSES, ContentRequest, RequestStatus, find_request
from contentlib.sending import OutgoingMail, compose, has_mail_server, mail_server, post
from contentlib.storage import Store, to_text

SHOWN_FOR = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class News:
    """A request that somebody asked and that is done. ``query`` is what they typed."""

    request_id: int
    title: str
    query: str
    status: RequestStatus
    asset_id: int | None
    asset_title: str
    reply: str
    at: datetime


def list_news(db: Store, rep: str, *, now: datetime) -> tuple[News, ...]:
    """What this rep (an e-mail address) asked for, is done, and was not put away by them; latest first."""
    rows = db.execute(
        "SELECT r.id, r.title, min(k.query), r.status, r.asset_id, coalesce(a.title, ''), r.reply, r.closed_at "
        "FROM requests r JOIN asks k ON k.request_id = r.id JOIN people p ON p.id = k.person_id "
        "LEFT JOIN assets a ON a.id = r.asset_id "
        "WHERE p.email = ? AND r.closed_at > ? AND (k.seen_at IS NULL OR k.seen_at < r.closed_at) "
        "GROUP BY r.id, a.title ORDER BY r.closed_at DESC",
        [rep, to_text(now - SHOWN_FOR)],
    )
    return tuple(
        News(row[0], row[1], row[2], RequestStatus(row[3]), row[4], row[5], row[6], datetime.fromisoformat(row[7]))
        for row in rows
    )


def record_seen(db: Store, request_id: int, rep: str, *, seen_at: datetime) -> None:
    """The rep has seen what became of it."""
    db.execute(
        "UPDATE asks SET seen_at = ? WHERE request_id = ? AND person_id = (SELECT id FROM people WHERE email = ?)",
        [to_text(seen_at), request_id, rep],
    )


def mail_news(library: Library, request_id: int, *, address: str, company: str, told_at: datetime) -> tuple[str, ...]:
    """Mail everybody who asked and was not mailed since; returns their addresses. None where there is no mail server.

    Raises:
        MailRefused: the mail server cannot be used; those who were mailed before it failed stay mailed.
    """
    request = find_request(library.db, request_id)
    if request.status not in DONE or not has_mail_server(library.settings):
        return ()
    waiting = [rep for rep in request.reps if not _was_mailed(library.db, request, rep)]
    if not waiting:
        return ()
    with mail_server(library.settings) as server:
        return tuple(rep for rep in waiting if _mail_one(library, server, request, rep, address, company, told_at))


def _was_mailed(db: Store, request: ContentRequest, rep: str) -> bool:
    row = db.execute(
        "SELECT 1 FROM asks k JOIN people p ON p.id = k.person_id WHERE k.request_id = ? AND p.email = ? "
        "AND k.mailed_at >= ?",
        [request.id, rep, to_text(request.closed_at)],
    ).fetchone()
    return row is not None


def _mail_one(
    library: Library, server: SMTP, request: ContentRequest, rep: str, address: str, company: str, at: datetime
) -> bool:
    query = next(ask.query for ask in request.asks if ask.rep == rep)
    sender, number = library.settings.smtp_from, f"request-{request.id}-{secrets.token_hex(8)}.contentlib"
    letter = OutgoingMail(rep, f"{STATUSES[request.status]}: {request.title}", write_news(request, query, address))
    try:
        mail = compose(letter, sender=sender or library.settings.person, company=company, number=number, written_at=at)
        post(server, mail)
    except (MailRefused, BadInput):
        # One address that is gone must not keep the news from the others; their start page tells them all the same.
        return False
    library.db.execute(
        "UPDATE asks SET mailed_at = ? WHERE request_id = ? AND person_id = (SELECT id FROM people WHERE email = ?)",
        [to_text(at), request.id, rep],
    )
    return True


def write_news(request: ContentRequest, query: str, address: str) -> str:
    """What the mail says."""
    told = [f"You searched for “{query}” and found nothing that fitted."]
    if request.asset_id:
        told.append(f"There is an answer now: {request.asset_title}\n{address}/assets/{request.asset_id}")
    else:
        told.append("It will not be made.")
    if request.reply:
        told.append(request.reply)
    return "\n\n".join([*told, f"{address}/requests/{request.id}"])
