"""What a reader who clicks sees of a page, and what nobody does."""

from __future__ import annotations

import pytest

from indexer.extract import read_bytes

ANSWER = "refunds take ten days"
OPENED = {
    "a button before it": f'<button>How fast are refunds?</button><div style="display:none">{ANSWER}</div>',
    "a button in a heading before it": f"<h3><button>Refunds</button></h3><div hidden>{ANSWER}</div>",
    "found by the browser": f'<div hidden="until-found">{ANSWER}</div>',
    "a button that points to it": f'<p><button aria-controls="a">Refunds</button></p><div id="a" hidden>{ANSWER}</div>',
    "a tab": f'<ul role="tablist"><li><a role="tab" href="#a">Refunds</a></li></ul><div id="a" role="tabpanel" hidden>'
    f"{ANSWER}</div>",
    "a tab of an older page": f'<ul class="tabs"><li><a href="#a">Refunds</a></li></ul>'
    f'<div id="a" style="display: none">{ANSWER}</div>',
    "a collapsed part": f'<button data-bs-target="#a">Refunds</button><div id="a" style="display:none">{ANSWER}</div>',
    "a heading of a set": f'<div class="accordion"><h3>Refunds</h3><div style="display:none">{ANSWER}</div></div>',
    "a label of a box": f'<input type="checkbox" id="c"><label for="c">How are refunds paid</label><div hidden>{ANSWER}'
    "</div>",
    "a line that is clicked": f'<div onclick="show(1)">About refunds</div><div style="display:none">{ANSWER}</div>',
    "closed details": f"<details><summary>Refunds</summary>{ANSWER}</details>",
    "not read aloud while closed": f'<button>Refunds</button><div aria-hidden="true">{ANSWER}</div>',
}
HIDDEN = {
    "nothing opens it": f'<p>Refunds</p><div style="display:none">{ANSWER}</div>',
    "a heading that opens nothing": f"<h3>Refunds</h3><div hidden>{ANSWER}</div>",
    "a dialog": f'<button aria-controls="a">Staff notes</button><div id="a" role="dialog" hidden>{ANSWER}</div>',
    "a window laid over the page": f'<button data-target="#a">Log in</button><div id="a" class="modal" hidden>{ANSWER}'
    "</div>",
    "behind a form": f'<form><h1>Form</h1><button type="submit">Send it now</button><div hidden>{ANSWER}</div></form>',
    "its button is hidden too": f'<div hidden><button aria-controls="a">Staff notes</button></div><div id="a" hidden>'
    f"{ANSWER}</div>",
    "in a hidden part": f'<div hidden><h3><button>Refunds</button></h3><div hidden="until-found">{ANSWER}</div></div>',
    "a menu": f'<button aria-controls="a">All products</button><ul id="a" role="menu" hidden><li>{ANSWER}</li></ul>',
    "a template": f'<button>About refunds</button><template><div hidden="until-found">{ANSWER}</div></template>',
}


def words(body: str) -> str:
    page = f"<!DOCTYPE html><html><body><h1>Questions</h1><p>What buyers ask.</p>{body}<p>End.</p></body></html>"
    return "\n".join(section.text for section in read_bytes(page.encode(), "faq.html").sections)


@pytest.mark.parametrize("body", OPENED.values(), ids=OPENED)
def test_what_a_click_opens_is_read(body: str) -> None:
    assert ANSWER in words(body)


@pytest.mark.parametrize("body", HIDDEN.values(), ids=HIDDEN)
def test_what_nothing_on_the_page_opens_stays_hidden(body: str) -> None:
    assert ANSWER not in words(body)


def test_a_question_in_a_button_in_a_heading_is_a_heading() -> None:
    page = b"<h1>FAQ</h1><h2><button>Can we leave early?</button></h2><div>With sixty days of notice.</div>"
    section = read_bytes(page, "faq.html").sections[-1]
    assert (section.heading, section.text) == ("Can we leave early?", "With sixty days of notice.")


def test_a_question_in_a_button_is_read_on_a_line_of_its_own_and_other_buttons_are_not() -> None:
    found = words(f"<button>Buy now</button><p>Text.</p>{OPENED['a button before it']}")
    assert "How fast are refunds?\nrefunds" in found
    assert "Buy now" not in found


def test_an_encoding_named_behind_long_scripts_is_believed() -> None:
    head = f"<script>{'x = 1; ' * 1200}</script><meta charset='windows-1251'>"
    page = f"<html><head>{head}</head><body><p>Скидка для партнёров</p></body></html>"
    assert read_bytes(page.encode("cp1251"), "p.html").sections[0].text == "Скидка для партнёров"


def test_buttons_in_twenty_thousand_parts_hold_up_nothing() -> None:
    deep = "<div onclick='a()'><a href='#b'>x</a>" * 20_000
    assert "End." in words(f"</p>{OPENED['a tab']}{deep}<div hidden>{ANSWER}</div>" + "</div>" * 20_000)
