"""Office files: decks, texts and sheets of Office and LibreOffice."""

from indexer.extract.office.compound import SIGNATURE, Compound, Folder, list_numbered, list_roots, open_compound
from indexer.extract.office.package import Package, plain_name, refuse_many_parts
from indexer.extract.office.symbols import as_signs, is_symbol_font

__all__ = [
    "SIGNATURE", "Compound", "Folder", "Package", "as_signs", "is_symbol_font", "list_numbered", "list_roots",
    "open_compound", "plain_name", "refuse_many_parts",
]  # fmt: skip
