"""What a person typed, read once: addresses and forms become values, with a sentence for each that cannot be used."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TypeVar
from urllib.parse import quote_plus

from werkzeug.datastructures import MultiDict

from contentlib.catalog import MOST_IN_ALL, Held, hold_values, read_filters
from contentlib.errors import BadInput, UnknownArgument, refuse_unknown
from contentlib.language import Vocabulary, end_of_day, read_day
from contentlib.library import Library
from contentlib.model import FILTERS, FILTERS_BY_NAME, Channel, Filters
from contentlib.search import lift_filters, name_values, take_apart

Typed = MultiDict[str, str]
T = TypeVar("T")

# What those who send people here, such as mails and advertisements, hang on an address; it asks nothing of a page.
TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|twclid|ttclid|yclid|igshid|li_fat_id|mc_[ce]id|mkt_tok|"
    r"_hs\w+|_g[al]"
)
WINDOWS = {"30d": "30 days", "90d": "90 days", "365d": "a year"}
# Every link of a page of results has the whole search in it, so its length is multiplied. As written in an address.
LONGEST_SEARCH = 4_000
SHOWN_AGAIN = 500
TOO_LONG = "{what} longer than a search takes. Leave some out."
HIGHEST_PAGE = 100_000
# What a page answers that shows a form again, with what is wrong with it.
HTTP_BAD = 400
# The argument that takes every word of a search as it is.
AS_TYPED = "as_typed"


@dataclass(frozen=True, slots=True)
class SearchForm:
    """A query with its filters, and what was typed for them, so that the form can show it again."""

    query: str
    filters: Filters
    typed: dict[str, list[str]]
    problems: dict[str, str] = field(default_factory=dict)
    as_typed: bool = False

    @property
    def asks(self) -> bool:
        return bool(self.query) and not self.problems

    def chosen(self, name: str) -> list[str]:
        return self.typed.get(name, [])

    def without(self, name: str, value: str) -> dict[str, list[str]]:
        """The address's arguments with one filter taken away."""
        rest = {key: [v for v in values if (key, v) != (name, value)] for key, values in self.arguments.items()}
        return {key: values for key, values in rest.items() if values}

    def toggled(self, name: str, value: str) -> dict[str, list[str]]:
        """The address's arguments with one filter chosen, or taken away where it is chosen already."""
        chosen = self.chosen(name)
        if value.casefold() in (one.casefold() for one in chosen):
            rest = [one for one in chosen if one.casefold() != value.casefold()]
        else:
            rest = [value] if FILTERS_BY_NAME[name].is_single else [*chosen, value]
        changed = self.arguments | {name: rest}
        return {key: values for key, values in changed.items() if values}

    def except_for(self, *names: str) -> tuple[tuple[str, str], ...]:
        """All other arguments one by one, for a form's hidden fields."""
        return tuple((key, one) for key, values in self.arguments.items() if key not in names for one in values)

    @property
    def arguments(self) -> dict[str, list[str]]:
        own = {"q": [self.query]} if self.query else {}
        return own | ({AS_TYPED: ["1"]} if self.as_typed and self.query else {}) | self.typed

    @property
    def chips(self) -> tuple[tuple[str, str], ...]:
        return tuple((one.name, value) for one in FILTERS for value in self.chosen(one.name))


@dataclass(frozen=True, slots=True)
class SendForm:
    """What a rep typed about a send; as typed, the library judges it."""

    rep: str = ""
    contact: str = ""
    deal: str = ""
    channel: str = Channel.LINK.value
    note: str = ""
    pages: tuple[str, ...] = ()
    template: str = ""
    subject: str = ""
    message: str = ""
    mailed: bool = False
    other_customer: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time a report is about. ``typed`` is what the form shows again."""

    since: datetime
    until: datetime
    typed: dict[str, str]
    problems: dict[str, str] = field(default_factory=dict)


def read_search_address(opened: Library, typed: Typed, *, beside: tuple[str, ...] = ()) -> SearchForm:
    """The search in an address, which asks nothing else; ``beside`` are arguments that the page has of its own."""
    form = read_search_form(typed, opened.vocabulary, hold_values(opened.db))
    try:
        refuse_strangers(typed, ("q", *FILTERS_BY_NAME, *beside))
    except UnknownArgument as error:
        return replace(form, problems={"address": str(error), **form.problems})
    return form


def refuse_strangers(typed: Typed, known: Collection[str], *, sort: str = "a filter") -> None:
    """Refuse an argument of an address that its page does not know. What only tells where somebody came from may be.

    Raises:
        UnknownArgument: there is one.
    """
    refuse_unknown((name for name in typed if not TRACKING.fullmatch(name)), known, sort=sort)


def read_flag(typed: Typed, name: str) -> bool:
    """Whether an argument of an address switches something on.

    >>> read_flag(MultiDict({"as_typed": "1"}), "as_typed"), read_flag(MultiDict({"as_typed": "0"}), "as_typed")
    (True, False)
    """
    return typed.get(name, "") not in ("", "0", "no", "false")


def read_search_form(typed: Typed, vocabulary: Vocabulary, held: Held) -> SearchForm:
    """The search in a form or an address; other fields are left alone."""
    given = {name: values for name in FILTERS_BY_NAME if (values := _read_values(typed, name))}
    query, given, said = _lift(clean(typed.get("q", "")), given, vocabulary)
    read = read_filters(given, vocabulary, held)
    problems = {**read.problems, **said}
    room = LONGEST_SEARCH - _measure(query)
    if room < 0:
        problems["q"] = TOO_LONG.format(what="These words are")
    elif sum(_measure(name, value) for name, values in given.items() for value in values) > room:
        problems.setdefault("filters", TOO_LONG.format(what="These filters are"))
    return SearchForm(_cut_text(query), read.filters, _cut(given, room), problems)


def _lift(
    query: str, given: dict[str, list[str]], vocabulary: Vocabulary
) -> tuple[str, dict[str, list[str]], dict[str, str]]:
    """Filters that were typed among the words become filters like any other, each with its chip."""
    rest, lifted = lift_filters(query)
    try:
        named = name_values(lifted, vocabulary)
    except BadInput as error:
        return query, given, {"q": str(error)}
    # What is one value gives way to what was typed last.
    earlier = {name: [] if FILTERS_BY_NAME[name].is_single else given.get(name, []) for name in named}
    chosen = {name: list(dict.fromkeys([*earlier[name], *values])) for name, values in named.items()}
    # Who types filters alone looks for what they name.
    return rest or take_apart(query).words, given | chosen, {}


def _measure(*parts: str) -> int:
    """The length of a part of an address as it is written there."""
    return sum(len(quote_plus(part)) + 1 for part in parts)


def _cut_text(query: str) -> str:
    """As much of a query as its field shows again."""
    return query if _measure(query) <= LONGEST_SEARCH else query[:SHOWN_AGAIN]


def _cut(given: dict[str, list[str]], room: int) -> dict[str, list[str]]:
    """No more than a search takes: each is a chip, whose address has all the others."""
    kept: dict[str, list[str]] = {}
    for number, (name, value) in enumerate((name, value) for name, values in given.items() for value in values):
        room -= _measure(name, value)
        if room < 0 or number == MOST_IN_ALL:
            break
        kept.setdefault(name, []).append(value)
    return kept


def read_send_form(typed: Typed) -> SendForm:
    """What was typed about a send."""
    return SendForm(
        rep=clean(typed.get("rep", "")),
        contact=clean(typed.get("contact", ""), keep_lines=True),
        deal=clean(typed.get("deal", "")),
        channel=clean(typed.get("channel", "")),
        note=clean(typed.get("note", ""), keep_lines=True),
        pages=tuple(filter(None, map(clean, typed.getlist("pages")))),
        template=clean(typed.get("template", "")),
        subject=clean(typed.get("subject", "")),
        message=clean(typed.get("message", ""), keep_lines=True),
        mailed=typed.get("mailed") == "yes",
        other_customer=typed.get("other_customer") == "yes",
    )


def read_channel(value: str) -> Channel:
    """The channel of a send.

    Raises:
        BadInput: it is none we know.
    """
    try:
        return Channel(value)
    except ValueError as error:
        raise BadInput(f"“{value}” in the field channel is no channel. Choose one from the list.") from error


def read_window(typed: Typed, now: datetime) -> Window:
    """The stretch of time in an address: ``since=90d``, or ``since`` and ``until`` as dates; else 90 days."""
    problems: dict[str, str] = {}
    since, until = clean(typed.get("since", "")) or "90d", clean(typed.get("until", ""))
    last = _try(problems, "until", lambda: _read_end(until), None) or now
    first = _try(problems, "since", lambda: _read_start(since, last), None) or last - timedelta(days=90)
    if not problems and first >= last:
        problems["since"] = "This is after the last day. Choose an earlier one."
    return Window(since=first, until=last, typed={"since": since, "until": until}, problems=problems)


def read_page(typed: Typed) -> int:
    """The page of a list, from 1; what is no number is page 1."""
    return min(max(read_number(typed.get("page", "")) or 1, 1), HIGHEST_PAGE)


def read_number(text: str) -> int | None:
    """A whole number, or none.

    >>> read_number("12"), read_number("-1"), read_number("x"), read_number("9" * 40)
    (12, None, None, None)
    """
    return int(text) if re.fullmatch(r"[0-9]{1,15}", text) else None


def clean(text: str, *, keep_lines: bool = False) -> str:
    """Typed text without control characters, which no one means and SQLite cuts texts at.

    >>> clean(" too\\x00 dear\\n"), clean("a\\r\\nb", keep_lines=True)
    ('too dear', 'a\\nb')
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n") if keep_lines else re.sub(r"\s+", " ", text)
    return "".join(sign for sign in lines if sign == "\n" or sign.isprintable() or sign == "\u200d").strip()


def place_problem(sentence: str) -> dict[str, str]:
    """The field a refusal names.

    >>> place_problem("“ann” in the field contact is no e-mail address.")
    {'contact': '“ann” in the field contact is no e-mail address.'}
    >>> place_problem("The moon is full.")
    {'form': 'The moon is full.'}
    """
    named = re.search(r"the field (\w+)\b", sentence, re.IGNORECASE)
    return {named[1] if named else "form": sentence}


def _read_values(typed: Typed, name: str) -> list[str]:
    return list(dict.fromkeys(value for value in map(clean, typed.getlist(name)) if value))


def _read_start(text: str, last: datetime) -> datetime | None:
    days = re.fullmatch(r"([0-9]{1,4})d", text)
    return last - timedelta(days=int(days[1])) if days else read_day(text)


def _read_end(text: str) -> datetime | None:
    day = read_day(text)
    return end_of_day(day) if day else None


def _try(problems: dict[str, str], name: str, read: Callable[[], T], otherwise: T) -> T:
    try:
        return read()
    except BadInput as error:
        problems[name] = str(error)
        return otherwise
