"""Places in a Word document where its reader never looks."""

from __future__ import annotations

from collections.abc import Callable

from tests.canaries.package_edit import Edit, R
from tests.canaries.plant import Plant

_MAIN, _STYLES, _SETTINGS = "word/document.xml", "word/styles.xml", "word/settings.xml"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_WP = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
_WPS = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
Change = Callable[[Edit, str], object]


def _run(word: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{word}</w:t></w:r>"


def _paragraph(edit: Edit, inside: str, properties: str = "") -> Edit:
    return edit.before(_MAIN, "<w:sectPr", f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>")


def _hidden_by_character_style(edit: Edit, word: str) -> None:
    edit.before(_STYLES, "</w:styles>", '<w:style w:type="character" w:styleId="Quiet"><w:name w:val="Quiet"/><w:rPr>'
                "<w:vanish/></w:rPr></w:style>")  # fmt: skip
    _paragraph(edit, _run(word, '<w:rStyle w:val="Quiet"/>'))


def _hidden_by_based_on(edit: Edit, word: str) -> None:
    edit.before(_STYLES, "</w:styles>", '<w:style w:type="paragraph" w:styleId="Low"><w:name w:val="Low"/><w:rPr>'
                '<w:vanish w:val="true"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Lower"><w:name '
                'w:val="Lower"/><w:basedOn w:val="Low"/></w:style>')  # fmt: skip
    _paragraph(edit, _run(word), '<w:pStyle w:val="Lower"/>')


def _box(word: str, *, hidden: str = "", x: int = 0) -> str:
    return (
        f'<w:r><w:drawing><wp:anchor {_WP} {_A} {_WPS}><wp:positionH relativeFrom="page"><wp:posOffset>{x}'
        '</wp:posOffset></wp:positionH><wp:extent cx="900000" cy="900000"/>'
        f'<wp:docPr id="9" name="Box"{hidden}/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/'
        f'2010/wordprocessingShape"><wps:wsp><wps:txbx><w:txbxContent><w:p>{_run(word)}</w:p></w:txbxContent></wps:txbx>'
        "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )


def _field(code: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> '
        f'{code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>12</w:t></w:r><w:r>'
        '<w:fldChar w:fldCharType="end"/></w:r>'
    )


def _comment(edit: Edit, word: str, *, author: str = "Ann") -> None:
    edit.add("word/comments.xml", f'<w:comments {_W}><w:comment w:id="1" w:author="{author}"><w:p>{_run(word)}</w:p>'
             "</w:comment></w:comments>", f"{_TYPE}.comments+xml")  # fmt: skip
    edit.relate(_MAIN, "comments", "word/comments.xml")
    _paragraph(edit, '<w:commentRangeStart w:id="1"/><w:r><w:t>here</w:t></w:r><w:commentRangeEnd w:id="1"/><w:r>'
               '<w:commentReference w:id="1"/></w:r>')  # fmt: skip


def _footnote_of_nothing(edit: Edit, word: str) -> None:
    edit.add("word/footnotes.xml", f'<w:footnotes {_W}><w:footnote w:id="7"><w:p>{_run(word)}</w:p></w:footnote>'
             "</w:footnotes>", f"{_TYPE}.footnotes+xml")  # fmt: skip
    edit.relate(_MAIN, "footnotes", "word/footnotes.xml")


def _unshown_header(edit: Edit, word: str) -> None:
    edit.add("word/header9.xml", f"<w:hdr {_W}><w:p>{_run(word)}</w:p></w:hdr>", f"{_TYPE}.header+xml")
    number = edit.relate(_MAIN, "header", "word/header9.xml")
    edit.change(_MAIN, r"<w:sectPr[^>]*>", f'<w:sectPr {R}><w:headerReference w:type="first" r:id="{number}"/>')


def _glossary(edit: Edit, word: str) -> None:
    edit.add("word/glossary/document.xml", f"<w:glossaryDocument {_W}><w:p>{_run(word)}</w:p></w:glossaryDocument>",
             f"{_TYPE}.document.glossary+xml")  # fmt: skip
    edit.relate(_MAIN, "glossaryDocument", "word/glossary/document.xml")


def _alternative_chunk(edit: Edit, word: str) -> None:
    edit.add("word/chunk.html", f"<html><body><!-- {word} -->Terms</body></html>", "text/html")
    number = edit.relate(_MAIN, "aFChunk", "word/chunk.html")
    edit.before(_MAIN, "<w:sectPr", f'<w:altChunk {R} r:id="{number}"/>')


def _template(edit: Edit, word: str) -> None:
    number = edit.relate(_SETTINGS, "attachedTemplate", f"file:///C:/{word}/offer.dotx", outside=True)
    edit.before(_SETTINGS, "</w:settings>", f'<w:attachedTemplate {R} r:id="{number}"/>')


def _into_settings(xml: str) -> Change:
    return lambda edit, word: edit.before(_SETTINGS, "</w:settings>", xml.format(word))


def _into_body(inside: Callable[[str], str], properties: str = "") -> Change:
    return lambda edit, word: _paragraph(edit, inside(word), properties.format(word))


def _vml_box(word: str) -> str:
    return (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="position:absolute;visibility:hidden">'
        f"<v:textbox><w:txbxContent><w:p>{_run(word)}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )


_CHANGES: dict[str, Change] = {
    "deletion": _into_body(lambda w: f'<w:del w:id="1" w:author="Ann"><w:r><w:delText>{w}</w:delText></w:r></w:del>'),
    "author of an insertion": _into_body(lambda w: f'<w:ins w:id="1" w:author="{w}"><w:r><w:t>new</w:t></w:r></w:ins>'),
    "words moved away": _into_body(lambda w: f'<w:moveFrom w:id="1" w:author="Ann">{_run(w)}</w:moveFrom>'),
    "author of a format": _into_body(
        lambda w: _run("x", f'<w:b/><w:rPrChange w:id="2" w:author="{w}"><w:rPr/></w:rPrChange>')
    ),
    "deleted row": lambda edit, word: edit.before(
        _MAIN, "<w:sectPr", '<w:tbl><w:tr><w:trPr><w:del w:id="3" w:author="Ann"/></w:trPr><w:tc><w:p>'
        f"{_run(word)}</w:p></w:tc></w:tr><w:tr><w:tc><w:p>{_run('stays')}</w:p></w:tc></w:tr></w:tbl>"),
    "hidden words": _into_body(lambda w: _run(w, "<w:vanish/>")),
    "words hidden by a style": _hidden_by_character_style,
    "words hidden by a style below": _hidden_by_based_on,
    "hidden box": _into_body(lambda w: _box(w, hidden=' hidden="1"')),
    "old hidden box": _into_body(_vml_box),
    "box beside the page": _into_body(lambda w: _box(w, x=-9_000_000)),
    "comment": _comment,
    "author of a comment": lambda edit, word: _comment(edit, "say", author=word),
    "code of a field": _into_body(lambda w: _field(f'IF 1 = 2 "{w}" "12"')),
    "simple field": _into_body(
        lambda w: f'<w:fldSimple w:instr=" DOCVARIABLE {w} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'),
    "link to a file in a field": _into_body(lambda w: _field(f'HYPERLINK "file:///srv/{w}.xlsx"')),
    "entry of an index": _into_body(
        lambda w: f'<w:r><w:rPr><w:vanish/></w:rPr><w:instrText>XE "{w}"</w:instrText></w:r>'),
    "smart tag": _into_body(
        lambda w: f'<w:smartTag w:element="x"><w:smartTagPr><w:attr w:name="n" w:val="{w}"/></w:smartTagPr>'
        "<w:r><w:t>x</w:t></w:r></w:smartTag>"),
    "tag of a control": _into_body(
        lambda w: f'<w:sdt><w:sdtPr><w:tag w:val="{w}"/></w:sdtPr><w:sdtContent><w:r><w:t>x</w:t></w:r></w:sdtContent>'
        "</w:sdt>"),
    "foot note of nothing": _footnote_of_nothing,
    "header of no page": _unshown_header,
    "quick parts": _glossary,
    "chunk of another format": _alternative_chunk,
    "template": _template,
    "variable": _into_settings('<w:docVars><w:docVar w:name="floor" w:val="{}"/></w:docVars>'),
    "mail merge": _into_settings('<w:mailMerge><w:query w:val="SELECT {}"/></w:mailMerge>'),
}  # fmt: skip


def _in_parts(change: Change) -> Callable[[bytes, str], bytes]:
    def put(data: bytes, word: str) -> bytes:
        edit = Edit(data)
        change(edit, word)
        return edit.data()

    return put


DOCUMENT_PLANTS = tuple(Plant(name, "docx", _in_parts(change), turn=1) for name, change in _CHANGES.items())
