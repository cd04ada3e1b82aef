"""The faces that come along: all there, licensed, light, and chosen for the names that decks use."""

from __future__ import annotations

import pytest
from PIL import ImageFont

from indexer.drawing.slide_fonts import FOLDER, choose_family, list_faces

FAMILIES = ("sans", "serif", "mono", "humanist", "bookish")


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_has_four_faces_and_a_licence(family: str) -> None:
    faces = {(face.bold, face.italic): face.file for face in list_faces(family)}
    assert len({path.read_bytes() for path in faces.values()}) == 4
    assert all(ImageFont.truetype(path, 20).getlength("Price") > 0 for path in faces.values())
    assert "Open Font License" in " ".join((FOLDER / f"LICENSE-{family}.txt").read_text("utf-8").split())


def test_the_faces_are_light_enough_to_come_along() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 6_000_000


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Arial", "sans"), ("Helvetica Neue", "sans"), ("Segoe UI Semibold", "sans"), ("Verdana", "sans"),
        ("Tahoma", "sans"), ("Calibri", "humanist"), ("Aptos Display", "humanist"), ("Cambria Math", "bookish"),
        ("Times New Roman", "serif"), ("Georgia", "serif"), ("Garamond", "serif"), ("Open Sans", "sans"),
        ("Microsoft Sans Serif", "sans"), ("Courier New", "mono"), ("Consolas", "mono"), ("Roboto Mono", "mono"),
        ("", "sans"), ("+mn-lt", "sans"), ("Qwertz", "sans"),
    ],
)  # fmt: skip
def test_a_name_gets_the_family_that_is_likest(name: str, family: str) -> None:
    assert choose_family(name) == family
