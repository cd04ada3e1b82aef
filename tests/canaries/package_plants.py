"""Places in any Office package that no program shows."""

from __future__ import annotations

from collections.abc import Callable

from tests.canaries.package_edit import Edit
from tests.canaries.plant import Plant

MAINS = {"pptx": "ppt/presentation.xml", "docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
Change = Callable[[Edit, str, str], object]


def _custom_property(edit: Edit, word: str, _main: str) -> None:
    edit.add("docProps/custom.xml", '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
             'custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
             f'<property fmtid="{{1}}" pid="2" name="Margin"><vt:lpwstr>{word}</vt:lpwstr></property></Properties>',
             "application/vnd.openxmlformats-officedocument.custom-properties+xml")  # fmt: skip
    edit.relate("", "custom-properties", "docProps/custom.xml")


def _custom_xml(edit: Edit, word: str, main: str) -> None:
    edit.add("customXml/item1.xml", f"<crm><floor>{word}</floor></crm>")
    edit.relate(main, "customXml", "customXml/item1.xml")


def _unknown_part(edit: Edit, word: str, main: str) -> None:
    edit.add("extra/thing.xml", f"<thing>{word}</thing>", "application/vnd.acme.thing+xml")
    edit.relate(main, "http://acme.example/relationships/thing", "extra/thing.xml")


def _unreached_part(edit: Edit, word: str, _main: str) -> None:
    edit.add("leftover.bin", word.encode(), "application/octet-stream")


def _unpointed_picture(edit: Edit, word: str, main: str) -> None:
    edit.add("media/left.png", b"\x89PNG\r\n\x1a\n" + word.encode(), "image/png")
    edit.relate(main, "image", "media/left.png")


def _thumbnail(edit: Edit, word: str, _main: str) -> None:
    edit.add("docProps/first.jpeg", b"\xff\xd8\xff" + word.encode(), "image/jpeg")
    edit.relate("", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail",
                "docProps/first.jpeg")  # fmt: skip


def _embedded(edit: Edit, word: str, main: str) -> None:
    edit.add("embeddings/plan.bin", word.encode(), "application/vnd.openxmlformats-officedocument.oleObject")
    edit.relate(main, "oleObject", "embeddings/plan.bin")


def _remark(edit: Edit, word: str, main: str) -> None:
    edit.parts[main] += f"<!-- {word} -->".encode()


def _instruction(edit: Edit, word: str, main: str) -> None:
    text = edit.text(main)
    at = text.rindex("</")
    edit.parts[main] = (text[:at] + f"<?acme {word}?>" + text[at:]).encode()


def _manager(edit: Edit, word: str, _main: str) -> None:
    edit.parts.pop("docProps/app.xml", None)
    edit.add("docProps/app.xml", '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
             f'extended-properties"><Manager>{word}</Manager></Properties>')  # fmt: skip


def _outside(edit: Edit, word: str, main: str) -> None:
    edit.relate(main, "oleObject", f"file:///srv/{word}/margins.xlsx", outside=True)


def _in_parts(change: Change, main: str) -> Callable[[bytes, str], bytes]:
    def put(data: bytes, word: str) -> bytes:
        edit = Edit(data)
        change(edit, word, main)
        return edit.data()

    return put


_CHANGES: dict[str, Change] = {
    "custom property": _custom_property, "custom XML": _custom_xml, "part of an unknown kind": _unknown_part,
    "part that nothing leads to": _unreached_part, "picture that nothing shows": _unpointed_picture,
    "thumbnail": _thumbnail, "embedded object": _embedded, "remark in the XML": _remark,
    "instruction in the XML": _instruction, "manager": _manager, "object outside": _outside,
}  # fmt: skip
PACKAGE_PLANTS = (
    *(
        Plant(name, form, _in_parts(change, main), turn=1)
        for form, main in MAINS.items()
        for name, change in _CHANGES.items()
    ),
    *(
        Plant("comment of the zip file", form, lambda data, word: Edit(data).data(comment=word.encode()), turn=2)
        for form in MAINS
    ),
    *(Plant("behind the zip file", form, lambda data, word: data + word.encode(), turn=3) for form in MAINS),
    *(Plant("before the zip file", form, lambda data, word: word.encode() + data, turn=3) for form in MAINS),
)
