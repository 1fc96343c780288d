"""Lists that are edited in the settings, and words that find."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.keyboard import Keyboard
from tests.ui.settings_steps import (
    BULLYING,
    FRAUD,
    answer,
    at,
    entry_dialog,
    ready,
    records,
    section,
    words_in,
)
from vp_desk.desk import Desk, TrendBreak, Wording
from vp_desk.periods import Month
from vp_desk.records import Case, Contact
from vp_desk.selection import Selection
from vp_desk.taxonomy import TYPES, UNITS
from vp_desk.ui.forms.pickers import CodesPicker
from vp_desk.ui.forms.sections import CASE_BY_KEY
from vp_desk.ui.forms.sections import TYPES as TYPES_FIELD
from vp_desk.ui.pages.conversation_page import ConversationPage
from vp_desk.ui.pages.settings.dialogs import BreakDialog, MergeDialog
from vp_desk.ui.pages.settings.lists import OtherListsSection, TypesSection
from vp_desk.ui.pages.settings.report import ReportSection
from vp_desk.ui.pages.settings_page import SettingsPage
from vp_desk.ui.workspace import Workspace


@pytest.fixture
def desk(workspace: Workspace) -> Desk:
    return workspace.desk


def test_a_part_says_that_it_is_off_because_of_its_whole(
    qtbot: QtBot, settings_page: SettingsPage, desk: Desk
) -> None:
    editor = section(settings_page, "types", TypesSection).editor
    at(editor, "force")
    editor.retire()
    at(editor, "force.threat")
    qtbot.waitUntil(lambda: "omdat ‘Misbruik geweldsbevoegdheid’ uit staat" in editor.info)
    editor.retire()  # what is off through its whole is taken back there
    assert not desk.lists.types["force.threat"].retired


def test_an_entry_is_added_by_keyboard_and_found_by_its_everyday_word(
    qtbot: QtBot, workspace: Workspace, settings_page: SettingsPage, desk: Desk, keys: Keyboard
) -> None:
    editor = section(settings_page, "types", TypesSection).editor
    at(editor, "conduct.stalking")
    keys.press(Qt.Key.Key_Insert)
    dialog = entry_dialog(editor)
    keys.type("Radicalisering")
    keys.tab_to("Ook te vinden als")
    keys.type("extremisme, haat")
    keys.press(Qt.Key.Key_Tab)
    assert dialog.do_button.hasFocus()
    keys.enter()
    (code,) = [e.code for e in desk.lists.types if e.label == "Radicalisering"]
    assert code == "conduct.own_radicalisering"
    assert editor.dialog is None
    assert editor.tree.code == code
    settings_page.window().activateWindow()  # as a desktop does when a small window closes
    qtbot.waitUntil(editor.tree.hasFocus)
    workspace.new_conversation()
    form = workspace.page
    assert isinstance(form, ConversationPage)
    picker = form.form.rows[TYPES_FIELD].input
    assert isinstance(picker, CodesPicker)
    picker.line.setFocus()
    keys.type("extrem")
    keys.enter()
    assert picker.codes() == (code,)
    form.discard()


def test_a_name_that_is_taken_is_said_beside_the_field_and_nothing_is_lost(
    qtbot: QtBot, settings_page: SettingsPage, keys: Keyboard
) -> None:
    editor = section(settings_page, "types", TypesSection).editor
    at(editor, BULLYING)
    keys.press(Qt.Key.Key_Insert)
    dialog = entry_dialog(editor)
    keys.type("stalking")
    keys.enter()  # to the next field
    dialog.do()
    assert "Er is al een ‘Stalking’" in words_in(dialog)
    assert dialog.label.hasFocus()
    assert dialog.label.text() == "stalking"
    keys.press(Qt.Key.Key_Escape)
    assert editor.dialog is None
    settings_page.window().activateWindow()  # as a desktop does when a small window closes
    qtbot.waitUntil(editor.tree.hasFocus)


def test_a_rename_asks_whether_it_is_the_same_and_changes_no_record(
    qtbot: QtBot, settings_page: SettingsPage, desk: Desk, keys: Keyboard
) -> None:
    before = records(desk)
    editor = section(settings_page, "types", TypesSection).editor
    at(editor, BULLYING)
    qtbot.waitUntil(lambda: editor.info == "‘Pesten’ staat in 5 zaken.")
    keys.press(Qt.Key.Key_F2)
    dialog = entry_dialog(editor)
    qtbot.waitUntil(lambda: "Dit staat in 5 zaken." in words_in(dialog))
    assert "of iets anders?" not in words_in(dialog)
    keys.type("Treiteren")
    assert "Is dit hetzelfde met een andere naam, of iets anders?" in words_in(dialog)
    dialog.do()
    assert "Kies wat u bedoelt" in words_in(dialog)
    assert desk.lists.types.label_of(BULLYING) == "Pesten"
    keys.press(Qt.Key.Key_Space)
    assert dialog.same.isChecked()
    dialog.do()
    assert desk.lists.types.label_of(BULLYING) == "Treiteren"
    assert desk.lists.types.find("Pesten") == BULLYING
    assert records(desk) == before
    assert "Treiteren" in editor.tree.labels()


def test_something_else_retires_the_old_name_and_adds_the_new(
    qtbot: QtBot, settings_page: SettingsPage, desk: Desk, keys: Keyboard
) -> None:
    before = records(desk)
    editor = section(settings_page, "types", TypesSection).editor
    at(editor, BULLYING)
    keys.press(Qt.Key.Key_F2)
    dialog = entry_dialog(editor)
    keys.type("Online pesten")
    dialog.other.setChecked(True)
    dialog.do()
    assert not desk.lists.types.is_offered(BULLYING)
    assert desk.lists.types.label_of(editor.tree.code) == "Online pesten"
    assert "Pesten  (staat uit)" in editor.tree.labels()
    assert records(desk) == before


def test_a_name_that_is_used_nowhere_needs_no_question(
    qtbot: QtBot, settings_page: SettingsPage, desk: Desk, keys: Keyboard
) -> None:
    editor = section(settings_page, "types", TypesSection).editor
    at(editor, "force.threat")
    keys.press(Qt.Key.Key_F2)
    dialog = entry_dialog(editor)
    qtbot.waitUntil(lambda: "nog nergens" in words_in(dialog))
    keys.type("Dreigen met een wapen")
    dialog.do()
    assert desk.lists.types.label_of("force.threat") == "Dreigen met een wapen"


def test_delete_retires_and_takes_back_and_the_form_follows(
    workspace: Workspace, settings_page: SettingsPage, desk: Desk, keys: Keyboard
) -> None:
    editor = section(settings_page, "types", TypesSection).editor
    at(editor, BULLYING)
    keys.press(Qt.Key.Key_Delete)
    assert not desk.lists.types.is_offered(BULLYING)
    workspace.open_case(
        next(r.case.code for r in desk.page_of_cases(Selection(), 0, 9) if BULLYING in r.case.types)
    )
    shown = workspace.page
    assert shown is not None
    form = shown.form  # type: ignore[attr-defined]
    assert form.value(TYPES_FIELD) == (BULLYING,)
    chips = form.rows[TYPES_FIELD].input.findChildren(QPushButton)
    assert [chip.text() for chip in chips] == ["Pesten"]
    workspace.go("settings")
    at(editor, BULLYING)
    keys.press(Qt.Key.Key_Delete)
    assert desk.lists.types.is_offered(BULLYING)


def test_alt_with_an_arrow_moves_an_entry(
    settings_page: SettingsPage, desk: Desk, keys: Keyboard
) -> None:
    editor = section(settings_page, "types", TypesSection).editor
    at(editor, "conduct.intimidation")
    keys.press(Qt.Key.Key_Up, alt=True)
    assert desk.lists.types.parts("conduct")[0].code == "conduct.intimidation"
    assert editor.tree.code == "conduct.intimidation"
    keys.press(Qt.Key.Key_Up, alt=True)  # is first already
    keys.press(Qt.Key.Key_Down, times=2, alt=True)
    assert desk.lists.types.parts("conduct")[2].code == "conduct.intimidation"


def test_a_merge_by_keyboard_marks_the_break_and_changes_no_record(
    qtbot: QtBot, settings_page: SettingsPage, desk: Desk, keys: Keyboard
) -> None:
    code = desk.new_case_code()
    desk.add_case(Case(code=code, month=Month(2026, 1), types=(FRAUD,)), None)
    before = records(desk)
    editor = section(settings_page, "types", TypesSection).editor
    at(editor, FRAUD)
    editor.merge()
    dialog = ready(editor.dialog, MergeDialog)
    dialog.do()
    assert "Kies het onderdeel" in words_in(dialog)
    keys.type("buitensl")
    keys.enter()
    qtbot.waitUntil(lambda: bool(dialog.reason.toPlainText()))
    assert (
        dialog.reason.toPlainText()
        == "Vanaf 2026 telt ‘Fraude of valsheid’ mee bij ‘Buitensluiten’."
    )
    qtbot.waitUntil(lambda: "een breuk bij" in words_in(dialog))
    assert "vanaf 2026 staat er al 1 zaak onder de oude keuze" in words_in(dialog)
    dialog.label.set_value("Buitensluiten en meer")
    dialog.do()
    assert records(desk) == before
    assert not desk.lists.types.is_offered(FRAUD)
    assert desk.lists.types.label_of("conduct.exclusion") == "Buitensluiten en meer"
    assert {b.category for b in desk.list_editing.breaks.all()} == {"financial", "conduct"}
    report = section(settings_page, "report", ReportSection)
    assert report.breaks.model.rowCount() == 2
    assert report.breaks.model.index(0, 1).data() == "Ongewenste omgangsvormen"


def test_a_sentence_of_ones_own_stays_when_the_year_changes(
    qtbot: QtBot, settings_page: SettingsPage
) -> None:
    editor = section(settings_page, "types", TypesSection).editor
    at(editor, FRAUD)
    editor.merge()
    dialog = ready(editor.dialog, MergeDialog)
    dialog.into.take("financial.theft")
    qtbot.waitUntil(lambda: "2026" in dialog.reason.toPlainText())
    dialog.year.setCurrentIndex(1)
    qtbot.waitUntil(lambda: "2025" in dialog.reason.toPlainText())
    dialog.reason.set_value("Mijn eigen zin.")
    dialog.year.setCurrentIndex(2)
    qtbot.waitUntil(lambda: "rapport van 2024" in words_in(dialog))
    assert dialog.reason.toPlainText() == "Mijn eigen zin."
    dialog.reject()


def test_trend_breaks_are_added_changed_and_removed(
    settings_page: SettingsPage, desk: Desk, keys: Keyboard
) -> None:
    breaks = section(settings_page, "report", ReportSection).breaks
    breaks.add_button.click()
    dialog = ready(breaks.dialog, BreakDialog)
    dialog.do()
    assert "in één zin" in words_in(dialog)
    dialog.row.setCurrentIndex(dialog.row.findData("conduct"))
    dialog.reason.setFocus()
    keys.type("Andere telling.")
    dialog.do()
    assert desk.list_editing.breaks.all() == (TrendBreak(2026, "conduct", "Andere telling."),)
    breaks.change_button.click()
    changing = ready(breaks.dialog, BreakDialog)
    assert not changing.year.isEnabled()
    changing.reason.set_value("Betere telling.")
    changing.do()
    assert breaks.model.index(0, 2).data() == "Betere telling."
    assert breaks.reason.text() == "Betere telling."
    breaks.remove_button.click()
    answer(settings_page, "Behouden")
    assert breaks.model.rowCount() == 1
    breaks.remove_button.click()
    answer(settings_page, "Verwijderen")
    assert desk.list_editing.breaks.all() == ()
    assert "geen trendbreuken" in words_in(breaks)


def test_other_lists_are_chosen_and_edited(
    qtbot: QtBot, settings_page: SettingsPage, desk: Desk, keys: Keyboard
) -> None:
    lists = section(settings_page, "lists", OtherListsSection)
    lists.which.setCurrentIndex(lists.which.findData("channel"))
    at(lists.editor, "phone")
    qtbot.waitUntil(lambda: lists.editor.info == "‘Telefoon’ staat in 14 gesprekken.")
    keys.press(Qt.Key.Key_Insert)
    dialog = entry_dialog(lists.editor)
    keys.type("Wandelend")
    dialog.do()
    assert desk.lists["channel"].find("wandelend") == "own_wandelend"
    shown = {lists.which.itemData(n) for n in range(lists.which.count())}
    assert {"route", "referral", "activity_kind", "audience", "contact_kind"} < shown
    assert not shown & {TYPES, UNITS}


def test_a_renamed_or_new_status_can_be_left_out_of_the_count(
    settings_page: SettingsPage, desk: Desk
) -> None:
    report = section(settings_page, "report", ReportSection)
    report.statuses["lost"].setChecked(False)
    desk.list_editing.rename("status", "open", Wording("Bezig"))
    added = desk.list_editing.add("status", Wording("In de wacht")).code
    section(settings_page, "lists", OtherListsSection)
    section(settings_page, "report", ReportSection)
    assert report.statuses["open"].text() == "Bezig"
    assert not report.statuses["lost"].isChecked()  # what was typed stays
    report.statuses[added].setChecked(False)
    assert settings_page.store()
    assert desk.settings.uncounted_statuses == frozenset({added, "lost"})


def test_a_renamed_channel_is_shown_in_old_conversations(workspace: Workspace) -> None:
    desk = workspace.desk
    desk.list_editing.rename("channel", "phone", Wording("Gebeld"))
    (row,) = desk.page_of_cases(Selection(), 0, 1)
    workspace.open_case(row.case.code)
    shown = workspace.page
    assert shown is not None
    assert "Gebeld" in words_in(shown)
    assert isinstance(desk.case(row.case.code).contacts[0], Contact)
    assert desk.case(row.case.code).contacts[0].held_on <= date(2026, 3, 12)
    assert CASE_BY_KEY["unit"].values == UNITS
