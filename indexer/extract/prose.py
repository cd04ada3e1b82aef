"""Whether a text was written for people: code, settings, logs, keys and data are told by how their lines look."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.other_files import OtherFile

_SAMPLE, _LINES = 64 * 1024, 600
# What cannot begin a text that was written for people.
_BEGINNINGS = (
    (re.compile(r"-----BEGIN [A-Z0-9 ]{3,40}-----|(?:ssh-\w+|ecdsa-sha2-\S+) AAAA|PuTTY-User-Key"), OtherFile.KEY),
    (re.compile(r"BEGIN:VCALENDAR", re.IGNORECASE), OtherFile.CALENDAR),
    (re.compile(r"BEGIN:VCARD", re.IGNORECASE), OtherFile.CONTACTS),
    (re.compile(r"\[(?:InternetShortcut|Desktop Entry)\]|\{\s*\"(?:url|doc_id)\"\s*:"), OtherFile.POINTER),
    (re.compile(r"#!\s*/|<\?php|%!PS"), OtherFile.CODE),
    (re.compile(r"<\?xml\b|<!DOCTYPE\s|<[\w.-]+:[\w.-]+[\s>]|<(?:svg|plist|rss|feed|opml)\b"), OtherFile.SETTINGS),
)  # fmt: skip
_CODE = re.compile(
    r"""(?x)
    .*[;{}(\[]\s*(?://.*|/\*.*|\#.*)?$      # it ends as a statement or a block does
    | [\s\])},;:]+$                         # nothing but what closes one
    | .*\):\s*$                             # the head of a block in Python
    | \s*[\w.:]+\s*\([^()]*\)\s*[;{]?\s*$  # nothing but a call
    | \s*[\w.\[\]'"$@]+(?:,\s*[\w.]+)*\s*(?::\s*[\w\[\],.| ]+)?\s*[-+*/|&:]?=\s*\S.*$  # a name is given a value
    | \s*(?:import|from|export|package|using|namespace|module|require|include)\s+["'\w.{*@<]+[^.!?]*$
    | \s*\#(?:include|define|if|ifdef|ifndef|endif|else|pragma|region)\b
    | \s*(?:async\s+)?(?:def|class|function|func|fn|sub|interface|struct|enum|trait|impl)\s+[\w<]+\s*[(<:{]
    | \s*(?:public|private|protected|static)\s+[\w<]+\s*[\w(<:{]
    | \s*(?:var|let|const|final|val|local|my|return|raise|throw|assert|yield|await)\s+[\w$@({\["'!-]+.*[=(){}\[\];:"']
    | \s*(?:elif|else\s*if|if|while|for|with|switch|case|foreach|catch|except)\b\s*[\w$@({\["'!-].*[=(){};:\]]\s*$
    | \s*@\w+(?:\(.*\))?\s*$
    | \s*(?://|/\*|\*/|--\s|<!--|\#!|\#\s*[-=]{4,}|"{3}|'{3})
    | \s*(?:SELECT|INSERT\ INTO|UPDATE|DELETE\ FROM|CREATE|ALTER|DROP|GRANT|VALUES|FROM|WHERE|JOIN|(?:ORDER|GROUP)\ BY)
        \b.*[,;()=*]?\s*$
    """
)
_BLOCK_ENDS = re.compile(
    r"\s*(?:end|fi|done|esac|else|try|begin|then|do|pass|break|continue|return|finally)\s*[:;]?\s*$"
)
_SETTING = re.compile(r"\s*(?:[\w.\-/\[\]\"']{1,80}\s*(?:=|==|>=|~=|:=)\s*\S*.*|\[[^\]]{1,80}\]|[#;!].*)$")
_KEYED = re.compile(r"\s*(?:-\s+)?[\"']?[\w.\-/$]{1,60}[\"']?\s*:(?:\s.*|$)|\s*-\s+\S+\s*$|\s*(?:#.*|---|\.\.\.)$")
_ROBOTS = re.compile(r"\s*(?:user-agent|disallow|allow|sitemap|crawl-delay|host)\s*:", re.IGNORECASE)
_LOGGED = re.compile(
    r"""(?x) \W{0,3} (?: \d{4}[-/.]\d\d[-/.]\d\d | \d\d[-/.]\d\d[-/.]\d{2,4} | \w{3},?\s+\d{1,2}\s | \d\d?:\d\d:\d\d
        | \d{10,13}\b | \[\s*\d+\.\d+\] | (?:\d{1,3}\.){3}\d{1,3}\s
        | (?:INFO|DEBUG|WARN(?:ING)?|ERROR|TRACE|FATAL|NOTICE)\b )"""
)
_LEVEL = re.compile(
    r"\b(?:INFO|DEBUG|WARN(?:ING)?|ERROR|TRACE|FATAL|NOTICE|CRITICAL|SEVERE|VERBOSE)\b"
    r"|\"(?:GET|POST|HEAD|PUT|DELETE) /|\w\[\d+\]:|\b(?:info|debug|warn|error)\s*[:\]|]"
)
_SIGNS = re.compile(r"[{}();=<>\[\]|&$\\]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SENTENCE = re.compile(r"\"((?:[^\"\\]|\\.){40,})\"")

# Shares of lines from which on a text is taken for what its lines look like; an article may well quote much code.
MOSTLY, MOSTLY_IN_A_TEXT, NEARLY_ALL, LEVELS = 0.5, 0.7, 0.9, 0.3
# Fewer lines than this could be a note that looks like it by chance.
FEWEST_CODE, FEWEST_SETTINGS, FEWEST_LOGGED = 4, 3, 3
# A line that no person wrote, and the share of signs from which on such a line is a program made small.
ENDLESS, SIGNS = 2_000, 0.06
# A program made small is one line, perhaps two: so many signs it has, and one of the shapes that only code has.
TINY_SIGNS = 0.08
_TINY = re.compile(
    r"""(?x)
    \bfunction\b\s*\w*\([^()]*\)\s*\{           # a function
    | \([\w\s,]*\)\s*=>\s*[({\w]|\w=>[({\w]     # or one written with an arrow
    | [\w\]]\([^()\n]*\)\s*\{[^{}\n]*[;}]       # a head with its block
    | [\w.\#\])*:>-]\{\s*-?[\w-]+\s*:[^{}\n]+\}   # a rule of a style sheet
    | \b(?:var|let|const)\s+[\w$]+\s*=\s*[^\n]+;  # a name that is given a value
    | ^\s*(?:[\w$]+\.)+[\w$]+\([^()\n]*\);?\s*$   # nothing but a call
    """
)
# Of what has no ending that stands for a text: how much of it letters and blanks are, at least, and how many words.
LETTERS, FEWEST_WORDS = 0.5, 3
# Of data that may hold sentences: so many of six words.
FEWEST_SENTENCES, SENTENCE_WORDS = 3, 6


def tell_other(text: str, *, is_named: bool) -> OtherFile | None:
    """What a text is that nobody wrote for people; None for one that somebody may have. ``is_named``: its ending is
    that of a text, so that only what is plain to see counts against it.

    >>> tell_other("We cut onboarding from six weeks to four days.", is_named=False)
    >>> tell_other("-----BEGIN CERTIFICATE-----\\nMIIB", is_named=True).name
    'KEY'
    """
    sample = text[:_SAMPLE].lstrip("\ufeff \t\r\n")
    begun = next((kind for beginning, kind in _BEGINNINGS if beginning.match(sample)), None)
    if begun:
        return begun
    lines = [line for line in sample.splitlines() if line.strip()][:_LINES]
    code = MOSTLY_IN_A_TEXT if is_named else MOSTLY
    return _tell_lines(lines, code) or (None if is_named else _tell_unnamed(sample, lines))


def tell_data(text: str) -> OtherFile | None:
    """What JSON is in which no sentences stand: the data or the settings of a program."""
    if _BEGINNINGS[3][0].match(text.lstrip()):
        return OtherFile.POINTER
    sentences = (found for found in _SENTENCE.findall(text) if len(_WORD.findall(found)) >= SENTENCE_WORDS)
    enough = sum(1 for _ in zip(sentences, range(FEWEST_SENTENCES), strict=False)) == FEWEST_SENTENCES
    return None if enough else OtherFile.SETTINGS


def _tell_lines(lines: Sequence[str], code: float) -> OtherFile | None:
    if not lines:
        return None
    if _is_logged(lines):
        return OtherFile.LOG
    if _is_setting(lines):
        return OtherFile.SETTINGS
    if _is_code(lines, code):
        return OtherFile.CODE
    return OtherFile.SETTINGS if _is_encoded(lines) else None


def _is_logged(lines: Sequence[str]) -> bool:
    """Lines with a time, many of them with a level or a request; what people said in a meeting has times alone."""
    is_timed = len(lines) >= FEWEST_LOGGED and _share(lines, _LOGGED) >= MOSTLY
    return is_timed and _share(lines, _LEVEL, anywhere=True) >= LEVELS


def _is_setting(lines: Sequence[str]) -> bool:
    told = [line for line in lines if not line.lstrip().startswith("#")]
    if told and all(map(_ROBOTS.match, told)):
        return True
    is_enough = len(lines) >= FEWEST_SETTINGS and any("=" in line for line in told)
    return is_enough and _share(lines, _SETTING) >= NEARLY_ALL


def _is_code(lines: Sequence[str], share: float) -> bool:
    longest = max(lines, key=len)
    if len(longest) >= ENDLESS and len(_SIGNS.findall(longest)) >= SIGNS * len(longest):
        return True
    if len(lines) < FEWEST_CODE and all(map(_is_tiny, lines)):
        return True
    like_code = sum(bool(_CODE.match(line) or _BLOCK_ENDS.match(line)) for line in lines)
    return len(lines) >= FEWEST_CODE and like_code >= share * len(lines)


def _is_tiny(line: str) -> bool:
    return len(_SIGNS.findall(line)) >= TINY_SIGNS * len(line) and bool(_TINY.search(line))


def _is_encoded(lines: Sequence[str]) -> bool:
    """Bytes written as letters: hardly a blank, and nothing but what such writing uses."""
    whole = "".join(lines)
    return (
        len(whole) > 200
        and whole.isascii()
        and whole.count(" ") * 100 < len(whole)
        and max(map(len, whole.split())) > 60
    )


def _tell_unnamed(sample: str, lines: Sequence[str]) -> OtherFile | None:
    if sample[:1] in "{[" and '"' in sample[:400]:
        return tell_data(sample)
    if len(lines) >= FEWEST_SETTINGS and _share(lines, _KEYED) >= NEARLY_ALL:
        return OtherFile.SETTINGS
    letters = sum(1 for letter in sample if letter.isalpha() or letter in " \n")
    if letters < LETTERS * len(sample) or len(_WORD.findall(sample)) < FEWEST_WORDS:
        return OtherFile.SETTINGS
    return None


def _share(lines: Sequence[str], pattern: re.Pattern[str], *, anywhere: bool = False) -> float:
    look = pattern.search if anywhere else pattern.match
    return sum(bool(look(line)) for line in lines) / len(lines)
