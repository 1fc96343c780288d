"""The page of a signal: what may not leave is said at once and in sight, and the focus is never lost."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.keyboard import Keyboard
from vp_desk.ui.forms.pickers import CodesPicker
from vp_desk.ui.pages.loop.fields import RESPONSE, SIGNAL, THEME, TITLE
from vp_desk.ui.pages.loop.signal_page import SignalPage
from vp_desk.ui.window import Window
from vp_desk.ui.workspace import Workspace

SAFE = "Bespreek met elkaar hoe u praat."
TELLS = "Er waren zes zaken over roddelen in dit jaar."


def written(qtbot: QtBot, workspace: Workspace, text: str) -> SignalPage:
    """A new signal with a text, at the top of its page."""
    workspace.loop.new_signal()
    page = workspace.page
    assert isinstance(page, SignalPage)
    assert page.title.text() == "Nieuw signaal"
    page.form.set_value(TITLE, "Toon in het overleg")
    page.form.set_value(SIGNAL[1], text)
    page._on_edited()
    qtbot.waitUntil(lambda: not workspace.workers.busy, timeout=20_000)
    return page


def in_sight(part: QWidget) -> bool:
    """Whether all of it is on the screen."""
    return part.visibleRegion().boundingRect().height() == part.height()


def made(qtbot: QtBot, page: SignalPage) -> None:
    qtbot.waitUntil(lambda: not page.making.busy, timeout=60_000)


def test_what_cannot_leave_is_not_shown_and_why_stands_in_sight_and_is_read_first(
    qtbot: QtBot, pattern: Workspace, keys: Keyboard
) -> None:
    page = written(qtbot, pattern, TELLS)
    keys.tab_to("Nakijken en bekijken")
    keys.press(Qt.Key.Key_Space)
    made(qtbot, page)
    assert page.title.text() == "Signaal"
    assert page.status.text.startswith("Nog niet veilig, want dit signaal verraadt iets.")
    assert page.status.text.endswith("Pas uw tekst aan; daarna kunt u dit signaal bewaren.")
    assert page.preview.state == ""
    assert keys.target is page.status
    qtbot.waitUntil(lambda: in_sight(page.status))
    keys.press(Qt.Key.Key_Tab)
    assert keys.name() == "Titel"


def test_what_was_found_safe_is_no_longer_called_so_once_its_text_is_another(
    qtbot: QtBot, pattern: Workspace, keys: Keyboard
) -> None:
    page = written(qtbot, pattern, SAFE)
    page.make_preview()
    made(qtbot, page)
    assert page.status.text.startswith("Veilig:")
    page.form.row(TITLE).focus()
    keys.type("!")
    assert page.status.text == ""
    assert page.preview.state.startswith("Dit voorbeeld is niet meer actueel")
    page.discard()


def test_a_signal_is_refused_before_a_place_for_it_is_asked(
    qtbot: QtBot, window: Window, pattern: Workspace, keys: Keyboard
) -> None:
    page = written(qtbot, pattern, TELLS)
    keys.tab_to("Bewaren als PDF…")
    keys.press(Qt.Key.Key_Space)
    made(qtbot, page)
    assert page.findChildren(QFileDialog) == []
    assert page.status.text.startswith("Nog niet veilig")
    assert keys.target is page.status
    page.form.set_value(SIGNAL[1], SAFE)
    keys.tab_to("Bewaren als PDF…")
    keys.press(Qt.Key.Key_Space)
    made(qtbot, page)
    (dialog,) = page.findChildren(QFileDialog)
    dialog.reject()
    window.activateWindow()  # as a window manager does
    qtbot.waitUntil(lambda: keys.name() == "Bewaren als PDF…")


def test_every_field_is_in_sight_as_a_whole_when_the_keyboard_comes_to_it(
    qtbot: QtBot, window: Window, pattern: Workspace, keys: Keyboard
) -> None:
    page = written(qtbot, pattern, SAFE)
    window.resize(1180, 640)
    QApplication.processEvents()
    rows = list(page.form.rows.values())
    rows[0].focus()
    for row in rows:
        keys.tab_to(row.field.label)
        qtbot.waitUntil(lambda row=row: in_sight(row))  # type: ignore[misc]
    assert not in_sight(rows[0])
    letter = QKeySequence.mnemonic(rows[0].findChildren(QLabel)[0].text())
    QTest.keySequence(window, letter)
    assert keys.name() == "Titel"
    qtbot.waitUntil(lambda: in_sight(rows[0]))
    page.discard()


def test_a_text_that_grows_while_one_types_stays_in_sight(
    qtbot: QtBot, window: Window, pattern: Workspace, keys: Keyboard
) -> None:
    page = written(qtbot, pattern, SAFE)
    window.resize(1180, 640)
    row = page.form.row(RESPONSE[2])
    keys.tab_to(row.field.label)
    for _ in range(10):
        keys.enter()
    qtbot.waitUntil(lambda: in_sight(row))
    page.discard()


def test_what_somebody_has_does_not_invite_one_to_change_it(
    qtbot: QtBot, pattern: Workspace, tmp_path: Path
) -> None:
    page = written(qtbot, pattern, SAFE)
    page.form.set_value(THEME[0], ("conduct.gossip",))
    picker = page.form.row(THEME[0]).input
    units = page.form.row(THEME[1]).input
    assert isinstance(picker, CodesPicker)
    assert isinstance(units, CodesPicker)
    assert (picker.line.placeholderText(), units.line.placeholderText()) == (
        "nog een",
        "typ of kies",
    )
    assert page.store()
    page.write(tmp_path / "signaal.pdf")
    made(qtbot, page)
    assert page.is_out
    assert (picker.line.placeholderText(), units.line.placeholderText()) == ("", "")
    title = page.form.row(TITLE).input
    colours = {part.grab().toImage().pixelColor(30, 3).name() for part in (title, picker, units)}
    assert len(colours) == 1, colours


def test_the_focus_stays_where_it_was_when_the_making_is_stopped(
    qtbot: QtBot, pattern: Workspace, keys: Keyboard
) -> None:
    page = written(qtbot, pattern, SAFE)
    keys.tab_to("Nakijken en bekijken")
    keys.press(Qt.Key.Key_Space)
    keys.press(Qt.Key.Key_Escape)
    made(qtbot, page)
    assert page.bar.text == "Gestopt. Er is geen bestand geschreven."
    assert keys.name() == "Nakijken en bekijken"
