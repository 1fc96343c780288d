"""The exact law of Σ place × count, when each of n cases falls in a year by the exposures alone.

Its generating function is P(z)^n, where P(z) = Σ share of exposure × z^place. A tail of it is an integral
along a circle (Cauchy), and the rule of the trapezium is exact for those up to what lies beyond its far ends.
Near the circle on which the integrand is least along the real line nothing cancels, so that a small tail is
as exact as a large one.
"""

import cmath
import math
import operator
from collections.abc import Mapping, Sequence
from typing import Final

#: What the rule of the trapezium may leave out, as a power of e: beyond the last digit.
_DIGITS: Final = 40.0
#: The same for what lies before the sum, by Bernstein's inequality; wide, for lopsided exposures.
_FAR: Final = 80.0
#: A chance below this power of e is no number but zero.
_SMALLEST: Final = -744.0
#: How far inside the saddle the circle may lie, and what that may cost, as a power of e.
_INSIDE: Final = (4, 3, 2, 1.5)
_LOSS: Final = 5.0
#: So much may cancel in the sum along the circle; only exposures a million times as large as others do worse.
_CANCELLED: Final = 1e4
#: Steps of writing out that take some seconds; beyond it a few digits are lost, with such exposures alone.
_AFFORDABLE: Final = 30_000_000
_HALVINGS: Final = 60


def sum_at_most(
    places: tuple[int, ...], weights: tuple[float, ...], cases: int, reached: int
) -> float:
    """P(Σ place × count ≤ reached): the coefficient at `reached` of P(z)^cases / (1 − z).

    Args:
        places: of the years on the line, the first at 0, in rising order.
        weights: exposures of the years.
        cases: how many there are together.
        reached: the sum.
    """
    logs = [math.log(weight) for weight in weights]
    whole = _log_sum(logs)
    if reached == 0:
        return math.exp(cases * (logs[0] - whole))
    log_radius = _inside(places, logs, cases, reached, _saddle(places, logs, cases, reached))
    tilted = _tilted(places, logs, log_radius)
    height = _log_sum(tilted)
    parts = [math.exp(each - height) for each in tilted]
    exponent = cases * (height - whole) - reached * log_radius
    if exponent - math.log(-math.expm1(log_radius)) < _SMALLEST:
        return 0.0
    spread = _variance(places, parts) * cases
    far = places[-1] * _FAR / 3
    below = min(reached + 1, math.ceil(far + math.sqrt(far * far + 2 * _FAR * spread)))
    points = max(below, math.ceil((_DIGITS - min(0.0, exponent)) / -log_radius))
    shares = dict(zip(places, parts, strict=True))
    downward = [shares.get(place, 0.0) for place in range(places[-1], -1, -1)]
    turn = 2 * math.pi / points
    radius = math.exp(log_radius)
    found = size = 0.0
    for i in range(points // 2 + 1):
        root = cmath.rect(1.0, i * turn)
        around = 0j
        for share in downward:  # Horner's scheme
            around = around * root + share
        back = cmath.rect(1.0, -(reached * i % points) * turn)
        value: complex = around**cases * back / (1 - radius * root)
        twice = 1 if i == 0 or 2 * i == points else 2
        found += twice * value.real
        size += twice * abs(value)
    if size > _CANCELLED * found and cases * reached * len(places) <= _AFFORDABLE:
        return math.exp(exponent) * _written_out(shares, cases, reached, radius)
    return math.exp(exponent) * max(0.0, found) / points


def _written_out(shares: Mapping[int, float], cases: int, reached: int, radius: float) -> float:
    """The same coefficient, multiplied out: slow, and exact however far the exposures lie apart.

    Args:
        shares: of the years by their places, tilted: they add up to 1.
        cases: how many there are together.
        reached: up to where it is multiplied out.
        radius: of the circle, by which it was tilted.
    """
    power = [1.0]
    for _ in range(cases):
        longer = [0.0] * min(reached + 1, len(power) + max(shares))
        for place, share in shares.items():
            for i, part in enumerate(power[: max(0, len(longer) - place)], place):
                longer[i] += share * part
        power = longer
    return math.fsum(part * radius ** (reached - i) for i, part in enumerate(power))


def _variance(places: Sequence[int], parts: Sequence[float]) -> float:
    mean: float = sum(map(operator.mul, places, parts))
    return sum(part * (place - mean) ** 2 for place, part in zip(places, parts, strict=True))


def _saddle(places: Sequence[int], logs: Sequence[float], cases: int, reached: int) -> float:
    """The logarithm of the radius at which the integrand is least along the real line."""
    low, high = -2.0, 0.0
    while _above(low, places, logs, cases) > reached:
        low *= 2
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if _above(middle, places, logs, cases) > reached:
            high = middle
        else:
            low = middle
        if high - low < -1e-3 * low:
            break
    return low


def _inside(
    places: Sequence[int], logs: Sequence[float], cases: int, reached: int, saddle: float
) -> float:
    """A circle somewhat inside the saddle: it loses two digits at most and takes far fewer points."""

    def integrand(log_radius: float) -> float:
        power = cases * _log_sum(_tilted(places, logs, log_radius))
        return power - reached * log_radius - math.log(-math.expm1(log_radius))

    lowest = integrand(saddle)
    inside = (factor * saddle for factor in _INSIDE)
    return next((each for each in inside if integrand(each) - lowest < _LOSS), saddle)


def _tilted(places: Sequence[int], logs: Sequence[float], log_radius: float) -> Sequence[float]:
    return [log + place * log_radius for log, place in zip(logs, places, strict=True)]


def _above(log_radius: float, places: Sequence[int], logs: Sequence[float], cases: int) -> float:
    """Where the sum of the tilted distribution lies, and the weight of the tail beyond it."""
    tilted = _tilted(places, logs, log_radius)
    height = _log_sum(tilted)
    mean = sum(place * math.exp(each - height) for place, each in zip(places, tilted, strict=True))
    return cases * mean - 1.0 / math.expm1(log_radius) - 1.0


def _log_sum(logs: Sequence[float]) -> float:
    highest = max(logs)
    return highest + math.log(math.fsum(math.exp(log - highest) for log in logs))
