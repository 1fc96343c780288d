"""What the pages promise: nothing typed is lost, mistakes stand beside the field, all has a name."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import PASSPHRASE
from tests.ui.conftest import CHEAP_DOORS
from vp_desk.desk import Desk
from vp_desk.errors import VpDeskError
from vp_desk.fields import CASE_FIELDS, CONTACT_FIELDS
from vp_desk.periods import Month
from vp_desk.records import CaseCode
from vp_desk.selection import Selection
from vp_desk.storage.database import DatabaseDamagedError
from vp_desk.ui.forms.sections import (
    CASE_BY_KEY,
    CONTACT_BY_KEY,
    TYPES,
    case_sections,
    conversation_sections,
)
from vp_desk.ui.pages.case_page import CasePage
from vp_desk.ui.pages.cases_page import CasesPage
from vp_desk.ui.pages.conversation_page import ConversationPage
from vp_desk.ui.pages.report_page import ReportPage
from vp_desk.ui.pages.settings.organisation import OrganisationSection
from vp_desk.ui.pages.settings_page import SettingsPage
from vp_desk.ui.pages.totals_page import TotalsPage
from vp_desk.ui.window import Window
from vp_desk.ui.workspace import Workspace


def conversation(workspace: Workspace) -> ConversationPage:
    workspace.new_conversation()
    page = workspace.page
    assert isinstance(page, ConversationPage)
    return page


def open_first(workspace: Workspace) -> CasePage:
    (row,) = workspace.desk.page_of_cases(Selection(), 0, 1)
    workspace.open_case(row.case.code)
    page = workspace.page
    assert isinstance(page, CasePage)
    return page


def press(page: QWidget, words: str) -> None:
    shown = [button for button in page.findChildren(QPushButton) if button.isVisible()]
    found = [button for button in shown if button.text().replace("&", "") == words]
    assert len(found) == 1, [button.text() for button in shown]
    found[0].click()


def listed(qtbot: QtBot, page: object) -> int:
    """How many cases the list has, once it is read."""
    assert isinstance(page, CasesPage)
    qtbot.waitUntil(lambda: not page.model.waiting)
    return page.model.rowCount()


def page_in_sight(workspace: Workspace) -> object:
    return workspace.page


def test_every_field_of_the_catalogue_has_a_place_on_the_forms() -> None:
    together = {field for section in conversation_sections(()) for field in section.fields}
    alone = {field for section in case_sections(()) for field in section.fields}
    expected = {field for field in CASE_FIELDS if field.asked}
    assert alone == expected
    assert together - expected == {f for f in CONTACT_FIELDS if f.asked}


def test_a_field_that_is_switched_off_is_not_asked_and_keeps_its_value(
    workspace: Workspace,
) -> None:
    page = conversation(workspace)
    assert CASE_BY_KEY["gender"] not in page.form.rows
    assert CASE_BY_KEY["frequency"] in page.form.rows


def test_a_case_without_a_type_is_refused_beside_the_field_and_nothing_typed_is_lost(
    workspace: Workspace,
) -> None:
    page = conversation(workspace)
    note = page.form.rows[CASE_BY_KEY["note"]].widget
    QTest.keyClicks(note, "aap noot mies")
    page.save()
    row = page.form.rows[TYPES]
    words = [part.text() for part in row.findChildren(QLabel)]
    assert "Kies eerst een type schending. Een zaak kan niet zonder." in words
    focus = QApplication.focusWidget()
    assert focus is not None
    assert row.isAncestorOf(focus)
    assert page.form.value(CASE_BY_KEY["note"]) == "aap noot mies"
    assert workspace.page is page


def test_a_mistake_in_a_folded_field_unfolds_it(workspace: Workspace) -> None:
    page = conversation(workspace)
    folded = page.form.rows[CASE_BY_KEY["frequency"]]
    assert not folded.isVisible()
    QTest.keyClicks(folded.widget, "dagelijks of zo")
    page.save()
    assert folded.isVisible()


def test_leaving_a_form_asks_nothing_and_keeps_what_was_typed(workspace: Workspace) -> None:
    page = conversation(workspace)
    page.form.rows[CASE_BY_KEY["note"]].input.set_value("aap")
    workspace.go("report")
    assert isinstance(page_in_sight(workspace), ReportPage)
    (draft,) = workspace.desk.drafts()
    assert draft.content["fields"]["note"] == "aap"
    assert workspace.desk.count_cases(Selection()) == 14


def test_an_untouched_form_leaves_no_draft(workspace: Workspace) -> None:
    page = conversation(workspace)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert isinstance(workspace.page, CasesPage)
    assert workspace.desk.drafts() == ()


def test_what_is_thrown_away_leaves_no_draft(workspace: Workspace) -> None:
    page = conversation(workspace)
    page.form.rows[CASE_BY_KEY["note"]].input.set_value("aap")
    page.keeper.keep()
    assert len(workspace.desk.drafts()) == 1
    press(page, "Weggooien")
    assert isinstance(page_in_sight(workspace), CasesPage)
    assert workspace.desk.drafts() == ()


def test_changed_settings_are_asked_about_before_they_would_be_lost(workspace: Workspace) -> None:
    workspace.go("settings")
    page = workspace.page
    assert isinstance(page, SettingsPage)
    section = page.section
    assert isinstance(section, OrganisationSection)
    section.organisation.set_value("Andere naam")
    section.organisation.edited.emit()
    workspace.go("report")
    assert workspace.page is page
    press(page.bar, "Opslaan")
    assert isinstance(page_in_sight(workspace), ReportPage)
    assert workspace.desk.settings.organisation == "Andere naam"


def test_changed_settings_are_asked_about_before_the_program_closes(
    window: Window, workspace: Workspace
) -> None:
    workspace.go("settings")
    page = workspace.page
    assert isinstance(page, SettingsPage)
    section = page.section
    assert isinstance(section, OrganisationSection)
    section.organisation.set_value("Andere naam")
    section.organisation.edited.emit()
    window.close()
    assert window.isVisible()
    assert "nog niet opgeslagen" in page.bar.text
    press(page.bar, "Weggooien")
    assert not window.isVisible()
    assert window.workspace is None


def test_locking_and_closing_ask_nothing_and_keep_what_was_typed(
    window: Window, workspace: Workspace, filled_vault: Path
) -> None:
    page = conversation(workspace)
    QTest.keyClicks(page.form.rows[CASE_BY_KEY["note"]].widget, "halve zi")
    window.lock()
    assert window.workspace is None
    again = window.show_vault(CHEAP_DOORS.open(filled_vault, PASSPHRASE))
    (draft,) = again.desk.drafts()
    again.open_draft(draft)
    page = page_in_sight(again)  # type: ignore[assignment]
    assert isinstance(page, ConversationPage)
    note = page.form.rows[CASE_BY_KEY["note"]].widget
    assert page.form.value(CASE_BY_KEY["note"]) == "halve zi"
    QTest.keyClicks(note, "n")
    window.close()
    assert not window.isVisible()
    with CHEAP_DOORS.open(filled_vault, PASSPHRASE) as desk:
        (draft,) = desk.drafts()
        assert sorted(draft.content["fields"]["note"]) == sorted("halve zin")


def test_saving_begins_an_empty_conversation(workspace: Workspace) -> None:
    page = conversation(workspace)
    page.form.rows[TYPES].input.set_value(("conduct.bullying",))
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    following = workspace.page
    assert isinstance(following, ConversationPage)
    assert following is not page
    assert not following.dirty
    assert workspace.desk.count_cases(Selection()) == 15
    assert workspace.desk.drafts() == ()


def test_an_error_of_the_vault_is_shown_and_nothing_typed_is_lost(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise VpDeskError("De schijf is vol.")

    page = conversation(workspace)
    page.form.rows[TYPES].input.set_value(("conduct.bullying",))
    monkeypatch.setattr(Desk, "add_case", refuse)
    page.save()
    assert page.bar.text == "De schijf is vol."
    assert page.form.value(TYPES) == ("conduct.bullying",)
    assert page.dirty


def test_a_case_is_changed_and_its_conversations_too(workspace: Workspace) -> None:
    page = open_first(workspace)
    code = page.title.text()
    page.form.rows[CASE_BY_KEY["outcome"]].input.set_value("improved")
    page.save()
    page.contacts.add_button.click()
    assert page.contacts.form is not None
    page.contacts.form.rows[CONTACT_BY_KEY["talk_quarters"]].input.set_value(2)
    page.save()
    (row,) = workspace.desk.page_of_cases(Selection(words=code), 0, 2)
    stored = workspace.desk.case(row.case.code)
    assert stored.case.outcome == "improved"
    assert [contact.talk_quarters for contact in stored.contacts] == [3, 2]
    assert not page.dirty


def test_a_deleted_case_is_brought_back_with_one_key(qtbot: QtBot, workspace: Workspace) -> None:
    page = open_first(workspace)
    code = page.title.text()
    press(page, "Zaak verwijderen")
    assert workspace.desk.count_cases(Selection()) == 13
    listing = page_in_sight(workspace)
    assert listed(qtbot, listing) == 13
    assert workspace.undo_button.isVisible()
    QTest.keyClick(workspace, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert listed(qtbot, listing) == 14
    assert workspace.desk.case(CaseCode(code)).contacts


def test_damage_is_told_soon_after_unlocking_and_nothing_is_written_after_it(
    qtbot: QtBot, workspace: Workspace
) -> None:
    with workspace.desk._vault.write() as db:
        db.execute("UPDATE cases SET outcome = 'improved' WHERE id = 4")
    page = workspace.page
    assert isinstance(page, CasesPage)
    qtbot.waitUntil(lambda: "Een zaak (nummer 4)" in page.bar.text)
    assert "reservekopie" in page.bar.text
    with pytest.raises(DatabaseDamagedError):
        workspace.desk.add_unit("Nieuw", {})


def test_the_list_narrows_while_typing_and_says_when_nothing_is_found(
    qtbot: QtBot, workspace: Workspace
) -> None:
    page = workspace.page
    assert isinstance(page, CasesPage)
    QTest.keyClicks(page.search, "noot")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    QTest.keyClicks(page.search, "xxx")
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    press(page, "Toon alle zaken")
    assert listed(qtbot, page) == 14
    year = workspace.desk.calendar.year(2026)
    page.show_selection(Selection(begin=year.begin, end=year.end))
    assert listed(qtbot, page) == 2


def test_the_list_is_sorted_by_the_database(qtbot: QtBot, workspace: Workspace) -> None:
    page = workspace.page
    assert isinstance(page, CasesPage)
    page.tools.turn_button.click()
    assert listed(qtbot, page) == 14
    assert page.model.index(0, 1).data() == "januari 2025"
    page.table.horizontalHeader().sectionClicked.emit(0)
    assert page.order.currentText() == "Op zaakcode"


def test_a_file_with_mistakes_is_shown_line_by_line_and_cannot_be_taken_over(
    qtbot: QtBot, workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "fout.csv"
    path.write_text("year,category,count\n2019,TOTAAL,twaalf\n", encoding="utf-8")
    workspace.go("totals")
    page = workspace.page
    assert isinstance(page, TotalsPage)
    page.choose_file(path)
    qtbot.waitUntil(lambda: page.problems.rowCount() == 1)
    assert page.problems.index(0, 0).data() == "2"
    assert not page.import_button.isEnabled()
    assert workspace.desk.totals() == ()


def test_contradicting_totals_are_named_with_both_numbers(
    qtbot: QtBot, workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "totalen.csv"
    path.write_text(
        "year,category,count\n2019,TOTAAL,271\n2019,Ongewenste omgangsvormen,371\n",
        encoding="utf-8",
    )
    workspace.go("totals")
    page = workspace.page
    assert isinstance(page, TotalsPage)
    page.choose_file(path)
    qtbot.waitUntil(page.import_button.isVisible)
    words = " ".join(part.text() for part in page.findChildren(QLabel))
    assert "271" in words
    assert "371" in words
    page.import_button.click()
    assert len(workspace.desk.totals()) == 2
    page.ask_to_forget(2019)
    press(page.bar, "Verwijderen")
    assert workspace.desk.totals() == ()


def test_a_change_makes_the_figures_of_the_report_stale(qtbot: QtBot, workspace: Workspace) -> None:
    workspace.go("report")
    page = workspace.page
    assert isinstance(page, ReportPage)
    page.year.setCurrentIndex(page.year.findText("2025"))
    page.prepare()
    qtbot.waitUntil(lambda: page.prepared is not None, timeout=20_000)
    assert page.preview.tables.count() > 5
    case = conversation(workspace)
    case.form.rows[TYPES].input.set_value(("conduct.bullying",))
    case.save()
    assert page.prepared is None
    assert page.preview.model.rowCount() == 0


def test_a_report_without_figures_cannot_be_written(workspace: Workspace) -> None:
    workspace.go("report")
    page = workspace.page
    assert page is not None
    for words in ("Rapport als PDF…", "JSON…"):
        found = [b for b in page.findChildren(QPushButton) if b.text().replace("&", "") == words]
        assert not found[0].isEnabled()


def test_locking_waits_for_work_and_closes_the_vault(
    qtbot: QtBot, window: Window, workspace: Workspace, filled_vault: Path
) -> None:
    workspace.go("report")
    page = workspace.page
    assert isinstance(page, ReportPage)
    page.prepare()
    window.lock()
    assert window.workspace is None
    CHEAP_DOORS.open(filled_vault, PASSPHRASE).close()


SETTINGS = ("report", "readers", "asked", "types", "units", "lists", "appearance", "vault")
PAGES = (
    "start",
    "create",
    "cases",
    "filters",
    "activities",
    "overview",
    "totals",
    "report",
    "released",
    "settings",
    "new",
    "case",
    "contact",
)
WINDOWS = (*PAGES, *(f"settings-{name}" for name in SETTINGS))


def show(window: Window, workspace: Workspace | None, name: str) -> None:
    if name == "create":
        window.start_page.create_button.click()
    if workspace is None:
        return
    if name in ("activities", "overview", "totals", "report", "released", "settings"):
        workspace.go(name)
        for _ in range(1000):
            if not window.workers.busy:
                break
            QTest.qWait(5)
    elif name == "filters":
        workspace.show_cases(
            Selection(begin=Month(2025, 1), codes={"status": frozenset({"open", "closed"})})
        )
        page = workspace.page
        assert isinstance(page, CasesPage)
        page.filters.edit_wanted.emit("status")
    elif name.startswith("settings-"):
        workspace.go("settings")
        settings = workspace.page
        assert isinstance(settings, SettingsPage)
        settings.show_section(name.removeprefix("settings-"))
    elif name == "new":
        conversation(workspace).form.unfold(unfolded=True)
    elif name in ("case", "contact"):
        page = open_first(workspace)
        if name == "contact":
            page.contacts.add_button.click()
    QApplication.processEvents()


@pytest.mark.parametrize("name", WINDOWS)
def test_everything_that_takes_the_focus_has_a_name(
    window: Window, name: str, request: pytest.FixtureRequest
) -> None:
    open_ = name not in ("start", "create")
    show(window, request.getfixturevalue("workspace") if open_ else None, name)
    nameless: list[str] = []
    seen = 0
    for widget in window.findChildren(QWidget):
        if widget.focusPolicy() is Qt.FocusPolicy.NoFocus or not widget.isVisible():
            continue
        seen += 1
        interface = QAccessible.queryAccessibleInterface(widget)
        if not interface.text(QAccessible.Text.Name).strip():
            nameless.append(f"{type(widget).__name__} {widget.objectName()}")
    assert seen >= 4
    assert not nameless


def assert_reading_order(window: Window, reached: list[QWidget]) -> None:
    """Within the body of the page, each stop stands below the one before it or to its right."""
    page = window.workspace.page if window.workspace is not None else None
    if page is None:
        return
    body = page.section if isinstance(page, SettingsPage) else page.body  # what scrolls
    stops = [widget for widget in reached if body.isAncestorOf(widget)]
    corners = [widget.mapTo(body, widget.rect().topLeft()) for widget in stops]
    begin = min(range(len(stops)), key=lambda n: (corners[n].y(), corners[n].x()))
    stops = stops[begin:] + stops[:begin]
    places = [widget.mapTo(body, widget.rect().topLeft()) for widget in stops]
    for one, other, here, there in zip(places, places[1:], stops, stops[1:], strict=False):
        line = here.height()
        below = other.y() >= one.y() + line // 2
        beside = abs(other.y() - one.y()) < line and other.x() > one.x()
        assert below or beside, (here.accessibleName(), there.accessibleName())


@pytest.mark.parametrize("name", WINDOWS)
def test_tab_goes_round_through_everything_in_reading_order(
    window: Window, name: str, request: pytest.FixtureRequest
) -> None:
    open_ = name not in ("start", "create")
    show(window, request.getfixturevalue("workspace") if open_ else None, name)
    first = QApplication.focusWidget()
    assert first is not None
    reached: list[QWidget] = [first]
    for _ in range(200):
        QTest.keyClick(reached[-1], Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None
        if now is first:
            break
        reached.append(now)
    assert_reading_order(window, reached)
    can = {
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
    }
    missed = can - set(reached)
    # Of a group of buttons of which one is chosen, Tab reaches that one; arrows reach the others.
    assert not [w for w in missed if not (isinstance(w, QPushButton) and w.group() is not None)]
