"""Layouts that follow the width: words that wrap like text, and columns that become fewer."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from vp_desk.ui.item_layout import ItemLayout
from vp_desk.ui.theme import scaled
from vp_desk.ui.tokens import Space

#: Between words that wrap, and between columns.
_GAP, _BETWEEN = Space.SNUG, Space.L


class FlowLayout(ItemLayout):
    """Puts widgets after each other, on a new line when the line is full; the last one stretches."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setContentsMargins(Space.S, Space.XS, Space.S, Space.XS)

    def expandingDirections(self) -> Qt.Orientation:
        """None: it takes what it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height at a width."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place everything."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """As wide as the widest."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """The widest widget and one line."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        edge = self.contentsMargins()
        return size + QSize(edge.left() + edge.right(), edge.top() + edge.bottom())

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        edge = self.contentsMargins()
        area = rect.adjusted(edge.left(), edge.top(), -edge.right(), -edge.bottom())
        left, top, line = area.x(), area.y(), 0
        for item in self._items:
            hint = item.sizeHint().expandedTo(item.minimumSize())
            last = item is self._items[-1]
            width = min(item.minimumSize().width() if last else hint.width(), area.width())
            if left > area.x() and left + width > area.x() + area.width():
                left, top, line = area.x(), top + line + _GAP, 0
            if last:
                width = area.x() + area.width() - left
            if move:
                item.setGeometry(QRect(left, top, width, hint.height()))
            left += width + _GAP
            line = max(line, hint.height())
        return top + line - rect.y() + edge.bottom()


class Columns(QWidget):
    """Fields beside each other, in as many columns as fit; a wide one takes a line of its own."""

    def __init__(
        self, least_width: int = 220, most: int = 3, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._least, self._most = least_width, most
        self._parts: list[tuple[QWidget, bool]] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_BETWEEN)
        self._grid.setVerticalSpacing(Space.M)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def add(self, widget: QWidget, *, wide: bool = False) -> None:
        """Add a field at the end."""
        self._parts.append((widget, wide))
        widget.setParent(self)
        self._columns = 0
        self._arrange(self.width())

    def show_only(self, wanted: Callable[[QWidget], bool]) -> None:
        """Hide parts; those that stay close the ranks."""
        for widget, _ in self._parts:
            widget.setVisible(wanted(widget))
        self._columns = 0
        self._arrange(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fewer columns when narrow."""
        super().resizeEvent(event)
        self._arrange(event.size().width())

    def _arrange(self, width: int) -> None:
        columns = max(1, min(self._most, (width + _BETWEEN) // (scaled(self._least) + _BETWEEN)))
        if columns == self._columns:
            return
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        for widget, _ in self._parts:
            self._grid.removeWidget(widget)
        self._columns = columns
        line = column = 0
        for widget, wide in self._parts:
            if widget.isHidden() and widget.testAttribute(
                Qt.WidgetAttribute.WA_WState_ExplicitShowHide
            ):
                continue
            if wide and column:
                line, column = line + 1, 0
            span = columns if wide else 1
            self._grid.addWidget(widget, line, column, 1, span, Qt.AlignmentFlag.AlignTop)
            column += span
            if column >= columns:
                line, column = line + 1, 0
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
