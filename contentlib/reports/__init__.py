"""One module a report: one question, one query, one dataclass."""

from contentlib.reports.adoption import AdoptionReport
from contentlib.reports.claims import ClaimsReport
from contentlib.reports.coverage import CellReport, report_cell
from contentlib.reports.export import (
    answer_to_json,
    asset_to_json,
    flatten,
    rows_to_csv,
    send_to_json,
    to_plain,
)
from contentlib.reports.freshness import (
    STATES,
    FreshnessReport,
    FreshnessRow,
    find_standing,
    record_verification,
    replace_periods,
)
from contentlib.reports.gaps import Gap, GapsReport
from contentlib.reports.library_status import (
    LibraryStatus,
    list_overfull,
    list_thin,
    list_unreadable,
    report_status,
)
from contentlib.reports.monitor_figures import Figures, count_figures
from contentlib.reports.registry import REPORTS, find_report
from contentlib.reports.report import Brief, Question, Report
from contentlib.reports.scope import NOBODY, Scope, check_scope, list_folders, list_owners
from contentlib.reports.scorecard import (
    FEWEST_DEALS,
    AssetReport,
    ScorecardReport,
    rank_by_share,
    report_asset,
    report_scorecard,
)
from contentlib.reports.shortlist import DOINGS, ShortList
from contentlib.reports.unused import (
    CAUSES,
    GROUPS,
    Cause,
    Subtotal,
    UnusedReport,
    UnusedRow,
    group_unused,
    join_subtotals,
    list_part,
    quote_queries,
    report_causes,
    report_unused,
)

__all__ = [
    "CAUSES",
    "DOINGS",
    "FEWEST_DEALS",
    "GROUPS",
    "NOBODY",
    "REPORTS",
    "STATES",
    "AdoptionReport",
    "AssetReport",
    "Brief",
    "Cause",
    "CellReport",
    "ClaimsReport",
    "Figures",
    "FreshnessReport",
    "FreshnessRow",
    "Gap",
    "GapsReport",
    "LibraryStatus",
    "Question",
    "Report",
    "Scope",
    "ScorecardReport",
    "ShortList",
    "Subtotal",
    "UnusedReport",
    "UnusedRow",
    "answer_to_json",
    "asset_to_json",
    "check_scope",
    "count_figures",
    "find_report",
    "find_standing",
    "flatten",
    "group_unused",
    "join_subtotals",
    "list_folders",
    "list_overfull",
    "list_owners",
    "list_part",
    "list_thin",
    "list_unreadable",
    "quote_queries",
    "rank_by_share",
    "record_verification",
    "replace_periods",
    "report_asset",
    "report_causes",
    "report_cell",
    "report_scorecard",
    "report_status",
    "report_unused",
    "rows_to_csv",
    "send_to_json",
    "to_plain",
]  # fmt: skip
