"""Code asks for roles of kinds, never for a kind by its name, so that a team may call its kinds as it likes."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from contentlib.catalog.assets import list_assets
from contentlib.errors import BadInput
from contentlib.formats import FORMATS
from contentlib.language.kind_roles import KindRole
from contentlib.language.vocabulary import OWN, read_vocabulary
from contentlib.library.opened import Library, open_library
from contentlib.model import Axis, Tag
from contentlib.reports.claims import report_claims
from contentlib.search.find import find_assets
from contentlib.settings import Settings
from tests.builders import NOON, index, write_files
from tests.fakes import WordEmbedder

ROOT = Path(__file__).parents[3]
PACKAGES = ("contentlib", "indexer", "web")
TOML = OWN.read_text(encoding="utf-8")
KINDS = tuple(kind.value for kind in read_vocabulary().kinds)
# Where a word stands that is also the name of a kind, and what it means there.
OTHERWISE = {
    ("contentlib/model/axes.py", "persona"): "the axis",
    ("contentlib/reports/claims.py", "other"): "a group of a pattern",
    ("web/health.py", "other"): "any method that is not known",
    ("web/wording.py", "deck"): "what a file of slides is called",
}


def test_the_head_of_the_vocabulary_tells_of_each_role() -> None:
    told = re.search(r"# Roles of kinds\..*?\n#\n(.*?)\n\n", TOML, re.DOTALL)
    assert told
    assert re.findall(r"^# (\w+)  ", told[1], re.MULTILINE) == [*KindRole]


def test_each_role_is_asked_for_somewhere() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in _list_modules())
    hinted_at = {role for form in FORMATS.values() for role in form.roles}
    assert [role for role in KindRole if f"KindRole.{role.name}" not in code and role not in hinted_at] == []


def test_no_code_and_no_template_names_a_kind() -> None:
    named = {(str(path.relative_to(ROOT)), word) for path in _list_modules() for word in _list_literals(path)}
    pages = (path for package in PACKAGES for path in (ROOT / package).rglob("*.html"))
    named |= {
        (str(path.relative_to(ROOT)), word)
        for path in pages
        for word in re.findall(r"[\"'](\w+)[\"']", path.read_text(encoding="utf-8"))
    }
    assert {one for one in named if one[1] in KINDS} - OTHERWISE.keys() == set()


def _list_modules() -> Iterator[Path]:
    yield from (path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def _list_literals(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


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


# --- kinds by other names ------------------------------------------------------------------------------------------

CASE = "The hospital had a problem. They chose us, and invoices take a day. “It changed how we work,” says the nurse."
FILES: dict[str, str | bytes] = {
    "Case studies/Harbour clinic.md": f"# Harbour clinic\n\n{CASE} We have 640 customers.",
    "Case studies/Teaser.md": "# Harbour clinic\n\nThe hospital chose us.",
    "Sales/battlecard quillbooks.md": "# Quillbooks\n\nUnlike Quillbooks we close in a day. Quillbooks is slow.",
    "Sales/Objection handling.md": "# Too expensive\n\nWhen the buyer says it is too expensive, show the total cost.",
    "Sales/Playbook.md": "# Discovery\n\nThe play: qualify the deal, ask the buyer, run discovery questions.",
    "Web/offer.html": "<h1>Features</h1><p>How it works: book a demo. We have 700 customers.</p>",
    "Web/about.html": "<h1>About us</h1><p>We have 720 customers and a garden with many rivers and mountains.</p>",
    "Calls/monday.vtt": "WEBVTT\n\n00:00.000 --> 00:04.000\nAnn: it is too expensive, and we have 12 customers.\n",
    "Lists/numbers.csv": "name,what\nzebra,stripes\n",
    "stub.md": "# Stub\n\nTo do.",
}
QUERIES = ("it is too expensive", "a story about a hospital", "how does it work", "quillbooks")


def test_kinds_by_other_names_with_the_same_roles_are_treated_alike(tmp_path: Path) -> None:
    ours = _build(tmp_path / "ours", TOML)
    theirs = _build(tmp_path / "theirs", re.sub(r"^\[kinds\.(\w+)\]", r"[kinds.our_\1]", TOML, flags=re.MULTILINE))
    assert _list_tags(theirs) == _list_tags(ours)
    assert [_search(theirs, query) for query in QUERIES] == [_search(ours, query) for query in QUERIES]
    assert _list_claims(theirs) == _list_claims(ours) == ["Web/about.html", "Web/offer.html"]


def test_without_their_roles_they_are_not(tmp_path: Path) -> None:
    ours = _build(tmp_path / "ours", TOML)
    bare = _build(tmp_path / "bare", re.sub(r"^roles = .*\n", "", TOML, flags=re.MULTILINE))
    assert _list_tags(bare) != _list_tags(ours)
    assert _list_claims(bare) != _list_claims(ours)


def _build(folder: Path, vocabulary: str) -> Library:
    write_files(folder, {"own.toml": vocabulary})
    settings = Settings(library=folder / "library.db", cache=folder / "cache", vocabulary=str(folder / "own.toml"))
    library = open_library(settings, create=True, make_embedder=lambda _: WordEmbedder())
    index(library, write_files(folder / "drive", FILES))
    return library


def _list_tags(library: Library) -> dict[str, list[tuple[object, ...]]]:
    return {asset.path: sorted(map(_tell, asset.tags)) for asset in list_assets(library.db)}


def _tell(tag: Tag) -> tuple[object, ...]:
    value = tag.value.removeprefix("our_") if tag.axis is Axis.KIND else tag.value
    return tag.axis, value, tag.confidence, tag.evidence, tag.locator


def _search(library: Library, query: str) -> list[tuple[object, ...]]:
    answer = find_assets(library, query)
    assert answer.results
    return [(one.asset.path, one.score, one.reasons) for one in answer.results]


def _list_claims(library: Library) -> list[str]:
    report = report_claims(library.db, library.vocabulary, since=NOON, until=NOON + timedelta(days=1))
    return sorted(claim.asset.path for one in report.disagreements for t in one.tellings for claim in t.claims)
