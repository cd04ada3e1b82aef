"""Where pictures of pages lie: beside the library, named by what a version's bytes are. Draws nothing itself.

``<library>.pictures/<first two of the fingerprint>/<fingerprint>/<page>.webp``, with ``<page>-small.webp`` for lists,
``pages-3.json`` telling the sizes page by page, and ``<page>.json`` where the words of a page stand. A page has the
number that its section bears: one that is hidden, or could not be drawn, is a gap. A folder is put in place whole, so
what is there is complete; all of it may be deleted at any time.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from contentlib.catalog import CURRENT_VERSION
from contentlib.pictures.word_boxes import Box, box_file, load_boxes, write_boxes
from contentlib.settings import Settings
from contentlib.storage import Store, folded

FINGERPRINT = re.compile(r"[0-9a-f]{64}")
PLACE = re.compile(r"(?:page|slide) ([0-9]{1,5})")
# The number is raised by one wherever drawing learns to leave more out: what was drawn before is drawn anew.
SIZES = "pages-3.json"
PICTURES = ".pictures"
MOST_PAGES = 400


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture of one page; ``page`` counts from 1, sizes are in pixels."""

    page: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Undrawn:
    """A file that has no pictures yet. ``root`` is its drive's, ``path`` relative to it."""

    asset_id: int
    title: str
    fingerprint: str
    root: str
    path: str


def pictures_folder(settings: Settings) -> Path:
    """Where all pictures of a library lie: beside it."""
    return settings.library.with_suffix(PICTURES)


def list_pictures(settings: Settings, fingerprint: str) -> tuple[Picture, ...]:
    """The pictures of a version's pages, in order; none where they were not made, or cannot be used."""
    folder = _folder(settings, fingerprint)
    if folder is None:
        return ()
    try:
        sizes = json.loads((folder / SIZES).read_bytes())
        drawn = ((page, size) for page, size in enumerate(sizes, start=1) if size is not None)
        return tuple(Picture(page, int(width), int(height)) for page, (width, height) in drawn)
    except (OSError, ValueError, TypeError):
        return ()


def find_picture(settings: Settings, fingerprint: str, page: int, *, small: bool = False) -> Path | None:
    """The file with the picture of a page, or with a ``small`` one for lists; none where there is no such picture."""
    folder = _drawn(settings, fingerprint)
    if folder is None or page not in range(1, MOST_PAGES + 1):
        return None
    paths = (folder / f"{page}-small.webp", folder / f"{page}.webp")
    return next((path for path in paths[not small :] if path.is_file()), None)


def list_boxes(
    settings: Settings, fingerprint: str, page: int, stems: AbstractSet[str] | None = None
) -> tuple[Box, ...]:
    """The words on the picture of a page, or those with these stems; none where nobody found any."""
    folder = _drawn(settings, fingerprint)
    return load_boxes(folder, page, stems) if folder else ()


def put_pictures(
    settings: Settings,
    fingerprint: str,
    drawn: Sequence[tuple[Picture, bytes]],
    boxes: Sequence[Sequence[Box]] = (),
    *,
    small: Sequence[bytes] = (),
) -> None:
    """Keep the pictures of a version, and for each the words on it and its ``small`` one: all of them or none.

    What is there already stays.
    """
    folder = _folder(settings, fingerprint)
    if folder is None or (folder / SIZES).is_file():
        return
    # Drawn by an earlier version, which showed more than a buyer may see, or less than it can.
    shutil.rmtree(folder, ignore_errors=True)
    making = folder.with_name(f".{fingerprint}.{secrets.token_hex(4)}")
    making.mkdir(parents=True)
    try:
        for (picture, data), words, little in zip_longest(drawn, boxes, small):
            _write_page(making, picture.page, data, little)
            box_file(making, picture.page).write_text(write_boxes(words or ()), encoding="utf-8")
        (making / SIZES).write_text(json.dumps(_list_sizes([picture for picture, _ in drawn])), encoding="utf-8")
        # Another process may have been faster; its pictures are as good.
        with suppress(OSError):
            making.rename(folder)
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _write_page(folder: Path, page: int, data: bytes, small: bytes | None) -> None:
    (folder / f"{page}.webp").write_bytes(data)
    if small:
        (folder / f"{page}-small.webp").write_bytes(small)


def _list_sizes(pictures: Sequence[Picture]) -> list[tuple[int, int] | None]:
    sizes = {picture.page: (picture.width, picture.height) for picture in pictures}
    return [sizes.get(page) for page in range(1, max(sizes, default=0) + 1)]


def sweep_half_made(settings: Settings, *, before: float) -> None:
    """Take away what was begun before that moment (seconds since 1970) and never put in place: its process is gone."""
    for folder in pictures_folder(settings).glob("*/.*"):
        with suppress(OSError):
            if folder.stat().st_mtime < before:
                shutil.rmtree(folder, ignore_errors=True)


def has_pictures(settings: Settings, fingerprint: str) -> bool:
    """Whether this version was drawn, even if it turned out to have nothing to draw."""
    return _drawn(settings, fingerprint) is not None


def find_fingerprint(db: Store, version_id: int) -> str:
    """The fingerprint of a version; empty for one that is not there."""
    row = db.execute("SELECT fingerprint FROM versions WHERE id = ?", [version_id]).fetchone()
    return str(row[0]) if row else ""


def find_fingerprints(db: Store, version_ids: Sequence[int]) -> dict[int, str]:
    """The fingerprints of these versions."""
    marks = ", ".join("?" * len(version_ids))
    return dict(db.execute(f"SELECT id, fingerprint FROM versions WHERE id IN ({marks})", list(version_ids)).fetchall())


def list_undrawn(db: Store, settings: Settings, formats: Sequence[str]) -> tuple[Undrawn, ...]:
    """The current files of living assets in these formats that have no pictures, one place each, the newest first."""
    marks = ", ".join("?" * len(formats))
    rows = db.execute(
        "SELECT id, title, fingerprint, root, path FROM "
        "(SELECT assets.id, assets.title, v.fingerprint, "
        "coalesce(assets.modified_at, assets.added_at) AS changed_at, d.root, l.path, "
        "row_number() OVER (PARTITION BY assets.id ORDER BY l.path) AS place FROM assets "
        f"JOIN versions v ON v.id = {CURRENT_VERSION} JOIN locations l ON l.version_id = v.id AND l.gone_at IS NULL "
        f"JOIN drives d ON d.id = l.drive_id WHERE assets.retired_at IS NULL AND assets.format IN ({marks}) "
        f") places WHERE place = 1 ORDER BY changed_at DESC, {folded('title')}",
        list(formats),
    )
    found = (Undrawn(*row) for row in rows)
    return tuple(each for each in found if not has_pictures(settings, each.fingerprint))


def page_of(locator: str) -> int | None:
    """The page a locator points at; none for a heading, a sheet, a cue.

    >>> page_of("slide 4"), page_of("page 12"), page_of("Pricing > Page 3"), page_of("")
    (4, 12, None, None)
    """
    found = PLACE.fullmatch(locator)
    return int(found[1]) if found else None


def match_sections(locators: Sequence[str], pictures: Sequence[Picture]) -> bool:
    """Whether section and picture number n show the same page: they do where sections are pages, gaps or not.

    >>> match_sections(("slide 1", "slide 2", "slide 3"), (Picture(1, 9, 9), Picture(3, 9, 9)))
    True
    >>> match_sections(("Prices", "Terms"), (Picture(1, 9, 9), Picture(2, 9, 9)))
    False
    """
    return bool(pictures) and all(page_of(locator) for locator in locators)


def _drawn(settings: Settings, fingerprint: str) -> Path | None:
    """The folder of a version whose pictures are as they are drawn today."""
    folder = _folder(settings, fingerprint)
    return folder if folder and (folder / SIZES).is_file() else None


def _folder(settings: Settings, fingerprint: str) -> Path | None:
    # The name comes from the library, but it becomes a path: whatever is no fingerprint ends here.
    if not FINGERPRINT.fullmatch(fingerprint):
        return None
    return pictures_folder(settings) / fingerprint[:2] / fingerprint
