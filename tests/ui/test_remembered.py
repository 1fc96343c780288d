"""What is kept outside the vault."""

import stat
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import PASSPHRASE
from tests.ui.conftest import CHEAP_DOORS, TODAY
from vp_desk.ui.files import ask_to_save
from vp_desk.ui.remembered import MOST_VAULTS, Remembered, recall, remember
from vp_desk.ui.theme import DARK, Appearance, tokens
from vp_desk.ui.vault_menu import VaultMenu
from vp_desk.ui.window import Window
from vp_desk.ui.workspace import Workspace


def test_what_was_remembered_is_recalled(tmp_path: Path) -> None:
    content = Remembered((tmp_path / "één", tmp_path / "twee"), Appearance.DARK)
    remember(tmp_path / "folder" / "window.txt", content)
    assert recall(tmp_path / "folder" / "window.txt") == content


def test_only_its_owner_can_read_the_list_of_vaults(tmp_path: Path) -> None:
    place = tmp_path / "window.txt"
    remember(place, Remembered((tmp_path / "kluis",)))
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "wrong", ["", "paars\n/x", "\0", "light\n\ud800".encode("utf-8", "ignore")]
)
def test_a_damaged_file_is_no_obstacle(tmp_path: Path, wrong: str | bytes) -> None:
    place = tmp_path / "window.txt"
    place.write_bytes(wrong if isinstance(wrong, bytes) else wrong.encode())
    assert recall(place).vaults == ()


def test_the_list_is_short_and_a_vault_can_leave_it() -> None:
    content = Remembered()
    for number in range(9):
        content = content.opened(Path(f"/kluis/{number}"))
    assert [path.name for path in content.vaults] == ["8", "7", "6", "5", "4"]
    assert len(content.vaults) == MOST_VAULTS
    assert Path("/kluis/8") not in content.without(Path("/kluis/8")).vaults


def test_nothing_of_a_vault_but_its_path_is_written_outside_it(
    qtbot: QtBot, window: Window, filled_vault: Path, tmp_path: Path
) -> None:
    by_code = False
    window.start_page.opened.emit(CHEAP_DOORS.open(filled_vault, PASSPHRASE), by_code)
    written = (tmp_path / "remembered.txt").read_text(encoding="utf-8")
    assert written.splitlines() == ["system", str(filled_vault)]
    assert window.windowTitle() == "VP-Desk"
    assert TODAY.year == 2026


def test_the_file_dialog_leaves_no_history(
    qtbot: QtBot, dressed: QApplication, tmp_path: Path
) -> None:
    before = QSettings(QSettings.Scope.UserScope, "QtProject").fileName()
    owner = QWidget()
    qtbot.addWidget(owner)
    chosen: list[Path] = []
    dialog = ask_to_save(owner, "Waar?", "jaarverslag-2025.pdf", "PDF (*.pdf)", chosen.append)
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile("jaarverslag-2025.pdf")
    dialog.accept()
    assert chosen == [tmp_path / "jaarverslag-2025.pdf"]
    qtbot.waitUntil(lambda: not owner.findChildren(type(dialog)))
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    settings.sync()
    assert settings.allKeys() == []
    assert not Path(settings.fileName()).exists()
    kept = Path(before)
    assert not kept.exists() or str(tmp_path) not in kept.read_text(encoding="utf-8")


def menu_of(window: Window) -> VaultMenu:
    window.start_page.others_button.click()
    (menu,) = window.start_page.findChildren(VaultMenu)
    return menu


def test_another_vault_is_chosen_from_the_menu_and_one_is_taken_off_the_list(
    qtbot: QtBot, dressed: QApplication, tmp_path: Path
) -> None:
    place = tmp_path / "remembered.txt"
    remember(place, Remembered((tmp_path / "een", tmp_path / "twee")))
    window = Window(doors=CHEAP_DOORS, place=place)
    qtbot.addWidget(window)
    window.show()
    names = [part.text() for part in window.start_page.findChildren(QLabel)]
    assert "een" in names
    menu = menu_of(window)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(menu, key)
    qtbot.waitUntil(lambda: not window.start_page.findChildren(VaultMenu))
    names = [part.text() for part in window.start_page.findChildren(QLabel)]
    assert "twee" in names
    menu = menu_of(window)
    QTest.keyClick(menu, Qt.Key.Key_Up)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert recall(place).vaults == (tmp_path / "een",)
    window.workers.finish()


def test_light_or_dark_is_remembered_and_worn_at_once(
    window: Window, workspace: Workspace, tmp_path: Path
) -> None:
    workspace.appearance_chosen.emit(Appearance.DARK)
    assert tokens() == DARK
    assert recall(tmp_path / "remembered.txt").appearance is Appearance.DARK
