"""When the open vault turns out to be damaged: a band that says so, and pages that can only be read.

What was typed and not stored stays on the screen, to be selected and copied.
"""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QKeySequence, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QWidget,
)

from vp_desk.ui.fold import FoldButton
from vp_desk.ui.forms.form import Form
from vp_desk.ui.forms.inputs import NoteInput, TextInput
from vp_desk.ui.icons import IconLabel
from vp_desk.ui.pages.form_page import FormPage
from vp_desk.ui.tokens import Size, Space
from vp_desk.ui.widgets import STORES, button, label

WORDS: Final = (
    "De kluis is beschadigd. Er wordt niets meer in geschreven; u kunt alleen nog lezen. Typte u iets dat nog "
    "niet is opgeslagen, kopieer dat dan eerst."
)

#: Keys that only move or copy.
_HARMLESS: Final = frozenset(
    {
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_Escape,
    }
)
_COPYING: Final = (
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.SelectAll,
    QKeySequence.StandardKey.Cancel,
)


class DamageBand(QFrame):
    """Over every page, until a backup is put back."""

    restore_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "damage")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.XXL, Space.S, Space.L, Space.S)
        layout.setSpacing(Space.M)
        self.setAccessibleName(WORDS)
        self.button = button("Reservekopie terugzetten…", self.restore_wanted.emit)
        layout.addWidget(IconLabel("warning", Size.ICON, QPalette.ColorRole.WindowText))
        layout.addWidget(label(WORDS, wrap=True), 1)
        layout.addWidget(self.button)
        self.hide()

    def appear(self) -> None:
        """Show it, and tell whoever does not see it."""
        if self.isHidden():
            self.show()
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))


class ReadOnly(QObject):
    """Makes pages such that one can read and copy in them, and change nothing."""

    def apply(self, page: QWidget) -> None:
        """Make one page so. Twice is as good as once; what was added to it meanwhile is done as well."""
        for made in page.findChildren(QPushButton):
            if made.property("kind") == "primary" or made.property(STORES):
                made.setEnabled(False)
                self._watch(made)  # pages enable it again when something is typed
        if isinstance(page, FormPage):
            self._close(page)
        for form in page.findChildren(Form):
            self._watch(form)  # it makes the rest of its fields when they are asked for
            for small in form.findChildren(QAbstractButton):
                if not isinstance(small, FoldButton):
                    small.setEnabled(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let through what only moves or copies."""
        if event.type() == QEvent.Type.EnabledChange and isinstance(watched, QPushButton):
            watched.setEnabled(False)
        if event.type() == QEvent.Type.LayoutRequest and isinstance(watched, Form):
            self._close(watched)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _HARMLESS or any(event.matches(keys) for keys in _COPYING):
                return False
            return bool(event.text()) or event.key() in {
                Qt.Key.Key_Up,
                Qt.Key.Key_Down,
                Qt.Key.Key_PageUp,
                Qt.Key.Key_PageDown,
                Qt.Key.Key_F4,
            }
        return super().eventFilter(watched, event)

    def _close(self, part: QWidget) -> None:
        for line in part.findChildren(TextInput):
            line.setReadOnly(True)
            self._watch(line)
        for text in part.findChildren(NoteInput):
            text.setReadOnly(True)
        for choice in part.findChildren(QComboBox):
            choice.setEnabled(False)

    def _watch(self, widget: QWidget) -> None:
        widget.removeEventFilter(self)
        widget.installEventFilter(self)
