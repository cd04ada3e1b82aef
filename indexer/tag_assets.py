"""Tags what has been read: an asset as the tagger wants it, and which assets are due."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from contentlib.arrays import Vectors, np
from contentlib.catalog import (
    AudienceGround,
    SectionTag,
    find_asset,
    list_untagged,
    load_embedded,
    load_properties,
    replace_ground,
    replace_section_tags,
    replace_tags,
)
from contentlib.library import Library
from contentlib.model import Tag
from contentlib.tagging import (
    FEWEST_ASSETS,
    EmbeddedPassage,
    Subject,
    choose_assets,
    count_assets,
    find_ground,
    is_outgrown,
    keep_backdrop,
    keep_vector,
    learn_competitors,
    list_competitors,
    measure_backdrop,
    read_backdrop,
    set_apart,
    tag_asset,
    tag_sections,
)

# Bump when the tagger changes, so that every asset is tagged anew.
TAGGER_EDITION = 9


# Assets whose tags are stored together: a commit for each would cost as much as a third of the tagging.
TOGETHER = 16


@dataclass(frozen=True, slots=True)
class _Made:
    """What tagging an asset gave."""

    asset_id: int
    tags: tuple[Tag, ...]
    sections: tuple[SectionTag, ...]
    direction: Vectors | None
    ground: AudienceGround


def name_tagger(library: Library, model: str) -> str:
    """What tags are made with: a new vocabulary, model, tagger or backdrop tags every asset anew, unread."""
    made_with = _name_ground(library, model)
    backdrop = read_backdrop(library.db, made_with)
    return f"{made_with}/{backdrop.name}" if backdrop else made_with


def _name_ground(library: Library, model: str) -> str:
    return f"{library.vocabulary.fingerprint}/{model}/{TAGGER_EDITION}"


def list_backdrop_assets(library: Library) -> list[int]:
    """The assets that a backdrop is to be measured on; empty where the library needs no other one."""
    assets = count_assets(library.db)
    known = read_backdrop(library.db, _name_ground(library, library.model))
    return choose_assets(library.db) if assets >= FEWEST_ASSETS and is_outgrown(known, assets) else []


def follow_backdrop(library: Library) -> bool:
    """Measure again what the library says everywhere, where it has outgrown that; every asset is due then.

    To be called when the assets it is measured on have their vectors, and before anything is tagged.
    """
    made_with, assets = _name_ground(library, library.model), count_assets(library.db)
    if not is_outgrown(read_backdrop(library.db, made_with), assets):
        return False
    if assets < FEWEST_ASSETS:
        keep_backdrop(library.db, None)
        return True
    subjects = (make_subject(library, asset_id) for asset_id in choose_assets(library.db))
    measured = measure_backdrop(library.prototypes, subjects, made_with=made_with, assets=assets)
    keep_backdrop(library.db, measured)
    return True


def tag_due(library: Library, *, now: Callable[[], datetime]) -> Iterator[str]:
    """Tag every asset that is due and has all its vectors; yields their titles as it goes."""
    made_with = name_tagger(library, library.model)
    learn_competitors(library.db, company=library.settings.company, at=now())
    competitors = list_competitors(library.db, library.vocabulary)
    prototypes = set_apart(library.prototypes, read_backdrop(library.db, _name_ground(library, library.model)))
    made: list[_Made] = []
    for asset_id in list_untagged(library.db, made_with, library.model):
        subject = make_subject(library, asset_id)
        tags = tag_asset(subject, prototypes, library.vocabulary, competitors)
        sections = tuple(tag_sections(subject, prototypes, competitors))
        ground = find_ground(tags, subject.path, subject.title)
        made.append(_Made(asset_id, tags, sections, find_direction(subject), ground))
        if len(made) >= TOGETHER:
            _store(library, made, made_with=made_with, said_at=now())
            made.clear()
        yield subject.title
    _store(library, made, made_with=made_with, said_at=now())


def _store(library: Library, made: Sequence[_Made], *, made_with: str, said_at: datetime) -> None:
    with library.db.atomic():
        for one in made:
            replace_tags(library.db, one.asset_id, one.tags, made_with=made_with, said_at=said_at)
            replace_section_tags(library.db, one.asset_id, one.sections)
            replace_ground(library.db, one.asset_id, one.ground)
            keep_vector(library.db, one.asset_id, library.model, one.direction)


def find_direction(subject: Subject) -> Vectors | None:
    """The mean direction of what an asset says to buyers, a unit vector; None where it says nothing."""
    spoken = [one.vector for one in subject.passages if not one.notes] or [one.vector for one in subject.passages]
    if not spoken:
        return None
    mean = np.mean(spoken, axis=0)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), dtype=np.float32)


def make_subject(library: Library, asset_id: int) -> Subject:
    """An asset as the tagger wants it: what it is called, where it lies, and its chunks with their vectors."""
    asset = find_asset(library.db, asset_id)
    return Subject(
        title=asset.title,
        path=asset.path,
        format=asset.format,
        properties=load_properties(library.db, asset_id),
        sections=asset.sections,
        passages=tuple(
            EmbeddedPassage(one.locator, one.heading, one.text, one.notes, one.vector, one.section_id)
            for one in load_embedded(library.db, library.model, asset_id)
        ),
    )
