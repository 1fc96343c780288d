"""What is due, and the patterns that are proposed."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.desk.asking import ASKED, TODAY
from vp_desk.desk import (
    Agreement,
    CalendarNameError,
    ChangeKind,
    Desk,
    DueKind,
    Party,
    PlannedTalk,
    Signal,
    SignalId,
    TrailKind,
)
from vp_desk.periods import Month
from vp_desk.records import Case, CaseCode


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
