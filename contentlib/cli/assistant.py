"""The library for an assistant: the Model Context Protocol, one JSON object a line, over what the assistant is given.

Its tools: search, reading an asset, and, for who may know what is internal, every report in short. Unless told
otherwise an assistant sees only what buyers may have, so that no internal asset and no speaker note can get into what
it writes to a buyer.

Source: modelcontextprotocol.io, revision 2025-06-18, the parts on base protocol, lifecycle and tools.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any, TextIO

from contentlib.catalog import MOST_OF_ONE, find_asset, hold_values, list_sections, read_filters
from contentlib.cli.front import USUAL_SINCE, read_since
from contentlib.errors import BadInput, ContentlibError, LibraryError, refuse_unknown
from contentlib.language import read_json
from contentlib.library import Library
from contentlib.model import FILTERS, FilterTraits, Takes
from contentlib.people import Role, in_use, list_people, need_account, restrict, unrestrict
from contentlib.reports import REPORTS, Question, answer_to_json, asset_to_json, find_report, to_plain
from contentlib.search import find_assets, record_search
from contentlib.storage import Store

log = logging.getLogger(__name__)

REVISIONS = ("2025-06-18", "2025-03-26", "2024-11-05")
MOST_RESULTS = 20
# An assistant reads a deck in parts: this many characters of it at a time.
MOST_CHARACTERS = 20_000
PARSE_ERROR, INVALID, NO_METHOD, BAD_PARAMETERS, MISTAKE = -32700, -32600, -32601, -32602, -32603
ABOUT = (
    "Sales content of a company. Search with what the buyer said; each result names the slide or page that answers. "
    "Where “fits” is false the library has nothing that answers: say so, and do not stretch a result. Quote with title "
    "and locator."
)


@dataclass(frozen=True, slots=True)
class Tool:
    """Something an assistant can ask for; ``schema`` is the JSON schema of its arguments."""

    name: str
    says: str
    schema: Mapping[str, Any]
    answer: Callable[[Assistant, Mapping[str, Any]], Any]
    # Tells of reps, deals and internal assets.
    is_internal: bool = False


@dataclass(frozen=True, slots=True)
class Assistant:
    """Who asks, of which library. With ``external_only`` it is told what buyers may have, and nothing else.

    ``acts_as`` is the address of whose groups it sees by; without one it sees what everybody may see. Its searches are
    counted under the name of ``person``.
    """

    library: Library
    person: str
    external_only: bool
    acts_as: str = ""

    def follow(self) -> None:
        """See what may be seen now: assets, groups and roles come, go and change while an assistant stays.

        Raises:
            BadInput: who it acts for has no account any more, or may not search.
        """
        db = self.library.db
        # Whose account it is, is asked of the whole library.
        unrestrict(db)
        found = _find_principal(db, self.acts_as) if self.acts_as else NOBODY_IN_PARTICULAR
        if self.external_only or found.is_limited:
            restrict(db, found.person_id, external_only=self.external_only)


@dataclass(frozen=True, slots=True)
class Principal:
    """For whom an assistant acts. Admins are not ``is_limited``: they see everything."""

    person_id: int | None
    is_limited: bool = True


NOBODY_IN_PARTICULAR = Principal(None)


def _find_principal(db: Store, email: str) -> Principal:
    if not in_use(db):
        found = next((one for one in list_people(db) if one.email.casefold() == email.strip().casefold()), None)
        if found is None:
            raise BadInput(f"Nobody here has the address {email[:120]}. Check it: contentlib groups list")
        return Principal(found.id)
    account = need_account(db, email)
    if account.disabled_at or account.role < Role.REP:
        raise BadInput(f"{account.email} may not search here, so an assistant cannot either. Choose another --as.")
    return Principal(account.person_id, is_limited=account.role is not Role.ADMIN)


def serve_assistant(assistant: Assistant, asked: Iterable[str], told: TextIO) -> None:
    """Answer every line until there are no more."""
    for line in asked:
        if line.strip() and (answer := answer_line(assistant, line)) is not None:
            # A file's name may hold half a sign, which no text can.
            told.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8") + "\n")
            told.flush()


def answer_line(assistant: Assistant, line: str) -> dict[str, Any] | None:
    """The answer to one message; none to a notification."""
    try:
        message = read_json(line)
    except BadInput:
        return _refuse(None, PARSE_ERROR, "This line is no JSON that can be read.")
    if not isinstance(message, dict) or not isinstance(message.get("method"), str):
        return _refuse(None, INVALID, "This is no JSON-RPC request.")
    if "id" not in message:
        return None
    number = message["id"]
    if not isinstance(number, str | int | float | None):
        return _refuse(None, INVALID, "The id of a request is a text or a number.")
    try:
        return _give(number, _answer(assistant, message["method"], message.get("params") or {}))
    except _Unknown as error:
        return _refuse(number, error.code, str(error))
    except Exception:
        # One mistake of ours must not end the conversation. What it was stands in the log, not in the answer.
        log.exception("not answered")
        return _refuse(number, MISTAKE, "Something went wrong here, not with what you asked. Ask for something else.")


class _Unknown(Exception):
    """A method or a tool that there is not, or arguments that are no object."""

    def __init__(self, code: int, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


def _give(number: Any, result: Any) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": number, "result": result}


def _refuse(number: Any, code: int, sentence: str) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": number, "error": {"code": code, "message": sentence}}


def _answer(assistant: Assistant, method: str, given: Any) -> Any:
    if not isinstance(given, dict):
        raise _Unknown(BAD_PARAMETERS, "The parameters are no object.")
    if method == "initialize":
        return _introduce(given)
    if method == "ping":
        return {}
    if method == "tools/list":
        return {"tools": [_describe(tool) for tool in list_tools(assistant).values()]}
    if method == "tools/call":
        return _call(assistant, given)
    raise _Unknown(NO_METHOD, f"There is no method {method[:80]}.")


def _introduce(given: Mapping[str, Any]) -> dict[str, Any]:
    asked = given.get("protocolVersion")
    return {
        "protocolVersion": asked if asked in REVISIONS else REVISIONS[0],
        "capabilities": {"tools": {}},
        "serverInfo": {"name": "contentlib", "version": version("contentlib")},
        "instructions": ABOUT,
    }


def _describe(tool: Tool) -> dict[str, Any]:
    reads = {"readOnlyHint": True, "openWorldHint": False}
    return {"name": tool.name, "description": tool.says, "inputSchema": tool.schema, "annotations": reads}


def _call(assistant: Assistant, given: Mapping[str, Any]) -> dict[str, Any]:
    """What a tool gives. What it refuses is an answer too, which the assistant reads and mends."""
    tools, arguments = list_tools(assistant), given.get("arguments") or {}
    tool = tools.get(str(given.get("name")))
    if tool is None or not isinstance(arguments, dict):
        raise _Unknown(BAD_PARAMETERS, f"There is no such tool. There are: {', '.join(tools)}.")
    try:
        assistant.follow()
        found = tool.answer(assistant, _check(tool, arguments))
    except ContentlibError as error:
        return {"content": [{"type": "text", "text": str(error)}], "isError": True}
    text = json.dumps(found, ensure_ascii=False)
    return {"content": [{"type": "text", "text": text}], "structuredContent": found, "isError": False}


KINDS: Mapping[str, type] = {"string": str, "integer": int, "array": list}
# SQLite holds no larger number.
HIGHEST = 2**63 - 1


def _check(tool: Tool, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
    known = tool.schema["properties"]
    for name in tool.schema["required"]:
        if arguments.get(name) in (None, ""):
            raise BadInput(f"The argument {name} is missing: {known[name]['description']}.")
    refuse_unknown(arguments, known, sort="an argument")
    for name, value in arguments.items():
        kind = known[name]["type"]
        if not isinstance(value, KINDS[kind]) or isinstance(value, bool):
            raise BadInput(f"The argument {name} must be a {kind}.")
        if isinstance(value, int) and abs(value) > HIGHEST:
            raise BadInput(f"The argument {name} is no number we use.")
        if isinstance(value, list) and not all(isinstance(one, str) for one in value):
            raise BadInput(f"The argument {name} must be a list of strings.")
    return arguments


# --- the tools -----------------------------------------------------------------------------------------------------


def search(assistant: Assistant, given: Mapping[str, Any]) -> Any:
    """Results as the command line's JSON has them."""
    opened = assistant.library
    asked = {one.name: given[one.attribute] for one in FILTERS if given.get(one.attribute)}
    listed = {name: [value] if isinstance(value, str) else value for name, value in asked.items()}
    filters = read_filters(listed, opened.vocabulary, hold_values(opened.db)).usable()
    limit = min(max(given.get("limit", 5), 1), MOST_RESULTS)
    answer = find_assets(opened, given["query"], filters=filters, limit=limit)
    # A pass may be writing: a count is not worth an answer.
    with suppress(LibraryError):
        record_search(opened.db, answer, person=assistant.person, searched_at=datetime.now(UTC), door="mcp")
    return answer_to_json(answer)


def read_asset(assistant: Assistant, given: Mapping[str, Any]) -> Any:
    """The asset and what it says, from one of its sections on."""
    opened, start = assistant.library, max(given.get("from", 1), 1)
    asset = find_asset(opened.db, given["id"])
    sections = list_sections(opened.db, asset.id)
    shown: list[Any] = []
    room = MOST_CHARACTERS
    for section in sections[start - 1 :]:
        room -= len(section.text) + len(section.notes)
        if shown and room < 0:
            break
        shown.append(to_plain(section))
    after = start + len(shown)
    return asset_to_json(asset) | {"shown": shown, "next": after if after <= len(sections) else None}


def read_report(assistant: Assistant, given: Mapping[str, Any]) -> Any:
    """A report in short: a sentence that says it all, and its first rows."""
    opened, until = assistant.library, datetime.now(UTC)
    declared = find_report(given["name"])
    choices = {name: str(value) for name, value in given.items() if name not in ("name", "since")}
    for name in choices:
        if name not in (one.name for one in declared.choices):
            raise BadInput(f"The report {declared.name} takes no argument {name}.")
    since = read_since(given.get("since") or USUAL_SINCE, until)
    question = Question(since, until, choices=declared.read_choices(choices))
    brief = declared.brief(declared.data(opened, question), question, opened.vocabulary.labels)
    rows = [dict(zip(brief.columns, row, strict=True)) for row in brief.rows]
    return {"report": declared.name, "asks": declared.asks, "says": brief.says, "rows": to_plain(rows)}


def _schema(needed: tuple[str, ...], **fields: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "required": list(needed), "additionalProperties": False}


def _filter(one: FilterTraits) -> dict[str, Any]:
    value: dict[str, Any] = {"type": "string"}
    if one.choices:
        value["enum"] = list(one.choices)
    if one.takes is Takes.DAY:
        value["format"] = "date"
    says = {"description": f"only {one.only}"}
    return value | says if one.is_single else {"type": "array", "items": value, "maxItems": MOST_OF_ONE} | says


TOOLS = {
    tool.name: tool
    for tool in (
        Tool(
            "search",
            "Find the sales content that answers what a buyer said, at the slide or page. Tells when nothing fits.",
            _schema(
                ("query",),
                query={"type": "string", "description": "what the buyer said, in their words"},
                **{one.attribute: _filter(one) for one in FILTERS},
                limit={"type": "integer", "description": "how many results, 20 at most"},
            ),
            search,
        ),
        Tool(
            "asset",
            "Read an asset that a search found, section by section.",
            _schema(
                ("id",),
                id={"type": "integer", "description": "the asset's number in a search's results"},
                **{"from": {"type": "integer", "description": "the section to begin with, from 1; “next” names it"}},
            ),
            read_asset,
        ),
        Tool(
            "report",
            "Read one of marketing's reports in short: "
            + " ".join(f"{one.name}: {one.asks}" for one in REPORTS.values()),
            _schema(
                ("name",),
                name={"type": "string", "description": "which report", "enum": list(REPORTS)},
                since={"type": "string", "description": "how far back: 90d, 12w, or a day like 2026-01-31"},
                **{
                    one.name: {"type": "string", "description": f"{declared.name}: {one.says}"}
                    for declared in REPORTS.values()
                    for one in declared.choices
                },
            ),
            read_report,
            is_internal=True,
        ),
    )
}


def list_tools(assistant: Assistant) -> dict[str, Tool]:
    """The tools that this assistant has: who is told only what buyers may have gets no report."""
    return {name: tool for name, tool in TOOLS.items() if not (tool.is_internal and assistant.external_only)}
