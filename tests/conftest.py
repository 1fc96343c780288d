"""What all tests share: vaults with a cheap key, and no unexpected log record."""

import logging
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("TZ", "Europe/Amsterdam")

from hypothesis import HealthCheck, settings

from vp_desk.desk import Desk, create_vault, open_vault
from vp_desk.storage.slots import LIMITS, Cost, Limits

# The same examples each time, so that a failure and the coverage are the same everywhere; the long attacks
# (`make attack`) take others each time.
settings.register_profile(
    "here",
    deadline=None,
    max_examples=40,
    derandomize="VP_DESK_ATTACK" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("here")

PASSPHRASE = "vier losse woorden samen"  # noqa: S105 - of vaults that hold nothing
ORGANISATION = "Dienst Voorbeeld"
#: Cheap enough to open hundreds of vaults; a production call cannot go below 64 MiB.
CHEAP = Cost(memory_kib=1024, passes=1, lanes=1)
CHEAP_LIMITS = Limits(lowest=CHEAP, highest=LIMITS.highest)


class UnexpectedLogHandler(logging.Handler):
    """Collects every record of a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(f"{record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def state_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a computer remembers of releases is that of this test alone."""
    folder = tmp_path_factory.mktemp("state")
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def no_unexpected_log() -> Iterator[None]:
    """An unexpected log record fails the test."""
    handler = UnexpectedLogHandler()
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)
    assert not handler.seen


@pytest.fixture(scope="session")
def master_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty vault, made once and copied."""
    path = tmp_path_factory.mktemp("master") / "kluis"
    create_vault(path, PASSPHRASE, ORGANISATION, cost=CHEAP, limits=CHEAP_LIMITS).desk.close()
    return path


@pytest.fixture
def vault_path(master_vault: Path, tmp_path: Path) -> Path:
    """An empty vault of its own."""
    path = tmp_path / "kluis"
    shutil.copytree(master_vault, path)
    path.chmod(0o700)
    return path


@pytest.fixture
def desk(vault_path: Path) -> Iterator[Desk]:
    """An open, empty vault."""
    with open_vault(vault_path, PASSPHRASE, limits=CHEAP_LIMITS) as opened:
        yield opened
