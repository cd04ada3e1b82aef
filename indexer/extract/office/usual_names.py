"""A workbook whose parts lie where Excel puts them: calamine looks nowhere else, whatever the package says."""

from __future__ import annotations

from indexer.extract.office.office_parts import zip_parts
from indexer.extract.office.package import Package

_RELATION = '<Relationship Id="{id}" Type="{space}/{kind}" Target="{target}"/>'
_SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_SHEETS = frozenset({"worksheet", "chartsheet", "dialogsheet", "macrosheet", "xlMacrosheet"})


def with_usual_names(package: Package, data: bytes, ending: str) -> bytes:
    """The bytes of the workbook, written anew where its parts are named otherwise. ``ending`` is that of its parts."""
    main = package.find_main(f"xl/workbook{ending}")
    usual = {name: f"xl/{name}{ending}" for name in ("sharedStrings", "styles")}
    related = package.related(main) if main else {}
    odd = any(usual.get(kind, target) != target for kind, target in related.values())
    if not main or (main == f"xl/workbook{ending}" and package.is_plainly_named and not odd):
        return data
    places: dict[str, tuple[str, str]] = {}
    parts = {"[Content_Types].xml": b"<Types/>", f"xl/workbook{ending}": package.read(main)}
    for at, (key, (kind, target)) in enumerate(related.items()):
        place = f"xl/worksheets/sheet{at}{ending}" if kind in _SHEETS else usual.get(kind, "")
        if place and target in package.names:
            places[key] = (kind, place)
            parts[place] = package.read(target)
    parts["_rels/.rels"] = _write({"r": ("officeDocument", f"xl/workbook{ending}")})
    within = {key: (kind, place.removeprefix("xl/")) for key, (kind, place) in places.items()}
    parts[f"xl/_rels/workbook{ending}.rels"] = _write(within)
    return zip_parts(parts)


def _write(places: dict[str, tuple[str, str]]) -> bytes:
    listed = (_RELATION.format(id=key, space=_SPACE, kind=kind, target=place) for key, (kind, place) in places.items())
    return _RELATIONS.format("".join(listed)).encode()
