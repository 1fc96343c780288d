"""From starting the program to its first window on the screen, and the memory that takes."""

import mmap
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from benchmarks.measure import REPOSITORY, Result, child, paired, surroundings

_PAIRS: Final = 11
_SCREEN: Final = (1280, 900)
#: So many colours are on the screen once there is text in the window.
_COLOURS: Final = 12
_PATIENCE: Final = 20.0


class NeverPaintedError(Exception):
    """A program that showed nothing."""


def start_and_memory(vault: Path, folder: Path) -> list[Result]:
    """The unlock window against an empty `QMainWindow`, both in fresh processes, offscreen."""
    environment = surroundings(folder / "home", "offscreen")
    peaks: dict[str, list[float]] = {"unlock": [], "empty": []}

    def run(kind: str, *arguments: str) -> float:
        begin = time.monotonic_ns()
        done = subprocess.run(
            child("first_window", kind, *arguments),
            check=True,
            stdout=subprocess.PIPE,
            timeout=_PATIENCE,
            text=True,
            cwd=REPOSITORY,
            env=environment,
        )
        painted, peak = done.stdout.split()
        peaks[kind].append(float(peak) / 1024)
        return (int(painted) - begin) / 1e6

    times = paired(lambda: run("unlock", str(vault)), lambda: run("empty"), _PAIRS)
    start = "start → painted unlock window / empty window"
    results = [Result(start, times.ratio, "×", 1.35, 1.20, times.told())]
    memory = "memory at first window / empty window"
    if not all(peaks["empty"]):
        return [*results, Result(memory, None, "×", 1.35, 1.2, "the system does not tell")]
    ours, empty = (sorted(peaks[kind])[len(peaks[kind]) // 2] for kind in ("unlock", "empty"))
    told = f"{ours:.1f} / {empty:.1f} MiB peak; {_PAIRS} pairs"
    return [*results, Result(memory, ours / empty, "×", 1.35, 1.2, told)]


def against_keepassxc(vault: Path, folder: Path) -> Result:
    """Both unlock windows on one virtual screen, watched from outside in its memory."""
    label = "the same / KeePassXC (on Xvfb)"
    wanting = [
        name for name in ("keepassxc", "keepassxc-cli", "Xvfb") if shutil.which(name) is None
    ]
    if wanting:
        return Result(label, None, "×", 1.3, 1.1, f"not installed: {', '.join(wanting)}")
    environment = surroundings(folder / "home", "xcb")
    database = _keepass_database(folder, environment)
    config = folder / "keepassxc.ini"
    config.write_text(
        "[General]\nUpdateCheckMessageShown=true\n[GUI]\nCheckForUpdates=false\n", encoding="utf-8"
    )
    configs = ("--config", str(config), "--localconfig", str(folder / "keepassxc_local.ini"))
    theirs = ["keepassxc", *configs, str(database)]
    ours = [sys.executable, "-m", "vp_desk", str(vault)]
    with _screen(folder) as (number, memory):
        environment["DISPLAY"] = f":{number}"
        times = paired(
            lambda: _until_painted(ours, environment, memory),
            lambda: _until_painted(theirs, environment, memory),
            _PAIRS,
        )
    return Result(label, times.ratio, "×", 1.3, 1.1, times.told())


def _keepass_database(folder: Path, environment: dict[str, str]) -> Path:
    path = folder / "proef.kdbx"
    command = ["keepassxc-cli", "db-create", "--set-password", str(path)]
    own = {**environment, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run(
        command, input="proef\nproef\n", text=True, check=True, capture_output=True, env=own
    )
    return path


@contextmanager
def _screen(folder: Path) -> Generator[tuple[int, mmap.mmap]]:
    """A virtual screen: its number, and the memory in which its pixels stand."""
    memory = folder / "screen"
    memory.mkdir()
    reading, writing = os.pipe()
    width, height = _SCREEN
    command = ["Xvfb", "-displayfd", str(writing), "-noreset", "-nocursor"]
    command += ["-screen", "0", f"{width}x{height}x24", "-fbdir", str(memory)]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            number = int(answer.readline())
        with (memory / "Xvfb_screen0").open("rb") as file:
            yield number, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    finally:
        server.terminate()
        server.wait()


def _until_painted(command: list[str], environment: dict[str, str], memory: mmap.mmap) -> float:
    """Milliseconds from the start of a program until its text stands on the screen."""
    _wait_for(lambda: _colours(memory) <= 2)
    begin = time.monotonic()
    program = subprocess.Popen(
        command,
        cwd=REPOSITORY,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(lambda: _colours(memory) >= _COLOURS)
        return (time.monotonic() - begin) * 1000
    finally:
        program.send_signal(signal.SIGKILL)
        program.wait()


def _wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise NeverPaintedError
        time.sleep(0.002)


def _colours(memory: mmap.mmap) -> int:
    """How many colours there are on every fourth line of the screen."""
    width, height = _SCREEN
    begin = len(memory) - width * height * 4
    found: set[int] = set()
    for line in range(0, height, 4):
        start = begin + line * width * 4
        row = memory[start : start + width * 4]
        if row.count(row[:4]) < width:  # a line of one colour is soon seen
            found.update(memoryview(row).cast("I"))
        else:
            found.add(int.from_bytes(row[:4], "little"))
    return len(found)
