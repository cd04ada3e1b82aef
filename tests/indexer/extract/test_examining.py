"""What is inside a file is asked of the examiner of its format; what nobody could look through is never clean."""

from __future__ import annotations

import pytest

from contentlib.errors import Unreadable
from contentlib.formats import FORMATS, Format
from indexer.extract import examine, make_clean
from indexer.extract.examining import find_examiner
from indexer.extract.readers import EXAMINED

EVERY = pytest.mark.parametrize("form", FORMATS.values(), ids=lambda form: form.name)


@EVERY
def test_its_examiner_is_where_it_says_and_loaded_before_a_worker_is_locked_in(form: Format) -> None:
    assert (find_examiner(form.name) is None) == (not form.examiner) == (form.name not in EXAMINED)


@EVERY
def test_what_is_said_to_be_cleaned_is_cleaned(form: Format) -> None:
    examiner = find_examiner(form.name)
    assert form.is_cleaned == bool(examiner and examiner.clean)


@EVERY
def test_noise_is_never_clean(form: Format) -> None:
    assert not examine(b"\x00\xff\xfe PK\x03\x04 no such file", form.name).is_clean


def test_a_format_without_an_examiner_cannot_be_cleaned() -> None:
    assert not examine(b"anything", "no such format").is_clean
    with pytest.raises(Unreadable, match="cannot be cleaned"):
        make_clean(b"anything", "no such format")
