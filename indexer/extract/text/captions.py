"""Captions and call transcripts (VTT, SRT): about 45 seconds of cues together make a passage worth pointing at."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from contentlib.model import Reading, Section
from indexer.extract.raw_text import decode, one_line

_SECONDS = 45.0
_WORDS = 120
_TIMING = re.compile(r"^\s*(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})\s*-->\s*(?:(\d{1,3}):)?(\d{1,2}):(\d{2})")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^<>]*)>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z0-9][^<>]*>|\{\\[^{}]*\}")


@dataclass(frozen=True, slots=True)
class _Cue:
    start: float
    speaker: str
    text: str


def read_vtt(data: bytes) -> Reading:
    return _read(decode(data), "vtt")


def read_srt(data: bytes) -> Reading:
    return _read(decode(data), "srt")


def clock(seconds: float) -> str:
    """A moment as people write it.

    >>> clock(3725.4)
    '01:02:05'
    """
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"


def _read(text: str, kind: str) -> Reading:
    cues = list(_cues(text))
    warnings = () if cues or not text.strip() else ("no cues: no line with times such as 00:01.000 --> 00:04.000",)
    return Reading(kind, tuple(_section(group) for group in _groups(cues)), warnings=warnings)


def _cues(text: str) -> Iterator[_Cue]:
    """Cues in order. What stands before the times (numbers, notes, styles) is no speech."""
    for block in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        lines = block.split("\n")
        for at, line in enumerate(lines):
            timing = _TIMING.match(line)
            if timing:
                yield from _spoken(_seconds(timing), _speech(lines[at + 1 :]))
                break


def _speech(lines: list[str]) -> str:
    """The lines of one cue. Some files leave out the empty line between cues; the next cue is not this one's text."""
    for at, line in enumerate(lines):
        if _TIMING.match(line):
            return "\n".join(lines[: max(at - 1, 0)])
    return "\n".join(lines)


def _seconds(timing: re.Match[str]) -> float:
    hours, minutes, seconds, fraction = timing[1], timing[2], timing[3], timing[4]
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int(fraction.ljust(3, "0")) / 1000


def _spoken(start: float, speech: str) -> Iterator[_Cue]:
    """One cue may hold several voices: a cue each."""
    pieces = _VOICE.split(speech)
    for speaker, text in zip(["", *pieces[1::2]], pieces[::2], strict=True):
        words = one_line(html.unescape(_TAG.sub("", text)))
        if words:
            yield _Cue(start, one_line(html.unescape(speaker)), words)


def _groups(cues: list[_Cue]) -> Iterator[list[_Cue]]:
    group: list[_Cue] = []
    words = 0
    for cue in cues:
        if group and (cue.start - group[0].start >= _SECONDS or words >= _WORDS):
            yield group
            group, words = [], 0
        group.append(cue)
        words += len(cue.text.split())
    if group:
        yield group


def _section(group: list[_Cue]) -> Section:
    lines: list[str] = []
    speaker, last = "", ""
    for cue in group:
        if cue.text == last:
            continue
        new_voice = cue.speaker and cue.speaker != speaker
        lines.append(f"{cue.speaker}: {cue.text}" if new_voice else cue.text)
        speaker, last = cue.speaker or speaker, cue.text
    return Section(clock(group[0].start), "", "\n".join(lines))
