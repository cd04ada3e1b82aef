"""Files that have another name outside of what is indexed: a hard link may bring in what nobody put on the drive.

Copies of a backup and of a tool that saves space are such files, too, so they are read, and told. Names within the
drive are counted, and those that all lie here are nothing to tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from indexer.processes import DriveFile
from indexer.summary import RunSummary

MOST_TOLD = 5


def tell_hard_links(found: Iterable[DriveFile], summary: RunSummary) -> Iterator[DriveFile]:
    """The files as they come; when all have come, the summary says which of them have names elsewhere."""
    seen: defaultdict[tuple[int, int], list[DriveFile]] = defaultdict(list)
    for file in found:
        if file.inode:
            seen[file.inode].append(file)
        yield file
    paths = [file.path for files in seen.values() if files[0].names > len(files) for file in files]
    if paths:
        summary.notices.append(_sentence(sorted(paths)))


def _sentence(paths: list[str]) -> str:
    named = ", ".join(f"“{path}”" for path in paths[:MOST_TOLD])
    rest = f" and {len(paths) - MOST_TOLD} more" if len(paths) > MOST_TOLD else ""
    return (
        f"Hard links: {named}{rest} also bear a name elsewhere, outside of what is indexed here. Whoever made them may "
        "have brought in what does not belong here: put copies in their place, or leave them out in .contentlibignore."
    )
