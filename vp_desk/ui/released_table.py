"""The table of what left the vault: two lines a row."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from vp_desk.ui.delegates import draw_ground
from vp_desk.ui.models.releases import REFERENCE, STANDING, UNDER_ROLE, WHAT
from vp_desk.ui.theme import scaled, tokens
from vp_desk.ui.tokens import Space, Type

_Index = QModelIndex | QPersistentModelIndex
_ROW_HEIGHT: Final = 56
#: Width of a column that is as wide as its words; the others share what is left.
_DATE_WIDTH: Final = 138
_SHARES: Final = {WHAT: 0.55, STANDING: 0.45}


class TwoLineDelegate(QStyledItemDelegate):
    """A line in the colour of text, and a smaller one in the muted colour under it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell."""
        t = tokens()
        painter.save()
        area = draw_ground(painter, option)
        room = area.adjusted(Space.M, 0, -Space.M, 0)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        under = str(index.data(UNDER_ROLE) or "")
        strong = QFont(painter.font())
        if index.column() == REFERENCE:
            strong.setWeight(QFont.Weight.DemiBold)
        small = QFont(painter.font())
        small.setPixelSize(scaled(Type.SMALL))
        painter.setFont(strong)
        high = painter.fontMetrics().height()
        top = room.top() + (room.height() - (2 * high if under else high)) // 2
        painter.setPen(QColor(t.text))
        self._line(painter, QRect(room.left(), top, room.width(), high), text)
        painter.setFont(small)
        painter.setPen(QColor(t.muted))
        self._line(painter, QRect(room.left(), top + high, room.width(), high), under)
        painter.restore()

    @staticmethod
    def _line(painter: QPainter, room: QRect, text: str) -> None:
        elided = Qt.TextElideMode.ElideRight
        words = painter.fontMetrics().elidedText(text, elided, room.width())
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, int(side), words)


class ReleasedTable(QTableView):
    """Enter says that the current one was handed over."""

    row_opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(TwoLineDelegate(self))
        self.setAccessibleName("Lijst van uitgaven")
        self.setShowGrid(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(scaled(_ROW_HEIGHT))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.setMinimumHeight(scaled(3 * _ROW_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width."""
        super().resizeEvent(event)
        first = scaled(_DATE_WIDTH)
        self.setColumnWidth(REFERENCE, first)
        rest = self.viewport().width() - first
        for column, share in _SHARES.items():
            self.setColumnWidth(column, int(rest * share))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.row_opened.emit()
            return
        super().keyPressEvent(event)
