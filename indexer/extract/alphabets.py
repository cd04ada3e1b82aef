"""Which encoding of one byte a letter a text is in: the one in which it reads as words of a language.

Every such encoding reads any bytes as letters. What tells is whether they are letters of one language, in the shares
it has them, with capitals where words begin.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

_SAMPLE = 16_384
_WESTERN = ("cp1252", "mac_roman", "cp850", "cp437")
_CENTRAL = ("cp1250", "iso8859_2", "cp852", "mac_latin2")
_CYRILLIC = ("cp1251", "koi8_r", "cp866", "iso8859_5", "mac_cyrillic")
# A language: the encodings it is written in, and its letters beyond ASCII, the most frequent ones first.
_LANGUAGES: tuple[tuple[tuple[str, ...], str], ...] = (
    (_WESTERN, "üäößé"),  # German
    (_WESTERN, "éèàêçâîôûùïœëÿæ"),  # French
    (_WESTERN, "óíáéñúü"),  # Spanish
    (_WESTERN, "ãçáéíóêõúâàôü"),  # Portuguese
    (_WESTERN, "èàùòéìî"),  # Italian
    (_WESTERN, "åøæéöäü"),  # Danish, Norwegian
    (_WESTERN, "äöåéü"),  # Swedish, Finnish
    (_WESTERN, "ëéïèöüóáê"),  # Dutch
    (_WESTERN, "áíðþóéúæöýü"),  # Icelandic
    (_WESTERN, "àéèíòóçúïü·"),  # Catalan
    (_WESTERN, "äõüöšž"),  # Estonian, whose letters are in the same places there
    (_CENTRAL, "łęąóżśćńź"),  # Polish
    (_CENTRAL, "áíéěřšýčžůúťňďó"),  # Czech
    (_CENTRAL, "áíéýčžšťúľôňďäóĺŕě"),  # Slovak
    (_CENTRAL, "áéöőóüíűúä"),  # Hungarian
    (_CENTRAL, "ăţîâşșț"),  # Romanian
    (_CENTRAL, "čšžćđ"),  # Croatian, Slovene
    (("cp1254", "iso8859_9", "cp857"), "ıüşçğöİâîû"),  # Turkish
    (("cp1257", "iso8859_13", "cp775"), "ėšžųįūčąę"),  # Lithuanian
    (("cp1257", "iso8859_13", "cp775"), "āīēšūžņļģčķ"),  # Latvian
    (("cp1258",), "đáàốếạảấêôậườựợệộơưăâóúịíầọớãừứửềểồòéèìùữổắủũẩễụặẻẽỏõỉĩọýỳỵỷỹằẳẵẫỗỡởờớợẹ"),  # Vietnamese
    (("cp1253", "cp737", "cp869", "mac_greek"), "αοιετσνηυρπκμλςγδωάίθόχφέβξήύζώψϊϋΐΰ"),  # Greek
    (_CYRILLIC, "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"),  # Russian
    (("cp1251", "koi8_u", "cp1125", "mac_cyrillic"), "оаниіитврелскдпмуязьгбчхцюжйїєшфщґ"),  # Ukrainian
    (("cp1251", "iso8859_5", "cp866", "mac_cyrillic"), "аиоетнврсдплкмзуяъгбчшщцжхйфюь"),  # Bulgarian
    (("cp1251", "iso8859_5", "cp855"), "аоиенрјтсдкувплмгзбчцшжхљњћђфџ"),  # Serbian
    (("cp1255", "cp862"), "יוהלאתרמבשנדחקעםפטכסצגןזךץףײ"),  # Hebrew
    (("cp1256",), "اليمنرتبوهدعفسكقحةجطصشخأزئثذغضءظإىآؤپچژگ"),  # Arabic
    (("cp874",), "านรอกเงมยลวดทสตะปบคหแจพชขใไโผซถฟธศณญษภฉฐฎ่้ัีิุู์ืึ็"),  # Thai
)  # fmt: skip
_QUOTES = frozenset("“”„‘’‚«»‹›–—…¿¡·،؛؟\u00a0")
_SIGNS = frozenset("“”„‘’‚«»‹›–—…•·°§©®™€£¥±×½¼¾²³¹ºª¡¿µ¶†‡‰\u00a0\u2011№№₴₪،؛؟«»¨´")
_OUTSIDE, _SIGN, _ODD = -4.0, -5.0, -3.0
_USUAL_SIGN, _BETWEEN, _BEYOND_LATIN = 0.0, "’·\u00a0", "\u0370"
# A text needs letters as likely as this to be believed, and others must be likelier than Western ones by this much,
# each and in sum.
_LEAST, _LEAD, _LEAST_LEAD, _SURE = -1.5, 0.15, 3.0, -0.8

# Scripts by the places of their letters; signs that stand in any of them; and what hardly any text in Chinese or
# Japanese does without.
_SCRIPTS = (
    (range(0x370, 0x400),), (range(0x400, 0x530),), (range(0x590, 0x600),), (range(0x600, 0x700),),
    (range(0xE00, 0xE80),), (range(0xAC00, 0xD7A4),),
    (range(0x3000, 0x3100), range(0x4E00, 0xA000), range(0xFF00, 0xFFF0)),
)  # fmt: skip
_NEUTRAL = frozenset("\n\r\t–—“”‘’„…€№•·\u00a0«»") | {chr(code) for code in range(0x20, 0x7F)}
_USUAL_IN_CHINESE = re.compile("[\u3001\u3002\uff0c\u3041-\u30fe的一是了不有人在这和]")
_ONE_SCRIPT, _LETTERS, _USUAL_SHARE = 0.95, 0.4, 0.03


@dataclass(frozen=True, slots=True)
class Guess:
    """``likeness`` is the mean of what its letters beyond ASCII weigh in the language it fits best, at most 0."""

    encoding: str
    likeness: float

    @property
    def is_sure(self) -> bool:
        """Whether it is far likelier than texts in encodings of more bytes a letter are, read as if they were not."""
        return self.likeness >= _SURE


def guess_alphabet(data: bytes) -> Guess | None:
    """The encoding in which bytes read as words of a language; None where they do in none."""
    sample = data[:_SAMPLE]
    found = [Guess(encoding, _likeness(text, letters)) for encoding, letters, text in _readings(sample)]
    best = max(found, key=lambda guess: guess.likeness, default=None)
    if best is None or best.likeness < _LEAST:
        return None
    western = max((guess for guess in found if guess.encoding == "cp1252"), key=lambda guess: guess.likeness)
    many = sum(1 for byte in sample if byte > 0x7F)
    lead = best.likeness - western.likeness
    return best if lead > _LEAD and lead * many > _LEAST_LEAD else western


def reads_as_one_script(text: str) -> bool:
    """Whether nearly all of a text is in one script that is not Latin, with signs and figures."""
    counts = Counter(text)
    neutral = sum(counts[sign] for sign in _NEUTRAL)
    for places in _SCRIPTS:
        letters = sum(count for letter, count in counts.items() if any(ord(letter) in place for place in places))
        if letters >= _LETTERS * len(text) and letters + neutral >= _ONE_SCRIPT * len(text):
            is_chinese = len(places) > 1
            return not is_chinese or len(_USUAL_IN_CHINESE.findall(text)) >= _USUAL_SHARE * len(text)
    return False


def _readings(sample: bytes) -> Iterator[tuple[str, dict[str, float], str]]:
    read: dict[str, str] = {}
    for encodings, alphabet in _LANGUAGES:
        letters = _weights(alphabet)
        for encoding in encodings:
            if encoding not in read:
                read[encoding] = unicodedata.normalize("NFC", sample.decode(encoding, "replace"))
            yield encoding, letters, read[encoding]


def _weights(alphabet: str) -> dict[str, float]:
    """How much rarer than usual a letter is, as a logarithm: 0 for frequent ones, whatever the size of the alphabet.

    Letters are as likely as their rank says (Zipf), which is near enough for telling encodings apart.
    """
    ranks = {letter: rank for rank, letter in reversed(list(enumerate(alphabet, start=1)))}
    whole = sum(1 / (rank + 2) for rank in ranks.values())
    shares = {letter: 1 / (rank + 2) / whole for letter, rank in ranks.items()}
    usual = sum(share * math.log(share) for share in shares.values())
    return {letter: min(0.0, math.log(share) - usual) for letter, share in shares.items()}


def _likeness(text: str, letters: dict[str, float]) -> float:
    counts = Counter(zip(" " + text[:-1], text, text[1:] + " ", strict=True))
    is_latin = min(letters) < _BEYOND_LATIN
    weight = many = 0.0
    for (before, letter, after), count in counts.items():
        if letter > "\x7f":
            odd = _ODD if _is_odd(before, letter, after, is_latin=is_latin) else 0.0
            weight += count * (_weigh(before, letter, after, letters) + odd)
            many += count
    return weight / many if many else 0.0


def _weigh(before: str, letter: str, after: str, letters: dict[str, float]) -> float:
    known = letters.get(letter.lower())
    if known is not None or letter.isalpha():
        return _OUTSIDE if known is None else known
    is_inside = before.isalpha() and after.isalpha() and letter not in _BETWEEN
    is_beside = (before > "\x7f" or after > "\x7f") and letter not in _QUOTES
    return _SIGN if is_inside or is_beside or letter not in _SIGNS else _USUAL_SIGN


def _is_odd(before: str, letter: str, after: str, *, is_latin: bool) -> bool:
    """A capital behind a small letter, or before one and behind another capital; three letters with accents in a row
    in Latin script; a letter of another script beside a Latin one.
    """
    if letter.isupper() and (before.islower() or (before.isupper() and after.islower())):
        return True
    if is_latin:
        return before > "\x7f" < after and before.isalpha() and after.isalpha() and letter.isalpha()
    return any(near.isascii() and near.isalpha() for near in (before, after)) and letter.isalpha()
