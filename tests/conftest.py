"""What all tests share: vaults with a cheap key, and no unexpected log record."""

import logging
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

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

#: Whatever must come in a window has come by then, however busy the machine is; in milliseconds.
PATIENCE = 90_000

PASSPHRASE = "vier losse woorden samen"  # noqa: S105 - of vaults that hold nothing
ORGANISATION = "Dienst Voorbeeld"
#: Cheap enough to open hundreds of vaults; a production call cannot go below 64 MiB.
CHEAP = Cost(memory_kib=1024, passes=1, lanes=1)
CHEAP_LIMITS = Limits(lowest=CHEAP, highest=LIMITS.highest)


class PatientBot(QtBot):
    """Waits longer than usual before it gives up: how fast it goes is for the benchmarks."""

    def waitUntil(  # noqa: N802 - as in Qt
        self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE
    ) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(  # noqa: N802 - as in Qt
        self,
        signal: Any,  # noqa: ANN401
        *,
        timeout: int = PATIENCE,
        **more: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        return super().waitSignal(signal, timeout=timeout, **more)


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> QtBot:
    """Hands for the window that do not hurry."""
    return PatientBot(request)


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
