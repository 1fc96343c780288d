"""What holds in every window that there is: those of `screenshots.walk`, so that a new one is not forgotten."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QToolButton, QWidget

from tests.conftest import PASSPHRASE
from tests.ui.conftest import CHEAP_DOORS
from vp_desk.ui.screenshots import walk
from vp_desk.ui.sidebar import Sidebar

SIZES = {"wide": None, "narrow": QSize(683, 384)}


@pytest.fixture(params=SIZES)
def windows(
    request: pytest.FixtureRequest, dressed: QApplication, released_vault: Path
) -> Iterator[tuple[str, QWidget]]:
    """Every window, at two sizes."""
    return walk(
        released_vault,
        lambda: CHEAP_DOORS.open(released_vault, PASSPHRASE),
        CHEAP_DOORS,
        SIZES[request.param],
    )


def name_of(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()


def focusable(window: QWidget) -> list[QWidget]:
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and widget.isVisible()
    ]


def only_icons(window: QWidget) -> list[QWidget]:
    parts: list[QWidget] = [*window.findChildren(QToolButton)]
    for side in window.findChildren(Sidebar):
        parts += side.icon_buttons()
    return [
        part
        for part in parts
        if part.isVisible() and part.parentWidget() is not None and name_of(part)
    ]


def letters(window: QWidget) -> list[tuple[str, str]]:
    """Each key with Alt that leads somewhere, and the words in which it is marked."""
    found: list[tuple[str, str]] = []
    for part in window.findChildren(QWidget):
        keys = QKeySequence()
        if part.isVisible() and part.isEnabled():
            if isinstance(part, QAbstractButton):
                keys = part.shortcut()
            elif isinstance(part, QLabel) and part.buddy() is not None:
                keys = QKeySequence.mnemonic(part.text())
        if not keys.isEmpty():
            found.append((keys.toString(), part.property("text")))
    return found


def test_names_tooltips_and_letters_of_every_window(
    windows: Iterator[tuple[str, QWidget]],
) -> None:
    """One walk for all three: it takes eight seconds."""
    wrong: list[str] = []
    focus: dict[str, int] = {}
    icons = keys = 0
    for name, window in windows:
        parts = focusable(window)
        focus[name] = len(parts)
        wrong += [
            f"{name}: {type(part).__name__} {part.objectName()} has no name"
            for part in parts
            if not name_of(part)
        ]
        silent = only_icons(window)
        icons += len(silent)
        wrong += [f"{name}: {name_of(p)} has no tooltip" for p in silent if not p.toolTip()]
        held: dict[str, str] = {}
        for letter, words in letters(window):
            keys += 1
            if letter in held:
                wrong.append(f"{name}: {letter}: {held[letter]} / {words}")
            held[letter] = words
    assert not wrong, "\n".join(wrong)
    usual = {"start", "start-help", "practice", "create", "cases", "shortcuts", "settings"}
    assert usual <= set(focus)
    assert min(focus.values()) >= 1, focus
    assert icons > 20
    assert keys > 60
