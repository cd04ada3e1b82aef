"""The mess every shared drive has: copies, a broken deck, an empty file, lock files, old versions. Must run last."""

from dataclasses import dataclass
from pathlib import Path


class MissingSourceError(Exception):
    """A finished file that the mess is made from is not on the drive yet."""


@dataclass(frozen=True, slots=True)
class OldVersion:
    """An earlier edition of a text file: what it says now, and what it said then."""

    source: str
    target: str
    changes: tuple[tuple[str, str], ...]


COPIES = (
    (
        "Product/Ledgerlark AP - Product Overview 2026.pptx",
        "New folder (2)/Ledgerlark AP - Product Overview 2026 (1).pptx",
    ),
    ("Pricing and ROI/Ledgerlark price list 2026.pdf", "New folder (2)/Copy of Ledgerlark price list 2026.pdf"),
    ("Case Studies/Norrvik Freight - case study.pdf", "New folder (2)/Norrvik Freight - case study (1).pdf"),
    ("One-Pagers/Ledgerlark for CFOs.pdf", "New folder (2)/for Gesa.pdf"),
    ("Security and Legal/trust-center.html", "Product/Copy of trust-center.html"),
    ("Objection Handling/competitor is cheaper.md", "New folder (2)/competitor is cheaper (1).md"),
)
TRUNCATED = ("Case Studies/CS_St-Aldric_Hospital_2026.pptx", "Case Studies/CS_Maribelle_Hotels_draft.pptx")
KEPT_SHARE = 0.6
OLD_VERSIONS = (
    OldVersion(
        source="Security and Legal/trust-center.html",
        target="Archive/2024/trust-center (saved 2024-05).html",
        changes=(
            ("99.95 %</b>uptime over the last 24 months", "99.9 %</b>uptime over the last 12 months"),
            ("SOC 2 Type II</b>report under NDA, in one day", "SOC 2 Type I</b>report under NDA, in one week"),
            ("<li>SOC 2 Type II report (NDA)</li>", "<li>SOC 2 Type I report (NDA)</li>"),
            ("You choose Frankfurt, Dublin or Montreal. Production data", "All data is in Frankfurt. Production data"),
            ("<b>2 a year</b>penetration tests", "<b>1 a year</b>penetration test"),
            ("Last reviewed: 6 October\n2026.", "Last reviewed: 14 May\n2024."),
            ('content="2026-10-06"', 'content="2024-05-14"'),
            ('"dateModified": "2026-10-06"', '"dateModified": "2024-05-14"'),
            ('content="2025-02-03"', 'content="2024-01-15"'),
            ('"datePublished": "2025-02-03"', '"datePublished": "2024-01-15"'),
            ("Region of your choice", "Frankfurt"),
            (" in the last 24 months. Past", " in the last 12 months. Past"),
            ("© 2026", "© 2024"),
        ),
    ),
    OldVersion(
        source="Pricing and ROI/how our pricing works.md",
        target="Archive/2024/how our pricing works (2024).md",
        changes=(
            ("Essentials EUR 1,600 up", "Essentials EUR 1,450 up"),
            ("Professional EUR\n3,200 up", "Professional EUR\n2,900 up"),
            ("from EUR 6,100", "from EUR 5,400"),
            ("for EUR 19,200", "for EUR 17,400"),
            ("In 2025 we measured 118 customers", "In 2023 we measured 64 customers"),
            ("EUR 11.80 to process before and EUR 2.90 now", "EUR 11.40 to process before and EUR 3.60 now"),
            ("about EUR 160,000 a year", "about EUR 140,000 a year"),
            ("after nine months", "after twelve months"),
            ("EUR 0.45 each", "EUR 0.50 each"),
        ),
    ),
)
OLE_HEADER = bytes.fromhex("d0cf11e0a1b11ae1")


def build(drive: Path) -> list[Path]:
    """Make the mess out of the finished files on the drive."""
    copies = [_write(drive / target, _read(drive, source)) for source, target in COPIES]
    old_versions = [_write_old_version(drive, old) for old in OLD_VERSIONS]
    return [*copies, *old_versions, _write_truncated(drive), *_write_litter(drive)]


def _read(drive: Path, source: str) -> bytes:
    path = drive / source
    if not path.is_file():
        raise MissingSourceError(f"“{source}” is not on the drive. Run the other builder modules first.")
    return path.read_bytes()


def _write_truncated(drive: Path) -> Path:
    source, target = TRUNCATED
    whole = _read(drive, source)
    return _write(drive / target, whole[: int(len(whole) * KEPT_SHARE)])


def _write_old_version(drive: Path, old: OldVersion) -> Path:
    text = _read(drive, old.source).decode()
    for now, then in old.changes:
        if now not in text:
            raise MissingSourceError(f"“{old.source}” no longer says “{now}”. Change the old version in mess.py too.")
        text = text.replace(now, then)
    return _write(drive / old.target, text.encode())


def _write_litter(drive: Path) -> list[Path]:
    """What programs and systems leave behind: nothing in it is worth reading."""
    return [
        _write(drive / "Product/Untitled.docx", b""),
        _write(drive / "Product/~$oduct overview.pptx", _lock_file("Saoirse Quinlan")),
        _write(drive / "Case Studies/Thumbs.db", OLE_HEADER + bytes(1528)),
        _write(drive / "Case Studies/.DS_Store", b"\x00\x00\x00\x01Bud1" + bytes(1016)),
        _write(drive / "New folder (2)/desktop.ini", b"[.ShellClassInfo]\r\nLocalizedResourceName=New folder (2)\r\n"),
    ]


def _lock_file(owner: str) -> bytes:
    """The owner file Office keeps beside an open deck: 165 bytes, the name once in Latin-1 and once in UTF-16."""
    short = bytes([len(owner)]) + owner.encode("latin-1").ljust(54, b" ")
    wide = bytes([len(owner), 0]) + owner.encode("utf-16-le").ljust(108, b"\x20")
    return (short + wide)[:165].ljust(165, b"\x00")


def _write(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


if __name__ == "__main__":
    for written in build(Path(__file__).parent.parent / "drive"):
        print(written)
