"""What a picture tells besides what it shows: camera, place, author, earlier texts. Taken off as it is."""

from __future__ import annotations

from collections.abc import Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
# Chunks of a PNG that decide how it looks; any other says something about it.
_SHOWN = frozenset(
    (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"hIST",
     b"pHYs", b"acTL", b"fcTL", b"fdAT", b"cICP")
)  # fmt: skip
_START_OF_SCAN, _COMMENT, _END = 0xDA, 0xFE, b"\xff\xd9"
# Application segments of a JPEG that decide how it looks: its frame, its colors, how they are coded.
_APPLIED = frozenset((0xE0, 0xE2, 0xEE))


def drop_metadata(data: bytes) -> tuple[bytes, int]:
    """The picture without it, and how many pieces were taken off. What is neither PNG nor JPEG stays as it is.

    >>> drop_metadata(b"GIF89a")
    (b'GIF89a', 0)
    """
    if data.startswith(_PNG):
        return _join(_png_pieces(data), data)
    if data.startswith(b"\xff\xd8"):
        return _join(_jpeg_pieces(data), data)
    return data, 0


def _join(pieces: Iterator[tuple[bytes, bool]], data: bytes) -> tuple[bytes, int]:
    listed = list(pieces)
    kept = b"".join(piece for piece, is_shown in listed if is_shown)
    count = sum(not is_shown for _, is_shown in listed)
    return (kept, count) if count else (data, 0)


def _png_pieces(data: bytes) -> Iterator[tuple[bytes, bool]]:
    yield _PNG, True
    at = len(_PNG)
    while at + 12 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        yield data[at : at + 12 + size], kind in _SHOWN
        at += 12 + size
        if kind == b"IEND":
            break
    if at < len(data):
        yield data[at:], False


def _jpeg_pieces(data: bytes) -> Iterator[tuple[bytes, bool]]:
    yield data[:2], True
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker, size = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == _START_OF_SCAN:
            break
        is_said = marker == _COMMENT or (0xE0 <= marker <= 0xEF and marker not in _APPLIED)
        yield data[at : at + 2 + size], not is_said
        at += 2 + size
    end = data.rfind(_END)
    stop = end + 2 if end >= at else len(data)
    yield data[at:stop], True
    # Telephones hang films and further pictures behind the first one.
    if stop < len(data):
        yield data[stop:], False
