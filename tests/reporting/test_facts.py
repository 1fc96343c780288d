"""The period a report says it is about."""

from datetime import date

import pytest

from vp_desk.periods import ReportingYear
from vp_desk.reporting.facts import ReportFacts


@pytest.mark.parametrize(
    ("starts", "day", "words"),
    [
        (1, date(2026, 2, 2), "januari tot en met december 2025"),
        (1, date(2025, 4, 30), "januari tot en met april 2025"),
        (1, date(2025, 1, 31), "januari 2025"),
        (9, date(2026, 2, 2), "september 2025 tot en met februari 2026"),
    ],
)
def test_a_year_that_still_runs_is_told_until_the_day_of_the_report(
    starts: int, day: date, words: str
) -> None:
    facts = ReportFacts("Dienst Voorbeeld", ReportingYear(2025, starts), day)
    unfinished = not words.endswith("december 2025")
    assert facts.unfinished is unfinished
    assert facts.period == words + (" (voorlopig: het verslagjaar loopt nog)" if unfinished else "")
