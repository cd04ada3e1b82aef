"""Words, stems and snippets, for any text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from contentlib.language.stems import stem
from contentlib.language.words import content_words, make_snippet, split_words


@given(st.text())
def test_a_snippet_is_a_stretch_of_the_text(text: str) -> None:
    flat = " ".join(text.split())
    snippet = "".join(span.text for span in make_snippet(text, {"price"}))
    assert snippet.removeprefix("… ").removesuffix(" …") in flat


@given(st.text(), st.text(alphabet="abcdefgh ", min_size=1))
def test_only_words_of_the_query_are_marked(text: str, query: str) -> None:
    stems = {stem(word) for word in content_words(query)}
    for span in make_snippet(text, stems):
        if span.marked:
            assert stem(span.text) in stems


def test_a_long_text_is_cut_around_the_words() -> None:
    text = "nothing here. " * 60 + "The price is fixed. " + "nothing there. " * 60
    snippet = make_snippet(text, {"price"})
    assert any(span.marked and span.text == "price" for span in snippet)
    assert sum(len(span.text) for span in snippet) < 300


@given(st.text())
def test_words_have_no_blanks(text: str) -> None:
    for word in split_words(text):
        assert word
        assert not any(letter.isspace() for letter in word)
