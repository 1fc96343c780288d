"""The first-run guide: by keyboard, going back keeps what was typed, and what is unwise is said in time."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.conftest import CHEAP_DOORS, TODAY
from tests.ui.keyboard import Keyboard
from vp_desk.desk import Strength, estimate
from vp_desk.ui.pages.create_page import CreatePage
from vp_desk.ui.window import Window

PHRASE = "vier losse woorden samen"


@pytest.fixture
def guide(window: Window) -> CreatePage:
    window.start_page.create_wanted.emit()
    assert window.create_page is not None
    return window.create_page


def placed(guide: CreatePage, keys: Keyboard, folder: Path) -> None:
    """Through the first step."""
    keys.type("Gemeente Voorbeeld")
    guide.first.place.setText(str(folder))
    keys.enter()
    assert guide.second.isVisible(), guide.bar.text


def code_on(guide: CreatePage) -> str:
    parts = guide.code.findChildren(QLabel)
    return "".join(part.text() for part in parts if part.property("role") == "code")


def with_code(qtbot: QtBot, guide: CreatePage, keys: Keyboard, folder: Path) -> None:
    """Through the steps up to the recovery code, and that one."""
    placed(guide, keys, folder)
    keys.type(PHRASE)
    keys.enter()
    keys.type(PHRASE)
    keys.enter()
    qtbot.waitUntil(guide.code.isVisible)
    code = code_on(guide)
    keys.enter()
    keys.type(code)
    keys.enter()


def test_a_synchronised_folder_is_warned_of_while_one_types_and_not_refused(
    qtbot: QtBot, guide: CreatePage, tmp_path: Path
) -> None:
    guide.first.place.setText(str(tmp_path / "OneDrive" / "kluis"))
    qtbot.waitUntil(lambda: "OneDrive" in guide.first.warning.text)
    guide.first.place.setText(str(tmp_path / "gewoon" / "kluis"))
    qtbot.waitUntil(lambda: not guide.first.warning.isVisible())
    guide.first.organisation.setText("Gemeente Voorbeeld")
    guide.first.place.setText(str(tmp_path / "Dropbox" / "kluis"))
    guide.first.next_button.click()
    assert guide.second.isVisible()


@pytest.mark.parametrize("kind", ["full", "vault", "file"])
def test_a_place_that_cannot_hold_a_vault_is_refused_before_anything_is_typed_in_vain(
    guide: CreatePage, keys: Keyboard, tmp_path: Path, vault_path: Path, kind: str
) -> None:
    folder = tmp_path / "plek"
    if kind == "full":
        folder.mkdir()
        (folder / "brief.txt").touch()
    elif kind == "file":
        folder.touch()
    else:
        folder = vault_path
    keys.type("Gemeente Voorbeeld")
    guide.first.place.setText(str(folder))
    keys.enter()
    assert guide.first.isVisible()
    assert ("staat al een kluis" if kind == "vault" else "niet leeg") in guide.bar.text
    assert keys.name() == "Map van de kluis"


def test_going_back_keeps_what_was_typed(
    qtbot: QtBot, guide: CreatePage, keys: Keyboard, tmp_path: Path
) -> None:
    placed(guide, keys, tmp_path / "nieuw" / "kluis")
    keys.type(PHRASE)
    keys.press(Qt.Key.Key_T, alt=True)
    qtbot.waitUntil(guide.first.isVisible)
    assert guide.first.organisation.text() == "Gemeente Voorbeeld"
    assert keys.name() == "Organisatie"
    keys.enter()
    assert guide.second.secret.value == PHRASE
    assert guide.unfinished is None, "nothing is made before there is a passphrase"


def test_leaving_before_anything_was_made_asks_nothing(
    qtbot: QtBot, guide: CreatePage, window: Window, keys: Keyboard, tmp_path: Path
) -> None:
    placed(guide, keys, tmp_path / "nieuw" / "kluis")
    keys.press(Qt.Key.Key_T, alt=True)
    qtbot.waitUntil(guide.first.isVisible)
    keys.press(Qt.Key.Key_A, alt=True)
    qtbot.waitUntil(lambda: window.create_page is None)
    assert not (tmp_path / "nieuw" / "kluis").exists()


def test_the_meter_says_what_guessing_takes_and_a_weak_passphrase_gets_no_further(
    guide: CreatePage, keys: Keyboard, tmp_path: Path
) -> None:
    placed(guide, keys, tmp_path / "nieuw" / "kluis")
    secret = guide.second.secret
    assert "Vijf losse woorden" in secret.meter.text
    keys.type("gemeente voorbeeld")
    assert secret.meter.text.startswith("Zwak: ")
    keys.enter()
    keys.type("gemeente voorbeeld")
    keys.enter()
    assert keys.name() == "Wachtzin"
    assert "te makkelijk te raden" in keys.target.accessibleDescription()
    assert guide.second.isVisible()
    keys.press(Qt.Key.Key_A, ctrl=True)
    keys.type("kachel rivier vitrine zeepbel tulp")
    assert secret.meter.text.startswith("Sterk: ")


def test_five_words_are_chosen_shown_hidden_while_retyped_and_shown_again(
    qtbot: QtBot, guide: CreatePage, keys: Keyboard, tmp_path: Path
) -> None:
    placed(guide, keys, tmp_path / "nieuw" / "kluis")
    secret = guide.second.secret
    keys.press(Qt.Key.Key_V, alt=True)
    qtbot.waitUntil(lambda: bool(secret.value))
    words = secret.value
    assert len(words.split()) == 5
    assert estimate(words).strength is Strength.STRONG
    assert words in shown(secret)
    assert keys.name() == "Wachtzin nog een keer"
    assert words in keys.target.accessibleDescription()
    keys.type(words[0])
    assert words not in shown(secret), "they are to be remembered, not copied"

    secret.show_button.click()
    assert words in shown(secret)
    keys.type(words[1:])
    keys.enter()
    qtbot.waitUntil(guide.code.isVisible)
    assert guide.unfinished is not None
    assert secret.value == "", "what opens the vault does not wait on a page out of sight"
    assert words not in shown(secret)
    guide.unfinished.close()
    CHEAP_DOORS.open(tmp_path / "nieuw" / "kluis", words).close()


def shown(secret: object) -> str:
    assert hasattr(secret, "findChildren")
    return "\n".join(part.text() for part in secret.findChildren(QLabel) if not part.isHidden())


def test_the_rule_that_was_chosen_is_kept_in_the_vault(
    qtbot: QtBot, guide: CreatePage, window: Window, keys: Keyboard, tmp_path: Path
) -> None:
    with_code(qtbot, guide, keys, tmp_path / "nieuw" / "kluis")
    qtbot.waitUntil(guide.backups.isVisible)
    keys.press(Qt.Key.Key_T, alt=True)
    qtbot.waitUntil(guide.code.isVisible)
    assert guide.code.retyped.text(), "the code need not be typed again"
    keys.enter()
    qtbot.waitUntil(guide.backups.isVisible)
    keys.press(Qt.Key.Key_L, alt=True)
    qtbot.waitUntil(guide.retention.isVisible)
    assert keys.name() == "Bewaartermijn"
    keys.press(Qt.Key.Key_Down)
    keys.enter()
    qtbot.waitUntil(lambda: window.workspace is not None)
    assert window.workspace is not None
    assert window.workspace.desk.settings.retention_years == 3


def test_a_guide_that_is_left_open_gives_the_vault_back_when_the_window_closes(
    qtbot: QtBot, guide: CreatePage, window: Window, keys: Keyboard, tmp_path: Path
) -> None:
    with_code(qtbot, guide, keys, tmp_path / "nieuw" / "kluis")
    qtbot.waitUntil(guide.backups.isVisible)
    window.close()
    CHEAP_DOORS.open(tmp_path / "nieuw" / "kluis", PHRASE).close()


def test_a_second_place_gets_its_first_backup_at_once(
    qtbot: QtBot, guide: CreatePage, keys: Keyboard, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    with_code(qtbot, guide, keys, tmp_path / "nieuw" / "kluis")
    qtbot.waitUntil(guide.backups.isVisible)
    keys.enter()
    assert "Kies een map" in guide.bar.text
    keys.type(str(stick))
    keys.enter()
    assert "is er niet" in guide.bar.text
    stick.mkdir()
    keys.press(Qt.Key.Key_Backspace)
    keys.type("k")
    assert "dezelfde schijf" in guide.backups.warning.text
    keys.enter()
    qtbot.waitUntil(guide.retention.isVisible)
    assert guide.unfinished is not None
    state = guide.unfinished.safety.state(TODAY)
    assert state.second_place == stick
    assert [backup.place for backup in state.backups] == ["second"]
