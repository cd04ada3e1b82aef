"""Formats that are text, and what makes raw text plain."""

from indexer.extract.text.richtext import read_rtf
from indexer.extract.text.tabular import find_delimiter

__all__ = ["find_delimiter", "read_rtf"]
