"""Plain text: encodings, invisible letters, and that no letter is lost."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.extract import read_bytes
from indexer.extract.alt_texts import says_something
from indexer.extract.raw_text import decode, plain, tidy
from indexer.extract.readers import READERS

LETTERS = st.text(alphabet=st.characters(categories=("Lu", "Ll", "Nd"), max_codepoint=0x24F), min_size=1, max_size=12)
WORDS = st.lists(LETTERS, min_size=1, max_size=30)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_western_text_is_decoded_whatever_its_encoding(encoding: str) -> None:
    text = "Müller said: “too expensive” – 400 € a seat"
    assert decode(text.encode(encoding)) in (text, "\ufeff" + text)


@pytest.mark.parametrize("encoding", ["cp932", "utf-8", "utf-16"])
def test_japanese_text_is_decoded_whatever_its_encoding(encoding: str) -> None:
    text = "価格が高いという反論への回答。競合との比較表は四ページにあります。" * 3
    assert decode(text.encode(encoding)) == text


def test_a_few_broken_bytes_do_not_spoil_a_utf8_text() -> None:
    assert "größer" in decode("größer, schöner, müder".encode() + b"\xff\xfe.")


@pytest.mark.parametrize("form", ["txt", "md", "json"])
@settings(deadline=None, max_examples=60)
@given(words=WORDS)
def test_text_readers_lose_no_letters(form: str, words: list[str]) -> None:
    text = "\n".join(words)
    read = plain("".join(section.text for section in READERS[form](text.encode()).sections))
    expected = unicodedata.normalize("NFC", "".join(words))
    assert [one for one in read if one.isalnum()] == [one for one in expected if one.isalnum()]


@settings(deadline=None, max_examples=60)
@given(words=WORDS)
def test_a_page_loses_no_letters(words: list[str]) -> None:
    page = "<html><body>" + "".join(f"<p>{word}</p>" for word in words) + "</body></html>"
    text = read_bytes(page.encode(), "a.html").sections[0].text
    assert [one for one in text if one.isalnum()] == [
        one for one in unicodedata.normalize("NFC", "".join(words)) if one.isalnum()
    ]


@given(st.text())
def test_tidying_twice_changes_nothing(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


def test_marks_that_hide_a_word_from_search_are_removed() -> None:
    assert tidy("pri\u00adce\u200b \u202elist\x1b[31m!") == "price list!"


@pytest.mark.parametrize("text", ["Picture 4", "image.png", "Brain icon", "A close up of a sign", "logo"])
def test_alternative_texts_that_say_nothing_are_dropped(text: str) -> None:
    assert says_something(text) == ""


@pytest.mark.parametrize(
    ("name", "piece"),
    [
        ("a.md", "[" * 400 + "\n"),
        ("a.md", "**a" * 200 + "`" * 9 + "\n"),
        ("a.md", "> " * 300 + "- " * 300 + "x\n"),
        ("a.html", "<div><b>x</b><table><tr><td>"),
        ("a.csv", '"a,;|' * 50),
        ("a.rtf", "{\\b x "),
        ("a.vtt", "00:01.000 --> 00:02.000\n<v A>x\n\n"),
    ],
)
def test_twice_the_size_takes_about_twice_the_time(name: str, piece: str) -> None:
    head = {"a.rtf": "{\\rtf1 ", "a.vtt": "WEBVTT\n\n"}.get(name, "")
    small, large = (_seconds((head + piece * count).encode(), name) for count in (100, 800))
    # Eight times the size: quadratic work would take sixty-four times as long.
    assert large < 30 * small + 0.2


def _seconds(data: bytes, name: str) -> float:
    """This thread's own processor time, the least of five: what else the machine does is not counted."""
    taken = []
    for _ in range(5):
        begun = time.thread_time()
        read_bytes(data, name)
        taken.append(time.thread_time() - begun)
    return min(taken)


def test_a_picture_written_into_markdown_is_no_text() -> None:
    picture = f"data:image/png;base64,{'iVBORw0KGgo' * 4_000}"
    text = f"# Plan\n\nBefore ![A map]({picture}) after.\n\n[one]: <{picture}>\n"
    (section,) = read_bytes(text.encode(), "a.md").sections
    assert section.text == "Before A map after."
