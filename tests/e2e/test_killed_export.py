"""Kill -9 at every step of an export: no file that the ledger does not know, no release half there.

The steps one by one, and at random moments (more of them with `make attack`).
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest

from tests.conftest import CHEAP_LIMITS, PASSPHRASE
from vp_desk.demo import invent
from vp_desk.desk import open_vault
from vp_desk.desk.demonstration import fill
from vp_desk.releases import Release

#: Each step of the writing of a file and of a file with another beside it, and which time it is done.
STEPS = [("a.pdf", step, 1) for step in ("pending", "marked", "beside", "named", "confirmed")] + [
    ("a.csv", "pending", 1),
    ("a.csv", "beside", 1),
    ("a.csv", "beside", 2),
    ("a.csv", "named", 1),
    ("a.csv", "named", 2),
    ("a.csv", "confirmed", 1),
]
KILLS = 60 if os.environ.get("VP_DESK_ATTACK") else 2


@pytest.fixture(scope="module")
def filled(master_vault: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    vault = tmp_path_factory.mktemp("filled") / "kluis"
    shutil.copytree(master_vault, vault)
    with open_vault(vault, PASSPHRASE, limits=CHEAP_LIMITS) as desk:
        fill(desk, invent(sizes=(20, 30)))
    return vault


@pytest.fixture
def places(filled: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A vault, and a folder to export to."""
    vault, out = tmp_path / "kluis", tmp_path / "uit"
    shutil.copytree(filled, vault)
    vault.chmod(0o700)
    out.mkdir()
    return vault, out


def exporting(vault: Path, path: Path, step: str, times: int) -> subprocess.Popen[str]:
    command = [
        sys.executable,
        "-m",
        "tests.e2e.export_and_die",
        str(vault),
        str(path),
        step,
        str(times),
    ]
    # Without the measuring of coverage: what is killed while it writes that leaves a broken file.
    environment = {n: v for n, v in os.environ.items() if not n.startswith("COVERAGE_")}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


def after(vault: Path, out: Path) -> tuple[Release, ...]:
    """Open the vault again, and hold the promise."""
    with open_vault(vault, PASSPHRASE, limits=CHEAP_LIMITS) as desk:
        assert desk.check() == ()
        known = desk.released.releases()
        assert desk.released.missing() == ()
    digests = {file.digest: release for release in known for file in release.files}
    there = {path.name: sha256(path.read_bytes()).hexdigest() for path in out.iterdir()}
    for name, digest in there.items():
        assert not name.endswith(".new")
        assert digests[digest].counts, name
    for release in known:
        names = {file.name for file in release.files}
        assert names & there.keys() in (set(), names), "some of its files and not the others"
        if not release.pending:
            assert release.counts == (names <= there.keys())
    return known


@pytest.mark.parametrize(("name", "step", "times"), STEPS)
def test_killed_at_a_step_there_is_a_file_and_a_release_or_neither(
    places: tuple[Path, Path], name: str, step: str, times: int
) -> None:
    vault, out = places
    process = exporting(vault, out / name, step, times)
    process.communicate(timeout=120)
    assert process.returncode == -signal.SIGKILL
    (release,) = after(vault, out)
    if (step, times) in {("beside", 1), ("beside", 2)}:
        assert not release.counts
    elif step in ("named", "confirmed"):
        assert release.counts
        assert not release.pending
        assert {path.name for path in out.iterdir()} == {file.name for file in release.files}
    else:
        assert release.pending, "nobody can say, so that it counts"
    # The next export goes on after it.
    process = exporting(vault, out / f"b{Path(name).suffix}", "", 0)
    assert "done" in process.communicate(timeout=120)[0]
    assert [each.number for each in after(vault, out)] == [2, 1]


def told(vault: Path) -> list[tuple[int, bool, bool]]:
    """Open the vault again: number, whether it counts, whether nobody knows."""
    with open_vault(vault, PASSPHRASE, limits=CHEAP_LIMITS) as desk:
        return [(each.number, each.counts, each.pending) for each in desk.released.releases()]


def killed(vault: Path, path: Path, step: str, times: int = 1) -> None:
    process = exporting(vault, path, step, times)
    process.communicate(timeout=120)
    assert process.returncode == -signal.SIGKILL


@pytest.mark.parametrize("taken", ["changed", "moved", "thrown away"])
def test_the_first_of_two_files_counts_whatever_was_done_with_it_before_the_next_opening(
    places: tuple[Path, Path], taken: str
) -> None:
    vault, out = places
    killed(vault, out / "a.csv", "named")
    assert {path.name for path in out.iterdir()} == {"a.csv", "a.lees-mij.txt.new"}
    if taken == "changed":
        (out / "a.csv").write_bytes((out / "a.csv").read_bytes() + b"\n")
    elif taken == "moved":
        (out / "a.csv").rename(out.parent / "elders.csv")
    else:
        (out / "a.csv").unlink()
    assert told(vault) == [(1, True, False)]
    assert (out / "a.lees-mij.txt").exists()


def test_what_a_later_export_left_under_the_same_name_says_nothing_of_an_earlier_one(
    places: tuple[Path, Path],
) -> None:
    vault, out = places
    killed(vault, out / "a.pdf", "named")
    (out / "a.pdf").rename(out.parent / "stick.pdf")
    assert told(vault) == [(1, True, True)], "nobody can say, so that it counts"
    killed(vault, out / "a.pdf", "beside")
    assert told(vault) == [(2, False, False), (1, True, True)]
    assert not any(out.iterdir())


def test_killed_at_any_moment_the_ledger_knows_every_file(
    places: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    vault, out = places
    chance = random.Random(5)  # noqa: S311 - moments, no secrets
    ends = Counter[str]()
    for number in range(KILLS):
        process = exporting(vault, out / f"{number}.csv", "", 0)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(chance.random() * 0.8)
        process.kill()
        process.communicate(timeout=60)
        known = after(vault, out)
        last = known[0] if known and known[0].files[0].name == f"{number}.csv" else None
        ends["before" if last is None else "pending" if last.pending else "there"] += 1
    with capsys.disabled():
        print(f"\nkilled {KILLS} times: {dict(ends)}")  # noqa: T201 - figures for people
