"""A chart on the screen whose bars can be walked through by keyboard, named and pressed.

Each bar is a button of its own over the drawing, so that a screen reader hears what it says. Tab comes
to the chart once; the arrow keys, Home and End go from bar to bar.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from vp_desk.reporting.chart_layout import laid_out
from vp_desk.reporting.document import ChartSpec
from vp_desk.reporting.scene import Reading, Scene
from vp_desk.ui.item_layout import ItemLayout
from vp_desk.ui.theme import tokens
from vp_desk.ui.views.painter import SCALE, paint, screen_width
from vp_desk.ui.widgets import reveal

T = TypeVar("T")

#: How far the room for the focus sticks out beside the words of a chart, in pixels.
BLEED = 8

_LEAST_WIDTH = 280
_WIDTHS_KEPT = 8
_KEYS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
}


@dataclass(frozen=True, slots=True)
class ChartItem:
    """What one bar says in words, and whether pressing it leads anywhere."""

    words: str
    leads: bool = True
    #: What pressing does, on hovering.
    hint: str = ""


class BarSpot(QAbstractButton):
    """One bar with its words, as something that can have the focus."""

    def __init__(self, number: int, chart: "ChartView") -> None:
        super().__init__(chart)
        self._number, self._chart, self._leads = number, chart, False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.clicked.connect(self._on_clicked)

    def show_item(self, item: ChartItem) -> None:
        """Say something else."""
        self._leads = item.leads
        self.setAccessibleName(item.words)
        self.setAccessibleDescription(item.hint)
        self.setToolTip(f"{item.words}\n{item.hint}" if item.hint else item.words)
        shape = Qt.CursorShape.PointingHandCursor if item.leads else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def sizeHint(self) -> QSize:
        """Whatever the drawing gives it."""
        return QSize(0, 0)

    def set_reachable(self, *, reachable: bool) -> None:
        """Whether Tab stops here: at one bar of each chart."""
        policy = Qt.FocusPolicy.StrongFocus if reachable else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(policy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to another bar, or press this one."""
        key = Qt.Key(event.key())
        if key in _KEYS:
            self._chart.focus_bar(max(0, self._number + _KEYS[key]))
        elif key == Qt.Key.Key_Home:
            self._chart.focus_bar(0)
        elif key == Qt.Key.Key_End:
            self._chart.focus_bar(-1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier
        ):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Be the bar at which Tab stops from now on."""
        super().focusInEvent(event)
        self._chart.stop_at(self._number)
        reveal(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Only the focus; the bar itself is drawn by the chart under it."""
        del event
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens().accent), 2))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    @Slot()
    def _on_clicked(self) -> None:
        if self._leads:
            self._chart.chosen.emit(self._number)


class _Spots(ItemLayout):
    """Puts each button over its bar, as high as the drawing is at this width."""

    def __init__(self, chart: "ChartView") -> None:
        super().__init__(chart)
        self._chart = chart
        self.setContentsMargins(0, 0, 0, 0)

    def hasHeightForWidth(self) -> bool:
        """The drawing decides."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high the drawing is."""
        scene = self._chart.scene(width)
        return round(scene.height * SCALE) if scene else 0

    def sizeHint(self) -> QSize:
        """A width at which everything can be read."""
        return QSize(_LEAST_WIDTH * 2, self.heightForWidth(_LEAST_WIDTH * 2))

    def minimumSize(self) -> QSize:
        """The smallest at which it still is a chart."""
        return QSize(_LEAST_WIDTH, 0)

    def setGeometry(self, rect: QRect) -> None:
        """Put the buttons where the bars are."""
        super().setGeometry(rect)
        scene = self._chart.scene(rect.width())
        for item, spot in zip(self._items, scene.spots if scene else (), strict=False):
            corner = QPoint(round(spot.x * SCALE), round(spot.y * SCALE))
            size = QSize(round(spot.width * SCALE), round(spot.height * SCALE))
            item.setGeometry(QRect(rect.topLeft() + corner, size))


class ChartView(QWidget):
    """One chart. Draws exact figures as well as released ones: it is on the adviser's own screen."""

    #: The bar that was pressed.
    chosen = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._lay_out: Callable[[float], Scene[object]] | None = None
        #: The drawing by width: a layout asks for the height at several widths, many times.
        self._laid: dict[int, Scene[object]] = {}
        self._current = 0
        self.bars: list[BarSpot] = []
        self._spots = _Spots(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_chart(
        self,
        chart: ChartSpec[T],
        read: Callable[[T], Reading],
        items: Sequence[ChartItem],
        highest: float = 0,
    ) -> None:
        """Show another chart.

        Args:
            chart: what to draw.
            read: tells of a cell what may be drawn.
            items: one per bar, or per period of a chart of lines, in the order of the chart.
            highest: the axis of a chart of lines holds this too.
        """
        self._lay_out = partial(_laid_out, chart, read, highest)
        self._laid = {}
        for bar, item in zip(self.bars, items, strict=False):
            bar.show_item(item)
        for number, item in enumerate(items[len(self.bars) :], start=len(self.bars)):
            self._add_bar(number, item)
        had_focus = any(bar.hasFocus() for bar in self.bars[len(items) :])
        for bar in self.bars[len(items) :]:
            self._spots.removeWidget(bar)
            bar.hide()
            bar.deleteLater()
        self.bars = self.bars[: len(items)]
        self.stop_at(min(self._current, len(self.bars) - 1))
        if had_focus and self.bars:
            self.focus_bar(self._current)
        self._spots.invalidate()
        self.updateGeometry()
        self.update()

    def scene(self, width: int) -> Scene[object] | None:
        """The drawing at a width in pixels."""
        if self._lay_out is None or width <= 0:
            return None
        if width not in self._laid:
            if len(self._laid) > _WIDTHS_KEPT:
                self._laid.clear()
            self._laid[width] = self._lay_out(width / SCALE)
        return self._laid[width]

    def focus_bar(self, number: int) -> None:
        """Give the focus to a bar; beyond the last one nothing happens, -1 is the last."""
        if not self.bars or number >= len(self.bars) or number < -1:
            return
        self.bars[number].setFocus(Qt.FocusReason.OtherFocusReason)

    def stop_at(self, number: int) -> None:
        """Let Tab stop at one bar."""
        self._current = max(0, number)
        for place, bar in enumerate(self.bars):
            bar.set_reachable(reachable=place == self._current)

    def _add_bar(self, number: int, item: ChartItem) -> None:
        bar = BarSpot(number, self)
        bar.show_item(item)
        self.bars.append(bar)
        self._spots.addWidget(bar)
        bar.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chart, and a quiet ground under the bar with the pointer."""
        del event
        scene = self.scene(self.width())
        if scene is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for bar in self.bars:
            if bar.underMouse():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(tokens().hover))
                painter.drawRoundedRect(bar.geometry(), 6, 6)
        paint(painter, scene)
        painter.end()


def _laid_out(
    chart: ChartSpec[T], read: Callable[[T], Reading], highest: float, width: float
) -> Scene[T]:
    return laid_out(chart, read, width, screen_width, highest)
