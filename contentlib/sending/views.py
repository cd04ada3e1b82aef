"""Views and downloads of sends as they are kept: recorded as a buyer's page tells them, listed by send."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from contentlib.sending.view_grades import (
    FOLLOW_UP,
    PAGE_SECONDS,
    SAME_VISIT,
    Download,
    FollowUp,
    Grade,
    SendViews,
    View,
    Why,
    find_follow_up,
    fit_pages,
    grade_view,
    name_agent,
)
from contentlib.storage import Store, greater_of, to_text

MOST_PAGES = 400
NEVER = datetime.min.replace(tzinfo=UTC)
READER = re.compile(r"[0-9a-f]{32}")


def record_view(
    db: Store,
    send_id: int,
    *,
    viewed_at: datetime,
    seconds: float,
    pages: int,
    agent: str,
    human: bool,
    source: str = "",
    external_id: str | None = None,
) -> None:
    """One reading that was counted elsewhere; ``human`` is false for mail scanners and link previewers."""
    db.insert(
        "views",
        {
            "send_id": send_id, "viewed_at": to_text(viewed_at), "seconds": seconds, "pages": pages, "agent": agent,
            "human": int(human), "source": source, "external_id": external_id,
        }
    )  # fmt: skip


def record_request(
    db: Store,
    send_id: int,
    *,
    nonce: str,
    agent: str,
    why: Why | None,
    requested_at: datetime,
    visitor: str = "",
    verified: bool = False,
) -> None:
    """A link was asked for. ``nonce`` is random and new; whoever ran the page's script can name it later."""
    db.insert("views",
        {
            "send_id": send_id, "viewed_at": to_text(requested_at), "last_at": to_text(requested_at), "nonce": nonce,
            "agent": name_agent(agent), "why": why.value if why else "", "grade": Grade.REQUESTED.name.lower(),
            "human": 0, "visitor": visitor, "verified": int(verified),
        }
    )  # fmt: skip


def record_download(
    db: Store,
    send_id: int,
    *,
    agent: str,
    why: Why | None,
    visitor: str,
    verified: bool = False,
    downloaded_at: datetime,
) -> None:
    """The file behind a link was taken along, by a person or by what gave itself away as a program."""
    db.insert("downloads",
        {
            "send_id": send_id, "downloaded_at": to_text(downloaded_at), "agent": name_agent(agent),
            "visitor": visitor, "verified": int(verified), "why": why.value if why else "",
        }
    )  # fmt: skip


def record_followed_up(db: Store, send_id: int, *, followed_at: datetime) -> None:
    """The rep has had a word with the buyer; only what happens later is news again."""
    db.insert("followed_up", {"send_id": send_id, "followed_at": to_text(followed_at)}, replace=True)


def record_seen(
    db: Store,
    send_id: int,
    nonce: str,
    *,
    reader: str,
    hand: bool,
    pages: Mapping[int, float],
    page_count: int,
    seen_at: datetime,
) -> Grade | None:
    """What the page's script saw since it last told: seconds per page, and whether a hand moved.

    Returns the view's grade now; none where the nonce is not one of this send's.
    """
    reader = reader if READER.fullmatch(reader) else ""
    with db.atomic():
        view_id = _find_visit(db, send_id, nonce, reader, seen_at)
        if view_id is None:
            return None
        _add_seconds(db, view_id, pages, page_count=page_count, seen_at=seen_at)
        db.execute(
            f"UPDATE views SET hand = {greater_of('hand', '?')}, reader = coalesce(nullif(reader, ''), ?), last_at = ? "
            "WHERE id = ?",
            [int(hand), reader, to_text(seen_at), view_id],
        )
        return _grade(db, view_id)


def _find_visit(db: Store, send_id: int, nonce: str, reader: str, seen_at: datetime) -> int | None:
    row = db.execute(
        "SELECT id, grade, last_at FROM views WHERE send_id = ? AND nonce = ? AND nonce != ''", [send_id, nonce]
    ).fetchone()
    if row is None:
        return None
    view_id, grade, asked_at = row
    earlier = _find_earlier(db, send_id, reader, view_id, seen_at) if grade == "requested" and reader else None
    if earlier is None:
        return int(view_id)
    # A reload is the same visit: it goes on under the new page's nonce.
    db.execute("DELETE FROM views WHERE id = ?", [view_id])
    db.execute("UPDATE views SET nonce = ?, last_at = ? WHERE id = ?", [nonce, asked_at, earlier])
    return earlier


def _find_earlier(db: Store, send_id: int, reader: str, view_id: int, seen_at: datetime) -> int | None:
    row = db.execute(
        "SELECT id FROM views WHERE send_id = ? AND reader = ? AND id != ? AND last_at > ? AND why = '' "
        "ORDER BY id DESC LIMIT 1",
        [send_id, reader, view_id, to_text(seen_at - SAME_VISIT)],
    ).fetchone()
    return int(row[0]) if row else None


def _add_seconds(db: Store, view_id: int, pages: Mapping[int, float], *, page_count: int, seen_at: datetime) -> None:
    # Measured from the beginning: what a page tells as it is left may overtake what it told just before.
    opened_at, counted = db.execute(
        "SELECT v.viewed_at, coalesce(sum(p.seconds), 0) FROM views v LEFT JOIN view_pages p ON p.view_id = v.id "
        "WHERE v.id = ? GROUP BY v.id, v.viewed_at",
        [view_id],
    ).fetchone()
    elapsed = (seen_at - datetime.fromisoformat(opened_at)).total_seconds() - counted
    spent = fit_pages(pages, elapsed=elapsed, page_count=min(page_count, MOST_PAGES))
    for page, seconds in spent.items():
        db.execute(
            "INSERT INTO view_pages (view_id, page, seconds) VALUES (?, ?, ?) "
            "ON CONFLICT (view_id, page) DO UPDATE SET seconds = seconds + excluded.seconds",
            [view_id, page, seconds],
        )


def _grade(db: Store, view_id: int) -> Grade:
    seconds, pages = db.execute(
        "SELECT coalesce(sum(seconds), 0), count(*) FILTER (WHERE seconds >= ?) FROM view_pages WHERE view_id = ?",
        [PAGE_SECONDS, view_id],
    ).fetchone()
    hand, why, came_back = db.execute(
        "SELECT v.hand, v.why, v.reader != '' AND EXISTS (SELECT 1 FROM views e WHERE e.send_id = v.send_id "
        "AND (e.reader = v.reader OR v.visitor != '' AND e.visitor = v.visitor) AND e.id < v.id AND e.human) "
        "FROM views v WHERE v.id = ?",
        [view_id],
    ).fetchone()
    grade = grade_view(seconds=seconds, pages=pages, hand=bool(hand), came_back=bool(came_back))
    # Somebody who stayed was only quick to open it; a program that calls itself one is taken at its word.
    why = "" if why in (Why.BURST, Why.PREFETCH) and grade >= Grade.STAYED else why
    human = grade >= Grade.STAYED and not why
    db.execute(
        "UPDATE views SET seconds = ?, pages = ?, grade = ?, why = ?, human = ? WHERE id = ?",
        [round(seconds, 1), pages, grade.name.lower(), why, int(human), view_id],
    )
    return grade


# --- listing -------------------------------------------------------------------------------------------------------


def list_readings(db: Store, send_ids: Sequence[int]) -> dict[int, SendViews]:
    """All views of each of these sends, oldest first."""
    marks = ", ".join("?" * len(send_ids))
    pages: dict[int, list[tuple[int, float]]] = {}
    for view_id, page, seconds in db.execute(
        "SELECT p.view_id, p.page, p.seconds FROM view_pages p JOIN views v ON v.id = p.view_id "
        f"WHERE v.send_id IN ({marks}) ORDER BY p.page",
        list(send_ids),
    ):
        pages.setdefault(view_id, []).append((page, seconds))
    views: dict[int, list[View]] = {send_id: [] for send_id in send_ids}
    for row in db.execute(
        "SELECT id, send_id, viewed_at, seconds, pages, agent, human, grade, reader, why, visitor, verified FROM views "
        f"WHERE send_id IN ({marks}) ORDER BY viewed_at, id",
        list(send_ids),
    ):
        views[row[1]].append(_to_view(row, tuple(pages.get(row[0], ()))))
    return {send_id: SendViews(tuple(found)) for send_id, found in views.items()}


def list_followed(db: Store, rep: str, *, now: datetime) -> tuple[tuple[int, FollowUp], ...]:
    """The sends (of ``rep``, or of all) whose readers came back or multiplied, latest first."""
    send_ids = [
        row[0]
        for row in db.execute(
            "SELECT v.send_id FROM views v JOIN sends s ON s.id = v.send_id JOIN people p ON p.id = s.person_id "
            "WHERE v.human AND (? = '' OR p.email = ?) GROUP BY v.send_id HAVING count(*) > 1 AND max(v.viewed_at) > ?",
            [rep, rep, to_text(now - FOLLOW_UP)],
        )
    ]
    readings, done = list_readings(db, send_ids), list_followed_up(db, send_ids)
    found = [
        (send_id, found)
        for send_id in send_ids
        if (found := find_follow_up(readings[send_id].views, now=now)) and found.at > done.get(send_id, NEVER)
    ]
    return tuple(sorted(found, key=lambda item: item[1].at, reverse=True))


def list_followed_up(db: Store, send_ids: Sequence[int]) -> dict[int, datetime]:
    """When the rep last had a word about each of these sends."""
    marks = ", ".join("?" * len(send_ids))
    rows = db.execute(f"SELECT send_id, followed_at FROM followed_up WHERE send_id IN ({marks})", list(send_ids))
    return {send_id: datetime.fromisoformat(at) for send_id, at in rows}


def list_downloads(db: Store, send_id: int) -> tuple[Download, ...]:
    """Who took the file of a send along, oldest first."""
    rows = db.execute(
        "SELECT downloaded_at, agent, visitor, why, verified FROM downloads WHERE send_id = ? ORDER BY id", [send_id]
    )
    return tuple(
        Download(send_id, datetime.fromisoformat(at), agent, visitor, Why(why) if why else None, bool(verified))
        for at, agent, visitor, why, verified in rows
    )


def _to_view(row: Sequence[object], pages: tuple[tuple[int, float], ...]) -> View:
    id_, send_id, viewed_at, seconds, page_count, agent, human, grade, reader, why, visitor, verified = row
    told = Grade[str(grade).upper()] if grade else None
    return View(
        id=int(str(id_)), send_id=int(str(send_id)), viewed_at=datetime.fromisoformat(str(viewed_at)),
        seconds=float(str(seconds)), page_count=int(str(page_count)), agent=str(agent), human=bool(human), grade=told,
        reader=str(reader), why=_to_why(str(why), told, human=bool(human)), pages=pages,
        visitor=str(visitor), verified=bool(verified),
    )  # fmt: skip


def _to_why(why: str, grade: Grade | None, *, human: bool) -> Why | None:
    """Views taken over by import carry no reason: the system they come from said they were no reading."""
    if why:
        return Why(why)
    return Why.SAID if grade is None and not human else None
