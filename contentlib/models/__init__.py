"""Texts to vectors, and vectors to their nearest neighbors."""

from contentlib.models.bulk_embedding import Bulk, InPlace, open_bulk
from contentlib.models.embedder import Embedder, Vectors
from contentlib.models.embedding import describe_model, list_known_words, open_embedder
from contentlib.models.prepare import OWN_MODEL
from contentlib.models.vectors import Ids, VectorIndex

__all__ = [
    "OWN_MODEL", "Bulk", "Embedder", "Ids", "InPlace", "VectorIndex", "Vectors", "describe_model", "list_known_words",
    "open_bulk", "open_embedder",
]  # fmt: skip
