"""Office packages taken apart and put together again by hand: parts, relations and types as plain text."""

from __future__ import annotations

import posixpath
import re
import zipfile
from io import BytesIO

from tests.plants.pdf_document import read_everything

RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
R = f'xmlns:r="{OFFICE}"'


class Edit:
    """The parts of a package, by name."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}

    def text(self, name: str) -> str:
        return self.parts[name].decode("utf-8")

    def change(self, name: str, old: str, new: str) -> Edit:
        """Replace the first ``old``, a pattern, which must be there."""
        text, count = re.subn(old, lambda _: new, self.text(name), count=1, flags=re.DOTALL)
        assert count, f"{old} does not stand in {name}"
        self.parts[name] = text.encode()
        return self

    def before(self, name: str, mark: str, new: str) -> Edit:
        """Put something before the last ``mark``."""
        head, found, tail = self.text(name).rpartition(mark)
        assert found, f"{mark} does not stand in {name}"
        self.parts[name] = (head + new + mark + tail).encode()
        return self

    def add(self, name: str, content: str | bytes, kind: str = "") -> Edit:
        """A new part; ``kind`` is its content type."""
        self.parts[name] = content.encode() if isinstance(content, str) else content
        if kind:
            self.before("[Content_Types].xml", "</Types>", f'<Override PartName="/{name}" ContentType="{kind}"/>')
        return self

    def relate(self, source: str, kind: str, target: str, *, outside: bool = False) -> str:
        """A relation from a part (empty: from the package) to another; returns its id."""
        folder, base = posixpath.split(source)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        self.parts.setdefault(rels, f'<Relationships xmlns="{RELS}"></Relationships>'.encode())
        text = self.text(rels)
        if text.rstrip().endswith("/>"):
            self.parts[rels] = (text.rstrip()[:-2] + "></Relationships>").encode()
        number = f"rIdCanary{len(re.findall('rIdCanary', self.text(rels)))}"
        full = kind if "://" in kind else f"{OFFICE}/{kind}"
        mode = ' TargetMode="External"' if outside else ""
        place = target if outside else f"/{target}"
        self.before(rels, "</Relationships>", f'<Relationship Id="{number}" Type="{full}" Target="{place}"{mode}/>')
        return number

    def data(self, *, comment: bytes = b"") -> bytes:
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.parts.items():
                archive.writestr(name, content)
            archive.comment = comment
        return out.getvalue()


def words_in(data: bytes, *, deep: int = 3) -> bytes:
    """All bytes of a file as a thief would look at them: unpacked, also packages in packages."""
    if data.startswith(b"%PDF-"):
        return read_everything(data)
    found = [data]
    if deep and data[:2] == b"PK":
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for info in archive.infolist():
                found += [info.filename.encode(), info.comment, info.extra, words_in(archive.read(info), deep=deep - 1)]
    return b"\n".join(found)


def holds(data: bytes, word: str) -> bool:
    """Whether a word stands in a file, in any of the ways in which files write words."""
    everything = words_in(data)
    return any(word.encode(code) in everything for code in ("utf-8", "utf-16-le", "utf-16-be"))
