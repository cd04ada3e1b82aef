"""Picture files and the words that stand for pictures."""

from indexer.extract.pictures.images import ReadGrey, Recognised, grey_of, is_page_sized
from indexer.extract.pictures.picture_metadata import drop_metadata

__all__ = ["ReadGrey", "Recognised", "drop_metadata", "grey_of", "is_page_sized"]
