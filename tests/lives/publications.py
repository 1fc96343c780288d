"""The publications of a life, as readers have them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.attacker import Known
from tests.lives.reading import UNTOLD, File, Words, read
from tests.lives.truth import Dossier, dossiers
from vp_desk.demo_lives import Life
from vp_desk.desk.living import Left


class MisreadError(AssertionError):
    """What was read back cannot be: a fault of the reader, or of the program."""


@dataclass
class Spot:
    """One publication, as readers have it."""

    left: Left
    files: list[File]
    dossier: Dossier
    #: Year → which publication (by place) its figures were counted for.
    counted: dict[int, int] = field(default_factory=dict)
    #: Year → between which publications its late cases were entered.
    late: dict[int, tuple[int, int]] = field(default_factory=dict)
    #: The publication at which it says which cases were there.
    moment: int = 0
    #: Numbers of late cases that are not what they should be.
    miscounted: list[str] = field(default_factory=list)

    @property
    def threshold(self) -> int:
        return self.left.threshold

    @property
    def year(self) -> int:
        return self.left.published.year

    @property
    def place(self) -> int:
        return self.left.place

    @property
    def years(self) -> range:
        """The years of its trend; a merged row of years is two of them."""
        span = self.left.published.trend_years or self.dossier.rules.trend_years
        return range(self.year - span + 1, self.year + 1)


def years_of(name: str) -> Iterator[int]:
    """The reporting years in the name of a figure."""
    for part in name.split("|"):
        if part.startswith("period="):
            for code in part.removeprefix("period=").split("&"):
                yield int(code.partition(".")[0])


def spots(life: Life, publications: Sequence[Left], words: Words) -> list[Spot]:
    """Read every file."""
    found = dossiers(life, [left.place for left in publications])
    return [
        Spot(
            left,
            [read(path, words, left.published.year, life.first_month) for _, path in left.files],
            found[left.place],
        )
        for left in publications
        if left.files
    ]


def agree(spot: Spot) -> list[str]:
    """What two files of one publication say differently of one figure."""
    told: dict[str, tuple[Known, Path]] = {}
    wrong: list[str] = []
    for file in spot.files:
        for name, known in file.known.items():
            before, path = told.setdefault(name, (known, file.path))
            if before != known and UNTOLD not in (before, known):
                wrong.append(f"{name}: {before} in {path.name}, {known} in {file.path.name}")
    return wrong


def both(one: Known, two: Known, name: str) -> Known:
    """What is known when both are."""
    (low, high), (least, most) = (
        (known, known) if isinstance(known, int) else known for known in (one, two)
    )
    low = max(low, least)
    highs = [each for each in (high, most) if each is not None]
    if not highs:
        return low, None
    if low > min(highs):
        raise MisreadError(f"{name}: {one} and {two}")
    return low if low == min(highs) else (low, min(highs))
