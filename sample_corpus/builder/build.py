"""Builds the whole sample corpus: python -m sample_corpus.builder.build [--out sample_corpus/drive]."""

import argparse
from collections import Counter
from pathlib import Path

from sample_corpus.builder import activity, decks, documents, mail_and_calls, mess, pages, papers, sheets

DRIVE = Path(__file__).parent.parent / "drive"
# The mess is made from finished files, and the activity speaks of all of them: these two come last.
MODULES = (decks, papers, documents, pages, mail_and_calls, sheets, mess, activity)


def build(drive: Path) -> list[Path]:
    """Run every module and return all files written, the activity's CSV files too."""
    return [path for module in MODULES for path in module.build(drive)]


def count_by_suffix(paths: list[Path]) -> list[tuple[str, int]]:
    """Most frequent first.

    >>> count_by_suffix([Path("a.md"), Path("b.MD"), Path("c.pdf")])
    [('.md', 2), ('.pdf', 1)]
    """
    counts = Counter(path.suffix.lower() or path.name for path in paths)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Build the sample drive of an invented company and its activity.")
    parser.add_argument("--out", type=Path, default=DRIVE, help="the drive folder; activity/ is written beside it")
    written = build(parser.parse_args().out)
    for suffix, count in count_by_suffix(written):
        print(f"{count:4d}  {suffix}")
    print(f"{len(written):4d}  files, {sum(path.stat().st_size for path in written) / 1_000_000:.1f} MB")


if __name__ == "__main__":
    main()
