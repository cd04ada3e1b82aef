"""The Ledgerlark master: 16:9, brand colours, where title, body and footer lie on every layout."""

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE, PP_PLACEHOLDER
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as PresentationFile
from pptx.slide import SlideLayout
from pptx.util import Inches

from sample_corpus.builder.company import BRAND

FONT = "Arial"
INK, ACCENT, WARM, PAPER, GREY = (
    RGBColor.from_string(BRAND[name]) for name in ("ink", "accent", "warm", "paper", "grey")
)
WHITE = RGBColor(255, 255, 255)
PALE = RGBColor.from_string("E3EEEC")
LINE = RGBColor.from_string("D9D6CC")
COVER, BODY, TITLE_ONLY = "Title Slide", "Title and Content", "Title Only"

_TITLE_BOX = (0.6, 0.38, 10.6, 0.95)
_PLACES: dict[str, dict[PP_PLACEHOLDER, tuple[float, float, float, float]]] = {
    COVER: {
        PP_PLACEHOLDER.CENTER_TITLE: (0.9, 2.1, 10.6, 1.7),
        PP_PLACEHOLDER.SUBTITLE: (0.9, 4.1, 10.0, 1.3),
    },
    BODY: {PP_PLACEHOLDER.TITLE: _TITLE_BOX, PP_PLACEHOLDER.OBJECT: (0.6, 1.6, 12.1, 5.1)},
    TITLE_ONLY: {PP_PLACEHOLDER.TITLE: _TITLE_BOX},
}
_FOOT: dict[PP_PLACEHOLDER, tuple[float, float, float, float]] = {
    PP_PLACEHOLDER.FOOTER: (0.6, 6.98, 8.5, 0.32),
    PP_PLACEHOLDER.SLIDE_NUMBER: (11.7, 6.98, 1.0, 0.32),
}


def open_blank() -> PresentationFile:
    """A presentation without slides, with only the three layouts the decks use."""
    file = Presentation()
    file.slide_width, file.slide_height = Inches(13.333), Inches(7.5)
    for layout in list(file.slide_layouts):
        if layout.name in _PLACES:
            _shape_layout(layout)
        else:
            file.slide_layouts.remove(layout)
    _shape_master(file)
    return file


def _shape_master(file: PresentationFile) -> None:
    master = file.slide_master
    master.background.fill.solid()
    master.background.fill.fore_color.rgb = WHITE
    for place in list(master.placeholders):
        box = {**_FOOT, PP_PLACEHOLDER.TITLE: _TITLE_BOX, PP_PLACEHOLDER.BODY: _PLACES[BODY][PP_PLACEHOLDER.OBJECT]}
        kind = place.placeholder_format.type
        if kind in box:
            place.left, place.top, place.width, place.height = (Inches(side) for side in box[kind])
        else:
            place.element.getparent().remove(place.element)
    _set_title_style(master.element)


def _set_title_style(master: object) -> None:
    style = master.find(f"{qn('p:txStyles')}/{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")  # type: ignore[attr-defined]
    style.set("algn", "l")
    run = style.find(qn("a:defRPr"))
    run.set("sz", "2600")
    run.set("b", "1")
    fill = run.find(qn("a:solidFill"))
    run.replace(fill, parse_xml(f'<a:solidFill {nsdecls("a")}><a:srgbClr val="{BRAND["ink"]}"/></a:solidFill>'))


def _shape_layout(layout: SlideLayout) -> None:
    places = {**_PLACES[layout.name], **_FOOT}
    for place in list(layout.placeholders):
        kind = place.placeholder_format.type
        if kind in places:
            place.left, place.top, place.width, place.height = (Inches(side) for side in places[kind])
            place.text_frame.word_wrap = True
        else:
            place.element.getparent().remove(place.element)
    if layout.name == COVER:
        layout.background.fill.solid()
        layout.background.fill.fore_color.rgb = INK
    else:
        _draw_edge(layout)


def _draw_edge(layout: SlideLayout) -> None:
    """The accent block beside the title and the hairline above the footer; layouts take shapes only as XML."""
    tree = layout.shapes._spTree  # python-pptx gives layouts no add_shape
    for number, (x, y, w, h, colour) in enumerate(
        ((0.0, 0.48, 0.28, 0.75, BRAND["accent"]), (0.6, 6.93, 12.13, 0.012, "D9D6CC"))
    ):
        tree.insert(2, parse_xml(_block_xml(90 + number, (x, y, w, h), colour)))


def _block_xml(number: int, box: tuple[float, float, float, float], colour: str) -> str:
    x, y, w, h = (int(Inches(side)) for side in box)
    return (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="Brand edge {number}"/><p:cNvSpPr/><p:nvPr/>'
        f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>'
        f'<a:prstGeom prst="{MSO_SHAPE.RECTANGLE.xml_value}"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
    )
