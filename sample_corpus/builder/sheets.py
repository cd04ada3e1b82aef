"""Writes the workbooks and the reference list. The only module that knows openpyxl. Run alone: python -m ….sheets."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.chart import LineChart, Reference
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from sample_corpus.builder.company import BRAND
from sample_corpus.builder.sheets_content_lists import (
    CONNECTORS,
    DISCOUNT_BANDS,
    EXCEPTIONS_2026,
    FEATURES,
    FLOORS,
    GIVE_AND_GET,
    REFERENCES,
    VENDORS,
    WHERE_THEY_WIN,
)
from sample_corpus.builder.sheets_content_security import SECURITY_ANSWERS
from sample_corpus.builder.sheets_package import settle_workbook
from sample_corpus.builder.sheets_roi import INPUTS, RESULT, Cell, Formula, monthly_rows, sensitivity_rows

ANSWERS = {"y": "yes", "n": "no", "p": "partly", "?": "not known"}
Rows = Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows with a bold header row; the first row may be a title above it."""

    name: str
    rows: Rows
    widths: tuple[int, ...]
    header_row: int = 1
    formats: tuple[tuple[str, str], ...] = ()  # (column letter, number format)
    inputs: str = ""  # a range to be coloured as "fill me in"
    balance_chart: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook and its file properties."""

    path: str
    sheets: tuple[Sheet, ...]
    title: str
    author: str
    created_at: str
    modified_at: str
    keywords: str = ""
    subject: str = ""


def build(drive: Path) -> list[Path]:
    """Write all workbooks and the reference list under the drive folder and return them."""
    return [*(_write_book(drive, book) for book in books()), _write_references(drive)]


def books() -> tuple[Book, ...]:
    """All workbooks of the drive."""
    return (_roi_book(), _discount_book(), _feature_book(), _security_book(), _connector_book())


def _roi_book() -> Book:
    read_me: Rows = (
        ("How to use the ROI calculator",),
        ("1. Sit down with the buyer's finance lead, not alone. A number they typed is a number they defend.",),
        ("2. Fill in the coloured cells on Inputs. Leave our medians where they have no own value, and say so.",),
        ("3. Result shows the month in which the money is back. The median of our customers is nine months.",),
        ("4. Sensitivity answers the CFO who says: I don't believe in saved minutes. Column 0 % counts none.",),
        ("   In it, discounts and double payments scale with the volume; up to 1,500 invoices on Essentials.",),
        ("Not in it on purpose: supplier goodwill, faster closing, fewer audit days.",),
    )
    return Book(
        path="Pricing and ROI/ROI calculator 2026.xlsx",
        title="ROI calculator 2026",
        author="Petra Holm",
        subject="Return on investment, payback, business case",
        keywords="ROI; payback; cost per invoice; CFO",
        created_at="2025-12-04T09:00:00Z",
        modified_at="2026-09-17T15:20:00Z",
        sheets=(
            Sheet("Read me", read_me, (110,)),
            Sheet("Inputs", INPUTS, (42, 14, 66), header_row=2, formats=(("B", "#,##0.00"),), inputs="B3:B17"),
            Sheet("Result", RESULT, (40, 16), formats=(("B", "#,##0"),)),
            Sheet(
                "36 months",
                monthly_rows(),
                (10, 10, 14, 14, 14),
                header_row=2,
                formats=(("B", "0%"), ("C", "#,##0"), ("D", "#,##0"), ("E", "#,##0")),
                balance_chart=True,
            ),
            Sheet("Sensitivity", sensitivity_rows(), (22, 15, 15, 15, 15, 15), header_row=2),
        ),
    )


def _discount_book() -> Book:
    floors: list[Sequence[Cell]] = [("Plan", "List, EUR a month", "Deepest discount", "Floor, EUR a month", "Remark")]
    for row, (plan, price, deepest, remark) in enumerate(FLOORS, start=2):
        floors.append((plan, price, deepest, Formula(f"=B{row}*(1-C{row})", round(price * (1 - deepest), 2)), remark))
    return Book(
        path="Pricing and ROI/Discount approval matrix (INTERNAL).xlsx",
        title="Discount approval matrix 2026 - INTERNAL",
        author="user",
        created_at="2023-11-20T08:00:00Z",
        modified_at="2026-10-01T07:45:00Z",
        sheets=(
            Sheet(
                "Who may approve",
                (("Discount on licence", "Approved by", "In return for", "Answer within"), *DISCOUNT_BANDS),
                (22, 20, 54, 16),
            ),
            Sheet("Give and get", (("We give", "We get", "Rule"), *GIVE_AND_GET), (48, 36, 50)),
            Sheet("Floor prices", floors, (16, 20, 18, 20, 54), formats=(("C", "0%"), ("D", "#,##0"))),
            Sheet(
                "Exceptions 2026",
                (("Date", "Account", "Plan", "Discount", "Reason", "Decided by"), *EXCEPTIONS_2026),
                (12, 26, 14, 10, 44, 16),
                formats=(("D", "0%"),),
            ),
        ),
    )


def _feature_book() -> Book:
    header = ("Area", "What buyers ask for", *VENDORS, "Remark for the rep")
    rows = [(area, feature, *_by_vendor(answers), remark) for area, feature, answers, remark in FEATURES]
    sources: Rows = (
        ("Where this comes from", "Checked"),
        ("Public price pages and documentation of the five", "2026-09-28"),
        ("Twelve win and loss interviews, 2025 and 2026", "2026-08-14"),
        ("Two demos recorded by prospects with consent (Orsavo, Veltrapay)", "2026-05-20"),
        ("What we heard only once is marked 'not known'. Don't say it on a call.", ""),
    )
    return Book(
        path="Battle Cards (INTERNAL)/Feature comparison vs 5 competitors.xlsx",
        title="Feature comparison - internal use only",
        author="Petra Holm",
        subject="Competitors",
        keywords="Billmoor, Quillstone, Veltrapay, Orsavo, SumLedger",
        created_at="2025-03-11T10:00:00Z",
        modified_at="2026-09-29T16:05:00Z",
        sheets=(
            Sheet("Comparison", (header, *rows), (11, 40, 13, 13, 13, 13, 13, 13, 52)),
            Sheet("Where they win", (("Competitor", "Wins where", "What to do"), *WHERE_THEY_WIN), (16, 48, 60)),
            Sheet("Sources", sources, (70, 14)),
        ),
    )


def _security_book() -> Book:
    rows = [(number, *answer) for number, answer in enumerate(SECURITY_ANSWERS, start=1)]
    return Book(
        path="Security and Legal/Security questionnaire - 60 answers.xlsx",
        title="Security questionnaire",
        author="Ledgerlark Marketing",
        subject="Information security self-assessment, October 2026",
        keywords="CISO, security, residency, SOC 2, ISO 27001, DORA, NIS2",
        created_at="2025-02-03T09:00:00Z",
        modified_at="2026-10-06T11:30:00Z",
        sheets=(
            Sheet("Answers", (("No.", "Topic", "Question", "Answer", "Evidence"), *rows), (6, 16, 56, 104, 24)),
            Sheet(
                "How to ask more", (("Write to security@ledgerlark.example. Answers within two working days.",),), (80,)
            ),
        ),
    )


def _connector_book() -> Book:
    header = ("No.", "ERP", "Runs", "Path", "Certified release", "Since", "Customers live", "Days for your IT")
    rows: list[Sequence[Cell]] = [(number, *row) for number, row in enumerate(CONNECTORS, start=1)]
    last = len(rows) + 1
    total: Sequence[Cell] = (
        None,
        "Together (two ERPs count twice)",
        None,
        None,
        None,
        None,
        Formula(f"=SUM(G2:G{last})", sum(row[5] for row in CONNECTORS)),
        Formula(f"=MEDIAN(H2:H{last})", 4),
    )
    objects: Rows = (
        ("Object", "Direction", "How fresh"),
        ("Suppliers, bank accounts", "ERP to us", "1 to 5 minutes"),
        ("Purchase orders, goods receipts", "ERP to us", "1 to 5 minutes"),
        ("Cost centres, projects, tax codes, payment terms", "ERP to us", "hourly"),
        ("Invoices with coding", "us to ERP", "at once"),
        ("Payments and clearing", "both ways", "daily, after the bank statement"),
        ("Attachments (picture, XML, approval log)", "us to ERP", "at once"),
    )
    return Book(
        path="Product/ERP connectors list.xlsx",
        title="",
        author="Dafydd Price",
        created_at="2024-06-12T13:00:00Z",
        modified_at="2026-09-02T09:10:00Z",
        sheets=(
            Sheet("34 connectors", (header, *rows, total), (6, 32, 14, 34, 18, 8, 15, 16)),
            Sheet("Objects", objects, (52, 14, 32)),
        ),
    )


def _by_vendor(answers: str) -> list[str]:
    """Split "34|4|21" or spell out "ynp".

    >>> _by_vendor("yn")
    ['yes', 'no']
    """
    if "|" in answers:
        return answers.split("|")
    return [ANSWERS[letter] for letter in answers]


def _write_book(drive: Path, book: Book) -> Path:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    cached = {}
    for number, sheet in enumerate(book.sheets, start=1):
        cached[f"xl/worksheets/sheet{number}.xml"] = _draw_sheet(workbook.create_sheet(sheet.name), sheet)
    _set_properties(workbook, book)
    saved = io.BytesIO()
    workbook.save(saved)
    content = settle_workbook(saved.getvalue(), modified_at=book.modified_at, cached=cached)
    return _write(drive / book.path, content)


def _set_properties(workbook: Workbook, book: Book) -> None:
    properties = workbook.properties
    properties.title = book.title or None
    properties.creator = book.author
    properties.lastModifiedBy = book.author
    properties.subject = book.subject or None
    properties.keywords = book.keywords or None
    properties.created = datetime.fromisoformat(book.created_at).replace(tzinfo=None)


def _draw_sheet(worksheet: Worksheet, sheet: Sheet) -> dict[str, float | str]:
    """Fill a worksheet; returns the results of its formulas by cell."""
    results: dict[str, float | str] = {}
    for row_number, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(row, start=1):
            reference = f"{get_column_letter(column)}{row_number}"
            if isinstance(value, Formula):
                results[reference] = value.result
            worksheet[reference] = value.text if isinstance(value, Formula) else value
    _style(worksheet, sheet)
    if sheet.balance_chart:
        worksheet.add_chart(_balance_chart(worksheet), "G3")
    return results


def _style(worksheet: Worksheet, sheet: Sheet) -> None:
    for column, width in enumerate(sheet.widths, start=1):
        worksheet.column_dimensions[get_column_letter(column)].width = width
    for row_number, row in enumerate(worksheet.iter_rows(), start=1):
        for cell in row:
            cell.alignment = Alignment(wrap_text=row_number >= sheet.header_row, vertical="top")
    for cell in worksheet[sheet.header_row]:
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=BRAND["ink"])
    if sheet.header_row > 1:
        worksheet["A1"].font = Font(bold=True, size=14, color=BRAND["accent"])
    for letter, number_format in sheet.formats:
        for cell in worksheet[letter]:
            cell.number_format = number_format
    for (cell,) in worksheet[sheet.inputs] if sheet.inputs else ():
        cell.fill = PatternFill("solid", fgColor="FBE9CC")
    worksheet.freeze_panes = f"A{sheet.header_row + 1}"
    worksheet.page_setup.orientation = "landscape"
    worksheet.page_setup.fitToHeight = 0
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _balance_chart(worksheet: Worksheet) -> LineChart:
    chart = LineChart()
    chart.title = "Balance in EUR by month"
    chart.add_data(Reference(worksheet, min_col=5, min_row=2, max_row=38), titles_from_data=True)
    chart.set_categories(Reference(worksheet, min_col=1, min_row=3, max_row=38))
    chart.legend = None
    chart.width, chart.height = 22, 10
    return chart


def _write_references(drive: Path) -> Path:
    header = ("customer", "contact role", "good for", "how often", "owner", "remark (internal)")
    return _write(drive / "Case Studies/Reference customers (INTERNAL).csv", _csv([header, *REFERENCES]))


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(rows)
    return text.getvalue().encode("utf-8-sig")  # as a German spreadsheet exports it


def _write(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


if __name__ == "__main__":
    for written in build(Path(__file__).parent.parent / "drive"):
        print(written)
