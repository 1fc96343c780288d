"""A short form of each torture program, and each of them against a fault that was planted."""

import json
import os
import subprocess
import sys
from functools import cache
from typing import NamedTuple

import pytest

from tests.torture.__main__ import PROGRAMS
from tests.torture.figures import Figure


class Ended(NamedTuple):
    """A program that ran."""

    code: int
    figures: list[Figure]

    @property
    def failed(self) -> set[str]:
        return {figure.what for figure in self.figures if not figure.held}


@cache
def ran(name: str, rounds: int, plant: str = "") -> Ended:
    environment = {n: v for n, v in os.environ.items() if not n.startswith("COVERAGE_")}
    command = [sys.executable, "-m", f"tests.torture.{name}", "--json", "--rounds", str(rounds)]
    ended = subprocess.run(
        [*command, "--plant", plant],
        env={**environment, "QT_LOGGING_RULES": "qt.qpa.*=false"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert ended.stdout, ended.stderr[-2000:]
    return Ended(ended.returncode, [Figure(**each) for each in json.loads(ended.stdout)])


@pytest.mark.parametrize("name", list(PROGRAMS))
def test_the_product_reaches_every_mark(name: str) -> None:
    ended = ran(name, PROGRAMS[name][1])
    assert ended.failed == set(), ended.figures
    assert ended.code == bool(ended.failed)


@pytest.mark.parametrize(
    ("name", "rounds", "plant", "found"),
    [
        ("kills", 1, "answer-first", "lost, changed, unopenable or not sound"),
        ("kills", 42, "in-place", "lost, changed, unopenable or not sound"),
        ("power", 42, "default-journal", "disks with something acknowledged lost"),
        ("power", 14, "no-sync", "disks with something acknowledged lost"),
        ("full_disk", 16, "full-is-fine", "lost, or not as before once there was room"),
        ("damage", 70, "unsealed", "silent wrong or missing texts"),
        ("damage", 14, "wrong-passphrase", "shown as a wrong passphrase or code"),
        ("canary", 1, "log", "canaries anywhere else"),
        ("sockets", 1, "call-home", "other sockets and connections"),
        ("instances", 1, "unlocked", "second not refused, or no return after kill -9"),
        ("cost", 1, "cheap-guess", "a guess takes"),
    ],
)
def test_a_planted_fault_is_found(name: str, rounds: int, plant: str, found: str) -> None:
    ended = ran(name, rounds, plant)
    assert found in ended.failed, ended.figures
    assert ended.code == 1
