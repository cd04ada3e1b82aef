"""Texts to batches of tokens, as both runtimes take them. The only module that knows tokenizers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from contentlib.arrays import Ids, np

MAX_TOKENS = 256


def open_tokenizer(folder: Path) -> Any:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(MAX_TOKENS)
    tokenizer.no_padding()
    return tokenizer


Batch = tuple[list[int], Ids, Ids]


def cut_batches(tokenizer: Any, texts: Sequence[str], *, tokens: int, step: int) -> Iterator[Batch]:
    """The texts' rows, token ids and masks, shortest first, in batches of at most so many tokens.

    A text is padded to the next multiple of ``step`` and shares a batch only with texts of that length: how a runtime
    rounds depends on how long a row is, so a text would have another vector beside a longer neighbor.
    """
    encoded = [encoding.ids for encoding in tokenizer.encode_batch_fast(list(texts))]
    lengths = [-(-len(ids) // step) * step for ids in encoded]
    for length, alike in groupby(sorted(range(len(texts)), key=lengths.__getitem__), key=lengths.__getitem__):
        rows = list(alike)
        most = max(tokens // length, 1)
        for start in range(0, len(rows), most):
            some = rows[start : start + most]
            yield some, *_pad([encoded[row] for row in some], length)


def _pad(encoded: Sequence[Sequence[int]], length: int) -> tuple[Ids, Ids]:
    ids = np.zeros((len(encoded), length), dtype=np.int64)
    mask = np.zeros_like(ids)
    for row, tokens in enumerate(encoded):
        ids[row, : len(tokens)] = tokens
        mask[row, : len(tokens)] = 1
    return ids, mask
