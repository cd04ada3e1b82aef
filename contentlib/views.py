"""Views of a send, graded by evidence: asked for, opened, stayed, read on. Scanners are kept apart, never counted.

What may be counted as reading is decided here and nowhere else: somebody stayed who moved a hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum, StrEnum

from sqlite_utils import Database

from contentlib.database import atomic, to_text

# Five seconds in which the page was in front of somebody who moved: long enough to read a headline and stay.
STAY_SECONDS = 5.0
PAGE_SECONDS = 1.0
# Mail gates follow a link before the mail is delivered; a buyer has to receive, open and click it first.
BURST = timedelta(seconds=15)
# Coming back later than this is a visit of its own.
SAME_VISIT = timedelta(minutes=30)
# A page cannot have been looked at for longer than it took; clocks and networks get this much.
SLACK_SECONDS = 3.0
MOST_PAGES = 400
FOLLOW_UP = timedelta(days=14)
FEW_PAGES = 2
NEVER = datetime.min.replace(tzinfo=UTC)

READER = re.compile(r"[0-9a-f]{32}")


class Grade(IntEnum):
    """How sure we are that somebody read; each grade holds the ones before it."""

    REQUESTED = 1
    RENDERED = 2
    STAYED = 3
    READ_ON = 4


class Why(StrEnum):
    """What makes a view a machine's."""

    HEAD = "head"
    AGENT = "agent"
    PREFETCH = "prefetch"
    BURST = "burst"
    SAID = "said"


# Programs that open links for people: previews in chats, mail gates, libraries, search engines.
MACHINES = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|preview|scan|monitor|headless|phantom|selenium|puppeteer|playwright|lighthouse|"
    r"facebookexternalhit|^whatsapp|slack-imgproxy|embedly|vkshare|"
    r"google-?(?:image|safety|read)|googleimageproxy|yahoomailproxy|barracuda|proofpoint|mimecast|symantec|fireeye|"
    r"trendmicro|sophos|forcepoint|ironport|safelinks|urldefense|ms-office|microsoft office|outlook-|"
    r"curl|wget|python|aiohttp|httpx|okhttp|go-http|java/|libwww|perl|ruby|node-fetch|axios|apache-http|http_?client",
    re.IGNORECASE,
)
BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))


@dataclass(frozen=True, slots=True)
class View:
    """One look at a send. ``pages`` are (number from 1, seconds). ``grade`` is none for views taken over by import.

    ``reader`` tells readers of one link apart and means nothing elsewhere. ``why`` is set for machines. ``visitor`` is
    the address that a reader typed where the link asked for one; nobody checked that it is theirs.
    """

    id: int
    send_id: int
    viewed_at: datetime
    seconds: float
    page_count: int
    agent: str
    human: bool
    grade: Grade | None
    reader: str
    why: Why | None
    pages: tuple[tuple[int, float], ...] = ()
    visitor: str = ""


@dataclass(frozen=True, slots=True)
class Download:
    """Somebody took the file along. ``why`` is set for machines, which are not counted."""

    send_id: int
    at: datetime
    agent: str
    visitor: str
    why: Why | None


@dataclass(frozen=True, slots=True)
class Reading:
    """All views of one send, told apart. ``pages`` are (number, seconds) over all readings."""

    views: tuple[View, ...] = ()

    @property
    def read(self) -> tuple[View, ...]:
        return tuple(view for view in self.views if view.human)

    @property
    def glanced(self) -> tuple[View, ...]:
        """Opened or asked for by what may be a person: not enough to count."""
        return tuple(view for view in self.views if not view.human and view.why is None)

    @property
    def scanned(self) -> tuple[View, ...]:
        return tuple(view for view in self.views if not view.human and view.why is not None)

    @property
    def readers(self) -> int:
        """Different readers; views taken over by import do not tell theirs apart and count as one."""
        return len({view.visitor or view.reader for view in self.read})

    @property
    def seconds(self) -> float:
        return sum(view.seconds for view in self.read)

    @property
    def last_at(self) -> datetime | None:
        return max((view.viewed_at for view in self.read), default=None)

    @property
    def pages(self) -> tuple[tuple[int, float], ...]:
        total: dict[int, float] = {}
        for view in self.read:
            for page, seconds in view.pages:
                total[page] = total.get(page, 0.0) + seconds
        return tuple(sorted(total.items()))


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A reason to call: somebody came back, or the link went on to a new reader; ``who`` where they said so."""

    at: datetime
    forwarded: bool
    who: str = ""


# --- judging: pure -------------------------------------------------------------------------------------------------


def find_machine(*, method: str, agent: str, prefetch: bool, after: timedelta) -> Why | None:
    """What a request alone gives away; ``after`` is the time since the send. None proves nothing.

    >>> find_machine(method="GET", agent="Slackbot-LinkExpanding 1.0", prefetch=False, after=timedelta(hours=1))
    <Why.AGENT: 'agent'>
    >>> find_machine(method="GET", agent="Mozilla/5.0 Firefox/140.0", prefetch=False, after=timedelta(seconds=2))
    <Why.BURST: 'burst'>
    """
    if method == "HEAD":
        return Why.HEAD
    if not agent or MACHINES.search(agent):
        return Why.AGENT
    if prefetch:
        return Why.PREFETCH
    return Why.BURST if after < BURST else None


def name_agent(agent: str) -> str:
    """A browser in a few words: enough to tell a phone from a desk, too little to know anybody by.

    >>> name_agent("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Mobile/15E148 Safari/604.1")
    'Safari on a phone'
    >>> name_agent("Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)")
    'Slackbot-LinkExpanding 1.0'
    """
    if not agent or MACHINES.search(agent):
        return "".join(sign for sign in agent.split("(")[0].strip()[:60] if sign.isprintable()) or "no name"
    browser = next((name for mark, name in BROWSERS if mark in agent), "A browser")
    return f"{browser} on a {'phone' if re.search('Mobile|Android|iPhone', agent) else 'computer'}"


def grade_view(*, seconds: float, pages: int, hand: bool, came_back: bool) -> Grade:
    """The grade of a view whose script ran. Without a sign of a hand nobody is taken to have stayed.

    >>> grade_view(seconds=60, pages=9, hand=False, came_back=False).name
    'RENDERED'
    >>> grade_view(seconds=6, pages=1, hand=True, came_back=False).name
    'STAYED'
    """
    if not hand or seconds < STAY_SECONDS:
        return Grade.RENDERED
    return Grade.READ_ON if pages >= FEW_PAGES or came_back else Grade.STAYED


def find_follow_up(views: Iterable[View], *, now: datetime) -> FollowUp | None:
    """The latest return or new reader within two weeks; none where nobody came back.

    A reader who comes back later than half an hour is a return; another reader than the first is a forwarded link.
    """
    seen: dict[str, datetime] = {}
    found: FollowUp | None = None
    for view in sorted((view for view in views if view.human), key=lambda view: view.viewed_at):
        # Who says who they are is one reader on phone and desk.
        reader = view.visitor or view.reader
        if reader in seen and view.viewed_at - seen[reader] > SAME_VISIT:
            found = FollowUp(view.viewed_at, forwarded=False, who=view.visitor)
        elif seen and reader not in seen:
            found = FollowUp(view.viewed_at, forwarded=True, who=view.visitor)
        seen[reader] = view.viewed_at
    return found if found and now - found.at <= FOLLOW_UP else None


def fit_pages(pages: Mapping[int, float], *, elapsed: float, page_count: int) -> dict[int, float]:
    """Seconds per page as they can have been: real pages, nothing below zero, together no longer than ``elapsed``.

    >>> fit_pages({1: 40.0, 2: 60.0, 99: 5.0}, elapsed=47.0, page_count=2)
    {1: 20.0, 2: 30.0}
    """
    real = {page: seconds for page, seconds in pages.items() if 1 <= page <= page_count and 0 < seconds < float("inf")}
    total, room = sum(real.values()), max(elapsed, 0.0) + SLACK_SECONDS
    share = min(1.0, room / total) if total else 1.0
    return {page: round(seconds * share, 1) for page, seconds in real.items()}


# --- recording -----------------------------------------------------------------------------------------------------


def record_view(
    db: Database, send_id: int, *, viewed_at: datetime, seconds: float, pages: int, agent: str, human: bool
) -> None:
    """One reading that was counted elsewhere; ``human`` is false for mail scanners and link previewers."""
    db.table("views").insert(
        {
            "send_id": send_id, "viewed_at": to_text(viewed_at), "seconds": seconds, "pages": pages, "agent": agent,
            "human": int(human),
        }
    )  # fmt: skip


def record_request(
    db: Database, send_id: int, *, nonce: str, agent: str, why: Why | None, requested_at: datetime, visitor: str = ""
) -> None:
    """A link was asked for. ``nonce`` is random and new; whoever ran the page's script can name it later."""
    db.table("views").insert(
        {
            "send_id": send_id, "viewed_at": to_text(requested_at), "last_at": to_text(requested_at), "nonce": nonce,
            "agent": name_agent(agent), "why": why.value if why else "", "grade": Grade.REQUESTED.name.lower(),
            "human": 0, "visitor": visitor,
        }
    )  # fmt: skip


def record_download(
    db: Database, send_id: int, *, agent: str, why: Why | None, visitor: str, downloaded_at: datetime
) -> None:
    """The file behind a link was taken along, by a person or by what gave itself away as a program."""
    db.table("downloads").insert(
        {
            "send_id": send_id, "downloaded_at": to_text(downloaded_at), "agent": name_agent(agent),
            "visitor": visitor, "why": why.value if why else "",
        }
    )  # fmt: skip


def record_followed_up(db: Database, send_id: int, *, followed_at: datetime) -> None:
    """The rep has had a word with the buyer; only what happens later is news again."""
    db.table("followed_up").insert(
        {"send_id": send_id, "followed_at": to_text(followed_at)}, pk="send_id", replace=True
    )


def record_seen(
    db: Database,
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
    with atomic(db):
        view_id = _find_visit(db, send_id, nonce, reader, seen_at)
        if view_id is None:
            return None
        _add_seconds(db, view_id, pages, page_count=page_count, seen_at=seen_at)
        db.execute(
            "UPDATE views SET hand = max(hand, ?), reader = coalesce(nullif(reader, ''), ?), last_at = ? WHERE id = ?",
            [int(hand), reader, to_text(seen_at), view_id],
        )
        return _grade(db, view_id)


def _find_visit(db: Database, send_id: int, nonce: str, reader: str, seen_at: datetime) -> int | None:
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


def _find_earlier(db: Database, send_id: int, reader: str, view_id: int, seen_at: datetime) -> int | None:
    row = db.execute(
        "SELECT id FROM views WHERE send_id = ? AND reader = ? AND id != ? AND last_at > ? AND why = '' "
        "ORDER BY id DESC LIMIT 1",
        [send_id, reader, view_id, to_text(seen_at - SAME_VISIT)],
    ).fetchone()
    return int(row[0]) if row else None


def _add_seconds(db: Database, view_id: int, pages: Mapping[int, float], *, page_count: int, seen_at: datetime) -> None:
    last = datetime.fromisoformat(db.execute("SELECT last_at FROM views WHERE id = ?", [view_id]).fetchone()[0])
    spent = fit_pages(pages, elapsed=(seen_at - last).total_seconds(), page_count=min(page_count, MOST_PAGES))
    for page, seconds in spent.items():
        db.execute(
            "INSERT INTO view_pages (view_id, page, seconds) VALUES (?, ?, ?) "
            "ON CONFLICT (view_id, page) DO UPDATE SET seconds = seconds + excluded.seconds",
            [view_id, page, seconds],
        )


def _grade(db: Database, view_id: int) -> Grade:
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


def list_readings(db: Database, send_ids: Sequence[int]) -> dict[int, Reading]:
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
        "SELECT id, send_id, viewed_at, seconds, pages, agent, human, grade, reader, why, visitor FROM views "
        f"WHERE send_id IN ({marks}) ORDER BY viewed_at, id",
        list(send_ids),
    ):
        views[row[1]].append(_to_view(row, tuple(pages.get(row[0], ()))))
    return {send_id: Reading(tuple(found)) for send_id, found in views.items()}


def list_followed(db: Database, rep: str, *, now: datetime) -> tuple[tuple[int, FollowUp], ...]:
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


def list_followed_up(db: Database, send_ids: Sequence[int]) -> dict[int, datetime]:
    """When the rep last had a word about each of these sends."""
    marks = ", ".join("?" * len(send_ids))
    rows = db.execute(f"SELECT send_id, followed_at FROM followed_up WHERE send_id IN ({marks})", list(send_ids))
    return {send_id: datetime.fromisoformat(at) for send_id, at in rows}


def list_downloads(db: Database, send_id: int) -> tuple[Download, ...]:
    """Who took the file of a send along, oldest first."""
    rows = db.execute(
        "SELECT downloaded_at, agent, visitor, why FROM downloads WHERE send_id = ? ORDER BY id", [send_id]
    )
    return tuple(
        Download(send_id, datetime.fromisoformat(at), agent, visitor, Why(why) if why else None)
        for at, agent, visitor, why in rows
    )


def _to_view(row: Sequence[object], pages: tuple[tuple[int, float], ...]) -> View:
    id_, send_id, viewed_at, seconds, page_count, agent, human, grade, reader, why, visitor = row
    told = Grade[str(grade).upper()] if grade else None
    return View(
        id=int(str(id_)), send_id=int(str(send_id)), viewed_at=datetime.fromisoformat(str(viewed_at)),
        seconds=float(str(seconds)), page_count=int(str(page_count)), agent=str(agent), human=bool(human), grade=told,
        reader=str(reader), why=_to_why(str(why), told, human=bool(human)), pages=pages,
        visitor=str(visitor),
    )  # fmt: skip


def _to_why(why: str, grade: Grade | None, *, human: bool) -> Why | None:
    """Views taken over by import carry no reason: the system they come from said they were no reading."""
    if why:
        return Why(why)
    return Why.SAID if grade is None and not human else None
