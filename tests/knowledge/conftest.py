"""What the tests of knowledge bases share."""

from __future__ import annotations

import pytest

from factcheck.knowledge.readers import Readers


@pytest.fixture(scope="session")
def readers() -> Readers:
    """The readers of drafts, loaded once."""
    return Readers.english()
