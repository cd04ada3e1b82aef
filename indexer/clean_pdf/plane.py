"""Points, matrices and rectangles on a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
Point: TypeAlias = tuple[float, float]
# Left, bottom, right, top.
Frame: TypeAlias = tuple[float, float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
EVERYWHERE: Frame = (-1e9, -1e9, 1e9, 1e9)
NOWHERE: Frame = (1e9, 1e9, -1e9, -1e9)


def times(first: Matrix, then: Matrix) -> Matrix:
    """What ``first`` and ``then`` do one after the other.

    >>> times((1, 0, 0, 1, 5, 0), (2, 0, 0, 2, 0, 0))
    (2, 0, 0, 2, 10, 0)
    """
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def move(point: Point, by: Matrix) -> Point:
    x, y = point
    return (x * by[0] + y * by[2] + by[4], x * by[1] + y * by[3] + by[5])


def surround(points: Iterable[Point]) -> Frame:
    """The smallest frame around some points.

    >>> surround([(3, 1), (2, 7)]), surround([]) == NOWHERE
    ((2, 1, 3, 7), True)
    """
    found = list(points)
    if not found:
        return NOWHERE
    across, up = [x for x, _ in found], [y for _, y in found]
    return (min(across), min(up), max(across), max(up))


def place(frame: Frame, by: Matrix) -> Frame:
    """Around where a frame comes to lie."""
    left, bottom, right, top = frame
    return surround(move(corner, by) for corner in ((left, bottom), (left, top), (right, bottom), (right, top)))


def meet(one: Frame, other: Frame) -> Frame:
    """What two frames share; one that is inside out where they share nothing."""
    return (max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3]))


def touches(one: Frame, other: Frame) -> bool:
    """Whether two frames share anything, if only an edge.

    >>> touches((0, 0, 2, 2), (2, 0, 3, 3)), touches((0, 0, 2, 2), (2.1, 0, 3, 3))
    (True, False)
    """
    left, bottom, right, top = meet(one, other)
    return left <= right and bottom <= top


def holds(outer: Frame, inner: Frame) -> bool:
    """Whether all of ``inner`` lies in ``outer``."""
    return outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def outset(frame: Frame, by: float) -> Frame:
    return (frame[0] - by, frame[1] - by, frame[2] + by, frame[3] + by)


def stretch(by: Matrix) -> float:
    """How much longer a line may become."""
    return max(abs(by[0]) + abs(by[2]), abs(by[1]) + abs(by[3]))


def as_matrix(numbers: Sequence[float]) -> Matrix:
    """Six numbers as a matrix; the one that changes nothing where they are not six."""
    if len(numbers) != 6:
        return IDENTITY
    a, b, c, d, e, f = numbers
    return (a, b, c, d, e, f)


def as_frame(numbers: Sequence[float]) -> Frame | None:
    """Four numbers as a frame, the right way out."""
    if len(numbers) != 4:
        return None
    left, bottom, right, top = numbers
    return (min(left, right), min(bottom, top), max(left, right), max(bottom, top))
