"""Each axis has all its doors: whoever declares one more finds here what it lacks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from contentlib.catalog.assets import count_assets, find_asset_by_path, list_assets
from contentlib.catalog.filter_values import check_filters
from contentlib.cli import main as cli
from contentlib.evaluation.tag_quality import evaluate_tags, read_gold
from contentlib.language.values import find_value
from contentlib.language.vocabulary import read_vocabulary
from contentlib.library.opened import Library
from contentlib.model import AS_ASKED, MAPPED, Axis, Filters, Source
from contentlib.reports.coverage import report_coverage
from contentlib.reports.export import answer_to_json, asset_to_json
from contentlib.search.activity import record_search
from contentlib.search.demand import list_asked
from contentlib.search.facets import count_listed
from contentlib.search.find import find_assets
from contentlib.search.suggestions import suggest
from contentlib.tagging.classify import WEIGHTS
from contentlib.tagging.corrections import Wish, correct, list_doubts, undo
from tests.builders import NOON, build_library
from web import create_app
from web.api.calls import WHICH

VOCABULARY = read_vocabulary()
NAMES = tuple(axis.value for axis in Axis)
TOGETHER = tuple(axis for axis in Axis if not axis.is_single)


def choose_values(axis: Axis) -> tuple[str, str]:
    """Two values that an asset may have on an axis: of its list, or names where any name will do."""
    listed = [label.value for label in VOCABULARY.list_labels(axis)]
    if axis is Axis.AUDIENCE:
        return "external", "internal"
    return (listed[0], listed[1]) if listed else ("Quillbooks", "Otherbooks")


FIRST = {axis: choose_values(axis)[0] for axis in Axis}
SECOND = {axis: choose_values(axis)[1] for axis in Axis}
SAYS = "\n".join(f"{axis.traits.written[0]}: {value}" for axis, value in FIRST.items())
FILES: dict[str, str | bytes] = {
    "all.md": f"---\n{SAYS}\n---\n# Zebra\n\nStripes, and why they pay for themselves.",
    "none.md": "# Nothing\n\nGardens, rivers and the weather in the mountains.",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    opened = build_library(tmp_path_factory.mktemp("axes"), FILES)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def client(library: Library) -> FlaskClient:
    return create_app(library=library).test_client()


def read(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.get_data(as_text=True)


def narrow(axis: Axis, value: str) -> Filters:
    """A filter on one axis, as every door makes it."""
    one = next(field for field in fields(Filters) if field.name == axis.filter)
    return Filters(**{axis.filter: value if one.default is None else (value,)})  # type: ignore[arg-type]


# --- what is declared ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("axis", Axis)
def test_what_is_declared_of_an_axis_is_whole(axis: Axis) -> None:
    traits = axis.traits
    assert traits.label[:1].isupper()
    assert traits.labels[:1].isupper()
    assert all((traits.only, traits.says, traits.written, *traits.verbs))
    assert bool(traits.stated_as) is axis.is_market
    assert axis.filter in {field.name for field in fields(Filters)}, "Filters has no field for it"


def test_no_two_axes_share_a_name_or_a_place() -> None:
    assert [axis.traits.facet for axis in AS_ASKED] == [*range(1, len(Axis) + 1)]
    for names in ([axis.traits.table for axis in Axis], [axis.filter for axis in Axis], [axis.column for axis in Axis]):
        assert len(set(names)) == len(names)
    written = [name for axis in Axis for name in axis.traits.written]
    assert len(set(written)) == len(written)


@pytest.mark.parametrize("axis", [axis for axis in Axis if axis is not Axis.AUDIENCE])
def test_an_axis_has_its_list_in_the_vocabulary(axis: Axis) -> None:
    toml = Path(read_vocabulary.__code__.co_filename).with_name("vocabulary.toml").read_text(encoding="utf-8")
    assert VOCABULARY.list_labels(axis) or f"[{axis.traits.table}." in toml or not axis.traits.is_closed
    for label in VOCABULARY.list_labels(axis):
        assert find_value(axis, label.label, VOCABULARY) in (label.value, label.label)


@pytest.mark.parametrize("axis", TOGETHER)
def test_an_axis_that_is_weighed_has_its_weights(axis: Axis) -> None:
    weights = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    needed = {"signals", "bias", "threshold"} | ({"most", "of_section"} if axis.is_voiced or axis.is_market else set())
    assert needed <= weights[axis.traits.table].keys()


# --- in the library ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("axis", Axis)
def test_a_file_may_say_it(library: Library, axis: Axis) -> None:
    (tag,) = find_asset_by_path(library.db, "all.md").tags_on(axis)
    assert (tag.value, tag.source) == (FIRST[axis], Source.FILE)


@pytest.mark.parametrize("axis", Axis)
def test_lists_and_searches_are_narrowed_by_it(library: Library, axis: Axis) -> None:
    filters = check_filters(narrow(axis, FIRST[axis]), library.vocabulary, lambda _: ())
    assert "all.md" in [asset.path for asset in list_assets(library.db, filters=filters)]
    assert "all.md" in [one.asset.path for one in find_assets(library, "zebra", filters=filters).results]
    if not axis.is_single:
        assert count_assets(library.db, filters=narrow(axis, SECOND[axis])) == 0


@pytest.mark.parametrize("axis", Axis)
def test_a_facet_counts_it(library: Library, axis: Axis) -> None:
    counted = {facet.name: facet.values for facet in count_listed(library.db, Filters(), now=NOON)}
    assert FIRST[axis] in [one.value for one in counted[axis]]


@pytest.mark.parametrize("axis", Axis)
def test_assets_and_results_have_it_as_data(library: Library, axis: Axis) -> None:
    asset = find_asset_by_path(library.db, "all.md")
    found = next(one for one in answer_to_json(find_assets(library, "zebra"))["results"] if one["path"] == "all.md")
    whole = asset_to_json(asset)
    assert found[axis.column] == (FIRST[axis] if axis.is_single else [FIRST[axis]])
    assert whole[axis.column] == FIRST[axis] if axis.is_single else whole[axis.column][0]["value"] == FIRST[axis]


@pytest.mark.parametrize("axis", Axis)
def test_people_correct_it_and_take_that_back(library: Library, axis: Axis) -> None:
    asset = find_asset_by_path(library.db, "none.md")
    before = asset.tags_on(axis)
    wish = Wish(asset.id, axis, SECOND[axis])
    made = correct(library.db, library.vocabulary, wish, said_by="ann@ours.example", said_at=NOON)
    assert SECOND[axis] in {tag.value for tag in find_asset_by_path(library.db, "none.md").tags_on(axis)}
    undo(library.db, made.id, undone_by="", undone_at=NOON)
    assert find_asset_by_path(library.db, "none.md").tags_on(axis) == before
    assert list_doubts(library.db, axis=axis) is not None


@pytest.mark.parametrize("axis", Axis)
def test_people_judge_it(library: Library, tmp_path: Path, axis: Axis) -> None:
    for column in (axis.value, axis.column):
        gold = tmp_path / "gold.tsv"
        gold.write_text(f"path\t{column}\nall.md\t{FIRST[axis]}\n", encoding="utf-8")
        (scores,) = evaluate_tags(library, read_gold(gold, library.vocabulary)).axes
        assert (scores.axis, scores.micro.f1) == (axis, 1.0)


@pytest.mark.parametrize("axis", TOGETHER)
def test_a_search_that_chose_it_asked_for_it(library: Library, axis: Axis) -> None:
    answer = find_assets(library, f"stripes {axis}", filters=narrow(axis, FIRST[axis]))
    record_search(library.db, answer, person="", searched_at=NOON)
    asked = next(one for one in list_asked(library.db, since=NOON, until=NOON.replace(hour=13))
                 if one.query == answer.query)  # fmt: skip
    assert asked.chosen == {(axis, FIRST[axis])}


@pytest.mark.parametrize("axis", MAPPED)
def test_it_stands_at_the_side_of_the_map(library: Library, axis: Axis) -> None:
    made = report_coverage(library, since=NOON, until=NOON.replace(hour=13), axis=axis)
    assert FIRST[axis] in [row.value for row in made.rows]


@pytest.mark.parametrize("axis", [axis for axis in Axis if not axis.traits.is_closed])
def test_what_is_on_no_closed_list_is_offered_while_typing(library: Library, axis: Axis) -> None:
    words = library.vocabulary.labels.get(FIRST[axis], FIRST[axis])
    assert axis in [one.sort for one in suggest(library.db, library.vocabulary, words, person="")]


# --- on the command line, in the API and on the pages --------------------------------------------------------------


@pytest.mark.parametrize("axis", Axis)
def test_the_command_line_narrows_and_corrects_by_it(axis: Axis) -> None:
    assert f"--{axis}" in [option for one in cli.commands["search"].params for option in one.opts]
    (choice,) = (one.type for one in cli.commands["tags"].commands["set"].params if one.name == "axis")  # type: ignore[attr-defined]
    assert axis in choice.choices


@pytest.mark.parametrize("axis", Axis)
def test_the_api_takes_it_and_tells_so(client: FlaskClient, axis: Axis) -> None:
    assert axis in [field.name for field in WHICH]
    found = client.get("/api/v1/assets", query_string={axis: SECOND[axis]}).get_json()
    assert "all.md" not in json.dumps(found)


@pytest.mark.parametrize("axis", Axis)
def test_pages_show_it_narrow_by_it_and_correct_it(client: FlaskClient, axis: Axis) -> None:
    listed = read(client, f"/assets?{axis}={FIRST[axis]}")
    assert f"Remove {axis.traits.label}: " in listed
    assert f'id="facet-{axis}-' in listed
    assert f"<summary>{axis.traits.label}</summary>" in listed
    asset = read(client, "/assets/1")
    assert f'<span class="axis">{axis.traits.label}</span>' in asset
    if axis is not Axis.COMPETITOR:
        # Competitors are offered as far as any is known.
        assert f'<optgroup label="{axis.traits.label}">' in asset
    assert f">{axis.traits.labels}</a>" in read(client, "/tags/review")
    assert f'value="{axis}:"' in read(client, "/tags/bulk") or axis.traits.is_closed


@pytest.mark.parametrize("axis", [axis for axis in Axis if axis.traits.is_chip])
def test_a_result_shows_its_chip(client: FlaskClient, axis: Axis) -> None:
    assert f'<a class="tag {axis}" href="/assets?{axis}={FIRST[axis]}">' in read(client, "/?q=zebra+stripes")


@pytest.mark.parametrize("axis", MAPPED)
def test_the_map_is_turned_to_it(client: FlaskClient, axis: Axis) -> None:
    assert f">By {axis.traits.label.lower()}</a>" in read(client, "/reports/coverage?by=competitor" if axis is not
                                                           Axis.COMPETITOR else "/reports/coverage")  # fmt: skip
