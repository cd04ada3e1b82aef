"""One module a report: one question, one query, one dataclass."""

from contentlib.reports.adoption import AdoptionReport, report_adoption
from contentlib.reports.briefs import (
    Brief,
    brief_adoption,
    brief_claims,
    brief_coverage,
    brief_freshness,
    brief_gaps,
    brief_groups,
    brief_requests,
    brief_scorecard,
    brief_shortlist,
)
from contentlib.reports.claims import ClaimsReport, list_claims, report_claims
from contentlib.reports.coverage import AXES, CellReport, CoverageReport, list_cells, report_cell, report_coverage
from contentlib.reports.export import (
    answer_to_json,
    asset_to_json,
    disarm,
    rows_to_csv,
    send_to_json,
    to_plain,
    unused_to_csv,
    unused_to_json,
)
from contentlib.reports.freshness import (
    STATES,
    FreshnessReport,
    FreshnessRow,
    find_standing,
    record_verification,
    replace_periods,
    report_freshness,
)
from contentlib.reports.gaps import Gap, GapsReport, report_gaps
from contentlib.reports.library_status import list_thin, list_unreadable, report_status
from contentlib.reports.monitor_figures import Figures, count_figures
from contentlib.reports.scope import NOBODY, Scope, check_scope, list_folders, list_owners
from contentlib.reports.scorecard import (
    FEWEST_DEALS,
    AssetReport,
    ScorecardReport,
    rank_by_share,
    report_asset,
    report_scorecard,
)
from contentlib.reports.shortlist import DOINGS, ShortList, report_shortlist
from contentlib.reports.unused import (
    CAUSES,
    GROUPS,
    Cause,
    Subtotal,
    UnusedReport,
    UnusedRow,
    group_unused,
    join_subtotals,
    quote_queries,
    report_causes,
    report_unused,
)

__all__ = [
    "AXES", "CAUSES", "DOINGS", "FEWEST_DEALS", "GROUPS", "NOBODY", "STATES", "AdoptionReport", "AssetReport", "Brief",
    "Cause", "CellReport", "ClaimsReport", "CoverageReport", "Figures", "FreshnessReport", "FreshnessRow", "Gap",
    "GapsReport", "Scope", "ScorecardReport", "ShortList", "Subtotal", "UnusedReport", "UnusedRow", "answer_to_json",
    "asset_to_json", "brief_adoption", "brief_claims", "brief_coverage", "brief_freshness", "brief_gaps",
    "brief_groups", "brief_requests", "brief_scorecard", "brief_shortlist", "check_scope", "count_figures", "disarm",
    "find_standing", "group_unused", "join_subtotals", "list_cells", "list_claims", "list_folders", "list_owners",
    "list_thin", "list_unreadable", "quote_queries", "rank_by_share", "record_verification", "replace_periods",
    "report_adoption", "report_asset", "report_causes", "report_cell", "report_claims", "report_coverage",
    "report_freshness", "report_gaps", "report_scorecard", "report_shortlist", "report_status", "report_unused",
    "rows_to_csv", "send_to_json", "to_plain", "unused_to_csv", "unused_to_json",
]  # fmt: skip
