"""Writes the saved web pages and the Markdown notes of the drive. Run alone: python -m sample_corpus.builder.pages."""

from pathlib import Path

from sample_corpus.builder.pages_content_blog import BLOG_PAGES
from sample_corpus.builder.pages_content_internal import INTERNAL_NOTES
from sample_corpus.builder.pages_content_notes import EXTERNAL_NOTES
from sample_corpus.builder.pages_content_other_languages import FICHE_PRODUIT
from sample_corpus.builder.pages_content_product import PRODUCT_PAGES
from sample_corpus.builder.pages_content_stories import STORY_PAGES
from sample_corpus.builder.pages_frame import render_page

WEB_PAGES = PRODUCT_PAGES + STORY_PAGES + BLOG_PAGES
NOTES = (*INTERNAL_NOTES, *EXTERNAL_NOTES, ("Product/Fiche produit.md", FICHE_PRODUIT))


def build(drive: Path) -> list[Path]:
    """Write all pages and notes under the drive folder and return them."""
    pages = [_write(drive / page.path, render_page(page)) for page in WEB_PAGES]
    notes = [_write(drive / path, text) for path, text in NOTES]
    return pages + notes


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


if __name__ == "__main__":
    for written in build(Path(__file__).parent.parent / "drive"):
        print(written)
