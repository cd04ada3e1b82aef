"""Keynote, Pages and Numbers files (iWork): the PDF that their program keeps in them to be looked at in a hurry."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from contentlib.errors import Unreadable
from contentlib.model import Reading
from indexer.extract.office import Package
from indexer.extract.pdf.pdf_pages import ReadPicture, read_pdf
from indexer.other_files import PREVIEW

_PREVIEW = "/".join(PREVIEW)
# What only a document of iWork has: the one of 2013 and later, and the XML of those before.
_OWN = (
    "index.zip", "index.apxl", "index.apxl.gz", "metadata/documentidentifier", "quicklook/preview.pdf",
    "buildversionhistory.plist", "metadata/buildversionhistory.plist",
)  # fmt: skip
_PASSWORD_HINTS = (".iwph", ".iwpv2")
_EXPORT = "Export it as PDF or Office file, and put that beside it."


def is_iwork(names: Collection[str]) -> bool:
    """Whether a zip package with parts of these plain names is a document of iWork.

    >>> is_iwork(["Index/Document.iwa"]), is_iwork(["word/document.xml"])
    (True, False)
    """
    low = {name.casefold() for name in names}
    return any(name.endswith(".iwa") for name in low) or not low.isdisjoint(_OWN)


def refuse_unseen(names: Collection[str]) -> None:
    """Raises Unreadable for one that shows no PDF of itself, or is locked."""
    low = {name.casefold() for name in names}
    if any(name.endswith(_PASSWORD_HINTS) for name in low):
        raise Unreadable("is protected by a password.", "Export it as PDF without the password.")
    if _PREVIEW.casefold() not in low:
        raise Unreadable("is a Keynote, Pages or Numbers file without a PDF preview, which is not read.", _EXPORT)


def read_iwork(data: bytes, read_picture: ReadPicture | None = None) -> Reading:
    """The pages of the preview. ``read_picture`` is asked for those that are pictures."""
    package = Package(data)
    refuse_unseen(package.names)
    try:
        reading = read_pdf(package.read(_PREVIEW), read_picture)
    except Unreadable as error:
        reason = "is a Keynote, Pages or Numbers file whose PDF preview cannot be read."
        raise Unreadable(reason, _EXPORT) from error
    return replace(reading, format="iwork")
