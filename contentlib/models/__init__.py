"""Texts to vectors, and vectors to their nearest neighbors."""

from contentlib.models.bulk_embedding import Bulk, InPlace, open_bulk
from contentlib.models.embedder import Embedder
from contentlib.models.embedding import describe_model, list_known_words, open_embedder
from contentlib.models.prepare import OWN_MODEL
from contentlib.models.vectors import VectorIndex

__all__ = [
    "OWN_MODEL", "Bulk", "Embedder", "InPlace", "VectorIndex", "describe_model", "list_known_words",
    "open_bulk", "open_embedder",
]  # fmt: skip
