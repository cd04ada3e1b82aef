"""A document's words as a buyer reads them where nothing was drawn: set as they are meant, none hidden."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from contentlib.sending.links import Terms, send_link
from tests.builders import index, open_empty, write_files
from tests.canaries.book_plants import BOOK_PLANTS
from tests.canaries.document_plants import DOCUMENT_PLANTS
from tests.canaries.families import BASES
from tests.canaries.package_edit import holds
from tests.canaries.plant import OPEN_WORD, grow
from tests.web.shelf import AT
from web import create_app


def read_pages(folder: Path, files: dict[str, str | bytes]) -> dict[str, bytes]:
    """The buyer's page of each file, by its path."""
    pages = {}
    with closing(open_empty(folder)) as library:
        index(library, write_files(folder / "drive", files))
        library.db.execute("UPDATE assets SET audience = 'external'")
        client = create_app(library=library).test_client()
        rows = library.db.execute("SELECT v.asset_id, l.path FROM versions v JOIN locations l ON l.version_id = v.id")
        for asset_id, path in rows.fetchall():
            token = f"{asset_id:032d}"
            send_link(
                library.db, asset_id, terms=Terms(), link_token=token, rep="ines@ours.example",
                contact="ann@buyer.example", deal="", note="", token=token, sent_at=AT,
            )  # fmt: skip
            pages[path] = client.get(f"/s/{token}").data
    return pages


def test_no_hidden_word_of_a_document_or_a_workbook_is_on_its_buyers_page(tmp_path: Path) -> None:
    plants = [*DOCUMENT_PLANTS, *BOOK_PLANTS]
    planted = list(grow(plants, BASES, count=len(plants), seed=3))
    pages = read_pages(tmp_path, {one.path: one.data for one in planted})
    assert [one.names for one in planted if holds(pages.get(one.path, b""), one.canary)] == []
    # A file that cannot be read has no page; all the others say what they openly say.
    read = [page for page in pages.values() if holds(page, OPEN_WORD)]
    assert len(read) >= 0.9 * len(planted)


def test_a_sheet_of_values_is_one_table_with_its_names_on_top(tmp_path: Path) -> None:
    csv = "Product,Seats,List price\n" + "".join(f"Ledger {at},{at},{at}.50\n" for at in range(10, 14))
    page = read_pages(tmp_path, {"Price list.csv": csv})["Price list.csv"].decode()
    assert '<th scope="col" class="figure">Seats</th>' in page
    assert '<td class="figure">10.50</td>' in page
    assert "Seats:" not in page


def test_an_open_letter_is_set_in_paragraphs_that_fit_any_screen(tmp_path: Path) -> None:
    text = (
        "# Pricing\n\nWhat do I pay? A fee a month for a number of invoices. Essentials begins with the\nfirst one.\n"
    )
    page = read_pages(tmp_path, {"Pricing.md": text})["Pricing.md"].decode()
    assert "Essentials begins with the first one." in page
