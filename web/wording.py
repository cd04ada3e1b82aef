"""How values read on a page: labels, dates, sizes, counts. Templates only show; what they show is worded here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Flask, request
from markupsafe import Markup

from contentlib.formats import FORMATS, PAGED, Locator
from contentlib.language import mark_words
from contentlib.model import AS_ASKED, FILTERS, FILTERS_BY_NAME, Axis, Channel, Source, Span
from contentlib.reports import REPORTS
from web.typeset import MOST_ROWS, count_open, count_shown, set_text
from web.visit import library

KILO = 1024
# Characters that lead up to the first marked word where only a line is shown.
RUN_UP = 24
# Characters of a path that fit on a line beside what an asset is.
PATH_ROOM = 60
# Formats whose authors' editors break lines where their window ends.
WRAPPED = frozenset({"md", "txt", "eml"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the navigation."""

    label: str
    endpoint: str
    entries: tuple[Entry, ...] = ()
    says: str = ""
    order: int = 0

    @property
    def part(self) -> str:
        """The part whose pages it stands for."""
        return self.endpoint.partition(".")[0]


# Every report in its order; what a marketer puts right stands before the last, which is about people.
REPORT_ENTRIES = tuple(
    sorted(
        (
            *(Entry(one.title, one.endpoint, says=one.asks, order=one.order) for one in REPORTS.values()),
            Entry("Tags", "assets.tag_review", says="Tags that are doubtful, to be put right.", order=100),
        ),
        key=lambda entry: entry.order,
    )
)

# Pages about assets that a marketer reads among the reports, by how their addresses begin.
AMONG_REPORTS = ("feedback", "tags")

ADMIN = (
    Entry("People", "admin.people"),
    Entry("Groups", "admin.groups"),
    Entry("Tokens", "admin.tokens"),
    Entry("Left out", "admin.exclusions"),
    Entry("Audit log", "admin.audit"),
    Entry("Signing in", "admin.entrance"),
    Entry("Status", "admin.status"),
)

NAVIGATION = (
    Entry("Find", "search.index"),
    Entry("Assets", "assets.index"),
    Entry("Sends", "sending.index"),
    Entry("Reports", "reports.first", REPORT_ENTRIES),
    Entry("Admin", "admin.status", ADMIN),
    Entry("Help", "help.index"),
)

CHANNELS = {
    Channel.ATTACHED: "Attached to an email",
    Channel.EMAIL: "Quoted in an email",
    Channel.LINK: "As a link",
    Channel.MEETING: "Shown in a meeting",
    Channel.COPIED: "Copied into another deck",
}

SOURCES = {Source.PERSON: "a person", Source.FILE: "the file itself", Source.MODEL: "contentlib"}

# What the groups of facets, and the filters, are called.
FACETS = {one.name: one.label for one in FILTERS}
# What a file is called by how its sections are pointed at.
PLACE = re.compile(r"(?:slide|page) ([0-9]+)")


def attach(app: Flask) -> None:
    """Give every template of ``app`` the words and the navigation."""
    filters: dict[str, Callable[..., Any]] = {
        "label": label,
        "day": day,
        "moment": moment,
        "size": size,
        "counted": counted,
        "percent": percent,
        "anchor": anchor,
        "under": under,
        "email": email,
        "choice": choice,
        "of_all": of_all,
        "mark_words": mark_words,
        "set_text": set_text,
        "count_shown": count_shown,
        "count_open": count_open,
        "is_paged": PAGED.__contains__,
        "is_wrapped": WRAPPED.__contains__,
        "from_mark": from_mark,
        "innermost": innermost,
        "path_end": path_end,
        "page_word": page_word,
    }
    app.jinja_env.filters.update(filters)
    app.jinja_env.globals.update(
        channels=CHANNELS,
        most_rows=MOST_ROWS,
        sources=SOURCES,
        axes=tuple(Axis),
        axes_as_asked=AS_ASKED,
        facet_words=FACETS,
        filters=FILTERS,
        here=find_part,
    )


def find_part() -> str:
    """The part under whose line of the navigation the page of this request stands."""
    among_reports = request.path.split("/")[1] in AMONG_REPORTS
    return "reports" if among_reports else request.blueprint or ""


def label(value: str) -> str:
    """The words for a value of the vocabulary, or the value made readable."""
    return library().vocabulary.labels.get(value) or readable(value)


def choice(value: str, name: str) -> str:
    """The words for a value of a filter."""
    one = FILTERS_BY_NAME[name]
    # What is on no list, such as a folder, is written just as it is.
    return one.choices.get(value) or (label(value) if one.axis or one.choices else value)


def page_word(form: str) -> str:
    """What the pages of a format are called.

    >>> page_word("pptx"), page_word("docx")
    ('slides', 'pages')
    """
    return "slides" if form in FORMATS and FORMATS[form].locator is Locator.SLIDE else "pages"


def of_all(locator: str, count: int) -> str:
    """A slide or page among all of its file, where it is one of them.

    >>> of_all("slide 4", 18), of_all("page 9", 2), of_all("Pricing > Discounts", 5)
    ('slide 4 of 18', 'page 9', 'Pricing > Discounts')
    """
    place = PLACE.fullmatch(locator)
    return f"{locator} of {count}" if place and int(place[1]) <= count else locator


def readable(value: str) -> str:
    """A value that is on no list, as words.

    >>> readable("battle_card"), readable("Acme Corp")
    ('Battle card', 'Acme Corp')
    """
    words = str(value).replace("_", " ")
    return words[:1].upper() + words[1:]


def day(time: datetime | None) -> str:
    """A date that reads the same on both sides of an ocean.

    >>> day(datetime.fromisoformat("2025-03-02T10:00:00+00:00")), day(None)
    ('2 Mar 2025', '')
    """
    return f"{time.day} {time:%b %Y}" if time else ""


def moment(time: datetime | None) -> str:
    """A date and the hour, in UTC.

    >>> moment(datetime.fromisoformat("2025-03-02T10:04:00+00:00"))
    '2 Mar 2025, 10:04 UTC'
    """
    return f"{day(time)}, {time:%H:%M} UTC" if time else ""


def size(count: int) -> str:
    """A number of bytes.

    >>> size(900), size(120_000), size(5_000_000)
    ('900 bytes', '117 KB', '4.8 MB')
    """
    if count < KILO:
        return f"{count} bytes"
    if count < KILO * KILO:
        return f"{count / KILO:.0f} KB"
    return f"{count / KILO / KILO:.1f} MB"


def counted(count: int, one: str, many: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "asset"), counted(2500, "asset"), counted(0, "reply", "replies")
    ('1 asset', '2,500 assets', '0 replies')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def percent(share: float) -> str:
    """A share between 0 and 1.

    >>> percent(0.834), percent(0.004)
    ('83 %', '0 %')
    """
    return f"{share * 100:.0f} %"


def under(locator: str, title: str) -> str:
    """A locator as it reads below its asset's title.

    >>> under("Prices > Discounts", "Prices"), under("slide 4", "Prices"), under("", "Prices")
    ('Discounts', 'slide 4', 'text')
    """
    return locator.removeprefix(f"{title} > ") or "text"


def innermost(locator: str) -> str:
    """The last heading of a locator, for where the ones above it are told already.

    >>> innermost("Guide > Step 1 > What they object"), innermost("slide 4 of 18")
    ('What they object', 'slide 4 of 18')
    """
    return locator.rpartition(" > ")[2]


def path_end(path: str) -> str:
    """A path, or the end of a long one: the file's name says most.

    >>> path_end("Pricing/list.pdf"), path_end("a folder/" + "another folder/" * 5 + "list.pdf")[:25]
    ('Pricing/list.pdf', '…/another folder/another ')
    """
    if len(path) <= PATH_ROOM:
        return path
    name = path.rpartition("/")[2]
    kept = path[-PATH_ROOM:].partition("/")[2]
    return f"…/{kept if kept.endswith(name) else name}"


def from_mark(spans: Sequence[Span]) -> tuple[Span, ...]:
    """A snippet that begins shortly before its first marked word, so that one line shows it.

    >>> from_mark((Span("Nobody reads a long beginning, and yet "), Span("price", True), Span(" matters")))[0].text
    '… beginning, and yet '
    >>> from_mark((Span("No mark, nothing to cut away here."),))[0].text
    'No mark, nothing to cut away here.'
    """
    if not any(span.marked for span in spans[1:]) or spans[0].marked or len(spans[0].text) <= RUN_UP:
        return tuple(spans)
    return (Span(f"… {spans[0].text[-RUN_UP:].partition(' ')[2]}"), *spans[1:])


def email(address: str) -> Markup:
    """An address that may break after its @, and nowhere else if there is room.

    >>> email("<b>@example.com")
    Markup('&lt;b&gt;@<wbr>example.com')
    """
    return Markup("@<wbr>").join(address.split("@"))


def anchor(locator: str) -> str:
    """The id of a section on its page, and the end of a link to it.

    >>> anchor("slide 4"), anchor("Pricing > Discounts"), anchor("")
    ('at-slide-4', 'at-pricing-discounts', 'at-start')
    """
    return "at-" + (re.sub(r"\W+", "-", locator.lower()).strip("-") or "start")


def anchors(locators: Iterable[str]) -> tuple[str, ...]:
    """Ids for all sections of one page, each once.

    >>> anchors(("Price", "price!", "slide 2"))
    ('at-price', 'at-price-2', 'at-slide-2')
    """
    seen: dict[str, int] = {}
    ids = []
    for locator in locators:
        wanted = anchor(locator)
        seen[wanted] = seen.get(wanted, 0) + 1
        ids.append(wanted if seen[wanted] == 1 else f"{wanted}-{seen[wanted]}")
    return tuple(ids)
