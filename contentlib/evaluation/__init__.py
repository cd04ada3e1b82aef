"""How good search and tags are, by judgements."""

from contentlib.evaluation.search_quality import evaluate
from contentlib.evaluation.tag_quality import AxisScores, evaluate_tags, read_gold, scores_to_json

__all__ = ["AxisScores", "evaluate", "evaluate_tags", "read_gold", "scores_to_json"]
