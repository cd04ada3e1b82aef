"""The words assets are found by: written with an asset's chunks, and known by their spelling.

Owns the table ``lexicon`` (each word as written, and how many assets have it), and fills the full text. A word of a
query that no asset has is read as one that differs by a single typing error, where the library has such a word, or
else English has; a word that either knows is never touched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from contentlib.catalog.written_numbers import group_thousands, list_wholes
from contentlib.language import STOP_WORDS, even_letters, spell_entry, spell_out_name, split_words, stem
from contentlib.model import Section
from contentlib.storage import (
    COLUMNS,
    Store,
    add_texts,
    any_of,
    greater_of,
    is_found,
    list_numbered,
    list_texts,
    move_texts,
    remove_texts,
)

# Short words are a letter away from too many others; a single swapped pair is told apart from five letters on.
SHORTEST_SWAPPED, SHORTEST = 5, 6
LONGEST = 30
# What English words end with when they are made of others, and how long these are at least.
ENDINGS = tuple("s es ed d ing er ers est y ey ly ish less ful ness able ment".split())
SHORTEST_BASE = 4
# A word that a single asset has may be a typing error itself.
FEWEST_ASSETS = 2
NAME = re.compile(r"[^\W_]+")
_PART = re.compile(r"[^\W\d_]+|\d+")
# Letters beside digits, with one mark or blank between them at most; a large number; or a word that may be two names.
_JOINABLE = re.compile(
    r"(?<!\w)(?:[^\W\d_]+[ -]?\d+(?:-?[^\W\d_]+)?|\d+-?[^\W\d_]+(?:-?\d+)?"
    r"|\d{1,3}(?:[.,]\d{3})+|\d{4,}|[^\W\d_]{6,20})(?!\w)"
)
ALPHABET = "abcdefghijklmnopqrstuvwxyzäöüßéèêàçñ"


@dataclass(frozen=True, slots=True)
class Spelled:
    """A query as it is searched, and what was read otherwise than typed: pairs of ``(typed, read)``.

    ``english`` is what it says in English, where it is in another language; empty otherwise. ``wholes`` are its
    numbers, versions and codes as the library has them, each in all such ways, as words that stand side by side.
    """

    text: str
    changes: tuple[tuple[str, str], ...] = ()
    english: str = ""
    wholes: tuple[tuple[str, ...], ...] = ()

    @property
    def words(self) -> str:
        """All that is looked up: a word may stand in the library in either language."""
        return f"{self.text} {self.english}".strip()

    @property
    def sense(self) -> str:
        """What is understood by it."""
        return self.english or self.text


# --- writing ------------------------------------------------------------------------------------------------------


def index_words(db: Store, asset_id: int, title: str, sections: Iterable[tuple[int, Section]]) -> None:
    """Let the asset, whose chunks are stored, be found by the words of these sections and of the places it lies at."""
    path = _name_places(db, asset_id)
    rows = [
        (row_id, spell_entry(title), spell_entry(one.heading), path, spell_entry(one.text), spell_entry(one.notes))
        for row_id, one in sections
    ]
    add_texts(db, rows)
    _count(db, [row[1:] for row in rows], 1)
    db.execute("DELETE FROM unspelled WHERE asset_id = ?", [asset_id])


def forget_words(db: Store, asset_id: int) -> None:
    """Let the asset, whose chunks are still stored, be found by no word any more."""
    sections = _list_sections(db, asset_id)
    _count(db, list_texts(db, sections), -1)
    remove_texts(db, sections)


def follow_places(db: Store, asset_id: int) -> None:
    """Let the asset be found by the names of the places it lies at now."""
    _respell(db, asset_id)
    path, sections = _name_places(db, asset_id), _list_sections(db, asset_id)
    before = list_texts(db, sections)
    if all(row[COLUMNS.index("path")] == path for row in before):
        return
    _count(db, before, -1)
    move_texts(db, sections, path)
    _count(db, list_texts(db, sections), 1)


def respell_words(db: Store) -> int:
    """Write the words of assets that an earlier version spelled otherwise as they are looked up now; of how many.

    What is done stays done: a pass that is stopped goes on with the others.
    """
    due = [row[0] for row in db.execute("SELECT asset_id FROM unspelled ORDER BY asset_id")]
    for asset_id in due:
        with db.atomic():
            _respell(db, asset_id)
    return len(due)


def _respell(db: Store, asset_id: int) -> None:
    if not db.execute("DELETE FROM unspelled WHERE asset_id = ? RETURNING 1", [asset_id]).fetchone():
        return
    sections = _list_sections(db, asset_id)
    before = list_numbered(db, sections)
    after = [
        (number, spell_entry(title), spell_entry(heading), spell_entry(path), spell_entry(body), spell_entry(notes))
        for number, title, heading, path, body, notes in before
    ]
    if after == before:
        return
    _count(db, [row[1:] for row in before], -1)
    remove_texts(db, sections)
    add_texts(db, after)
    _count(db, [row[1:] for row in after], 1)


def _list_sections(db: Store, asset_id: int) -> list[int]:
    return [row[0] for row in db.execute("SELECT DISTINCT section_id FROM chunks WHERE asset_id = ?", [asset_id])]


def _name_places(db: Store, asset_id: int) -> str:
    rows = db.execute(
        "SELECT DISTINCT l.path FROM locations l JOIN versions v ON v.id = l.version_id "
        "WHERE v.asset_id = ? AND l.gone_at IS NULL ORDER BY l.path",
        [asset_id],
    )
    return spell_entry(" | ".join(name_words(path) for (path,) in rows))


def name_words(path: str) -> str:
    """What a place is found by: its names spelled out, and those written in one as they are, too.

    >>> name_words("Stories/DevOps_at-Acme.pdf")
    'Stories/Dev Ops at Acme.pdf DevOps'
    """
    spelled = spell_out_name(path)
    known = set(split_words(spelled))
    whole = [word for word in NAME.findall(path) if word.lower() not in known]
    return " ".join([spelled, *whole])


def _count(db: Store, rows: Iterable[Sequence[str]], change: int) -> None:
    words = {word for row in rows for text in row for word in split_words(text) if _is_spelling(word)}
    db.execute_many(
        f"INSERT INTO lexicon (word, assets) VALUES (?, {greater_of('0', '?')}) ON CONFLICT (word) "
        f"DO UPDATE SET assets = {greater_of('0', 'lexicon.assets + ?')}",
        ((word, change, change) for word in words),
    )


def _is_spelling(word: str) -> bool:
    return word.isalpha() and SHORTEST_SWAPPED - 1 <= len(word) <= LONGEST


# --- reading ------------------------------------------------------------------------------------------------------


def mend_spelling(db: Store, text: str, *, english: Callable[[], Mapping[str, int]] = dict) -> Spelled:
    """The text with each word that no asset has, in any form, read as the commonest word one typing error away.

    ``english`` gives words that are right though no asset has them, commoner ones with lower numbers.
    """
    wholes = find_wholes(db, text)
    text, rejoined = _write_as_here(db, text)
    unknown = [word for word in dict.fromkeys(split_words(text)) if _may_be_wrong(word) and not is_known(db, word)]
    right = english() if unknown else {}
    changes = tuple(
        (word, likely) for word in unknown if not is_made_of(word, right) and (likely := _find_likely(db, word, right))
    )
    text = even_letters(text) if changes else text
    for typed, likely in changes:
        text = re.sub(rf"\b{re.escape(typed)}\b", likely, text, flags=re.IGNORECASE)
    return Spelled(text, (*rejoined, *changes), wholes=wholes)


def find_wholes(db: Store, text: str) -> tuple[tuple[str, ...], ...]:
    """The numbers, versions and codes of a text that any asset has, each in the ways assets write it."""
    found = (tuple(one for one in writings if is_known(db, one)) for writings in list_wholes(text))
    return tuple(writings for writings in found if writings)


def _write_as_here(db: Store, text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Names and numbers joined or apart as the library has them, where it has them only so; and what was changed."""
    changes = []
    for typed in dict.fromkeys(_JOINABLE.findall(text)):
        if is_known(db, typed):
            continue
        if written := next((one for one in _write_otherwise(typed) if is_known(db, one)), ""):
            text = re.sub(rf"(?<!\w){re.escape(typed)}(?!\w)", written, text)
            changes.append((typed, written))
    return text, tuple(changes)


def _write_otherwise(typed: str) -> Iterator[str]:
    """Other ways of writing what has letters and digits, or a number with or without marks for thousands.

    >>> list(_write_otherwise("SOC2")), list(_write_otherwise("SOC 2")), list(_write_otherwise("1250000"))
    (['SOC 2'], ['SOC2'], ['1 250 000'])
    >>> list(_write_otherwise("KX-4471-B")), list(_write_otherwise("newrelic"))[:2]
    (['KX4471B', 'KX 4471 B'], ['new relic', 'newr elic'])
    """
    parts = _PART.findall(typed)
    if len(parts) > 1:
        apart = " ".join(parts)
        yield from (one for one in ("".join(parts), apart) if one != typed)
        if len(parts) == 3 and parts[1].lower() == "x":
            yield f"{parts[0]}/{parts[2]}"
    elif typed.isdigit():
        yield group_thousands(typed)
    else:
        yield from (f"{typed[:at]} {typed[at:]}" for at in range(3, len(typed) - 2))


def is_made_of(word: str, right: Mapping[str, int]) -> bool:
    """Whether a word is one of these, or one of them with an ending.

    >>> [is_made_of(one, {"swamp": 1, "spin": 2, "price": 3}) for one in ("swamped", "spinny", "pricey", "swmaped")]
    [True, True, True, False]
    """
    if word in right:
        return True
    bases = [word.removesuffix(one) for one in ENDINGS if word.endswith(one)]
    undoubled = [one[:-1] for one in bases if one[-2:-1] == one[-1:]]
    written = [*bases, *undoubled, *(f"{one}e" for one in bases), *(f"{one[:-1]}y" for one in bases if one[-1:] == "i")]
    return any(len(one) >= SHORTEST_BASE and one in right for one in written)


def is_known(db: Store, word: str) -> bool:
    """Whether any asset has the word, in this form or with another ending."""
    return is_found(db, any_of([word]))


def _may_be_wrong(word: str) -> bool:
    return word.isalpha() and SHORTEST_SWAPPED <= len(word) <= LONGEST and word not in STOP_WORDS


def _find_likely(db: Store, word: str, right: Mapping[str, int]) -> str:
    near = set(swap_letters(word))
    if len(word) >= SHORTEST:
        near.update(change_letter(word))
    near.discard(word)
    row = db.execute(
        f"SELECT word FROM lexicon WHERE word IN ({', '.join('?' * len(near))}) AND assets >= ? "
        "ORDER BY assets DESC, word LIMIT 1",
        [*sorted(near), FEWEST_ASSETS],
    ).fetchone()
    return str(row[0]) if row else _find_english(word, near & right.keys(), right)


def _find_english(word: str, near: Set[str], right: Mapping[str, int]) -> str:
    """The commonest; none where one is another form of the word, which then is right itself: bottles, bottler."""
    if any(stem(one) == stem(word) or f"{one}r" == word for one in near):
        return ""
    return min(near, key=lambda one: (right[one], one), default="")


def swap_letters(word: str) -> Iterator[str]:
    """The word with each two neighbouring letters swapped.

    >>> list(swap_letters("wnat"))
    ['nwat', 'want', 'wnta']
    """
    return (word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1))


def change_letter(word: str) -> Iterator[str]:
    """The word with a letter missing, changed or added. The first letter is seldom wrong, and stays.

    >>> {"migration", "migraten", "migrato"} <= set(change_letter("migraton"))
    True
    """
    for i in range(1, len(word) + 1):
        head, tail = word[:i], word[i:]
        yield from (head + letter + tail for letter in ALPHABET)
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in ALPHABET)
