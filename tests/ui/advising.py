"""What the tests of the pages for advice do alike."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.keyboard import Keyboard
from vp_desk.ui.pages.advice_page import AdvicePage
from vp_desk.ui.workspace import Workspace

P = TypeVar("P", bound=QWidget)


def advice(qtbot: QtBot, workspace: Workspace, part: str = "") -> AdvicePage:
    page = workspace.named("advice")
    assert isinstance(page, AdvicePage)
    if part:
        page.show_part(part)
    workspace.go("advice")
    rest(qtbot, workspace)
    return page


def rest(qtbot: QtBot, workspace: Workspace) -> None:
    qtbot.waitUntil(lambda: not workspace.workers.busy, timeout=20_000)


def save(keys: Keyboard) -> None:
    keys.press(Qt.Key.Key_Return, ctrl=True)


def problems(page: QWidget) -> list[str]:
    found = page.findChildren(QLabel)
    return [part.text() for part in found if part.property("role") == "error" and part.isVisible()]


def of_kind(workspace: Workspace, kind: type[P]) -> P:
    page = workspace.page
    assert isinstance(page, kind)
    return page
