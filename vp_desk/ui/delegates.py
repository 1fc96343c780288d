"""How rows of tables are drawn: air around the words, a quiet line under each row, no grid."""

from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from vp_desk.disclosure import Reason
from vp_desk.ui.models.released import DEPTH_ROLE, MARK_ROLE
from vp_desk.ui.theme import FAMILY, scaled, tokens
from vp_desk.ui.tokens import BODY, Line, Radius, Size, Space

_Index = QModelIndex | QPersistentModelIndex
_EDGE: Final = Space.M
#: The highest title in the list of tables.
_TALLEST: Final = 200
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def draw_ground(painter: QPainter, option: QStyleOptionViewItem) -> QRect:
    """What is under the words of a cell: chosen or not, and a quiet line. Returns the cell."""
    t = tokens()
    area: QRect = option.rect
    state: QStyle.StateFlag = option.state
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(area, QColor(t.selected))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(area, QColor(t.hover))
    painter.setPen(QColor(t.line))
    painter.drawLine(area.bottomLeft(), area.bottomRight())
    return area


class RowDelegate(QStyledItemDelegate):
    """One line of text per cell. Columns named in `quiet` are drawn in the muted colour."""

    def __init__(self, quiet: frozenset[int] = frozenset(), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._quiet = quiet

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell."""
        t = tokens()
        painter.save()
        area = draw_ground(painter, option)
        quiet = index.column() in self._quiet
        painter.setPen(QColor(t.muted if quiet else t.text))
        alignment = index.data(Qt.ItemDataRole.TextAlignmentRole)
        side = int(alignment) if alignment is not None else int(Qt.AlignmentFlag.AlignVCenter)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        room = area.adjusted(_EDGE, 0, -_EDGE, 0)
        font = index.data(Qt.ItemDataRole.FontRole)
        if font is not None:
            painter.setFont(font)
        words = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()


def draw_choice(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """What is under a row to choose from: chosen, under the pointer, or neither."""
    if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().selected if chosen else tokens().hover))
        painter.drawRoundedRect(option.rect, Radius.S, Radius.S)


class TableListDelegate(QStyledItemDelegate):
    """A title on one or two lines; at the right how many figures of it are not told (`HELD_ROLE`)."""

    HELD_ROLE: Final = Qt.ItemDataRole.UserRole + 2
    _COUNT_WIDTH: Final = 44

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """High enough for the title."""
        width = option.widget.width() - scaled(self._COUNT_WIDTH) - Space.HUGE
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        flags = Qt.TextFlag.TextWordWrap
        area = option.fontMetrics.boundingRect(
            QRect(0, 0, width, scaled(_TALLEST)), int(flags), text
        )
        return QSize(width, area.height() + Space.L)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one title."""
        t = tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_choice(painter, option)
        room = option.rect.adjusted(Space.S, 0, -Space.S, 0)
        held = int(index.data(self.HELD_ROLE) or 0)
        if held:
            painter.setPen(QColor(t.muted))
            painter.drawText(room, _RIGHT, f"{held} ×")
        painter.setPen(QColor(t.text))
        words = room.adjusted(0, 0, -scaled(self._COUNT_WIDTH), 0)
        flags = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(words, flags, str(index.data(Qt.ItemDataRole.DisplayRole)))
        painter.restore()


class ChapterDelegate(QStyledItemDelegate):
    """A heading on as many lines as it needs; sections stand under their chapter (`DEPTH_ROLE`)."""

    DEPTH_ROLE: Final = Qt.ItemDataRole.UserRole + 3

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """High enough for the heading."""
        list_ = option.widget
        width = list_.viewport().width() if isinstance(list_, QAbstractItemView) else 0
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        metrics = QFontMetrics(self._font(option, index))
        left, right = self._edges(index)
        # A hair narrower: a painter may round the same words to a wider line than these metrics.
        room = QRect(0, 0, width - left - right - Space.XS, scaled(_TALLEST))
        area = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), text)
        return QSize(width, area.height() + Space.M)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one heading."""
        t = tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_choice(painter, option)
        left, right = self._edges(index)
        painter.setFont(self._font(option, index))
        painter.setPen(QColor(t.muted if index.data(self.DEPTH_ROLE) else t.text))
        flags = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        painter.drawText(option.rect.adjusted(left, 0, -right, 0), flags, text)
        painter.restore()

    def _edges(self, index: _Index) -> tuple[int, int]:
        return Space.S + Space.M * int(index.data(self.DEPTH_ROLE) or 0), Space.S

    @staticmethod
    def _font(option: QStyleOptionViewItem, index: _Index) -> QFont:
        font = QFont(option.font)
        if not index.data(ChapterDelegate.DEPTH_ROLE):
            font.setWeight(QFont.Weight.DemiBold)
        return font


class FigureDelegate(QStyledItemDelegate):
    """A cell of a released table. What is not told is marked by a pattern, not by colour alone."""

    #: A pattern per reason, so that the legend can show it.
    PATTERNS: Final = {
        Reason.SMALL.value: Qt.BrushStyle.SolidPattern,
        Reason.SECONDARY.value: Qt.BrushStyle.BDiagPattern,
        Reason.COLLAPSED.value: Qt.BrushStyle.Dense6Pattern,
        Reason.SMALL_UNIT.value: Qt.BrushStyle.VerPattern,
        Reason.EARLIER.value: Qt.BrushStyle.HorPattern,
        "band": Qt.BrushStyle.SolidPattern,
    }

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell."""
        t = tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        mark = index.data(MARK_ROLE)
        if mark in self.PATTERNS:
            draw_mark(
                painter,
                area.adjusted(Space.XS, Space.XS, -Space.XS, -Space.XS),
                self.PATTERNS[mark],
            )
        if (
            index.row() < index.model().rowCount() - 1
        ):  # under the last one the frame itself is the line
            painter.setPen(QColor(t.line))
            painter.drawLine(area.bottomLeft(), area.bottomRight())
        if state & QStyle.StateFlag.State_Selected and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(t.accent), Line.FOCUS))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(
                area.adjusted(Space.HAIR, Space.HAIR, -Space.HAIR, -Space.HAIR), Radius.S, Radius.S
            )
        font = index.data(Qt.ItemDataRole.FontRole)
        if isinstance(font, QFont):
            painter.setFont(QFont(font.families() or [FAMILY]))
            shown = painter.font()
            shown.setPixelSize(scaled(BODY))
            shown.setWeight(font.weight())
            painter.setFont(shown)
        painter.setPen(QColor(t.muted if mark in ("gap", "band") else t.text))
        indent = (
            max(0, int(index.data(DEPTH_ROLE) or 0) - 1) * Space.L if index.column() == 0 else 0
        )
        room = area.adjusted(_EDGE + indent, 0, -_EDGE, 0)
        side = Qt.AlignmentFlag.AlignLeft if index.column() == 0 else Qt.AlignmentFlag.AlignRight
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        words = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()


def draw_mark(painter: QPainter, area: QRect, pattern: Qt.BrushStyle) -> None:
    """Fill a rounded box with the pattern of a reason."""
    t = tokens()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(t.warning_tint))
    painter.drawRoundedRect(area, Radius.S, Radius.S)
    if pattern is not Qt.BrushStyle.SolidPattern:
        painter.setBrush(QBrush(QColor(t.muted), pattern))
        painter.setOpacity(0.45)
        painter.drawRoundedRect(area, Radius.S, Radius.S)
        painter.setOpacity(1)


class Swatch(QWidget):
    """A sample of a pattern, for the legend."""

    def __init__(self, reason: Reason, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pattern = FigureDelegate.PATTERNS[reason.value]
        self.setFixedSize(Size.ICON_LARGE, Size.ICON_SMALL)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_mark(painter, self.rect(), self._pattern)
        painter.end()
