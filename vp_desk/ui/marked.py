"""Text with the searched words marked: heavier, on a ground of its own, and with a line under it."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from vp_desk.ui.delegates import draw_ground
from vp_desk.ui.models.cases import LINE_ROLE, MARKS_ROLE, CasesModel, Pieces, cut
from vp_desk.ui.theme import scaled, tokens
from vp_desk.ui.tokens import Space, Type

_Index = QModelIndex | QPersistentModelIndex
#: Height of a row with room for a line with what was found, and the edge around its words.
TALL_ROW, EDGE = 66, Space.M
_LINE_TOP, _LINE_HEIGHT = 36, 22
_ELIDE = Qt.TextElideMode.ElideRight


def draw_pieces(painter: QPainter, room: QRect, pieces: Pieces, colour: QColor) -> None:
    """Draw text from the left, in the middle of the height of `room`; what does not fit is cut off."""
    t = tokens()
    plain = painter.font()
    heavy = QFont(plain)
    heavy.setWeight(QFont.Weight.DemiBold)
    left = room.left()
    for text, is_marked in pieces:
        painter.setFont(heavy if is_marked else plain)
        metrics = QFontMetrics(painter.font())
        left_over = room.right() - left + 1
        if left_over <= metrics.averageCharWidth():
            break
        shown = metrics.elidedText(text, _ELIDE, left_over)
        width = metrics.horizontalAdvance(shown)
        if is_marked:
            top = room.center().y() - metrics.height() / 2
            ground = QRectF(left - 1, top, width + 2, metrics.height())
            painter.fillRect(ground, QColor(t.warning_tint))
            painter.fillRect(
                QRectF(ground.left(), ground.bottom() - 1.5, ground.width(), 1.5), QColor(t.warning)
            )
        painter.setPen(QColor(t.text) if is_marked else colour)
        painter.drawText(
            QRect(left, room.top(), width + 2, room.height()), Qt.AlignmentFlag.AlignVCenter, shown
        )
        left += width
        if shown != text:
            break


def draw_line(painter: QPainter, row: QRect, pieces: Pieces) -> None:
    """Draw what was found in a case under the cells of its row."""
    font = painter.font()
    font.setPixelSize(scaled(Type.SMALL))
    painter.setFont(font)
    top, height = row.top() + scaled(_LINE_TOP), scaled(_LINE_HEIGHT)
    room = QRect(row.left() + EDGE, top, row.width() - 2 * EDGE, height)
    draw_pieces(painter, room, pieces, QColor(tokens().muted))


class CaseDelegate(QStyledItemDelegate):
    """A cell of the list of cases; the table draws the line under a tall row."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell."""
        t = tokens()
        painter.save()
        area = draw_ground(painter, option)
        room = area.adjusted(EDGE, 0, -EDGE, 0)
        if index.data(LINE_ROLE):
            room.setBottom(area.top() + scaled(_LINE_TOP))
        model = index.model()
        column = model.columns[index.column()] if isinstance(model, CasesModel) else None
        colour = QColor(t.muted if column is not None and column.quiet else t.text)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        marks = index.data(MARKS_ROLE)
        if marks:
            draw_pieces(painter, room, cut(text, marks), colour)
        else:
            painter.setPen(colour)
            side = index.data(Qt.ItemDataRole.TextAlignmentRole)
            flags = int(side) if side is not None else int(Qt.AlignmentFlag.AlignVCenter)
            words = painter.fontMetrics().elidedText(text, _ELIDE, room.width())
            painter.drawText(room, flags, words)
        painter.restore()
