"""Opens a PDF that is to be copied, and refuses those that no clean copy can be made of."""

from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pikepdf
from pikepdf import Array, Dictionary, Name

from contentlib.errors import Unreadable

MOST_COPIED = 2_000
_UNPROTECTED = "Save a copy without the protection."


def open_pdf(data: bytes) -> pikepdf.Pdf:
    """The document as it is, opened without a password. What is wrong with it is told by raising, not by logging.

    Raises:
        PdfError: it is damaged; PasswordError: it asks for a password.
    """
    logging.getLogger("pikepdf").setLevel(logging.CRITICAL)
    return pikepdf.open(io.BytesIO(data))


@contextmanager
def open_for_copy(data: bytes) -> Iterator[tuple[pikepdf.Pdf, bytes]]:
    """The document, and its bytes with its fields drawn; closed on leaving.

    Raises:
        Unreadable: no clean copy can be made of it; says what to do.
    """
    try:
        pdf = open_pdf(data)
    except pikepdf.PasswordError as error:
        raise Unreadable("is protected by a password.", "Save a copy without the password.") from error
    with pdf:
        check(pdf)
        yield pdf, _draw_fields(pdf) or data


def check(pdf: pikepdf.Pdf) -> None:
    """Raises Unreadable for what cannot be copied page by page."""
    if pdf.is_encrypted and not (pdf.allow.extract and pdf.allow.modify_other):
        raise Unreadable("is protected by its author against changes.", _UNPROTECTED)
    if "/Collection" in pdf.Root:
        raise Unreadable("is a portfolio of other files.", "Send those that the buyer needs.")
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, Dictionary) and "/XFA" in form:
        raise Unreadable("is a form that a program draws (XFA).", "Print it to a new PDF, and send that.")
    if not len(pdf.pages):
        raise Unreadable("has no pages.", "Get another copy.")


def _draw_fields(pdf: pikepdf.Pdf) -> bytes:
    """Some programs leave it to the reader to draw what was filled in; empty where they did not."""
    form, written = pdf.Root.get("/AcroForm"), io.BytesIO()
    if not isinstance(form, Dictionary):
        return b""
    if not form.get("/NeedAppearances") and not any(_lacks_drawing(page) for page in pdf.pages):
        return b""
    with suppress(pikepdf.PdfError, RuntimeError), warnings.catch_warnings():
        # It has a word on what other programs may do with fields that its form does not name.
        warnings.simplefilter("ignore")
        pdf.generate_appearance_streams()
        pdf.save(written, fix_metadata_version=False)
    return written.getvalue()


def _lacks_drawing(page: pikepdf.Page) -> bool:
    found = page.get("/Annots")
    return isinstance(found, Array) and any(
        isinstance(one, Dictionary) and one.get("/Subtype") == Name.Widget and "/AP" not in one for one in iter(found)
    )
