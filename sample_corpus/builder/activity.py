"""Writes what a CRM and a sales portal would export: people, deals, sends, views and searches of twelve months."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random

from sample_corpus.builder.activity_assets import paths_by_key
from sample_corpus.builder.activity_calendar import iso
from sample_corpus.builder.activity_deals import Deal, Send, make_deals_and_sends, rep_emails
from sample_corpus.builder.activity_people import accounts, contacts
from sample_corpus.builder.activity_searches import Search, make_searches
from sample_corpus.builder.activity_views import View, make_views
from sample_corpus.builder.company import REPS

SEED = 20261120
Row = Sequence[object]


def build(drive: Path) -> list[Path]:
    """Write the CSV files to the folder “activity” beside the drive and return them."""
    paths = paths_by_key(drive)
    deals, sends = make_deals_and_sends(Random(SEED), accounts(), contacts())
    views = make_views(Random(SEED + 1), sends, drive)
    searches = make_searches(Random(SEED + 2))
    folder = drive.parent / "activity"
    folder.mkdir(parents=True, exist_ok=True)
    return [
        _write(folder / "reps.csv", "rep_id,name,email,team,role", REPS),
        _write(folder / "accounts.csv", "account_id,name,industry,employees,country", _account_rows()),
        _write(folder / "contacts.csv", "contact_id,account_id,name,email,title", _contact_rows()),
        _write(
            folder / "deals.csv",
            "deal_id,account_id,name,rep_email,amount,currency,pipeline_stage,outcome,opened_at,closed_at,lost_reason",
            map(_deal_row, deals),
        ),
        _write(
            folder / "sends.csv",
            "send_id,sent_at,path,rep_email,contact_email,deal_id,channel,note",
            (_send_row(number, send) for number, send in enumerate(sends, start=1)),
        ),
        _write(
            folder / "views.csv",
            "view_id,send_id,viewed_at,seconds,pages_seen,agent",
            (_view_row(number, view) for number, view in enumerate(views, start=1)),
        ),
        _write(
            folder / "searches.csv",
            "search_id,searched_at,rep_email,query,shown,opened",
            (_search_row(number, search, paths) for number, search in enumerate(searches, start=1)),
        ),
    ]


def _account_rows() -> list[Row]:
    return [(acc.account_id, acc.name, acc.industry, acc.employees, acc.country) for acc in accounts()]


def _contact_rows() -> list[Row]:
    return [(con.contact_id, con.account_id, con.name, con.email, con.title) for con in contacts()]


def _deal_row(deal: Deal) -> Row:
    return (
        deal.deal_id,
        deal.account.account_id,
        deal.name,
        rep_emails()[deal.rep_id],
        deal.amount,
        deal.currency,
        deal.pipeline_stage,
        deal.outcome,
        iso(deal.opened_at),
        iso(deal.closed_at),
        deal.lost_reason,
    )


def _send_row(number: int, send: Send) -> Row:
    deal_id = send.deal.deal_id if send.deal else ""
    rep, contact = rep_emails()[send.rep_id], send.contact.email
    return (_send_id(number), iso(send.sent_at), send.asset.path, rep, contact, deal_id, send.channel, send.note)


def _view_row(number: int, view: View) -> Row:
    viewed_at = iso(view.viewed_at)
    return (f"view-{number:04d}", _send_id(view.send_number), viewed_at, view.seconds, view.pages_seen, view.agent)


def _search_row(number: int, search: Search, paths: dict[str, str]) -> Row:
    shown = "|".join(paths[key] for key in search.shown)
    opened = "|".join(paths[key] for key in search.opened)
    rep = rep_emails()[search.rep_id]
    return (f"search-{number:04d}", iso(search.searched_at), rep, search.query, shown, opened)


def _send_id(number: int) -> str:
    return f"send-{number:04d}"


def _write(path: Path, header: str, rows: Iterable[Row]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(rows)
    return path


if __name__ == "__main__":
    for written in build(Path(__file__).parent.parent / "drive"):
        print(written)
