"""Buyer stages, objections, kinds, industries, personas, competitors: labels, definitions, what gives them away.

A team may bring its own file.
"""

from __future__ import annotations

import hashlib
import logging
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from contentlib.errors import BadInput
from contentlib.language.kind_roles import KindRole
from contentlib.language.labels import Label, read_label
from contentlib.model import Axis

OWN = Path(__file__).with_name("vocabulary.toml")
# The table of a vocabulary that has the values of an axis. Audience has none, being part of the program.
LISTS = {
    Axis.STAGE: "stages",
    Axis.OBJECTION: "objections",
    Axis.KIND: "kinds",
    Axis.COMPETITOR: "competitors",
    Axis.INDUSTRY: "industries",
    Axis.PERSONA: "personas",
}
# The axes whose list is all there is; on the others a file or a person may name what is on no list.
CLOSED = (Axis.STAGE, Axis.OBJECTION, Axis.KIND)
# Tables that an older file of a team may lack.
OPTIONAL = frozenset({"competitors", "industries", "personas"})
# The lists that a kind may say what is usual of.
USUAL_OF = ("stages", "objections")

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Vocabulary:
    """The closed lists of a team. ``fingerprint`` changes with any word of them, so that assets are tagged anew."""

    stages: tuple[Label, ...]
    objections: tuple[Label, ...]
    kinds: tuple[Label, ...]
    industries: tuple[Label, ...] = ()
    personas: tuple[Label, ...] = ()
    competitors: tuple[Label, ...] = ()
    fingerprint: str = ""

    @cached_property
    def labels(self) -> dict[str, str]:
        """Value to the words a person reads, over all lists: ``{"post_sale": "Post-sale", ...}``."""
        lists = (self.competitors, self.personas, self.industries, self.kinds, self.objections, self.stages)
        return {label.value: label.label for labels in lists for label in labels}

    def list_labels(self, axis: Axis) -> tuple[Label, ...]:
        """The labels of an axis; none for the audience."""
        return getattr(self, LISTS[axis]) if axis in LISTS else ()

    def kinds_with(self, role: KindRole) -> frozenset[str]:
        """The kinds that have a role."""
        return frozenset(kind.value for kind in self.kinds if role in kind.roles)

    @cached_property
    def kind_roles(self) -> Mapping[str, frozenset[KindRole]]:
        """The roles of each kind."""
        return {kind.value: kind.roles for kind in self.kinds}

    def tell_missing_roles(self) -> str:
        """Which roles no kind has, in a sentence; empty where each is taken."""
        missing = [role.value for role in KindRole if not self.kinds_with(role)]
        if not missing:
            return ""
        return (
            f"No kind of the vocabulary has the role {', '.join(missing)}, so what that role does is left undone. "
            "Add it to “roles” of a kind; the head of contentlib's own vocabulary.toml tells what each does."
        )

    def list_sentences(self) -> Iterator[str]:
        """Every sentence that is embedded when assets and queries are compared with the vocabulary."""
        for label in (*self.stages, *self.objections, *self.kinds, *self.industries, *self.personas):
            yield from (label.definition, *label.says, *label.answers)

    def check(self, name: str, values: tuple[str, ...]) -> None:
        """Refuse a value that is on no list; ``name`` is ``stages``, ``objections`` or ``kinds``."""
        known = {label.value for label in getattr(self, name)}
        for value in values:
            if value not in known:
                raise BadInput(f"“{value}” is not one of the {name}. Choose from: {', '.join(sorted(known))}.")


def read_vocabulary(path: str | Path = "") -> Vocabulary:
    """The vocabulary in a TOML file, or the one that comes with contentlib.

    Raises:
        BadInput: the file is missing, is not TOML, or an entry lacks a label or definition.
    """
    source = Path(path) if path else OWN
    try:
        data = source.read_bytes()
        tables = tomllib.loads(data.decode("utf-8"))
    except OSError as error:
        raise BadInput(f"No vocabulary at {source}: {error.strerror}. Check the setting “vocabulary”.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"The vocabulary {source} is not valid TOML: {error}. Mend that line.") from error
    vocabulary = Vocabulary(
        stages=_read_labels(tables, "stages", source),
        objections=_read_labels(tables, "objections", source),
        kinds=_read_labels(tables, "kinds", source),
        industries=_read_labels(tables, "industries", source),
        personas=_read_labels(tables, "personas", source),
        competitors=_read_labels(tables, "competitors", source),
        fingerprint=hashlib.sha256(data).hexdigest()[:16],
    )
    _check_usual(vocabulary, source)
    if missing := vocabulary.tell_missing_roles():
        log.info("%s: %s", source, missing)
    return vocabulary


def _read_labels(tables: dict[str, Any], name: str, source: Path) -> tuple[Label, ...]:
    entries = tables.get(name)
    if entries is None and name in OPTIONAL:
        return ()
    if not isinstance(entries, dict) or not entries:
        raise BadInput(f"The vocabulary {source} has no table [{name}]. Add one entry for each value.")
    return tuple(
        read_label(value, entry, f"[{name}.{value}] in {source}", defined=name != "competitors")
        for value, entry in entries.items()
    )


def _check_usual(vocabulary: Vocabulary, source: Path) -> None:
    for kind in vocabulary.kinds:
        for table, figures in (*kind.usual.items(), *kind.usual_in_short.items()):
            where = f"The usual {table} of [kinds.{kind.value}] in {source}"
            if table not in USUAL_OF:
                raise BadInput(f"{where} cannot be said. Choose from: {', '.join(USUAL_OF)}.")
            try:
                vocabulary.check(table, tuple(figures))
            except BadInput as error:
                raise BadInput(f"{where}: {error}") from error
