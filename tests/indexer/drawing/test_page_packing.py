"""What a drawing process may send: pictures of both sizes, or nothing."""

from __future__ import annotations

import base64
import io

import pytest
from PIL import Image

from contentlib.model import Section
from contentlib.pictures import Box
from indexer.drawing.page_packing import pack_missing, pack_page, unpack_pages


def pair(data: bytes) -> str:
    return " ".join(base64.b64encode(each).decode() for each in (webp(), data))


def webp(extra: bytes = b"") -> bytes:
    body = b"WEBPVP8 " + extra
    return b"RIFF" + len(body).to_bytes(4, "little") + body


@pytest.mark.parametrize(
    ("size", "data"),
    [
        ("9x9", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("9x9", webp() + b"<script>"),
        ("9x9", webp(bytes(3 * 1024 * 1024))),
        ("9000x9", webp()),
        ("0x9", webp()),
        ("nine", webp()),
    ],
    ids=["another format", "more at the end", "too heavy", "too wide", "no width", "no size"],
)
def test_a_drawing_process_that_was_taken_over_gets_nothing_in(size: str, data: bytes) -> None:
    good = Section("page 1", "9x9", pair(webp()))
    assert unpack_pages([good])
    assert unpack_pages([good, Section("page 2", size, pair(data))]) is None


def test_a_page_arrives_in_both_sizes_with_its_words() -> None:
    boxes = (Box("price", 1, 2, 3, 4),)
    unpacked = unpack_pages((pack_page(2, Image.new("RGB", (900, 506), "white"), boxes), pack_missing(5, "is broken")))
    assert unpacked
    (page,) = unpacked.pages
    assert (page.picture.page, page.picture.width, page.picture.height, page.boxes) == (2, 900, 506, boxes)
    assert [Image.open(io.BytesIO(each)).size for each in (page.large, page.small)] == [(900, 506), (300, 169)]
    assert unpacked.missing == {5: "is broken"}


@pytest.mark.parametrize("locators", [("page 2", "page 2"), ("page 3", "page 2"), ("page x",), ("page 99999",)])
def test_pages_come_in_order_and_once(locators: tuple[str, ...]) -> None:
    assert unpack_pages([Section(locator, "9x9", pair(webp())) for locator in locators]) is None
