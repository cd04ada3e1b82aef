"""Places in a deck where its audience never looks."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from io import BytesIO

import pptx
from pptx.util import Emu, Inches

from tests.canaries.package_edit import OFFICE, Edit
from tests.canaries.plant import Plant

_MAIN, _SLIDE = "ppt/presentation.xml", "ppt/slides/slide1.xml"
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument"
_WORDS = f'<a:p xmlns:a="{_A}"><a:r><a:t>{{}}</a:t></a:r></a:p>'
Put = Callable[[bytes, str], bytes]


def _by_library(change: Callable[[pptx.presentation.Presentation, str], None]) -> Put:
    def put(data: bytes, word: str) -> bytes:
        show = pptx.Presentation(BytesIO(data))
        change(show, word)
        out = BytesIO()
        show.save(out)
        return out.getvalue()

    return put


def _by_hand(change: Callable[[Edit, str], object]) -> Put:
    def put(data: bytes, word: str) -> bytes:
        edit = Edit(data)
        change(edit, word)
        return edit.data()

    return put


def _box(
    show: pptx.presentation.Presentation, word: str, left: int, top: int, slide: int = 0
) -> pptx.shapes.autoshape.Shape:
    box = show.slides[slide].shapes.add_textbox(Emu(left), Emu(top), Inches(2), Inches(1))
    box.text_frame.text = word
    return box


def _notes_body(show: pptx.presentation.Presentation, word: str) -> None:
    show.slides[0].notes_slide.notes_text_frame.text = word


def _notes_box(show: pptx.presentation.Presentation, word: str) -> None:
    page = show.slides[1].notes_slide
    page.shapes._spTree.append(_copy_shape(_box(show, word, 0, 0)))
    show.slides[0].shapes._spTree.remove(show.slides[0].shapes[-1]._element)


def _copy_shape(shape: pptx.shapes.autoshape.Shape) -> object:
    from copy import deepcopy

    return deepcopy(shape._element)


def _hidden_slide(show: pptx.presentation.Presentation, word: str) -> None:
    slide = show.slides.add_slide(show.slide_layouts[5])
    slide.shapes.title.text = word
    slide._element.set("show", "0")


def _hidden_shape(show: pptx.presentation.Presentation, word: str) -> None:
    _box(show, word, 914_400, 914_400)._element.nvSpPr.cNvPr.set("hidden", "1")


def _hidden_in_group(show: pptx.presentation.Presentation, word: str) -> None:
    group = next(shape for shape in show.slides[1].shapes if shape.shape_type == 6)
    box = group.shapes.add_textbox(Inches(5), Inches(5), Inches(1), Inches(1))
    box.text_frame.text = word
    box._element.nvSpPr.cNvPr.set("hidden", "true")


def _hidden_on_master(show: pptx.presentation.Presentation, word: str) -> None:
    shape = _copy_shape(_box(show, word, 914_400, 914_400))
    show.slides[0].shapes._spTree.remove(show.slides[0].shapes[-1]._element)
    shape.nvSpPr.cNvPr.set("hidden", "1")  # type: ignore[attr-defined]
    show.slide_master.shapes._spTree.append(shape)


def _off(left: float, top: float) -> Put:
    return _by_library(lambda show, word: _box(show, word, int(left * 914_400), int(top * 914_400)) and None)


def _off_in_group(show: pptx.presentation.Presentation, word: str) -> None:
    group = show.slides[0].shapes.add_group_shape()
    group.shapes.add_textbox(Inches(1), Inches(1), Inches(2), Inches(1)).text_frame.text = word
    group.left, group.top = Inches(-9), Inches(1)


def _unused_layout(show: pptx.presentation.Presentation, word: str) -> None:
    shape = _copy_shape(_box(show, word, 914_400, 914_400))
    show.slides[0].shapes._spTree.remove(show.slides[0].shapes[-1]._element)
    show.slide_layouts[0].shapes._spTree.append(shape)


def _core(name: str) -> Put:
    return _by_library(lambda show, word: setattr(show.core_properties, name, word))


def _embedded_book(show: pptx.presentation.Presentation, word: str) -> None:
    import openpyxl

    chart = next(shape for shape in show.slides[2].shapes if shape.has_chart).chart
    part = chart.part.chart_workbook.xlsx_part
    book = openpyxl.load_workbook(BytesIO(part.blob))
    book.create_sheet("Margins").append([word])
    out = BytesIO()
    book.save(out)
    part._blob = out.getvalue()


def _ole_object(show: pptx.presentation.Presentation, word: str) -> None:
    show.slides[0].shapes.add_ole_object(BytesIO(word.encode()), "Package", Inches(1), Inches(5))


def _old_comment(edit: Edit, word: str) -> None:
    edit.add("ppt/comments/comment1.xml", f'<p:cmLst xmlns:p="{_P}"><p:cm authorId="0" idx="1"><p:text>{word}</p:text>'
             "</p:cm></p:cmLst>", f"{_TYPE}.presentationml.comments+xml")  # fmt: skip
    edit.relate(_SLIDE, "comments", "ppt/comments/comment1.xml")


def _comment_author(edit: Edit, word: str) -> None:
    edit.add("ppt/commentAuthors.xml", f'<p:cmAuthorLst xmlns:p="{_P}"><p:cmAuthor id="0" name="{word}"/>'
             "</p:cmAuthorLst>", f"{_TYPE}.presentationml.commentAuthors+xml")  # fmt: skip
    edit.relate(_MAIN, "commentAuthors", "ppt/commentAuthors.xml")


def _new_comment(edit: Edit, word: str) -> None:
    edit.add("ppt/comments/modernComment_1.xml", '<p188:cmLst xmlns:p188="http://schemas.microsoft.com/office/powerpoint'
             f'/2018/8/main"><p188:cm id="{{1}}"><p188:txBody>{_WORDS.format(word)}</p188:txBody></p188:cm>'
             "</p188:cmLst>", "application/vnd.ms-powerpoint.comments+xml")  # fmt: skip
    edit.relate(
        _SLIDE, "http://schemas.microsoft.com/office/2018/10/relationships/comments", "ppt/comments/modernComment_1.xml"
    )


def _tags(edit: Edit, word: str) -> None:
    edit.add("ppt/tags/tag1.xml", f'<p:tagLst xmlns:p="{_P}"><p:tag name="CRM" val="{word}"/></p:tagLst>',
             f"{_TYPE}.presentationml.tags+xml")  # fmt: skip
    edit.relate(_SLIDE, "tags", "ppt/tags/tag1.xml")


def _macro(edit: Edit, word: str) -> None:
    edit.add("ppt/vbaProject.bin", word.encode(), "application/vnd.ms-office.vbaProject")
    edit.relate(_MAIN, "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "ppt/vbaProject.bin")


def _outside_picture(edit: Edit, word: str) -> None:
    number = edit.relate(_SLIDE, "image", f"file:///C:/Users/{word}/margin.png", outside=True)
    edit.before(_SLIDE, "</p:spTree>", f'<p:pic xmlns:r="{OFFICE}" xmlns:a="{_A}"><p:nvPicPr>'
                f'<p:cNvPr id="77" name="x"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr>'
                f'<p:blipFill><a:blip r:link="{number}"/></p:blipFill><p:spPr/></p:pic>')  # fmt: skip


def _file_link(edit: Edit, word: str) -> None:
    number = edit.relate(_SLIDE, "hyperlink", f"file:///srv/{word}.xlsx", outside=True)
    edit.change(
        _SLIDE, r"<a:rPr[^>]*/>|<a:r>", f'<a:r><a:rPr xmlns:r="{OFFICE}"><a:hlinkClick r:id="{number}"/></a:rPr>'
    )


def _orphan_slide(edit: Edit, word: str) -> None:
    edit.add("ppt/slides/slide9.xml", edit.text(_SLIDE).replace("Openword slide 1", word),
             f"{_TYPE}.presentationml.slide+xml")  # fmt: skip
    edit.relate(_MAIN, "slide", "ppt/slides/slide9.xml")
    edit.relate("ppt/slides/slide9.xml", "slideLayout", "ppt/slideLayouts/slideLayout6.xml")


def _sections(edit: Edit, word: str) -> None:
    edit.before(_MAIN, "</p:presentation>", '<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}">'
                '<p14:sectionLst xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"><p14:section '
                f'name="{word}" id="{{1}}"/></p14:sectionLst></p:ext></p:extLst>')  # fmt: skip


def _custom_show(edit: Edit, word: str) -> None:
    edit.before(_MAIN, "</p:presentation>", f'<p:custShowLst><p:custShow name="{word}" id="0"/></p:custShowLst>')


def _alt_of_hidden(edit: Edit, word: str) -> None:
    edit.before(_SLIDE, "</p:spTree>", f'<p:sp><p:nvSpPr><p:cNvPr id="78" name="x" descr="{word}" hidden="1"/>'
                "<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/></p:sp>")  # fmt: skip


def _png_text(edit: Edit, word: str) -> None:
    name = next(one for one in edit.parts if one.startswith("ppt/media/image") and one.endswith(".png"))
    body = b"tEXtComment\0" + word.encode()
    chunk = len(body[4:]).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")
    data = edit.parts[name]
    edit.parts[name] = data[:33] + chunk + data[33:]


_BY_LIBRARY = {
    "notes": _notes_body, "box on the notes page": _notes_box, "hidden slide": _hidden_slide,
    "hidden shape": _hidden_shape, "hidden shape in a group": _hidden_in_group,
    "hidden shape on the master": _hidden_on_master, "group beside the slide": _off_in_group,
    "layout without slides": _unused_layout, "workbook behind a chart": _embedded_book, "embedded file": _ole_object,
}  # fmt: skip
_BY_HAND = {
    "comment": _old_comment, "author of comments": _comment_author, "new comment": _new_comment, "tags": _tags,
    "macro": _macro, "linked picture": _outside_picture, "link to a file": _file_link, "orphan slide": _orphan_slide,
    "name of a section": _sections, "name of a show": _custom_show,
    "alternative text of what is hidden": _alt_of_hidden, "text in a picture": _png_text,
}  # fmt: skip
DECK_PLANTS = (
    *(Plant(name, "pptx", _by_library(change)) for name, change in _BY_LIBRARY.items()),
    *(Plant(name, "pptx", _by_hand(change), turn=1) for name, change in _BY_HAND.items()),
    *(
        Plant(f"property {name}", "pptx", _core(name))
        for name in ("author", "comments", "keywords", "last_modified_by")
    ),
    *(
        Plant(f"beside the slide at {at}", "pptx", _off(*at))
        for at in ((-4.0, 1.0), (11.0, 1.0), (1.0, -3.0), (1.0, 9.0))
    ),
)
