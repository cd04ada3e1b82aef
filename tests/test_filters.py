"""Each filter has all its doors: whoever declares one more finds here what it lacks. The undeclared is refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pytest
from flask.testing import FlaskClient

from contentlib.catalog.assets import list_values_held
from contentlib.catalog.conditions import CONDITIONS, list_chosen, to_condition
from contentlib.catalog.filter_values import MOST_IN_ALL, MOST_OF_ONE, hold_values, read_filters
from contentlib.cli import main as cli
from contentlib.cli.assistant import TOOLS, Assistant, answer_line
from contentlib.errors import UnknownArgument, refuse_unknown
from contentlib.library.opened import Library
from contentlib.model import FILTERS, FILTERS_BY_NAME, Allowed, Axis, Filters, FilterTraits, Takes
from contentlib.reports import REPORTS
from contentlib.search.activity import record_search
from contentlib.search.facets import FIELDS, count_listed
from contentlib.search.find import find_assets
from tests.builders import NOON, build_library
from web import create_app
from web.api.calls import WHICH

AXES = ((Axis.STAGE, "decision"), (Axis.OBJECTION, "price"), (Axis.KIND, "deck"), (Axis.AUDIENCE, "external"))
SAYS = "\n".join(f"{axis.traits.written[0]}: {value}" for axis, value in AXES)
NAMED = "competitor: Quillbooks\nindustry: healthcare\npersona: cfo\nregion: dach\nlanguage: en"
FILES: dict[str, str | bytes] = {
    "Decks/new/zebra.md": f"---\n{SAYS}\n{NAMED}\n---\n# Zebra\n\nStripes, and why they pay for themselves.",
    "none.md": "# Nothing\n\nGardens, rivers and the weather in the mountains.",
}
PLACES = {"folder": "Decks/new", "drive": "drive", "since": "2000-01-01", "until": "2999-01-01"}
ALL = pytest.mark.parametrize("one", FILTERS, ids=[one.name for one in FILTERS])


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    opened = build_library(tmp_path_factory.mktemp("filters"), FILES)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def client(library: Library) -> FlaskClient:
    return create_app(library=library).test_client()


def choose(library: Library, one: FilterTraits) -> str:
    """A value that the filter may have, and that an asset meets."""
    said: dict[str, str] = dict(AXES) | PLACES | {"competitor": "Quillbooks", "industry": "healthcare"}
    said |= {"persona": "cfo", "region": "dach"}
    if one.allowed is Allowed.HELD:
        return list_values_held(library.db, one.column)[0]
    return said.get(one.name) or next(iter(one.choices))


def narrow(library: Library, one: FilterTraits) -> Filters:
    value = choose(library, one)
    return read_filters({one.name: [value]}, library.vocabulary, hold_values(library.db)).usable()


def call(library: Library, **arguments: Any) -> dict[str, Any]:
    message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "search", "arguments": arguments}}
    answer = answer_line(Assistant(library, "", external_only=False), json.dumps(message))
    assert answer
    result: dict[str, Any] = answer["result"]
    return result


# --- what is declared ----------------------------------------------------------------------------------------------


def test_each_field_of_filters_is_declared_once() -> None:
    assert {one.attribute for one in FILTERS} == {one.name for one in fields(Filters)}
    assert len(FILTERS_BY_NAME) == len(FILTERS)
    assert [one.axis for one in FILTERS if one.axis] == sorted(Axis, key=lambda axis: axis.traits.facet)


@ALL
def test_what_is_declared_of_a_filter_is_whole(one: FilterTraits) -> None:
    assert all((one.name, one.label[:1].isupper(), one.only))
    assert bool(one.choices) >= (one.allowed is Allowed.CHOICES)
    assert bool(one.axis) >= (one.allowed in (Allowed.LISTED, Allowed.NAMED))
    assert bool(one.column) >= (one.allowed is Allowed.HELD)
    assert bool(one.axis or one.column) is not (one.name in CONDITIONS), "one home for its condition in SQL"


# --- its doors -----------------------------------------------------------------------------------------------------


@ALL
def test_it_has_a_condition_and_narrows_a_search(library: Library, one: FilterTraits) -> None:
    filters = narrow(library, one)
    assert filters
    assert len(list_chosen(filters, one)) == 1
    assert len(to_condition(filters).sql) > len(to_condition(Filters()).sql)
    assert find_assets(library, "zebra", filters=filters).filters == filters


@ALL
def test_a_search_is_kept_with_it(library: Library, one: FilterTraits) -> None:
    # The same words within ten minutes are one search, whatever they are narrowed by.
    answer = find_assets(library, f"zebra {one.name}", filters=narrow(library, one))
    number = record_search(library.db, answer, person="", searched_at=NOON)
    (kept,) = library.db.execute("SELECT filters FROM searches WHERE id = ?", [number]).fetchone()
    assert list(json.loads(kept)) == [one.attribute]


@ALL
def test_a_facet_counts_it_or_it_says_why_none_does(library: Library, one: FilterTraits) -> None:
    assert (one.name in FIELDS) is not bool(one.no_facet)
    counted = {facet.name: [value.value for value in facet.values] for facet in count_listed(library.db, Filters(),
                                                                                             now=NOON)}  # fmt: skip
    if not one.no_facet:
        assert choose(library, one).partition("/")[0] in counted[one.name]


@ALL
def test_pages_have_its_field_and_its_chip(library: Library, client: FlaskClient, one: FilterTraits) -> None:
    page = client.get("/assets", query_string={one.name: choose(library, one)}).get_data(as_text=True)
    assert f'aria-label="Remove {one.label}: ' in page
    listed = client.get("/assets").get_data(as_text=True)
    if one.takes is Takes.DAY:
        assert f'<input type="date" id="{one.name}"' in listed
    elif one.name != "drive":
        # With one drive there is nothing to choose.
        assert f'id="facet-{one.name}-' in listed


@ALL
def test_a_search_with_it_is_saved(library: Library, client: FlaskClient, one: FilterTraits) -> None:
    value = choose(library, one)
    app = create_app(library=library)
    app.config["WTF_CSRF_ENABLED"] = False
    saved = app.test_client().post("/searches", data={"q": "zebra", "name": one.name, one.name: value})
    assert saved.status_code == 303
    (kept,) = library.db.execute("SELECT arguments FROM saved_searches WHERE name = ?", [one.name]).fetchone()
    assert json.loads(kept) == {"q": ["zebra"], one.name: [value]}


@ALL
def test_the_command_line_has_its_option(one: FilterTraits) -> None:
    (option,) = [option for option in cli.commands["search"].params if f"--{one.name}" in option.opts]
    assert f"Only {one.only}." == option.help
    assert option.multiple is (not one.is_single)


@ALL
def test_the_api_takes_it_and_describes_it(library: Library, client: FlaskClient, one: FilterTraits) -> None:
    assert one.name in [field.name for field in WHICH]
    for path in ("/assets", "/search"):
        described = client.get("/api/v1/openapi.json").get_json()["paths"][path]["get"]["parameters"]
        (parameter,) = [field for field in described if field["name"] == one.name]
        assert parameter["schema"]["type"] == ("string" if one.is_single else "array")
        asked = client.get(f"/api/v1{path}", query_string={"q": "zebra", one.name: choose(library, one)})
        assert asked.status_code == (200 if path == "/search" else 400), "a list has no query"
    assert client.get("/api/v1/assets", query_string={one.name: choose(library, one)}).status_code == 200


@ALL
def test_an_assistant_can_ask_for_it(library: Library, one: FilterTraits) -> None:
    schema = TOOLS["search"].schema["properties"][one.attribute]
    assert schema["type"] == ("string" if one.is_single else "array")
    value = choose(library, one)
    assert call(library, query="zebra", **{one.attribute: value if one.is_single else [value]})["isError"] is False


@ALL
def test_a_value_that_it_may_not_have_is_refused(library: Library, client: FlaskClient, one: FilterTraits) -> None:
    if one.allowed in (Allowed.NAMED, Allowed.ANY) and one.takes is not Takes.DAY:
        return
    assert client.get("/assets", query_string={one.name: "mouldy"}).status_code == 400
    refused = client.get("/api/v1/assets", query_string={one.name: "mouldy"})
    assert refused.status_code == 400
    assert "mouldy" in refused.get_json()["error"]
    given = "mouldy" if one.is_single else ["mouldy"]
    assert call(library, query="zebra", **{one.attribute: given})["isError"] is True


# --- what nobody declared ------------------------------------------------------------------------------------------

MEANT = "“personna” is not a filter here; did you mean “persona”?"


@pytest.mark.parametrize("address", ["/?q=zebra&personna=cfo", "/?personna=cfo", "/assets?personna=cfo",
                                     "/tags/bulk?personna=cfo"])  # fmt: skip
def test_a_page_refuses_an_unknown_argument_with_the_nearest(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert MEANT in answer.get_data(as_text=True)


@pytest.mark.parametrize("name", [name for name, report in REPORTS.items() if not report.page])
@pytest.mark.parametrize("ending", ["", ".csv", ".json"])
def test_a_report_refuses_what_it_cannot_be_asked(client: FlaskClient, name: str, ending: str) -> None:
    answer = client.get(f"/reports/{name}{ending}?personna=cfo")
    assert answer.status_code == 400
    told = answer.get_json()["error"] if ending == ".json" else answer.get_data(as_text=True)
    assert "“personna” is not a choice here" in told
    assert client.get(f"/reports/{name}{ending}?utm_source=mail").status_code == 200
    refused = client.get(f"/api/v1/reports/{name}?personna=cfo").get_json()
    assert "“personna” is not a parameter here" in refused["error"]


@pytest.mark.parametrize("page", ["/reports/scorecard/1", "/reports/coverage/cell"])
@pytest.mark.parametrize("ending", ["", ".csv", ".json"])
def test_a_page_below_a_report_refuses_it_too(client: FlaskClient, page: str, ending: str) -> None:
    assert client.get(f"{page}{ending}?personna=cfo").status_code == 400


@pytest.mark.parametrize("path", ["/search?q=zebra&", "/assets?", "/assets/1?", "/assets/1/sections?", "/sends?",
                                  "/status?"])  # fmt: skip
def test_the_api_refuses_an_unknown_parameter(client: FlaskClient, path: str) -> None:
    answer = client.get(f"/api/v1{path}personna=cfo")
    assert answer.status_code == 400
    assert "“personna” is not a parameter here" in answer.get_json()["error"]


def test_a_body_and_a_tool_call_are_refused_too(library: Library, client: FlaskClient) -> None:
    body = {"asset_id": 1, "contact": "ann@buyer.example", "chanel": "email"}
    refused = client.post("/api/v1/sends", json=body).get_json()
    assert refused["error"] == "“chanel” is not a field here; did you mean “channel”?"
    told = call(library, query="zebra", competitor=["Quillbooks"])
    assert told["isError"] is True
    assert "“competitor” is not an argument here; did you mean “competitors”?" in told["content"][0]["text"]


@pytest.mark.parametrize("name", ["utm_source", "utm_campaign", "fbclid", "gclid", "msclkid", "mc_eid", "_hsenc"])
def test_what_a_mail_hangs_on_an_address_asks_nothing(client: FlaskClient, name: str) -> None:
    for page in ("/", "/assets", "/tags/bulk"):
        answer = client.get(page, query_string={name: "x"})
        assert answer.status_code == 200, page
        assert "=x" not in answer.get_data(as_text=True).replace(f"{page}?{name}=x", "")
    assert client.get("/api/v1/assets", query_string={name: "x"}).status_code == 400


def test_a_name_that_is_near_to_none_is_told_all_there_are() -> None:
    with pytest.raises(UnknownArgument, match=r"“colour” is not a filter here\. Known are: kind, stage\."):
        refuse_unknown(["colour"], ["kind", "stage"])


# --- how many ------------------------------------------------------------------------------------------------------


def test_a_thousand_values_are_refused_in_a_sentence_and_a_small_page(client: FlaskClient, library: Library) -> None:
    many = {"competitor": [f"Rival {number}" for number in range(1000)]}
    page = client.get("/assets", query_string=many)
    assert page.status_code == 400
    assert f"takes {MOST_OF_ONE} values at most, not 1,000" in page.get_data(as_text=True)
    assert len(page.data) < 1_000_000
    assert client.get("/api/v1/assets", query_string=many).status_code == 400
    assert call(library, query="zebra", competitors=many["competitor"])["isError"] is True


def test_no_more_values_are_taken_in_all_than_anybody_needs(client: FlaskClient) -> None:
    each = [f"Name {number}" for number in range(MOST_OF_ONE)]
    most = {"competitor": each, "persona": each}
    assert client.get("/assets", query_string=most).status_code == 200
    answer = client.get("/assets", query_string={**most, "drive": "drive"})
    assert answer.status_code == 400
    assert f"Choose {MOST_IN_ALL} at most" in answer.get_data(as_text=True)


def test_one_value_is_one_value(client: FlaskClient) -> None:
    answer = client.get("/api/v1/assets?audience=internal&audience=external")
    assert answer.get_json()["error"] == "audience: “audience” takes one value, not 2. Choose one."
