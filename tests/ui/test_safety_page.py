"""The page about the safety of the vault: what needs doing first, and every button does what it says."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.conftest import CHEAP, PASSPHRASE
from tests.ui.conftest import CHEAP_DOORS
from tests.ui.keyboard import Keyboard
from vp_desk.desk import Remedy
from vp_desk.ui.pages.safety_page import SafetyPage
from vp_desk.ui.pages.settings.vault import VaultSection
from vp_desk.ui.pages.settings_page import SettingsPage
from vp_desk.ui.pages.today_page import TodayPage
from vp_desk.ui.window import Window
from vp_desk.ui.workspace import Workspace


@pytest.fixture
def code(tmp_path: Path) -> str:
    """The recovery code of the vault in `opened`."""
    made = CHEAP_DOORS.create(tmp_path / "veilig", PASSPHRASE, "Dienst Voorbeeld")
    made.desk.close()
    return made.recovery_code


@pytest.fixture
def opened(window: Window, code: str, tmp_path: Path) -> Workspace:
    desk = CHEAP_DOORS.open(tmp_path / "veilig", PASSPHRASE)
    desk.safety.cost = CHEAP
    return window.show_vault(desk)


@pytest.fixture
def page(qtbot: QtBot, opened: Workspace) -> SafetyPage:
    return shown(qtbot, opened)


def shown(qtbot: QtBot, workspace: Workspace) -> SafetyPage:
    workspace.go("safety")
    made = workspace.page
    assert isinstance(made, SafetyPage)
    settled(qtbot, made)
    return made


def settled(qtbot: QtBot, page: SafetyPage) -> None:
    qtbot.waitUntil(lambda: not page.busy and not page._workers.busy, timeout=20_000)


def later(workspace: Workspace, days: int) -> None:
    day = date.today() + timedelta(days=days)  # noqa: DTZ011 - the day on the wall, as the vault has it
    workspace.today = lambda: day


def test_what_needs_doing_stands_first_with_its_button_in_the_hands(
    page: SafetyPage, keys: Keyboard
) -> None:
    assert page.attention.title.text() == "Dit vraagt aandacht"
    assert [words.split(".")[0] for words in page.attention.said] == [
        "De herstelcode is nog nooit getest"
    ]
    assert keys.name().startswith("Nu testen: De herstelcode")


def test_a_code_that_is_tested_sets_all_in_order(
    qtbot: QtBot, page: SafetyPage, keys: Keyboard, code: str
) -> None:
    keys.press(Qt.Key.Key_Space)
    assert keys.name() == "Herstelcode van uw briefje"
    keys.type(code[:-1])
    keys.enter()
    settled(qtbot, page)
    assert page.bar.text.startswith("De herstelcode heeft 36 tekens")
    assert page.code_test.isVisible()
    keys.type(code[-1])
    keys.enter()
    settled(qtbot, page)
    assert "klopt" in page.bar.text
    assert not page.code_test.isVisible()
    assert page.code_test.line.text() == ""
    assert page.attention.title.text() == "Alles in orde"
    assert "Herstelcode getest" in page.log.lines[0]
    assert page.access.shown["Herstelcode getest"] != "nog nooit"


def test_a_backup_is_made_told_and_looked_at(qtbot: QtBot, page: SafetyPage) -> None:
    assert page.facts.shown["Laatste reservekopie"] == "nog nooit"
    page.drill_button.click()
    settled(qtbot, page)
    assert "nog geen reservekopie" in page.bar.text
    page.backup_button.click()
    assert not page.backup_button.isEnabled(), "one thing at a time"
    settled(qtbot, page)
    assert "gemaakt en nagekeken" in page.bar.text
    assert page.facts.shown["Laatste reservekopie"] != "nog nooit"
    page.drill_button.click()
    settled(qtbot, page)
    assert "is gaaf" in page.bar.text
    assert page.facts.shown["Terugzetten nagegaan"] != "nog nooit"
    (folder,) = (page._desk.path / "backups").iterdir()
    assert (folder / "notes.db").is_file()


def test_a_second_place_is_kept_gets_a_backup_and_can_be_gone(
    qtbot: QtBot, page: SafetyPage, tmp_path: Path
) -> None:
    assert not page.to_second_button.isVisible()
    stick = tmp_path / "stick"
    stick.mkdir()
    page.set_second(stick)
    settled(qtbot, page)
    assert "staat nu een reservekopie" in page.bar.text
    assert "dezelfde schijf" in page.bar.text
    assert page.facts.shown["Tweede plaats"] == str(stick)
    assert page.to_second_button.isVisible()
    stick.rename(tmp_path / "weg")
    page.to_second_button.click()
    settled(qtbot, page)
    assert "is er nu niet" in page.bar.text
    assert page.to_second_button.isEnabled()


def test_the_key_is_replaced_with_the_passphrase_alone_and_both_secrets_stay(
    qtbot: QtBot, window: Window, page: SafetyPage, keys: Keyboard, code: str
) -> None:
    before = (page._desk.path / "vault.keys").read_bytes()
    page.key_button.click()
    assert keys.name() == "Uw wachtzin"
    keys.type("niet de goede zin")
    keys.enter()
    settled(qtbot, page)
    assert "opent de kluis niet" in page.bar.text
    assert (page._desk.path / "vault.keys").read_bytes() == before
    keys.press(Qt.Key.Key_A, ctrl=True)
    keys.type(PASSPHRASE)
    keys.enter()
    settled(qtbot, page)
    assert "De sleutel is vervangen" in page.bar.text
    assert page.key.secret.line.text() == ""
    assert "Sleutel van de kluis vervangen" in "\n".join(page.log.lines)
    path = page._desk.path
    window.lock()
    CHEAP_DOORS.open(path, PASSPHRASE).close()
    CHEAP_DOORS.open_with_code(path, code).close()


def test_a_new_code_is_written_down_and_leaving_before_that_asks(
    qtbot: QtBot, opened: Workspace, page: SafetyPage, code: str
) -> None:
    page._on_replaced(code)
    assert page.new_code.isVisible()
    opened.go("cases")
    assert opened.page is page
    assert "nog niet overgetypt" in page.bar.text
    page.new_code.panel.written_button.click()
    page.new_code.panel.retyped.setText(code)
    page.new_code.panel.confirm()
    qtbot.waitUntil(lambda: not page.new_code.isVisible())
    opened.go("cases")
    assert opened.page is not page


def test_what_was_typed_does_not_wait_on_a_page_out_of_sight(
    opened: Workspace, page: SafetyPage, code: str
) -> None:
    page.test_code()
    page.code_test.line.setText(code)
    opened.go("cases")
    assert page.code_test.line.text() == ""
    assert not page.code_test.isVisible()


def test_the_log_is_newest_first_and_can_be_searched(page: SafetyPage, qtbot: QtBot) -> None:
    assert "Kluis geopend" in page.log.lines[0]
    assert "Kluis gemaakt" in page.log.lines[-1]
    page.log.search.setText("GEMAAKT")
    assert [line.split("  ")[1] for line in page.log.lines] == ["Kluis gemaakt"]
    page.backup_button.click()
    settled(qtbot, page)
    assert len(page.log.lines) == 2, "what is searched for stays searched for"


def test_the_passphrase_is_changed_where_it_always_was(
    opened: Workspace, page: SafetyPage, keys: Keyboard
) -> None:
    page.passphrase_button.click()
    settings = opened.page
    assert isinstance(settings, SettingsPage)
    assert isinstance(settings.section, VaultSection)
    assert keys.name() == "Wachtzin van nu"


def reminder_of(qtbot: QtBot, workspace: Workspace) -> TodayPage:
    page = workspace.page
    assert isinstance(page, TodayPage)
    qtbot.waitUntil(lambda: not page.waiting)
    return page


def test_after_two_weeks_the_day_reminds_of_a_second_place_and_leads_to_it(
    qtbot: QtBot, opened: Workspace
) -> None:
    assert reminder_of(qtbot, opened).reminder == ""
    later(opened, 15)
    opened._made.clear()
    opened.go("today")
    today = reminder_of(qtbot, opened)
    assert "tweede plaats" in today.reminder
    today.safety_button.click()
    page = opened.page
    assert isinstance(page, SafetyPage)
    settled(qtbot, page)
    assert {Remedy.CHOOSE_SECOND, Remedy.TEST_CODE} <= set(page.attention.buttons)
