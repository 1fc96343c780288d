"""How many cases a theme had since: exact, for the adviser alone."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vp_desk.desk import Desk, Theme, ThemeYear
from vp_desk.dutch import count
from vp_desk.ui.pages.loop.only_you import only_you
from vp_desk.ui.pages.waiting import WaitingLine, focus_of
from vp_desk.ui.widgets import card, clear_layout, label, row
from vp_desk.ui.workers import Newest, Progress, Workers, while_there

_LEAD: Final = (
    "Nieuwe zaken over deze typen en onderdelen. Minder zaken is niet vanzelf beter, en meer niet slechter: "
    "kijk ernaar voordat u iets over het effect schrijft, en noem de aantallen niet in uw tekst."
)
_NO_THEME: Final = "Kies typen of onderdelen, dan ziet u hier de zaken van dat thema per jaar."


class ThemeCard(QWidget):
    """A line a year; marked as hers alone."""

    #: The selection of the cases of a year.
    cases_wanted = Signal(object)
    failed = Signal(Exception)

    def __init__(self, desk: Desk, workers: Workers) -> None:
        super().__init__()
        self._desk = desk
        self._reading = Newest(workers)
        self.lines: list[WaitingLine] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame, layout = card()
        layout.addLayout(row(label("Zaken over dit thema", "heading"), None, only_you()))
        self._lead = label("", "muted", wrap=True)
        layout.addWidget(self._lead)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        layout.addLayout(self._lines)
        outer.addWidget(frame)

    def show_theme(self, theme: Theme, first: int, today: date) -> None:
        """Count the cases of a theme from a year on, beside the window."""
        desk = self._desk

        def read(_: Progress) -> tuple[ThemeYear, ...]:
            return desk.theme_years(theme, first, today)

        self.show()
        self._reading.ask(read, self._show, while_there(self, self.failed.emit))

    def _show(self, found: Sequence[ThemeYear]) -> None:
        self._lead.setText(_LEAD if found else _NO_THEME)
        held = focus_of(self.lines)
        clear_layout(self._lines)
        self.lines = [self._line(each) for each in found]
        for line in self.lines:
            self._lines.addWidget(line)
            line.show()
        if held is not None and self.lines:  # the same year, however many cases it has now
            number, place, _ = held
            line = self.lines[min(number, len(self.lines) - 1)]
            line.buttons[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def _line(self, found: ThemeYear) -> WaitingLine:
        words = f"{found.year.label}: {count(found.cases, 'zaak', 'zaken')}"
        shows = (("Toon deze zaken", False, lambda: self.cases_wanted.emit(found.selection)),)
        return WaitingLine(words, "" if found.over else "het jaar loopt nog", shows)
