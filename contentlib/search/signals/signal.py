"""What a signal is: a name, a value, a weight, and the sentence that a result says of it. Pure."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from contentlib.catalog import Facts
from contentlib.language import KindRole, Vocabulary
from contentlib.model import Asset, Hit
from contentlib.search.intent import Intent
from contentlib.search.learned_from_use import NOTHING, Learned


@dataclass(frozen=True, slots=True)
class Considered:
    """An asset that a query may mean, and all that is known of it: what the values of signals are made of.

    ``words`` and ``meaning`` (0-1) are what both legs give it, ``share`` what meaning is worth beside words. ``roles``
    are those of its kind. ``reread`` (0-1) is what a reranker gives it among those it read.
    """

    intent: Intent
    facts: Facts
    words: float
    meaning: float
    share: float
    roles: frozenset[KindRole] = frozenset()
    learned: Learned = NOTHING
    reread: float = 0.0

    @property
    def unvoiced(self) -> float:
        """How sure it is that no buyer objects. Who names a kind wants that one, whatever others would be sent."""
        return 0.0 if self.intent.kinds else 1 - self.intent.voiced


@dataclass(frozen=True, slots=True)
class ShownResult:
    """A result as it is shown: what the sentences of signals are made of.

    ``value`` is that of the signal that is asked. ``likeness`` is the cosine of the nearest chunk. ``place`` is where a
    reranker put the asset, from 1; 0 where none read it.
    """

    value: float
    intent: Intent
    vocabulary: Vocabulary
    asset: Asset
    hits: Sequence[Hit]
    likeness: float = 0.0
    learned: Learned = NOTHING
    place: int = 0

    def label(self, value: str) -> str:
        """What a value of the vocabulary is called."""
        return self.vocabulary.labels.get(value, value)


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing that speaks for an asset, or against it.

    ``order`` is its place among the reasons. ``value`` gives 0 to 1 where its module says nothing else, and ``weight``
    is what 1 adds to the score. ``reason`` gives what a result says, none where there is nothing to say; a signal
    without one says in ``untold`` why. ``in_full``: it counts in the score of an asset for which everything speaks; not
    so where another signal excludes it. ``of_itself``: it is about what the asset is and says, not what others made of
    it.
    """

    name: str
    order: int
    weight: float
    value: Callable[[Considered], float]
    reason: Callable[[ShownResult], Iterable[str]] | None = None
    untold: str = ""
    in_full: bool = field(default=True, kw_only=True)
    of_itself: bool = field(default=True, kw_only=True)

    @property
    def says(self) -> str:
        """When it speaks, as the module that declares it says."""
        return " ".join((sys.modules[self.value.__module__].__doc__ or "").split())

    def tell(self, shown: ShownResult) -> Iterable[str]:
        """What a result says of this signal."""
        return self.reason(shown) if self.reason else ()
