"""Tags are measured by a team's own judgements; a line that cannot be used is told with its number."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from contentlib.errors import BadInput
from contentlib.evaluation.tag_quality import Rates, evaluate_tags, read_gold, scores_to_json
from contentlib.language.vocabulary import read_vocabulary
from contentlib.library.opened import Library
from contentlib.model import Axis
from tests.contentlib.market import open_market

VOCABULARY = read_vocabulary()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_market(tmp_path)
    yield opened
    opened.close()


def write(folder: Path, *lines: str) -> Path:
    path = folder / "gold.tsv"
    path.write_text("\n".join(line.replace(" | ", "\t") for line in lines) + "\n", encoding="utf-8")
    return path


def test_precision_and_recall_are_counted_by_label_and_axis(library: Library, tmp_path: Path) -> None:
    gold = write(tmp_path, "path | objections", "price.md | price,timing", "trust.md | ", "card.md | competitor")
    (scores,) = evaluate_tags(library, read_gold(gold, VOCABULARY)).axes
    assert (scores.axis, scores.assets, scores.micro) == (Axis.OBJECTION, 3, Rates(said=3, true=3, both=2))
    assert scores.labels["trust"] == Rates(said=1, true=0, both=0)
    assert scores.macro_f1 == pytest.approx(2 / 3)
    (row,) = scores.calibration
    assert row.tags == 3
    assert row.right == pytest.approx(2 / 3)


def test_what_nobody_judged_is_left_out(library: Library, tmp_path: Path) -> None:
    gold = write(tmp_path, "path | stages | kind", "price.md | decision | ?", "trust.md | ? | deck")
    scores = {one.axis: one for one in evaluate_tags(library, read_gold(gold, VOCABULARY)).axes}
    assert {axis: one.assets for axis, one in scores.items()} == {Axis.STAGE: 1, Axis.KIND: 1}
    assert scores[Axis.STAGE].micro.f1 == 1


def test_values_may_be_written_as_people_read_them(library: Library, tmp_path: Path) -> None:
    gold = write(tmp_path, "path | buyer_stages | competitors", "card.md | Decision | Quillbooks")
    scores = {one.axis: one for one in evaluate_tags(library, read_gold(gold, VOCABULARY)).axes}
    assert scores[Axis.COMPETITOR].micro == Rates(1, 1, 1)


def test_a_path_the_library_does_not_know_is_told_and_left_out(library: Library, tmp_path: Path) -> None:
    gold = write(tmp_path, "path | kind", "price.md | deck", "gone.md | deck")
    scores = evaluate_tags(library, read_gold(gold, VOCABULARY))
    assert scores.unknown == ("gone.md",)
    assert scores_to_json(scores)["unknown_paths"] == ["gone.md"]
    with pytest.raises(BadInput, match="none of the paths"):
        evaluate_tags(library, read_gold(write(tmp_path, "path | kind", "gone.md | deck"), VOCABULARY))


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("file | kind", "a | deck"), "needs a first line with “path”"),
        (("path | colour", "a | red"), "needs a first line with “path”"),
        (
            ("path | kind", "a | moon", "b | deck", " | deck"),
            "In line 2 “moon” is no kind of the vocabulary. In line 4",
        ),
        (("path | kind", "a | deck", "a | other"), "“a” stands there twice."),
    ],
)
def test_a_gold_file_that_cannot_be_used_says_where(tmp_path: Path, lines: tuple[str, ...], told: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_gold(write(tmp_path, *lines), VOCABULARY)
    assert told in str(caught.value)


def test_a_missing_gold_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        read_gold(tmp_path / "none.tsv", VOCABULARY)
