"""Makes an Office file the same bytes on every run: fixed zip dates, fixed "modified", cached formula results."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping

from lxml import etree

FIXED_ZIP_DATE = (2026, 10, 30, 12, 0, 0)
SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

CachedResults = Mapping[str, Mapping[str, float | str]]  # sheet part name -> cell -> result


def settle(package: bytes, change_part: Callable[[str, bytes], bytes] = lambda _name, part: part) -> bytes:
    """The same package with every entry dated alike; `change_part` may rewrite a part on the way."""
    settled = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, date_time=FIXED_ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, change_part(name, old.read(name)))
    return settled.getvalue()


def settle_workbook(package: bytes, *, modified_at: str, cached: CachedResults) -> bytes:
    """Settle a workbook. openpyxl stamps the time of saving and leaves formulas without results; both are mended."""

    def change(name: str, part: bytes) -> bytes:
        if name == "docProps/core.xml":
            return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + modified_at.encode(), part)
        if name in cached:
            return _with_results(part, cached[name])
        return part

    return settle(package, change)


def _with_results(part: bytes, results: Mapping[str, float | str]) -> bytes:
    root = etree.fromstring(part)
    for cell in root.iter(f"{SPREADSHEET}c"):
        reference = cell.get("r")
        if reference in results and cell.find(f"{SPREADSHEET}f") is not None:
            _set_result(cell, results[reference])
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _set_result(cell: etree._Element, result: float | str) -> None:
    value = cell.find(f"{SPREADSHEET}v")
    if value is None:
        value = etree.SubElement(cell, f"{SPREADSHEET}v")
    value.text = str(result)
    if isinstance(result, str):
        cell.set("t", "str")
    elif "t" in cell.attrib:
        del cell.attrib["t"]
