"""The shipped model, loaded once."""

import pytest

from kurilreader.analysis.tagger import Tagger


@pytest.fixture(scope="session")
def tagger() -> Tagger:
    return Tagger()
