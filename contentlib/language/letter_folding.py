"""Which letters are one: what is written to the full text and what is looked up there are spelled out by the same rule.

Letters that only look otherwise (full width, ligatures, superscripts, radicals of Chinese) become the plain ones, and
those that stand for two become two (ß). Scripts without blanks have no words that could be told apart without a
dictionary: each two neighbouring letters are a word, and the last letter of a run is one besides, so that a single
letter is found as a beginning wherever it stands.
"""

from __future__ import annotations

import re
import unicodedata

# Chinese, Japanese, Thai, Lao, Burmese and Khmer, with the marks that stand on their letters; as a part of a class.
UNSPACED = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ecf\u0edc-\u0edf\u1000-\u103f\u1780-\u17d3\u3005-\u3007\u3041-\u3096"
    "\u30a1-\u30fa\u30fc-\u30fe\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
RUN = re.compile(f"[{UNSPACED}]+")
# Voiced kana of half width are two signs.
_HALF_WIDTH = re.compile("[\uff65-\uff9f]+")
# Behind a word such a number is that of a footnote; behind a sign or a unit (CO₂, m²) it is part of it.
_FOOTNOTE = re.compile(r"(?<=[^\W\d_]{4})[\u00b9\u00b2\u00b3\u2070-\u2079]+")
_BEYOND = re.compile(r"[^\x00-\x7f]")
# What Unicode takes for letters of their own, though people type others for them.
_TWO = {
    "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "Th", "ø": "o", "Ø": "O",
    "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ħ": "h", "Ħ": "H", "ı": "i", "İ": "I",
}  # fmt: skip
# Radicals stand in PDFs in the place of the letter they are drawn like.
_RADICALS = dict(
    zip(
        "⺟⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻚⻛⻜⻝⻞⻢⻣⻤⻥⻦⻨⻩⻫⻬⻭⻮⻯⻰⻲",
        "母民虎西见角贝车長长门雨青页风飞食食马骨鬼鱼鸟麦黄斉齐歯齿竜龙亀",
        strict=True,
    )
)


class _Even(dict[int, str]):
    """Each letter as it is spelled out, learned as letters come along."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = _even_letter(chr(code))
        return plain


def _even_letter(letter: str) -> str:
    known = _TWO.get(letter) or _RADICALS.get(letter)
    if known:
        return known
    # A sign such as ™ is no letter of the word before it.
    plain = unicodedata.normalize("NFKC", letter) if unicodedata.category(letter)[0] in "LN" else letter
    return plain if plain.isalnum() else letter


_EVEN = _Even()


def even_letters(text: str) -> str:
    """The text with letters that are one spelled alike; case and accents stay.

    >>> even_letters("Größe ＩＳＯ９００１ ﬁt CO₂ m² Brindle™ price¹ ⺠法")
    'Grösse ISO9001 fit CO2 m2 Brindle™ price  民法'
    """
    if text.isascii():
        return text
    composed = _HALF_WIDTH.sub(lambda run: unicodedata.normalize("NFKC", run[0]), unicodedata.normalize("NFC", text))
    return _BEYOND.sub(lambda found: _EVEN[ord(found[0])], _FOOTNOTE.sub(" ", composed))


def spell_query(text: str) -> str:
    """The text as it is looked up: runs without blanks as each two neighbouring letters.

    >>> spell_query("ISO9001認証取得の"), spell_query("税")
    ('ISO9001 認証 証取 取得 得の ', ' 税 ')
    """
    even = even_letters(text)
    return even if even.isascii() else RUN.sub(lambda run: f" {' '.join(_pair(run[0]))} ", even)


def spell_entry(text: str) -> str:
    """The text as it is written to the full text.

    >>> spell_entry("価格改定")
    ' 価格 格改 改定 定 '
    """
    even = even_letters(text)
    return even if even.isascii() else RUN.sub(lambda run: f" {' '.join(_pair(run[0], last=True))} ", even)


def is_single(word: str) -> bool:
    """Whether a word is a single letter of a script without blanks, which is found as a beginning.

    >>> is_single("税"), is_single("税金"), is_single("a")
    (True, False, False)
    """
    return len(word) == 1 and bool(RUN.fullmatch(word))


def find_pairs(text: str, words: list[str]) -> list[tuple[int, int]]:
    """Where these words of scripts without blanks stand in a text, with the marks on their letters.

    >>> find_pairs("新価格改定", ["価格", "格改"])
    [(1, 3), (2, 4)]
    """
    marks = "[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u17b4-\u17d3]*"
    spelled = (marks.join(map(re.escape, word)) + marks for word in words)
    return sorted(found.span() for one in spelled for found in re.finditer(one, text))


def _pair(run: str, *, last: bool = False) -> list[str]:
    # The full text takes marks for blanks.
    letters = "".join(filter(str.isalnum, run))
    pairs = [letters[at : at + 2] for at in range(len(letters) - 1)]
    return [*pairs, letters[-1]] if letters and (last or not pairs) else pairs
