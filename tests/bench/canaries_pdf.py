"""Words planted all over PDFs, and how many of them are in clean copies, cut-outs, texts for buyers and pictures."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterator

from contentlib.errors import Unreadable
from indexer.clean_pdf import copy_clean
from indexer.drawing.pdf_drawing import draw_pages
from indexer.extract import examine, make_clean, read_bytes
from tests.plants.pdf_checks import check_copy
from tests.plants.pdf_plants import choose_plants, plant_some

PAGES = 4


def check_pdfs(count: int, *, first: int = 0) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Each seed with what was wrong; nothing where all was right."""
    for seed in range(first, first + count):
        yield seed, tuple(_check(seed))


def _check(seed: int) -> Iterator[str]:
    data, planted = plant_some(choose_plants(seed), seed, pages=PAGES)
    every = tuple(range(1, PAGES + 1))
    chosen = tuple(random.Random(seed).sample(every, random.Random(seed).randint(1, 3)))
    if examine(data, "pdf").is_clean:
        yield "taken for clean"
    try:
        for name, copy, pages in (
            ("clean copy", make_clean(data, "pdf"), every),
            ("cut-out", copy_clean(data, chosen).data, chosen),
        ):
            checked = check_copy(copy, planted, pages)
            yield from (f"{name}: {what}" for what, wrong in (
                ("a planted word", checked.left), ("a shown word is lost", checked.lost),
                ("looks otherwise", checked.difference >= 0.004)) if wrong)  # fmt: skip
    except Unreadable as error:
        yield f"refused: {error.reason}"
    read = read_bytes(data, "offer.pdf").sections
    if any(word in section.text or word in section.heading for section in read for word in planted):
        yield "text for buyers: a planted word"
    if any(word in page.notes for page in draw_pages(data, "offer.pdf").sections for word in planted):
        yield "marks on pictures: a planted word"


def main(count: int = 1_000) -> None:
    started, wrong = time.monotonic(), Counter[str]()
    for seed, found in check_pdfs(count):
        wrong.update(found)
        for one in found:
            print(f"{seed}: {one}")
    print(f"{count} PDFs in {time.monotonic() - started:.0f} s: {dict(wrong) or 'nothing was wrong'}")


if __name__ == "__main__":
    main()
