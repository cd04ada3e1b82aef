"""Industries, personas and regions are told by what an asset states of itself; a word in passing is no tag."""

from __future__ import annotations

from pathlib import Path

import pytest

from contentlib.language.vocabulary import read_vocabulary
from contentlib.model import Axis, Source
from contentlib.tagging.classify import Prototypes, prepare, tag_asset
from tests.contentlib.tagging.test_classify import NEUTRAL, find_tags, make_subject
from tests.fakes import WordEmbedder

VOCABULARY = read_vocabulary()
INDUSTRY = Axis.INDUSTRY


@pytest.fixture(scope="module")
def prototypes() -> Prototypes:
    return prepare(VOCABULARY, WordEmbedder())


@pytest.mark.parametrize(
    ("text", "path", "axis", "value"),
    [
        pytest.param(f"CASE STUDY – LOGISTICS – Trucks. {NEUTRAL}", "a.pdf", Axis.INDUSTRY, "logistics", id="opening"),
        pytest.param(f"{NEUTRAL}\nIndustry: Insurance\n", "a.pdf", Axis.INDUSTRY, "financial_services", id="a field"),
        pytest.param(f"Our hospital won. {NEUTRAL}", "Hospitals/a.pdf", Axis.INDUSTRY, "healthcare", id="folder"),
        pytest.param(f"FOR FINANCE DIRECTORS – 2026. {NEUTRAL}", "for CFOs.pdf", Axis.PERSONA, "cfo", id="for whom"),
        pytest.param(f"CASE STUDY – TRUCKS – SWEDEN. {NEUTRAL}", "a.pdf", Axis.REGION, "nordics", id="opening, where"),
        pytest.param(f"{NEUTRAL}\nRegion: Germany\n", "a.pdf", Axis.REGION, "dach", id="a field, where"),
        pytest.param(NEUTRAL, "Decks/APAC/a.pdf", Axis.REGION, "apac", id="folder, where"),
    ],
)  # fmt: skip
def test_what_an_asset_says_of_itself_earns_the_tag(
    prototypes: Prototypes, text: str, path: str, axis: Axis, value: str
) -> None:
    found = find_tags(tag_asset(make_subject(text, path=path), prototypes, VOCABULARY), axis)
    assert list(found) == [value]
    assert found[value].evidence


def test_a_customers_story_called_after_a_company_that_everybody_knows_tells_its_trade(prototypes: Prototypes) -> None:
    story = find_tags(
        tag_asset(make_subject(NEUTRAL, path="Case Studies/Toyota.pdf"), prototypes, VOCABULARY), INDUSTRY
    )
    assert [(tag.value, tag.evidence) for tag in story.values()] == [("automotive", "Toyota.pdf")]
    letter = tag_asset(make_subject(NEUTRAL, path="Letters/Toyota.pdf"), prototypes, VOCABULARY)
    assert not find_tags(letter, INDUSTRY)


def test_the_longest_word_of_a_field_is_meant(prototypes: Prototypes) -> None:
    subject = make_subject(f"{NEUTRAL}\n**Industry**: Retail Banking\n")
    assert list(find_tags(tag_asset(subject, prototypes, VOCABULARY), INDUSTRY)) == ["financial_services"]


def test_a_list_of_customers_is_for_none_of_their_trades(prototypes: Prototypes) -> None:
    trades = ("Insurance", "Hospital", "Retail", "Logistics", "Telecom")
    subject = make_subject(NEUTRAL, *(f"Name: Somebody. Industry: {trade}" for trade in trades))
    assert not find_tags(tag_asset(subject, prototypes, VOCABULARY), INDUSTRY)


def test_a_word_in_passing_earns_none(prototypes: Prototypes) -> None:
    text = (
        f"{NEUTRAL} A doctor and a banker came by the shop, where a teacher met the CFO of a Polish market. {NEUTRAL}"
    )
    tags = tag_asset(make_subject(text), prototypes, VOCABULARY)
    assert not find_tags(tags, Axis.INDUSTRY)
    assert not find_tags(tags, Axis.PERSONA)
    assert not find_tags(tags, Axis.REGION)


def test_where_data_lies_is_not_for_whom_it_is(prototypes: Prototypes) -> None:
    text = f"{NEUTRAL} Each tenant lives in one region: Frankfurt (Germany) or Dublin (Ireland). {NEUTRAL}"
    assert not find_tags(tag_asset(make_subject(text), prototypes, VOCABULARY), Axis.REGION)


def test_a_file_that_names_a_country_is_for_its_region(prototypes: Prototypes) -> None:
    subject = make_subject(NEUTRAL, fields={"region": ("Austria", "Nordic countries")})
    assert set(find_tags(tag_asset(subject, prototypes, VOCABULARY), Axis.REGION)) == {"dach", "Nordic countries"}


@pytest.mark.parametrize(("written", "value"), [("CFO", "cfo"), ("Finance leader", "cfo"), ("Beekeeper", "Beekeeper")])
def test_a_file_may_name_a_persona_in_its_own_way(prototypes: Prototypes, written: str, value: str) -> None:
    subject = make_subject(NEUTRAL, fields={"persona": (written,)})
    assert {
        tag.value: tag.source for tag in tag_asset(subject, prototypes, VOCABULARY) if tag.axis is Axis.PERSONA
    } == {value: Source.FILE}


def test_a_team_without_such_lists_gets_none(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        '[stages.a]\nlabel = "A"\ndefinition = "a"\n[objections.b]\nlabel = "B"\ndefinition = "b"\n'
        '[kinds.other]\nlabel = "C"\ndefinition = "c"\n',
        encoding="utf-8",
    )
    vocabulary = read_vocabulary(own)
    subject = make_subject(f"Industry: Insurance. {NEUTRAL}", path="Hospitals/for CFOs.pdf")
    tags = tag_asset(subject, prepare(vocabulary, WordEmbedder()), vocabulary)
    assert {tag.axis for tag in tags} & {Axis.INDUSTRY, Axis.PERSONA, Axis.REGION} == set()
