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


def test_everything_that_takes_the_focus_has_a_name_in_every_window(
    windows: Iterator[tuple[str, QWidget]],
) -> None:
    nameless: list[str] = []
    seen: dict[str, int] = {}
    for name, window in windows:
        focusable = [
            widget
            for widget in window.findChildren(QWidget)
            if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and widget.isVisible()
        ]
        seen[name] = len(focusable)
        nameless += [
            f"{name}: {type(widget).__name__} {widget.objectName()}"
            for widget in focusable
            if not name_of(widget)
        ]
    assert nameless == []
    assert {"start", "start-help", "practice", "create", "cases", "shortcuts", "settings"} <= set(
        seen
    )
    assert min(seen.values()) >= 1, seen


def test_what_is_only_an_icon_says_in_a_tooltip_what_it_does(
    windows: Iterator[tuple[str, QWidget]],
) -> None:
    silent: list[str] = []
    seen = 0
    for name, window in windows:
        sides = window.findChildren(Sidebar)
        parts: list[QWidget] = [*window.findChildren(QToolButton)]
        for side in sides:
            parts += side.icon_buttons()
        for part in parts:
            if part.isVisible() and part.parentWidget() is not None and name_of(part):
                seen += 1
                if not part.toolTip():
                    silent.append(f"{name}: {name_of(part)}")
    assert silent == []
    assert seen > 20


def test_no_letter_leads_to_two_places_in_any_window(
    windows: Iterator[tuple[str, QWidget]],
) -> None:
    twice: list[str] = []
    seen = 0
    for name, window in windows:
        held: dict[str, str] = {}
        for part in window.findChildren(QWidget):
            if not part.isVisible() or not part.isEnabled():
                continue
            keys = QKeySequence()
            if isinstance(part, QAbstractButton):
                keys = part.shortcut()
            elif isinstance(part, QLabel) and part.buddy() is not None:
                keys = QKeySequence.mnemonic(part.text())
            if not keys.isEmpty():
                seen += 1
                words, letter = part.property("text"), keys.toString()
                if letter in held:
                    twice.append(f"{name}: {letter}: {held[letter]} / {words}")
                held[letter] = words
    assert not twice, "\n".join(twice)
    assert seen > 60
