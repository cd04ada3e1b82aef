"""What people and programs say about a file: front matter, sidecars, titles worth showing, and its language."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import islice
from pathlib import PurePath

import yaml

from contentlib.formats import SUFFIXES, Drawer, Locator
from contentlib.model import Axis, Properties, Section


class Values(Enum):
    """How the values of a field are written down."""

    CODE = "lower snake-case, from a closed list"
    TEXT = "as written"
    DATE = "a day, YYYY-MM-DD"


@dataclass(frozen=True, slots=True)
class FileField:
    """A field people may set: its name, what it says, how values look, and other spellings people use."""

    name: str
    meaning: str
    values: Values
    also: tuple[str, ...] = ()


FIELDS = (
    *(
        FileField(name, axis.traits.says, Values.CODE if axis.traits.is_closed else Values.TEXT, tuple(also))
        for axis in Axis
        for name, *also in [axis.traits.written]
    ),
    FileField("product", "products it is about", Values.TEXT, ("products",)),
    FileField("owner", "who keeps it right", Values.TEXT, ("owners", "contact")),
    FileField("review_by", "the day by which somebody looks at it again", Values.DATE, ("review_date", "review")),
    FileField(
        "expires_at", "the day after which it must not be sent", Values.DATE, ("expires", "expiry", "expires_on")
    ),
    FileField("title", "its title", Values.TEXT, ("linktitle",)),
    FileField("language", "its language: en, de …", Values.CODE, ("lang", "locale")),
)
KNOWN = tuple(one.name for one in FIELDS)
_BY_NAME = {name: one for one in FIELDS for name in (one.name, *one.also)}
# Fields that front matter has for other programs too: with no more than these, nobody wrote it for us.
_COMMON = frozenset({"title", "language", "kind", "owner"})
# Front matter that other programs read. It is no mistake, so it earns no warning.
_OTHERS = frozenset({
    "author", "authors", "date", "description", "summary", "tags", "keywords", "layout", "slug", "draft", "weight",
    "permalink", "template", "categories", "category", "url", "image", "version", "updated", "lastmod", "id", "sidebar",
    "toc", "aliases", "status", "created", "modified", "subtitle",
})  # fmt: skip

_LONGEST_BLOCK = 65_536


@dataclass(frozen=True, slots=True)
class Fields:
    """Known fields with their values, and warnings about what was not understood."""

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The block of fields at the head of a Markdown text. ``length`` is how many letters of the text it takes."""

    length: int = 0
    fields: Fields = field(default_factory=Fields)
    author: str = ""
    description: str = ""
    keywords: tuple[str, ...] = ()
    date: str = ""


# --- sidecars and front matter -----------------------------------------------------------------------------------


def check_sidecar(data: bytes, name: str) -> Fields:
    """The known fields of ``NAME.meta.toml``, with warnings. Never fails: a warning names the broken line.

    >>> dict(check_sidecar(b'kind = "Battle Card"\\nobjection = ["Price"]', "card.pdf.meta.toml").values)
    {'kind': ('battle_card',), 'objections': ('price',)}
    """
    try:
        said = tomllib.loads(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError:
        return Fields(warnings=(f"“{name}” was ignored: it is not UTF-8 text. Save it as UTF-8.",))
    except tomllib.TOMLDecodeError as error:
        return Fields(warnings=(f"“{name}” was ignored: {_toml_fault(error)}. Mend that line.",))
    except RecursionError:
        return Fields(warnings=(f"“{name}” was ignored: it is nested too deeply.",))
    return normalise(said, where=f"“{name}”", strict=True)


def normalise(said: Mapping[str, object], *, where: str, strict: bool = False) -> Fields:
    """What was written, as known fields. Unknown ones are warned of, unless ``strict`` is off and none is only ours."""
    values: dict[str, tuple[str, ...]] = {}
    unknown: list[str] = []
    warnings: list[str] = []
    for key, value in said.items():
        name = snake(str(key))
        known = _BY_NAME.get(name)
        if known is None:
            unknown += [str(key)] if name not in _OTHERS else []
            continue
        read, wrong = _values_of(known, value)
        if read:
            values[known.name] = tuple(dict.fromkeys((*values.get(known.name, ()), *read)))
        warnings += [f"{where}: “{one}” is not a day for {key}; write YYYY-MM-DD." for one in wrong]
    if unknown and (strict or values.keys() - _COMMON):
        warnings.append(f"{where} has fields that are not known: {', '.join(unknown[:10])}. Known: {', '.join(KNOWN)}.")
    return Fields(values, tuple(warnings))


def front_matter(text: str) -> FrontMatter:
    """The fields between ``---`` lines (YAML) or ``+++`` lines (TOML) at the head of a text. Never fails."""
    found = re.match(r"\ufeff?(---|\+\+\+)[ \t]*\n", text)
    if not found:
        return FrontMatter()
    end = re.compile(rf"^(?:{re.escape(found[1])}|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE).search(
        text, found.end(), 65_536
    )
    if not end:
        return FrontMatter()
    block = text[found.end() : end.start()]
    said, fault = _parse_toml(block) if found[1] == "+++" else _parse_yaml(block)
    if not said and not fault:
        # Two rules with prose between them, not fields.
        return FrontMatter()
    fields = normalise(said, where="front matter")
    return FrontMatter(
        length=end.end(),
        fields=Fields(fields.values, (*([fault] if fault else []), *fields.warnings)),
        author=_first_of(said, "author", "authors"),
        description=_first_of(said, "description", "summary"),
        keywords=tuple(_texts(said.get("tags") or said.get("keywords"))),
        date=_first_of(said, "updated", "lastmod", "date"),
    )


def snake(text: str) -> str:
    """Lower snake-case.

    >>> snake("Post-Sale "), snake("Case study")
    ('post_sale', 'case_study')
    """
    return re.sub(r"[\W_]+", "_", text.strip().lower()).strip("_")


def _values_of(known: FileField, value: object) -> tuple[list[str], list[str]]:
    texts = _texts(value)
    if known.values is Values.CODE:
        return [code for text in texts for part in text.split(",") if (code := snake(part))], []
    if known.values is Values.TEXT:
        return texts, []
    days = {text: _day(text) for text in texts}
    return [day for day in days.values() if day], [text for text, day in days.items() if not day]


def _day(text: str) -> str:
    try:
        return dt.date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        return ""


def _texts(value: object) -> list[str]:
    """A value or a list of values as texts; anything deeper is ignored."""
    if isinstance(value, (list, tuple, set)):
        return [text for one in islice(value, 100) if not isinstance(one, (list, dict)) for text in _texts(one)]
    if value is None or isinstance(value, dict):
        return []
    if isinstance(value, dt.datetime):
        return [value.isoformat()]
    text = " ".join(str(value).split())
    return [text] if text else []


def _first_of(said: Mapping[str, object], *names: str) -> str:
    return next((texts[0] for name in names if (texts := _texts(said.get(name)))), "")


def _parse_toml(block: str) -> tuple[Mapping[str, object], str]:
    try:
        return tomllib.loads(block), ""
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return {}, f"front matter was ignored: {_toml_fault(error)}"


def _parse_yaml(block: str) -> tuple[Mapping[str, object], str]:
    try:
        said = yaml.safe_load(block)
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError, TypeError, AttributeError) as error:
        return _plain_pairs(block), f"front matter is not valid YAML{_yaml_line(error)}; its plain lines were read"
    return (said, "") if isinstance(said, dict) else ({}, "")


def _plain_pairs(block: str) -> dict[str, object]:
    """Lines such as ``kind: deck`` from a block that is not YAML, for example because a title holds a colon."""
    pairs = (re.match(r"^([A-Za-z][\w -]{0,40}):[ \t]+(.{1,500})$", line) for line in block.split("\n"))
    return {found[1]: found[2].strip().strip("\"'") for found in pairs if found and "!!" not in found[2]}


def _yaml_line(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return f" at line {mark.line + 2}" if mark is not None else ""


def _toml_fault(error: Exception) -> str:
    found = re.search(r"\(at (line \d+), column \d+\)|\(at (end of document)\)", str(error))
    place = f" at {found[1] or 'its ' + found[2]}" if found else ""
    return f"it is not valid TOML{place} ({re.sub(r' *[(]at .*', '', str(error))})"


# --- titles ------------------------------------------------------------------------------------------------------

# Titles that programs and templates write by themselves, in the languages of their menus.
_EMPTY_TITLES = (
    r"power ?point[- ]presentation|powerpoint 프레젠테이션|presentation|präsentation|présentation( powerpoint)?",
    r"presentazione.*|プレゼンテーション|slide \d*|folie \d*|スライド ?\d*|page \d+|layout \d+|project title",
    r"microsoft (word|powerpoint|excel|office)\b.*|untitled\b.*|unbenannt\b.*|sans titre.*|no title|title|titel|titre",
    r"document\d*|dokument\d*|doc\d*|book\d*|mappe\d*|sheet\d*|new document|neues dokument|draft|final|print|test",
    r"template|.*\btemplate|vorlage|default( theme)?|office theme|normal(\.dotm?)?|home|index|readme|scan\d*",
    r"contents|inhalt|inhoud|sommaire|agenda|overview|introduction|click to (add|edit).*|full page photo|\W*",
)
_SAYS_NOTHING = re.compile(rf"^({'|'.join(_EMPTY_TITLES)})$", re.IGNORECASE)
# Endings of files that are never read, but name themselves in what is made of them.
_OTHER_ENDINGS = (".indd", ".ai", ".psd", ".key", ".pages", ".tmp", ".qxd")
_ENDINGS = "|".join(map(re.escape, (*SUFFIXES, *_OTHER_ENDINGS)))
_FILE_NAME = re.compile(rf"^\S*({_ENDINGS})$", re.IGNORECASE)
# Programs that print write the name of a file into the title even where it has spaces.
_PRINTED_ENDINGS = "|".join(
    re.escape(suffix)
    for suffix, form in SUFFIXES.items()
    if form.drawer is not Drawer.NOBODY or form.locator is Locator.SHEET
)
_PRINTED_NAME = re.compile(rf"({_PRINTED_ENDINGS}|\.indd)$", re.IGNORECASE)
_CODE_LIKE = re.compile(r"^[\w.-]*\d[\w.-]*$")
_LONGEST_TITLE = 150


def choose_title(properties: Properties, sections: Sequence[Section], name: str) -> str:
    """The title to show: what a person wrote as one, else the file's own, else its first heading, else its name.

    >>> slides = [Section("slide 1", "Why we win", "")]
    >>> choose_title(Properties(title="PowerPoint Presentation"), slides, "deck_v2.pptx")
    'Why we win'
    >>> choose_title(Properties(), [], "2024-04_pricing-FAQ_final.pdf")
    '2024-04 pricing FAQ final'
    """
    written = properties.fields.get("title", ())
    if written:
        return _short(written[0])
    if says_something(properties.title, name):
        return _short(properties.title) if " " in properties.title else readable(properties.title)
    heading = _top_heading(sections)
    return _short(heading) if says_something(heading, name) else readable(name)


def _top_heading(sections: Sequence[Section]) -> str:
    """The title of the first slide or page, or the first heading of the highest level; a sheet's name is no title."""
    for section in sections[:3]:
        if section.locator in ("slide 1", "page 1"):
            return section.heading
        if re.match(r"(slide|page|sheet|attachment) ", section.locator):
            return ""
        if section.heading:
            path = section.locator.split(" > ")
            return path[0] if len(path) > 1 else section.heading
    return ""


def says_something(title: str, name: str = "") -> bool:
    """False for what programs write into the title by themselves, for file names, and for what is no title."""
    title = " ".join(title.split())
    if len(title) < 3 or not re.search(r"[^\W\d_]", title) or _SAYS_NOTHING.match(title):
        return False
    if _FILE_NAME.search(title) or _PRINTED_NAME.search(title):
        return False
    if "/" in title and " " not in title:
        return False
    return not (_CODE_LIKE.match(title) and " " not in title and title.lower() != PurePath(name).stem.lower())


def readable(name: str) -> str:
    """A file name as a title: no ending, no underscores, and hyphens only where a word or date needs them.

    >>> readable("Case_Study--ACME-GmbH.pptx")
    'Case Study ACME GmbH'
    """
    path = PurePath(name)
    stem = path.stem if re.fullmatch(r"\.[A-Za-z]\w{0,7}", path.suffix) else path.name
    words = re.sub(r"(?<!\d)-+|-+(?!\d)|[_+]+|%20", " ", stem)
    return _short(" ".join(words.split())) or stem


def _short(title: str) -> str:
    title = " ".join(title.split())
    return title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"


# --- languages ---------------------------------------------------------------------------------------------------

_STOP_WORDS = {
    "en": "the of and to in is that for it with as are this you be on by from your we have not or can will our",
    "de": "der die das und ist nicht ein eine mit für auf den von zu sich des dem im werden wird auch sind oder wie",
    "fr": "le la les des et est une un dans pour que qui sur avec pas vous nous au aux ce cette sont par plus ou être",
    "it": "il la di che è e per un una in non con sono del della dei gli le da nel alla come più essere questo si",
    "es": "el la los las de que y en un una por con no para es del se lo como más su al son este esta o ser",
    "pt": "o a os as de que e em um uma para com não é do da dos das no na por mais se ao como são ou sua",
    "nl": "de het een en van is dat niet op te zijn voor met die aan ook om als door wordt bij of er naar worden",
}
_LANGUAGE_OF = {code: frozenset(words.split()) for code, words in _STOP_WORDS.items()}
_SAMPLE = 20_000
_FEWEST_WORDS = 20
_FEWEST_STOP_WORDS = 4


def choose_language(properties: Properties, sections: Sequence[Section]) -> str:
    """A two-letter code: what the words say, else what the file says of itself, else empty.

    Programs write the language of their menus into files, so the words are believed first.
    """
    written = properties.fields.get("language", ())
    if written:
        return _code(written[0])
    return guess_language(_sample(sections)) or _code(properties.language)


def guess_language(text: str) -> str:
    """The language of a text by its letters and its commonest words; empty where it is too short or unsure.

    >>> guess_language("the price of the plan is not what you have to pay for it, and that is the point of this " * 2)
    'en'
    """
    asian = _asian(text)
    if asian:
        return asian
    words = re.findall(r"[^\W\d_]+", text.lower())
    if len(words) < _FEWEST_WORDS:
        return ""
    counts = Counter(words)
    shares = {code: sum(counts[word] for word in stops) / len(words) for code, stops in _LANGUAGE_OF.items()}
    best, second = sorted(shares, key=lambda code: shares[code], reverse=True)[:2]
    if sum(word in counts for word in _LANGUAGE_OF[best]) < _FEWEST_STOP_WORDS:
        return ""
    return best if shares[best] > 0.08 and shares[best] > 1.2 * shares[second] else ""


def _asian(text: str) -> str:
    kana = len(re.findall(r"[\u3040-\u30ff]", text))
    han = len(re.findall(r"[\u4e00-\u9fff]", text))
    hangul = len(re.findall(r"[\uac00-\ud7a3]", text))
    # Counting every letter takes longer than reading a short file, so only where it can matter.
    letters = sum(letter.isalpha() for letter in text) if kana + han + hangul else 0
    if letters < _FEWEST_WORDS or kana + han + hangul < 0.3 * letters:
        return ""
    if hangul > max(kana, han):
        return "ko"
    return "ja" if kana > 0.1 * (kana + han) else "zh"


def _sample(sections: Iterable[Section]) -> str:
    parts: list[str] = []
    size = 0
    for section in sections:
        parts.append(section.text[:4000])
        size += len(parts[-1])
        if size > _SAMPLE:
            break
    return "\n".join(parts)


def _code(language: str) -> str:
    found = re.match(r"[a-z]{2}(?![a-z])", language.strip().lower())
    return found[0] if found else ""
