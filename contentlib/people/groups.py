"""Groups of people, and the folders that are limited to them. What follows from it is ``visibility``'s."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from contentlib.errors import BadInput
from contentlib.language import check_text
from contentlib.people.limit_places import LYING, LimitPlace, fold_place, list_places, say_place
from contentlib.people.persons import check_email
from contentlib.storage import Store, to_text

LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Group:
    """A name and the people in it, by e-mail address."""

    id: int
    name: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Limit:
    """A folder that only some may see: those in any of these groups, and admins. ``folder`` is empty for a whole drive.

    ``files`` counts the files that lie below it today, wherever it holds: ``places`` tells where besides.
    """

    id: int
    drive: str
    folder: str
    groups: tuple[str, ...]
    files: int
    places: tuple[LimitPlace, ...] = ()


def add_group(db: Store, name: str, *, made_at: datetime) -> int:
    """A new group; returns its id.

    Raises:
        BadInput: no name, or one that is taken.
    """
    name = check_text(" ".join(name.split()), "name", LONGEST_NAME, needed=True)
    if db.execute("SELECT 1 FROM groups WHERE name = ?", [name]).fetchone():
        raise BadInput(f"There is a group “{name}” already. Choose another name in the field name.")
    return int(db.insert("groups", {"name": name, "made_at": to_text(made_at)}))


def remove_group(db: Store, name: str) -> None:
    """The group is no more. Folders that were limited to it alone are then for admins only, never open.

    Raises:
        BadInput: there is none of this name.
    """
    db.execute("DELETE FROM groups WHERE id = ?", [_find_group(db, name)])


def add_to_group(db: Store, name: str, email: str) -> None:
    """Take somebody into the group; who is in it stays in it.

    Raises:
        BadInput: there is no such group or nobody of this address.
    """
    db.execute(
        "INSERT INTO group_people (group_id, person_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [_find_group(db, name), _find_person(db, email)],
    )


def remove_from_group(db: Store, name: str, email: str) -> None:
    """Take somebody out of the group.

    Raises:
        BadInput: there is no such group, or they are not in it.
    """
    done = db.execute(
        "DELETE FROM group_people WHERE group_id = ? AND person_id = ?",
        [_find_group(db, name), _find_person(db, email)],
    )
    if not done.rowcount:
        raise BadInput(f"{email} is not in the group “{name}”. See who is: contentlib groups list")


def limit_folder(db: Store, drive: str, folder: str, groups: tuple[str, ...], *, made_at: datetime) -> Limit:
    """Let only these groups see what lies below the folder; without groups only admins. Replaces an earlier limit.

    A folder inside a limited one needs both: the narrower limit adds to the wider one. A folder that reads like this
    one, whatever its capitals and however its letters are composed, is limited, too.

    Raises:
        BadInput: there is no such drive or group.
    """
    drive_id = find_drive_id(db, drive)
    group_ids = [_find_group(db, name) for name in dict.fromkeys(groups)]
    folder = find_spelling(db, drive_id, tidy_folder(folder))
    with db.atomic():
        db.execute(
            "INSERT INTO limits (drive_id, folder, made_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            [drive_id, folder, to_text(made_at)],
        )
        (limit_id,) = db.execute(
            "SELECT id FROM limits WHERE drive_id = ? AND folder = ?", [drive_id, folder]
        ).fetchone()
        db.execute("DELETE FROM limit_groups WHERE limit_id = ?", [limit_id])
        db.execute_many(
            "INSERT INTO limit_groups (limit_id, group_id) VALUES (?, ?)", [(limit_id, one) for one in group_ids]
        )
        say_place(db, limit_id, drive_id, folder, at=made_at)
    return next(limit for limit in list_limits(db) if limit.id == limit_id)


def unlimit_folder(db: Store, drive: str, folder: str) -> None:
    """Let everybody see the folder again, and wherever its limit followed to, unless a wider limit holds.

    Raises:
        BadInput: there is no such drive, or the folder has no limit of its own.
    """
    folder, drive_id = tidy_folder(folder), find_drive_id(db, drive)
    wanted = fold_place(folder)
    found = db.rows("SELECT id, folder FROM limits WHERE drive_id = ? ORDER BY folder != ?", [drive_id, folder])
    limit_id = next((one for one, named in found if fold_place(named) == wanted), None)
    done = db.execute("DELETE FROM limits WHERE id = ?", [limit_id])
    if not done.rowcount:
        raise BadInput(f"“{folder or drive}” has no limit of its own. See which have: contentlib groups list")


def tidy_folder(folder: str) -> str:
    """A folder as paths on a drive are written.

    >>> tidy_folder("/Board\\\\2026/ "), tidy_folder("./"), tidy_folder("Board/../Sales")
    ('Board/2026', '', 'Sales')
    """
    parts: list[str] = []
    for part in folder.strip().replace("\\", "/").split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def find_spelling(db: Store, drive_id: int, folder: str) -> str:
    """The folder as the drive spells it; as it is given where nothing there reads like it."""
    if not folder or _has_files(db, drive_id, folder):
        return folder
    wanted, depth = fold_place(folder), folder.count("/") + 1
    paths = db.rows("SELECT path FROM locations WHERE drive_id = ? AND gone_at IS NULL ORDER BY path", [drive_id])
    there = dict.fromkeys("/".join(path.split("/")[:depth]) for (path,) in paths)
    return next((one for one in there if fold_place(one) == wanted), folder)


def _has_files(db: Store, drive_id: int, folder: str) -> bool:
    found = db.execute(
        "SELECT 1 FROM locations WHERE drive_id = ? AND gone_at IS NULL AND (path = ? OR path > ? AND path < ?)",
        [drive_id, folder, folder + "/", folder + "0"],
    )
    return found.fetchone() is not None


def list_groups(db: Store) -> tuple[Group, ...]:
    """All groups, by name."""
    rows = db.execute(
        "SELECT g.id, g.name, p.email FROM groups g LEFT JOIN group_people gp ON gp.group_id = g.id "
        "LEFT JOIN people p ON p.id = gp.person_id ORDER BY g.name, g.id, p.email"
    ).fetchall()
    people: dict[tuple[int, str], list[str]] = {}
    for group_id, name, email in rows:
        people.setdefault((group_id, name), []).extend([email] if email else [])
    return tuple(Group(group_id, name, tuple(emails)) for (group_id, name), emails in people.items())


FILES = f"""(SELECT count(DISTINCT f.id) FROM limit_places p JOIN locations f ON f.drive_id = p.drive_id AND {LYING}
    WHERE p.limit_id = l.id AND f.gone_at IS NULL)"""


def list_limits(db: Store) -> tuple[Limit, ...]:
    """All limits, by drive and folder."""
    rows = db.execute(
        f"SELECT l.id, d.name, l.folder, {FILES} FROM limits l JOIN drives d ON d.id = l.drive_id "
        "ORDER BY d.name, l.folder"
    ).fetchall()
    allowed = db.execute(
        "SELECT lg.limit_id, g.name FROM limit_groups lg JOIN groups g ON g.id = lg.group_id ORDER BY g.name"
    ).fetchall()
    return tuple(
        Limit(
            id=row[0], drive=row[1], folder=row[2], files=row[3], places=list_places(db, row[0]),
            groups=tuple(name for limit_id, name in allowed if limit_id == row[0]),
        )
        for row in rows
    )  # fmt: skip


def _find_group(db: Store, name: str) -> int:
    row = db.execute("SELECT id FROM groups WHERE name = ?", [" ".join(name.split())]).fetchone()
    if row is None:
        known = ", ".join(f"“{group.name}”" for group in list_groups(db)) or "none yet"
        raise BadInput(f"There is no group “{name}” for the field group. There are: {known}.")
    return int(row[0])


def _find_person(db: Store, email: str) -> int:
    email = check_email(email, field="person")
    row = db.execute("SELECT id FROM people WHERE email = ?", [email]).fetchone()
    if row is None:
        raise BadInput(f"Nobody has the address {email} in the field person. Invite them first, or check the address.")
    return int(row[0])


def find_drive_id(db: Store, name: str) -> int:
    """The drive of this name.

    Raises:
        BadInput: there is none.
    """
    row = db.execute("SELECT id FROM drives WHERE name = ?", [name.strip()]).fetchone()
    if row is None:
        known = ", ".join(one[0] for one in db.execute("SELECT name FROM drives ORDER BY name")) or "none yet"
        raise BadInput(f"There is no drive “{name}” for the field drive. There are: {known}.")
    return int(row[0])
