"""The overview, by keyboard: every bar says its figure and leads to its cases."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.conftest import PASSPHRASE
from tests.ui.conftest import CHEAP_DOORS
from tests.ui.keyboard import Keyboard
from vp_desk.desk import ChangeKind
from vp_desk.desk.changes import changed
from vp_desk.periods import Month
from vp_desk.records import Activity, Case
from vp_desk.ui.pages.activities_page import ActivitiesPage
from vp_desk.ui.pages.cases_page import CasesPage
from vp_desk.ui.pages.conversation_page import ConversationPage
from vp_desk.ui.pages.overview_page import PRIVATE, OverviewPage
from vp_desk.ui.theme import Appearance, dress
from vp_desk.ui.window import Window
from vp_desk.ui.workspace import Workspace


@pytest.fixture
def hands() -> Keyboard:
    return Keyboard()


def overview(qtbot: QtBot, workspace: Workspace, hands: Keyboard, year: str = "") -> OverviewPage:
    qtbot.waitUntil(lambda: not workspace.workers.busy)
    hands.press(Qt.Key.Key_4, ctrl=True)
    qtbot.waitUntil(lambda: isinstance(workspace.page, OverviewPage))
    page = workspace.page
    assert isinstance(page, OverviewPage)
    if year:
        assert hands.name() == "Verslagjaar"
        hands.type(year)
        assert page.year.currentText() == year
    qtbot.waitUntil(lambda: page.overview is not None and not workspace.workers.busy)
    return page


def cases_listed(qtbot: QtBot, workspace: Workspace) -> CasesPage:
    qtbot.waitUntil(lambda: isinstance(workspace.page, CasesPage))
    page = workspace.page
    assert isinstance(page, CasesPage)
    qtbot.waitUntil(lambda: not page.model.waiting)
    return page


def chips(page: CasesPage) -> list[str]:
    return [chip.accessibleName().removeprefix("Filter ") for chip in page.filters.chips]


def words_in(page: OverviewPage) -> list[str]:
    return [part.text() for part in page.findChildren(QLabel) if part.isVisible()]


def test_the_figures_are_marked_as_not_protected(
    qtbot: QtBot, workspace: Workspace, hands: Keyboard
) -> None:
    page = overview(qtbot, workspace, hands)
    assert PRIVATE in words_in(page)


def test_the_arrow_keys_go_from_bar_to_bar_and_enter_shows_exactly_its_cases(
    qtbot: QtBot, workspace: Workspace, hands: Keyboard
) -> None:
    overview(qtbot, workspace, hands, "2025")
    hands.tab_to("Financiële schendingen: 4 zaken in 2025")
    hands.press(Qt.Key.Key_Down)
    assert hands.name() == "Ongewenste omgangsvormen: 8 zaken in 2025"
    hands.press(Qt.Key.Key_Down)
    assert hands.name() == "Ongewenste omgangsvormen: 8 zaken in 2025"
    hands.press(Qt.Key.Key_Home)
    assert hands.name() == "Financiële schendingen: 4 zaken in 2025"
    hands.press(Qt.Key.Key_Up)
    assert hands.name() == "Financiële schendingen: 4 zaken in 2025"
    hands.press(Qt.Key.Key_End)
    hands.enter()
    listed = cases_listed(qtbot, workspace)
    assert listed.model.rowCount() == 8
    assert chips(listed) == ["Begonnen in: 2025", "Hoofdtype: Ongewenste omgangsvormen"]
    assert hands.name() == "Lijst van zaken"


def test_a_bar_says_the_figures_of_earlier_years_too(
    qtbot: QtBot, workspace: Workspace, hands: Keyboard
) -> None:
    overview(qtbot, workspace, hands)
    hands.tab_to("Financiële schendingen: 0 zaken in 2026, 4 in 2025")
    hands.press(Qt.Key.Key_Right)
    interface = QAccessible.queryAccessibleInterface(hands.target)
    assert interface.text(QAccessible.Text.Name).endswith("2 zaken in 2026, 8 in 2025")
    assert interface.role() == QAccessible.Role.Button


def test_tab_comes_back_to_the_bar_that_was_left(
    qtbot: QtBot, workspace: Workspace, hands: Keyboard
) -> None:
    overview(qtbot, workspace, hands, "2025")
    hands.tab_to("1e kwartaal: 3 zaken in 2025")
    hands.press(Qt.Key.Key_Down, times=2)
    assert hands.name() == "3e kwartaal: 3 zaken in 2025"
    hands.press(Qt.Key.Key_Tab)
    assert hands.name() == "1e kwartaal: 3 gesprekken in 2025"
    hands.press(Qt.Key.Key_Backtab, shift=True)
    assert hands.name() == "3e kwartaal: 3 zaken in 2025"


def test_subtypes_are_shown_on_demand(qtbot: QtBot, workspace: Workspace, hands: Keyboard) -> None:
    page = overview(qtbot, workspace, hands, "2025")
    bars = page.charts["types"].view
    assert len(bars.bars) == 2
    while hands.target is not page.charts["types"].parts_button:
        hands.press(Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_Space)
    names = [bar.accessibleName() for bar in bars.bars]
    assert "Pesten: 4 zaken in 2025" in names
    assert page.charts["types"].parts_button.text() == "Subtypen verbergen"
    bars.focus_bar(names.index("Pesten: 4 zaken in 2025"))
    hands.enter()
    listed = cases_listed(qtbot, workspace)
    assert listed.model.rowCount() == 4
    assert chips(listed) == ["Begonnen in: 2025", "Hoofdtype: Pesten"]


def test_the_mark_over_the_list_takes_the_filter_away(
    qtbot: QtBot, workspace: Workspace, hands: Keyboard
) -> None:
    overview(qtbot, workspace, hands, "2025")
    hands.tab_to("1e kwartaal: 3 gesprekken in 2025")
    hands.enter()
    listed = cases_listed(qtbot, workspace)
    assert listed.model.rowCount() == 3
    assert chips(listed) == ["Gesprek in: 1e kwartaal 2025"]
    hands.tab_to("Filter Gesprek in: 1e kwartaal 2025")
    hands.press(Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: listed.model.rowCount() == 14)
    assert chips(listed) == []


def test_what_was_given_is_changed_in_the_list_and_stays_the_main_type(
    qtbot: QtBot, workspace: Workspace
) -> None:
    selection = workspace.desk.overview(2025, date(2026, 3, 12)).quarters("cases")[0].cases
    assert selection is not None
    given = replace(selection, codes={"types": frozenset({"conduct"})})
    workspace.show_cases(replace(given, first_only=frozenset({"types"})))
    page = cases_listed(qtbot, workspace)
    assert page.model.rowCount() == 2
    assert chips(page) == [
        "Begonnen in: 1e kwartaal 2025",
        "Hoofdtype: Ongewenste omgangsvormen",
    ]
    page.filters.edit_wanted.emit("types")
    picker = page.editor.codes
    assert picker is not None
    picker.add("financial")
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    assert chips(page)[1] == "Hoofdtype: Financiële schendingen of Ongewenste omgangsvormen"
    workspace.bus.changed.emit(changed(ChangeKind.SETTINGS))
    assert len(chips(page)) == 2


def test_key_figures_lead_to_their_cases_and_hours_to_the_months(
    qtbot: QtBot, workspace: Workspace, hands: Keyboard
) -> None:
    page = overview(qtbot, workspace, hands, "2025")
    assert page.key_figures["hours_cases"].accessibleName() == "Uren aan zaken: 9"
    hands.tab_to("Nieuwe zaken: 12")
    hands.enter()
    assert cases_listed(qtbot, workspace).model.rowCount() == 12
    overview(qtbot, workspace, hands, "2025")
    hands.tab_to("Uren aan activiteiten: 0")
    hands.enter()
    shown = workspace.page
    assert isinstance(shown, ActivitiesPage)
    assert shown.year.currentText() == "2025"


def test_a_figure_of_nothing_leads_nowhere(
    qtbot: QtBot, workspace: Workspace, hands: Keyboard
) -> None:
    page = overview(qtbot, workspace, hands, "2025")
    hands.tab_to("Doorlopende zaken: 0")
    hands.enter()
    assert workspace.page is page


def test_a_year_that_runs_says_so_and_does_not_call_its_last_quarters_zero(
    qtbot: QtBot, workspace: Workspace, hands: Keyboard
) -> None:
    page = overview(qtbot, workspace, hands)
    assert any(words.startswith("2026 loopt nog") for words in words_in(page))
    names = [bar.accessibleName() for bar in page.charts["cases"].view.bars]
    assert names[0] == "1e kwartaal: 2 zaken in 2026, 3 in 2025"
    assert names[3] == "4e kwartaal: moet in 2026 nog komen, 3 in 2025"
    page.year.setCurrentIndex(page.year.findText("2025"))
    qtbot.waitUntil(lambda: not any("loopt nog" in words for words in words_in(page)))


def test_what_changes_is_counted_again(qtbot: QtBot, workspace: Workspace, hands: Keyboard) -> None:
    page = overview(qtbot, workspace, hands)
    code = workspace.desk.new_case_code()
    case = Case(code=code, month=Month(2026, 3), types=("conduct",))
    workspace.bus.changed.emit(workspace.desk.add_case(case, None))
    name = page.key_figures["types"]
    qtbot.waitUntil(lambda: name.accessibleName() == "Nieuwe zaken: 3, in 2025: 12")
    activity = Activity(held_on=date(2026, 2, 3), kind="training", quarters=10)
    workspace.bus.changed.emit(workspace.desk.add_activity(activity))
    work = page.key_figures["hours_work"]
    qtbot.waitUntil(lambda: work.accessibleName() == "Uren aan activiteiten: 2,5, in 2025: 0")


def test_while_it_is_counted_again_the_focus_stays_at_its_bar(
    qtbot: QtBot, workspace: Workspace, hands: Keyboard
) -> None:
    page = overview(qtbot, workspace, hands, "2025")
    hands.tab_to("1e kwartaal: 3 zaken in 2025")
    hands.press(Qt.Key.Key_Down)
    code = workspace.desk.new_case_code()
    case = Case(code=code, month=Month(2025, 5), types=("conduct",))
    workspace.bus.changed.emit(workspace.desk.add_case(case, None))
    qtbot.waitUntil(lambda: hands.name() == "2e kwartaal: 4 zaken in 2025")
    assert page.year.currentText() == "2025"


def test_when_there_are_fewer_bars_than_before_the_focus_goes_to_the_last_one(
    qtbot: QtBot, workspace: Workspace, hands: Keyboard
) -> None:
    page = overview(qtbot, workspace, hands, "2025")
    chart = page.charts["types"]
    while hands.target is not chart.parts_button:
        hands.press(Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_Space)
    hands.press(Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_End)
    assert hands.name() == "Intimidatie: 4 zaken in 2025"
    chart.parts_button.click()
    assert hands.name() == "Ongewenste omgangsvormen: 8 zaken in 2025"


def test_an_empty_vault_shows_the_next_step_and_no_zeros(
    qtbot: QtBot, window: Window, hands: Keyboard, vault_path: Path
) -> None:
    workspace = window.show_vault(CHEAP_DOORS.open(vault_path, PASSPHRASE))
    workspace.go("overview")
    page = workspace.page
    assert isinstance(page, OverviewPage)
    assert not page.key_figures["types"].isVisible()
    while not (isinstance(hands.target, QPushButton) and "Eerste zaak" in hands.target.text()):
        hands.press(Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_Space)
    assert isinstance(workspace.page, ConversationPage)


def test_bars_can_be_clicked_and_are_where_they_are_drawn(
    qtbot: QtBot, workspace: Workspace, hands: Keyboard
) -> None:
    page = overview(qtbot, workspace, hands, "2025")
    view = page.charts["types"].view
    bars = view.bars
    qtbot.waitUntil(lambda: view.childAt(bars[1].geometry().center()) is bars[1])
    assert all(bar.height() > 15 for bar in bars)
    assert bars[0].geometry().bottom() <= bars[1].geometry().top()
    target = bars[1]
    QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert cases_listed(qtbot, workspace).model.rowCount() == 8


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK])
def test_a_chart_is_drawn_in_the_colours_of_the_palette(
    qtbot: QtBot, workspace: Workspace, hands: Keyboard, appearance: Appearance
) -> None:
    page = overview(qtbot, workspace, hands, "2025")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dress(app, appearance)
    picture = page.charts["types"].view.grab().toImage()
    accent = app.palette().link().color()
    seen = {
        picture.pixelColor(x, y).rgb()
        for x in range(0, picture.width(), 3)
        for y in range(0, picture.height(), 3)
    }
    assert accent.rgb() in seen
    dress(app, Appearance.LIGHT)
