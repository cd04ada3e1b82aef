"""What became of a request: told on the start page of who asked, by mail where there is a server, and put away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from contentlib.library.opened import open_library
from contentlib.requests.content_requests import RequestStatus, ask_for, record_progress
from contentlib.requests.news import list_news, mail_news, record_seen
from tests.fakes import WordEmbedder
from tests.mailserver import PASSWORD, USER, Server, serve_mail
from tests.web.reports.test_marketer import post, read
from tests.web.shelf import AT, STORY, fill_library
from web import create_app

OLA, INES = "ola@ours.example", "ines@ours.example"


def test_who_asked_is_told_on_the_start_page_until_they_have_seen_it(client: FlaskClient) -> None:
    post(client, "/?q=submarine", "/requests/ask", query="submarine torpedo", rep=OLA)
    assert "You asked for it" not in read(client, "/")
    page = post(client, "/requests/1", "/requests/1", status="answered", asset="stories/Harbour.md", reply="Voilà.")
    assert "Those who asked see it on their start page." in page
    page = read(client, "/")
    assert "You asked for it" in page
    assert "submarine torpedo" in page
    assert f'href="/assets/{STORY}"' in page
    post(client, "/requests/1", "/requests/1/seen")
    assert "You asked for it" not in read(client, "/")


def test_a_declined_request_is_news_too_and_another_answer_is_news_again(client: FlaskClient) -> None:
    post(client, "/?q=submarine", "/requests/ask", query="submarine", rep=OLA)
    post(client, "/requests/1", "/requests/1", status="declined", reply="Nobody buys them.")
    assert "it will not be made" in read(client, "/")
    post(client, "/requests/1", "/requests/1/seen")
    post(client, "/requests/1", "/requests/1", status="answered", asset=str(STORY))
    assert "answers it now" in read(client, "/")


def test_nobody_is_told_of_what_others_asked(client: FlaskClient) -> None:
    post(client, "/?q=submarine", "/requests/ask", query="submarine", rep=OLA)
    post(client, "/requests/1", "/requests/1", status="declined")
    assert "You asked for it" not in read(client.application.test_client(), "/")


@pytest.mark.parametrize(
    ("address", "typed"),
    [("/requests/99", {"status": "open"}), ("/requests/99/seen", {}), ("/feedback/99", {"answer": "x"})],
)
def test_an_unknown_number_is_not_found(client: FlaskClient, address: str, typed: dict[str, str]) -> None:
    if address == "/requests/99":
        assert "No content request has the number 99" in read(client, address, status=404)
    client.application.config["WTF_CSRF_ENABLED"] = False
    assert client.post(address, data={"csrf_token": "x"} | typed).status_code == 404


def test_the_asset_shows_what_was_answered(client: FlaskClient) -> None:
    address = f"/assets/{STORY}"
    post(client, address, f"{address}/feedback", verdict="outdated", note="Two days is wrong.", rep=OLA)
    post(client, "/feedback", "/feedback/1", answer="Mended on Monday.")
    page = read(client, address)
    assert "Two days is wrong." in page
    assert "Mended on Monday." in page


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with serve_mail(tmp_path) as served:
        yield served


def test_who_asked_is_mailed_once_and_an_address_that_is_gone_keeps_it_from_nobody(
    tmp_path: Path, server: Server
) -> None:
    filled = fill_library(tmp_path)
    settings = replace(
        filled.settings, smtp_host="localhost", smtp_port=server.port, smtp_user=USER, smtp_password=PASSWORD,
        smtp_from="library@ours.example", smtp_ca=str(server.certificate),
    )  # fmt: skip
    filled.close()
    library = open_library(settings, make_embedder=lambda _: WordEmbedder())
    server.box.unknown.add(OLA)
    for rep in (OLA, INES):
        ask_for(library.db, "submarine", rep=rep, asked_at=AT)
    record_progress(library.db, 1, status=RequestStatus.ANSWERED, assignee="", asset_id=STORY, reply="Voilà.", at=AT)
    where = {"address": "https://content.ours.example", "company": "Ours"}
    assert mail_news(library, 1, **where, told_at=AT) == (INES,)
    assert mail_news(library, 1, **where, told_at=AT) == ()
    (mail,) = server.box.mails
    text = mail.get_body(("plain",))
    assert text
    assert "You searched for “submarine”" in text.get_content()
    assert f"https://content.ours.example/assets/{STORY}" in text.get_content()
    assert [news.title for news in list_news(library.db, OLA, now=AT)] == ["submarine"]
    record_seen(library.db, 1, OLA, seen_at=AT)
    assert list_news(library.db, OLA, now=AT) == ()
    library.close()


def test_a_mail_server_that_is_away_does_not_lose_the_answer(client: FlaskClient, tmp_path: Path) -> None:
    library = open_library(
        replace(fill_library(tmp_path / "other").settings, smtp_host="localhost", smtp_port=1, smtp_from="a@b.example"),
        make_embedder=lambda _: WordEmbedder(),
    )
    away = create_app(library=library).test_client()
    post(away, "/?q=submarine", "/requests/ask", query="submarine", rep=OLA)
    page = post(away, "/requests/1", "/requests/1", status="answered", asset=str(STORY))
    assert "no mail could be sent" in page
    assert "Answered by" in page
    library.close()


@pytest.mark.parametrize("address", ["/reports/unused", "/reports/scorecard", "/reports/freshness"])
def test_a_report_is_narrowed_by_its_address_as_page_and_as_data(client: FlaskClient, address: str) -> None:
    page = read(client, f"{address}?kind=case_study&since=365d")
    assert 'value="case_study" selected' in page
    assert f'href="{address}.csv?' in page
    assert "kind=case_study" in page.split(".csv?")[1].split('"')[0]
    rows = client.get(f"{address}.json?kind=case_study&since=365d").get_json()["rows"]
    assert all((row.get("asset") or row)["kind"] == "case_study" for row in rows)
    assert client.get(f"{address}?kind=poem").status_code == 400
    assert client.get(f"{address}?folder=nowhere&since=30d").status_code == 200
