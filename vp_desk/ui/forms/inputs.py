"""Inputs for one value each: text, month, day, duration, note.

Every input has the same parts, from which forms are made: the signal `edited`, `value()` as the
record holds it (only asked when there is no problem), `set_value()`, and `problem()`: what is wrong with
what was typed, in Dutch, empty when nothing is. What was typed stays in sight until it can be understood:
nothing is thrown away. `state()` is what a draft keeps, half a word included, as JSON can hold it;
`set_state()` puts it back.
"""

import re
from datetime import date, timedelta

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from vp_desk.dutch import MONTHS, month_name
from vp_desk.errors import VpDeskError
from vp_desk.periods import FIRST_YEAR, Month, PeriodError
from vp_desk.taxonomy import folded
from vp_desk.ui.icons import app_colour, icon
from vp_desk.ui.theme import Tinted, scaled
from vp_desk.ui.tokens import Space

#: What a text input may do with what is typed: nothing is learned, predicted or sent anywhere.
SECRET = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
_QUARTER = 15
#: Heights between which a note grows with what is in it.
_LEAST_NOTE, _MOST_NOTE = 104, 340


def leaves_undo(event: QEvent, undo: bool, redo: bool) -> bool:
    """Whether a key that an input would take for its own undo is better left to the page."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    keys = QKeySequence.StandardKey
    return (event.matches(keys.Undo) and not undo) or (event.matches(keys.Redo) and not redo)


class TextInput(QLineEdit, Tinted):
    """One line of text; None when empty."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setInputMethodHints(SECRET)
        self.textEdited.connect(self._on_edited)

    def value(self) -> object:
        """The text, or None."""
        return self.text().strip() or None

    def set_value(self, value: object) -> None:
        """Show a text."""
        self.setText("" if value is None else str(value))

    def problem(self) -> str:
        """Any text will do."""
        return ""

    def state(self) -> object:
        """What stands on the line."""
        return self.text()

    def set_state(self, state: object) -> None:
        """Put it back."""
        self.setText(str(state or ""))

    def event(self, event: QEvent) -> bool:
        """Leave undo to the page when there is nothing to undo on the line."""
        if leaves_undo(event, self.isUndoAvailable(), self.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter go on to the next field, as people do in a list."""
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and event.text().isprintable():
            event.ignore()  # Alt with a letter is meant for a label; where there is none, it is no text
            return
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
            return
        super().keyPressEvent(event)

    def add_button(self, name: str, words: str, place: QLineEdit.ActionPosition) -> QAction:
        """An icon inside the input, for the mouse; the keyboard has a key for the same."""
        action = self.addAction(icon(name, app_colour(QPalette.ColorRole.PlaceholderText)), place)
        action.setToolTip(words)
        action.setData(name)
        return action

    def draw_icons(self) -> None:
        """Draw the icons in the colours that are on the screen now."""
        for action in self.actions():
            if action.data():
                muted = app_colour(QPalette.ColorRole.PlaceholderText)
                action.setIcon(icon(str(action.data()), muted))

    @Slot()
    def _on_edited(self) -> None:
        self.edited.emit()


class ParsedInput(TextInput):
    """A line whose text stands for a value: read when left, shown again in one way."""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show what was understood."""
        super().focusOutEvent(event)
        self._tidy()

    def step(self, steps: int) -> None:
        """The next or the previous value."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down step through the values."""
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if steps:
            self._tidy()
            if not self.problem():
                self.step(steps)
                self.edited.emit()
            return
        super().keyPressEvent(event)

    def _tidy(self) -> None:
        if not self.problem():
            self.set_value(self.value())


class MonthInput(ParsedInput):
    """A month of a year: "maart 2026", "3-2026", "mrt 26", or just a month of this year."""

    def __init__(self, today: date, *, required: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._required = required
        self.setPlaceholderText("bijv. maart 2026" if required else "geen")
        trailing = QLineEdit.ActionPosition.TrailingPosition
        later = self.add_button("chevron-right", "Maand later (pijl omhoog)", trailing)
        earlier = self.add_button("chevron-left", "Maand eerder (pijl omlaag)", trailing)
        later.triggered.connect(self._later)
        earlier.triggered.connect(self._earlier)

    def value(self) -> object:
        """The month, or None."""
        return self._read()

    def set_value(self, value: object) -> None:
        """Show a month."""
        self.setText(value.label if isinstance(value, Month) else "")

    def problem(self) -> str:
        """Whether it is no month."""
        try:
            missing = self._read() is None
        except VpDeskError:
            return "Dit is geen maand. Typ bijvoorbeeld 3-2026 of maart 2026."
        return "Vul een maand in, bijvoorbeeld 3-2026." if missing and self._required else ""

    def step(self, steps: int) -> None:
        """So many months later."""
        month = self._read() or Month.of(self._today).plus(-steps)
        self.set_value(month.plus(steps))

    def _read(self) -> Month | None:
        text = folded(self.text())
        if not text:
            return None
        words = text.split()
        number = _month_number(words[0])
        if number is None:
            if len(words) == 1 and words[0].isdigit() and int(words[0]) <= 12:
                words.append(str(self._today.year))
            return Month.parse("-".join(words))
        if len(words) > 2 or not all(word.isdigit() for word in words[1:]):
            raise PeriodError(self.text())
        year = int(words[1]) if len(words) > 1 else self._today.year
        return Month.parse(f"{year + 2000 if year < 100 else year}-{number}")

    @Slot()
    def _later(self) -> None:
        self._step_by_mouse(1)

    @Slot()
    def _earlier(self) -> None:
        self._step_by_mouse(-1)

    def _step_by_mouse(self, steps: int) -> None:
        if not self.problem():
            self.step(steps)
            self.edited.emit()


def _month_number(word: str) -> int | None:
    """The month that a word begins: `mrt`, `maa` and `maart` are 3; None for anything else."""
    if word == "mrt":
        return 3
    found = [n for n, name in enumerate(MONTHS, 1) if len(word) > 2 and name.startswith(word)]
    return found[0] if len(found) == 1 else None


class DateInput(ParsedInput):
    """A day: "12-3-2026", "12 maart", or only a day of this month."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.setPlaceholderText("bijv. 12-3-2026")

    def value(self) -> object:
        """The day."""
        return self._read()

    def set_value(self, value: object) -> None:
        """Show a day."""
        if isinstance(value, date):
            self.setText(f"{value.day} {month_name(value.month)} {value.year}")
        else:
            self.setText("")

    def problem(self) -> str:
        """Whether it is no day."""
        day = self._read()
        if day is None:
            return "Vul een datum in, bijvoorbeeld 12-3-2026."
        if day.year < FIRST_YEAR:
            return "Dit jaar kan niet kloppen. Kijk de datum na."
        return "Deze datum ligt in de toekomst. Kijk de datum na." if day > self._today else ""

    def step(self, steps: int) -> None:
        """So many days later."""
        self.set_value((self._read() or self._today) + timedelta(days=steps))

    def _read(self) -> date | None:
        words = folded(self.text()).split()
        if not words or len(words) > 3:
            return None
        numbers = [int(word) if word.isdigit() else _month_number(word) for word in words]
        numbers += [self._today.month, self._today.year][len(numbers) - 1 :]
        day, month, year = numbers
        if day is None or month is None or year is None:
            return None
        if day > 31:
            day, year = year, day
        try:
            return date(year + 2000 if year < 100 else year, month, day)
        except ValueError:
            return None


class DayInput(DateInput):
    """A day that may lie ahead; None when empty."""

    def problem(self) -> str:
        """Whether something else than a day stands there."""
        day = self._read()
        if day is None:
            typed = bool(self.text().strip())
            return "Dit is geen datum. Typ bijvoorbeeld 12-3-2026." if typed else ""
        return "Dit jaar kan niet kloppen. Kijk de datum na." if day.year < FIRST_YEAR else ""


class DurationInput(ParsedInput):
    """A duration in quarters of an hour: "45", "1:30", "1,5 uur"; below 15 it is read as quarters."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("bijv. 45 of 1:30")

    def value(self) -> object:
        """The number of quarters, rounded up; 0 when empty."""
        return self._read() or 0

    def set_value(self, value: object) -> None:
        """Show a number of quarters."""
        self.setText(duration_label(value) if isinstance(value, int) and value else "")

    def problem(self) -> str:
        """Whether it is no duration."""
        return (
            "Dit is geen duur. Typ minuten (45) of uren en minuten (1:30)."
            if self._read() is None
            else ""
        )

    def step(self, steps: int) -> None:
        """So many quarters more."""
        self.set_value(max(0, (self._read() or 0) + steps))

    def _read(self) -> int | None:
        text = self.text().casefold().replace(",", ".").strip()
        if not text:
            return 0
        shapes = (
            (r"(\d{1,2})\s*(?::|u(?:ur)?)\s*(\d{1,2})\s*(?:m(?:in)?(?:uten)?)?", _from_hours),
            (r"(\d{1,2}(?:\.\d+)?)\s*u(?:ur)?", _from_hours),
            (r"(\d{1,2}\.\d+)", _from_hours),
            (r"(\d{1,3})\s*k(?:w(?:artier(?:en)?)?)?", _from_quarters),
            (r"(\d{1,3})\s*m(?:in)?(?:uten)?\.?", _from_minutes),
            (r"(\d{1,3})", _from_number),
        )
        for shape, reading in shapes:
            match = re.fullmatch(shape, text)
            if match:
                minutes = reading(*(float(part) for part in match.groups()))
                return -(-int(minutes) // _QUARTER)
        return None


def _from_hours(hours: float, minutes: float = 0) -> float:
    return hours * 60 + minutes


def _from_quarters(quarters: float) -> float:
    return quarters * _QUARTER


def _from_minutes(minutes: float) -> float:
    return minutes


def _from_number(number: float) -> float:
    return number if number >= _QUARTER else number * _QUARTER


def duration_label(quarters: int) -> str:
    """A duration as on screen: `45 min`, `1 uur`, `1 uur 30 min`."""
    hours, minutes = divmod(quarters * _QUARTER, 60)
    parts = ([f"{hours} uur"] if hours else []) + ([f"{minutes} min"] if minutes else [])
    return " ".join(parts) or "0 min"


class NoteInput(QPlainTextEdit):
    """Free text that stays in the vault; Tab leaves it."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setInputMethodHints(SECRET | Qt.InputMethodHint.ImhMultiLine)
        self.setTabChangesFocus(True)
        self._fit()
        self.textChanged.connect(self._on_changed)

    def value(self) -> object:
        """The text."""
        return self.toPlainText()

    def set_value(self, value: object) -> None:
        """Show a text."""
        self.setPlainText(str(value or ""))

    def problem(self) -> str:
        """Any text will do."""
        return ""

    def state(self) -> object:
        """The text."""
        return self.toPlainText()

    def set_state(self, state: object) -> None:
        """Put it back."""
        self.set_value(state)

    def event(self, event: QEvent) -> bool:
        """Leave undo to the page when there is nothing to undo in the text."""
        document = self.document()
        if leaves_undo(event, document.isUndoAvailable(), document.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a new selection, also on what is selected: text is never dragged out to another program."""
        cursor = self.textCursor()
        extends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.button() == Qt.MouseButton.LeftButton and cursor.hasSelection() and not extends:
            cursor.clearSelection()
            self.setTextCursor(cursor)
        super().mousePressEvent(event)

    @Slot()
    def _on_changed(self) -> None:
        self._fit()
        self.edited.emit()

    def _fit(self) -> None:
        lines = self.document().size().height()  # a plain text document counts lines
        height = int(lines * self.fontMetrics().lineSpacing()) + Space.XXL
        self.setFixedHeight(max(scaled(_LEAST_NOTE), min(height, scaled(_MOST_NOTE))))
