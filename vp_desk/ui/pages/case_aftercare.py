"""The reminders of aftercare of one case."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from vp_desk.periods import Month
from vp_desk.records import Reminder
from vp_desk.ui.forms.inputs import MonthInput
from vp_desk.ui.widgets import button, card, clear_layout, label, row

_STATES = {"open": "gepland", "done": "gedaan", "skipped": "niet nodig"}


class ReminderLine(QWidget):
    """One month, with what became of it."""

    settled = Signal(object, bool)

    def __init__(self, reminder: Reminder, today: date) -> None:
        super().__init__()
        self._reminder = reminder
        waiting = reminder.state == "open"
        due = waiting and reminder.month <= Month.of(today)
        words = f"{reminder.month.label} · {'nu aan de beurt' if due else _STATES[reminder.state]}"
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 2)
        layout.setSpacing(6)
        layout.addWidget(label(words, "" if waiting else "muted"), 1)
        if waiting:
            for text, slot in (("Gedaan", self._done), ("Niet nodig", self._skip)):
                made = button(text, slot, "quiet")
                made.setAccessibleName(f"Nazorg {reminder.month.label}: {text.casefold()}")
                layout.addWidget(made)

    @Slot()
    def _done(self) -> None:
        self.settled.emit(self._reminder, True)  # noqa: FBT003 - a signal has no keywords

    @Slot()
    def _skip(self) -> None:
        self.settled.emit(self._reminder, False)  # noqa: FBT003 - a signal has no keywords


class CaseAftercare(QWidget):
    """When the adviser asks how it goes; another month can be added."""

    settled = Signal(object, bool)
    added = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame, layout = card()
        outer.addWidget(frame)
        layout.addWidget(label("Nazorg", "heading"))
        self._none = label(
            "Sluit u de zaak af, dan herinnert VP-Desk u na een paar maanden om te vragen hoe het gaat.",
            "muted",
            wrap=True,
        )
        layout.addWidget(self._none)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        layout.addLayout(self._lines)
        name = QLabel("Herinner mij in", frame)
        name.setProperty("role", "label")
        self.month = MonthInput(today, required=False)
        self.month.setAccessibleName("Herinner mij in")
        self.month.setMaximumWidth(240)
        name.setBuddy(self.month)
        self._problem = label("", "error")
        self._problem.hide()
        self.add_button = button("Zet erbij", self._add)
        layout.addWidget(name)
        layout.addLayout(row(self.month, self.add_button, None))
        layout.addWidget(self._problem)

    def show_reminders(self, reminders: Sequence[Reminder]) -> None:
        """Show the reminders of the case, the first one first."""
        clear_layout(self._lines)
        for reminder in reminders:
            line = ReminderLine(reminder, self._today)
            line.settled.connect(self.settled)
            self._lines.addWidget(line)
        self._none.setVisible(not reminders)

    @Slot()
    def _add(self) -> None:
        problem = self.month.problem()
        month = None if problem else self.month.value()
        if isinstance(month, Month):
            self.month.set_value(None)
            self.added.emit(month)
        else:
            problem = problem or "Vul eerst een maand in, bijvoorbeeld 9-2026."
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
