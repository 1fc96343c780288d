"""The table of rows by years, in which a row is chosen and a figure leads to its cases."""

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from vp_desk.desk import ExactYears, ManyYears
from vp_desk.ui.delegates import FigureDelegate
from vp_desk.ui.models.many_years import ManyYearsModel
from vp_desk.ui.theme import scaled
from vp_desk.ui.tokens import Size, Space
from vp_desk.ui.widgets import page_around

#: Widths of a year, of what chance says, and the least of the labels.
_YEAR, _CHANCE, _LABEL = 64, 150, 200
_SCHOOL_YEAR = 92


class YearsTable(QTableView):
    """As high as its rows: the page scrolls, not the table."""

    #: The code of a row.
    row_chosen = Signal(str)
    #: The cases under a figure.
    cases_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ManyYearsModel(self)
        self.setModel(self._model)
        self.setItemDelegate(FigureDelegate(self))
        self.setAccessibleName("Alle jaren naast elkaar")
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(scaled(Size.ROW_FIGURES))
        self.horizontalHeader().setHighlightSections(False)
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentChanged.connect(self._on_current)

    @property
    def row(self) -> ExactYears | None:
        """The row that is chosen."""
        return self._model.row(self.currentIndex().row())

    def show_picture(self, picture: ManyYears | None, code: str = "") -> None:
        """Show other figures, with a row chosen by its code; the column stays."""
        column = max(0, self.currentIndex().column())
        self._model.show_picture(picture)
        self._fit()
        if picture is not None:
            last = self._model.columnCount() - 1
            place = self._model.place_of(code)
            self.setCurrentIndex(self._model.index(place, min(column, last)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter leads to the cases of a figure."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Labels take what the years leave."""
        super().resizeEvent(event)
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Keep the chosen row in sight, not all of the table."""
        super().focusInEvent(event)
        self._reveal(self.currentIndex())

    def _reveal(self, index: QModelIndex) -> None:
        page = page_around(self)
        if page is None or not self.hasFocus() or not index.isValid():
            return
        here: QPoint = self.visualRect(index).center()
        there = page.mapFromGlobal(self.viewport().mapToGlobal(here))
        page.ensureVisible(0, there.y() + page.verticalScrollBar().value(), 0, 2 * Space.HUGE)

    def _fit(self) -> None:
        columns = self._model.columnCount()
        if not columns:
            return
        wide = len(str(self._model.headerData(1, Qt.Orientation.Horizontal))) > 4
        year = scaled(_SCHOOL_YEAR if wide else _YEAR)
        for column in range(1, columns - 1):
            self.setColumnWidth(column, year)
        self.setColumnWidth(columns - 1, scaled(_CHANCE))
        rest = self.viewport().width() - (columns - 2) * year - scaled(_CHANCE)
        self.setColumnWidth(0, max(rest, scaled(_LABEL)))
        high = self.horizontalHeader().sizeHint().height()
        high += self._model.rowCount() * scaled(Size.ROW_FIGURES) + Space.S
        if rest < scaled(_LABEL):
            high += self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(high)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        cases = self._model.cases(index)
        if cases is not None:
            self.cases_wanted.emit(cases)

    @Slot(QModelIndex, QModelIndex)
    def _on_current(self, current: QModelIndex, previous: QModelIndex) -> None:
        row = self._model.row(current.row())
        if row is not None and current.row() != previous.row():
            self._reveal(current)
            self.row_chosen.emit(row.node.code)
