"""The table of cases, with under each case where the searched words stand."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from vp_desk.ui.marked import TALL_ROW, CaseDelegate, draw_line
from vp_desk.ui.models.cases import LINE_ROLE
from vp_desk.ui.models.columns import Column
from vp_desk.ui.theme import scaled
from vp_desk.ui.tokens import Size


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
        self.verticalHeader().setDefaultSectionSize(scaled(Size.ROW))
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
        height = scaled(TALL_ROW if for_lines else Size.ROW)
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
        if self.verticalHeader().defaultSectionSize() != scaled(TALL_ROW):
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
                draw_line(painter, QRect(0, top, self.viewport().width(), scaled(TALL_ROW)), pieces)
                painter.restore()
            row += 1
        painter.end()

    def _share(self) -> None:
        least = sum(scaled(column.least) for column in self._columns)
        extra = max(0, self.viewport().width() - least)
        shares = sum(column.share for column in self._columns if not column.width)
        for place, column in enumerate(self._columns):
            more = 0 if column.width else int(extra * column.share / shares)
            self.setColumnWidth(place, scaled(column.least) + more)
