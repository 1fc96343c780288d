"""The breaks in the trend: those of merges, and those that the adviser records by hand."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from vp_desk.desk import Changes, Desk, ListRefusal, TrendBreak
from vp_desk.errors import VpDeskError
from vp_desk.historic import row_of
from vp_desk.periods import ReportingYear
from vp_desk.taxonomy import TYPES, Lists
from vp_desk.ui.delegates import RowDelegate
from vp_desk.ui.icons import IconButton
from vp_desk.ui.models.table import Cell, TextTable
from vp_desk.ui.pages.settings.dialogs import BreakDialog
from vp_desk.ui.show_error import show_error
from vp_desk.ui.widgets import button, label, row

_WHOLE = "De hele tabel"
_YEARS_BACK = 10
_ROW_HEIGHT, _HEADER_HEIGHT, _MOST_ROWS = 36, 42, 8


class BreaksTable(QWidget):
    """Stored at once; each break is asked in a window of its own."""

    changed = Signal(object)
    said = Signal(str)
    remove_asked = Signal()

    def __init__(self, desk: Desk, this_year: ReportingYear) -> None:
        super().__init__()
        self._desk, self._year = desk, this_year
        self._breaks: tuple[TrendBreak, ...] = ()
        self.dialog: BreakDialog | None = None
        self.model = TextTable(("Vanaf", "Waarover", "Reden"), self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setItemDelegate(RowDelegate(frozenset({1}), self.table))
        self.table.setAccessibleName("Trendbreuken")
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.table.horizontalHeader()
        header.setFixedHeight(_HEADER_HEIGHT)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.resizeSection(0, 96)
        header.resizeSection(1, 210)
        self.table.doubleClicked.connect(self.change)
        self.table.selectionModel().currentRowChanged.connect(self._show_reason)
        self.reason = label("", wrap=True)
        self._none = label("Er zijn geen trendbreuken vastgelegd.", "small")
        self.add_button = IconButton("Trendbre&uk toevoegen…", "plus")
        self.add_button.clicked.connect(self.add)
        self.change_button = button("W&ijzigen…", self.change)
        self.remove_button = button("Ver&wijderen", self.remove_asked.emit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.table)
        layout.addWidget(self.reason)
        layout.addWidget(self._none)
        layout.addLayout(row(self.add_button, self.change_button, self.remove_button, None))
        self.load()

    def load(self) -> None:
        """Show what is stored."""
        self._breaks = self._desk.list_editing.breaks.all()
        lists, calendar = self._desk.lists, self._desk.calendar
        self.model.show_rows(
            [
                (
                    Cell(calendar.year(one.year).label),
                    Cell(words := row_words(one.category, lists), words),
                    Cell(one.reason, one.reason),
                )
                for one in self._breaks
            ]
        )
        some = bool(self._breaks)
        rows = min(len(self._breaks), _MOST_ROWS)
        self.table.setFixedHeight(_ROW_HEIGHT * rows + _HEADER_HEIGHT + 2)
        if some:
            self.table.selectRow(0)
        self._show_reason()
        for part in (self.table, self.reason, self.change_button, self.remove_button):
            part.setVisible(some)
        self._none.setVisible(not some)

    @Slot()
    def add(self) -> None:
        """Ask for a new break."""
        calendar, year = self._desk.calendar, self._year.year
        years = [calendar.year(number) for number in range(year + 1, year - _YEARS_BACK, -1)]
        types = self._desk.lists[TYPES]
        rows: list[tuple[str | None, str]] = [(None, _WHOLE)]
        rows += [(entry.code, entry.label) for entry in types.parts(None)]
        dialog = BreakDialog(self, years, rows)
        dialog.year.setCurrentIndex(1)
        dialog.wanted.connect(self._add)
        self._open(dialog)

    @Slot()
    def change(self) -> None:
        """Ask for another reason."""
        chosen = self._chosen
        if chosen is not None:
            year = self._desk.calendar.year(chosen.year)
            words = row_words(chosen.category, self._desk.lists)
            dialog = BreakDialog(self, [year], [(chosen.category, words)], chosen.reason)
            dialog.wanted.connect(self._change)
            self._open(dialog)

    def remove(self) -> None:
        """Take the chosen break away."""
        chosen = self._chosen
        if chosen is not None:
            self._stored(
                self._desk.list_editing.breaks.remove(chosen), "De trendbreuk is verwijderd."
            )

    @property
    def _chosen(self) -> TrendBreak | None:
        place = self.table.currentIndex().row()
        return self._breaks[place] if 0 <= place < len(self._breaks) else None

    def _open(self, dialog: BreakDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._on_closed)
        dialog.open()

    def _stored(self, changes: Changes, words: str) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        self.load()
        self.changed.emit(changes)
        self.said.emit(words)
        self.add_button.setFocus()

    def _refused(self, error: VpDeskError) -> None:
        if self.dialog is not None and isinstance(error, ListRefusal):
            self.dialog.refuse(error)
        else:
            show_error(self, error)

    @Slot(object)
    def _add(self, typed: tuple[int, str | None, str]) -> None:
        try:
            changes = self._desk.list_editing.breaks.add(TrendBreak(*typed))
        except VpDeskError as error:
            self._refused(error)
            return
        self._stored(changes, "De trendbreuk is vastgelegd.")

    @Slot(object)
    def _change(self, typed: tuple[int, str | None, str]) -> None:
        chosen = self._chosen
        if chosen is None:
            return
        try:
            changes = self._desk.list_editing.breaks.change(chosen, typed[2])
        except VpDeskError as error:
            self._refused(error)
            return
        self._stored(changes, "De trendbreuk is bewaard.")

    @Slot()
    def _show_reason(self) -> None:
        """The whole sentence of the chosen break: in the table it may be cut."""
        chosen = self._chosen
        self.reason.setText(chosen.reason if chosen is not None else "")

    @Slot()
    def _on_closed(self) -> None:
        self.dialog = None


def row_words(category: str | None, lists: Lists) -> str:
    """What a break is about, in words."""
    if category is None:
        return _WHOLE
    name, code = row_of(category)
    if name not in lists.by_name:
        return category
    path = lists[name].path_of(code)
    return path if name == TYPES else f"{lists[name].label}: {path}"
