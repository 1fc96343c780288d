"""Dutch numbers and lists."""

from datetime import datetime
from decimal import Decimal

import pytest

from vp_desk import dutch


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (999, "999"), (1234, "1.234"), (1234567, "1.234.567"), (-1000, "−1.000")],
)
def test_a_number_has_a_point_per_thousand(value: int, text: str) -> None:
    assert dutch.number(value) == text


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [(1234.5, 1, "1.234,5"), (0.25, 1, "0,3"), (Decimal("-2.005"), 2, "−2,01"), (7, 0, "7")],
)
def test_a_decimal_has_a_comma_and_rounds_half_up(
    value: float | Decimal, places: int, text: str
) -> None:
    assert dutch.decimal(value, places) == text


def test_nouns_follow_their_number() -> None:
    assert dutch.count(1, "zaak", "zaken") == "1 zaak"
    assert dutch.count(1200, "zaak", "zaken") == "1.200 zaken"


@pytest.mark.parametrize(
    ("words", "text"),
    [((), ""), (("a",), "a"), (("a", "b"), "a en b"), (("a", "b", "c"), "a, b en c")],
)
def test_a_list_ends_with_and(words: tuple[str, ...], text: str) -> None:
    assert dutch.listing(words) == text


@pytest.mark.parametrize(
    ("quarters", "text"), [(0, "0"), (1, "0,25"), (6, "1,5"), (51, "12,75"), (4000, "1.000")]
)
def test_quarters_are_told_as_hours(quarters: int, text: str) -> None:
    assert dutch.hours(quarters) == text


def test_months_have_the_short_names_that_people_write() -> None:
    names = [dutch.short_month(month) for month in (1, 3, 5, 12)]
    assert names == ["jan", "mrt", "mei", "dec"]


def test_sizes_and_moments_are_told_as_people_write_them() -> None:
    told = [dutch.size_label(size) for size in (1, 800_000, 1_250_000, 3_000_000_000)]
    assert told == ["1 kB", "800 kB", "1,3 MB", "3,0 GB"]
    assert dutch.moment_label(datetime(2025, 3, 3, 17, 5)) == "3 maart 2025 17:05"  # noqa: DTZ001
