"""Tags put right on the pages: one, many, the doubtful ones; asked twice before a buyer sees more; undone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from flask.testing import FlaskClient

from contentlib.catalog.assets import find_asset
from contentlib.catalog.sections import SectionTag, replace_section_tags
from contentlib.catalog.tags import replace_tags
from contentlib.library.opened import Library
from contentlib.model import Audience, Axis, Section, Source, Tag
from contentlib.tagging.corrections import Wish, correct
from contentlib.tagging.rule_store import follow_rules, keep_vector
from tests.web.conftest import read_form
from tests.web.reports.test_marketer import post, read
from tests.web.sending.test_send_pages import send
from tests.web.shelf import AT, HOSTILE, PRICE, RIVAL, STORY, shelve

ASSET = f"/assets/{PRICE}"


def objections(library: Library, asset_id: int = PRICE) -> set[str]:
    return {tag.value for tag in find_asset(library.db, asset_id).tags_on(Axis.OBJECTION)}


def test_a_tag_is_removed_on_the_assets_page_and_undone_there(client: FlaskClient, library: Library) -> None:
    page = post(client, ASSET, f"{ASSET}/tags", choice="objection:price", say="no")
    assert "removed Price" in page
    assert objections(library) == set()
    post(client, ASSET, "/tags/corrections/1/undo", back=ASSET)
    assert objections(library) == {"price"}


def test_a_tag_is_added_with_who_said_so_and_why(client: FlaskClient) -> None:
    page = post(
        client, ASSET, f"{ASSET}/tags", choice="objection:timing", evidence="they asked in May", rep="may@ours.example"
    )
    assert "they asked in May" in page
    assert "a person" in page
    history = read(client, "/tags/corrections")
    assert "added Timing" in history
    assert "may@<wbr>ours.example" in history
    (one,) = client.get("/tags/corrections.json").get_json()
    assert (one["said_by"], one["axis"], one["value"]) == ("may@ours.example", "objection", "timing")


def test_what_becomes_internal_cannot_be_sent_from_that_moment(client: FlaskClient) -> None:
    send(client)
    page = post(client, ASSET, f"{ASSET}/tags", choice="audience:internal")
    assert "It can no longer be sent; it went out 1 times before." in page
    assert client.get(f"{ASSET}/send").status_code == 403


def test_buyers_see_more_only_after_a_second_word(client: FlaskClient, library: Library) -> None:
    page = post(client, f"/assets/{RIVAL}", f"/assets/{RIVAL}/tags", choice="audience:external")
    assert "Let buyers see it?" in page
    assert find_asset(library.db, RIVAL).audience is Audience.INTERNAL
    typed = {"wish": f"{RIVAL}:yes:audience:external", "confirm": "yes", "back": f"/assets/{RIVAL}"}
    post(client, f"/assets/{RIVAL}", "/tags/bulk", **typed)
    assert find_asset(library.db, RIVAL).audience is Audience.EXTERNAL


def test_undoing_internal_asks_a_second_time_too(client: FlaskClient, library: Library) -> None:
    post(client, ASSET, f"{ASSET}/tags", choice="audience:internal")
    assert "Let buyers see it?" in post(client, ASSET, "/tags/corrections/1/undo", back=ASSET)
    assert find_asset(library.db, PRICE).audience is Audience.INTERNAL
    post(client, ASSET, "/tags/corrections/1/undo", back=ASSET, confirm="yes")
    assert find_asset(library.db, PRICE).audience is Audience.EXTERNAL


def test_many_assets_get_one_tag(client: FlaskClient, library: Library) -> None:
    assert "Worth the price" in read(client, "/tags/bulk?kind=one_pager")
    page = post(client, "/tags/bulk", "/tags/bulk", asset=[str(PRICE), str(STORY)], choice="objection:trust", say="yes")
    assert "2 corrections are obeyed" in page
    assert "trust" in objections(library) & objections(library, STORY)


def test_a_name_on_no_list_is_typed(client: FlaskClient, library: Library) -> None:
    post(client, "/tags/bulk", "/tags/bulk", asset=[str(RIVAL)], choice="competitor:", value="Quillbooks")
    tags = {(tag.axis, tag.value) for tag in find_asset(library.db, RIVAL).tags}
    assert (Axis.COMPETITOR, "Quillbooks") in tags
    assert "Quillbooks" in read(client, "/reports/coverage?by=competitor")


def put_doubt(library: Library) -> None:
    doubtful = [Tag(Axis.OBJECTION, "timing", 0.26, "perhaps later", "page 1", Source.MODEL),
                Tag(Axis.AUDIENCE, "external", 0.56, "", "", Source.MODEL)]  # fmt: skip
    replace_tags(library.db, PRICE, doubtful, made_with="test", said_at=AT)


def test_doubtful_tags_are_judged_in_one_go(client: FlaskClient, library: Library) -> None:
    put_doubt(library)
    assert "perhaps later" in read(client, "/tags/review")
    wishes = [f"{PRICE}:yes:objection:timing", f"{PRICE}:yes:audience:external"]
    page = post(client, "/tags/review", "/tags/review", wish=wishes, say="no", back="/tags/review")
    assert "2 corrections are obeyed" in page
    assert objections(library) == set()
    assert find_asset(library.db, PRICE).audience is Audience.INTERNAL
    assert "No doubtful tags here." in page


def test_a_doubtful_tag_that_is_right_is_not_asked_again(client: FlaskClient, library: Library) -> None:
    put_doubt(library)
    post(client, "/tags/review", "/tags/review", wish=[f"{PRICE}:yes:objection:timing"], say="yes")
    assert objections(library) == {"timing"}
    assert "perhaps later" not in read(client, "/tags/review?axis=objection")


@pytest.mark.parametrize(
    ("address", "typed", "sentence"),
    [
        (f"{ASSET}/tags", {"choice": "objection:moon"}, "“moon” is not one of the objections"),
        (f"{ASSET}/tags", {"choice": "weight:heavy"}, "“weight:heavy” is no tag"),
        (f"{ASSET}/tags", {"choice": "kind:deck", "say": "no"}, "Every asset has one kind"),
        (f"{ASSET}/tags", {"choice": "objection:price", "rep": "may"}, "“may” in the field rep is no e-mail address"),
        ("/tags/bulk", {"choice": "objection:price"}, "Nothing was chosen"),
        ("/tags/review", {"wish": "1:yes"}, "is no tag"),
        ("/tags/corrections/9/undo", {}, "No correction has the number 9"),
    ],
)
def test_what_cannot_be_obeyed_says_why(
    client: FlaskClient, library: Library, address: str, typed: dict[str, str], sentence: str
) -> None:
    token = read_form(client, ASSET)["csrf_token"]
    answer = client.post(address, data={"csrf_token": token, **typed})
    assert answer.status_code == 400
    assert sentence in answer.get_data(as_text=True)
    assert library.db.table("corrections").count == 0


def test_a_tag_of_no_asset_is_not_found(client: FlaskClient) -> None:
    token = read_form(client, ASSET)["csrf_token"]
    assert client.post("/assets/99/tags", data={"csrf_token": token, "choice": "objection:price"}).status_code == 404


def test_all_that_have_the_filters_get_one_tag(client: FlaskClient, library: Library) -> None:
    address = "/tags/bulk?kind=one_pager"
    assert "All 1 that have these filters" in read(client, address)
    page = post(client, address, address, all="yes", choice="objection:trust", say="yes")
    assert "added Trust" in page
    assert "trust" in objections(library)
    assert "trust" not in objections(library, STORY)


def test_industries_and_personas_are_offered_by_their_labels(client: FlaskClient, library: Library) -> None:
    assert 'value="industry:healthcare">Health care' in read(client, ASSET)
    page = post(client, ASSET, f"{ASSET}/tags", choice="persona:cfo")
    assert "Finance leader" in page
    assert {tag.value for tag in find_asset(library.db, PRICE).tags_on(Axis.PERSONA)} == {"cfo"}


def learn_something(library: Library) -> None:
    """A correction of one asset, and a rule in force that it made for another."""
    directions = {number: np.eye(12, dtype=np.float32)[number] for number in (PRICE, STORY, RIVAL, HOSTILE)}
    directions[STORY] = directions[PRICE]
    for number in range(5, 12):
        root = Path(library.settings.library).parent / "drive"
        shelve(library, root, f"more/{number}.md", f"Page {number}", "external", "deck", (Section("", "", "x"),), ())
        directions[number] = np.eye(12, dtype=np.float32)[number]
    for number, direction in directions.items():
        keep_vector(library.db, number, library.model, direction)
    wish = Wish(PRICE, Axis.OBJECTION, "timing")
    correct(library.db, library.vocabulary, wish, said_by="may@ours.example", said_at=AT)
    follow_rules(library.db, library.vocabulary, library.model, at=AT)


def test_what_was_learned_is_told_switched_off_and_on(client: FlaskClient, library: Library) -> None:
    assert "Nothing was corrected yet" in read(client, "/tags/rules")
    learn_something(library)
    page = read(client, "/tags/rules")
    assert "Assets like “Worth the price” answer Timing, since may@ours.example said so of it; changes 1 asset." in page
    assert objections(library, STORY) == {"timing"}
    assert "learned from corrections of “Worth the price”" in read(client, f"/assets/{STORY}")
    rule = client.get("/tags/rules.json").get_json()[0]
    page = post(client, "/tags/rules", "/tags/rules/switch", rule=rule["key"], on="no")
    assert "Switched off: Assets like" in page
    assert objections(library, STORY) == set()
    post(client, "/tags/rules", "/tags/rules/switch", rule=rule["key"], on="yes")
    assert objections(library, STORY) == {"timing"}
    assert "Page" not in client.get("/tags/rules.csv").get_data(as_text=True)


def test_a_rule_that_is_gone_is_refused(client: FlaskClient, library: Library) -> None:
    learn_something(library)
    token = read_form(client, "/tags/rules")["csrf_token"]
    answer = client.post("/tags/rules/switch", data={"csrf_token": token, "rule": "moon", "on": "no"})
    assert answer.status_code == 400
    assert "No rule is called so any more" in answer.get_data(as_text=True)


def test_a_section_says_what_it_answers(client: FlaskClient, library: Library) -> None:
    (section,) = library.db.execute("SELECT id FROM sections WHERE locator = 'page 2'").fetchone()
    tag = SectionTag(section, "page 2", Axis.OBJECTION, "price", 0.9, "Show the savings table")
    replace_section_tags(library.db, PRICE, [tag])
    assert "answers Price" in read(client, ASSET)


def test_what_was_corrected_together_is_undone_together(client: FlaskClient, library: Library) -> None:
    post(client, "/tags/bulk", "/tags/bulk", asset=[str(PRICE), str(STORY)], choice="objection:trust", say="yes")
    assert "Undo all 2" in read(client, "/tags/corrections")
    assert "Undone: 2 corrections" in post(client, "/tags/corrections", "/tags/corrections/1/undo-together")
    assert "trust" not in objections(library) | objections(library, STORY)
    assert "Undo all" not in read(client, "/tags/corrections")


def test_what_keeps_assets_from_buyers_is_undone_one_by_one(client: FlaskClient, library: Library) -> None:
    post(client, "/tags/bulk", "/tags/bulk", asset=[str(PRICE), str(STORY)], choice="audience:internal", say="yes")
    token = read_form(client, "/tags/corrections")["csrf_token"]
    answer = client.post("/tags/corrections/1/undo-together", data={"csrf_token": token})
    assert (answer.status_code, find_asset(library.db, PRICE).audience) == (400, Audience.INTERNAL)
