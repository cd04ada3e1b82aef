"""An asset's page, the list, and the download of its file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from contentlib.catalog.assets import Location, find_asset
from contentlib.catalog.locations import end_locations, settle_assets
from contentlib.catalog.near_copies import record_sketches
from contentlib.errors import DriveError
from contentlib.library.opened import Library
from contentlib.model import Section
from tests.web.conftest import read_form
from tests.web.shelf import AT, HOSTILE, PRICE, RIVAL, STORY
from web.assets.asset_pages import divide, explain_missing, place_sections


def read(client: FlaskClient, address: str, *, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.get_data(as_text=True)
    return answer.get_data(as_text=True)


def retire(library: Library, asset_id: int) -> None:
    end_locations(library.db, [asset_id], gone_at=AT)  # one location each, numbered alike
    settle_assets(library.db, [asset_id], at=AT)


def test_an_asset_shows_its_sections_and_why_it_has_its_tags(client: FlaskClient) -> None:
    page = read(client, f"/assets/{PRICE}")
    assert "The licence is paid back in nine months.\nNo hidden fees." in page
    assert "<q>paid back in nine months</q>" in page
    assert "91 %" in page
    assert '<td data-label="Says who">contentlib</td>' in page
    assert "the file itself" in page
    assert "pricing/Worth the price.pdf" in page


def test_the_section_a_search_found_is_set_apart(client: FlaskClient) -> None:
    page = read(client, f"/assets/{PRICE}?hit=page+2")
    assert '<section id="at-page-2" class="section hit"' in page
    assert '<section id="at-page-1" class="section"' in page


def test_speaker_notes_are_shown_to_a_rep_as_what_they_are(client: FlaskClient) -> None:
    page = read(client, f"/assets/{HOSTILE}")
    assert "Speaker notes, never shown to a buyer" in page
    assert "Never say &lt;i&gt;guaranteed&lt;/i&gt;" in page


def test_markup_in_an_asset_is_shown_as_text(client: FlaskClient) -> None:
    page = read(client, f"/assets/{HOSTILE}")
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<b>Bold" not in page


def test_opening_an_asset_is_counted_once_with_its_search(client: FlaskClient, library: Library) -> None:
    read(client, "/?q=expensive")
    read(client, f"/assets/{PRICE}?search=1&hit=page+2")
    read(client, f"/assets/{PRICE}?search=1&hit=page+1")
    opens = list(library.db.table("opens").rows)
    assert [(row["asset_id"], row["search_id"]) for row in opens] == [(PRICE, 1)]


def test_an_open_from_an_unknown_search_is_still_an_open(client: FlaskClient, library: Library) -> None:
    read(client, f"/assets/{PRICE}?search=999")
    assert next(iter(library.db.table("opens").rows))["search_id"] is None


@pytest.mark.parametrize(
    "address", ["/assets/99", "/assets/99/file", "/assets/99/send", "/assets/99999999999999999999"]
)
def test_an_unknown_asset_is_told_plainly(client: FlaskClient, address: str) -> None:
    page = read(client, address, status=404)
    assert "No asset has the number" in page or "no page at this address" in page


def test_the_list_shows_all_and_filters_them(client: FlaskClient) -> None:
    assert "4 assets." in read(client, "/assets")
    page = read(client, "/assets?objection=price")
    assert "1 asset with these filters." in page
    assert "Worth the price" in page
    assert "Harbour" not in page


def test_a_list_page_beyond_the_last_says_so(client: FlaskClient) -> None:
    assert "There is no page 9." in read(client, "/assets?page=9")
    assert "4 assets." in read(client, "/assets?page=x")


def test_a_bad_filter_of_the_list_is_named(client: FlaskClient) -> None:
    assert "“nowhere” is not one of the stages" in read(client, "/assets?stage=nowhere", status=400)


@pytest.mark.parametrize(("asset_id", "kind"), [(PRICE, "application/pdf"), (STORY, "text/markdown; charset=utf-8")])
def test_a_file_is_saved_never_shown(client: FlaskClient, asset_id: int, kind: str) -> None:
    with client.get(f"/assets/{asset_id}/file") as answer:
        assert answer.status_code == 200
        assert answer.data.startswith(b"The bytes of")
        assert answer.content_type == kind
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_rep_may_download_an_internal_asset(client: FlaskClient) -> None:
    with client.get(f"/assets/{RIVAL}/file") as answer:
        assert answer.status_code == 200


def test_a_file_that_is_gone_from_its_drive_is_named(client: FlaskClient, tmp_path: Path) -> None:
    (tmp_path / "drive/stories/Harbour.md").unlink()
    assert "“stories/Harbour.md” is not on the drive “drive” any more" in read(
        client, f"/assets/{STORY}/file", status=404
    )


def test_a_retired_asset_keeps_its_page_but_has_no_file(client: FlaskClient, library: Library) -> None:
    retire(library, STORY)
    page = read(client, f"/assets/{STORY}")
    assert "Retired on" in page
    assert ">Send</a>" not in page
    assert "is retired" in read(client, f"/assets/{STORY}/file", status=404)


def location(root: Path, path: str) -> Location:
    return Location("drive", str(root), path, 1, AT, None)


def test_a_drive_that_is_not_there_is_named(tmp_path: Path) -> None:
    told = explain_missing("Deck", [location(tmp_path / "away", "deck.pptx")])
    assert isinstance(told, DriveError)
    assert "Connect it" in str(told)


def test_a_file_that_changed_since_it_was_read_is_not_given_out(client: FlaskClient, tmp_path: Path) -> None:
    (tmp_path / "drive/stories/Harbour.md").write_text("Something else by now")
    assert "is not what was read any more" in read(client, f"/assets/{STORY}/file", status=404)


def test_a_long_asset_is_shown_in_parts_and_the_hit_opens_its_own() -> None:
    sections = [Section(f"page {number}", "", "x" * 12_000) for number in range(1, 8)]
    places = place_sections(sections, "page 6")
    assert [place.part for place in places] == [1, 1, 2, 2, 3, 3, 4]
    assert [place.section.locator for place in places if place.hit] == ["page 6"]


def test_nothing_has_no_parts() -> None:
    assert divide([], 10) == []


# --- what a marketer does with it -----------------------------------------------------------------------------------


def post(client: FlaskClient, address: str, **fields: str) -> str:
    """Send a form as a browser would, and read the page it leads to."""
    token = read_form(client, "/?q=nothing")["csrf_token"]
    answer = client.post(address, data={"csrf_token": token, **fields}, follow_redirects=True)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_data(as_text=True)


def test_an_asset_is_retired_with_its_reason_and_restored(client: FlaskClient) -> None:
    page = post(client, f"/assets/{PRICE}/retire", reason="replaced by the 2027 sheet", rep="petra@ours.example")
    assert "is retired: no search finds it" in page
    assert "<q>replaced by the 2027 sheet</q>" in page
    assert "by petra@ours.example" in page
    assert ">Send</a>" not in page
    assert "Worth the price" not in read(client, "/assets")
    assert client.get(f"/assets/{PRICE}/send").status_code == 403
    page = post(client, f"/assets/{PRICE}/restore")
    assert "searches find it again" in page
    assert ">Send</a>" in page
    assert f'href="/assets/{PRICE}?' in read(client, "/?q=too+expensive")


def test_a_retired_asset_leads_back_to_the_report_it_was_retired_from(client: FlaskClient) -> None:
    token = read_form(client, "/?q=nothing")["csrf_token"]
    for back, leads in (("/reports/unused", "/reports/unused"), ("//evil.example", f"/assets/{STORY}")):
        address = f"/assets/{STORY}/retire" if back.startswith("/r") else f"/assets/{STORY}/restore"
        assert client.post(address, data={"csrf_token": token, "back": back}).location == leads


def test_retiring_needs_the_forms_token(client: FlaskClient) -> None:
    assert client.post(f"/assets/{PRICE}/retire").status_code == 400
    assert "Worth the price" in read(client, "/assets")


def test_an_owner_and_a_review_day_are_kept(client: FlaskClient) -> None:
    page = post(client, f"/assets/{PRICE}/care", owner="petra@ours.example", review_by="2027-01-31")
    assert 'value="petra@ours.example"' in page
    assert "next look due" in page
    assert "31 Jan 2027" in page


def test_an_owner_who_is_no_address_is_named(client: FlaskClient) -> None:
    token = read_form(client, "/?q=nothing")["csrf_token"]
    answer = client.post(f"/assets/{PRICE}/care", data={"csrf_token": token, "owner": "petra"})
    assert answer.status_code == 400
    assert "“petra” in the field owner is no e-mail address" in answer.get_data(as_text=True)


# --- what else it shows ---------------------------------------------------------------------------------------------


def test_the_words_of_the_search_are_marked_where_it_led(client: FlaskClient) -> None:
    read(client, "/?q=savings+table")
    page = read(client, f"/assets/{PRICE}?search=1&hit=page+2")
    assert "Show the <mark>savings</mark> <mark>table</mark>." in page


def test_marked_words_stay_text(client: FlaskClient) -> None:
    read(client, "/?q=migration+img")
    page = read(client, f"/assets/{HOSTILE}?search=1&hit=slide+1")
    assert "<mark>Migration</mark>" in page
    assert "<img src=x" not in page


def test_the_list_can_be_narrowed_and_counts_all_of_it(client: FlaskClient) -> None:
    page = read(client, "/assets")
    assert re.search(r'id="facet-audience-at-external".*?<span class="many">3</span>', page, re.DOTALL)
    assert 'href="/assets?folder=stories"' in page


def test_near_copies_are_listed_for_who_cleans_up_until_they_are_retired(client: FlaskClient, library: Library) -> None:
    assert 'id="copies"' not in read(client, f"/assets/{PRICE}")
    one, other = (find_asset(library.db, asset_id) for asset_id in (PRICE, STORY))
    record_sketches(library.db, {}, [(one.version_id, other.version_id, 0.9)])
    listed = read(client, f"/assets/{PRICE}").split('id="copies"')[1].split("</section>")[0]
    assert f'href="/assets/{STORY}"' in listed
    assert other.path in listed
    retire(library, STORY)
    assert 'id="copies"' not in read(client, f"/assets/{PRICE}")
