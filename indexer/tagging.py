"""Tags what has been read: an asset as the tagger wants it, and which assets are due."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

import numpy as np

from contentlib.assets import find_asset
from contentlib.chunks import current_sections
from contentlib.classify import Passage, Subject, tag_asset, tag_sections
from contentlib.database import atomic
from contentlib.embedded import load_vectors
from contentlib.embedding import Vectors
from contentlib.lessons import keep_vector
from contentlib.library import Library
from contentlib.passes import list_untagged
from contentlib.rivals import learn_competitors, list_competitors
from contentlib.sections import replace_section_tags
from contentlib.tags import replace_tags
from contentlib.versions import load_properties
from indexer.chunk import chunk_sections

# Bump when the tagger changes, so that every asset is tagged anew.
TAGGER_EDITION = 3


def name_tagger(library: Library, model: str) -> str:
    """What tags are made with: a new vocabulary, model or tagger tags every asset anew, without reading it again."""
    return f"{library.vocabulary.fingerprint}/{model}/{TAGGER_EDITION}"


def tag_due(library: Library, *, now: Callable[[], datetime]) -> Iterator[str]:
    """Tag every asset that is due and has all its vectors; yields their titles as it goes."""
    made_with = name_tagger(library, library.model)
    learn_competitors(library.db, company=library.settings.company, at=now())
    competitors = list_competitors(library.db, library.vocabulary)
    for asset_id in list_untagged(library.db, made_with, library.model):
        subject = make_subject(library, asset_id)
        tags = tag_asset(subject, library.prototypes, library.vocabulary, competitors)
        sections = tag_sections(subject, library.prototypes, competitors)
        with atomic(library.db):
            replace_tags(library.db, asset_id, tags, made_with=made_with, said_at=now())
            replace_section_tags(library.db, asset_id, sections)
            keep_vector(library.db, asset_id, library.model, find_direction(subject))
        yield subject.title


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
    sections = current_sections(library.db, asset_id)
    vectors = load_vectors(library.db, library.model, asset_id)
    return Subject(
        title=asset.title,
        path=asset.path,
        format=asset.format,
        properties=load_properties(library.db, asset_id),
        sections=len(sections),
        passages=tuple(
            Passage(section.locator, section.heading, chunk.text, chunk.notes, vector, section_id)
            for chunk in chunk_sections([section for _, section in sections])
            for section_id, section in [sections[chunk.section]]
            if (vector := vectors.get((section_id, chunk.position, chunk.notes))) is not None
        ),
    )
