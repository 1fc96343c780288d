"""Exact intervals: of a count and a rate (Garwood), and of odds (Clopper and Pearson).

In 95 of 100 years or more the interval holds the true value. Both ends solve one equation: what was
seen, or more (at the upper end: or less), had a chance of 2.5 %.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from vp_desk.chance.series import YearCount
from vp_desk.chance.tails import (
    binomial_at,
    binomial_at_least,
    binomial_at_most,
    poisson_at,
    poisson_at_least,
    poisson_at_most,
)

#: The chance left outside at each end.
OUTSIDE: Final = 0.025
#: Rates are told per so many members of staff.
PER: Final = 100
#: Three standard deviations: from there Newton's steps never overshoot.
_FAR: Final = 3.0
_STEPS: Final = 100
_CLOSE: Final = 1e-13


@dataclass(frozen=True, slots=True)
class Interval:
    """From low to high, both possible; `math.inf` where there is no upper end."""

    low: float
    high: float

    def times(self, factor: float) -> "Interval":
        """Both ends multiplied."""
        return Interval(self.low * factor, self.high * factor)


@dataclass(frozen=True, slots=True)
class Rate:
    """Cases per 100 members of staff, with its interval."""

    value: float
    interval: Interval


def count_interval(count: int) -> Interval:
    """Garwood's exact 95 % interval of a count: 0 gives [0, 3.69], 5 gives [1.62, 11.67]."""

    def from_below(log_mean: float) -> tuple[float, float]:
        mean = math.exp(log_mean)
        tail = poisson_at_least(count, mean)
        return tail, count * poisson_at(count, mean) / tail

    def from_above(log_mean: float) -> tuple[float, float]:
        mean = math.exp(log_mean)
        tail = poisson_at_most(count, mean)
        return tail, -mean * poisson_at(count, mean) / tail

    if count == 0:
        return Interval(0.0, -math.log(OUTSIDE))
    low = _solve(from_below, math.log(count) - _FAR / math.sqrt(count))
    high = _solve(from_above, math.log(count + 1) + _FAR / math.sqrt(count + 1))
    return Interval(math.exp(low), math.exp(high))


def rate_of(point: YearCount) -> Rate | None:
    """The rate per 100 members of staff; None when their number is not known."""
    if point.exposure is None:
        return None
    factor = PER / point.exposure
    return Rate(point.count * factor, count_interval(point.count).times(factor))


def odds_interval(count: int, total: int) -> Interval:
    """Clopper and Pearson's exact 95 % interval of the odds, when so many of a total said yes."""
    rest = total - count

    def from_below(log_odds: float) -> tuple[float, float]:
        odds = math.exp(log_odds)
        tail = binomial_at_least(count, total, odds)
        return tail, count / (1.0 + odds) * binomial_at(count, total, odds) / tail

    def from_above(log_odds: float) -> tuple[float, float]:
        odds = math.exp(log_odds)
        tail = binomial_at_most(count, total, odds)
        return tail, -rest / (1.0 + 1.0 / odds) * binomial_at(count, total, odds) / tail

    low, high = 0.0, math.inf
    if count > 0:
        begin = math.log(count / (rest + 1)) - _FAR * math.sqrt(1 / count + 1 / (rest + 1))
        low = math.exp(_solve(from_below, begin))
    if rest > 0:
        begin = math.log((count + 1) / rest) + _FAR * math.sqrt(1 / (count + 1) + 1 / rest)
        high = math.exp(_solve(from_above, begin))
    return Interval(low, high)


def _solve(tail_at: Callable[[float], tuple[float, float]], begin: float) -> float:
    """Where the tail is `OUTSIDE`.

    The logarithm of such a tail is concave, so that Newton's steps from the far side come nearer and
    nearer without passing it.

    Args:
        tail_at: gives the tail and the slope of its logarithm.
        begin: a place where the tail is smaller.
    """
    place = begin
    for _ in range(_STEPS):
        tail, slope = tail_at(place)
        step = math.log(tail / OUTSIDE) / slope
        place -= step
        if abs(step) < _CLOSE * max(1.0, abs(place)):
            return place
    raise AssertionError("Newton's steps did not come to rest")
