"""Office files: decks, texts and sheets of Office and LibreOffice."""

from indexer.extract.office.compound import SIGNATURE, Compound, Folder, list_numbered, list_roots, open_compound
from indexer.extract.office.legacy import as_pptx, read_doc, read_ppt
from indexer.extract.office.opendocument import list_shown_pages, read_odp, read_ods, read_odt
from indexer.extract.office.package import refuse_many_parts
from indexer.extract.office.slides import list_shown_slides, read_pptx
from indexer.extract.office.symbols import as_signs, is_symbol_font
from indexer.extract.office.word import read_docx
from indexer.extract.office.workbook import read_xls, read_xlsb, read_xlsx

__all__ = [
    "SIGNATURE", "Compound", "Folder", "as_pptx", "as_signs", "is_symbol_font", "list_numbered", "list_roots",
    "list_shown_pages", "list_shown_slides", "open_compound", "read_doc", "read_docx", "read_odp", "read_ods",
    "read_odt", "read_ppt", "read_pptx", "read_xls", "read_xlsb", "read_xlsx", "refuse_many_parts",
]  # fmt: skip
