"""Months, reporting years and quarters."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vp_desk.periods import Month, PeriodError, ReportingCalendar

months = st.builds(Month, st.integers(1995, 2090), st.integers(1, 12))


@pytest.mark.parametrize(
    "text", ["2025-03", "2025-3", "03-2025", "3/2025", "2025-03-14", "14-03-2025", "14.3.2025"]
)
def test_a_month_is_read_however_it_is_written(text: str) -> None:
    assert Month.parse(text) == Month(2025, 3)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "maart",
        "2025",
        "2025-13",
        "2025-00",
        "1-2-3-4",
        "20250-1",
        "a-2025",
        "1989-12",
        "1-2101",
    ],
)
def test_what_is_no_month_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(PeriodError, match="is geen maand"):
        Month.parse(text)


@given(months, st.integers(-240, 240))
def test_moving_there_and_back_is_nowhere(month: Month, by: int) -> None:
    if 1990 <= (month.year * 12 + month.month - 1 + by) // 12 <= 2100:
        assert month.plus(by).plus(-by) == month


@given(months)
def test_the_stored_number_reads_back(month: Month) -> None:
    assert Month.from_number(month.number) == month


@given(months, st.integers(1, 12))
def test_every_month_is_in_exactly_one_quarter_of_its_year(month: Month, first: int) -> None:
    calendar = ReportingCalendar(first)
    year = calendar.year_of(month)
    quarter = calendar.quarter_of(month)
    assert month in year
    assert month not in year.previous()
    assert year.quarter_begin(quarter) <= month < year.quarter_begin(quarter + 1)


def test_a_school_year_names_both_years() -> None:
    year = ReportingCalendar(8).year_of(Month.of(date(2026, 3, 1)))
    assert year.label == "2025-2026"
    assert year.span == "augustus 2025 tot en met juli 2026"
    assert ReportingCalendar().year(2025).span == "januari tot en met december 2025"


@pytest.mark.parametrize("first", [0, 13])
def test_a_year_begins_in_a_month_that_exists(first: int) -> None:
    with pytest.raises(PeriodError):
        ReportingCalendar(first)
    with pytest.raises(PeriodError):
        ReportingCalendar().year(1492)
