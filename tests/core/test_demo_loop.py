"""The invented dossier says nothing of the adviser's own work that is not so."""

from datetime import date

import pytest

from vp_desk.advice import Party, ResponseKind
from vp_desk.demo import LAST_YEAR, invent
from vp_desk.demo_loop import invented_loop
from vp_desk.loop import Loop
from vp_desk.loop_making import Sources, loop_of
from vp_desk.periods import ReportingCalendar
from vp_desk.taxonomy import built_in_lists

CALENDAR = ReportingCalendar()
LOOP = invented_loop(LAST_YEAR)
YEARS = range(LAST_YEAR - 3, LAST_YEAR + 1)


def told(year: int) -> Loop:
    """As the report of a year tells it, on its day in the demonstration."""
    sources = Sources(LOOP.recommendations, LOOP.signals, LOOP.agreements, (), LOOP.checks)
    return loop_of(sources, CALENDAR.year(year), CALENDAR, date(year + 1, 1, 19), built_in_lists())


@pytest.mark.parametrize("year", [year for year in YEARS if year > LAST_YEAR - 3])
def test_a_talk_each_quarter_was_agreed_and_there_was_one_each_quarter(year: int) -> None:
    (agreed,) = (each for each in LOOP.agreements if "Elk kwartaal" in each.text)
    held = [a.held_on for a in invent().activities if a.kind == "authority.planned"]
    assert agreed.party is Party.AUTHORITY
    assert sorted((day.month - 1) // 3 for day in held if day.year == year) == [0, 1, 2, 3]
    until = [day for day in held if day.year == agreed.made_on.year]
    assert agreed.done_on is not None
    assert agreed.made_on <= until[0]
    assert until[-1] <= agreed.done_on


def test_in_the_first_year_there_were_no_regular_talks() -> None:
    held = [a for a in invent().activities if a.held_on.year == LAST_YEAR - 3]
    assert sum(a.kind.startswith("authority") for a in held) < 4


def test_an_answer_within_the_weeks_agreed_is_not_told_as_kept_while_one_came_late() -> None:
    late = [
        each
        for year in YEARS
        for advice in told(year).earlier
        if (each := advice.answer).late_for is not None
    ]
    assert late
    for year in YEARS:
        agreed = [each for relation in told(year).relations for each in relation.agreements]
        assert not any(each.done for each in agreed if "acht weken" in each.text)


def test_what_is_declined_is_not_put_off() -> None:
    declined = [
        each.response.text
        for each in LOOP.recommendations
        if each.response and each.response.kind is ResponseKind.DECLINED
    ]
    assert declined
    assert not any("volgende begroting" in text or "later" in text for text in declined)
