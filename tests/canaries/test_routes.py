"""A word planted where nobody looks reaches nobody by any way; ``tests.bench.canaries`` does it by thousands."""

from __future__ import annotations

import random
from pathlib import Path

from tests.canaries.families import BASES, PLANTS
from tests.canaries.plant import grow
from tests.canaries.routes import walk

FEW, SEED = 24, 11


def test_no_planted_word_reaches_a_buyer_by_any_way(tmp_path: Path) -> None:
    plants = random.Random(SEED).sample(PLANTS, FEW)
    walked = walk(tmp_path, list(grow(plants, BASES, count=FEW, seed=SEED)), at_once=FEW - 2)
    assert walked.found == []
    assert walked.ways["file by link"] >= FEW - 3
    assert walked.ways["buyer's page"] >= FEW - 3
