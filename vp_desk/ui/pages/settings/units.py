"""The organisational units: the list, and how many people work there."""

from PySide6.QtCore import Qt, Slot

from vp_desk.desk import Desk
from vp_desk.periods import ReportingYear
from vp_desk.taxonomy import UNITS
from vp_desk.ui.pages.settings.code_list import CodeListEditor
from vp_desk.ui.pages.settings.headcounts import HeadcountModel, HeadcountTable
from vp_desk.ui.pages.settings.section import SettingsSection
from vp_desk.ui.widgets import button, label, reveal, row
from vp_desk.ui.workers import Workers

_YEARS_BACK, _YEARS_AHEAD = 2, 1


class UnitsSection(SettingsSection):
    """The list changes at once; the numbers are stored with the other settings."""

    def __init__(self, desk: Desk, workers: Workers, this_year: ReportingYear) -> None:
        super().__init__()
        self._desk, self._this_year, self._shift = desk, this_year, 0
        layout = self.add_card(
            "Onderdelen",
            "De afdelingen of locaties van uw organisatie, in één of twee niveaus. Wat u in deze lijst "
            "doet, geldt meteen.",
        )
        self.editor = CodeListEditor(desk, workers, UNITS, this_year)
        self.editor.tree.setMinimumHeight(230)
        self.editor.changed.connect(self._on_list_changed)
        self.editor.said.connect(self.said)
        layout.addWidget(self.editor)
        self._people = self.add_card("Aantal mensen")
        self._why = label("", "muted", wrap=True)
        self._people.addWidget(self._why)
        self._earlier = button("Ee&rdere jaren", self._go_earlier, "quiet")
        self._later = button("&Latere jaren", self._go_later, "quiet")
        self._people.addLayout(row(None, self._earlier, self._later))
        self.model = HeadcountModel(self)
        self.model.edited.connect(self._on_typed)
        self.table = HeadcountTable(self.model)
        self._people.addWidget(self.table)
        self.problem = label("", "error", wrap=True)
        self.problem.hide()
        self._people.addWidget(self.problem)
        self._none = label("Voeg eerst een onderdeel toe.", "small")
        self._people.addWidget(self._none)
        self.content.addStretch(1)
        self._show_years()
        self._show_units()

    @property
    def dirty(self) -> bool:
        """Whether a number was typed that is not stored."""
        self.table.take_over()
        return self.model.dirty

    def load(self) -> None:
        """Show the numbers that are stored."""
        self.model.forget()
        self.problem.hide()
        self._show_units()

    def activate(self) -> None:
        """Ready in the list; show what is true now and keep what was typed."""
        self.editor.refresh()
        self._show_years()
        self._show_units()
        self.editor.tree.setFocus()

    def check(self) -> bool:
        """Show the first cell that holds no number."""
        self.table.take_over()
        wrong = self.model.wrong()
        if wrong is not None:
            unit, year = wrong
            place = self.model.place_of(unit, year)
            if not place.isValid():
                self._shift = year - self._this_year.year
                self._show_years()
                place = self.model.place_of(unit, year)
            label_ = self._desk.calendar.year(year).label
            text = str(place.data(Qt.ItemDataRole.EditRole))
            self.problem.setText(
                f"{self.model.label_of(unit)}, {label_}: ‘{text}’ is geen heel getal. "
                "Vul een aantal mensen in, of niets."
            )
            self.table.setCurrentIndex(place)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            reveal(self.problem)
        self.problem.setVisible(wrong is not None)
        return wrong is None

    def store(self) -> None:
        """Store the numbers."""
        if self.model.dirty:
            changes = self._desk.save_headcounts(self.model.typed())
            self.model.forget()
            self._show_units()
            self.changed.emit(changes)

    def _show_units(self) -> None:
        units, least = self._desk.lists[UNITS].offered(), self._desk.settings.minimum_headcount
        self.model.show_units(units, self._desk.headcounts(), least)
        self.table.setVisible(bool(units))
        self._earlier.setVisible(bool(units))
        self._later.setVisible(bool(units))
        self._none.setVisible(not units)
        self._why.setText(
            f"Een onderdeel met minder dan {least} mensen komt niet apart in het rapport: anders is te "
            "raden over wie het gaat. Is het aantal van een jaar niet bekend, dan telt het onderdeel dat "
            "jaar als klein. Typ een getal en druk op Enter voor het volgende onderdeel."
        )

    def _show_years(self) -> None:
        here, calendar = self._this_year.year + self._shift, self._desk.calendar
        years = range(here - _YEARS_BACK, here + _YEARS_AHEAD + 1)
        self.model.show_years([calendar.year(year) for year in years])
        self._later.setEnabled(self._shift < 0)

    @Slot()
    def _go_earlier(self) -> None:
        self.table.take_over()
        self._shift -= 1
        self._show_years()

    @Slot()
    def _go_later(self) -> None:
        self.table.take_over()
        self._shift += 1
        self._show_years()

    @Slot(object)
    def _on_list_changed(self, changes: object) -> None:
        self._show_units()
        self.changed.emit(changes)

    @Slot()
    def _on_typed(self) -> None:
        self.problem.hide()
        self.on_edited()
