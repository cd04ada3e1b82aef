"""Stems against the full text itself: what FTS5 takes for one word is one, and what it finds is marked."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentlib.language.letter_folding import even_letters, spell_entry
from contentlib.language.stems import find_places, fold, has_stem, stem
from contentlib.language.vocabulary import OWN
from contentlib.language.words import STOP_WORDS, mark_words
from contentlib.search.keywords import find_query_stems, search_words
from contentlib.storage.database import open_database
from contentlib.storage.full_text import any_of, to_match

ENDINGS = (
    *"s es ies ed ied ing ings er ers est ly y ness ment ments ation ations ational able ably bly blies".split(),
    *"ability ibility al ally alism ality ity ive iveness ize izer ization ful fulness ous ously ence ency".split(),
    *"ance ant ent ently ism logy logies logical ic icate ative ion ional tional eed d e".split(), "",
)  # fmt: skip
# Words of selling, as they are written with us: of the vocabulary that comes along.
WORDS = sorted({*re.findall(r"[a-z]{3,}", OWN.read_text(encoding="utf-8").lower()), *STOP_WORDS})
PAIRS = [
    ("currencies", "currency"), ("policies", "policy"), ("penalties", "penalty"), ("pricing", "prices"),
    ("technologies", "technology"), ("possibly", "possible"), ("assembly", "assembled"), ("trekking", "trek"),
    ("hoping", "hope"), ("apologies", "apology"), ("liability", "liabilities"), ("studied", "studies"),
    ("Größe", "größe"), ("café", "CAFE"), ("cafe\u0301", "Café"), ("naïve", "naive"), ("ΣΟΦΟΣ", "σοφος"),
    ("Łódź", "łodz"), ("İstanbul", "istanbul"), ("Straße", "STRASSE"), ("mission", "missing"), ("policy", "police"),
    ("Änderung", "Anderung"), ("groß", "großes"), ("fjords", "fjord"), ("øs", "ø"), ("us", "use"), ("is", "as"),
]  # fmt: skip


@pytest.fixture(scope="module")
def full_text(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """A library's own full text, empty, and a table that lists its words."""
    db = open_database(tmp_path_factory.mktemp("stems") / "library.db", create=True)
    db.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, section_words, instance)")
    yield db.connection
    db.close()


def ask_stems(full_text: sqlite3.Connection, words: Sequence[str]) -> list[str]:
    """What the full text knows each of these words by."""
    full_text.execute("BEGIN")
    full_text.executemany(
        "INSERT INTO section_words (rowid, body) VALUES (?, ?)", enumerate(map(spell_entry, words), 1)
    )
    found: dict[int, list[tuple[int, str]]] = {}
    for term, row, at in full_text.execute("SELECT term, doc, offset FROM temp.terms"):
        found.setdefault(row, []).append((at, term))
    full_text.execute("ROLLBACK")
    return [" ".join(term for _, term in sorted(found.get(row, []))) for row in range(1, len(words) + 1)]


def ask_marks(full_text: sqlite3.Connection, text: str, query: str) -> str:
    """The text with brackets around what the full text finds by a query."""
    full_text.execute("BEGIN")
    full_text.execute("INSERT INTO section_words (rowid, body) VALUES (1, ?)", [even_letters(text)])
    row = full_text.execute(
        "SELECT highlight(section_words, 3, '[', ']') FROM section_words WHERE section_words MATCH ?",
        [to_match(any_of(search_words(query)))],
    ).fetchone()
    full_text.execute("ROLLBACK")
    return str(row[0]) if row else even_letters(text)


def mark(text: str, query: str) -> str:
    return "".join(f"[{one.text}]" if one.marked else one.text for one in mark_words(text, find_query_stems(query)))


# --- one word or two ------------------------------------------------------------------------------------------------


def test_stems_are_those_of_the_full_text_for_every_word_with_every_ending(full_text: sqlite3.Connection) -> None:
    words = sorted({word + ending for word in WORDS[::4] for ending in ENDINGS})
    other = {
        word: (stem(word), found)
        for word, found in zip(words, ask_stems(full_text, words), strict=True)
        if stem(word) != found
    }
    assert not other


@given(st.text("abcdeghiklmnoprstuvyzéøßü'’- 0"), st.sampled_from(ENDINGS))
def test_any_letters_have_the_stem_that_the_full_text_gives_them(
    full_text: sqlite3.Connection, letters: str, ending: str
) -> None:
    # No English word has a doubled y or is an ending alone, and there FTS5 and the stemmer differ.
    text = re.sub("y+", "y", letters + ending)
    assert stem(text) == ask_stems(full_text, [text])[0]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_two_words_are_one_where_the_full_text_says_so(full_text: sqlite3.Connection, one: str, other: str) -> None:
    ours, theirs = stem(one) == stem(other), len(set(ask_stems(full_text, [one, other]))) == 1
    assert ours == theirs


def test_letters_of_the_scripts_of_europe_are_folded_as_the_full_text_folds_them(full_text: sqlite3.Connection) -> None:
    letters = [chr(code) for code in range(0xC0, 0x530) if chr(code).isalnum()]
    # A doubled accent, and letters that are younger than the table of SQLite.
    apart = set("ǠǡͿԨԪԬԮ")
    found = ask_stems(full_text, letters)
    assert {letter for letter, theirs in zip(letters, found, strict=True) if fold(letter) != theirs} <= apart


# --- what is found is marked ----------------------------------------------------------------------------------------

SOME = [*WORDS, "O’Brien", "O'Brien's", "don't", "Größe", "Café", "cafe\u0301", "24", "C++", "Q3_report"]
FORMS = st.builds(
    lambda word, ending, write: write(word + ending), st.sampled_from(SOME), st.sampled_from(ENDINGS),
    st.sampled_from([str, str.upper, str.title]),
)  # fmt: skip
GAPS = st.sampled_from([" ", "-", ", ", "\n", "’", "'", "/", "_", " — "])


@given(st.lists(st.tuples(FORMS, GAPS), max_size=12), st.lists(FORMS, min_size=1, max_size=5), st.data())
def test_what_the_full_text_finds_is_marked_and_nothing_else(
    full_text: sqlite3.Connection, words: list[tuple[str, str]], asked: list[str], data: st.DataObject
) -> None:
    text = "".join(word + gap for word, gap in words)
    some = data.draw(st.lists(st.sampled_from(words), max_size=2)) if words else []
    other = data.draw(st.sampled_from(ENDINGS))
    query = " ".join([*asked, *(word + other for word, _ in some)])
    assert mark(text, query) == ask_marks(full_text, text, query)


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("currencies", "One currency only.", "One [currency] only."),
        ("policy", "Our Policies’ terms", "Our [Policies]’ terms"),
        ("penalties", "a penalty, PENALTIES", "a [penalty], [PENALTIES]"),
        ("pricing", "prices and priced", "[prices] and [priced]"),
        ("buyer", "the buyer's guide", "the [buyer]'s guide"),
        ("buyer's", "a buyer, the buyer’s guide", "a buyer, the [buyer’s] guide"),
        ("O'Brien Brien", "O’Brien", "[O’Brien]"),
        ("Straße", "Straßen und Strasse, STRAßE", "Straßen und [Strasse], [STRAßE]"),
        ("resume", "Re\u0301sume\u0301 and RÉSUMÉ", "[Re\u0301sume\u0301] and [RÉSUMÉ]"),
        ("what is it", "What it is", "[What] [it] [is]"),
        ("police", "policy", "policy"),
    ],
)
def test_words_are_marked_as_the_full_text_finds_them(
    full_text: sqlite3.Connection, query: str, text: str, marked: str
) -> None:
    assert mark(text, query) == marked
    assert ask_marks(full_text, text, query) == even_letters(marked)


@given(st.text(), st.lists(st.text(min_size=1), max_size=4))
def test_places_are_of_words_with_these_stems_in_order_and_apart(text: str, words: list[str]) -> None:
    stems = {stem(word) for word in words}
    places = find_places(text, stems)
    assert all(has_stem(text[start:end], stems) for start, end in places)
    assert all(end <= start for (_, end), (start, _) in pairwise(places))
