"""A month that stands out: rarely by chance, and at once when several come about one thing."""

import random
from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vp_desk.chance.crowds import FALSE_YEARS, FEWEST, REACH, crowds
from vp_desk.chance.simulation import draw

_MONTHS = 12


def share_of_false_years(means: list[float], before: int, years: int, seed: int) -> float:
    """In which share of years without anything special some month of some unit stands out."""
    drawn = random.Random(seed)  # noqa: S311 - chance to look at, no secret
    false = 0
    for _ in range(years):
        counts = {
            str(unit): [draw(mean / _MONTHS, drawn) for _ in range(before + _MONTHS)]
            for unit, mean in enumerate(means)
        }
        false += bool(crowds(counts, _MONTHS))
    return false / years


@pytest.mark.parametrize(
    ("means", "before"),
    [
        ([2.0] * 10, 36),
        ([6.0] * 10, 36),
        ([40.0, 20.0, 10.0, 5.0, 2.0, 1.0], 36),
        ([12.0] * 4, 6),
        ([120.0, 3.0], 24),
    ],
)
def test_of_twenty_years_without_anything_special_at_most_one_brings_a_warning(
    means: list[float], before: int
) -> None:
    assert share_of_false_years(means, before, 3_000, seed=7) <= FALSE_YEARS


def at_least(count: int, among: int, months: int) -> Fraction:
    """The tail by adding up, in whole numbers."""
    ways = sum(comb(among, k) * (months - 1) ** (among - k) for k in range(count, among + 1))
    return Fraction(ways, months**among)


@given(
    others=st.lists(st.integers(0, 4), min_size=1, max_size=40),
    count=st.integers(0, 9),
    units=st.integers(1, 6),
)
def test_a_month_stands_out_when_the_exact_tail_is_under_its_part_of_the_allowance(
    others: list[int], count: int, units: int
) -> None:
    quiet = {f"quiet{n}": [1] * len(others) + [0] for n in range(units - 1)}
    found = crowds({"unit": [*others, count], **quiet}, 1)
    beside = [*others, count][-REACH:]
    asked = sum(sum(of_unit[-REACH:]) >= FEWEST for of_unit in [beside, *quiet.values()])
    tail = at_least(count, sum(beside), len(beside))
    stands_out = count >= FEWEST and tail < Fraction(1, 20) / _MONTHS / asked
    assert [crowd.code for crowd in found] == (["unit"] if stands_out else [])
    if stands_out:
        assert found[0].chance == pytest.approx(float(tail), rel=1e-9)
        assert (found[0].among, found[0].months) == (sum(beside), len(beside))


def test_three_at_once_after_a_quiet_year_stand_out_and_two_never_do() -> None:
    assert [c.count for c in crowds({"a": [0] * 23 + [3]}, 1)] == [3]
    assert crowds({"a": [0] * 35 + [2]}, 1) == ()
    assert crowds({"a": [1, 0, 2, 1] * 8 + [3]}, 1) == (), (
        "three are nothing where one a month come"
    )


def test_only_the_last_months_are_looked_at_and_the_oldest_comes_first() -> None:
    counts = {"a": [0] * 20 + [4] + [0] * 10 + [5, 0], "b": [0] * 31 + [0, 6]}
    assert [(c.code, c.month) for c in crowds(counts, 3)] == [("a", 31), ("b", 32)]
    assert [c.month for c in crowds(counts, 13)] == [20, 31, 32]


def test_the_first_month_ever_has_nothing_beside_it() -> None:
    assert crowds({"a": [9]}, 3) == ()
    assert crowds({}, 3) == ()
    assert crowds({"a": []}, 3) == ()
