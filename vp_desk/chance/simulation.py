"""What a reader may expect: many reports of an organisation in which nothing changed, or one thing did."""

import math
import random
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Final

from vp_desk.chance.cautious import judge_matters
from vp_desk.chance.comparison import LEVEL, Comparison, Direction, two_sided
from vp_desk.chance.judging import Judgement, LineSaying, Row, Saying
from vp_desk.chance.series import YearCount
from vp_desk.chance.tails import poisson_at

#: A row looks different when it is up or down by half or more beside the years before.
HALF: Final = 0.5
#: People who come together about one matter, in an organisation of which a part of the matters is such.
GROUP: Final = 4
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
    #: Figures of 1 up to this are not told; 0 = every figure is told.
    threshold: int = 0
    #: This part of the matters brings `GROUP` cases at once.
    grouped: float = 0.0
    #: How many cases are about the matter of another one is told, and reckoned with.
    linked_told: bool = False


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
    now = {
        row: mean * imagined.factor if row == imagined.changed else mean
        for row, mean in imagined.means.items()
    }
    first, last = 2025 - imagined.years, 2024
    years = {
        year: _year(now if year == last else imagined.means, imagined.grouped, drawn)
        for year in range(first, last + 1)
    }
    told = {row: _row(row, years, imagined.threshold) for row in imagined.means}
    untold = sum(0 < years[last].counts[row] < imagined.threshold for row in told)
    total = Row([YearCount(year, sum(of.counts.values())) for year, of in years.items()])
    linked = {year: _told_linked(of.linked, imagined.threshold) for year, of in years.items()}
    known = linked if imagined.linked_told else {}
    return judge_matters(last, total, {r: row for r, row in told.items() if row}, untold, known)


@dataclass(frozen=True, slots=True)
class _Year:
    counts: Mapping[str, int]
    #: Cases about the matter of another one.
    linked: int


def _year(means: Mapping[str, float], grouped: float, drawn: random.Random) -> _Year:
    size = 1 - grouped + GROUP * grouped
    counts, linked = dict[str, int](), 0
    for row, mean in means.items():
        groups = draw(mean / size * grouped, drawn) if grouped else 0
        counts[row] = draw(mean / size * (1 - grouped), drawn) + GROUP * groups
        linked += (GROUP - 1) * groups
    return _Year(counts, linked)


def _row(row: str, years: Mapping[int, _Year], threshold: int) -> Row | None:
    """A row as readers see it: after a year that is not told it begins again."""
    hidden = {year for year, of in years.items() if 0 < of.counts[row] < threshold}
    points = [YearCount(y, of.counts[row]) for y, of in years.items() if y not in hidden]
    return Row(points, frozenset(year + 1 for year in hidden)) if points else None


def _told_linked(number: int, threshold: int) -> tuple[int, int]:
    return (0, threshold - 1) if 0 < number < threshold else (number, number)


def _looks_different(comparison: Comparison | None) -> bool:
    if comparison is None or comparison.ratio is None:
        return False
    return abs(comparison.ratio - 1.0) >= HALF


def _noticed(judgement: Judgement, changed: str, factor: float) -> bool:
    verdict = judgement.rows.get(changed)
    comparison = verdict.comparison if verdict else None
    right = Direction.UP if factor > 1.0 else Direction.DOWN
    return (
        verdict is not None
        and verdict.saying is Saying.BEYOND_CHANCE
        and comparison is not None
        and comparison.direction is right
    )
