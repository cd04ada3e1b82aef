"""Looks PDFs through for what a buyer must not get, and makes clean copies of them."""

from __future__ import annotations

from contentlib.model import Inside
from indexer.clean_pdf import copy_clean, look_into
from indexer.extract.examining import Examiner


def look_into_pdf(data: bytes, _form: str) -> Inside:
    return look_into(data)


def clean_pdf(data: bytes, _form: str) -> bytes:
    return copy_clean(data).data


EXAMINER = Examiner(look_into_pdf, clean_pdf)
