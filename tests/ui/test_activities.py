"""Activities and hours, by keyboard."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.conftest import PASSPHRASE
from tests.ui.conftest import CHEAP_DOORS, TODAY
from tests.ui.keyboard import Keyboard
from vp_desk.desk import ChangeKind, Desk, MonthHours, YearHours
from vp_desk.desk.changes import changed
from vp_desk.periods import Month, ReportingYear
from vp_desk.records import Activity
from vp_desk.storage import lists
from vp_desk.taxonomy import Code
from vp_desk.ui.forms.number_input import NumberInput
from vp_desk.ui.models.activities import ActivitiesModel
from vp_desk.ui.pages.activities_page import ActivitiesPage
from vp_desk.ui.pages.cases_page import CasesPage
from vp_desk.ui.pages.conversation_page import ConversationPage
from vp_desk.ui.pages.hours_card import sentence_of
from vp_desk.ui.window import Window
from vp_desk.ui.workspace import Workspace

Y2026 = ReportingYear(2026)


@pytest.fixture
def hands() -> Keyboard:
    return Keyboard()


def stored(desk: Desk, year: int = 2026) -> tuple[Activity, ...]:
    return desk.activities(desk.calendar.year(year))


def add(desk: Desk, day: date, kind: str = "information", **fields: object) -> None:
    values: dict[str, object] = {"held_on": day, "kind": kind, "quarters": 4}
    desk.add_activity(Activity(**(values | fields)))  # type: ignore[arg-type]


def activities(qtbot: QtBot, workspace: Workspace, hands: Keyboard) -> ActivitiesPage:
    hands.press(Qt.Key.Key_N, ctrl=True, shift=True)
    page = workspace.page
    assert isinstance(page, ActivitiesPage)
    read(qtbot, workspace)
    return page


def read(qtbot: QtBot, workspace: Workspace) -> None:
    qtbot.waitUntil(lambda: not workspace.workers.busy)


def save(hands: Keyboard) -> None:
    hands.press(Qt.Key.Key_Return, ctrl=True)


def messages(page: ActivitiesPage) -> list[str]:
    found = page.entry.findChildren(QLabel)
    return [part.text() for part in found if part.property("role") == "error" and part.isVisible()]


def to_table(hands: Keyboard) -> None:
    hands.tab_to("Lijst van activiteiten")


def test_an_activity_takes_few_keystrokes_from_anywhere_and_the_next_one_can_follow(
    qtbot: QtBot, workspace: Workspace, hands: Keyboard
) -> None:
    page = activities(qtbot, workspace, hands)
    hands.strokes = 1
    assert hands.name() == "Soort activiteit"
    hands.type("interv\t90")
    save(hands)
    assert hands.strokes <= 12
    (only,) = stored(workspace.desk)
    assert (only.held_on, only.kind, only.quarters) == (TODAY, "peer_review", 6)
    assert hands.name() == "Soort activiteit"
    hands.type("voorl\t1:30\t")
    save(hands)
    assert [activity.kind for activity in stored(workspace.desk)] == ["peer_review", "information"]
    read(qtbot, workspace)
    assert page.model.rowCount() == 2


def test_everything_of_an_activity_can_be_recorded_by_keyboard(
    qtbot: QtBot, workspace: Workspace, hands: Keyboard
) -> None:
    activities(qtbot, workspace, hands)
    hands.type("voorl\t2 uur")
    hands.press(Qt.Key.Key_M, alt=True)
    qtbot.waitUntil(lambda: hands.name() == "Doelgroep")
    hands.type("leiding\t24\tworksh\t")
    hands.type("Over de gedragscode.")
    save(hands)
    (only,) = stored(workspace.desk)
    assert (only.audience, only.participants, only.form) == ("managers", 24, "workshop")
    assert only.note == "Over de gedragscode."
    assert only.quarters == 8


def test_what_is_missing_or_wrong_is_said_beside_its_field_and_nothing_is_stored(
    qtbot: QtBot, workspace: Workspace, hands: Keyboard
) -> None:
    page = activities(qtbot, workspace, hands)
    save(hands)
    assert messages(page) == ["Kies een soort activiteit.", "Vul in hoe lang het duurde."]
    assert hands.name() == "Soort activiteit"
    hands.type("interv\tlang")
    save(hands)
    assert messages(page) == ["Dit is geen duur. Typ minuten (45) of uren en minuten (1:30)."]
    assert hands.name() == "Duur"
    assert stored(workspace.desk) == ()
    hands.press(Qt.Key.Key_A, ctrl=True)
    hands.type("45")
    save(hands)
    assert len(stored(workspace.desk)) == 1
    assert messages(page) == []


def test_a_kind_is_filled_in_as_the_last_time_until_something_else_is_typed(
    qtbot: QtBot, workspace: Workspace, hands: Keyboard
) -> None:
    add(workspace.desk, date(2025, 11, 3), audience="managers", form="workshop", quarters=6)
    add(workspace.desk, date(2026, 1, 3), audience="team", quarters=8, participants=9)
    page = activities(qtbot, workspace, hands)
    hands.type("voorl\t")
    assert page.entry.typed().quarters == 8
    assert page.entry.typed().audience == "team"
    assert page.entry.typed().participants is None
    assert any("Ingevuld zoals op 3 januari 2026" in x.text() for x in page.findChildren(QLabel))
    hands.press(Qt.Key.Key_A, ctrl=True)
    hands.type("45")
    hands.press(Qt.Key.Key_Backtab, shift=True)
    hands.press(Qt.Key.Key_A, ctrl=True)
    hands.type("interv\t")
    typed = page.entry.typed()
    assert (typed.kind, typed.quarters, typed.audience) == ("peer_review", 3, None)


def test_an_activity_is_changed_in_its_place_and_the_list_has_the_focus_again(
    qtbot: QtBot, workspace: Workspace, hands: Keyboard
) -> None:
    add(workspace.desk, date(2026, 1, 3))
    add(workspace.desk, date(2026, 2, 3), participants=12)
    page = activities(qtbot, workspace, hands)
    to_table(hands)
    hands.press(Qt.Key.Key_Down)
    hands.enter()
    assert hands.name() == "Datum"
    assert page.entry.save_button.text() == "Wijziging opslaan"
    hands.tab_to("Duur")
    hands.press(Qt.Key.Key_A, ctrl=True)
    hands.type("3 uur")
    save(hands)
    assert [activity.quarters for activity in stored(workspace.desk)] == [12, 4]
    read(qtbot, workspace)
    assert hands.name() == "Lijst van activiteiten"
    assert page.table.currentIndex().row() == 1
    assert page.entry.editing is None
    assert not page.dirty


def test_escape_leaves_an_activity_as_it_was(
    qtbot: QtBot, workspace: Workspace, hands: Keyboard
) -> None:
    add(workspace.desk, date(2026, 2, 3))
    before = stored(workspace.desk)
    page = activities(qtbot, workspace, hands)
    to_table(hands)
    hands.enter()
    hands.press(Qt.Key.Key_Escape)
    assert page.entry.editing is None
    assert hands.name() == "Lijst van activiteiten"
    hands.enter()
    hands.tab_to("Duur")
    hands.type("0")
    hands.press(Qt.Key.Key_Escape)
    assert "nog niet opgeslagen" in page.bar.text
    while not (isinstance(hands.target, QPushButton) and hands.target.text() == "Weggooien"):
        hands.press(Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_Space)
    assert stored(workspace.desk) == before
    assert page.entry.editing is None


def test_a_deleted_activity_is_brought_back_with_one_key(
    qtbot: QtBot, workspace: Workspace, hands: Keyboard
) -> None:
    add(workspace.desk, date(2026, 1, 3))
    add(workspace.desk, date(2026, 2, 3), "training")
    page = activities(qtbot, workspace, hands)
    to_table(hands)
    hands.press(Qt.Key.Key_Delete)
    assert [activity.kind for activity in stored(workspace.desk)] == ["information"]
    assert hands.name() == "Lijst van activiteiten"
    read(qtbot, workspace)
    assert page.model.rowCount() == 1
    hands.press(Qt.Key.Key_Z, ctrl=True)
    read(qtbot, workspace)
    assert page.model.rowCount() == 2
    assert len(stored(workspace.desk)) == 2


def test_what_was_typed_waits_as_a_draft_and_comes_back(
    qtbot: QtBot, window: Window, workspace: Workspace, hands: Keyboard
) -> None:
    activities(qtbot, workspace, hands)
    hands.type("interv\t90")
    hands.press(Qt.Key.Key_N, ctrl=True)
    assert isinstance(workspace.page, ConversationPage)
    assert len(workspace.desk.drafts()) == 1
    window.lock()
    again = window.show_vault(CHEAP_DOORS.open(workspace.desk.path, PASSPHRASE))
    qtbot.waitUntil(lambda: hands.name().startswith("Verder: Activiteit"))
    hands.press(Qt.Key.Key_Space)
    page = again.page
    assert isinstance(page, ActivitiesPage)
    assert page.dirty
    assert "eerder typte" in page.bar.text
    hands.press(Qt.Key.Key_Return, ctrl=True)
    (activity,) = stored(again.desk)
    assert (activity.kind, activity.quarters) == ("peer_review", 6)
    assert again.desk.drafts() == ()


def test_the_shortcut_keeps_what_is_being_typed_and_goes_to_the_kind(
    qtbot: QtBot, workspace: Workspace, hands: Keyboard
) -> None:
    page = activities(qtbot, workspace, hands)
    hands.type("interv\t90")
    hands.press(Qt.Key.Key_N, ctrl=True, shift=True)
    assert workspace.page is page
    assert hands.name() == "Soort activiteit"
    assert page.entry.typed().quarters == 6


def test_a_month_leads_to_its_activities(
    qtbot: QtBot, workspace: Workspace, hands: Keyboard
) -> None:
    for day in (date(2026, 1, 3), date(2026, 1, 5), date(2026, 2, 3)):
        add(workspace.desk, day)
    page = activities(qtbot, workspace, hands)
    hands.tab_to("Januari 2026: 0,75 uur aan zaken en 2 uur aan activiteiten, samen 2,75 uur")
    hands.press(Qt.Key.Key_Right, times=2)
    assert hands.name() == "Maart 2026: geen uren"
    hands.enter()
    assert hands.name() == "Maart 2026: geen uren"
    hands.press(Qt.Key.Key_Home)
    hands.enter()
    assert hands.name() == "Lijst van activiteiten"
    assert page.table.currentIndex().row() == 1


def test_the_hours_stand_beside_what_was_agreed(
    qtbot: QtBot, workspace: Workspace, hands: Keyboard
) -> None:
    page = activities(qtbot, workspace, hands)
    assert page.hours.sentence.text().startswith("Tot en met maart: 1,5 uur. Er zijn geen uren")
    changes = workspace.desk.change_settings(replace(workspace.desk.settings, budget_hours=240))
    workspace.bus.changed.emit(changes)
    wanted = "Tot en met maart: 1,5 uur; afgesproken is 60 uur (van 240 in het jaar)."
    qtbot.waitUntil(lambda: page.hours.sentence.text() == wanted)
    page.year.setCurrentIndex(page.year.findText("2025"))
    wanted_before = "In heel 2025: 9 uur; afgesproken was 240 uur."
    qtbot.waitUntil(lambda: page.hours.sentence.text() == wanted_before)


@pytest.mark.parametrize(
    ("today", "budget", "sentence"),
    [
        (
            date(2026, 3, 1),
            240,
            "Tot en met maart: 9 uur; afgesproken is 60 uur (van 240 in het jaar).",
        ),
        (
            date(2026, 1, 9),
            250,
            "Tot en met januari: 3 uur; afgesproken is 20,8 uur (van 250 in het jaar).",
        ),
        (date(2027, 1, 1), 240, "In heel 2026: 36 uur; afgesproken was 240 uur."),
        (date(2025, 12, 31), 240, "Het verslagjaar 2026 moet nog beginnen."),
    ],
)
def test_hours_are_told_in_a_plain_sentence(today: date, budget: int, sentence: str) -> None:
    months = tuple(
        MonthHours(Month(2026, n), talk=8, by_kind={"training": 4}) for n in range(1, 13)
    )
    assert sentence_of(YearHours(Y2026, months, budget), today) == sentence


def test_a_kind_that_was_added_to_the_list_can_be_chosen_at_the_next_visit(
    qtbot: QtBot, workspace: Workspace, hands: Keyboard
) -> None:
    activities(qtbot, workspace, hands)
    workspace.go("cases")
    desk = workspace.desk
    kind = Code("dilemma", "Dilemmatraining", "Dilemmatraining")
    with desk._vault.write() as db:
        lists.save(db, "activity_kind", (kind,))
    desk._forget_lists()
    workspace.bus.changed.emit(changed(ChangeKind.LISTS))
    activities(qtbot, workspace, hands)
    hands.type("dilemm\t60")
    save(hands)
    assert [activity.kind for activity in stored(desk)] == ["dilemma"]


def test_a_new_day_is_the_date_of_the_next_activity(
    qtbot: QtBot, workspace: Workspace, hands: Keyboard
) -> None:
    page = activities(qtbot, workspace, hands)
    assert page.entry.typed().held_on == TODAY
    workspace.go("cases")
    page._today = lambda: date(2026, 3, 13)
    page = activities(qtbot, workspace, hands)
    assert page.entry.typed().held_on == date(2026, 3, 13)


def test_a_case_does_not_appear_among_the_activities_and_the_other_way_round(
    qtbot: QtBot, workspace: Workspace, hands: Keyboard
) -> None:
    page = activities(qtbot, workspace, hands)
    assert page.model.rowCount() == 0
    assert not page.table.isVisible()
    hands.type("interv\t90")
    save(hands)
    hands.press(Qt.Key.Key_F, ctrl=True)
    listed = workspace.page
    assert isinstance(listed, CasesPage)
    qtbot.waitUntil(lambda: not listed.model.waiting)
    assert listed.model.rowCount() == 14


def test_the_list_of_activities_keeps_the_rules_of_its_kind(
    workspace: Workspace, qtmodeltester: ModelTester
) -> None:
    model = ActivitiesModel(workspace.desk)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    add(workspace.desk, date(2026, 1, 3), "authority.interim", participants=1200, note="verzonnen")
    model.show_activities(stored(workspace.desk))
    row = [model.index(0, column).data() for column in range(model.columnCount())]
    assert row == ["3 januari 2026", "Tussentijds gesprek", "1 uur", "", "1.200", ""]
    tip = model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "Gesprek bevoegd gezag › Tussentijds gesprek\nverzonnen"
    spoken = model.index(0, 3).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Doelgroep: niet ingevuld"
    model.show_activities(())
    assert model.rowCount() == 0


@pytest.mark.parametrize(
    ("typed", "value"), [("12", 12), ("1.200", 1200), ("", None), (" 7 ", 7), ("0", 0)]
)
def test_a_number_is_read_as_people_write_it(
    dressed: QApplication, typed: str, value: int | None
) -> None:
    line = NumberInput()
    QTest.keyClicks(line, typed)
    assert line.problem() == ""
    assert line.value() == value


@pytest.mark.parametrize("typed", ["veel", "-3", "1,5", "12345678"])
def test_what_is_no_number_is_said_so(dressed: QApplication, typed: str) -> None:
    line = NumberInput()
    QTest.keyClicks(line, typed)
    assert "geen aantal" in line.problem()


def test_up_and_down_count(dressed: QApplication) -> None:
    line = NumberInput()
    QTest.keyClick(line, Qt.Key.Key_Up)
    QTest.keyClick(line, Qt.Key.Key_Up)
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, Qt.Key.Key_Down)
    assert line.value() == 0
