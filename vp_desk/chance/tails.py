"""Tails of the Poisson and of the binomial distribution, to some fourteen digits.

A probability is written as in C. Loader, "Fast and accurate computation of binomial probabilities" (2000),
as R does it: what is large cancels before it is computed. A tail is a sum of positive terms, each from
the one before. So a tail of 1e-200 is as exact as one of 0.2.
"""

import math
from typing import Final

_HALF_LOG_TWO_PI: Final = 0.5 * math.log(2 * math.pi)
#: From here on Stirling's series is exact to the last digit.
_SERIES_FROM: Final = 16
#: Terms smaller than this part of the sum no longer change it.
_NOTHING: Final = 1e-17


def poisson_at_most(count: int, mean: float) -> float:
    """P(X ≤ count) when X is Poisson with this mean, which is above zero."""
    if count < 0:
        return 0.0
    if count > mean:
        return 1.0 - _poisson_upward(count + 1, mean)
    return _poisson_downward(count, mean)


def poisson_at_least(count: int, mean: float) -> float:
    """P(X ≥ count) when X is Poisson with this mean, which is above zero."""
    if count <= 0:
        return 1.0
    if count < mean:
        return 1.0 - _poisson_downward(count - 1, mean)
    return _poisson_upward(count, mean)


def poisson_at(count: int, mean: float) -> float:
    """P(X = count) when X is Poisson with this mean, which is above zero."""
    if count == 0:
        return math.exp(-mean)
    exponent = -_stirling_rest(count) - _deviance(count, mean)
    return math.exp(exponent) / math.sqrt(2 * math.pi * count)


def _poisson_upward(count: int, mean: float) -> float:
    term = whole = poisson_at(count, mean)
    while term > whole * _NOTHING:
        count += 1
        term *= mean / count
        whole += term
    return whole


def _poisson_downward(count: int, mean: float) -> float:
    term = whole = poisson_at(count, mean)
    while term > whole * _NOTHING:
        term *= count / mean
        count -= 1
        whole += term
    return whole


def binomial_at_most(count: int, total: int, odds: float) -> float:
    """P(X ≤ count) of so many in total, each with these odds (chance of yes / chance of no)."""
    if count >= total:
        return 1.0
    if count < 0:
        return 0.0
    if count * (1.0 + odds) > total * odds:
        return 1.0 - _binomial_upward(count + 1, total, odds)
    return _binomial_upward(total - count, total, 1.0 / odds)


def binomial_at_least(count: int, total: int, odds: float) -> float:
    """P(X ≥ count) of so many in total, each with these odds."""
    return binomial_at_most(total - count, total, 1.0 / odds)


def binomial_at(count: int, total: int, odds: float) -> float:
    """P(X = count) of so many in total, each with these odds."""
    rest = total - count
    if count == 0:
        return math.exp(-total * math.log1p(odds))
    if rest == 0:
        return math.exp(-total * math.log1p(1.0 / odds))
    exponent = _stirling_rest(total) - _stirling_rest(count) - _stirling_rest(rest)
    exponent -= _deviance(count, total / (1.0 + 1.0 / odds))
    exponent -= _deviance(rest, total / (1.0 + odds))
    return math.exp(exponent) * math.sqrt(total / (2 * math.pi * count * rest))


def _binomial_upward(count: int, total: int, odds: float) -> float:
    term = whole = binomial_at(count, total, odds)
    while term > whole * _NOTHING:
        term *= odds * (total - count) / (count + 1)
        count += 1
        whole += term
    return whole


def _stirling_rest(number: int) -> float:
    """What Stirling's formula lacks: ln n! − ((n + ½) ln n − n + ½ ln 2π), of a number above zero."""
    if number < _SERIES_FROM:
        formula = (number + 0.5) * math.log(number) - number + _HALF_LOG_TWO_PI
        return math.log(math.factorial(number)) - formula
    square = number * number
    rest = 1 / 1680 - 1 / 1188 / square
    rest = 1 / 1260 - rest / square
    rest = 1 / 360 - rest / square
    return (1 / 12 - rest / square) / number


def _deviance(count: int, mean: float) -> float:
    """`count · ln(count / mean) + mean − count`, without loss where both are about the same."""
    apart = count - mean
    if abs(apart) > 0.1 * (count + mean):
        return count * math.log(count / mean) - apart
    part = apart / (count + mean)
    whole, term, power = apart * part, 2 * count * part, 1
    while True:
        term *= part * part
        power += 2
        more = whole + term / power
        if more == whole:
            return whole
        whole = more
