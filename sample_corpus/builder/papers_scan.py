"""A reference letter that came back as a crooked, noisy scan: a PDF with a picture and no text."""

import random
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont
from pypdf import PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

SCAN_PATH = "New folder (2)/scan0003.pdf"
SCANNED_AT = datetime(2025, 2, 18, 16, 42, tzinfo=UTC)
SIZE = (1000, 1414)
INK = 45
LETTER = (
    (34, "Karsten Antriebe"),
    (18, "Accounting  -  Werkstrasse 14  -  Germany"),
    (20, ""),
    (20, "To whom it may concern"),
    (20, ""),
    (20, "14 February 2025"),
    (20, ""),
    (22, "Reference: Ledgerlark AP"),
    (20, ""),
    (20, "We have worked with Ledgerlark since spring 2024. Until then our supplier"),
    (20, "invoices were read by SumLedger on a server of our own, with about 9,000"),
    (20, "templates that two part-time colleagues kept alive."),
    (20, ""),
    (20, "The change was made in seven weeks, one plant after the other, beside our"),
    (20, "daily work. Connection to proALPHA was ready in the second week. No month-end"),
    (20, "was late. Both colleagues are with us still and look after new suppliers."),
    (20, ""),
    (20, "The investment had paid for itself after ten months, by the figures of our"),
    (20, "controlling department. When something did not work, somebody picked up the"),
    (20, "telephone. I would take the same decision again, only two years earlier."),
    (20, ""),
    (20, "You are welcome to call me about it."),
    (20, ""),
    (20, "Yours faithfully"),
    (20, ""),
    (20, ""),
    (20, ""),
    (20, "Head of Accounting"),
)


def write_scan(drive: Path) -> Path:
    """Write the scanned letter, at most 150 KB."""
    path = drive / SCAN_PATH
    path.parent.mkdir(parents=True, exist_ok=True)
    picture = BytesIO()
    _scan().save(picture, "JPEG", quality=38)
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    canvas.drawImage(ImageReader(picture), 0, 0, *A4)
    canvas.save()
    _stamp(path)
    return path


def _scan() -> Image.Image:
    page = Image.new("L", SIZE, 250)
    draw = ImageDraw.Draw(page)
    top = 110
    for size, line in LETTER:
        draw.text((120, top), line, font=ImageFont.load_default(size), fill=INK)
        top += int(size * 1.7)
    _sign(draw, 130, top - 118)
    draw.ellipse((640, top - 190, 850, top + 20), outline=120, width=4)
    draw.text((672, top - 98), "RECEIVED 18 FEB", font=ImageFont.load_default(19), fill=120)
    turned = page.rotate(-1.3, fillcolor=228, resample=Image.Resampling.BICUBIC)
    return _dirty(turned).filter(ImageFilter.GaussianBlur(0.6))


def _sign(draw: ImageDraw.ImageDraw, left: int, top: int) -> None:
    rounds = random.Random(14)
    points = [(left + 14 * step, top + rounds.randint(-26, 26)) for step in range(17)]
    draw.line(points, fill=70, width=4, joint="curve")


def _dirty(page: Image.Image) -> Image.Image:
    dirt = random.Random(3)
    draw = ImageDraw.Draw(page)
    for _ in range(900):
        x, y = dirt.randrange(SIZE[0]), dirt.randrange(SIZE[1])
        draw.point((x, y), fill=dirt.randint(90, 225))
    draw.rectangle((0, 0, 9, SIZE[1]), fill=170)
    return page


def _stamp(path: Path) -> None:
    writer = PdfWriter(clone_from=path)
    made = SCANNED_AT.strftime("D:%Y%m%d%H%M%S+00'00'")
    writer.metadata = {"/Producer": "MFP Scan 4.1", "/CreationDate": made, "/ModDate": made}
    with path.open("wb") as file:
        writer.write(file)
