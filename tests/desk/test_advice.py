"""Recommendations, talks and the self-check in a real vault: kept, taken back, found, and due."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tests.conftest import CHEAP_LIMITS, PASSPHRASE
from vp_desk.advice import OwnRepeatError
from vp_desk.desk import (
    Agreement,
    AgreementId,
    CalendarNameError,
    ChangeKind,
    Desk,
    DueKind,
    FollowUp,
    FollowUpStatus,
    MeasureKind,
    Norm,
    Party,
    PlannedTalk,
    Recommendation,
    RecommendationId,
    Response,
    ResponseKind,
    Score,
    Selection,
    SelfCheck,
    Signal,
    SignalId,
    StillLinkedError,
    TalkId,
    Theme,
    TrailKind,
    UnknownCodeError,
    open_vault,
)
from vp_desk.periods import Month
from vp_desk.records import Activity, Case, CaseCode, Contact
from vp_desk.storage import verify
from vp_desk.storage.database import Database
from vp_desk.storage.rows import RecordMissingError

TODAY = date(2026, 3, 12)
ASKED = Recommendation(
    year=2024,
    text="Verzonnen raad over roosters.",
    kind=MeasureKind.STRUCTURE,
    theme=Theme(("conduct.bullying",), (), ("roosteren",)),
    addressed_to="Directie",
    asked_by=date(2026, 4, 1),
)


def only(desk: Desk) -> Recommendation:
    (found,) = desk.recommendations()
    return found


# --- recommendations ---


def test_a_recommendation_is_kept_with_its_answer_and_follow_up(
    vault_path: Path, desk: Desk
) -> None:
    assert desk.add_recommendation(ASKED).kinds == {ChangeKind.ADVICE}
    number = only(desk).id
    answer = Response(ResponseKind.PARTLY, "Verzonnen antwoord.", date(2025, 3, 1))
    desk.respond(number, answer)
    desk.follow_up(number, FollowUp(2025, FollowUpStatus.STARTED, "Begin.", "Nog geen."))
    desk.follow_up(number, FollowUp(2025, FollowUpStatus.DONE, "Gedaan.", "Rust."))
    expected = replace(
        ASKED,
        id=number,
        response=answer,
        follow_ups=(FollowUp(2025, FollowUpStatus.DONE, "Gedaan.", "Rust."),),
    )
    desk.close()
    with open_vault(vault_path, PASSPHRASE, limits=CHEAP_LIMITS) as again:
        assert only(again) == expected
        assert again.recommendations(2024) == (expected,)
        assert again.recommendations(2023) == ()
        assert again.recommendation(RecommendationId(9)) is None
        assert again.check() == ()


def test_every_change_can_be_taken_back_and_done_again(desk: Desk) -> None:
    desk.add_recommendation(ASKED)
    number = only(desk).id
    desk.respond(number, Response(ResponseKind.NONE))
    desk.delete_recommendation(number, TODAY)
    assert desk.recommendations() == ()
    assert [item.words for item in desk.bin_items()] == ["Aanbeveling van 2024"]
    desk.undo()
    assert desk.bin_items() == ()
    assert only(desk).response == Response(ResponseKind.NONE)
    desk.undo()
    assert only(desk).response is None
    desk.undo()
    assert desk.recommendations() == ()
    for _ in range(3):
        desk.redo()
    assert desk.recommendations() == ()
    assert len(desk.bin_items()) == 1
    (item,) = desk.bin_items()
    assert ChangeKind.ADVICE in desk.restore(item.id).kinds
    assert only(desk).text == ASKED.text


def test_a_repetition_points_at_an_earlier_year_and_holds_it_in_place(desk: Desk) -> None:
    desk.add_recommendation(ASKED)
    first = only(desk)
    desk.add_recommendation(first.again(2025))
    second = desk.recommendations(2025)[0]
    assert second.repeats == first.id
    with pytest.raises(StillLinkedError, match="herhaalt"):
        desk.delete_recommendation(first.id, TODAY)
    with pytest.raises(OwnRepeatError):
        desk.add_recommendation(replace(second, id=RecommendationId(0), year=2023))
    with pytest.raises(OwnRepeatError):
        desk.change_recommendation(replace(second, repeats=RecommendationId(77)))
    chain = desk.chain_of(second.id)
    assert chain is not None
    assert [each.year for each in chain.links] == [2024, 2025]
    assert desk.chain_of(RecommendationId(77)) is None
    desk.delete_recommendation(second.id, TODAY)
    desk.delete_recommendation(first.id, TODAY)
    back = {item.words: item.id for item in desk.bin_items()}
    desk.restore(back["Aanbeveling van 2025"])
    assert only(desk).repeats is None  # what it repeated is not there any more


def test_a_theme_that_no_list_knows_is_refused(desk: Desk) -> None:
    for theme in (Theme(("onbekend",)), Theme((), ("mars",))):
        with pytest.raises(UnknownCodeError):
            desk.add_recommendation(replace(ASKED, theme=theme))
    with pytest.raises(RecordMissingError):
        desk.change_recommendation(replace(ASKED, id=RecommendationId(5)))
    assert desk.recommendations() == ()


def test_what_is_stored_drops_its_draft(desk: Desk) -> None:
    for key in ("aanbeveling", "afspraak"):
        desk.keep_draft(key, {"text": "x"}, datetime(2026, 3, 12, 9, 0))  # noqa: DTZ001
    desk.add_recommendation(ASKED, draft="aanbeveling")
    desk.add_agreement(
        Agreement(made_on=TODAY, party=Party.AUTHORITY, text="Verzonnen."), draft="afspraak"
    )
    assert desk.drafts() == ()


def test_rows_that_were_tampered_with_are_noticed(desk: Desk) -> None:
    desk.add_recommendation(ASKED.with_follow_up(FollowUp(2025, FollowUpStatus.DONE, "Gedaan.")))
    desk.add_signal(Signal(made_on=TODAY, year=2026, title="Titel", text="Tekst."))
    desk.add_agreement(Agreement(made_on=TODAY, party=Party.AUTHORITY, text="Afspraak."))
    desk.plan_talk(PlannedTalk(party=Party.AUTHORITY, day=TODAY))
    desk.set_self_check(SelfCheck(2025, Norm.MEANS, Score.MET, "Goed."))
    for table, words in (
        ("UPDATE recommendations SET text = 'Anders.'", "Een aanbeveling"),
        ("UPDATE follow_ups SET effect = 'Anders.'", "Een aanbeveling"),
        ("DELETE FROM follow_ups", "Een aanbeveling"),
        ("UPDATE signals SET title = 'Anders.'", "Een signaal"),
        ("UPDATE agreements SET in_report = 0", "Een afspraak"),
        ("UPDATE planned_talks SET day = 20250101", "de geplande gesprekken"),
        ("UPDATE self_checks SET score = 1", "de zelftoets"),
    ):
        with desk._vault.write() as db:
            db.execute("SAVEPOINT before")
            db.execute(table)
            found = "".join(str(each) for each in _problems_in(db))
            db.execute("ROLLBACK TO before")
        assert words in found, table


def _problems_in(db: Database) -> list[str]:
    steps = verify._steps(db, ())
    return [str(problem) for step in steps for problem in step()]


def test_all_of_it_is_in_what_is_exported_in_the_clear(desk: Desk, out: Path) -> None:
    desk.add_recommendation(ASKED.with_follow_up(FollowUp(2025, FollowUpStatus.DONE, "Gedaan.")))
    desk.export_all(out / "alles.json", TODAY)
    found = json.loads((out / "alles.json").read_text(encoding="utf-8"))
    assert found["tabellen"]["recommendations"][0]["text"] == ASKED.text
    assert found["tabellen"]["follow_ups"][0]["done"] == "Gedaan."
    for table in ("signals", "agreements", "planned_talks", "self_checks"):
        assert found["tabellen"][table] == []
        assert table in found["uitleg"]["tabellen"]


def test_a_theme_counts_where_a_code_is_used(desk: Desk) -> None:
    desk.add_recommendation(ASKED)
    assert desk.list_editing.usage("types", "conduct").advice == 1
    assert desk.list_editing.usage("types", "conduct.bullying").total == 1
    assert desk.list_editing.usage("types", "financial").advice == 0
    assert desk.list_editing.usage("status", "open").advice == 0


# --- found by words ---


def test_everything_is_found_by_its_words(desk: Desk) -> None:
    desk.add_recommendation(
        replace(ASKED, response=Response(ResponseKind.PARTLY, "Een café-antwoord."))
    )
    desk.add_signal(Signal(made_on=TODAY, year=2026, title="Stille druk", text="Verzonnen."))
    desk.add_agreement(Agreement(made_on=TODAY, party=Party.WORKS_COUNCIL, text="Elk kwartaal."))
    desk.set_self_check(SelfCheck(2025, Norm.MEANS, Score.PARTLY, "Te weinig uren."))

    def keys(words: str) -> list[str]:
        return [hit.key for hit in desk.find_advice(words)]

    number = only(desk).id
    assert keys("roosters") == [f"recommendation/{number}"]
    assert keys("CAFE") == [f"recommendation/{number}"]
    assert keys("pesten directie") == [f"recommendation/{number}"]
    assert keys("deels") == [f"recommendation/{number}", "self_check/2025/11"]
    assert keys("stille druk") == ["signal/1"]
    assert keys("ondernemingsraad kwartaal") == ["agreement/1"]
    assert keys("uren") == ["self_check/2025/11"]
    assert keys("nergens") == []
    assert keys(" ") == []
    (hit,) = desk.find_advice("stille")
    assert (hit.title, hit.text, hit.marks) == (
        "Signaal van 12 maart 2026",
        "Stille druk",
        ((0, 6),),
    )
    (labelled,) = desk.find_advice("directie")
    assert labelled.text == ""
    assert "roosters" not in repr(labelled)
    assert desk.list_cases(Selection(words="roosters"), 10).advice == 1
    assert desk.list_cases(Selection(), 10).advice == 0


# --- talks and agreements ---


def test_relations_hold_what_was_held_agreed_and_planned(desk: Desk) -> None:
    for kind in ("authority.planned", "authority.interim", "works_council", "training"):
        desk.add_activity(Activity(held_on=date(2025, 5, 6), kind=kind, quarters=4))
    desk.add_agreement(
        Agreement(made_on=date(2025, 5, 6), party=Party.AUTHORITY, text="Elk kwartaal.")
    )
    desk.add_agreement(Agreement(made_on=date(2023, 5, 6), party=Party.AUTHORITY, text="Oud."))
    changes = desk.plan_talk(PlannedTalk(party=Party.AUTHORITY, day=date(2026, 4, 9)))
    assert changes.kinds == {ChangeKind.RELATION}
    authority, council, coordinator = desk.relations(desk.calendar.year(2025))
    assert [activity.kind for activity in authority.held] == [
        "authority.planned",
        "authority.interim",
    ]
    assert [each.text for each in authority.agreements] == ["Oud.", "Elk kwartaal."]
    assert [each.day for each in authority.planned] == [date(2026, 4, 9)]
    assert (len(council.held), council.agreements) == (1, ())
    assert coordinator.party is Party.COORDINATOR
    assert desk.agreement(AgreementId(1)) is not None
    desk.keep_agreement(AgreementId(2), date(2024, 1, 1))
    authority, *_ = desk.relations(desk.calendar.year(2025))
    assert [each.text for each in authority.agreements] == ["Elk kwartaal."]


def test_a_talk_can_be_planned_moved_and_taken_away(desk: Desk) -> None:
    desk.plan_talk(PlannedTalk(party=Party.AUTHORITY, day=date(2026, 4, 9)))
    (talk,) = desk.planned_talks()
    desk.plan_talk(replace(talk, day=date(2026, 5, 9)))
    assert [each.day for each in desk.planned_talks()] == [date(2026, 5, 9)]
    desk.drop_talk(talk.id)
    assert desk.planned_talks() == ()
    desk.undo()
    desk.undo()
    assert desk.planned_talks() == (talk,)
    desk.undo()
    assert desk.planned_talks() == ()
    desk.redo()
    assert desk.planned_talks() == (talk,)
    desk.drop_talk(TalkId(99))
    assert desk.planned_talks() == (talk,)


def test_a_talk_that_was_held_is_one_step_to_take_back(desk: Desk) -> None:
    desk.plan_talk(PlannedTalk(party=Party.WORKS_COUNCIL, day=date(2026, 3, 10)))
    (talk,) = desk.planned_talks()
    year = desk.calendar.year(2026)
    held = Activity(held_on=date(2026, 3, 10), kind="works_council", quarters=4)
    changes = desk.hold_talk(held, talk.party, talk.id)
    assert changes.kinds == {ChangeKind.ACTIVITIES, ChangeKind.RELATION}
    assert (desk.planned_talks(), len(desk.activities(year))) == ((), 1)
    step = desk.undo()
    assert step is not None
    assert step.words == "Gesprek met de ondernemingsraad is vastgelegd"
    assert (desk.planned_talks(), desk.activities(year)) == ((talk,), ())
    desk.redo()
    assert (desk.planned_talks(), len(desk.activities(year))) == ((), 1)
    desk.hold_talk(replace(held, kind="authority.interim"), Party.AUTHORITY)
    desk.undo()
    assert len(desk.activities(year)) == 1
    desk.redo()
    assert len(desk.activities(year)) == 2
    with pytest.raises(UnknownCodeError):
        desk.hold_talk(replace(held, kind="onbekend"), Party.AUTHORITY)


def test_an_agreement_goes_to_the_bin_and_comes_back(desk: Desk) -> None:
    made = Agreement(
        made_on=TODAY, party=Party.AUTHORITY, text="Elk kwartaal.", due=TODAY, in_report=False
    )
    desk.add_agreement(made)
    (stored,) = desk.agreements()
    desk.keep_agreement(stored.id, TODAY)
    desk.delete_agreement(stored.id, TODAY)
    (item,) = desk.bin_items()
    assert item.words == "Afspraak van 12 maart 2026 · Bevoegd gezag"
    desk.undo()
    desk.redo()
    assert desk.agreements() == ()
    desk.undo()
    desk.undo()
    assert desk.agreements() == (stored,)
    desk.undo()
    assert desk.agreements() == ()
    desk.redo()
    desk.delete_agreement(stored.id, TODAY)
    desk.restore(desk.bin_items()[0].id)
    assert desk.agreements() == (stored,)
    with pytest.raises(RecordMissingError):
        desk.change_agreement(replace(stored, id=AgreementId(9)))


# --- by when an answer is asked ---


def test_an_answer_is_asked_after_the_report_is_due_and_never_within_eight_weeks(
    desk: Desk,
) -> None:
    weeks = timedelta(weeks=8)
    assert desk.answer_day(2026, date(2026, 11, 26)) == date(2027, 3, 31) + weeks
    assert desk.answer_day(2026, date(2027, 6, 1)) == date(2027, 6, 1) + weeks
    desk.change_settings(replace(desk.settings, report_months=None))
    assert desk.answer_day(2026, date(2026, 11, 26)) == date(2026, 12, 31) + weeks


def test_advice_for_a_report_that_is_out_asks_an_answer_from_today(desk: Desk, out: Path) -> None:
    assert not desk.has_final_report(2025)
    case = Case(code=CaseCode("bodemi-fa"), month=Month(2025, 3), types=("conduct",))
    desk.add_case(case, None)
    assert desk.answer_day(2025, TODAY) == date(2026, 3, 31) + timedelta(weeks=8)
    prepared = desk.prepare(2025)
    desk.write_report(prepared, "authority", out / "concept.pdf", TODAY, concept=True)
    assert not desk.has_final_report(2025)
    desk.write_report(prepared, "authority", out / "a.pdf", TODAY)
    assert desk.has_final_report(2025)
    assert desk.answer_day(2025, TODAY) == TODAY + timedelta(weeks=8)


def test_what_was_repeated_is_not_without_an_answer(desk: Desk) -> None:
    desk.add_recommendation(replace(ASKED, response=Response(ResponseKind.NONE)))
    first = only(desk)
    assert desk.unanswered() == (first,)
    desk.add_recommendation(first.again(2025))
    second = desk.recommendations()[-1]
    assert desk.unanswered() == (second,)
    desk.respond(second.id, Response(ResponseKind.ADOPTED))
    assert desk.unanswered() == ()


# --- the self-check ---


def test_a_step_of_the_self_check_says_what_was_done(desk: Desk) -> None:
    def words() -> str:
        step = desk.history.next_back
        return step.words if step else ""

    desk.set_self_check(SelfCheck(2025, Norm.MEANS, Score.PARTLY))
    assert words() == "Zelftoets van norm 11 is vastgelegd"
    desk.set_self_check(SelfCheck(2025, Norm.MEANS, Score.MET))
    assert words() == "Zelftoets van norm 11 is gewijzigd"
    desk.set_self_check(SelfCheck(2025, Norm.MEANS))
    assert words() == "Zelftoets van norm 11 is leeggemaakt"


def test_a_self_check_always_has_its_four_norms(desk: Desk) -> None:
    assert [check.norm for check in desk.self_check(2025)] == [*Norm]
    desk.set_self_check(SelfCheck(2025, Norm.MEANS, Score.PARTLY, "Te weinig uren."))
    desk.set_self_check(SelfCheck(2025, Norm.MEANS, Score.MOSTLY, "Meer uren."))
    assert desk.self_checks() == (SelfCheck(2025, Norm.MEANS, Score.MOSTLY, "Meer uren."),)
    desk.undo()
    assert desk.self_check(2025)[1].score is Score.PARTLY
    desk.set_self_check(SelfCheck(2025, Norm.MEANS))
    assert desk.self_checks() == ()
    desk.undo()
    desk.undo()
    assert desk.self_checks() == ()


def test_registration_is_counted_from_the_records(desk: Desk) -> None:
    today = desk._clock().date()
    year = desk.calendar.year_of(Month.of(today))
    case = Case(
        code=CaseCode("bodemi-fa"),
        month=Month.of(today),
        types=("conduct.bullying",),
        status="open",
        route=("listening",),
    )
    desk.add_case(case, Contact(case=case.code, held_on=today))
    old = replace(case, code=CaseCode("dagoru-ki"), month=year.previous().begin, route=())
    desk.add_case(old, None)
    found = desk.registration(year, today)
    filled = {field.key: field.cases for field in found.fields}
    assert found.cases == 1
    assert (filled["types"], filled["status"], filled["route"]) == (1, 1, 1)
    assert filled["relation"] == 0
    assert not {"gender", "note", "matter", "aftercare_month"} & filled.keys()
    assert (len(found.lags) + found.month_only, found.undated, found.carried) == (1, 0, 1)
    assert found.proposed is Score.ABSENT
    empty = desk.registration(desk.calendar.year(2001), today)
    assert (empty.cases, empty.share) == (0, None)


def test_a_conversation_of_which_only_the_month_is_known_has_no_lag(desk: Desk) -> None:
    year = desk.calendar.year(2025)
    for number in range(6):
        case = Case(code=CaseCode(f"zaak-{number}"), month=Month(2025, 3), types=("conduct",))
        first = Contact(case=case.code, held_on=date(2025, 3, 1), kind="first")
        desk.add_case(case, replace(first, entered_on=date(2025, 3, 26)))
    found = desk.registration(year, TODAY)
    assert (found.lags, found.month_only, found.undated) == ((), 6, 0)
    assert "Gesprekken" not in found.words
    for day, kind in ((1, "aftercare"), (1, "first"), (2, "first"), (3, "follow_up")):
        talk = Contact(case=CaseCode("zaak-0"), held_on=date(2025, 4, day), kind=kind)
        desk.add_contact(replace(talk, entered_on=date(2025, 4, day + 1)))
    desk.add_contact(Contact(case=CaseCode("zaak-1"), held_on=date(2025, 3, 1), kind="follow_up"))
    found = desk.registration(year, TODAY)
    assert (found.lags, found.month_only, found.undated) == ((1, 1, 1), 8, 0)


def test_a_conversation_remembers_when_it_was_written_down(desk: Desk) -> None:
    case = Case(code=CaseCode("bodemi-fa"), month=Month(2025, 3), types=("conduct",))
    desk.add_case(case, None)
    desk.add_contact(Contact(case=case.code, held_on=date(2025, 3, 1)))
    (talk,) = desk.case(case.code).contacts
    assert talk.entered_on == desk._clock().date()
    desk.change_contact(replace(talk, channel="phone"))
    assert desk.case(case.code).contacts[0].entered_on == talk.entered_on
    desk.delete_contact(desk.case(case.code).contacts[0], TODAY)
    desk.restore(desk.bin_items()[0].id)
    assert desk.case(case.code).contacts[0].entered_on == talk.entered_on
    assert desk.check() == ()


# --- what is due ---


def test_what_is_due_is_told_in_order_and_on_the_day(desk: Desk) -> None:
    desk.change_settings(replace(desk.settings, retention_years=3))
    desk.add_recommendation(replace(ASKED, asked_by=date(2026, 3, 20)))
    desk.add_signal(Signal(made_on=TODAY, year=2026, title="t", text="t", asked_by=TODAY))
    desk.plan_talk(PlannedTalk(party=Party.AUTHORITY, day=date(2026, 4, 9)))
    desk.add_agreement(
        Agreement(made_on=TODAY, party=Party.AUTHORITY, text="t", due=date(2026, 3, 1))
    )
    desk.add_case(Case(code=CaseCode("bodemi-fa"), month=Month(2025, 3), types=("conduct",)), None)
    due = desk.appointments(TODAY)
    assert [each.kind for each in due] == [
        DueKind.AGREEMENT,
        DueKind.ANSWER,
        DueKind.REPORT,
        DueKind.TALK,
        DueKind.RETENTION,
    ]
    assert [each.key for each in due][2] == "report/2025"
    assert [each.kind for each in desk.today(TODAY).appointments] == [
        DueKind.AGREEMENT,
        DueKind.ANSWER,
    ]
    desk.change_settings(replace(desk.settings, report_months=None, retention_years=None))
    kinds = {each.kind for each in desk.appointments(TODAY)}
    assert not kinds & {DueKind.REPORT, DueKind.RETENTION}


def test_a_report_is_due_until_its_readers_have_it(two_years: Desk, out: Path) -> None:
    def due() -> list[str]:
        found = two_years.appointments(date(2026, 1, 12))
        return [each.key for each in found if each.kind is DueKind.REPORT]

    assert due() == ["report/2025"]
    prepared = two_years.prepare(2025)
    two_years.write_report(prepared, "authority", out / "c.pdf", date(2026, 1, 12), concept=True)
    assert due() == ["report/2025"]
    two_years.write_report(prepared, "authority", out / "a.pdf", date(2026, 1, 12))
    assert due() == []


def test_the_calendar_file_holds_days_and_kinds_and_the_trail_knows(desk: Desk, out: Path) -> None:
    desk.add_recommendation(ASKED)
    assert desk.write_calendar(out / "agenda.ics", TODAY) == 1
    text = (out / "agenda.ics").read_text(encoding="utf-8")
    assert "DTSTART;VALUE=DATE:20260401" in text
    assert "rooster" not in text
    assert "Directie" not in text
    before = (out / "agenda.ics").read_bytes()
    desk.write_calendar(out / "agenda.ics", TODAY)
    assert (out / "agenda.ics").read_bytes() == before
    assert desk.safety.trail()[0].kind is TrailKind.CALENDAR
    with pytest.raises(CalendarNameError, match="ics"):
        desk.write_calendar(out / "agenda.txt", TODAY)


# --- patterns ---


def test_patterns_of_the_half_year_are_proposed_and_put_aside(desk: Desk) -> None:
    for number in range(3):
        desk.add_case(
            Case(code=CaseCode(f"zaak-{number}"), month=Month(2026, 2), types=("conduct.gossip",)),
            None,
        )
    (found,) = desk.proposals(TODAY)
    assert (found.type, found.unit, found.cases) == ("conduct.gossip", None, 3)
    assert desk.today(TODAY).proposals == (found,)
    assert desk.put_pattern_aside(found).kinds == {ChangeKind.ADVICE}
    assert desk.proposals(TODAY) == ()
    desk.add_case(
        Case(code=CaseCode("zaak-3"), month=Month(2026, 3), types=("conduct.gossip",)), None
    )
    assert [each.cases for each in desk.proposals(TODAY)] == [4]
    desk.add_signal(Signal(made_on=TODAY, year=2026, title="t", text="t", theme=found.theme))
    assert desk.proposals(TODAY) == ()
    assert desk.signal(SignalId(9)) is None


def test_a_pattern_is_proposed_again_when_the_signal_made_of_it_is_gone(desk: Desk) -> None:
    for number in range(3):
        desk.add_case(
            Case(code=CaseCode(f"zaak-{number}"), month=Month(2026, 2), types=("conduct.gossip",)),
            None,
        )
    (found,) = desk.proposals(TODAY)
    desk.add_signal(Signal(made_on=TODAY, year=2026, title="t", text="t"))
    (signal,) = desk.signals()
    assert desk.proposals(TODAY) == (found,)
    assert desk.tie_pattern(found.key, signal.id).kinds == {ChangeKind.ADVICE}
    assert desk.proposals(TODAY) == ()
    desk.delete_signal(signal.id, TODAY)
    assert desk.proposals(TODAY) == (found,)
