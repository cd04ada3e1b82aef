"""Tags what has been read: an asset as the tagger wants it, and which assets are due."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from contentlib import store
from contentlib.assets import find_asset
from contentlib.classify import Passage, Subject, tag_asset
from contentlib.library import Library
from contentlib.tags import replace_tags
from indexer.chunk import chunk_sections

# Bump when the tagger changes, so that every asset is tagged anew.
TAGGER_EDITION = 1


def name_tagger(library: Library, model: str) -> str:
    """What tags are made with: a new vocabulary, model or tagger tags every asset anew, without reading it again."""
    return f"{library.vocabulary.fingerprint}/{model}/{TAGGER_EDITION}"


def tag_due(library: Library, *, now: Callable[[], datetime]) -> Iterator[str]:
    """Tag every asset that is due and has all its vectors; yields their titles as it goes."""
    made_with = name_tagger(library, library.model)
    for asset_id in store.list_untagged(library.db, made_with, library.model):
        subject = make_subject(library, asset_id)
        tags = tag_asset(subject, library.prototypes, library.vocabulary)
        replace_tags(library.db, asset_id, tags, made_with=made_with, said_at=now())
        yield subject.title


def make_subject(library: Library, asset_id: int) -> Subject:
    """An asset as the tagger wants it: what it is called, where it lies, and its chunks with their vectors."""
    asset = find_asset(library.db, asset_id)
    sections = store.current_sections(library.db, asset_id)
    vectors = store.load_vectors(library.db, library.model, asset_id)
    return Subject(
        title=asset.title,
        path=asset.path,
        format=asset.format,
        properties=store.load_properties(library.db, asset_id),
        sections=len(sections),
        passages=tuple(
            Passage(section.locator, section.heading, chunk.text, chunk.notes, vector)
            for chunk in chunk_sections([section for _, section in sections])
            for section_id, section in [sections[chunk.section]]
            if (vector := vectors.get((section_id, chunk.position, chunk.notes))) is not None
        ),
    )
