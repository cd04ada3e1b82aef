"""The lists of values that tags may have, by axis: labels, definitions, what gives them away.

A team may bring its own file.
"""

from __future__ import annotations

import hashlib
import logging
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from contentlib.errors import BadInput
from contentlib.language.kind_roles import KindRole
from contentlib.language.labels import Label, read_label
from contentlib.model import Audience, Axis, FoundBy

OWN = Path(__file__).with_name("vocabulary.toml")
# The axes that have a list. The audience is part of the program.
LISTED: tuple[Axis, ...] = tuple(axis for axis in Axis if axis is not Axis.AUDIENCE)
# The lists that a kind may say what is usual of.
USUAL_OF = {axis.traits.table: axis for axis in Axis if axis.is_voiced}

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Vocabulary:
    """The lists of a team, by axis. ``fingerprint`` changes with any word of them, so that assets are tagged anew."""

    lists: Mapping[Axis, tuple[Label, ...]]
    fingerprint: str = ""

    @property
    def stages(self) -> tuple[Label, ...]:
        return self.list_labels(Axis.STAGE)

    @property
    def objections(self) -> tuple[Label, ...]:
        return self.list_labels(Axis.OBJECTION)

    @property
    def kinds(self) -> tuple[Label, ...]:
        return self.list_labels(Axis.KIND)

    @cached_property
    def labels(self) -> dict[str, str]:
        """Value to the words a person reads, over all lists: ``{"post_sale": "Post-sale", ...}``."""
        # Of two that are written alike, the one of the axis that is told first is meant, and somebody's name last.
        axes = sorted(LISTED, key=is_defined, reverse=True)
        return {label.value: label.label for axis in reversed(axes) for label in self.list_labels(axis)}

    def list_labels(self, axis: Axis) -> tuple[Label, ...]:
        """The labels of an axis; none for the audience."""
        return self.lists.get(axis, ())

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
        for label in (label for axis in LISTED if is_defined(axis) for label in self.list_labels(axis)):
            yield from (label.definition, *label.says, *label.answers)

    def check(self, axis: Axis, values: Iterable[str]) -> None:
        """Refuse a value that is not on the list of a closed axis; of the others any value will do."""
        if not axis.traits.is_closed:
            return
        known = {*Audience} if axis is Axis.AUDIENCE else {label.value for label in self.list_labels(axis)}
        for value in values:
            if value not in known:
                listed = ", ".join(sorted(known))
                raise BadInput(f"“{value}” is not one of the {axis.traits.table}. Choose from: {listed}.")


def is_defined(axis: Axis) -> bool:
    """Whether the values of an axis mean something that can be defined; names only name somebody."""
    return axis.traits.found_by is not FoundBy.NAME


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
    lists: dict[Axis, tuple[Label, ...]] = {axis: _read_labels(tables, axis, source) for axis in LISTED}
    vocabulary = Vocabulary(lists, fingerprint=hashlib.sha256(data).hexdigest()[:16])
    _check_usual(vocabulary, source)
    if missing := vocabulary.tell_missing_roles():
        log.info("%s: %s", source, missing)
    return vocabulary


def _read_labels(tables: dict[str, Any], axis: Axis, source: Path) -> tuple[Label, ...]:
    name = axis.traits.table
    entries = tables.get(name)
    # A list that is not all there is may be left out.
    if entries is None and not axis.traits.is_closed:
        return ()
    if not isinstance(entries, dict) or not entries:
        raise BadInput(f"The vocabulary {source} has no table [{name}]. Add one entry for each value.")
    return tuple(
        read_label(value, entry, f"[{name}.{value}] in {source}", defined=is_defined(axis))
        for value, entry in entries.items()
    )


def _check_usual(vocabulary: Vocabulary, source: Path) -> None:
    for kind in vocabulary.kinds:
        for table, figures in (*kind.usual.items(), *kind.usual_in_short.items()):
            where = f"The usual {table} of [kinds.{kind.value}] in {source}"
            if table not in USUAL_OF:
                raise BadInput(f"{where} cannot be said. Choose from: {', '.join(USUAL_OF)}.")
            try:
                vocabulary.check(USUAL_OF[table], figures)
            except BadInput as error:
                raise BadInput(f"{where}: {error}") from error
