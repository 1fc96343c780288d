"""Backups, putting back and everything in the clear, on the command line."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_cli import run
from tests.conftest import PASSPHRASE
from vp_desk.resources import resource


@pytest.fixture
def made(tmp_path: Path) -> tuple[Path, str]:
    """A vault with the example cases, and its recovery code."""
    path = tmp_path / "kluis"
    told = run("new", path)
    assert told.returncode == 0, told.stderr
    assert run("import-cases", path, resource("examples/zaken.csv")).returncode == 0
    code = re.search(r"^(?:[0-9A-Z]{4}-){8}[0-9A-Z]{4}$", told.stdout, re.MULTILINE)
    assert code is not None
    return path, code[0]


def answering(answer: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "vp_desk", *map(str, words), "--passphrase-stdin"],
        input=f"{PASSPHRASE}\n{answer}\n",
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_a_backup_is_made_proven_and_put_back(made: tuple[Path, str], tmp_path: Path) -> None:
    vault, code = made
    assert "Maak er eerst een" in run("backup", vault, "--drill").stderr
    told = run("backup", vault)
    assert told.returncode == 0, told.stderr
    backup = Path(told.stdout.strip().partition(": ")[2])
    assert (backup / "vault.keys").is_file()
    assert "is heel" in run("backup", vault, "--drill").stdout
    (vault / "notes.db").write_bytes(b"niets")
    assert run("check", vault).returncode == 1
    told = run("restore", backup, vault)
    assert told.returncode == 0, told.stderr
    assert str(vault / "beschadigd" / "1") in told.stdout
    assert run("check", vault).returncode == 0
    # With the code, elsewhere, and a new passphrase.
    new = "nieuwe wachtzin van losse woorden"
    told = run("restore", backup, tmp_path / "terug", "--code", passphrase=f"{code}\n{new}")
    assert told.returncode == 0, told.stderr
    assert run("check", tmp_path / "terug", passphrase=new).returncode == 0
    told = run("restore", backup, vault / "backups")
    assert told.returncode == 1
    assert "niet leeg" in told.stderr


def test_a_backup_goes_to_a_folder_of_choice(made: tuple[Path, str], tmp_path: Path) -> None:
    told = run("backup", made[0], "--to", tmp_path / "stick")
    assert told.returncode == 0, told.stderr
    assert len(list((tmp_path / "stick").iterdir())) == 1


def test_putting_back_an_older_copy_says_that_releases_are_missing(
    made: tuple[Path, str], tmp_path: Path
) -> None:
    vault, _ = made
    backup = Path(run("backup", vault).stdout.strip().partition(": ")[2])
    shutil.copytree(backup, tmp_path / "oud")
    out = tmp_path / "r.pdf"
    assert run("report", vault, "--year", "2025", "--out", out).returncode == 0
    shutil.rmtree(vault)
    told = run("restore", tmp_path / "oud", vault)
    assert told.returncode == 0
    assert "vp-desk released" in told.stderr


def test_everything_is_written_in_the_clear_only_when_the_adviser_says_so(
    made: tuple[Path, str], tmp_path: Path
) -> None:
    vault, _ = made
    out = tmp_path / "alles.json"
    for answer in ("nee", ""):
        told = answering(answer, "export-all", vault, "--out", out)
        assert told.returncode == 1
        assert "niet versleuteld" in told.stderr
        assert "Er is niets geschreven" in told.stderr
        assert not out.exists()
    told = answering("ja", "export-all", vault, "--out", out)
    assert told.returncode == 0, told.stderr
    assert len(json.loads(out.read_bytes())["tabellen"]["cases"]) == 3
    told = run("export-all", vault, "--out", tmp_path / "nog.json", "--not-encrypted")
    assert told.returncode == 0, told.stderr
    assert "Alle gegevens, niet versleuteld" in run("released", vault).stdout
