"""What words mean here: the vocabulary a team may edit, and how texts are split, matched and made harmless."""

from contentlib.language.addressed import find_addressed, find_addressed_line, is_same_company, letters_of
from contentlib.language.cues import (
    CUE_WORD,
    LONGEST_QUOTE,
    CueFinder,
    find_joined_stems,
    find_stems,
    shorten,
    spell_out_name,
    split_sentences,
)
from contentlib.language.days import end_of_day, read_day
from contentlib.language.disarming import disarm, rearm
from contentlib.language.foreign_json import read_json
from contentlib.language.glossary import put_into_english
from contentlib.language.kind_roles import KindRole
from contentlib.language.labels import Label
from contentlib.language.letter_folding import even_letters, is_single, spell_entry, spell_query
from contentlib.language.stems import has_stem, stem
from contentlib.language.texts import check_text, show_controls
from contentlib.language.values import find_named, find_value
from contentlib.language.vocabulary import LISTED, Vocabulary, read_vocabulary
from contentlib.language.words import STOP_WORDS, WORD, content_words, make_snippet, mark_words, split_words

__all__ = [
    "CUE_WORD", "LISTED", "LONGEST_QUOTE", "STOP_WORDS", "WORD", "CueFinder", "KindRole", "Label", "Vocabulary",
    "check_text", "content_words", "disarm", "end_of_day", "even_letters", "find_addressed", "find_addressed_line",
    "find_joined_stems", "find_named", "find_stems", "find_value", "has_stem", "is_same_company", "is_single",
    "letters_of", "make_snippet", "mark_words", "put_into_english", "read_day", "read_json", "read_vocabulary", "rearm",
    "shorten", "show_controls", "spell_entry", "spell_out_name", "spell_query", "split_sentences", "split_words",
    "stem",
]  # fmt: skip
