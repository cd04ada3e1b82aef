"""What a person typed, read once: addresses and forms become values, with a sentence for each that cannot be used."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from werkzeug.datastructures import MultiDict

from contentlib.catalog import STANDINGS
from contentlib.errors import BadInput
from contentlib.language import Vocabulary
from contentlib.model import AS_ASKED, Audience, Axis, Channel, Filters

Typed = MultiDict[str, str]
T = TypeVar("T")

FILTERS = (*(axis.value for axis in AS_ASKED), "freshness", "format", "drive", "folder", "since", "until")
# Filters that hold one value: choosing another takes its place.
SINGLE = ("audience", "drive", "folder", "since", "until")
WINDOWS = {"30d": "30 days", "90d": "90 days", "365d": "a year"}
EARLIEST = date(1970, 1, 1)
HIGHEST_PAGE = 100_000
# What a page answers that shows a form again, with what is wrong with it.
HTTP_BAD = 400


@dataclass(frozen=True, slots=True)
class SearchForm:
    """A query with its filters, and what was typed for them, so that the form can show it again."""

    query: str
    filters: Filters
    typed: dict[str, list[str]]
    problems: dict[str, str] = field(default_factory=dict)

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
            rest = [value] if name in SINGLE else [*chosen, value]
        changed = self.arguments | {name: rest}
        return {key: values for key, values in changed.items() if values}

    def except_for(self, *names: str) -> tuple[tuple[str, str], ...]:
        """All other arguments one by one, for a form's hidden fields."""
        return tuple((key, one) for key, values in self.arguments.items() if key not in names for one in values)

    @property
    def arguments(self) -> dict[str, list[str]]:
        return ({"q": [self.query]} if self.query else {}) | self.typed

    @property
    def chips(self) -> tuple[tuple[str, str], ...]:
        return tuple((name, value) for name in FILTERS for value in self.chosen(name))


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


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time a report is about. ``typed`` is what the form shows again."""

    since: datetime
    until: datetime
    typed: dict[str, str]
    problems: dict[str, str] = field(default_factory=dict)


def read_search_form(typed: Typed, vocabulary: Vocabulary, formats: tuple[str, ...]) -> SearchForm:
    """The search in an address. Unknown arguments are left alone; ``formats`` are those the library has."""
    problems: dict[str, str] = {}
    given = {name: values for name in FILTERS if (values := _read_values(typed, name))}
    single = {name: values[0] for name, values in given.items()}
    filters = Filters(
        formats=_try(problems, "format", lambda: _read_formats(given, formats), ()),
        audience=_try(problems, "audience", lambda: _read_audience(single.get("audience", "")), None),
        drive=single.get("drive", ""),
        folder=single.get("folder", "").strip("/"),
        since=_try(problems, "since", lambda: read_day(single.get("since", "")), None),
        until=_try(problems, "until", lambda: _end_of(read_day(single.get("until", ""))), None),
        freshness=_try(problems, "freshness", lambda: _read_freshness(given), ()),
        **{
            axis.filter: _read_listed(given, axis, vocabulary, problems)
            for axis in AS_ASKED
            if axis is not Axis.AUDIENCE
        },
    )
    if filters.since and filters.until and filters.since > filters.until:
        problems["until"] = "This is before the first date. Choose a later one."
    return SearchForm(query=clean(typed.get("q", "")), filters=filters, typed=given, problems=problems)


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
    last = _try(problems, "until", lambda: _end_of(read_day(until)), None) or now
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


def read_day(text: str) -> datetime | None:
    """Midnight UTC of a date written as 2025-03-31; none for nothing.

    Raises:
        BadInput: it is no date.
    """
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise BadInput(f"“{text}” is no date. Write it as 2025-03-31.") from error
    if day < EARLIEST:
        raise BadInput(f"“{text}” is too long ago. Choose a day after {EARLIEST}.")
    return datetime.combine(day, time.min, tzinfo=UTC)


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


def _read_listed(
    given: dict[str, list[str]], axis: Axis, vocabulary: Vocabulary, problems: dict[str, str]
) -> tuple[str, ...]:
    values = tuple(given.get(axis, ()))
    _try(problems, axis, lambda: vocabulary.check(axis, values), None)
    return values


def _read_formats(given: dict[str, list[str]], formats: tuple[str, ...]) -> tuple[str, ...]:
    values = tuple(given.get("format", ()))
    for value in values:
        if value not in formats:
            raise BadInput(f"No asset has the format “{value}”. Choose from: {', '.join(formats) or 'none yet'}.")
    return values


def _read_freshness(given: dict[str, list[str]]) -> tuple[str, ...]:
    values = tuple(given.get("freshness", ()))
    for value in values:
        if value not in STANDINGS:
            raise BadInput(f"“{value}” says nothing about freshness. Choose fresh, due or expired.")
    return values


def _read_audience(value: str) -> Audience | None:
    try:
        return Audience(value) if value else None
    except ValueError as error:
        raise BadInput(f"“{value}” is no audience. Choose internal or external.") from error


def _read_start(text: str, last: datetime) -> datetime | None:
    days = re.fullmatch(r"([0-9]{1,4})d", text)
    return last - timedelta(days=int(days[1])) if days else read_day(text)


def _end_of(day: datetime | None) -> datetime | None:
    return day + timedelta(days=1, microseconds=-1) if day else None


def _try(problems: dict[str, str], name: str, read: Callable[[], T], otherwise: T) -> T:
    try:
        return read()
    except BadInput as error:
        problems[name] = str(error)
        return otherwise
