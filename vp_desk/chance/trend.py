"""A line through the years: do the cases lean to the later or to the earlier ones, more than chance does?

If nothing changed, each case fell in one of the years with a chance that follows from the exposures
alone. Exact is then the distribution of Σ year × count, given how many cases there are.
"""

import math
import operator
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final

from vp_desk.chance.circle import sum_at_most
from vp_desk.chance.comparison import FEWEST_CASES, Direction
from vp_desk.chance.series import Series, exposures

#: A report speaks of a line from so many years on a row.
YEARS_FOR_A_LINE: Final = 5
#: Something can be computed from so many.
FEWEST_YEARS: Final = 3


@dataclass(frozen=True, slots=True)
class Trend:
    """The line through the years of a series."""

    years: int
    cases: int
    #: The chance of a line at least as steep, either way, if nothing changed.
    p: float
    direction: Direction
    #: Whether it goes the same way when any one of the years is left out.
    steady: bool

    @property
    def testable(self) -> bool:
        """Whether there are enough cases to tell a line from chance."""
        return self.cases >= FEWEST_CASES


def trend_of(series: Series) -> Trend | None:
    """The line through all years of a series; None when these are fewer than three.

    Years may be missing: each counts at its own place. Whether a report may speak of it is another
    question: it takes five years without a gap (`series.unbroken`).
    """
    if len(series) < FEWEST_YEARS:
        return None
    years = [point.year for point in series]
    counts = [point.count for point in series]
    weights = exposures(series)
    slope = _lean(years, counts, weights)
    step = math.gcd(*(year - years[0] for year in years))
    places = tuple((year - years[0]) // step for year in years)
    reached = sum(place * count for place, count in zip(places, counts, strict=True))
    without = (_without(years, i, counts, weights) for i in range(len(series)))
    return Trend(
        len(series),
        sum(counts),
        _two_sided(places, weights, sum(counts), reached),
        _direction(slope),
        slope != 0 and all(_direction(other) is _direction(slope) for other in without),
    )


def _direction(lean: Fraction) -> Direction:
    if lean == 0:
        return Direction.SAME
    return Direction.UP if lean > 0 else Direction.DOWN


def _lean(years: Sequence[int], counts: Sequence[int], weights: Sequence[float]) -> Fraction:
    """How far Σ year × count lies above what the exposures make one expect, × the whole exposure."""
    shares = [Fraction(weight) for weight in weights]
    reached = sum(year * count for year, count in zip(years, counts, strict=True))
    expected = sum((year * share for year, share in zip(years, shares, strict=True)), Fraction())
    return reached * sum(shares, Fraction()) - sum(counts) * expected


def _without(
    years: Sequence[int], left_out: int, counts: Sequence[int], weights: Sequence[float]
) -> Fraction:
    kept = [place for place in range(len(years)) if place != left_out]
    return _lean([years[i] for i in kept], [counts[i] for i in kept], [weights[i] for i in kept])


@lru_cache(maxsize=1024)
def _two_sided(
    places: tuple[int, ...], weights: tuple[float, ...], cases: int, reached: int
) -> float:
    """Twice the smaller tail of Σ place × count, at most 1."""
    furthest = places[-1]
    forward = (places, weights, cases, reached)
    backward = (
        tuple(furthest - place for place in reversed(places)),
        weights[::-1],
        cases,
        furthest * cases - reached,
    )
    expected = cases * sum(map(operator.mul, places, weights)) / math.fsum(weights)
    near, other = (forward, backward) if reached <= expected else (backward, forward)
    tail = sum_at_most(*near)
    if tail >= 0.5:  # in the middle the other may be the smaller one; both count the middle itself
        tail = min(tail, sum_at_most(*other))
    return min(1.0, 2 * tail)
