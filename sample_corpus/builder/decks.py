"""Writes every pptx of the drive. Run it with `python -m sample_corpus.builder.decks`."""

import io
from copy import deepcopy
from pathlib import Path

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.presentation import Presentation
from pptx.slide import Slide as Page

from sample_corpus.builder.deck_content_awareness import AWARENESS_DECKS
from sample_corpus.builder.deck_content_battle_cards import BATTLE_CARDS
from sample_corpus.builder.deck_content_case_studies import CASE_STUDIES
from sample_corpus.builder.deck_content_customers import CUSTOMER_DECKS
from sample_corpus.builder.deck_content_decision import DECISION_DECKS
from sample_corpus.builder.deck_content_product import PRODUCT_DECKS
from sample_corpus.builder.deck_content_workshop import WORKSHOP
from sample_corpus.builder.deck_drawing import draw, draw_ribbon, layout_of
from sample_corpus.builder.deck_model import Cover, Deck, Properties, Slide
from sample_corpus.builder.deck_package import settle_deck
from sample_corpus.builder.deck_theme import open_blank

DECKS: tuple[Deck, ...] = (
    *CASE_STUDIES,
    *BATTLE_CARDS,
    WORKSHOP,
    *PRODUCT_DECKS,
    *DECISION_DECKS,
    *CUSTOMER_DECKS,
    *AWARENESS_DECKS,
)
_FEET = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)


def build(drive: Path) -> list[Path]:
    """Writes all decks under the drive folder and returns their paths."""
    return [write_deck(drive, deck) for deck in DECKS]


def write_deck(drive: Path, deck: Deck) -> Path:
    file = open_blank()
    _set_properties(file, deck.properties)
    for number, slide in enumerate(deck.slides, start=1):
        _add_slide(file, deck, slide, number)
    saved = io.BytesIO()
    file.save(saved)
    path = drive / deck.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(settle_deck(saved.getvalue(), deck.properties.modified))
    return path


def _add_slide(file: Presentation, deck: Deck, slide: Slide, number: int) -> None:
    layout = file.slide_layouts.get_by_name(layout_of(slide))
    assert layout is not None
    page = file.slides.add_slide(layout)
    assert page.shapes.title is not None
    page.shapes.title.text_frame.text = slide.title
    draw(slide, page)
    draw_ribbon(page, deck.ribbon)
    if not isinstance(slide, Cover):
        _add_feet(page, deck.footer, number)
    if slide.notes:
        _add_notes(page, slide.notes)
    if slide.hidden:
        page._element.set("show", "0")  # python-pptx cannot hide a slide


def _add_feet(page: Page, footer: str, number: int) -> None:
    """Footer and slide number as real placeholders; python-pptx does not take them over from the layout."""
    for place in page.slide_layout.placeholders:
        if place.placeholder_format.type in _FEET:
            copy = deepcopy(place._element)
            copy.nvSpPr.cNvPr.id = max(shape.shape_id for shape in page.shapes) + 500
            words = footer if place.placeholder_format.type == PP_PLACEHOLDER.FOOTER else str(number)
            _set_words(copy, words)
            page.shapes._spTree.append(copy)


def _set_words(place: BaseOxmlElement, words: str) -> None:
    """Writes words in small grey type; the slide number stays a field."""
    texts = place.findall(f".//{qn('a:t')}")
    if not texts:
        paragraph = place.find(f".//{qn('a:p')}")
        assert paragraph is not None
        run = parse_xml(f'<a:r {nsdecls("a")}><a:rPr lang="en-GB" sz="1000"/><a:t/></a:r>')
        paragraph.insert(0, parse_xml(f'<a:pPr {nsdecls("a")} algn="l"/>'))
        paragraph.insert(1, run)
        texts = place.findall(f".//{qn('a:t')}")
    texts[0].text = words


def _add_notes(page: Page, notes: str) -> None:
    frame = page.notes_slide.notes_text_frame
    assert frame is not None
    frame.text = notes


def _set_properties(file: Presentation, properties: Properties) -> None:
    core = file.core_properties
    core.title, core.author, core.subject = properties.title, properties.author, properties.subject
    core.keywords, core.comments, core.category = properties.keywords, properties.comments, ""
    core.created, core.modified = properties.created, properties.modified
    core.last_modified_by = properties.modified_by or properties.author
    core.revision = properties.revision


if __name__ == "__main__":
    for path in build(Path(__file__).parents[1] / "drive"):
        print(path)
