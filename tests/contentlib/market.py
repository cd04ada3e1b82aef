"""A small team's half year for the marketer's reports: assets, reps, deals, searches that led somewhere or not."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from contentlib.catalog.assets import find_asset_by_path
from contentlib.catalog.tags import replace_tags
from contentlib.library.opened import Library
from contentlib.model import Axis, Source, Tag
from tests.builders import NOON, build_library

INES, OLA = "ines@ours.example", "ola@ours.example"
SINCE, UNTIL = NOON - timedelta(days=180), NOON + timedelta(days=1)
EXTERNAL, INTERNAL = "---\naudience: external\n---\n", "---\naudience: internal\n---\n"
FILES: dict[str, str | bytes] = {
    "price.md": f"{EXTERNAL}# Payback\n\nPayback in nine months.",
    "trust.md": f"{EXTERNAL}# References\n\nWho else relies on it.",
    "card.md": f"{INTERNAL}# Rival\n\nThe rival is cheap.",
    "plain.md": f"{EXTERNAL}# Zebra\n\nStripes.",
}
PRICE, TRUST, CARD, PLAIN = "price.md", "trust.md", "card.md", "plain.md"


def open_market(tmp_path: Path) -> Library:
    """The library with exactly these tags: price and trust have one objection and stage each, so has the card."""
    library = build_library(tmp_path, FILES)
    for path, audience, tags in (
        (PRICE, "external", ((Axis.OBJECTION, "price"), (Axis.STAGE, "decision"))),
        (TRUST, "external", ((Axis.OBJECTION, "trust"), (Axis.STAGE, "consideration"), (Axis.PERSONA, "CFO"))),
        (CARD, "internal", ((Axis.OBJECTION, "competitor"), (Axis.COMPETITOR, "Quillbooks"))),
        (PLAIN, "external", ()),
    ):
        said = [Tag(axis, value, 0.9, "because", "", Source.MODEL) for axis, value in tags]
        said += [
            Tag(Axis.AUDIENCE, audience, 1.0, "", "", Source.FILE),
            Tag(Axis.KIND, "deck", 1.0, "", "", Source.FILE),
        ]
        replace_tags(library.db, number(library, path), said, made_with="test", said_at=NOON)
    return library


def number(library: Library, path: str) -> int:
    """The asset's id."""
    return find_asset_by_path(library.db, path).id


def person(library: Library, email: str) -> int:
    """The person's id; added when new."""
    row = library.db.execute("SELECT id FROM people WHERE email = ?", [email]).fetchone()
    return int(row[0] if row else library.db.table("people").insert({"name": email, "email": email}).last_pk)


def ask(
    library: Library, query: str, *, rep: str = INES, shown: tuple[str, ...] = (), opened: str = "", days: int = 0,
    filters: str = "{}",
) -> int:  # fmt: skip
    """A search ``days`` ago, what it showed, and what was opened from it; one that shows nothing did not fit."""
    at = (NOON - timedelta(days=days)).isoformat(timespec="microseconds")
    db, person_id = library.db, person(library, rep)
    search_id = db.table("searches").insert(
        {"searched_at": at, "person_id": person_id, "query": query, "fits": int(bool(shown)), "filters": filters}
    ).last_pk  # fmt: skip
    for rank, path in enumerate(shown, start=1):
        db.table("impressions").insert({"search_id": search_id, "asset_id": number(library, path), "rank": rank})
    if opened:
        asset_id = number(library, opened)
        db.table("opens").insert(
            {"asset_id": asset_id, "person_id": person_id, "search_id": search_id, "opened_at": at}
        )
    return int(search_id)


def deal(
    library: Library,
    name: str,
    outcome: str,
    *,
    rep: str = INES,
    amount: float = 1000,
    closed_at: datetime | None = None,
) -> int:
    """A deal that was opened half a year ago."""
    return int(
        library.db.table("deals")
        .insert(
            {
                "name": name, "outcome": outcome, "amount": amount, "person_id": person(library, rep),
                "opened_at": SINCE.isoformat(timespec="microseconds"),
                "closed_at": closed_at.isoformat(timespec="microseconds") if closed_at else None,
            }
        )
        .last_pk
    )  # fmt: skip


def send(library: Library, path: str, *, deal_id: int | None = None, rep: str = INES, days: int = 0) -> int:
    """A send ``days`` ago."""
    db, asset_id = library.db, number(library, path)
    known = db.execute("SELECT id FROM contacts LIMIT 1").fetchone()
    contact_id = known[0] if known else db.table("contacts").insert({"email": "ann@buyer.example"}).last_pk
    (version_id,) = db.execute("SELECT max(id) FROM versions WHERE asset_id = ?", [asset_id]).fetchone()
    return int(
        db.table("sends")
        .insert(
            {
                "asset_id": asset_id, "version_id": version_id, "person_id": person(library, rep),
                "contact_id": contact_id, "deal_id": deal_id, "channel": "email",
                "token": f"token {db.table('sends').count}",
                "sent_at": (NOON - timedelta(days=days)).isoformat(timespec="microseconds"),
            }
        )
        .last_pk
    )  # fmt: skip
