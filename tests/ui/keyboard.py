"""A pair of hands on the keyboard: types to whatever has the focus, and knows nothing else."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget


class Keyboard:
    """Counts its keystrokes."""

    def __init__(self) -> None:
        self.strokes = 0

    @property
    def target(self) -> QWidget:
        widget = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert widget is not None, "nothing has the focus"
        return widget

    def name(self) -> str:
        """What a screen reader says of it: its name, or the words on a button."""
        target = self.target
        words = target.text().replace("&", "") if isinstance(target, QAbstractButton) else ""
        return target.accessibleName() or words

    def type(self, text: str) -> None:
        for character in text:
            QTest.keyClicks(self.target, character)
            self.strokes += 1

    def press(self, key: Qt.Key, times: int = 1, **modifiers: bool) -> None:
        held = Qt.KeyboardModifier.NoModifier
        if modifiers.get("ctrl"):
            held |= Qt.KeyboardModifier.ControlModifier
        if modifiers.get("shift"):
            held |= Qt.KeyboardModifier.ShiftModifier
        if modifiers.get("alt"):
            held |= Qt.KeyboardModifier.AltModifier
        for _ in range(times):
            QTest.keyClick(self.target, key, held)
            self.strokes += 1

    def enter(self) -> None:
        self.press(Qt.Key.Key_Return)

    def tab_to(self, name: str, most: int = 60) -> None:
        """Tab until the focus is on the widget with this name."""
        seen: list[str] = []
        for _ in range(most):
            if self.name() == name:
                return
            seen.append(self.name())
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"{name!r} is not reached by Tab; passed {seen}")
