"""All families of files that canaries are planted in. A family more is its bases and its plants here."""

from __future__ import annotations

from tests.canaries import office_bases
from tests.canaries.book_plants import BOOK_PLANTS
from tests.canaries.deck_plants import DECK_PLANTS
from tests.canaries.document_plants import DOCUMENT_PLANTS
from tests.canaries.open_plants import OPEN_BASES, OPEN_PLANTS
from tests.canaries.package_plants import PACKAGE_PLANTS

BASES = {**office_bases.BASES, **OPEN_BASES}
PLANTS = (*DECK_PLANTS, *DOCUMENT_PLANTS, *BOOK_PLANTS, *PACKAGE_PLANTS, *OPEN_PLANTS)
