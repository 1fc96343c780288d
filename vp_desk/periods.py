"""Months, reporting years and quarters. Every range is half-open: `[begin, end)`.

A case carries no day, only the month of its first contact: the day would help a reader to work out
who talked.
"""

import re
from dataclasses import dataclass
from datetime import date

from vp_desk.dutch import month_name
from vp_desk.errors import VpDeskError

#: Years outside this range are slips of the keyboard.
FIRST_YEAR, LAST_YEAR = 1990, 2100
#: In the name of a figure, between a year and the month in which it began when years began otherwise: `2025@8`.
OTHER_CALENDAR = "@"
#: Further out than that only lies what is worked out: the end of the last year, aftercare of a case of that
#: year, the years beside it in an overview.
_BEYOND = 20


class PeriodError(VpDeskError):
    """A month or a year that is not one."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"'{text}' is geen maand. Schrijf een jaar en een maand, bijvoorbeeld 2025-03."
        )


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """One calendar month, as in `Month(2025, 3)`."""

    year: int
    month: int

    def __post_init__(self) -> None:
        """Refuse what is no month."""
        known = FIRST_YEAR - _BEYOND <= self.year <= LAST_YEAR + _BEYOND
        if not (known and 1 <= self.month <= 12):
            raise PeriodError(f"{self.year}-{self.month}")

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Read `2025-03`, `2025-3`, `03-2025`, `3/2025` or a whole date (whose day is dropped).

        Raises:
            PeriodError: the text is no month.
        """
        parts = [int(part) for part in re.split(r"[-/. ]", text.strip()) if part.isdigit()]
        if len(re.split(r"[-/. ]", text.strip())) != len(parts) or len(parts) not in (2, 3):
            raise PeriodError(text)
        year, month = parts[:2] if parts[0] > 31 else (parts[-1], parts[-2])
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise PeriodError(text)
        return cls(year, month)

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month in which a day falls."""
        return cls(day.year, day.month)

    @classmethod
    def from_number(cls, number: int) -> "Month":
        """The month from its stored form, `202503`."""
        return cls(number // 100, number % 100)

    @property
    def number(self) -> int:
        """The stored form: `202503`. Orders like the months themselves."""
        return self.year * 100 + self.month

    def plus(self, months: int) -> "Month":
        """The month so many months later (or earlier, when negative)."""
        years, index = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(years, index + 1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def label(self) -> str:
        """As on screen: `maart 2025`."""
        return f"{month_name(self.month)} {self.year}"


@dataclass(frozen=True, order=True, slots=True)
class ReportingYear:
    """One year of reporting: a calendar year, or a school year that begins in another month."""

    #: The year in which it begins.
    year: int
    #: The month in which it begins: 1 = calendar year, 8 or 9 = school year.
    first_month: int = 1

    @property
    def begin(self) -> Month:
        """The first month that belongs to it."""
        return Month(self.year, self.first_month)

    @property
    def end(self) -> Month:
        """The first month that no longer belongs to it."""
        return self.begin.plus(12)

    @property
    def code(self) -> str:
        """Stable text: `2025`."""
        return str(self.year)

    @property
    def label(self) -> str:
        """As on screen: `2025`, or `2025-2026` for a school year."""
        return self.code if self.first_month == 1 else f"{self.year}-{self.year + 1}"

    @property
    def span(self) -> str:
        """In words: `januari tot en met december 2025`."""
        last = self.end.plus(-1)
        first = month_name(self.begin.month)
        if self.begin.year != last.year:
            first = self.begin.label
        return f"{first} tot en met {last.label}"

    def previous(self, years: int = 1) -> "ReportingYear":
        """The reporting year so many years earlier."""
        return ReportingYear(self.year - years, self.first_month)

    def quarter_begin(self, quarter: int) -> Month:
        """The first month of a quarter, 1 to 4 (5 gives the end of the year)."""
        return self.begin.plus(3 * (quarter - 1))

    def __contains__(self, month: object) -> bool:
        return isinstance(month, Month) and self.begin <= month < self.end


@dataclass(frozen=True, slots=True)
class ReportingCalendar:
    """How an organisation cuts time into reporting years."""

    first_month: int = 1

    def __post_init__(self) -> None:
        """Refuse a month that is none."""
        if not 1 <= self.first_month <= 12:
            raise PeriodError(str(self.first_month))

    def year(self, number: int) -> ReportingYear:
        """The reporting year that begins in the calendar year `number`.

        Raises:
            PeriodError: the number is no year.
        """
        if not FIRST_YEAR - _BEYOND <= number < LAST_YEAR + _BEYOND:
            raise PeriodError(str(number))
        return ReportingYear(number, self.first_month)

    def year_of(self, month: Month) -> ReportingYear:
        """The reporting year in which a month falls."""
        return ReportingYear(
            month.year if month.month >= self.first_month else month.year - 1, self.first_month
        )

    def quarter_of(self, month: Month) -> int:
        """The quarter of its reporting year in which a month falls, 1 to 4."""
        return ((month.month - self.first_month) % 12) // 3 + 1
