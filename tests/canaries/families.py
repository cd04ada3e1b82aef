"""All families of files that canaries are planted in. A family more is its bases and its plants here."""

from __future__ import annotations

from tests.canaries import office_bases
from tests.canaries.book_plants import BOOK_PLANTS
from tests.canaries.deck_plants import DECK_PLANTS
from tests.canaries.document_plants import DOCUMENT_PLANTS
from tests.canaries.open_plants import OPEN_BASES, OPEN_PLANTS
from tests.canaries.package_plants import PACKAGE_PLANTS
from tests.canaries.pdf_family import PDF_PLANTS, make_pdf

BASES = {**office_bases.BASES, **OPEN_BASES, "pdf": make_pdf}
PLANTS = (*DECK_PLANTS, *DOCUMENT_PLANTS, *BOOK_PLANTS, *PACKAGE_PLANTS, *OPEN_PLANTS, *PDF_PLANTS)
