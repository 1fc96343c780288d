"""The organisational units, with the number of people who work there in one year."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from vp_desk.desk import Changes, Desk
from vp_desk.periods import ReportingYear
from vp_desk.taxonomy import UNITS, Code
from vp_desk.ui.forms.inputs import TextInput
from vp_desk.ui.icons import IconButton
from vp_desk.ui.widgets import card, clear_layout, label, row, set_look

_NO_NUMBER = "Vul bij elk onderdeel een naam in, en een heel getal of niets bij het aantal mensen."


class UnitsCard(QWidget):
    """One line per unit; a line without a name is not stored."""

    edited = Signal()

    def __init__(self, desk: Desk, this_year: ReportingYear) -> None:
        super().__init__()
        self._desk, self._year = desk, this_year
        self._lines: list[tuple[Code | None, TextInput, TextInput]] = []
        self._clean: list[tuple[str, str]] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame, layout = card()
        outer.addWidget(frame)
        layout.addWidget(label("Organisatieonderdelen", "heading"))
        layout.addWidget(
            label(
                "Een onderdeel met weinig mensen komt nooit apart in het rapport. Daarom vraagt VP-Desk "
                "per jaar hoeveel mensen er werken.",
                "muted",
                wrap=True,
            )
        )
        self.year = QComboBox()
        self.year.setAccessibleName("Aantal mensen in het jaar")
        years = {this_year, this_year.previous(), *desk.case_years()}
        for year in sorted(years, reverse=True):
            self.year.addItem(year.label, year)
        self.year.setCurrentIndex(self.year.findData(self._best_year(years)))
        self.year.currentIndexChanged.connect(self._on_year)
        layout.addLayout(row(label("Aantal mensen in", "label"), self.year, None))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 1)
        layout.addLayout(self._grid)
        self.add_button = IconButton("Onderdeel toevoegen", "plus", "link")
        self.add_button.clicked.connect(self.add_line)
        layout.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._problem = label("", "error", wrap=True)
        self._problem.hide()
        layout.addWidget(self._problem)

    @property
    def dirty(self) -> bool:
        """Whether a line was changed and not stored."""
        return self._snapshot() != self._clean

    def load(self) -> None:
        """Show the units as they are stored."""
        clear_layout(self._grid)
        self._lines = []
        chosen: object = self.year.currentData()
        if isinstance(chosen, ReportingYear):
            self._year = chosen
        heads = self._desk.headcounts()
        units = self._desk.lists[UNITS].offered()
        if units:
            self._grid.addWidget(label("Naam", "label"), 0, 0)
            self._grid.addWidget(label(f"Mensen in {self._year.label}", "label"), 0, 1)
        for unit in units:
            people = heads.get((unit.code, self._year.year))
            self._add(unit, unit.label, "" if people is None else str(people))
        self._clean = self._snapshot()
        self.year.setEnabled(True)
        self._problem.hide()

    def check(self) -> bool:
        """Show what is wrong; whether all is fine."""
        wrong: TextInput | None = None
        for unit, name, people in self._lines:
            no_name = not name.text().strip() and (unit is not None or bool(people.text().strip()))
            no_number = bool(people.text().strip()) and not people.text().strip().isdigit()
            set_look(name, "invalid", no_name)
            set_look(people, "invalid", no_number)
            if wrong is None and (no_name or no_number):
                wrong = name if no_name else people
        self._problem.setText(_NO_NUMBER)
        self._problem.setVisible(wrong is not None)
        if wrong is not None:
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)
        return wrong is None

    def store(self) -> Changes | None:
        """Store the lines; None when there was nothing to store."""
        if not self.dirty:
            return None
        changes: Changes | None = None
        year = self._year.year
        renamed = {
            unit.code: replace(unit, label=name.text().strip(), short=name.text().strip())
            for unit, name, _ in self._lines
            if unit is not None
        }
        counts = {
            (unit.code, year): int(people.text())
            for unit, _, people in self._lines
            if unit is not None and people.text().strip()
        }
        if renamed:
            kept = [renamed.get(unit.code, unit) for unit in self._desk.lists[UNITS]]
            changes = self._desk.save_units(kept, counts)
        for unit, name, people in self._lines:
            if unit is None and name.text().strip():
                known = {year: int(people.text())} if people.text().strip() else {}
                changes = self._desk.add_unit(name.text().strip(), known)
        return changes

    @Slot()
    def add_line(self) -> None:
        """An empty line for a new unit."""
        name = self._add(None, "", "")
        name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, unit: Code | None, words: str, people: str) -> TextInput:
        line = len(self._lines) + 1
        name, number = TextInput(), TextInput()
        name.set_value(words)
        number.set_value(people)
        number.setFixedWidth(150)
        name.setPlaceholderText("Naam van het onderdeel")
        number.setPlaceholderText("niet bekend")
        name.setAccessibleName(f"Naam van onderdeel {line}")
        number.setAccessibleName(f"Aantal mensen in {words or f'onderdeel {line}'}")
        for column, part in enumerate((name, number)):
            part.edited.connect(self._on_edited)
            self._grid.addWidget(part, line, column)
        self._lines.append((unit, name, number))
        return name

    def _snapshot(self) -> list[tuple[str, str]]:
        lines = ((name.text().strip(), people.text().strip()) for _, name, people in self._lines)
        return [line for line in lines if any(line)]

    def _best_year(self, years: set[ReportingYear]) -> ReportingYear:
        """The newest year whose numbers are known, or else this year."""
        known = {year for _, year in self._desk.headcounts()}
        return max((year for year in years if year.year in known), default=self._year)

    @Slot()
    def _on_year(self) -> None:
        self.load()

    @Slot()
    def _on_edited(self) -> None:
        self.year.setEnabled(not self.dirty)  # one year at a time
        self._problem.hide()
        self.edited.emit()
