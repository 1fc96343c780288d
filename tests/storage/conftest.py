import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.storage.cheap import CHEAP, CHEAP_LIMITS
from vp_desk.storage.vault import Vault

PASSPHRASE = "vier ezels lezen kranten"  # noqa: S105 - of test vaults


@pytest.fixture(scope="session")
def master(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """An empty vault to copy, and its recovery code."""
    folder = tmp_path_factory.mktemp("master") / "kluis"
    made = Vault.create(folder, PASSPHRASE, cost=CHEAP, limits=CHEAP_LIMITS)
    made.vault.close()
    return folder, made.recovery_code.text


@pytest.fixture
def folder(master: tuple[Path, str], tmp_path: Path) -> Path:
    """A closed vault of its own for one test."""
    return Path(shutil.copytree(master[0], tmp_path / "kluis"))


@pytest.fixture
def code(master: tuple[Path, str]) -> str:
    """The recovery code of `folder`."""
    return master[1]


@pytest.fixture
def vault(folder: Path) -> Iterator[Vault]:
    """An open vault of its own for one test."""
    with Vault.open(folder, PASSPHRASE, limits=CHEAP_LIMITS) as opened:
        yield opened


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MiB. Needs the right to mount, as the machine that tests has."""
    disk = tmp_path / "schijf"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk], check=True)
    yield disk
    subprocess.run(["umount", "-l", disk], check=True)
