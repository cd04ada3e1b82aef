"""The numbers that Word puts before paragraphs and headings: the file says how to count, and nowhere the numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from indexer.extract.office.package import Element, text_of

LEVELS = 9
_NO = frozenset({"0", "false", "off"})
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_HAN = "〇一二三四五六七八九"
# More than this is nobody's list, and a letter would be said so often.
_MOST = 30_000


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How one level of a list is counted and shown; ``restart`` is the level, from 1, after which it begins anew."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    joint: str = " "
    is_legal: bool = False
    restart: int | None = None
    style: str = ""
    is_hidden: bool = False


@dataclass(slots=True)
class _List:
    """A list as paragraphs name it: whose counters it moves on, its levels, and where it sets them back once."""

    counted_by: str
    levels: dict[int, ListLevel]
    set_back: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts along a document; asked for each paragraph once, in their order."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._styles = _read_styles(styles)
        self._lists = _read_lists(numbering, self._styles) if numbering is not None else {}
        self._counters: dict[str, list[int | None]] = {}

    def number(self, paragraph: Element) -> str:
        """What stands before a paragraph, with the blank behind it; empty for none, and for a bullet."""
        found = self._find(paragraph)
        if found is None or _has_hidden_mark(paragraph):
            return ""
        number, level = found
        return self._count(self._lists[number], level)

    def _find(self, paragraph: Element) -> tuple[str, int] | None:
        properties = paragraph.find("{*}pPr")
        own = _numbered(properties)
        style = _value(properties, "pStyle") or self._styles.usual
        by_style = self._styles.find(style)
        number = by_style[0] if own[0] is None else own[0]
        if number not in self._lists:
            return None
        if own[1] is not None:
            return number, own[1]
        # A style names its list, and the list names the level that the style has.
        linked = next((at for at, one in self._lists[number].levels.items() if style and one.style == style), None)
        return number, linked if linked is not None else by_style[1] or 0

    def _count(self, this: _List, level: int) -> str:
        counters = self._counters.setdefault(this.counted_by, [None] * LEVELS)
        for at, start in list(this.set_back.items()):
            if at <= level:
                counters[at] = start - 1 if at == level else None
                del this.set_back[at]
        told = this.levels.get(level)
        if told is None:
            return ""
        before = counters[level]
        counters[level] = told.start if before is None else before + 1
        for deeper in range(level + 1, LEVELS):
            after = this.levels.get(deeper, ListLevel()).restart
            if after is None or level < after:
                counters[deeper] = None
        return _show(this.levels, told, counters)


def _show(levels: dict[int, ListLevel], told: ListLevel, counters: list[int | None]) -> str:
    if told.form == "bullet" or told.is_hidden:
        return ""

    def figure(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        level = levels.get(at, ListLevel())
        count = counters[at]
        form = "decimal" if told.is_legal and level.form not in ("none", "decimalZero") else level.form
        return show_number(level.start if count is None else count, form)

    text = _PLACE.sub(figure, told.text).strip()
    return f"{text}{told.joint}" if text else ""


# --- numbers -------------------------------------------------------------------------------------------------------


def show_number(number: int, form: str) -> str:
    """A number as a list shows it; in digits where its way is not known.

    >>> show_number(4, "upperRoman"), show_number(28, "lowerLetter"), show_number(2, "ordinal"), show_number(7, "x")
    ('IV', 'bb', '2nd', '7')
    >>> show_number(7, "decimalZero"), show_number(12, "japaneseCounting"), show_number(3, "decimalEnclosedCircle")
    ('07', '十二', '③')
    """
    if not 0 <= number <= _MOST:
        return str(number)
    return _FORMS.get(form, str)(number)


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number else ""


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number % 100 not in (11, 12, 13) else "th"
    return f"{number}{ending}"


def _han(number: int) -> str:
    if number > 99:
        return "".join(_HAN[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    head = (_HAN[tens] if tens > 1 else "") + "十" if tens else ""
    return head + (_HAN[ones] if ones or not tens else "")


_FORMS: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "decimalZero": lambda number: f"{number:02}",
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerLetter": _letter,
    "ordinal": _ordinal,
    "numberInDash": lambda number: f"- {number} -",
    "decimalEnclosedCircle": lambda number: chr(0x245F + number) if 0 < number <= 20 else str(number),
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    **dict.fromkeys(
        ("japaneseCounting", "chineseCounting", "chineseCountingThousand", "koreanCounting", "taiwaneseCounting",
         "taiwaneseCountingThousand", "ideographDigital", "japaneseDigitalTenThousand"),
        _han,
    ),
}  # fmt: skip


# --- what the file says --------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _NumberedStyles:
    """What each style says of numbers itself, what it is based on, and the one that is taken unasked."""

    said: dict[str, tuple[str | None, int | None]] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    usual: str = ""

    def find(self, style: str) -> tuple[str, int | None]:
        """The list and the level of a style, its own or those of the styles that it is based on."""
        number: str | None = None
        level: int | None = None
        seen: set[str] = set()
        while style and style not in seen:
            seen.add(style)
            own = self.said.get(style, (None, None))
            number, level = own[0] if number is None else number, own[1] if level is None else level
            style = self.parents.get(style, "")
        return number or "", level


def _read_styles(root: Element | None) -> _NumberedStyles:
    found = _NumberedStyles()
    for style in root.iterchildren("{*}style") if root is not None else ():
        key = text_of(style.attrib, "styleId")
        found.said[key] = _numbered(style.find("{*}pPr"))
        found.parents[key] = _value(style, "basedOn")
        is_usual = text_of(style.attrib, "default") in ("1", "true", "on")
        if is_usual and text_of(style.attrib, "type") == "paragraph":
            found.usual = key
    return found


def _read_lists(root: Element, styles: _NumberedStyles) -> dict[str, _List]:
    shapes = {text_of(one.attrib, "abstractNumId"): one for one in root.iterchildren("{*}abstractNum")}
    numbers = {text_of(one.attrib, "numId"): one for one in root.iterchildren("{*}num")}
    found = {}
    for number, said in numbers.items():
        key = _value(said, "abstractNumId")
        link = _value(shapes.get(key), "numStyleLink")
        if link and (other := numbers.get(styles.find(link)[0])) is not None:
            key = _value(other, "abstractNumId")
        if key in shapes and number != "0":
            found[number] = _read_list(key, shapes[key], said)
    return found


def _read_list(key: str, shape: Element, said: Element) -> _List:
    levels = dict(_read_level(one) for one in shape.iterchildren("{*}lvl"))
    this = _List(key, levels)
    for one in said.iterchildren("{*}lvlOverride"):
        at = _level_number(text_of(one.attrib, "ilvl")) or 0
        levels.update(_read_level(each) for each in one.iterchildren("{*}lvl"))
        start = _value(one, "startOverride")
        if start.isdecimal() and len(start) < 9:
            this.set_back[at] = int(start)
    return this


def _read_level(level: Element) -> tuple[int, ListLevel]:
    start, restart, legal = _value(level, "start"), _value(level, "lvlRestart"), level.find("{*}isLgl")
    vanish = level.find("./{*}rPr/{*}vanish")
    return _level_number(text_of(level.attrib, "ilvl")) or 0, ListLevel(
        start=int(start) if start.isdecimal() and len(start) < 9 else 0,
        form=_form(level),
        text=_value(level, "lvlText"),
        joint="" if _value(level, "suff") == "nothing" else " ",
        is_legal=legal is not None and text_of(legal.attrib, "val") not in _NO,
        restart=int(restart) if restart.isdecimal() and len(restart) < 3 else None,
        style=_value(level, "pStyle"),
        is_hidden=vanish is not None and text_of(vanish.attrib, "val") not in _NO,
    )


def _form(level: Element) -> str:
    """The way of counting; a newer one stands beside one for older programs, and is shown as digits."""
    if _value(level, "numFmt"):
        return _value(level, "numFmt")
    other = level.find("./{*}AlternateContent/{*}Fallback/{*}numFmt")
    return text_of(other.attrib, "val") if other is not None else "decimal"


def _numbered(properties: Element | None) -> tuple[str | None, int | None]:
    """The list and the level that are named here, each where it is."""
    said = properties.find("{*}numPr") if properties is not None else None
    if said is None:
        return None, None
    return _value(said, "numId") or None, _level_number(_value(said, "ilvl"))


def _level_number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) == 1 and int(text) < LEVELS else None


def _value(element: Element | None, name: str) -> str:
    found = element.find(f"{{*}}{name}") if element is not None else None
    return text_of(found.attrib, "val") if found is not None else ""


def _has_hidden_mark(paragraph: Element) -> bool:
    """Whether the end of a paragraph is hidden, so that it is no paragraph of its own and is not counted."""
    mark = paragraph.find("./{*}pPr/{*}rPr/{*}vanish")
    return mark is not None and text_of(mark.attrib, "val") not in _NO
