"""What no window may give away: to input methods, to other programs, to whoever sees its title."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.conftest import PASSPHRASE
from tests.ui.conftest import CHEAP_DOORS
from vp_desk.ui.files import ask_folder, ask_to_open, ask_to_save
from vp_desk.ui.forms.inputs import NoteInput
from vp_desk.ui.screenshots import walk

_HINTS = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText


@pytest.fixture
def windows(dressed: QApplication, released_vault: Path) -> Iterator[tuple[str, QWidget]]:
    """Every window."""
    return walk(released_vault, lambda: CHEAP_DOORS.open(released_vault, PASSPHRASE), CHEAP_DOORS)


def test_no_window_gives_anything_away(windows: Iterator[tuple[str, QWidget]]) -> None:
    learned: set[str] = set()
    dragged: set[str] = set()
    titles: set[str] = set()
    seen = 0
    for name, window in windows:
        for part in (window, *window.findChildren(QWidget)):
            if part.isWindow() and part.windowTitle():
                titles.add(part.windowTitle())
            told = f"{name}: {type(part).__name__} {part.accessibleName() or part.objectName()}"
            if isinstance(part, QLineEdit | QPlainTextEdit | QTextEdit) and not part.isReadOnly():
                seen += 1
                if part.inputMethodHints() & _HINTS != _HINTS:
                    learned.add(told)
            if isinstance(part, QComboBox) and part.isEditable():
                learned.add(told)
            if isinstance(part, QLineEdit | QAbstractItemView) and part.dragEnabled():
                dragged.add(told)
    assert learned == set()
    assert dragged == set()
    assert titles == {"VP-Desk"}
    assert seen > 100


def test_a_note_is_not_dragged_to_another_program(qtbot: QtBot, dressed: QApplication) -> None:
    note = NoteInput()
    qtbot.addWidget(note)
    note.setPlainText("aap noot mies")
    note.resize(400, 120)
    note.show()
    note.selectAll()
    place = note.cursorRect(note.cursorForPosition(QPoint(30, 12))).center()
    began: list[int] = []
    note.createMimeDataFromSelection = lambda: began.append(1)  # type: ignore[method-assign,assignment,return-value]
    QTest.mousePress(note.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert not note.textCursor().hasSelection()
    QTest.mouseMove(note.viewport(), place + QPoint(120, 0))
    QTest.mouseRelease(note.viewport(), Qt.MouseButton.LeftButton, pos=place + QPoint(120, 0))
    assert began == []


def test_a_click_with_shift_still_makes_a_selection_longer(
    qtbot: QtBot, dressed: QApplication
) -> None:
    note = NoteInput()
    qtbot.addWidget(note)
    note.setPlainText("aap noot mies")
    note.show()
    note.selectAll()
    QTest.mouseClick(
        note.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.ShiftModifier,
        QPoint(40, 12),
    )
    assert note.textCursor().hasSelection()


def test_file_dialogs_are_our_own_and_say_no_more_than_what_is_asked(
    qtbot: QtBot, dressed: QApplication
) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    asked: list[QDialog] = [
        ask_folder(owner, "Kies een map", lambda _: None),
        ask_to_open(owner, "Kies een bestand", ["CSV (*.csv)"], lambda _: None),
        ask_to_save(owner, "Bewaar het rapport", "jaarverslag-2025.pdf", "PDF (*.pdf)", print),
    ]
    for dialog in asked:
        assert isinstance(dialog, QFileDialog)
        assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
        assert dialog.history() in ([], [str(Path.home())])
        dialog.reject()


def test_what_qt_reports_is_told_without_its_words() -> None:
    code = """
from PySide6.QtCore import qWarning
from vp_desk.ui.quiet import be_quiet, speak_again
be_quiet()
qWarning("geheim woord")
speak_again()
qWarning("daarna")
"""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert "geheim" not in done.stderr
    assert "Qt WarningMsg: default" in done.stderr
    assert "daarna" in done.stderr
