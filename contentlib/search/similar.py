"""Assets that speak of the same things: near in the mean direction of their chunks, and neither copies nor exports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from contentlib.arrays import Vectors, np
from contentlib.catalog import find_vectors, load_assets
from contentlib.library import Library
from contentlib.model import Asset
from contentlib.search.legs import open_legs
from contentlib.storage import among, listed

# How many chunks are asked for, and of how many assets the means are compared.
CHUNKS, COMPARED = 200, 24
# Cosines of means: below the one they have little to do with each other, above the other they say the same.
RELATED, SAME = 0.5, 0.985


def find_similar(library: Library, asset: Asset, *, limit: int = 5) -> tuple[Asset, ...]:
    """The nearest living assets, nearest first; none where nothing is near or the asset has no vectors yet."""
    mean = _mean_vectors(library, [asset.id]).get(asset.id)
    if mean is None:
        return ()
    legs = open_legs(library)
    near = legs.rank_meaning(mean, limit=CHUNKS)
    owners = legs.find_owners(near.keys())
    others = dict.fromkeys(owners[chunk] for chunk in sorted(near, key=lambda one: -near[one]) if chunk in owners)
    others.pop(asset.id, None)
    means = _mean_vectors(library, list(others)[:COMPARED])
    cosines = {asset_id: float(mean @ vector) for asset_id, vector in means.items()}
    best = sorted((one for one in cosines if RELATED <= cosines[one] < SAME), key=lambda one: (-cosines[one], one))
    return tuple(_one_a_title(asset, load_assets(library.db, best), best))[:limit]


def _one_a_title(asset: Asset, found: Mapping[int, Asset], order: Sequence[int]) -> Iterator[Asset]:
    """Without those of the same title: a deck and its PDF are no news to each other."""
    told = {asset.title.casefold()}
    for one in (found[asset_id] for asset_id in order if asset_id in found):
        if one.title.casefold() not in told:
            told.add(one.title.casefold())
            yield one


def _mean_vectors(library: Library, asset_ids: Sequence[int]) -> dict[int, Vectors]:
    """The direction of each asset: the mean of its chunks' unit vectors, at length one; speaker notes do not count."""
    rows = library.db.execute(
        f"SELECT asset_id, hash FROM chunks WHERE notes = 0 AND {among('asset_id')}",
        [listed(asset_ids)],
    ).fetchall()
    vectors = find_vectors(library.db, library.embedder.name, [named for _, named in rows])
    gathered: dict[int, list[Vectors]] = defaultdict(list)
    for asset_id, named in rows:
        if named in vectors:
            gathered[asset_id].append(vectors[named])
    return {asset_id: _point(vectors) for asset_id, vectors in gathered.items()}


def _point(vectors: Sequence[Vectors]) -> Vectors:
    mean = np.mean(vectors, axis=0, dtype=np.float32)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), dtype=np.float32)
