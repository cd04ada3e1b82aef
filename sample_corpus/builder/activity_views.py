"""Who read what was sent, for how long, and which of the readers were mail scanners."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pptx
from pypdf import PdfReader

from sample_corpus.builder.activity_calendar import ENDS_AT, working_moment
from sample_corpus.builder.activity_deals import Send

SEEN_CHANCE = {"link": 0.82, "email": 0.66, "copied": 0.0, "attached": 0.0, "meeting": 0.0}
SCANNED_CHANCE = {"link": 0.075, "email": 0.2, "copied": 0.0, "attached": 0.0, "meeting": 0.0}


@dataclass(frozen=True, slots=True)
class View:
    """One opening of a tracked send; `send_number` counts the sends from 1."""

    send_number: int
    viewed_at: datetime
    seconds: int
    pages_seen: int
    agent: str


def make_views(rng: Random, sends: list[Send], drive: Path) -> list[View]:
    """All views in the order of time. Attachments and screen shares leave no trace."""
    pages = {path: count_pages(drive / path) for path in sorted({send.asset.path for send in sends})}
    views: list[View] = []
    for number, send in enumerate(sends, start=1):
        views += _scanner_views(rng, number, send) + _reader_views(rng, number, send, pages[send.asset.path])
    return sorted(views, key=lambda view: (view.viewed_at, view.send_number))


def count_pages(path: Path) -> int:
    """Slides of a deck, pages of a pdf; 1 for everything else."""
    counters: dict[str, Callable[[Path], int]] = {
        ".pptx": lambda deck: len(pptx.Presentation(str(deck)).slides),
        ".pdf": lambda paper: len(PdfReader(paper).pages),
    }
    counter = counters.get(path.suffix)
    return counter(path) if counter else 1


def _scanner_views(rng: Random, number: int, send: Send) -> list[View]:
    if rng.random() >= SCANNED_CHANCE[send.channel]:
        return []
    moments = [send.sent_at + timedelta(seconds=rng.randrange(1, 10)) for _ in range(rng.choice((1, 1, 2)))]
    return [View(number, moment, rng.randrange(2), 1, "scanner") for moment in moments]


def _reader_views(rng: Random, number: int, send: Send, pages: int) -> list[View]:
    chance = SEEN_CHANCE[send.channel] * min(1.0, 0.45 + 0.5 * send.asset.appeal)
    if rng.random() >= chance:
        return []
    won = send.deal is not None and send.deal.outcome == "won"
    count = rng.choice((1, 1, 2, 2, 3, 4)) + (rng.choice((0, 1, 2)) if won else 0)
    views = [_reading(rng, number, send, pages) for _ in range(count)]
    return [view for view in views if view.viewed_at <= ENDS_AT + timedelta(hours=3)]


def _reading(rng: Random, number: int, send: Send, pages: int) -> View:
    after = send.sent_at + timedelta(minutes=rng.randrange(3, 300))
    viewed_at = working_moment(rng, after=after, before=after + timedelta(days=rng.choice((1, 1, 2, 5, 14))))
    seen = min(pages, max(1, round(pages * min(1.0, rng.random() * 1.3 * send.asset.appeal))))
    seconds = round(math.exp(rng.gauss(2.9, 0.6)) * seen * send.asset.appeal) + rng.randrange(4, 12)
    return View(number, viewed_at, min(seconds, 1_500), seen, "browser")
