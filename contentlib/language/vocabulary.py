"""Buyer stages, objections, kinds, industries, personas, competitors: labels, definitions, what gives them away.

A team may bring its own file.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from contentlib.errors import BadInput
from contentlib.model import Audience, Axis

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


@dataclass(frozen=True, slots=True)
class Label:
    """One value of a closed list.

    ``says`` are sentences a buyer would say; ``answers`` sentences an asset would print; ``cues`` words or phrases
    that give it away, matched without regard to case and endings. ``names`` are, of a kind, words in names of files and
    folders; of an industry, companies that everybody knows. ``ignore`` silences a competitor that is none.
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
    return Vocabulary(
        stages=_read_labels(tables, "stages", source),
        objections=_read_labels(tables, "objections", source),
        kinds=_read_labels(tables, "kinds", source),
        industries=_read_labels(tables, "industries", source),
        personas=_read_labels(tables, "personas", source),
        competitors=_read_labels(tables, "competitors", source),
        fingerprint=hashlib.sha256(data).hexdigest()[:16],
    )


def _read_labels(tables: dict[str, Any], name: str, source: Path) -> tuple[Label, ...]:
    entries = tables.get(name)
    if entries is None and name in OPTIONAL:
        return ()
    if not isinstance(entries, dict) or not entries:
        raise BadInput(f"The vocabulary {source} has no table [{name}]. Add one entry for each value.")
    return tuple(
        _read_label(value, entry, f"[{name}.{value}] in {source}", defined=name != "competitors")
        for value, entry in entries.items()
    )


def _read_label(value: str, entry: Any, where: str, *, defined: bool) -> Label:
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
        **lists,
    )


def _read_words(entry: dict[str, Any], name: str, where: str) -> tuple[str, ...]:
    words = entry.get(name, [])
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise BadInput(f"“{name}” of {where} must be a list of texts.")
    return tuple(words)
