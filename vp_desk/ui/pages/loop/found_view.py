"""What was found in advice by words: recommendations, signals, agreements, the self-check."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

from vp_desk.desk import AdviceHit, Desk
from vp_desk.dutch import count
from vp_desk.ui.empty_state import EmptyState
from vp_desk.ui.models.table import Cell
from vp_desk.ui.pages.loop.records_table import RecordsTable
from vp_desk.ui.pages.loop.view import LoopView
from vp_desk.ui.widgets import label


class FoundView(LoopView):
    """A list of records with the words; Enter opens one."""

    def __init__(self, desk: Desk, today: Callable[[], date]) -> None:
        super().__init__(desk, today)
        self._words = ""
        self._count = label("", "small")
        self.content.addWidget(self._count)
        self.table = RecordsTable(
            "Gevonden in advies", ("Wat", "Waar de woorden staan"), {0: 230}, {1: 1.0}
        )
        self.table.opened.connect(self.open_wanted)
        self._empty = EmptyState("search")
        self._empty.explain(
            "Niets gevonden", "In geen advies, afspraak of zelftoets staan deze woorden."
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        self.content.addWidget(self._stack, 1)

    def look_for(self, words: str) -> None:
        """Show where words stand."""
        self._words = words
        self.refresh()

    def refresh(self) -> None:
        """Look again."""
        found = self._desk.find_advice(self._words)
        self._count.setText(f"{count(len(found), 'keer', 'keer')} gevonden")
        self.table.show_records([(hit.key, _cells(hit)) for hit in found])
        self._stack.setCurrentWidget(self.table if found else self._empty)

    def focus(self) -> None:
        """The list, when there is one."""
        if self.table.keys:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def _cells(hit: AdviceHit) -> tuple[Cell, Cell]:
    return Cell(hit.title), Cell(" ".join(hit.text.split()))
