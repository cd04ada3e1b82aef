"""Who may see an asset, by what lies around it: where its own words settle little, its neighbours are asked.

An asset that a buyer may have by its kind stays inside where most of what a drive keeps in that folder does, sooner so
where the kind is a guess. One of which nothing tells at all may go out only from a folder of things made for buyers.
What a name, a file or a person says of an asset stands.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from contentlib.catalog import (
    AudienceGround,
    forget_tagging,
    list_grounds,
    list_plain_assets,
    list_single_tags,
    put_model_tag,
)
from contentlib.language import shorten
from contentlib.model import Audience, Axis, Source, Tag
from contentlib.storage import Store

# The folders that a drive is divided into are asked what is internal: so many assets say something of a folder, and
# such a share of them decides; the smaller one where the kind of the asset is less sure than this.
FEWEST, MOSTLY, SOME, SURE = 8, 0.5, 0.3, 0.4
# The nearest folders are asked what is made for buyers: of those that rest on something, so many and such a share.
FEWEST_NEAR, NEARLY_ALL, NEAREST = 4, 0.75, 3
CONFIDENCE = 0.6
# How the evidence begins, by which a tag that neighbours gave is known again.
BEGINS = "what lies in"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An asset, the folder its drive is divided into, its nearest folders, and on what its audience rests."""

    asset_id: int
    division: str
    near: Sequence[str]
    ground: AudienceGround


def follow_neighbours(db: Store, *, at: datetime) -> int:
    """Give each asset the audience that its neighbours speak for; returns how many are let go since none do any more.

    What is let go waits to be tagged anew. Does nothing where nothing changed.
    """
    neighbours = list(list_neighbours(db))
    counts = count_grounds(neighbours)
    told = {one.asset_id: tag for one in neighbours if (tag := ask(one, counts))}
    now = {asset_id: tag for asset_id, tag in list_single_tags(db, Axis.AUDIENCE).items() if tag.source is Source.MODEL}
    let_go = [asset_id for asset_id, tag in now.items() if tag.evidence.startswith(BEGINS) and asset_id not in told]
    with db.atomic():
        for asset_id, tag in told.items():
            if asset_id in now and now[asset_id] != tag:
                put_model_tag(db, asset_id, tag, said_at=at)
        forget_tagging(db, let_go)
    return len(let_go)


def list_neighbours(db: Store) -> Iterator[Neighbour]:
    """Every living asset that was tagged."""
    assets, grounds = list_plain_assets(db), list_grounds(db)
    divisions = divide((asset.id, asset.drive, asset.path) for asset in assets)
    for asset in assets:
        if asset.id in grounds:
            near = [f"{asset.drive}:{folder}" for folder in list_nearest(asset.path)]
            yield Neighbour(asset.id, divisions[asset.id], near, grounds[asset.id])


def count_grounds(neighbours: Iterable[Neighbour]) -> Mapping[str, Counter[str]]:
    """For each folder on what the audience of what lies in it rests: how many internal, external and nothing."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in neighbours:
        for folder in {one.division, *one.near}:
            counts[folder][one.ground.rests_on] += 1
    return counts


def ask(one: Neighbour, counts: Mapping[str, Counter[str]]) -> Tag | None:
    """The audience that the neighbours speak for, where it is another than its own."""
    if one.ground.rests_on == "external" and not one.ground.is_said:
        share = MOSTLY if one.ground.sureness >= SURE else SOME
        around = counts[one.division]
        if one.division and around.total() >= FEWEST and around["internal"] >= share * around.total():
            return _make_tag(Audience.INTERNAL, one.division, around["internal"], around.total())
    if one.ground.rests_on == "nothing":
        for folder in one.near:
            some, of = counts[folder]["external"], counts[folder]["external"] + counts[folder]["internal"]
            if of >= FEWEST_NEAR:
                return _make_tag(Audience.EXTERNAL, folder, some, of) if some >= NEARLY_ALL * of else None
    return None


def divide(places: Iterable[tuple[int, str, str]]) -> dict[int, str]:
    """The folder that counts for each asset: on the first level where its drive has more than one.

    ``places`` are id, drive and path; empty for an asset that lies above that level.

    >>> divide([(1, "d", "Sales/Cards/a.md"), (2, "d", "Sales/Stories/b.md"), (3, "d", "Sales/Stories/x/c.md")])
    {1: 'd:Sales/Cards', 2: 'd:Sales/Stories', 3: 'd:Sales/Stories'}
    """
    by_drive: dict[str, list[tuple[int, tuple[str, ...]]]] = defaultdict(list)
    for asset_id, drive, path in places:
        by_drive[drive].append((asset_id, PurePosixPath(path).parent.parts))
    divisions: dict[int, str] = {}
    for drive, lying in by_drive.items():
        depth = _count_shared([folders for _, folders in lying])
        for asset_id, folders in lying:
            divisions[asset_id] = f"{drive}:{'/'.join(folders[: depth + 1])}" if len(folders) > depth else ""
    return divisions


def list_nearest(path: str) -> list[str]:
    """The folders a file lies in, nearest first.

    >>> list_nearest("Sales/Stories/2024/plum.md")
    ['Sales/Stories/2024', 'Sales/Stories', 'Sales']
    """
    return [str(folder) for folder in PurePosixPath(path).parents if folder.name][:NEAREST]


def _count_shared(paths: Sequence[tuple[str, ...]]) -> int:
    """How many folders all paths share at their beginning."""
    first, last = min(paths), max(paths)
    pairs = enumerate(zip(first, last, strict=False))
    return next((depth for depth, (one, other) in pairs if one != other), min(len(first), len(last)))


def _make_tag(audience: Audience, folder: str, some: int, of: int) -> Tag:
    which = "internal" if audience is Audience.INTERNAL else "made for buyers"
    name = folder.partition(":")[2]
    evidence = shorten(f"{BEGINS} “{name}” is {which}: {some} of {of}")
    return Tag(Axis.AUDIENCE, audience.value, CONFIDENCE, evidence, "", Source.MODEL)
