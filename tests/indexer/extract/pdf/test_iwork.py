"""Keynote, Pages and Numbers: what their PDF preview shows is read, and the others are told with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from contentlib.catalog import list_assets
from contentlib.errors import NoDocument, Unreadable
from contentlib.formats import find_mime
from contentlib.sending.handing_out import Way, judge_file
from indexer.extract import examine, read_bytes
from tests.builders import build_library, index, write_files
from tests.indexer.extract import builders
from tests.indexer.extract.cases import Case

PREVIEW = builders.pdf([["Rollout in weeks", "six weeks became two", "nobody waits"], ["Prices", "from 12 a month"]])


def document(preview: bytes | None = PREVIEW, **parts: str) -> bytes:
    """A zip package as Keynote saves it; ``parts`` are further ones, with __ for /."""
    more = {name.replace("__", "/"): text for name, text in parts.items()}
    own: dict[str, str | bytes] = {"Index/Document.iwa": b"\0\1", "Metadata/DocumentIdentifier": "1"}
    shown: dict[str, str | bytes] = {"QuickLook/Preview.pdf": preview} if preview else {}
    return builders.zipped({**own, **more, **shown})


SAMPLE = Case("deck.key", document(), "iwork", ("page 1", "page 2"), ("six weeks became two", "12 a month"))


@pytest.mark.parametrize("name", ["deck.key", "plan.pages", "list.numbers", "no ending"])
def test_the_pages_of_the_preview_are_read_whatever_program_wrote_it(name: str) -> None:
    assert len(read_bytes(document(), name).sections) == 2


def test_nobody_can_look_through_it_so_it_leaves_by_link_alone() -> None:
    assert judge_file("iwork", examine(document(), "iwork")).way is Way.NOT_AT_ALL


@pytest.mark.parametrize("data", [document(None), builders.zipped({"index.apxl": "<key/>"})], ids=["2013", "2009"])
def test_one_without_a_preview_says_what_it_is_and_what_to_do(data: bytes) -> None:
    with pytest.raises(Unreadable, match="Keynote, Pages or Numbers file without a PDF preview") as caught:
        read_bytes(data, "deck.key")
    assert caught.value.advice.startswith("Export it as PDF")


def test_one_whose_preview_is_damaged_is_no_asset() -> None:
    with pytest.raises(Unreadable, match="preview cannot be read"):
        read_bytes(document(b"%PDF-1.7 cut"), "deck.key")


def test_one_with_a_password_says_so() -> None:
    with pytest.raises(Unreadable, match="protected by a password"):
        read_bytes(document(None, **{".iwph": "hint"}), "deck.key")


def test_damage_and_other_archives_are_told_apart() -> None:
    with pytest.raises(Unreadable, match="is damaged or incomplete"):
        read_bytes(document()[:200], "deck.key")
    with pytest.raises(Unreadable, match="no Keynote, Pages or Numbers document inside"):
        read_bytes(builders.zipped({"a.txt": "a"}), "deck.key")


def test_a_key_that_is_called_like_a_deck_stays_a_key() -> None:
    with pytest.raises(NoDocument, match="key, certificate"):
        read_bytes(b"-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcw\n", "server.key")
    with pytest.raises(NoDocument):
        read_bytes(b"ABCD-1234-EFGH-5678\n", "licence.key")


def test_each_program_has_a_type_of_its_own() -> None:
    assert find_mime("a.pages") == "application/vnd.apple.pages"


def test_a_document_that_is_a_folder_is_read_by_its_preview_and_bears_its_own_name(tmp_path: Path) -> None:
    library = build_library(tmp_path, {"a.md": "# A\n\nwords"})
    plain = builders.pdf([["words about the rollout"]])
    write_files(
        tmp_path / "drive",
        {"Talk 2026.key/QuickLook/Preview.pdf": plain, "Talk 2026.key/Index.zip": b"x", "Old.key/Index.zip": b"x",
         "Talk 2026.key/notes.txt": "Internal words."},
    )  # fmt: skip
    summary = index(library, tmp_path / "drive")
    found = {asset.path: (asset.title, asset.format) for asset in list_assets(library.db)}
    assert found["Talk 2026.key/QuickLook/Preview.pdf"] == ("Talk 2026", "pdf")
    assert len(found) == 2
    assert "folder; export it as PDF" in str(summary.to_json())


def test_a_preview_behind_a_link_is_not_followed(tmp_path: Path) -> None:
    library = build_library(tmp_path, {"a.md": "# A\n\nwords", "else/Preview.pdf": PREVIEW})
    (tmp_path / "drive" / "Deck.key").mkdir()
    (tmp_path / "drive" / "Deck.key" / "QuickLook").symlink_to(tmp_path / "drive" / "else")
    index(library, tmp_path / "drive")
    assert {asset.path for asset in list_assets(library.db)} == {"a.md", "else/Preview.pdf"}
