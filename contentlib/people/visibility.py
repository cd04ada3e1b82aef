"""Who sees what: what is hidden from whom. The only module that knows; how a connection is narrowed, storage does.

A folder may be limited to groups (:mod:`contentlib.people.groups`), and the limit holds at all its places
(:mod:`contentlib.people.limit_places`). For somebody outside them the connection shows only
what they may see, so that every query, also one that is not written yet, finds nothing else, and a search ranks, counts
and judges as if the rest was not there.

An asset is seen where its current version lies at a place that is seen, by every limit that the place is under; its
other places are not shown. What lies nowhere any more is seen if it never lay at a place that is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from contentlib.storage import (
    FOR_EACH,
    Narrowing,
    Store,
    gathered,
    hidden,
    narrow_to,
    narrowed_to,
    own,
    same_text,
    show_words,
    stands,
    widen,
)

BARRED = gathered("barred")
ASSET_SEEN = f"asset_id NOT IN {hidden('assets')}"
SECTION_SEEN = f"section_id NOT IN {hidden('sections')}"
# A rival whom only hidden assets name is known to nobody else.
NAMED_BY_SEEN = f"""EXISTS (SELECT 1 FROM {own("tags")} t WHERE t.axis = 'competitor' AND t.confidence > 0
    AND {same_text("t.value", "competitors.name")} AND t.asset_id NOT IN {hidden("assets")})"""
# What colleagues asked may name what only they may see: a search that found hidden assets is theirs alone.
FOUND_SEEN = f"""id NOT IN (SELECT i.search_id FROM {own("impressions")} i
    WHERE i.asset_id IN {hidden("assets")})"""
LIES_OPEN = f"""NOT EXISTS (SELECT 1 FROM {BARRED} b WHERE b.drive_id = unreadable.drive_id AND (b.folder = ''
    OR unreadable.path = b.folder OR substr(unreadable.path, 1, length(b.folder) + 1) = b.folder || '/'))"""
# Which rows are shown of each table, besides the full text. Tables that are always read together with their asset need
# nothing of their own.
SHOWN = {
    "drives": f"id NOT IN (SELECT drive_id FROM {BARRED} WHERE folder = '')",
    "assets": f"id NOT IN {hidden('assets')}",
    "versions": f"id NOT IN {hidden('versions')}",
    "locations": f"id NOT IN {hidden('locations')} AND version_id NOT IN {hidden('versions')}",
    "sections": f"id NOT IN {hidden('sections')}",
    "chunks": SECTION_SEEN,
    "sketches": f"version_id NOT IN {hidden('versions')}",
    "near_copies": f"version_id NOT IN {hidden('versions')} AND copy_id NOT IN {hidden('versions')}",
    "tags": ASSET_SEEN,
    "winning_tags": ASSET_SEEN,
    "section_tags": f"{ASSET_SEEN} AND {SECTION_SEEN}",
    "asset_vectors": ASSET_SEEN,
    "rule_effects": ASSET_SEEN,
    "sends": ASSET_SEEN,
    "audience_grounds": ASSET_SEEN,
    "feedback": ASSET_SEEN,
    # That colleagues wait for something is no secret; what answered them may be.
    "requests": "TRUE",
    "searches": FOUND_SEEN,
    "competitors": NAMED_BY_SEEN,
    # A typing error is not mended with a word that only hidden assets have.
    "lexicon": stands("word"),
    "unreadable": LIES_OPEN,
}
# Those that may only be told to buyers see no speaker notes, not who wrote it, no quotes that may come from them, and
# nothing that colleagues wrote to themselves or to each other.
BLANK = {
    "assets": ("author",), "sections": ("notes",), "tags": ("evidence",), "winning_tags": ("evidence",),
    "section_tags": ("evidence",), "sends": ("note", "subject", "message"), "feedback": ("note", "answer"),
    "requests": ("reply",),
}  # fmt: skip
# What reports read, who leave out what an admin said, shows no more than the table that it is of.
COUNTED_TOO = ("sends", "searches", "feedback")
SHOWN |= {f"counted_{table}": SHOWN[table] for table in COUNTED_TOO}
BLANK |= {f"counted_{table}": BLANK[table] for table in COUNTED_TOO if table in BLANK}
# A hidden slide or sheet has nothing but notes, and a name that tells of it.
NO_NOTES = {"chunks": " AND notes = 0", "sections": " AND (heading != '' OR text != '' OR notes = '')"}
# Names of files, which may be hidden ones: for nobody who is restricted.
ALWAYS_BLANK = {"competitors": ("evidence",)}
BLANK_WHERE = {"requests": {"reply": f"asset_id IN {hidden('assets')}"}}

LIMITED = f"""SELECT drive_id, path AS folder FROM {own("limit_places")} WHERE limit_id NOT IN (
    SELECT lg.limit_id FROM {own("limit_groups")} lg JOIN {own("group_people")} gp ON gp.group_id = lg.group_id
    WHERE gp.person_id = ?)"""
# “0” is the sign after “/”: with both bounds the index on paths is used.
LYING_IN_BARRED = f"SELECT l.id FROM {BARRED} b {FOR_EACH} {own('locations')} l ON l.drive_id = b.drive_id"
LOCATIONS = f"""{LYING_IN_BARRED} WHERE b.folder = ''
    UNION {LYING_IN_BARRED} WHERE b.folder != ''
        AND (l.path = b.folder OR l.path > b.folder || '/' AND l.path < b.folder || '0')"""
LYING_HIDDEN = f"FROM {hidden('locations')} h {FOR_EACH} {own('locations')} l ON l.id = h.id"
VERSIONS = f"""SELECT l.version_id {LYING_HIDDEN}
    EXCEPT SELECT l.version_id FROM {own("locations")} l
        WHERE l.gone_at IS NULL AND l.id NOT IN {hidden("locations")}
        AND l.version_id IN (SELECT l.version_id {LYING_HIDDEN})"""
TOUCHED = f"SELECT DISTINCT v.asset_id {LYING_HIDDEN} JOIN {own('versions')} v ON v.id = l.version_id"
# The newest version that lies somewhere must be seen; that of a retired asset, nowhere.
ASSETS = f"""SELECT t.asset_id FROM ({TOUCHED}) t WHERE coalesce((
    SELECT v.id IN {hidden("versions")} FROM {own("versions")} v JOIN {own("locations")} l ON l.version_id = v.id
    WHERE v.asset_id = t.asset_id AND l.gone_at IS NULL ORDER BY v.number DESC LIMIT 1), TRUE)"""
INTERNAL = f"SELECT id FROM {own('assets')} WHERE audience != 'external'"
ALL_OF_THEM = f"SELECT id FROM {own('versions')} WHERE asset_id IN {hidden('assets')}"
SECTIONS = f"SELECT id FROM {own('sections')} WHERE version_id IN {hidden('versions')} ORDER BY id"


def restrict(db: Store, person_id: int | None, *, external_only: bool = False) -> None:
    """Narrow the connection to what this person may see; None is somebody in no group.

    With ``external_only`` to what buyers may have besides: no internal asset, and no speaker notes. Costs nothing
    where nothing is hidden from them; may be called again, and follows what changed.
    """
    widen(db)
    if not external_only and not _is_barred(db, person_id):
        return
    with narrow_to(db, person_id=person_id, external_only=external_only) as narrow:
        narrow.gather("barred", LIMITED, [person_id])
        _hide(narrow, external_only=external_only)
        _show(narrow, external_only=external_only)


def unrestrict(db: Store) -> None:
    """Let the connection see everything again."""
    widen(db)


@contextmanager
def lifted(db: Store) -> Iterator[None]:
    """For a while the connection sees everything: for work on an asset that was found while it did not.

    Not inside a transaction.
    """
    before = narrowed_to(db)
    widen(db)
    try:
        yield
    finally:
        if before:
            restrict(db, before["person_id"], external_only=bool(before["external_only"]))


def _is_barred(db: Store, person_id: int | None) -> bool:
    return db.execute(f"{LIMITED} LIMIT 1", [person_id]).fetchone() is not None


def _hide(narrow: Narrowing, *, external_only: bool) -> None:
    for what, query in (("locations", LOCATIONS), ("versions", VERSIONS), ("assets", ASSETS)):
        narrow.hide(what, query)
    if external_only:
        narrow.hide("assets", INTERNAL)
    narrow.hide("versions", ALL_OF_THEM)
    narrow.hide("sections", SECTIONS)


def _show(narrow: Narrowing, *, external_only: bool) -> None:
    # Where an asset that is seen also lies at a place that is not, no asset is found by the names of its places.
    is_mixed = narrow.finds(f"SELECT 1 FROM ({TOUCHED}) touched WHERE {ASSET_SEEN}")
    show_words(narrow, unread=("path",) if is_mixed else (), blank=("notes",) if external_only else ())
    for table, condition in SHOWN.items():
        blank = ALWAYS_BLANK.get(table, ()) + (BLANK.get(table, ()) if external_only else ())
        no_notes = NO_NOTES.get(table, "") if external_only else ""
        narrow.show(table, condition + no_notes, blank=blank, blank_where=BLANK_WHERE.get(table))
