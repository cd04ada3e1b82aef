"""A small true library for the pages' tests: four assets whose every tag is known, put there without the indexer."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

from contentlib.catalog.chunks import current_sections, replace_chunks
from contentlib.catalog.drives import add_drive
from contentlib.catalog.locations import Sighting, put_location
from contentlib.catalog.tags import replace_tags
from contentlib.catalog.vector_store import add_vectors, page_unembedded
from contentlib.catalog.versions import add_asset, add_version
from contentlib.library.opened import Library, open_library
from contentlib.model import Axis, Cargo, Carried, Chunk, Inside, Properties, Reading, Section, Source, Tag
from contentlib.settings import Settings
from tests.fakes import WordEmbedder

AT = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)

PRICE, RIVAL, STORY, HOSTILE = 1, 2, 3, 4

ATTACK = "<script>alert('title')</script> & “deck”"


def fill_library(folder: Path, *, person: str = "") -> Library:
    """The four assets, in a new library below ``folder``."""
    settings = Settings(library=folder / "library.db", cache=folder / "cache", person=person)
    library = open_library(settings, create=True, make_embedder=lambda _: WordEmbedder())
    root = folder / "drive"
    shelve(
        library,
        root,
        "pricing/Worth the price.pdf",
        "Worth the price",
        "external",
        "one_pager",
        (
            Section("page 1", "What it costs", "The licence is paid back in nine months.\nNo hidden fees."),
            Section("page 2", "Answer to “too expensive”", "Too expensive, says the buyer? Show the savings table."),
        ),
        (
            Tag(Axis.OBJECTION, "price", 0.91, "paid back in nine months", "page 1", Source.MODEL),
            Tag(Axis.STAGE, "decision", 0.7, "Show the savings table", "page 2", Source.FILE),
        ),
    )
    shelve(
        library,
        root,
        "internal/Against Quillbooks.docx",
        "Against Quillbooks",
        "internal",
        "battle_card",
        (Section("Weak points", "Weak points", "Quillbooks cannot close a month in several currencies."),),
        (Tag(Axis.OBJECTION, "competitor", 0.88, "Quillbooks cannot close a month", "Weak points", Source.PERSON),),
    )
    shelve(
        library,
        root,
        "stories/Harbour.md",
        "Harbour closes in two days",
        "external",
        "case_study",
        (Section("Harbour > Result", "Result", "The harbour now closes its books in two days instead of nine."),),
        (Tag(Axis.STAGE, "consideration", 0.8, "closes its books in two days", "Harbour > Result", Source.MODEL),),
    )
    shelve(
        library,
        root,
        "stories/attack.pptx",
        ATTACK,
        "external",
        "deck",
        (
            Section(
                "slide 1",
                "<b>Bold</b>",
                "Migration <img src=x onerror=alert('text')> takes a weekend.",
                notes="Never say <i>guaranteed</i> about migration.",
            ),
        ),
        (Tag(Axis.OBJECTION, "migration", 0.6, "<img src=x onerror=alert('text')>", "slide 1", Source.MODEL),),
    )
    embed(library)
    return library


def shelve(
    library: Library,
    root: Path,
    path: str,
    title: str,
    audience: str,
    kind: str,
    sections: tuple[Section, ...],
    tags: tuple[Tag, ...],
    *,
    form: str = "",
    inside: Inside | None = None,
    data: bytes = b"",
) -> int:
    """One file on the drive and its asset in the library; returns the asset's id. ``form``: its format, if not as its
    ending is spelled. ``inside``: what the file carries, if not the notes of its sections alone. ``data``: the bytes of
    a true file.
    """
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data or f"The bytes of {title}".encode())
    db = library.db
    drive = add_drive(db, root, added_at=AT)
    noted = sum(bool(section.notes) for section in sections)
    inside = inside or Inside((Carried(Cargo.NOTES, noted),) if noted else ())
    reading = Reading(form or file.suffix[1:], sections, Properties(title=title, modified_at=AT), inside=inside)
    asset_id = add_asset(db, title=title, reading=reading, added_at=AT)
    size, fingerprint = file.stat().st_size, hashlib.sha256(file.read_bytes()).hexdigest()
    version_id = add_version(db, asset_id, fingerprint=fingerprint, size=size, title=title, reading=reading, read_at=AT)
    put_location(db, drive.id, Sighting(path, size, 0), version_id, seen_at=AT)
    replace_chunks(db, asset_id, title, current_sections(db, asset_id), list(cut(sections)))
    said = (Tag(Axis.AUDIENCE, audience, 1.0, "", "", Source.FILE), Tag(Axis.KIND, kind, 1.0, "", "", Source.FILE))
    replace_tags(db, asset_id, (*tags, *said), made_with="test", said_at=AT)
    return asset_id


def cut(sections: tuple[Section, ...]) -> list[Chunk]:
    """One chunk for each section's text, one for its notes."""
    texts = [Chunk(number, 0, section.text) for number, section in enumerate(sections)]
    notes = [Chunk(number, 1, section.notes, notes=True) for number, section in enumerate(sections) if section.notes]
    return texts + notes


def embed(library: Library) -> None:
    """Give every chunk its vector."""
    model = library.embedder
    named = page_unembedded(library.db, model.name, after=0, limit=10_000)[0]
    add_vectors(library.db, model.name, [name for name, _ in named], model.embed([text for _, text in named]))
