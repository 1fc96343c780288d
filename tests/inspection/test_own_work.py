"""Advice, talks and the self-check in a finished PDF: told as they are, and not a number more."""

from dataclasses import replace
from datetime import date

import pytest

from tests.inspection.conftest import EDITIONS, FACTS, Year
from vp_desk.demo import LAST_YEAR
from vp_desk.demo_loop import invented_loop
from vp_desk.inspection.knowledge import Knowledge
from vp_desk.inspection.own_text import own_text_findings
from vp_desk.loop import Loop
from vp_desk.loop_making import Sources, loop_of
from vp_desk.periods import ReportingCalendar
from vp_desk.reporting.annual import annual_report
from vp_desk.reporting.text import all_text
from vp_desk.taxonomy import built_in_lists

CALENDAR = ReportingCalendar()


@pytest.fixture(scope="module")
def loop() -> Loop:
    """What the invented adviser tells in the last report."""
    held = invented_loop(LAST_YEAR)
    signals = tuple(replace(each, release=1) for each in held.signals)
    sources = Sources(held.recommendations, signals, held.agreements, held.planned, held.checks)
    return loop_of(sources, CALENDAR.year(LAST_YEAR), CALENDAR, FACTS.date, built_in_lists())


@pytest.fixture(scope="module")
def told(hiding: Year, loop: Loop) -> Year:
    return replace(hiding, facts=replace(FACTS, loop=loop))


@pytest.mark.parametrize("edition", EDITIONS)
def test_all_that_is_told_of_the_loop_may_be_told(told: Year, edition: str) -> None:
    year = replace(
        told, facts=replace(told.facts, loop=told.facts.loop.within(EDITIONS[edition].chapters))
    )
    assert year.inspect("r.pdf", year.pdf(EDITIONS[edition]), edition).findings == ()


def test_a_signal_that_was_answered_late_says_so_with_both_days(told: Year, loop: Loop) -> None:
    (signal,) = loop.signals
    late = replace(signal.answer, day=date(2025, 11, 3), late_for=date(2025, 10, 15))
    held = replace(loop, signals=(replace(signal, answer=late),))
    year = replace(told, facts=replace(told.facts, loop=held))
    text = " ".join(all_text(annual_report(year.publication, year.facts).to_json()))
    assert "overgenomen (3 november 2025; gevraagd uiterlijk 15 oktober 2025)." in text
    assert year.inspect("r.pdf", year.pdf(EDITIONS["authority"])).findings == ()


def test_a_count_of_advice_that_is_not_so_is_found(told: Year, loop: Loop) -> None:
    """In the table per year, whose heads stand in two lines, and in the summary."""
    first, *years = loop.years
    other = replace(first, answers=(*first.answers[:-1], 7))
    earlier = tuple(replace(each, state="Begonnen") for each in loop.earlier)
    for wrong in (replace(loop, years=(other, *years)), replace(loop, earlier=earlier)):
        content = replace(told, facts=replace(told.facts, loop=wrong)).pdf(EDITIONS["authority"])
        assert told.inspect("r.pdf", content).findings


def test_the_signal_that_advice_was_given_in_is_own_text_as_well(told: Year, loop: Loop) -> None:
    """A number in its title is judged where the title stands."""
    leaky = tuple(
        replace(each, signal=replace(each.signal, title="Drie zaken over informatie"))
        for each in loop.given
        if each.signal is not None
    )
    assert leaky
    year = replace(told, facts=replace(told.facts, loop=replace(loop, given=leaky)))
    found = own_text_findings(Knowledge(year.allowed(EDITIONS["authority"])))
    assert any("Drie zaken" in finding.sentence for finding in found)
