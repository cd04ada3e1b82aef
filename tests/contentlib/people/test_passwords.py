"""What is taken as a password and what is not, in whatever language; each refusal says what is weak."""

from __future__ import annotations

import random
import string
import subprocess
import sys
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contentlib.errors import BadInput
from contentlib.people.passwords import LENGTHS, MEASURED, WARNINGS, check_password, find_weakness

WHO = {"email": "ada.lovelace@northwind.example", "name": "Ada Lovelace", "company": "Meridian Analytics"}
REFUSED = {
    "too short": "short",
    "one too few": "elevenchars",
    "too long": "x" * 201,
    # What is known.
    "columns of keys": "1qaz2wsx3edc",
    "columns of German keys": "1qay2wsx3edc",
    "columns down and up": "zaq1!QAZ2wsx",
    "every other key": "1q2w3e4r5t6z",
    "a row of keys": "qwertyuiopas",
    "German keys down and up": "qayxswedcvfr",
    "German keys with shift": "!QAYxsw2#EDC",
    "all columns, longer than what is measured": "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/" * 2,
    "a German row again and again": "qwertzuiopü" * 6,
    "a row of German keys": "qwertzuiopü+",
    "a row of French keys": "azertyuiopqs",
    "a word twice": "passwordpassword",
    "a word and a count": "Welcome12345!",
    "a disguise": "P@ssw0rd12345",
    "a plea": "letmeinplease1",
    # What counts or repeats.
    "up": "123456789012",
    "down": "987654321098",
    "one letter": "aaaaaaaaaaaaaaa",
    "two letters": "abababababab",
    "one digit with gaps": "1111 1111 1111",
    "a date twice": "1984061219840612",
    "nothing but gaps": "- - - - - - -",
    # Famous phrases, however they are written.
    "the famous phrase": "correcthorsebatterystaple",
    "the famous phrase with spaces": "correct horse battery staple",
    "the famous phrase with capitals": "Correct-Horse-Battery-Staple-1",
    "a line of a play": "tobeornottobe",
    "a line with spaces": "To be or not to be!",
    "a love letter": "iloveyousomuch",
    "a German love letter": "ichliebedich2026",
    "a pangram": "the quick brown fox",
    "a program": "Hello World 2026",
    # A word with a year and signs.
    "an English season": "Summer2026!!",
    "a German season": "Sommer2026!!",
    "a season in capitals with gaps": "SOMMER 2026 !!",
    "a season in disguise": "S0mm3r2026!!",
    "a season backwards": "remmoS2026!!",
    "a year before": "2026!!Sommer",
    "two years": "Sommer20262027!!",
    "a season with an umlaut": "Frühling2026!",
    "a Finnish season": "Kesäkuu2026!",
    "two seasons": "Winter2026Sommer",
    "two seasons and years": "Sommer2026Winter2027",
    "a day": "Dienstag-2026-Mai",
    "a month": "Januar2026!!!!",
    "an English month": "December 2026!!",
    "a German password": "Passwort1234!",
    "a French password": "MotDePasse2026",
    "a Spanish password": "contraseña2026",
    "a Swedish password": "Lösenord2026!",
    "a Russian password": "Пароль2026!!",
    "a Japanese password": "パスワード2026!!!",
    "a French welcome": "Bienvenue2026!",
    "a German welcome": "Willkommen2026!",
    "a town": "Berlin2026!!!!",
    "a season and a town": "Sommer2026Berlin",
    "an animal": "Elephant2026!!",
    "sweets": "Schokolade2026",
    "a sport": "Fussball2026!!",
    "a compound": "Kaffeemaschine1!",
    "a compound with a year": "Kaffeemaschine2026!",
    "a compound again and again": "Kaffeemaschine1!" * 4,
    "a word of hard sounds": "Bildschirm123!",
    "a compound in lower case": "donaudampfschiff1",
    "a compound with an umlaut": "Hausschlüssel1!",
    "a French thing": "Ordinateur2024!",
    "a Spanish thing": "Mariposa2026!!",
    "a club": "BayernMuenchen1",
    "two small words": "blue horse 2026!!",
    # What is close to the person.
    "the name": "lovelace99 xyzzy",
    "the address": "northwind rules ok",
    "the company": "Meridian2026!!",
    "the company's whole name": "meridian-analytics-26",
    "the company with a welcome": "Welcome to Meridian 1",
    "the product": "contentlib123456",
}
TAKEN = {
    "five words": "a lamp under seven stairs",
    "four words": "tiger trumpet ladder cloud",
    "four words with dashes": "tiger-trumpet-ladder-cloud",
    "four words in one": "tigertrumpetladdercloud",
    "three rarer words": "tulip harbor seven",
    "four small words": "ape rug toy mix",
    "German words": "Hund Katze Maus Haus",
    "words with a year among them": "tiger 2026 trumpet ladder",
    "words with the company among them": "tiger meridian ladder cloud",
    "several scripts": "öäü ß €uro 漢字漢 wort",
    "words again and again": "otter gravel nutmeg violin " * 3,
    "a compound among words": "Blaue Kaffeemaschine tanzt heimlich",
    "random signs": "kT9#vv2!qLmZ",
    "random letters": "qzkvxwpjtyha",
    "random letters with digits around them": "47qzkvxwpjtyh9",
    "random digits": "839201748392",
    "a word with many digits": "tulip839201748392",
    "the longest": "kT9#vv2!qL" * 20,
    "strong in the beginning": "kT9#vv2!qLmZ" + "a" * 100,
}


@pytest.mark.parametrize("password", REFUSED.values(), ids=REFUSED.keys())
def test_what_is_tried_first_is_no_password(password: str) -> None:
    with pytest.raises(BadInput, match="field password"):
        check_password(password, **WHO)


@pytest.mark.parametrize("password", TAKEN.values(), ids=TAKEN.keys())
def test_what_nobody_would_try_is_taken_as_it_is(password: str) -> None:
    check_password(password, **WHO)


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("1qaz2wsx3edc", "one of the first"),
        ("Qwerty!23456", "keys of a keyboard"),
        ("passwordpassword", "same again"),
        ("123456789012", "counts up or down"),
        ("Sommer2026!!", "one word"),
        ("Winter2026Sommer", "names and years"),
        ("correcthorsebatterystaple", "phrases"),
        ("Welcome to Meridian 1", "your company"),
        ("lovelace99 xyzzy", "Your name or address"),
    ],
)
def test_a_refusal_is_a_sentence_of_what_is_weak_and_one_of_the_next_step(password: str, said: str) -> None:
    with pytest.raises(BadInput) as refused:
        check_password(password, **WHO)
    weak, step, rest = str(refused.value).split(".")
    assert said in weak
    assert step.startswith(" Choose ")
    assert not rest
    assert password not in weak


def test_every_warning_of_the_library_has_our_own_words() -> None:
    from zxcvbn_rs_py import Warning as Warned

    assert {name for name in dir(Warned) if name[0].isupper()} == WARNINGS.keys()


# Derandomized: of a million strings by chance, thirty look like a word with digits around it.
@settings(max_examples=300, derandomize=True, deadline=None)
@given(seed=st.integers(0, 2**32), length=st.integers(14, 60))
def test_letters_and_digits_by_chance_are_a_password(seed: int, length: int) -> None:
    chance = random.Random(seed)
    check_password("".join(chance.choices(string.ascii_letters + string.digits, k=length)), **WHO)


anything = st.text(st.characters(codec=None, exclude_categories=()), max_size=250)


@settings(max_examples=300, deadline=None)
@given(password=anything, name=anything, company=anything)
def test_no_text_is_too_strange_to_be_judged(password: str, name: str, company: str) -> None:
    with suppress(BadInput):
        check_password(password, email=name, name=name, company=company)


@settings(max_examples=20, deadline=None)
@given(password=st.text(st.sampled_from("aS4@8 !20b"), min_size=MEASURED, max_size=LENGTHS.stop))
def test_no_more_than_the_beginning_is_measured(password: str) -> None:
    assert find_weakness(password) == find_weakness(password[:MEASURED])


def test_the_library_is_loaded_where_a_password_is_chosen_and_not_before() -> None:
    served = (
        "import sys, web; from contentlib.people.passwords import check_password as check; assert L not in sys.modules"
    )
    chosen = "check('a lamp under seven stairs'); assert L in sys.modules"
    program = f"L = 'zxcvbn_rs_py'; {served}; {chosen}"
    subprocess.run([sys.executable, "-c", program], check=True)
