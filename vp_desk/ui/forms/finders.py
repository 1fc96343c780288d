"""Lines with a list under them: what fits is offered while one types."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from vp_desk.taxonomy import CodeList
from vp_desk.ui.forms.inputs import TextInput
from vp_desk.ui.forms.matching import Match, find_codes
from vp_desk.ui.forms.suggestions import Suggestions

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FindInput(TextInput):
    """A line with a list under it. Down opens the whole list, Enter and Tab take a match."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list: Suggestions | None = None
        self.textEdited.connect(self._on_typed)

    def look_for(self, typed: str) -> None:
        """Find what fits, everything when nothing was typed, and `offer` it: now or a moment later."""
        raise NotImplementedError

    def offer(self, matches: Sequence[Match]) -> None:
        """Open the list with these; none closes it."""
        self._suggestions().open_with(matches, self.current())

    def current(self) -> str | None:
        """The code at which the whole list opens."""
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the list, take from it, or close it."""
        key = Qt.Key(event.key())
        if not self._is_open():
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_F4):
                self.open_all()
                return
            super().keyPressEvent(event)
            return
        step = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: 7,
            Qt.Key.Key_PageUp: -7,
        }
        if key in step:
            self._suggestions().move_highlight(step[key])
        elif key in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._take_highlighted()
        elif key == Qt.Key.Key_Escape:
            self._suggestions().close_list()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Take the match when the adviser tabs on."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Tab
            and self._is_open()
            and self.text().strip()
            and self.isModified()
        ):
            self._take_highlighted()
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._is_open()
        ):
            if event.key() == Qt.Key.Key_Escape:
                event.accept()  # while the list is open this key is the list's, not the page's
                return True
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if event.key() in _ENTER and control and self.isModified() and self.text().strip():
                self._take_highlighted()  # Ctrl+Enter saves: what is highlighted is meant
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the list."""
        super().focusOutEvent(event)
        if self._list is not None:
            self._list.close_list()

    @Slot()
    def open_all(self) -> None:
        """Open the whole list."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.look_for("")

    def take(self, code: str) -> None:
        """Use a code of the list."""
        raise NotImplementedError

    def _is_open(self) -> bool:
        return self._list is not None and self._list.isVisible()

    def _suggestions(self) -> Suggestions:
        # Made when first needed: by then the input stands in its window.
        if self._list is None:
            self._list = Suggestions(self)
            self._list.picked.connect(self._on_picked)
            self.destroyed.connect(self._list.deleteLater)
        return self._list

    def _take_highlighted(self) -> None:
        code = self._suggestions().highlighted()
        self._suggestions().close_list()
        if code is not None:
            self.take(code)

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        if text.strip():
            self.look_for(text)
        elif self._list is not None:
            self._list.close_list()

    @Slot(str)
    def _on_picked(self, code: str) -> None:
        self._suggestions().close_list()
        self.take(code)


class CodeFinder(FindInput):
    """A line that finds codes of a list."""

    def __init__(
        self, codes: CodeList, favourites: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._codes = codes
        self._favourites = favourites

    def without(self) -> tuple[str, ...]:
        """Codes that are not offered."""
        return ()

    def look_for(self, typed: str) -> None:
        """Find codes, those that are used most first."""
        self.offer(find_codes(self._codes, typed, self.without(), self._favourites))
