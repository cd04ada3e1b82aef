"""Drives of any size for the benchmarks: every text unlike every other, so that nothing is saved by having seen it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

SUBJECTS = "price rollout security support contract pilot migration training invoice audit budget dashboard".split()
VERBS = "shortens doubles explains replaces protects delays simplifies measures answers repays supports covers".split()
OBJECTS = ("the month-end close", "the second approval", "every supplier's terms", "the yearly audit", "a long pilot")
PEOPLE = ("the controller", "a plant manager", "their board", "the security team", "procurement", "two regional leads")
NAMES = "Mills Harbour Lark Brennan Tamsberg Orrin Vallery Castor Ludwin Pell Arbour Quay Sefton Marlow".split()
FOLDERS = 100


def write_drive(root: Path, files: int, *, words: int, seed: int = 1) -> Path:
    """A drive of so many Markdown files with about so many words each."""
    chance = random.Random(seed)
    for number in range(files):
        path = root / f"folder {number // FOLDERS:03}" / f"story {number:05}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(write_text(chance, number, words), encoding="utf-8")
    return root


def write_text(chance: random.Random, number: int, words: int) -> str:
    """A story in parts of some 300 words, each under a heading."""
    parts = max(1, words // 300)
    sections = (f"## Part {part + 1}\n\n{' '.join(_sentences(chance, words // parts))}" for part in range(parts))
    return f"# {chance.choice(NAMES)} story {number}\n\n" + "\n\n".join(sections) + "\n"


def _sentences(chance: random.Random, words: int) -> Iterator[str]:
    written = 0
    while written < words:
        sentence = (
            f"{chance.choice(NAMES)} says that the {chance.choice(SUBJECTS)} {chance.choice(VERBS)} "
            f"{chance.choice(OBJECTS)} for {chance.choice(PEOPLE)} within {chance.randrange(2, 900)} days, "
            f"which {chance.choice(VERBS)} {chance.randrange(3, 98)} % of the {chance.choice(SUBJECTS)} in year "
            f"{chance.randrange(1990, 2040)}."
        )
        written += sentence.count(" ") + 1
        yield sentence
