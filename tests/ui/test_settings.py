"""The settings by keyboard: sections that lose nothing, lists that are edited, words that find."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import CHEAP_LIMITS, PASSPHRASE
from tests.ui.keyboard import Keyboard
from vp_desk.aggregate import CaseFile
from vp_desk.desk import Desk, TrendBreak, Wording, open_vault
from vp_desk.periods import Month
from vp_desk.records import Case, Contact
from vp_desk.selection import Selection
from vp_desk.storage import cases
from vp_desk.taxonomy import TYPES, UNITS
from vp_desk.ui.forms.pickers import CodesPicker
from vp_desk.ui.forms.sections import CASE_BY_KEY, CONTACT_BY_KEY, contact_sections
from vp_desk.ui.forms.sections import TYPES as TYPES_FIELD
from vp_desk.ui.pages.case_page import CasePage
from vp_desk.ui.pages.conversation_page import ConversationPage
from vp_desk.ui.pages.settings.code_list import CodeListEditor
from vp_desk.ui.pages.settings.dialogs import BreakDialog, EntryDialog, ListDialog, MergeDialog
from vp_desk.ui.pages.settings.headcounts import WRONG_ROLE
from vp_desk.ui.pages.settings.lists import OtherListsSection, TypesSection
from vp_desk.ui.pages.settings.organisation import OrganisationSection
from vp_desk.ui.pages.settings.report import ReportSection
from vp_desk.ui.pages.settings.section import SettingsSection
from vp_desk.ui.pages.settings.units import UnitsSection
from vp_desk.ui.pages.settings.vault import VaultSection
from vp_desk.ui.pages.settings_page import SettingsPage
from vp_desk.ui.workspace import Workspace

BULLYING, FRAUD = "conduct.bullying", "financial.fraud"
S = TypeVar("S", bound=SettingsSection)
D = TypeVar("D", bound=ListDialog)


@pytest.fixture
def page(workspace: Workspace) -> Iterator[SettingsPage]:
    workspace.go("settings")
    shown = workspace.page
    assert isinstance(shown, SettingsPage)
    yield shown
    workspace.workers.finish()


@pytest.fixture
def desk(workspace: Workspace) -> Desk:
    return workspace.desk


def section(page: SettingsPage, name: str, kind: type[S]) -> S:
    shown = page.show_section(name)
    QApplication.processEvents()
    assert isinstance(shown, kind)
    return shown


def records(desk: Desk) -> list[CaseFile]:
    with desk._vault.read() as db:
        return list(cases.files(db))


def words_in(widget: QWidget) -> str:
    return " ".join(part.text() for part in widget.findChildren(QLabel) if part.isVisible())


def at(editor: CodeListEditor, code: str) -> None:
    editor.tree.choose(code)
    editor.tree.setFocus()


def ready(dialog: object, kind: type[D]) -> D:
    """The small window that opened, once the keyboard speaks to it."""
    assert isinstance(dialog, kind)
    for _ in range(200):
        focus = QApplication.focusWidget()
        if focus is not None and dialog.isAncestorOf(focus):
            break
        QTest.qWait(10)
    else:
        raise AssertionError("the keyboard does not reach the window that opened")
    return dialog


def dirty(page: SettingsPage) -> bool:
    return page.dirty


def entry_dialog(editor: CodeListEditor) -> EntryDialog:
    return ready(editor.dialog, EntryDialog)


def answer(page: SettingsPage, words: str) -> None:
    (button,) = [
        b for b in page.bar.findChildren(QPushButton) if b.isVisible() and b.text() == words
    ]
    button.click()


def test_every_section_is_reached_by_arrow_keys_from_the_list(
    page: SettingsPage, keys: Keyboard
) -> None:
    page.sections.setFocus()
    seen = [page.section]
    for _ in range(8):
        keys.press(Qt.Key.Key_Down)
        assert page.sections.hasFocus()
        seen.append(page.section)
        assert seen[-1].isVisible()
    assert len({type(one) for one in seen}) == page.sections.count() == 9


def test_what_was_typed_in_sections_is_stored_together(page: SettingsPage, desk: Desk) -> None:
    organisation = section(page, "organisation", OrganisationSection)
    assert not dirty(page)
    organisation.organisation.set_value("Gemeente Elders")
    organisation.hours.set_value("1.200")
    organisation.aftercare.set_value("2 en 8")
    report = section(page, "report", ReportSection)
    report.threshold.setCurrentIndex(report.threshold.findData(7))
    report.minimum.setCurrentIndex(report.minimum.findData(15))
    report.statuses["sparring"].setChecked(False)
    assert dirty(page)
    assert page.store()
    settings = desk.settings
    assert (settings.organisation, settings.budget_hours) == ("Gemeente Elders", 1200)
    assert (settings.aftercare_months, settings.threshold) == ((2, 8), 7)
    assert (settings.minimum_headcount, settings.uncounted_statuses) == (
        15,
        frozenset({"sparring"}),
    )
    assert settings.fields_off == {"gender", "international"}
    assert not dirty(page)
    organisation.aftercare.set_value("")
    organisation.hours.set_value("")
    assert page.store()
    assert (desk.settings.aftercare_months, desk.settings.budget_hours) == ((), None)


def test_a_mistake_in_one_section_does_not_lose_what_was_typed_in_another(
    page: SettingsPage, desk: Desk, keys: Keyboard
) -> None:
    organisation = section(page, "organisation", OrganisationSection)
    organisation.hours.setFocus()
    keys.type("acht")
    units = section(page, "units", UnitsSection)
    assert units.model.setData(units.model.index(0, 3), "95")
    report = section(page, "report", ReportSection)
    report.trend.setCurrentIndex(report.trend.findData(3))
    before = desk.settings
    keys.press(Qt.Key.Key_Return, ctrl=True)
    assert desk.settings == before
    assert desk.headcounts()["beleid", 2026] == 118
    assert page.section is organisation
    assert organisation.hours.hasFocus()
    assert "geen aantal uren" in words_in(organisation)
    assert "‘Organisatie’" in page.bar.text
    assert organisation.hours.text() == "acht"
    organisation.hours.selectAll()
    keys.type("80")
    keys.press(Qt.Key.Key_S, ctrl=True)
    assert (desk.settings.budget_hours, desk.settings.trend_years) == (80, 3)
    assert desk.headcounts()["beleid", 2026] == 95
    assert page.bar.text == ""


@pytest.mark.parametrize("months", ["0", "61", "drie", "3; x"])
def test_what_is_no_month_of_aftercare_is_said_beside_the_field(
    page: SettingsPage, months: str
) -> None:
    organisation = section(page, "organisation", OrganisationSection)
    organisation.aftercare.set_value(months)
    assert dirty(page)
    assert not page.store()
    assert "bijvoorbeeld 3, 6" in words_in(organisation)
    page.discard()
    assert organisation.aftercare.text() == "3, 6, 12"
    assert not dirty(page)


def test_leaving_asks_about_what_was_typed_in_a_section_out_of_sight(
    workspace: Workspace, page: SettingsPage
) -> None:
    section(page, "organisation", OrganisationSection).organisation.set_value("Anders")
    section(page, "types", TypesSection)
    workspace.go("cases")
    assert workspace.page is page
    answer(page, "Weggooien")
    assert workspace.page is not page
    assert not dirty(page)


def test_a_field_of_a_conversation_that_is_switched_off_is_not_asked(
    workspace: Workspace, page: SettingsPage, desk: Desk
) -> None:
    asked = page.show_section("asked")
    boxes = asked.contact_boxes  # type: ignore[attr-defined]
    for key in ("travel_quarters", "kind", "channel"):
        boxes[key].setChecked(False)
    assert page.store()
    assert desk.settings.contact_fields_off == {"travel_quarters", "kind", "channel"}
    workspace.new_conversation()
    form = workspace.page
    assert isinstance(form, ConversationPage)
    keys = {field.key for field in form.form.rows}
    assert "travel_quarters" not in keys
    assert CONTACT_BY_KEY["talk_quarters"] in form.form.rows
    form.form.rows[TYPES_FIELD].input.set_value((BULLYING,))
    form.save()
    (row,) = desk.page_of_cases(Selection(), 0, 1)
    assert desk.case(row.case.code).contacts[0].kind == "first"
    (conversation,) = contact_sections(desk.settings.contact_fields_off)
    assert [f.key for f in conversation.fields][:2] == ["held_on", "talk_quarters"]


def test_what_was_recorded_in_a_field_stays_in_sight_after_it_is_switched_off(
    workspace: Workspace, desk: Desk
) -> None:
    code = desk.new_case_code()
    case = Case(code=code, month=Month(2026, 2), types=(BULLYING,), outcome="improved")
    talk = Contact(case=code, held_on=date(2026, 2, 3), travel_quarters=2)
    desk.add_case(case, talk)
    off = frozenset({"outcome", "frequency"})
    desk.change_settings(
        replace(
            desk.settings,
            fields_off=off,
            contact_fields_off=frozenset({"travel_quarters", "initiative"}),
        )
    )
    workspace.open_case(code)
    shown = workspace.page
    assert isinstance(shown, CasePage)
    assert shown.form.value(CASE_BY_KEY["outcome"]) == "improved"
    assert CASE_BY_KEY["frequency"] not in shown.form.rows
    shown.contacts.edit(desk.case(code).contacts[0])
    assert shown.contacts.form is not None
    assert shown.contacts.form.value(CONTACT_BY_KEY["travel_quarters"]) == 2
    assert CONTACT_BY_KEY["initiative"] not in shown.contacts.form.rows


def test_a_part_says_that_it_is_off_because_of_its_whole(
    qtbot: QtBot, page: SettingsPage, desk: Desk
) -> None:
    editor = section(page, "types", TypesSection).editor
    at(editor, "force")
    editor.retire()
    at(editor, "force.threat")
    qtbot.waitUntil(lambda: "omdat ‘Misbruik geweldsbevoegdheid’ uit staat" in editor.info)
    editor.retire()  # what is off through its whole is taken back there
    assert not desk.lists.types["force.threat"].retired


def test_an_entry_is_added_by_keyboard_and_found_by_its_everyday_word(
    qtbot: QtBot, workspace: Workspace, page: SettingsPage, desk: Desk, keys: Keyboard
) -> None:
    editor = section(page, "types", TypesSection).editor
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
    page.window().activateWindow()  # as a desktop does when a small window closes
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
    qtbot: QtBot, page: SettingsPage, keys: Keyboard
) -> None:
    editor = section(page, "types", TypesSection).editor
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
    page.window().activateWindow()  # as a desktop does when a small window closes
    qtbot.waitUntil(editor.tree.hasFocus)


def test_a_rename_asks_whether_it_is_the_same_and_changes_no_record(
    qtbot: QtBot, page: SettingsPage, desk: Desk, keys: Keyboard
) -> None:
    before = records(desk)
    editor = section(page, "types", TypesSection).editor
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
    qtbot: QtBot, page: SettingsPage, desk: Desk, keys: Keyboard
) -> None:
    before = records(desk)
    editor = section(page, "types", TypesSection).editor
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
    qtbot: QtBot, page: SettingsPage, desk: Desk, keys: Keyboard
) -> None:
    editor = section(page, "types", TypesSection).editor
    at(editor, "force.threat")
    keys.press(Qt.Key.Key_F2)
    dialog = entry_dialog(editor)
    qtbot.waitUntil(lambda: "nog nergens" in words_in(dialog))
    keys.type("Dreigen met een wapen")
    dialog.do()
    assert desk.lists.types.label_of("force.threat") == "Dreigen met een wapen"


def test_delete_retires_and_takes_back_and_the_form_follows(
    workspace: Workspace, page: SettingsPage, desk: Desk, keys: Keyboard
) -> None:
    editor = section(page, "types", TypesSection).editor
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


def test_alt_with_an_arrow_moves_an_entry(page: SettingsPage, desk: Desk, keys: Keyboard) -> None:
    editor = section(page, "types", TypesSection).editor
    at(editor, "conduct.intimidation")
    keys.press(Qt.Key.Key_Up, alt=True)
    assert desk.lists.types.parts("conduct")[0].code == "conduct.intimidation"
    assert editor.tree.code == "conduct.intimidation"
    keys.press(Qt.Key.Key_Up, alt=True)  # is first already
    keys.press(Qt.Key.Key_Down, times=2, alt=True)
    assert desk.lists.types.parts("conduct")[2].code == "conduct.intimidation"


def test_a_merge_by_keyboard_marks_the_break_and_changes_no_record(
    qtbot: QtBot, page: SettingsPage, desk: Desk, keys: Keyboard
) -> None:
    code = desk.new_case_code()
    desk.add_case(Case(code=code, month=Month(2026, 1), types=(FRAUD,)), None)
    before = records(desk)
    editor = section(page, "types", TypesSection).editor
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
    report = section(page, "report", ReportSection)
    assert report.breaks.model.rowCount() == 2
    assert report.breaks.model.index(0, 1).data() == "Ongewenste omgangsvormen"


def test_a_sentence_of_ones_own_stays_when_the_year_changes(
    qtbot: QtBot, page: SettingsPage
) -> None:
    editor = section(page, "types", TypesSection).editor
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
    page: SettingsPage, desk: Desk, keys: Keyboard
) -> None:
    breaks = section(page, "report", ReportSection).breaks
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
    answer(page, "Behouden")
    assert breaks.model.rowCount() == 1
    breaks.remove_button.click()
    answer(page, "Verwijderen")
    assert desk.list_editing.breaks.all() == ()
    assert "geen trendbreuken" in words_in(breaks)


def test_other_lists_are_chosen_and_edited(
    qtbot: QtBot, page: SettingsPage, desk: Desk, keys: Keyboard
) -> None:
    lists = section(page, "lists", OtherListsSection)
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
    page: SettingsPage, desk: Desk
) -> None:
    report = section(page, "report", ReportSection)
    report.statuses["lost"].setChecked(False)
    desk.list_editing.rename("status", "open", Wording("Bezig"))
    added = desk.list_editing.add("status", Wording("In de wacht")).code
    section(page, "lists", OtherListsSection)
    section(page, "report", ReportSection)
    assert report.statuses["open"].text() == "Bezig"
    assert not report.statuses["lost"].isChecked()  # what was typed stays
    report.statuses[added].setChecked(False)
    assert page.store()
    assert desk.settings.uncounted_statuses == frozenset({added, "lost"})


def test_headcounts_are_typed_as_in_a_spreadsheet(
    qtbot: QtBot, page: SettingsPage, desk: Desk, keys: Keyboard
) -> None:
    desk.list_editing.add(UNITS, Wording("Zorg"))
    desk.list_editing.add(UNITS, Wording("Team Jeugd"), "zorg")
    units = section(page, "units", UnitsSection)
    model, table = units.model, units.table
    assert [model.headerData(n, Qt.Orientation.Horizontal) for n in range(5)] == [
        "Onderdeel",
        "2024",
        "2025",
        "2026",
        "2027",
    ]
    assert [model.index(0, n).data() for n in range(5)] == ["Beleid", "–", "120", "118", "–"]
    table.setCurrentIndex(model.index(1, 3))
    table.setFocus()
    keys.type("4")
    keys.type("0")
    keys.enter()
    qtbot.waitUntil(lambda: table.currentIndex() == model.index(2, 3))
    keys.type("8")
    keys.enter()
    qtbot.waitUntil(lambda: table.currentIndex() == model.index(3, 3))
    assert [model.index(n, 3).data() for n in range(4)] == ["118", "40", "klein · 8", "158"]
    assert dirty(page)
    keys.press(Qt.Key.Key_S, ctrl=True)
    assert desk.headcounts()["zorg", 2026] == 40
    assert desk.headcounts()["zorg.team_jeugd", 2026] == 8
    table.setCurrentIndex(model.index(0, 2))
    keys.press(Qt.Key.Key_Delete)
    assert page.store()
    assert ("beleid", 2025) not in desk.headcounts()


def test_a_number_that_is_none_is_shown_where_it_stands_and_stays(
    page: SettingsPage, desk: Desk, keys: Keyboard
) -> None:
    units = section(page, "units", UnitsSection)
    units.table.setCurrentIndex(units.model.index(0, 3))
    units.table.setFocus()
    keys.type("veel")
    section(page, "organisation", OrganisationSection)  # the cell is left in the middle of typing
    assert dirty(page)
    assert not page.store()
    assert page.section is units
    assert "Beleid, 2026: ‘veel’ is geen heel getal" in words_in(units)
    assert units.table.currentIndex().data(WRONG_ROLE)
    assert desk.headcounts()["beleid", 2026] == 118
    units.model.setData(units.model.index(0, 3), "118")
    assert not dirty(page)


def test_a_mistake_in_a_year_out_of_sight_is_brought_into_sight(page: SettingsPage) -> None:
    units = section(page, "units", UnitsSection)
    units.model.setData(units.model.index(0, 3), "veel")
    for _ in range(4):
        units._earlier.click()
    assert units.model.headerData(4, Qt.Orientation.Horizontal) == "2023"
    assert not page.store()
    assert "Beleid, 2026" in words_in(units)
    assert units.table.currentIndex().data() == "veel"
    page.discard()
    assert not units.problem.isVisible()
    assert page.bar.text == ""


def test_without_units_the_table_says_what_to_do_first(page: SettingsPage, desk: Desk) -> None:
    units = section(page, "units", UnitsSection)
    at(units.editor, "beleid")
    units.editor.retire()
    assert not units.table.isVisible()
    assert "Voeg eerst een onderdeel toe" in words_in(units)


def test_a_new_passphrase_opens_the_vault_and_the_old_one_no_longer(
    qtbot: QtBot, page: SettingsPage, desk: Desk, keys: Keyboard
) -> None:
    vault = section(page, "vault", VaultSection)
    keys.type("niet de goede")
    vault.new.line.setText("kort")
    vault.change_passphrase()
    assert "te kort" in words_in(vault)
    assert "niet gelijk" in words_in(vault)
    new = "vijf andere losse woorden hier"
    vault.new.line.setText(new)
    vault.again.line.setText(new)
    vault.change_passphrase()
    qtbot.waitUntil(lambda: bool(vault.bar.text), timeout=20_000)
    assert "wachtzin" in vault.bar.text
    assert vault.save_button.isEnabled()
    vault.old.line.setText(PASSPHRASE)
    vault.change_passphrase()
    qtbot.waitUntil(lambda: "is gewijzigd" in vault.bar.text, timeout=20_000)
    assert vault.old.line.text() == vault.new.line.text() == ""
    path = desk.path
    desk.close()
    open_vault(path, new, limits=CHEAP_LIMITS).close()


def test_secrets_are_forgotten_when_one_leaves_the_settings(
    workspace: Workspace, page: SettingsPage
) -> None:
    vault = section(page, "vault", VaultSection)
    vault.old.line.setText(PASSPHRASE)
    assert not dirty(page)
    workspace.go("cases")
    assert vault.old.line.text() == ""


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
