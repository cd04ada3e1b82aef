"""Slides that are pictures: screenshots and scans set across a slide, whose words only recognition can read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from indexer.extract.office.package import Element, Package, text_of
from indexer.extract.pictures import ReadGrey, Recognised, grey_of

# A slide that says more than this beside its title is text with a picture; one that is less covered has a decoration.
FEW_WORDS, COVERED = 5, 0.4
MAX_PICTURES = 4


@dataclass(frozen=True, slots=True)
class Words:
    """What the pictures of a slide say; nothing, where nobody read them."""

    heading: str = ""
    text: str = ""


class SlidePictures:
    """Reads the pictures of one deck's slides. ``pictured`` counts the slides that are pictures and say nothing yet."""

    def __init__(self, slide_area: float, read_grey: ReadGrey | None) -> None:
        self.pictured = self._unread = 0
        self._area = slide_area
        self._read_grey = read_grey

    def read(self, package: Package, part: str, root: Element, text: str) -> Words:
        """What a slide's pictures say, if its text says next to nothing."""
        if len(text.split()) > FEW_WORDS or not self._area:
            return Words()
        targets = list(dict.fromkeys(_large_pictures(package, part, root, self._area)))[:MAX_PICTURES]
        if not targets:
            return Words()
        read = [page for page in (self._look(package.read(target)) for target in targets) if page and page.text]
        self.pictured += not read
        return Words(read[0].heading if read else "", "\n".join(page.text for page in read))

    def _look(self, data: bytes) -> Recognised | None:
        if not self._read_grey:
            return None
        grey = grey_of(data)
        page = self._read_grey(grey) if grey else None
        self._unread += page is None and bool(grey)
        return page

    def tell(self, slides: int, *, says_nothing: bool) -> Iterator[str]:
        """What a person should know of the slides that are still pictures without text."""
        if not self.pictured:
            return
        what = "no text: the slides" if says_nothing else f"{self.pictured} of {slides} slides"
        if not self._read_grey:
            yield f"{what} are pictures; install tesseract-ocr where the indexer runs, or put the text into notes"
        elif self._unread:
            yield f"{what} are pictures and {self._unread} were not read in time; raise scan_seconds"
        else:
            yield f"{what} are pictures in which no words were recognised"


def _large_pictures(package: Package, part: str, root: Element, area: float) -> Iterator[str]:
    """The parts of the pictures that cover much of a slide, its background among them."""
    related = package.related(part)
    for blip in root.iter("{*}blip"):
        target = related.get(text_of(blip.attrib, "embed"), ("", ""))[1]
        if target in package.names and _covered(blip) >= COVERED * area:
            yield target


def _covered(blip: Element) -> float:
    """What a picture covers, in EMU; a background covers everything."""
    for holder in blip.iterancestors("{*}pic", "{*}sp", "{*}bg"):
        if holder.tag.endswith("}bg"):
            return float("inf")
        size = holder.find("./{*}spPr/{*}xfrm/{*}ext")
        sides = (size.get("cx", ""), size.get("cy", "")) if size is not None else ("", "")
        return float(sides[0]) * float(sides[1]) if all(side.isdecimal() for side in sides) else 0.0
    return 0.0
