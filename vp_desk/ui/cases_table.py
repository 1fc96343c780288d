"""The table of cases, and the line above it in which one searches."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from vp_desk.ui.forms.inputs import TextInput
from vp_desk.ui.marked import ROW_HEIGHT, TALL_ROW, CaseDelegate, draw_line
from vp_desk.ui.models.cases import LINE_ROLE
from vp_desk.ui.models.columns import Column

#: A column that shares the width is never narrower; the table then scrolls sideways.
_LEAST_WIDTH: Final = 116


class CasesTable(QTableView):
    """The table; Enter opens the current row."""

    row_opened = Signal(QModelIndex)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns: Sequence[Column] = ()
        self.setItemDelegate(CaseDelegate(self))
        self.setAccessibleName("Lijst van zaken")
        self.setShowGrid(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(True)

    def lay_out(self, columns: Sequence[Column]) -> None:
        """Share the width among these columns."""
        self._columns = columns
        self._share()

    def make_room(self, *, for_lines: bool) -> None:
        """Make the rows high enough for a line with what was found in them."""
        height = TALL_ROW if for_lines else ROW_HEIGHT
        if self.verticalHeader().defaultSectionSize() != height:
            self.verticalHeader().setDefaultSectionSize(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width."""
        super().resizeEvent(event)
        self._share()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.row_opened.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, and under each what was found in it, over the whole width."""
        super().paintEvent(event)
        if self.verticalHeader().defaultSectionSize() != TALL_ROW:
            return
        height = self.viewport().height()
        row = self.rowAt(0)
        painter = QPainter(self.viewport())
        while 0 <= row < self.model().rowCount():
            top = self.rowViewportPosition(row)
            if top > height:
                break
            pieces = self.model().index(row, 0).data(LINE_ROLE)
            if pieces:
                painter.save()
                draw_line(painter, QRect(0, top, self.viewport().width(), TALL_ROW), pieces)
                painter.restore()
            row += 1
        painter.end()

    def _share(self) -> None:
        sharing = [column for column in self._columns if not column.width]
        fixed = sum(column.width for column in self._columns) + _LEAST_WIDTH * len(sharing)
        extra = max(0, self.viewport().width() - fixed)
        shares = sum(column.share for column in sharing)
        for place, column in enumerate(self._columns):
            shared = _LEAST_WIDTH + int(extra * column.share / shares) if shares else 0
            self.setColumnWidth(place, column.width or shared)


class SearchLine(TextInput):
    """Search words; Down and Enter go to the list, Escape clears."""

    list_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move on to what was found."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.list_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
