"""Choose codes by typing: one of a list, or several of which the first is the main one."""

from collections.abc import Mapping, Sequence
from typing import cast

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QLineEdit, QStyle, QStyleOptionFrame, QToolButton, QWidget

from vp_desk.taxonomy import CodeList
from vp_desk.ui.forms.finders import CodeFinder
from vp_desk.ui.forms.flow import FlowLayout
from vp_desk.ui.icons import IconButton
from vp_desk.ui.theme import scaled
from vp_desk.ui.tokens import Size
from vp_desk.ui.widgets import set_look

_UNKNOWN = "Dit staat niet in de lijst. Typ een paar letters en kies met de pijltjes."
#: Qt draws the words of a line so many pixels inside it.
_BEFORE = 2


class CodePicker(CodeFinder):
    """One code of a list, or none."""

    def __init__(
        self, codes: CodeList, favourites: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(codes, favourites, parent)
        self._code: str | None = None
        self.setPlaceholderText("typ of kies")
        place = QLineEdit.ActionPosition.TrailingPosition
        self.add_button("chevron-down", "Lijst openen (pijl omlaag)", place).triggered.connect(
            self.open_all
        )

    def value(self) -> object:
        """The chosen code, or None."""
        text = self.text().strip()
        if not text:
            return None
        if self._code is not None and text == self._codes.label_of(self._code):
            return self._code
        found = self._codes.find(text)
        return found if found is not None and self._codes.is_offered(found) else None

    def set_value(self, value: object) -> None:
        """Show a code by its label."""
        self._code = value if isinstance(value, str) else None
        self.setText(self._codes.label_of(self._code) if self._code else "")
        self.setToolTip(self.text())
        self.setCursorPosition(0)

    def problem(self) -> str:
        """Whether what was typed is in the list."""
        return _UNKNOWN if self.text().strip() and self.value() is None else ""

    def current(self) -> str | None:
        """The chosen code."""
        value = self.value()
        return value if isinstance(value, str) else None

    def paintEvent(self, event: QPaintEvent) -> None:
        """A code that does not fit ends in an ellipsis, until one types there."""
        room = self._room()
        words = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        if self.hasFocus() or words == self.text():
            super().paintEvent(event)
            return
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        painter = QPainter(self)
        panel = QStyle.PrimitiveElement.PE_PanelLineEdit
        self.style().drawPrimitive(panel, option, painter, self)
        group = QPalette.ColorGroup.Normal if self.isEnabled() else QPalette.ColorGroup.Disabled
        painter.setPen(self.palette().color(group, QPalette.ColorRole.Text))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.end()

    def _room(self) -> QRect:
        """Where the words stand: between the edge and the button of the list."""
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        inside = QStyle.SubElement.SE_LineEditContents
        room = self.style().subElementRect(inside, option, self).adjusted(_BEFORE, 0, -_BEFORE, 0)
        for made in self.findChildren(QToolButton):
            room.setRight(room.right() - made.width() - _BEFORE)
        return room

    def take(self, code: str) -> None:
        """Choose a code."""
        self.set_value(code)
        self.edited.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write what was typed as the list writes it."""
        super().focusOutEvent(event)
        if self.isModified() and not self.problem():
            self.set_value(self.value())


#: Room for the next word, also in a narrow line.
_LEAST_LINE = 120


class _Chip(IconButton):
    """One chosen code: press to take it away."""

    removed = Signal(str)
    moved = Signal(str, int)

    def __init__(self, code: str, label: str, parent: QWidget) -> None:
        super().__init__(label, "close", "chip", parent)
        self.code = code
        self.setIconSize(QSize(scaled(Size.ICON_SMALL), scaled(Size.ICON_SMALL)))
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross stands after the words
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(f"{label}, weghalen met Delete")
        self.clicked.connect(self._on_clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes it away; the arrows move along; Home makes it the first."""
        key = event.key()
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(self.code)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home):
            step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(key), 0)
            self.moved.emit(self.code, step)
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_clicked(self) -> None:
        self.removed.emit(self.code)


class _ChipsLine(CodeFinder):
    """The line in which the next code is typed."""

    def __init__(self, codes: CodeList, favourites: Sequence[str], owner: "CodesPicker") -> None:
        super().__init__(codes, favourites, owner)
        self._owner = owner
        set_look(self, "bare", "true")
        self.setMinimumWidth(scaled(_LEAST_LINE))

    def without(self) -> tuple[str, ...]:
        """What has been chosen already."""
        return self._owner.codes()

    def take(self, code: str) -> None:
        """Add the code and be ready for the next."""
        self.clear()
        self._owner.add(code)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Backspace and Left in the empty line reach what was chosen."""
        key = event.key()
        if not self.text() and key == Qt.Key.Key_Backspace:
            self._owner.remove_last()
        elif not self.text() and key == Qt.Key.Key_Left:
            self._owner.focus_chip(-1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus around the whole input."""
        super().focusInEvent(event)
        set_look(self._owner, "focused", "true")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide it again."""
        super().focusOutEvent(event)
        set_look(self._owner, "focused", "false")


class CodesPicker(QFrame):
    """Several codes of a list, in order; for types the first is the main one."""

    edited = Signal()

    def __init__(
        self,
        codes: CodeList,
        favourites: Sequence[str] = (),
        *,
        main: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Make an input for several codes.

        Args:
            codes: the list.
            favourites: codes that are offered first.
            main: the word before the first code ("Hoofdtype"); empty when the order says nothing.
            parent: the owner.
        """
        super().__init__(parent)
        self.setProperty("role", "input")
        self._list = codes
        self._main = main
        self._chips: list[_Chip] = []
        self._layout = FlowLayout(self)
        self.line = _ChipsLine(codes, favourites, self)
        self._invite()
        self.line.textEdited.connect(self._on_edited)
        self._layout.addWidget(self.line)

    def value(self) -> object:
        """The chosen codes."""
        return self.codes()

    def codes(self) -> tuple[str, ...]:
        """The chosen codes."""
        return tuple(chip.code for chip in self._chips)

    def set_value(self, value: object) -> None:
        """Show codes."""
        self.line.clear()
        codes = cast("tuple[str, ...]", value) if isinstance(value, tuple) else ()
        self._show(codes)

    def problem(self) -> str:
        """Whether something was typed that was not chosen."""
        return _UNKNOWN if self.line.text().strip() else ""

    def state(self) -> object:
        """What was chosen, and what is being typed."""
        return {"codes": list(self.codes()), "typed": self.line.text()}

    def set_state(self, state: object) -> None:
        """Put it back."""
        held: Mapping[str, object] = {}
        if isinstance(state, dict):
            held = cast("Mapping[str, object]", state)
        codes = cast("list[str]", held.get("codes", []))
        self.set_value(tuple(codes))
        self.line.setText(str(held.get("typed", "")))

    def add(self, code: str) -> None:
        """Choose one more."""
        if code not in self.codes():
            self._show((*self.codes(), code))
            self.edited.emit()

    def remove_last(self) -> None:
        """Take the last one away."""
        if self._chips:
            self._on_removed(self._chips[-1].code)

    def focus_chip(self, place: int) -> None:
        """Give the focus to a chosen code."""
        if self._chips:
            self._chips[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the line is meant for the line."""
        super().mousePressEvent(event)
        self.line.open_all()

    def changeEvent(self, event: QEvent) -> None:
        """What cannot be changed does not invite one to."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self._invite()

    def _invite(self) -> None:
        """Say in the line what one can do there."""
        words = "typ een paar letters, bijvoorbeeld “pest”" if self._main else "typ of kies"
        if self._chips:
            words = "nog een"
        self.line.setPlaceholderText(words if self.isEnabled() else "")

    def _show(self, codes: tuple[str, ...]) -> None:
        for old in self._chips:
            self._layout.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._layout.removeWidget(self.line)
        self._chips = []
        for number, code in enumerate(codes):
            words = self._list.label_of(code)
            if self._main and not number and len(codes) > 1:
                words = f"{self._main}: {words}"
            chip = _Chip(code, words, self)
            chip.setToolTip(f"{self._list.path_of(code)}\nKlik of Delete: weghalen. Home: voorop.")
            chip.setProperty("main", bool(self._main) and not number)
            chip.removed.connect(self._on_removed)
            chip.moved.connect(self._on_moved)
            self._layout.addWidget(chip)
            chip.show()
            self._chips.append(chip)
        self._layout.addWidget(self.line)
        self._invite()
        self.setAccessibleDescription(", ".join(self._list.label_of(code) for code in codes))
        self.line.setAccessibleDescription(self.accessibleDescription())
        self.updateGeometry()

    @Slot()
    def _on_edited(self) -> None:
        self.edited.emit()

    @Slot(str)
    def _on_removed(self, code: str) -> None:
        self._show(tuple(known for known in self.codes() if known != code))
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    @Slot(str, int)
    def _on_moved(self, code: str, step: int) -> None:
        place = self.codes().index(code) + step
        if not step:
            self._show((code, *(known for known in self.codes() if known != code)))
            self.focus_chip(0)
            self.edited.emit()
        elif place >= len(self._chips):
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.focus_chip(max(0, place))
