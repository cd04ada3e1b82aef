"""Rewrites a saved pptx so that the same content is the same bytes: fixed dates, brand theme, no thumbnail."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from functools import partial

from sample_corpus.builder.company import BRAND

_ZIP_DATE = (2026, 1, 1, 0, 0, 0)
_THEME = {"dk2": "ink", "lt2": "paper", "accent1": "accent", "accent2": "warm", "accent3": "ink", "accent4": "grey"}
_THUMBNAIL = "docProps/thumbnail.jpeg"


def settle_deck(package: bytes, saved_at: datetime) -> bytes:
    """The same deck, with the workbooks behind its charts dated `saved_at` and all zip entries dated alike."""
    return _rewrite(package, partial(_settle_deck_part, saved_at=saved_at))


def _settle_deck_part(name: str, content: bytes, *, saved_at: datetime) -> bytes:
    if name.endswith(".xlsx"):
        return _rewrite(content, partial(_settle_workbook_part, saved_at=saved_at))
    if name == "_rels/.rels":
        return re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", content)
    if name.startswith("ppt/theme/"):
        return _brand_theme(content)
    return content


def _settle_workbook_part(name: str, content: bytes, *, saved_at: datetime) -> bytes:
    """XlsxWriter stamps the present time into the workbook behind a chart."""
    if name != "docProps/core.xml":
        return content
    stamp = saved_at.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    return re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>" + stamp, content)


def _rewrite(package: bytes, settle_part: Callable[[str, bytes], bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(target, "w") as settled:
        for name in source.namelist():
            if name != _THUMBNAIL:
                entry = zipfile.ZipInfo(name, _ZIP_DATE)
                entry.compress_type = zipfile.ZIP_DEFLATED
                settled.writestr(entry, settle_part(name, source.read(name)), compresslevel=9)
    return target.getvalue()


def _brand_theme(content: bytes) -> bytes:
    for slot, colour in _THEME.items():
        pattern = rf"<a:{slot}>\s*<a:srgbClr val=\"[0-9A-Fa-f]{{6}}\"/>\s*</a:{slot}>".encode()
        content = re.sub(pattern, f'<a:{slot}><a:srgbClr val="{BRAND[colour]}"/></a:{slot}>'.encode(), content)
    return content.replace(b'<a:latin typeface="Calibri"', b'<a:latin typeface="Arial"')
