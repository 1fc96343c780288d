"""What is copied and selected in an open vault, on a real clipboard."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import CHEAP, CHEAP_LIMITS, PASSPHRASE
from tests.e2e.test_real_window import display as display  # noqa: PLC0414 - the fixture
from vp_desk.desk import create_vault

_OPEN = """
import sys
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from tests.conftest import CHEAP_LIMITS
from vp_desk.desk import open_vault
from vp_desk.ui.app import application
from vp_desk.ui.forms.sections import CASE_NOTE
from vp_desk.ui.window import Window
vault, passphrase, place = sys.argv[1:]
app = application()
assert app.platformName() == "xcb"
clipboard, selected = QGuiApplication.clipboard(), QClipboard.Mode.Selection
control = Qt.KeyboardModifier.ControlModifier
MARK = "x-kde-passwordManagerHint"


def press(widget, key):
    QTest.keyClick(widget, key, control)
    app.processEvents()


outside = QPlainTextEdit("buiten de kluis")
outside.show()
outside.setFocus()
window = Window(Path(vault), place=Path(place))
window.show()


def open_note():
    workspace = window.show_vault(open_vault(Path(vault), passphrase, limits=CHEAP_LIMITS))
    workspace.new_conversation()
    note = workspace.page.form.rows[CASE_NOTE].widget
    note.set_value("geheim woord")
    note.setFocus()
    return note
"""

_CASES = {
    "what is selected is not offered to other programs": """
press(outside, Qt.Key.Key_A)
assert clipboard.text(selected) == "buiten de kluis"  # which is how it goes elsewhere
note = open_note()
press(note, Qt.Key.Key_A)
assert note.textCursor().selectedText() == "geheim woord"
assert clipboard.text(selected) == ""
""",
    "what is copied is marked as secret, whatever it is copied from": """
press(outside, Qt.Key.Key_A)
press(outside, Qt.Key.Key_C)
assert not clipboard.mimeData().hasFormat(MARK)
note = open_note()
press(note, Qt.Key.Key_A)
press(note, Qt.Key.Key_C)
assert clipboard.text() == "geheim woord"
assert bytes(clipboard.mimeData().data(MARK)) == b"secret"
assert set(clipboard.mimeData().formats()) == {MARK, "text/plain"}
line = QLineEdit("uit een regel", window)
line.show()
press(line, Qt.Key.Key_A)
press(line, Qt.Key.Key_X)
assert clipboard.text() == "uit een regel"
assert bytes(clipboard.mimeData().data(MARK)) == b"secret"
""",
    "what is copied is gone after a minute": """
note = open_note()
timer = window.locking.watch.copied._timer
assert timer.interval() == 60_000
timer.setInterval(200)
press(note, Qt.Key.Key_A)
press(note, Qt.Key.Key_C)
assert clipboard.text() == "geheim woord"
QTest.qWait(600)
assert clipboard.text() == ""
""",
    "what was copied does not outlive the lock": """
note = open_note()
press(note, Qt.Key.Key_A)
press(note, Qt.Key.Key_C)
assert clipboard.text() == "geheim woord"
window.lock()
QTest.qWait(50)
assert clipboard.text() == ""
assert clipboard.text(selected) == ""
""",
    "a vault that is closed does not mind the clipboard any more": """
note = open_note()
window.lock()
press(outside, Qt.Key.Key_A)
press(outside, Qt.Key.Key_C)
assert not clipboard.mimeData().hasFormat(MARK)
assert clipboard.text(selected) == "buiten de kluis"
""",
    "what another program copied meanwhile stays": """
import subprocess
note = open_note()
timer = window.locking.watch.copied._timer
press(note, Qt.Key.Key_A)
press(note, Qt.Key.Key_C)
assert timer.isActive()
other = subprocess.Popen([sys.executable, "-c", '''
from PySide6.QtWidgets import QApplication
app = QApplication([])
app.clipboard().setText("van een ander")
app.exec()
'''])
try:
    # That it is there, and that this program has heard so, come one after the other.
    for _ in range(400):
        QTest.qWait(50)
        if clipboard.text() == "van een ander" and not timer.isActive():
            break
    assert clipboard.text() == "van een ander"
    assert not timer.isActive()
    window.locking.watch.copied.forget()
    window.lock()
    QTest.qWait(50)
    assert clipboard.text() == "van een ander"
finally:
    other.kill()
    other.wait()
""",
}


@pytest.mark.parametrize("case", _CASES)
def test_on_a_real_clipboard(display: str, tmp_path: Path, case: str) -> None:
    vault = tmp_path / "kluis"
    create_vault(vault, PASSPHRASE, "Huis", cost=CHEAP, limits=CHEAP_LIMITS).desk.close()
    code = f"{_OPEN}\n{_CASES[case]}\nwindow.close()\n"
    subprocess.run(
        [sys.executable, "-c", code, str(vault), PASSPHRASE, str(tmp_path / "plaats.txt")],
        env={**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"},
        check=True,
        timeout=120,
    )
