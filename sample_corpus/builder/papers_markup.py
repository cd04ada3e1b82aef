"""The small markup in which the papers and documents are written, read into blocks. Knows nothing of PDF or Word.

A block ends at an empty line:

    # Heading           ## Smaller heading
    - bullet            1. step                 - [ ] box to tick
    > quote             > -- who said it
    | head | head |     | cell | cell |
    !figures 9 months | median payback || 71 % | touchless
    !bars Title || Label = 11.8 || Label = 2.9
    !columns Title || Jan = 10 || Feb = 12
    !note Title | text          !textbox text          !small text          !break

Inside a line: **bold**, *italic*, ^[a footnote] (Word only).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Text:
    text: str
    small: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list; `mark` is "bullet", "step" or "box"; steps are numbered from `start`."""

    items: tuple[str, ...]
    mark: str
    start: int = 1


@dataclass(frozen=True, slots=True)
class Quote:
    text: str
    who: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose first row is its header."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Big numbers side by side: (number, what it is)."""

    figures: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Labelled values; lying bars or standing columns."""

    title: str
    values: tuple[tuple[str, float], ...]
    standing: bool


@dataclass(frozen=True, slots=True)
class Note:
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class TextBox:
    text: str


@dataclass(frozen=True, slots=True)
class NextPage:
    pass


Block = Heading | Text | Items | Quote | Grid | Figures | Chart | Note | TextBox | NextPage

ENGLISH_QUOTES = ("\u201c", "\u201d")
GERMAN_QUOTES = ("\u201e", "\u201c")


def read_blocks(body: str, *, quotes: tuple[str, str] = ENGLISH_QUOTES) -> list[Block]:
    """The blocks of a body, with typographic quotes and dashes.

    >>> read_blocks("# Why now\\n\\nIt's due.")
    [Heading(text='Why now', level=1), Text(text='It\u2019s due.', small=False)]
    """
    pieces = re.split(r"\n\s*\n", body.strip("\n"))
    return [_read_block(typeset(piece, quotes).strip()) for piece in pieces if piece.strip()]


def typeset(text: str, quotes: tuple[str, str] = ENGLISH_QUOTES) -> str:
    """Straight quotes, apostrophes and spaced hyphens as a word processor would set them.

    >>> typeset('He said "no" - it\\'s dear.')
    'He said \u201cno\u201d \u2013 it\u2019s dear.'
    """
    text = re.sub(r'(?<![\w.,!?%)\u2019*])"(?=[\w*\u2026(])', quotes[0], text).replace('"', quotes[1])
    return text.replace("'", "\u2019").replace(" - ", " \u2013 ")


def _read_block(piece: str) -> Block:
    lines = piece.splitlines()
    first = lines[0]
    if first.startswith("!"):
        name, _, rest = " ".join(lines).partition(" ")
        return COMMANDS[name](rest.strip())
    if first.startswith("#"):
        return Heading(first.lstrip("#").strip(), level=len(first) - len(first.lstrip("#")))
    if first.startswith("|"):
        return Grid(tuple(_read_row(line) for line in lines))
    if first.startswith(">"):
        return _read_quote(lines)
    if re.match(r"(-|\d+\.) ", first):
        return _read_items(lines)
    return Text(" ".join(line.strip() for line in lines))


def _read_row(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))


def _read_quote(lines: list[str]) -> Quote:
    bare = [line.lstrip("> ").strip() for line in lines]
    who = next((line.removeprefix("--").strip() for line in bare if line.startswith("--")), "")
    return Quote(" ".join(line for line in bare if not line.startswith("--")), who)


def _read_items(lines: list[str]) -> Items:
    items: list[str] = []
    for line in lines:
        start = re.match(r"(?:-|\d+\.) (?:\[ \] )?(.*)", line)
        if start:
            items.append(start.group(1).strip())
        else:
            items[-1] += " " + line.strip()
    number = re.match(r"\d+", lines[0])
    return Items(tuple(items), _mark(lines[0]), int(number.group()) if number else 1)


def _mark(line: str) -> str:
    if line.startswith("- [ ]"):
        return "box"
    return "bullet" if line.startswith("-") else "step"


def _read_figures(rest: str) -> Figures:
    pairs = [part.partition("|") for part in rest.split("||")]
    return Figures(tuple((number.strip(), label.strip()) for number, _, label in pairs))


def _read_chart(rest: str, *, standing: bool) -> Chart:
    title, *pairs = (part.strip() for part in rest.split("||"))
    split = [pair.rpartition("=") for pair in pairs]
    return Chart(title, tuple((label.strip(), float(value)) for label, _, value in split), standing)


def _read_note(rest: str) -> Note:
    title, _, text = rest.partition("|")
    return Note(title.strip(), text.strip())


COMMANDS: dict[str, Callable[[str], Block]] = {
    "!figures": _read_figures,
    "!bars": lambda rest: _read_chart(rest, standing=False),
    "!columns": lambda rest: _read_chart(rest, standing=True),
    "!note": _read_note,
    "!textbox": TextBox,
    "!small": lambda rest: Text(rest, small=True),
    "!break": lambda _rest: NextPage(),
}
