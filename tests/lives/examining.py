"""Let an invented life be lived, and lay all its files before the outside attack."""

import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.attacker import ContradictionError
from tests.conftest import CHEAP, CHEAP_LIMITS
from tests.lives.everything import Everything, Outcome
from tests.lives.publications import MisreadError, Spot, agree, spots
from tests.lives.reading import Words
from vp_desk.demo_lives import Entered
from vp_desk.desk import Doors, Lived, live

DOORS = Doors(CHEAP, CHEAP_LIMITS)


@dataclass
class Examined:
    """What came of one life."""

    seed: int
    lived: Lived
    spots: list[Spot]
    #: Seconds to live it, and to attack it.
    living: float
    attacking: float = 0.0
    outcome: Outcome = field(default_factory=lambda: Outcome(0, 0, {}, {}, {}))
    #: What nobody can read, what files say differently, what cannot be.
    faults: list[str] = field(default_factory=list)

    @property
    def cases(self) -> int:
        """How many cases were entered."""
        return sum(isinstance(each.event, Entered) for each in self.lived.life.happenings)

    @property
    def refused(self) -> list[str]:
        """Why publications did not leave."""
        return [left.refused for left in self.lived.publications if left.refused]

    def __str__(self) -> str:
        """One line."""
        out = self.outcome
        return (
            f"life {self.seed}: {len(self.lived.life.years)} years, {self.cases} cases, "
            f"{len(self.lived.publications)} publications ({len(self.refused)} refused), "
            f"{len(self.lived.files)} files, {out.figures} figures of which {out.secret} secret; "
            f"disclosed {len(out.at_a)} at A, {len(out.at_p)} at P, {len(out.before)} known before; "
            f"lived in {self.living:.1f} s, attacked in {self.attacking:.1f} s"
        )


def examine(
    seed: int,
    folder: Path,
    words: Words,
    years: int | None = None,
    size: int | None = None,
    *,
    remembers: bool = True,
) -> Examined:
    """Live, read everything back, attack; the folder is taken away.

    Args:
        seed: of the life.
        folder: where it is lived.
        words: labels of reports.
        years: number of reporting years; None = some.
        size: about so many cases a year; None = some.
        remembers: False = from vaults that know of no earlier release.
    """
    begin = time.monotonic()
    lived = live(folder, seed, years, size, doors=DOORS, remembers=remembers)
    living = time.monotonic() - begin
    found = Examined(seed, lived, spots(lived.life, lived.publications, words), living)
    shutil.rmtree(folder)
    attacked(found, words, forgetful=not remembers)
    return found


def attacked(found: Examined, words: Words, *, forgetful: bool = False) -> None:
    """Attack what was read back."""
    begin = time.monotonic()
    for spot in found.spots:
        found.faults += [text for file in spot.files for text in file.unread]
        found.faults += agree(spot)
    try:
        everything = Everything(found.lived.life, found.spots, words, forgetful=forgetful)
        found.outcome = everything.attack()
    except (MisreadError, ContradictionError) as error:
        found.faults.append(f"{type(error).__name__}: {error}")
    found.faults += [text for spot in found.spots for text in spot.miscounted]
    found.attacking = time.monotonic() - begin
