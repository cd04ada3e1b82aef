"""Whether a clean PDF holds none of the planted words, all of the shown ones, and looks as before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import pypdfium2 as pdfium
from PIL import Image

from indexer.clean_pdf import share_of_difference
from tests.plants.pdf_document import holds_word, make_plain, read_everything, save, shown_words


@dataclass(frozen=True, slots=True)
class CheckedCopy:
    """What was found in a copy: planted words that are left, shown words that are lost, how much looks otherwise."""

    left: tuple[str, ...]
    lost: tuple[str, ...]
    difference: float

    @property
    def is_right(self) -> bool:
        return not self.left and not self.lost and self.difference < 0.004


def check_copy(data: bytes, planted: Sequence[str], pages: Sequence[int]) -> CheckedCopy:
    """``pages`` are those of :func:`make_plain` that the copy shows, in order."""
    everything = read_everything(data)
    with pdfium.PdfDocument(data) as made:
        texts = [page.get_textpage().get_text_range() for page in made]
        drawn = [page.render(scale=1).to_pil().convert("RGB") for page in made]
    left = tuple(word for word in planted if holds_word(everything, word) or any(word in text for text in texts))
    lost = [word for text, page in zip(texts, pages, strict=True) for word in shown_words(page) if word not in text]
    plain = draw_plain(max(pages))
    looks = [share_of_difference(plain[page - 1], picture) for page, picture in zip(pages, drawn, strict=True)]
    return CheckedCopy(left, tuple(lost), max(looks))


@cache
def draw_plain(pages: int) -> list[Image.Image]:
    with pdfium.PdfDocument(save(make_plain(pages))) as plain:
        return [page.render(scale=1, draw_annots=False).to_pil().convert("RGB") for page in plain]
