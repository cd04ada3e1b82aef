"""Queries in other languages: what is put into English, and what must stay as it was typed."""

from __future__ import annotations

import pytest

from contentlib.language.glossary import put_into_english, read_glossary

KNOWN = {
    "a German sentence": ("Das ist uns viel zu teuer", "too expensive"),
    "a German word written in one": ("Vertragsverlängerung", "contract renewal"),
    "a German word with an ending": ("Wettbewerbern", "competitor"),
    "a name stays": ("Angebot für Nordwall", "offer proposal nordwall"),
    "a French phrase with its hanging words": ("l’appel d’offres", "tender"),
    "Spanish": ("no hay presupuesto", "no budget"),
    "Italian": ("il prezzo è alto", "price alto"),
    "Dutch": ("wij hebben geen tijd", "no time"),
    "Portuguese": ("é muito caro", "too expensive"),
}


@pytest.mark.parametrize(("typed", "english"), KNOWN.values(), ids=KNOWN.keys())
def test_what_the_glossary_knows_is_put_into_english(typed: str, english: str) -> None:
    put = put_into_english(typed)
    assert put.split()[-len(english.split()) :] == english.split()


UNTOUCHED = {
    "English": "we'd rather build it ourselves",
    "English words that are also other languages'": "client direction transport",
    "an English word alone": "brief",
    "names": "Karsten Nordwall",
    "a language that is not there": "za drogo",
    "an English sentence with a German word": "the Betriebsrat is against it",
    "numbers": "4711",
    "nothing": "",
}


@pytest.mark.parametrize("typed", UNTOUCHED.values(), ids=UNTOUCHED.keys())
def test_everything_else_stays_as_it_is(typed: str) -> None:
    assert put_into_english(typed) == ""


def test_every_entry_can_be_found_by_itself() -> None:
    for language in read_glossary():
        assert all(key == key.casefold() and english for key, english in language.words.items())
