"""Putting a backup back, by keyboard, when the vault itself cannot be read any more."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.conftest import PASSPHRASE
from tests.ui.conftest import CHEAP_DOORS, TODAY, fill
from tests.ui.keyboard import Keyboard
from vp_desk.desk import backups_of
from vp_desk.selection import Selection
from vp_desk.ui.pages.released_page import ReleasedPage
from vp_desk.ui.pages.restore_page import RestorePage
from vp_desk.ui.window import Window

NEW = "kachel rivier vitrine zeepbel tulp"


class Damaged:
    """A vault with a backup; what becomes of its files is up to the test."""

    def __init__(self, folder: Path) -> None:
        made = CHEAP_DOORS.create(folder, PASSPHRASE, "Dienst Voorbeeld")
        self.folder, self.code = folder, made.recovery_code
        fill(made.desk)
        made.desk.safety.back_up()
        made.desk.close()

    def damage(self, kind: str) -> None:
        database, keys = self.folder / "notes.db", self.folder / "vault.keys"
        if kind == "database":
            content = bytearray(database.read_bytes())
            content[4096 : 4096 * 4] = bytes(4096 * 3)
            database.write_bytes(content)
        elif kind == "no database":
            database.unlink()
        elif kind == "keys":
            keys.write_bytes(keys.read_bytes()[:-40])
        elif kind == "no keys":
            keys.unlink()
        else:
            keys.unlink()
            database.unlink()


@pytest.fixture
def vault(tmp_path: Path) -> Damaged:
    return Damaged(tmp_path / "veilig")


def asked(qtbot: QtBot, window: Window) -> RestorePage:
    qtbot.waitUntil(lambda: window.restore_page is not None)
    page = window.restore_page
    assert page is not None
    qtbot.waitUntil(lambda: not window.workers.busy)
    return page


@pytest.mark.parametrize("kind", ["database", "no database", "keys", "no keys"])
def test_a_vault_that_does_not_open_is_put_back_by_keyboard(
    qtbot: QtBot, window: Window, keys: Keyboard, vault: Damaged, kind: str
) -> None:
    vault.damage(kind)
    window.start_page.show_vaults(window.remembered, vault.folder)
    window.start_page.activate()
    keys.type(PASSPHRASE)
    keys.enter()
    qtbot.waitUntil(lambda: bool(window.start_page.bar.text))
    assert keys.name() == "Terugzetten…"
    keys.enter()
    page = asked(qtbot, window)
    assert keys.name() == "Reservekopie"
    assert page.backups.chosen == backups_of(vault.folder)[0]
    keys.tab_to("Wachtzin van toen")
    keys.type(PASSPHRASE)
    keys.enter()
    qtbot.waitUntil(page.telling.isVisible, timeout=20_000)
    assert "14 zaken" in page.told.text()
    assert "beschadigd" in page.told.text()
    assert keys.name() == "Kluis openen"
    keys.enter()
    qtbot.waitUntil(lambda: window.workspace is not None)
    assert window.workspace is not None
    assert window.workspace.desk.path == vault.folder
    assert window.workspace.desk.count_cases(Selection()) == 14


def test_a_folder_of_which_only_the_backups_are_left_is_offered_them(
    qtbot: QtBot, window: Window, keys: Keyboard, vault: Damaged
) -> None:
    vault.damage("nothing left")
    window.start_page.show_vaults(window.remembered, vault.folder)
    window.start_page.activate()
    keys.type(PASSPHRASE)
    keys.enter()
    qtbot.waitUntil(lambda: bool(window.start_page.bar.text))
    keys.enter()
    assert asked(qtbot, window).backups.chosen is not None


def test_a_wrong_passphrase_is_no_damage_and_offers_no_restoring(
    qtbot: QtBot, window: Window, keys: Keyboard, vault: Damaged
) -> None:
    window.start_page.show_vaults(window.remembered, vault.folder)
    window.start_page.activate()
    keys.type("niet de goede zin")
    keys.enter()
    qtbot.waitUntil(lambda: "opent de kluis niet" in window.start_page.bar.text)
    assert keys.name() == "Wachtzin"


def test_with_the_recovery_code_and_a_new_passphrase_into_another_folder(
    qtbot: QtBot, window: Window, keys: Keyboard, vault: Damaged, tmp_path: Path
) -> None:
    vault.damage("no keys")
    before = {path.name for path in vault.folder.iterdir()}
    window.restore(vault.folder)
    page = asked(qtbot, window)
    keys.press(Qt.Key.Key_V, alt=True)
    qtbot.waitUntil(lambda: keys.name() == "Herstelcode")
    keys.type(vault.code)
    keys.tab_to("Nieuwe wachtzin")
    keys.type("gemeente voorbeeld")
    page.place.other.setChecked(True)
    page.place.line.setText(str(tmp_path / "elders" / "kluis"))
    page.restore_button.click()
    assert keys.name() == "Nieuwe wachtzin", "a weak passphrase is not accepted here either"
    keys.press(Qt.Key.Key_A, ctrl=True)
    keys.type(NEW)
    keys.enter()
    keys.type(NEW)
    keys.enter()
    qtbot.waitUntil(page.telling.isVisible, timeout=20_000)
    assert page.opening.secrets == ("", "")
    page.open_button.click()
    assert window.workspace is not None
    assert {path.name for path in vault.folder.iterdir()} == before
    window.lock()
    CHEAP_DOORS.open(tmp_path / "elders" / "kluis", NEW).close()
    CHEAP_DOORS.open_with_code(tmp_path / "elders" / "kluis", vault.code).close()


def test_what_does_not_open_the_backup_changes_nothing(
    qtbot: QtBot, window: Window, keys: Keyboard, vault: Damaged
) -> None:
    before = (vault.folder / "vault.keys").read_bytes()
    window.restore(vault.folder)
    page = asked(qtbot, window)
    keys.tab_to("Wachtzin van toen")
    keys.enter()
    assert keys.name() == "Wachtzin van toen", "nothing was typed"
    keys.type("niet de goede zin")
    keys.enter()
    qtbot.waitUntil(lambda: "opent de kluis niet" in page.bar.text)
    assert page.restore_button.isEnabled()
    assert (vault.folder / "vault.keys").read_bytes() == before


def test_backups_elsewhere_are_found_and_a_folder_without_any_is_told(
    qtbot: QtBot, window: Window, vault: Damaged, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    shutil.copytree(vault.folder / "backups", stick)
    window.restore(None)
    page = asked(qtbot, window)
    assert page.backups.chosen is None
    page.restore_button.click()
    assert "Kies eerst een reservekopie" in page.bar.text
    page.look_in(tmp_path)
    qtbot.waitUntil(lambda: "geen reservekopie van VP-Desk" in page.bar.text)
    page.look_in(stick)
    qtbot.waitUntil(lambda: page.backups.chosen is not None)
    page.restore_button.click()
    assert "Kies een map" in page.bar.text
    assert not page.place.same.isVisible(), "there is no folder of before"


def test_a_second_place_that_was_known_is_looked_at_too(
    qtbot: QtBot, window: Window, vault: Damaged, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    desk = CHEAP_DOORS.open(vault.folder, PASSPHRASE)
    desk.safety.set_second_place(stick)
    desk.safety.back_up_to_second()
    workspace = window.show_vault(desk)
    workspace.restore()
    page = asked(qtbot, window)
    shown = [page.backups.list.item(row).text() for row in range(page.backups.list.count())]
    assert len(shown) == 2
    assert {words.rsplit(" · ", 1)[1] for words in shown} == {
        "in de map van de kluis",
        "op de tweede plaats",
    }
    assert window.workspace is None


def test_releases_that_are_missing_afterwards_lead_to_what_left_the_vault(
    qtbot: QtBot, window: Window, keys: Keyboard, vault: Damaged, tmp_path: Path
) -> None:
    with CHEAP_DOORS.open(vault.folder, PASSPHRASE) as desk:
        prepared = desk.prepare(2025)
        desk.write_report(prepared, "authority", tmp_path / "jaarverslag-2025.pdf", TODAY)
    vault.damage("no database")
    old = backups_of(vault.folder)[-1]
    window.restore(vault.folder)
    page = asked(qtbot, window)
    row = page.backups.list.count() - 1
    page.backups.list.setCurrentRow(row)
    assert page.backups.chosen == old
    keys.tab_to("Wachtzin van toen")
    keys.type(PASSPHRASE)
    keys.enter()
    qtbot.waitUntil(page.telling.isVisible, timeout=20_000)
    assert "ontbreekt: nummer 1" in page.told.text()
    assert keys.name() == "Naar Uitgegeven"
    keys.enter()
    assert window.workspace is not None
    assert isinstance(window.workspace.page, ReleasedPage)


def test_a_new_recovery_code_is_written_down_before_anything_else(
    qtbot: QtBot, window: Window, vault: Damaged
) -> None:
    window.restore(vault.folder)
    page = asked(qtbot, window)
    restored = CHEAP_DOORS.restore(
        backups_of(vault.folder)[0].path, vault.folder, PASSPHRASE, lambda _done, _of: None
    )
    object.__setattr__(restored, "recovery_code", vault.code)
    page._on_restored(restored)
    assert page.code.isVisible()
    assert not page.telling.isVisible()
    page.code.written_button.click()
    page.code.retyped.setText(vault.code)
    page.code.confirm()
    qtbot.waitUntil(page.telling.isVisible)


def test_closing_the_window_meanwhile_gives_the_vault_back(
    qtbot: QtBot, window: Window, keys: Keyboard, vault: Damaged
) -> None:
    window.restore(vault.folder)
    page = asked(qtbot, window)
    keys.tab_to("Wachtzin van toen")
    keys.type(PASSPHRASE)
    keys.enter()
    qtbot.waitUntil(page.telling.isVisible, timeout=20_000)
    window.close()
    CHEAP_DOORS.open(vault.folder, PASSPHRASE).close()
