"""What a worker says arrives unchanged, and nothing else is believed."""

from __future__ import annotations

import json
import socket
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from contentlib.model import Properties, Reading, Section
from indexer.processes.wire import WorkerAnswer, pack, receive_frame, send_frame, unpack

texts = some.text(max_size=20)
times = some.none() | some.datetimes(timezones=some.just(UTC))
sections = some.builds(Section, texts, texts, texts, texts)
properties = some.builds(
    Properties,
    title=texts,
    author=texts,
    subject=texts,
    keywords=some.lists(texts, max_size=3).map(tuple),
    language=texts,
    created_at=times,
    modified_at=times,
    fields=some.dictionaries(texts, some.lists(texts, max_size=3).map(tuple), max_size=3),
)
readings = some.builds(
    Reading, texts, some.lists(sections, max_size=4).map(tuple), properties, some.lists(texts, max_size=2).map(tuple)
)


@given(
    some.builds(WorkerAnswer, texts, some.integers(), some.integers(), some.floats(0, 9), some.none() | readings, texts)
)
def test_an_answer_arrives_as_it_was_sent(answer: WorkerAnswer) -> None:
    assert unpack(pack(answer)) == answer


def test_half_a_surrogate_pair_becomes_a_question_mark() -> None:
    assert unpack(pack(WorkerAnswer(reason="a\ud83db"))).reason == "a?b"


@given(some.binary(max_size=50))
def test_bytes_that_are_no_answer_raise_only_value_errors(data: bytes) -> None:
    with pytest.raises(ValueError):
        unpack(data)


json_values = some.recursive(
    some.none() | some.booleans() | some.floats() | some.integers() | texts,
    lambda inner: some.lists(inner, max_size=8) | some.dictionaries(texts, inner, max_size=4),
)


@given(some.lists(json_values, min_size=8, max_size=8))
def test_well_formed_nonsense_raises_only_value_errors(values: list[object]) -> None:
    try:
        answer = unpack(json.dumps(values).encode())
    except ValueError:
        return
    assert isinstance(answer.reason, str)


def test_an_endlessly_nested_answer_is_refused() -> None:
    with pytest.raises(ValueError):
        unpack(b"[" * 200_000)


def test_times_stay_aware() -> None:
    day = datetime(2026, 1, 2, tzinfo=UTC)
    answer = unpack(pack(WorkerAnswer(reading=Reading("pdf", (), Properties(modified_at=day)))))

    assert answer.reading is not None
    assert answer.reading.properties.modified_at == day


def test_a_frame_that_is_too_large_is_refused_and_one_cut_short_is_none() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        send_frame(ours, b"12345")
        assert receive_frame(theirs, 5) == b"12345"
        send_frame(ours, b"123456")
        with pytest.raises(ValueError, match="6 bytes"):
            receive_frame(theirs, 5)
    ours, theirs = socket.socketpair()
    with theirs:
        ours.sendall(b"\0" * 7 + b"\5" + b"123")
        ours.close()
        assert receive_frame(theirs, 5) is None
