"""Settings: defaults, then the file, then the environment; every mistake is named with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from contentlib.errors import BadInput
from contentlib.language.vocabulary import read_vocabulary
from contentlib.settings import Settings, read_settings


def test_without_file_and_environment_the_defaults_hold(tmp_path: Path) -> None:
    assert read_settings({}, folder=tmp_path) == Settings()


def test_the_environment_beats_the_file_and_the_file_the_defaults(tmp_path: Path) -> None:
    (tmp_path / "contentlib.toml").write_text('port = 9000\nlibrary = "~/sales.db"\nmass_retire = 0.3\n')
    settings = read_settings({"CONTENTLIB_PORT": "9100"}, folder=tmp_path)
    assert (settings.port, settings.mass_retire) == (9100, 0.3)
    assert settings.library == Path("~/sales.db").expanduser()


@pytest.mark.parametrize(
    ("written", "means"), [("off", False), ("no", False), ("0", False), ("False", False), ("on", True), ("1", True)]
)
def test_yes_and_no_are_read_as_people_write_them(tmp_path: Path, written: str, means: bool) -> None:
    assert read_settings({"CONTENTLIB_LEARN": written}, folder=tmp_path).learn is means


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("colour = 1", "Unknown setting “colour”"),
        ('learn = "perhaps"', "no bool for the setting learn"),
        ('port = "no"', "no int for the setting port"),
        ("= =", "not valid TOML"),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "contentlib.toml").write_text(text)
    with pytest.raises(BadInput, match=says) as told:
        read_settings({}, folder=tmp_path)
    assert "contentlib.toml" in str(told.value)


def test_a_team_may_bring_its_own_vocabulary(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(
        '[stages.early]\nlabel = "Early"\ndefinition = "Looks around."\n'
        '[objections.heavy]\nlabel = "Too heavy"\ndefinition = "It weighs too much."\nsays = ["we cannot lift it"]\n'
        '[kinds.leaflet]\nlabel = "Leaflet"\ndefinition = "One sheet."\naudience = "external"\n'
    )
    vocabulary = read_vocabulary(path)
    assert [label.value for label in vocabulary.objections] == ["heavy"]
    assert vocabulary.labels["leaflet"] == "Leaflet"
    assert vocabulary.fingerprint != read_vocabulary().fingerprint


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", r"no table \[stages\]"),
        ("[stages.a]\nlabel = 'A'\n", "needs a label and a definition"),
        ("[stages.a]\nlabel = 'A'\ndefinition = 'x'\nsays = 'no list'\n", "must be a list of texts"),
        ("[stages.a]\nlabel = 'A'\ndefinition = 'x'\naudience = 'all'\n", "internal or external"),
        ("[stages", "not valid TOML"),
    ],
)
def test_a_mistake_in_a_vocabulary_is_named(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(text)
    with pytest.raises(BadInput, match=says):
        read_vocabulary(path)


def test_a_vocabulary_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="No vocabulary at"):
        read_vocabulary(tmp_path / "nowhere.toml")
