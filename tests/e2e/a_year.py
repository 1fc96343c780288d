"""Live through a part of an adviser's year by keyboard alone, in a process that may be killed.

`python -m tests.e2e.a_year VAULT PLAN`: the plan is JSON, a list of steps. Prints a JSON line for each step
that is done, so that whoever started it knows where it was when it died.
"""

import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.conftest import PASSPHRASE
from tests.ui.conftest import CHEAP_DOORS
from tests.ui.keyboard import Keyboard
from vp_desk.ui.app import application
from vp_desk.ui.pages.activities_page import ActivitiesPage
from vp_desk.ui.pages.case_page import CasePage
from vp_desk.ui.pages.cases_page import CasesPage
from vp_desk.ui.pages.conversation_page import ConversationPage
from vp_desk.ui.pages.today_page import TodayPage
from vp_desk.ui.theme import Appearance, dress, load_fonts
from vp_desk.ui.window import Window
from vp_desk.ui.workspace import Workspace

#: Longer than this nothing may take, in milliseconds.
_PATIENCE = 90_000
#: A draft is in the vault within two seconds of each keystroke.
_PROMISE = 2000

Step = dict[str, Any]


@dataclass
class Clock:
    """The day it is."""

    day: date = date(2025, 1, 6)


class Adviser:
    """A pair of hands at the window."""

    def __init__(self, window: Window, clock: Clock) -> None:
        self.window, self.clock = window, clock
        self.hands = Keyboard()

    @property
    def workspace(self) -> Workspace:
        """The open vault."""
        assert self.window.workspace is not None
        return self.window.workspace

    def page(self, kind: type[QWidget]) -> Any:  # noqa: ANN401 - of that kind
        """The page in sight, once it is of a kind."""
        wait(lambda: isinstance(self.workspace.page, kind))
        return self.workspace.page

    def unlock(self) -> None:
        """Type the passphrase."""
        wait(lambda: self.hands.name() == "Wachtzin")
        self.hands.type(PASSPHRASE)
        self.hands.enter()
        wait(lambda: self.window.workspace is not None)

    def perform(self, step: Step) -> None:
        """Do one step of the plan."""
        self.clock.day = date.fromisoformat(step["day"])
        getattr(self, step["do"])(step)

    def new(self, step: Step) -> None:
        """A conversation with somebody new."""
        self.begin_new(step)
        self.finish(step, "Notitie")

    def begin_new(self, step: Step) -> None:
        """All of it but the note and the last key."""
        self.hands.press(Qt.Key.Key_N, ctrl=True)
        self.at("Zaak")
        self.hands.press(Qt.Key.Key_Tab)
        self.at("Maand van het eerste gesprek")
        self.hands.press(Qt.Key.Key_Tab)
        self.fill(step)

    def talk(self, step: Step) -> None:
        """Another conversation of a case that is there."""
        self.hands.press(Qt.Key.Key_N, ctrl=True)
        page = self.page(ConversationPage)
        self.hands.type(step["code"][:5])
        self.hands.press(Qt.Key.Key_Tab)
        wait(lambda: page.picker.code == step["code"])
        self.at("Datum")
        self.hands.press(Qt.Key.Key_Tab)
        self.fill(step)
        self.finish(step, "Notitie bij dit gesprek")

    def fill(self, step: Step) -> None:
        """The fields from the channel on; what is not in the step stays as it is."""
        for name, key in (
            ("Kanaal", "channel"),
            ("Duur gesprek", "minutes"),
            ("Type schending", "types"),
            ("Rol melder", "reporter_role"),
            ("Relatie", "relation"),
            ("Organisatieonderdeel", "unit"),
            ("Gekozen route", "route"),
        ):
            self.at(name)
            if step.get(key):
                self.hands.type(str(step[key]))
            self.hands.press(Qt.Key.Key_Tab)

    def finish(self, step: Step, note: str) -> None:
        """The note, if there is one, and save."""
        if step.get("note"):
            self.hands.tab_to(note)
            self.hands.type(step["note"])
        page = self.page(ConversationPage)
        self.hands.press(Qt.Key.Key_Return, ctrl=True)
        wait(lambda: self.workspace.page is not page, lambda: str(page.bar.text))

    def activity(self, step: Step) -> None:
        """Work that belongs to no case."""
        self.hands.press(Qt.Key.Key_N, ctrl=True, shift=True)
        page = self.page(ActivitiesPage)
        self.at("Soort activiteit")
        self.hands.type(step["kind"])
        self.hands.press(Qt.Key.Key_Tab)
        self.hands.press(Qt.Key.Key_A, ctrl=True)
        self.hands.type(str(step["minutes"]))
        self.hands.press(Qt.Key.Key_Return, ctrl=True)
        wait(lambda: not page.dirty)

    def _find(self, code: str) -> CasesPage:
        """Find a case by its code and open it; returns the page with the list."""
        self.hands.press(Qt.Key.Key_F, ctrl=True)
        page: CasesPage = self.page(CasesPage)
        self.hands.press(Qt.Key.Key_A, ctrl=True)
        self.hands.type(code)
        self._listed(page, 1)
        self.hands.enter()
        wait(page.table.hasFocus)
        self.hands.enter()
        self.page(CasePage)
        return page

    def correct(self, step: Step) -> None:
        """Find a case and change its status."""
        self._find(step["code"])
        self.hands.tab_to("Status", most=40)
        self.hands.press(Qt.Key.Key_A, ctrl=True)
        self.hands.type(step["status"])
        self.hands.press(Qt.Key.Key_Return, ctrl=True)
        self.hands.press(Qt.Key.Key_Escape)

    def undo(self, step: Step) -> None:
        """Take back the last one: it was a mistake."""
        del step
        self.hands.press(Qt.Key.Key_1, ctrl=True)
        self.page(TodayPage)
        self.hands.press(Qt.Key.Key_Z, ctrl=True)

    def delete(self, step: Step) -> None:
        """Delete a case, and think better of it."""
        page = self._find(step["code"])
        self.hands.tab_to("Zaak verwijderen")
        self.hands.press(Qt.Key.Key_Space)
        self._listed(page, 0)
        self.hands.press(Qt.Key.Key_Z, ctrl=True)
        self._listed(page, 1)

    def _listed(self, page: CasesPage, cases: int) -> None:
        """So many cases are found."""

        def told() -> str:
            model, back = page.model, self.workspace.undo_button
            return (
                f"{model.rowCount()} listed, not {cases}; waiting: {model.waiting}, "
                f"searched for {len(page.search.text())} signs, "
                f"in sight: {type(self.workspace.page).__name__}, "
                f"focus on {self.hands.name()!r}, {back.text()}: {back.isVisible()}"
            )

        wait(lambda: page.model.rowCount() == cases and not page.model.waiting, told)

    def lock(self, step: Step) -> None:
        """Lock in the middle of a sentence, come back, and end it."""
        self.begin_new(step)
        self.hands.tab_to("Notitie")
        half = len(step["note"]) // 2
        self.hands.type(step["note"][:half])
        self.hands.press(Qt.Key.Key_L, ctrl=True)
        wait(lambda: self.window.workspace is None)
        self.unlock()
        self.resume({**step, "note": step["note"][half:]})

    def die(self, step: Step) -> None:
        """Be killed in the middle of a sentence, two seconds after the last keystroke."""
        self.begin_new(step)
        self.hands.tab_to("Notitie")
        self.hands.type(step["note"])
        QTest.qWait(_PROMISE)
        os.kill(os.getpid(), signal.SIGKILL)

    def resume(self, step: Step) -> None:
        """Go on with the draft that waits."""
        wait(lambda: self.hands.name().startswith("Verder"))
        self.hands.press(Qt.Key.Key_Space)
        self.page(ConversationPage)
        self.hands.tab_to("Notitie")
        self.hands.press(Qt.Key.Key_End, ctrl=True)
        self.hands.type(step["note"])
        self.hands.press(Qt.Key.Key_Return, ctrl=True)

    def at(self, name: str) -> None:
        """The focus is where it is expected."""
        wait(lambda: self.hands.name() == name, lambda: f"{name!r}, not {self.hands.name()!r}")


def wait(reached: Callable[[], bool], words: Callable[[], str] = lambda: "") -> None:
    """Let the window work until something is so."""
    end = time.monotonic() + _PATIENCE / 1000
    while not reached():
        if time.monotonic() > end:
            raise TimeoutError(words())
        QTest.qWait(2)


def main() -> None:
    """Do the steps, and tell of each."""
    vault, plan = Path(sys.argv[1]), json.loads(sys.argv[2])
    app = application()
    load_fonts()
    dress(app, Appearance.LIGHT)
    clock = Clock(date.fromisoformat(plan[0]["day"]))
    window = Window(
        vault, doors=CHEAP_DOORS, place=vault.parent / "window.txt", today=lambda: clock.day
    )
    window.show()
    window.activateWindow()
    wait(window.isActiveWindow)
    adviser = Adviser(window, clock)
    adviser.unlock()
    adviser.page(TodayPage)
    for step in plan:
        adviser.hands.strokes = 0
        begin = time.monotonic()
        adviser.perform(step)
        newest = max(
            (row.case.code for row in adviser.workspace.desk.find_cases("", 1)), default=""
        )
        told = {
            "do": step["do"],
            "strokes": adviser.hands.strokes,
            "seconds": time.monotonic() - begin,
            "newest": newest,
        }
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
    window.close()
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    try:
        main()
    except BaseException:
        traceback.print_exc()  # the hook of the program would show a window
        raise
