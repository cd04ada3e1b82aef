"""What lies on real drives and is no document never becomes an asset, whatever it is called."""

from __future__ import annotations

import json
import plistlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentlib.catalog import list_assets
from contentlib.formats import SUFFIXES
from contentlib.library import Library
from indexer.extract.prose import tell_data, tell_other
from indexer.other_files import OtherFile, tell_by_name, tell_folder
from indexer.run import run_pass
from indexer.summary import RunSummary
from tests.builders import build_library, index, write_files

SCRIPT = """function discount(price, rate) {
  if (rate > 0.4) {
    return price;
  }
  return price * (1 - rate);
}
module.exports = { discount };
"""
PYTHON = """import csv
from pathlib import Path

def load_prices(path):
    rows = list(csv.reader(path.open()))
    return {row[0]: float(row[1]) for row in rows}

if __name__ == "__main__":
    print(load_prices(Path("prices.csv")))
"""
LOG = "\n".join(f"2026-03-0{day} 10:1{day}:07 INFO pricing.sync fetched {day} discounts" for day in range(1, 8))
ACCESS = "\n".join(
    f'10.0.0.{n} - - [01/Mar/2026:10:00:0{n} +0000] "GET /pricing HTTP/1.1" 200 512' for n in range(1, 6)
)
SETTINGS = "[mail]\nhost = mail.example\nport = 587\nuser = sales\n\n[prices]\nrounding = 2\n"
PINS = "flask==3.1.0\nrequests>=2.32\nnumpy>=2.0\n"
ROBOTS = "User-agent: *\nDisallow: /pricing\nSitemap: https://example.com/sitemap.xml\n"
YAML = "name: price-sync\nschedule: daily\nsteps:\n  - fetch\n  - store\nretries: 3\n"
KEY = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcw\n-----END PRIVATE KEY-----\n"
ENTRY = "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nSUMMARY:Pricing call\nEND:VEVENT\nEND:VCALENDAR\n"
CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Ann Price\nEND:VCARD\n"
FLAT = '<?xml version="1.0"?>\n<prices><price plan="Pro">49</price></prices>\n'
TABLES = "CREATE TABLE prices (plan TEXT);\nINSERT INTO prices VALUES ('Pro');\nSELECT * FROM prices;\nDROP TABLE x;\n"
PACKED = "var a=" + "function(b){return(c[b]||{d:1})};".join("x" for _ in range(150)) + ";"
GOOGLE = json.dumps(
    {"url": "https://docs.google.com/presentation/d/abcdefghijkl", "doc_id": "abcdefghijkl", "email": "a@b.example"}
)
CONTENTS = {
    "script": (SCRIPT, OtherFile.CODE), "python": (PYTHON, OtherFile.CODE), "log": (LOG, OtherFile.LOG),
    "access": (ACCESS, OtherFile.LOG), "settings": (SETTINGS, OtherFile.SETTINGS), "pins": (PINS, OtherFile.SETTINGS),
    "robots": (ROBOTS, OtherFile.SETTINGS), "key": (KEY, OtherFile.KEY), "calendar": (ENTRY, OtherFile.CALENDAR),
    "contacts": (CARD, OtherFile.CONTACTS), "xml": (FLAT, OtherFile.SETTINGS), "sql": (TABLES, OtherFile.CODE),
    "packed": (PACKED, OtherFile.CODE), "google": (GOOGLE, OtherFile.POINTER),
    "internet": ("[InternetShortcut]\nURL=https://wiki.example/pricing\n", OtherFile.POINTER),
    "encoded": ("QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9w\n" * 8, OtherFile.SETTINGS),
}  # fmt: skip
PAGE = "<html><body><h1>Price</h1><p>We pay back in nine months.</p></body></html>"
# Texts that people write, which look a little like something else.
WRITTEN = {
    "a chat": "[10:02] Ann: They say the price is too high.\n[10:04] Ben: Show the savings of year one.\n" * 3,
    "a call": "2026-03-01 10:11 Ann: is it secure?\n2026-03-01 10:12 Ben: yes, and here is the certificate.\n" * 3,
    "bullets": "* We pay back in nine months\n* Nobody has to stop working\n* Your data stays in Frankfurt\n" * 3,
    "fields": "Customer: Harbor Foods\nIndustry: Logistics\nResult: fewer calls\nQuote: It paid for itself.\n",
    "a letter": "Dear Ms. Doe,\n\nthank you for your time; the offer is attached.\nBest regards\nAnn\n",
    "sums": "Seats: 40\nPrice a seat = 49 euros\nSum = 1,960 euros a month\nThe first month is free of charge.\n",
    "a short note": "Call Harbor Foods about renewal",
    "Japanese": "導入は六週間で完了します。データは国内に保管されます。",
    "advice on code": "Import the list first. If the import fails, call us; we return the calls within an hour.\n" * 4,
}


@pytest.mark.parametrize("name", CONTENTS)
def test_what_nobody_wrote_for_people_is_told_by_its_content_even_under_the_name_of_a_text(name: str) -> None:
    text, kind = CONTENTS[name]
    assert tell_other(text, is_named=True) is kind
    assert tell_other(text, is_named=False) is kind


@pytest.mark.parametrize("name", WRITTEN)
def test_what_people_write_is_not_taken_for_code_or_settings(name: str) -> None:
    assert tell_other(WRITTEN[name], is_named=True) is None


@pytest.mark.parametrize(
    "line",
    [
        "!function(e){return e.price*1.2}(window)",
        "const f=(a,b)=>a.map(x=>x*b);export{f}",
        "var price=49;var rate=.2;",
        ".price{color:red;margin:0}.sum{top:1px}",
        "if(a.price>0){b.show(a)}",
        "window.analytics.track('pricing');",
    ],
)
def test_a_single_line_of_code_is_no_text_whatever_ending_it_bears(line: str) -> None:
    assert tell_other(line, is_named=True) is OtherFile.CODE


@pytest.mark.parametrize(
    "line",
    [
        "Call Ann (CFO); Ben (IT); Eve (legal)",
        "Hi {{first_name}}, thank you for your time {{signature}}",
        "Price = seats * 12; rebate (see list) = 10 %",
        "Ask for: budget (approved?), owner {name}, date [when]",
        "Lead => demo => offer",
        "Let us = win; :-) (really)",
    ],
)
def test_a_short_note_full_of_signs_stays_a_text(line: str) -> None:
    assert tell_other(line, is_named=True) is None


def test_settings_without_a_known_ending_are_told_too() -> None:
    assert tell_other(YAML, is_named=False) is OtherFile.SETTINGS


def test_json_is_read_only_where_it_holds_sentences() -> None:
    sentence = "The rollout takes six weeks and nobody has to stop working for it."
    assert tell_data(json.dumps({"dependencies": {"left-pad": "1.3.0"}})) is OtherFile.SETTINGS
    assert tell_data(json.dumps([{"answer": sentence}] * 3)) is None


@given(st.text(max_size=400))
def test_any_text_is_judged_and_an_empty_one_is_let_through(text: str) -> None:
    assert tell_other(text, is_named=True) in (None, *OtherFile)
    assert tell_other("", is_named=True) is None


def test_no_ending_that_is_read_is_told_to_be_none() -> None:
    assert not [suffix for suffix in SUFFIXES if tell_by_name(f"Plan{suffix}")]


@pytest.mark.parametrize(
    "name", ["Offer for acme.com", "Notes v2.0", "Meeting with J. R", "README", "winmail.dat", "Plan.pub"]
)
def test_a_name_that_only_looks_like_an_ending_is_not_believed(name: str) -> None:
    assert tell_by_name(name) is None


def test_a_folder_called_files_is_left_alone_only_beside_its_page() -> None:
    assert tell_folder("Offer-Dateien", {"Offer.htm"}) is OtherFile.WEB_PAGE_FOLDER
    assert tell_folder("customer_files", {"customer.docx"}) is None


@pytest.fixture
def junk(tmp_path: Path) -> tuple[Library, RunSummary]:
    """A drive with one document and everything that lies beside documents, and what a pass made of it."""
    written = {f"{name}.txt": text for name, (text, _) in CONTENTS.items()} | {
        f"{name}": text for name, (text, _) in CONTENTS.items()
    }
    named = (
        "jquery.min.js",
        "style.css",
        "sync.yaml",
        "app.log",
        "server.pem",
        "call.ics",
        "team.vcf",
        "Deck.gslides",
        "a.lnk",
    )
    plist = plistlib.dumps({"URL": "https://wiki.example/security"}).decode()
    more = {
        "Intranet.url": "[InternetShortcut]\nURL=https://wiki.example/pricing\n", "Wiki.webloc": plist,
        "New.gdoc": json.dumps({"doc_id": "1aBcDeFgHiJkLmNoP"}), "package.json": '{"name": "prices"}',

        "Deck.key/notes.txt": "Words for people.", "Page_files/saved.txt": "Words for people.",
        "node_modules/left/README.md": "# Left", "Icon\r": "", ".Plan.pdf.icloud": "x", "drawing.dwg": "AC1027 words",
        "flow.drawio": "<mxfile><diagram>price list for people</diagram></mxfile>",
    }  # fmt: skip
    library = build_library(tmp_path, {"Page.html": PAGE})
    write_files(tmp_path / "drive", {**written, **dict.fromkeys(named, "pricing discount words for people"), **more})
    return library, index(library, tmp_path / "drive")


def test_a_pass_over_junk_makes_no_asset_and_counts_it_by_kind(junk: tuple[Library, RunSummary]) -> None:
    library, summary = junk
    assert [asset.path for asset in list_assets(library.db)] == ["Page.html"]
    kinds = set(OtherFile)
    assert kinds - set(summary.skipped) == set()
    assert summary.unreadable == 0


def test_a_second_pass_reads_no_junk_again_and_counts_it_the_same(
    junk: tuple[Library, RunSummary], tmp_path: Path
) -> None:
    library, summary = junk
    again = index(library, tmp_path / "drive")
    assert again.skipped == summary.skipped
    assert again.found == again.unchanged == 1


def test_a_pointer_is_told_with_where_it_leads(junk: tuple[Library, RunSummary]) -> None:
    _, summary = junk
    leads = {one["path"]: one["leads_to"] for one in summary.to_json()["pointers"]}
    assert leads["Intranet.url"] == "https://wiki.example/pricing"
    assert leads["Wiki.webloc"] == "https://wiki.example/security"
    assert leads["New.gdoc"] == "https://docs.google.com/open?id=1aBcDeFgHiJkLmNoP"
    assert leads["a.lnk"] == leads[".Plan.pdf.icloud"] == ""


def test_junk_that_becomes_a_document_is_read(junk: tuple[Library, RunSummary], tmp_path: Path) -> None:
    library, _ = junk
    write_files(tmp_path / "drive", {"log.txt": "The rollout takes six weeks, and nobody has to stop working for it."})
    run_pass(library, tmp_path / "drive")
    assert {asset.path for asset in list_assets(library.db)} == {"Page.html", "log.txt"}
