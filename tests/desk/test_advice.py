"""Recommendations in a real vault: kept, taken back, found, and by when an answer is asked."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tests.conftest import CHEAP_LIMITS, PASSPHRASE
from tests.desk.asking import ASKED, TODAY, only
from vp_desk.advice import OwnRepeatError
from vp_desk.desk import (
    Agreement,
    ChangeKind,
    Desk,
    FollowUp,
    FollowUpStatus,
    Norm,
    Party,
    PlannedTalk,
    RecommendationId,
    Response,
    ResponseKind,
    Score,
    Selection,
    SelfCheck,
    Signal,
    StillLinkedError,
    Theme,
    UnknownCodeError,
    open_vault,
)
from vp_desk.periods import Month
from vp_desk.records import Case, CaseCode
from vp_desk.storage import verify
from vp_desk.storage.database import Database
from vp_desk.storage.rows import RecordMissingError


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
