"""Counts of some years from a line of text, and all that chance says of them: so that anyone can check it."""

import json
import math
import re
from collections.abc import Iterator, Sequence
from typing import Final

from vp_desk.chance import (
    PER,
    YEARS_FOR_A_LINE,
    Series,
    YearCount,
    compare,
    count_interval,
    in_order,
    line_saying_alone,
    rate_of,
    saying_alone,
    trend_of,
    unbroken,
)
from vp_desk.chance_words import ALWAYS, difference_words, interval_words, line_words, ratio_words
from vp_desk.dutch import decimal, number
from vp_desk.errors import VpDeskError

_WHOLE: Final = re.compile(r"\d{1,12}", re.ASCII)
_NUMBER: Final = re.compile(r"\d{1,40}(\.\d{1,40})?(e[+-]?\d{1,3})?", re.ASCII | re.IGNORECASE)


class NumbersError(VpDeskError):
    """Lists of numbers that cannot be read."""


def read_series(counts: str, exposure: str | None, years: str) -> tuple[YearCount, ...]:
    """The series in three lists with commas: `4,3,9`, `300,310,305` and `2023,2024,2025`.

    Raises:
        NumbersError: something else stands there, or the lists differ in length.
        SeriesError: nothing can be computed with it.
    """
    each_year, each_count = _wholes(years, "de jaren"), _wholes(counts, "de aantallen")
    staff: Sequence[float | None] = [None] * len(each_year)
    if exposure is not None:
        staff = [_number(text) for text in exposure.split(",")]
    if not len(each_year) == len(each_count) == len(staff):
        raise NumbersError(
            "Geef bij elk jaar één aantal en één aantal medewerkers; nu zijn het er niet evenveel."
        )
    return in_order(map(YearCount, each_year, each_count, staff))


def _wholes(text: str, what: str) -> list[int]:
    parts = [part.strip() for part in text.split(",")]
    if not all(_WHOLE.fullmatch(part) for part in parts):
        raise NumbersError(
            f"Bij {what} kan alleen een heel getal staan, nul of hoger, met komma's ertussen, zoals 4,3,9."
        )
    return [int(part) for part in parts]


def _number(text: str) -> float:
    if not _NUMBER.fullmatch(text.strip()):
        raise NumbersError(
            "Bij het aantal medewerkers kan alleen een getal boven nul staan, met een punt in plaats van een "
            "komma erin, zoals 300,310.5,305."
        )
    return float(text)


def as_json(series: Series) -> str:
    """All figures, one JSON object; null is what is not known, not defined or infinite."""
    comparison, trend = compare(tuple(series)), trend_of(series)
    told = {
        "years": [_year(point) for point in series],
        "comparison": comparison
        and {
            "p": comparison.p,
            "ratio": _finite(comparison.ratio),
            "ratio_low": _finite(comparison.interval.low),
            "ratio_high": _finite(comparison.interval.high),
            "testable": comparison.testable,
        },
        "trend": trend and {"p": trend.p},
        "sentence": difference_words(saying_alone(comparison), comparison),
    }
    return json.dumps(told, allow_nan=False)


def _year(point: YearCount) -> dict[str, float | None]:
    rate = rate_of(point)
    return {
        "year": point.year,
        "count": point.count,
        "rate": None if rate is None else rate.value,
        "rate_low": None if rate is None else rate.interval.low,
        "rate_high": None if rate is None else rate.interval.high,
    }


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


def as_lines(series: Series) -> Iterator[str]:
    """The same for people: a table and sentences."""
    rates = all(point.exposure is not None for point in series)
    head = f"{'jaar':<6}{'aantal':>8}  {'95 %-interval':<20}"
    yield (head + f"{f'per {PER} medewerkers':>20}  95 %-interval" if rates else head).rstrip()
    for point in series:
        counted = interval_words(count_interval(point.count))
        line = f"{point.year:<6}{number(point.count):>8}  {counted:<20}"
        if (rate := rate_of(point)) is not None:
            line += f"{decimal(rate.value, 2):>20}  {interval_words(rate.interval, 2)}"
        yield line.rstrip()
    yield ""
    comparison, trend = compare(tuple(series)), trend_of(series)
    if comparison is not None:
        yield f"{series[-1].year}: {ratio_words(comparison)}. {_chance(comparison.p)}."
    yield difference_words(saying_alone(comparison), comparison)
    if trend is not None:
        yield f"Lijn over alle jaren: {_chance(trend.p)}."
    line_years = unbroken(series)
    line_trend = trend_of(line_years) if len(line_years) >= YEARS_FOR_A_LINE else None
    yield line_words(line_saying_alone(line_trend), line_trend)
    yield ALWAYS


def _chance(p: float) -> str:
    return f"p = {decimal(p, 4)}" if p >= 0.0001 else "p < 0,0001"
