"""What of an asset's file may leave, and as what: every way by which a file reaches a buyer asks here.

It is decided by what the file carries, never by what was read of it: a file leaves as it is only where it was looked
through and nothing was found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from contentlib.catalog import find_inside
from contentlib.errors import BadInput
from contentlib.formats import is_cleaned
from contentlib.model import Asset, Inside
from contentlib.pictures import can_cut, cut_pages
from contentlib.sending.file_asking import look_through, write_clean_copy
from contentlib.settings import Settings
from contentlib.storage import Store


class Way(StrEnum):
    """As what a file leaves."""

    AS_IT_IS = "as it is"
    CLEAN_COPY = "clean copy"
    PDF = "PDF"
    NOT_AT_ALL = "not at all"


@dataclass(frozen=True, slots=True)
class HandingOut:
    """The gate's word on one file. ``inside`` is what it carries, in words for a colleague; where it does not leave,
    ``reason`` says why, and what to do.
    """

    way: Way
    inside: str = ""
    reason: str = ""

    @property
    def is_allowed(self) -> bool:
        """Whether it leaves at all."""
        return self.way is not Way.NOT_AT_ALL


def judge_file(form: str, inside: Inside | None, pages: Sequence[int] = ()) -> HandingOut:
    """As what a file of this format leaves that carries this; none where nobody looked, which is never nothing."""
    told = inside.tell() if inside else ""
    if pages:
        return HandingOut(Way.PDF, told) if can_cut(form) else HandingOut(Way.NOT_AT_ALL, told, _NO_PAGES)
    if inside is None:
        return HandingOut(Way.NOT_AT_ALL, reason=_UNSEEN)
    if inside.is_clean:
        return HandingOut(Way.AS_IT_IS)
    if is_cleaned(form) and not inside.unexamined:
        return HandingOut(Way.CLEAN_COPY, told)
    if can_cut(form) and not is_cleaned(form):
        return HandingOut(Way.PDF, told)
    told_of = inside.tell_unnamed()
    reason = _UNEXAMINED.format(told_of) if inside.unexamined else _UNCLEANED.format(told_of)
    return HandingOut(Way.NOT_AT_ALL, told, reason)


_NO_PAGES = "Pages of it cannot be cut here. Send all of it."
_UNSEEN = "Nobody has looked yet what else is in the file. Run the indexer, or open the form for sending it again."
_UNEXAMINED = "The file {}, so it does not leave as a file. Send the link, or save it as PDF and send that."
_UNCLEANED = (
    "The file carries {}, and a clean copy of this format cannot be made here. Send the link, take it out in its own "
    "program, or save the file in a newer format or as PDF."
)


def find_handing_out(db: Store, settings: Settings, asset: Asset, pages: Sequence[int] = ()) -> HandingOut:
    """The gate's word on an asset's current file; looked through now where nobody did yet, some seconds at most."""
    return judge_file(asset.format, look_through(db, settings, asset.version_id), pages)


def check_leaves(db: Store, asset: Asset, pages: Sequence[int] = ()) -> None:
    """Refuse a link by which the file could be taken along, where the file may not leave.

    Raises:
        BadInput: it may not; names the field, and says what to do.
    """
    word = judge_file(asset.format, find_inside(db, asset.version_id), pages)
    if not word.is_allowed:
        raise BadInput(f"The field download cannot be chosen for “{asset.title}”. {word.reason}")


def write_handed(db: Store, settings: Settings, version_id: int, word: HandingOut, pages: Sequence[int]) -> Path:
    """The file that leaves in place of the original.

    Raises:
        BadInput: it cannot be made, or nothing may leave; says why.
    """
    if word.way is Way.CLEAN_COPY:
        return write_clean_copy(db, settings, version_id)
    if word.way is Way.PDF:
        return cut_pages(db, settings, version_id, pages)
    raise BadInput(word.reason or "This file leaves as it is. Download it.")
