"""What is due, the first one first, and the calendar of it without content."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QStackedWidget

from vp_desk.desk import Appointment, Desk, DueKind
from vp_desk.dutch import count
from vp_desk.errors import VpDeskError
from vp_desk.ui.empty_state import EmptyState
from vp_desk.ui.files import ask_to_save
from vp_desk.ui.models.table import Cell
from vp_desk.ui.pages.loop.records_table import RecordsTable
from vp_desk.ui.pages.loop.view import LoopView
from vp_desk.ui.pages.loop.words import due_words
from vp_desk.ui.show_error import show_error
from vp_desk.ui.widgets import button, label, row

_LEAD: Final = (
    "De agenda die u bewaart, bevat alleen dagen en soorten, zoals ‘Antwoord verwacht’: geen namen, geen "
    "organisatie en geen inhoud. Hij staat buiten de kluis; iedereen die bij uw agenda kan, ziet hem."
)


class AgendaView(LoopView):
    """A list; Enter opens what it is about."""

    def __init__(self, desk: Desk, today: Callable[[], date]) -> None:
        super().__init__(desk, today)
        self._count = label("", "small")
        self.save_button = button("&Agenda bewaren (.ics)…", self.ask_file)
        self.save_button.setAccessibleName("Agenda bewaren")
        self.save_button.setToolTip("Een bestand dat uw agendaprogramma kan lezen.")
        self.content.addLayout(row(self._count, None, self.save_button))
        self.content.addWidget(label(_LEAD, "muted", wrap=True))
        self.table = RecordsTable("Wat eraan komt", ("Wanneer", "Wat"), {0: 250}, {1: 1.0})
        self.table.opened.connect(self.open_wanted)
        self._empty = EmptyState("today")
        self._empty.explain(
            "Er komt niets aan",
            "Vraagt u ergens antwoord op, plant u een gesprek of maakt u een afspraak met een datum, dan staat "
            "die hier.",
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        self.content.addWidget(self._stack, 1)

    def refresh(self) -> None:
        """Show what is due now."""
        found = self._desk.appointments(self._today())
        self.table.show_records([(each.key, self._cells(each)) for each in found])
        self._count.setText(count(len(found), "punt", "punten"))
        self.save_button.setEnabled(bool(found))
        self._stack.setCurrentWidget(self.table if found else self._empty)

    def focus(self) -> None:
        """The list, when there is one."""
        target = self.table if self.table.keys else self.save_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def point_at(self, key: str) -> None:
        """Make one the current one."""
        self.table.point_at(key)

    def _cells(self, due: Appointment) -> tuple[Cell, Cell]:
        when, _, left = due_words(due.day, self._today()).partition(" · ")
        if due.kind is DueKind.TALK and due.is_late(self._today()):
            left = "gehouden of verzet?"
        return Cell(when, under=left), Cell(due.kind.label, under=due.words)

    @Slot()
    def ask_file(self) -> None:
        """Ask where the calendar must come, and write it there."""
        words = "Waar wilt u de agenda bewaren?"
        ask_to_save(self, words, "agenda.ics", "Agenda (*.ics)", self.write)

    def write(self, path: Path) -> None:
        """Write the calendar."""
        try:
            number = self._desk.write_calendar(path, self._today())
        except VpDeskError as error:
            show_error(self, error)
            return
        self.said.emit(f"Agenda bewaard: {count(number, 'punt', 'punten')}, zonder inhoud.")
