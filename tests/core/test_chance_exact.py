"""The exact statistics beside those of scipy, and beside whole numbers of any length."""

import math
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from vp_desk.chance import YearCount, compare, count_interval, rate_of, trend_of
from vp_desk.chance.intervals import odds_interval
from vp_desk.chance.tails import (
    binomial_at,
    binomial_at_least,
    binomial_at_most,
    poisson_at,
    poisson_at_least,
    poisson_at_most,
)

CLOSE = 1e-9
#: Few, some and many cases.
COUNTS = (0, 1, 2, 3, 4, 5, 8, 9, 17, 20, 50, 99, 100, 250, 500, 731, 999, 1000)
#: Headcounts of the earlier years and of this one.
EXPOSURES = ((1.0, 1.0), (300.0, 310.0), (1525.0, 305.0), (12.5, 4000.0), (1e-3, 1e3), (1e9, 2e9))


def same(ours: float, theirs: float) -> bool:
    return math.isclose(ours, theirs, rel_tol=CLOSE, abs_tol=0.0)


def twice_the_smaller_tail(now: int, earlier: int, after: float, before: float) -> float:
    """By scipy, from the smaller chance of both: one that is nearly 1 has lost its digits already."""
    if after > before:
        return twice_the_smaller_tail(earlier, now, before, after)
    law = stats.binom(now + earlier, after / (before + after))
    return float(min(1.0, 2 * min(law.cdf(now), law.sf(now - 1))))


def pair(earlier: int, now: int, before: float, after: float) -> tuple[YearCount, YearCount]:
    return YearCount(2024, earlier, before), YearCount(2025, now, after)


def test_the_interval_of_every_count_to_a_thousand_is_that_of_garwood() -> None:
    for count in range(1001):
        found = count_interval(count)
        low = stats.chi2.ppf(0.025, 2 * count) / 2 if count else 0.0
        assert same(found.low, low), count
        assert same(found.high, stats.chi2.isf(0.025, 2 * count + 2) / 2), count


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 0.0, 3.69), (1, 0.025, 5.57), (5, 1.62, 11.67), (17, 9.90, 27.22)],
)
def test_the_interval_of_small_counts_is_as_printed_in_tables(
    count: int, low: float, high: float
) -> None:
    found = count_interval(count)
    assert found.low == pytest.approx(low, abs=0.005)
    assert found.high == pytest.approx(high, abs=0.005)


@pytest.mark.parametrize("count", [5_000, 31_416, 100_000])
def test_the_interval_of_a_huge_count_holds(count: int) -> None:
    found = count_interval(count)
    assert same(found.low, stats.chi2.ppf(0.025, 2 * count) / 2)
    assert same(found.high, stats.chi2.isf(0.025, 2 * count + 2) / 2)


@pytest.mark.parametrize("mean", [0.001, 0.7, 4.0, 15.5, 16.5, 300.0, 2000.0])
def test_tails_are_those_of_scipy_on_either_side_of_the_mean(mean: float) -> None:
    law, odds = stats.poisson(mean), mean / 2000
    coin = stats.binom(2000, odds / (1 + odds))
    for count in (-1, 0, 1, 2, 4, 15, 16, 17, 290, 310, 1999, 2000, 2001):
        pairs = [
            (poisson_at_most(count, mean), law.cdf(count)),
            (poisson_at_least(count, mean), law.sf(count - 1)),
            (binomial_at_most(count, 2000, odds), coin.cdf(count)),
            (binomial_at_least(count, 2000, odds), coin.sf(count - 1)),
        ]
        if 0 <= count <= 2000:
            pairs += [
                (poisson_at(count, mean), law.pmf(count)),
                (binomial_at(count, 2000, odds), coin.pmf(count)),
            ]
        for place, (ours, theirs) in enumerate(pairs):
            assert same(ours, theirs) or max(ours, theirs) < 1e-280, (count, place)


def test_a_rate_is_told_per_hundred_members_of_staff() -> None:
    rate = rate_of(YearCount(2025, 9, 305))
    assert rate is not None
    assert same(rate.value, 9 / 305 * 100)
    assert same(rate.interval.low, stats.chi2.ppf(0.025, 18) / 2 / 305 * 100)
    assert same(rate.interval.high, stats.chi2.isf(0.025, 20) / 2 / 305 * 100)
    assert rate_of(YearCount(2025, 9)) is None


def test_the_odds_are_those_of_clopper_and_pearson() -> None:
    for now, earlier in product(COUNTS, COUNTS):
        found = odds_interval(now, now + earlier)
        low, high = 0.0, math.inf
        if now:
            low = stats.beta.ppf(0.025, now, earlier + 1) / stats.beta.isf(0.025, earlier + 1, now)
        if earlier:
            high = stats.beta.isf(0.025, now + 1, earlier) / stats.beta.ppf(0.025, earlier, now + 1)
        assert same(found.low, low), (now, earlier)
        assert found.high == high or same(found.high, high), (now, earlier)


@pytest.mark.parametrize("exposures", EXPOSURES)
def test_this_year_beside_the_earlier_ones_is_twice_the_smaller_tail(
    exposures: tuple[float, float],
) -> None:
    before, after = exposures
    compared = 0
    for now, earlier in product(COUNTS, COUNTS):
        found = compare(pair(earlier, now, before, after))
        assert found is not None
        theirs = twice_the_smaller_tail(now, earlier, after, before)
        if theirs > 1e-290:  # below that scipy itself loses digits
            compared += 1
            assert same(found.p, theirs), (now, earlier)
        else:
            assert found.p < 1e-280
        odds = odds_interval(now, now + earlier)
        assert same(found.interval.low, odds.low * before / after)
        assert found.interval.high == odds.high or same(
            found.interval.high, odds.high * before / after
        )
        if earlier:
            assert found.ratio is not None
            assert same(found.ratio, (now / after) / (earlier / before))
        else:
            assert found.ratio == (math.inf if now else None)
    assert compared > len(COUNTS)


@pytest.mark.parametrize(
    ("now", "earlier", "staff"),
    [(0, 900, 1), (1000, 3, 7), (600, 1400, 1), (999, 1000, 300), (2, 0, 5), (0, 0, 1)],
)
def test_a_tail_far_out_is_exact_too(now: int, earlier: int, staff: int) -> None:
    total, odds = now + earlier, staff + 1
    terms = [math.comb(total, k) * staff ** (total - k) for k in range(total + 1)]
    smaller = min(sum(terms[: now + 1]), sum(terms[now:]))
    found = compare(pair(earlier, now, float(staff), 1.0))
    assert found is not None
    assert same(found.p, min(1.0, float(Fraction(2 * smaller, odds**total))))


@given(
    st.integers(0, 60),
    st.integers(0, 200),
    st.floats(0.01, 1e5),
    st.floats(0.01, 1e5),
)
def test_the_chance_and_the_interval_never_contradict_each_other(
    now: int, earlier: int, before: float, after: float
) -> None:
    found = compare(pair(earlier, now, before, after))
    assert found is not None
    if abs(found.p - 0.05) > CLOSE:
        assert (found.p >= 0.05) == (found.interval.low <= 1.0 <= found.interval.high)


@given(st.integers(6, 2000), st.floats(1e-12, 1e12))
def test_six_cases_can_always_show_a_change(total: int, exposure: float) -> None:
    outcomes = [compare(pair(total - now, now, 1.0, exposure)) for now in (0, total)]
    assert min(found.p for found in outcomes if found is not None) < 0.05
    assert all(found is not None and found.testable for found in outcomes)


def exact_line(years: list[int], counts: list[int], exposures: list[int]) -> float:
    """Twice the smaller tail of Σ year × count, in whole numbers only.

    The n-th power of the polynomial Σ exposure × z^year, with z = 256^size so large that no coefficient
    runs over into the next.
    """
    places = [year - years[0] for year in years]
    total, reached = sum(counts), sum(map(lambda a, b: a * b, places, counts))
    size = sum(exposures).bit_length() * total // 8 + 1
    power = sum(w << (8 * size * at) for w, at in zip(exposures, places, strict=True)) ** total
    digits = power.to_bytes(size * (places[-1] * total + 1), "little")
    ways = [int.from_bytes(digits[i : i + size], "little") for i in range(0, len(digits), size)]
    smaller = min(sum(ways[: reached + 1]), sum(ways[reached:]))
    return min(1.0, float(Fraction(2 * smaller, sum(exposures) ** total)))


YEARS = st.lists(st.integers(2015, 2030), min_size=3, max_size=10, unique=True).map(sorted)


@given(st.data(), YEARS)
def test_the_line_through_the_years_is_exact_with_gaps_and_any_exposure(
    data: st.DataObject, years: list[int]
) -> None:
    counts = [data.draw(st.integers(0, 12)) for _ in years]
    exposures = [data.draw(st.sampled_from([1, 20, 290, 300, 310, 10_000])) for _ in years]
    found = trend_of([*map(YearCount, years, counts, map(float, exposures))])
    assert found is not None
    assert same(found.p, exact_line(years, counts, exposures))


@given(st.data(), YEARS)
def test_the_line_is_exact_with_exposures_that_lie_absurdly_far_apart(
    data: st.DataObject, years: list[int]
) -> None:
    counts = [data.draw(st.integers(0, 4)) for _ in years]
    exposures = [data.draw(st.sampled_from([1, 999, 10**6, 10**9, 10**12])) for _ in years]
    found = trend_of([*map(YearCount, years, counts, map(float, exposures))])
    assert found is not None
    assert same(found.p, exact_line(years, counts, exposures))


@pytest.mark.parametrize(
    "counts",
    [
        [10, 14, 21, 8, 16, 17, 20, 14, 22, 19],
        [2, 5, 1, 9, 10, 12, 15, 20, 30, 39],
        [0, 0, 0, 0, 0, 0, 0, 0, 0, 60],
        [15] * 10,
    ],
)
def test_the_line_through_ten_full_years_is_exact(counts: list[int]) -> None:
    years, staff = list(range(2016, 2026)), [300, 310, 305, 290, 280, 300, 300, 310, 320, 330]
    found = trend_of([*map(YearCount, years, counts, map(float, staff))])
    assert found is not None
    assert same(found.p, exact_line(years, counts, staff))


def test_the_line_of_two_classes_is_the_binomial() -> None:
    """With nothing in the middle years, all that matters is how many stand at the far end."""
    for now, earlier in product((0, 1, 7, 40, 400, 1000), (0, 1, 7, 40, 400, 1000)):
        middle = 1e-12  # an exposure so small that no case falls there
        series = [
            YearCount(2021, earlier, 1e9),
            YearCount(2022, 0, middle),
            YearCount(2023, now, 1e9),
        ]
        found = trend_of(series)
        theirs = twice_the_smaller_tail(now, earlier, 1.0, 1.0)
        assert found is not None
        assert same(found.p, theirs) or max(found.p, theirs) < 1e-280, (now, earlier)


def test_the_line_of_thousands_of_cases_is_the_normal_one() -> None:
    """Nothing exact can be written out any more; the law of large numbers still gives three digits."""
    counts = [9_700, 9_900, 10_000, 10_050, 10_150]
    found = trend_of([YearCount(2021 + i, count) for i, count in enumerate(counts)])
    assert found is not None
    total = sum(counts)
    above = sum(i * count for i, count in enumerate(counts)) - 2 * total
    assert found.p == pytest.approx(
        2 * stats.norm.sf((above - 0.5) / math.sqrt(2 * total)), rel=0.01
    )
