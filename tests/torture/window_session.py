"""An hour in the real window, in a minute: `python -m tests.torture.window_session VAULT OUT`.

Opens a vault with its passphrase, types a conversation with a note, lets the draft be kept, copies and selects
the note, stores it, searches for a word of it, makes the report, writes it through the file dialog, and locks.
Passphrase and note come over standard input, a line each, so that they are in no argument. On standard output
comes what was seen, as one JSON object without any text of the vault.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from tests.torture.product import TODAY, arm
from vp_desk.ui.app import application
from vp_desk.ui.drafts import DELAY
from vp_desk.ui.forms.sections import CASE_NOTE, CONTACT_NOTE, TYPES
from vp_desk.ui.pages.cases_page import CasesPage
from vp_desk.ui.pages.conversation_page import ConversationPage
from vp_desk.ui.pages.page import Page
from vp_desk.ui.pages.report_page import ReportPage
from vp_desk.ui.remembered import default_place
from vp_desk.ui.theme import Appearance, dress, load_fonts
from vp_desk.ui.window import Window
from vp_desk.ui.workspace import Workspace

_PATIENCE: Final = 60.0
#: A list of names that are like what was typed comes up a moment later, in milliseconds.
_NAMES_COME: Final = 400
_P = TypeVar("_P", bound=Page)


def until(true: Callable[[], bool]) -> None:
    """Let the window work until something is so.

    Raises:
        TimeoutError: it never was.
    """
    end = time.monotonic() + _PATIENCE
    while not true():
        if time.monotonic() > end:
            raise TimeoutError
        QTest.qWait(10)


def press(target: QWidget, key: Qt.Key, *, ctrl: bool = False) -> None:
    """One keystroke."""
    held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(target, key, held)


def shown(workspace: Workspace, name: str, kind: type[_P]) -> _P:
    """Go to a page."""
    workspace.go(name)
    page = workspace.page
    if not isinstance(page, kind):
        raise TypeError(name)
    return page


def unlocked(window: Window, passphrase: str) -> Workspace:
    """Type the passphrase."""
    line = window.start_page.secret.line
    QTest.keyClicks(line, passphrase)
    press(line, Qt.Key.Key_Return)
    until(lambda: window.workspace is not None)
    assert window.workspace is not None
    return window.workspace


def conversation(workspace: Workspace, note: str) -> None:
    """Type a conversation with the note in both places, wait for its draft, copy it, and store it."""
    workspace.new_conversation()
    page = workspace.page
    if not isinstance(page, ConversationPage):
        raise TypeError
    for field in (CASE_NOTE, CONTACT_NOTE):
        target = page.form.rows[field].input
        QTest.keyClicks(target, note)
        QTest.qWait(DELAY + 300)
        press(target, Qt.Key.Key_A, ctrl=True)
        press(target, Qt.Key.Key_C, ctrl=True)
    page.form.set_value(TYPES, ("powers",))
    page.save_and_close()


def searched(workspace: Workspace, word: str) -> int:
    """How many cases a word finds."""
    page = shown(workspace, "cases", CasesPage)
    QTest.keyClicks(page.search, word)
    until(lambda: not page.model.waiting and page.model.selection == page.selection)
    return page.model.rowCount()


def saved() -> bool:
    """Press "Opslaan", as often as the list of names under the line takes it for itself; whether it went."""
    dialog = QApplication.activeModalWidget()
    if dialog is not None:
        QTest.qWait(_NAMES_COME)
        dialog.findChildren(QPushButton)[0].click()
    return QApplication.activeModalWidget() is None


def report(workspace: Workspace, out: Path) -> str:
    """Make the report, and write it as the dialog for files wants it."""
    page = shown(workspace, "report", ReportPage)
    page.prepare()
    until(lambda: page.prepared is not None and page.prepare_button.isEnabled())
    page.confirm()
    until(lambda: page.status.text.startswith("Veilig: "))
    page._files.all[0].click()
    until(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    line = None if dialog is None else dialog.findChild(QLineEdit, "fileNameEdit")
    assert line is not None
    press(line, Qt.Key.Key_A, ctrl=True)
    QTest.keyClicks(line, str(out))
    until(saved)
    until(out.exists)
    until(page.prepare_button.isEnabled)
    return page.bar.text.partition(" ")[0]


def main(vault: Path, out: Path, plant: str) -> None:
    """The session."""
    passphrase, note = (sys.stdin.readline().rstrip("\n") for _ in range(2))
    arm(plant)
    app = application()
    load_fonts()
    dress(app, Appearance.LIGHT, first=True)
    window = Window(vault, place=default_place(), today=lambda: TODAY)
    window.show()
    until(lambda: window.warm)
    seen: dict[str, object] = {"title before": window.windowTitle()}
    workspace = unlocked(window, passphrase)
    conversation(workspace, note)
    seen["found"] = searched(workspace, note.split()[0])
    seen["title"] = window.windowTitle()
    seen["said"] = report(workspace, out)
    window.lock()
    until(lambda: window.workspace is None)
    seen["written"] = out.stat().st_size > 1000
    window.close()
    window.workers.finish()
    print(json.dumps(seen))  # noqa: T201 - the answer


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), (sys.argv[3:] or [""])[0])
