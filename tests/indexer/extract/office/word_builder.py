"""Letters made by hand, from the XML of their body and of the parts beside it."""

from __future__ import annotations

from tests.indexer.extract.builders import zipped

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = f'xmlns:w="{WORD}" xmlns:r="{OFFICE}"'


def paragraph(text: str, said: str = "") -> str:
    run = f"<w:r><w:t>{text}</w:t></w:r>" if text else ""
    return f"<w:p><w:pPr>{said}</w:pPr>{run}</w:p>"


def letter(
    body: str, *, numbering: str = "", styles: str = "", parts: dict[str, tuple[str, bytes]] | None = None
) -> bytes:
    """``parts`` are further parts of the document: name -> the kind of the relation ``r0``, ``r1`` … to it, content."""
    listed = {"numbering": ("numbering", _root("numbering", numbering)), "styles": ("styles", _root("styles", styles))}
    files = {"[Content_Types].xml": b"<Types/>", "word/document.xml": _root("document", f"<w:body>{body}</w:body>")}
    related = ""
    for name, (kind, content) in listed.items():
        files[f"word/{name}.xml"] = content
        related += f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{name}.xml"/>'
    for at, (name, (kind, content)) in enumerate((parts or {}).items()):
        files[f"word/{name}"] = content
        related += f'<Relationship Id="r{at}" Type="{OFFICE}/{kind}" Target="{name}"/>'
    files["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{RELATIONS}">{related}</Relationships>'.encode()
    return zipped(files)


def _root(name: str, inside: str) -> bytes:
    return f"<w:{name} {_SPACES}>{inside}</w:{name}>".encode()
