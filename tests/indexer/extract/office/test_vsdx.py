"""Visio drawings: every shape's text by page; hidden pages, layers and texts stay with the notes."""

from __future__ import annotations

import pytest

from contentlib.errors import Unreadable
from contentlib.sending.handing_out import Way, judge_file
from indexer.extract import examine, read_bytes
from tests.indexer.extract import builders
from tests.indexer.extract.cases import Case

CORE = 'xmlns="http://schemas.microsoft.com/office/visio/2012/main"'
LINK = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELATED = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'


def related(*targets: str) -> str:
    kind = "http://schemas.microsoft.com/visio/2010/relationships/page"
    return RELATED.format(
        "".join(f'<Relationship Id="r{at}" Type="{kind}" Target="{target}"/>' for at, target in enumerate(targets))
    )


def shape(text: str | None, *, at: tuple[float, float] = (1, 1), more: str = "", inside: str = "", **marks: str) -> str:
    """A shape with its middle so far from the left and from the foot of the page, in inches."""
    said = "" if text is None else f"<Text>{text}</Text>"
    cells = f'<Cell N="PinX" V="{at[0]}"/><Cell N="PinY" V="{at[1]}"/>{more}'
    group = f"<Shapes>{inside}</Shapes>" if inside else ""
    known_by = " ".join(f'{key}="{value}"' for key, value in marks.items())
    return f"<Shape {known_by}>{cells}{said}{group}</Shape>"


def drawing(*pages: tuple[str, str, str], **parts: str) -> bytes:
    """``pages``: the name, what the page sheet says, the shapes; ``parts`` replace others, with __ for /."""
    names = [f"page{number}.xml" for number in range(len(pages))]
    listed = "".join(
        f'<Page ID="{at}" Name="{name}"><PageSheet>{sheet}</PageSheet><Rel r:id="r{at}"/></Page>'
        for at, (name, sheet, _) in enumerate(pages)
    )
    made = {
        "[Content_Types].xml": "<Types/>",
        "visio/document.xml": f"<VisioDocument {CORE}/>",
        "visio/pages/pages.xml": f"<Pages {CORE} {LINK}>{listed}</Pages>",
        "visio/pages/_rels/pages.xml.rels": related(*names),
        "visio/comments.xml": f"<Comments {CORE}>never say this</Comments>",
        **{
            f"visio/pages/{name}": f"<PageContents {CORE}><Shapes>{shapes}</Shapes></PageContents>"
            for name, (_, _, shapes) in zip(names, pages, strict=True)
        },
    }
    return builders.zipped({**made, **{name.replace("__", "/"): text for name, text in parts.items()}})


FLOW = (
    shape("at the foot", at=(1, 1)) + shape("right", at=(5, 7.05)) + shape("left", at=(1, 7))
    + shape('set <cp IX="0"/>in <fld IX="0">two</fld> ways', at=(1, 5))
    + shape(None, at=(1, 3), inside=shape("inside a group"))
)  # fmt: skip
LAYERS = (
    '<Section N="Layer"><Row IX="0"><Cell N="Visible" V="0"/></Row>'
    '<Row IX="1"><Cell N="Visible" V="1"/></Row></Section>'
)
SAMPLE = Case(
    "flow.vsdx", drawing(("Rollout", "", FLOW), ("Team", "", shape("Ann"))), "vsdx", ("page 1", "page 2"),
    ("left\nright\nset in two ways\ninside a group\nat the foot", "Ann"), ("never say this",),
)  # fmt: skip


def test_a_page_is_headed_by_its_name() -> None:
    assert [one.heading for one in read_bytes(SAMPLE.data, "a.vsdx").sections] == ["Rollout", "Team"]


def test_a_hidden_page_is_kept_with_the_notes() -> None:
    data = drawing(("Plan", "", shape("words")), ("Margins", '<Cell N="UIVisibility" V="1"/>', shape("40 percent")))
    shown, hidden = read_bytes(data, "a.vsdx").sections
    assert shown.notes == hidden.text == hidden.heading == ""
    assert hidden.notes == "Margins\n40 percent"


def test_what_lies_on_hidden_layers_alone_is_kept_with_the_notes() -> None:
    shapes = (
        shape("off", more='<Cell N="LayerMember" V="0"/>', inside=shape("in it"))
        + shape("on and off", more='<Cell N="LayerMember" V="0;1"/>')
        + shape("text is off", more='<Cell N="HideText" V="1"/>')
    )  # fmt: skip
    (page,) = read_bytes(drawing(("Plan", LAYERS, shapes)), "a.vsdx").sections
    assert page.text == "on and off"
    assert page.notes == "off\nin it\ntext is off"


def test_a_shape_without_words_of_its_own_says_those_of_its_master() -> None:
    master = f'<Masters {CORE} {LINK}><Master ID="4"><Rel r:id="r0"/></Master></Masters>'
    said = shape("Decision", ID="5", inside=shape("Yes", ID="6"))
    inside = f"<MasterContents {CORE}><Shapes>{said}</Shapes></MasterContents>"
    shapes = shape(None, Master="4", inside=shape(None, MasterShape="6")) + shape("", Master="4", at=(1, 9))
    data = drawing(
        ("Plan", "", shapes),
        **{
            "visio__masters__masters.xml": master, "visio__masters___rels__masters.xml.rels": related("master1.xml"),
            "visio__masters__master1.xml": inside,
        },
    )  # fmt: skip
    assert read_bytes(data, "a.vsdx").sections[0].text == "Decision\nYes"


def test_a_page_that_is_damaged_is_told_and_the_others_are_read() -> None:
    reading = read_bytes(drawing(("A", "", "<x>"), ("B", "", shape("words"))), "a.vsdx")
    assert [one.locator for one in reading.sections] == ["page 2"]
    assert reading.warnings[0].startswith("page 1 could not be read")


def test_nobody_can_look_through_it_so_it_leaves_by_link_alone() -> None:
    assert judge_file("vsdx", examine(SAMPLE.data, "vsdx")).way is Way.NOT_AT_ALL


@pytest.mark.parametrize("part", ["visio/pages/pages.xml", "visio/pages/page0.xml"])
def test_one_without_pages_says_so(part: str) -> None:
    data = drawing(("A", "", shape("a")), **{part.replace("/", "__"): "<"})
    with pytest.raises(Unreadable):
        read_bytes(data, "a.vsdx")
