"""PDFs as a family of files that canaries are planted in."""

from __future__ import annotations

import io
import random
from functools import partial

import pikepdf

from tests.canaries.plant import Plant
from tests.plants.pdf_document import make_plain, save
from tests.plants.pdf_plants import AROUND, PLANTS

# A file's own title is the asset's, which buyers read.
_SHOWN = ("title",)


def make_pdf() -> bytes:
    return save(make_plain(3))


def _put(name: str, data: bytes, word: str) -> bytes:
    if name in AROUND:
        return AROUND[name](data, word)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        PLANTS[name](pdf, word, random.Random(word))
        return save(pdf)


# What is put around the bytes comes last, since a document that is written anew leaves it behind.
PDF_PLANTS = tuple(
    Plant(name, "pdf", partial(_put, name), turn=1 if name in AROUND else 0)
    for name in (*PLANTS, *AROUND)
    if name not in _SHOWN
)
