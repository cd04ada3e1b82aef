"""What corrections teach about similar assets, as rules that a person can read. Pure.

Corrected assets that are alike and were told the same make one rule. How far it reaches depends on how many there are:
one correction moves only what is nearly the same; each further one takes it a little farther, never beyond a floor.
Where a person said the opposite of something at least as near, it holds back. Likeness is the cosine of the assets'
mean directions after the library's own mean is taken off: what a seller says everywhere likens nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from contentlib.arrays import Floats, Table, np
from contentlib.language import shorten
from contentlib.model import Audience, Axis, Source, Tag

# Likeness from which on a rule reaches: FLOOR + SHRINKS / (corrections it was learned from). Where they all lie in one
# folder, which people fill with what belongs together, many of them reach farther within it.
FLOOR, SHRINKS = 0.5, 0.35
FOLDER_FLOOR, FOLDER_SHRINKS = 0.15, 1.0
# Corrected assets this much alike belong to one rule; in the same folder less is enough.
LINK, FOLDER_LINK = 0.5, 0.2
# In a smaller library the mean direction says nothing.
FEWEST_ASSETS = 8
NAMED = 2


@dataclass(frozen=True, slots=True)
class Word:
    """What a person said of an asset that stands: it has the value, or has not."""

    asset_id: int
    axis: Axis
    value: str
    holds: bool
    said_by: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where an asset lies and what it is called."""

    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Effect:
    """An asset that a rule changes, how like it is to the nearest corrected one, and the model's own tag, if any."""

    asset_id: int
    likeness: float
    before: Tag | None


@dataclass(frozen=True, slots=True)
class Rule:
    """What was learned, from which assets and whom. ``folder`` is where it holds, empty for everywhere.

    ``key`` stays the same while further corrections join; ``effects`` are the assets it changes, the most alike first.
    """

    key: str
    axis: Axis
    value: str
    holds: bool
    learned_from: tuple[int, ...]
    people: tuple[str, ...]
    folder: str
    sentence: str = ""
    effects: tuple[Effect, ...] = ()

    @property
    def reach(self) -> float:
        """The likeness from which on it holds.

        >>> [Rule("", Axis.STAGE, "", True, tuple(range(n)), (), "").reach for n in (1, 2, 5)]
        [0.85, 0.675, 0.57]
        """
        count = len(self.learned_from)
        anywhere = FLOOR + SHRINKS / count
        return min(anywhere, FOLDER_FLOOR + FOLDER_SHRINKS / count) if self.folder else anywhere


class Likeness:
    """How alike assets are: 1 for the same direction, around 0 for two picked by chance."""

    def __init__(self, directions: Mapping[int, Floats]) -> None:
        self.ids = tuple(sorted(directions))
        self._rows = {asset_id: row for row, asset_id in enumerate(self.ids)}
        matrix = np.stack([directions[asset_id] for asset_id in self.ids]) if self.ids else np.zeros((0, 1))
        centred = matrix - matrix.mean(axis=0) if len(self.ids) >= FEWEST_ASSETS else matrix * 0
        self._matrix = centred / np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9)

    def __contains__(self, asset_id: int) -> bool:
        return asset_id in self._rows

    def nearest(self, among: Sequence[int]) -> Table:
        """For every asset (in the order of ``ids``) how alike the nearest of ``among`` is; -1 where there is none."""
        rows = [self._rows[asset_id] for asset_id in among if asset_id in self._rows]
        if not rows:
            return np.full(len(self.ids), -1.0)
        return np.asarray((self._matrix @ self._matrix[rows].T).max(axis=1), dtype=np.float64)

    def between(self, one: int, other: int) -> float:
        return float(self._matrix[self._rows[one]] @ self._matrix[self._rows[other]])


def learn(words: Iterable[Word], likeness: Likeness, shelves: Mapping[int, Shelf]) -> Iterator[Rule]:
    """The rules that people's words make, in a fixed order; without effects."""
    said: dict[tuple[Axis, str, bool], list[Word]] = defaultdict(list)
    for word in sorted(words, key=lambda one: (one.axis, one.value, one.holds, one.asset_id)):
        # What lets buyers see an asset is never learned: a person says so of each, and is asked twice.
        if word.asset_id in likeness and (word.axis, word.value) != (Axis.AUDIENCE, Audience.EXTERNAL):
            said[word.axis, word.value, word.holds].append(word)
    for (axis, value, holds), alike in said.items():
        for cluster in _gather(alike, likeness, shelves):
            ids = tuple(word.asset_id for word in cluster)
            people = tuple(dict.fromkeys(word.said_by for word in cluster if word.said_by))
            key = f"{axis}.{value.casefold().replace(' ', '-')}.{'yes' if holds else 'no'}.{ids[0]}"
            yield Rule(key, axis, value, holds, ids, people, _share_folder(ids, shelves))


def _gather(words: Sequence[Word], likeness: Likeness, shelves: Mapping[int, Shelf]) -> list[list[Word]]:
    """Words on assets that are alike, together: one joins every group that has one like it, which are then one."""
    groups: list[list[Word]] = []
    for word in words:
        near = [group for group in groups if any(_are_alike(word, one, likeness, shelves) for one in group)]
        merged = sorted([word, *(one for group in near for one in group)], key=lambda one: one.asset_id)
        groups = [*(group for group in groups if group not in near), merged]
    return groups


def _are_alike(one: Word, other: Word, likeness: Likeness, shelves: Mapping[int, Shelf]) -> bool:
    together = _find_folder(shelves[one.asset_id]) == _find_folder(shelves[other.asset_id]) != ""
    return likeness.between(one.asset_id, other.asset_id) >= (FOLDER_LINK if together else LINK)


def _find_folder(shelf: Shelf) -> str:
    folder = str(PurePosixPath(shelf.path).parent)
    return "" if folder == "." else folder


def _share_folder(ids: Sequence[int], shelves: Mapping[int, Shelf]) -> str:
    """The folder that several corrected assets share; one alone says nothing about its folder."""
    folders = {_find_folder(shelves[asset_id]) for asset_id in ids}
    return next(iter(folders)) if len(folders) == 1 and len(ids) > 1 else ""


def list_targets(
    rule: Rule, words: Iterable[Word], likeness: Likeness, shelves: Mapping[int, Shelf]
) -> Iterator[tuple[int, float]]:
    """The assets that a rule reaches, with their likeness, the most alike first."""
    opposed = [word.asset_id for word in words if _is_opposed(word, rule)]
    near, against = likeness.nearest(rule.learned_from), likeness.nearest(opposed)
    for row in np.argsort(-near, kind="stable"):
        if near[row] < rule.reach:
            return
        asset_id = likeness.ids[row]
        inside = not rule.folder or shelves[asset_id].path.startswith(f"{rule.folder}/")
        if inside and against[row] < near[row] and asset_id not in rule.learned_from:
            yield asset_id, float(near[row])


def _is_opposed(word: Word, rule: Rule) -> bool:
    if word.axis is not rule.axis:
        return False
    if word.value == rule.value:
        return word.holds is not rule.holds
    return rule.axis.is_single and word.holds


def plan(
    words: Sequence[Word],
    likeness: Likeness,
    shelves: Mapping[int, Shelf],
    own: Mapping[tuple[int, Axis], Mapping[str, Tag]],
    spoken_for: frozenset[tuple[int, Axis]],
    labels: Mapping[str, str],
) -> tuple[Rule, ...]:
    """All rules with what each changes, those that change most first.

    ``own`` are the model's own tags by asset and axis; ``spoken_for`` are axes of assets that a file speaks for. Where
    two rules reach the same tag, the one learned from something more alike has it.
    """
    rules = list(learn(words, likeness, shelves))
    told = {(word.asset_id, _slot(word.axis, word.value)) for word in words}
    reached = [
        (asset_id, like, number)
        for number, rule in enumerate(rules)
        for asset_id, like in list_targets(rule, words, likeness, shelves)
        if (asset_id, _slot(rule.axis, rule.value)) not in told and (asset_id, rule.axis) not in spoken_for
    ]
    taken: set[tuple[int, tuple[Axis, str]]] = set()
    effects: dict[int, list[Effect]] = defaultdict(list)
    for asset_id, like, number in sorted(reached, key=lambda one: (-one[1], one[0], one[2])):
        rule = rules[number]
        slot = (asset_id, _slot(rule.axis, rule.value))
        before = own.get((asset_id, rule.axis), {})
        if slot in taken or not _changes(rule, before):
            continue
        taken.add(slot)
        effects[number].append(Effect(asset_id, round(like, 3), _find_before(rule, before)))
    whole = [
        replace(rule, effects=tuple(effects[number]), sentence=_word(rule, len(effects[number]), shelves, labels))
        for number, rule in enumerate(rules)
    ]
    return tuple(sorted(whole, key=lambda rule: (-len(rule.effects), rule.key)))


def _slot(axis: Axis, value: str) -> tuple[Axis, str]:
    return (axis, "" if axis.is_single else value)


def _changes(rule: Rule, before: Mapping[str, Tag]) -> bool:
    return (rule.value in before) is not rule.holds


def _find_before(rule: Rule, before: Mapping[str, Tag]) -> Tag | None:
    if rule.axis.is_single:
        return next(iter(before.values()), None)
    return before.get(rule.value)


def _word(rule: Rule, changed: int, shelves: Mapping[int, Shelf], labels: Mapping[str, str]) -> str:
    """“Assets like “Trust centre” in Archive answer Security, since petra@ours.example said so; changes 2 assets.”"""
    verb = rule.axis.traits.verbs[0 if rule.holds else 1]
    count = len(rule.learned_from)
    place = f" in {rule.folder}" if rule.folder else ""
    said = f"said so of {count} of them" if count > 1 else "said so of it"
    effect = f"changes {changed} asset{'' if changed == 1 else 's'}" if changed else "nothing else is like it so far"
    return (
        f"Assets like {name_assets(rule.learned_from, shelves)}{place} {verb} "
        f"{labels.get(rule.value, rule.value.replace('_', ' '))}, since {name_people(rule.people)} {said}; {effect}."
    )


def name_assets(ids: Sequence[int], shelves: Mapping[int, Shelf]) -> str:
    """The first titles, and how many more there are."""
    titles = [f"“{shelves[asset_id].title}”" for asset_id in ids[:NAMED]]
    more = f" and {len(ids) - NAMED} more" if len(ids) > NAMED else ""
    return ", ".join(titles) + more


def name_people(people: Sequence[str]) -> str:
    """Who said so.

    >>> name_people(()), name_people(("petra@ours.example", "may@ours.example"))
    ('somebody', 'petra@ours.example and may@ours.example')
    """
    return " and ".join(people) if people else "somebody"


def make_tag(rule: Rule, effect: Effect, shelves: Mapping[int, Shelf]) -> Tag:
    """The tag that a rule gives; confidence 0 says “not this”."""
    count = len(rule.learned_from)
    sure = min(0.95, count / (count + 0.5) * (1 + effect.likeness) / 2) if rule.holds else 0.0
    evidence = f"learned from corrections of {name_assets(rule.learned_from, shelves)} by {name_people(rule.people)}"
    return Tag(rule.axis, rule.value, round(sure, 3), shorten(evidence), "", Source.MODEL)
