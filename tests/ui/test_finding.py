"""Finding a case back, by keyboard alone: words, filters, kept views, order, columns."""

from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import PASSPHRASE
from tests.ui.conftest import CHEAP_DOORS, TODAY
from tests.ui.keyboard import Keyboard
from vp_desk.desk import View
from vp_desk.periods import Month
from vp_desk.records import Activity, Case
from vp_desk.selection import Selection, Span
from vp_desk.ui.columns_dialog import ColumnsDialog
from vp_desk.ui.forms.inputs import NoteInput
from vp_desk.ui.forms.sections import CASE_BY_KEY
from vp_desk.ui.models.cases import LINE_ROLE, MARKS_ROLE
from vp_desk.ui.pages.case_page import CasePage
from vp_desk.ui.pages.cases_page import CasesPage
from vp_desk.ui.theme import LIGHT
from vp_desk.ui.views_menu import KeepDialog, ManageDialog
from vp_desk.ui.window import Window
from vp_desk.ui.workspace import Workspace

ENTER, ESCAPE, DELETE = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Delete


@pytest.fixture
def hands() -> Keyboard:
    return Keyboard()


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> CasesPage:
    return settled(qtbot, workspace)


def settled(qtbot: QtBot, workspace: Workspace) -> CasesPage:
    """The list of cases, read."""
    workspace.go("cases")
    page = workspace.page
    assert isinstance(page, CasesPage)
    qtbot.waitUntil(lambda: not page.model.waiting and page.model.selection == page.selection)
    return page


def shown(qtbot: QtBot, page: CasesPage) -> int:
    """How many cases are listed, once what was asked is read."""
    qtbot.waitUntil(lambda: not page.model.waiting and page.model.selection == page.selection)
    return page.model.rowCount()


def chips(page: CasesPage) -> list[str]:
    return [chip.accessibleName().removeprefix("Filter ") for chip in page.filters.chips]


def cell(page: CasesPage, row: int, key: str) -> QModelIndex:
    keys = [column.key for column in page.model.columns]
    return page.model.index(row, keys.index(key))


D = TypeVar("D", bound=QDialog)


def the_dialog(qtbot: QtBot, kind: type[D]) -> D:
    """The dialog that was opened, once it has the keyboard."""

    def has_focus() -> bool:
        dialog, focus = QApplication.activeModalWidget(), QApplication.focusWidget()
        return dialog is not None and focus is not None and dialog.isAncestorOf(focus)

    qtbot.waitUntil(has_focus)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, kind)
    return dialog


def back_in(qtbot: QtBot, window: Window) -> None:
    """Let the window have the keyboard again; without a screen no window manager gives it back."""
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def filter_by(hands: Keyboard, field: str, *values: str) -> None:
    hands.press(Qt.Key.Key_F, ctrl=True, shift=True)
    hands.type(field)
    hands.enter()
    for value in values:
        hands.type(value)
        hands.enter()
    hands.press(ESCAPE)


def test_searched_words_are_marked_in_labels_and_in_a_cutting_of_the_note(
    qtbot: QtBot, page: CasesPage, hands: Keyboard
) -> None:
    hands.press(Qt.Key.Key_F, ctrl=True)
    hands.type("noot fraude")
    assert shown(qtbot, page) == 1
    kind = cell(page, 0, "types")
    text, ((begin, end),) = kind.data(), kind.data(MARKS_ROLE)
    assert text[begin:end] == "fraude" or text[begin:end] == "Fraude"
    assert kind.data(LINE_ROLE) == (
        ("Notitie: ", False),
        ("aap ", False),
        ("noot", True),
        (" mies", False),
    )
    heard = cell(page, 0, "code").data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard.endswith("Gevonden: Notitie: aap noot mies")
    assert cell(page, 0, "month").data(MARKS_ROLE) is None


def colours(image: QImage) -> set[str]:
    return {
        QColor(image.pixel(x, y)).name()
        for x in range(image.width())
        for y in range(image.height())
    }


def test_a_mark_is_seen_on_the_screen_in_a_row_with_room_for_it(
    qtbot: QtBot, page: CasesPage, hands: Keyboard
) -> None:
    low = page.table.rowHeight(0)
    assert LIGHT.warning_tint not in colours(page.table.viewport().grab().toImage())
    hands.press(Qt.Key.Key_F, ctrl=True)
    hands.type("noot")
    assert shown(qtbot, page) == 1
    high = page.table.rowHeight(0)
    assert high > low
    row = page.table.viewport().grab().toImage().copy(0, 0, 500, high)
    assert LIGHT.warning_tint in colours(row.copy(0, high // 2, 500, high // 2))
    hands.press(ESCAPE)
    assert shown(qtbot, page) == 14
    assert page.table.rowHeight(0) == low


def test_a_value_is_typed_at_once_and_two_fields_go_together(
    qtbot: QtBot, page: CasesPage, hands: Keyboard
) -> None:
    hands.press(Qt.Key.Key_F, ctrl=True, shift=True)
    hands.type("pesten")
    hands.enter()
    assert shown(qtbot, page) == 5
    hands.type("2025")
    hands.enter()
    assert shown(qtbot, page) == 4
    hands.press(ESCAPE)
    assert page.table.hasFocus()
    assert chips(page) == ["Begonnen in: 2025", "Type schending: Pesten"]
    assert page.selection == Selection(
        begin=Month(2025, 1),
        end=Month(2026, 1),
        codes={"types": frozenset({"conduct.bullying"})},
    )


def test_a_chip_is_reached_changed_and_taken_away_by_keyboard(
    qtbot: QtBot, page: CasesPage, hands: Keyboard
) -> None:
    filter_by(hands, "status", "lopend")
    filter_by(hands, "type", "fraude", "intimidatie")
    assert shown(qtbot, page) == 4
    hands.tab_to("Filter Type schending: Fraude of valsheid of Intimidatie")
    hands.enter()
    assert hands.name() == "Type schending"
    hands.press(ESCAPE)
    hands.press(Qt.Key.Key_Backspace)
    hands.press(ESCAPE)
    assert len(chips(page)) == 2
    assert hands.name().startswith("Filter Type schending")
    hands.press(DELETE)
    assert chips(page) == ["Status: Lopend"]
    assert hands.name() == "Filter Status: Lopend"
    assert shown(qtbot, page) == 7
    hands.press(DELETE)
    assert shown(qtbot, page) == 14
    assert page.table.hasFocus()
    assert not page.filters.isVisible()


def test_chips_are_walked_along_and_all_taken_away_at_once(
    qtbot: QtBot, page: CasesPage, hands: Keyboard
) -> None:
    filter_by(hands, "status", "lopend")
    filter_by(hands, "2025")
    assert chips(page) == ["Begonnen in: 2025", "Status: Lopend"]
    page.filters.focus_chip("period")
    hands.press(Qt.Key.Key_Right)
    assert hands.name() == "Filter Status: Lopend"
    hands.press(Qt.Key.Key_Right)
    assert hands.name() == "Alle filters weghalen"
    hands.press(Qt.Key.Key_Space)
    assert shown(qtbot, page) == 14
    assert chips(page) == []


def test_a_click_on_the_cross_takes_a_filter_away_and_one_beside_it_changes_it(
    qtbot: QtBot, page: CasesPage
) -> None:
    page.show_selection(Selection(codes={"status": frozenset({"open"})}))
    assert shown(qtbot, page) == 7
    (chip,) = page.filters.chips
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert page.editor.key == "status"
    page.editor.close_editor()
    at_cross = QPoint(chip.width() - 10, chip.height() // 2)
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=at_cross)
    assert chips(page) == []
    assert shown(qtbot, page) == 14


def test_a_view_with_something_unknown_in_it_says_so(
    qtbot: QtBot, page: CasesPage, workspace: Workspace
) -> None:
    view = View("Oud", Selection(words="noot"), dropped=("Status: vanished",))
    page._on_view(view)
    assert shown(qtbot, page) == 1
    assert "“Oud”" in page.bar.text
    assert "Status: vanished" in page.bar.text


def test_periods_are_chosen_from_one_until_another(
    qtbot: QtBot, page: CasesPage, hands: Keyboard
) -> None:
    filter_by(hands, "gesprek in", "maart 2025\t2e kwartaal 2025")
    assert chips(page) == ["Gesprek in: maart 2025 t/m juni 2025"]
    assert page.selection.talks == Span(Month(2025, 3), Month(2025, 7))
    assert shown(qtbot, page) == 4
    filter_by(hands, "doorloop", "2026")
    assert chips(page) == ["Doorloop in: 2026"]
    assert shown(qtbot, page) == 0
    assert not page.table.isVisible()


def test_a_view_is_kept_and_chosen_again_after_a_lock(
    qtbot: QtBot, window: Window, page: CasesPage, hands: Keyboard, filled_vault: Path
) -> None:
    filter_by(hands, "status", "lopend")
    hands.press(Qt.Key.Key_F, ctrl=True)
    hands.type("pest")
    assert shown(qtbot, page) == 3
    hands.press(Qt.Key.Key_O, ctrl=True, shift=True)
    hands.type("b")
    the_dialog(qtbot, KeepDialog)
    hands.type("Lopend pesten")
    hands.enter()
    back_in(qtbot, window)
    window.lock()
    assert window.workspace is None
    workspace = window.show_vault(CHEAP_DOORS.open(filled_vault, PASSPHRASE))
    page = settled(qtbot, workspace)
    assert shown(qtbot, page) == 14
    assert chips(page) == []
    hands.press(Qt.Key.Key_O, ctrl=True, shift=True)
    hands.type("1")
    assert shown(qtbot, page) == 3
    assert chips(page) == ["Status: Lopend"]
    assert page.search.text() == "pest"
    back_in(qtbot, window)
    assert page.table.hasFocus()
    hands.press(Qt.Key.Key_O, ctrl=True, shift=True)
    hands.type("0")
    assert shown(qtbot, page) == 14
    assert page.search.text() == ""


def test_a_view_is_renamed_and_deleted_by_keyboard(
    qtbot: QtBot, page: CasesPage, workspace: Workspace, hands: Keyboard
) -> None:
    views, lists = workspace.desk.views, workspace.desk.lists
    views.keep(View("Aap", Selection()))
    views.keep(View("Noot", Selection(words="noot")))
    hands.press(Qt.Key.Key_O, ctrl=True, shift=True)
    hands.type("h")
    dialog = the_dialog(qtbot, ManageDialog)
    hands.press(Qt.Key.Key_F2)
    hands.press(Qt.Key.Key_A, ctrl=True)
    hands.type("noot")
    hands.enter()
    qtbot.waitUntil(lambda: "al een weergave" in dialog.bar.text)
    assert [view.name for view in views.all(lists)] == ["Aap", "Noot"]
    qtbot.waitUntil(dialog.names.hasFocus)
    hands.press(Qt.Key.Key_F2)
    hands.press(Qt.Key.Key_A, ctrl=True)
    hands.type("Mies")
    hands.enter()
    qtbot.waitUntil(lambda: [v.name for v in views.all(lists)] == ["Mies", "Noot"])
    qtbot.waitUntil(dialog.names.hasFocus)
    hands.press(Qt.Key.Key_Down)
    hands.press(DELETE)
    assert [view.name for view in views.all(lists)] == ["Mies"]
    dialog.accept()


def test_a_view_without_a_name_is_refused_and_a_known_one_is_kept_anew(
    qtbot: QtBot, window: Window, page: CasesPage, workspace: Workspace, hands: Keyboard
) -> None:
    page.keep_view()
    dialog = the_dialog(qtbot, KeepDialog)
    hands.enter()
    assert "een naam" in dialog.bar.text
    hands.type("Mijn lijst")
    hands.enter()
    back_in(qtbot, window)
    page._on_view(workspace.desk.views.all(workspace.desk.lists)[0])
    page.search.setText("noot")
    page.keep_view()
    the_dialog(qtbot, KeepDialog)
    hands.enter()
    (view,) = workspace.desk.views.all(workspace.desk.lists)
    assert (view.name, view.selection.words) == ("Mijn lijst", "noot")


def test_columns_are_chosen_moved_and_remembered_in_the_vault(
    qtbot: QtBot, window: Window, page: CasesPage, hands: Keyboard, filled_vault: Path
) -> None:
    hands.press(Qt.Key.Key_O, ctrl=True, shift=True)
    hands.type("k")
    the_dialog(qtbot, ColumnsDialog)
    hands.press(Qt.Key.Key_Space)  # the month away
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Down, ctrl=True)  # the type after the status
    hands.press(Qt.Key.Key_End)
    hands.press(Qt.Key.Key_Space)  # the last conversation
    hands.enter()
    wanted = ["code", "status", "types", "unit", "contacts", "last_contact"]
    assert [column.key for column in page.model.columns] == wanted
    assert cell(page, 0, "last_contact").data() == "2 feb 2026"
    back_in(qtbot, window)
    page.tools.order.setFocus()
    hands.press(Qt.Key.Key_End)
    hands.press(Qt.Key.Key_Up)  # the month stands last: it has no column
    assert page.order.currentText() == "Op laatste gesprek"
    hands.press(Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_Space)
    assert shown(qtbot, page) == 14
    assert cell(page, 0, "last_contact").data() == "2 jan 2025"
    window.lock()
    page = settled(qtbot, window.show_vault(CHEAP_DOORS.open(filled_vault, PASSPHRASE)))
    assert [column.key for column in page.model.columns] == wanted
    assert page.selection == Selection(order="last_contact", descending=False)


def test_another_page_shows_exactly_a_selection(qtbot: QtBot, page: CasesPage) -> None:
    page.search.setText("noot")
    wanted = Selection(codes={"status": frozenset({"open"})}, order="code", descending=False)
    page.show_selection(wanted)
    assert shown(qtbot, page) == 7
    assert page.search.text() == ""
    assert chips(page) == ["Status: Lopend"]
    assert page.order.currentText() == "Op zaakcode"
    assert page.selection == wanted


def test_a_case_far_down_stays_current_and_in_sight_when_the_list_is_read_again(
    qtbot: QtBot, page: CasesPage, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vp_desk.ui.models.cases.PAGE_SIZE", 4)
    page.show_selection(Selection())
    assert shown(qtbot, page) == 14
    page.table.setCurrentIndex(page.model.index(12, 0))
    qtbot.waitUntil(lambda: page.model.code_at(12) is not None)
    code = page.model.code_at(12)
    new = Case(code=workspace.desk.new_case_code(), month=Month(2026, 3), types=("powers",))
    workspace.bus.changed.emit(workspace.desk.add_case(new, None))
    assert shown(qtbot, page) == 15
    assert page.table.currentIndex().row() == 13
    assert page.model.code_at(13) == code
    rows = page.table.rowAt(page.table.viewport().height() - 1)
    assert rows == -1 or rows >= 13


def test_going_into_a_case_and_back_keeps_filters_words_and_place(
    qtbot: QtBot, page: CasesPage, workspace: Workspace, hands: Keyboard
) -> None:
    filter_by(hands, "status", "lopend")
    assert shown(qtbot, page) == 7
    hands.press(Qt.Key.Key_Down, times=2)
    code = page.model.code_at(2)
    assert code is not None
    hands.enter()
    assert isinstance(workspace.page, CasePage)
    changed = replace(workspace.desk.case(code).case, outcome="improved")
    workspace.bus.changed.emit(workspace.desk.change_case(changed))
    hands.press(ESCAPE)
    page = settled(qtbot, workspace)
    assert chips(page) == ["Status: Lopend"]
    assert page.model.code_at(page.table.currentIndex().row()) == code


def test_searched_words_are_marked_in_the_note_of_the_case_that_is_opened(
    qtbot: QtBot, page: CasesPage, workspace: Workspace, hands: Keyboard
) -> None:
    hands.press(Qt.Key.Key_F, ctrl=True)
    hands.type("noot")
    assert shown(qtbot, page) == 1
    hands.enter()
    hands.enter()
    case_page = workspace.page
    assert isinstance(case_page, CasePage)
    note = case_page.form.rows[CASE_BY_KEY["note"]].widget
    assert isinstance(note, NoteInput)
    QApplication.processEvents()
    (mark,) = note.document().firstBlock().layout().formats()
    assert (mark.start, mark.length) == (4, 4)
    assert not case_page.dirty
    assert note.toPlainText() == "aap noot mies"


def test_activities_with_the_words_are_counted_above_the_list(
    qtbot: QtBot, page: CasesPage, workspace: Workspace, hands: Keyboard
) -> None:
    for note in ("Over pesten in teams", "Iets anders", "Pestgedrag"):
        workspace.desk.add_activity(Activity(held_on=TODAY, kind="information", note=note))
    hands.press(Qt.Key.Key_F, ctrl=True)
    hands.type("pest")
    assert shown(qtbot, page) == 5
    assert page.model.activities == 2
    assert page.found.words.text() == "5 zaken  ·  ook gevonden in 2 activiteiten"
    hands.type(" informatie")
    assert shown(qtbot, page) == 0
    hands.press(ESCAPE)
    assert shown(qtbot, page) == 14
    assert page.found.words.text() == "14 zaken"


@pytest.mark.parametrize("name", ["keep_view", "choose_columns", "_manage_views"])
def test_every_part_of_the_dialogs_has_a_name_and_escape_changes_nothing(
    qtbot: QtBot, window: Window, page: CasesPage, workspace: Workspace, hands: Keyboard, name: str
) -> None:
    workspace.desk.views.keep(View("Aap", Selection()))
    columns, views = page.model.columns, workspace.desk.views.all(workspace.desk.lists)
    getattr(page, name)()
    dialog = the_dialog(qtbot, QDialog)
    for widget in dialog.findChildren(QWidget):
        if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and widget.isVisible():
            interface = QAccessible.queryAccessibleInterface(widget)
            assert interface.text(QAccessible.Text.Name).strip(), widget
    hands.press(ESCAPE)
    back_in(qtbot, window)
    assert page.model.columns == columns
    assert workspace.desk.views.all(workspace.desk.lists) == views
