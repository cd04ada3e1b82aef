"""One value of a vocabulary's list: what it is called, what gives it away, and what is done with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from contentlib.errors import BadInput
from contentlib.language.kind_roles import KindRole
from contentlib.model import Audience

Usual = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Label:
    """One value of a closed list.

    ``says`` are sentences a buyer would say; ``answers`` sentences an asset would print; ``cues`` words or phrases
    that give it away, matched by :mod:`contentlib.language.cues`. ``names`` are, of a kind, words in names of files and
    folders; of an industry, companies that everybody knows. ``ignore`` silences a competitor that is none.

    Of a kind: ``roles`` are what contentlib does with it, ``names_count`` (0-1) is what its names are worth, and
    ``usual`` tells, by list and value, what such an asset serves as a rule, in steps of log-odds; ``usual_in_short``
    the same of one of a few words.
    """

    value: str
    label: str
    definition: str
    says: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    audience: Audience | None = None
    ignore: bool = False
    roles: frozenset[KindRole] = frozenset()
    names_count: float = 1.0
    usual: Usual = field(default_factory=dict, hash=False)
    usual_in_short: Usual = field(default_factory=dict, hash=False)


def read_label(value: str, entry: Any, where: str, *, defined: bool) -> Label:
    """One entry of a vocabulary; ``where`` names it in what is told, ``defined`` says that it needs a definition.

    Raises:
        BadInput: it lacks a label or definition, or says something that cannot be.
    """
    if not isinstance(entry, dict) or not entry.get("label") or (defined and not entry.get("definition")):
        raise BadInput(f"{where} needs a label{' and a definition' if defined else ''}.")
    audience = entry.get("audience")
    if audience not in (None, *Audience):
        raise BadInput(f"The audience of {where} is “{audience}”; it can be internal or external.")
    lists = {name: _read_words(entry, name, where) for name in ("says", "answers", "cues", "names")}
    return Label(
        value=value,
        label=str(entry["label"]),
        definition=str(entry.get("definition", "")),
        ignore=entry.get("ignore") is True,
        audience=Audience(audience) if audience else None,
        roles=_read_roles(entry, where),
        names_count=_read_number(entry.get("names_count", 1.0), f"“names_count” of {where}"),
        usual=_read_usual(entry, "usual", where),
        usual_in_short=_read_usual(entry, "usual_in_short", where),
        **lists,
    )


def _read_roles(entry: dict[str, Any], where: str) -> frozenset[KindRole]:
    given = _read_words(entry, "roles", where)
    for role in given:
        if role not in tuple(KindRole):
            raise BadInput(f"“{role}” in “roles” of {where} is no role. Choose from: {', '.join(KindRole)}.")
    return frozenset(map(KindRole, given))


def _read_usual(entry: dict[str, Any], name: str, where: str) -> Usual:
    """What is usual, by list and value; that the values exist is checked when all lists are read."""
    tables = entry.get(name, {})
    if not isinstance(tables, dict) or not all(isinstance(one, dict) for one in tables.values()):
        raise BadInput(f"“{name}” of {where} must be written like: {name}.stages = {{ decision = 3.0 }}")
    return {
        table: {value: _read_number(one, f"“{name}.{table}.{value}” of {where}") for value, one in figures.items()}
        for table, figures in tables.items()
    }


def _read_number(written: object, what: str) -> float:
    if isinstance(written, bool) or not isinstance(written, int | float):
        raise BadInput(f"{what} must be a number.")
    return float(written)


def _read_words(entry: dict[str, Any], name: str, where: str) -> tuple[str, ...]:
    words = entry.get(name, [])
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise BadInput(f"“{name}” of {where} must be a list of texts.")
    return tuple(words)
