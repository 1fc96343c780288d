"""What all tests of invented lives share."""

import pytest

from tests.lives.reading import Words
from tests.lives.reference import words_of_reports


@pytest.fixture(scope="session")
def words(tmp_path_factory: pytest.TempPathFactory) -> Words:
    """The labels that reports use."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        return words_of_reports(tmp_path_factory.mktemp("labels"))
