"""What an assistant is told: what answers, at the slide; never what is internal; a sentence where it asks wrongly."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from contentlib.cli.assistant import MISTAKE, Assistant, answer_line, serve_assistant
from contentlib.errors import ContentlibError
from contentlib.library.opened import Library
from contentlib.people.accounts import add_account, disable_account, find_account_by_email
from contentlib.people.groups import add_group, add_to_group, limit_folder, remove_from_group
from contentlib.people.persons import Role
from tests.builders import build_library

FILES = {
    "price.md": "---\naudience: external\n---\n# Price\n\nToo expensive? It is paid back in seven months.",
    "card.md": "---\naudience: internal\n---\n# Rival\n\nZanzibar Software is too expensive, and slow.",
}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return build_library(tmp_path, FILES)


def ask(library: Library, method: str, *, internal: bool = False, **given: Any) -> Any:
    message = {"jsonrpc": "2.0", "id": 7, "method": method, "params": given}
    return answer_line(Assistant(library, "", external_only=not internal), json.dumps(message))


def call(library: Library, name: str, *, internal: bool = False, **arguments: Any) -> Any:
    return ask(library, "tools/call", internal=internal, name=name, arguments=arguments)["result"]


def test_it_introduces_itself_and_its_tools(library: Library) -> None:
    hello = ask(library, "initialize", protocolVersion="2025-03-26", capabilities={}, clientInfo={})["result"]
    assert hello["protocolVersion"] == "2025-03-26"
    assert hello["serverInfo"]["name"] == "contentlib"
    tools = ask(library, "tools/list")["result"]["tools"]
    assert [tool["name"] for tool in tools] == ["search", "asset"]
    assert all(tool["inputSchema"]["type"] == "object" for tool in tools)


def test_a_search_answers_at_the_section_and_is_counted(library: Library) -> None:
    found = call(library, "search", query="too expensive")["structuredContent"]
    assert [one["path"] for one in found["results"]] == ["price.md"]
    assert library.db.execute("SELECT door FROM searches").fetchone() == ("mcp",)


def test_an_internal_asset_is_neither_found_nor_read_unless_asked_for(library: Library) -> None:
    internal = call(library, "search", query="Zanzibar Software", internal=True)["structuredContent"]["results"][0]
    assert internal["path"] == "card.md"
    refused = call(library, "asset", id=internal["id"])
    assert refused["isError"] is True
    assert "Zanzibar" not in json.dumps(call(library, "search", query="which software is slow"))


def test_an_asset_that_becomes_internal_is_gone_at_once(library: Library) -> None:
    (asset_id,) = library.db.execute("SELECT id FROM assets WHERE title LIKE '%rice%'").fetchone()
    assert call(library, "asset", id=asset_id)["structuredContent"]["shown"]
    library.db.execute("UPDATE main.assets SET audience = 'internal' WHERE id = ?", [asset_id])
    assert call(library, "asset", id=asset_id)["isError"] is True


def tells_secret(library: Library, *, acts_as: str = "", internal: bool = True) -> bool:
    """Whether an assistant finds, reads or reports what stands in the folder Board."""
    made = Assistant(library, acts_as, external_only=not internal, acts_as=acts_as)
    told = []
    for name, arguments in (
        ("search", {"query": "Quetzalcoatl takeover"}), *(("asset", {"id": number}) for number in (1, 2, 3)),
        ("report", {"name": "unused"}), ("report", {"name": "freshness"}),
    ):  # fmt: skip
        message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": name, "arguments": arguments}}
        told.append(json.dumps(answer_line(made, json.dumps(message))))
    library.close()
    return any("nine million" in one or "Zanzibar plan" in one for one in told)


@pytest.fixture
def limited(tmp_path: Path) -> Library:
    """A folder for the group Board, in which the rep Ida is and Olaf is not; the admin is in no group."""
    plan = "---\naudience: external\n---\n# Zanzibar plan\n\nThe Quetzalcoatl takeover costs nine million."
    library = build_library(tmp_path, FILES | {"Board/plan.md": plan})
    at = datetime(2026, 3, 2, tzinfo=UTC)
    for name, role in (("admin", Role.ADMIN), ("ida", Role.REP), ("olaf", Role.REP), ("vera", Role.VIEWER)):
        add_account(library.db, f"{name}@ours.example", role, added_at=at)
    add_group(library.db, "Board", made_at=at)
    add_to_group(library.db, "Board", "ida@ours.example")
    limit_folder(library.db, "drive", "Board", ("Board",), made_at=at)
    return library


@pytest.mark.parametrize("internal", [True, False], ids=["internal", "external only"])
@pytest.mark.parametrize(
    ("acts_as", "tells"),
    [("", False), ("olaf@ours.example", False), ("Ida@ours.example", True), ("admin@ours.example", True)],
    ids=["nobody", "outside the group", "inside", "admin"],
)
def test_a_limited_folder_is_told_to_an_assistant_of_who_may_see_it(
    limited: Library, acts_as: str, tells: bool, internal: bool
) -> None:
    # For buyers' ears an admin's assistant is held to the groups, as an admin's token is.
    expected = tells and (internal or not acts_as.startswith("admin"))
    assert tells_secret(limited, acts_as=acts_as, internal=internal) is expected


@pytest.mark.parametrize("acts_as", ["vera@ours.example", "nobody@ours.example", "olaf@ours.example"])
def test_nobody_acts_for_who_may_not_come_in(limited: Library, acts_as: str) -> None:
    olaf = find_account_by_email(limited.db, "olaf@ours.example")
    assert olaf
    disable_account(limited.db, olaf.person_id, disabled_at=datetime(2026, 3, 3, tzinfo=UTC))
    with pytest.raises(ContentlibError):
        Assistant(limited, "", external_only=False, acts_as=acts_as).follow()


def test_who_is_taken_out_of_a_group_is_told_no_more_while_the_assistant_stays(limited: Library) -> None:
    made = Assistant(limited, "", external_only=False, acts_as="ida@ours.example")
    ask_again = json.dumps(
        {"jsonrpc": "2.0", "id": 1, "method": "tools/call",
         "params": {"name": "search", "arguments": {"query": "Quetzalcoatl takeover"}}}
    )  # fmt: skip
    assert "nine million" in json.dumps(answer_line(made, ask_again))
    remove_from_group(limited.db, "Board", "ida@ours.example")
    assert "nine million" not in json.dumps(answer_line(made, ask_again))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({}, "The argument query is missing"),
        ({"query": 7}, "must be a string"),
        ({"query": "x", "colour": "red"}, "“colour” is not an argument here"),
        ({"query": "x", "kinds": ["poem"]}, "poem"),
        ({"query": "x", "audience": "all"}, "“all” is not one of the audiences"),
        ({"query": "x", "limit": True}, "must be a integer"),
    ],
    ids=["missing", "kind", "unknown", "value", "audience", "truth"],
)
def test_a_wrong_argument_is_told_in_a_sentence(library: Library, arguments: dict[str, Any], says: str) -> None:
    refused = ask(library, "tools/call", name="search", arguments=arguments)["result"]
    assert refused["isError"] is True
    assert says in refused["content"][0]["text"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{", -32700),
        ("[]", -32600),
        ('{"id": 1}', -32600),
        ('{"id": 1, "method": "fly"}', -32601),
        ('{"id": 1, "method": "tools/call", "params": {"name": "fly"}}', -32602),
        ('{"id": 1, "method": "ping", "params": 3}', -32602),
    ],
    ids=["no JSON", "no object", "no method", "unknown method", "unknown tool", "no parameters"],
)
def test_what_is_no_request_is_refused_by_its_number(library: Library, line: str, code: int) -> None:
    answer = answer_line(Assistant(library, "", external_only=True), line)
    assert answer
    assert answer["error"]["code"] == code


def test_a_notification_is_not_answered(library: Library) -> None:
    line = '{"jsonrpc": "2.0", "method": "notifications/initialized"}'
    assert answer_line(Assistant(library, "", external_only=True), line) is None


def test_a_real_process_answers_line_by_line(library: Library) -> None:
    library.close()
    asked = '{"jsonrpc": "2.0", "id": 1, "method": "tools/list"}\n\n{"jsonrpc": "2.0", "id": 2, "method": "ping"}\n'
    command = [sys.executable, "-m", "contentlib", "--library", str(library.path), "mcp"]
    done = subprocess.run(command, input=asked, capture_output=True, text=True, timeout=60, check=True)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["id"] for one in answers] == [1, 2]


DEEP = "[" * 400 + "]" * 400
SEARCH = '{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "%s", "arguments": %s}}'


@pytest.mark.parametrize(
    "line",
    [
        b"[" * 20_000,
        b'{"a":' * 20_000,
        b'{"id": ' + DEEP.encode() + b', "method": "ping"}',
        (SEARCH % ("search", f'{{"query": {DEEP}}}')).encode(),
        b'{"id": "\\ud800", "method": "ping"}',
        b'{"id": 1, "method": "\\ud800"}',
        b'{"id": "\xff", "method": "ping"}',
        b'{"id": NaN, "method": "ping"}',
        b'{"id": 1e999, "method": "ping"}',
        b'{"id": [1], "method": "ping"}',
        (SEARCH % ("asset", '{"id": -%s}' % ("9" * 30))).encode(),
        (SEARCH % ("asset", '{"id": 1, "from": %s}' % ("9" * 30))).encode(),
        (SEARCH % ("search", '{"query": "x", "limit": -%s}' % ("9" * 30))).encode(),
        b"\x00",
    ],
    ids=lambda line: ascii(line[:40]),
)
def test_no_line_ends_the_conversation(library: Library, line: bytes) -> None:
    told = io.StringIO()
    ping = json.dumps({"jsonrpc": "2.0", "id": 7, "method": "ping"})
    serve_assistant(Assistant(library, "", external_only=True), [line.decode("utf-8", "surrogateescape"), ping], told)
    refused, answered = map(json.loads, told.getvalue().splitlines())
    assert "error" in refused or refused["result"]["isError"]
    assert answered == {"jsonrpc": "2.0", "id": 7, "result": {}}


def test_a_mistake_of_ours_does_not_end_it_and_tells_nothing() -> None:
    broken = Assistant(object(), "", external_only=False)  # type: ignore[arg-type]  # what no caller of ours does
    answer = answer_line(broken, SEARCH % ("asset", '{"id": 1}'))
    assert answer
    assert answer["error"]["code"] == MISTAKE
    assert "object" not in answer["error"]["message"]


def test_a_process_hears_lines_in_another_encoding_and_goes_on(library: Library) -> None:
    library.close()
    asked = b'{"jsonrpc": "2.0", "id": "caf\xe9", "method": "ping"}\n{"jsonrpc": "2.0", "id": 2, "method": "ping"}\n'
    command = [sys.executable, "-m", "contentlib", "--library", str(library.path), "mcp"]
    env = os.environ | {"PYTHONIOENCODING": "utf-8:strict"}
    done = subprocess.run(command, input=asked, capture_output=True, timeout=60, check=True, env=env)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["id"] for one in answers] == [None, 2]
