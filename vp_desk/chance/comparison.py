"""This year beside all earlier years together: could chance alone make this difference?

If nothing changed, then of all cases of this year and the earlier ones each fell in this year with a
chance that follows from the exposures alone. That is a coin, thrown as often as there are cases:
exact, without any assumption on how many cases there should be. The p is twice the smaller tail, and
the interval of the ratio leaves 2.5 % out at each end: so the interval holds 1 exactly when p is .05 or
more, which is not so for the p that adds up all outcomes as unlikely as this one.
"""

import math
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Final

from vp_desk.chance.intervals import Interval, odds_interval
from vp_desk.chance.series import YearCount, exposures
from vp_desk.chance.tails import binomial_at_least, binomial_at_most

#: With fewer cases in both periods together nothing can be told. From six on, some outcome is always
#: unlikely enough, whatever the exposures: 2 × (½)^6 = .03.
FEWEST_CASES: Final = 6
#: Below so many cases in one of the periods, the figures are called small.
SMALL: Final = 20
#: What is less likely than this is more than chance, as long as it is the only question asked.
LEVEL: Final = 0.05


class Direction(Enum):
    """Which way it went."""

    UP = "up"
    SAME = "same"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The last year of a series beside the earlier ones."""

    now: int
    earlier: int
    #: How many earlier years were taken together.
    years: int
    #: The chance of a difference at least as large, either way, if nothing changed.
    p: float
    #: Rate of now / rate of earlier: `math.inf` when there were cases now only, None when there were none.
    ratio: float | None
    #: What the ratio may really be.
    interval: Interval
    #: Whether it is the ratio of rates per member of staff; else of bare counts per year.
    per_staff: bool

    @property
    def testable(self) -> bool:
        """Whether there are enough cases to tell any change from chance."""
        return self.now + self.earlier >= FEWEST_CASES

    @property
    def small(self) -> bool:
        """Whether one of the periods has so few cases that it must be said ("kleine aantallen")."""
        return min(self.now, self.earlier) < SMALL

    @property
    def direction(self) -> Direction:
        """Whether the rate of now is above or below that of earlier."""
        if self.ratio is None or self.ratio == 1.0:
            return Direction.SAME
        return Direction.UP if self.ratio > 1.0 else Direction.DOWN


def compare(series: tuple[YearCount, ...]) -> Comparison | None:
    """The last year beside all the others; None when there are no others.

    Args:
        series: in rising order of years; which years to take is chosen by `comparable`.
    """
    *before, last = series
    if not before:
        return None
    weights = exposures(series)
    earlier = sum(point.count for point in before)
    longer = math.fsum(weights[:-1]) / weights[-1]
    per_staff = all(point.exposure is not None for point in series)
    return _compared(last.count, earlier, len(before), longer, per_staff)


@lru_cache(maxsize=4096)
def _compared(now: int, earlier: int, years: int, longer: float, per_staff: bool) -> Comparison:
    """One comparison; `longer` is the exposure of the earlier years / that of now."""
    total = now + earlier
    interval = odds_interval(now, total).times(longer)
    if earlier:
        ratio: float | None = now * longer / earlier
    else:
        ratio = math.inf if now else None
    p = two_sided(now, total, 1 / longer)
    return Comparison(now, earlier, years, p, ratio, interval, per_staff)


def two_sided(count: int, total: int, odds: float) -> float:
    """Twice the smaller tail of a binomial count, at most 1."""
    at_most = binomial_at_most(count, total, odds)
    return min(1.0, 2 * min(at_most, binomial_at_least(count, total, odds)))
