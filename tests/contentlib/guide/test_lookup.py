"""Where the guide speaks of some words: the part that tells how comes first, by stem, with the words marked."""

from __future__ import annotations

import pytest

from contentlib.guide import look_up

ASKED = {
    "passcode": ("send", "Send a link"),
    "How do I reset a password?": ("admin", "A forgotten password"),
    "restoring backups": ("admin", "Back up, and restore"),
    "exit code": ("drives", "Run it from cron"),
    "tesseract": ("drives", "Scans and pictures"),
    "unused": ("reports", "Unused content"),
    "coverage map": ("reports", "Coverage map"),
    "export from the CRM": ("drives", "Bring what your CRM knows"),
    "GDPR": ("admin", "Erase a person"),
    "filters": ("find", "Narrow a search with filters"),
    "revoke a link": ("send", "See what is read"),
    "sidecar file": ("tags", "Let a file say it"),
    "openapi": ("api", "Call it"),
}


@pytest.mark.parametrize(("words", "told"), ASKED.items(), ids=str)
def test_what_is_asked_is_told_by_the_first_part(words: str, told: tuple[str, str]) -> None:
    first = look_up(words)[0]
    assert (first.topic.name, first.part.heading) == told


def test_the_words_are_marked_in_the_heading_and_around() -> None:
    first = look_up("coverage")[0]
    assert [span.text for span in first.heading if span.marked] == ["Coverage"]
    assert {span.text.lower() for span in first.snippet if span.marked} == {"coverage"}


def test_a_part_with_half_of_the_words_is_left_out_where_others_have_them_all() -> None:
    for hit in look_up("speaker notes"):
        assert "speaker" in hit.part.text.lower()


@pytest.mark.parametrize("words", ["", "?!", "zebra"])
def test_words_that_stand_nowhere_find_nothing(words: str) -> None:
    assert look_up(words) == ()
