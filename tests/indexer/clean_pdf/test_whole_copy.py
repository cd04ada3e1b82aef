"""A clean copy shows what the pages show and holds nothing else, wherever it was planted."""

from __future__ import annotations

import io
from contextlib import suppress
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Stream, String

from contentlib.errors import Unreadable
from indexer.clean_pdf import copy_clean, share_of_difference
from indexer.extract import examine, make_clean
from tests.plants.pdf_checks import check_copy
from tests.plants.pdf_document import helvetica, make_plain, save
from tests.plants.pdf_plants import AROUND, PLANTS, choose_plants, plant_some

CORPUS = Path(__file__).parents[3] / "sample_corpus/drive"
PLACES = [*PLANTS, *AROUND]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("seed", range(4))
def test_a_word_planted_there_is_told_and_is_in_no_clean_copy(place: str, seed: int) -> None:
    data, planted = plant_some([place], seed)
    assert not examine(data, "pdf").is_clean
    clean = make_clean(data, "pdf")
    assert check_copy(clean, planted, (1, 2, 3)).is_right
    assert examine(clean, "pdf").is_clean


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10**6), pages=st.lists(st.integers(1, 4), min_size=1, max_size=4, unique=True))
def test_words_planted_in_several_places_are_in_no_cut_out(seed: int, pages: list[int]) -> None:
    data, planted = plant_some(choose_plants(seed), seed, pages=4)
    assert check_copy(copy_clean(data, pages).data, planted, pages).is_right


def test_a_page_that_was_not_chosen_leaves_nothing_behind() -> None:
    clean = copy_clean(save(make_plain()), (2,)).data
    assert check_copy(clean, ("Offer1", "Offer3", "Framed1", "Framed3"), (2,)).is_right


def test_a_copy_of_a_copy_is_the_same_and_nothing_is_found_in_it() -> None:
    clean = copy_clean((CORPUS / "One-Pagers/Ledgerlark for IT.pdf").read_bytes()).data
    assert copy_clean(clean).data == clean
    assert examine(clean, "pdf").is_clean
    assert not examine(clean + b"% 12 % is the floor", "pdf").is_clean


@pytest.mark.parametrize("path", sorted(CORPUS.rglob("*.pdf"))[:6], ids=lambda path: path.stem[:30])
def test_the_copy_of_a_true_file_looks_the_same_and_says_the_same(path: Path) -> None:
    with pdfium.PdfDocument(path) as before, pdfium.PdfDocument(copy_clean(path.read_bytes()).data) as after:
        assert len(before) == len(after)
        for page, copy in zip(before, after, strict=True):
            assert letters(page) == letters(copy)
            drawn, again = (each.render(scale=0.7).to_pil().convert("RGB") for each in (page, copy))
            assert share_of_difference(drawn, again) < 0.002


def letters(page: pdfium.PdfPage) -> str:
    return "".join(letter for letter in page.get_textpage().get_text_range() if letter.isalnum())


def test_what_was_filled_in_stays_where_it_can_be_seen() -> None:
    pdf = make_plain(1)
    field = pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("who"), V=String("Filledname"))
    )
    field.Rect, field.DA = Array([100, 100, 200, 120]), String("/Helv 12 Tf 0 g")
    pdf.pages[0].obj.Annots = Array([field])
    fonts = Dictionary(Font=Dictionary(Helv=helvetica(pdf)))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), NeedAppearances=True, DR=fonts, DA=String("/Helv 12 Tf 0 g"))
    with pdfium.PdfDocument(copy_clean(save(pdf)).data) as made:
        assert "Filledname" in made[0].get_textpage().get_text_range()
        assert pdfium.raw.FPDFPage_GetAnnotCount(made[0]) == 0


def test_plain_links_stay_and_lead_to_the_web_alone() -> None:
    pdf = make_plain(1)
    uris = ("https://a.example/offer", "mailto:rep@a.example", "file:///c:/prices.xlsx", "http://user:word@a.example/")
    pdf.pages[0].obj.Annots = Array([
        Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([60, 300, 140, 330]), Contents=String("internal"),
                   A=Dictionary(S=Name.URI, URI=String(uri)))
        for uri in uris
    ])  # fmt: skip
    with pikepdf.open(io.BytesIO(copy_clean(save(pdf)).data)) as made:
        links = list(iter(made.pages[0].obj.Annots))
        assert [str(link.A.URI) for link in links] == list(uris[:2])
        assert {*links[0].keys()} == {"/Type", "/Subtype", "/Rect", "/Border", "/F", "/A"}


def test_the_words_behind_a_scan_stay() -> None:
    pdf = make_plain(1)
    page = pdf.pages[0].obj
    page.Contents = Array([
        *iter(page.Contents),
        Stream(pdf, b"q 300 0 0 100 50 90 cm /Logo Do Q BT 3 Tr /F1 12 Tf 60 150 Td (Scannedword) Tj ET"),
    ])  # fmt: skip
    with pdfium.PdfDocument(copy_clean(save(pdf)).data) as made:
        assert "Scannedword" in made[0].get_textpage().get_text_range()


def test_a_page_that_cannot_be_copied_becomes_a_picture_with_its_words() -> None:
    pdf = make_plain(2)
    # Only pictures can tell what such a font draws.
    pdf.pages[0].obj.Resources.ColorSpace = Dictionary(Odd=Array([Name.Unheard, 1]))
    pdf.pages[0].obj.Contents = Array([Stream(pdf, b"/Odd cs 0 g"), *iter(pdf.pages[0].obj.Contents)])
    made = copy_clean(save(pdf))
    assert made.flat.keys() == {1}
    assert examine(made.data, "pdf").is_clean
    with pikepdf.open(io.BytesIO(made.data)) as flat:
        assert flat.pages[0].obj.Resources.XObject.X0.Width > 700


def _with(key: str, value: object) -> bytes:
    pdf = make_plain(1)
    pdf.Root[f"/{key}"] = value
    return save(pdf)


def _locked(**allowed: bool) -> bytes:
    permissions = pikepdf.Permissions(**allowed)
    return save(make_plain(1), encryption=pikepdf.Encryption(owner="boss", user="", allow=permissions))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (_with("Collection", Dictionary()), "portfolio"),
        (_with("AcroForm", Dictionary(XFA=String("x"), Fields=Array([]))), "XFA"),
        (_locked(extract=False), "protected by its author"),
        (_locked(modify_other=False), "protected by its author"),
        (save(make_plain(1), encryption=pikepdf.Encryption(owner="boss", user="letmein")), "by a password"),
        (save(make_plain(1))[:700], "damaged"),
        (b"%PDF-1.7\nnothing follows", "damaged"),
        (b"", "damaged"),
    ],
    ids=["portfolio", "XFA", "no copying", "no changes", "password", "cut off", "only a head", "empty"],
)
def test_what_cannot_be_cleaned_is_refused_and_counts_as_not_looked_through(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        make_clean(data, "pdf")
    told = examine(data, "pdf")
    assert told.unexamined
    assert not told.is_clean


def test_a_file_that_may_be_changed_is_copied_without_its_lock() -> None:
    with pikepdf.open(io.BytesIO(copy_clean(_locked(print_highres=False)).data)) as made:
        assert not made.is_encrypted


@settings(max_examples=40, deadline=None)
@given(at=st.integers(10, 3000), noise=st.binary(min_size=1, max_size=40))
def test_a_broken_file_is_copied_or_refused_and_nothing_else(at: int, noise: bytes) -> None:
    whole = save(make_plain(1))
    broken = whole[: at % len(whole)] + noise + whole[at % len(whole) + len(noise) :]
    with suppress(Unreadable):
        assert examine(copy_clean(broken).data, "pdf").is_clean
