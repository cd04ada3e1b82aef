"""What a plant is: one place of one sort of file where a word is hidden from a reader, by name."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

# Every file says this where all may read it: who takes everything away has not passed.
OPEN_WORD = "Openword"


@dataclass(frozen=True)
class Plant:
    """``put`` takes a file of the format and a canary word, and gives the file with the word in this place."""

    name: str
    form: str
    put: Callable[[bytes, str], bytes]
    # Libraries write anew what they open, so what is put in by hand comes after them, and what is around it last.
    turn: int = 0


@dataclass(frozen=True)
class Planted:
    """A file with a word in one or several places. ``names`` are those of the plants."""

    path: str
    names: tuple[str, ...]
    canary: str
    data: bytes


def make_canary(chance: random.Random) -> str:
    """A word that stands nowhere by chance, in one of the shapes that words have."""
    return "Canary" + "".join(chance.choices("bcdfghklmnprstvz", k=10))


def grow(plants: Sequence[Plant], bases: dict[str, Callable[[], bytes]], *, count: int, seed: int) -> Iterator[Planted]:
    """``count`` files: each plant by itself first, then ever more of them together, by chance."""
    chance = random.Random(seed)
    made = {form: make() for form, make in bases.items()}
    for number in range(count):
        canary = make_canary(chance)
        first = plants[number % len(plants)]
        others = [one for one in plants if one.form == first.form and one is not first]
        more = chance.sample(others, min(len(others), chance.randrange(4))) if number >= len(plants) else []
        chosen = (first, *more)
        data = made[first.form]
        for one in sorted(chosen, key=lambda plant: plant.turn):
            data = one.put(data, canary)
        yield Planted(f"{first.form}/{number:04d}.{first.form}", tuple(one.name for one in chosen), canary, data)
