"""The topics of the guide as they are read: titles, leads, parts, anchors, and as HTML."""

from __future__ import annotations

import re

import pytest

from contentlib.errors import UnknownTopic
from contentlib.guide import find_topic, read_guide
from contentlib.guide.markup import to_html


def test_every_topic_has_a_title_a_lead_and_parts() -> None:
    for name, topic in read_guide().items():
        assert topic.name == name
        assert topic.title == topic.parts[0].heading
        assert topic.lead.endswith("."), name
        assert len(topic.lead) < 200, f"{name} begins with more than a list of topics has room for"
        assert len({part.anchor for part in topic.parts}) == len(topic.parts)


def test_the_marks_around_what_is_made_from_the_code_are_for_nobody() -> None:
    for topic in read_guide().values():
        assert "<!--" not in topic.source
        assert not [part for part in topic.parts if "<!--" in part.text]


def test_a_topic_is_found_by_its_name_whatever_the_capitals() -> None:
    assert find_topic(" Find ").name == "find"


def test_an_unknown_topic_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(UnknownTopic, match=r"no topic “nope”\. Choose from: find, send, reports"):
        find_topic("nope")


def test_a_topic_as_html_has_its_headings_to_link_to_and_no_title() -> None:
    html = find_topic("find").to_html(lambda name: f"/help/{name}")
    assert "<h1" not in html
    assert '<h2 id="when-nothing-fits">When nothing fits</h2>' in html
    assert html.count("<h2 ") == len(find_topic("find").parts) - 1


def test_a_link_to_another_topic_leads_to_its_page() -> None:
    html = find_topic("send").to_html(lambda name: f"/help/{name}")
    assert 'href="/help/how-it-works#reading-is-counted-by-evidence"' in html
    assert ".md" not in re.sub(r"<code>.*?</code>", "", html)


def test_where_nothing_can_be_clicked_a_link_is_a_command() -> None:
    told = find_topic("send").for_terminal()
    assert "[How it works]" not in told
    assert "How it works (`contentlib help how-it-works`)" in told


def test_a_table_names_its_columns_in_every_row() -> None:
    page = "# Title\n\n| key | does | |\n|---|---|---|\n| a | b | c |\n"
    html = to_html(page, [], str)
    assert '<table class="stack">' in html
    assert '<th scope="row">a</th>' in html
    assert '<td data-label="does">b</td>\n<td>c</td>' in html


def test_html_in_a_page_is_shown_and_not_obeyed() -> None:
    html = to_html("# Title\n\n<script>alert(1)</script>\n\n```\n</code><b>\n```\n", [], str)
    assert "<script" not in html
    assert "<b>" not in html
    assert "&lt;/code&gt;&lt;b&gt;" in html
