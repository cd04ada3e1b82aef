"""Some years of a team's life for a library of any size: people, deals, searches, opens, sends and readings.

What is asked is made of the vocabulary's own sentences with a word of the team's before or behind them, so that a few
questions are asked a hundred times and most of them once, as it is in truth. The same numbers come out every time.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from contentlib.library.opened import Library
from contentlib.storage.database import to_text

DAYS = 365
PEOPLE, TEAMS, ACCOUNTS, CONTACTS, DEALS = 120, 8, 500, 4_000, 3_000
SHOWN = 10
# How many searches find nothing, are passed over, and are asked in words that others ask in too.
IN_VAIN, OPENED, COMMON = 0.1, 0.7, 0.5
COMMON_QUESTIONS = 60
TEAM_WORDS = "hospital bank retail Nordics renewal pilot CFO CISO procurement Billmoor Orsavo plant hotel city".split()
FOLDERS = ("Case Studies", "Decks/2026", "Decks/2025", "Pricing", "Security", "Archive/2023")


@dataclass(frozen=True, slots=True)
class Life:
    """How much happened."""

    searches: int = 20_000
    sends: int = 50_000


def live(library: Library, life: Life, *, until: datetime) -> None:
    """Let a library that :func:`tests.bench.libraries.grow` made live through the year before ``until``."""
    chance = random.Random(11)
    assets = [row[0] for row in library.db.execute("SELECT id FROM assets ORDER BY id")]
    with library.db.atomic():
        _tell_apart(library, chance, until)
        _bring_people(library, chance, until)
        _search(library, chance, assets, life.searches, until)
        _send(library, chance, assets, life.sends, until)


def _tell_apart(library: Library, chance: random.Random, until: datetime) -> None:
    """Owners, ages and tags: assets that are all alike would make every report easy."""
    vocabulary, db = library.vocabulary, library.db
    kinds = [label.value for label in vocabulary.kinds]
    ids = [row[0] for row in library.db.execute("SELECT id FROM assets ORDER BY id")]
    db.execute_many(
        "UPDATE assets SET author = ?, modified_at = ?, kind = ? WHERE id = ?",
        [(f"Author {one % 30}", _some_day(chance, until, 1_500), chance.choice(kinds), one) for one in ids],
    )
    db.execute_many(
        "INSERT OR IGNORE INTO tags (asset_id, axis, value, confidence, source, evidence, said_at) "
        "VALUES (?, ?, ?, ?, 'model', 'because it says so', ?)",
        [(one, axis, value, chance.uniform(0.5, 1), to_text(until))
         for one in ids for axis, value in _draw_tags(library, chance)],
    )  # fmt: skip


def _draw_tags(library: Library, chance: random.Random) -> Iterator[tuple[str, str]]:
    yield "stage", chance.choice(library.vocabulary.stages).value
    yield from {("objection", chance.choice(library.vocabulary.objections).value) for _ in range(2)}
    yield "competitor", chance.choice(("Billmoor", "Orsavo", "SumLedger"))
    if chance.random() < 0.5:
        yield "industry", chance.choice(("Health care", "Retail", "Manufacturing", "Public sector"))


def _bring_people(library: Library, chance: random.Random, until: datetime) -> None:
    db = library.db
    db.execute_many(
        "INSERT INTO people (id, name, email, role, team) VALUES (?, ?, ?, 'rep', ?)",
        [(one, f"Rep {one}", f"rep{one}@bench.example", f"Team {one % TEAMS}") for one in range(1, PEOPLE + 1)],
    )
    db.execute_many(
        "INSERT INTO accounts (id, name) VALUES (?, ?)", [(one, f"Account {one}") for one in range(1, ACCOUNTS + 1)]
    )
    db.execute_many(
        "INSERT INTO contacts (id, account_id, email) VALUES (?, ?, ?)",
        [(one, one % ACCOUNTS + 1, f"buyer{one}@bench.example") for one in range(1, CONTACTS + 1)],
    )
    db.execute_many(
        "INSERT INTO deals (id, account_id, person_id, name, amount, outcome, opened_at, closed_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [_make_deal(one, chance, until) for one in range(1, DEALS + 1)],
    )


def _make_deal(number: int, chance: random.Random, until: datetime) -> tuple[object, ...]:
    outcome = chance.choice(("open", "won", "lost", "lost"))
    opened = until - timedelta(days=chance.uniform(30, DAYS))
    closed = to_text(opened + (until - opened) * chance.random()) if outcome != "open" else None
    return (number, number % ACCOUNTS + 1, number % PEOPLE + 1, f"Deal {number}", chance.randrange(5_000, 200_000),
            outcome, to_text(opened), closed)  # fmt: skip


def _search(library: Library, chance: random.Random, assets: Sequence[int], count: int, until: datetime) -> None:
    db, questions = library.db, list(_list_questions(library))
    # A few assets are shown all the time and most of them seldom.
    often = assets[: max(len(assets) // 20, 1)]
    for number in range(1, count + 1):
        at, fits = _some_day(chance, until, DAYS), chance.random() >= IN_VAIN
        asked = (number, at, chance.randint(1, PEOPLE), _ask(chance, questions), fits)
        db.execute("INSERT INTO searches (id, searched_at, person_id, query, fits) VALUES (?, ?, ?, ?, ?)", asked)
        shown = {chance.choice(often if chance.random() < 0.5 else assets) for _ in range(SHOWN)}
        db.execute_many(
            "INSERT INTO impressions (search_id, asset_id, rank) VALUES (?, ?, ?)",
            [(number, asset_id, rank) for rank, asset_id in enumerate(sorted(shown), start=1)],
        )
        if fits and chance.random() < OPENED:
            db.execute(
                "INSERT INTO opens (asset_id, person_id, search_id, opened_at) VALUES (?, ?, ?, ?)",
                (chance.choice(sorted(shown)), asked[2], number, at),
            )


def _list_questions(library: Library) -> Iterator[str]:
    for label in (*library.vocabulary.objections, *library.vocabulary.stages):
        yield from label.says


def _ask(chance: random.Random, questions: Sequence[str]) -> str:
    if chance.random() < COMMON:
        return questions[chance.randrange(COMMON_QUESTIONS) * len(questions) // COMMON_QUESTIONS]
    return f"{chance.choice(TEAM_WORDS)} {chance.choice(questions).lower().rstrip('.?')} {chance.choice(TEAM_WORDS)}"


def _send(library: Library, chance: random.Random, assets: Sequence[int], count: int, until: datetime) -> None:
    db = library.db
    # Four in ten assets are never sent.
    sent = [asset_id for asset_id in assets if asset_id % 10 >= 4]
    for number in range(1, count + 1):
        asset_id, at = chance.choice(sent), _some_day(chance, until, DAYS)
        deal = chance.randint(1, DEALS)
        db.execute(
            "INSERT INTO sends (id, asset_id, version_id, person_id, contact_id, deal_id, channel, token, sent_at) "
            "VALUES (?, ?, ?, ?, ?, ?, 'link', ?, ?)",
            (number, asset_id, asset_id, deal % PEOPLE + 1, chance.randint(1, CONTACTS), deal, f"bench{number}", at),
        )
        if chance.random() < 0.6:
            db.execute(
                "INSERT INTO views (send_id, viewed_at, seconds, pages, human) VALUES (?, ?, 40, 3, 1)", (number, at)
            )


def _some_day(chance: random.Random, until: datetime, days: int) -> str:
    return to_text(until - timedelta(days=chance.uniform(0, days))) or ""


def today() -> datetime:
    """When the year ends that a library lives through, so that the pages' own windows hold it."""
    return datetime.now(UTC)
