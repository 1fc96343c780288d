"""The self-check over the years: a row a norm, a column a year, and the way to fill one in."""

from collections.abc import Callable
from datetime import date
from typing import ClassVar, Final

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import QComboBox

from vp_desk.desk import Desk, Month, Norm
from vp_desk.periods import ReportingYear
from vp_desk.ui.choices import place_of
from vp_desk.ui.models.table import Cell
from vp_desk.ui.pages.loop.records_table import RecordsTable
from vp_desk.ui.pages.loop.view import LoopView
from vp_desk.ui.widgets import button, label, row

#: Years in sight: the chosen one and those before it.
_YEARS: Final = 4
_LEAD: Final = (
    "Hoe staat uw werk ervoor? U kijkt zelf naar de normen 10 tot en met 13 van de Algemene Rekenkamer voor "
    "het werk van vertrouwenspersonen. Uw oordeel en uw toelichting komen in het jaarverslag."
)


class SelfCheckView(LoopView):
    """A table; Enter goes to the chosen norm of the chosen year."""

    scrolls: ClassVar[bool] = True

    def __init__(self, desk: Desk, today: Callable[[], date]) -> None:
        super().__init__(desk, today)
        self.content.addWidget(label(_LEAD, "muted", wrap=True))
        self.year = QComboBox()
        self.year.setAccessibleName("Verslagjaar van de zelftoets")
        self.year.currentIndexChanged.connect(self._show)
        self.fill_button = button("", self._on_fill, "primary")
        self.content.addLayout(row(self.year, None, self.fill_button))
        headings = ("Norm", *("",) * _YEARS)
        shares = {0: 0.36, **dict.fromkeys(range(1, _YEARS + 1), 0.64 / _YEARS)}
        self.table = RecordsTable("Zelftoets per norm", headings, {}, shares)
        self.table.opened.connect(self.open_wanted)
        self.content.addWidget(self.table)
        self.content.addStretch(1)

    def refresh(self) -> None:
        """Show what is in the vault now."""
        chosen: object = self.year.currentData()
        now = self._desk.calendar.year_of(Month.of(self._today()))
        calendar = self._desk.calendar
        years = {now, now.previous(), *self._desk.years_with_hours()}
        years |= {calendar.year(each.year) for each in self._desk.self_checks()}
        with QSignalBlocker(self.year):
            self.year.clear()
            for year in sorted(years, reverse=True):
                self.year.addItem(year.label, year)
            # A report, and the check in it, is mostly made of the year that is over.
            self.year.setCurrentIndex(max(0, place_of(self.year, chosen or now.previous())))
        self._show()

    def focus(self) -> None:
        """The way to fill it in."""
        self.fill_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _show(self) -> None:
        year: object = self.year.currentData()
        if not isinstance(year, ReportingYear):
            return
        self.fill_button.setText(f"Zelftoets {year.label} &invullen")
        numbers = range(year.year, year.year - _YEARS, -1)
        held = {(each.year, each.norm): each for each in self._desk.self_checks()}
        labels = [self._desk.calendar.year(number).label for number in numbers]
        self.table.table.set_headings(("Norm", *labels))
        records: list[tuple[str, list[Cell]]] = []
        for norm in Norm:
            cells = [Cell(f"{norm.value}. {norm.short}", norm.label, under=norm.label)]
            for number in numbers:
                check = held.get((number, norm))
                score = check.score if check else None
                points = f"{score.value} van 5" if score else "–"
                cells.append(Cell(points, under=score.label if score else ""))
            records.append((f"self_check/{year.year}/{norm.value}", cells))
        self.table.show_records(records)
        self.table.fit()

    @Slot()
    def _on_fill(self) -> None:
        year: object = self.year.currentData()
        if isinstance(year, ReportingYear):
            self.open_wanted.emit(f"self_check/{year.year}")
