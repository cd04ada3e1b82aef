"""Rules learned from corrections: computed at a pass, kept with what each changed, switched off and on again.

Owns the tables ``asset_vectors``, ``rules``, ``rule_effects`` and ``rules_off``. What a rule changed is a tag of the
model that says from whom it was learned; a file's and a person's word win over it as over any other. Everything is
computed anew each time, so the same words of people always make the same rules.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from contentlib.arrays import Floats, Vectors, np
from contentlib.catalog import load_assets, settle
from contentlib.errors import BadInput
from contentlib.language import Vocabulary, check_text
from contentlib.model import Asset, Axis, Source, Tag
from contentlib.storage import Store, own, read_state, to_text
from contentlib.tagging.rules import Likeness, Rule, Shelf, Word, make_tag, plan

# What stands in front of a rule's key where a tag says who made it.
MADE_BY = "rule:"
LONGEST_KEY = 200


class RuleStanding(StrEnum):
    """Whether a rule is in force, will be from the next pass on, or is switched off."""

    IN_FORCE = "in force"
    COMING = "from the next pass on"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class RuleEffect:
    """An asset that a rule changes: what it had before, and what it has by the rule."""

    asset: Asset
    likeness: float
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """A rule as a page tells it: where it stands, what it was learned from, and what it changes."""

    key: str
    axis: Axis
    value: str
    holds: bool
    sentence: str
    standing: RuleStanding
    learned_from: tuple[Asset, ...]
    people: tuple[str, ...]
    folder: str
    changes: tuple[RuleEffect, ...]


def keep_vector(db: Store, asset_id: int, model: str, vector: Vectors | None) -> None:
    """Remember an asset's direction; with none, forget it."""
    db.execute("DELETE FROM asset_vectors WHERE asset_id = ?", [asset_id])
    if vector is not None:
        db.execute(
            "INSERT INTO asset_vectors (asset_id, model, vector) VALUES (?, ?, ?)",
            [asset_id, model, vector.astype(np.float16).tobytes()],
        )


# --- what is learned ------------------------------------------------------------------------------------------------


def follow_rules(db: Store, vocabulary: Vocabulary, model: str, *, at: datetime) -> int:
    """Bring the rules in force in step with what people say; returns how many tags they change.

    Cheap where nothing is new.
    """
    stamp = _stamp(db, model)
    known = db.execute("SELECT value FROM meta WHERE key = 'rules'").fetchone()
    if known and known[0] == stamp:
        return int(db.execute("SELECT count(*) FROM rule_effects").fetchone()[0])
    shelves = _load_shelves(db)
    rules = _plan(db, vocabulary, model, shelves)
    off = _list_off(db)
    with db.atomic():
        _revert(db)
        for rule in rules:
            _keep(db, rule, at=at)
            if rule.key not in off:
                _put_in_force(db, rule, shelves, at=at)
        db.execute(
            "INSERT INTO meta (key, value) VALUES ('rules', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            [_stamp(db, model)],
        )
    return sum(len(rule.effects) for rule in rules if rule.key not in off)


def list_lessons(db: Store, vocabulary: Vocabulary, model: str, *, seen: Store | None = None) -> tuple[Lesson, ...]:
    """All rules that people's words make now, those that change most first; also such as the next pass will bring.

    ``seen`` is the same library as somebody sees it: a rule is told to who sees all that it was learned from.
    """
    rules = _plan(db, vocabulary, model, _load_shelves(db))
    in_force = {row[0] for row in db.execute("SELECT key FROM rules")}
    off = _list_off(db)
    ids = {one for rule in rules for one in (*rule.learned_from, *(effect.asset_id for effect in rule.effects))}
    assets = load_assets(seen or db, sorted(ids))
    labels = vocabulary.labels
    return tuple(
        _to_lesson(rule, _name_standing(rule, in_force, off), assets, labels)
        for rule in rules
        if all(asset_id in assets for asset_id in rule.learned_from)
    )


def _name_standing(rule: Rule, in_force: set[str], off: set[str]) -> RuleStanding:
    if rule.key in off:
        return RuleStanding.OFF
    return RuleStanding.IN_FORCE if rule.key in in_force else RuleStanding.COMING


def _to_lesson(rule: Rule, standing: RuleStanding, assets: Mapping[int, Asset], labels: Mapping[str, str]) -> Lesson:
    word = labels.get(rule.value, rule.value)
    changes = tuple(
        RuleEffect(
            asset=assets[effect.asset_id],
            likeness=effect.likeness,
            before=labels.get(effect.before.value, effect.before.value) if effect.before else "",
            after=word if rule.holds else "",
        )
        for effect in rule.effects
        if effect.asset_id in assets
    )
    return Lesson(
        rule.key, rule.axis, rule.value, rule.holds, rule.sentence, standing,
        tuple(assets[asset_id] for asset_id in rule.learned_from), rule.people, rule.folder, changes,
    )  # fmt: skip


def switch_rule(
    db: Store, vocabulary: Vocabulary, model: str, key: str, *, on: bool, said_by: str, said_at: datetime
) -> Rule:
    """Switch a rule off, which takes back at once what it changed, or on again, which changes it again.

    Raises:
        BadInput: no rule has this key.
    """
    check_text(key, "rule", LONGEST_KEY, needed=True)
    shelves = _load_shelves(db)
    rule = next((one for one in _plan(db, vocabulary, model, shelves) if one.key == key), None)
    if rule is None:
        raise BadInput(f"No rule is called “{key}”. List them with: contentlib tags rules.")
    with db.atomic():
        _revert(db, key)
        db.execute("DELETE FROM rules_off WHERE key = ?", [key])
        _keep(db, rule, at=said_at)
        if on:
            _put_in_force(db, rule, shelves, at=said_at)
        else:
            db.execute(
                "INSERT INTO rules_off (key, sentence, said_by, said_at) VALUES (?, ?, ?, ?)",
                [key, rule.sentence, said_by, to_text(said_at)],
            )
    return rule


# --- reading --------------------------------------------------------------------------------------------------------


def _stamp(db: Store, model: str) -> str:
    """Changes with every tag, every vector and every rule that is switched."""
    of_tags = "count(*), coalesce(max(said_at), ''), coalesce(sum(confidence), 0.0)"
    tags = db.execute(f"SELECT {of_tags} FROM tags").fetchone()
    return json.dumps([model, read_state(db), *tags, sorted(_list_off(db))])


def _plan(db: Store, vocabulary: Vocabulary, model: str, shelves: Mapping[int, Shelf]) -> tuple[Rule, ...]:
    words = _list_words(db)
    if not words:
        return ()
    likeness = Likeness(_load_directions(db, model, shelves))
    axes = {word.axis for word in words}
    return plan(words, likeness, shelves, _load_own(db, axes), _list_spoken_for(db), vocabulary.labels)


def _list_words(db: Store) -> list[Word]:
    rows = db.execute(
        "SELECT asset_id, axis, value, confidence, said_by FROM tags WHERE source = 'person' "
        "ORDER BY asset_id, axis, value"
    )
    return [Word(row[0], Axis(row[1]), row[2], row[3] > 0, row[4]) for row in rows]


def _load_shelves(db: Store) -> dict[int, Shelf]:
    rows = db.execute("SELECT id FROM assets WHERE retired_at IS NULL").fetchall()
    assets = load_assets(db, [row[0] for row in rows])
    return {asset.id: Shelf(asset.title, asset.path) for asset in assets.values()}


def _load_directions(db: Store, model: str, shelves: Mapping[int, Shelf]) -> dict[int, Floats]:
    rows = db.execute("SELECT asset_id, vector FROM asset_vectors WHERE model = ?", [model])
    return {row[0]: np.frombuffer(row[1], dtype=np.float16).astype(np.float32) for row in rows if row[0] in shelves}


def _load_own(db: Store, axes: set[Axis]) -> dict[tuple[int, Axis], dict[str, Tag]]:
    """The model's own tags, as they were before any rule."""
    own: dict[tuple[int, Axis], dict[str, Tag]] = defaultdict(dict)
    marks = ", ".join("?" * len(axes))
    rows = db.execute(
        "SELECT asset_id, axis, value, confidence, evidence, locator FROM tags WHERE source = 'model' "
        f"AND substr(said_by, 1, {len(MADE_BY)}) != '{MADE_BY}' AND axis IN ({marks})",
        [axis.value for axis in sorted(axes)],
    )
    for asset_id, axis, value, confidence, evidence, locator in rows:
        own[asset_id, Axis(axis)][value] = Tag(Axis(axis), value, confidence, evidence, locator, Source.MODEL)
    for asset_id, before in db.execute("SELECT asset_id, before FROM rule_effects WHERE before != ''"):
        tag = _to_tag(before)
        own[asset_id, tag.axis][tag.value] = tag
    return own


def _list_spoken_for(db: Store) -> frozenset[tuple[int, Axis]]:
    rows = db.execute("SELECT DISTINCT asset_id, axis FROM tags WHERE source = 'file'")
    return frozenset((row[0], Axis(row[1])) for row in rows)


def _list_off(db: Store) -> set[str]:
    return {row[0] for row in db.execute("SELECT key FROM rules_off")}


# --- writing --------------------------------------------------------------------------------------------------------


def _keep(db: Store, rule: Rule, *, at: datetime) -> None:
    row = {
        "key": rule.key, "axis": rule.axis.value, "value": rule.value, "holds": int(rule.holds),
        "sentence": rule.sentence, "learned_from": json.dumps(rule.learned_from), "learned_at": to_text(at),
    }  # fmt: skip
    db.insert("rules", row, replace=True)


def _put_in_force(db: Store, rule: Rule, shelves: Mapping[int, Shelf], *, at: datetime) -> None:
    for effect in rule.effects:
        _delete_model_tag(db, effect.asset_id, rule.axis, rule.value)
        _insert_model_tag(db, effect.asset_id, make_tag(rule, effect, shelves), f"{MADE_BY}{rule.key}", to_text(at))
        db.execute(
            "INSERT INTO rule_effects (key, asset_id, likeness, before) VALUES (?, ?, ?, ?)",
            [rule.key, effect.asset_id, effect.likeness, json.dumps(asdict(effect.before)) if effect.before else ""],
        )
        settle(db, effect.asset_id)


def _revert(db: Store, key: str = "") -> None:
    """Put back the model's own tags that rules, or one rule, took the place of; what is kept of the rules goes too."""
    changed = db.execute(
        "SELECT e.asset_id, r.axis, r.value, e.before, r.learned_at FROM rule_effects e JOIN rules r ON r.key = e.key "
        "WHERE ? IN ('', e.key)",
        [key],
    ).fetchall()
    for asset_id, axis, value, before, learned_at in changed:
        _delete_model_tag(db, asset_id, Axis(axis), value)
        if before:
            (made_with,) = db.execute("SELECT tagged_with FROM assets WHERE id = ?", [asset_id]).fetchone()
            _insert_model_tag(db, asset_id, _to_tag(before), made_with, learned_at)
        settle(db, asset_id)
    db.execute("DELETE FROM rule_effects WHERE ? IN ('', key)", [key])
    db.execute("DELETE FROM rules WHERE ? IN ('', key)", [key])


def _delete_model_tag(db: Store, asset_id: int, axis: Axis, value: str) -> None:
    db.execute(
        f"DELETE FROM {own('tags')} WHERE asset_id = ? AND axis = ? AND source = 'model' AND (? OR value = ?)",
        [asset_id, axis.value, axis.is_single, value],
    )


def _insert_model_tag(db: Store, asset_id: int, tag: Tag, said_by: str, said_at: str | None) -> None:
    row = {
        "asset_id": asset_id, "axis": tag.axis.value, "value": tag.value, "confidence": tag.confidence,
        "evidence": tag.evidence, "locator": tag.locator, "source": "model", "said_by": said_by, "said_at": said_at,
    }  # fmt: skip
    db.insert("tags", row, replace=True)


def _to_tag(text: str) -> Tag:
    one: dict[str, Any] = json.loads(text)
    return Tag(Axis(one["axis"]), one["value"], one["confidence"], one["evidence"], one["locator"], Source.MODEL)
