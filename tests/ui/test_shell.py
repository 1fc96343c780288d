"""Several vaults strictly apart, a side that fits any window, and a vault to practise on."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractListModel, QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.conftest import CHEAP, CHEAP_LIMITS, PASSPHRASE
from tests.ui.conftest import CHEAP_DOORS, TODAY
from tests.ui.keyboard import Keyboard
from vp_desk.desk import PRACTICE_PASSPHRASE, create_vault, make_practice_vault, open_vault
from vp_desk.periods import Month
from vp_desk.records import Case, Contact
from vp_desk.ui.doors import Doors
from vp_desk.ui.pages.cases_page import CasesPage
from vp_desk.ui.practice_band import PracticeBand
from vp_desk.ui.remembered import recall
from vp_desk.ui.sidebar import Sidebar
from vp_desk.ui.window import Window
from vp_desk.ui.workspace import Workspace

#: Name of the folder → organisation, unit, and a word of the note.
VAULTS = {
    "noord": ("Gemeente Noord", "Haven", "appelmoes"),
    "zuid": ("Gemeente Zuid", "Markt", "perensap"),
}


def make(folder: Path, organisation: str, unit: str, word: str) -> str:
    """Make a vault with one case; its code."""
    with create_vault(
        folder, PASSPHRASE, organisation, cost=CHEAP, limits=CHEAP_LIMITS
    ).desk as desk:
        desk.add_unit(unit, {2026: 80})
        (made,) = [code.code for code in desk.lists["unit"] if code.label == unit]
        code = desk.new_case_code()
        case = Case(
            code=code,
            month=Month(2026, 2),
            types=("conduct.bullying",),
            unit=made,
            note=f"Over {word}.",
        )
        desk.add_case(case, Contact(case=code, held_on=date(2026, 2, 3), channel="phone"))
        return code


@pytest.fixture
def two(tmp_path: Path) -> dict[str, str]:
    """Two vaults; the name of each → the code of its case."""
    return {name: make(tmp_path / name, *rest) for name, rest in VAULTS.items()}


@pytest.fixture
def shell(
    qtbot: QtBot, dressed: QApplication, tmp_path: Path, two: dict[str, str]
) -> Iterator[Window]:
    """A window that knows both vaults."""
    place = tmp_path / "remembered.txt"
    place.write_text(f"system\n{tmp_path / 'noord'}\n{tmp_path / 'zuid'}\n", encoding="utf-8")
    window = Window(doors=CHEAP_DOORS, place=place, today=lambda: TODAY)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.waitUntil(lambda: window._net is not None)
    yield window
    window.workers.finish()
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def hands() -> Keyboard:
    return Keyboard()


def unlock(qtbot: QtBot, window: Window, hands: Keyboard, phrase: str = PASSPHRASE) -> Workspace:
    assert hands.name() == "Wachtzin"
    hands.type(phrase)
    hands.enter()
    qtbot.waitUntil(lambda: window.workspace is not None)
    workspace = window.workspace
    assert workspace is not None
    qtbot.waitUntil(lambda: not window.workers.busy)
    return workspace


def all_words(window: Window) -> str:
    """Everything that any widget of the window holds, in sight or not."""
    found: list[str] = [window.windowTitle()]
    for widget in (window, *window.findChildren(QWidget)):
        found += [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
        for name in ("text", "toPlainText", "placeholderText", "currentText"):
            told = getattr(widget, name, None)
            if callable(told):
                found.append(str(told()))
        model = getattr(widget, "model", None)
        if callable(model):
            cells = model()
            columns = 1 if isinstance(cells, QAbstractListModel) else cells.columnCount()
            for row in range(cells.rowCount()):
                found += [str(cells.index(row, column).data()) for column in range(columns)]
    found += [action.text() for action in window.findChildren(QAction)]
    return "\n".join(found)


def menu_of(qtbot: QtBot) -> QMenu:
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def switch(qtbot: QtBot, hands: Keyboard, window: Window) -> None:
    """To the first of the other vaults, by keyboard."""
    hands.press(Qt.Key.Key_K, ctrl=True, shift=True)
    QTest.keyClick(menu_of(qtbot), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.workspace is None)
    # A window manager gives the focus back to the window; without a screen there is none.
    window.activateWindow()


def test_the_side_says_whose_vault_is_open_and_knows_the_others(
    qtbot: QtBot, shell: Window, hands: Keyboard
) -> None:
    workspace = unlock(qtbot, shell, hands)
    side = workspace.findChild(Sidebar)
    assert isinstance(side, Sidebar)
    assert side.vault_button.text() == "Gemeente Noord"
    side.vault_button.click()
    menu = menu_of(qtbot)
    assert [action.text() for action in menu.actions()] == [
        "zuid",
        "",
        "Een andere kluis zoeken…",
        "Nieuwe kluis maken…",
    ]
    menu.close()


def test_switching_closes_the_one_vault_and_asks_for_the_passphrase_of_the_other(
    qtbot: QtBot, shell: Window, hands: Keyboard, tmp_path: Path
) -> None:
    unlock(qtbot, shell, hands)
    switch(qtbot, hands, shell)
    assert shell.start_page._name.text() == "zuid"
    assert hands.name() == "Wachtzin"
    # The first vault is closed: it can be opened elsewhere.
    open_vault(tmp_path / "noord", PASSPHRASE, limits=CHEAP_LIMITS).close()
    workspace = unlock(qtbot, shell, hands)
    assert workspace.desk.settings.organisation == "Gemeente Zuid"
    assert recall(tmp_path / "remembered.txt").vaults[0] == tmp_path / "zuid"


def test_nothing_of_the_one_vault_is_left_when_the_other_is_open(
    qtbot: QtBot, shell: Window, hands: Keyboard, two: dict[str, str]
) -> None:
    first = unlock(qtbot, shell, hands)
    first.open_case(two["noord"])  # type: ignore[arg-type]
    assert "appelmoes" in all_words(shell)
    first.go("settings")
    first.go("cases")
    cases = first.page
    assert isinstance(cases, CasesPage)
    cases.search.setText("appelmoes")
    qtbot.waitUntil(lambda: not cases.model.waiting)
    assert two["noord"] in all_words(shell)
    switch(qtbot, hands, shell)
    secrets = ("Gemeente Noord", "Haven", "appelmoes", two["noord"])
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(first)
    assert not isValid(cases)
    for secret in secrets:
        assert secret not in all_words(shell)
    second = unlock(qtbot, shell, hands)
    for name in ("totals", "report", "settings", "cases"):
        second.go(name)
        qtbot.waitUntil(lambda: not shell.workers.busy)
        for secret in secrets:
            assert secret not in all_words(shell), (name, secret)
    assert two["zuid"] in all_words(shell)


def test_another_vault_can_be_looked_for_from_an_open_one(
    qtbot: QtBot, shell: Window, hands: Keyboard
) -> None:
    workspace = unlock(qtbot, shell, hands)
    workspace.switch_wanted.emit(None)
    assert shell.workspace is None
    menu = menu_of(qtbot)
    assert "Andere map kiezen…" in [action.text() for action in menu.actions()]
    menu.close()


def test_vaults_in_folders_of_the_same_name_can_be_told_apart(
    qtbot: QtBot, dressed: QApplication, tmp_path: Path
) -> None:
    from vp_desk.ui.vault_menu import names_of  # noqa: PLC0415

    assert names_of([Path("/a/noord/kluis"), Path("/a/zuid/kluis"), Path("/a/oost")]) == [
        "kluis (in noord)",
        "kluis (in zuid)",
        "oost",
    ]


def test_a_narrow_window_keeps_the_icons_of_the_side_with_their_names(
    qtbot: QtBot, window: Window, workspace: Workspace
) -> None:
    side = workspace.findChild(Sidebar)
    assert isinstance(side, Sidebar)
    wide = {button.text(): button for button in side.icon_buttons()}
    assert "Rapport" in wide
    window.resize(683, 384)
    QApplication.processEvents()
    assert side.rail
    assert side.width() < 70
    for words, button in wide.items():
        assert button.text() == ""
        assert words.split(" ")[0] in button.accessibleName()
        assert button.toolTip()
        assert button.isVisible()
    window.resize(1180, 800)
    QApplication.processEvents()
    assert {button.text() for button in side.icon_buttons()} == set(wide)


def test_in_a_narrow_window_what_was_done_is_said_under_the_page(
    window: Window, workspace: Workspace
) -> None:
    window.resize(683, 384)
    QApplication.processEvents()
    workspace.say("Zaak bakoli-fu is opgeslagen.")
    said = next(
        part for part in workspace.findChildren(QLabel) if part.text().startswith("Zaak bakoli")
    )
    assert said.isVisible()
    assert said.width() > 300
    workspace._show_status()
    assert not said.isVisible()


def test_the_window_fits_a_laptop_at_twice_its_size(window: Window, workspace: Workspace) -> None:
    window.resize(683, 384)
    QApplication.processEvents()
    assert (window.width(), window.height()) == (683, 384)
    assert window.minimumWidth() <= 1366 // 2
    assert window.minimumHeight() <= 768 // 2 - 40


PRACTISING = Doors(
    CHEAP_DOORS.create,
    CHEAP_DOORS.open,
    CHEAP_DOORS.open_with_code,
    lambda path, today: make_practice_vault(path, today, cost=CHEAP, limits=CHEAP_LIMITS),
)


def test_practising_takes_two_keys_and_every_page_says_that_it_is_practice(
    qtbot: QtBot, window: Window, hands: Keyboard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    window._doors = PRACTISING
    hands.press(Qt.Key.Key_O, alt=True)
    qtbot.waitUntil(lambda: window.practice_page is not None)
    page = window.practice_page
    assert page is not None
    assert page.place.text() == str(tmp_path / "VP-Desk" / "oefenkluis")
    assert page.passphrase.text() == PRACTICE_PASSPHRASE
    hands.enter()
    qtbot.waitUntil(lambda: window.workspace is not None)
    workspace = window.workspace
    assert workspace is not None
    band = workspace.findChild(PracticeBand)
    assert isinstance(band, PracticeBand)
    for name in ("cases", "totals", "report", "settings"):
        workspace.go(name)
        assert band.isVisible()
        assert "verzonnen" in band.accessibleName()
    window.lock()
    unlock(qtbot, window, hands, PRACTICE_PASSPHRASE)
    again = window.workspace
    assert again is not None
    assert isinstance(again.findChild(PracticeBand), PracticeBand)
    assert "Oefenkluis" in all_words(window)


def test_an_ordinary_vault_has_no_band(window: Window, workspace: Workspace) -> None:
    band = workspace.findChild(PracticeBand)
    assert band is None or not band.isVisible()


def test_a_place_that_cannot_be_is_told_beside_it(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    (tmp_path / "vol").mkdir()
    (tmp_path / "vol" / "brief.txt").write_text("aap", encoding="utf-8")
    window._doors = PRACTISING
    window.start_page.practice_button.click()
    page = window.practice_page
    assert page is not None
    page.place.setText(str(tmp_path / "vol"))
    page.make_button.click()
    qtbot.waitUntil(lambda: "niet leeg" in page.bar.text)
    assert page.make_button.isEnabled()
    page.place.setText("")
    page.make_button.click()
    assert page.bar.text == "Kies een map voor de oefenkluis."
