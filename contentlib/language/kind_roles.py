"""What contentlib does with a kind, whatever a team calls it: the roles that a vocabulary gives its kinds."""

from __future__ import annotations

from enum import StrEnum


class KindRole(StrEnum):
    """A role of kinds. The head of ``vocabulary.toml`` tells what each is for; a test compares the two."""

    ANSWERS_OBJECTIONS = "answers_objections"
    HANDLES_OBJECTIONS = "handles_objections"
    SENT_TO_SITUATIONS = "sent_to_situations"
    STUDIED_BY_REPS = "studied_by_reps"
    STORY = "story"
    TELLS_OF_OTHERS = "tells_of_others"
    READ_AT_A_GLANCE = "read_at_a_glance"
    READ_AT_LENGTH = "read_at_length"
    SLIDES = "slides"
    TRANSCRIBED = "transcribed"
    MAILED = "mailed"
    PRICED = "priced"
    WEB_PAGE = "web_page"
    ARTICLE = "article"
    ANYTHING_ELSE = "anything_else"
