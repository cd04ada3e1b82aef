"""Tags carry the words that earned them; what a file says about itself counts; in doubt an asset stays inside."""

from __future__ import annotations

import csv
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from contentlib.language.vocabulary import read_vocabulary
from contentlib.model import Axis, Properties, Source, Tag
from contentlib.models.embedder import Embedder
from contentlib.models.embedding import open_embedder
from contentlib.settings import read_settings
from contentlib.tagging.classify import (
    EmbeddedPassage,
    Prototypes,
    Subject,
    Understood,
    measure_backdrop,
    prepare,
    read_query,
    set_apart,
    tag_asset,
)
from contentlib.tagging.competitors import Competitor
from indexer.chunk import chunk_sections
from indexer.extract import read_bytes
from indexer.metadata import choose_title
from tests.fakes import WordEmbedder

SAMPLE = Path(__file__).parents[3] / "sample_corpus" / "drive"
SAMPLE_TAGS = Path(__file__).parents[2] / "data" / "sample_tags.tsv"
SAMPLE_MARKETS = Path(__file__).parents[2] / "data" / "sample_markets.tsv"
FEW_SECONDS_TO_READ = (".md", ".html", ".docx")

VOCABULARY = read_vocabulary()


@pytest.fixture(scope="module")
def prototypes() -> Prototypes:
    return prepare(VOCABULARY, WordEmbedder())


def make_subject(
    *texts: str,
    path: str = "Anything/file.md",
    title: str = "",
    headings: Sequence[str] = (),
    notes: str = "",
    fields: Mapping[str, tuple[str, ...]] | None = None,
) -> Subject:
    """An asset with one passage for each text, at ``slide 1``, ``slide 2``, …; notes come last."""
    embedder = WordEmbedder()
    spoken = [*texts, notes] if notes else list(texts)
    passages = tuple(
        EmbeddedPassage(
            locator=f"slide {number}",
            heading=headings[number - 1] if number <= len(headings) else "",
            text=text,
            notes=bool(notes) and number == len(spoken),
            vector=embedder.embed([text])[0],
        )
        for number, text in enumerate(spoken, 1)
    )
    return Subject(
        title=title,
        path=path,
        format=path.rsplit(".", 1)[-1],
        properties=Properties(fields=fields or {}),
        sections=len(passages),
        passages=passages,
    )


def find_tags(tags: Sequence[Tag], axis: Axis) -> dict[str, Tag]:
    return {tag.value: tag for tag in tags if tag.axis is axis}


def the_one(tags: Sequence[Tag], axis: Axis) -> Tag:
    (tag,) = (tag for tag in tags if tag.axis is axis)
    return tag


NEUTRAL = "We have written down some remarks about gardens, rivers and the weather in the mountains. " * 5
PRICEY = (
    "Is it too expensive? Compare the total cost of ownership: no per-user fees and a lower list price. "
    "A discount is possible where the budget is tight."
)

# --- kind ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("Sales/BattleCard_Acme.pptx", "battle_card"),
        ("Sales/acme battle-card v3 FINAL.pdf", "battle_card"),
        ("Case Studies/Northern Mills.pptx", "case_study"),
        ("Kunden/Fallstudie Müller.docx", "case_study"),
        ("x/CS_Harbour_2026.pdf", "case_study"),
        ("x/Solution brief - cold chain.pdf", "one_pager"),
        ("x/1-pager pumps.pdf", "one_pager"),
        ("x/Rate card 2026.xlsx", "pricing"),
        ("x/Objection handling guide.docx", "objection_handling"),
        ("Buyer Personas/Plant manager.docx", "persona"),
        ("x/White paper - corrosion.pdf", "white_paper"),
        ("x/Outreach sequence - logistics.txt", "email_template"),
        ("Calls/2026-01-09 Harbour.vtt", "transcript"),
        ("x/Company overview.pptx", "deck"),
        ("Playbooks/Enterprise.docx", "playbook"),
        ("x/Pumps versus compressors - comparison.pdf", "comparison"),
    ],
)
def test_names_of_files_and_folders_tell_the_kind(prototypes: Prototypes, path: str, kind: str) -> None:
    tag = the_one(tag_asset(make_subject(NEUTRAL, path=path), prototypes, VOCABULARY), Axis.KIND)
    assert tag.value == kind
    assert tag.evidence


def test_a_word_above_the_title_tells_the_kind(prototypes: Prototypes) -> None:
    subject = make_subject(f"Northern Mills · WHITE PAPER – Edition 4 · {NEUTRAL}", path="New folder/scan7.pdf")
    assert the_one(tag_asset(subject, prototypes, VOCABULARY), Axis.KIND).value == "white_paper"


def test_one_everyday_word_in_a_long_name_does_not_tell_the_kind(prototypes: Prototypes) -> None:
    subject = make_subject(NEUTRAL, path="Customer Stories/how-we-cut-the-price-of-every-product-by-half.md")
    assert the_one(tag_asset(subject, prototypes, VOCABULARY), Axis.KIND).value == "case_study"


def test_an_empty_file_of_no_telling_name_is_other_and_internal(prototypes: Prototypes) -> None:
    tags = tag_asset(Subject(title="", path="x/y.txt", format="txt"), prototypes, VOCABULARY)
    assert [(tag.axis, tag.value) for tag in tags] == [(Axis.KIND, "other"), (Axis.AUDIENCE, "internal")]


# --- audience ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "subject",
    [
        pytest.param(make_subject(NEUTRAL, path="Case Studies (INTERNAL)/Mills.pdf"), id="a folder"),
        pytest.param(make_subject(NEUTRAL, path="Case Studies/Mills_confidential.pdf"), id="a file name"),
        pytest.param(make_subject(NEUTRAL, "For internal use only.", path="Case Studies/Mills.pdf"), id="a line"),
        pytest.param(make_subject(NEUTRAL, "INTERNAL – Mills", path="Case Studies/Mills.pdf"), id="a stamp"),
        pytest.param(
            make_subject(NEUTRAL, path="Case Studies/Mills.pptx", notes="Do not forward. They asked us."), id="a note"
        ),
        pytest.param(
            make_subject(NEUTRAL, path="Case Studies/Mills.pdf", headings=["Landmines to lay"]), id="a heading"
        ),
        pytest.param(
            make_subject("Ask the buyer who signs. If the prospect stalls, the rep rings the champion.", path="x/y.md"),
            id="talk about buyers",
        ),
        pytest.param(make_subject(NEUTRAL, path="Battle cards/Mills.pdf"), id="its kind"),
    ],
)
def test_what_is_marked_or_made_for_reps_is_internal(prototypes: Prototypes, subject: Subject) -> None:
    tag = the_one(tag_asset(subject, prototypes, VOCABULARY), Axis.AUDIENCE)
    assert tag.value == "internal"
    assert tag.evidence


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("It connects to your internal systems and keeps confidential data confidential.", id="a topic"),
        pytest.param("A mail does not forward the right to approve.", id="another form"),
    ],
)
def test_the_same_words_in_running_text_are_no_mark(prototypes: Prototypes, text: str) -> None:
    subject = make_subject(f"{NEUTRAL} {text}", path="Case Studies/Mills.pdf")
    assert the_one(tag_asset(subject, prototypes, VOCABULARY), Axis.AUDIENCE).value == "external"


def test_the_mark_is_quoted_with_its_place(prototypes: Prototypes) -> None:
    subject = make_subject(NEUTRAL, "Thank you. Do not forward this page!", path="Case Studies/Mills.pdf")
    tag = the_one(tag_asset(subject, prototypes, VOCABULARY), Axis.AUDIENCE)
    assert (tag.evidence, tag.locator) == ("Do not forward this page!", "slide 2")


# --- stages and objections -----------------------------------------------------------------------------------------


def test_an_answered_objection_is_tagged_with_the_sentence_that_earned_it(prototypes: Prototypes) -> None:
    tags = find_tags(tag_asset(make_subject(NEUTRAL, PRICEY, NEUTRAL), prototypes, VOCABULARY), Axis.OBJECTION)
    assert "price" in tags
    assert tags["price"].locator == "slide 2"
    assert tags["price"].evidence in PRICEY
    assert 0 < tags["price"].confidence < 1
    assert tags["price"].source is Source.MODEL


def test_a_text_about_nothing_of_the_kind_answers_no_objection(prototypes: Prototypes) -> None:
    assert not find_tags(tag_asset(make_subject(NEUTRAL, NEUTRAL), prototypes, VOCABULARY), Axis.OBJECTION)


def test_a_price_list_belongs_to_the_decision(prototypes: Prototypes) -> None:
    tags = tag_asset(make_subject(PRICEY, path="Pricing/Price list 2026.pdf"), prototypes, VOCABULARY)
    assert "decision" in find_tags(tags, Axis.STAGE)


def test_a_quotation_is_never_longer_than_240_characters(prototypes: Prototypes) -> None:
    endless = "price and discount and budget without an end " * 30
    tags = tag_asset(make_subject(endless), prototypes, VOCABULARY)
    assert max(len(tag.evidence) for tag in tags) <= 240


def test_what_a_library_says_everywhere_earns_less(prototypes: Prototypes) -> None:
    library = [make_subject(PRICEY, NEUTRAL, path=f"x/{number}.md") for number in range(20)]
    apart = set_apart(prototypes, measure_backdrop(prototypes, library, made_with="", assets=len(library)))
    asset = make_subject(
        NEUTRAL,
        "What does it cost? A discount on the list price. Is the data encrypted? A penetration test, single sign-on "
        "and access control by role; certified to ISO 27001 and SOC 2.",
    )

    def sureness(known: Prototypes, value: str) -> float:
        return find_tags(tag_asset(asset, known, VOCABULARY), Axis.OBJECTION)[value].confidence

    assert sureness(apart, "price") < sureness(prototypes, "price")
    assert sureness(apart, "security") > sureness(prototypes, "security")


# --- what a file says about itself ---------------------------------------------------------------------------------


def test_what_a_file_says_about_itself_replaces_what_the_model_would_say(prototypes: Prototypes) -> None:
    fields = {"kind": ("Battle card",), "objections": ("trust", "Price"), "audience": ("external",)}
    tags = tag_asset(make_subject(PRICEY, path="Case Studies/Mills.md", fields=fields), prototypes, VOCABULARY)
    assert the_one(tags, Axis.KIND) == Tag(Axis.KIND, "battle_card", 1.0, "kind: Battle card", "", Source.FILE)
    assert the_one(tags, Axis.AUDIENCE).value == "external"
    assert set(find_tags(tags, Axis.OBJECTION)) == {"trust", "price"}
    assert {tag.source for tag in tags if tag.axis is Axis.STAGE} <= {Source.MODEL}


def test_a_kind_that_is_on_no_list_is_left_to_the_model(prototypes: Prototypes) -> None:
    subject = make_subject(NEUTRAL, path="Case Studies/Mills.md", fields={"kind": ("pamphlet",)})
    tag = the_one(tag_asset(subject, prototypes, VOCABULARY), Axis.KIND)
    assert (tag.value, tag.source) == ("case_study", Source.MODEL)


def test_of_two_kinds_the_first_counts(prototypes: Prototypes) -> None:
    subject = make_subject(NEUTRAL, fields={"kind": ("deck", "blog")})
    assert the_one(tag_asset(subject, prototypes, VOCABULARY), Axis.KIND).value == "deck"


def test_a_kind_that_the_file_names_decides_who_may_see_it(prototypes: Prototypes) -> None:
    subject = make_subject(NEUTRAL, fields={"kind": ("persona",)})
    assert the_one(tag_asset(subject, prototypes, VOCABULARY), Axis.AUDIENCE).value == "internal"


def test_competitors_and_industries_are_taken_as_written(prototypes: Prototypes) -> None:
    subject = make_subject(NEUTRAL, fields={"competitor": ("Acme",), "industry": ("logistics", "food")})
    tags = tag_asset(subject, prototypes, VOCABULARY)
    assert set(find_tags(tags, Axis.COMPETITOR)) == {"Acme"}
    assert set(find_tags(tags, Axis.INDUSTRY)) == {"logistics", "food"}


# --- queries -------------------------------------------------------------------------------------------------------


def read(text: str, prototypes: Prototypes, embedder: Embedder) -> tuple[Understood, ...]:
    return read_query(text, embedder.embed([text])[0], prototypes)


def test_a_query_is_understood_in_its_own_words(prototypes: Prototypes) -> None:
    first, *_ = read("they want a Discount or the deal is off", prototypes, WordEmbedder())
    assert (first.axis, first.value, first.phrase) == (Axis.OBJECTION, "price", "Discount")


def test_a_name_voices_no_objection(prototypes: Prototypes) -> None:
    assert read("zebra quarterly 2019", prototypes, WordEmbedder()) == ()


def test_an_empty_query_voices_nothing(prototypes: Prototypes) -> None:
    assert read("", prototypes, WordEmbedder()) == ()


# --- speed ---------------------------------------------------------------------------------------------------------


def test_a_hundred_assets_of_twenty_passages_are_tagged_within_seconds(prototypes: Prototypes) -> None:
    asset = make_subject(*([PRICEY, NEUTRAL[:450]] * 10))
    start = time.perf_counter()
    for _ in range(100):
        tag_asset(asset, prototypes, VOCABULARY)
    # 0.4 s on an idle machine; the bound is for a busy one.
    assert time.perf_counter() - start < 5


# --- the sample company's drive, with the true model ---------------------------------------------------------------


def read_rows() -> Iterator[dict[str, str]]:
    with SAMPLE_TAGS.open(encoding="utf-8") as file:
        yield from (row for row in csv.DictReader(file, delimiter="\t") if row["path"].endswith((".md", ".html")))


def read_file(path: Path, name: str, embedder: Embedder) -> Subject:
    reading = read_bytes(path.read_bytes(), path.name)
    chunks = chunk_sections(reading.sections)
    title = choose_title(reading.properties, reading.sections, path.name)
    sections = [reading.sections[chunk.section] for chunk in chunks]
    vectors = embedder.embed(
        [f"{title}\n{section.heading}\n{chunk.text}" for chunk, section in zip(chunks, sections, strict=True)]
    )
    passages = tuple(
        EmbeddedPassage(section.locator, section.heading, chunk.text, chunk.notes, vector)
        for chunk, section, vector in zip(chunks, sections, vectors, strict=True)
    )
    return Subject(title, name, reading.format, reading.properties, len(reading.sections), passages)


def measure_f1(said: Sequence[set[str]], true: Sequence[set[str]]) -> float:
    hits = sum(len(one & other) for one, other in zip(said, true, strict=True))
    return 2 * hits / max(1, sum(map(len, said)) + sum(map(len, true)))


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return open_embedder(read_settings())


@pytest.fixture(scope="module")
def true_prototypes(embedder: Embedder) -> Prototypes:
    return prepare(VOCABULARY, embedder)


@pytest.mark.model
def test_the_sample_drive_is_tagged_as_people_tagged_it(embedder: Embedder, true_prototypes: Prototypes) -> None:
    if not SAMPLE.is_dir():
        pytest.skip("the sample company's drive is not here; build it with sample_corpus")
    rows = list(read_rows())
    tags = [
        tag_asset(read_file(SAMPLE / row["path"], row["path"], embedder), true_prototypes, VOCABULARY) for row in rows
    ]

    def compare(axis: Axis, column: str) -> float:
        said = [set(find_tags(one, axis)) for one in tags]
        return measure_f1(said, [set(filter(None, row[column].split(","))) for row in rows])

    assert compare(Axis.KIND, "kind") >= 0.85
    assert compare(Axis.AUDIENCE, "audience") >= 0.9
    assert compare(Axis.STAGE, "buyer_stages") >= 0.75
    assert compare(Axis.OBJECTION, "objections") >= 0.55


@pytest.mark.model
def test_a_market_that_is_said_is_seldom_wrong(embedder: Embedder, true_prototypes: Prototypes) -> None:
    """Competitors, and for whom an asset is, with precision first: what is left out is not compared."""
    if not SAMPLE.is_dir():
        pytest.skip("the sample company's drive is not here; build it with sample_corpus")
    rivals = tuple(Competitor(name) for name in ("Billmoor", "Quillstone", "Veltrapay", "Orsavo", "SumLedger"))
    with SAMPLE_MARKETS.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["path"].endswith(FEW_SECONDS_TO_READ)]
    tags = [
        tag_asset(read_file(SAMPLE / row["path"], row["path"], embedder), true_prototypes, VOCABULARY, rivals)
        for row in rows
    ]

    def measure_precision(axis: Axis, column: str) -> float:
        said = [set(find_tags(one, axis)) for one in tags]
        true = [set(row[column].split(",")) for row in rows]
        return sum(len(one & other) for one, other in zip(said, true, strict=True)) / sum(map(len, said))

    floors = {Axis.COMPETITOR: 0.85, Axis.INDUSTRY: 0.9}
    measured = {axis: measure_precision(axis, axis.column) for axis in Axis if not axis.traits.is_closed}
    assert [axis for axis, precision in measured.items() if precision < floors.get(axis, 0.8)] == [], measured


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "objection"),
    [
        ("my boss will never sign off on this", "authority"),
        ("we could code this ourselves over a weekend", "build_in_house"),
        ("call me again in spring, we are swamped", "timing"),
        ("what if somebody steals our customer records", "security"),
        ("it has to talk to our warehouse software", "integration"),
        ("nobody on my team wants to learn a new tool", "switching_cost"),
        ("show me figures my controller believes", "roi_proof"),
        ("that is far more than we can pay", "price"),
        ("our lawyers will not accept these terms", "legal_procurement"),
        ("what we have works just fine", "status_quo"),
    ],
)
def test_an_objection_is_heard_in_a_buyers_words(
    embedder: Embedder, true_prototypes: Prototypes, text: str, objection: str
) -> None:
    assert objection in {one.value for one in read(text, true_prototypes, embedder)}
