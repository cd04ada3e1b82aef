"""``python -m contentlib`` is the command line."""

from contentlib.cli import main

main()
