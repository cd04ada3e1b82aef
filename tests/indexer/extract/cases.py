"""A file of every format, made on the spot, with what must be found in it at which locator.

A format may have its own test, ``test_<name>.py``, anywhere below this folder; its ``SAMPLE`` is one of the cases then.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from contentlib.formats import FORMATS
from tests.indexer.extract import builders
from tests.indexer.extract.mail.outlook_files import Attachment, Message, write_compound, write_message

HERE, ROOT = Path(__file__).parent, Path(__file__).parents[3]


@dataclass(frozen=True)
class Case:
    name: str
    data: bytes
    format: str
    locators: tuple[str, ...]
    includes: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()


# JSON is an asset where sentences stand in it.
FACTS = json.dumps(
    {
        "uptime": "In the last twelve months the service was up for 99.9 % of the time.",
        "rollout": "The rollout takes six weeks, and nobody has to stop working for it.",
        "data": "Your data stays in Frankfurt, and the auditors come every spring.",
    }
).encode()


ODT = builders.open_document(
    "text",
    '<text:h text:outline-level="1">Pricing</text:h><text:p>List<text:s/>price<text:note><text:note-citation>9'
    "</text:note-citation><text:note-body><text:p>A footnote</text:p></text:note-body></text:note></text:p>"
    "<table:table><table:table-row><table:table-cell><text:p>S</text:p></table:table-cell><table:table-cell>"
    "<text:p>12</text:p></table:table-cell></table:table-row></table:table>",
)
ODP = builders.open_document(
    "presentation",
    '<draw:page/><draw:page><draw:frame presentation:class="title"><draw:text-box><text:p>Second</text:p>'
    "</draw:text-box></draw:frame><draw:frame><draw:text-box><text:p>Body</text:p></draw:text-box></draw:frame>"
    "<presentation:notes><draw:frame><draw:text-box><text:p>Say it slowly</text:p></draw:text-box></draw:frame>"
    "</presentation:notes></draw:page>",
)
ODS = builders.open_document(
    "spreadsheet",
    '<table:table table:name="Prices"><table:table-row><table:table-cell><text:p>S</text:p></table:table-cell>'
    '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
    '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row></table:table>',
)
MAIL = bytes(
    builders.mail(
        "Offer",
        "Plain words.",
        html="<p>Html words</p>",
        attached={"list.csv": b"Plan,Price\nS,12\n", "x.bin": b"\0\1\2"},
    )
)

OUTLOOK = write_message(
    Message(
        subject="Offer",
        body="Plain words.",
        attachments=[Attachment("list.csv", b"Plan,Price\nS,12\n"), Attachment("x.bin", b"\0\1\2")],
    )
)

CASES = (
    Case("deck.pptx", builders.deck(), "pptx", ("slide 1", "slide 2", "slide 3"),
         ("top left\ntop right\nbottom", "Plan | Price\nSmall | 12 €", "inside a group", "Q1 | 0.3")),
    Case("plan.docx", builders.word_file(), "docx",
         ("Pricing", "Pricing > Discounts", "Pricing > Discounts (2)", "headers and footers"),
         ("List price is 12 €.", "Volume | 10 %", "Internal use only")),
    Case("prices.xlsx", builders.workbook(), "xlsx", ("sheet Prices", "sheet Nothing"), ("Plan | Price\nSmall | 12",)),
    Case("study.pdf", builders.pdf([["Big title", "small words", "more words"], [], ["Third", "page"]]), "pdf",
         ("page 1", "page 3"), ("small words",)),
    Case("page.html", builders.HTML.encode(), "html", ("Rollout in weeks", "Rollout in weeks > Numbers"),
         ("Six weeks\nbecame two.", "Kiel | 41"),
         ("track", "Home", "Products", "cookies", "hidden", "Sign up", "Imprint")),
    Case("card.md", builders.MARKDOWN.encode(), "md",
         ("", "Pricing", "Pricing > Discounts", "Pricing > Discounts > Raw heading"),
         ("They say too expensive. See our sheet.", "ask --first\nquoted words", "# no heading", "S | 12 €",
          "text & more"), ("**", "https", "kind:", "---", "<")),
    Case("talk.vtt", builders.VTT.encode(), "vtt", ("00:00:01", "00:12:30"),
         ("Ann: The price went up.\nNobody warned me.", "Bob: Let us talk & see."), ("NOTE", "align", "machine")),
    Case("talk.srt", builders.SRT.encode(), "srt", ("00:00:01", "00:02:00"), ("Hello there.", "Goodbye.")),
    Case("list.csv", b"Plan;Price\nSmall;1,50\nLarge;3,00\n", "csv", ("rows 2-3",),
         ("Plan: Small | Price: 1,50\nPlan: Large | Price: 3,00",)),
    Case("list.tsv", b"1\t2\n3\t4\n", "tsv", ("rows 1-2",), ("1 | 2\n3 | 4",)),
    Case("list.rtf", builders.RTF.encode(), "rtf", ("",), ("Small plan: 12 € a month.\nSecond line.",), ("Arial",)),
    Case("text.odt", ODT, "odt", ("Pricing",), ("List price\nA footnote\nS | 12",)),
    Case("show.odp", ODP, "odp", ("slide 2",), ("Body",), ("slowly",)),
    Case("sheet.ods", ODS, "ods", ("sheet Prices",), ("S",)),
    Case("offer.eml", MAIL, "eml", ("", "attachment list.csv > rows 2-2"),
         ("From: Ann", "Plain words.", "Plan: S | Price: 12"), ("Html words",)),
    Case("churn.ipynb", builders.notebook(), "ipynb", ("Churn",), ("We lost few.", "# not a heading"), ("secret",)),
    Case("prices.xlsb", builders.binary_workbook(), "xlsb", ("sheet Prices",), ("Plan | Price\nSmall | 12 €",)),
    Case("prices.xls", builders.old_workbook(), "xls", ("sheet Prices",), ("15 % | 1,250.00 €\n50 % | 7",), ("4711",)),
    Case("offer.msg", OUTLOOK, "msg", ("", "attachment list.csv > rows 2-2"),
         ("From: Ann", "Plain words.", "Plan: S | Price: 12")),
    Case("facts.json", FACTS, "json", ("",), ("99.9 %",)),
    Case("note.txt", "Zu teuer – sagt der Käufer".encode("cp1252"), "txt", ("",), ("Zu teuer – sagt der Käufer",)),
)  # fmt: skip

# Files whose words only another program finds, which a machine may lack.
UNREAD = {
    "image": ("scan.png", builders.picture_file(["Price list", "from May"])),
    "doc": ("old.doc", write_compound({"WordDocument": b"x" * 5000})),
    "ppt": ("old.ppt", write_compound({"PowerPoint Document": b"x" * 5000})),
}


def gather_cases() -> tuple[Case, ...]:
    """The cases here and those of formats that have a test of their own."""
    own = (path for name in FORMATS for path in sorted(HERE.rglob(f"test_{name}.py")))
    modules = (import_module(".".join(path.relative_to(ROOT).with_suffix("").parts)) for path in own)
    return (*CASES, *(module.SAMPLE for module in modules))


def list_samples() -> dict[str, tuple[str, bytes]]:
    """Format -> the name and the bytes of a file in it."""
    return {case.format: (case.name, case.data) for case in gather_cases()} | UNREAD
