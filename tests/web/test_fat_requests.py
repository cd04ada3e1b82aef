"""However much is asked for in an address, the answer is not fifty times a normal one."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from contentlib.catalog import MOST_IN_ALL, MOST_OF_ONE
from contentlib.model import FILTERS, Axis
from contentlib.reports import REPORTS
from tests.web.shelf import fill_library
from web import create_app
from web.request_limits import LONGEST_ADDRESS

MOST_TIMES = 50
ARGUMENTS = (
    *(one.name for one in FILTERS),
    "q",
    "page",
    "per_page",
    "limit",
    "since",
    "until",
    "owner",
    "by",
    "which",
    "show",
    "value",
)
PAGES = (
    *("/", "/assets", "/assets/1", "/suggest", "/sends", "/requests", "/feedback", "/tags/review", "/tags/bulk"),
    *(
        "/status",
        "/admin/audit",
        "/help",
        "/api/v1/search",
        "/api/v1/assets",
        "/api/v1/sends",
        "/api/v1/assets/1/sections",
    ),
)
REPORT_PAGES = [
    f"/reports/{name}{ending}" for name, one in REPORTS.items() if not one.page for ending in ("", ".csv", ".json")
]
API_REPORTS = [f"/api/v1/reports/{name}" for name in REPORTS]
EVERY = [*PAGES, *REPORT_PAGES, *API_REPORTS]
KNOWN = ["price", "competitor", "decision", "deck", "case_study", "external", "pptx", "en", "fresh", "nobody", "90d"]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    library = fill_library(tmp_path_factory.mktemp("fat"), person="ann@ours.example")
    yield create_app(library=library).test_client()
    library.close()


def ask(client: FlaskClient, address: str, arguments: list[tuple[str, str]]) -> tuple[int, int]:
    usual = [("q", "price")] if address in ("/", "/api/v1/search", "/suggest") else []
    answer = client.get(f"{address}?{urlencode([*usual, *arguments])}")
    return answer.status_code, len(answer.data)


NUMBERED = st.builds(
    lambda name, count, word: [(name, f"{word}{number}") for number in range(count)],
    st.sampled_from(ARGUMENTS),
    st.sampled_from([1, MOST_OF_ONE, MOST_OF_ONE + 1, MOST_IN_ALL, MOST_IN_ALL + 1, 1000, 8000]),
    st.sampled_from(["x", "Name ", "名", '"<&>', "ab" * 100, ""]),
)  # fmt: skip
LONG = st.builds(
    lambda name, sign, size: [(name, sign * size)],
    st.sampled_from(ARGUMENTS), st.sampled_from(["x", "名", '"', "a b ", "%"]),
    st.sampled_from([200, 2001, 7000, 30_000, 200_000]),
)  # fmt: skip
USUAL = st.lists(st.tuples(st.sampled_from(ARGUMENTS), st.sampled_from(KNOWN)), max_size=200)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(EVERY), st.lists(NUMBERED | LONG | USUAL, min_size=1, max_size=4))
def test_no_answer_is_fifty_times_a_normal_one(
    client: FlaskClient, address: str, parts: list[list[tuple[str, str]]]
) -> None:
    _, normal = ask(client, address, [])
    status, size = ask(client, address, [one for part in parts for one in part])
    assert status < 500
    # A refusal may be a page where a few bytes of JSON were asked for.
    assert size <= MOST_TIMES * max(normal, 2_000)


@pytest.mark.parametrize("address", EVERY)
def test_every_filter_filled_to_its_brim_is_not_fifty_times_a_normal_one(client: FlaskClient, address: str) -> None:
    _, normal = ask(client, address, [])
    for word in ("w" * 30, "名" * 20, "x" * 200, '"' * 40):
        status, size = ask(
            client, address, [(one.name, f"{word}{number}") for one in FILTERS for number in range(MOST_OF_ONE)]
        )
        assert status < 500
        assert size <= MOST_TIMES * max(normal, 2_000)


def test_a_fat_search_that_is_taken_is_not_fifty_times_a_normal_one(client: FlaskClient) -> None:
    """Names that nobody knows are taken as they are; as many as a search takes, as long as it takes."""
    _, normal = ask(client, "/", [])
    names = [f"{'n' * 24}{number}" for number in range(MOST_OF_ONE)]
    chosen = [(axis.value, name) for axis in (Axis.COMPETITOR, Axis.INDUSTRY) for name in names]
    assert len(chosen) == MOST_IN_ALL
    status, size = ask(client, "/", chosen)
    assert status == 200
    assert size <= MOST_TIMES * normal


def test_an_address_that_is_longer_than_any_of_ours_is_refused(client: FlaskClient) -> None:
    answer = client.get("/assets?folder=" + "x" * LONGEST_ADDRESS)
    assert answer.status_code == 414
    assert "longer than any of ours" in answer.get_data(as_text=True)


def test_words_that_are_too_many_are_told_and_not_shown_again_whole(client: FlaskClient) -> None:
    answer = client.get("/?" + urlencode({"q": "价格" * 500}))
    assert answer.status_code == 400
    assert "These words are longer than a search takes" in answer.get_data(as_text=True)
