"""The list that opens under an input while the adviser types."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from vp_desk.ui.forms.matching import Match
from vp_desk.ui.theme import scaled, tokens
from vp_desk.ui.tokens import Line, Radius, Size, Space
from vp_desk.ui.widgets import set_look

_MOST_ROWS = 8
#: Around the rows, inside the frame.
_PADDING = 2 * (Space.XS + Line.THIN)

_Index = QModelIndex | QPersistentModelIndex


class MatchModel(QAbstractListModel):
    """Matches, best first. The context of a match is in `ToolTipRole`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._matches: tuple[Match, ...] = ()

    def show_matches(self, matches: Sequence[Match]) -> None:
        """Hold other matches."""
        self.beginResetModel()
        self._matches = tuple(matches)
        self.endResetModel()

    def match_at(self, row: int) -> Match | None:
        """The match in a row."""
        return self._matches[row] if 0 <= row < len(self._matches) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (as in Qt)
        """The number of matches."""
        return 0 if parent.isValid() else len(self._matches)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """The label of a match, or its context."""
        match = self.match_at(index.row())
        if match is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return match.label
        if role == Qt.ItemDataRole.ToolTipRole:
            return match.context or match.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{match.label}, {match.context}" if match.context else match.label
        return None


class MatchDelegate(QStyledItemDelegate):
    """Draws the label at the left, and the context quietly at the right when there is room."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """One line."""
        return QSize(super().sizeHint(option, index).width(), scaled(Size.ROW_CHOICE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one match."""
        t = tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = option.rect.adjusted(1, 1, -1, -1)
        state = option.state
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            chosen = bool(state & QStyle.StateFlag.State_Selected)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(t.selected if chosen else t.hover)
            painter.drawRoundedRect(area, Radius.S, Radius.S)
        text = area.adjusted(Space.S, 0, -Space.S, 0)
        label = str(index.data(Qt.ItemDataRole.DisplayRole))
        painter.setPen(t.text)
        metrics = painter.fontMetrics()
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(
            text, middle, metrics.elidedText(label, Qt.TextElideMode.ElideRight, text.width())
        )
        model = index.model()
        match = model.match_at(index.row()) if isinstance(model, MatchModel) else None
        room = text.width() - metrics.horizontalAdvance(label) - 24
        if match is not None and match.context and room > 60:
            painter.setPen(t.muted)
            words = metrics.elidedText(match.context, Qt.TextElideMode.ElideRight, room)
            painter.drawText(text, middle | Qt.AlignmentFlag.AlignRight, words)
        painter.restore()


class Suggestions(QListView):
    """Opens over the window, never takes the focus, closes when anything else is touched."""

    picked = Signal(str)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner.window())
        self._owner = owner
        self._model = MatchModel(self)
        set_look(self, "popup", "true")
        self.setModel(self._model)
        self.setItemDelegate(MatchDelegate(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Keuzes die passen bij wat u typt")
        self.clicked.connect(self._on_clicked)
        self.hide()

    def open_with(self, matches: Sequence[Match], highlighted: str | None = None) -> None:
        """Show matches under the owner; none closes the list.

        Args:
            matches: what fits, best first.
            highlighted: the code that the highlight begins at; None = the first.
        """
        self._model.show_matches(matches)
        if not matches:
            self.close_list()
            return
        codes = [match.code for match in matches]
        first = codes.index(highlighted) if highlighted in codes else 0
        self._place(len(matches))
        if self.isHidden():
            QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
            self.show()
            self.raise_()
        self.setCurrentIndex(self._model.index(first))

    def close_list(self) -> None:
        """Close it."""
        if not self.isHidden():
            QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
            self.hide()

    def move_highlight(self, rows: int) -> None:
        """The next or previous match, round and round."""
        count = self._model.rowCount()
        if count:
            self.setCurrentIndex(self._model.index((self.currentIndex().row() + rows) % count))

    def highlighted(self) -> str | None:
        """The code under the highlight."""
        match = self._model.match_at(self.currentIndex().row())
        return match.code if match else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close when the page scrolls, the window changes size or something else is clicked."""
        kind = event.type()
        if kind in (QEvent.Type.Wheel, QEvent.Type.MouseButtonPress) and isinstance(
            watched, QWidget
        ):
            inside = watched is self or self.isAncestorOf(watched)
            at_owner = watched is self._owner or self._owner.isAncestorOf(watched)
            if not inside and not (at_owner and kind == QEvent.Type.MouseButtonPress):
                self.close_list()
        elif kind == QEvent.Type.Resize and watched is self.window():
            self.close_list()
        elif kind == QEvent.Type.LayoutRequest and watched is not self:
            QTimer.singleShot(0, self, self._follow)  # a message above the owner moved it
        return False

    @Slot()
    def _follow(self) -> None:
        """Stay under the owner."""
        if not self.isHidden():
            self._place(self._model.rowCount())

    def _place(self, rows: int) -> None:
        window = self.window()
        below = self._owner.mapTo(window, QPoint(0, self._owner.height() + 4))
        height = min(rows, _MOST_ROWS) * scaled(Size.ROW_CHOICE) + _PADDING
        width = min(max(self._owner.width(), 380), window.width() - 16)
        top = below.y()
        if top + height > window.height() - 8:
            above = self._owner.mapTo(window, QPoint(0, 0)).y() - 4
            room_below, room_above = window.height() - 8 - top, above - 8
            if room_above > room_below:
                height = min(height, room_above)
                top = above - height
            else:
                height = min(height, room_below)
        left = max(8, min(below.x(), window.width() - width - 8))
        self.setGeometry(left, top, width, height)

    def _on_clicked(self, index: QModelIndex) -> None:
        match = self._model.match_at(index.row())
        if match is not None:
            self.picked.emit(match.code)
