"""Talks, agreements and the self-check in a real vault."""

from dataclasses import replace
from datetime import date

import pytest

from tests.desk.asking import TODAY
from vp_desk.desk import (
    Agreement,
    AgreementId,
    ChangeKind,
    Desk,
    Norm,
    Party,
    PlannedTalk,
    Score,
    SelfCheck,
    TalkId,
    UnknownCodeError,
)
from vp_desk.periods import Month
from vp_desk.records import Activity, Case, CaseCode, Contact
from vp_desk.storage.rows import RecordMissingError


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
