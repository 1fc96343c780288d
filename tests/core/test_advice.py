"""Advice and what came of it: records, chains, and what a report tells on its day."""

from dataclasses import replace
from datetime import date

import pytest

from vp_desk.advice import (
    Agreement,
    FollowUp,
    FollowUpStatus,
    Norm,
    NoTextError,
    OwnRepeatError,
    Party,
    PlannedTalk,
    Recommendation,
    RecommendationId,
    Response,
    ResponseKind,
    Score,
    SelfCheck,
    Signal,
    SignalId,
    Theme,
    TooLongError,
    usual_answer_day,
)
from vp_desk.chains import chains, repeated_later
from vp_desk.chapters import CHAPTERS, Chapter
from vp_desk.demo_loop import invented_loop
from vp_desk.loop import Loop, Repeated, ToldBefore
from vp_desk.loop_making import Sources, loop_of
from vp_desk.periods import ReportingCalendar
from vp_desk.reporting.loop_chapters import NO_ANSWER_LABEL, SCALE
from vp_desk.taxonomy import built_in_lists

CALENDAR = ReportingCalendar()
ASKED = Recommendation(
    id=RecommendationId(1), year=2023, text="Verzonnen.", asked_by=date(2024, 4, 1)
)


def told(sources: Sources, year: int, day: date) -> Loop:
    return loop_of(sources, CALENDAR.year(year), CALENDAR, day, built_in_lists())


def advised(*held: Recommendation) -> Sources:
    return Sources(held)


# --- records ---


def test_a_record_without_words_or_with_too_many_is_refused() -> None:
    with pytest.raises(NoTextError, match="aanbeveling"):
        Recommendation(year=2025, text=" \n ")
    with pytest.raises(NoTextError, match="titel"):
        Signal(made_on=date(2025, 1, 1), year=2025, title="", text="Verzonnen.")
    with pytest.raises(NoTextError, match="afspraak"):
        Agreement(made_on=date(2025, 1, 1), party=Party.AUTHORITY, text="")
    with pytest.raises(TooLongError, match="4001 tekens"):
        Recommendation(year=2025, text="x" * 4001)
    with pytest.raises(TooLongError, match="proces"):
        Recommendation(year=2025, text="x", theme=Theme(processes=("y" * 121,)))
    with pytest.raises(TooLongError, match="reactie"):
        Response(ResponseKind.ADOPTED, "x" * 4001)
    with pytest.raises(TooLongError, match="effect"):
        FollowUp(2025, FollowUpStatus.DONE, "", "x" * 4001)
    with pytest.raises(TooLongError, match="toelichting"):
        SelfCheck(2025, Norm.MEANS, None, "x" * 4001)


def test_a_repr_shows_nothing_of_what_was_written() -> None:
    words = "verzonnen geheim"
    for record in (
        Recommendation(year=2025, text=words),
        Signal(made_on=date(2025, 1, 1), year=2025, title=words, text=words),
        Agreement(made_on=date(2025, 1, 1), party=Party.AUTHORITY, text=words),
        Response(ResponseKind.PARTLY, words),
        FollowUp(2025, FollowUpStatus.STARTED, words, words),
        SelfCheck(2025, Norm.MEANS, Score.MET, words),
    ):
        assert words not in repr(record)


def test_every_value_has_words() -> None:
    for kind in (*ResponseKind, *FollowUpStatus, *Party, *Norm, *Score):
        assert kind.label[0].isupper()
    assert [norm.short for norm in Norm][-1] == "Registratie"
    assert FollowUpStatus.DROPPED.over
    assert not FollowUpStatus.STARTED.over
    assert ResponseKind.NONE.label == NO_ANSWER_LABEL
    assert all(score.label.lower() in SCALE for score in Score)


def test_whoever_is_not_named_is_the_authority() -> None:
    assert ASKED.reader == "Bevoegd gezag"
    assert replace(ASKED, addressed_to=" Directie ").reader == "Directie"
    assert (
        Signal(made_on=date(2025, 1, 1), year=2025, title="t", text="t").reader == "Bevoegd gezag"
    )


def test_the_state_of_a_year_is_the_last_that_was_written_down_until_then() -> None:
    held = ASKED.with_follow_up(FollowUp(2025, FollowUpStatus.DONE))
    held = held.with_follow_up(FollowUp(2024, FollowUpStatus.STARTED))
    held = held.with_follow_up(FollowUp(2024, FollowUpStatus.NOT_STARTED))
    assert [(each.year, each.status) for each in held.follow_ups] == [
        (2024, FollowUpStatus.NOT_STARTED),
        (2025, FollowUpStatus.DONE),
    ]
    assert held.follow_up_in(2023) is None
    assert held.is_open(2023)
    assert held.is_open(2024)
    assert not held.is_open(2026)


def test_a_repetition_takes_the_advice_and_not_its_answer() -> None:
    answered = replace(ASKED, response=Response(ResponseKind.NONE))
    again = answered.again(2024)
    assert (again.repeats, again.year, again.text) == (1, 2024, "Verzonnen.")
    assert again.response is None
    assert again.asked_by is None
    with pytest.raises(OwnRepeatError):
        answered.again(2023)


def test_chains_hold_every_recommendation_once() -> None:
    one, two = ASKED, replace(ASKED.again(2024), id=RecommendationId(2))
    other = replace(ASKED.again(2025), id=RecommendationId(3))
    lost = replace(ASKED, id=RecommendationId(4), year=2025, repeats=RecommendationId(99))
    found = chains((lost, other, two, one))
    assert [[each.id for each in chain.links] for chain in found] == [[1, 2], [3], [4]]
    assert found[0].until(2023).last is one
    assert usual_answer_day(date(2026, 1, 5)) == date(2026, 3, 2)


def test_what_another_one_repeats_is_known_and_a_party_has_its_article() -> None:
    again = replace(ASKED.again(2024), id=RecommendationId(2))
    assert repeated_later([ASKED, again]) == {ASKED.id}
    assert [party.called for party in Party] == [
        "het bevoegd gezag",
        "de ondernemingsraad",
        "de integriteitscoördinator",
    ]


# --- what a report tells ---


def test_an_answer_that_did_not_come_is_told_as_plainly_as_one_that_did() -> None:
    waiting = told(advised(ASKED), 2023, date(2024, 2, 1))
    assert waiting.given[0].stand == "nog zonder vervolg"
    assert waiting.given[0].answer.label == "Nog geen reactie"
    assert not waiting.given[0].answered
    (late,) = told(advised(ASKED), 2024, date(2025, 2, 1)).earlier
    assert late.answer.label == "Geen reactie ontvangen"
    assert late.answered
    unasked = replace(ASKED, asked_by=None)
    assert not told(advised(unasked), 2023, date(2024, 2, 1)).given[0].answered
    assert told(advised(unasked), 2024, date(2025, 2, 1)).earlier[0].answered


def test_an_answer_after_the_day_that_was_asked_is_told_as_late() -> None:
    def answer(
        day: date, kind: ResponseKind = ResponseKind.PARTLY
    ) -> tuple[date | None, date | None]:
        held = replace(ASKED, response=Response(kind, "Verzonnen.", day))
        found = told(advised(held), 2024, date(2025, 2, 1)).earlier[0].answer
        return found.day, found.late_for

    asked = date(2024, 4, 1)
    assert answer(date(2024, 4, 1)) == (date(2024, 4, 1), None)
    assert answer(date(2024, 5, 20)) == (date(2024, 5, 20), asked)
    # The day on which it was written down that nothing came is no day of an answer.
    assert answer(date(2024, 5, 20), ResponseKind.NONE) == (None, None)


def test_advice_says_in_which_signal_it_was_given_first_when_the_report_names_that() -> None:
    signal = Signal(
        id=SignalId(4),
        made_on=date(2023, 9, 15),
        year=2023,
        title="Titel",
        text="Tekst.",
        response=Response(ResponseKind.ADOPTED, "", date(2023, 10, 2)),
        release=3,
    )
    advice = replace(ASKED, signal=SignalId(4))

    def before(signals: tuple[Signal, ...], year: int = 2023) -> list[ToldBefore | None]:
        found = told(Sources((advice,), signals), year, date(year + 1, 2, 1))
        return [each.signal for each in (*found.given, *found.earlier)]

    named = ToldBefore("Titel", "september 2023", "Overgenomen")
    assert before((signal,)) == [named]
    assert before((signal,), 2024) == [named]
    # What these readers were not to hear of, they do not hear of here either.
    assert before((replace(signal, in_report=False),)) == [None]
    # It did not leave the vault, or after the year: the report of that year names it.
    assert before(()) == [None]
    assert before((replace(signal, made_on=date(2024, 1, 15)),)) == [None]
    whole = told(Sources((advice,), (signal,)), 2023, date(2024, 2, 1))
    (only,) = whole.within([Chapter.RECOMMENDATIONS]).given
    assert only.signal is None
    assert (Chapter.RECOMMENDATIONS, "Titel") in set(whole.texts())
    assert set(whole.months) == {"september 2023"}


def test_advice_that_was_given_again_is_told_as_counting_twice() -> None:
    again = replace(ASKED.again(2024), id=RecommendationId(2))
    other = replace(ASKED, id=RecommendationId(3))
    day = date(2025, 2, 1)
    assert told(advised(ASKED, again), 2024, day).repeats == (
        Repeated("2023", "2024", only_unanswered=True),
    )
    # Two went without an answer: which of them is not clear.
    assert told(advised(ASKED, again, other), 2024, day).repeats == (
        Repeated("2023", "2024", only_unanswered=False),
    )
    # The year is not in the table any more.
    assert told(advised(ASKED, again), 2027, date(2028, 2, 1)).repeats == ()
    assert told(advised(ASKED, again), 2023, date(2024, 2, 1)).repeats == ()


def test_the_number_of_a_norm_is_told_once_the_norms_were_out() -> None:
    sources = Sources(checks=(SelfCheck(2023, Norm.MEANS, Score.MET),))
    labels = {
        day: told(sources, 2023, day).checks[0].label
        for day in (date(2024, 1, 20), date(2026, 1, 20))
    }
    # A report that is made now of an earlier year may cite what came out since.
    assert list(labels.values()) == ["Middelen", "Middelen (norm 11)"]


def test_an_answer_that_came_after_the_day_of_the_report_is_not_in_it() -> None:
    answered = replace(
        ASKED, response=Response(ResponseKind.ADOPTED, "Verzonnen antwoord.", date(2024, 3, 1))
    )
    before = told(advised(answered), 2023, date(2024, 2, 1)).given[0]
    assert not before.answered
    assert before.answer.text == ""
    after = told(advised(answered), 2023, date(2024, 3, 2)).given[0]
    assert (after.answer.label, after.answer.text) == ("Overgenomen", "Verzonnen antwoord.")


def test_advice_is_told_until_nothing_is_to_be_expected_any_more() -> None:
    held = ASKED.with_follow_up(FollowUp(2024, FollowUpStatus.STARTED))
    held = held.with_follow_up(FollowUp(2026, FollowUpStatus.DONE, "Gedaan.", "Effect."))
    states = {
        year: [each.state for each in told(advised(held), year, date(year + 1, 2, 1)).earlier]
        for year in range(2023, 2029)
    }
    assert states == {
        2023: [],
        2024: ["Begonnen"],
        2025: ["Begonnen"],
        2026: ["Uitgevoerd"],
        2027: [],
        2028: [],
    }


def test_the_four_reports_of_the_demonstration_tell_one_loop() -> None:
    """Recommended, not answered, repeated, taken up, seen to work."""
    loop = invented_loop(2025)
    sources = Sources(loop.recommendations)
    reports = {year: told(sources, year, date(year + 1, 1, 19)) for year in range(2022, 2026)}
    text = loop.recommendations[0].text
    first = [each for each in reports[2022].given if each.text == text]
    assert [(each.answered, each.before) for each in first] == [(False, ())]
    (again,) = (each for each in reports[2023].given if each.text == text)
    assert again.before == (("2022", "Geen reactie ontvangen"),)
    (earlier,) = (each for each in reports[2023].earlier if each.text == text)
    assert (earlier.answer.label, earlier.repeated) == ("Geen reactie ontvangen", True)
    (taken,) = (each for each in reports[2024].earlier if each.text == text)
    assert (taken.answer.label, taken.state, taken.effect) == ("Overgenomen", "Begonnen", "")
    (seen,) = (each for each in reports[2025].earlier if each.text == text)
    assert seen.state == "Uitgevoerd"
    assert seen.effect
    counted = {each.year: each.answers for each in reports[2025].years}
    assert list(counted) == ["2022", "2023", "2024", "2025"]
    assert counted["2022"] == (1, 0, 0, 1, 0)


def test_signals_talks_and_self_checks_are_those_of_the_year() -> None:
    made = Signal(made_on=date(2025, 9, 15), year=2025, title="Titel", text="Tekst.", release=3)
    agreements = (
        Agreement(made_on=date(2024, 5, 1), party=Party.AUTHORITY, text="Oud, nog open."),
        Agreement(
            made_on=date(2024, 5, 1),
            party=Party.AUTHORITY,
            text="Oud, gedaan.",
            done_on=date(2024, 6, 1),
        ),
        Agreement(made_on=date(2025, 5, 1), party=Party.AUTHORITY, text="Nieuw."),
        Agreement(made_on=date(2025, 5, 1), party=Party.AUTHORITY, text="Intern.", in_report=False),
    )
    checks = (
        SelfCheck(2024, Norm.MEANS, Score.BEGUN),
        SelfCheck(2025, Norm.MEANS, Score.MET, "Verzonnen."),
    )
    sources = Sources(
        (),
        (made, replace(made, in_report=False), replace(made, made_on=date(2024, 9, 1))),
        agreements,
        (PlannedTalk(party=Party.WORKS_COUNCIL, day=date(2026, 3, 1)),),
        checks,
        {Party.AUTHORITY: 3},
    )
    found = told(sources, 2025, date(2026, 1, 19))
    (signal,) = found.signals
    assert (signal.title, signal.month, signal.answer.label) == (
        "Titel",
        "september 2025",
        "Nog geen reactie",
    )
    authority, council, coordinator = found.relations
    assert (authority.times, [each.text for each in authority.agreements]) == (
        3,
        ["Oud, nog open.", "Nieuw."],
    )
    assert council.planned
    assert (coordinator.times, coordinator.agreements, coordinator.planned) == (0, (), False)
    assert found.has_talks
    # Over a year is not soon, and what was planned for before the day of the report is past.
    for day in (date(2025, 2, 28), date(2026, 3, 2)):
        assert not told(sources, 2024, day).relations[1].planned
    (check,) = found.checks
    assert (check.score, check.points) == ("Op orde", (("2024", 2), ("2025", 5)))
    assert not Loop().has_talks


def test_readers_get_what_their_chapters_hold() -> None:
    loop = invented_loop(2025)
    sources = Sources(
        loop.recommendations,
        tuple(replace(each, release=1) for each in loop.signals),
        loop.agreements,
        loop.planned,
        loop.checks,
    )
    whole = told(sources, 2025, date(2026, 1, 19))
    assert whole.within(CHAPTERS) == whole
    assert whole.within([Chapter.SUMMARY, Chapter.NATURE]) == Loop()
    only = whole.within([Chapter.ROLE])
    assert only.checks
    assert {chapter for chapter, _ in only.texts()} == {Chapter.ROLE}
    assert {chapter for chapter, _ in whole.texts()} == {
        Chapter.ROLE,
        Chapter.SIGNALS,
        Chapter.RECOMMENDATIONS,
        Chapter.RESPONSE,
    }
    assert date(2026, 4, 1) in set(whole.days())


def test_the_invented_loop_ends_on_a_day() -> None:
    loop = invented_loop(2026).until(date(2026, 3, 12))
    assert max(each.year for each in loop.recommendations) == 2025
    assert loop.signals == ()
    days = [each.response.day for each in loop.recommendations if each.response]
    assert all(day is None or day <= date(2026, 3, 12) for day in days)
    late = invented_loop(2025).since(2024)
    assert {each.repeats for each in late.recommendations} == {None}
    assert min(each.year for each in late.checks) == 2024
