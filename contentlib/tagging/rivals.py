"""Which competitors a library knows: those of its vocabulary, and those its battle cards are named after.

Owns the table ``competitors``. They are learned at a pass; what names a new one is tagged anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from contentlib.catalog import CURRENT_VERSION, untidiness
from contentlib.language import Vocabulary
from contentlib.model import Axis
from contentlib.storage import Store, among, any_of, folded, list_having, listed, to_text
from contentlib.tagging.competitors import Competitor, RivalFile, find_names, is_rival_file, is_too_common, list_given


def list_competitors(db: Store, vocabulary: Vocabulary) -> tuple[Competitor, ...]:
    """The team's own competitors, then those that were learned; a name that the vocabulary silences is none."""
    labels = vocabulary.list_labels(Axis.COMPETITOR)
    given = list_given(labels)
    known = {spelling.casefold() for one in labels for spelling in (one.label, *one.cues)}
    rows = db.execute(f"SELECT name, evidence FROM competitors ORDER BY {folded('name')}").fetchall()
    learned = (Competitor(name, (), evidence) for name, evidence in rows if name.casefold() not in known)
    return (*given, *learned)


def learn_competitors(db: Store, *, company: str, at: datetime) -> tuple[str, ...]:
    """Read again what files about rivals are named after. Assets that name one who came or went are to be tagged anew.

    ``company`` is our own name, which is no competitor's. Returns the names that came or went.
    """
    found = {name: path for name, path in find_names(list(_list_rival_files(db))).items() if _is_rare(db, name)}
    found = {name: path for name, path in found.items() if name.casefold() not in company.casefold().split()}
    known = dict(db.execute("SELECT name, evidence FROM competitors").fetchall())
    changed = tuple(sorted(found.keys() ^ known.keys()))
    if found == known:
        return ()
    with db.atomic():
        db.execute("DELETE FROM competitors")
        db.execute_many(
            "INSERT INTO competitors (name, evidence, learned_at) VALUES (?, ?, ?)",
            [(name, path, to_text(at)) for name, path in found.items()],
        )
        for name in changed:
            _tag_anew(db, name)
    return changed


def _list_rival_files(db: Store) -> Iterator[RivalFile]:
    """The files of living assets that say they are about a rival, each at its tidiest place, by path."""
    rows = db.execute(
        f"SELECT v.id, a.title, l.path FROM (SELECT id, title, {CURRENT_VERSION} AS current FROM assets "
        "WHERE retired_at IS NULL) a JOIN versions v ON v.id = a.current "
        "JOIN locations l ON l.version_id = v.id AND l.gone_at IS NULL"
    ).fetchall()
    places: dict[int, tuple[str, str]] = {}
    for version_id, title, path in sorted(rows, key=lambda row: (untidiness(row[2]), row[2])):
        places.setdefault(version_id, (path, title))
    for version_id, (path, title) in sorted(places.items(), key=lambda item: item[1]):
        if is_rival_file(path, title):
            yield RivalFile(path, title, _read_text(db, version_id))


def _read_text(db: Store, version_id: int) -> str:
    rows = db.execute(
        "SELECT heading, text, notes FROM sections WHERE version_id = ? ORDER BY position", [version_id]
    ).fetchall()
    return "\n".join("\n".join(row) for row in rows)


def _is_rare(db: Store, name: str) -> bool:
    (of,) = db.execute("SELECT count(*) FROM assets WHERE retired_at IS NULL").fetchone()
    return not is_too_common(len(_list_naming(db, name)), of)


def _list_naming(db: Store, name: str) -> Sequence[int]:
    """The assets that have the name anywhere in what they are found by."""
    sections = listed(list_having(db, any_of([name])))
    rows = db.execute(f"SELECT DISTINCT asset_id FROM chunks WHERE {among('section_id')}", [sections])
    return [row[0] for row in rows]


def _tag_anew(db: Store, name: str) -> None:
    ids = _list_naming(db, name)
    db.execute_many("UPDATE assets SET tagged_with = '' WHERE id = ?", [(asset_id,) for asset_id in ids])
