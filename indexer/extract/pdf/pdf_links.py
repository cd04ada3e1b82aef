"""The links of a PDF that its pages show."""

from __future__ import annotations

from contentlib.model import PageLink
from indexer.clean_pdf import list_link_places


def list_links_pdf(data: bytes) -> tuple[PageLink, ...]:
    """See :func:`indexer.clean_pdf.list_link_places`."""
    return list_link_places(data)
