"""The vocabulary that comes with contentlib is whole, and a team's own is read or refused with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from contentlib.errors import BadInput
from contentlib.language.labels import Label
from contentlib.language.vocabulary import Vocabulary, read_vocabulary
from contentlib.model import Audience

STAGES = ("awareness", "consideration", "decision", "post_sale")
KEPT_INSIDE = {"battle_card", "objection_handling", "playbook", "persona", "email_template", "transcript"}


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return read_vocabulary()


def test_the_stages_stand_in_the_order_a_buyer_goes_through_them(vocabulary: Vocabulary) -> None:
    assert tuple(stage.value for stage in vocabulary.stages) == STAGES


def test_each_objection_is_said_in_many_ways_and_answered_in_many(vocabulary: Vocabulary) -> None:
    for objection in vocabulary.objections:
        assert len(objection.says) >= 12, objection.value
        assert len(objection.answers) >= 10, objection.value
        assert len(objection.cues) >= 20, objection.value


def test_each_kind_can_be_known_by_a_name_and_by_its_wording(vocabulary: Vocabulary) -> None:
    for kind in vocabulary.kinds:
        assert kind.names, kind.value
        assert kind.cues, kind.value


def test_no_label_says_the_same_thing_twice(vocabulary: Vocabulary) -> None:
    for label in (*vocabulary.stages, *vocabulary.objections, *vocabulary.kinds):
        for sentences in (label.says, label.answers, label.cues, label.names):
            assert len(set(sentences)) == len(sentences), label.value


def test_no_sentence_of_a_buyer_stands_under_two_objections(vocabulary: Vocabulary) -> None:
    said = [sentence for objection in vocabulary.objections for sentence in objection.says]
    assert len(set(said)) == len(said)


def test_what_is_written_for_reps_is_internal_unless_it_says_otherwise(vocabulary: Vocabulary) -> None:
    internal = {kind.value for kind in vocabulary.kinds if kind.audience is Audience.INTERNAL}
    assert internal == KEPT_INSIDE


def test_a_team_may_bring_its_own_file(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        '[stages.early]\nlabel = "Early"\ndefinition = "Looking around."\n'
        '[objections.colour]\nlabel = "Colour"\ndefinition = "It is the wrong colour."\ncues = ["colour"]\n'
        '[kinds.leaflet]\nlabel = "Leaflet"\ndefinition = "One page."\naudience = "external"\n',
        encoding="utf-8",
    )
    assert read_vocabulary(own).objections == (Label("colour", "Colour", "It is the wrong colour.", cues=("colour",)),)


def test_another_word_gives_another_fingerprint(tmp_path: Path, vocabulary: Vocabulary) -> None:
    own = tmp_path / "own.toml"
    source = Path(read_vocabulary.__code__.co_filename).with_name("vocabulary.toml")
    own.write_text(source.read_text(encoding="utf-8").replace("too expensive", "far too expensive"), encoding="utf-8")
    assert read_vocabulary(own).fingerprint != vocabulary.fingerprint


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("[stages", "not valid TOML", id="no TOML"),
        pytest.param('[stages.a]\nlabel = "A"\n', "needs a label and a definition", id="no definition"),
        pytest.param('[stages.a]\nlabel = "A"\ndefinition = "a"\n', "no table [objections]", id="no objections"),
        pytest.param('[stages.a]\nlabel = "A"\ndefinition = "a"\ncues = "x"\n', "must be a list", id="no list"),
        pytest.param('[stages.a]\nlabel = "A"\ndefinition = "a"\naudience = "all"\n', "“all”", id="no audience"),
    ],
)
def test_a_damaged_vocabulary_is_refused_with_the_place(tmp_path: Path, text: str, told: str) -> None:
    own = tmp_path / "own.toml"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=r"own\.toml") as caught:
        read_vocabulary(own)
    assert told in str(caught.value)


def test_a_missing_vocabulary_is_refused_with_the_setting_to_check(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="setting “vocabulary”"):
        read_vocabulary(tmp_path / "none.toml")
