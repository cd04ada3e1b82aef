"""What a marketer reads and decides."""

from web.reports import (
    coverage_pages,
    freshness_pages,
    page_extras,
    report_pages,
    request_pages,
    scorecards,
    unused_pages,
)
from web.reports.report_address import pages

# These add their pages to the blueprint when they are imported.
ADDED = (coverage_pages, freshness_pages, page_extras, report_pages, request_pages, scorecards, unused_pages)

__all__ = ["pages"]
