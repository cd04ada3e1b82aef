"""All reports, in the order of the navigation: every module of this room that declares one."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import MappingProxyType

from contentlib.errors import BadInput
from contentlib.reports.report import Report


def _collect() -> Mapping[str, Report]:
    names = (one.name for one in iter_modules([str(Path(__file__).parent)]) if one.name != "registry")
    modules = (import_module(f"contentlib.reports.{name}") for name in sorted(names))
    found = [module.REPORT for module in modules if hasattr(module, "REPORT")]
    return MappingProxyType({one.name: one for one in sorted(found, key=lambda one: one.order)})


REPORTS: Mapping[str, Report] = _collect()


def find_report(name: str) -> Report:
    """The report of this name.

    Raises:
        BadInput: there is none; the sentence lists those that there are.
    """
    if name not in REPORTS:
        raise BadInput(f"There is no report “{name[:40]}”. There are: {', '.join(REPORTS)}.")
    return REPORTS[name]
