"""JSON of strangers: what cannot be read, stored or answered is refused, and nothing else."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentlib.errors import BadInput
from contentlib.language import read_json
from contentlib.language.foreign_json import DEEPEST

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS
VALUES = st.recursive(LEAVES, lambda one: st.lists(one) | st.dictionaries(TEXTS, one), max_leaves=20)


@given(VALUES)
def test_what_anybody_means_is_read_as_it_was_written(value: object) -> None:
    assert read_json(json.dumps(value)) == value
    assert read_json(json.dumps(value, ensure_ascii=False).encode()) == value


@pytest.mark.parametrize("depth", [DEEPEST + 1, 500, 900, 990, 1000, 20_000, 200_000])
@pytest.mark.parametrize("shape", ["[{}]", "[{}", '{{"a":{}}}', '{{"a":{}', '[1,{{"a":[{}]}}]'])
def test_what_is_nested_without_end_is_refused(depth: int, shape: str) -> None:
    begin, end = shape.replace("{{", "{").replace("}}", "}").split("{}") if "{}" in shape else (shape, "")
    with pytest.raises(BadInput, match="no JSON that can be read"):
        read_json(begin * depth + "1" + end * depth)


@pytest.mark.parametrize(
    "text",
    [
        r'"\ud800"',
        r'{"\udfff": 1}',
        '"\ud800"',
        "NaN",
        "[-Infinity]",
        "1e400",
        "9" * 5000,
        "",
        "{",
        "\x00",
        "'a'",
        "\ufeff1",
    ],
    ids=ascii,
)
def test_numbers_and_signs_that_there_are_not_are_refused(text: str) -> None:
    with pytest.raises(BadInput):
        read_json(text)
    with pytest.raises(BadInput):
        read_json(b"\xff" + text.encode("utf-8", "surrogatepass"))


def test_two_halves_are_a_sign() -> None:
    assert read_json(r'"\ud83d\ude00"') == "😀"
