"""What a marketer reads and decides."""

from web.reports import claim_pages
from web.reports.adoption_pages import adoption_json
from web.reports.coverage_pages import coverage_json
from web.reports.freshness_pages import freshness_json
from web.reports.gap_pages import gaps_json
from web.reports.report_address import pages
from web.reports.request_pages import requests_json
from web.reports.scorecards import scorecard_json
from web.reports.shortlist_pages import shortlist_json
from web.reports.unused_pages import unused_json

# These add their pages to the blueprint when they are imported.
ADDED = (claim_pages,)

__all__ = [
    "adoption_json", "coverage_json", "freshness_json", "gaps_json", "pages", "requests_json", "scorecard_json",
    "shortlist_json", "unused_json",
]  # fmt: skip
