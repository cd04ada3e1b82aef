"""Formats that are text, and what makes raw text plain."""

from indexer.extract.text.captions import read_srt, read_vtt
from indexer.extract.text.markdown import read_md
from indexer.extract.text.notebook import read_ipynb
from indexer.extract.text.plain import read_json, read_txt
from indexer.extract.text.richtext import read_rtf
from indexer.extract.text.tabular import read_csv, read_tsv

__all__ = [
    "read_csv", "read_ipynb", "read_json", "read_md", "read_rtf", "read_srt", "read_tsv", "read_txt", "read_vtt",
]  # fmt: skip
