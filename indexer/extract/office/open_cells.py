"""The value of an OpenDocument cell that has no text: programs that are no office leave it out."""

from __future__ import annotations

import datetime as dt
import re

from indexer.extract.office.package import Element, text_of
from indexer.extract.office.sheet_rows import shown

_SPAN = re.compile(r"(-?)P(?:(\d{1,6})D)?T?(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})(?:[.,]\d+)?S)?")


def cell_value(cell: Element) -> str:
    """The value as a person reads it; empty where the cell has none.

    >>> from lxml import etree
    >>> cell_value(etree.fromstring('<c value-type="percentage" value="0.15"/>'))
    '15%'
    >>> cell_value(etree.fromstring('<c value-type="currency" value="12.5" currency="EUR"/>'))
    '12.5 EUR'
    """
    kind = text_of(cell.attrib, "value-type")
    value = text_of(cell.attrib, "value")
    if kind in ("float", "percentage", "currency"):
        return f"{_figure(value, kind)} {text_of(cell.attrib, 'currency')}".strip() if value else ""
    if kind == "date":
        return _moment(text_of(cell.attrib, "date-value"))
    if kind == "time":
        return _span(text_of(cell.attrib, "time-value"))
    if kind == "boolean":
        return text_of(cell.attrib, "boolean-value").upper()
    return text_of(cell.attrib, "string-value")


def _figure(value: str, kind: str) -> str:
    try:
        number = float(value)
    except ValueError:
        return value
    if kind != "percentage":
        return shown(number)
    return f"{shown(round(number * 100, 2))}%"


def _moment(value: str) -> str:
    try:
        moment = dt.datetime.fromisoformat(value).replace(tzinfo=None)
    except ValueError:
        return value
    return shown(moment if "T" in value else moment.date())


def _span(value: str) -> str:
    """A time of day or a span, in hours.

    >>> _span("PT09H30M00S"), _span("P1DT2H"), _span("soon")
    ('9:30', '26:00', 'soon')
    """
    found = _SPAN.fullmatch(value)
    if not found or not any(found.groups()[1:]):
        return value
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    total = (days * 24 + hours) * 3600 + minutes * 60 + seconds
    rest = f":{total % 60:02}" if total % 60 else ""
    return f"{found[1]}{total // 3600}:{total // 60 % 60:02}{rest}"
