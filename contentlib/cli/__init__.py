"""The command line: the front door. Opens the indexer and the web app lazily, so that a search starts fast."""

# In the order in which the guide lists the commands.
from contentlib.cli import indexing, searching, reporting, mailing, labelling, keeping, team, guarding, serving  # isort: skip
from contentlib.cli import counting, explaining  # isort: skip
from contentlib.cli.front import main, read_since

__all__ = [
    "counting", "explaining", "guarding", "indexing", "keeping", "labelling", "mailing", "main", "read_since",
    "reporting", "searching", "serving", "team",
]  # fmt: skip
