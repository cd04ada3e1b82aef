"""Who looks after an asset and when it is looked at next, where a person said so; that beats what its file says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from contentlib.errors import BadInput
from contentlib.language import check_text
from contentlib.model import Properties
from contentlib.people import check_email
from contentlib.storage import Store, own, to_text

LONGEST_OWNER = 254


@dataclass(frozen=True, slots=True)
class Care:
    """What holds for an asset now, and whether a person said it (else its file did, or nobody)."""

    owner: str
    review_by: str
    expires_at: str
    owner_by_person: bool
    review_by_person: bool


def find_care(db: Store, asset_id: int) -> Care:
    """Who looks after the asset; days as they were written."""
    row = db.execute(
        "SELECT a.owner, a.review_by, a.expires_at, c.owner IS NOT NULL, c.review_by IS NOT NULL FROM assets a "
        "LEFT JOIN care c ON c.asset_id = a.id WHERE a.id = ?",
        [asset_id],
    ).fetchone()
    return Care(row[0] or "", row[1] or "", row[2] or "", bool(row[3]), bool(row[4]))


def record_care(
    db: Store, asset_id: int, *, owner: str, review_by: str, filed: Properties, said_by: str, said_at: datetime
) -> None:
    """Somebody looks after the asset from now on, or looks at it by that day (2026-03-31).

    What is left empty, or is just what the file says (``filed``), is left to the file.

    Raises:
        BadInput: an address or a day that is none.
    """
    says = {name: next(iter(filed.fields.get(name, ())), "") for name in ("owner", "review_by")}
    owner, review_by = _check_owner(owner, says["owner"]), _check_day(review_by, says["review_by"])
    row = {
        "asset_id": asset_id, "said_by": said_by, "said_at": to_text(said_at),
        "owner": owner if owner not in ("", says["owner"]) else None,
        "review_by": review_by if review_by not in ("", says["review_by"]) else None,
    }  # fmt: skip
    with db.atomic():
        db.insert("care", row, replace=True)
        db.update("assets", asset_id, {"owner": says["owner"], "review_by": says["review_by"] or None})
        obey_care(db, asset_id)


def obey_care(db: Store, asset_id: int) -> None:
    """Put a person's word back where a file's was just written."""
    db.execute(
        f"UPDATE {own('assets')} AS a SET owner = coalesce(c.owner, a.owner), "
        "review_by = coalesce(c.review_by, a.review_by) FROM care c WHERE c.asset_id = a.id AND a.id = ?",
        [asset_id],
    )


def _check_owner(text: str, filed: str) -> str:
    """An address; a name that the file wrote may stay as it is."""
    tidy = check_text(text, "owner", LONGEST_OWNER)
    return tidy if not tidy or tidy == filed else check_email(tidy, field="owner")


def _check_day(text: str, filed: str) -> str:
    tidy = text.strip()
    if not tidy or tidy == filed:
        return tidy
    try:
        return date.fromisoformat(tidy).isoformat()
    except ValueError as error:
        raise BadInput(f"“{tidy[:40]}” in the field review_by is no date. Write it as 2026-03-31.") from error
