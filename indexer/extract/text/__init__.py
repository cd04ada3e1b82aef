"""Formats that are text, and what makes raw text plain."""

from indexer.extract.text.richtext import read_rtf

__all__ = ["read_rtf"]
