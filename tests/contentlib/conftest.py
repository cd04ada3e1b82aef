"""What several tests of the library stand on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import contentlib.models as models
from contentlib.library import understanding
from tests.fakes import WordEmbedder


@pytest.fixture(scope="module")
def fake_model() -> Iterator[None]:
    """The one seam of tests about the command line: the true model takes seconds to load."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(models, "open_embedder", lambda settings, say=None: WordEmbedder())
        patch.setattr(understanding, "describe_model", lambda settings: WordEmbedder.name)
        yield
