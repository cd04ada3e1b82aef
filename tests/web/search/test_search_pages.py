"""The search page: results, filters, honest refusals, and what is counted."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from contentlib.catalog.retirement import retire_asset
from contentlib.library.opened import Library
from contentlib.model import Answer, Filters, Fit
from tests.web.conftest import read_form
from tests.web.shelf import AT, HOSTILE, PRICE, RIVAL, STORY
from web import create_app


def count(library: Library, table: str) -> int:
    return int(library.db.table(table).count)


def read(client: FlaskClient, address: str, *, status: int = 200, headers: dict[str, str] | None = None) -> str:
    answer = client.get(address, headers=headers)
    assert answer.status_code == status, answer.get_data(as_text=True)
    return answer.get_data(as_text=True)


def test_without_a_question_the_page_offers_what_buyers_say(client: FlaskClient) -> None:
    page = read(client, "/")
    assert "What buyers say" in page
    assert "4 assets in the library" in page


def test_a_question_finds_the_page_that_answers_it_and_marks_its_words(client: FlaskClient) -> None:
    page = read(client, "/?q=it+is+too+expensive")
    first = page.index("Worth the price")
    assert first < page.find("Against Quillbooks") or "Against Quillbooks" not in page
    assert "<mark>expensive</mark>" in page.lower()
    assert f'href="/assets/{PRICE}?search=1&amp;hit=page+2#at-page-2"' in page
    assert "page 2 of 2</a>" in page


def test_an_internal_asset_says_so_and_offers_no_send(client: FlaskClient) -> None:
    page = read(client, "/?q=Quillbooks+several+currencies&kind=battle_card")
    assert "Against Quillbooks" in page
    assert '<span class="badge internal">Internal</span>' in page
    assert "/send?" not in page


def test_a_question_nothing_answers_is_told_so_and_kept(client: FlaskClient, library: Library) -> None:
    page = read(client, "/?q=submarine+torpedo+xylophone")
    assert "<strong>No good match</strong> · nothing in the library fits “submarine torpedo xylophone”" in page
    assert "The question is kept" in page
    assert next(iter(library.db.table("searches").rows))["fits"] == 0


def test_how_sure_an_answer_is_is_said_in_words_and_never_as_a_percentage(client: FlaskClient) -> None:
    page = read(client, "/?q=it+is+too+expensive")
    assert "<strong>Strong match</strong>" in page or "<strong>Possible match</strong>" in page
    assert "% sure" not in page


@pytest.mark.parametrize(
    ("confidence", "fits", "match"),
    [(0.93, True, Fit.STRONG), (0.6, True, Fit.POSSIBLE), (0.4, False, Fit.NONE)],
)
def test_there_are_three_words_for_how_sure_a_search_is(confidence: float, fits: bool, match: Fit) -> None:
    assert Answer("price", Filters(), confidence=confidence, fits=fits, results=()).match is match


def test_filters_narrow_the_answer_and_show_as_chips(client: FlaskClient) -> None:
    page = read(client, "/?q=price+books+migration&audience=external&format=pdf")
    assert "Worth the price" in page
    assert "Harbour closes" not in page
    assert (
        'href="/?q=price+books+migration&amp;format=pdf" aria-label="Remove Audience: May be sent to a buyer"' in page
    )


def test_a_filter_typed_among_the_words_becomes_a_chip_and_a_wrong_one_is_told(client: FlaskClient) -> None:
    page = client.get("/", query_string={"q": 'too expensive kind:"battle card"'}).get_data(as_text=True)
    assert 'href="/?q=too+expensive" aria-label="Remove Kind: ' in page
    wrong = client.get("/", query_string={"q": "too expensive stage:decisoin"})
    assert wrong.status_code == 400
    assert "“decisoin” is no " in wrong.get_data(as_text=True)


def test_a_mended_word_can_be_had_as_typed_by_one_click_and_filters_stay(client: FlaskClient) -> None:
    page = read(client, "/?q=savingstable&audience=external")
    there = re.findall(r'href="([^"]+)">Search instead for “savingstable”', page)[0].replace("&amp;", "&")
    assert "audience=external" in there
    typed = read(client, there)
    assert "Search instead" not in typed
    assert 'name="as_typed"' not in typed.split("</form>")[0]


def test_what_is_named_and_not_there_is_told_above_the_nearest(client: FlaskClient) -> None:
    assert "Nothing on <em>Fathom</em>. The nearest:" in read(client, "/?q=too+expensive+beside+Fathom")
    assert "Nothing on" not in read(client, "/?q=too+expensive+beside+Quillbooks")


def test_filters_without_a_question_lead_to_the_list(client: FlaskClient) -> None:
    assert '<a href="/assets?stage=decision">list every asset with these filters</a>' in read(
        client, "/?stage=decision"
    )


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/?q=x&stage=nowhere", "“nowhere” is not one of the stages"),
        ("/?q=x&objection=moon", "“moon” is not one of the objections"),
        ("/?q=x&kind=spoon", "“spoon” is not one of the kinds"),
        ("/?q=x&format=exe", "No asset has the format “exe”"),
        ("/?q=x&audience=everyone", "“everyone” is not one of the audiences"),
        ("/?q=x&since=yesterday", "“yesterday” is no date"),
        ("/?q=x&until=0001-01-01", "is too long ago"),
        ("/?q=x&since=2026-02-01&until=2026-01-01", "lies after “until”"),
    ],
)
def test_a_bad_filter_is_named_beside_its_field(client: FlaskClient, address: str, sentence: str) -> None:
    page = read(client, address, status=400)
    assert sentence in page
    assert 'value="x"' in page, "what was typed is shown again"


def test_what_is_no_number_is_the_usual_one(client: FlaskClient) -> None:
    assert "Worth the price" in read(client, "/?q=expensive&utm_source=mail&show=lots")


@pytest.mark.parametrize(
    "query", ["%22", "AND+OR", "price-lock", "C%2B%2B", "%00", "'%20OR%201=1", "%F0%9F%98%80", "*"]
)
def test_a_strange_question_is_answered_as_text(client: FlaskClient, query: str) -> None:
    assert client.get(f"/?q={query}").status_code in (200, 400)


def test_a_question_of_many_pages_is_cut_with_a_notice(client: FlaskClient) -> None:
    assert "Only the first 2,000 characters were searched." in read(client, "/?q=" + "price+" * 500)


def test_a_search_is_counted_once_with_what_it_showed(client: FlaskClient, library: Library) -> None:
    read(client, "/?q=expensive")
    read(client, "/?q=expensive")
    read(client, "/?q=expensive&show=20")
    assert count(library, "searches") == 1
    assert count(library, "impressions") > 0


def test_a_search_that_is_narrowed_is_the_same_one_and_has_shown_more(client: FlaskClient, library: Library) -> None:
    read(client, "/?q=expensive&kind=battle_card")
    shown = count(library, "impressions")
    read(client, "/?q=expensive&audience=external")
    assert count(library, "searches") == 1
    assert count(library, "impressions") > shown


@pytest.mark.parametrize("header", [{"HX-History-Restore-Request": "true"}, {"Sec-Purpose": "prefetch;prerender"}])
def test_a_page_nobody_looks_at_is_not_counted(client: FlaskClient, library: Library, header: dict[str, str]) -> None:
    read(client, "/?q=expensive", headers=header)
    assert client.head("/?q=expensive").status_code == 200
    assert count(library, "searches") == 0


def test_many_reps_at_once_each_get_an_answer(app: Flask, library: Library) -> None:
    def ask(number: int) -> int:
        return app.test_client().get(f"/?q=expensive+{number}").status_code

    with ThreadPoolExecutor(6) as pool:
        assert set(pool.map(ask, range(24))) == {200}
    assert count(library, "searches") == 24


def test_what_was_asked_lately_is_offered_again(client: FlaskClient) -> None:
    read(client, "/?q=is+it+worth+the+price")
    page = read(client, "/")
    assert "You asked lately" in page
    assert "is it worth the price" in page


def test_markup_in_titles_snippets_and_questions_is_shown_as_text(client: FlaskClient) -> None:
    page = read(client, "/?q=migration+%3Cscript%3Ealert(1)%3C/script%3E")
    assert f"/assets/{HOSTILE}" in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(&#39;title&#39;)" in page


# --- facets -------------------------------------------------------------------------------------------------------


def test_results_can_be_narrowed_by_links_that_tell_how_many(client: FlaskClient) -> None:
    page = read(client, "/?q=too+expensive")
    assert 'href="/?q=too+expensive&amp;kind=one_pager"' in page
    assert re.search(r'id="facet-kind-at-one_pager".*?<span class="many">1</span>', page, re.DOTALL)


def test_a_chosen_facet_leads_back_and_its_alternatives_stay(client: FlaskClient) -> None:
    page = read(client, "/?q=price+books+migration&kind=deck")
    assert re.search(r'id="facet-kind-at-deck" rel="nofollow" href="/\?q=price\+books\+migration" aria-current', page)
    assert "kind=deck&amp;kind=case_study" in page


def test_a_new_question_keeps_the_filters(client: FlaskClient) -> None:
    assert '<div id="kept"><input type="hidden" name="kind" value="deck"></div>' in read(client, "/?q=price&kind=deck")


@pytest.mark.parametrize("name", ["industry", "competitor", "persona", "freshness"])
def test_every_group_is_also_a_filter(client: FlaskClient, name: str) -> None:
    value = "expired" if name == "freshness" else "nobody-has-this"
    page = read(client, f"/?q=price&{name}={value}")
    assert "with these filters" in page


def test_a_freshness_that_is_none_is_named(client: FlaskClient) -> None:
    assert "says nothing about freshness" in read(client, "/?q=x&freshness=mouldy", status=400)


# --- while typing -------------------------------------------------------------------------------------------------


def test_suggestions_are_what_buyers_say_and_assets_by_their_title(client: FlaskClient) -> None:
    found = client.get("/suggest?q=pri").get_json()
    assert {"asset", "what buyers say"} <= {one["sort"] for one in found}
    assert any(one["address"] == f"/assets/{PRICE}" for one in found)


def test_nothing_typed_suggests_nothing(client: FlaskClient) -> None:
    assert client.get("/suggest?q=").get_json() == []
    assert client.get("/suggest").get_json() == []


def test_what_one_asked_before_is_suggested_to_them_alone(library: Library) -> None:
    app = create_app(library=library)
    mine, theirs = app.test_client(), app.test_client()
    with theirs.session_transaction() as session:
        session["person"] = "other@ours.example"
    read(mine, "/?q=zebra+crossing")
    assert [one["text"] for one in mine.get("/suggest?q=zeb").get_json()] == ["zebra crossing"]
    assert theirs.get("/suggest?q=zeb").get_json() == []
    assert "zebra" not in read(theirs, "/")


# --- searches to keep ---------------------------------------------------------------------------------------------


def save(client: FlaskClient, name: str) -> TestResponse:
    token = read_form(client, "/?q=too+expensive&kind=one_pager")["csrf_token"]
    typed = {"csrf_token": token, "q": "too expensive", "kind": "one_pager", "name": name}
    return client.post("/searches", data=typed)


def test_a_search_is_saved_under_a_name_and_found_on_the_first_page(client: FlaskClient) -> None:
    answer = save(client, "Price talk")
    assert answer.status_code == 303
    assert answer.location == "/?q=too+expensive&kind=one_pager"
    page = read(client, "/")
    assert '<a href="/?q=too+expensive&amp;kind=one_pager">Price talk</a>' in page
    assert client.get("/suggest?q=price+t").get_json()[0]["address"] == "/?q=too+expensive&kind=one_pager"


def test_a_saved_search_is_removed(client: FlaskClient, library: Library) -> None:
    save(client, "Price talk")
    token = read_form(client, "/")["csrf_token"]
    assert client.post("/searches/1/forget", data={"csrf_token": token}).status_code == 303
    assert count(library, "saved_searches") == 0
    assert client.post("/searches/1/forget", data={"csrf_token": token}).status_code == 400


def test_a_saved_search_holds_only_what_the_search_page_knows(client: FlaskClient, library: Library) -> None:
    fields = {"csrf_token": read_form(client, "/?q=too+expensive")["csrf_token"], "q": "x", "name": "n"}
    assert client.post("/searches", data=fields | {"next": "//evil.example"}).status_code == 400
    assert client.post("/searches", data=fields).location == "/?q=x"
    assert "evil" not in str(list(library.db.table("saved_searches").rows))


def test_a_word_about_a_result_leads_back_to_the_results(client: FlaskClient) -> None:
    client.get("/?q=too+expensive&kind=one_pager")
    token = read_form(client, f"/assets/{PRICE}")["csrf_token"]
    word = {"csrf_token": token, "verdict": "useful", "rep": "ola@ours.example", "search": "1"}
    for before, after in {
        "http://localhost/?q=too+expensive&kind=one_pager": f"/?q=too+expensive&kind=one_pager#asset-{PRICE}",
        f"http://localhost/assets/{PRICE}": f"/assets/{PRICE}#feedback",
        "https://evil.example/?q=too+expensive": f"/assets/{PRICE}#feedback",
    }.items():
        site = "cross-site" if "evil" in before else "same-origin"
        headers = {"Referer": before, "Sec-Fetch-Site": site}
        answer = client.post(f"/assets/{PRICE}/feedback", data=word, headers=headers)
        assert (answer.status_code, answer.location) == (303, after)


def test_an_empty_library_says_so_wherever_somebody_looks(client: FlaskClient, library: Library) -> None:
    for asset_id in (PRICE, RIVAL, STORY, HOSTILE):
        retire_asset(library.db, asset_id, reason="", retired_by="", retired_at=AT)
    for address in ("/", "/?q=too+expensive", "/assets"):
        page = client.get(address).get_data(as_text=True)
        assert "There is nothing to find: all 4 assets are retired." in page
        assert "Remove the filters" not in page


def test_what_was_found_can_be_told_to_be_the_wrong_thing(client: FlaskClient) -> None:
    page = client.get("/?q=too+expensive").get_data(as_text=True)
    assert "None of these answers it" in page
    assert 'action="/requests/ask"' in page
