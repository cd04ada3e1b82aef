"""The marketer's pages: map, gaps, requests, cards, dates and adoption, each as page, CSV and JSON."""

from __future__ import annotations

import csv
import io
import re

import pytest
from flask.testing import FlaskClient

from contentlib.library.opened import Library
from tests.web.conftest import read_form
from tests.web.sending.test_send_pages import send
from tests.web.shelf import PRICE, RIVAL, STORY

REPORTS = (
    "/reports/first", "/reports/coverage", "/reports/gaps", "/requests", "/reports/unused", "/reports/scorecard",
    "/reports/scorecard/1", "/reports/freshness", "/reports/adoption", "/reports/claims", "/feedback", "/tags/review",
    "/tags/corrections",
)  # fmt: skip
WINDOWED = tuple(address for address in REPORTS if address.startswith("/reports/"))


def read(client: FlaskClient, address: str, *, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.get_data(as_text=True)
    return answer.get_data(as_text=True)


def post(client: FlaskClient, page: str, address: str, **typed: str | list[str]) -> str:
    """Fill in a form of ``page`` and follow where it leads; returns the page."""
    token = read_form(client, page)["csrf_token"]
    answer = client.post(address, data={"csrf_token": token, **typed}, follow_redirects=True)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_data(as_text=True)


@pytest.mark.parametrize("address", REPORTS)
def test_every_report_is_a_page_csv_and_json_before_anything_happened(client: FlaskClient, address: str) -> None:
    page = read(client, address)
    assert f'href="{address}.csv' in page
    assert f'href="{address}.json' in page
    assert client.get(f"{address}.csv").mimetype == "text/csv"
    assert client.get(f"{address}.json").is_json


@pytest.mark.parametrize("address", REPORTS)
def test_every_report_is_in_the_navigation(client: FlaskClient, address: str) -> None:
    page = read(client, "/status")
    assert f'href="{address.removesuffix("/1").replace("corrections", "review")}"' in page


@pytest.mark.parametrize("address", WINDOWED)
def test_bad_dates_are_named_by_page_and_refused_as_files(client: FlaskClient, address: str) -> None:
    assert 'id="problem-since"' in read(client, f"{address}?since=soon", status=400)
    for form in ("csv", "json"):
        assert client.get(f"{address}.{form}?since=soon").status_code == 400


@pytest.mark.parametrize("address", ["/reports/scorecard/99", "/reports/scorecard/99.json"])
def test_a_card_of_no_asset_is_not_found(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


# --- coverage -----------------------------------------------------------------------------------------------------


def test_the_map_shows_demand_without_supply_in_words(client: FlaskClient) -> None:
    client.get("/?q=xylophone&objection=competitor")
    page = read(client, "/reports/coverage")
    assert "Asked for, and nothing to send:" in page
    assert '<span aria-hidden="true">▲</span> nothing to send' in page


def test_a_field_of_the_map_leads_to_its_assets_and_its_queries(client: FlaskClient) -> None:
    client.get("/?q=xylophone&objection=price&stage=decision")
    address = re.search(r'href="(/reports/coverage/cell\?[^"]*stage=decision[^"]*)"', read(client, "/reports/coverage"))
    assert address
    page = read(client, address[1].replace("&amp;", "&"))
    assert "Worth the price" in page
    assert "xylophone" in page


def test_a_map_by_something_else_says_how_it_fills(client: FlaskClient) -> None:
    assert "No file names any persona yet." in read(client, "/reports/coverage?by=persona")
    assert "“moon” is nothing to choose as “by”" in read(client, "/reports/coverage?by=moon", status=400)
    assert "“moon” is no objection" in read(client, "/reports/coverage/cell?value=moon", status=400)


@pytest.mark.parametrize(
    "address",
    ["unused?cause=moon", "unused?by=moon", "freshness?state=moon", "gaps?which=moon", "scorecard?order=moon",
     "adoption?team=moon", "adoption?rep=moon", "first?since=moon", "claims?kind=moon"],
)  # fmt: skip
def test_an_absurd_address_is_told_so_in_a_sentence(client: FlaskClient, address: str) -> None:
    page = client.get(f"/reports/{address}")
    assert page.status_code == 400
    assert "moon" in page.get_data(as_text=True)


# --- gaps and requests --------------------------------------------------------------------------------------------


def test_a_gap_becomes_a_request_with_those_who_asked(client: FlaskClient) -> None:
    send(client)  # from now on the browser knows its rep
    client.get("/?q=submarine+torpedo")
    assert "submarine torpedo" in read(client, "/reports/gaps")
    page = post(client, "/reports/gaps", "/requests", title="Torpedoes", query=["submarine torpedo"])
    assert "Torpedoes" in page
    assert "ines@<wbr>ours.example" in page
    assert ">Requested</a>" in read(client, "/reports/gaps")


def test_a_rep_asks_where_nothing_fits(client: FlaskClient) -> None:
    address = "/?q=submarine+torpedo+xylophone"
    assert 'action="/requests/ask"' in read(client, address)
    page = post(client, address, "/requests/ask", query="submarine torpedo xylophone", rep="ola@ours.example")
    assert "ola@<wbr>ours.example" in page
    assert "submarine torpedo xylophone" in read(client, "/requests")


def test_marketing_moves_a_request_on_and_the_rep_sees_the_answer(client: FlaskClient) -> None:
    post(client, "/?q=submarine", "/requests/ask", query="submarine", rep="ola@ours.example")
    typed = {
        "status": "answered",
        "assignee": "may@ours.example",
        "asset": "stories/Harbour.md",
        "reply": "Here it is.",
    }
    page = post(client, "/requests/1", "/requests/1", **typed)
    for words in ("Answered by", "Harbour closes in two days", "Here it is.", 'value="may@ours.example"'):
        assert words in page
    (one,) = client.get("/requests.json").get_json()
    assert (one["status"], one["asset_id"], one["assignee"]) == ("answered", STORY, "may@ours.example")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"status": "answered", "asset": ""}, "name the asset that answers this"),
        ({"status": "lost"}, "“lost” is no status"),
        ({"status": "open", "assignee": "may"}, "“may” in the field assignee is no e-mail address"),
    ],
)
def test_a_request_moved_wrongly_says_why(client: FlaskClient, typed: dict[str, str], sentence: str) -> None:
    post(client, "/?q=submarine", "/requests/ask", query="submarine")
    token = read_form(client, "/requests/1")["csrf_token"]
    answer = client.post("/requests/1", data={"csrf_token": token, **typed})
    assert answer.status_code == 400
    assert sentence in answer.get_data(as_text=True)


def test_a_request_without_a_query_is_refused(client: FlaskClient) -> None:
    token = read_form(client, "/?q=submarine")["csrf_token"]
    answer = client.post("/requests", data={"csrf_token": token, "title": "x"})
    assert answer.status_code == 400
    assert "needs at least one query" in answer.get_data(as_text=True)


# --- unused, added up ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("by", ["owner", "kind", "folder", "age"])
def test_subtotals_add_up_to_the_library(client: FlaskClient, by: str) -> None:
    send(client)
    data = client.get("/reports/unused.json").get_json()
    groups = data["groups"][by]
    assert sum(group["assets"] for group in groups) == data["assets"] == 4
    assert sum(group["unused"] for group in groups) == data["unused"] == 3
    assert "Together" in read(client, f"/reports/unused?by={by}")


def test_one_group_can_be_looked_at_alone(client: FlaskClient) -> None:
    page = read(client, "/reports/unused?by=kind&group=case_study")
    assert "Harbour closes in two days" in page
    assert "Worth the price" not in page


# --- cards, dates, adoption ---------------------------------------------------------------------------------------


def test_a_card_says_its_rule_and_refuses_to_rank_few_deals(client: FlaskClient) -> None:
    send(client)
    page = read(client, "/reports/scorecard")
    assert "A deal counts for an asset when the asset was sent on it before it closed." in page
    assert "too few deals" in page
    assert "A ranking would be chance" in read(client, "/reports/scorecard?order=share")


def test_one_card_has_its_months_as_a_table_and_as_lines(client: FlaskClient) -> None:
    client.get("/?q=too+expensive")
    send(client)
    page = read(client, f"/reports/scorecard/{PRICE}?since=90d")
    assert 'data-plot="months-table"' in page
    assert "too expensive" in page
    rows = list(csv.DictReader(io.StringIO(client.get(f"/reports/scorecard/{PRICE}.csv").get_data(as_text=True))))
    assert sum(int(row["sends"]) for row in rows) == 1


def test_one_click_says_that_an_asset_is_still_right(client: FlaskClient, library: Library) -> None:
    library.db.execute("UPDATE assets SET review_by = '2020-01-01' WHERE id = ?", [PRICE])
    send(client)
    assert "1 stale asset was" in read(client, "/reports/freshness")
    page = post(
        client, "/reports/freshness", f"/reports/freshness/{PRICE}/verify", back="/reports/freshness?state=fresh"
    )
    assert "Verified: “Worth the price”." in page
    assert "ines@<wbr>ours.example" in page
    assert "Nothing is stale." in page


def test_a_form_leads_back_to_our_own_pages_only(client: FlaskClient) -> None:
    token = read_form(client, "/reports/freshness")["csrf_token"]
    for back in ("https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example"):
        answer = client.post(f"/reports/freshness/{PRICE}/verify", data={"csrf_token": token, "back": back})
        assert answer.headers["Location"] == "/reports/freshness"


def test_how_long_a_kind_is_trusted_is_set_on_the_page(client: FlaskClient) -> None:
    page = post(client, "/reports/freshness", "/reports/freshness/periods", deck="3")
    assert 'name="deck" value="3"' in page
    token = read_form(client, "/reports/freshness")["csrf_token"]
    for typed in ({"deck": "soon"}, {"deck": "3", "spoon": "9"}):
        answer = client.post("/reports/freshness/periods", data={"csrf_token": token} | typed)
        assert answer.status_code == 400


def test_adoption_lists_who_did_what(client: FlaskClient) -> None:
    client.get("/?q=expensive")
    send(client)
    client.get("/?q=books")
    page = read(client, "/reports/adoption")
    assert "ines@ours.example" in page
    assert "1 search" in page, "what was searched before the browser knew its rep"


# --- feedback -----------------------------------------------------------------------------------------------------


def test_a_rep_tells_marketing_from_a_result_and_marketing_answers(client: FlaskClient, library: Library) -> None:
    address = "/?q=too+expensive"
    assert f'action="/assets/{PRICE}/feedback"' in read(client, address)
    page = post(
        client, address, f"/assets/{PRICE}/feedback",
        verdict="outdated", note="The table is of last year.", rep="ola@ours.example", search="1",
    )  # fmt: skip
    assert "1 open" in page
    assert "The table is of last year." in page
    (row,) = library.db.table("feedback").rows
    assert row["search_id"] == 1
    assert "The table is of last year." in read(client, "/feedback")
    post(client, "/feedback", "/feedback/1", answer="New table is in.")
    assert "Nothing waits" in read(client, "/feedback")
    assert "New table is in." in read(client, "/feedback?all=yes")
    assert "The table is of last year." in read(client, f"/reports/scorecard/{PRICE}")


def test_a_change_without_a_word_is_refused(client: FlaskClient) -> None:
    token = read_form(client, f"/assets/{PRICE}")["csrf_token"]
    answer = client.post(f"/assets/{PRICE}/feedback", data={"csrf_token": token, "verdict": "change"})
    assert answer.status_code == 400
    assert "The field note is empty" in answer.get_data(as_text=True)


def test_markup_in_words_and_requests_is_shown_as_text(client: FlaskClient) -> None:
    attack = "<script>alert(1)</script>"
    post(client, f"/assets/{PRICE}", f"/assets/{PRICE}/feedback", verdict="wrong", note=attack)
    post(client, f"/?q={attack}", "/requests/ask", query=attack)
    for address in (f"/assets/{PRICE}", "/feedback", "/requests", "/requests/1", "/reports/gaps"):
        assert "<script>alert" not in read(client, address)


def test_a_form_without_its_token_is_refused(client: FlaskClient, library: Library) -> None:
    for address in (f"/assets/{PRICE}/feedback", "/requests/ask", f"/assets/{PRICE}/tags", "/tags/bulk", "/tags/review",
                    f"/reports/freshness/{RIVAL}/verify", "/tags/corrections/1/undo", "/feedback/1"):  # fmt: skip
        assert client.post(address, data={"verdict": "wrong"}).status_code == 400
    assert library.db.table("feedback").count == 0
