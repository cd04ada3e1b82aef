"""Places in OpenDocument files where their readers never look; the files are written by hand."""

from __future__ import annotations

from collections.abc import Callable

from tests.canaries.package_edit import Edit
from tests.canaries.plant import OPEN_WORD, Plant
from tests.indexer.extract.builders import open_document

_CONTENT = "content.xml"
_STYLES = (
    '<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"><office:automatic-styles>'
    '<style:page-layout style:name="P"><style:page-layout-properties fo:page-width="28cm" fo:page-height="21cm"/>'
    "</style:page-layout></office:automatic-styles></office:document-styles>"
)
_STYLE = 'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
Change = Callable[[Edit, str], object]


def _box(words: str, more: str = "") -> str:
    return f"<draw:frame{more}><draw:text-box><text:p>{words}</text:p></draw:text-box></draw:frame>"


def _make(kind: str, body: str) -> bytes:
    edit = Edit(open_document(kind, body))
    edit.parts["styles.xml"] = _STYLES.encode()
    return edit.data()


OPEN_BASES: dict[str, Callable[[], bytes]] = {
    "odt": lambda: _make("text", f"<text:p>{OPEN_WORD} twelve euros</text:p><text:p>Second</text:p>"),
    "odp": lambda: _make(
        "presentation", f"<draw:page>{_box(OPEN_WORD)}</draw:page><draw:page>{_box('Two')}</draw:page>"),
    "ods": lambda: _make("spreadsheet", '<table:table table:name="Prices"><table:table-column/><table:table-row>'
                         f"<table:table-cell><text:p>{OPEN_WORD}</text:p></table:table-cell></table:table-row>"
                         "</table:table>"),
}  # fmt: skip
_ENDS = {"odt": "</office:text>", "odp": "</office:presentation>", "ods": "</office:spreadsheet>"}


def _style(family: str, properties: str) -> str:
    styles = f'<office:automatic-styles><style:style {_STYLE} style:name="Quiet" style:family="{family}">'
    return f"{styles}<style:{properties}/></style:style></office:automatic-styles>"


def _put(form: str, xml: str, *, style: str = "") -> Plant:
    def put(data: bytes, word: str) -> bytes:
        edit = Edit(data).before(_CONTENT, _ENDS[form], xml.replace("WORD", word))
        return (edit.change(_CONTENT, "<office:body>", f"{style}<office:body>") if style else edit).data()

    return Plant("", form, put, turn=1)


def _part(name: str, xml: str) -> Callable[[bytes, str], bytes]:
    return lambda data, word: Edit(data).add(name, xml.replace("WORD", word)).data()


_META = (
    '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><dc:creator>WORD</dc:creator></office:meta>'
    "</office:document-meta>"
)
_NOTE = "<office:annotation><text:p>WORD</text:p></office:annotation>"
_HIDDEN_TEXT, _HIDDEN_PAGE = _style("text", 'text-properties text:display="none"'), _style(
    "drawing-page", 'drawing-page-properties presentation:visibility="hidden"')  # fmt: skip
_HIDDEN_TABLE = _style("table", 'table-properties table:display="false"')
_OFF, _BESIDE = ' draw:display="none"', ' svg:x="-9cm" svg:y="1cm" svg:width="4cm"'
_BODY: tuple[tuple[str, Plant], ...] = (
    ("comment", _put("odt", f"<text:p>x{_NOTE}</text:p>")),
    ("tracked deletion", _put("odt", "<text:tracked-changes><text:changed-region><text:deletion><text:p>WORD</text:p>"
                              "</text:deletion></text:changed-region></text:tracked-changes>")),
    ("words hidden by a style", _put(
        "odt", '<text:p><text:span text:style-name="Quiet">WORD</text:span></text:p>', style=_HIDDEN_TEXT)),
    ("hidden paragraph", _put("odt", '<text:p text:style-name="Quiet">WORD</text:p>', style=_HIDDEN_TEXT)),
    ("hidden section", _put("odt", '<text:section text:display="none"><text:p>WORD</text:p></text:section>')),
    ("hidden text", _put("odt", '<text:p><text:hidden-text text:string-value="WORD"/></text:p>')),
    ("variable", _put(
        "odt", '<text:user-field-decls><text:user-field-decl text:name="WORD"/></text:user-field-decls>')),
    ("notes", _put("odp", "<draw:page>x<presentation:notes><draw:frame><draw:text-box><text:p>WORD</text:p>"
                   "</draw:text-box></draw:frame></presentation:notes></draw:page>")),
    ("hidden slide", _put("odp", f'<draw:page draw:style-name="Quiet">{_box("WORD")}</draw:page>', style=_HIDDEN_PAGE)),
    ("hidden shape", _put("odp", f"<draw:page>{_box('WORD', _OFF)}</draw:page>")),
    ("beside the slide", _put("odp", f"<draw:page>{_box('WORD', _BESIDE)}</draw:page>")),
    ("comment", _put("odp", f"<draw:page>{_NOTE}</draw:page>")),
    ("hidden sheet", _put("ods", '<table:table table:name="M" table:style-name="Quiet"><table:table-row>'
                          "<table:table-cell><text:p>WORD</text:p></table:table-cell></table:table-row></table:table>",
                          style=_HIDDEN_TABLE)),
    ("hidden row", _put("ods", '<table:table table:name="N"><table:table-row table:visibility="collapse">'
                        "<table:table-cell><text:p>WORD</text:p></table:table-cell></table:table-row></table:table>")),
    ("hidden column", _put("ods", '<table:table table:name="O"><table:table-column table:visibility="collapse"/>'
                           "<table:table-row><table:table-cell><text:p>WORD</text:p></table:table-cell>"
                           "</table:table-row></table:table>")),
    ("comment of a cell", _put("ods", '<table:table table:name="Q"><table:table-row><table:table-cell>'
                               f"{_NOTE}<text:p>x</text:p></table:table-cell></table:table-row></table:table>")),
)  # fmt: skip
_PARTS = {
    "who wrote it": _part("meta.xml", _META), "macro": _part("Basic/Standard/Module1.xml", "<m>WORD</m>"),
    "settings": _part("settings.xml", "<s>WORD</s>"), "unknown part": _part("left/over.bin", "WORD"),
    "unused picture": _part("Pictures/left.png", "WORD"), "embedded file": _part("Object 1/content.xml", "<o>WORD</o>"),
}  # fmt: skip
OPEN_PLANTS = (
    *(Plant(name, one.form, one.put, one.turn) for name, one in _BODY),
    *(Plant(name, form, put, turn=1) for form in OPEN_BASES for name, put in _PARTS.items()),
    *(Plant("behind the zip file", form, lambda data, word: data + word.encode(), turn=3) for form in OPEN_BASES),
)
