"""Charts that came with Office 2016 say their figures, in decks and letters."""

from __future__ import annotations

import pytest

from indexer.extract import examine, make_clean, read_bytes
from indexer.extract.office.charts import chart_lines
from indexer.extract.office.package import parse_xml
from tests.canaries.package_edit import Edit, R
from tests.indexer.extract import builders

CX = "http://schemas.microsoft.com/office/drawing/2014/chartex"
KIND = "http://schemas.microsoft.com/office/2014/relationships/chartEx"


def points(*said: str) -> str:
    return "".join(f'<cx:pt idx="{at}">{text}</cx:pt>' for at, text in enumerate(said) if text)


def chart(data: str, series: str = "") -> str:
    return (
        f'<cx:chartSpace xmlns:cx="{CX}" xmlns:a="http://a"><cx:chartData>{data}</cx:chartData><cx:chart><cx:title>'
        "<cx:tx><cx:rich><a:p><a:r><a:t>Pipeline</a:t></a:r></a:p></cx:rich></cx:tx></cx:title>"
        f"{series}</cx:chart></cx:chartSpace>"
    )


def words(*levels: str, kind: str = "cat") -> str:
    return f'<cx:strDim type="{kind}">{"".join(f"<cx:lvl>{one}</cx:lvl>" for one in levels)}</cx:strDim>'


def figures(*said: str, code: str = "General", kind: str = "val") -> str:
    return f'<cx:numDim type="{kind}"><cx:lvl formatCode="{code}">{points(*said)}</cx:lvl></cx:numDim>'


def of_series(layout: str, name: str, number: int) -> str:
    tx = f"<cx:tx><cx:txData><cx:f>S!$B$1</cx:f><cx:v>{name}</cx:v></cx:txData></cx:tx>"
    return f'<cx:series layoutId="{layout}">{tx}<cx:dataId val="{number}"/></cx:series>'


FUNNEL = chart(
    f'<cx:data id="0">{words(points("Lead", "Won"))}{figures("5120", "412")}</cx:data>', of_series("funnel", "Deals", 0)
)
CASES = {
    "funnel": (FUNNEL, ["Pipeline", " | Deals", "Lead | 5120", "Won | 412"]),
    "waterfall with shares": (
        chart(f'<cx:data id="0">{words(points("Start", "Churn"))}{figures("1", "-0.12", code="0%")}</cx:data>'),
        ["Pipeline", "Start | 100%", "Churn | -12%"],
    ),
    "treemap with levels": (
        chart(
            f'<cx:data id="0">{words(points("Berlin", "Bonn", "Paris"), points("Germany", "", "France"))}'
            f"{figures('3', '2', '7', kind='size')}</cx:data>"
        ),
        ["Pipeline", "Germany > Berlin | 3", "Germany > Bonn | 2", "France > Paris | 7"],
    ),
    "sunburst without leaves": (
        chart(f'<cx:data id="0">{words(points("", "Mitte"), points("Berlin"))}{figures("3", "2")}</cx:data>'),
        ["Pipeline", "Berlin | 3", "Berlin > Mitte | 2"],
    ),
    "histogram": (chart(f'<cx:data id="0">{figures("12.5", "40")}</cx:data>'), ["Pipeline", "12.5", "40"]),
    "boxes of two series": (
        chart(
            f'<cx:data id="0">{words(points("May"))}{figures("4")}</cx:data>'
            f'<cx:data id="1">{words(points("May"))}{figures("9")}</cx:data>',
            of_series("boxWhisker", "Us", 0) + of_series("boxWhisker", "Them", 1),
        ),
        ["Pipeline", " | Us", "May | 4", " | Them", "May | 9"],
    ),
    "no figures kept": (chart('<cx:data id="0"><cx:numDim><cx:f>S!A1</cx:f></cx:numDim></cx:data>'), ["Pipeline"]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_its_figures_are_read(name: str) -> None:
    xml, lines = CASES[name]
    assert chart_lines(parse_xml(xml.encode(), "chart")) == lines


def deck(chart_xml: str) -> bytes:
    edit = Edit(builders.deck()).add("ppt/charts/chartEx1.xml", chart_xml, "application/vnd.ms-office.chartex+xml")
    number = edit.relate("ppt/slides/slide1.xml", KIND, "ppt/charts/chartEx1.xml")
    frame = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice '
        f'xmlns:cx1="{CX}" Requires="cx1"><p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="9" name="c"/>'
        "<p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x='0' y='3000000'/><a:ext cx='9' cy='9'/>"
        f'</p:xfrm><a:graphic><a:graphicData uri="{CX}"><cx:chart xmlns:cx="{CX}" {R} r:id="{number}"/>'
        "</a:graphicData></a:graphic></p:graphicFrame></mc:Choice><mc:Fallback/></mc:AlternateContent>"
    )
    return edit.before("ppt/slides/slide1.xml", "</p:spTree>", frame).data()


def test_a_slide_says_the_figures_of_its_chart_also_in_the_copy_for_a_buyer() -> None:
    data = deck(FUNNEL)
    for said in (data, make_clean(data, "pptx")):
        assert "Lead | 5120\nWon | 412" in read_bytes(said, "a.pptx").sections[0].text
    assert examine(make_clean(data, "pptx"), "pptx").is_clean
