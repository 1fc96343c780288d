"""A window that a test holds by a thread: unlocks a vault, types a note in it, and locks when it is told to.

`python -m tests.e2e.held_window VAULT [plain]`; lines on standard input: the passphrase and the note; then it
does what each line says (see `_on_line`) and prints what came of it. After the lock it lives again, as the
program does. With `plain` its memory may be read by others of this user.
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QSocketNotifier, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.ui.conftest import CHEAP_DOORS
from vp_desk import hardening
from vp_desk.ui import app
from vp_desk.ui.files import ask_folder
from vp_desk.ui.forms.sections import CASE_NOTE
from vp_desk.ui.pages.conversation_page import ConversationPage
from vp_desk.ui.restart import VARIABLE, Restart
from vp_desk.ui.show_error import show_bug
from vp_desk.ui.window import Window


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def heard() -> str:
    """A line, letter by letter: nothing of the next one is read ahead."""
    line = b""
    while not line.endswith(b"\n"):
        line += os.read(0, 1)
    return line.decode().strip()


def wait(reached: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not reached():
        assert time.monotonic() < end
        QTest.qWait(10)


class Hands(QObject):
    """Does what it is told."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window = window
        self._line = QSocketNotifier(0, QSocketNotifier.Type.Read, self)
        self._line.setEnabled(False)
        self._line.activated.connect(self._on_line)

    def unlock(self, passphrase: str, note: str) -> None:
        self.passphrase = passphrase  # held on to, as a careless program would
        start = self.window.start_page
        start.secret.line.setFocus()
        QTest.keyClicks(start.secret.line, passphrase)
        start.open_button.click()
        wait(lambda: self.window.workspace is not None)
        workspace = self.window.workspace
        assert workspace is not None
        workspace.new_conversation()
        page = workspace.page
        assert isinstance(page, ConversationPage)
        written = page.form.rows[CASE_NOTE].widget
        written.setFocus()
        QTest.keyClicks(written, note)
        say("open")

    def begin(self, *, first: bool) -> None:
        """The first life opens the vault, the next one waits."""
        if first:
            self.window.setGeometry(120, 90, 1000, 700)
            self.unlock(heard(), heard())
        else:
            say("again")
        self._line.setEnabled(True)

    @Slot()
    def _on_line(self) -> None:
        what = heard()
        window = self.window
        if what == "lock":
            window.lock()
        elif what == "dialog":
            show_bug(window, ValueError())
        elif what == "menu":
            menu = QMenu(window)
            menu.addAction("Iets")
            menu.popup(window.mapToGlobal(QPoint(40, 40)))
        elif what == "file":
            ask_folder(window, "Kies een map", lambda _: None)
        elif what == "hang":  # as work does that does not listen
            window.workers.start(lambda _: time.sleep(60), lambda _: None, lambda _: None)
        elif what == "place":
            told = window.geometry().getRect()
            say(f"{told} {window.isActiveWindow()} {window.start_page.bar.text}")
            return
        elif what == "modules":
            say(" ".join(sys.modules))
            return
        QTest.qWait(50)
        say(f"done {len([w for w in QApplication.topLevelWidgets() if w.isVisible()])}")


def main() -> None:
    vault = Path(sys.argv[1])
    first = VARIABLE not in os.environ

    class Held(Window):
        """The window of the program, with doors that cost nothing and a memory of its own."""

        def __init__(self, opens: Path | None, *, restart: Restart) -> None:
            place = vault.parent / "remembered.txt"
            super().__init__(opens, doors=CHEAP_DOORS, place=place, restart=restart)
            self.hands = Hands(self)
            self.warmed.connect(self.begin)

        @Slot()
        def begin(self) -> None:
            self.hands.begin(first=first)

    vars(app)["Window"] = Held
    if "plain" in sys.argv[2:]:
        hardening.complete = lambda: None
    app.run(vault)


if __name__ == "__main__":
    main()
