"""Filters of a selection: in words, taken away, put on, and periods by name."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vp_desk import filters
from vp_desk.filters import AFTERCARE, BY_MONTH, CARRIED, PERIOD, SILENT, TALKS
from vp_desk.periods import Month, ReportingCalendar
from vp_desk.records import Case, CaseCode, Contact
from vp_desk.selection import Selection, Span
from vp_desk.taxonomy import UNKNOWN, built_in_lists

CALENDAR, SCHOOL = ReportingCalendar(), ReportingCalendar(9)
LISTS = built_in_lists()


def words(selection: Selection, calendar: ReportingCalendar = CALENDAR) -> list[str]:
    return [str(each) for each in filters.filters_of(selection, LISTS, calendar)]


def test_a_selection_is_told_filter_by_filter() -> None:
    selection = Selection(
        begin=Month(2025, 1),
        end=Month(2026, 1),
        codes={
            "status": frozenset({"open", UNKNOWN}),
            "types": frozenset({"conduct.bullying", "conduct.intimidation", "financial"}),
            "route": frozenset({"mediation"}),
            "referral": frozenset({"hr", "manager", "mediator", "social_work"}),
        },
        talks=Span(Month(2025, 4), Month(2025, 7)),
        silent_from=Month(2025, 11),
        aftercare=Span(Month(2026, 2), Month(2026, 3)),
    )
    assert words(selection) == [
        "Begonnen in: 2025",
        "Gesprek in: 2e kwartaal 2025",
        "Geen gesprek vanaf: november 2025",
        "Nazorg gepland in: februari 2026",
        "Type schending: Financiële schendingen, Pesten of Intimidatie",
        "Status: Lopend of niet geregistreerd",
        "Gekozen route: Mediation",
        "Doorverwezen naar: Bedrijfsmaatschappelijk werk, HR of 2 andere",
    ]


def test_carried_over_cases_are_one_filter() -> None:
    selection = filters.with_span(Selection(), CARRIED, filters.period_span("2025", SCHOOL))
    assert selection == Selection(end=Month(2025, 9), talks=Span(Month(2025, 9), Month(2026, 9)))
    assert words(selection, SCHOOL) == ["Doorloop in: 2025-2026"]
    assert filters.without(selection, CARRIED) == Selection()
    assert words(selection, CALENDAR) == [
        "Begonnen in: t/m augustus 2025",
        "Gesprek in: september 2025 t/m augustus 2026",
    ]


@pytest.mark.parametrize("key", [*BY_MONTH, "status", "types"])
def test_taking_a_filter_away_undoes_putting_it_on(key: str) -> None:
    before = Selection(words="aap", order="code", codes={"unit": frozenset({"x"})})
    if key in BY_MONTH:
        after = filters.with_span(before, key, Span(Month(2025, 1), Month(2026, 1)))
    else:
        after = filters.with_codes(before, key, ["open"])
    assert after != before
    assert len(words(after)) == 2
    assert filters.without(after, key) == before


def test_choosing_no_codes_takes_the_filter_away() -> None:
    chosen = filters.with_codes(Selection(), "status", ["open", "closed"])
    assert filters.with_codes(chosen, "status", []) == Selection()


def test_everything_keeps_only_the_order() -> None:
    selection = Selection(begin=Month(2025, 1), words="aap", order="code", descending=False)
    assert filters.everything_of(selection) == Selection(order="code", descending=False)


@pytest.mark.parametrize("calendar", [CALENDAR, SCHOOL])
@pytest.mark.parametrize("key", [PERIOD, TALKS, AFTERCARE])
def test_every_period_on_offer_has_a_span_that_is_called_so(
    calendar: ReportingCalendar, key: str
) -> None:
    for entry in filters.periods(key, [calendar.year(2025), calendar.year(2024)]):
        span = filters.period_span(entry.code, calendar)
        assert filters.span_label(span, calendar) == entry.label
        assert filters.period_codes(span, calendar) == (entry.code, None)
        asked = filters.with_span(Selection(), key, span)
        assert filters.span_of(asked, key) == span


MONTHS = st.builds(Month, st.integers(2020, 2026), st.integers(1, 12))


@given(MONTHS, st.integers(1, 40), st.sampled_from([CALENDAR, SCHOOL]))
def test_any_span_is_made_again_from_its_first_and_last_period(
    begin: Month, months: int, calendar: ReportingCalendar
) -> None:
    span = Span(begin, begin.plus(months))
    first, last = filters.period_codes(span, calendar)
    assert first is not None
    start = filters.period_span(first, calendar)
    end = filters.period_span(last, calendar) if last else start
    assert Span(start.begin, end.end) == span


def test_open_spans_are_told() -> None:
    assert words(Selection(begin=Month(2025, 3))) == ["Begonnen in: vanaf maart 2025"]
    assert words(Selection(end=Month(2025, 3))) == ["Begonnen in: t/m februari 2025"]


def test_what_is_switched_off_is_not_offered_and_what_is_not_filled_in_can_be_asked() -> None:
    offered = [entry.code for entry in filters.choices({"gender"})]
    assert "gender" not in offered
    assert {"types", "unit", PERIOD, SILENT} <= set(offered)
    assert UNKNOWN in filters.values_of("status", LISTS)
    assert "open" in filters.values_of("status", LISTS)


def test_a_case_belongs_to_the_months_in_which_there_was_a_conversation() -> None:
    case = Case(code=CaseCode("bodemi-fa"), month=Month(2024, 5), types=("conduct",))
    talk = Contact(case=case.code, held_on=date(2025, 3, 1))
    spring = Span(Month(2025, 3), Month(2025, 6))
    assert Selection(talks=spring).matches(case, [talk])
    assert not Selection(talks=spring).matches(case, [replace(talk, held_on=date(2025, 6, 1))])
    assert not Selection(talks=spring).matches(case)
    assert Selection(silent_from=Month(2025, 4)).matches(case, [talk])
    assert not Selection(silent_from=Month(2025, 3)).matches(case, [talk])


def test_a_selection_is_narrowed_by_words_as_well_as_by_filters() -> None:
    assert not Selection().narrowed
    assert Selection(words="rooster").narrowed
    assert not Selection(words="rooster").filtered
    assert Selection(begin=Month(2025, 1)).narrowed
