"""Near copies among the assets that were found become one: the most official of them, in the place of the best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from contentlib.catalog import find_copies_among, group_copies, load_assets
from contentlib.search.ranking import Weighed
from contentlib.storage import Store


@dataclass(frozen=True, slots=True)
class Folded:
    """What is shown, best first, and the ids of what folded away, by the asset that is shown for them, best first."""

    ranked: Sequence[Weighed]
    more: Mapping[int, tuple[int, ...]]


def fold_copies(db: Store, ranked: Sequence[Weighed]) -> Folded:
    """Only what was found is looked at: it meets the filters, and whoever asks may see it."""
    copies = find_copies_among(db, [one.asset_id for one in ranked])
    if not copies:
        return Folded(ranked, {})
    return fold(ranked, group_copies(load_assets(db, list(copies)), copies))


def fold(ranked: Sequence[Weighed], groups: Mapping[int, tuple[int, ...]]) -> Folded:
    """Each group stands where the best of it stood, with that one's score, so that the order stays one of scores."""
    shown_for = {one: shown for shown, more in groups.items() for one in (shown, *more)}
    found = {one.asset_id: one for one in ranked}
    places = {one.asset_id: place for place, one in enumerate(ranked)}
    order = dict.fromkeys(shown_for.get(one.asset_id, one.asset_id) for one in ranked)
    best = {shown: min((shown, *groups.get(shown, ())), key=places.__getitem__) for shown in order}
    return Folded(
        [replace(found[shown], score=found[best[shown]].score) for shown in order],
        {shown: tuple(sorted(more, key=places.__getitem__)) for shown, more in groups.items() if more},
    )
