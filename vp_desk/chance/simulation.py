"""What a reader may expect: many reports of an organisation in which nothing changed, or one thing did."""

import math
import random
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Final

from vp_desk.chance.comparison import LEVEL, Comparison, Direction, two_sided
from vp_desk.chance.judging import Judgement, LineSaying, Row, Saying, judge
from vp_desk.chance.series import YearCount
from vp_desk.chance.tails import poisson_at

#: A row looks different when it is up or down by half or more beside the years before.
HALF: Final = 0.5
#: Beyond so many standard deviations no count is ever drawn.
_REACH: Final = 12


@dataclass(frozen=True, slots=True)
class Imagined:
    """An organisation: what it may expect in a year, and what changes in the last one."""

    #: Row → expected number of cases in a year.
    means: Mapping[str, float]
    #: The last one is told of.
    years: int
    #: The row that changes in the last year; None = nothing changes.
    changed: str | None = None
    factor: float = 2.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What stood in so many reports."""

    reports: int
    #: Reports with at least one row up or down by half or more.
    looked_different: int
    #: Reports that somewhere call a difference or a line more than chance.
    claimed: int
    #: Reports that say so of the row that changed, and in the right direction.
    noticed: int


def simulate(imagined: Imagined, reports: int, seed: int) -> Outcome:
    """Make so many reports with counts drawn by chance, and judge each; the same seed gives the same."""
    drawn = random.Random(seed)  # noqa: S311 - chance to look at, no secret
    looked = claimed = noticed = 0
    for _ in range(reports):
        judgement = _report(imagined, drawn)
        looked += any(_looks_different(row.comparison) for row in judgement.rows.values())
        claimed += any(
            verdict.saying is Saying.BEYOND_CHANCE
            or verdict.line_saying is LineSaying.BEYOND_CHANCE
            for verdict in judgement.every
        )
        if imagined.changed is not None:
            noticed += _noticed(judgement, imagined.changed, imagined.factor)
    return Outcome(reports, looked, claimed, noticed)


def draw(mean: float, drawn: random.Random) -> int:
    """One count, Poisson with this mean."""
    return bisect_left(_shares_up_to(mean), drawn.random())


def usual_counts(earlier: int, longer: float = 1.0) -> tuple[int, int]:
    """The smallest and the largest count of this year that chance alone may bring (p ≥ .05).

    After one earlier year with 5 cases: `(0, 14)`; so 15 is the first that says something.

    Args:
        earlier: cases in all earlier years together.
        longer: exposure of those years / exposure of this year: with four alike years, 4.
    """
    expected = round(earlier / longer)
    low = high = expected
    while low > 0 and two_sided(low - 1, low - 1 + earlier, 1 / longer) >= LEVEL:
        low -= 1
    while two_sided(high + 1, high + 1 + earlier, 1 / longer) >= LEVEL:
        high += 1
    return low, high


@lru_cache(maxsize=256)
def _shares_up_to(mean: float) -> Sequence[float]:
    furthest = math.ceil(mean + _REACH * math.sqrt(mean) + _REACH)
    return tuple(accumulate(poisson_at(count, mean) for count in range(furthest)))


def _report(imagined: Imagined, drawn: random.Random) -> Judgement:
    counts = [
        {row: draw(mean, drawn) for row, mean in imagined.means.items()}
        for _ in range(imagined.years - 1)
    ]
    now = {
        row: mean * imagined.factor if row == imagined.changed else mean
        for row, mean in imagined.means.items()
    }
    counts.append({row: draw(mean, drawn) for row, mean in now.items()})
    first = 2025 - len(counts)
    rows = {
        row: Row([YearCount(first + i, year[row]) for i, year in enumerate(counts)])
        for row in imagined.means
    }
    total = Row([YearCount(first + i, sum(year.values())) for i, year in enumerate(counts)])
    return judge(first + len(counts) - 1, total, rows)


def _looks_different(comparison: Comparison | None) -> bool:
    if comparison is None or comparison.ratio is None:
        return False
    return abs(comparison.ratio - 1.0) >= HALF


def _noticed(judgement: Judgement, changed: str, factor: float) -> bool:
    verdict = judgement.rows[changed]
    comparison = verdict.comparison
    right = Direction.UP if factor > 1.0 else Direction.DOWN
    return (
        verdict.saying is Saying.BEYOND_CHANCE
        and comparison is not None
        and comparison.direction is right
    )
