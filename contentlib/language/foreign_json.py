"""JSON that somebody else wrote: read as the standard has it, and no deeper than anybody means it."""

from __future__ import annotations

import json
import math
import re
from typing import Any, NoReturn

from contentlib.errors import BadInput

# What we take in is three or four levels deep. Python's own reader gives up at about a thousand, as does its writer.
DEEPEST = 64
# Half of a sign that takes two: text can be read with it, but neither stored nor answered.
HALF_SIGN = re.compile(r"\\u[dD][89a-fA-F]|[\ud800-\udfff]")


def read_json(written: str | bytes) -> Any:
    """The value that is written there.

    Raises:
        BadInput: it is no JSON, is nested deeper than can be meant, or has numbers or signs that there are not.

    >>> read_json(b'{"q": "too dear"}')
    {'q': 'too dear'}
    >>> read_json("[" * 20_000)
    Traceback (most recent call last):
    contentlib.errors.BadInput: This is no JSON that can be read.
    """
    try:
        text = written if isinstance(written, str) else written.decode("utf-8")
        value = json.loads(text, parse_constant=_refuse, parse_float=_read_float)
        if not _is_deep(value):
            if HALF_SIGN.search(text):
                json.dumps(value, ensure_ascii=False).encode("utf-8")
            return value
    except (ValueError, RecursionError):
        pass
    raise BadInput("This is no JSON that can be read.")


def _refuse(name: str) -> NoReturn:
    raise ValueError(name)


def _read_float(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _refuse(text)


def _is_deep(value: Any) -> bool:
    level = [value]
    for _ in range(DEEPEST):
        level = [one for part in level for one in _parts(part)]
        if not level:
            return False
    return True


def _parts(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
