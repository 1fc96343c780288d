"""Invented lives of a vault: the same again, and everything that makes protection hard happens in them."""

from collections import Counter
from itertools import pairwise

import pytest

from vp_desk.axes import PERIOD, TOTAL
from vp_desk.demo_lives import (
    OWN_READERS,
    Copied,
    Corrected,
    Deleted,
    Entered,
    Life,
    Published,
    PutBack,
    Rules,
    TakenOver,
    invent_life,
)
from vp_desk.telling import SmallFigures

LIVES = [invent_life(seed) for seed in range(60)]


def publications(life: Life) -> list[Published]:
    return [each.event for each in life.happenings if isinstance(each.event, Published)]


def test_the_same_seed_gives_the_same_life() -> None:
    assert invent_life(7, 3, 20) == invent_life(7, 3, 20)
    assert invent_life(7, 3, 20) != invent_life(8, 3, 20)


@pytest.mark.parametrize("years", [2, 3, 4, 5])
def test_a_life_has_the_years_and_about_the_cases_that_are_asked_for(years: int) -> None:
    life = invent_life(1, years, 30)
    assert [year.year for year in life.years] == list(range(2026 - years, 2026))
    entered = {e.event.file.case.code for e in life.happenings if isinstance(e.event, Entered)}
    assert 0.5 * 30 * years < len(entered) < 1.5 * 30 * years


def test_what_happens_later_stands_later() -> None:
    for life in LIVES:
        assert all(one.day <= two.day for one, two in pairwise(life.happenings))


def test_everything_that_is_hard_happens() -> None:
    seen = Counter(type(each.event) for life in LIVES for each in life.happenings)
    assert {Corrected, Deleted, TakenOver, Copied, PutBack} < seen.keys()
    assert seen[Rules] > len(LIVES)
    told = [each for life in LIVES for each in publications(life)]
    assert {each.restated for each in told} == {True, False}
    assert {each.trend_years for each in told} > {None, 2}
    assert {each.telling.small_figures for each in told} == {None, *SmallFigures}
    merged = {merging.axis for each in told for merging in each.telling.merged}
    assert merged == {"types", PERIOD}
    assert any(each.telling.dropped for each in told)
    outputs = {output for each in told for output in each.outputs}
    assert {output.suffix for output in outputs} == {".pdf", ".csv", ".xlsx", ".json"}
    assert {output.edition for output in outputs} > {None, "coordinator", OWN_READERS}


def test_cases_are_entered_after_the_report_of_their_year() -> None:
    late = 0
    for life in LIVES:
        day = {
            each.event.year: each.day
            for each in reversed(life.happenings)
            if isinstance(each.event, Published)
        }
        for each in life.happenings:
            if isinstance(each.event, Entered):
                month = each.event.file.case.month
                year = month.year if month.month >= life.first_month else month.year - 1
                late += each.day > day[year]
    assert late > 100


def test_totals_of_before_are_exact_few_secret_or_a_total_alone() -> None:
    kinds = {
        (row.text == "<5", row.published, row.code == TOTAL)
        for life in LIVES
        for each in life.happenings
        if isinstance(each.event, TakenOver)
        for row in each.event.rows
    }
    assert {(True, True, False), (False, False, False), (False, True, True)} < kinds


def test_every_case_begins_with_a_conversation_in_its_month() -> None:
    for life in LIVES[:10]:
        for each in life.happenings:
            if isinstance(each.event, Entered):
                case, talks = each.event.file.case, each.event.file.contacts
                first = talks[0].held_on
                assert (first.year, first.month) == (case.month.year, case.month.month)
                assert all(one.held_on <= two.held_on for one, two in pairwise(talks))
