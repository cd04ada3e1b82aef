"""A few pages of an asset as a PDF, made once and kept beside the library; all of it may be deleted at any time.

The cutting is done by a process of its own, since it opens a stranger's file: a crash there costs that PDF only.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from pathlib import Path

from contentlib.catalog import list_page_links
from contentlib.errors import BadInput
from contentlib.formats import Drawer, find_drawer, is_bound
from contentlib.model import write_links
from contentlib.pictures.chosen_pages import write_pages
from contentlib.pictures.link_spots import place_on_words
from contentlib.pictures.own_programs import ask_own, keep_latest
from contentlib.pictures.page_pictures import find_picture, list_boxes, list_pictures, page_of
from contentlib.pictures.word_boxes import write_boxes
from contentlib.settings import Settings
from contentlib.storage import Store

OFFICE = ("soffice", "libreoffice")
CUTS = ".cuts"
KEPT = 400
# Raised by one wherever cutting learns to leave more behind: what was cut before is cut anew.
CUTTING = 2


class CannotCut(BadInput):
    """These pages cannot be had as a PDF."""


def can_cut(form: str) -> bool:
    """Whether files of this format become PDFs here."""
    return find_drawer(form) is Drawer.PDFIUM or is_bound(form) or _is_printed(form)


def _is_printed(form: str) -> bool:
    return find_drawer(form).is_printed and any(shutil.which(name) for name in OFFICE)


def check_can_bind(db: Store, settings: Settings, version_id: int) -> None:
    """Refuse a PDF of a version's pages where they would be bound of pictures that nobody drew yet.

    Raises:
        CannotCut: there are none; says what to do.
    """
    form, fingerprint, title = db.execute(
        "SELECT a.format, v.fingerprint, a.title FROM versions v JOIN assets a ON a.id = v.asset_id WHERE v.id = ?",
        [version_id],
    ).fetchone()
    if is_bound(form) and not _is_printed(form) and not list_pictures(settings, fingerprint):
        raise CannotCut(f"“{title}” has no pictures of its slides yet, of which a PDF is made. {_DRAW}")


_DRAW = "Draw them with contentlib pictures, or save it as PDF yourself."


def cuts_folder(settings: Settings) -> Path:
    """Where all cuts of a library lie: beside it."""
    return settings.library.with_suffix(CUTS)


def cut_pages(db: Store, settings: Settings, version_id: int, pages: Sequence[int] = ()) -> Path:
    """The PDF with these pages of a version (numbers from 1; none for all that an audience would see).

    Takes as long as LibreOffice does the first time, some seconds; then it is there.

    Raises:
        CannotCut: the version lies on no drive, its format has no pages, or the cutting failed; says why.
    """
    row = db.execute(
        "SELECT v.fingerprint, a.format, a.title, d.root, l.path FROM versions v JOIN assets a ON a.id = v.asset_id "
        "JOIN locations l ON l.version_id = v.id AND l.gone_at IS NULL JOIN drives d ON d.id = l.drive_id "
        "WHERE v.id = ? ORDER BY l.id LIMIT 1",
        [version_id],
    ).fetchone()
    if row is None:
        raise CannotCut("The file lies on no drive any more, so no pages can be cut from it. Send the current version.")
    fingerprint, form, title, root, path = map(str, row)
    if find_drawer(form) is Drawer.NOBODY:
        raise CannotCut(f"“{title}” has no pages to cut. Send all of it.")
    if not can_cut(form):
        raise CannotCut(f"“{title}” becomes a PDF only where LibreOffice is installed. Save it as PDF yourself.")
    check_can_bind(db, settings, version_id)
    folder = cuts_folder(settings) / fingerprint[:2]
    out = folder / f"{fingerprint}-{_name(pages)}-{CUTTING}.pdf"
    if not out.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        job = {
            "root": root, "path": path, "fingerprint": fingerprint, "format": form, "pages": list(pages),
            "out": str(out.absolute()), "whole": str((folder / f"{fingerprint}-whole-{CUTTING}.pdf").absolute()),
            "seconds": settings.read_seconds * 2, "megabytes": settings.file_mb, "memory": settings.read_mb,
        }  # fmt: skip
        if _is_printed(form) or not is_bound(form):
            _ask("page_cutting", job, title)
        else:
            del job["whole"]
            _ask("slide_binding", job | gather_slides(db, settings, version_id, fingerprint), title)
        keep_latest(cuts_folder(settings), "*/*.pdf", KEPT)
    return out


def _name(pages: Sequence[int]) -> str:
    return hashlib.sha256(write_pages(pages).encode()).hexdigest()[:16] if pages else "all"


def gather_slides(db: Store, settings: Settings, version_id: int, fingerprint: str) -> dict[str, object]:
    """What an audience sees of a deck, slide by slide: pictures, words and links, never notes or what is hidden."""
    numbers = [picture.page for picture in list_pictures(settings, fingerprint)]
    rows = db.execute("SELECT locator, heading, text FROM sections WHERE version_id = ?", [version_id])
    texts = {str(page_of(locator)): "\n".join(_say_once(heading, text)) for locator, heading, text in rows}
    links = place_on_words(settings, fingerprint, list_page_links(db, version_id))
    paths = {str(number): find_picture(settings, fingerprint, number) for number in numbers}
    return {
        "pictures": {number: str(path.absolute()) for number, path in paths.items() if path},
        "texts": texts, "links": write_links(links),
        "boxes": {str(number): write_boxes(list_boxes(settings, fingerprint, number)) for number in numbers},
    }  # fmt: skip


def _say_once(heading: str, text: str) -> tuple[str, ...]:
    return (text,) if text.startswith(heading) else (heading, text)


def _ask(program: str, job: dict[str, object], title: str) -> None:
    told = ask_own(f"indexer.drawing.{program}", job, seconds=float(str(job["seconds"])))
    if told is None:
        raise CannotCut(f"“{title}” took too long to cut. Send all of it, or a link.")
    if not told:
        raise CannotCut(f"“{title}” could not be cut: the process ended. Send all of it, or a link.")
    if "reason" in told:
        raise CannotCut(f"“{title}” {told['reason']} {told['advice']}".strip())
