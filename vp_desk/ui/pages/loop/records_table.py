"""A list of records in two lines a row, each with the key by which it is opened."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from vp_desk.ui.models.table import Cell, TextTable
from vp_desk.ui.released_table import TwoLineDelegate
from vp_desk.ui.theme import scaled

_ROW_HEIGHT: Final = 56
_LEAST_ROWS: Final = 3


class RecordsTable(QTableView):
    """Enter opens the current one, Delete asks to delete it."""

    #: The key of a record.
    opened = Signal(str)
    delete_wanted = Signal(str)

    def __init__(
        self,
        name: str,
        headings: Sequence[str],
        widths: Mapping[int, int],
        shares: Mapping[int, float],
        parent: QWidget | None = None,
    ) -> None:
        """Make an empty one.

        Args:
            name: for screen readers.
            headings: above the columns.
            widths: column → its width in pixels.
            shares: other column → its share of what is left.
            parent: what holds it.
        """
        super().__init__(parent)
        self._widths, self._shares = widths, shares
        self._keys: tuple[str, ...] = ()
        self.table = TextTable(headings, self)
        self.setModel(self.table)
        self.setItemDelegate(TwoLineDelegate(self))
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(scaled(_ROW_HEIGHT))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.setMinimumHeight(scaled(_LEAST_ROWS * _ROW_HEIGHT))
        self.doubleClicked.connect(self._on_double)

    @property
    def current(self) -> str:
        """The key of the current row; empty when there is none."""
        place = self.currentIndex().row()
        return self._keys[place] if 0 <= place < len(self._keys) else ""

    @property
    def keys(self) -> tuple[str, ...]:
        """Of all rows, from the top."""
        return self._keys

    def show_records(self, records: Sequence[tuple[str, Sequence[Cell]]]) -> None:
        """Show others, by key; the current one stays so when it is among them."""
        current = self.current
        self._keys = tuple(key for key, _ in records)
        self.table.show_rows([cells for _, cells in records])
        if self._keys:
            self.point_at(current)

    def point_at(self, key: str) -> None:
        """Make a record the current one; when it is not there the current one stays, or it is the first."""
        place = self._keys.index(key) if key in self._keys else max(self.currentIndex().row(), 0)
        self.setCurrentIndex(self.table.index(place, 0))

    def fit(self) -> None:
        """Be as high as the rows are."""
        head = self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth()
        self.setFixedHeight(self.table.rowCount() * scaled(_ROW_HEIGHT) + head)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width."""
        super().resizeEvent(event)
        rest = self.viewport().width() - sum(map(scaled, self._widths.values()))
        for column, width in self._widths.items():
            self.setColumnWidth(column, scaled(width))
        for column, share in self._shares.items():
            self.setColumnWidth(column, int(rest * share))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open or delete; Home and End go to the first row and the last."""
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and self.current:
            self.opened.emit(self.current)
        elif event.key() == Qt.Key.Key_Delete and self.current:
            self.delete_wanted.emit(self.current)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._keys:
            self.point_at(self._keys[0 if event.key() == Qt.Key.Key_Home else -1])
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _on_double(self, index: QModelIndex) -> None:
        self.opened.emit(self._keys[index.row()])
