"""Picture files and the words that stand for pictures."""

from indexer.extract.pictures.images import ReadGrey, Recognised, grey_of, is_page_sized

__all__ = ["ReadGrey", "Recognised", "grey_of", "is_page_sized"]
