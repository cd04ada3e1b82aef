"""What each page's address may ask: every endpoint that takes anything stands in one table; all else is refused, told.

An argument that nobody knows would be an answer to another question. What only tells where somebody came from may be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from flask import Flask, request

from contentlib.model import FILTERS_BY_NAME
from contentlib.reports import REPORTS
from web.forms import refuse_strangers

# Endpoints and the arguments of their addresses. One that is missing takes none.
TAKES: Mapping[str, str] = MappingProxyType(
    {
        "search.suggestions": "q",
        "help.index": "q",
        "assets.show": "search hit part",
        "assets.picture": "small",
        "assets.feedback": "all page",
        "assets.tag_review": "axis page",
        "assets.tag_review_csv": "axis",
        "assets.tag_review_json": "axis",
        "assets.tag_corrections": "page",
        "assets.correct_chosen": " ".join(("q", "page", *FILTERS_BY_NAME)),
        "sending.new": "rep contact deal channel note pages template subject message mailed search",
        "sending.sent": "rep contact deal channel note pages template subject message mailed search",
        "sending.create": "search",
        "sending.refill": "search",
        "sending.note_sent": "search",
        "sending.suggest": "field typed contact",
        "sending.pages_file": "pages",
        "sending.ready": "id",
        "sending.index": "by page",
        "signin.ask": "next",
        "signin.code": "next",
        "signin.enter_code": "next",
        "admin.groups": "drive folder",
        "signin.sso": "next",
        "admin.audit": "who action text since until page",
        "admin.audit_csv": "who action text since until page",
    }
)
# These say beside their fields, or by their declaration, what they do not know.
BY_ITSELF = frozenset(
    """
    search.index assets.index assets.tag_bulk api.nowhere
    reports.cell reports.cell_csv reports.cell_json
    reports.scorecard_asset reports.scorecard_asset_csv reports.scorecard_asset_json
    """.split()
)
# These have to take what others hang on: mail programs on a buyer's link, a provider on its answer (RFC 6749, 4.1.2),
# and whoever names a version of a file.
ANYTHING = frozenset("static signin.sso_back".split())
ANYTHING_PARTS = frozenset(("buyer",))


def attach(app: Flask, calls: Iterable[str]) -> None:
    """Refuse what no page of ``app`` knows. The ``calls`` of the API and the reports look themselves."""
    looking = BY_ITSELF | ANYTHING | frozenset(_list_reports()) | {f"api.{name}" for name in calls}

    def check() -> None:
        endpoint = request.endpoint or ""
        if endpoint and endpoint not in looking and endpoint.partition(".")[0] not in ANYTHING_PARTS:
            refuse_strangers(request.args, TAKES.get(endpoint, "").split(), sort="an argument")

    app.before_request(check)


def _list_reports() -> Iterator[str]:
    """The pages and files of reports, whose declarations say what they take."""
    for report in REPORTS.values():
        yield from (f"{report.endpoint}_csv", f"{report.endpoint}_json")
        if not report.page:
            yield report.endpoint
