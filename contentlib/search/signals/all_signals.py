"""All signals, in the order of their reasons: every module of this folder that declares one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import MappingProxyType

from contentlib.errors import BadInput
from contentlib.search.signals.signal import Signal


def _collect() -> Mapping[str, Signal]:
    names = (one.name for one in iter_modules([str(Path(__file__).parent)]) if one.name != "all_signals")
    modules = (import_module(f"contentlib.search.signals.{name}") for name in sorted(names))
    found = [module.SIGNAL for module in modules if hasattr(module, "SIGNAL")]
    return MappingProxyType({one.name: one for one in sorted(found, key=lambda one: one.order)})


SIGNALS: Mapping[str, Signal] = _collect()
# The score of an asset for which everything speaks.
MOST = sum(one.weight for one in SIGNALS.values() if one.weight > 0 and one.in_full)


def check_names(names: Collection[str]) -> frozenset[str]:
    """The names of signals, as a set.

    Raises:
        BadInput: there is no signal of such a name; the sentence lists those that there are.
    """
    for name in names:
        if name not in SIGNALS:
            raise BadInput(f"There is no ranking signal “{name[:40]}”. There are: {', '.join(SIGNALS)}.")
    return frozenset(names)
