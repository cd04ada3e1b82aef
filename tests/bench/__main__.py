"""Every benchmark, one table after the other."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

for name in ("indexing", "search"):
    if find_spec(f"tests.bench.{name}"):
        import_module(f"tests.bench.{name}").main()
