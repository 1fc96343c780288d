"""Counts of some years, each with the number of staff it was counted among."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from vp_desk.errors import VpDeskError

#: Counts above this are slips of the keyboard; everything is exact up to it.
HIGHEST_COUNT: Final = 100_000
#: Bounds of an exposure: far outside what an organisation is, well inside what can be computed with.
LEAST_EXPOSURE, MOST_EXPOSURE = 1e-12, 1e12
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
#: This year is laid beside at most so many earlier ones: what is older tells less of now.
EARLIER_YEARS: Final = 5


class SeriesError(VpDeskError):
    """Counts, years or headcounts with which nothing can be computed."""


@dataclass(frozen=True, slots=True)
class YearCount:
    """What was counted in one reporting year. A year without registration has none: a gap is no zero."""

    year: int
    #: Cases, never conversations: conversations of one case come together, and no test here knows that.
    count: int
    #: How many were there to be counted among, as a rule the members of staff; None = not known.
    exposure: float | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be.

        Raises:
            SeriesError: the year, the count or the exposure is none.
        """
        if not _FIRST_YEAR <= self.year <= _LAST_YEAR:
            raise SeriesError(f"{self.year} is geen verslagjaar. Schrijf een jaar als 2025.")
        if not 0 <= self.count <= HIGHEST_COUNT:
            raise SeriesError(
                f"Een aantal ligt tussen 0 en 100.000; bij {self.year} staat een ander getal. Verbeter het."
            )
        exposure = self.exposure
        if exposure is not None and not LEAST_EXPOSURE <= exposure <= MOST_EXPOSURE:
            raise SeriesError(
                f"Het aantal medewerkers van {self.year} moet boven nul liggen, en onder een biljoen. "
                "Laat een jaar weg als er toen niet geregistreerd is."
            )


#: Counts of one row in rising order of years. A year left out is a gap.
Series = Sequence[YearCount]


def in_order(points: Iterable[YearCount]) -> tuple[YearCount, ...]:
    """The same counts, once it is sure that each year is after the one before.

    Raises:
        SeriesError: there is none, a year stands there twice or the years do not rise.
    """
    series = tuple(points)
    if not series:
        raise SeriesError("Geef minstens één jaar met zijn aantal.")
    for before, after in pairwise(series):
        if after.year <= before.year:
            raise SeriesError(
                f"De jaren moeten oplopen, elk jaar één keer; {after.year} staat na {before.year}."
            )
    return series


def exposures(series: Series) -> tuple[float, ...]:
    """The exposure of each year; all the same when one is not known."""
    known = [point.exposure for point in series if point.exposure is not None]
    return tuple(known) if len(known) == len(series) else (1.0,) * len(series)


def comparable(series: Series, breaks: Iterable[int] = ()) -> tuple[YearCount, ...]:
    """The last year and what may be laid beside it: at most five earlier years, none from before a break.

    Args:
        series: in rising order of years.
        breaks: the first years that were counted otherwise than the years before.
    """
    last = series[-1].year
    since = max((year for year in breaks if year <= last), default=_FIRST_YEAR)
    return tuple(point for point in series if point.year >= since)[-EARLIER_YEARS - 1 :]


def unbroken(series: Series, breaks: Iterable[int] = ()) -> tuple[YearCount, ...]:
    """The years up to the last without a gap between them and without a break."""
    stops = {*breaks}
    begin = len(series) - 1
    while (
        begin > 0
        and series[begin].year not in stops
        and series[begin - 1].year == series[begin].year - 1
    ):
        begin -= 1
    return tuple(series[begin:])
