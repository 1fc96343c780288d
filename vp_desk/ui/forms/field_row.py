"""One field of a form: its label, its input, and under it what is wrong or what helps."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from vp_desk.fields import Field, Kind
from vp_desk.taxonomy import TYPES, Lists
from vp_desk.ui.forms.inputs import (
    DateInput,
    DayInput,
    DurationInput,
    MonthInput,
    NoteInput,
    TextInput,
)
from vp_desk.ui.forms.number_input import NumberInput
from vp_desk.ui.forms.pickers import CodePicker, CodesPicker
from vp_desk.ui.widgets import label, reveal, set_look

#: Every kind of input.
InputWidget = TextInput | NoteInput | CodesPicker

#: Ways to come to a field that do not scroll to it: under the mouse the page stays still.
_STILL: Final = frozenset(
    {
        Qt.FocusReason.MouseFocusReason,
        Qt.FocusReason.ActiveWindowFocusReason,
        Qt.FocusReason.PopupFocusReason,
    }
)

#: Key of a field → codes that are offered first.
Favourites = Mapping[str, Sequence[str]]


def make_input(
    field: Field, lists: Lists, today: date, favourites: Sequence[str] = ()
) -> InputWidget:
    """The input for a field, by its kind."""
    codes = lists[field.values] if field.values else None
    if field.kind is Kind.CODE and codes is not None:
        return CodePicker(codes, favourites)
    if field.kind is Kind.CODES and codes is not None:
        return CodesPicker(codes, favourites, main="Hoofdtype" if field.values == TYPES else "")
    if field.kind is Kind.MONTH:
        return MonthInput(today, required=field.key == "month")
    if field.kind in (Kind.DATE, Kind.DAY):
        return DateInput(today) if field.kind is Kind.DATE else DayInput(today)
    if field.kind in (Kind.QUARTERS, Kind.NUMBER):
        return DurationInput() if field.kind is Kind.QUARTERS else NumberInput()
    return NoteInput() if field.kind is Kind.NOTE else TextInput()


class FieldRow(QWidget):
    """A label, an input, and under it what is wrong or what helps."""

    edited = Signal()

    def __init__(
        self,
        field: Field,
        lists: Lists,
        today: date,
        favourites: Sequence[str] = (),
        *,
        compact: bool = False,
    ) -> None:
        super().__init__()
        self.field = field
        self._compact = compact
        self._with_letter = ""
        self.input = make_input(field, lists, today, favourites)
        self.widget = self.input
        self._label = QLabel(field.label, self)
        self._label.setProperty("role", "label")
        self._message = label("", "small", wrap=True, parent=self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._label)
        layout.addWidget(self.widget)
        layout.addWidget(self._message)
        # Not a focus proxy: Tab would stop at the frame around the line too.
        self._focus = self.input.line if isinstance(self.input, CodesPicker) else self.input
        self._label.setBuddy(self._focus)
        self._focus.setAccessibleName(field.label)
        self._focus.installEventFilter(self)
        self.input.edited.connect(self._on_edited)
        self.show_problem("")

    @property
    def wide(self) -> bool:
        """Whether it takes a line of its own."""
        return self.field.kind in (Kind.CODES, Kind.LINE, Kind.NOTE)

    def set_mnemonic(self, letter: str) -> None:
        """Let Alt and a letter of the label reach it; an empty one takes its letter away."""
        words = self.field.label
        if not letter:
            self._with_letter = ""
            self._label.setText(words)
            return
        place = words.casefold().index(letter)
        self._with_letter = f"{words[:place]}&{words[place:]}"
        self._label.setText(self._with_letter)

    def use_letter(self, *, used: bool) -> None:
        """Let the letter go to somebody else for a while, or take it back."""
        self._label.setText(self._with_letter if used and self._with_letter else self.field.label)

    def to_the_end(self) -> None:
        """Put the cursor behind what stands there."""
        if isinstance(self._focus, QLineEdit):
            self._focus.end(False)  # noqa: FBT003 - as in Qt
        else:
            self._focus.moveCursor(QTextCursor.MoveOperation.End)

    def focus(self) -> None:
        """Give it the focus."""
        self._focus.setFocus(Qt.FocusReason.OtherFocusReason)
        reveal(self)

    def has_focus(self) -> bool:
        """Whether one types here now."""
        return self._focus.hasFocus()

    def check(self) -> bool:
        """Say what is wrong with what was typed; whether it is fine."""
        problem = self.input.problem()
        self.show_problem(problem)
        return not problem

    def show_problem(self, problem: str) -> None:
        """Show a problem beside the field; an empty one shows its help again."""
        set_look(self.widget, "invalid", bool(problem))
        set_look(self._message, "role", "error" if problem else "small")
        shown = problem or ("" if self._compact else self.field.help)
        self._message.setText(shown)
        self._message.setVisible(bool(shown))
        self.setToolTip(self.field.help if self._compact else "")
        self._focus.setAccessibleDescription(problem or self.field.help)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A note grows while one types: it stays in sight."""
        super().resizeEvent(event)
        if self._focus.hasFocus():
            reveal(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the whole field in sight while one is there; look at what was typed when it is left."""
        kind = event.type()
        if kind == QEvent.Type.FocusOut and self.input.problem():
            self.check()
        elif (
            kind == QEvent.Type.FocusIn
            and isinstance(event, QFocusEvent)
            and event.reason() not in _STILL
        ):
            reveal(self)
        return super().eventFilter(watched, event)

    @Slot()
    def _on_edited(self) -> None:
        if self.widget.property("invalid"):
            self.show_problem("")
        self.edited.emit()
