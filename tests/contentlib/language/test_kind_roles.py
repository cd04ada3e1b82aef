"""Kinds have roles, told in the head of the vocabulary; what cannot be said of a kind is refused with the place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from contentlib.errors import BadInput
from contentlib.language.kind_roles import KindRole
from contentlib.language.vocabulary import OWN, read_vocabulary

TOML = OWN.read_text(encoding="utf-8")


def test_the_head_of_the_vocabulary_tells_of_each_role() -> None:
    told = re.search(r"# Roles of kinds\..*?\n#\n(.*?)\n\n", TOML, re.DOTALL)
    assert told
    assert re.findall(r"^# (\w+)  ", told[1], re.MULTILINE) == [*KindRole]


# --- a team's own --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "told"),
    [
        pytest.param('roles = ["tale"]', "“tale” in “roles” of [kinds.leaflet]", id="a role that is none"),
        pytest.param('roles = "story"', "must be a list", id="no list"),
        pytest.param('names_count = "much"', "“names_count” of [kinds.leaflet]", id="no number"),
        pytest.param("usual.stages = { late = 1 }", "“late” is not one of the stages", id="no stage"),
        pytest.param("usual.personas = { cfo = 1 }", "Choose from: stages, objections", id="another list"),
        pytest.param("usual_in_short = { early = 1 }", "must be written like", id="without a list"),
    ],
)
def test_what_cannot_be_said_of_a_kind_is_refused_with_the_place(tmp_path: Path, said: str, told: str) -> None:
    with pytest.raises(BadInput, match=r"own\.toml") as caught:
        read_vocabulary(_write_small(tmp_path, said))
    assert told in str(caught.value)


def test_an_unknown_role_is_refused_with_the_list(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=f"Choose from: {', '.join(KindRole)}"):
        read_vocabulary(_write_small(tmp_path, 'roles = ["tale"]'))


def test_a_vocabulary_without_roles_says_which_it_lacks(tmp_path: Path) -> None:
    told = read_vocabulary(_write_small(tmp_path, 'roles = ["story", "slides"]')).tell_missing_roles()
    assert told.startswith("No kind of the vocabulary has the role answers_objections, handles_objections, ")
    assert "story" not in told
    assert read_vocabulary().tell_missing_roles() == ""


def _write_small(folder: Path, said: str) -> Path:
    own = folder / "own.toml"
    own.write_text(
        '[stages.early]\nlabel = "Early"\ndefinition = "Looking around."\n'
        '[objections.colour]\nlabel = "Colour"\ndefinition = "It is the wrong colour."\n'
        f'[kinds.leaflet]\nlabel = "Leaflet"\ndefinition = "One page."\n{said}\n',
        encoding="utf-8",
    )
    return own
