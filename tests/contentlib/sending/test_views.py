"""Views graded by evidence: what counts as reading, and what never does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from contentlib.sending.view_grades import Grade, SendViews, Why, find_follow_up, find_machine, fit_pages
from contentlib.sending.views import list_followed, list_readings, record_request, record_seen, record_view
from contentlib.storage.database import open_database
from contentlib.storage.store import Store
from tests.web.shelf import AT

ANN, BOB = "a" * 32, "b" * 32
HOUR = timedelta(hours=1)
CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1"
SEND = 1


@pytest.fixture
def db() -> Iterator[Store]:
    """A library with one asset, sent once."""
    opened = open_database(":memory:")
    opened.execute("INSERT INTO assets (title, format, audience, added_at) VALUES ('Deck', 'pdf', 'external', '')")
    opened.execute("INSERT INTO versions (asset_id, number, fingerprint, size, read_at) VALUES (1, 1, 'f', 1, '')")
    opened.execute("INSERT INTO people (name, email) VALUES ('Ines', 'ines@ours.example')")
    opened.execute("INSERT INTO contacts (email) VALUES ('ann@buyer.example')")
    opened.execute(
        "INSERT INTO sends (asset_id, version_id, person_id, contact_id, channel, token, sent_at) "
        "VALUES (1, 1, 1, 1, 'link', 't', ?)",
        [AT.isoformat()],
    )
    yield opened
    opened.close()


def ask(db: Store, nonce: str, at: datetime, why: Why | None = None) -> None:
    record_request(db, SEND, nonce=nonce, agent=CHROME, why=why, requested_at=at)


def tell(
    db: Store, nonce: str, at: datetime, pages: dict[int, float], *, reader: str = ANN, hand: bool = True
) -> Grade | None:
    return record_seen(db, SEND, nonce, reader=reader, hand=hand, pages=pages, page_count=9, seen_at=at)


def reading(db: Store) -> SendViews:
    return list_readings(db, [SEND])[SEND]


def test_a_request_alone_never_counts_as_reading(db: Store) -> None:
    ask(db, "n", AT + HOUR)
    assert reading(db).read == ()
    assert [view.grade for view in reading(db).glanced] == [Grade.REQUESTED]


def test_a_drawn_page_without_a_hand_never_counts_however_long_it_is_open(db: Store) -> None:
    ask(db, "n", AT)
    assert tell(db, "n", AT + HOUR, {1: 600.0, 2: 600.0}, hand=False) is Grade.RENDERED
    assert reading(db).read == ()


def test_who_stays_and_moves_has_read_page_by_page(db: Store) -> None:
    ask(db, "n", AT)
    tell(db, "n", AT, {}, hand=False)
    assert tell(db, "n", AT + timedelta(seconds=10), {1: 9.5}) is Grade.STAYED
    assert tell(db, "n", AT + timedelta(seconds=30), {1: 2.0, 3: 18.0}) is Grade.READ_ON
    (view,) = reading(db).read
    assert view.pages == ((1, 11.5), (3, 18.0))
    assert (view.seconds, view.page_count, view.agent) == (29.5, 2, "Chrome on a computer")
    assert db.rows("SELECT human, seconds, pages FROM views") == [(1, 29.5, 2)]


def test_what_a_page_told_last_may_overtake_what_it_told_before(db: Store) -> None:
    ask(db, "n", AT)
    tell(db, "n", AT + timedelta(seconds=10.2), {1: 0.2})
    assert tell(db, "n", AT + timedelta(seconds=10.3), {1: 9.5}) is Grade.STAYED
    assert reading(db).seconds == 9.7


def test_many_words_of_a_page_add_up_to_no_more_than_it_took(db: Store) -> None:
    ask(db, "n", AT)
    for _ in range(9):
        tell(db, "n", AT + timedelta(seconds=7), {1: 3.0})
    assert reading(db).seconds == 10.0


def test_no_page_is_read_for_longer_than_it_took(db: Store) -> None:
    ask(db, "n", AT)
    tell(db, "n", AT + timedelta(seconds=7), {1: 99_999.0})
    assert reading(db).seconds == 10.0


@pytest.mark.parametrize("pages", [{0: 5.0}, {10: 5.0}, {-1: 5.0}, {1: -5.0}, {1: float("nan")}, {1: float("inf")}])
def test_seconds_that_cannot_be_are_left_out(pages: dict[int, float]) -> None:
    assert fit_pages(pages, elapsed=60, page_count=9) == {}


def test_a_word_that_is_not_this_sends_tells_nothing(db: Store) -> None:
    ask(db, "n", AT)
    assert tell(db, "m", AT + HOUR, {1: 9.0}) is None
    assert tell(db, "", AT + HOUR, {1: 9.0}) is None
    assert record_seen(
        db, 2, "n", reader=ANN, hand=True, pages={1: 9.0}, page_count=9, seen_at=AT + HOUR
    ) is None  # fmt: skip
    assert reading(db).read == ()


def test_a_reload_is_the_same_visit(db: Store) -> None:
    for number in range(3):
        at = AT + timedelta(minutes=number)
        ask(db, f"n{number}", at)
        tell(db, f"n{number}", at + timedelta(seconds=8), {1: 8.0})
    (view,) = reading(db).views
    assert view.seconds == 24.0


def test_coming_back_later_is_a_second_reading_and_a_reason_to_call(db: Store) -> None:
    for number, at in enumerate((AT, AT + 3 * HOUR)):
        ask(db, f"n{number}", at)
        grade = tell(db, f"n{number}", at + timedelta(seconds=8), {1: 8.0})
    assert grade is Grade.READ_ON
    assert (len(reading(db).read), reading(db).readers) == (2, 1)
    follow_up = find_follow_up(reading(db).views, now=AT + 5 * HOUR)
    assert follow_up
    assert not follow_up.forwarded
    assert list_followed(db, "ines@ours.example", now=AT + 5 * HOUR) == ((SEND, follow_up),)
    assert list_followed(db, "ola@ours.example", now=AT + 5 * HOUR) == ()
    assert find_follow_up(reading(db).views, now=AT + timedelta(days=60)) is None


def test_a_forwarded_link_shows_as_a_new_reader(db: Store) -> None:
    for nonce, reader in (("n", ANN), ("m", BOB)):
        ask(db, nonce, AT)
        tell(db, nonce, AT + timedelta(seconds=9), {1: 9.0}, reader=reader)
    assert reading(db).readers == 2
    follow_up = find_follow_up(reading(db).views, now=AT + HOUR)
    assert follow_up
    assert follow_up.forwarded


def test_a_name_that_is_no_random_number_is_not_kept(db: Store) -> None:
    ask(db, "n", AT)
    tell(db, "n", AT + timedelta(seconds=9), {1: 9.0}, reader="<script>")
    assert reading(db).views[0].reader == ""


def test_a_quick_reader_is_a_reader_and_a_program_stays_one(db: Store) -> None:
    for nonce, why in (("quick", Why.BURST), ("program", Why.AGENT)):
        ask(db, nonce, AT, why)
        tell(db, nonce, AT + timedelta(seconds=20), {1: 20.0}, reader=ANN if why is Why.BURST else BOB)
    assert [view.why for view in reading(db).read] == [None]
    assert [view.why for view in reading(db).scanned] == [Why.AGENT]


@pytest.mark.parametrize(
    "agent",
    [
        "", "curl/8.5.0", "python-requests/2.32", "Slackbot-LinkExpanding 1.0", "facebookexternalhit/1.1",
        "Mozilla/5.0 (compatible; bingbot/2.0)", "LinkedInBot/1.0", "TelegramBot (like TwitterBot)", "WhatsApp/2.24",
        "Go-http-client/2.0",
        "Mozilla/5.0 (Windows NT 6.1) SkypeUriPreview Preview/0.5", "Barracuda Sentinel (EE)", "Microsoft Office/16.0",
        "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/140.0", "Mozilla/5.0 Google-Read-Aloud",
    ],
)  # fmt: skip
def test_programs_that_open_links_are_known_by_name(agent: str) -> None:
    assert find_machine(method="GET", agent=agent, prefetch=False, after=HOUR) is Why.AGENT


@pytest.mark.parametrize(
    "agent",
    [
        CHROME, IPHONE, f"{CHROME} Edg/140.0", "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0",
        f"{IPHONE} [LinkedInApp]/9.30", f"{CHROME} Teams/24.1", f"{IPHONE} Instagram 300.0",
    ],
)  # fmt: skip
def test_a_browser_is_not_taken_for_a_program(agent: str) -> None:
    assert find_machine(method="GET", agent=agent, prefetch=False, after=HOUR) is None


def test_asking_for_no_page_loading_ahead_and_being_too_quick_give_a_machine_away() -> None:
    assert find_machine(method="HEAD", agent=CHROME, prefetch=False, after=HOUR) is Why.HEAD
    assert find_machine(method="GET", agent=CHROME, prefetch=True, after=HOUR) is Why.PREFETCH
    assert find_machine(method="GET", agent=CHROME, prefetch=False, after=timedelta(seconds=3)) is Why.BURST


def test_views_counted_elsewhere_keep_what_was_said_of_them(db: Store) -> None:
    record_view(db, SEND, viewed_at=AT, seconds=41, pages=3, agent="browser", human=True)
    record_view(db, SEND, viewed_at=AT, seconds=0, pages=1, agent="scanner", human=False)
    assert [view.grade for view in reading(db).read] == [None]
    assert [view.why for view in reading(db).scanned] == [Why.SAID]
    assert reading(db).glanced == ()
