"""Messages that a mail begins with, from a TOML file that a team may replace; their fields are filled in here."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from contentlib.errors import BadInput

OWN = Path(__file__).with_name("messages.toml")
FIELDS = ("first_name", "title", "pages", "link", "company", "rep", "words")
KEYS = {"name", "label", "subject", "body"}


@dataclass(frozen=True, slots=True)
class Message:
    """How a mail may begin: ``label`` is what a rep chooses it by."""

    name: str
    label: str
    subject: str
    body: str


@cache
def read_messages(path: str = "") -> tuple[Message, ...]:
    """The messages in a file; those that come along where ``path`` is empty.

    Raises:
        BadInput: the file is not there, is no TOML, or a message in it lacks a part; says which.
    """
    source = Path(path).expanduser() if path else OWN
    try:
        listed = tomllib.loads(source.read_text(encoding="utf-8")).get("message", [])
    except OSError as error:
        raise BadInput(f"There are no messages at {source}: {error.strerror}. Check the setting messages.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"{source} is not valid TOML: {error}. Mend that line.") from error
    return tuple(_read(one, number, source) for number, one in enumerate(listed, start=1))


def _read(one: object, number: int, source: Path) -> Message:
    values = one if isinstance(one, dict) else {}
    if set(values) != KEYS or not all(isinstance(value, str) for value in values.values()):
        raise BadInput(f"Message {number} in {source} needs exactly: {', '.join(sorted(KEYS))}, all texts. Mend it.")
    unknown = sorted(set(re.findall(r"\{(\w+)\}", values["subject"] + values["body"])) - set(FIELDS))
    if unknown:
        raise BadInput(f"Message {number} in {source} has {{{unknown[0]}}}. Known are: {', '.join(FIELDS)}.")
    return Message(values["name"], values["label"], values["subject"].strip(), values["body"].strip())


def fill_fields(template: str, values: dict[str, str]) -> str:
    """The template with its fields filled in; braces that are none of ours stay, and an empty line left over goes.

    A field that stays empty takes the blank before it along.

    >>> fill_fields("Hello {first_name},\\n\\n{words}\\n\\n{link} {x}", {"first_name": "", "words": "", "link": "{x}"})
    'Hello,\\n\\n{x} {x}'
    """

    def fill(found: re.Match[str]) -> str:
        value = values.get(found[2])
        if value is None:
            return found[0]
        return f"{found[1]}{value}" if value else ""

    filled = re.sub(r"( ?)\{(\w+)\}", fill, template)
    return re.sub(r"\n{3,}", "\n\n", filled).strip()


def first_name(name: str) -> str:
    """The name a mail begins with; none where a first name cannot be told.

    >>> [first_name(name) for name in ("Ann Smith", "Dr. Ann Smith", "Smith, Ann", "ann.smith", "")]
    ['Ann', 'Ann', 'Ann', '', '']
    """
    last, comma, rest = name.partition(",")
    words = [word for word in (rest if comma else last).split() if not word.endswith(".")]
    # A single word is more often a surname or the front of an address than a first name.
    return words[0] if words and (comma or len(words) > 1) else ""
