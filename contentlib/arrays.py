"""Arrays of numbers: the only module that names numpy, which is loaded when a number is first needed.

A command that counts or sends needs no vector; numpy alone is a third of what importing every room costs.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
else:

    class _Numpy:
        """numpy, whose names come from the library itself on first use. Safe between threads: importing is."""

        def __getattr__(self, name: str) -> object:
            value = getattr(importlib.import_module("numpy"), name)
            setattr(self, name, value)
            return value

    np = _Numpy()

Ids: TypeAlias = "NDArray[np.int64]"
Floats: TypeAlias = "NDArray[np.float32]"
Numbers: TypeAlias = "NDArray[np.uint64]"
Places: TypeAlias = "NDArray[np.intp]"
Mask: TypeAlias = "NDArray[np.bool_]"
Table: TypeAlias = "NDArray[np.float64]"
# One vector, or a vector a row.
Vectors: TypeAlias = Floats

__all__ = ["Floats", "Ids", "Mask", "Numbers", "Places", "Table", "Vectors", "np"]
