"""What is known of a page while its content is copied: how things are drawn now, and what has been met so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from indexer.clean_pdf.allowed import ObjectCopies
from indexer.clean_pdf.layers import Layers
from indexer.clean_pdf.letter_widths import UNKNOWN, Letters
from indexer.clean_pdf.plane import IDENTITY, Frame, Matrix, touches

# Letters that are not drawn, or only cut out what is drawn next.
NOT_DRAWN = (3, 7)
CopyInner: TypeAlias = Callable[["Scene", Any, Any, Matrix, Frame], bytes]


@dataclass(slots=True)
class Drawing:
    """The graphics state, as far as it decides whether something can be seen. ``clip`` lies in the page's space."""

    ctm: Matrix
    clip: Frame
    letters: Letters = UNKNOWN
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0
    line_width: float = 1.0
    clear_fill: bool = False
    clear_stroke: bool = False

    @property
    def draws_no_letters(self) -> bool:
        """Whether text is put here that has no color at all, as it is behind a scan."""
        if self.mode in NOT_DRAWN:
            return True
        fills, strokes = self.mode in (0, 2), self.mode in (1, 2)
        return (fills or strokes) and (not fills or self.clear_fill) and (not strokes or self.clear_stroke)


@dataclass(slots=True)
class TextPlace:
    """Where the next letter stands. ``slack``: it may be that much further on, since a width was not known."""

    line: Matrix = IDENTITY
    at: Matrix = IDENTITY
    slack: float = 0.0
    # Something of unknown width was left out of this line.
    astray: bool = False


@dataclass(frozen=True, slots=True)
class CopiedForm:
    """A form that was copied, with where its pictures lie in its own space."""

    made: Any
    pictures: tuple[Frame, ...]
    unseen: bool


@dataclass(slots=True)
class Scene:
    """One page. Text without color is kept where it lies on one of ``scans``; while they are None, everywhere."""

    copies: ObjectCopies
    layers: Layers
    # Copies the content of a stream, drawn with a matrix and seen through a frame.
    copy_inner: CopyInner
    forms: dict[Any, CopiedForm]
    scans: tuple[Frame, ...] | None = None
    pictures: list[Frame] = field(default_factory=list)
    unseen: bool = False
    doubtful: bool = False
    open_forms: set[tuple[int, int]] = field(default_factory=set)

    def copy_content(self, source: Any, resources: Any, ctm: Matrix, clip: Frame) -> bytes:
        return self.copy_inner(self, source, resources, ctm, clip)

    def keeps_unseen(self, frame: Frame) -> bool:
        self.unseen = True
        return self.scans is None or any(touches(frame, scan) for scan in self.scans)
