"""The command line: the front door. Opens the indexer and the web app lazily, so that a search starts fast."""

# In the order in which the README lists the commands.
from contentlib.cli import indexing, searching, reporting, mailing, keeping, guarding, serving  # isort: skip
from contentlib.cli import labelling as tagging  # isort: skip
from contentlib.cli import team as people  # isort: skip
from contentlib.cli.front import main, read_since

__all__ = [
    "guarding", "indexing", "keeping", "mailing", "main", "people", "read_since", "reporting", "searching", "serving",
    "tagging",
]  # fmt: skip
