"""Sidecars, front matter, titles and languages."""

from __future__ import annotations

import pytest

from contentlib.model import Properties, Section
from indexer.metadata import KNOWN, check_sidecar, choose_title, front_matter, guess_language


def test_a_sidecar_is_brought_to_the_known_names_and_values() -> None:
    data = b'kind = "Case Study"\nbuyer_stage = ["Post-Sale"]\ncompetitors = "Acme GmbH"\nreview_by = 2025-01-31\n'
    assert check_sidecar(data, "a.pdf.meta.toml").values == {
        "kind": ("case_study",),
        "stages": ("post_sale",),
        "competitor": ("Acme GmbH",),
        "review_by": ("2025-01-31",),
    }


@pytest.mark.parametrize("name", ["object_type", "document_type", "doc-type", "Content Type"])
def test_what_other_programs_call_the_kind_is_read_as_one(name: str) -> None:
    assert front_matter(f"---\n{name}: value-proposition\n---\nText").fields.values == {"kind": ("value_proposition",)}


def test_a_broken_sidecar_is_a_warning_that_names_the_line() -> None:
    fields = check_sidecar(b'kind = "deck"\nstages = [', "a.pdf.meta.toml")
    assert fields.values == {}
    assert "a.pdf.meta.toml" in fields.warnings[0]
    assert "line 2" in fields.warnings[0] or "end of document" in fields.warnings[0]


def test_unknown_fields_are_named_together_with_the_known_ones() -> None:
    warning = check_sidecar(b'colour = "red"', "a.meta.toml").warnings[0]
    assert "colour" in warning
    assert all(name in warning for name in KNOWN)


def test_a_day_that_is_none_is_a_warning() -> None:
    fields = check_sidecar(b'expires_at = "next spring"', "a.meta.toml")
    assert fields.values == {}
    assert "next spring" in fields.warnings[0]


def test_front_matter_that_is_not_yaml_gives_its_plain_lines() -> None:
    matter = front_matter('---\ntitle: Timing: not "now"\nkind: battle card\nevil: !!python/name:os.system\n---\nText')
    assert matter.fields.values["kind"] == ("battle_card",)
    assert "not valid YAML" in matter.fields.warnings[0]


def test_prose_between_two_rules_is_not_front_matter() -> None:
    assert front_matter("---\nJust a thought.\n---\nMore").length == 0


@pytest.mark.parametrize(
    ("title", "heading", "name", "expected"),
    [
        ("Pricing guide 2024", "Other", "a.pdf", "Pricing guide 2024"),
        ("PowerPoint Presentation", "Why we win", "a.pptx", "Why we win"),
        ("Microsoft Word - x.doc", "", "Price_List.docx", "Price List"),
        ("untitled", "", "one--pager_ACME.pdf", "one pager ACME"),
        ("deck_final_v2.pptx", "Slide 1", "deck.pptx", "deck"),
        ("スライド 1", "", "Sony-Education.pptx", "Sony Education"),
        ("Adaptation-of-Processes", "", "a.pdf", "Adaptation of Processes"),
        ("", "", "Specification-1.0.txt", "Specification 1.0"),
    ],
)
def test_the_title_is_the_first_one_that_says_something(title: str, heading: str, name: str, expected: str) -> None:
    sections = [Section("slide 1", heading, "text")]
    assert choose_title(Properties(title=title), sections, name) == expected


def test_a_title_a_person_wrote_wins() -> None:
    properties = Properties(title="Old title here", fields={"title": ("New",)})
    assert choose_title(properties, [], "a.md") == "New"


def test_the_first_heading_of_a_text_is_its_title_even_without_text_of_its_own() -> None:
    assert (
        choose_title(Properties(), [Section("Guide to prices > Scope", "Scope", "text")], "a.md") == "Guide to prices"
    )


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We have a plan for the buyer who says that it is not the time and that our price is high."),
        ("de", "Der Käufer sagt, dass es nicht die richtige Zeit ist, und wir haben eine Antwort auf den Preis."),
        ("fr", "Le client dit que ce n'est pas le moment et que le prix est haut, mais nous avons une réponse."),
        ("it", "Il cliente dice che non è il momento e che il prezzo è alto, ma per questo si può fare."),
        ("es", "El cliente dice que no es el momento y que el precio es alto, pero con esta respuesta se puede."),
        ("pt", "O cliente diz que não é o momento e que o preço é alto, mas com uma resposta para os times."),
        ("nl", "De klant zegt dat het niet het juiste moment is en dat de prijs te hoog is voor een bank."),
        ("ja", "価格が高いという反論への回答です。競合との比較表は四ページにあります。" * 2),
        ("zh", "客户认为价格太高，我们需要说明长期的投资回报以及总体拥有成本的优势。" * 2),
        ("ko", "고객은 가격이 너무 높다고 말합니다. 우리는 총소유비용을 설명해야 합니다." * 2),
        ("", "S 12 M 14 L 18"),
    ],
    ids=lambda value: value if len(value) <= 2 else "text",
)  # fmt: skip
def test_the_language_is_told_by_its_commonest_words(language: str, text: str) -> None:
    assert guess_language(f"{text} {text}") == language
