"""Damage that is met while the vault is open: the window can only read, and nothing that was typed is lost."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import PASSPHRASE
from tests.ui.conftest import CHEAP_DOORS, fill
from tests.ui.keyboard import Keyboard
from vp_desk.desk import Desk
from vp_desk.errors import VpDeskError
from vp_desk.selection import Selection
from vp_desk.ui.forms.inputs import NoteInput, TextInput
from vp_desk.ui.pages.case_page import CasePage
from vp_desk.ui.pages.cases_page import CasesPage
from vp_desk.ui.pages.conversation_page import ConversationPage
from vp_desk.ui.pages.safety_page import SafetyPage
from vp_desk.ui.show_error import show_error
from vp_desk.ui.window import Window
from vp_desk.ui.workspace import Workspace


@pytest.fixture
def opened(window: Window, tmp_path: Path) -> Workspace:
    made = CHEAP_DOORS.create(tmp_path / "veilig", PASSPHRASE, "Dienst Voorbeeld")
    fill(made.desk)
    made.desk.safety.back_up()
    return window.show_vault(made.desk)


def ruin(desk: Desk) -> None:
    """Fill the file with what was never written; what is in memory already may still be read."""
    database = desk.path / "notes.db"
    with database.open("r+b") as file:  # in its place: the window reads it meanwhile
        size = file.seek(0, os.SEEK_END)
        file.seek(4096)
        file.write(bytes(size - 4096))


def primary(root: QWidget) -> list[QPushButton]:
    found = root.findChildren(QPushButton)
    return [made for made in found if made.property("kind") == "primary" and made.isVisible()]


def test_damage_that_is_found_in_the_background_turns_the_window_read_only(
    qtbot: QtBot, opened: Workspace
) -> None:
    assert not opened.read_only
    ruin(opened.desk)
    opened.upkeep.look_after()
    qtbot.waitUntil(lambda: opened.read_only, timeout=20_000)
    assert opened.damage.isVisible()
    assert opened.page is not None
    buttons = primary(opened.page)
    assert buttons
    assert not any(made.isEnabled() for made in buttons)


def test_what_was_typed_stays_can_be_copied_and_cannot_be_changed(
    qtbot: QtBot, opened: Workspace, keys: Keyboard
) -> None:
    opened.new_conversation()
    page = opened.page
    assert isinstance(page, ConversationPage)
    note = page.findChildren(NoteInput)[0]
    note.setPlainText("Afgesproken dat er volgende week wordt gebeld.")
    opened.desk._vault.refuse_writing()  # before the draft is written
    qtbot.waitUntil(lambda: opened.read_only)
    stores = [made for made in page.findChildren(QPushButton) if "Opslaan" in made.text()]
    assert [made.isEnabled() for made in stores] == [False, False]
    note.setFocus()
    keys.type("weg")
    assert note.toPlainText() == "Afgesproken dat er volgende week wordt gebeld."
    keys.press(Qt.Key.Key_A, ctrl=True)
    keys.press(Qt.Key.Key_C, ctrl=True)
    assert QApplication.clipboard().text() == "Afgesproken dat er volgende week wordt gebeld."
    keys.press(Qt.Key.Key_Return, ctrl=True)
    opened.go("cases")
    assert opened.page is page, "leaving asks, since the vault does not take the draft"
    assert "niet bewaard" in page.bar.text
    assert page.would_lose is False


def test_other_inputs_of_a_case_do_not_change_either(
    qtbot: QtBot, opened: Workspace, keys: Keyboard
) -> None:
    row = opened.desk.page_of_cases(Selection(), 0, 1)[0]
    opened.open_case(row.case.code)
    page = opened.page
    assert isinstance(page, CasePage)
    ruin(opened.desk)
    opened.upkeep.look_after()
    qtbot.waitUntil(lambda: opened.read_only, timeout=20_000)
    page.form.unfold(unfolded=True)
    QApplication.processEvents()
    before = shown(page)
    status = next(r.widget for f, r in page.form.rows.items() if f.key == "status")
    status.setFocus()
    keys.type("afg")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        keys.press(key)
    assert shown(page) == before
    locked = [line for line in page.form.findChildren(TextInput) if not line.isReadOnly()]
    assert locked == [], "also what was made when the rest was unfolded"


def shown(page: CasePage) -> list[str]:
    return [line.text() for line in page.form.findChildren(QLineEdit) if line.isVisible()]


def test_a_page_that_is_opened_later_is_read_only_too_and_reading_goes_on(
    qtbot: QtBot, opened: Workspace, keys: Keyboard
) -> None:
    opened.go("cases")
    page = opened.page
    assert isinstance(page, CasesPage)
    qtbot.waitUntil(lambda: page.model.rowCount() == 14)
    opened.upkeep.meet(_damage())
    opened.new_conversation()
    assert opened.page is page
    opened.undo()
    assert opened.desk.count_cases(Selection()) == 14
    page.search.setFocus()
    keys.type("fraude")
    qtbot.waitUntil(lambda: page.model.rowCount() < 14)
    opened.go("report")
    assert opened.page is not None
    assert not any(made.isEnabled() for made in primary(opened.page))


def test_an_error_that_is_no_damage_changes_nothing(opened: Workspace) -> None:
    assert opened.page is not None
    show_error(opened.page, VpDeskError("De schijf is vol. Maak ruimte."))
    before = opened.read_only
    show_error(opened.page, _damage())
    assert (before, opened.read_only) == (False, True)


def test_damage_that_nobody_speaks_of_is_noticed_all_the_same(
    qtbot: QtBot, opened: Workspace
) -> None:
    opened.desk._vault.refuse_writing()
    qtbot.waitUntil(lambda: opened.read_only)


def test_the_band_leads_to_a_backup_and_what_was_damaged_is_put_back(
    qtbot: QtBot, window: Window, opened: Workspace, keys: Keyboard
) -> None:
    ruin(opened.desk)
    opened.upkeep.look_after()
    qtbot.waitUntil(lambda: opened.read_only, timeout=20_000)
    opened.damage.button.setFocus()
    keys.press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.restore_page is not None)
    page = window.restore_page
    assert page is not None
    qtbot.waitUntil(lambda: page.backups.chosen is not None)
    keys.tab_to("Wachtzin van toen")
    keys.type(PASSPHRASE)
    keys.enter()
    qtbot.waitUntil(page.telling.isVisible, timeout=20_000)
    keys.enter()
    assert window.workspace is not None
    assert not window.workspace.read_only
    assert window.workspace.desk.count_cases(Selection()) == 14


def test_the_page_about_safety_says_it_first(qtbot: QtBot, opened: Workspace) -> None:
    opened.desk._vault.refuse_writing()
    opened.go("safety")
    page = opened.page
    assert isinstance(page, SafetyPage)
    qtbot.waitUntil(lambda: bool(page.attention.buttons))
    assert page.attention.said[0].startswith("De kluis is beschadigd")


def _damage() -> VpDeskError:
    from vp_desk.storage.database import DatabaseDamagedError  # noqa: PLC0415 - as storage raises it

    return DatabaseDamagedError()
