"""What counts as reading: views graded by evidence (asked for, opened, stayed, read on), machines kept apart.

What may be counted as reading is decided here and nowhere else: somebody stayed who moved a hand. No SQL.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

# Five seconds in which the page was in front of somebody who moved: long enough to read a headline and stay.
STAY_SECONDS = 5.0
PAGE_SECONDS = 1.0
# Mail gates follow a link before the mail is delivered; a buyer has to receive, open and click it first.
BURST = timedelta(seconds=15)
# Coming back later than this is a visit of its own.
SAME_VISIT = timedelta(minutes=30)
# A page cannot have been looked at for longer than it took; clocks and networks get this much.
SLACK_SECONDS = 3.0
FOLLOW_UP = timedelta(days=14)
FEW_PAGES = 2


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


# Programs that open links unasked, before people or instead of them: previews in chats, mail gates, search engines.
LOOKING_AHEAD = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|preview|scan|monitor|"
    r"facebookexternalhit|^whatsapp|slack-imgproxy|embedly|vkshare|"
    r"google-?(?:image|safety|read)|googleimageproxy|yahoomailproxy|barracuda|proofpoint|mimecast|symantec|fireeye|"
    r"trendmicro|sophos|forcepoint|ironport|safelinks|urldefense|ms-office|microsoft office|outlook-",
    re.IGNORECASE,
)
# All programs that open links: those, and what somebody wrote.
MACHINES = re.compile(
    rf"{LOOKING_AHEAD.pattern}|headless|phantom|selenium|puppeteer|playwright|lighthouse|"
    r"curl|wget|python|aiohttp|httpx|okhttp|go-http|java/|libwww|perl|ruby|node-fetch|axios|apache-http|http_?client",
    re.IGNORECASE,
)
BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))


@dataclass(frozen=True, slots=True)
class View:
    """One look at a send. ``pages`` are (number from 1, seconds). ``grade`` is none for views taken over by import.

    ``reader`` tells readers of one link apart and means nothing elsewhere. ``why`` is set for machines. ``visitor`` is
    the address that a reader typed where the link asked for one; that it is theirs is known where it is ``verified``.
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
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Download:
    """Somebody took the file along. ``why`` is set for machines, which are not counted."""

    send_id: int
    at: datetime
    agent: str
    visitor: str
    why: Why | None
    verified: bool = False


@dataclass(frozen=True, slots=True)
class SendViews:
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


def looks_ahead(agent: str) -> bool:
    """Whether this is a program that opens links unasked, such as a chat that shows what a link leads to.

    >>> looks_ahead("Slackbot-LinkExpanding 1.0"), looks_ahead("Mozilla/5.0 Firefox/140.0")
    (True, False)
    """
    return bool(LOOKING_AHEAD.search(agent))


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
    total, room = sum(real.values()), max(elapsed + SLACK_SECONDS, 0.0)
    share = min(1.0, room / total) if total else 1.0
    return {page: round(seconds * share, 1) for page, seconds in real.items()}
