"""Builds the PDF files of the drive: lays out every paper, then writes its properties and, for one, its lock."""

from pathlib import Path

from pypdf import PdfWriter

from sample_corpus.builder.papers_content_archive import ARCHIVE_PAPERS
from sample_corpus.builder.papers_content_case_studies import CASE_STUDY_PAPERS
from sample_corpus.builder.papers_content_guides import GUIDE_PAPERS
from sample_corpus.builder.papers_content_money import MONEY_PAPERS
from sample_corpus.builder.papers_content_one_pagers import ONE_PAGER_PAPERS
from sample_corpus.builder.papers_content_security import SECURITY_PAPERS
from sample_corpus.builder.papers_pages import Paper, lay_out, pdf_date
from sample_corpus.builder.papers_properties import Properties, at_office_hours
from sample_corpus.builder.papers_scan import write_scan

DRIVE = Path(__file__).parents[1] / "drive"
PAPERS = (
    *CASE_STUDY_PAPERS,
    *SECURITY_PAPERS,
    *MONEY_PAPERS,
    *GUIDE_PAPERS,
    *ONE_PAGER_PAPERS,
    *ARCHIVE_PAPERS,
)


class SteadyWriter(PdfWriter):
    """A writer that keeps the file's own identifiers, so that a locked file has the same bytes each time."""

    def generate_file_identifiers(self) -> None:
        if not self._ID:
            super().generate_file_identifiers()


def build(drive: Path) -> list[Path]:
    """Write all PDF files under the drive folder."""
    return [*(write_paper(drive, paper) for paper in PAPERS), write_scan(drive)]


def write_paper(drive: Path, paper: Paper) -> Path:
    path = drive / paper.path
    path.parent.mkdir(parents=True, exist_ok=True)
    lay_out(paper, str(path))
    _finish(path, paper)
    return path


def _finish(path: Path, paper: Paper) -> None:
    writer = SteadyWriter(clone_from=path)
    writer.metadata = describe(paper.properties)
    if paper.password:
        # AES needs the package cryptography; RC4 with 128 bits does not, and has no random part.
        writer.encrypt(user_password=paper.password, algorithm="RC4-128")
    with path.open("wb") as file:
        writer.write(file)


def describe(properties: Properties) -> dict[str, str]:
    """The PDF information dictionary, without the properties that were left empty."""
    entries = {
        "/Title": properties.title,
        "/Author": properties.author,
        "/Subject": properties.subject,
        "/Keywords": properties.keywords,
        "/Producer": "ReportLab PDF Library",
        "/CreationDate": pdf_date(at_office_hours(properties.created)),
        "/ModDate": pdf_date(at_office_hours(properties.modified)),
    }
    return {key: value for key, value in entries.items() if value}


if __name__ == "__main__":
    for written in build(DRIVE):
        print(written.relative_to(DRIVE))
