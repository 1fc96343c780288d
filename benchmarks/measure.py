"""Pairs of measurements, and what they must come to."""

import os
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TypeVar

T = TypeVar("T")

#: A run of one side; returns what it took, in whatever unit both sides share.
Run = Callable[[], float]
REPOSITORY = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Result:
    """One row of the table."""

    label: str
    #: None = not measured here; the detail says why.
    figure: float | None
    #: `×` for a ratio, else `ms`.
    unit: str
    must: float | None
    reach: float | None
    detail: str

    @property
    def verdict(self) -> str:
        """What became of the goal."""
        if self.figure is None:
            return "not measured"
        if self.must is None or self.reach is None:
            return ""
        if self.figure <= self.reach:
            return "reached"
        return "met" if self.figure <= self.must else "MISSED"


@dataclass(frozen=True)
class Pairs:
    """Measurements of two sides, taken in turns."""

    ours: Sequence[float]
    other: Sequence[float]

    @property
    def ratio(self) -> float:
        """The median of the ratios of the pairs."""
        return median(a / b for a, b in zip(self.ours, self.other, strict=True))

    def told(self, unit: str = "ms") -> str:
        """The medians of both sides."""
        sides = f"{short(median(self.ours))} / {short(median(self.other))} {unit}"
        return f"{sides}; {len(self.ours)} pairs"


def paired(ours: Run, other: Run, pairs: int = 7) -> Pairs:
    """Run both sides in turns, once for nothing and then so many times; who is first alternates."""
    ours(), other()
    found: tuple[list[float], list[float]] = ([], [])
    for number in range(pairs):
        for side in (0, 1) if number % 2 else (1, 0):
            found[side].append((ours, other)[side]())
    return Pairs(*found)


def short(figure: float) -> str:
    """A figure as the table shows it."""
    return f"{figure:.3g}" if figure < 100 else f"{figure:,.0f}"


def milliseconds(work: Callable[[], object]) -> float:
    """How long something takes."""
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


def in_new_thread(work: Callable[[], T]) -> T:
    """Run in a thread of its own, which gets a connection of its own with an empty cache."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


def peak_kib() -> int | None:
    """Most memory this process ever had in use; None where the system does not tell.

    `getrusage` will not do: on Linux it begins with the peak of the parent.
    """
    status = Path("/proc/self/status")
    if not status.is_file():
        return None
    lines = status.read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


def child(module: str, *arguments: str) -> list[str]:
    """The command that runs a module of this package in a fresh process."""
    return [sys.executable, "-m", f"benchmarks.{module}", *arguments]


def surroundings(home: Path, platform: str) -> dict[str, str]:
    """The environment of a window that may not touch what this user keeps.

    Compiled modules are kept beside it, as an installed program has them.
    """
    home.mkdir(exist_ok=True)
    own = {"HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_CACHE_HOME": str(home)}
    own |= {"QT_QPA_PLATFORM": platform, "TZ": "Europe/Amsterdam"}
    own |= {"PYTHONPYCACHEPREFIX": str(home / "pycache"), "PYTHONDONTWRITEBYTECODE": ""}
    return {**os.environ, **own}
