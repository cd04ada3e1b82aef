"""A word planted anywhere in an Office file where its reader does not look is told of, and is in no clean copy."""

from __future__ import annotations

from functools import cache

import pytest

from contentlib.errors import Unreadable
from indexer.extract import examine, make_clean, read_bytes
from tests.canaries.families import BASES, PLANTS
from tests.canaries.package_edit import holds
from tests.canaries.plant import OPEN_WORD, Plant

WORD = "Canarybfdkqzv"


@cache
def base(form: str, *, whole: bool) -> bytes:
    """A file that carries nothing, so that what is told is told of the plant; or ``whole``, as a program writes it."""
    made = BASES[form]()
    return made if whole else make_clean(made, form)


def plant_word(plant: Plant) -> bytes:
    return plant.put(base(plant.form, whole=plant.form == "pdf" or "behind a chart" in plant.name), WORD)


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: f"{plant.form}: {plant.name}")
def test_what_is_hidden_is_told_and_taken_out(plant: Plant) -> None:
    data = plant_word(plant)
    assert holds(data, WORD)
    assert not examine(data, plant.form).is_clean
    made = make_clean(data, plant.form)
    assert not holds(made, WORD)
    assert holds(made, OPEN_WORD)


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: f"{plant.form}: {plant.name}")
def test_what_is_hidden_is_in_no_text_for_buyers(plant: Plant) -> None:
    data = plant_word(plant)
    try:
        reading = read_bytes(data, f"a.{plant.form}")
    except Unreadable:
        return
    assert not [one for one in reading.sections if WORD in one.text or WORD in one.heading]
