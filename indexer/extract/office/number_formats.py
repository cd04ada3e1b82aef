"""How a spreadsheet shows a figure: what a cell's number format makes of it.

A file keeps 0.15 where people see 15 %, and they search for what they see. Signs and digits are those of the format;
a day is written as YYYY-MM-DD whatever the format, since nobody can tell 03/04 from 04/03 outside its country.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

# The formats that files name by number alone. Those with a currency take the reader's own, so none is given here.
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "#,##0", 6: "#,##0", 7: "#,##0.00", 8: "#,##0.00", 9: "0%",
    10: "0.00%", 14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm",
    21: "h:mm:ss", 22: "yyyy-mm-dd h:mm", 37: "#,##0;(#,##0)", 38: "#,##0;(#,##0)", 39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;(#,##0.00)", 41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss",
}  # fmt: skip
_LONGEST = 400
_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|[_*].|\[\$(?P<sign>[^\]-]*)(?:-[^\]]*)?\]|\[(?P<bracket>[^\]]*)\]|(?P<one>.)',
    re.DOTALL,
)
_CONDITION = re.compile(r"^(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)$")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_ELAPSED = {"h", "hh", "m", "mm", "s", "ss"}
_MOST_DIGITS = 15


@dataclass(frozen=True, slots=True)
class _FormatPart:
    """One part of a format: what stands before and after the digits, and how the digits look.

    ``plain`` is set where this module has no words for it (fractions, powers of ten, telephone numbers); ``letters``
    are those of a date.
    """

    before: str = ""
    after: str = ""
    digits: str = ""
    percent: int = 0
    letters: str = ""
    condition: tuple[str, Decimal] | None = None
    plain: bool = False


def show_figure(value: float, code: str) -> str:
    """A number as its format shows it; as it stands where the format says nothing of it.

    >>> show_figure(0.15, "0 %"), show_figure(1250000, '"$"#,##0'), show_figure(-99.9, '#,##0.00 "€"')
    ('15 %', '$1,250,000', '-99.90 €')
    >>> show_figure(12.5, "General"), show_figure(-1234.5, "#,##0;[Red](#,##0)"), show_figure(1.25e6, '0.0,,"M"')
    ('12.5', '(1,235)', '1.3M')
    """
    number = _decimal(value)
    parts = _parts(code) if number is not None else ()
    if number is None or not parts:
        return plain_figure(value)
    part, negative = _choose(parts, number)
    if part.plain or part.letters:
        return plain_figure(value)
    if not part.digits:
        return part.before.strip()
    try:
        shown = _digits(abs(number) if negative or number < 0 else number, part)
    except InvalidOperation:
        return plain_figure(value)
    sign = "-" if number < 0 and not negative and re.search(r"[1-9]", shown) else ""
    return sign + f"{part.before}{shown}{part.after}".strip()


def plain_figure(value: float) -> str:
    """A number without a format.

    >>> plain_figure(1200.0), plain_figure(0.1 + 0.2)
    ('1200', '0.3')
    """
    return f"{value:.0f}" if 1e12 <= abs(value) < 1e15 else f"{value:.12g}"


def show_moment(value: dt.datetime | dt.date, code: str = "") -> str:
    """A day, a moment or an hour, with as much of it as its format shows.

    >>> show_moment(dt.datetime(2026, 3, 1), "mmm yy"), show_moment(dt.datetime(2026, 3, 1, 14, 5), "d.m.yy h:mm")
    ('Mar 2026', '2026-03-01 14:05')
    >>> show_moment(dt.datetime(2026, 3, 1, 14, 5), "dd/mm/yyyy"), show_moment(dt.datetime(2026, 3, 1, 14, 5))
    ('2026-03-01', '2026-03-01 14:05:00')
    """
    letters = _letters(code)
    moment = value if isinstance(value, dt.datetime) else dt.datetime.combine(value, dt.time())
    if not letters:
        return str(value) if moment.time() != dt.time() else moment.date().isoformat()
    return f"{_day(moment, letters)} {_hour(moment.time(), letters)}".strip()


def show_hour(value: dt.time, code: str = "") -> str:
    """A time of day: seconds only where its format shows them.

    >>> show_hour(dt.time(9, 30), "h:mm"), show_hour(dt.time(9, 30, 15))
    ('09:30', '09:30:15')
    """
    return _hour(value, _letters(code)) or value.isoformat()


def show_span(value: dt.timedelta, code: str = "") -> str:
    """A length of time in hours, as ``[h]:mm`` shows it.

    >>> show_span(dt.timedelta(hours=30, minutes=15), "[h]:mm")
    '30:15'
    """
    seconds = round(abs(value.total_seconds()))
    whole = f"{seconds // 3600}:{seconds // 60 % 60:02}"
    has_seconds = "s" in _letters(code) or seconds % 60
    return ("-" if value < dt.timedelta() else "") + (f"{whole}:{seconds % 60:02}" if has_seconds else whole)


def changes_figures(code: str) -> bool:
    """Whether a format shows anything otherwise than the figure stands, or a day as less than a whole day.

    >>> changes_figures("General"), changes_figures("0"), changes_figures("0%"), changes_figures("mmm yy")
    (False, True, True, True)
    """
    return any(part.letters or not part.plain for part in _parts(code))


# --- reading a format --------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _parts(code: str) -> tuple[_FormatPart, ...]:
    """The parts of a format: positive, negative, zero; or those with conditions. None where it says nothing."""
    if not code or len(code) > _LONGEST or code.strip().lower() in ("general", "@", "standard"):
        return ()
    found = tuple(_read_part(text) for text in _split(code))
    return found[:3]


def _split(code: str) -> list[str]:
    parts = [""]
    for piece in _PIECE.finditer(code):
        if piece["one"] == ";":
            parts.append("")
        else:
            parts[-1] += piece[0]
    return parts


def _read_part(text: str) -> _FormatPart:
    before = after = digits = letters = ""
    percent, plain = 0, False
    condition = None
    for piece in _PIECE.finditer(text):
        literal = piece["quoted"] or piece["escaped"] or piece["sign"] or ""
        one, bracket = piece["one"] or "", (piece["bracket"] or "").strip()
        if bracket:
            condition = _read_condition(bracket) or condition
            letters += bracket.lower() if bracket.lower() in _ELAPSED else ""
        elif one.lower() in tuple("ymdhs") and not digits:
            letters += one.lower()
        elif letters:
            continue
        elif one in tuple("0#?.,"):
            # Digits with words between them are telephone numbers and the like.
            plain = plain or bool(after)
            digits += one
        elif one in tuple("eE@/"):
            plain = True
        elif one or literal:
            percent += one == "%"
            literal = literal or one
            before, after = (before, after + literal) if digits else (before + literal, after)
    if not re.search("[0#?]", digits):
        before, digits, after = before + after, "", ""
    return _FormatPart(before, after, digits, percent, letters, condition, plain or "general" in text.lower())


def _read_condition(bracket: str) -> tuple[str, Decimal] | None:
    found = _CONDITION.match(bracket)
    return (found[1], Decimal(found[2])) if found else None


def _choose(parts: tuple[_FormatPart, ...], number: Decimal) -> tuple[_FormatPart, bool]:
    """The part for a number, and whether that part says by itself that the number is negative."""
    if any(part.condition for part in parts):
        chosen = next((part for part in parts if part.condition is None or _meets(number, part.condition)), parts[-1])
        return chosen, False
    if number < 0 and len(parts) > 1:
        return parts[1], True
    if number == 0 and len(parts) > 2:
        return parts[2], False
    return parts[0], False


def _meets(number: Decimal, condition: tuple[str, Decimal]) -> bool:
    sign, bound = condition
    return {
        "<": number < bound, ">": number > bound, "<=": number <= bound, ">=": number >= bound, "=": number == bound,
        "<>": number != bound,
    }[sign]  # fmt: skip


def _letters(code: str) -> str:
    parts = _parts(code)
    return parts[0].letters if parts else ""


# --- writing -----------------------------------------------------------------------------------------------------


def _decimal(value: float) -> Decimal | None:
    number = Decimal(repr(float(value)))
    return number if number.is_finite() and abs(number) < 10**_MOST_DIGITS else None


def _digits(number: Decimal, part: _FormatPart) -> str:
    whole, _, fraction = part.digits.partition(".")
    scaled = len(part.digits.rstrip(".")) - len(part.digits.rstrip(".").rstrip(","))
    most, fewest = min(sum(map(fraction.count, "0#?")), _MOST_DIGITS), fraction.count("0")
    number = number * 100**part.percent / 1000**scaled
    rounded = number.quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP)
    grouped = "," in whole.rstrip(",")
    text = f"{rounded:,f}" if grouped else f"{rounded:f}"
    left, _, right = text.partition(".")
    right = right[:fewest] + right[fewest:].rstrip("0")
    left = left.rjust(whole.count("0"), "0") if not grouped else left
    is_blank = left == "0" and "0" not in whole and (right or "#" not in whole)
    left = "" if is_blank else left
    return f"{left}.{right}" if right else left


def _day(moment: dt.datetime, letters: str) -> str:
    if "d" in letters:
        return moment.date().isoformat()
    if "y" in letters:
        # An m beside hours are minutes, so months stand before them.
        return f"{_MONTHS[moment.month - 1]} {moment.year}" if "m" in letters.partition("h")[0] else f"{moment.year}"
    return _MONTHS[moment.month - 1] if "mmm" in letters else ""


def _hour(time: dt.time, letters: str) -> str:
    if "h" not in letters and "s" not in letters:
        return ""
    return time.strftime("%H:%M:%S" if "s" in letters else "%H:%M")
