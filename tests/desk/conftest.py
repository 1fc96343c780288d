"""What tests of the use cases share: vaults with an invented dossier, and a place to write to."""

from pathlib import Path

import pytest

from vp_desk.demo import invent
from vp_desk.desk import Desk
from vp_desk.desk.demonstration import fill


@pytest.fixture
def full(desk: Desk) -> Desk:
    """The dossier of the demonstration."""
    fill(desk, invent())
    return desk


@pytest.fixture
def two_years(desk: Desk) -> Desk:
    """A smaller one: 30 cases in 2024 and 45 in 2025."""
    fill(desk, invent(sizes=(30, 45), last_year=2025))
    return desk


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder for files that leave the vault."""
    folder = tmp_path / "uit"
    folder.mkdir()
    return folder
