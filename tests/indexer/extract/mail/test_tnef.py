"""A winmail.dat that somebody saved by itself."""

from __future__ import annotations

import pytest

from contentlib.errors import Unreadable
from indexer.extract import read_bytes
from tests.indexer.extract.cases import Case
from tests.indexer.extract.mail.packed_mail import tnef

SAMPLE = Case(
    "offer.tnef", tnef("words of the mail", subject="Offer", plan=b"# Plan\n\nwords of the plan"), "tnef",
    ("", "attachment plan.md > Plan"), ("words of the mail", "words of the plan"),
)  # fmt: skip


@pytest.mark.parametrize("name", ["winmail.dat", "ATT00001", "offer.tnef"])
def test_its_text_and_its_attachments_are_read_under_any_name(name: str) -> None:
    packed = tnef("words of the mail", subject="Spring offer", plan=b"# Plan\n\nwords of the plan")
    reading = read_bytes(packed, name)
    assert reading.format == "tnef"
    assert reading.properties.title == "Spring offer"
    assert [(one.locator, one.text) for one in reading.sections] == [
        ("", "words of the mail"),
        ("attachment plan.md > Plan", "words of the plan"),
    ]


def test_one_inside_another_is_followed_to_a_limit() -> None:
    packed = tnef("innermost")
    for _ in range(8):
        packed = tnef("outer", winmail=packed)
    reading = read_bytes(packed, "winmail.dat")
    assert any("deep" in warning for warning in reading.warnings)
    assert "innermost" not in repr(reading.sections)


def test_a_cut_one_gives_what_comes_before_the_cut() -> None:
    packed = tnef("words of the mail", plan=b"# Plan\n\nwords of the plan")
    for end in range(4, len(packed), 7):
        try:
            assert "words of the plan" not in read_bytes(packed[:end], "winmail.dat").sections[0].text
        except (Unreadable, IndexError):
            continue
